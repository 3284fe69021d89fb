package model

import (
	"context"
	"slices"
	"strings"

	"pressroom/data"
	"pressroom/data/archive"
	"pressroom/data/fuzzy"
)

// Listing is what a query lists, and what each facet value would list. It is
// immutable.
type Listing struct {
	Query data.Query

	rows       []int32 // rows of the catalogue, in the order of the list
	split      int     // how many of them match by their headlines, and come first
	letters    *fuzzy.Result
	text       archive.Text
	categories []int // releases by category, as Catalogue.Categories
	days       []int // releases by day, as Catalogue.Days
}

// Len returns how many releases are listed.
func (l *Listing) Len() int { return len(l.rows) }

// Row returns the catalogue's row of the release in place i of the list.
func (l *Listing) Row(i int) int { return int(l.rows[i]) }

// Ranked reports whether the list is ordered by how well releases match, and
// not by date.
func (l *Listing) Ranked() bool { return l.Query.Texted() || l.Query.Sort > ByDate }

// ByDate is the order by date, which is that of the catalogue.
const ByDate = data.ByDate

// TextFrom returns the place from which on releases are listed that match in
// their texts and not by their headlines; it is Len where there are none.
func (l *Listing) TextFrom() int { return l.split }

// depth is how far a query is answered: headlines are matched at once, texts
// take longer.
type depth uint8

const (
	headlines depth = iota
	texts
)

// checkEvery is how many rows are counted between two looks at whether the
// question was withdrawn: about half a millisecond's work.
const checkEvery = 1 << 16

// find answers q. What prev found is used where q only narrows it. It returns
// ctx's error where the question was withdrawn.
//
// A facet's counts are of what choosing the value would list: the text and
// the other facet hold, the facet's own choice does not, since its values are
// an OR.
func find(ctx context.Context, lib *Library, q data.Query, prev *Listing, deep depth) (*Listing, error) {
	c, err := lib.candidates(ctx, q, prev, deep)
	if err != nil {
		return nil, err
	}
	l := &Listing{
		Query: q, letters: c.letters, text: c.text,
		categories: make([]int, len(lib.Categories())), days: make([]int, len(lib.Days())),
	}
	wantCategory := chosenCategories(lib, q)
	wantDay := chosenDays(lib, q)
	rows := make([]int32, 0, c.n)
	counted := 0
	for row := range c.rows {
		if counted == c.split {
			l.split = len(rows)
		}
		if counted++; counted%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		c, d := lib.CategoryOf(row), lib.DayOf(row)
		if wantDay[d] {
			l.categories[c]++
			if wantCategory[c] {
				rows = append(rows, int32(row))
			}
		}
		if wantCategory[c] {
			l.days[d]++
		}
	}
	if counted <= c.split {
		l.split = len(rows)
	}
	l.rows = rows
	return l, nil
}

// chosenCategories tells for each category whether q lets it through.
func chosenCategories(lib *Library, q data.Query) []bool {
	want := make([]bool, len(lib.Categories()))
	for i, name := range lib.Categories() {
		want[i] = len(q.Categories) == 0 || slices.Contains(q.Categories, name)
	}
	return want
}

// matchCategories returns the categories that a typed name means: the one of
// that name, whatever the case, else those that hold it. A name that none
// holds stands for itself, and lists nothing.
func matchCategories(names []string, typed string) []string {
	var holding []string
	folded := fuzzy.Fold(typed)
	for _, name := range names {
		f := fuzzy.Fold(name)
		if f == folded {
			return []string{name}
		}
		if folded != "" && strings.Contains(f, folded) {
			holding = append(holding, name)
		}
	}
	if holding == nil {
		return []string{typed}
	}
	return holding
}

// chosenDays tells for each day whether q lets it through.
func chosenDays(lib *Library, q data.Query) []bool {
	want := make([]bool, len(lib.Days()))
	for i, d := range lib.Days() {
		want[i] = len(q.Periods) == 0
		for _, p := range q.Periods {
			want[i] = want[i] || p.Contains(d)
		}
		want[i] = want[i] && q.Window.Contains(d)
	}
	return want
}
