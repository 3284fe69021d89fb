package data

import (
	"slices"
	"sort"
	"strings"
)

// Catalogue is a set of releases, newest first, that never changes once it
// is made: readers share it without locks.
type Catalogue struct {
	rows  [][]row // as given
	texts texts
	files []string
	order []int32 // the rows newest first, as given; nil where they were given so
	n     int

	categories []string // sorted; category[i] points into it
	category   []int32
	days       []Date // newest first; day[i] points into it
	day        []int32
	main       struct{ from, to int } // see MainDays
	byID       []int32                // rows, sorted by ID
}

// NewCatalogue makes a catalogue of releases: see [Builder.Catalogue].
func NewCatalogue(releases []Release) (*Catalogue, []Problem) {
	var b Builder
	for _, r := range releases {
		b.Add(r)
	}
	return b.Catalogue()
}

// given returns a row by its place among those given.
func (c *Catalogue) given(i int) *row { return &c.rows[i/rowsPerChunk][i%rowsPerChunk] }

// row returns row i of the catalogue.
func (c *Catalogue) row(i int) *row {
	if c.order != nil {
		i = int(c.order[i])
	}
	return c.given(i)
}

func (c *Catalogue) title(r *row) string { return c.texts.get(r.at, 0, r.title) }
func (c *Catalogue) body(r *row) string  { return c.texts.get(r.at, r.title, r.body) }
func (c *Catalogue) place(r *row) Place  { return Place{c.files[r.file], int(r.line)} }

// sort orders the rows of keys, of the n that were given.
func (c *Catalogue) sort(n int, keys []keyed) {
	c.n = len(keys)
	kept := make([]bool, n)
	for _, k := range keys {
		kept[k.given] = true
	}
	inOrder := c.n == n
	for i := 1; i < n && inOrder; i++ {
		inOrder = c.given(i-1).date >= c.given(i).date
	}
	if inOrder { // a board is, as a rule
		return
	}
	c.order = make([]int32, 0, c.n)
	for i := range n {
		if kept[i] {
			c.order = append(c.order, int32(i))
		}
	}
	slices.SortStableFunc(c.order, func(a, b int32) int {
		return int(c.given(int(b)).date) - int(c.given(int(a)).date)
	})
}

// index numbers the categories, of which names has the names, and the days.
func (c *Catalogue) index(names []string) {
	used := make([]bool, len(names))
	for i := range c.n {
		used[c.row(i).category] = true
	}
	for i, name := range names {
		if used[i] {
			c.categories = append(c.categories, name)
		}
	}
	sort.Strings(c.categories)
	number := make([]int32, len(names))
	for i, name := range names {
		number[i] = int32(sort.SearchStrings(c.categories, name))
	}
	c.category = make([]int32, c.n)
	c.day = make([]int32, c.n)
	for i := range c.n {
		r := c.row(i)
		c.category[i] = number[r.category]
		if n := len(c.days); n == 0 || c.days[n-1] != Date(r.date) {
			c.days = append(c.days, Date(r.date))
		}
		c.day[i] = int32(len(c.days) - 1)
	}
	c.main.from, c.main.to = c.mainDays()
}

// rowsOf returns the rows of keys, of the n releases that were given. IDs sort
// as their keys do, whatever their length.
func rowsOf(c *Catalogue, keys []keyed, n int) []int32 {
	var rowOf []int32 // by the place among those given
	if c.order != nil {
		rowOf = make([]int32, n)
		for i, given := range c.order {
			rowOf[given] = int32(i)
		}
	}
	rows := make([]int32, len(keys))
	for i, k := range keys {
		rows[i] = k.given
		if rowOf != nil {
			rows[i] = rowOf[k.given]
		}
	}
	return rows
}

// Len returns the number of releases.
func (c *Catalogue) Len() int { return c.n }

// At returns the release in row i, 0 being the newest.
func (c *Catalogue) At(i int) *Release {
	r := c.row(i)
	return &Release{
		ID: c.ID(i), Date: Date(r.date), Category: c.categories[c.category[i]],
		Title: c.title(r), Body: c.body(r), Excerpt: r.excerpt, Place: c.place(r),
	}
}

// ID returns the ID of the release in row i.
func (c *Catalogue) ID(i int) string {
	r := c.row(i)
	id := key{r.key, r.keyLow}.String()
	if r.longID {
		return id[:longIDLen]
	}
	return id[:idLen]
}

// Title returns the headline of the release in row i. It costs nothing, as
// At does, which matters where all releases are asked.
func (c *Catalogue) Title(i int) string { return c.title(c.row(i)) }

// Body returns the text of the release in row i.
func (c *Catalogue) Body(i int) string { return c.body(c.row(i)) }

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
	at := sort.Search(len(c.byID), func(i int) bool { return c.ID(int(c.byID[i])) >= prefix })
	var rows []int
	for ; at < len(c.byID) && strings.HasPrefix(c.ID(int(c.byID[at])), prefix); at++ {
		rows = append(rows, int(c.byID[at]))
	}
	slices.Sort(rows)
	return rows
}
