package ui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/model"
)

// screens are the states of the reader that look different: how to come to
// each, on a terminal on which all the keys have their effect.
var screens = []struct {
	name string
	app  func(t testing.TB, o Options, w, h int) *App
	keys []string
}{
	{"list", corpusApp, nil},
	{"release", corpusApp, []string{"enter", "space"}},
	{"alone", corpusApp, []string{"z", "j"}},
	{"opened", corpusApp, []string{"z", "j", "enter"}},
	{"beside", corpusApp, []string{"w", "j"}},
	{"stacked", bigApp, []string{"w", "w", "j"}},
	{"wide-facets", corpusApp, []string{"f", "5", "0", "+"}},
	{"narrow-facets", corpusApp, []string{"f", "5", "0", "-"}},
	{"wide-list", corpusApp, []string{"w", "j", "5", "0", "+"}},
	{"narrow-list", corpusApp, []string{"w", "j", "5", "0", "-"}},
	{"zoom", corpusApp, []string{"G", "enter", "z", "G"}},
	{"facets", corpusApp, []string{"f", "down", "enter"}},
	{"facets-find", corpusApp, []string{"f", "/", "e", "l"}},
	{"facets-found", bigApp, []string{"f", "/", "o", "enter", "enter"}},
	{"facets-more", corpusApp, []string{"f", "G", "enter", "G"}},
	{"bars", corpusApp, []string{"f", "left", "left", "v", "left"}},
	{"chips", corpusApp, []string{"f", "j", "enter", "j", "j", "enter", "esc"}},
	{"filter", corpusApp, []string{"/", "a", "i", "space", "k"}},
	{"nothing", corpusApp, []string{"/", "z", "q", "x", "j"}},
	{"filtered", corpusApp, []string{"/", "m", "a", "x", "ctrl+j"}},
	{"prompt", corpusApp, []string{"/"}},
	{"palette", corpusApp, []string{":"}},
	{"palette-typed", corpusApp, []string{"enter", ":", "n", "a", "m", "e", "down"}},
	{"palette-nothing", corpusApp, []string{":", "z", "z", "z"}},
	{"complete-date", corpusApp, []string{"/", "a", "i", "space", "2", "0", "2", "5"}},
	{"find-values", corpusApp, []string{"f", "/", "k"}},
	{"find", corpusApp, []string{"enter", "/", "t", "h", "e"}},
	{"found", corpusApp, []string{"enter", "z", "/", "t", "h", "e", "enter", "n"}},
	{"help", corpusApp, []string{"?", "down"}},
	{"queries", corpusApp, []string{"?", "?"}},
	{"help-search", corpusApp, []string{"?", "/", "p", "a", "g", "e"}},
	{"help-nothing", corpusApp, []string{"?", "/", "z", "z", "z", "enter"}},
	{"period", corpusApp, []string{"r", "2", "0", "2", "5", "-"}},
	{"period-error", corpusApp, []string{"r", "x", "enter"}},
	{"note", corpusApp, []string{"M"}},
	{"texts", corpusApp, []string{"/", "t", "a", "r", "i", "f", "f"}},
	{"texts-below", corpusApp, []string{"/", "i", "n", "c", "h", "e", "o", "n", "ctrl+j", "G"}},
	{"text-hit", corpusApp, []string{"/", "t", "a", "r", "i", "f", "f", "enter", "n"}},
	{"phrase", corpusApp, []string{"/", `"`, "t", "e", "s", "t", "space", "f", "a", "c", "i", "l", "i", "t", "y", `"`, "ctrl+j"}},
	{"fault", corpusApp, []string{"/", "a", "m", "k", "o", "r", "space", "s", "o", "r", "t", ":", "x"}},
	{"fault-open", corpusApp, []string{"/", `"`, "a", "m", "k", "o", "r"}},
	{"complete", corpusApp, []string{"/", "o", "r", "g", ":", "down", "down"}},
	{"names", corpusApp, []string{"j", "j", "enter", "i"}},
	{"names-end", corpusApp, []string{"G", "enter", "z", "i", "G"}},
	{"related", corpusApp, []string{"G", "k", "k", "k", "m"}},
	{"related-none", oneApp, []string{"m"}},
	{"names-none", oneApp, []string{"i"}},
	{"named", corpusApp, []string{"j", "j", "i", "j", "enter"}},
	{"save", corpusApp, []string{"/", "t", "a", "r", "i", "f", "f", "ctrl+j", "S"}},
	{"saved", corpusApp, []string{"/", "t", "a", "r", "i", "f", "f", "ctrl+j", "S", "enter", "f", "g"}},
	{"marks", corpusApp, []string{"s", "j", "j", "a", "j", "s", "a", "j"}},
	{"marks-page", corpusApp, []string{"s", "enter"}},
	{"marks-asked", corpusApp, []string{"s", "j", "a", "f", "j", "enter", "esc", "G", "a"}},
	{"pick", pickApp, []string{"space", "j", "space"}},
	{"pick-filter", pickApp, []string{"space", "/", "a", "m", "k"}},
	{"loading", loadingApp, []string{"j"}},
	{"searching", searchingApp, nil},
	{"many", bigApp, []string{"j"}},
	{"many-last", bigApp, []string{"G"}},
	{"many-korean", bigApp, []string{"j", "enter"}},
	{"many-long", bigApp, []string{"j", "j", "enter"}},
	{"many-facets", bigApp, []string{"f", "G", "right", "j", "right", "j", "j", "enter"}},
	{"many-filter", bigApp, []string{"/", "k", "o"}},
	{"problems", bigApp, []string{"!", "j"}},
	{"chips-many", bigApp, []string{"f", "j", "enter", "j", "enter", "j", "enter", "j", "enter", "j", "enter", "j", "enter", "esc", "/", "e"}},
	{"versions", versionsApp, []string{"j", "enter", "V"}},
	{"changes", versionsApp, []string{"v", "n", "n"}},
	{"changes-alone", versionsApp, []string{"z", "v", "G", "n"}},
	{"empty", emptyApp, nil},
	{"empty-facets", emptyApp, []string{"f"}},
	{"empty-filter", emptyApp, []string{"/", "a"}},
	{"empty-release", emptyApp, []string{"enter", "z", "enter"}},
	{"one", oneApp, nil},
	{"one-release", oneApp, []string{"enter"}},
	{"one-facets", oneApp, []string{"f"}},
}

func bigApp(_ testing.TB, o Options, w, h int) *App {
	o.Library = big()
	return newApp(o, w, h)
}

func pickApp(t testing.TB, o Options, w, h int) *App {
	o.Pick = true
	return corpusApp(t, o, w, h)
}

// loadingApp has read a third of a library, of which the beginning is shown.
func loadingApp(t testing.TB, o Options, w, h int) *App {
	a := corpusApp(t, o, w, h)
	var progress []tea.Msg
	load := a.reader.Load(func(tell func(model.Progress)) (*model.Library, error) {
		tell(model.Progress{Done: 33, Total: 100})
		return a.reader.Library(), nil
	})
	for _, cmd := range load().(tea.BatchMsg) { // the library, and what comes before it
		progress = append(progress, cmd())
	}
	a.Update(progress[1])
	return a
}

// searchingApp has been opened on a query whose answer takes long.
func searchingApp(t testing.TB, o Options, w, h int) *App {
	a, cmd := startedOn(t, o, "tariff")
	send(a, tea.WindowSizeMsg{Width: w, Height: h})
	hold(t, a, cmd)
	return a
}

func emptyApp(_ testing.TB, o Options, w, h int) *App {
	snap, _ := snapshot.New(nil)
	o.Library = model.NewLibrary("empty.txt", snap, nil)
	return newApp(o, w, h)
}

// oneApp has one release, of a board without categories, whose words are as
// long as words can be.
func oneApp(_ testing.TB, o Options, w, h int) *App {
	snap, _ := snapshot.New([]data.Document{{Release: data.Release{Date: 20240229, Title: strings.Repeat("Unbroken", 40)}, Body: strings.Repeat("제조업인공지능전환", 30) + " " + strings.Repeat("https://example.org/", 20) + ". 1. " +
		strings.Repeat("x", 300) + " – lead. 2. Two. “" + strings.Repeat("긴말", 80) + ",” said Kim."}})
	o.Library = model.NewLibrary("one.txt", snap, nil)
	return newApp(o, w, h)
}

// sizes are the sizes of terminal that a screen is tested at: every third
// width, the screens taking turns, with some height; then those on both sides
// of every change in the layout, with some of the heights, the screens taking turns too.
func sizes(screen int) [][2]int {
	var list [][2]int
	for w := 1; w <= 250; w++ {
		if (w+screen)%3 == 0 && (w <= 130 || w%8 == 0) {
			list = append(list, [2]int{w, 1 + (w*7+screen*11)%50})
		}
	}
	for i, w := range []int{1, 2, 19, 20, 21, 29, 30, 79, 80, 81, 119, 120, 121, 250} {
		for h := 1 + (i+screen)%4; h <= 50; h += 3 + h/5 {
			list = append(list, [2]int{w, h})
		}
	}
	return list
}

// TestGeometry is the contract: at no size does any screen panic, draw a line
// wider or a frame taller than the terminal, or leave a cursor outside it.
func TestGeometry(t *testing.T) {
	if testing.Short() {
		t.Skip("many frames, drawn by one goroutine")
	}
	for i, s := range screens {
		all := sizes(i)
		bubble(t, s.name, func(t *testing.T) {
			for _, o := range []Options{{}, {ASCII: true}} {
				a := s.app(t, o, 120, 40)
				press(a, s.keys...)
				for i, size := range all {
					if o.ASCII && i%7 != 0 {
						continue
					}
					send(a, tea.WindowSizeMsg{Width: size[0], Height: size[1]})
					if fault := overflow(a.View(), size[0], size[1]); fault != "" {
						t.Fatalf("%dx%d (ASCII %t): %s", size[0], size[1], o.ASCII, fault)
					}
				}
			}
		})
	}
}

// TestGeometryBorn comes to every screen at some sizes instead of being
// resized there.
func TestGeometryBorn(t *testing.T) {
	if testing.Short() {
		t.Skip("many frames, drawn by one goroutine")
	}
	for _, s := range screens {
		bubble(t, s.name, func(t *testing.T) {
			for _, size := range [][2]int{{1, 1}, {20, 5}, {21, 6}, {33, 7}, {40, 10}, {60, 20}, {79, 24}, {80, 24}, {119, 9}, {120, 40}, {250, 50}} {
				a := s.app(t, Options{}, size[0], size[1])
				for _, k := range s.keys {
					press(a, k)
					if fault := overflow(a.View(), size[0], size[1]); fault != "" {
						t.Fatalf("%dx%d after %s: %s", size[0], size[1], k, fault)
					}
				}
			}
		})
	}
}

// overflow says where a view exceeds a terminal of w by h. Above the smallest
// size it must fill it, too.
func overflow(v tea.View, w, h int) string {
	lines := strings.Split(v.Content, "\n")
	if len(lines) > h {
		return fmt.Sprintf("%d lines", len(lines))
	}
	fill := w >= minWidth && h >= minHeight
	if fill && len(lines) < h {
		return fmt.Sprintf("only %d lines", len(lines))
	}
	for y, l := range lines {
		n := ansi.StringWidth(l)
		if n > w || fill && n < w {
			return fmt.Sprintf("line %d has %d cells: %q", y, n, l)
		}
		if wc := ansi.StringWidthWc(l); wc > w {
			return fmt.Sprintf("line %d has %d cells where letters are measured one by one: %q", y, wc, l)
		}
		if strings.ContainsAny(l, "\t\r") {
			return fmt.Sprintf("line %d has a control: %q", y, l)
		}
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
		return fmt.Sprintf("the cursor is at %d, %d", c.X, c.Y)
	}
	return ""
}
