package ui

import (
	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// wheelLines is how far one notch of the wheel scrolls.
const wheelLines = 3

// onMouse scrolls what the wheel is over, selects or opens what is clicked, and drags lines between panes.
func (a *App) onMouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	if a.layout.tooSmall {
		return nil
	}
	a.count, a.before = 0, ""
	if cmd, is := a.drag(msg); is {
		return cmd
	}
	switch msg.(type) {
	case tea.MouseWheelMsg:
		n := wheelLines
		switch m.Button {
		case tea.MouseWheelUp:
			n = -n
		case tea.MouseWheelDown:
		default:
			return nil
		}
		return a.wheel(m.X, m.Y, n)
	case tea.MouseClickMsg:
		if m.Button == tea.MouseLeft {
			lines := a.message()
			a.passMessage()
			a.note, a.warning = "", false
			if a.layout.footer.contains(m.X, m.Y) {
				return a.clickFooter(m.X, lines[len(lines)-1])
			}
			if a.place() == inPrompt && (m.Y == 0 || a.overChoices(m.Y)) {
				return a.clickChoice(m.Y)
			}
			return a.click(m.X, m.Y)
		}
	}
	return nil
}

func (a *App) wheel(x, y, n int) tea.Cmd {
	l, r := &a.layout, a.reader
	switch {
	case a.place() == inPrompt && a.overChoices(y):
		a.choices.move(n / wheelLines)
	case r.Overlay() != model.NoOverlay:
		a.overlay.scroll(a, n)
	case l.list.contains(x, y) && a.menuUp():
		_, _, at := r.Menu()
		r.MoveMenu(at + n/wheelLines)
	case l.list.contains(x, y):
		return r.MoveTo(r.Cursor() + n/wheelLines)
	case l.facets.contains(x, y):
		r.MoveFacet(r.FacetCursor() + n/wheelLines)
	case l.release.contains(x, y):
		return a.release.scroll(a, n)
	}
	return nil
}

func (a *App) click(x, y int) tea.Cmd {
	l, r := &a.layout, a.reader
	if r.Overlay() != model.NoOverlay {
		return nil
	}
	if r.Prompt() != model.NoPrompt && r.Prompt() != model.FilterPrompt {
		r.CancelPrompt()
	}
	if a.menuUp() {
		if l.list.contains(x, y) {
			return a.clickMenu(y - l.list.y)
		}
		r.CloseMenu()
	}
	switch {
	case l.list.contains(x, y):
		return a.clickList(x-l.list.x, y-l.list.y)
	case l.facets.contains(x, y):
		return a.clickFacets(x-l.facets.x, y-l.facets.y)
	case l.release.contains(x, y):
		if n, is := a.namedAt(x-l.release.x, y-l.release.y); is {
			return r.GoToName(n)
		}
		if r.Focus() != model.ReleasePane {
			r.Open()
		}
	}
	return nil
}

// namedAt returns the name in a cell of the release's pane, below the headline.
func (a *App) namedAt(x, y int) (n model.Organisation, is bool) {
	page, r := a.page(), a.reader.Shown()
	if page == nil || page.facts < 0 || page.facts != a.release.top+y {
		return n, false
	}
	measure, margin := measureOf(a.layout.release.w, a.layout.single)
	lead := a.st.Width(page.lines[page.facts])
	for _, s := range a.namedSpans(r, measure-lead) {
		if at := x - margin - lead; at >= s.from && at < s.to {
			return s.Organisation, true
		}
	}
	return n, false
}

// clickList takes a chip off, selects a row, or opens the selected one, at a place in the list's pane.
func (a *App) clickList(x, y int) tea.Cmd {
	r := a.reader
	head := a.listHeadLines()
	if y < head {
		chips := a.chipLines()
		if at := y - (head - len(chips)); at >= 0 && at < len(chips) {
			for _, c := range chips[at] {
				if x >= c.from && x < c.to {
					return r.RemoveChip(c.index)
				}
			}
		}
		if r.Prompt() == model.NoPrompt {
			r.Enter(model.ListPane)
		}
		return nil
	}
	lines := a.list.lines(a, a.listForm())
	if y-head >= len(lines) {
		return nil
	}
	line := lines[y-head]
	if line.row == blankLine || line.part == headingPart {
		r.Enter(model.ListPane)
		return nil
	}
	again := line.row == r.Cursor() && r.Focus() == model.ListPane
	if r.Prompt() == model.FilterPrompt {
		r.EndPrompt()
	}
	r.Enter(model.ListPane)
	cmd := r.MoveTo(line.row)
	if again {
		a.open()
	}
	return cmd
}

// clickFacets chooses the value, or the bar, that was clicked.
func (a *App) clickFacets(x, y int) tea.Cmd {
	r := a.reader
	if r.Prompt() == model.FilterPrompt {
		r.EndPrompt()
	}
	r.Enter(model.FacetPane)
	lines := a.facetLines(r.Items(), a.layout.facets.w)
	at := a.facets.top + y
	if at >= len(lines) || lines[at].item < 0 {
		return nil
	}
	r.MoveFacet(lines[at].item)
	it := r.Items()[lines[at].item]
	bars := a.bars()
	switch it.Kind {
	case model.SearchItem:
		return a.chooseSearch(it.Name)
	case model.HistogramItem:
		step, _ := barWidth(a.layout.facets.w, len(bars))
		i := (x - 1) / step
		if x < 1 || i >= len(bars) || lines[at].part > barRows {
			return nil
		}
		r.MoveBar(bars, i)
	case model.YearItem, model.MonthItem:
		if x >= facetLead && x <= facetLead+2 { // on the sign that opens and shuts
			r.OpenItem(!it.Open)
			return nil
		}
	}
	return r.ToggleItem(bars)
}

func (a *App) toggleMouse(times) tea.Cmd {
	a.mouse = !a.mouse
	a.note = "The mouse is off: mark text with it. Ctrl-t turns it on."
	if a.mouse {
		a.note = "The mouse is on."
	}
	return nil
}
