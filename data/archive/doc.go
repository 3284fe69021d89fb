// Package archive finds releases by their text: words, phrases, beginnings of
// words, Korean by any two letters, headlines by their initial consonants. It
// keeps its index, and, where wanted, the releases too, in SQLite.
//
// # Two archives
//
// [Temp] makes the index of a catalogue that is in memory already. Its rows
// are the catalogue's, and the catalogue keeps the texts: the index holds no
// copy of them. A small one is in memory, a large one in a temporary file,
// because SQLite takes ten times as much memory to hold a database as it takes
// to read one. [Open] opens an archive in a file, which keeps the releases as
// well; its schema is the same, and so is the code that searches.
//
// Nothing is opened, and nothing of SQLite runs, before one of the two is
// called.
//
// # What is found
//
// A text is cut into words: runs of letters and figures, folded as package
// fuzzy folds headlines, so that Café is cafe and what an editor typeset is
// what a keyboard writes. Every other sign parts words. A term that holds such
// signs is the phrase of its words: korea's finds Korea’s, and ai-driven finds
// “AI driven”.
//
//   - A word finds its other forms: standard finds standards and
//     standardization. Both come to one stem, by Porter's rules for English.
//   - A phrase finds its words, one after the other, in any of their forms.
//   - A prefix finds words that begin so as they stand in the text, and
//     nothing else. (With the stems in its place, as FTS5 does it by itself,
//     any* would not find any, whose stem is ani, and ani* would; operat*
//     would not find operation, whose stem is oper.)
//   - Korean, Chinese and Japanese are found by any letters in a row. Korean
//     writes particles at the end of a word and compounds without a space:
//     the reader who looks for 반도체 wants 반도체와 and 반도체산업 too.
//   - Two or more initial consonants, ㅅㅇㅂ, find headlines whose syllables
//     begin so, one after the other in one word: 산업부.
//
// Nothing that is typed is syntax, and no text is an error.
//
// # The index
//
// FTS5 has the words and the phrases; it also ranks. It is given not the texts
// but their tokens, cut, folded and stemmed here, with the ascii tokenizer,
// which splits at the spaces. It is half as much work again as FTS5's unicode61
// under its porter, and takes no longer where there are two cores: one cuts
// while the other writes. In return there is one definition of a word: the
// index, the words that are lit, the snippets and the headline's share in a hit
// cannot disagree. The stems are FTS5's own: a test holds the two together.
//
// The table is contentless. Positions are kept (detail=full), as phrases need
// them, and lengths (columnsize), as BM25 needs them; they are a hundredth of
// the index. Without lengths, ranking would take three fifths of the time, and
// long releases would come first.
//
// Letters of Korean, Chinese and Japanese go into the same table as pairs:
// 반도체 is 반도, 도체, 체. A search for 도체 is one for that pair, and three
// letters are a phrase of two pairs. Pairs, because two letters are the
// commonest length of a Korean word: the trigram tokenizer of FTS5 finds
// nothing below three, and as a second index would take the English text in as
// well. The last letter of a run goes in alone, so that no pair is found across
// a space. One letter is a prefix of the pairs. Initial consonants stand as
// pairs behind the headline they were taken from, with a mark that no text
// has.
//
// Beginnings of words are in a table of their own: every word that stands in
// the texts, in order, with its rows as distances of a byte or two. The words
// that begin so are a range of it, and their rows, in a set of bits, are merged
// in passing. FTS5's prefix='3' makes its index larger by seven tenths, finds
// stems, and helps with three letters alone; the table takes four tenths, and
// is exact at every length. Its sets of bits also join clauses that FTS5 cannot
// join with its own.
//
// # Order
//
// Rows are in the catalogue's order, newest first, and FTS5 yields rows in
// their order: the newest fifty come as soon as fifty are found, however many
// match. Relevance has to look at all. So [Best], the order by default, ranks
// where few match, and otherwise lists the newest.
//
// # Costs
//
// At 100,000 releases of 2 KB in a vocabulary of 240,000 words, on two cores,
// for the first fifty hits and their snippets: a rare word 0.4 ms, two common
// words 1.3 ms newest first and 101 ms by relevance where 65,000 match, a
// prefix of three letters 7 ms, of one 33 ms, a word of Korean 1 ms; the rows
// of all 66,000 matches of a word 7 ms. It indexes 7,000 releases a second;
// the index takes nine tenths of the room of the text, and with the text in the
// same file they take twice the room. Ready to search, it takes 45 to 55 MB of
// memory beside the catalogue. The benchmarks measure these again.
//
// A prefix behind another word of its term, as in korea's*, is the one thing
// that reads texts to be exact. It takes a hundredth of a millisecond for each
// release that has both.
//
// # Many at a time
//
// An Archive may be searched from any number of goroutines; four searches run
// at a time. A search whose context ends returns within a millisecond, and
// leaves nothing behind that would hinder the next.
package archive
