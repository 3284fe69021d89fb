package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
	"pressroom/ui/screen"
)

// slowSizes are the sizes at which a slow line is tried.
var slowSizes = [][2]int{{60, 20}, {79, 24}, {80, 24}, {119, 30}, {120, 40}, {200, 50}}

// panesOf returns how many panes are on the screen.
func panesOf(a *App) int {
	n := 0
	for _, r := range []rect{a.layout.list, a.layout.facets, a.layout.release} {
		if !r.empty() {
			n++
		}
	}
	return n
}

// On a slow line every screen is one pane that has all the columns, at every
// size, and no hint is of a key that would do nothing.
func TestSlowScreens(t *testing.T) {
	if testing.Short() {
		t.Skip("many frames, drawn by one goroutine")
	}
	for _, s := range screens {
		bubble(t, s.name, func(t *testing.T) {
			for _, pick := range []bool{false, true} {
				a := s.app(t, Options{Slow: true, Pick: pick}, 120, 40)
				press(a, s.keys...)
				for _, size := range slowSizes {
					w, h := size[0], size[1]
					send(a, tea.WindowSizeMsg{Width: w, Height: h})
					if fault := overflow(a.View(), w, h); fault != "" {
						t.Fatalf("%dx%d: %s", w, h, fault)
					}
					if panesOf(a) != 1 {
						t.Errorf("%dx%d: %d panes", w, h, panesOf(a))
					}
					foot := rows(a)[h-1]
					if slices.Contains(strings.Split(foot, "  "), "z whole screen") || strings.Contains(foot, "z panes") {
						t.Errorf("%dx%d: the hints are %q", w, h, foot)
					}
				}
			}
		})
	}
}

// A line that turns out to be slow is told of once, and the reader stays where
// they are.
func TestSlowFoundByItself(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		const note = "The line is slow: one pane at a time, and fewer frames."
		for _, keys := range [][]string{nil, {"enter"}, {"f"}, {"enter", "i"}} {
			for _, size := range slowSizes {
				now := today()
				a := corpusApp(t, Options{Clock: func() time.Time { return now }}, size[0], size[1])
				press(a, "j")
				press(a, keys...)
				shown, focus, menu := a.reader.Shown(), a.reader.Focus(), a.menuUp()
				send(a, screen.SlowLine{})
				if got := strings.Join(rows(a)[size[1]-2:], "\n"); !strings.Contains(got, " "+note) || !strings.Contains(got, "? keys") {
					t.Errorf("%v: the footer is %q", keys, got)
				}
				if panesOf(a) != 1 || a.reader.Shown() != shown || a.reader.Focus() != focus || a.menuUp() != menu {
					t.Errorf("%v: the reader is somewhere else", keys)
				}
				now = now.Add(messageTime)
				press(a, "k")
				send(a, screen.SlowLine{})
				hides(t, a, note)
			}
		}
		a := bigApp(t, Options{}, 120, 40)
		shows(t, a, "40 skipped or mended")
		send(a, screen.SlowLine{})
		if shows(t, a, note); !a.layout.single {
			t.Error("there is more than one pane")
		}
	})
}

// What can be done beside the page elsewhere is done in its place: the menus
// and the facets come and go, by keys and by the mouse.
func TestSlowPanes(t *testing.T) {
	for _, size := range slowSizes {
		bubble(t, "", func(t *testing.T) {
			w, h := size[0], size[1]
			a := corpusApp(t, Options{Slow: true}, w, h)
			for _, menu := range []struct{ key, title string }{{"i", "Named in it"}, {"m", "Related"}} {
				press(a, "enter", menu.key)
				if panesOf(a) != 1 || a.layout.list.w != w {
					t.Errorf("%s: %d panes, the menu has %d columns", menu.key, panesOf(a), a.layout.list.w)
				}
				shows(t, a, menu.title)
				press(a, "esc")
				if a.menuUp() || a.reader.Focus() != model.ReleasePane || a.layout.release.w != w {
					t.Errorf("%s: Esc does not lead back to the release", menu.key)
				}
				press(a, menu.key, "j")
				click(a, 4, a.layout.list.y+a.menuHead()+1) // the first item, below the group's heading
				if a.menuUp() {
					t.Errorf("%s: the item clicked is not chosen", menu.key)
				}
				press(a, "X", "esc", "esc", "g")
			}
			x, y := find(t, a, a.reader.At(1).Title[:20])
			click(a, x, y)
			if a.reader.Cursor() != 1 || a.reader.Focus() != model.ListPane {
				t.Error("a click does not select")
			}
			click(a, x, y)
			if a.reader.Focus() != model.ReleasePane || a.reader.Shown() != a.reader.At(1) {
				t.Error("a second click does not open")
			}
			wheel(a, 10, 5, true)
			if last := a.release.last(a, a.page()); a.release.top != min(wheelLines, last) {
				t.Errorf("the wheel scrolls to line %d of %d", a.release.top, last)
			}
			press(a, "z")
			shows(t, a, "Each pane has the whole screen.")
			press(a, "f")
			if panesOf(a) != 1 || a.layout.facets.w != w {
				t.Errorf("%d panes, the facets have %d columns", panesOf(a), a.layout.facets.w)
			}
			_, y = find(t, a, "   Industry  ")
			click(a, 3, y)
			if !a.reader.Query().Faceted() {
				t.Error("a click chooses no facet")
			}
			press(a, "esc")
			if a.reader.Focus() != model.ListPane || len(a.chipLines()) != 1 {
				t.Error("the facets do not lead back to the list")
			}
		})
	}
}

// The page of the release under the cursor is drawn before it is opened:
// opening takes one frame.
func TestSlowOpensAtOnce(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, size := range slowSizes {
			a := corpusApp(t, Options{Slow: true}, size[0], size[1])
			for range 4 {
				press(a, "j")
				_, cmd := a.Update(keyPress("enter"))
				if a.page() == nil {
					t.Errorf("%dx%d: the page is not there", size[0], size[1])
				}
				carry(a, cmd)
				press(a, "esc")
			}
		}
	})
}
