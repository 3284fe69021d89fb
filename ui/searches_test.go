package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// S saves what is asked for, Enter, a click and the palette ask for it again, and D
// removes it; each says what it did.
func TestSavedSearchesByKeys(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 40)
		shownFor := func(what, want string) {
			t.Helper()
			if !strings.Contains(a.note, want) {
				t.Errorf("%s: %q, want %q", what, a.note, want)
			}
		}
		asks := func(what, query string) {
			t.Helper()
			if got := a.reader.Query().String(); got != query {
				t.Errorf("%s: %q is asked for, want %q", what, got, query)
			}
		}
		press(a, "S")
		shownFor("S without a query", "There is no query to save")
		press(a, "/")
		typeIn(a, "tariff")
		press(a, "ctrl+j", "S")
		if got := a.input.Value(); a.reader.Prompt() != model.SavePrompt || got != "tariff" {
			t.Errorf("the prompt suggests %q", got)
		}
		typeIn(a, "dut") // in its place
		if got := a.input.Value(); got != "dut" {
			t.Errorf("what is typed makes it %q", got)
		}
		press(a, "esc", "S", "left", "delete", "f")
		if got := a.input.Value(); got != "tariff" {
			t.Errorf("edited it is %q", got)
		}
		press(a, "esc", "S")
		send(a, tea.PasteMsg{Content: "levies"})
		if got := a.input.Value(); got != "levies" {
			t.Errorf("what is pasted makes it %q", got)
		}
		press(a, "esc", "S", "enter")
		shownFor("S", "Saved as “tariff”, above the facets.")
		if n := a.reader.Searches()[0].All; n != 2 {
			t.Errorf("it counts %d", n)
		}

		// Another query by the same name is saved when that was said.
		press(a, "esc", "/")
		typeIn(a, "graphene")
		press(a, "ctrl+j", "S", "ctrl+u")
		typeIn(a, "tariff")
		press(a, "enter")
		shownFor("a name that is taken", "“tariff” is saved already, for tariff: press Enter again to replace it.")
		if a.reader.Prompt() != model.SavePrompt {
			t.Error("the prompt is gone")
		}
		typeIn(a, "s")
		press(a, "enter")
		shownFor("another name", "Saved as “tariffs”")
		press(a, "S", "backspace", "enter")
		shownFor("the taken name again", "press Enter again")
		press(a, "enter")
		shownFor("twice", "“tariffs” was renamed “tariff”.")
		if n := len(a.reader.Searches()); n != 1 {
			t.Errorf("there are %d", n)
		}
		press(a, "esc")
		asks("after Esc", "")

		press(a, "f", "g", "enter")
		asks("Enter on the first line", "graphene")
		press(a, "enter")
		asks("Enter once more", "")
		for y := range 40 {
			if lines := a.facetLines(a.reader.Items(), a.layout.facets.w); y-a.layout.facets.y >= 0 && y-a.layout.facets.y < len(lines) && lines[y-a.layout.facets.y].text == "tariff" {
				a.Update(tea.MouseClickMsg{X: 5, Y: y, Button: tea.MouseLeft})
			}
		}
		asks("a click", "graphene")
		press(a, "X", "esc", "esc", ":")
		typeIn(a, "saved tar")
		press(a, "enter")
		asks("the palette", "graphene")
		press(a, "f", "j", "D")
		shownFor("D beside a search", "The cursor is not on a saved search.")
		press(a, "g", "D")
		shownFor("D", "Removed the saved search “tariff”, for graphene.")
		if len(a.reader.Searches()) > 0 || a.actionOf("D", inFacets) != nil {
			t.Error("it is still there")
		}
		press(a, "U")
		shownFor("U", "Undone: “tariff” asks for graphene again.")
		if n := len(a.reader.Searches()); n != 1 {
			t.Errorf("U leaves %d", n)
		}
	})
}

// A saved search of which all is read does not look like one that finds nothing.
func TestCountOfSavedSearch(t *testing.T) {
	for _, test := range []struct {
		count model.SavedCount
		want  string
	}{
		{model.SavedCount{All: 41, Unread: 3, Marked: true}, "3/41"},
		{model.SavedCount{All: 41, Marked: true}, "0/41"},
		{model.SavedCount{Marked: true}, "0"},
		{model.SavedCount{All: 1041, Unread: 1041}, "1,041"},
		{model.SavedCount{All: -1}, ""},
	} {
		if got := foundBy(test.count); got != test.want {
			t.Errorf("%+v stands as %q, want %q", test.count, got, test.want)
		}
	}
}
