package ui

import (
	"fmt"
	"testing"

	"pressroom/model"
)

// From a name, and from a release like it, the way back leads to the same line of
// the same release, in the list or alone on the screen, at every size.
func TestBackToTheLine(t *testing.T) {
	scrolled := 0
	for _, size := range append([][2]int{{120, 14}, {200, 14}}, menuSizes...) {
		for name, way := range map[string][]string{
			"name":            {"i", "j", "enter"},
			"name and on":     {"i", "j", "enter", "enter", "G", "i", "enter"},
			"relative":        {"m", "enter"},
			"relative and on": {"m", "enter", "G", "i", "enter"},
		} {
			for _, zoom := range []string{"", "z"} {
				bubble(t, fmt.Sprint(size, name, zoom), func(t *testing.T) {
					a := corpusApp(t, Options{}, size[0], size[1])
					press(a, "6", "j", "enter", "5", "j")
					if zoom != "" {
						press(a, zoom)
					}
					place := func() string {
						r := a.reader
						return fmt.Sprint(r.Focus(), r.Zoom(), r.Query(), r.Cursor(), r.Shown().ID, a.release.top)
					}
					before, top := place(), a.release.top
					press(a, way...)
					if top > 0 {
						scrolled++
					}
					if place() == before {
						t.Fatal("the way leads nowhere")
					}
					for range 9 {
						if press(a, "backspace"); place() == before {
							return
						}
					}
					t.Errorf("the way back ends at %s, and began at %s", place(), before)
				})
			}
		}
	}
	if scrolled < 20 {
		t.Errorf("only %d pages are scrolled", scrolled)
	}
}

// Where there is nothing to go back to, or forward, that is said.
func TestEndsOfHistory(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{Query: "amkor"}, 80, 24)
		press(a, "ctrl+o")
		shows(t, a, "This is where it began.", "/ amkor")
		press(a, "ctrl+]")
		shows(t, a, "This is the last view.")
		press(a, "x", "j", "enter", "5", "backspace")
		shows(t, a, "2 of 2")
		if a.reader.Focus() != model.ListPane || a.reader.Cursor() != 1 {
			t.Error("five back is not as far as it goes")
		}
	})
}
