package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// At every width the footer ends in the help and the way back, whatever is said at
// its left.
func TestPinnedHints(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for in, from := range tried {
			for _, w := range []int{20, 24, 40, 60, 80, 120, 200} {
				a := corpusApp(t, Options{}, w, 20)
				press(a, from...)
				want := map[place]string{inList: "? keys  q quit", inPage: "? keys  q list", inFacets: "? keys  q list", inMenu: "? keys  q back", inOverlay: "? queries  q back"}[in]
				if foot := rows(a)[19]; !strings.HasSuffix(foot, want) {
					t.Errorf("at %d cells the footer in place %d is %q", w, in, foot)
				}
				press(a, "5")
				if foot := rows(a)[19]; w > 20 && (!strings.HasPrefix(foot, " 5") || !strings.HasSuffix(foot, want)) {
					t.Errorf("at %d cells the footer in place %d with a number is %q", w, in, foot)
				}
			}
		}
	})
}

// A click on a hint does what its key does; one beside the hints, and one on what
// is said in their place, does nothing.
func TestClickHints(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, test := range []struct {
			from []string
			hint string
			want func(*App, []tea.Msg) bool
		}{
			{nil, "Enter read", focusOn(model.ReleasePane)}, {nil, "/ find", promptIs(model.FilterPrompt)}, {nil, "f facets", focusOn(model.FacetPane)},
			{nil, "z whole screen", zoomed(model.ListAlone)}, {nil, "? keys", overlayIs(model.HelpOverlay)}, {nil, "q quit", brings[tea.QuitMsg]},
			{[]string{"?"}, "? queries", overlayIs(model.QueryOverlay)}, {[]string{"?"}, "q back", overlayIs(model.NoOverlay)},
			{[]string{"?"}, "/ search", promptIs(model.OverlayPrompt)},
			{[]string{"enter", "z"}, "q list", focusOn(model.ListPane)}, {[]string{"enter", "z"}, "z panes", zoomed(model.Panes)}, {[]string{"enter"}, "[ ] previous, next", cursorAt(1)},
			{[]string{"f", "j"}, "Space choose", chipsAre("Industry")}, {[]string{"i"}, "m related", menuIs(model.RelatedMenu)},
			{[]string{"i"}, "q back", menuIs(model.NoMenu)},
		} {
			a := corpusApp(t, Options{}, 120, 40)
			press(a, test.from...)
			x, y := find(t, a, test.hint)
			for _, at := range []int{x, x + len(test.hint) - 1} {
				a := corpusApp(t, Options{}, 120, 40)
				press(a, test.from...)
				_, cmd := a.Update(tea.MouseClickMsg{X: at, Y: y, Button: tea.MouseLeft})
				if msgs := carry(a, cmd); !test.want(a, msgs) {
					t.Errorf("a click on %q at %d does not do it", test.hint, at)
				}
			}
			before := rows(a)
			for _, at := range []int{0, x - 1} {
				if click(a, at, y); strings.Join(rows(a), "\n") != strings.Join(before, "\n") {
					t.Errorf("a click beside %q at %d does something", test.hint, at)
				}
			}
		}
		a := corpusApp(t, Options{}, 120, 40)
		x, y := find(t, a, "/ find")
		press(a, "@")
		if click(a, x, y); a.reader.Prompt() != model.NoPrompt {
			t.Error("a click on a message does what stood there")
		}
		a = corpusApp(t, Options{}, 24, 20)
		press(a, "@") // whose message has the whole footer
		send(a, tea.MouseClickMsg{X: 20, Y: 19, Button: tea.MouseLeft})
		hides(t, a, "does nothing")
	})
}
