package model

import (
	"fmt"
	"testing"

	"pressroom/data"
)

// seen is what a reader sees, in a line.
func seen(r *Reader) string {
	title := "-"
	if r.cursor < r.listing.Len() {
		title = here(r)
	}
	open := ""
	if r.focus == ReleasePane {
		open = fmt.Sprintf(" reads %s at %d", r.Shown().Title, r.Place(r.Shown().ID))
	}
	if r.zoom != Panes {
		open += fmt.Sprint(" zoomed ", r.zoom)
	}
	return fmt.Sprintf("%q: %d, on %s%s", r.query, r.listing.Len(), title, open)
}

// boardOf is a board of a few releases.
func boardOf() *Reader {
	return readerOf("2025-11-28 Energy Alpha", "2025-11-27 Trade Beta", "2025-11-26 Energy Gamma", "2025-10-25 Trade Delta")
}

// Back goes through lists and releases as they were left, and forward again; a new
// way forgets what was gone back from.
func TestGoBack(t *testing.T) {
	r := boardOf()
	var views []string
	mark := func() { views = append(views, seen(r)) }
	r.MoveTo(1)
	mark()
	r.Open()
	r.ZoomOn()
	r.SavePlace(r.Shown().ID, 40)
	mark()
	answer(r, r.Toggle(data.Category, "Trade")) // while it is read
	mark()
	r.Back()
	r.MoveTo(1)
	mark()
	r.Open()
	mark()
	back := func(n int, want string) {
		t.Helper()
		cmd, there := r.GoBack(n)
		answer(r, cmd)
		if got := seen(r); !there || got != want {
			t.Fatalf("%d back is (%t)\n%s, want\n%s", n, there, got, want)
		}
	}
	r.SavePlace(r.At(1).ID, 7) // of another release
	for i := len(views) - 2; i >= 0; i-- {
		back(1, views[i])
	}
	if _, there := r.GoBack(1); there {
		t.Error("there is a view before the first")
	}
	back(-1, views[1])
	back(-2, views[3])
	back(2, views[1])
	back(-3, views[4][:len(views[4])-1]+"7") // where it was read since
	if _, there := r.GoBack(-1); there {
		t.Error("there is a view after the last")
	}
	back(4, views[0])
	r.MoveTo(3)
	r.Open()
	if _, there := r.GoBack(-1); there {
		t.Error("a new way leaves the old one")
	}
}

// Moving, and going to a list and back from it, leave nothing to go back to.
func TestNoView(t *testing.T) {
	r := boardOf()
	r.MoveTo(2)
	r.Step(1)
	r.Enter(FacetPane)
	r.Enter(ListPane)
	r.StartPrompt(FilterPrompt)
	answer(r, r.SetLetters("alpha"))
	answer(r, r.CancelPrompt())
	r.StartPrompt(PeriodPrompt)
	r.EndPrompt()
	r.ShowOverlay(HelpOverlay)
	r.Back()
	if _, there := r.GoBack(1); there {
		t.Errorf("there is a view to go back to: %s", seen(r))
	}
	r.Open()
	r.Back()
	if _, there := r.GoBack(1); there {
		t.Errorf("after a release was left there is a view before the list: %s", seen(r))
	}
	if _, there := r.GoBack(-1); !there || r.focus != ReleasePane {
		t.Error("the release that was left is not the view after the list")
	}
}

// What is typed into the filter is one view, whatever it was on the way.
func TestTypedView(t *testing.T) {
	r := boardOf()
	r.MoveTo(2)
	was := seen(r)
	r.StartPrompt(FilterPrompt)
	for _, s := range []string{"b", "be", "bet", "beta"} {
		answer(r, r.SetLetters(s))
	}
	r.EndPrompt()
	r.Open()
	for _, want := range []string{`"beta": 1, on Beta`, was} {
		cmd, _ := r.GoBack(1)
		answer(r, cmd)
		if got := seen(r); got != want {
			t.Errorf("back is %s, want %s", got, want)
		}
	}
	if len(r.back) != 0 {
		t.Errorf("%d views are left", len(r.back))
	}
}

// The history is bounded, and goes over to another library.
func TestViewsAreKept(t *testing.T) {
	r := boardOf()
	for i := range 3 * maxViews {
		answer(r, r.ask(r.query.WithPeriod(data.MonthPeriod(2025, 10)), sameRelease))
		if len(r.back) > maxViews {
			t.Fatalf("%d views are kept after %d", len(r.back), i)
		}
	}
	r = boardOf()
	r.MoveTo(1)
	was := seen(r)
	r.Open()
	more := readerOf("2025-11-30 Energy Omega", "2025-11-29 Energy Psi", "2025-11-28 Energy Alpha", "2025-11-27 Trade Beta")
	answer(r, r.SetLibrary(more.lib))
	if _, there := r.GoBack(1); !there || seen(r) != was || r.cursor != 3 {
		t.Errorf("after another library came, back is %s in place %d, want %s", seen(r), r.cursor, was)
	}
}

// A view that is left again is in the history once, also where it is alone there.
func TestPushView(t *testing.T) {
	r := boardOf()
	v := r.currentView()
	for range 3 {
		r.pushView(v)
	}
	equal(t, "views", len(r.back), 1)
	other := v
	other.query = parsed(t, "beta")
	r.pushView(other)
	r.pushView(v)
	equal(t, "views with another between", len(r.back), 3)
	for i := range maxViews + 5 {
		other.query = parsed(t, fmt.Sprint("w", i))
		r.pushView(other)
	}
	equal(t, "views, and the last", fmt.Sprint(len(r.back), r.back[maxViews-1].query), fmt.Sprint(maxViews, " w", maxViews+4))
}
