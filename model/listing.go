package model

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"pressroom/data"
	"pressroom/data/index/entities"
	"pressroom/data/index/letters"
	"pressroom/data/index/texts"
	"pressroom/data/store"
)

// Listing is what a query lists, and what each facet value would list. It is
// immutable.
type Listing struct {
	Query data.Query

	numbers []int32          // the numbers of the releases, in the order of the list
	ends    [numSections]int // where the sections end
	letters *letters.Result
	text    texts.Query
	counts  [data.NumFacets][]int // releases by value, by its place; nil while the facet is not known
	days    []int                 // releases by day, as Snapshot.Days
	unknown bool                  // it stands in for a list of which nothing is known yet
}

// unknownListing lists nothing, until something of the answer is known.
func unknownListing(lib *Library, q data.Query) *Listing {
	l := &Listing{Query: q, unknown: true, days: make([]int, len(lib.Days()))}
	for f, facet := range data.Facets {
		if !facet.Named && lib.distinguishes(data.Facet(f)) {
			l.counts[f] = make([]int, len(valuesOf[f](lib).entries))
		}
	}
	return l
}

// Known reports whether the answer is known: else an empty list awaits it.
func (l *Listing) Known() bool { return !l.unknown }

// Named reports whether it counts names.
func (l *Listing) Named() bool { return l.counts[data.Person] != nil }

// Len returns how many releases are listed.
func (l *Listing) Len() int { return len(l.numbers) }

// Matches returns how many listed releases have more than scattered letters of the query.
func (l *Listing) Matches() int { return l.ends[InsideWords] }

// Number returns the number of the release in place i of the list.
func (l *Listing) Number(i int) int { return int(l.numbers[i]) }

// Categories returns how many categories what is listed is of.
func (l *Listing) Categories(lib *Library) (n int) {
	v, _ := lib.values(data.Category)
	chosen := v.chosen(l.Query.Values[data.Category])
	for id, count := range l.counts[data.Category] {
		if count > 0 && (len(l.Query.Values[data.Category]) == 0 || chosen[id]) {
			n++
		}
	}
	return n
}

// Ranked reports whether the list is ordered by how well releases match, and not by date.
func (l *Listing) Ranked() bool { return l.Query.Texted() || l.Query.Sort > data.ByDate }

// Section returns the section that place i of the list is in.
func (l *Listing) Section(i int) Section {
	s := InHeadlines
	for s < ScatteredLetters && i >= l.ends[s] {
		s++
	}
	return s
}

// HasPlaces reports whether a place of its text shows why the release in place i of the list matches.
func (l *Listing) HasPlaces(i int) bool {
	return l.Section(i) == InTexts || l.Query.Sought().Named() && !l.Query.Texted()
}

// Range returns the places of a section: from the first up to the end.
func (l *Listing) Range(s Section) (from, end int) {
	if s > 0 {
		from = l.ends[s-1]
	}
	return from, l.ends[s]
}

// depth is how far a query is answered: headlines, or texts too.
type depth uint8

const (
	headlines depth = iota
	withTexts
)

// checkEvery is how many releases are counted between two looks at ctx: half a millisecond's work.
const checkEvery = 1 << 16

// find answers q. What prev found is used where q only narrows it. It returns
// ctx's error where the question was withdrawn.
//
// A facet's counts are of what choosing the value would list: the text and
// the other facet hold, the facet's own choice does not, since its values are
// an OR.
//
// What a query with marks lists is of one reader, and shared with no other.
func find(ctx context.Context, lib *Library, q data.Query, marks *store.Marks, prev *Listing, deep depth) (*Listing, error) {
	if q.Is != 0 {
		return lib.find(ctx, q, marks, prev, deep)
	}
	if q.IsZero() {
		return lib.everything(), ctx.Err()
	}
	if l := lib.recent.get(keyOf(q, deep, lib.named() != nil)); l != nil {
		return l, ctx.Err()
	}
	l, err := lib.find(ctx, q, nil, prev, deep)
	if err == nil && lib.life.Err() == nil {
		lib.recent.put(keyOf(q, deep, l.Named()), l)
	}
	return l, err
}

// listAll answers the empty query.
func (l *Library) listAll() *Listing {
	all, err := l.find(context.Background(), data.Query{}, nil, nil, headlines)
	if err != nil {
		panic(err) // without words, facets and a deadline there is nothing to fail
	}
	return all
}

func (lib *Library) find(ctx context.Context, q data.Query, marks *store.Marks, prev *Listing, deep depth) (*Listing, error) {
	c, err := lib.candidates(ctx, q, prev, deep)
	if err != nil {
		return nil, err
	}
	f, err := newFacetFilter(ctx, lib, q)
	if err != nil {
		return nil, err
	}
	f.is, f.marks, f.newFrom = q.Is, cmp.Or(marks, store.NewMarks()), visitOf(marks).from
	l := &Listing{
		Query: q, letters: c.letters, text: c.text, days: make([]int, len(lib.Days())),
	}
	for i := range f.facets {
		l.counts[f.facets[i].facet] = make([]int, len(f.facets[i].entries))
	}
	l.numbers = make([]int32, 0, c.real())
	looked := 0
	for section, numbers := range c.of {
		// Scattered letters are counted only where there is nothing else.
		counted := Section(section) != ScatteredLetters || c.real() == 0
		for _, n := range numbers {
			if looked++; looked%checkEvery == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			l.count(lib, &f, int(n), counted)
		}
		l.ends[section] = len(l.numbers)
	}
	return l, nil
}

// count lists a release that the facets let through, and counts it for each facet that alone excludes it.
func (l *Listing) count(lib *Library, f *facetFilter, number int, counted bool) {
	out := f.test(lib, number)
	if out == 0 {
		l.numbers = append(l.numbers, int32(number))
	}
	if !counted {
		return
	}
	if out&^byDay == 0 {
		l.days[lib.DayOf(number)]++
	}
	for i := range f.facets {
		if facet := &f.facets[i]; out&^facet.others() == 0 {
			for _, id := range facet.of(number) {
				l.counts[facet.facet][id]++
			}
		}
	}
}

// excludedBy returns the facets that exclude a release, a bit for each.
type excludedBy uint16

const (
	byDay excludedBy = 1 << (data.NumFacets + iota)
	byNot
	bySum
	byMark
)

// facetFilter is the facets of a query, ready to test releases.
type facetFilter struct {
	facets  []valueFilter // those that are known
	day     []bool
	sums    []data.Sum
	names   *entities.Index // has the sums; nil while it is not built, and not needed
	is      data.Is
	marks   *store.Marks // of the reader who asks
	newFrom int          // the first number that is new to them
}

// valueFilter is what a query chooses of a facet.
type valueFilter struct {
	values
	facet data.Facet
	want  [][]bool // of each of these a release has to have a value
	not   []bool   // of these it must have none
}

func (f *valueFilter) bit() excludedBy { return 1 << f.facet }

// others returns what is left out of account when this facet's values are counted: itself, but where values are ANDed.
func (f *valueFilter) others() excludedBy {
	if data.Facets[f.facet].All {
		return 0
	}
	return f.bit()
}

// test returns what excludes a release with some values.
func (f *valueFilter) test(ids []int32) (out excludedBy) {
	for _, want := range f.want {
		if !slices.ContainsFunc(ids, func(id int32) bool { return want[id] }) {
			out |= f.bit()
		}
	}
	if f.not != nil && slices.ContainsFunc(ids, func(id int32) bool { return f.not[id] }) {
		out |= byNot
	}
	return out
}

// places returns which values some that are typed mean, nil where none is typed.
func (v *values) places(typed []string) []bool {
	if len(typed) == 0 {
		return nil
	}
	is := make([]bool, len(v.entries))
	for id := range v.chosen(typed) {
		is[id] = true
	}
	return is
}

// newFacetFilter prepares the facets of q, and reads names that it needs.
func newFacetFilter(ctx context.Context, lib *Library, q data.Query) (facetFilter, error) {
	f := facetFilter{day: chosenDays(lib, q), sums: q.Sums}
	if q.Named() {
		if _, err := lib.Names(ctx); err != nil {
			return f, err
		}
	}
	f.names = lib.named()
	for facet, typed := range q.Values {
		one := valueFilter{facet: data.Facet(facet)}
		var known bool
		if one.values, known = lib.values(one.facet); !known || len(typed)+len(q.Not[facet]) == 0 && !lib.distinguishes(one.facet) {
			continue
		}
		together := max(len(typed), 1)
		if data.Facets[facet].All {
			together = 1
		}
		for some := range slices.Chunk(typed, together) {
			one.want = append(one.want, one.places(some))
		}
		one.not = one.places(q.Not[facet])
		f.facets = append(f.facets, one)
	}
	return f, nil
}

// test returns the facets that keep a release out.
func (f *facetFilter) test(lib *Library, number int) excludedBy {
	var out excludedBy
	if !f.day[lib.DayOf(number)] {
		out |= byDay
	}
	for i := range f.facets {
		if facet := &f.facets[i]; facet.want != nil || facet.not != nil {
			out |= facet.test(facet.of(number))
		}
	}
	if f.is != 0 && !f.is.Holds(markedOf(f.marks, number, f.newFrom)) {
		out |= byMark
	}
	for _, want := range f.sums {
		if !f.names.AnySum(number, want.Holds) {
			out |= bySum
			break
		}
	}
	return out
}

// chosenDays returns for each day whether q lets it through.
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

// recent keeps the last listings, so that readers who ask the same share one.
type recent struct {
	mu   sync.Mutex
	kept map[listingKey]*Listing
}

// maxRecent bounds what is kept: a listing of a million releases takes 4 MB.
const maxRecent = 8

func (r *recent) get(key listingKey) *Listing {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.kept[key]
}

// put keeps a listing, where there are too many in the place of all others.
func (r *recent) put(key listingKey, l *Listing) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kept == nil || len(r.kept) >= maxRecent {
		r.kept = map[listingKey]*Listing{}
	}
	r.kept[key] = l
}

// clear drops all listings.
func (r *recent) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.kept = nil
}

// listingKey is the same for questions that the same listing answers.
type listingKey struct {
	words, query string // words that are looked for by their letters too are written as words alone are
	deep         depth
	named        bool // it counts names
}

func keyOf(q data.Query, deep depth, named bool) listingKey {
	return listingKey{q.Words, q.String(), deep, named}
}
