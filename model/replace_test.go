package model

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/snapshot"
)

// topics are what releases are about, so that some are like others.
var topics = []string{
	"Wafers, lithography and etching were shown at Saebom Technology.",
	"Ferries, harbours and shipping were shown at Hanbit Lines.",
}

// yearly returns a library of releases, one a month from a year up to another.
func yearly(from, to int) *Library {
	var releases []data.Document
	for year := from; year <= to; year++ {
		for month := 1; month <= 12; month++ {
			date, err := data.ParseDate(fmt.Sprintf("%d-%02d-15", year, month))
			if err != nil {
				panic(err)
			}
			title := fmt.Sprintf("Graphene Plant Opens, %d-%02d", year, month)
			releases = append(releases, data.Document{Release: data.Release{Date: date, Category: "Industry", Title: title}, Body: "The Ministry of Trade opened it with Minister Kim Jung-kwan. Graphene was made there. " + topics[month%2]})
		}
	}
	c, _ := snapshot.New(releases)
	return NewLibrary("yearly", c, nil)
}

// A cursor that nobody has moved is on the newest release of the whole, whatever
// the beginning of the file held; one that was moved stays on its release.
func TestAWholeLibraryInThePlaceOfItsBeginning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // where timers run out at once
		yearly := func(from, to int) *Library {
			lib := yearly(from, to)
			t.Cleanup(func() { lib.Close() })
			return lib
		}
		for _, query := range []string{"", "graphene", `"graphene plant"`, "category:industry", "sort:title"} {
			r := NewReader(yearly(2000, 2001), Options{Clock: today})
			run(r, r.Start(query))
			r.loading = &Progress{}
			if !r.Provisional() {
				t.Errorf("%q: the first release of a beginning counts as final", query)
			}
			run(r, r.Update(Loaded{Library: yearly(2000, 2025)}))
			want := "Graphene Plant Opens, 2025-12"
			if query == "sort:title" {
				want = "Graphene Plant Opens, 2000-01"
			}
			equal(t, query+": the cursor", r.Cursor(), 0)
			equal(t, query+": under the cursor", here(r), want)
			r.show()
			equal(t, query+": shown", r.Shown().Title, want)

			r = NewReader(yearly(2000, 2001), Options{Clock: today})
			run(r, r.Start(query))
			r.loading = &Progress{}
			r.MoveTo(3)
			moved := here(r)
			if r.Provisional() {
				t.Errorf("%q: a release that was gone to counts as provisional", query)
			}
			run(r, r.Update(Loaded{Library: yearly(2000, 2025)}))
			equal(t, query+": under a cursor that was moved", here(r), moved)
		}
	})
}

// Giving a filter up returns to the top of the list where the cursor was there
// by itself.
func TestGivingAFilterUpInAWholeLibrary(t *testing.T) {
	r := NewReader(yearly(2000, 2001), Options{Clock: today})
	r.StartPrompt(FilterPrompt)
	run(r, r.SetLetters("graphene"))
	run(r, r.SetLibrary(yearly(2000, 2025)))
	run(r, r.CancelPrompt())
	equal(t, "under the cursor", here(r), "Graphene Plant Opens, 2025-12")
}

// The view that a filter was opened in is gone back to in another library too: to the
// release that was read, or to the list where that is not there any more.
func TestAFilterOpenedInAnotherLibrary(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, test := range []struct {
			from, to int
			focus    Pane
			shown    string
		}{
			{2000, 2025, ReleasePane, "Graphene Plant Opens, 2025-07"},
			{2025, 2025, ReleasePane, "Graphene Plant Opens, 2025-07"},
			{2000, 2001, ListPane, "Graphene Plant Opens, 2001-12"},
		} {
			before, after := yearly(2024, 2025), yearly(test.from, test.to)
			r := NewReader(before, Options{Clock: today})
			run(r, r.MoveTo(5))
			r.Open()
			r.StartPrompt(FilterPrompt)
			run(r, r.SetLetters("graphene"))
			run(r, r.SetLibrary(after))
			r.EndPrompt()
			cmd, there := r.GoBack(1)
			run(r, cmd)
			equal(t, "there is a view", there, true)
			equal(t, "focus", r.Focus(), test.focus)
			equal(t, "shown", r.Shown().Title, test.shown)
			before.Close()
			after.Close()
		}
	})
}

// run carries out a command and all that follow from it.
func run(r *Reader, cmd tea.Cmd) {
	for _, msg := range messages(cmd) {
		run(r, r.Update(msg))
	}
}

// messages returns what a command brings, also when a time has passed.
func messages(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
		return nil
	case tea.BatchMsg:
		var all []tea.Msg
		for _, c := range msg {
			all = append(all, messages(c)...)
		}
		return all
	default:
		return []tea.Msg{msg}
	}
}

// A menu that is up when a library takes the place of another opens what it
// says, and loses what is not there any more.
func TestAMenuInAnotherLibrary(t *testing.T) {
	titlesOf := func(r *Reader) []string {
		var list []string
		_, items, _ := r.Menu()
		for _, it := range items {
			list = append(list, it.Label)
		}
		return list
	}
	r := NewReader(yearly(2001, 2002), Options{Clock: today})
	run(r, r.OpenMenu(RelatedMenu))
	before := titlesOf(r)
	if len(before) != 11 {
		t.Fatalf("the menu has %v", before)
	}
	run(r, r.SetLibrary(yearly(2000, 2004)))
	same(t, "the menu in a larger library", titlesOf(r), before)
	r.MoveMenu(10)
	run(r, r.ChooseMenu())
	equal(t, "opened there", r.Shown().Title, before[10])

	r = NewReader(yearly(2001, 2002), Options{Clock: today})
	run(r, r.OpenMenu(RelatedMenu))
	run(r, r.SetLibrary(yearly(2002, 2002)))
	after := titlesOf(r)
	if len(after) != 5 || slices.ContainsFunc(after, func(s string) bool { return strings.Contains(s, "2001") }) {
		t.Errorf("the menu in a smaller library: %v", after)
	}
	r.MoveMenu(4)
	run(r, r.ChooseMenu())
	equal(t, "opened in the smaller", r.Shown().Title, after[4])

	r = NewReader(yearly(2001, 2002), Options{Clock: today})
	run(r, r.OpenMenu(NamesMenu))
	run(r, r.SetLibrary(yearly(2005, 2006)))
	if kind, _, _ := r.Menu(); kind != NoMenu {
		t.Error("the menu of a release that is gone stays up")
	}
}

// A menu that was asked for in one library and is answered in another is of the
// other.
func TestAMenuThatComesLate(t *testing.T) {
	r := NewReader(yearly(2001, 2002), Options{Clock: today})
	asked := r.OpenMenu(RelatedMenu)
	again := r.SetLibrary(yearly(2000, 2004))
	run(r, asked)
	if kind, _, _ := r.Menu(); kind != NoMenu {
		t.Error("a menu of the earlier library comes up")
	}
	run(r, again)
	if kind, _, _ := r.Menu(); kind != RelatedMenu {
		t.Error("no menu of the library that is shown comes up")
	}
}

// Whatever a reader does while libraries take each other's place, and however
// late answers come: nothing panics, what is chosen in a menu is what opens, and
// no row of one library is read in another.
func TestLibrariesTakeEachOthersPlace(t *testing.T) {
	for seed := range uint64(30) {
		synctest.Test(t, func(t *testing.T) { // in which time passes at once
			random := rand.New(rand.NewPCG(seed, 9))
			libs := []*Library{yearly(2001, 2003), yearly(2003, 2003), yearly(2000, 2002), yearly(2002, 2004), emptyLibrary()}
			for _, lib := range libs[:random.IntN(len(libs))] {
				if _, err := lib.Names(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			defer func() {
				for _, lib := range libs {
					_ = lib.Close()
				}
			}()
			r := NewReader(libs[0], Options{Clock: today})
			var late []tea.Cmd
			for range 40 {
				late = append(late, step(t, r, libs, random))
				if i := random.IntN(len(late)); random.IntN(3) > 0 { // any of those under way
					for _, msg := range messages(late[i]) {
						late = append(late, r.Update(msg))
					}
					late = slices.Delete(late, i, i+1)
				}
				look(t, r)
			}
		})
	}
}

// emptyLibrary returns a library that has nothing.
func emptyLibrary() *Library {
	c, _ := snapshot.New(nil)
	return NewLibrary("empty", c, nil)
}

// step does one thing that a reader or a server may do.
func step(t *testing.T, r *Reader, libs []*Library, random *rand.Rand) tea.Cmd {
	queries := []string{"", "graphene", `"graphene was"`, "2003", "org:trade", "category:industry", "nothing like it"}
	switch random.IntN(14) {
	case 0, 1:
		return r.SetLibrary(libs[random.IntN(len(libs))])
	case 2:
		return r.MoveTo(random.IntN(40))
	case 3:
		r.Open()
	case 4:
		r.Step(random.IntN(3) - 1)
	case 5:
		return r.OpenMenu(NamesMenu)
	case 6:
		return r.OpenMenu(RelatedMenu)
	case 7, 8:
		return choose(t, r, random)
	case 9:
		r.StartPrompt(FilterPrompt)
		return r.SetLetters(queries[random.IntN(len(queries))])
	case 10:
		return r.CancelPrompt()
	case 11:
		_, cmd := r.Back()
		return cmd
	case 12:
		items := r.Items()
		r.MoveFacet(random.IntN(len(items)))
		return r.ToggleItem(r.Histogram(20))
	case 13:
		return tea.Batch(r.WantSnippets(0, r.Listing().Len()), r.Init())
	}
	return nil
}

// choose takes an item of the menu that is up, and holds what opens to what the
// item said.
func choose(t *testing.T, r *Reader, random *rand.Rand) tea.Cmd {
	kind, items, _ := r.Menu()
	if kind == NoMenu || len(items) == 0 {
		return nil
	}
	i := random.IntN(len(items))
	r.MoveMenu(i)
	cmd := r.ChooseMenu()
	if kind == RelatedMenu && (r.Shown() == nil || r.Shown().Title != items[i].Label) {
		t.Errorf("%q was chosen, and %v opens", items[i].Label, r.Shown())
	}
	return cmd
}

// look reads all that a screen would.
func look(t *testing.T, r *Reader) {
	for i := range min(20, r.Listing().Len()) {
		title := r.At(i).Title
		if title != r.Library().Title(r.Listing().Number(i)) {
			t.Fatalf("place %d is %q, and its row %q", i, title, r.Library().Title(r.Listing().Number(i)))
		}
		for _, s := range r.Highlights(i) {
			if s.End > len(title) {
				t.Fatalf("%q is highlighted beyond its end", title)
			}
		}
		r.NearDuplicate(i)
		if s := r.Snippet(i).Text; s != "" && !strings.Contains(s, "raphene") {
			t.Fatalf("a snippet of %q is %q", title, s)
		}
	}
	if r.Listing().Len() > 0 && r.Cursor() >= r.Listing().Len() {
		t.Fatalf("the cursor is at %d of %d", r.Cursor(), r.Listing().Len())
	}
	if shown := r.Shown(); shown != nil && !strings.HasPrefix(shown.Title, "Graphene") {
		t.Fatalf("shown is %v", shown)
	}
	_, items, at := r.Menu()
	if len(items) > 0 && at >= len(items) {
		t.Fatalf("the menu's cursor is at %d of %d", at, len(items))
	}
	r.Items()
	r.FacetCursor()
	r.Histogram(20)
	r.Chips()
	r.Completions("org:t")
	b := r.Bookmark()
	if len(b.Places) > 0 && errors.Is(r.Err(), ErrClosed) {
		t.Fatal(r.Err())
	}
}

// A headline that is pasted finds its release first, whatever signs it has.
func TestPastedHeadlines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		odd := []string{
			"Korea: Bio and AI", "https://www.motir.go.kr opens", "R&D (Phase 2) AND Japan", "MOTIR | KATS: “M.AX” – What Next?",
			"Sum krw: 5 trillion", "한국：그래핀 공장 착공", "C++ or C#: Which? [Notice]", "Title: A Story", "Is it 50/50? - Yes!",
		}
		var releases []data.Document
		for i, title := range odd {
			releases = append(releases, data.Document{Release: data.Release{Date: data.Date(20251101 + i), Title: title}, Body: "The ministry said so."})
		}
		c, _ := snapshot.New(releases)
		lib := NewLibrary("odd", c, nil)
		defer lib.Close()
		for _, title := range odd {
			r := NewReader(lib, Options{Clock: today})
			r.StartPrompt(FilterPrompt)
			run(r, r.SetLetters(title))
			if r.QueryError() != nil || r.Listing().Len() == 0 || here(r) != title {
				t.Errorf("%q: the fault %v, and %d are listed", title, r.QueryError(), r.Listing().Len())
			}
		}
	})
}

// The cursor returns to its release also where a library is replaced again before the
// list of the last one is known.
func TestReplacedTwice(t *testing.T) {
	r := NewReader(yearly(2000, 2002), Options{Clock: today})
	answer(r, r.SetLetters(`"graphene was made"`)) // which a command looks for
	r.MoveTo(5)
	want := here(r)
	r.SetLibrary(yearly(2000, 2003))
	equal(t, "searching", r.Searching(), true)
	answer(r, r.SetLibrary(yearly(2000, 2004)))
	equal(t, "searching", r.Searching(), false)
	equal(t, "under the cursor", here(r), want)
	equal(t, "its place", r.Cursor(), 5+24)
}
