package plain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"pressroom/data"
	"pressroom/data/index/letters"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/store"
	"pressroom/data/text"
	"pressroom/model"
	"pressroom/ui/cells"
)

// QueryText returns the query that words make: they are joined by spaces, so
// that it does not matter which of them a shell kept together. What could not
// be pointed at in one line is made a space, or is gone.
func QueryText(words []string) string {
	trimmed := make([]string, len(words))
	for i, w := range words {
		trimmed[i] = strings.TrimSpace(w)
	}
	clean, _ := data.Sanitize(strings.Join(trimmed, " "))
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return ' '
		}
		return c
	}, clean)
}

// ParseQuery reads a query, and returns hints where it may have been meant
// otherwise. The error says what is wrong with it, and points at the place with a
// line of carets.
func ParseQuery(text string, today data.Date) (q data.Query, hints []string, err error) {
	q, read, err := data.ParseQueryHints(text, today)
	var at *data.QueryError
	if errors.As(err, &at) {
		const margin = "    "
		if len(text) > data.MaxQuery {
			return q, nil, err
		}
		return q, nil, fmt.Errorf("%s\n%s%s\n%s%s", at.What, margin, text, margin, carets(text, at.Start, at.End))
	}
	for _, h := range read {
		if !slices.Contains(hints, h.What) {
			hints = append(hints, h.What)
		}
	}
	return q, hints, err
}

// carets returns the line that points at bytes of text from below. Letters are as wide as on a terminal.
func carets(text string, start, end int) string {
	start = min(max(0, start), len(text))
	end = min(max(start, end), len(text))
	wrong := strings.TrimRight(text[start:end], " ")
	var m cells.Measure
	return strings.Repeat(" ", m.Width(text[:start])) + strings.Repeat("^", max(1, m.Width(wrong)))
}

// Orders are the orders of a search, by the names that --sort takes.
var Orders = map[string]data.Sort{"": data.ByDefault, "date": data.ByDate, "relevance": data.ByRelevance, "title": data.ByTitle}

// Listed returns the rows of the releases that a query lists, newest first
// unless it says otherwise. Marks are those of who asks, nil for none.
func Listed(ctx context.Context, lib *model.Library, q data.Query, marks *store.Marks) (rows []int, err error) {
	q.Sort = cmp.Or(q.Sort, data.ByDate)
	listing, err := model.Search(ctx, lib, q, marks)
	if err != nil {
		return nil, err
	}
	for i := range listing.Len() {
		rows = append(rows, listing.Number(i))
	}
	return rows, nil
}

// Named returns the releases that a name means: several IDs, or beginnings of IDs
// that mean one release each, are that many, and exact; else see [Find]. Where one is
// named it is exact. Else the name is ambiguous, or names nothing.
func Named(ctx context.Context, lib *model.Library, name string) (rows []int, named, exact bool, err error) {
	if rows = severalIDs(lib, name); len(rows) > 1 {
		return rows, true, true, nil
	}
	rows, named, err = Find(ctx, lib.Snapshot, lib.Index(), name)
	return rows, named, named && len(rows) == 1, err
}

// severalIDs returns the releases of a name that is IDs or beginnings of IDs, each once; nil for every other name.
func severalIDs(lib *model.Library, name string) (rows []int) {
	for id := range strings.FieldsSeq(name) {
		found := lib.WithPrefix(id)
		if len(found) != 1 {
			return nil
		}
		if !slices.Contains(rows, found[0]) {
			rows = append(rows, found[0])
		}
	}
	return rows
}

// Search returns what a query finds, at most limit hits where it is not 0.
// Where scores is true they have scores, whatever their order. Marks are those of
// who asks, nil for none.
func Search(ctx context.Context, lib *model.Library, q data.Query, marks *store.Marks, limit int, scores bool) ([]Hit, error) {
	listing, err := model.Search(ctx, lib, q, marks)
	if err != nil {
		return nil, err
	}
	n := listing.Len()
	if limit > 0 {
		n = min(n, limit)
	}
	hits := make([]Hit, n)
	for i := range hits {
		hits[i] = Hit{Release: lib.At(listing.Number(i)), Where: texts.InHeadline.String()}
	}
	if !q.Texted() && !q.Named() || n == 0 {
		return hits, nil
	}
	if err := addPlaces(ctx, lib, listing, hits); err != nil {
		return nil, err
	}
	if scores && q.Texted() {
		err = addScores(ctx, lib, listing, hits)
	}
	return hits, err
}

// addPlaces says of hits where they match, and adds the place in the text where something matches there.
func addPlaces(ctx context.Context, lib *model.Library, listing *model.Listing, hits []Hit) error {
	rows := make([]int, len(hits))
	for i := range hits {
		rows[i] = listing.Number(i)
	}
	snippets, err := lib.Snippets(ctx, listing.Query, texts.QueryOf(listing.Query), rows)
	if err != nil {
		return err
	}
	for i, s := range snippets {
		hits[i].Where, hits[i].TitleHighlights = s.Where.String(), s.Headline
		if len(s.Highlights) > 0 {
			hits[i].Snippet, hits[i].Highlights = s.Text, s.Highlights
		}
	}
	return nil
}

// addScores adds how relevant hits are, whatever their order.
func addScores(ctx context.Context, lib *model.Library, listing *model.Listing, hits []Hit) error {
	a, err := lib.Texts(ctx)
	if err != nil {
		return err
	}
	place := make(map[int]int, len(hits))
	for i := range hits {
		place[listing.Number(i)] = i
	}
	text := texts.QueryOf(listing.Query)
	text.Letters = func(letters string) []int { return lib.Letters(ctx, letters) }
	scored, err := a.Search(ctx, lib.Snapshot, text, texts.Options{
		Order: texts.Relevance,
		Keep:  func(row int) bool { _, listed := place[row]; return listed },
	})
	for _, h := range scored {
		hits[place[h.Number]].Score = h.Score
	}
	return err
}

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
	name = data.OneLine(name)
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
			if strings.TrimSpace(text.Fold(data.OneLine(c.Title(row)))) == folded {
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
