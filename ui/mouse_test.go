package ui

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

func TestClickTheList(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 20}, {100, 11}} {
		bubble(t, "", func(t *testing.T) {
			a := corpusApp(t, Options{}, size[0], size[1])
			x, y := find(t, a, "Korea Accelera")
			click(a, x, y)
			if a.reader.Cursor() != 2 || a.reader.Focus() != model.ListPane {
				t.Errorf("a click selects %d", a.reader.Cursor())
			}
			click(a, x, y)
			if a.reader.Focus() != model.ReleasePane || a.reader.Shown() != a.reader.At(2) {
				t.Error("the second click does not open")
			}
		})
	}
}

// Every line of the list is clicked: the row that is drawn there is selected.
func TestClickEveryLine(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := bigApp(t, Options{}, 80, 40)
		press(a, "/", "k", "ctrl+j", "esc", "pgdown", "pgdown", "pgdown")
		for y := range 39 { // the last one is the footer
			press(a, "pgdown", "pgup")
			line := rows(a)[y]
			cursor := a.reader.Cursor()
			click(a, 20, y)
			if a.reader.Cursor() != cursor {
				title := a.reader.At(a.reader.Cursor()).Title
				cut := strings.TrimSpace(regexp.MustCompile(`^[ ▌\d]{3}≈? +| {2,}.*`).ReplaceAllString(line, ""))
				cut = strings.TrimSuffix(cut, "…")
				if !strings.Contains(title, strings.TrimSpace(cut)) {
					t.Errorf("a click on line %d, %q, selects %q", y, line, title)
				}
			}
		}
	})
}

func TestClickChips(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 200, 40)
		press(a, "f", "enter", "j", "enter", "j", "enter", "esc")
		for _, left := range [][]string{{"Industry", "2025"}, {"2025"}, nil} {
			chip := " 2025-11-28 ×"
			if len(left) < 2 {
				chip = " " + a.reader.Chips()[0] + " ×"
			}
			x, y := find(t, a, chip)
			click(a, x+1, y)
			if got := a.reader.Chips(); !slices.Equal(got, left) {
				t.Fatalf("a click on %q leaves %v, want %v", chip, got, left)
			}
		}
	})
}

func TestClickFacets(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 40)
		x, y := find(t, a, "   Tue 25")
		click(a, x, y)
		if got := a.reader.Chips(); !slices.Equal(got, []string{"2025-11-25"}) {
			t.Errorf("a click on a day chooses %v", got)
		}
		shows(t, a, "▌✓    Tue 25", " of 2")
		click(a, x, y)
		if got := a.reader.Chips(); len(got) != 0 {
			t.Errorf("a second click leaves %v", got)
		}
		x, y = find(t, a, "▾ November")
		click(a, x, y)
		hides(t, a, "   Tue 25", "▾ November")
		x, y = find(t, a, "▸ November")
		click(a, x+3, y)
		if got := a.reader.Chips(); !slices.Equal(got, []string{"2025-11"}) {
			t.Errorf("a click on a month chooses %v", got)
		}
		press(a, "X")

		// The first column of bars is the 14th.
		_, y = find(t, a, "14    17 ")
		click(a, 1, y-2)
		if got := a.reader.Chips(); !slices.Equal(got, []string{"2025-11-14"}) {
			t.Errorf("a click on the first bar chooses %v", got)
		}
		click(a, 29, y-2)
		if got := a.reader.Chips(); !slices.Equal(got, []string{"2025-11-14", "2025-11-28"}) {
			t.Errorf("a click on the last bar chooses %v", got)
		}
		for _, at := range [][2]int{{31, y - 2}, {0, y - 2}, {5, y}, {3, 39}, {3, y + 1}} {
			click(a, at[0], at[1])
			if len(a.reader.Chips()) != 2 {
				t.Errorf("a click beside the bars, at %v, leaves %v", at, a.reader.Chips())
			}
		}
	})
}

func TestWheel(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 20)
		wheel(a, 40, 5, true)
		wheel(a, 40, 5, true)
		wheel(a, 40, 5, false)
		if a.reader.Cursor() != 1 {
			t.Errorf("over the list the wheel goes to %d", a.reader.Cursor())
		}
		wheel(a, 100, 14, true)
		if a.release.top != wheelLines || a.reader.Focus() != model.ListPane {
			t.Errorf("over the release the wheel goes to line %d", a.release.top)
		}
		wheel(a, 100, 14, false)
		wheel(a, 100, 14, false)
		if a.release.top != 0 {
			t.Errorf("and back to line %d", a.release.top)
		}
		wheel(a, 5, 8, true)
		if a.reader.FacetCursor() != 1 {
			t.Errorf("over the facets the wheel goes to %d", a.reader.FacetCursor())
		}
		press(a, "?")
		wheel(a, 40, 8, true)
		if a.overlay.top != wheelLines || a.reader.Cursor() != 1 {
			t.Errorf("over the help the wheel goes to line %d", a.overlay.top)
		}
		send(a, tea.MouseWheelMsg{X: 40, Y: 8, Button: tea.MouseWheelLeft})
		if a.overlay.top != wheelLines {
			t.Error("a sideways wheel scrolls")
		}
	})
}

// Clicks anywhere, at any size, do nothing worse than what a click does.
func TestClickEverywhere(t *testing.T) {
	apart := 1
	if testing.Short() {
		apart = 3
	}
	for _, s := range screens {
		bubble(t, s.name, func(t *testing.T) {
			for _, size := range [][2]int{{120, 24}, {40, 6}} {
				a := s.app(t, Options{}, size[0], size[1])
				press(a, s.keys...)
				for y := -1; y <= size[1]; y += 4 * apart {
					for x := -1; x <= size[0]; x += 17 * apart {
						click(a, x, y)
						if fault := overflow(a.View(), size[0], size[1]); fault != "" {
							t.Fatalf("a click at %d, %d of %v: %s", x, y, size, fault)
						}
					}
					press(a, "esc")
				}
			}
		})
	}
}

// A name below a headline can be gone to: a click asks for all that name it, and what
// stands beside the names opens the release.
func TestClickAName(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
			a := corpusApp(t, Options{}, size[0], size[1])
			press(a, "j", "j")
			at := func(word string) (x, y int) {
				for y, row := range rows(a) {
					if before, _, has := strings.Cut(row, word); has && strings.Contains(row, " 1 min ") {
						return a.st.Width(before), y
					}
				}
				t.Fatalf("%v: %q is not on the screen", size, word)
				return 0, 0
			}
			x, y := at("KATS")
			for _, beside := range []int{x - 1, x + len("KATS")} {
				click(a, beside, y)
				if a.reader.Focus() != model.ReleasePane || a.reader.Query().Faceted() {
					t.Errorf("%v: a click beside the name asks for %q", size, a.reader.Query().String())
				}
			}
			click(a, x+len("KATS")-1, y)
			shows(t, a, "KATS", "of 2")
			if got := a.reader.Query().String(); got != `org:"Korean Agency for Technology and Standards"` {
				t.Errorf("%v: asked for %q", size, got)
			}
			press(a, "backspace")
			if at("KATS"); a.reader.Query().Faceted() {
				t.Errorf("%v: still asked for %q", size, a.reader.Query().String())
			}
		}
	})
}
