package model

import (
	"context"
	"slices"

	"pressroom/data"
	"pressroom/data/archive"
	"pressroom/data/fuzzy"
	"pressroom/data/names"
)

// Listing is what a query lists, and what each facet value would list. It is
// immutable.
type Listing struct {
	Query data.Query

	key  string // of the query: see recent
	deep depth  // to which it was answered

	rows       []int32 // the numbers of the releases, in the order of the list
	split      int     // how many of them match by their headlines, and come first
	letters    *fuzzy.Result
	text       archive.Query
	categories []int // releases by category, as Snapshot.Categories
	days       []int // releases by day, as Snapshot.Days
	orgs       []int // releases by organisation, as names.Index has them; nil while they are not known
	people     []int // likewise
	unknown    bool  // it stands in for a list of which nothing is known yet
}

// unknownListing lists nothing, until something of the answer is known.
func unknownListing(lib *Library, q data.Query) *Listing {
	return &Listing{Query: q, unknown: true, categories: make([]int, len(lib.Categories())), days: make([]int, len(lib.Days()))}
}

// Known reports whether the list, if it is empty, is so because nothing
// matches. The other reason is that the answer is awaited.
func (l *Listing) Known() bool { return !l.unknown }

// Len returns how many releases are listed.
func (l *Listing) Len() int { return len(l.rows) }

// Number returns the number of the release in place i of the list.
func (l *Listing) Number(i int) int { return int(l.rows[i]) }

// Categories returns how many categories what is listed is of.
func (l *Listing) Categories(lib *Library) int {
	chosen, n := setOf(l.Query.Categories), 0
	for i, name := range lib.Categories() {
		if i < len(l.categories) && l.categories[i] > 0 && (len(chosen) == 0 || chosen[name]) {
			n++
		}
	}
	return n
}

// Ranked reports whether the list is ordered by how well releases match, and
// not by date.
func (l *Listing) Ranked() bool { return l.Query.Texted() || l.Query.Sort > ByDate }

// ByDate is the order by date, which is that of the snapshot.
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
	if q.IsZero() {
		return lib.everything(), ctx.Err()
	}
	if l := lib.recent.get(q, deep, lib.named() != nil); l != nil {
		return l, ctx.Err()
	}
	l, err := lib.find(ctx, q, prev, deep)
	if err == nil && lib.life.Err() == nil {
		lib.recent.put(l)
	}
	return l, err
}

// listAll answers the empty query.
func (l *Library) listAll() *Listing {
	all, err := l.find(context.Background(), data.Query{}, nil, headlines)
	if err != nil {
		panic(err) // without words, facets and a deadline there is nothing to fail
	}
	return all
}

func (lib *Library) find(ctx context.Context, q data.Query, prev *Listing, deep depth) (*Listing, error) {
	c, err := lib.candidates(ctx, q, prev, deep)
	if err != nil {
		return nil, err
	}
	f, err := newFacetFilter(ctx, lib, q)
	if err != nil {
		return nil, err
	}
	l := &Listing{
		Query: q, key: keyOf(q), deep: deep, letters: c.letters, text: c.text,
		categories: make([]int, len(lib.Categories())), days: make([]int, len(lib.Days())),
	}
	if f.names != nil {
		l.orgs, l.people = make([]int, len(f.names.Organisations())), make([]int, len(f.names.People()))
	}
	l.rows = make([]int32, 0, c.n)
	counted := 0
	for row := range c.rows {
		if counted == c.split {
			l.split = len(l.rows)
		}
		if counted++; counted%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		l.count(lib, &f, row)
	}
	if counted <= c.split {
		l.split = len(l.rows)
	}
	return l, nil
}

// count lists a row that the facets let through, and counts it for each facet
// that all the others let it through.
func (l *Listing) count(lib *Library, f *facetFilter, row int) {
	out := f.test(lib, row)
	if out == 0 {
		l.rows = append(l.rows, int32(row))
	}
	if out&^byCategory == 0 {
		l.categories[lib.CategoryOf(row)]++
	}
	if out&^byDay == 0 {
		l.days[lib.DayOf(row)]++
	}
	if f.names == nil {
		return
	}
	if out&^byOrg == 0 {
		for _, id := range f.names.OrganisationsOf(row) {
			l.orgs[id]++
		}
	}
	if out&^byPerson == 0 {
		for _, id := range f.names.PeopleOf(row) {
			l.people[id]++
		}
	}
}

// excludedBy tells which facets keep a row out.
type excludedBy uint8

const (
	byCategory excludedBy = 1 << iota
	byDay
	byOrg
	byPerson
	bySum
)

// facetFilter is the facets of a query, ready to test rows.
type facetFilter struct {
	category, day []bool
	names         *names.Index // nil while it is not built, and not needed
	orgs, people  []bool       // nil where none is chosen
	sums          []data.Sum
}

// newFacetFilter prepares the facets of q. Names that are asked for and not known yet are
// read now.
func newFacetFilter(ctx context.Context, lib *Library, q data.Query) (facetFilter, error) {
	f := facetFilter{category: chosenCategories(lib, q), day: chosenDays(lib, q), sums: q.Sums}
	if q.Named() {
		if _, err := lib.Names(ctx); err != nil {
			return f, err
		}
	}
	if f.names = lib.named(); f.names == nil {
		return f, nil
	}
	mark := func(n int, typed []string, find func(string) []int) []bool {
		if len(typed) == 0 {
			return nil
		}
		want := make([]bool, n)
		for _, t := range typed {
			for _, id := range find(t) {
				want[id] = true
			}
		}
		return want
	}
	f.orgs = mark(len(f.names.Organisations()), q.Orgs, f.names.FindOrganisations)
	f.people = mark(len(f.names.People()), q.People, f.names.FindPeople)
	return f, nil
}

// test returns the facets that keep row out.
func (f *facetFilter) test(lib *Library, row int) excludedBy {
	var out excludedBy
	if !f.category[lib.CategoryOf(row)] {
		out |= byCategory
	}
	if !f.day[lib.DayOf(row)] {
		out |= byDay
	}
	if f.orgs != nil && !anyOf(f.orgs, f.names.OrganisationsOf(row)) {
		out |= byOrg
	}
	if f.people != nil && !anyOf(f.people, f.names.PeopleOf(row)) {
		out |= byPerson
	}
	for _, want := range f.sums {
		if !anySum(f.names, row, want) {
			out |= bySum
			break
		}
	}
	return out
}

// anySum reports whether one of the sums that a row names meets a condition.
func anySum(x *names.Index, row int, want data.Sum) bool {
	return slices.ContainsFunc(x.AmountsOf(row), func(a names.Amount) bool {
		return want.Holds(a.Currency, a.Value, a.High)
	})
}

func anyOf(want []bool, ids []int32) bool {
	for _, id := range ids {
		if want[id] {
			return true
		}
	}
	return false
}

// chosenCategories tells for each category whether q lets it through.
func chosenCategories(lib *Library, q data.Query) []bool {
	want := make([]bool, len(lib.Categories()))
	chosen := setOf(q.Categories)
	for i, name := range lib.Categories() {
		want[i] = len(chosen) == 0 || chosen[name]
	}
	return want
}

// setOf returns names as a set: of categories there may be very many.
func setOf(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[name] = true
	}
	return set
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
