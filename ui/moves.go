package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
	"pressroom/ui/screen"
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

// stepReleases goes to another release of the list.
func (a *App) stepReleases(t times) tea.Cmd {
	r := a.reader
	if !r.Step(t.step()) {
		a.note = map[int]string{1: "This is the last release of the list.", -1: "This is the first release of the list."}[t.by]
	} else {
		a.readUnder()
	}
	return nil
}

func (a *App) openRelease(times) tea.Cmd {
	if a.reader.Listing().Len() == 0 && a.suggestion() != nil {
		return a.acceptSuggestion()
	}
	a.open()
	return nil
}

// open opens the release under the cursor, where it was read or at the first place found.
func (a *App) open() {
	r := a.reader
	if r.Listing().Len() == 0 {
		a.note = "The list is empty: there is nothing to read."
		return
	}
	a.release.search = pageSearch{}
	under := r.At(r.Cursor())
	a.release.goTo(r.Listing().Query.Sought(), under.ID)
	if r.IsCorrected(under.Number) {
		a.note = "Corrected since you read it: v shows what changed."
	}
	r.Open()
}

// readUnder has the release under the cursor begin at the first place found, if it is being read.
func (a *App) readUnder() {
	if r := a.reader; r.Focus() == model.ReleasePane {
		a.release.goTo(r.Listing().Query.Sought(), r.At(r.Cursor()).ID)
	}
}

// turn lets keys go to the next pane, or with -1 to the previous one.
func (a *App) turn(t times) tea.Cmd {
	order := []model.Pane{model.ListPane, model.ReleasePane, model.FacetPane}
	at := slices.Index(order, a.reader.Focus())
	a.reader.Enter(order[wrapped(at+t.by, len(order))])
	return nil
}

// wrapped returns place i of n, counted on from the other end where it is beyond one.
func wrapped(i, n int) int { return (i%n + n) % n }

// goBack goes to the view before, or with -1 to the one after it again.
func (a *App) goBack(t times) tea.Cmd {
	if t.by > 0 && a.reader.LeaveEdition() {
		return nil
	}
	cmd, there := a.reader.GoBack(t.step())
	if !there {
		return a.say(map[int]string{1: "This is where it began.", -1: "This is the last view."}[t.by])
	}
	a.release.search, a.release.jump, a.release.drawn = pageSearch{}, 0, false
	return cmd
}

func (a *App) oneBack(times) tea.Cmd {
	_, cmd := a.reader.Back()
	return cmd
}

// escape takes back what was typed or searched for last, or goes one level back.
func (a *App) escape(times) tea.Cmd {
	r := a.reader
	switch in := a.place(); {
	case in == inOverlay && a.overlay.words != "":
		a.overlay.search("")
		return nil
	case in == inPage && a.release.search.words != "":
		a.release.search = pageSearch{}
		return nil
	case in == inFacets && r.FacetWords() != "":
		r.FindFacet("")
		return nil
	case in == inList && a.o.Pick && r.Text() == "":
		return tea.Quit
	}
	left, cmd := r.Back()
	if !left {
		a.note = "q quits."
		if r.Query().Faceted() {
			a.note = "X clears the chosen facets."
		}
	}
	return cmd
}

// quitHere goes one level back, and quits from the list.
func (a *App) quitHere(times) tea.Cmd {
	if a.place()&(inList|inNothing) != 0 {
		return tea.Quit
	}
	return a.oneBack(times{})
}

// quitByTwo quits at the second of two keys.
func (a *App) quitByTwo(t times) tea.Cmd {
	if t.again {
		return tea.Quit
	}
	return a.say("Press Z again to quit.")
}

func (a *App) quit(times) tea.Cmd { return tea.Quit }

func (a *App) suspend(times) tea.Cmd { return tea.Suspend }

// redraw draws the screen anew, and lists what is asked for by the marks as they are now.
func (a *App) redraw(times) tea.Cmd {
	return tea.Batch(func() tea.Msg { return screen.Redraw{} }, a.reader.AskAgain())
}
