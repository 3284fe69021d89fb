// Package letters matches headlines by words and letters, and ranks them.
//
// [New] makes the index of a snapshot, [Index.Search] finds the headlines that a query matches
// while it is typed, and [Highlights] tells which letters of a headline to highlight.
// [Index.Apply] returns the index of the next snapshot. [text.Fold] is how text is compared.
//
// # The problem
//
// A reader types a few letters and means a headline. With a million of them, every key must show
// its answer before the next one falls. Trying each headline in turn is too slow: sahilm/fuzzy
// needs most of a second for a key. It also ranks long headlines badly: its score pays for every
// letter that is not matched, so letters strewn over a short headline win over the very word in a
// long one.
//
// # What matches
//
// The query and the headlines are folded: case, accents, typographic signs and forms of letters no
// longer differ. Each typed word is matched on its own, in any place. It matches where its letters
// stand in order; these are the headlines that sahilm/fuzzy accepts for it, no more and no fewer.
// How well it matches is its [Class]:
//
//	WholeWords   it is a word of the headline
//	WordStarts   a word begins with it
//	Substring    it stands inside a word
//	Scattered    its letters are there, with others between them
//
// A headline is as good as the worst of its typed words; within a class the order of the headlines,
// newest first, decides. There is no score: a reader can foresee this order, and it never puts
// letters above a word. Nothing scattered is left out, however far its letters stand apart: a
// filter that drops a headline which has the letters would not be believed. It comes last, and the
// next letter thins it out.
//
// A word is a run of letters and digits. What people would call a word when they see it decides the
// rest:
//
//   - a dash parts words: carbon and neutral are words of carbon-neutral, and so is the whole of it;
//   - an ending does not count as a word, and does not spoil one: korea and korea's are words of
//     Korea’s, s is not; but brien is one of O’Brien;
//   - the points of M.AX, U.S. and 1.5, and the & of R&D, hold a word together: ax is not a word of
//     M.AX. The point between two sentences that lost their space does not;
//   - signs inside a word may be left out: max, us, rd, kbio and koreas find M.AX, U.S., R&D, K-Bio
//     and Korea’s as words;
//   - Korean is written without a space before particles, and beside Latin letters and digits: 반도체
//     begins a word of 반도체를, and kats is a word of KATS는. No words are looked for inside a Korean
//     one.
//
// # The idea
//
// No typed word has a space in it, so no occurrence of it crosses one. Cut headlines at spaces,
// then, and everything there is to know about a headline follows from its chunks: the class of an
// occurrence is a property of the chunk that it is in, and whether scattered letters match is
// decided by walking from chunk to chunk, each of which takes the number of letters found so far to
// another. And chunks repeat: a million headlines have eleven million of them, but fewer than two
// hundred thousand different ones.
//
// So the index numbers the different chunks, and keeps a headline as a list of numbers. A search
// reads each different chunk once, and writes down a note on it: how many letters of the word are
// found behind it when s were found before, for each s, and the best class of an occurrence inside;
// four bits each, 32 or 64 together. A headline is then tested with one look at a table and one
// shift for each of its chunks, without touching its text:
//
//	step = note[chunk] >> (4 * step) & 15
//	best = min(best, note[chunk] >> top)
//
// Words of more than maxSteps letters are followed that far, and then compared letter by letter.
// The letters of each headline are kept as a set, too, which throws out most headlines before that;
// and so are the letters that begin its words, so that a single letter, the first key of every
// query, needs no table at all. What else keeps a key quick:
//
//   - What the last key left. Where each word of the last query lies within a word of the new one
//     (letter by letter, in order), nothing can match that did not match then, and the other rows
//     are not looked at. Words that did not change keep their classes. When few rows are left, notes
//     are taken only on their chunks.
//   - Both cores. Chunks and rows are handed out in blocks.
//   - The next key cancels. The context is asked after every block, and the processor offered to
//     others.
//   - No sorting. There are four classes, and rows are visited in order: counting how many of each
//     class the blocks before have gives each row its rank.
//
// # Changes
//
// What was added or corrected since is in a second, small part of the same make, which is made anew
// at each change; what was deleted or corrected is dead in the large one, by a bit in the set of
// rows that a search begins with. So the next index shares the large part, and costs the headlines
// that are new. Where more than a few thousand are, all is made anew. The rows of both parts are in
// the order of the snapshot, and are merged where they are ranked.
//
// # The cost
//
// Memory: two bytes for a chunk of a headline, four where it is rare, and twenty for the headline;
// the different chunks come on top. That is about 45 bytes for a headline of 75, less than a folded
// copy. A result takes four bytes for each row that it holds, and an eighth for each that there is.
//
// Time: one read of every different chunk, then a few nanoseconds for each chunk of each row. The
// worst are headlines that share no chunks: then a search costs a scan of the text. BenchmarkKey has
// the figures.
//
// # Highlighting
//
// [Highlights] sees only headlines that are on the screen, so it may take its time. For words, word
// starts and substrings it highlights every occurrence of the class that the headline was ranked by,
// and no other. For scattered letters it highlights those that sahilm/fuzzy chooses, which prefers
// beginnings of words.
package letters
