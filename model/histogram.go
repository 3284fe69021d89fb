package model

import (
	"slices"
	"time"

	"pressroom/data"
)

// Bar is a period of the histogram.
type Bar struct {
	Period data.Period
	Count  int
	Chosen bool
	Marked bool // between the mark and the cursor
}

// Histogram returns the releases over time, oldest first, in at most most
// bars of equal calendar units: days, or at most half as many, so that there is
// room between them, weeks, months, quarters, years, or several years. Dates that
// are decades from the others have a bar of their own at the edge. The counts are
// those of the date facet.
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

// unit returns the first day of the calendar unit of d, or of the n-th after it.
type unit func(d data.Date, n int) data.Date

// fittingUnit returns the smallest unit with at most most bars from oldest to newest.
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
	if span <= most {
		return data.Date.AddDays
	}
	most = max(1, (most+1)/2)
	for _, next := range []unit{weeks, months(1), months(3)} {
		n := 0
		for from := next(oldest, 0); from <= newest && n <= most; from = next(from, 1) {
			n++
		}
		if n <= most {
			return next
		}
	}
	size := 1
	for newest.Year()/size-oldest.Year()/size+1 > most {
		size++
	}
	return years(size)
}

// BarCursor returns the bar that the histogram's cursor is on, -1 without bars.
func (r *Reader) BarCursor(bars []Bar) int {
	if i := barOf(bars, r.facets.bar); i >= 0 {
		return i
	}
	return len(bars) - 1
}

// barOf returns the bar that d lies in, or -1.
func barOf(bars []Bar, d data.Date) int {
	return slices.IndexFunc(bars, func(b Bar) bool { return b.Period.Contains(d) })
}

// barAt returns the period of the bar that d lies in.
func barAt(bars []Bar, d data.Date) data.Period {
	if i := barOf(bars, d); i >= 0 {
		return bars[i].Period
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
