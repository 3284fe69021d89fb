package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/text"
)

// ItemKind says what a line of the facet pane is.
type ItemKind uint8

// The kinds of line.
const (
	HistogramItem ItemKind = iota // releases over time; takes several lines
	ValueItem                     // of the facet Item.Facet
	YearItem
	MonthItem
	DayItem
	MarkItem   // of the marks, Item.Is
	SearchItem // a saved search, Item.Name
	MoreItem   // opens what is not listed below the heading Item.Name, or hides it
)

// Item is a value of a facet, with what choosing it would list.
type Item struct {
	Kind    ItemKind
	Facet   data.Facet // of a ValueItem
	Name    string     // of a ValueItem, as queries have it; of a MoreItem its heading
	Label   string
	Count   int // of a MoreItem: the values that are left out
	Chosen  bool
	Within  bool // not chosen, and let through by a wider choice
	Open    bool // a year or month with its parts listed below it
	Partial bool // there are more names than are counted: see [entities.LeftOut]
	Period  data.Period
	Is      data.Is    // of a MarkItem
	Found   SavedCount // by a SearchItem
}

// facets is the state of the facet pane.
type facets struct {
	cursor int                  // where its item was when it was put there
	on     Item                 // the item that the cursor is on; the items come and go with the query
	open   map[data.Period]bool // years and months with their parts listed
	more   map[string]bool      // headings below which all is listed
	words  []string             // only values that have all of these are listed
	bar    data.Date            // the first day of the histogram's bar under its cursor
	mark   data.Date            // where a span of bars begins, 0 for none
}

// autoOpen is up to how many years, or months, are open from the start.
const autoOpen = 1

func newFacets(lib *Library) facets {
	f := facets{open: map[data.Period]bool{}, more: map[string]bool{}}
	days := lib.Days()
	if len(days) == 0 {
		return f
	}
	from, to := lib.MainDays()
	newest, oldest := days[from], days[to-1]
	f.bar = newest
	if newest.Year()-oldest.Year() < autoOpen {
		f.open[data.YearPeriod(newest.Year())] = true
		if newest.Month() == oldest.Month() {
			f.open[data.MonthPeriod(newest.Year(), newest.Month())] = true
		}
	}
	return f
}

// in returns the state for another library.
func (f facets) in(lib *Library) facets {
	other := newFacets(lib)
	for p, is := range f.open {
		other.open[p] = other.open[p] || is
	}
	f.open = other.open
	if f.bar == 0 {
		f.bar = other.bar
	}
	return f
}

// How many values of a facet are listed.
const (
	MostNames  = 5 // of a facet of names, which takes reading all releases
	mostValues = 8
	mostOpened = 200 // when all are asked for
)

// mostOf returns how many values of a facet are listed, beside those chosen or under the cursor.
func (r *Reader) mostOf(f data.Facet) int {
	switch facet := data.Facets[f]; {
	case r.facets.more[facet.Title] || len(r.facets.words) > 0:
		return mostOpened
	case facet.Named:
		return MostNames
	}
	return mostValues
}

// valueItems returns the values of a facet: the largest of the library, or of the listed names; and those chosen.
func (r *Reader) valueItems(f data.Facet) []Item {
	v, known := r.lib.values(f)
	counts := r.listing.counts[f]
	if !known || counts == nil {
		return nil
	}
	chosen := v.chosen(r.query.Values[f])
	sizes := counts
	if !data.Facets[f].Named {
		sizes = r.lib.everything().counts[f]
	}
	ids, total := r.listedValues(f, v, sizes, counts, chosen, data.Facets[f].Named && len(chosen) == 0)
	if total == 0 { // all that is listed names the same, as a single release does
		ids, total = r.listedValues(f, v, sizes, counts, chosen, false)
	}
	var items []Item
	same := map[string]int{}
	for _, id := range ids {
		e := &v.entries[id]
		label := cmp.Or(e.Acronym, v.label(e))
		same[label]++
		items = append(items, Item{
			Kind: ValueItem, Facet: f, Name: e.Name, Label: label, Count: counts[id], Chosen: chosen[id], Partial: v.leftOut > 0,
		})
	}
	for i, id := range ids {
		if same[items[i].Label] > 1 { // by the same acronym as another one
			items[i].Label = v.label(&v.entries[id])
		}
	}
	return r.withMore(items, data.Facets[f].Title, total-len(ids))
}

// withMore returns items with the line that opens the rest, or hides it, where there is any.
func (r *Reader) withMore(items []Item, heading string, rest int) []Item {
	if open := r.facets.more[heading]; rest > 0 || open {
		items = append(items, Item{Kind: MoreItem, Name: heading, Count: rest, Open: open})
	}
	return items
}

// listedValues returns the listed values and how many there are; with apart, without those that all releases have.
func (r *Reader) listedValues(f data.Facet, v values, sizes, counts []int, chosen map[int]bool, apart bool) (ids []int, total int) {
	// There may be very many: the best are kept in order on the way.
	var pinned []int
	most := r.mostOf(f)
	more := func(a, b int) int { return cmp.Or(sizes[b]-sizes[a], a-b) }
	for id := range sizes {
		e := &v.entries[id]
		tells := sizes[id] > 0 && !(apart && counts[id] == r.listing.Len())
		if !tells && !chosen[id] || !r.wanted(v.label(e)) {
			continue
		}
		if chosen[id] || r.facets.on.Kind == ValueItem && r.facets.on.Facet == f && r.facets.on.Name == e.Name {
			pinned = append(pinned, id)
		}
		total++
		if len(ids) <= most || more(id, ids[most]) < 0 {
			at, _ := slices.BinarySearchFunc(ids, id, more)
			ids = slices.Insert(ids, at, id)
			ids = ids[:min(len(ids), most+1)]
		}
	}
	if total > len(ids) { // a line that opens a single one would take its place
		ids = ids[:most]
	}
	for _, id := range pinned {
		if at, listed := slices.BinarySearchFunc(ids, id, more); !listed {
			ids = slices.Insert(ids, at, id)
		}
	}
	return ids, total
}

// wanted reports whether a value has the words that are looked for.
func (r *Reader) wanted(label string) bool {
	if len(r.facets.words) == 0 {
		return true
	}
	folded := text.Fold(label)
	return !slices.ContainsFunc(r.facets.words, func(w string) bool { return !strings.Contains(folded, w) })
}

// FindFacet lists only the values that have all words; with none it lists all again.
func (r *Reader) FindFacet(words string) {
	r.facets.words = strings.Fields(text.Fold(words))
	if len(r.facets.words) > 0 {
		r.facets.on = Item{} // nothing is listed only for the cursor's sake
		items := r.Items()
		r.MoveFacet(max(0, slices.IndexFunc(items, func(it Item) bool { return it.Kind != HistogramItem })))
	}
}

// FacetWords returns what is looked for in the facets, "" for nothing.
func (r *Reader) FacetWords() string { return strings.Join(r.facets.words, " ") }

// Items returns the lines of the facet pane: the saved searches, the histogram, the marks, the categories,
// the years with the months and days that are open, the other facets that tell releases
// apart, and those of names, which come and go with what is listed.
func (r *Reader) Items() []Item {
	items := append(r.searchItems(), Item{Kind: HistogramItem})
	items = append(items, r.markItems()...)
	items = append(items, r.valueItems(data.Category)...)
	items = append(items, r.dateItems()...)
	for f := data.Category + 1; f < data.NumFacets; f++ {
		if r.lib.distinguishes(f) {
			items = append(items, r.valueItems(f)...)
		}
	}
	return items
}

// dateItems returns the years, with the months and days that are open.
func (r *Reader) dateItems() (items []Item) {
	var year, month int // the lines that collect the counts of their days
	var before data.Date
	for i, d := range r.lib.Days() {
		n := r.listing.days[i]
		newYear := i == 0 || before.Year() != d.Year()
		newMonth := newYear || before.Month() != d.Month()
		before = d
		if newYear {
			year = len(items)
			items = append(items, r.dateItem(YearItem, data.YearPeriod(d.Year()), fmt.Sprint(d.Year())))
		}
		items[year].Count += n
		if !items[year].Open {
			continue
		}
		if newMonth {
			month = len(items)
			items = append(items, r.dateItem(MonthItem, data.MonthPeriod(d.Year(), d.Month()), d.Month().String()))
		}
		items[month].Count += n
		if items[month].Open {
			it := r.dateItem(DayItem, data.DayPeriod(d), d.Time().Format("Mon 2"))
			it.Count = n
			items = append(items, it)
		}
	}
	if len(r.facets.words) == 0 {
		return items
	}
	return slices.DeleteFunc(items, func(it Item) bool {
		month := it.Period.From.Time().Format("January 2006")
		return it.Kind == DayItem || it.Kind == MonthItem && !r.wanted(month) || it.Kind == YearItem && !r.wanted(it.Label)
	})
}

func (r *Reader) dateItem(kind ItemKind, p data.Period, label string) Item {
	it := Item{Kind: kind, Period: p, Label: label, Open: r.facets.open[p]}
	for _, q := range r.query.Periods {
		it.Chosen = it.Chosen || q == p
		it.Within = it.Within || q.Covers(p)
	}
	it.Within = it.Within && !it.Chosen
	return it
}

// Heading returns what stands above the values of the item's facet.
func (it Item) Heading() string {
	switch it.Kind {
	case HistogramItem:
		return "Over time"
	case ValueItem:
		return data.Facets[it.Facet].Title
	case MoreItem:
		return it.Name
	case MarkItem:
		return MarksHeading
	case SearchItem:
		return SavedHeading
	}
	return "Date"
}

// same reports whether two lines are of one value.
func (it Item) same(other Item) bool {
	return it.Kind == other.Kind && it.Facet == other.Facet && it.Name == other.Name && it.Period == other.Period && it.Is == other.Is
}

// FacetCursor returns which of [Reader.Items] the cursor is on.
func (r *Reader) FacetCursor() int { return r.facetCursor(r.Items()) }

func (r *Reader) facetCursor(items []Item) int {
	if i := slices.IndexFunc(items, r.facets.on.same); i >= 0 {
		return i
	}
	return min(r.facets.cursor, len(items)-1)
}

// MoveFacet puts the facet pane's cursor on item i, or on the nearest there is.
func (r *Reader) MoveFacet(i int) {
	items := r.Items()
	i = min(max(i, 0), len(items)-1)
	r.facets.cursor, r.facets.on = i, items[i]
	r.facets.mark = 0
}

// ToggleItem toggles the value under the facet pane's cursor. On
// the histogram it chooses the bar under its cursor, or the span of bars from
// the mark.
func (r *Reader) ToggleItem(bars []Bar) tea.Cmd {
	it := r.Items()[r.FacetCursor()]
	switch it.Kind {
	case ValueItem:
		return r.Toggle(it.Facet, it.Name)
	case MarkItem:
		return r.ask(r.query.WithIs(it.Is), sameRelease)
	case MoreItem:
		r.openMore(it.Name, !it.Open)
		return nil
	case SearchItem:
		cmd, _ := r.ChooseSearch(it.Name) // whoever is to be told of an error asks for it before
		return cmd
	case HistogramItem:
		at := r.BarCursor(bars)
		if at < 0 {
			return nil
		}
		p := bars[at].Period
		if r.facets.mark != 0 {
			p.From = min(p.From, barAt(bars, r.facets.mark).From)
			p.To = max(p.To, barAt(bars, r.facets.mark).To)
			r.facets.mark = 0
		}
		return r.ask(r.query.WithPeriod(p), sameRelease)
	}
	return r.ask(r.query.WithPeriod(it.Period), sameRelease)
}

// openMore lists all below a heading, or the first ones again.
func (r *Reader) openMore(heading string, open bool) {
	at := r.FacetCursor()
	if r.facets.more[heading] = open; !open {
		at = slices.IndexFunc(r.Items(), func(it Item) bool { return it.Kind == MoreItem && it.Name == heading })
	}
	r.MoveFacet(at)
}

// OpenItem lists the parts of the year or month under the facet pane's
// cursor, or with open false hides them. From a day it goes to its month, and
// hides that.
func (r *Reader) OpenItem(open bool) {
	items := r.Items()
	at := r.facetCursor(items)
	it := items[at]
	if it.Kind == MoreItem {
		r.openMore(it.Name, open)
	}
	if it.Kind < YearItem || it.Kind > DayItem {
		return
	}
	if !open {
		for i := at; (it.Kind == DayItem || !it.Open) && i > 0 && items[i].Kind >= YearItem; i-- {
			if items[i].Kind < it.Kind {
				it, at = items[i], i
			}
		}
		r.facets.cursor, r.facets.on = at, it
	}
	if it.Kind != DayItem {
		r.facets.open[it.Period] = open
	}
}
