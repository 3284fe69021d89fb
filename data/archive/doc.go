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
//   - A word finds its other forms: standard finds standards, supply finds
//     supplied, and neither finds standardization or supplier, which are other
//     words. Of words that are typed as one, start-up, the last has its forms.
//   - A phrase finds its words, one after the other, as they are written; that
//     is so of a single word in quotation marks too.
//   - A prefix finds words that begin so, and nothing else.
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
// Two tables answer a search. One has dictionaries, in blocks of 4 KB: every
// token that stands in the texts, in order, with its rows, which are a number of
// a byte or two each: how far it is to the row, whether the headline has the
// token, and, in two bits, what the token counts for there. Another, words, is
// FTS5's, and knows what stands side by side.
//
// So words, beginnings of words and all that is made of them by and, or and not
// are sets of bits, joined: thirty words that every release has cost less than
// asking FTS5 for one. A word is the union of its forms, which are listed by
// their stem; what begins so is a range of blocks. FTS5 is asked for
// phrases alone, where the sets leave many rows; where they leave few, the texts
// are read. One text is cut once, whatever is looked for in it.
//
// FTS5 is given not the texts but their tokens, cut and folded here, with the
// ascii tokenizer, which splits at the spaces. In return there is one
// definition of a word: the index, the words that are lit, the snippets and the
// headline's share in a hit cannot disagree. The table is contentless, and keeps
// positions (detail=full) and no lengths (columnsize=0): relevance is worked out
// from the rows, after BM25, with the share of each word in its text, the
// length of the text taken into account, in four levels.
//
// Tokens are words as they are written, not stems: a phrase is exact, and so
// are beginnings of words. Letters of Korean, Chinese and Japanese are in the
// same tables as pairs: 반도체 is 반도, 도체, 체. A search for 도체 is one for
// that pair, and three letters are a phrase of two pairs. Pairs, because two
// letters are the commonest length of a Korean word: the trigram tokenizer of
// FTS5 finds nothing below three, and as a second index would take the English
// text in as well. The last letter of a run goes in alone, so that no pair is
// found across a space. One letter is a beginning of the pairs. Initial
// consonants stand as pairs behind the headline they were taken from, with a
// mark that no text has.
//
// # Order
//
// Rows are in the catalogue's order, newest first. [Best], the order by
// default, ranks where few match, and otherwise lists the newest.
//
// # Costs
//
// What a search costs has a bound, since strangers ask: at most 64 different
// terms, each looked up once; for each phrase of more than one word at most one
// question to FTS5, for at most four of its words; each text cut at most once.
// At 20,000 releases of 2 KB that is a fifth of a second at the very most, and
// TestWork counts it.
//
// At 10,000 releases in a vocabulary of 170,000 words, on two cores, for the
// first fifty hits and their snippets: a rare word 0.1 ms, two common words 0.7
// ms newest first and 1.2 ms by relevance where 6,600 match, a prefix of three
// letters 0.6 ms, of one 1.5 ms, a phrase of two common words 3 ms. The index
// takes as much room as the text. The benchmarks measure these again.
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
