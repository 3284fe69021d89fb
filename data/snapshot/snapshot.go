package snapshot

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"

	"pressroom/data"
	"pressroom/data/store"
)

// Snapshot is a set of releases by number, and their order, at one time. It never
// changes once it is made, so readers share it without locks; [Snapshot.Apply]
// returns the next one.
type Snapshot struct {
	rows       rows
	texts      []string
	bodies     Bodies
	origins    []origin
	categories []string    // by the numbers that rows have
	days       []data.Date // likewise

	order []int32 // the numbers of the releases, newest first
	byID  []int32 // numbers of all that were given an ID, in the order of the IDs

	counts    [numColumns][]int32    // how many releases have each value, by the numbers that rows have
	values    [data.NumFacets]named  // of category, source and language
	dates     []data.Date            // the days that releases have, newest first
	dayPlaces []int32                // of each day, its place in dates
	main      struct{ from, to int } // in dates
}

// What releases are counted by: see row.values.
const (
	byCategory = iota
	byOrigin
	byDay
	byHas
	numColumns
)

// count counts the releases by their values, and puts these in order.
func (s *Snapshot) count() {
	for column, values := range [numColumns]int{len(s.categories), len(s.origins), len(s.days), len(hasOf)} {
		s.counts[column] = make([]int32, values)
	}
	for n := range s.rows.len() {
		s.tally(s.rows.at(n), +1)
	}
	s.sortValues()
}

// tally counts a release for its values, or no longer.
func (s *Snapshot) tally(r *row, by int32) {
	if r.isTombstone() {
		return
	}
	for column, value := range r.values() {
		for len(s.counts[column]) <= int(value) {
			s.counts[column] = append(s.counts[column], 0)
		}
		s.counts[column][value] += by
	}
}

// sortValues puts the categories, sources, languages and days in order.
func (s *Snapshot) sortValues() {
	s.values[data.Category] = namedBy(s.categories, s.counts[byCategory], func(c string) iter.Seq[string] { return strings.SplitSeq(c, data.CategorySeparator) })
	s.values[data.Source] = namedBy(s.origins, s.counts[byOrigin], func(o origin) iter.Seq[string] { return slices.Values([]string{o.Source}) })
	s.values[data.Language] = namedBy(s.origins, s.counts[byOrigin], func(o origin) iter.Seq[string] { return slices.Values([]string{o.Lang}) })
	s.dates, s.dayPlaces = inOrder(s.days, s.counts[byDay], func(a, b data.Date) int { return cmp.Compare(b, a) })
	s.main.from, s.main.to = s.mainDays()
}

// inOrder returns the values that are counted, in order, and the place of each.
func inOrder[T any](values []T, count []int32, compare func(a, b T) int) (list []T, place []int32) {
	var used []int32
	for i, n := range count {
		if n > 0 {
			used = append(used, int32(i))
		}
	}
	slices.SortFunc(used, func(a, b int32) int { return compare(values[a], values[b]) })
	place = make([]int32, len(values))
	for at, i := range used {
		list = append(list, values[i])
		place[i] = int32(at)
	}
	return list, place
}

// get returns n bytes, skip bytes behind a place in the texts.
func (s *Snapshot) get(at place, skip, n uint32) string {
	from := at.from + skip
	return s.texts[at.chunk][from : from+n]
}

func (s *Snapshot) title(r *row) string { return s.get(r.at, 0, r.title) }

// pageMark stands between an address and the page in the texts: neither has it.
const pageMark = "\n"

// address returns the address of a row, and its page.
func (s *Snapshot) address(r *row) (address, page string) {
	address, page, _ = strings.Cut(s.get(r.at, r.title, uint32(r.address)), pageMark)
	switch {
	case r.state&content != 0:
		address = r.version.String()
	case address == "":
		address = s.origins[r.origin].Source + "#" + r.id.String()
	}
	return address, page
}

// Compare is the order of two releases: by date, the newest first; within a day what
// came last first, as after a sync, and of what came together by number: sources and
// boards have the newest of a day above.
func (s *Snapshot) Compare(a, b int32) int {
	x, y := s.rows.at(int(a)), s.rows.at(int(b))
	return cmp.Or(cmp.Compare(s.days[y.day], s.days[x.day]), cmp.Compare(y.batch, x.batch), cmp.Compare(a, b))
}

// Len returns the number of releases.
func (s *Snapshot) Len() int { return len(s.order) }

// End returns a number that is larger than that of every release.
func (s *Snapshot) End() int { return s.rows.len() }

// Has reports whether there is a release of a number.
func (s *Snapshot) Has(n int) bool { return n >= 0 && n < s.rows.len() && !s.rows.at(n).isTombstone() }

// Order returns the numbers of the releases, newest first. The slice must not be
// changed.
func (s *Snapshot) Order() []int32 { return s.order }

// Sort puts numbers in the order of [Snapshot.Order].
func (s *Snapshot) Sort(numbers []int) {
	slices.SortFunc(numbers, func(a, b int) int { return s.Compare(int32(a), int32(b)) })
}

// At returns the release of a number. As all methods that take a number, it
// panics where there never was one.
func (s *Snapshot) At(n int) *data.Release {
	r := s.rows.at(n)
	from := s.origins[r.origin]
	address, page := s.address(r)
	return &data.Release{
		Number: n, ID: r.id.String(), Address: address, Page: page, Source: from.Source, Version: r.version.String(),
		Date: s.days[r.day], Category: s.categories[r.category], Title: s.title(r),
		Excerpt: r.state&excerpt != 0, Lang: from.Lang, Revised: r.state&revised != 0, Vanished: r.state&vanished != 0,
	}
}

// PlaceOf returns where a release was read.
func (s *Snapshot) PlaceOf(n int) data.Place {
	r := s.rows.at(n)
	return data.Place{File: s.origins[r.origin].Source, Line: int(r.line)}
}

// ID returns the ID of a release.
func (s *Snapshot) ID(n int) string { return s.rows.at(n).id.String() }

// VersionOf returns the version of a release.
func (s *Snapshot) VersionOf(n int) string { return s.rows.at(n).version.String() }

// Title returns the headline of a release. It allocates nothing, as At does, which
// matters where all releases are asked.
func (s *Snapshot) Title(n int) string { return s.title(s.rows.at(n)) }

// Days returns the days that have releases, newest first. The slice must not be
// changed.
func (s *Snapshot) Days() []data.Date { return s.dates }

// DayOf returns the place in [Snapshot.Days] of a release's date.
func (s *Snapshot) DayOf(n int) int { return int(s.dayPlaces[s.rows.at(n).day]) }

// WithPrefix returns the releases whose ID begins with prefix, in any letter case,
// newest first; a whole ID gives one, and "" none.
func (s *Snapshot) WithPrefix(prefix string) (numbers []int) {
	prefix = strings.ToLower(prefix)
	if prefix == "" {
		return nil
	}
	at := sort.Search(len(s.byID), func(i int) bool { return s.ID(int(s.byID[i])) >= prefix })
	for ; at < len(s.byID) && strings.HasPrefix(s.ID(int(s.byID[at])), prefix); at++ {
		if n := int(s.byID[at]); s.Has(n) {
			numbers = append(numbers, n)
		}
	}
	s.Sort(numbers)
	return numbers
}

// named are the values by which a facet chooses: their names, and which of them each value has that rows number.
type named struct {
	names []string  // of releases that there are, sorted
	of    [][]int32 // places in names, by the numbers that rows have
}

// namedBy returns what the counted values are named, where one may have several names.
func namedBy[T any](values []T, count []int32, name func(T) iter.Seq[string]) (by named) {
	for i, v := range values {
		if count[i] > 0 {
			by.names = slices.AppendSeq(by.names, name(v))
		}
	}
	slices.Sort(by.names)
	by.names = slices.Compact(by.names)
	by.of = make([][]int32, len(values))
	for i, v := range values {
		for n := range name(v) {
			if at, ok := slices.BinarySearch(by.names, n); ok && !slices.Contains(by.of[i], int32(at)) {
				by.of[i] = append(by.of[i], int32(at))
			}
		}
	}
	return by
}

// Values returns the categories, sources or languages of the releases, sorted; "" is
// among them where releases have none. The slice must not be changed.
func (s *Snapshot) Values(f data.Facet) []string { return s.values[f].names }

// ValuesOf returns what gives the values of a release as places in [Snapshot.Values], or
// in [data.HasValues]. The slices must not be changed.
func (s *Snapshot) ValuesOf(f data.Facet) func(n int) []int32 {
	of := s.values[f].of
	switch f {
	case data.Category:
		return func(n int) []int32 { return of[s.rows.at(n).category] }
	case data.Has:
		return func(n int) []int32 { return hasOf[s.rows.at(n).has()] }
	}
	return func(n int) []int32 { return of[s.rows.at(n).origin] }
}

// HasAny reports whether any release has something beside its text.
func (s *Snapshot) HasAny() bool { return s.Len() > int(s.counts[byHas][0]) }

// A date farYears or more from all nearer to the middle is an error of the board, where at most one in farShare is so.
const (
	farYears = 20
	farShare = 10
	farLeast = 5 // releases, for any to count as nearly all
)

// MainDays returns the range of [Snapshot.Days] that holds the dates of nearly
// all releases: without a few that are decades away, as a mistyped year is. It
// is empty for a snapshot without releases.
func (s *Snapshot) MainDays() (from, to int) { return s.main.from, s.main.to }

// mainDays finds the range of [Snapshot.MainDays].
func (s *Snapshot) mainDays() (from, to int) {
	days := s.dates
	if s.Len() < farLeast {
		return 0, len(days)
	}
	on := make([]int, len(days)) // releases
	for day, count := range s.counts[byDay] {
		if count > 0 {
			on[s.dayPlaces[day]] = int(count)
		}
	}
	middle, before := 0, on[0]
	for ; 2*before < s.Len(); before += on[middle] {
		middle++
	}
	apart := func(a, b int) bool { return days[a].Year()-days[b].Year() >= farYears }
	few := max(1, s.Len()/farShare)
	from, to = 0, len(days)
	far := 0
	for i := 0; i < middle; i++ {
		if far += on[i]; far > few {
			break
		}
		if apart(i, i+1) {
			from = i + 1
		}
	}
	far = 0
	for i := len(days) - 1; i > middle; i-- {
		if far += on[i]; far > few {
			break
		}
		if apart(i-1, i) {
			to = i
		}
	}
	return from, to
}

// maxFar is how many releases with far dates are reported one by one.
const maxFar = 20

// far reports the releases whose dates are decades from those of the others.
func (s *Snapshot) far() []data.Problem {
	from, to := s.MainDays()
	if from == 0 && to == len(s.dates) {
		return nil
	}
	newest, oldest := s.dates[from], s.dates[to-1]
	var problems []data.Problem
	more := 0
	for _, n := range s.order {
		day := s.DayOf(int(n))
		if day >= from && day < to {
			continue
		}
		if len(problems) == maxFar {
			more++
			continue
		}
		what := fmt.Sprintf("the date %s is decades from the others, %s to %s: kept as it stands", s.dates[day], oldest, newest)
		problems = append(problems, data.Problem{Place: s.PlaceOf(int(n)), What: what})
	}
	slices.SortStableFunc(problems, func(a, b data.Problem) int { return a.Line - b.Line })
	if more > 0 {
		problems = append(problems, data.Problem{Place: data.Place{File: problems[0].File}, What: fmt.Sprintf("%d more dates are decades from the others", more)})
	}
	return problems
}

// Bodies is where the texts of a snapshot's releases are: a [store.Store] or a part of
// one, or, of board files, a spool. Where the texts have the IDs of their releases, these
// are compared.
type Bodies interface {
	Bodies(ctx context.Context, numbers []int, yield func(store.Body) error) error
}

// Body returns the text of a release. A stored one may be newer than the snapshot.
// The error says why it cannot be read: the store is damaged or closed, or the
// release was removed meanwhile.
func (s *Snapshot) Body(ctx context.Context, n int) (body string, err error) {
	err = s.Bodies(ctx, []int{n}, func(_ int, text string, wrong error) error {
		body = text
		return wrong
	})
	return body, err
}

// Bodies calls yield with the texts of releases, in the order of the numbers, at a
// third of the cost of as many calls of Body. An error that is handed to yield is
// that of one text, which cannot be read while others can; the error that is
// returned ended the reading, or is yield's.
func (s *Snapshot) Bodies(ctx context.Context, numbers []int, yield func(n int, body string, err error) error) error {
	return s.bodies.Bodies(ctx, numbers, func(b store.Body) error {
		if b.Err == nil && b.ID != "" && b.ID != s.ID(b.Number) {
			b.Text, b.Err = "", fmt.Errorf("release %s cannot be read: the archive was replaced by another one", s.ID(b.Number))
		}
		return yield(b.Number, b.Text, b.Err)
	})
}

// Document returns the release of a number with its text, or the error of
// [Snapshot.Body].
func (s *Snapshot) Document(ctx context.Context, n int) (*data.Document, error) {
	body, err := s.Body(ctx, n)
	if err != nil {
		return nil, err
	}
	return &data.Document{Release: *s.At(n), Body: body, Place: s.PlaceOf(n)}, nil
}

// usualBody is about how many bytes a text has that a store keeps.
const usualBody = 2 << 10

// TextBytes returns about how many bytes the headlines and texts have together.
func (s *Snapshot) TextBytes() int {
	size := usualBody * len(s.order)
	if own, ok := s.bodies.(*spool); ok {
		size = int(own.bytes())
	}
	for _, n := range s.order {
		size += int(s.rows.at(int(n)).title)
	}
	return size
}
