package data

import (
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
// first given, and reported. It takes ownership of the slice.
func NewCatalogue(releases []Release) (*Catalogue, []Problem) {

	first := make(map[string]int, len(releases))
	var problems []Problem
	kept := releases[:0]
	for i := range releases {
		r := releases[i]
		key := r.Key()
		if at, twice := first[key]; twice {
			problems = append(problems, Problem{r.Place, "the same release as at " + kept[at].Place.String() + ": kept once"})
			continue
		}
		first[key] = len(kept)

		r.ID = key
		kept = append(kept, r)
	}
	clear(releases[len(kept):])
	giveIDs(kept)
	slices.SortStableFunc(kept, func(a, b Release) int { return int(b.Date) - int(a.Date) })
	c := &Catalogue{releases: kept}
	c.index()
	return c, problems
}

// giveIDs shortens each release's key to the shortest of the two lengths that
// no other release of the set shares.
func giveIDs(releases []Release) {
	short := make(map[string]int, len(releases))
	for i := range releases {
		short[releases[i].ID[:idLen]]++
	}
	for i := range releases {
		if id := releases[i].ID; short[id[:idLen]] == 1 {
			releases[i].ID = id[:idLen]
		} else {
			releases[i].ID = id[:longIDLen]
		}
	}
}

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
	c.byID = make([]int32, len(c.releases))
	for i := range c.releases {
		c.category[i] = number[c.releases[i].Category]
		c.byID[i] = int32(i)
		if n := len(c.days); n == 0 || c.days[n-1] != c.releases[i].Date {
			c.days = append(c.days, c.releases[i].Date)
		}
		c.day[i] = int32(len(c.days) - 1)
	}
	slices.SortFunc(c.byID, func(a, b int32) int { return strings.Compare(c.releases[a].ID, c.releases[b].ID) })
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
