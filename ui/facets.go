package ui

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/model"
)

// facetPane draws the facets: histogram, categories, dates, and the names in the releases.
type facetPane struct {
	top int // first line of the window
}

// itemLine is a line of the facets or of a menu: of an item, or with item -1 a heading, a text or a blank.
type itemLine struct {
	item    int
	part    int    // of the facets, which line of the histogram
	heading string // of the facets
	text    string // of a menu the line as it is drawn; else the item's label, or that there is none
}

// itemsOf returns the item of each line, -1 for none.
func itemsOf(lines []itemLine) (items []int) {
	for _, l := range lines {
		items = append(items, l.item)
	}
	return items
}

// facetSection is a facet as the pane shows it.
type facetSection struct {
	heading string
	named   bool // its values come and go with what is listed
}

// histogramHeading stands above the histogram.
var histogramHeading = model.Item{Kind: model.HistogramItem}.Heading()

// facetSections returns the sections of the pane.
func (a *App) facetSections() []facetSection {
	var list []facetSection
	if len(a.reader.Searches()) > 0 {
		list = append(list, facetSection{model.SavedHeading, false})
	}
	list = append(list, facetSection{histogramHeading, false})
	if a.reader.Marking() {
		list = append(list, facetSection{model.MarksHeading, false})
	}
	list = append(list, facetSection{data.Facets[data.Category].Title, false}, facetSection{model.Item{Kind: model.YearItem}.Heading(), false})
	for _, f := range a.reader.Library().Facets() {
		if f != data.Category {
			list = append(list, facetSection{data.Facets[f].Title, data.Facets[f].Named})
		}
	}
	return list
}

// Cells of a value's line before its label (cursor, check mark, space) and behind its count.
const facetLead, facetTail = 3, 1 + edgeWidth

// facetBody returns the part of the pane that shows lines, above what is looked for.
func (a *App) facetBody() rect {
	r := a.layout.facets
	if a.facetFinding() && r.h > 1 {
		r.h--
	}
	return r
}

func (a *App) facetFinding() bool { return a.reader.FacetWords() != "" }

// facetsWidth returns how many cells the facets need, whatever is listed: the panes stay where they are.
func (a *App) facetsWidth() int {
	const namesWidth, looked = 32, 100
	lib, w := a.reader.Library(), minFacets
	line := func(label string) int { return facetLead + a.st.Width(label) + len(thousands(lib.Len())) + facetTail }
	categories, sources := lib.Values(data.Category), lib.Values(data.Source)
	for _, c := range categories[:min(looked, len(categories))] {
		w = max(w, line(model.CategoryName(c)))
	}
	if len(sources) > 1 {
		for _, s := range sources[:min(looked, len(sources))] {
			w = max(w, min(line(s), namesWidth))
		}
	}
	if lib.HasNames() {
		w = max(w, namesWidth)
	}
	return w
}

// facetLines returns every line of the pane. Sections whose values come and go keep the lines that they usually need.
func (a *App) facetLines(items []model.Item, w int) []itemLine {
	lines := make([]itemLine, 0, len(items)+24)
	blank := itemLine{item: -1}
	sections, labels := a.facetSections(), a.facetLabels(items, w)
	for n, s := range sections {
		if a.facetFinding() && !slices.ContainsFunc(items, func(it model.Item) bool { return it.Heading() == s.heading }) {
			continue // of what is looked for, it has nothing
		}
		if len(lines) > 0 {
			lines = append(lines, blank)
		}
		at := len(lines)
		lines = append(lines, itemLine{item: -1, heading: s.heading})
		for i, it := range items {
			if it.Heading() != s.heading {
				continue
			}
			if it.Partial {
				lines[at].heading = s.heading + " (not all)"
			}
			if it.Kind == model.HistogramItem {
				for part := range histogramHeight {
					lines = append(lines, itemLine{item: i, part: part})
				}
				continue
			}
			lines = append(lines, itemLine{item: i, text: labels[i]})
		}
		if s.named && len(lines)-at == 1 && a.reader.Listing().Named() && !a.facetFinding() {
			lines = append(lines, itemLine{item: -1, text: "none"})
		}
		for s.named && !a.facetFinding() && n < len(sections)-1 && len(lines)-at <= model.MostNames+1 {
			lines = append(lines, blank)
		}
	}
	return append(lines, a.noneFound(items)...)
}

// noneFound returns the lines that say that no value has what is looked for.
func (a *App) noneFound(items []model.Item) []itemLine {
	isValue := func(it model.Item) bool { return it.Kind != model.HistogramItem }
	if !a.facetFinding() || slices.ContainsFunc(items, isValue) {
		return nil
	}
	return []itemLine{{item: -1}, {item: -1, text: "no value has " + a.reader.FacetWords()}}
}

// facetItem draws the line of a value: its label and its count.
func (a *App) facetItem(it model.Item, label string, here bool, w int) string {
	st := a.st
	here = here && a.focused(model.FacetPane)
	mark, base, dim := st.atCursor(here)
	style := base
	switch {
	case here:
	case it.Chosen:
		style = st.Chip
	case it.Kind == model.MoreItem:
		style = st.Accent
	case it.Count == 0:
		style = st.Dim
	}
	sign, count := " ", ""
	switch {
	case it.Chosen:
		sign = st.Sign.check
	case it.Within:
		sign = st.Sign.dash
	}
	if known := a.reader.Listing().Known() || it.Kind == model.SearchItem; known && it.Count >= 0 && it.Kind != model.MoreItem {
		count = countOf(it)
	}
	text := st.Truncate(label, max(w-facetLead-facetTail-len(count), 1), st.Sign.more)
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
	left := mark + base.Render(sign+" "+indent) + style.Render(text[len(indent):])
	gap := max(0, w-edgeWidth-st.Width(left)-len(count))
	if count == "" {
		return left + st.blank(base, gap)
	}
	return left + base.Render(strings.Repeat(" ", gap)) + dim.Render(count)
}

func countOf(it model.Item) string {
	if it.Kind == model.SearchItem {
		return foundBy(it.Found)
	}
	return thousands(it.Count)
}

// follow moves the window so that the cursor's item is in it.
func (p *facetPane) follow(a *App) {
	if h := a.facetBody().h; h > 0 {
		p.top = follow(p.top, h, itemsOf(a.facetLines(a.reader.Items(), a.layout.facets.w)), a.reader.FacetCursor())
	}
}

func (p *facetPane) draw(a *App) []string {
	r, st := a.facetBody(), a.st
	items, here := a.reader.Items(), a.reader.FacetCursor()
	lines := a.facetLines(items, r.w)
	mark := thumbOf(r.h, len(lines), p.top, r.h)
	var histogram []string
	var out []string
	for i := range r.h {
		text := ""
		if at := p.top + i; at < len(lines) {
			switch l := lines[at]; {
			case l.heading == histogramHeading:
				text = st.spread(" "+st.Head.Render(l.heading), st.Dim.Render(a.histogramLabel(r.w-len(l.heading)-2-edgeWidth)), r.w-edgeWidth)
			case l.heading == model.SavedHeading && a.reader.Marking():
				text = st.spread(" "+st.Head.Render(l.heading), st.Dim.Render("unread/all"), r.w-edgeWidth)
			case l.heading != "":
				text = " " + st.Head.Render(l.heading)
			case l.item < 0:
				text = strings.Repeat(" ", facetLead) + st.Dim.Render(l.text)
			case items[l.item].Kind == model.HistogramItem:
				if histogram == nil {
					histogram = a.histogram(r.w, l.item == here)
				}
				text = histogram[l.part]
			default:
				text = a.facetItem(items[l.item], l.text, l.item == here, r.w)
			}
		}
		if text = st.fit(text, r.w); i >= mark.from && i < mark.to && a.focused(model.FacetPane) {
			text = st.Fit(text, r.w-1, "") + st.Sign.thumb
		}
		out = append(out, text)
	}
	if len(out) < a.layout.facets.h {
		out = append(out, st.fit(" /"+a.reader.FacetWords()+st.Dim.Render("  Esc shows all"), r.w))
	}
	return out
}

// facetLabels returns the items' labels for a pane of w cells: those cut that are too long, each in another way.
func (a *App) facetLabels(items []model.Item, w int) []string {
	type label struct{ heading, text string }
	labels, alike := make([]string, len(items)), map[label]int{}
	room := func(it model.Item) int { return max(w-facetLead-len(countOf(it))-facetTail, 8) }
	for i, it := range items {
		labels[i] = a.facetLabel(it, room(it))
		alike[label{it.Heading(), labels[i]}]++
	}
	for i, it := range items {
		if it.Kind == model.ValueItem && labels[i] != it.Label && alike[label{it.Heading(), labels[i]}] > 1 {
			labels[i] = a.cutFront(it.Label, room(it))
		}
	}
	return labels
}

// facetLabel returns the label of an item in w cells.
func (a *App) facetLabel(it model.Item, w int) string {
	st := a.st
	switch it.Kind {
	case model.YearItem, model.MonthItem:
		sign := st.Sign.shut
		if it.Open {
			sign = st.Sign.open
		}
		return strings.Repeat(" ", int(it.Kind-model.YearItem)) + sign + " " + it.Label
	case model.DayItem:
		return strings.Repeat(" ", 3) + it.Label
	case model.MoreItem:
		switch {
		case !it.Open:
			return "+ " + thousands(it.Count) + " more"
		case it.Count > 0:
			return st.Sign.dash + " fewer (" + thousands(it.Count) + " are left out)"
		}
		return st.Sign.dash + " fewer"
	}
	if st.Width(it.Label) > w {
		return cmp.Or(a.cutMiddle(it.Label, w), st.Truncate(it.Label, w, st.Sign.more))
	}
	return it.Label
}

// cutFront returns the end of a label that stands in w cells.
func (a *App) cutFront(label string, w int) string {
	for i := range label {
		if cut := a.st.Sign.more + label[i:]; a.st.Width(cut) <= w {
			return cut
		}
	}
	return label
}

// cutMiddle leaves words out of the middle of a label, "" where not even its first and last word fit w cells.
func (a *App) cutMiddle(label string, w int) (cut string) {
	words := strings.Fields(label)
	const small = 3 // letters of a word that joins others: none stands beside the cut
	for from := 1; from < len(words)-1; from++ {
		if len(words[from-1]) <= small && from > 1 {
			continue
		}
		for to := len(words) - 1; to > from; to-- {
			if len(words[to]) <= small && to < len(words)-1 {
				continue
			}
			text := strings.Join(words[:from], " ") + " " + a.st.Sign.more + " " + strings.Join(words[to:], " ")
			if n := a.st.Width(text); n <= w && n > a.st.Width(cut) {
				cut = text
			}
		}
	}
	return cut
}

func (a *App) toggleFacets(times) tea.Cmd {
	to := model.FacetPane
	if a.reader.Focus() == to {
		to = model.ListPane
	}
	a.reader.Enter(to)
	return nil
}

func (a *App) toggleItem(times) tea.Cmd {
	if it := a.reader.Items()[a.reader.FacetCursor()]; it.Kind == model.SearchItem {
		return a.chooseSearch(it.Name)
	}
	return a.reader.ToggleItem(a.bars())
}

// expand shows the parts of a year or month, or hides them; on the histogram it goes to another bar.
func (a *App) expand(t times) tea.Cmd {
	if bars := a.bars(); onHistogram(a) {
		a.reader.MoveBar(bars, a.reader.BarCursor(bars)+t.step())
	} else {
		a.reader.OpenItem(t.by > 0)
	}
	return nil
}

func (a *App) markBar(times) tea.Cmd {
	if !onHistogram(a) {
		return a.say("v marks a span of bars: they are at the top.")
	}
	a.reader.MarkBar()
	return nil
}

func (a *App) clearFacets(times) tea.Cmd {
	if !a.reader.Query().Faceted() {
		a.note = "No facet is chosen."
	}
	return a.reader.ClearFacets()
}

// removeLast takes the facets off that were chosen last.
func (a *App) removeLast(t times) tea.Cmd {
	if !a.reader.Query().Faceted() {
		a.note = "No facet is chosen."
	}
	return a.reader.RemoveChips(t.or1())
}
