package ui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// In each place the palette lists all that can be done there and nothing else, and
// what its first entry says is what Enter does.
func TestPalette(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for in, from := range tried {
			a := keysApp(t)
			press(a, append(from, ":")...)
			listed := map[string]bool{}
			for _, c := range a.choices.list {
				listed[c.label+c.more] = true
				if c.action.in&in == 0 || c.action.name == "command" {
					t.Errorf("in place %d it lists %s", in, c.label)
				}
				if len(c.action.keys) == 0 {
					continue
				}
				if got := a.actionOf(c.action.keys[0], in); got.name != c.action.name {
					t.Errorf("in place %d %s is beside %s, and is for %s", in, c.right, c.label, got.name)
				}
			}
			for _, s := range a.keys {
				for _, d := range s.actions {
					if d.in&in != 0 && d.help != "" && d.name != "command" && d.offered(a) && !listed[d.name+d.help] {
						t.Errorf("in place %d it does not list %s", in, d.name)
					}
				}
			}
		}
		for _, test := range []struct {
			from  string
			typed string
			want  func(*App, []tea.Msg) bool
		}{
			{"", "quit", brings[tea.QuitMsg]}, {"", "facet", focusOn(model.FacetPane)}, {"", "WHO and", menuIs(model.NamesMenu)},
			{"", "range", promptIs(model.PeriodPrompt)}, {"", "find head", promptIs(model.FilterPrompt)}, {"enter", "find", promptIs(model.PagePrompt)},
			{"", "zzz", promptIs(model.PalettePrompt)}, {"?", "queries", overlayIs(model.QueryOverlay)}, {"i", "related", menuIs(model.RelatedMenu)},
			{"enter", "list", focusOn(model.ListPane)}, {"", "help", overlayIs(model.HelpOverlay)},
		} {
			a := keysApp(t)
			if test.from != "" {
				press(a, test.from)
			}
			press(a, ":")
			typeIn(a, test.typed)
			if msgs := press(a, "enter"); !test.want(a, msgs) {
				t.Errorf("%s in place %d leads to place %d: %s", test.typed, a.below(), a.place(), a.note)
			}
		}
	})
}

// The name of an action that a session does not have leads to no other one.
func TestWithheldActions(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for typed, want := range map[string]string{"sources": "", "sync": "", "source": "messages", "messages": "messages", "facets": "facets"} {
			a := corpusApp(t, Options{}, 100, 40)
			press(a, ":")
			typeIn(a, typed)
			got := ""
			if len(a.choices.list) > 0 {
				got = a.choices.list[0].label
			}
			if got != want {
				t.Errorf("%s leads to %q, want %q", typed, got, want)
			}
		}
	})
}

// The palette takes chosen values off by their names.
func TestPaletteTakesOff(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := keysApp(t)
		press(a, "f", "enter", "j", "enter", "esc", ":")
		typeIn(a, "off ind")
		shows(t, a, "▌take off  Industry")
		press(a, "enter")
		if !chipsAre("2025-11-28")(a, nil) || a.reader.Prompt() != model.NoPrompt {
			t.Errorf("chosen are %v", a.reader.Chips())
		}
	})
}

// A click takes the choice that is drawn there, the wheel marks another; a click on
// the line does nothing.
func TestClickChoices(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, size := range menuSizes {
			a := corpusApp(t, Options{}, size[0], size[1])
			press(a, "/")
			typeIn(a, "sort:")
			click(a, 3, 0)
			if a.input.Value() != "sort:" || a.reader.Prompt() != model.FilterPrompt {
				t.Fatal("a click on the line does something")
			}
			x, y := find(t, a, "▌date")
			wheel(a, x, y, true)
			if a.choices.mark != 1 {
				t.Errorf("%v: the wheel marks %d", size, a.choices.mark)
			}
			x, y = find(t, a, "date")
			click(a, x+2, y)
			if a.input.Value() != "sort:date " {
				t.Errorf("%v: a click writes %q", size, a.input.Value())
			}
		}
	})
}

// What may be typed stands on an empty line, and goes with the first letter.
func TestPromptHint(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for keys, kind := range map[string]model.Prompt{"/": model.FilterPrompt, "r": model.PeriodPrompt, ":": model.PalettePrompt,
			"enter /": model.PagePrompt, "f /": model.FacetPrompt, "? /": model.OverlayPrompt} {
			for _, size := range [][2]int{{120, 40}, {80, 24}, {20, 5}} {
				a := corpusApp(t, Options{}, size[0], size[1])
				press(a, strings.Fields(keys)...)
				want := strings.TrimSpace(promptKinds[kind].hint)[:4]
				if got := rows(a)[0]; !strings.Contains(got, want) || a.View().Cursor.Y != 0 {
					t.Errorf("%v: after %s the line is %q", size, keys, got)
				}
				if press(a, "z"); strings.Contains(rows(a)[0], want) {
					t.Errorf("%v: the hint stays: %q", size, rows(a)[0])
				}
			}
		}
	})
}

// A field that is half typed is no error until the hand rests; the next letter takes
// it back, and Enter asks for it at once.
func TestHandRests(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		press(a, "/")
		typeIn(a, "amkor ")
		const wrong = "sort: is date, relevance or title"
		var later []chan tea.Msg
		rest := func(d time.Duration) {
			time.Sleep(d)
			synctest.Wait()
			for _, c := range later {
				for len(c) > 0 {
					if msg := <-c; msg != nil {
						a.Update(msg)
					}
				}
			}
		}
		hit := func(k string) { later = append(later, now(t, a, keyPress(k))) }
		for i, c := range "sort:dax" {
			hit(string(c))
			rest(model.QueryErrorDelay / 2)
			hides(t, a, wrong)
			if i > len("sort:d") { // until then dates cover it
				if !strings.Contains(a.View().Content, a.st.Dim.Render("still")+" "+a.st.Highlight.Render("amkor")) {
					t.Errorf("%q: it is not said what is listed", a.input.Value())
				}
			}
		}
		rest(model.QueryErrorDelay / 2)
		shows(t, a, wrong, "still amkor")
		hit("x")
		hides(t, a, wrong)
		shows(t, a, "still amkor")
		hit("enter")
		shows(t, a, wrong, "still amkor")
		// Where there are choices for it, to be half typed is no error at all.
		for _, half := range []string{"org:", `org:"`, "lang:", "is:unr", "sort:"} {
			hit("ctrl+u")
			for _, c := range "amkor " + half {
				hit(string(c))
			}
			rest(2 * model.QueryErrorDelay)
			shows(t, a, "Esc clear", "Tab ")
			hides(t, a, "needs a value", "is: is")
			if len(a.choices.list) == 0 {
				t.Errorf("%q has no choices", half)
			}
		}
		for typed, fault := range map[string]string{"org: amkor sort:x": "sort: is", "amkor is:x": "is: is", "sort: krw>=x": "krw"} {
			hit("ctrl+u")
			for _, c := range typed {
				hit(string(c))
			}
			rest(2 * model.QueryErrorDelay)
			shows(t, a, fault)
		}
		rest(model.QueryErrorDelay)
		press(a, "esc")
		hides(t, a, wrong, "still")
		if a.reader.Listing().Len() != 10 {
			t.Error("Esc does not give up")
		}
	})
}

// Nothing that is typed, pasted or pressed into a prompt breaks the screen, whatever
// its size, and however it changes meanwhile.
func TestPromptsUnderHands(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, open := range []string{"/", "r", ":", "enter /", "f /", "? /"} {
			a := corpusApp(t, Options{}, 80, 24)
			press(a, strings.Fields(open)...)
			for i, k := range []string{"ㅎ", "down", "o", "r", "g", ":", "down", "tab", "tab", "up", "그래핀", "ctrl+w", "tab", "2025", "pgdown", "ctrl+n",
				"ctrl+u", "krw>=1", "tab", "\"", "down", "pgup", "ctrl+w"} {
				if code := []rune(k); len(code) > 1 && !strings.Contains("down up tab ctrl+w pgdown pgup ctrl+n ctrl+u", k) {
					send(a, tea.PasteMsg{Content: k})
				} else if code[0] > 'z' {
					send(a, tea.KeyPressMsg{Code: code[0], Text: k})
				} else {
					press(a, k)
				}
				size := [][2]int{{80, 24}, {20, 5}, {200, 50}, {33, 11}, {120, 8}}[i%5]
				send(a, tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				if fault := overflow(a.View(), size[0], size[1]); fault != "" {
					t.Fatalf("%s, then %s at %v: %s", open, k, size, fault)
				}
				if c := a.View().Cursor; a.place() == inPrompt && (c == nil || c.X >= size[0] || c.Y != 0) {
					t.Fatalf("%s, then %s at %v: the cursor is at %s", open, k, size, fmt.Sprint(c))
				}
			}
		}
	})
}

// While a date is wrong the list says what it still lists, facets and all.
func TestStillSaysTheFacets(t *testing.T) {
	bubble(t, "date", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 40)
		press(a, "/")
		typeIn(a, "date:2025-11-31")
		press(a, "enter")
		shows(t, a, "still date:2025-11 ", "is not a date")
	})
}
