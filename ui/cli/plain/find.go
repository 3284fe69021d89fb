package plain

import (
	"context"
	"slices"
	"strings"

	"pressroom/data/index/letters"
	"pressroom/data/snapshot"
	"pressroom/data/text"
)

// Find returns the releases that name may mean, newest first, and whether it names
// them: one that is named is an answer, several are a question, and those that are
// not named are what may have been meant.
//
// A whole ID names its release and nothing else. Otherwise name is the beginning of
// an ID, or words of a headline, or it could be both, and then both are returned. Only
// headlines that have all of the words as words are named. If there are none, those are
// returned in which they begin words; if there are none, in which they stand inside
// words. Letters strewn over a headline never count: who types a name wants that
// release or none. A headline typed in full means its release, though others may
// hold the same words.
func Find(ctx context.Context, c *snapshot.Snapshot, index *letters.Index, name string) (rows []int, named bool, err error) {
	name = line(name)
	byID := c.WithPrefix(name)
	if len(byID) == 1 && strings.EqualFold(c.ID(byID[0]), name) {
		return byID, true, nil
	}
	folded := strings.TrimSpace(text.Fold(name))
	if folded == "" {
		return byID, len(byID) > 0, nil
	}
	found, err := index.Search(ctx, name, nil)
	if err != nil {
		return nil, false, err
	}
	classes := []letters.Class{letters.WholeWords}
	if len(byID) == 0 {
		classes = []letters.Class{letters.WholeWords, letters.WordStarts, letters.Substring}
	}
	for _, class := range classes {
		from, end := found.Range(class)
		if from == end {
			continue
		}
		var full []int
		for rank := from; rank < end; rank++ {
			row := found.At(rank)
			rows = append(rows, row)
			if strings.TrimSpace(text.Fold(line(c.Title(row)))) == folded {
				full = append(full, row)
			}
		}
		if len(full) > 0 {
			rows = full
		}
		rows = append(rows, byID...)
		c.Sort(rows)
		return slices.Compact(rows), class == letters.WholeWords, nil
	}
	return byID, len(byID) > 0, nil
}
