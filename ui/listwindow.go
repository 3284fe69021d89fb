package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// listPane draws the list: a window on the rows, so that a million cost no more than ten.
type listPane struct {
	top   int // the row that the window begins with
	end   int // the row behind the last one in it
	until int // rows from here on are drawn when the cursor has come to rest

	of    *model.Listing // what was in the window last
	h     int            // and its lines
	under string         // the ID of the release under the cursor then
	line  int            // and where its row began
}

// follow moves the window so that the cursor is in it, and asks for the snippets in sight.
func (p *listPane) follow(a *App) tea.Cmd {
	f := a.listForm()
	l := a.reader.Listing()
	n, cursor := l.Len(), a.reader.Cursor()
	switch {
	case a.reader.AtRest() || !a.focused(model.ListPane) || l != p.of || f.h != p.h || cursor > p.end:
		p.until = n
	case cursor == p.end:
		p.until = cursor + 1
	}
	before := p.of
	p.of, p.h = l, f.h
	if n == 0 || f.h == 0 {
		return nil
	}
	p.top = min(max(p.top, 0), n-1)
	under := a.reader.At(cursor).ID
	if l != before && under == p.under && p.top > 0 { // it stays in its line, whatever comes above it
		p.top = p.earliest(a, f, cursor, p.line+a.sizeOf(f, cursor))
	}
	if cursor < p.top {
		p.top = cursor
	} else {
		p.top = max(p.top, p.earliest(a, f, cursor, f.h))
		// No empty space below the last row while there are rows above.
		if p.top > 0 && cursor == n-1 {
			p.top = min(p.top, p.earliest(a, f, cursor, f.h))
		}
	}
	lines := p.lines(a, f)
	p.end = p.top + p.seen(lines)
	p.under, p.line = under, slices.Index(lines, listLine{cursor, 0})
	if f.hit == 0 {
		return nil
	}
	return a.reader.WantSnippets(p.top, p.top+f.h)
}

// earliest returns the first row of the earliest window of h lines that has row last whole.
func (p *listPane) earliest(a *App, f listForm, last, h int) int {
	first, lines := last, 0
	for i := last; i >= 0; i-- {
		lines += a.sizeOf(f, i)
		if lines+a.above(f, i, i) > h {
			break
		}
		first = i
		lines += a.above(f, i, -1)
	}
	return first
}

// seen returns how many rows the window has.
func (p *listPane) seen(lines []listLine) int {
	n := 0
	for _, l := range lines {
		if l.row >= 0 && l.part == 0 {
			n++
		}
	}
	return max(n, 1)
}

// listPage returns how many rows a page of the list is.
func (a *App) listPage() int {
	return max(1, a.list.seen(a.list.lines(a, a.listForm()))-1)
}

// thumb returns where the window stands in the list.
func (p *listPane) thumb(a *App, f listForm, lines []listLine) thumb {
	n := a.reader.Listing().Len()
	if n > exactRows {
		return thumbOf(f.h, n, p.top, p.seen(lines))
	}
	total, above := 0, 0
	for i := range n {
		if i == p.top {
			above = total
		}
		total += a.above(f, i, 0)
		total += a.sizeOf(f, i)
	}
	return thumbOf(f.h, total, above, f.h)
}
