package data

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// Catalogue is a set of releases, newest first, that never changes once it
// is made: readers share it without locks.
type Catalogue struct {
	releases   []Release
	categories []string // sorted; category[i] points into it
	category   []int32
	days       []Date // newest first; day[i] points into it
	day        []int32
	byID       []int32 // rows, sorted by ID
}

// NewCatalogue sorts releases newest first (within a day, in the order given)
// and gives them their IDs. A release that is there twice is kept once, as
// first given, and reported; the problems are in the order given. It takes
// ownership of the slice.
func NewCatalogue(releases []Release) (*Catalogue, []Problem) {
	keys, twice := keysOf(releases)
	order := make([]int64, len(keys)) // newest first, then as given
	for i, k := range keys {
		order[i] = -int64(releases[k.row].Date)<<32 | int64(k.row)
	}
	slices.Sort(order)

	c := &Catalogue{releases: releases, byID: make([]int32, len(order))}
	if !inOrder(order, len(releases)) { // a board is, as a rule: then nothing is copied
		c.releases = make([]Release, len(order))
	}
	rowOf := make([]int32, len(releases)) // from the order given
	for i, o := range order {
		given := int32(o)
		c.releases[i] = releases[given]
		rowOf[given] = int32(i)
	}
	// IDs sort as their keys do, whatever their length.
	for i, k := range keys {
		n := idLen
		if i > 0 && k.short() == keys[i-1].short() || i+1 < len(keys) && k.short() == keys[i+1].short() {
			n = longIDLen
		}
		row := rowOf[k.row]
		c.releases[row].ID = k.String()[:n]
		c.byID[i] = row
	}
	c.index()
	return c, twice
}

// inOrder reports whether order has all n releases as they were given.
func inOrder(order []int64, n int) bool {
	for i, o := range order {
		if int(int32(o)) != i {
			return false
		}
	}
	return len(order) == n
}

// keyed is a release's key, and the place of the release among those given.
type keyed struct {
	key
	row int32
}

// keysOf returns the keys of releases in their order, each once, and reports
// the releases whose key an earlier one has.
func keysOf(releases []Release) ([]keyed, []Problem) {
	keys := make([]keyed, len(releases))
	var scratch []byte
	for i := range releases {
		keys[i].key, scratch = releases[i].key(scratch)
		keys[i].row = int32(i)
	}
	slices.SortFunc(keys, func(a, b keyed) int {
		return cmp.Or(a.key.compare(b.key), cmp.Compare(a.row, b.row))
	})
	kept := keys[:0]
	var again []keyed
	first := map[key]int32{} // only of those that are there again
	for _, k := range keys {
		if n := len(kept); n > 0 && kept[n-1].key == k.key {
			first[k.key] = kept[n-1].row
			again = append(again, k)
			continue
		}
		kept = append(kept, k)
	}
	slices.SortFunc(again, func(a, b keyed) int { return cmp.Compare(a.row, b.row) })
	var twice []Problem
	for _, k := range again {
		at := releases[first[k.key]].Place.String()
		twice = append(twice, Problem{releases[k.row].Place, "the same release as at " + at + ": kept once"})
	}
	return kept, twice
}

// index numbers the categories and the days.
func (c *Catalogue) index() {
	number := map[string]int32{}
	for i := range c.releases {
		number[c.releases[i].Category] = 0
	}
	for name := range number {
		c.categories = append(c.categories, name)
	}
	sort.Strings(c.categories)
	for i, name := range c.categories {
		number[name] = int32(i)
	}
	c.category = make([]int32, len(c.releases))
	c.day = make([]int32, len(c.releases))
	for i := range c.releases {
		c.category[i] = number[c.releases[i].Category]
		if n := len(c.days); n == 0 || c.days[n-1] != c.releases[i].Date {
			c.days = append(c.days, c.releases[i].Date)
		}
		c.day[i] = int32(len(c.days) - 1)
	}
}

// Len returns the number of releases.
func (c *Catalogue) Len() int { return len(c.releases) }

// At returns the release in row i, 0 being the newest. It must not be changed.
func (c *Catalogue) At(i int) *Release { return &c.releases[i] }

// Categories returns the names of the categories, sorted; "" is among them
// where releases have none. The slice must not be changed.
func (c *Catalogue) Categories() []string { return c.categories }

// CategoryOf returns the place in [Catalogue.Categories] of row i's category.
func (c *Catalogue) CategoryOf(i int) int { return int(c.category[i]) }

// Days returns the days that have releases, newest first. The slice must not
// be changed.
func (c *Catalogue) Days() []Date { return c.days }

// DayOf returns the place in [Catalogue.Days] of row i's date.
func (c *Catalogue) DayOf(i int) int { return int(c.day[i]) }

// WithPrefix returns the rows whose ID begins with prefix, in any letter
// case; a whole ID gives one row, and "" none.
func (c *Catalogue) WithPrefix(prefix string) []int {
	prefix = strings.ToLower(prefix)
	if prefix == "" {
		return nil
	}
	at := sort.Search(len(c.byID), func(i int) bool { return c.releases[c.byID[i]].ID >= prefix })
	var rows []int
	for ; at < len(c.byID) && strings.HasPrefix(c.releases[c.byID[at]].ID, prefix); at++ {
		rows = append(rows, int(c.byID[at]))
	}
	slices.Sort(rows)
	return rows
}
