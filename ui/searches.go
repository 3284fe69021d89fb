package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// saveSearch asks for the name under which what is asked for is saved.
func (a *App) saveSearch(times) tea.Cmd {
	name := a.reader.SuggestedName()
	if name == "" {
		return a.say("There is no query to save: type a filter or choose a facet first.")
	}
	a.startPrompt(model.SavePrompt)
	a.input.offer(name)
	a.replaced = ""
	return nil
}

// saveAs saves the query under the typed name; to replace another one takes Enter twice.
func (a *App) saveAs() tea.Cmd {
	name := strings.Join(strings.Fields(a.input.Value()), " ")
	old, there := a.reader.SearchNamed(name)
	if there && !a.reader.Asks(old) && a.replaced != name {
		a.replaced = name
		a.note, a.warning = fmt.Sprintf("“%s” is saved already, for %s: press Enter again to replace it.", name, old.Query), true
		return nil
	}
	renamed, cmd, err := a.reader.SaveSearch(name)
	if err != nil {
		a.warn("The search was not saved", err)
		return nil
	}
	a.reader.EndPrompt()
	switch {
	case renamed != "":
		a.note = fmt.Sprintf("“%s” was renamed “%s”.", renamed, name)
	case there:
		a.note = fmt.Sprintf("Saved as “%s”, in place of the earlier query.", name)
	default:
		a.note = fmt.Sprintf("Saved as “%s”, above the facets.", name)
	}
	if !a.reader.KeepsMarks() {
		a.note += " It is gone when you leave."
	}
	return cmd
}

// chooseSearch asks for what is saved under a name.
func (a *App) chooseSearch(name string) tea.Cmd {
	cmd, err := a.reader.ChooseSearch(name)
	a.warn("The saved search cannot be used", err)
	return cmd
}

// removeSearch removes the saved search under the cursor.
func (a *App) removeSearch(times) tea.Cmd {
	it := a.reader.Items()[a.reader.FacetCursor()]
	if it.Kind != model.SearchItem {
		return a.say("The cursor is not on a saved search.")
	}
	s, _ := a.reader.SearchNamed(it.Name)
	cmd := a.reader.RemoveSearch(it.Name)
	a.note = fmt.Sprintf("Removed the saved search “%s”, for %s. U brings it back.", s.Name, s.Query)
	return cmd
}

// foundBy returns how much a saved search finds: 3/41 where 3 of 41 are unread, "" while not known.
func foundBy(f model.SavedCount) string {
	switch {
	case f.All < 0:
		return ""
	case f.Marked && f.All > 0:
		return thousands(f.Unread) + "/" + thousands(f.All)
	}
	return thousands(f.All)
}

func hasSearches(a *App) bool { return len(a.reader.Searches()) > 0 }
