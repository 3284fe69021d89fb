package plain

import (
	"context"
	"slices"
	"strings"

	"pressroom/data/index/letters"
	"pressroom/data/snapshot"
	"pressroom/data/text"
)

// Find returns the releases that name may mean, newest first; one
// is an answer, several are a question.
//
// A whole ID means its release and nothing else. Otherwise name is the
// beginning of an ID, or words of a headline, or it could be both, and then
// both are returned. Of the headlines those count that have all of the words
// as words; if there are none, where they begin words; if there are none,
// where they stand inside words. Letters strewn over a headline never count:
// who types a name wants that release or none. A headline typed in full means
// its release, though others may hold the same words.
func Find(ctx context.Context, c *snapshot.Snapshot, index *letters.Index, name string) ([]int, error) {
	name = line(name)
	byID := c.WithPrefix(name)
	if len(byID) == 1 && strings.EqualFold(c.ID(byID[0]), name) {
		return byID, nil
	}
	folded := strings.TrimSpace(text.Fold(name))
	if folded == "" {
		return byID, nil
	}
	found, err := index.Search(ctx, name, nil)
	if err != nil {
		return nil, err
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
		var rows, full []int
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
		return slices.Compact(rows), nil
	}
	return byID, nil
}
