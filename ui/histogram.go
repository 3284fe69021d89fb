package ui

import (
	"strings"

	"pressroom/data"
	"pressroom/model"
)

// The histogram's height: rows of bars, the line of its cursor, and that of its scale.
const (
	barRows         = 3
	histogramHeight = barRows + 2
)

// bars returns the histogram at the pane's width, or where the pane is hidden at a usual one.
func (a *App) bars() []model.Bar {
	w := a.layout.facets.w
	if w == 0 {
		w = minFacets
	}
	return a.reader.Histogram(histogramRoom(w))
}

// maxBar is how wide a bar is at most.
const maxBar = 3

// histogramRoom returns how many cells of a pane of w bars and scale have.
func histogramRoom(w int) int { return max(w-1-edgeWidth, 1) }

// barWidth returns the distance of n bars in a pane of w cells, and the width of each.
func barWidth(w, n int) (step, wide int) {
	step = min(max((histogramRoom(w)+1)/max(n, 1), 1), maxBar+1)
	return step, max(1, step-1)
}

// histogram draws the bars, their cursor and their scale.
func (a *App) histogram(w int, here bool) []string {
	st := a.st
	bars := a.bars()
	most := 1
	for _, b := range bars {
		most = max(most, b.Count)
	}
	step, wide := barWidth(w, len(bars))
	gap := strings.Repeat(" ", step-wide)
	out := make([]string, 0, histogramHeight)
	levels := len(st.Sign.bars) - 1
	for row := barRows - 1; row >= 0; row-- {
		line := " "
		for _, b := range bars {
			// At least the lowest sign for one release, nothing for none.
			height := (b.Count*levels*barRows + most - 1) / most
			style := st.Accent
			if b.Chosen || b.Marked {
				style = st.BarChosen
			}
			line += style.Render(strings.Repeat(st.Sign.bars[min(max(height-row*levels, 0), levels)], wide) + gap)
		}
		out = append(out, line)
	}
	at := a.reader.BarCursor(bars)
	axis := " "
	for i, b := range bars {
		sign, style := st.Sign.line, st.Rule
		switch {
		case i == at && here && a.focused(model.FacetPane):
			sign, style = st.Sign.here, st.Brand
		case b.Marked:
			sign, style = st.Sign.marked, st.BarChosen
		case b.Chosen:
			sign, style = st.Sign.heavy, st.BarChosen
		}
		axis += style.Render(strings.Repeat(sign, wide))
		if i < len(bars)-1 {
			axis += st.Rule.Render(strings.Repeat(st.Sign.line, len(gap)))
		}
	}
	return append(out, axis, " "+st.Dim.Render(a.scale(bars, step, histogramRoom(w))))
}

// scale returns the days, months or years below bars that are step cells apart.
func (a *App) scale(bars []model.Bar, step, w int) string {
	line, free := "", 0
	for i := range bars {
		text, x := tick(bars, i), i*step
		if i == len(bars)-1 {
			x = min(x, w-len(text))
		}
		if text == "" || x < free || x+len(text) > w {
			continue
		}
		line += strings.Repeat(" ", x-len(line)) + text
		free = x + len(text) + 1
	}
	return line
}

// tick returns what stands below bar i: Mondays of days, months of weeks, years of all else.
func tick(bars []model.Bar, i int) string {
	p := bars[i].Period
	from := p.From.Time()
	var text string
	begins := i == 0
	switch unit := daysOf(bars[min(1, len(bars)-1)].Period); {
	case unit == 1:
		text, begins = from.Format("2"), begins || from.Weekday() == 1 || i == len(bars)-1
	case unit == 7:
		text, begins = from.Format("Jan"), begins || from.Day() <= 7
	case unit < 100:
		text, begins = from.Format("2006"), begins || from.YearDay() == 1
	default:
		text, begins = from.Format("2006"), true
	}
	if !begins {
		return ""
	}
	if i == 0 { // unless it takes the place of the first that is whole
		for next := 1; next < len(bars) && next < len(text)/2+2; next++ {
			if daysOf(p) < 100 && tick(bars, next) != "" && len(text) > 2 {
				return ""
			}
		}
	}
	return text
}

func daysOf(p data.Period) int {
	return int(p.To.Time().Sub(p.From.Time()).Hours()/24) + 1
}

// histogramLabel returns the bar under the cursor, or else the period of all, in at most w cells.
func (a *App) histogramLabel(w int) string {
	bars, days := a.bars(), a.reader.Library().Days()
	if len(bars) == 0 {
		return ""
	}
	if a.focused(model.FacetPane) && onHistogram(a) {
		return a.barLabel(bars[a.reader.BarCursor(bars)], w)
	}
	return a.words(data.Period{From: days[len(days)-1], To: days[0]}, w)
}

// barLabel names a bar, and its count, in at most w cells.
func (a *App) barLabel(b model.Bar, w int) string {
	mark := ""
	if b.Marked {
		mark = a.st.Sign.marked + " "
	}
	count := ": " + thousands(b.Count)
	return mark + a.words(b.Period, w-a.st.Width(mark+count)) + count
}

// words writes a period in at most w cells: by days, or else by months or years.
func (a *App) words(p data.Period, w int) string {
	from, to, after := p.From.Time(), p.To.Time(), p.To.AddDays(1).Time()
	join := func(layout, last, dash string) string {
		if f, t := from.Format(layout), to.Format(last); f != t {
			return f + dash + t
		}
		return to.Format(last)
	}
	dash := a.st.Sign.dash
	wide := " " + dash + " "
	years := join("2006", "2006", dash)
	months := join("Jan 2006", "Jan 2006", wide)
	if from.Year() == to.Year() && from.Month() != to.Month() {
		months = join("Jan", "Jan 2006", dash)
	}
	days := join("2 Jan 2006", "2 Jan 2006", wide)
	switch {
	case from.Year() != to.Year() || p.From == p.To:
	case from.Month() == to.Month():
		days = join("2", "2 Jan 2006", dash)
	default:
		days = join("2 Jan", "2 Jan 2006", wide)
	}
	forms := []string{days, months, years}
	switch {
	case from.YearDay() == 1 && after.YearDay() == 1:
		forms = forms[2:]
	case from.Day() == 1 && after.Day() == 1:
		forms = forms[1:]
	case daysOf(p) > 366: // the days say little
		forms = forms[1:]
	}
	for _, f := range forms {
		if a.st.Width(f) <= w {
			return f
		}
	}
	return forms[len(forms)-1]
}
