package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/model"
)

// listPane draws the releases that are listed: a window on the rows, so that
// a frame costs the same for ten and for a million.
type listPane struct {
	top int // the row that the window begins with
}

// The sizes at which a row of the list changes its form.
const (
	oneLineWidth  = 72 // from this width date, category and headline share a line
	twoLineHeight = 12 // from this height a narrower row takes two lines
	groupHeight   = 12 // from this height months have headings
	snippetHeight = 6  // from this height hits in texts have a snippet
	wholeHeight   = 18 // and from this height their headlines have two lines, too
	fullDateWidth = 36 // narrower rows leave the year out
	maxCategory   = 24 // cells of a category at most
	minCategory   = 6  // fewer are not worth drawing
)

// listForm is how the rows are drawn in a window of a size.
type listForm struct {
	w, h    int
	rowSize int  // lines of a row
	hitSize int  // lines of a row that matches in its text alone: with a snippet
	grouped bool // headings for months
	facts   int  // width of the category's column, 0 for none
}

func (a *App) listForm() listForm {
	r := a.listRows()
	f := listForm{w: r.w, h: r.h, rowSize: 1, hitSize: 1}
	if r.h >= snippetHeight {
		f.hitSize = 2
	}
	if r.w < oneLineWidth && r.h >= twoLineHeight {
		f.rowSize = 2
	}
	if f.rowSize == 2 && r.h >= wholeHeight {
		f.hitSize = 3
	}
	f.grouped = r.h >= groupHeight && !a.reader.Listing().Ranked()
	categories := a.reader.Library().Categories()
	if len(categories) == 1 && categories[0] == "" { // a board without them
		categories = nil
	}
	for _, c := range categories {
		f.facts = max(f.facts, a.st.Width(model.CategoryName(c)))
	}
	most := maxCategory
	switch {
	case f.rowSize == 2:
		most = max(8, f.w/5) // "Industry"
	case r.w < oneLineWidth:
		most = min(12, f.w/5)
	}
	if f.facts = min(f.facts, most); f.facts < minCategory {
		f.facts = 0
	}
	return f
}

// listRows returns the part of the list's pane that shows rows: below the
// heading, the filter and the chips.
func (a *App) listRows() rect {
	r := a.layout.list
	used := a.listHeadLines()
	r.y += used
	r.h = max(0, r.h-used)
	return r
}

// listHeadLines is how many lines stand above the rows. In a very low pane
// the filter takes the heading's place.
func (a *App) listHeadLines() int {
	n := 1
	if a.layout.list.h < 6 {
		return n
	}
	if a.filterShown() {
		n++
	}
	return n + len(a.chipLines())
}

func (a *App) filterShown() bool {
	return a.reader.Prompt() == model.FilterPrompt || a.reader.Text() != ""
}

// month returns a number that differs between months.
func month(d data.Date) int { return int(d) / 100 }

// heading returns the heading that stands above row i of a window that begins
// with row top: its month, or that from here on releases match in their texts
// alone. It is "" where there is none.
func (a *App) heading(f listForm, i, top int) string {
	if from := a.reader.Listing().TextFrom(); i >= from {
		if i == from || i == top {
			return fmt.Sprintf("In the text: %s", thousands(a.reader.Listing().Len()-from))
		}
		return ""
	}
	d := a.reader.At(i).Date
	if f.grouped && (i == top || i == 0 || month(d) != month(a.reader.At(i-1).Date)) {
		return fmt.Sprintf("%s %d", d.Month(), d.Year())
	}
	return ""
}

// sizeOf returns how many lines row i has.
func (a *App) sizeOf(f listForm, i int) int {
	if i >= a.reader.Listing().TextFrom() {
		return f.hitSize
	}
	return f.rowSize
}

// follow moves the window so that the cursor is in it, and asks for the
// snippets in sight.
func (p *listPane) follow(a *App) tea.Cmd {
	f := a.listForm()
	n, cursor := a.reader.Listing().Len(), a.reader.Cursor()
	p.top = min(max(p.top, 0), max(0, n-1))
	if n == 0 || f.h == 0 {
		return nil
	}
	if cursor < p.top {
		p.top = cursor
	} else {
		p.top = max(p.top, p.earliest(a, f, cursor))
		// No empty space below the last row while there are rows above.
		if p.top > 0 && cursor == n-1 {
			p.top = min(p.top, p.earliest(a, f, cursor))
		}
	}
	if f.hitSize < 2 {
		return nil
	}
	return a.reader.WantSnippets(p.top, p.top+f.h)
}

// earliest returns the first row of the earliest window that still has row
// last in it, whole.
func (p *listPane) earliest(a *App, f listForm, last int) int {
	first, lines := last, 0
	for i := last; i >= 0; i-- {
		lines += a.sizeOf(f, i)
		top := 0
		if a.heading(f, i, i) != "" {
			top = 1
		}
		if lines+top > f.h {
			break
		}
		first = i
		if a.heading(f, i, -1) != "" {
			lines++
		}
	}
	return first
}

// listLine is a line of the window: a part of a row, the heading above a
// row, or blank.
type listLine struct{ row, part int }

const (
	blankLine   = -1 // as a listLine's row
	headingPart = -1 // as its part
)

// lines returns the lines of the window. Drawing and the mouse both go by it.
func (p *listPane) lines(a *App, f listForm) []listLine {
	lines := make([]listLine, 0, f.h+f.rowSize+1)
	for i := p.top; i < a.reader.Listing().Len() && len(lines) < f.h; i++ {
		if a.heading(f, i, p.top) != "" {
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

// page returns how many rows a page of the list is.
func (a *App) listPage() int {
	f := a.listForm()
	return max(1, (f.h-1)/f.rowSize)
}

// draw returns the lines of the list's pane.
func (p *listPane) draw(a *App) []string {
	out := a.listHead()
	f := a.listForm()
	if a.reader.Listing().Len() == 0 {
		return append(out, a.nothingListed(f.w, f.h)...)
	}
	var row []string
	for _, l := range p.lines(a, f) {
		switch {
		case l.row == blankLine:
			out = append(out, strings.Repeat(" ", f.w))
		case l.part == headingPart:
			out = append(out, a.st.fit(" "+a.st.Month.Render(a.heading(f, l.row, p.top)), f.w))
		default:
			if l.part == 0 {
				row = a.row(f, l.row)
			}
			out = append(out, row[l.part])
		}
	}
	return out
}

// listHead returns the lines above the rows.
func (a *App) listHead() []string {
	r, st := a.layout.list, a.st
	n := a.reader.Listing().Len()
	where := fmt.Sprintf("%s of %s", thousands(min(a.reader.Cursor()+1, n)), thousands(n))
	switch {
	case a.reader.Waiting():
		where = "searching" + st.Sign.more
	case !a.reader.Listing().Known():
		where = ""
	case n == 0:
		where = "0 of " + thousands(a.reader.Library().Len())
	}
	filter := st.spread(" / "+a.filterText(r.w-4-len(where)), " "+st.Dim.Render(where)+" ", r.w)
	if r.h < 6 && a.filterShown() {
		return []string{filter}
	}
	out := []string{a.paneHead(model.ListPane, "Releases", where, r.w)}
	if r.h < 6 {
		return out
	}
	if a.filterShown() {
		out = append(out, st.fit(" / "+a.filterText(r.w-4), r.w))
	}
	for _, line := range a.chipLines() {
		text := ""
		for _, c := range line {
			text += " " + st.Chip.Render(c.text)
		}
		out = append(out, st.fit(text, r.w))
	}
	return out
}

// filterText returns what is typed into the filter, its end in sight.
func (a *App) filterText(w int) string {
	if a.reader.Prompt() == model.FilterPrompt {
		return a.inputText()
	}
	return a.st.Lit.Render(a.st.Truncate(a.reader.Text(), max(w, 1), a.st.Sign.more))
}

// chip is a chosen facet above the list: which, and where on its line.
type chip struct {
	index, from, to int
	text            string
}

// maxChipLines bounds how much of the list's pane the chips take.
const maxChipLines = 3

// chipLines returns the chosen facets, numbered, on as many lines as they
// need. Those that find no room can still be taken off by number, and in the
// facets.
func (a *App) chipLines() [][]chip {
	w, st := a.layout.list.w, a.st
	var lines [][]chip
	x := w + 1
	for i, name := range a.reader.Chips() {
		number := fmt.Sprintf("%d ", i+1)
		if i >= 9 {
			number = ""
		}
		name = st.Truncate(name, max(w-len(number)-5, 1), st.Sign.more)
		text := st.Fit(" "+number+name+" "+st.Sign.times+" ", min(w-1, st.Width(number+name)+4), "")
		n := st.Width(text)
		if x+1+n > w {
			if len(lines) == maxChipLines {
				break
			}
			lines, x = append(lines, nil), 0
		}
		last := len(lines) - 1
		lines[last] = append(lines[last], chip{i, x + 1, x + 1 + n, text})
		x += 1 + n
	}
	return lines
}

// thousands writes n with its thousands parted.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
