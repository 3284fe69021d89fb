package ui

import (
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/model"
)

// View draws what is there and changes nothing.
func TestViewIsPure(t *testing.T) {
	for _, s := range screens {
		bubble(t, s.name, func(t *testing.T) {
			a := s.app(t, Options{}, 100, 24)
			press(a, s.keys...)
			list, facets, release, overlay, reader := a.list, a.facets, a.release, a.overlay, *a.reader
			first := a.View()
			second := a.View()
			if !reflect.DeepEqual(first, second) {
				t.Error("two views of one state differ")
			}
			if a.list != list || a.facets != facets || !reflect.DeepEqual(a.release, release) || a.overlay.top != overlay.top || a.overlay.words != overlay.words {
				t.Error("View changes a pane")
			}
			if a.reader.Cursor() != reader.Cursor() || a.reader.Focus() != reader.Focus() || a.reader.Shown() != reader.Shown() {
				t.Error("View changes the reader")
			}
		})
	}
}

// While the cursor moves, the release pane stays as it is; the release under
// the cursor is drawn when that rests.
func TestNoPreviewWhileMoving(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 40)
		pane := func() string {
			var b strings.Builder
			for _, l := range rows(a)[a.layout.release.y:38] {
				b.WriteString(l + "\n")
			}
			return b.String()
		}
		before := pane()
		var later []chan tea.Msg
		for range 4 {
			later = append(later, now(t, a, keyPress("j")))
			if pane() != before {
				t.Fatal("a preview is drawn while the cursor moves")
			}
		}
		for i, c := range later {
			send(a, <-c)
			if moved := pane() != before; moved != (i == 3) {
				t.Errorf("after rest %d of 4 the preview changed: %t", i+1, moved)
			}
		}
		if a.reader.Shown() != a.reader.At(4) || a.page() == nil {
			t.Error("the page at rest is not that of the cursor")
		}
		shows(t, a, a.reader.At(4).Date.Time().Format("Mon 2 January 2006"))
	})
}

// A resize at any moment keeps the cursor, and the place in the text: the word
// that the window began with is in its first line or two.
func TestResizeKeepsThePlace(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 100, 20)
		press(a, "j", "j", "j", "enter", "z", "space", "j", "j")
		id, place := a.reader.Shown().ID, a.reader.Place(a.reader.Shown().ID)
		if place == 0 {
			t.Fatal("nothing is scrolled")
		}
		for _, w := range []int{60, 41, 24, 133, 90, 250, 38, 100} {
			send(a, tea.WindowSizeMsg{Width: w, Height: 20})
			p := a.page()
			if a.reader.Shown().ID != id || a.reader.Cursor() != 3 || a.reader.Zoom() != model.ReleaseAlone {
				t.Fatalf("%d columns: another release", w)
			}
			first, after := p.before[a.release.top], len(strings.Join(p.plain, ""))
			if next := a.release.top + 1; next < len(p.before) {
				after = p.before[next]
			}
			atEnd := a.release.top == a.release.last(a, p)
			if a.reader.Place(id) != place || (first > place || after <= place) && !(atEnd && first <= place) {
				t.Errorf("%d columns: the window begins with letters %d to %d, want letter %d", w, first, after, place)
			}
		}
	})
}

// Places are kept while other releases are read.
func TestPlaceOfEachRelease(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 20)
		press(a, "enter", "z", "j", "j", "j", "j", "]", "j", "]", "[", "[")
		if a.release.top != 4 {
			t.Errorf("the first is at line %d, want 4", a.release.top)
		}
		press(a, "]")
		if a.release.top != 1 {
			t.Errorf("the second is at line %d, want 1", a.release.top)
		}
		press(a, "[", "[")
		shows(t, a, "This is the first release of the list.")
		press(a, "esc", "G", "enter", "z", "]")
		shows(t, a, "This is the last release of the list.")
	})
}

// The search of a page is that of the page that is shown.
func TestSearchGoesWithThePage(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 20)
		press(a, "enter", "z", "/", "k", "o", "r", "e", "a", "enter", "n")
		for range 3 {
			press(a, "]")
			if want := findIn(a.page(), "korea"); len(a.release.search.matches) != len(want) || a.release.search.at != 0 {
				t.Errorf("%d places, at %d, want %d, at 0", len(a.release.search.matches), a.release.search.at, len(want))
			}
			press(a, "n")
		}
		send(a, tea.WindowSizeMsg{Width: 50, Height: 20})
		if want := findIn(a.page(), "korea"); !reflect.DeepEqual(a.release.search.matches, want) {
			t.Error("after a resize the places are those of another page")
		}
	})
}

// A page that was drawn for another width or theme does not come on the
// screen late.
func TestLatePage(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 20)
		_, cmd := a.Update(tea.WindowSizeMsg{Width: 60, Height: 20})
		_, open := a.Update(keyPress("enter"))
		_, again := a.Update(tea.WindowSizeMsg{Width: 90, Height: 20})
		for _, c := range []tea.Cmd{again, open, cmd} {
			carry(a, c)
			if fault := overflow(a.View(), 90, 20); fault != "" {
				t.Fatal(fault)
			}
		}
		if p := a.page(); p == nil || a.release.key.measure != maxMeasure {
			t.Errorf("the page has the measure %d", a.release.key.measure)
		}
		if a.reader.Focus() != model.ReleasePane {
			t.Error("the release was left")
		}
	})
}

// The label of the histogram's bar has its count, also where a bar is a week.
func TestBarLabel(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		snap, _ := snapshot.New([]data.Document{{Release: data.Release{Date: 20251128, Title: "new"}}, {Release: data.Release{Date: 20251001, Title: "old"}}, {Release: data.Release{Date: 20251003, Title: "old too"}}})
		a := newApp(Options{Library: model.NewLibrary("made", snap, nil)}, 120, 30)
		press(a, "f")
		shows(t, a, "24–30 Nov 2025: 1")
		for range 8 {
			press(a, "left")
		}
		shows(t, a, " Sep–Oct 2025: 2")
		press(a, "v")
		shows(t, a, "╌ Sep–Oct 2025: 2")
	})
}
