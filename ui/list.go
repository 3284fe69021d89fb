package ui

import (
	"cmp"
	"fmt"
	"strings"

	"pressroom/data"
	"pressroom/model"
)

// The sizes at which the list changes its form.
const (
	maxList     = 110 // cells of a row at most: headlines are not longer
	maxCategory = 12  // cells of a category at most
	fullLines   = 3   // of a headline, at most
	fullHeight  = 10  // in fewer lines than this a headline has two
	shortHeight = 5   // and in fewer than this one
	groupHeight = 4   // from this height months have headings
	roomyHeight = 20  // and from this one a blank line before them
	dateWidth   = 48  // narrower rows leave the day out where they have the year
	exactRows   = 100 // up to so many rows are measured to know how many lines there are
)

// listForm is how the rows are drawn in a window of a size.
type listForm struct {
	w, h     int    // of the window, its right edge left out
	grouped  bool   // months have headings, and rows the day alone
	date     string // how a row's date is written, as time.Format takes it
	lead     int    // cells before a headline
	room     int    // cells of a headline's line
	lines    int    // a headline has at most
	chips    bool   // stand in the pane's heading: that of the first row is above it
	hit      int    // lines of a snippet, below a headline that does not match itself
	category int    // cells of the category's column, 0 for none
}

func (a *App) listForm() listForm {
	r := a.layout.list
	r.h = max(0, r.h-a.listHeadLines())
	f := listForm{w: min(r.w-edgeWidth, maxList), h: r.h, lines: fullLines, chips: a.chipsLead()}
	switch {
	case r.h < shortHeight:
		f.lines = 1
	case r.h < fullHeight:
		f.lines = 2
	}
	if f.grouped = r.h >= groupHeight && !a.reader.Listing().Ranked(); f.grouped {
		f.date = "_2"
	} else {
		f.date = a.dateForm(f.w)
	}
	f.lead = len(f.date) + 4 // the cursor's mark, two signs and a space
	f.room = max(f.w-f.lead, 1)
	if r.h >= shortHeight {
		f.hit = 1
		if a.listLines(f, 2) <= f.h {
			f.hit = 2
		}
	}
	if a.reader.Listing().Categories(a.reader.Library()) > 1 {
		for _, c := range a.reader.Library().Values(data.Category) {
			f.category = max(f.category, min(a.st.Width(model.CategoryName(c)), maxCategory))
		}
	}
	return f
}

// dateForm returns how a row of w cells has its date without a month above it, as time.Format takes it.
func (a *App) dateForm(w int) string {
	days := a.reader.Library().Days()
	switch {
	case len(days) > 0 && days[0].Year() == days[len(days)-1].Year():
		return "_2 Jan"
	case w < dateWidth:
		return "2006-01"
	}
	return "2006-01-02"
}

// listLines returns how many lines all rows have with snippets of hit lines; any number above f.h is too many.
func (a *App) listLines(f listForm, hit int) int {
	f.hit = hit
	n, lines := a.reader.Listing().Len(), 0
	if n > f.h {
		return n
	}
	for i := range n {
		lines += a.sizeOf(f, i)
		if lines += a.above(f, i, 0); i == 0 && a.heading(f, 0, 0) != "" && !a.headed(f, 0, 0) {
			lines++
		}
	}
	return lines
}

// listHeadLines is how many lines stand above the rows.
func (a *App) listHeadLines() int {
	switch {
	case a.layout.list.h < shortHeight:
		return 1
	case a.chipsLead():
		return len(a.chipLines())
	}
	return 1 + len(a.chipLines())
}

func (a *App) filterShown() bool { return a.reader.Text() != "" }

// month returns a number that differs between months.
func month(d data.Date) int { return int(d) / 100 }

// heading returns the month or section above row i of a window that begins with row top, "" for none.
func (a *App) heading(f listForm, i, top int) string {
	if s := a.reader.Listing().Section(i); s != model.InHeadlines {
		if from, end := a.reader.Listing().Range(s); i == from || i == top {
			return sectionNames[s] + ": " + thousands(end-from)
		}
		return ""
	}
	d := a.reader.At(i).Date
	if f.grouped && (i == top || i == 0 || month(d) != month(a.reader.At(i-1).Date)) {
		return fmt.Sprintf("%s %d", d.Month(), d.Year())
	}
	return ""
}

// sectionNames stand above the sections of a list that has several.
var sectionNames = [...]string{model.InTexts: "In the text", model.InsideWords: "Inside words", model.ScatteredLetters: "Letters of headlines"}

// headed reports whether row i has a line for its heading: that of the first may stand in the pane's heading.
func (a *App) headed(f listForm, i, top int) bool {
	return a.heading(f, i, top) != "" && (i != top || a.filterShown() || f.chips)
}

// above returns how many lines stand above row i: its heading, and perhaps a blank one.
func (a *App) above(f listForm, i, top int) int {
	switch {
	case !a.headed(f, i, top):
		return 0
	case i == top || f.h < roomyHeight:
		return 1
	}
	return 2
}

// sizeOf returns how many lines row i has.
func (a *App) sizeOf(f listForm, i int) int {
	n := min(len(a.st.WrapWords(a.reader.At(i).Title, f.room)), f.lines)
	if a.reader.Listing().HasPlaces(i) {
		n += f.hit
	}
	return n
}

// listLine is a line of the window: a part of a row, a heading, or blank.
type listLine struct{ row, part int }

const (
	blankLine   = -1 // as a listLine's row
	headingPart = -1 // as its part
)

// lines returns the lines of the window. Of the last row it has all or none: a part would read as all.
func (p *listPane) lines(a *App, f listForm) []listLine {
	lines := make([]listLine, 0, f.h+fullLines+3)
	for i := p.top; i < min(a.reader.Listing().Len(), p.until) && len(lines) < f.h; i++ {
		above := a.above(f, i, p.top)
		if f.h-len(lines)-above-a.sizeOf(f, i) < 0 && i > p.top {
			break
		}
		if above > 1 {
			lines = append(lines, listLine{blankLine, 0})
		}
		if above > 0 {
			lines = append(lines, listLine{i, headingPart})
		}
		for part := range a.sizeOf(f, i) {
			lines = append(lines, listLine{i, part})
		}
	}
	for len(lines) < f.h {
		lines = append(lines, listLine{blankLine, 0})
	}
	return lines[:f.h]
}

func (p *listPane) draw(a *App) []string {
	out := a.listHead()
	f, w := a.listForm(), a.layout.list.w
	if a.reader.Listing().Len() == 0 {
		return append(out, a.nothingListed(w, f.h)...)
	}
	lines := p.lines(a, f)
	mark := p.thumb(a, f, lines)
	var row []string
	for y, l := range lines {
		text := ""
		switch {
		case l.row == blankLine:
		case l.part == headingPart:
			text = " " + a.st.Head.Render(a.heading(f, l.row, p.top))
		default:
			if l.part == 0 {
				row = a.row(f, l.row)
			}
			text = row[l.part]
		}
		out = append(out, a.st.fit(text, w-edgeWidth)+a.edge(mark, y, model.ListPane))
	}
	return out
}

// listWhere returns where in the list the cursor is.
func (a *App) listWhere() string {
	n := a.reader.Listing().Len()
	switch {
	case a.reader.Waiting():
		return "searching" + a.st.Sign.more
	case !a.reader.Listing().Known():
		return ""
	case n == 0:
		return "0 of " + thousands(a.reader.Library().Len())
	}
	return fmt.Sprintf("%s of %s", thousands(a.reader.Cursor()+1), thousands(n))
}

// listEdge returns how many cells there are at the right of the rows.
func (a *App) listEdge() int { return max(edgeWidth, a.layout.list.w-maxList) }

// listHead returns the lines above the rows: what is asked for, the cursor's place, and the chips.
func (a *App) listHead() []string {
	r, st := a.layout.list, a.st
	n, where := a.reader.Listing().Len(), a.listWhere()
	style := st.Head
	if a.focused(model.ListPane) {
		style = st.Brand
	}
	left := " " + style.Render("Releases")
	switch {
	case a.reader.HasQueryError(): // what is listed is not what was typed
		asked := cmp.Or(a.reader.Query().String(), "all") // with what was chosen
		still := st.Dim
		if a.reader.QueryError() != nil { // typing has paused
			still = st.Warn
		}
		left = " " + still.Render("still") + " " + st.Highlight.Render(st.Truncate(asked, max(r.w-10-st.Width(where), 1), st.Sign.more))
	case a.filterShown():
		left = " / " + st.Highlight.Render(st.Truncate(a.reader.Text(), max(r.w-6-st.Width(where), 1), st.Sign.more))
	case a.chipsLead():
		left = ""
	case n > 0:
		if h := a.heading(a.listForm(), a.list.top, a.list.top); h != "" {
			left = " " + style.Render(h)
		}
	}
	right := " " + st.Dim.Render(where) + strings.Repeat(" ", a.listEdge())
	if r.h < shortHeight {
		return []string{st.spread(left, right, r.w)}
	}
	var out []string
	if !a.chipsLead() {
		out = append(out, st.spread(left, right, r.w))
	}
	for _, line := range a.chipLines() {
		text := ""
		for _, c := range line {
			text += " " + st.Chip.Render(c.text)
		}
		if len(out) == 0 {
			out = append(out, st.spread(text, right, r.w))
			continue
		}
		out = append(out, st.fit(text, r.w))
	}
	return out
}

// thousands writes n with its thousands parted.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// chip is a chosen facet above the list: which, and where on its line.
type chip struct {
	index, from, to int
	text            string
}

// maxChipLines bounds how much of the list's pane the chips take.
const maxChipLines = 3

// chipLines returns the chosen facets on as many lines as they need, at most [maxChipLines].
func (a *App) chipLines() [][]chip {
	st, most := a.st, min(maxChipLines, max(1, a.layout.list.h/4))
	var lines [][]chip
	room := func() int { // of the last line; the first one may stand beside the cursor's place
		if len(lines) == 1 && a.chipsLead() {
			return max(a.layout.list.w-st.Width(a.listWhere())-a.listEdge()-1, 1)
		}
		return a.layout.list.w
	}
	x := a.layout.list.w + 1
	for i, name := range a.reader.Chips() {
		if x+st.Width(name)+5 > room() {
			if len(lines) == most {
				break
			}
			lines, x = append(lines, nil), 0
		}
		w := room()
		name = st.Truncate(name, max(w-5, 1), st.Sign.more)
		text := st.Fit(" "+name+" "+st.Sign.times+" ", min(w-1, st.Width(name)+4), "")
		last := len(lines) - 1
		lines[last] = append(lines[last], chip{i, x + 1, x + 1 + st.Width(text), text})
		x += 1 + st.Width(text)
	}
	return lines
}

// chipsLead reports whether chips stand in the first line of the pane: where nothing is typed.
func (a *App) chipsLead() bool {
	return a.layout.list.h >= shortHeight && len(a.reader.Chips()) > 0 && !a.filterShown() && !a.reader.HasQueryError()
}
