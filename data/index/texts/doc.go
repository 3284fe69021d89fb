// Package texts finds releases by their text: words, phrases, beginnings of words, Korean by any
// two letters, headlines by their initial consonants.
//
// [New] makes the index of a snapshot, and [Index.Search] answers. The index is derived, and gone
// when it is closed: the texts are in the snapshots. That of an archive is kept in a file: [Open]
// makes or opens it, and [Index.Follow] takes over what has changed.
//
// # What is found
//
// A text is cut into words by package text: runs of letters and figures, folded, so that Café is
// cafe and what an editor typeset is what a keyboard writes. Every other sign parts words. A term
// that holds such signs is the phrase of its words: korea's finds Korea’s, and ai-driven finds “AI
// driven”.
//
//   - A word finds its other forms: standard finds standards, supply finds supplied, and neither
//     finds standardization or supplier, which are other words. Of words that are typed as one,
//     start-up, the last has its forms.
//   - What a hyphen, apostrophe, ampersand, point or comma holds together is one word too: startup
//     and start-ups find each other, us finds U.S., rd finds R&D, and 30000 finds 30,000: see
//     [text.Tokens.Compound].
//   - A phrase finds its words, one after the other, as they are written; that is so of a single
//     word in quotation marks too.
//   - A prefix finds words that begin so, and nothing else.
//   - Korean, Chinese and Japanese are found by any letters in a row. Korean writes particles at the
//     end of a word and compounds without a space: the reader who looks for 반도체 wants 반도체와 and
//     반도체산업 too, and who types 반도체를 wants 반도체가.
//   - Two or more initial consonants, ㅅㅇㅂ, find headlines whose syllables begin so, one after the
//     other in one word: 산업부.
//
// Nothing that is typed is syntax, and no text is an error.
//
// # The index
//
// It is three tables of FTS5's and a list of stems. FTS5 merges what is added later, and takes
// deletions: after 400 additions of ten releases the file is no larger than a fresh one, and a
// prefix takes no longer.
//
// FTS5 is given not texts but tokens, with the ascii tokenizer, which splits at the spaces. In
// return there is one definition of a word: the index, the words that are highlighted, the snippets
// and the headline's share in a hit cannot disagree. Tokens are words as they are written: a phrase
// is exact, and so are beginnings. A word is asked for as all the words of its stem, which are
// listed. Beginnings of up to three letters are tokens too, in a table of their own without places;
// of longer ones there are few words.
//
// Letters of Korean, Chinese and Japanese are in the same tables as pairs: 반도체 is 반도, 도체, 체. A
// search for 도체 is one for that pair, and three letters are a phrase of two pairs. Pairs, because
// two letters are the commonest length of a Korean word: the trigram tokenizer of FTS5 finds nothing
// below three. The last letter of a run goes in alone, so that no pair is found across a space. One
// letter is a beginning of the pairs. Initial consonants stand as pairs behind the headline they
// were taken from, with a mark that no text has. So stand words without their signs behind all
// others, each behind a mark that parts it from the one before.
//
// Each term of a query is asked of headlines and of texts, and is a set of releases, a bit for each
// number: terms are joined by and, or and not, and the snapshot puts what is left in order. So
// rowids need not follow the dates, of which late ones would each cost a rebuilding.
//
// # Kept in a file
//
// The file is as far as a generation of the archive, which is in it. Any number of processes use it.
// Who follows the archive reads what has changed since, and puts it in with the new generation as
// one transaction, if nobody has meanwhile. Who has an older snapshot is answered by the same index,
// without what came later. Where the generation is one that the archive never had, or a page is not
// as it was written, the file is made anew under another name and put in place; so it is where very
// much has changed, while what was there is searched. Where a file cannot be made or changed, the
// index is a temporary one.
//
// # Order
//
// [Best], the order by default, ranks where few match, and otherwise lists the newest. Ranking reads
// the texts, after BM25, and counts words that stand as they were typed, one behind the other, once
// more: FTS5's own ranking knows of no stems and would weigh the rarest form of a word most. Where
// more than a thousand match, headlines rank first, and the texts are read of the first thousand.
//
// # Costs
//
// What a search costs has a bound, since strangers ask: at most 64 different terms of 250 words
// together, each looked up once, and at most a thousand texts read. At 20,000 releases of 2 KB that
// is four tenths of a second at the very most.
//
// At 10,000 releases in a vocabulary of 170,000 words, for the first fifty hits and their snippets: a
// rare word 0.1 ms, two common words 2 ms, a prefix of three letters 1 ms, of one 1.3 ms, a phrase of
// two common words 3 ms; by relevance 10 ms at most. Terms that were asked for lately are
// remembered, and cost their hits. The index takes 0.6 of the room of English text. The benchmarks
// measure these again.
//
// An Index may be searched from any number of goroutines; four searches run at a time, and none
// while it changes. A search whose context ends returns within a millisecond, and leaves nothing
// behind that would hinder the next.
package texts
