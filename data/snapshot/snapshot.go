package snapshot

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"sort"
	"strings"

	"pressroom/data"
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

	byCategory                   []int32 // how many releases have each category, by the numbers that rows have
	byOrigin                     []int32 // likewise
	byDay                        facet
	has                          [len(hasOf)]int32 // how many releases have what, by row.has
	categorised, sourced, spoken named
	dates                        []data.Date // the days that releases have, newest first
	main                         struct{ from, to int }
}

// facet is how many releases have each value, by the numbers that rows have, and
// where each stands among those that any release has.
type facet struct{ count, place []int32 }

// count counts the releases of each category and day, and puts these in order.
func (s *Snapshot) count() {
	s.byCategory, s.byDay.count = make([]int32, len(s.categories)), make([]int32, len(s.days))
	s.byOrigin = make([]int32, len(s.origins))
	for n := range s.rows.len() {
		if r := s.rows.at(n); !r.isTombstone() {
			s.byCategory[r.category]++
			s.byDay.count[r.day]++
			s.byOrigin[r.origin]++
			s.has[r.has()]++
		}
	}
	s.sortValues()
}

// sortValues puts the categories, sources, languages and days in order.
func (s *Snapshot) sortValues() {
	s.categorised = namedBy(s.categories, s.byCategory, func(c string) iter.Seq[string] { return strings.SplitSeq(c, data.CategorySeparator) })
	s.sourced = namedBy(s.origins, s.byOrigin, func(o origin) iter.Seq[string] { return one(o.Source) })
	s.spoken = namedBy(s.origins, s.byOrigin, func(o origin) iter.Seq[string] { return one(o.Lang) })
	s.dates, s.byDay.place = inOrder(s.days, s.byDay.count, func(a, b data.Date) int { return cmp.Compare(b, a) })
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
func (s *Snapshot) DayOf(n int) int { return int(s.byDay.place[s.rows.at(n).day]) }

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

// searchID returns where in byID an ID is or belongs, and whether it is there.
func (s *Snapshot) searchID(id data.ID) (at int, found bool) {
	return sort.Find(len(s.byID), func(i int) int { return bytes.Compare(id[:], s.rows.at(int(s.byID[i])).id[:]) })
}
