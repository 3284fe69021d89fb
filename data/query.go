package data

import "slices"

// Query is what a reader wants to see: the one description that the prompt,
// the facets and the commands share. The zero Query wants everything.
//
// Letters, categories and periods all have to hold; of several categories,
// or of several periods, one has to.
type Query struct {
	Letters    string // words or letters of the headline, as typed
	Categories []string
	Periods    []Period
}

// Faceted reports whether a category or a period is chosen.
func (q Query) Faceted() bool { return len(q.Categories)+len(q.Periods) > 0 }

// WithCategory returns q with the category chosen, or no longer chosen if it
// was. It shares no memory with q.
func (q Query) WithCategory(name string) Query {
	q.Categories = toggled(q.Categories, name)
	return q
}

// WithPeriod returns q with the period chosen, or no longer chosen if it was.
// It shares no memory with q.
func (q Query) WithPeriod(p Period) Query {
	q.Periods = toggled(q.Periods, p)
	return q
}

// toggled returns a copy of set with v taken away, or added at the end.
func toggled[T comparable](set []T, v T) []T {
	if i := slices.Index(set, v); i >= 0 {
		return slices.Delete(slices.Clone(set), i, i+1)
	}
	return append(slices.Clone(set), v)
}
