package ui

import (
	"fmt"
	"strings"

	"pressroom/data"
	"pressroom/model"
)

// facetPane draws the facets: a histogram of releases over time, the
// categories, the years, months and days.
type facetPane struct {
	top int // first line of the window
}

// The histogram's height: rows of bars, the line that marks its cursor, and
// the line that names the bar.
const (
	barRows         = 3
	histogramHeight = barRows + 2
)

// facetLine is a line of the pane: a part of an item, or with item -1 a
// heading or, where that is "", a blank.
type facetLine struct {
	item    int
	part    int // which line of the item
	heading string
}

func (a *App) facetBody() rect {
	return a.layout.facets
}

// bars returns the histogram at the pane's width. With the pane hidden it is
// that of a usual width, so that keys and mouse always have bars to go by.
func (a *App) bars() []model.Bar {
	w := a.layout.facets.w
	if w == 0 {
		w = 24
	}
	return a.reader.Histogram(w - 2)
}

// facetLines returns every line of the pane: what stands where.
func facetLines(items []model.Item) []facetLine {
	lines := make([]facetLine, 0, len(items)+16)
	for i, it := range items {
		name := it.Heading()
		if i == 0 || name != items[i-1].Heading() {
			if i > 0 {
				lines = append(lines, facetLine{item: -1})
			}
			if it.Partial {
				name += " (not all)"
			}
			lines = append(lines, facetLine{item: -1, heading: name})
		}
		parts := 1
		if it.Kind == model.HistogramItem {
			parts = histogramHeight
		}
		for part := range parts {
			lines = append(lines, facetLine{item: i, part: part})
		}
	}
	return lines
}

// facetItem draws a value with its count.
func (a *App) facetItem(it model.Item, here bool, w int) string {
	st := a.st
	box := "[ ]"
	switch {
	case it.Chosen:
		box = "[x]"
	case it.Within:
		box = "[-]"
	}
	indent := ""
	switch it.Kind {
	case model.YearItem, model.MonthItem:
		sign := st.Sign.shut
		if it.Open {
			sign = st.Sign.open
		}
		indent = strings.Repeat(" ", int(it.Kind-model.YearItem)) + sign + " "
	case model.DayItem:
		indent = strings.Repeat(" ", 3)
	}
	mark, label := " ", it.Label
	if here && a.reader.Focus() == model.FacetPane {
		mark, label = st.Accent.Render(st.Sign.cursor), st.Selected.Render(label)
	} else if it.Count == 0 && !it.Chosen {
		label = st.Dim.Render(label)
	}
	count := st.Dim.Render(thousands(it.Count)) + " "
	if !a.reader.Listing().Known() {
		count = ""
	}
	return st.spread(mark+box+" "+indent+label, count, w)
}

// histogram draws the bars, their cursor and its period.
func (a *App) histogram(w int, here bool) []string {
	st := a.st
	bars := a.bars()
	here = here && a.reader.Focus() == model.FacetPane
	most := 1
	for _, b := range bars {
		most = max(most, b.Count)
	}
	wide := barWidth(w, len(bars))
	out := make([]string, 0, histogramHeight)
	levels := len(st.Sign.bars) - 1
	for row := barRows - 1; row >= 0; row-- {
		line := " "
		for _, b := range bars {
			// At least the lowest sign for one release, nothing for none.
			height := (b.Count*levels*barRows + most - 1) / most
			cell := strings.Repeat(st.Sign.bars[min(max(height-row*levels, 0), levels)], wide)
			if b.Chosen || b.Marked {
				line += st.BarChosen.Render(cell)
			} else {
				line += st.Bar.Render(cell)
			}
		}
		out = append(out, line)
	}
	at := a.reader.BarCursor(bars)
	axis := " "
	for i, b := range bars {
		sign := st.Sign.line
		switch {
		case i == at && here:
			sign = st.Sign.here
		case b.Marked:
			sign = st.Sign.marked
		case b.Chosen:
			sign = st.Sign.chosen
		}
		cell := strings.Repeat(sign, wide)
		if i == at && here {
			cell = st.HeadMark.Render(cell)
		} else {
			cell = st.Dim.Render(cell)
		}
		axis += cell
	}
	label := ""
	switch {
	case at < 0:
	case here:
		label = a.barLabel(bars[at], w-2)
	default:
		from, to := bars[0].Period.From, bars[len(bars)-1].Period.To
		label = fmt.Sprintf("%s to %s", from, to)
		if st.Width(label) > w-2 {
			label = a.span(data.Period{From: from, To: to}, w-2)
		}
	}
	return append(out, axis, " "+st.Dim.Render(label))
}

// barLabel names the bar under the cursor in at most w cells, and tells that a
// span is being marked.
func (a *App) barLabel(b model.Bar, w int) string {
	mark := ""
	if b.Marked {
		mark = a.st.Sign.marked + " "
	}
	count := ": " + thousands(b.Count)
	room := w - a.st.Width(mark+count)
	label := b.Period.String()
	if a.st.Width(label) > room {
		label = a.span(b.Period, room)
	}
	return mark + label + count
}

// span writes a period in at most w cells: by its days, without the year or the
// month that both ends share, else by its months, else by its years. Each form
// says no more than it holds.
func (a *App) span(p data.Period, w int) string {
	from, to := p.From.String(), p.To.String()
	const year, month = len("2025"), len("2025-11")
	var forms []string
	if whole := p.String(); !strings.Contains(whole, "..") {
		forms = append(forms, whole)
	}
	join := func(from, to string) { forms = append(forms, from+" "+a.st.Sign.dash+" "+to) }
	switch {
	case len(forms) > 0:
	case from[:year] == to[:year]:
		join(from, to[year+1:])
		if from[:month] == to[:month] {
			join(from, to[month+1:])
		}
	default:
		join(from, to)
		join(from[:month], to[:month])
		join(from[:year], to[:year])
	}
	for _, f := range forms {
		if a.st.Width(f) <= w {
			return f
		}
	}
	return forms[len(forms)-1]
}

// barWidth returns how many cells wide each of n bars is.
func barWidth(w, n int) int {
	return min(max((w-2)/max(n, 1), 1), 3)
}

// follow moves the window so that the cursor's item is in it.
func (p *facetPane) follow(a *App) {
	h := a.facetBody().h
	if h == 0 {
		return
	}
	lines, at := facetLines(a.reader.Items()), a.reader.FacetCursor()
	first, last := -1, 0
	for i, l := range lines {
		if l.item == at {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if p.top > max(0, first) {
		if p.top = max(0, first); first == 1 {
			p.top = 0 // with the first heading
		}
	}
	p.top = max(p.top, last-h+1)
	p.top = min(max(p.top, 0), max(0, len(lines)-h))
}

// facetsWidth returns how many cells the facets need.
func (a *App) facetsWidth() int { return 28 }

// draw returns the lines of the facets' pane.
func (p *facetPane) draw(a *App) []string {
	r := a.facetBody()
	var out []string
	items, here := a.reader.Items(), a.reader.FacetCursor()
	lines := facetLines(items)
	var histogram []string
	for i := range r.h {
		text := ""
		if at := p.top + i; at < len(lines) {
			switch l := lines[at]; {
			case l.heading != "":
				text = " " + a.st.Month.Render(l.heading)
			case l.item < 0:
			case items[l.item].Kind == model.HistogramItem:
				if histogram == nil {
					histogram = a.histogram(r.w, l.item == here)
				}
				text = histogram[l.part]
			default:
				text = a.facetItem(items[l.item], l.item == here, r.w)
			}
		}
		out = append(out, a.st.fit(text, r.w))
	}
	return out
}
