package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/model"
)

// menuSizes are sizes with and without a page beside the menu.
var menuSizes = [][2]int{{200, 50}, {120, 40}, {80, 24}, {60, 20}, {24, 6}}

// chosen returns the item under the menu's cursor.
func chosen(a *App) model.MenuItem {
	_, items, at := a.reader.Menu()
	return items[at]
}

// A menu takes the list's place and leaves the page beside it where there is
// room, also from a release at full width, to which Esc returns.
func TestMenuBesideThePage(t *testing.T) {
	for _, size := range menuSizes {
		for _, from := range []string{"enter", "enter z", "f"} {
			for key, name := range map[string]string{"i": "Named in it", "m": "Related"} {
				bubble(t, fmt.Sprint(size, from, key), func(t *testing.T) {
					a := corpusApp(t, Options{}, size[0], size[1])
					press(a, append([]string{"j", "j"}, strings.Fields(from)...)...)
					press(a, "ctrl+l") // takes a note away
					before := rows(a)
					press(a, key)
					shows(t, a, " "+name, "1 of ")
					hides(t, a, "Releases  ")
					if beside := size[0] >= stackedWidth; beside != !a.layout.release.empty() {
						t.Errorf("the page is beside the menu: %t", !beside)
					} else if beside {
						shows(t, a, "Korea Accelerates")
					}
					if fault := overflow(a.View(), size[0], size[1]); fault != "" {
						t.Error(fault)
					}
					other := map[string]string{"i": "m", "m": "i"}[key]
					press(a, other)
					shows(t, a, " "+map[string]string{"m": "Named in it", "i": "Related"}[key])
					press(a, "esc")
					if got := rows(a); !slices.Equal(got, before) {
						t.Errorf("Esc leads to\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(before, "\n"))
					}
				})
			}
		}
	}
}

// Every entry of every release leads to as many releases as it says, its own
// among them.
func TestNamesLeadToReleases(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		entries := 0
		for row := range 10 {
			press(a, "X", "home")
			for range row {
				press(a, "j")
			}
			own := a.reader.At(row).ID
			press(a, "i")
			_, items, _ := a.reader.Menu()
			press(a, "esc")
			for i := range items {
				entries++
				press(a, "X")
				a.reader.MoveTo(row)
				press(a, "i")
				for range i {
					press(a, "j")
				}
				it := chosen(a)
				press(a, "enter")
				if got := a.reader.Listing().Len(); got != it.Count || got == 0 || a.menuUp() || a.reader.Focus() != model.ListPane {
					t.Errorf("%s leads to %d releases, and says %d", it.Label, got, it.Count)
				}
				if a.reader.At(a.reader.Cursor()).ID != own {
					t.Errorf("%s leaves the cursor on another release", it.Label)
				}
			}
		}
		if entries < 60 {
			t.Errorf("only %d entries", entries)
		}
	})
}

// A click on any line of an entry chooses it; on a heading it does nothing,
// and beside the menu it leaves that.
func TestClickAMenu(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, size := range menuSizes[:4] {
			a := corpusApp(t, Options{}, size[0], size[1])
			press(a, "G", "enter", "i", "G")
			x, y := find(t, a, "krw>=50bn")
			click(a, x+3, y)
			if got := a.reader.Chips(); !slices.Equal(got, []string{"krw>=50bn"}) || a.reader.Listing().Len() != 3 {
				t.Errorf("%v: a click chooses %v and lists %d", size, got, a.reader.Listing().Len())
			}
			press(a, "X", "G", "i", "g")
			x, y = find(t, a, "People")
			click(a, x, y)
			if !a.menuUp() {
				t.Errorf("%v: a click on a heading leaves the menu", size)
			}
			_, items, _ := a.reader.Menu()
			for x, y = -1, 0; !a.layout.list.contains(x, y-1); y++ { // not that of the facets
				if before, _, found := strings.Cut(rows(a)[y], "Kim Min-seok"); found {
					x = ansi.StringWidth(before)
				}
			}
			y--
			wheel(a, x, y, true)
			wheel(a, x, y, true)
			wheel(a, x, y, false)
			if chosen(a).Label != items[1].Label {
				t.Errorf("%v: the wheel goes to %s", size, chosen(a).Label)
			}
			click(a, x, y)
			if got := a.reader.Chips(); !slices.Equal(got, []string{"Kim Min-seok"}) {
				t.Errorf("%v: a click chooses %v", size, got)
			}
		}
		a := corpusApp(t, Options{}, 120, 40)
		press(a, "G", "i")
		click(a, 100, 30) // in the page
		if a.menuUp() || a.reader.Focus() != model.ReleasePane || a.reader.Shown() != a.reader.At(9) {
			t.Error("a click in the page does not leave the menu for it")
		}
		press(a, "i")
		x, y := find(t, a, "▾ 2025")
		click(a, x+3, y)
		if a.menuUp() || !slices.Equal(a.reader.Chips(), []string{"2025"}) {
			t.Errorf("a click in the facets leaves a menu, or chooses %v", a.reader.Chips())
		}
	})
}

// What is related is opened, listed or not, and Esc returns to the list and
// what is under its cursor.
func TestOpenRelated(t *testing.T) {
	for _, size := range menuSizes {
		bubble(t, fmt.Sprint(size), func(t *testing.T) {
			a := corpusApp(t, Options{}, size[0], size[1])
			press(a, "/")
			typeIn(a, "groundbreaking title:ceremony") // lists one of the two
			press(a, "ctrl+j", "m")
			if got := chosen(a).Label; !strings.HasPrefix(got, "Amkor Korea Launches") {
				t.Fatalf("related is %q", got)
			}
			press(a, "enter")
			if a.menuUp() || a.reader.Focus() != model.ReleasePane || a.reader.Shown().Date != 20251120 || a.page() == nil {
				t.Errorf("opened is %s", a.reader.Shown().Title)
			}
			press(a, "esc")
			if a.reader.Focus() != model.ListPane || a.reader.Shown() != a.reader.At(0) || a.reader.Shown().Date != 20251121 {
				t.Errorf("Esc shows %s", a.reader.Shown().Title)
			}
		})
	}
}

// A menu is of the release under the cursor, also while that moves, and does
// not come up over what its reader went on to.
func TestMenuOfWhatIsUnderTheCursor(t *testing.T) {
	bubble(t, "moving", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 40)
		var rest []tea.Cmd
		for range 9 {
			_, cmd := a.Update(keyPress("j"))
			rest = append(rest, cmd)
		}
		press(a, "i")
		shows(t, a, "Kim Min-seok", a.reader.At(9).Title)
		for _, cmd := range rest {
			carry(a, cmd)
		}
		shows(t, a, "Kim Min-seok", a.reader.At(9).Title)
	})
	bubble(t, "late", func(t *testing.T) {
		for _, key := range []string{"/", "?", "r"} {
			a := corpusApp(t, Options{}, 120, 40)
			_, menu := a.Update(keyPress("i"))
			press(a, key)
			carry(a, menu)
			if a.menuUp() {
				t.Errorf("a menu comes up after %s", key)
			}
		}
	})
}

// While all releases are being read for a menu, that is said.
func TestMenuIsAwaited(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a, _ := startedOn(t, Options{}, "") // whose Init was not carried out
		_, menu := a.Update(keyPress("i"))
		shows(t, a, "Reading the names in the releases…")
		carry(a, menu)
		shows(t, a, " Named in it", "all that name it")
		hides(t, a, "Reading who")
	})
}

// The query that a name takes the place of is not lost.
func TestNameAfterAQuery(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		press(a, "/")
		typeIn(a, "graphene")
		press(a, "enter", "i", "enter", "X", "/", "up")
		if a.input.Value() != "graphene" || listed(a) != "18" {
			t.Errorf("the last query is %q, which lists %q", a.input.Value(), listed(a))
		}
	})
}
