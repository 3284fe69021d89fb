package model

import (
	"testing"
	"testing/synctest"

	"pressroom/data"
)

func TestMoveAndStep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := corpusReader(t)
		equal(t, "a step before the first", r.Step(-1), false)
		equal(t, "cursor", r.Cursor(), 0)
		for i := 1; i < 10; i++ {
			equal(t, "a step", r.Step(1), true)
			equal(t, "cursor", r.Cursor(), i)
			equal(t, "shown at once", r.Shown(), r.At(i))
		}
		equal(t, "a step after the last", r.Step(1), false)
		equal(t, "shown", r.Shown(), r.At(9))
		if r.MoveTo(1<<40) != nil {
			t.Error("a move beyond the end moves the cursor from it")
		}
		r.MoveTo(-7)
		equal(t, "a move before the beginning", r.Cursor(), 0)
		r.MoveTo(55)
		equal(t, "a move beyond the end", r.Cursor(), 9)
	})
}

func TestStepGoesByTheList(t *testing.T) {
	r := readerOf("2025-11-03 A gas one", "2025-11-02 A coal", "2025-11-01 A gas two")
	answer(r, r.SetLetters("gas"))
	r.Open()
	equal(t, "shown", r.Shown().Title, "gas one")
	equal(t, "a step", r.Step(1), true)
	equal(t, "shown", r.Shown().Title, "gas two")
	equal(t, "a step at the end", r.Step(1), false)
}

func TestPlacesAreKept(t *testing.T) {
	r := corpusReader(t)
	equal(t, "at first", r.Place("a"), 0)
	r.SavePlace("a", 120)
	r.SavePlace("b", 7)
	r.SavePlace("b", 0)
	equal(t, "kept", r.Place("a"), 120)
	equal(t, "kept at the top", r.Place("b"), 0)
	answer(r, r.SetLetters("zzzz"))
	r.Step(1)
	equal(t, "kept all the while", r.Place("a"), 120)
}

// The panes are left in the order in which they were entered.
func TestInAndOut(t *testing.T) {
	r := corpusReader(t)
	state := func(what string, focus Pane, zoom Zoom, o Overlay, p Prompt) {
		t.Helper()
		if r.Focus() != focus || r.Zoom() != zoom || r.Overlay() != o || r.Prompt() != p {
			t.Errorf("%s: pane %d, zoom %d, overlay %d, prompt %d, want %d, %d, %d, %d",
				what, r.Focus(), r.Zoom(), r.Overlay(), r.Prompt(), focus, zoom, o, p)
		}
	}
	back := func() {
		t.Helper()
		if left, _ := r.Back(); !left {
			t.Error("nothing to leave")
		}
	}
	state("at the start", ListPane, Panes, NoOverlay, NoPrompt)
	r.Open()
	state("opened", ReleasePane, Panes, NoOverlay, NoPrompt)
	r.ZoomOn()
	state("zoomed", ReleasePane, ReleaseAlone, NoOverlay, NoPrompt)
	r.ZoomOn()
	state("and back", ReleasePane, Panes, NoOverlay, NoPrompt)
	r.ZoomOn()
	back()
	state("out of the zoom", ListPane, Panes, NoOverlay, NoPrompt)
	r.ZoomOn()
	state("the list alone", ListPane, ListAlone, NoOverlay, NoPrompt)
	r.Open()
	state("opened from it", ReleasePane, ListAlone, NoOverlay, NoPrompt)
	back()
	state("and back to it", ListPane, ListAlone, NoOverlay, NoPrompt)
	r.Enter(FacetPane)
	state("its facets", FacetPane, ListAlone, NoOverlay, NoPrompt)
	back()
	r.ZoomOn()
	state("the release alone", ReleasePane, ReleaseAlone, NoOverlay, NoPrompt)
	r.ZoomOn()
	state("and around", ReleasePane, Panes, NoOverlay, NoPrompt)
	r.ZoomOn()
	r.Enter(FacetPane)
	state("facets", FacetPane, Panes, NoOverlay, NoPrompt)
	r.ZoomOn()
	state("the list alone, from the facets", ListPane, ListAlone, NoOverlay, NoPrompt)
	r.ZoomOn()
	r.StartPrompt(PagePrompt)
	state("finding", ReleasePane, ReleaseAlone, NoOverlay, PagePrompt)
	r.ShowOverlay(HelpOverlay)
	state("help", ReleasePane, ReleaseAlone, HelpOverlay, NoPrompt)
	r.StartPrompt(OverlayPrompt)
	r.EndPrompt()
	back()
	state("help left", ReleasePane, ReleaseAlone, NoOverlay, NoPrompt)
	r.StartPrompt(FilterPrompt)
	state("filter", ListPane, Panes, NoOverlay, FilterPrompt)
	answer(r, r.SetLetters("korea"))
	r.Open()
	state("opened from the filter", ReleasePane, Panes, NoOverlay, NoPrompt)
	equal(t, "letters", r.Query().Words, "korea")
	back()
	equal(t, "letters in the list", r.Query().Words, "korea")
	_, cmd := r.Back()
	answer(r, cmd)
	equal(t, "letters dropped", r.Query().Words, "")
	r.Enter(FacetPane)
	back()
	r.Enter(ReleasePane)
	back()
	state("in the end", ListPane, Panes, NoOverlay, NoPrompt)
	if left, _ := r.Back(); left {
		t.Error("there is something to leave at the end")
	}
}

// A list that becomes empty shows nothing, and opens nothing; one that fills
// again shows what is under the cursor at once.
func TestNothingListed(t *testing.T) {
	r := corpusReader(t)
	r.MoveTo(4)
	answer(r, r.SetLetters("zzqqxx"))
	equal(t, "listed", r.Listing().Len(), 0)
	equal(t, "cursor", r.Cursor(), 0)
	equal(t, "shown", r.Shown(), (*data.Release)(nil))
	r.Open()
	r.ZoomOn()
	equal(t, "focus", r.Focus(), ListPane)
	equal(t, "zoom", r.Zoom(), ListAlone)
	r.ZoomOn()
	equal(t, "zoom", r.Zoom(), Panes)
	equal(t, "a step", r.Step(1), false)
	answer(r, r.SetLetters("graphene"))
	equal(t, "shown at once", r.Shown(), r.At(0))
}

// A list of one release has all three zooms.
func TestZoomOnOne(t *testing.T) {
	r := readerOf("2025-11-14 Trade One")
	for _, want := range []Zoom{ListAlone, ReleaseAlone, Panes} {
		r.ZoomOn()
		equal(t, "zoom", r.Zoom(), want)
	}
}

func TestEmptyLibrary(t *testing.T) {
	r := readerOf()
	equal(t, "listed", r.Listing().Len(), 0)
	equal(t, "shown", r.Shown(), (*data.Release)(nil))
	if cmd := r.MoveTo(3); cmd != nil || r.Cursor() != 0 {
		t.Errorf("the cursor goes to %d", r.Cursor())
	}
	r.Open()
	r.ZoomOn()
	equal(t, "focus", r.Focus(), ListPane)
	equal(t, "step", r.Step(-1), false)
	r.StartPrompt(FilterPrompt)
	answer(r, r.SetLetters("a"))
	answer(r, r.CancelPrompt())
	equal(t, "lines of the facets", len(r.Items()), 1)
	if bars := r.Histogram(20); bars != nil || r.ToggleItem(bars) != nil {
		t.Errorf("bars %v", bars)
	}
	r.MoveFacet(9)
	r.OpenItem(true)
	r.MarkBar()
	r.MoveBar(nil, 2)
	equal(t, "facet cursor", r.FacetCursor(), 0)
	cmd, err := r.AddPeriod("7d")
	answer(r, cmd)
	if err != nil || len(r.Chips()) != 1 {
		t.Errorf("a range in an empty library: %v, %v", r.Chips(), err)
	}
}

func TestOneRelease(t *testing.T) {
	r := readerOf("2024-02-29 - A leap")
	equal(t, "tree", open(r), "2024=1v >February=1v >>Thu 29=1")
	equal(t, "category", r.Items()[1].Label, "(no category)")
	for _, room := range []int{1, 30} {
		bars := r.Histogram(room)
		if len(bars) != 1 || bars[0].Count != 1 || bars[0].Period != data.DayPeriod(20240229) {
			t.Errorf("bars in %d columns: %v", room, bars)
		}
	}
	equal(t, "a step", r.Step(1) || r.Step(-1), false)
	answer(r, r.Toggle(data.Category, ""))
	same(t, "chips", r.Chips(), []string{"(no category)"})
	equal(t, "listed", r.Listing().Len(), 1)
}

// After a facet takes the cursor's release away, the cursor stays near.
func TestCursorStaysNear(t *testing.T) {
	r := readerOf("2025-11-05 A a", "2025-11-04 B b", "2025-11-03 A c", "2025-11-02 B d", "2025-11-01 A e")
	r.MoveTo(2)
	answer(r, r.Toggle(data.Category, "A"))
	equal(t, "the same release", here(r), "c")
	equal(t, "its place", r.Cursor(), 1)
	answer(r, r.Toggle(data.Category, "A"))
	equal(t, "the same release", here(r), "c")
	r.MoveTo(4)
	answer(r, r.Toggle(data.Category, "B"))
	equal(t, "near the end", here(r), "d")
}
