// Package entities counts who and what the releases of a snapshot name, and finds the
// releases that are alike. [NewIndex] makes an index, which answers what a reader asks
// of it: the releases that name KATS, the people called Kim, the releases like this one.
// Package names finds the names of each.
//
// Two spellings of a name have one key, see [names.OrganisationKey]. What an acronym
// stands for is learned from all releases before any is counted, so that a release that
// only says KATS counts for the agency; but an acronym that stands for two bodies explains
// nothing. What no release explains the list of [names.KnownAcronyms] may: KATS in a
// headline is the agency on a board that never writes it out. Blocs of countries, which
// are no organisations of a text because texts treat them as places, count among them
// here: the EU, but neither the ASEAN Secretariat nor the LG G7. Amkor Korea is Amkor
// Technology Korea, because one release calls it both; it is not Amkor Technology, which
// is its parent.
//
// Releases are alike if they share words and names that few others have: each word counts
// by the logarithm of its rarity, and a name as much as a few words.
//
// What is kept of a release is a few numbers. [Index.Apply] makes the index of the next
// snapshot of them: it reads what changed, and puts together anew what all releases name,
// since one release may explain the acronym of another. With a [File] the numbers are kept
// on the disk, too, so that no text is read twice; of more than 20,000 releases their
// words are there alone, and likeness is told by reading the file.
package entities
