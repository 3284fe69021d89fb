package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/screen"
)

// effect is what an action does: from a state that the first keys lead to, each
// of its keys does what want sees.
type effect struct {
	name   string
	action string
	from   []string
	want   func(a *App, msgs []tea.Msg) bool
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
	{"Up", "up", []string{"j", "j"}, cursorAt(1)},
	{"Up in a release", "up", []string{"enter", "j", "j"}, topAt(1)},
	{"Up in the facets", "up", []string{"f", "j", "j"}, facetAt(1)},
	{"Down", "down", nil, cursorAt(1)},
	{"Down in a release", "down", []string{"enter"}, topAt(1)},
	{"Down in the facets", "down", []string{"f"}, facetAt(1)},
	{"Messages", "messages", nil, nil}, // of no key: see TestNews
	{"Down in the help", "down", []string{"?"}, func(a *App, _ []tea.Msg) bool { return a.overlay.top == 1 }},
	{"PageUp", "page up", []string{"G"}, func(a *App, _ []tea.Msg) bool { return a.reader.Cursor() == 9-a.listPage() }},
	{"PageUp in a release", "page up", []string{"enter", "j"}, topAt(0)},
	{"PageDown", "page down", nil, cursorAt(2)},
	{"PageDown in a release", "page down", []string{"enter"}, func(a *App, _ []tea.Msg) bool { return a.release.top == a.layout.release.h-1 }},
	{"HalfUp", "half a page up", []string{"G"}, func(a *App, _ []tea.Msg) bool { return a.reader.Cursor() == 9-a.listPage()/2 }},
	{"HalfDown", "half a page down", nil, func(a *App, _ []tea.Msg) bool { return a.reader.Cursor() == a.listPage()/2 }},
	{"Top", "beginning", []string{"j", "j"}, cursorAt(0)},
	{"Top in a release", "beginning", []string{"enter", "j", "j"}, topAt(0)},
	{"Bottom", "end", nil, cursorAt(9)},
	{"Bottom in a release", "end", []string{"enter"}, func(a *App, _ []tea.Msg) bool {
		return a.release.top == len(a.page().lines)-a.layout.release.h
	}},
	{"NextPane", "next pane", nil, focusOn(model.ReleasePane)},
	{"NextPane of a release", "next pane", []string{"enter"}, focusOn(model.FacetPane)},
	{"NextPane of the facets", "next pane", []string{"f"}, focusOn(model.ListPane)},
	{"PrevPane", "previous pane", nil, focusOn(model.FacetPane)},
	{"Facets", "facets", nil, focusOn(model.FacetPane)},
	{"Facets again", "facets", []string{"f"}, focusOn(model.ListPane)},
	{"Filter", "find", nil, promptIs(model.FilterPrompt)},
	{"Find in the facets", "find", []string{"f"}, promptIs(model.FacetPrompt)},
	{"Filter in a release", "find", []string{"enter"}, promptIs(model.PagePrompt)},
	{"Filter in the help", "search", []string{"?"}, promptIs(model.OverlayPrompt)},
	{"Zoom", "whole screen", nil, zoomed(model.ListAlone)},
	{"Zoom on", "whole screen", []string{"z"}, zoomed(model.ReleaseAlone)},
	{"Zoom back", "whole screen", []string{"z", "z"}, zoomed(model.Panes)},
	{"Zoom from a release", "whole screen", []string{"enter"}, zoomed(model.ReleaseAlone)},
	{"Zoom from the facets", "whole screen", []string{"f"}, zoomed(model.ListAlone)},
	{"Order", "layout", nil, func(a *App, _ []tea.Msg) bool {
		return a.reader.Arrangement() == model.SideBySide && !a.layout.beside && strings.HasPrefix(a.note, "Side by side wants")
	}},
	{"Help", "help", nil, overlayIs(model.HelpOverlay)},
	{"Help again", "help", []string{"?"}, overlayIs(model.QueryOverlay)},
	{"Help for a third time", "help", []string{"?", "?"}, overlayIs(model.NoOverlay)},
	{"Problems", "skipped", nil, overlayIs(model.ProblemOverlay)},
	{"Problems again", "skipped", []string{"!"}, overlayIs(model.NoOverlay)},
	{"Back from a release", "back", []string{"enter"}, focusOn(model.ListPane)},
	{"Back from the facets", "back", []string{"f"}, focusOn(model.ListPane)},
	{"Back from the help", "back", []string{"?"}, overlayIs(model.NoOverlay)},
	{"Back from a filter", "back", []string{"/", "a", "m", "ctrl+j"}, lettersAre("")},
	{"Back from what was skipped", "back", []string{"!"}, overlayIs(model.NoOverlay)},
	{"View before", "view before", []string{"f", "j", "enter", "esc"}, chipsAre()},
	{"View before a release", "view before", []string{"enter"}, focusOn(model.ListPane)},
	{"View after", "view after", []string{"enter", "backspace"}, focusOn(model.ReleasePane)},
	{"View after in the facets", "view after", []string{"f", "j", "enter", "backspace"}, chipsAre("Industry")},
	{"Wider list", "wider", nil, facetsAre(-2)},
	{"Wider facets", "wider", []string{"f"}, facetsAre(2)},
	{"Narrower release", "narrower", []string{"enter"}, facetsAre(2)},
	{"Narrower facets", "narrower", []string{"f"}, facetsAre(-2)},
	{"Usual widths", "usual widths", []string{"f", "+", "+"}, facetsAre(0)},
	{"Save", "save", []string{"/", "t", "ctrl+j"}, promptIs(model.SavePrompt)},
	{"Save chosen facets", "save", []string{"f", "j", "enter"}, promptIs(model.SavePrompt)},
	{"Remove", "remove", []string{"/", "t", "ctrl+j", "S", "enter", "f", "g"}, func(a *App, _ []tea.Msg) bool { return len(a.reader.Searches()) == 0 }},
	{"Command", "command", nil, promptIs(model.PalettePrompt)},
	{"Command in a release", "command", []string{"enter"}, promptIs(model.PalettePrompt)},
	{"Open the best", "take or open", []string{"/", "k"}, focusOn(model.ReleasePane)},
	{"Do", "take or open", []string{":", "r", "e", "a", "d"}, focusOn(model.ReleasePane)},
	{"Keep the words", "take or open", []string{"enter", "/", "t", "h", "e"}, promptIs(model.NoPrompt)},
	{"Take a field", "take", []string{"/", "c", "a", "t"}, typedIs("category:")},
	{"Move up below the line", "move up", []string{"/", "o", "r", "g", ":", "down", "down"}, markAt(1)},
	{"Move down below the line", "move down", []string{"/", "o", "r", "g", ":"}, markAt(1)},
	{"Move down in the list", "move down", []string{"/", "k"}, cursorAt(1)},
	{"Move a page up", "move a page up", []string{"/", "k", "down"}, cursorAt(0)},
	{"Move a page down", "move a page down", []string{"/", "k"}, func(a *App, _ []tea.Msg) bool { return a.reader.Cursor() > 1 }},
	{"To the list with it", "to the list", []string{"/", "k"}, func(a *App, _ []tea.Msg) bool { return a.place() == inList && a.reader.Text() == "k" }},
	{"Give up", "give up", []string{"/", "k"}, func(a *App, _ []tea.Msg) bool { return a.place() == inList && a.reader.Text() == "" }},
	{"Give a range up", "give up", []string{"r", "7", "d"}, promptIs(model.NoPrompt)},
	{"Give the palette up", "give up", []string{"f", ":", "q"}, func(a *App, _ []tea.Msg) bool { return a.place() == inFacets }},
	{"Next unread", "next unread", []string{"a"}, cursorAt(1)},
	{"Next unread in a release", "next unread", []string{"enter"}, func(a *App, _ []tea.Msg) bool {
		return a.reader.Focus() == model.ReleasePane && a.reader.Shown() == a.reader.At(1)
	}},
	{"Star", "star", []string{"j"}, starredAre(1)},
	{"Star no more", "star", []string{"s", "j", "s", "k"}, starredAre(1)},
	{"Read", "read or unread", []string{"j"}, readAre(1)},
	{"Unread", "read or unread", []string{"a", "j", "a"}, readAre(0)},
	{"All read", "all read", []string{"a"}, readAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)},
	{"Undo", "undo", []string{"a", "A"}, readAre(0)},
	{"Undo twice", "undo", []string{"a", "s", "U"}, readAre()},
	{"Quit", "quit", nil, brings[tea.QuitMsg]},
	{"Quit from a release", "quit", []string{"enter", "z"}, brings[tea.QuitMsg]},
	{"Suspend", "suspend", []string{"/", "a"}, brings[tea.SuspendMsg]},
	{"Redraw", "redraw", nil, brings[screen.Redraw]},
	{"Mouse", "mouse", nil, func(a *App, _ []tea.Msg) bool { return a.View().MouseMode == tea.MouseModeNone }},
	{"Mouse again", "mouse", []string{"ctrl+t"}, func(a *App, _ []tea.Msg) bool { return a.View().MouseMode == tea.MouseModeCellMotion }},
	{"Copy", "copy", []string{"j"}, func(a *App, msgs []tea.Msg) bool {
		r := a.reader.At(1)
		return slices.Contains(msgs, tea.Msg(screen.Copy("“"+r.Title+"” (Korea, Ministry of Trade, Industry and Resources, "+r.Date.String()+"), "+r.ID)))
	}},
	{"Save", "save", nil, noteIs("There is no query to save: type a filter or choose a facet first.")},
	{"Save what is asked for", "save", []string{"/", "k", "ctrl+j"}, promptIs(model.SavePrompt)},
	{"Wider facets", "wider", []string{"f"}, facetsWider(1)},
	{"Narrower facets", "narrower", []string{"f"}, facetsWider(-1)},
	{"Usual widths", "usual widths", []string{"f", "+"}, facetsWider(0)},
	{"What changed", "what changed", nil, noteIs("This release has one version.")},
	{"What changed, in a release", "what changed", []string{"enter"}, noteIs("This release has one version.")},
	{"Older version", "older version", nil, noteIs("This release has one version.")},
	{"Open", "read", []string{"j"}, func(a *App, _ []tea.Msg) bool {
		return a.reader.Focus() == model.ReleasePane && a.reader.Shown() == a.reader.At(1) && a.page() != nil
	}},
	{"Next", "next", []string{"enter", "z"}, func(a *App, _ []tea.Msg) bool {
		return a.reader.Zoom() == model.ReleaseAlone && a.reader.Shown() == a.reader.At(1) && a.reader.Cursor() == 1 && a.page() != nil
	}},
	{"Prev", "previous", []string{"j", "j", "enter"}, func(a *App, _ []tea.Msg) bool {
		return a.reader.Focus() == model.ReleasePane && a.reader.Shown() == a.reader.At(1)
	}},
	{"Names", "names", nil, menuIs(model.NamesMenu)},
	{"Leave a release", "leave", []string{"enter", "z"}, focusOn(model.ListPane)},
	{"Leave the facets", "leave", []string{"f"}, focusOn(model.ListPane)},
	{"Leave the help", "leave", []string{"?"}, overlayIs(model.NoOverlay)},
	{"Leave a menu", "leave", []string{"i"}, menuIs(model.NoMenu)},
	{"Leave the list", "leave", nil, brings[tea.QuitMsg]},
	{"Back from a menu", "back", []string{"m"}, menuIs(model.NoMenu)},
	{"To the list", "list", []string{"enter", "z"}, focusOn(model.ListPane)},
	{"Go to a name", "go there", []string{"i"}, func(a *App, _ []tea.Msg) bool { return len(a.reader.Chips()) == 1 && !a.menuUp() }},
	{"Go to a related one", "go there", []string{"G", "k", "k", "k", "m"}, func(a *App, _ []tea.Msg) bool {
		return !a.menuUp() && a.reader.Focus() == model.ReleasePane && a.reader.Shown() == a.reader.At(7)
	}},
	{"PageDown in the facets", "page down", []string{"f"}, func(a *App, _ []tea.Msg) bool {
		return a.reader.FacetCursor() == min(a.facetBody().h-1, len(a.reader.Items())-1)
	}},
	{"PageDown in the help", "page down", []string{"?"}, func(a *App, _ []tea.Msg) bool { return a.overlay.top == min(a.overlayHeight()-1, a.overlay.last(a)) }},
	{"Space in a release", "read on", []string{"enter"}, func(a *App, _ []tea.Msg) bool { return a.release.top == a.layout.release.h-1 && a.reader.Cursor() == 0 }},
	{"Space at the end", "read on", []string{"j", "enter", "G"}, func(a *App, _ []tea.Msg) bool { return a.reader.Cursor() == 2 && a.release.top == 0 }},
	{"LineDown", "line down", nil, func(a *App, _ []tea.Msg) bool { return a.list.top == 1 && a.reader.Cursor() == 1 }},
	{"LineDown under a cursor that stays", "line down", []string{"j", "j"}, func(a *App, _ []tea.Msg) bool { return a.list.top == 1 && a.reader.Cursor() == 2 }},
	{"LineDown in a release", "line down", []string{"enter"}, topAt(1)},
	{"LineDown in the facets", "line down", []string{"f"}, func(a *App, _ []tea.Msg) bool { return a.facets.top == 1 }},
	{"LineDown in a menu", "line down", []string{"i"}, func(a *App, _ []tea.Msg) bool { return a.menu.top == 1 }},
	{"LineUp", "line up", []string{"G"}, func(a *App, _ []tea.Msg) bool {
		return a.list.top == a.list.earliest(a, a.listForm(), 9, a.listForm().h)-1
	}},
	{"LineUp in a release", "line up", []string{"enter", "j", "j"}, topAt(1)},
	{"Top of the screen", "top of the screen", []string{"G"}, func(a *App, _ []tea.Msg) bool { return a.reader.Cursor() == a.list.top && a.list.top > 0 }},
	{"Middle of the screen", "middle of the screen", nil, seenAt(1, 3)},
	{"Bottom of the screen", "bottom of the screen", nil, seenAt(2, 3)},
	{"Top of the facets", "top of the screen", []string{"f", "j", "j"}, facetAt(0)},
	{"Bottom of a menu", "bottom of the screen", []string{"i"}, func(a *App, _ []tea.Msg) bool { _, _, at := a.reader.Menu(); return at > 2 && a.menu.top == 0 }},
	{"Next paragraph", "next paragraph", []string{"enter"}, atParagraph(1)},
	{"Previous paragraph", "previous paragraph", []string{"enter", "}", "}"}, atParagraph(1)},
	{"Next facet", "next paragraph", []string{"f"}, facetAt(1)},
	{"Previous facet", "previous paragraph", []string{"f", "}", "}"}, facetAt(1)},
	{"Next month", "next paragraph", nil, cursorAt(9)},
	{"Previous month", "previous paragraph", []string{"j", "j"}, cursorAt(0)},
	{"Scroll the page", "scroll the page down", nil, topAt(1)},
	{"Scroll the page from the facets", "scroll the page down", []string{"f", "J"}, topAt(2)},
	{"Scroll the page back", "scroll the page up", []string{"J", "J"}, topAt(1)},
	{"Next hit", "next place", []string{"/", "a", "m", "k", "o", "r", "ctrl+j"}, func(a *App, _ []tea.Msg) bool {
		return a.release.search.at == 1 && a.reader.Cursor() == 0 && a.reader.Focus() == model.ListPane
	}},
	{"Previous hit", "previous place", []string{"/", "a", "m", "k", "o", "r", "ctrl+j", "n"}, func(a *App, _ []tea.Msg) bool { return a.release.search.at == 0 && a.reader.Cursor() == 0 }},
	{"Names in a release", "names", []string{"enter", "z"}, menuIs(model.NamesMenu)},
	{"Names again", "names", []string{"i"}, menuIs(model.NoMenu)},
	{"Related", "related", nil, menuIs(model.RelatedMenu)},
	{"Related from the names", "related", []string{"i"}, menuIs(model.RelatedMenu)},
	{"NextMatch", "next place", []string{"enter", "/", "t", "h", "e", "enter"}, matchAt(1)},
	{"PrevMatch", "previous place", []string{"enter", "/", "t", "h", "e", "enter", "n", "n"}, matchAt(1)},
	{"Toggle", "choose", []string{"f", "j"}, chipsAre("Industry")},
	{"Toggle again", "choose", []string{"f", "j", "enter"}, chipsAre()},
	{"Toggle a bar", "choose", []string{"f"}, chipsAre("2025-11-28")},
	{"Expand", "open", []string{"f", "j", "j", "h"}, yearOpen(true)},
	{"Expand on bars", "open", []string{"f", "h", "h"}, barAt(13)},
	{"Collapse", "close", []string{"f", "j", "j"}, yearOpen(false)},
	{"Collapse on bars", "close", []string{"f"}, barAt(13)},
	{"Mark", "mark", []string{"f"}, func(a *App, _ []tea.Msg) bool { return a.bars()[14].Marked }},
	{"Period", "range", nil, promptIs(model.PeriodPrompt)},
	{"Last", "take one off", []string{"f", "enter", "j", "enter", "esc"}, chipsAre("Industry")},
	{"Clear", "take all off", []string{"f", "enter", "j", "enter", "esc"}, chipsAre()},
}

// readAre is whether the releases in some places of the list are read, and no others.
func readAre(places ...int) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool {
		for i := range a.reader.Listing().Len() {
			if a.reader.IsRead(a.reader.Listing().Number(i)) != slices.Contains(places, i) {
				return false
			}
		}
		return true
	}
}

func starredAre(places ...int) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool {
		for i := range a.reader.Listing().Len() {
			if a.reader.IsStarred(a.reader.Listing().Number(i)) != slices.Contains(places, i) {
				return false
			}
		}
		return true
	}
}

// atParagraph is whether the page begins with its n-th part behind a blank line.
func atParagraph(n int) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool {
		plain, left := a.page().plain, n
		for i := 1; i < len(plain); i++ {
			if plain[i] != "" && plain[i-1] == "" {
				if left--; left == 0 {
					return a.release.top == i
				}
			}
		}
		return false
	}
}

// seenAt is whether the cursor is on the i-th of n rows that are seen whole.
func seenAt(i, n int) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool {
		rows := a.seen()
		return len(rows) == n && a.reader.Cursor() == rows[i]
	}
}

func typedIs(s string) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.input.Value() == s }
}
func markAt(i int) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.choices.mark == i }
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

// facetsWider reports whether the facets are wider than by themselves, with -1 narrower,
// or with 0 neither.
func facetsWider(sign int) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return cmp.Compare(a.layout.facets.w, a.facetsWidth()) == sign }
}
func noteIs(text string) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.note == text }
}
func focusOn(p model.Pane) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool { return a.reader.Focus() == p }
}

// facetsAre is that the facets are so many cells wider than by themselves.
func facetsAre(by int) func(*App, []tea.Msg) bool {
	return func(a *App, _ []tea.Msg) bool {
		auto := arrange(a.w, a.h, layoutRequest{facets: a.facetsWidth(), focus: a.reader.Focus(), order: a.reader.Arrangement()})
		return a.layout.facets.w == auto.facets.w+by
	}
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
func keysApp(testing.TB) *App {
	lib := skipped()
	lib.Problems = nil // of which the footer would tell
	a := newApp(Options{Library: lib}, 120, 18)
	lib.Problems = []data.Problem{{Place: data.Place{File: "releases.txt", Line: 7}, What: "a record without a date"}}
	return a
}

// skipped is the library of keysApp.
var skipped = sync.OnceValue(loadEmbedded)

// tried are the panes, overlays and menus that keys are tried in, and one way to
// come to each.
var tried = map[place][]string{inList: nil, inPage: {"enter"}, inFacets: {"f"}, inMenu: {"i"}, inOverlay: {"?"}}

func TestEveryAction(t *testing.T) {
	if testing.Short() {
		t.Skip("many frames, drawn by one goroutine")
	}
	tested := map[*action]bool{}
	keys := newKeys()
	for _, e := range effects {
		bubble(t, e.name, func(t *testing.T) {
			a := keysApp(t)
			press(a, e.from...)
			in := a.place()
			of := func(a *App) (list []*action) {
				for _, s := range a.keys {
					for i := range s.actions {
						if d := &s.actions[i]; d.name == e.action && d.in&in != 0 && d.offered(a) {
							list = append(list, d)
						}
					}
				}
				return list
			}
			if len(of(a)) == 0 {
				t.Fatalf("there is no action %q after %v", e.action, e.from)
			}
			a.keys = keys
			for _, d := range of(a) {
				tested[d] = true
				for _, name := range d.keys {
					a := keysApp(t)
					press(a, e.from...)
					if e.want(a, nil) {
						t.Fatalf("what %s should do is so before it is pressed", name)
					}
					if name == "Z" {
						press(a, name)
					}
					if msgs := press(a, name); !e.want(a, msgs) {
						t.Errorf("%s after %v does not do its work: %s", name, e.from, d.help)
					}
				}
			}
		})
	}
	for _, s := range keys {
		for i := range s.actions {
			if d := &s.actions[i]; d.do != nil && !tested[d] && (d.when == nil || d.in&inPrompt != 0) {
				t.Errorf("no test for %s %v: %s", d.name, d.keys, d.help)
			}
		}
	}
}

// A key of another place does nothing but say so: each key, in each place where it
// has no action.
func TestKeysElsewhere(t *testing.T) {
	for in, from := range tried {
		bubble(t, fmt.Sprint(in), func(t *testing.T) {
			a := keysApp(t)
			press(a, from...)
			if a.place() != in {
				t.Fatalf("%v lead to place %d", from, a.place())
			}
			before := rows(a)
			none := 0
			for _, s := range newKeys() {
				for _, d := range s.actions {
					for _, k := range d.keys {
						if a.actionOf(k, in) != nil {
							continue
						}
						none++
						msgs := press(a, k)
						after := rows(a)
						if last := len(after) - 1; !slices.Equal(after[:last], before[:last]) || len(msgs) > 0 {
							t.Fatalf("%s in place %d does something", k, in)
						}
						if !strings.Contains(after[len(after)-1], " does nothing here: ? shows what does.") {
							t.Errorf("%s in place %d says %q", k, in, after[len(after)-1])
						}
					}
				}
			}
			if none < 3 {
				t.Errorf("only %d keys do nothing in place %d", none, in)
			}
		})
	}
}

// What is no key changes nothing on the screen, but for a word that says so.
func TestWrongKeys(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, from := range [][]string{nil, {"enter"}, {"f"}, {"z"}, {"?"}, {"i"}} {
			a := keysApp(t)
			press(a, from...)
			before := rows(a)
			for k, name := range map[string]string{"f5": "F5", "insert": "Insert", "delete": "Delete", "@": "@", "ctrl+g": "Ctrl-g",
				"ctrl+v": "Ctrl-v", "ctrl+space": "Ctrl-space", "é": "é", "T": "T", "0": "0"} {
				msgs := press(a, k)
				after := rows(a)
				if last := len(after) - 1; !slices.Equal(after[:last], before[:last]) || brought[tea.QuitMsg](msgs) {
					t.Errorf("%s after %v does something", k, from)
				}
				shows(t, a, " "+name+" does nothing here: ? shows what does.")
			}
		}
	})
}

// What types and edits nothing says so in a prompt, and changes nothing.
func TestWrongKeysInPrompts(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, open := range [][]string{{"/"}, {"r"}, {":"}, {"enter", "/"}, {"?", "/"}, {"f", "/"}} {
			a := keysApp(t)
			press(a, append(open, "k", "o")...)
			for k, name := range map[string]string{"f5": "F5", "insert": "Insert", "ctrl+o": "Ctrl-o", "shift+tab": "Shift-tab", "ctrl+t": "Ctrl-t"} {
				press(a, k)
				if shows(t, a, " "+name+" does nothing while something is typed."); a.input.Value() != "ko" || a.place() != inPrompt {
					t.Errorf("%s after %v does something", k, open)
				}
			}
			press(a, "left", "x", "home", "y", "end", "backspace", "ctrl+w", "z")
			if hides(t, a, "does nothing"); a.input.Value() != "z" {
				t.Errorf("after %v the line is %q", open, a.input.Value())
			}
		}
	})
}

// A number before a key does it as often, or goes to the line of that number. It
// is seen, and goes with the key.
func TestCounts(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, test := range []struct {
			keys string
			want func(*App, []tea.Msg) bool
		}{
			{"5j", cursorAt(5)}, {"5j2k", cursorAt(3)}, {"12j", cursorAt(9)}, {"7G", cursorAt(6)}, {"7g", cursorAt(6)}, {"7gg", cursorAt(6)},
			{"7ggg", cursorAt(6)}, {"5jgg", cursorAt(0)}, {"G10gg", cursorAt(9)}, {"10k", cursorAt(0)}, {"0j", cursorAt(1)}, {"3z", cursorAt(0)},
			{"99999999999999999999j", cursorAt(9)}, {"4[", cursorAt(0)}, {"4]", cursorAt(4)}, {"4]2[", cursorAt(2)}, {"5@j", cursorAt(1)},
			{"l4j", topAt(4)}, {"l6G", topAt(5)}, {"l6gg", topAt(5)}, {"f3j", facetAt(3)}, {"f2l", barAt(14)}, {"f9h2l", barAt(7)},
			{"frj", promptIs(model.PeriodPrompt)},
		} {
			a := keysApp(t)
			var msgs []tea.Msg
			for _, k := range test.keys {
				msgs = append(msgs, press(a, string(k))...)
			}
			if !test.want(a, msgs) || a.count != 0 {
				t.Errorf("%s leads to release %d, line %d, facet %d", test.keys, a.reader.Cursor(), a.release.top, a.reader.FacetCursor())
			}
		}
		a := keysApp(t)
		press(a, "1", "2")
		if got := rows(a)[17]; !strings.HasPrefix(got, " 12 ") {
			t.Errorf("the number is not seen: %q", got)
		}
		press(a, "esc")
		if got := rows(a)[17]; strings.HasPrefix(got, " 12") || a.reader.Cursor() != 0 {
			t.Errorf("Esc does not take the number back: %q", got)
		}
		press(a, "3")
		wheel(a, 50, 4, true)
		if press(a, "j"); a.reader.Cursor() != 2 {
			t.Errorf("a number outlives the wheel: the cursor is at %d", a.reader.Cursor())
		}
		press(a, "/", "3", "k")
		if a.input.Value() != "3k" {
			t.Errorf("in a prompt the number is %q", a.input.Value())
		}
	})
}

// q goes one level back each time, and leaves from the list; the footer says which.
func TestQuitGoesBack(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 20}} {
			a := corpusApp(t, Options{}, size[0], size[1])
			press(a, "/", "a", "m", "k", "enter", "z", "i", "?")
			for _, step := range []struct {
				in   place
				word string
			}{{inOverlay, "q back"}, {inMenu, "q back"}, {inPage, "q list"}, {inList, "q quit"}} {
				if a.place() != step.in || !strings.HasSuffix(rows(a)[size[1]-1], step.word) {
					t.Fatalf("%v: in place %d the footer is %q", size, a.place(), rows(a)[size[1]-1])
				}
				if brought[tea.QuitMsg](press(a, "q")) != (step.in == inList) {
					t.Errorf("%v: q in place %d quits, or does not", size, step.in)
				}
			}
			if a.reader.Query().Words != "amk" {
				t.Error("q takes the query back")
			}
		}
	})
}

// Q and ZZ quit from everywhere but prompts, where they are typed; one Z does not.
func TestAlwaysQuit(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for in, from := range tried {
			a := keysApp(t)
			press(a, from...)
			if brought[tea.QuitMsg](press(a, "Z", "j", "Z")) {
				t.Errorf("in place %d one Z and another quit", in)
			}
			if !brought[tea.QuitMsg](press(a, "Z")) || !brought[tea.QuitMsg](press(a, "Q")) {
				t.Errorf("in place %d ZZ or Q does not quit", in)
			}
		}
		a := keysApp(t)
		if brought[tea.QuitMsg](press(a, "/", "Q", "Z", "Z")) || a.input.Value() != "QZZ" {
			t.Error("Q and Z are not typed in a prompt")
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

// A copy is shown, and no more is said of it than that it was sent, or that it cannot be.
func TestCopyNote(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for clipboard, want := range map[screen.Clipboard]string{
			screen.AskedClipboard: " · Sent to the terminal’s clipboard.",
			screen.TmuxClipboard:  " · Sent to tmux. If it did not arrive: tmux set -s set-clipboard on",
			screen.NoClipboard:    " · This terminal has no clipboard.",
		} {
			a := corpusApp(t, Options{Clipboard: clipboard}, 120, 40)
			msgs := press(a, "y")
			if r := a.reader.At(a.reader.Cursor()); a.note != Citation(r, nil, a.reader.Library().Name)+want {
				t.Errorf("with clipboard %d the note is %q", clipboard, a.note)
			}
			shows(t, a, "“Korea Advances AI-driven K-Bio Innovation” (Korea, Ministry of Trade") // to be marked, or typed off
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
		shows(t, a, "X clears the chosen facets.")
	})
}
