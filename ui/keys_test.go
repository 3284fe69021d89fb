package ui

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/screen"
)

// effect is what a binding of the key map does: from a state that the first
// keys lead to, each of its keys does what want sees.
type effect struct {
	name    string
	binding func(k *keyMap) key.Binding
	from    []string
	want    func(a *App, msgs []tea.Msg) bool
}

// yearOpen is whether the year under the facets' cursor is open.
func yearOpen(open bool) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool {
		it := a.reader.Items()[a.reader.FacetCursor()]
		return it.Kind == model.YearItem && it.Open == open
	}
}

func menuIs(want model.Menu) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool {
		kind, _, _ := a.reader.Menu()
		return kind == want
	}
}

// effects has a line for every binding, in every pane where it has one.
var effects = []effect{
	{"Up", func(k *keyMap) key.Binding { return k.Up }, []string{"j", "j"}, cursorAt(1)},
	{"Up in a release", func(k *keyMap) key.Binding { return k.Up }, []string{"enter", "j", "j"}, topAt(1)},
	{"Up in the facets", func(k *keyMap) key.Binding { return k.Up }, []string{"f", "j", "j"}, facetAt(1)},
	{"Down", func(k *keyMap) key.Binding { return k.Down }, nil, cursorAt(1)},
	{"Down in a release", func(k *keyMap) key.Binding { return k.Down }, []string{"enter"}, topAt(1)},
	{"Down in the facets", func(k *keyMap) key.Binding { return k.Down }, []string{"f"}, facetAt(1)},
	{"Down in the help", func(k *keyMap) key.Binding { return k.Down }, []string{"?"}, func(a *App, _ []tea.Msg) bool { return a.overlay.top == 1 }},
	{"PageUp", func(k *keyMap) key.Binding { return k.PageUp }, []string{"G"}, func(a *App, _ []tea.Msg) bool { return a.reader.Cursor() == 9-a.listPage() }},
	{"PageUp in a release", func(k *keyMap) key.Binding { return k.PageUp }, []string{"enter", "j"}, topAt(0)},
	{"PageDown", func(k *keyMap) key.Binding { return k.PageDown }, nil, func(a *App, _ []tea.Msg) bool { return a.reader.Cursor() == a.listPage() }},
	{"PageDown in a release", func(k *keyMap) key.Binding { return k.PageDown }, []string{"enter"}, func(a *App, _ []tea.Msg) bool { return a.release.top == a.releaseBody().h-1 }},
	{"HalfUp", func(k *keyMap) key.Binding { return k.HalfUp }, []string{"G"}, func(a *App, _ []tea.Msg) bool { return a.reader.Cursor() == 9-a.listPage()/2 }},
	{"HalfDown", func(k *keyMap) key.Binding { return k.HalfDown }, nil, func(a *App, _ []tea.Msg) bool { return a.reader.Cursor() == a.listPage()/2 }},
	{"Top", func(k *keyMap) key.Binding { return k.Top }, []string{"j", "j"}, cursorAt(0)},
	{"Top in a release", func(k *keyMap) key.Binding { return k.Top }, []string{"enter", "j", "j"}, topAt(0)},
	{"Bottom", func(k *keyMap) key.Binding { return k.Bottom }, nil, cursorAt(9)},
	{"Bottom in a release", func(k *keyMap) key.Binding { return k.Bottom }, []string{"enter"}, func(a *App, _ []tea.Msg) bool {
		return a.release.top == len(a.page().lines)-a.releaseBody().h
	}},
	{"NextPane", func(k *keyMap) key.Binding { return k.NextPane }, nil, focusOn(model.ReleasePane)},
	{"NextPane of a release", func(k *keyMap) key.Binding { return k.NextPane }, []string{"enter"}, focusOn(model.FacetPane)},
	{"NextPane of the facets", func(k *keyMap) key.Binding { return k.NextPane }, []string{"f"}, focusOn(model.ListPane)},
	{"PrevPane", func(k *keyMap) key.Binding { return k.PrevPane }, nil, focusOn(model.FacetPane)},
	{"Facets", func(k *keyMap) key.Binding { return k.Facets }, nil, focusOn(model.FacetPane)},
	{"Facets again", func(k *keyMap) key.Binding { return k.Facets }, []string{"f"}, focusOn(model.ListPane)},
	{"Filter", func(k *keyMap) key.Binding { return k.Filter }, nil, promptIs(model.FilterPrompt)},
	{"Filter in a release", func(k *keyMap) key.Binding { return k.Filter }, []string{"enter"}, promptIs(model.PagePrompt)},
	{"Filter in the help", func(k *keyMap) key.Binding { return k.Filter }, []string{"?"}, promptIs(model.OverlayPrompt)},
	{"Zoom", func(k *keyMap) key.Binding { return k.Zoom }, nil, zoomed(model.ListAlone)},
	{"Zoom on", func(k *keyMap) key.Binding { return k.Zoom }, []string{"z"}, zoomed(model.ReleaseAlone)},
	{"Zoom back", func(k *keyMap) key.Binding { return k.Zoom }, []string{"z", "z"}, zoomed(model.Panes)},
	{"Zoom from a release", func(k *keyMap) key.Binding { return k.Zoom }, []string{"enter"}, zoomed(model.ReleaseAlone)},
	{"Zoom from the facets", func(k *keyMap) key.Binding { return k.Zoom }, []string{"f"}, zoomed(model.ListAlone)},
	{"Order", func(k *keyMap) key.Binding { return k.Order }, []string{"f5"}, func(a *App, _ []tea.Msg) bool {
		return a.reader.Arrangement() == model.SideBySide && !a.layout.beside && a.note != ""
	}},
	{"Help", func(k *keyMap) key.Binding { return k.Help }, nil, overlayIs(model.HelpOverlay)},
	{"Help again", func(k *keyMap) key.Binding { return k.Help }, []string{"?"}, overlayIs(model.NoOverlay)},
	{"Problems", func(k *keyMap) key.Binding { return k.Problems }, nil, overlayIs(model.ProblemOverlay)},
	{"Back from a release", func(k *keyMap) key.Binding { return k.Back }, []string{"enter"}, focusOn(model.ListPane)},
	{"Back from the facets", func(k *keyMap) key.Binding { return k.Back }, []string{"f"}, focusOn(model.ListPane)},
	{"Back from the help", func(k *keyMap) key.Binding { return k.Back }, []string{"?"}, overlayIs(model.NoOverlay)},
	{"Back from a filter", func(k *keyMap) key.Binding { return k.Back }, []string{"/", "a", "m", "tab"}, lettersAre("")},
	{"Quit", func(k *keyMap) key.Binding { return k.Quit }, nil, brings[tea.QuitMsg]},
	{"Quit from a release", func(k *keyMap) key.Binding { return k.Quit }, []string{"enter", "z"}, brings[tea.QuitMsg]},
	{"Suspend", func(k *keyMap) key.Binding { return k.Suspend }, []string{"/", "a"}, brings[tea.SuspendMsg]},
	{"Redraw", func(k *keyMap) key.Binding { return k.Redraw }, nil, brings[screen.Redraw]},
	{"Mouse", func(k *keyMap) key.Binding { return k.Mouse }, nil, func(a *App, _ []tea.Msg) bool { return a.View().MouseMode == tea.MouseModeNone }},
	{"Mouse again", func(k *keyMap) key.Binding { return k.Mouse }, []string{"M"}, func(a *App, _ []tea.Msg) bool { return a.View().MouseMode == tea.MouseModeCellMotion }},
	{"Copy", func(k *keyMap) key.Binding { return k.Copy }, []string{"j"}, func(a *App, msgs []tea.Msg) bool {
		r := a.reader.At(1)
		return slices.Contains(msgs, tea.Msg(screen.Copy("“"+r.Title+"” ("+r.Date.String()+"), "+r.ID)))
	}},
	{"Open", func(k *keyMap) key.Binding { return k.Open }, []string{"j"}, func(a *App, _ []tea.Msg) bool {
		return a.reader.Focus() == model.ReleasePane && a.reader.Shown() == a.reader.DocumentAt(1) && a.page() != nil
	}},
	{"Next", func(k *keyMap) key.Binding { return k.Next }, []string{"enter", "z"}, func(a *App, _ []tea.Msg) bool {
		return a.reader.Zoom() == model.ReleaseAlone && a.reader.Shown() == a.reader.DocumentAt(1) && a.reader.Cursor() == 1 && a.page() != nil
	}},
	{"Prev", func(k *keyMap) key.Binding { return k.Prev }, []string{"j", "j", "enter"}, func(a *App, _ []tea.Msg) bool {
		return a.reader.Focus() == model.ReleasePane && a.reader.Shown() == a.reader.DocumentAt(1)
	}},
	{"Names", func(k *keyMap) key.Binding { return k.Names }, nil, menuIs(model.NamesMenu)},
	{"Names in a release", func(k *keyMap) key.Binding { return k.Names }, []string{"enter", "z"}, menuIs(model.NamesMenu)},
	{"Names again", func(k *keyMap) key.Binding { return k.Names }, []string{"i"}, menuIs(model.NoMenu)},
	{"Related", func(k *keyMap) key.Binding { return k.Related }, nil, menuIs(model.RelatedMenu)},
	{"Related from the names", func(k *keyMap) key.Binding { return k.Related }, []string{"i"}, menuIs(model.RelatedMenu)},
	{"NextMatch", func(k *keyMap) key.Binding { return k.NextMatch }, []string{"enter", "/", "t", "h", "e", "enter"}, matchAt(1)},
	{"PrevMatch", func(k *keyMap) key.Binding { return k.PrevMatch }, []string{"enter", "/", "t", "h", "e", "enter", "n", "n"}, matchAt(1)},
	{"Toggle", func(k *keyMap) key.Binding { return k.Toggle }, []string{"f", "j"}, chipsAre("Industry")},
	{"Toggle again", func(k *keyMap) key.Binding { return k.Toggle }, []string{"f", "j", "enter"}, chipsAre()},
	{"Toggle a bar", func(k *keyMap) key.Binding { return k.Toggle }, []string{"f"}, chipsAre("2025-11-28")},
	{"Expand", func(k *keyMap) key.Binding { return k.Expand }, []string{"f", "j", "j", "h"}, yearOpen(true)},
	{"Expand on bars", func(k *keyMap) key.Binding { return k.Expand }, []string{"f", "h", "h"}, barAt(13)},
	{"Collapse", func(k *keyMap) key.Binding { return k.Collapse }, []string{"f", "j", "j"}, yearOpen(false)},
	{"Collapse on bars", func(k *keyMap) key.Binding { return k.Collapse }, []string{"f"}, barAt(13)},
	{"Mark", func(k *keyMap) key.Binding { return k.Mark }, []string{"f"}, func(a *App, _ []tea.Msg) bool { return a.bars()[14].Marked }},
	{"Period", func(k *keyMap) key.Binding { return k.Period }, nil, promptIs(model.PeriodPrompt)},
	{"Last", func(k *keyMap) key.Binding { return k.Last }, []string{"f", "enter", "j", "enter", "esc"}, chipsAre("Industry")},
	{"Clear", func(k *keyMap) key.Binding { return k.Clear }, []string{"f", "enter", "j", "enter", "esc"}, chipsAre()},
}

func cursorAt(i int) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.reader.Cursor() == i }
}
func topAt(i int) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.release.top == i }
}
func facetAt(i int) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.reader.FacetCursor() == i }
}
func focusOn(p model.Pane) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.reader.Focus() == p }
}
func promptIs(p model.Prompt) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.reader.Prompt() == p }
}
func overlayIs(o model.Overlay) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.reader.Overlay() == o }
}
func zoomed(z model.Zoom) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.reader.Zoom() == z }
}
func lettersAre(s string) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.reader.Query().Words == s }
}
func chipsAre(chips ...string) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return slices.Equal(a.reader.Chips(), chips) }
}
func matchAt(i int) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.release.search.at == i }
}
func barAt(i int) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.reader.BarCursor(a.bars()) == i }
}
func brings[T tea.Msg](_ *App, msgs []tea.Msg) bool { return brought[T](msgs) }

// keysApp is the reader on the corpus, low enough for releases to be scrolled,
// with something that was skipped.
func keysApp(t testing.TB) *App {
	a := corpusApp(t, Options{}, 120, 18)
	a.reader.Library().Problems = []data.Problem{{Place: data.Place{File: "releases.txt", Line: 7}, What: "a record without a date"}}
	return a
}

func TestEveryBinding(t *testing.T) {
	tested := map[string]bool{}
	for _, e := range effects {
		k := newKeyMap()
		b := e.binding(&k)
		tested[b.Help().Desc] = true
		bubble(t, e.name, func(t *testing.T) {
			for _, name := range b.Keys() {
				a := keysApp(t)
				press(a, e.from...)
				if e.want(a, nil) {
					t.Fatalf("what %s should do is so before it is pressed", name)
				}
				if msgs := press(a, name); !e.want(a, msgs) {
					t.Errorf("%s after %v does not do its work: %s", name, e.from, b.Help().Desc)
				}
			}
		})
	}
	// Chip has its own test, and what stands in the help without keys is about
	// prompts.
	tested[newKeyMap().Chip.Help().Desc] = true
	for _, s := range newKeyMap().sections() {
		for _, b := range s.Bindings {
			if len(b.Keys()) > 0 && !tested[b.Help().Desc] {
				t.Errorf("no test for %s: %s", b.Help().Key, b.Help().Desc)
			}
		}
	}
}

// What is no key changes nothing on the screen.
func TestWrongKeys(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, from := range [][]string{nil, {"enter"}, {"f"}, {"enter", "z"}, {"?"}} {
			a := keysApp(t)
			press(a, from...)
			before := a.View().Content
			for _, k := range []string{"f5", "insert", "delete", "Q", "Z", "@", "한", "ctrl+t", "ctrl+v", "ctrl+y", "ctrl+space", "é", "7", "9"} {
				if msgs := press(a, k); a.View().Content != before || brought[tea.QuitMsg](msgs) {
					t.Errorf("%s after %v does something", k, from)
				}
			}
		}
	})
}

// Esc and a key that come as Alt and the key are both pressed, but where
// something is typed.
func TestEscAndKey(t *testing.T) {
	bubble(t, "panes", func(t *testing.T) {
		for _, from := range [][]string{nil, {"enter"}, {"enter", "j"}, {"f", "j"}, {"enter", "z"}, {"?"}, {"i"}} {
			for _, k := range []string{"j", "G", "/", "q", "?", "5", "]", "backspace", "space", "N"} {
				one, two := keysApp(t), keysApp(t)
				press(one, from...)
				press(two, from...)
				var d uv.EventDecoder
				_, event := d.Decode([]byte("\x1b" + cmp.Or(codes[k], k)))
				alt, ok := event.(uv.KeyPressEvent)
				if k == "]" {
					alt, ok = uv.KeyPressEvent{Code: ']', Mod: uv.ModAlt}, true
				}
				if !ok {
					t.Fatalf("Alt and %s is %T", k, event)
				}
				got, want := send(one, tea.KeyPressMsg(alt)), press(two, "esc", k)
				if one.View().Content != two.View().Content || brought[tea.QuitMsg](got) != brought[tea.QuitMsg](want) {
					t.Errorf("after %v, Alt and %s is not Esc and %s", from, k, k)
				}
			}
		}
	})
	bubble(t, "prompt", func(t *testing.T) {
		a := keysApp(t)
		press(a, "/")
		typeIn(a, "one two")
		send(a, tea.KeyPressMsg{Code: 'b', Mod: tea.ModAlt})
		typeIn(a, "x")
		if got := a.input.Value(); got != "one xtwo" {
			t.Errorf("Alt-b in a prompt: %q", got)
		}
	})
}

// No more is said of a copy than that it was sent, or that it cannot be.
func TestCopyNote(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for clipboard, want := range map[screen.Clipboard]string{
			screen.AskedClipboard: "Sent to the terminal’s clipboard: headline, date, ID.",
			screen.TmuxClipboard:  "Sent to tmux, which passes it on after: tmux set -s set-clipboard on",
			screen.NoClipboard:    "This terminal has no clipboard.",
		} {
			a := corpusApp(t, Options{Clipboard: clipboard}, 120, 40)
			msgs := press(a, "y")
			shows(t, a, want)
			if sent := brought[screen.Copy](msgs); sent != (clipboard != screen.NoClipboard) {
				t.Errorf("with clipboard %d the text is sent: %t", clipboard, sent)
			}
		}
	})
}

// What cannot be done is told.
func TestRefused(t *testing.T) {
	bubble(t, "note", func(t *testing.T) {
		a := keysApp(t)
		send(a, screen.Refused("There is no shell here."))
		shows(t, a, "There is no shell here.")
		press(a, "j")
		hides(t, a, "There is no shell here.")
	})
}

// Ctrl-C leaves, whatever is up.
func TestCtrlC(t *testing.T) {
	for _, s := range screens {
		bubble(t, s.name, func(t *testing.T) {
			for _, size := range [][2]int{{120, 40}, {60, 20}, {10, 3}} {
				a := s.app(t, Options{}, size[0], size[1])
				press(a, s.keys...)
				if msgs := press(a, "ctrl+c"); !brought[tea.QuitMsg](msgs) {
					t.Errorf("%v: Ctrl-C does not leave", size)
				}
			}
		})
	}
}

// Digits take off the chosen facet of that number.
func TestDigits(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := keysApp(t)
		press(a, "f", "enter", "j", "enter", "j", "enter", "esc")
		shows(t, a, "1 Industry ×", "2 2025-11-28 ×", "3 2025")
		press(a, "2")
		shows(t, a, "1 Industry ×", "2 2025 ×")
		press(a, "5")
		if got := strings.Join(a.reader.Chips(), ","); got != "Industry,2025" {
			t.Errorf("a digit without a chip leaves %s", got)
		}
		press(a, "1", "1")
		hides(t, a, "×")
		press(a, "f", "j", "enter", "0")
		hides(t, a, "×")
	})
}

// Esc goes one step back each time, from wherever, and never leaves.
func TestEscLadder(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := keysApp(t)
		press(a, "/", "a", "m", "k", "o", "r", "enter", "z", "/", "t", "h", "e", "enter", "?", "/", "p", "enter")
		steps := []struct {
			what string
			is   func() bool
		}{
			{"the words of the help go", func() bool { return a.overlay.words == "" && a.reader.Overlay() == model.HelpOverlay }},
			{"the help goes", func() bool { return a.reader.Overlay() == model.NoOverlay && a.release.search.words == "the" }},
			{"the words in the page go", func() bool { return a.release.search.words == "" && a.reader.Zoom() == model.ReleaseAlone }},
			{"to the list", func() bool {
				return a.reader.Zoom() == model.Panes && a.reader.Focus() == model.ListPane && a.reader.Query().Words == "amkor"
			}},
			{"the letters go", func() bool { return a.reader.Query().Words == "" && a.reader.Listing().Len() == 10 }},
			{"a hint how to quit", func() bool { return a.note == "q quits." }},
		}
		for _, s := range steps {
			if msgs := press(a, "esc"); !s.is() || brought[tea.QuitMsg](msgs) {
				t.Fatalf("Esc does not do: %s\n%s", s.what, strings.Join(rows(a), "\n"))
			}
		}
		press(a, "f", "enter", "esc", "esc")
		shows(t, a, "X takes the facets off.")
	})
}
