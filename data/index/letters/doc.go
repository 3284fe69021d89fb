// Package letters matches headlines by words and letters, and ranks them.
//
// [New] makes the index of a snapshot, [Index.Search] finds the headlines that a query matches
// while it is typed, and [Highlights] tells which letters of a headline to highlight.
// [Index.Apply] returns the index of the next snapshot. [text.Fold] is how text is compared.
//
// A reader types a few letters and means a headline: of a million, too, the answer must be there
// before the next key. sahilm/fuzzy needs most of a second for a key, and ranks long headlines
// badly: it pays for every letter that is not matched.
//
// # What matches
//
// Each typed word is matched on its own, in any place, where its letters stand in order: in the
// headlines that sahilm/fuzzy accepts for it, no more and no fewer. How well is its [Class]:
//
//	WholeWords   it is a word of the headline
//	WordStarts   a word begins with it
//	Substring    it stands inside a word
//	Scattered    its letters are there, with others between them
//
// A headline is as good as the worst of its typed words; within a class the order of the headlines,
// newest first, decides. There is no score: a reader can foresee this order, and it never puts
// letters above a word. Nothing scattered is left out: a filter that drops a headline which has the
// letters would not be believed.
//
// A word is a run of letters and digits, as people see one:
//
//   - a dash parts words: carbon is a word of carbon-neutral, and so is the whole of it;
//   - an ending is no word, and spoils none: korea and korea's are words of Korea’s, s is not;
//   - the points of M.AX, U.S. and 1.5, and the & of R&D, hold a word together;
//   - signs inside a word may be left out: max, us, rd and kbio find M.AX, U.S., R&D and K-Bio;
//   - Korean has no space before particles, nor beside Latin letters and digits: 반도체 begins a word
//     of 반도체를, and kats is a word of KATS는. No words are looked for inside a Korean one.
//
// # The idea
//
// No typed word has a space in it. Cut headlines at spaces, then, and all there is to know follows
// from the chunks: the class of an occurrence is a property of its chunk, and scattered letters are
// followed from chunk to chunk, each of which takes the number of letters found so far to another.
// And chunks repeat: a million headlines have eleven million, of which fewer than two hundred
// thousand differ.
//
// So the index numbers the different chunks, and keeps a headline as a list of numbers. A search
// reads each different chunk once, and writes down a note on it: how many letters of the word are
// found behind it when s were found before, for each s, and the best class of an occurrence inside;
// four bits each. A headline is then tested with one look at a table and one shift a chunk:
//
//	step = note[chunk] >> (4 * step) & 15
//	best = min(best, note[chunk] >> top)
//
// Words of more than maxSteps letters are followed that far, and then compared letter by letter.
// The letters of each headline, and those that begin its words, are kept as sets, which throw out
// most headlines before that, and answer a single letter alone. Where each word of the last query
// lies within one of the new, only the rows that are left are looked at; where few are, notes are
// taken on their chunks alone. Chunks and rows are handed out in blocks to all processors, and the
// context is asked after each. Nothing is sorted: rows are visited in order, and how many of each
// class the blocks before have gives each row its rank.
//
// What was added or corrected since is in a second, small part, which is made anew at each change;
// what was deleted or corrected is dead in the large one. So the next index shares the large part.
//
// # The cost
//
// Memory: two bytes for a chunk of a headline, four where it is rare, and twenty for the headline;
// the different chunks come on top. That is about 45 bytes for a headline of 75, less than a folded
// copy. A result takes four bytes for each row that it holds, and an eighth for each that there is.
//
// Time: one read of every different chunk, then a few nanoseconds for each chunk of each row. The
// worst are headlines that share no chunks: then a search costs a scan of the text.
package letters
