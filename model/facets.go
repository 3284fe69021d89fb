package model

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
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
)

// Item is a value of a facet, with what choosing it would list.
type Item struct {
	Kind    ItemKind
	Facet   data.Facet // of a ValueItem
	Name    string     // of a ValueItem, as queries have it
	Label   string
	Count   int
	Chosen  bool
	Within  bool // not chosen, and let through by a wider choice
	Open    bool // a year or month whose parts are listed below it
	Partial bool // there are more names than are counted: see [names.LeftOut]
	Period  data.Period
}

// facets is the state of the facet pane.
type facets struct {
	cursor int                  // where its item was when it was put there
	on     Item                 // the item that the cursor is on; the items come and go with the query
	open   map[data.Period]bool // years and months whose parts are listed
	bar    data.Date            // the first day of the histogram's bar under its cursor
	mark   data.Date            // where a span of bars begins, 0 for none
}

// autoOpen is how many years, or months of one year, there may be for them to
// be opened from the start.
const autoOpen = 1

func newFacets(lib *Library) facets {
	f := facets{open: map[data.Period]bool{}}
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

// in returns the state for another library: what is open stays so, and the
// cursors and the mark stay where they are.
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

// mostNames is how many values of a facet of names the facet pane has.
const mostNames = 8

// valueItems returns the values of a facet: all categories; of names those that most
// of what is listed names, where they tell releases apart, and those that are
// chosen.
func (r *Reader) valueItems(f data.Facet) []Item {
	v, known := r.lib.values(f)
	counts := r.listing.counts[f]
	if !known || counts == nil {
		return nil
	}
	chosen := v.chosen(r.query.Values[f])
	var items []Item
	add := func(id int) {
		e := &v.entries[id]
		items = append(items, Item{
			Kind: ValueItem, Facet: f, Name: e.Name, Label: v.label(e), Count: counts[id], Chosen: chosen[id], Partial: v.leftOut > 0,
		})
	}
	if !data.Facets[f].Named {
		for id := range v.entries {
			add(id)
		}
		return items
	}
	for _, id := range r.best(counts, chosen) {
		add(id)
	}
	return items
}

// best returns the places of the values with the largest counts, and of those that
// are chosen, in the order of the counts.
func (r *Reader) best(counts []int, chosen map[int]bool) []int {
	// There may be very many: the best are kept in order on the way.
	var ids, best []int
	more := func(a, b int) int { return cmp.Or(counts[b]-counts[a], a-b) }
	for id, n := range counts {
		switch {
		case chosen[id]:
			ids = append(ids, id)
		case n > 1 && (n < r.listing.Len() || len(chosen) > 0):
			if len(best) == mostNames && n <= counts[best[mostNames-1]] {
				continue
			}
			at, _ := slices.BinarySearchFunc(best, id, more)
			best = slices.Insert(best, at, id)
			best = best[:min(len(best), mostNames)]
		}
	}
	ids = append(ids, best...)
	slices.SortFunc(ids, more)
	for i := len(ids) - 1; i >= mostNames; i-- {
		if !chosen[ids[i]] {
			ids = slices.Delete(ids, i, i+1)
		}
	}
	return ids
}

// Items returns the lines of the facet pane: the histogram, the categories, the
// years with the months and days that are open, and the facets of names, which
// come and go with what is listed.
func (r *Reader) Items() []Item {
	items := append([]Item{{Kind: HistogramItem}}, r.valueItems(data.Category)...)
	items = r.dateItems(items)
	for f := data.Category + 1; f < data.NumFacets; f++ {
		items = append(items, r.valueItems(f)...)
	}
	return items
}

// dateItems adds the years, with the months and days that are open.
func (r *Reader) dateItems(items []Item) []Item {
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
	return items
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
	}
	return "Date"
}

// same reports whether two lines are of one value.
func (it Item) same(other Item) bool {
	return it.Kind == other.Kind && it.Facet == other.Facet && it.Name == other.Name && it.Period == other.Period
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
		return r.TogglePeriod(p)
	}
	return r.TogglePeriod(it.Period)
}

// Toggle toggles the choice of a value of a facet: also where it was chosen as it
// was typed, by an acronym or a part.
func (r *Reader) Toggle(f data.Facet, name string) tea.Cmd {
	if v, known := r.lib.values(f); known {
		for _, typed := range r.query.Values[f] {
			if ids := v.find(typed); typed != name && len(ids) > 0 && slices.Equal(ids, v.find(name)) {
				return r.ask(r.query.With(f, typed), onSame)
			}
		}
	}
	return r.ask(r.query.With(f, name), onSame)
}

// OpenItem lists the parts of the year or month under the facet pane's
// cursor, or with open false hides them. From a day it goes to its month, and
// hides that.
func (r *Reader) OpenItem(open bool) {
	items := r.Items()
	at := r.facetCursor(items)
	it := items[at]
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

// Bar is a period of the histogram.
type Bar struct {
	Period data.Period
	Count  int
	Chosen bool
	Marked bool // between the mark and the cursor
}

// Histogram returns the releases over time, oldest first, in at most most
// bars of equal calendar units: days, weeks, months, quarters, years, or
// several years. Dates that are decades from the others have a bar of their own
// at the edge. The counts are those of the date facet.
func (r *Reader) Histogram(most int) []Bar {
	days := r.lib.Days()
	if len(days) == 0 || most < 1 {
		return nil
	}
	first, end := r.lib.MainDays()
	oldest, newest := days[end-1], days[first]
	edges := 0
	if end < len(days) {
		edges++
	}
	if first > 0 {
		edges++
	}
	next := fittingUnit(oldest, newest, max(1, most-edges))
	var bars []Bar
	if end < len(days) {
		bars = append(bars, Bar{Period: data.Period{From: days[len(days)-1], To: days[end]}})
	}
	for from := next(oldest, 0); from <= newest; {
		after := next(from, 1)
		bars = append(bars, Bar{Period: data.Period{From: from, To: after.AddDays(-1)}})
		from = after
	}
	if first > 0 {
		bars = append(bars, Bar{Period: data.Period{From: days[first-1], To: days[0]}})
	}
	b := 0
	for i, d := range slices.Backward(days) {
		for d > bars[b].Period.To {
			b++
		}
		bars[b].Count += r.listing.days[i]
	}
	r.markBars(bars)
	return bars
}

func (r *Reader) markBars(bars []Bar) {
	lo, hi := r.facets.mark, r.facets.bar
	if lo > hi {
		lo, hi = hi, lo
	}
	for i := range bars {
		p := bars[i].Period
		for _, q := range r.query.Periods {
			bars[i].Chosen = bars[i].Chosen || q.Covers(p) || p.Covers(q)
		}
		bars[i].Marked = r.facets.mark != 0 && p.To >= lo && p.From <= hi
	}
}

// unit returns the first day of the calendar unit that d lies in, or of the
// n-th after it.
type unit func(d data.Date, n int) data.Date

// fittingUnit returns the smallest unit that covers oldest to newest in at
// most most bars.
func fittingUnit(oldest, newest data.Date, most int) unit {
	weeks := func(d data.Date, n int) data.Date {
		monday := (int(d.Time().Weekday()) + 6) % 7
		return d.AddDays(7*n - monday)
	}
	months := func(size int) unit {
		return func(d data.Date, n int) data.Date {
			m := (int(d.Month()) - 1) / size * size
			return data.DateOf(time.Date(d.Year(), time.Month(1+m+n*size), 1, 0, 0, 0, 0, time.UTC))
		}
	}
	years := func(size int) unit {
		return func(d data.Date, n int) data.Date {
			return data.NewDate((d.Year()/size+n)*size, time.January, 1)
		}
	}
	span := int(newest.Time().Sub(oldest.Time()).Hours()/24) + 1
	switch {
	case span <= most:
		return data.Date.AddDays
	case span/7+2 <= most:
		return weeks
	case span/30+2 <= most:
		return months(1)
	case span/90+2 <= most:
		return months(3)
	}
	size := 1
	for newest.Year()/size-oldest.Year()/size+1 > most {
		size++
	}
	return years(size)
}

// BarCursor returns the bar that the histogram's cursor is on, -1 without bars.
func (r *Reader) BarCursor(bars []Bar) int {
	for i := range bars {
		if bars[i].Period.Contains(r.facets.bar) {
			return i
		}
	}
	return len(bars) - 1
}

// barAt returns the period of the bar that d lies in.
func barAt(bars []Bar, d data.Date) data.Period {
	for i := range bars {
		if bars[i].Period.Contains(d) {
			return bars[i].Period
		}
	}
	return data.DayPeriod(d)
}

// MoveBar moves the histogram's cursor to bar i, or to the nearest there is.
func (r *Reader) MoveBar(bars []Bar, i int) {
	if len(bars) > 0 {
		r.facets.bar = bars[min(max(i, 0), len(bars)-1)].Period.From
	}
}

// MarkBar begins a span of bars at the histogram's cursor, or gives it up.
func (r *Reader) MarkBar() {
	if r.facets.mark != 0 {
		r.facets.mark = 0
		return
	}
	r.facets.mark = r.facets.bar
}
