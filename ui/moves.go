package ui

import (
	tea "charm.land/bubbletea/v2"
)

// Moving is the same in each place: a cursor among lines, of which a page is
// seen. In a page, and in an overlay, the first line of the window is the cursor.

// lines returns where the cursor is, among how many lines, and how many of them a page is.
func (a *App) lines() (at, n, page int) {
	r := a.reader
	switch a.place() {
	case inOverlay:
		return a.overlay.top, a.overlay.last(a) + 1, a.overlayHeight() - 1
	case inMenu:
		_, items, at := r.Menu()
		return at, len(items), a.layout.list.h / 3
	case inPage:
		if page := a.page(); page != nil {
			n = len(page.lines)
		}
		return a.release.top, n, a.layout.release.h - 1
	case inFacets:
		return r.FacetCursor(), len(r.Items()), a.facetBody().h - 1
	}
	return r.Cursor(), r.Listing().Len(), a.listPage()
}

// moveTo puts the cursor on a line, or on the nearest there is.
func (a *App) moveTo(i int) tea.Cmd {
	switch r := a.reader; a.place() {
	case inOverlay:
		a.overlay.scroll(a, i-a.overlay.top)
	case inMenu:
		r.MoveMenu(i)
	case inPage:
		return a.release.scroll(a, i-a.release.top)
	case inFacets:
		r.MoveFacet(i)
	default:
		return r.MoveTo(i)
	}
	return nil
}

func (a *App) moveBy(t times) tea.Cmd {
	at, _, _ := a.lines()
	return a.moveTo(at + t.step())
}

func (a *App) movePages(t times) tea.Cmd {
	at, _, page := a.lines()
	return a.moveTo(at + t.step()*max(page, 1))
}

func (a *App) moveHalves(t times) tea.Cmd {
	at, _, page := a.lines()
	return a.moveTo(at + t.step()*max(page/2, 1))
}

// toBeginning goes to the first line, or to that of the number typed; gg is g.
func (a *App) toBeginning(t times) tea.Cmd {
	if t.n == 0 && t.again {
		return nil
	}
	return a.moveTo(t.or1() - 1)
}

// toEnd goes to the last line, or to that of the number typed.
func (a *App) toEnd(t times) tea.Cmd {
	if t.n > 0 {
		return a.moveTo(t.n - 1)
	}
	_, n, _ := a.lines()
	return a.moveTo(n - 1)
}

// readOn goes a page down, and from the end to the next release.
func (a *App) readOn(t times) tea.Cmd {
	if page := a.page(); page != nil && !page.part && a.release.top >= a.release.last(a, page) && t.n == 0 {
		cmd := tea.Batch(a.reader.ReadToEnd(), a.stepReleases(t))
		if a.note == "" { // there is one
			a.reader.SavePlace(a.reader.Shown().ID, 0)
		}
		return cmd
	}
	return a.movePages(t)
}

// window returns the item of each line in the list, the facets or the menu, -1 for none, the
// first line in sight, and how many are.
func (a *App) window() (items []int, top *int, h int) {
	switch a.place() {
	case inMenu:
		return itemsOf(a.menuLines(a.layout.list.w)), &a.menu.top, a.layout.list.h - a.menuHead()
	case inFacets:
		return itemsOf(a.facetLines(a.reader.Items(), a.layout.facets.w)), &a.facets.top, a.facetBody().h
	}
	f := a.listForm()
	for _, l := range a.list.lines(a, f) { // of the list those in sight alone
		if l.part == headingPart {
			l.row = -1
		}
		items = append(items, l.row)
	}
	return items, new(int), f.h
}

// seen returns the rows of the list, the facets or the menu that are seen whole.
func (a *App) seen() (rows []int) {
	all, top, h := a.window()
	for from, to := 0, 0; from < len(all); from = to {
		for to < len(all) && all[to] == all[from] {
			to++
		}
		if all[from] >= 0 && from >= *top && to <= *top+h {
			rows = append(rows, all[from])
		}
	}
	return rows
}

// toScreen goes to the top, middle or bottom of the screen, or as many rows from there as was typed.
func (a *App) toScreen(t times) tea.Cmd {
	rows := a.seen()
	if len(rows) == 0 {
		return nil
	}
	i := len(rows) / 2
	switch t.by {
	case -1:
		i = min(t.or1(), len(rows)) - 1
	case 1:
		i = len(rows) - min(t.or1(), len(rows))
	}
	return a.moveTo(rows[i])
}

// scrollBy moves the window by lines, and the cursor only where it would be left behind.
func (a *App) scrollBy(t times) tea.Cmd {
	by := t.step()
	switch a.place() {
	case inPage, inOverlay:
		return a.moveBy(t)
	case inMenu, inFacets:
		items, top, h := a.window()
		*top = min(max(*top+by, 0), max(0, len(items)-h))
	default:
		last := a.reader.Listing().Len() - 1
		if last < 0 {
			return nil
		}
		a.list.top = min(max(a.list.top+by, 0), a.list.earliest(a, a.listForm(), last, a.listForm().h))
	}
	rows := a.seen()
	if len(rows) == 0 {
		return nil
	}
	at, _, _ := a.lines()
	return a.moveTo(min(max(at, rows[0]), rows[len(rows)-1]))
}

// scrollPage scrolls the page that stands beside where keys go.
func (a *App) scrollPage(t times) tea.Cmd {
	if a.layout.release.empty() {
		return a.say("No page is seen here: Enter reads the release.")
	}
	return a.release.scroll(a, t.step())
}

// moveParts goes to the next paragraph, month, section or facet, or with -1 to the one before.
func (a *App) moveParts(t times) tea.Cmd {
	at, count, _ := a.lines()
	for range min(t.or1(), count) {
		at = a.part(at, count, t.by)
	}
	return a.moveTo(at)
}

// part returns where the next part of the present place begins, behind or before line at of count.
func (a *App) part(at, count, n int) int {
	if a.place() == inList {
		if n < 0 {
			from, _ := a.reader.Part(max(at-1, 0))
			return from
		}
		_, to := a.reader.Part(at)
		return to
	}
	begins := func(i int) bool {
		if a.place() == inPage {
			plain := a.page().plain
			return plain[i] != "" && plain[i-1] == ""
		}
		items := a.reader.Items()
		return items[i].Heading() != items[i-1].Heading()
	}
	for at += n; at > 0 && at < count && !begins(at); at += n {
	}
	return min(max(at, 0), max(count-1, 0))
}
