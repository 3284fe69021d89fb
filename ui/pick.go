package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// markRelease marks the release under the cursor, or takes its mark off, and goes on.
func (a *App) markRelease(times) tea.Cmd {
	r := a.reader
	if r.Listing().Len() == 0 {
		return nil
	}
	id := r.At(r.Cursor()).ID
	if i := slices.Index(a.marked, id); i >= 0 {
		a.marked = slices.Delete(a.marked, i, i+1)
	} else {
		a.marked = append(a.marked, id)
	}
	return r.MoveTo(r.Cursor() + 1)
}

// pick takes the marked releases, or else that under the cursor once it is certain, and ends the program.
func (a *App) pick(times) tea.Cmd {
	empty := a.place() == inList && a.reader.Listing().Len() == 0
	switch {
	case len(a.marked) > 0:
	case a.reader.Searching():
		a.entered, a.note = true, "Still searching: the first result will be taken."
		return nil
	case empty && a.suggestion() != nil:
		return a.acceptSuggestion()
	case empty:
		return a.say("The list is empty: there is nothing to take.")
	case a.reader.Provisional():
		a.entered, a.note = true, "Still reading: the first release of all will be taken."
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
