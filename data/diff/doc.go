// Package diff finds what changed from one version of a release to the next: the
// words that were taken out and put in, in the blocks of the page.
//
//	c := diff.Documents(&before, &after)
//	for _, p := range diff.Folded(c.Blocks, 1) { … }
//
// # The idea
//
// A correction changes some words; a cut text that comes again whole sets its
// paragraphs anew; an editor moves from one format to another. So blocks are no
// measure of what is the same, and words are. Blocks whose words are the same in
// both versions are anchors. What lies between two anchors is compared word by
// word, wherever its paragraphs begin, and shown in the blocks of the newer version.
// What was taken out stands where it was; a block that is gone as a whole stands as
// a block. Tables are compared by their rows, and rows by their cells.
//
// A word is what spaces part, without the signs around it: “24.3%,” is a number and
// two signs, so that of a sum that was corrected the sum alone is marked. Of Chinese
// and Japanese each letter is one. White space, numbers of items and bullets are no
// words.
//
// # The cost
//
// The comparison is Myers's, in a version that gives up what is least after a bounded
// number of steps, and goes on from there: linear in the texts, with a factor of
// how much they differ. A word or two that two long changes have between them are
// chance, and taken for changed.
package diff
