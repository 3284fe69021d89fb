package model

import (
	"fmt"
	"testing"
	"time"

	"pressroom/data"
)

// Whatever the span and the room: the bars are one after the other without a
// gap, cover all days, are not more than there is room for, and hold each
// release once.
func TestHistogramCoversEveryDayOnce(t *testing.T) {
	newest := data.NewDate(2025, time.November, 28)
	for _, span := range []int{0, 1, 2, 6, 7, 20, 30, 59, 90, 150, 364, 365, 366, 800, 1500, 4000, 20000} {
		var lines []string
		for i := range 50 {
			lines = append(lines, fmt.Sprintf("%s A title %d", newest.AddDays(-span*i/49), i))
		}
		r := readerOf(lines...)
		for _, room := range []int{1, 2, 3, 5, 8, 12, 22, 28, 60, 200} {
			bars := r.Histogram(room)
			if len(bars) == 0 || len(bars) > room {
				t.Fatalf("%d days in %d columns: %d bars", span, room, len(bars))
			}
			sum := 0
			for i, b := range bars {
				sum += b.Count
				if b.Period.From > b.Period.To || i > 0 && bars[i-1].Period.To.AddDays(1) != b.Period.From {
					t.Fatalf("%d days in %d columns: bar %d is %s after %s", span, room, i, b.Period, bars[max(i-1, 0)].Period)
				}
			}
			if sum != 50 || !bars[0].Period.Contains(newest.AddDays(-span)) || !bars[len(bars)-1].Period.Contains(newest) {
				t.Errorf("%d days in %d columns: %d releases from %s to %s", span, room, sum, bars[0].Period, bars[len(bars)-1].Period)
			}
		}
		if r.Histogram(0) != nil || r.Histogram(-1) != nil {
			t.Error("bars without room")
		}
	}
}

func TestHistogramUnits(t *testing.T) {
	for _, c := range []struct {
		oldest string
		room   int
		want   string
	}{
		{"2025-11-14", 28, "2025-11-14 2025-11-15"},                         // days
		{"2025-10-01", 28, "2025-09-29..2025-10-05 2025-10-06..2025-10-12"}, // weeks, from Monday
		{"2024-12-24", 28, "2024-12 2025-01"},
		{"2022-08-09", 28, "2022-07-01..2022-09-30 2022-10-01..2022-12-31"},
		{"2012-02-03", 28, "2012 2013"},
		{"2000-02-03", 28, "2000-01-01..2001-12-31 2002-01-01..2003-12-31"},
	} {
		bars := readerOf("2025-11-28 A new", c.oldest+" A old").Histogram(c.room)
		if got := fmt.Sprint(bars[0].Period, " ", bars[1].Period); got != c.want {
			t.Errorf("from %s in %d columns: %s, want %s", c.oldest, c.room, got, c.want)
		}
	}
}

// A bar, and a span of bars from a mark, are chosen as periods.
func TestChooseBars(t *testing.T) {
	r := corpusReader(t)
	bars := r.Histogram(22) // the days from the 14th to the 28th
	equal(t, "bars", len(bars), 15)
	equal(t, "the cursor is on the newest", r.BarCursor(bars), 14)
	answer(r, r.ToggleItem(bars))
	same(t, "chips", r.Chips(), []string{"2025-11-28"})
	equal(t, "listed", r.Listing().Len(), 2)
	bars = r.Histogram(22)
	for i, b := range bars {
		if b.Chosen != (i == 14) || b.Marked {
			t.Errorf("bar %s: chosen %t, marked %t", b.Period, b.Chosen, b.Marked)
		}
	}
	answer(r, r.ToggleItem(bars))
	same(t, "chips after the same again", r.Chips(), nil)

	r.MoveBar(bars, 11) // the 25th
	r.MarkBar()
	r.MoveBar(bars, 4) // the 18th
	bars = r.Histogram(22)
	for i, b := range bars {
		if b.Marked != (i >= 4 && i <= 11) {
			t.Errorf("bar %s: marked %t", b.Period, b.Marked)
		}
	}
	answer(r, r.ToggleItem(bars))
	same(t, "chips of the span", r.Chips(), []string{"2025-11-18..2025-11-25"})
	equal(t, "listed", r.Listing().Len(), 6)
	for _, b := range r.Histogram(22) {
		if b.Marked {
			t.Errorf("bar %s is marked after the span was chosen", b.Period)
		}
	}
	r.MarkBar()
	r.MarkBar() // gives it up
	answer(r, r.ToggleItem(bars))
	same(t, "chips", r.Chips(), []string{"2025-11-18..2025-11-25", "2025-11-18"})

	r.MoveBar(bars, -3)
	equal(t, "before the first bar", r.BarCursor(bars), 0)
	r.MoveBar(bars, 99)
	equal(t, "after the last bar", r.BarCursor(bars), 14)
	r.MarkBar()
	r.MoveFacet(0)
	for _, b := range r.Histogram(22) {
		if b.Marked {
			t.Errorf("bar %s is marked after the cursor left", b.Period)
		}
	}
	if r.ToggleItem(nil) != nil || r.BarCursor(nil) != -1 {
		t.Error("without bars there is one to choose")
	}
}
