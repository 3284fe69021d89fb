package ui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// pickKey does what a key means to a chooser beside what it means to a reader.
func (a *App) pickKey(msg tea.KeyPressMsg) (cmd tea.Cmd, done bool) {
	r := a.reader
	switch {
	case msg.String() == "enter" && r.Focus() == model.ListPane && len(a.marked) == 0 && r.Listing().Len() == 0:
		a.note = "Nothing is listed to take."
		return nil, true
	case msg.String() == "enter" && r.Focus() != model.FacetPane:
		return a.pick(), true
	case msg.String() == "space" && r.Focus() == model.ListPane && r.Listing().Len() > 0:
		id := r.At(r.Cursor()).ID
		if i := slices.Index(a.marked, id); i >= 0 {
			a.marked = slices.Delete(a.marked, i, i+1)
		} else {
			a.marked = append(a.marked, id)
		}
		return r.MoveTo(r.Cursor() + 1), true
	case key.Matches(msg, a.keys.Back) && r.Focus() == model.ListPane && r.Text() == "":
		return tea.Quit, true
	}
	return nil, false
}

// pick takes what is marked, or else the release under the cursor, and ends
// the program. While the first release of the list may still become another one
// it waits, unless the cursor was put on a release by hand.
func (a *App) pick() tea.Cmd {
	if len(a.marked) == 0 && a.reader.Provisional() {
		a.entered = true
		a.note = "Still reading: the first release of all will be taken."
		return nil
	}
	a.picked = a.marked
	if shown := a.reader.Shown(); len(a.picked) == 0 && a.reader.Focus() == model.ReleasePane && shown != nil {
		a.picked = []string{shown.ID}
	} else if len(a.picked) == 0 && a.reader.Listing().Len() > 0 {
		a.picked = []string{a.reader.At(a.reader.Cursor()).ID}
	}
	return tea.Quit
}
