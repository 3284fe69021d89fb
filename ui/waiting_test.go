package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pressroom/data/corpus"
	"pressroom/model"
)

// startedOn returns a reader of the corpus that was opened on a query and has
// not been answered yet, and the command that will do so.
func startedOn(t testing.TB, o Options, query string) (*App, tea.Cmd) {
	t.Helper()
	snap, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	lib := model.NewLibrary(corpus.Publisher, snap, nil)
	opened = append(opened, lib)
	o.Library, o.Clock, o.Query = lib, today, query
	a := New(o)
	cmd := a.Init()
	send(a, tea.WindowSizeMsg{Width: 80, Height: 24})
	return a, cmd
}

// listed returns the days of the releases that are listed.
func listed(a *App) string {
	var days []string
	for i := range a.reader.Listing().Len() {
		days = append(days, a.reader.At(i).Date.String()[8:])
	}
	return strings.Join(days, " ")
}

// A reader that is opened on a query never lists what is not of it: before the
// answer nothing, and when it takes long, that it is searched for.
func TestOpenOnAQuery(t *testing.T) {
	for _, tt := range []struct{ query, want string }{
		{`"hybrid bonding"`, "27"}, {"tariff", "14 28"}, {"org:KATS", "28 27"}, {"krw>=10tn", "24 14"}, {"zzqqxx", ""},
	} {
		bubble(t, tt.query, func(t *testing.T) {
			a, cmd := startedOn(t, Options{}, tt.query)
			hides(t, a, "11-2", "Korea Adv", "Nothing", "No release", "earching", "of 10", "· 1 min")
			held := hold(t, a, cmd)
			shows(t, a, "Searching", "searching…")
			hides(t, a, "11-2", "Korea Adv", "Nothing", "No release", "of 10", "· 1 min")
			for _, it := range a.reader.Items() {
				if it.Count != 0 {
					t.Errorf("%s counts %d of what is not known", it.Label, it.Count)
				}
			}
			send(a, tea.WindowSizeMsg{Width: 120, Height: 40})
			shows(t, a, "   Industry                     │")
			for _, msg := range held {
				send(a, msg)
			}
			if got := listed(a); got != tt.want {
				t.Errorf("listed are %q, want %q", got, tt.want)
			}
			hides(t, a, "earching")
			if tt.want == "" {
				shows(t, a, "No release has zzqqxx.")
			} else if a.reader.Shown() != a.reader.At(0) || a.page() == nil {
				t.Error("the first is not shown")
			}
		})
	}
	bubble(t, "headlines", func(t *testing.T) { // are known at once
		a, cmd := startedOn(t, Options{}, "amkor")
		if got := listed(a); got != "21 20" {
			t.Errorf("listed are %q", got)
		}
		hold(t, a, cmd)
		shows(t, a, "searching…", "Amkor Korea", "Launches")
	})
}

// While a filter is typed the earlier list stands until something is known of
// the new one, but not for long; and Enter opens what was asked for, however
// fast it follows.
func TestTypeAheadOfTheAnswer(t *testing.T) {
	bubble(t, "long", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		press(a, "/")
		typeIn(a, "tarif")
		_, cmd := a.Update(keyPress("f"))
		shows(t, a, "1 of 2", "K-Mobility Drives") // of tarif, which begins a word of texts
		held := hold(t, a, cmd)
		shows(t, a, "Searching the texts…", "searching…")
		hides(t, a, "Nothing", "14 Nov  K-Mobility", "of 2")
		press(a, "enter")
		if a.reader.Focus() != model.ListPane || a.reader.Prompt() != model.FilterPrompt {
			t.Error("Enter opens what is not there")
		}
		for _, msg := range held {
			send(a, msg)
		}
		if a.reader.Focus() != model.ReleasePane || a.reader.Shown() != a.reader.At(0) || listed(a) != "14 28" {
			t.Errorf("Enter did not open the first of %q", listed(a))
		}
	})
	bubble(t, "pick from the start", func(t *testing.T) {
		a, cmd := startedOn(t, Options{Pick: true}, "title:amkor")
		held := hold(t, a, cmd)
		if msgs := press(a, "enter"); len(msgs) > 0 || a.Picked() != nil {
			t.Errorf("Enter took %q before there was an answer", a.Picked())
		}
		for _, msg := range held {
			send(a, msg)
		}
		if got := a.Picked(); len(got) != 1 || got[0] != a.reader.At(0).ID {
			t.Errorf("Enter took %q, and listed are %q", got, listed(a))
		}
	})
	bubble(t, "pick", func(t *testing.T) {
		a := corpusApp(t, Options{Pick: true}, 80, 24)
		press(a, "/")
		var cmds []tea.Cmd
		for _, k := range append(strings.Split(`"hybrid`, ""), "space", "b", "o", "n", "d", "i", "n", "g", `"`, "enter") {
			_, cmd := a.Update(keyPress(k))
			cmds = append(cmds, cmd)
		}
		if a.Picked() != nil {
			t.Fatalf("%v is picked from a list of another query", a.Picked())
		}
		quit := false
		for _, cmd := range cmds {
			quit = brought[tea.QuitMsg](carry(a, cmd)) || quit
		}
		if want := a.reader.At(0).ID; !quit || len(a.Picked()) != 1 || a.Picked()[0] != want || listed(a) != "27" {
			t.Errorf("picked are %v of %q, want %s", a.Picked(), listed(a), want)
		}
	})
	bubble(t, "given up", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		press(a, "j", "j", "j", "/")
		_, cmd := a.Update(tea.PasteMsg{Content: `"hybrid bonding"`})
		hold(t, a, cmd)
		press(a, "enter", "esc")
		if a.reader.Cursor() != 3 || a.reader.Listing().Len() != 10 || a.reader.Focus() != model.ListPane {
			t.Errorf("after Esc the cursor is on %d of %d", a.reader.Cursor(), a.reader.Listing().Len())
		}
	})
}

// What cannot be answered says why.
func TestCannotBeAnswered(t *testing.T) {
	bubble(t, "closed", func(t *testing.T) {
		a := ownApp(Options{}, 80, 24)
		a.reader.Library().Close()
		press(a, "/")
		send(a, tea.PasteMsg{Content: `"hybrid bonding"`})
		shows(t, a, "The query cannot be answered:", "the library is closed")
		hides(t, a, "11-28", "earching")
		if foot := rows(a)[23]; !strings.HasPrefix(foot, " Enter open") {
			t.Errorf("the footer says it again: %q", foot)
		}
		press(a, "esc")
		shows(t, a, "1 of 10")
		hides(t, a, "cannot be answered", "closed")
		press(a, "/")
		typeIn(a, "amkor") // the headlines are known, and the texts are not
		if foot := rows(a)[23]; listed(a) != "21 20" || !strings.HasPrefix(foot, " the library is closed ") {
			t.Errorf("listed are %q, and the footer is %q", listed(a), foot)
		}
	})
}
