package ui

import (
	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// widthStep is how many cells a key makes a pane wider or narrower.
const widthStep = 2

// widen makes the pane that keys go to wider, or with by -1 narrower: the line moves that
// parts it from the pane beside it.
func widen(by int) func(*App, times) tea.Cmd {
	return func(a *App, t times) tea.Cmd {
		right, n := model.FacetPane, by*t.or1()*widthStep
		if a.reader.Focus() != model.FacetPane {
			if _, is := a.layout.rule(model.ListPane); is {
				right = model.ListPane
			}
			if right == model.FacetPane || a.reader.Focus() == model.ReleasePane {
				n = -n // it is at the right of the line
			}
		}
		x, is := a.layout.rule(right)
		if !is {
			a.note = "There is no pane beside this one."
			return nil
		}
		before := a.layout
		a.reader.SetWidths(a.layout.moveRule(right, x+n, a.reader.Widths()))
		cmd := tea.Batch(a.settle(), a.reader.KeepWidths())
		if now, _ := a.layout.rule(right); now == x && a.layout == before {
			a.note = "It can be no wider."
			if by < 0 {
				a.note = "It can be no narrower."
			}
		}
		return cmd
	}
}

// usualWidths gives the panes the widths again that they have by themselves.
func (a *App) usualWidths(times) tea.Cmd {
	a.reader.SetWidths(model.Widths{})
	return a.reader.KeepWidths()
}

// drag moves a line between panes while the mouse's button is down. It reports whether
// the message was about that.
func (a *App) drag(msg tea.MouseMsg) (cmd tea.Cmd, is bool) {
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseClickMsg:
		right, is := a.layout.ruleAt(m.X, m.Y)
		if a.dragging = is && m.Button == tea.MouseLeft && a.reader.Overlay() == model.NoOverlay; a.dragging {
			a.draggedRule = right
		}
	case tea.MouseMotionMsg:
		if a.dragging {
			a.reader.SetWidths(a.layout.moveRule(a.draggedRule, m.X, a.reader.Widths()))
		}
	case tea.MouseReleaseMsg:
		if a.dragging {
			a.dragging = false
			return a.reader.KeepWidths(), true
		}
	}
	return nil, a.dragging
}
