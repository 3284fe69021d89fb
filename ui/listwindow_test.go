package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
	"pressroom/model"
)

// rowsDrawn returns how many rows the list has on the screen.
func rowsDrawn(a *App) int {
	n := 0
	for _, l := range a.list.lines(a, a.listForm()) {
		if l.row >= 0 && l.part == 0 {
			n++
		}
	}
	return n
}

// Rows wait for the cursor to rest only behind one that it moved to: not where another
// list comes, whether shorter or longer, not in a larger window, and not while a release
// is read.
func TestRowsOfAnotherListDoNotWait(t *testing.T) {
	bubble(t, "typed", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		all := rowsDrawn(a)
		press(a, "/")
		typeIn(a, "amkor")
		few := rowsDrawn(a)
		for range "amkor" {
			now(t, a, keyPress("backspace"))
		}
		if got := rowsDrawn(a); few >= all || got != all {
			t.Errorf("%d rows, with a query %d, without it again %d", all, few, got)
		}
		time.Sleep(time.Minute) // for the timers to end
	})
	bubble(t, "larger", func(t *testing.T) {
		a := newApp(Options{Library: madeLibrary(60)}, 80, 24)
		for range rowsDrawn(a) + 1 {
			now(t, a, keyPress("j"))
		}
		waiting := rowsDrawn(a)
		now(t, a, keyPress("z"))
		if got := rowsDrawn(a); got <= waiting+2 {
			t.Errorf("%d rows, and in a larger window %d", waiting, got)
		}
		time.Sleep(time.Minute) // for the timers to end
	})
	bubble(t, "read", func(t *testing.T) {
		s := storetest.New(t)
		k := model.NewArchive(s, "archive", "")
		put := func(titles ...string) {
			_, err := s.Import(context.Background(), "Ministry", func(in store.Import) error {
				for i, title := range titles {
					r := data.Release{Address: fmt.Sprint(i), Title: title, Date: 20251101 + data.Date(i)}
					if _, err := in.Put(data.Document{Release: r, Body: "Text."}); err != nil {
						return err
					}
				}
				return nil
			})
			if err == nil {
				_, err = k.Refresh(context.Background())
			}
			if err != nil {
				t.Fatal(err)
			}
			opened = append(opened, k.Library())
		}
		put("Alpha")
		a := newApp(Options{Library: k.Library(), Latest: k.Library, Query: "title:alpha"}, 120, 40)
		press(a, "enter")
		put("Beta", "Alpha 2", "Alpha 3", "Alpha 4", "Alpha 5")
		send(a, model.Newer{})
		if got := rowsDrawn(a); a.reader.Focus() != model.ReleasePane || a.reader.Shown().Title != "Beta" || got != 4 {
			t.Errorf("%d rows while %q is read, in pane %d", got, a.reader.Shown().Title, a.reader.Focus())
		}
	})
}

// What comes above a list that was scrolled leaves the row under the cursor in its line of
// the screen; above one that was not, it appears.
func TestNewRowsLeaveTheScreen(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		whole := madeLibrary(300)
		later := func() *model.Library { // without every second one, the newest among them
			var list []data.Document
			for i, number := range whole.Order() {
				if i%2 == 1 {
					list = append(list, *snapshottest.Document(whole.Snapshot, int(number)))
				}
			}
			snap, _ := snapshot.New(list)
			return model.NewLibrary("part", snap, nil)
		}
		latest := later()
		opened = append(opened, whole, latest)
		a := newApp(Options{Library: latest, Latest: func() *model.Library { return latest }}, 120, 40)
		for _, keys := range []string{"", "5 0 j", "k k k"} {
			latest = later()
			opened = append(opened, latest)
			send(a, model.Newer{})
			press(a, strings.Fields(keys)...)
			under := a.reader.At(a.reader.Cursor()).Title
			line := func() int {
				return slices.IndexFunc(a.list.lines(a, a.listForm()), func(l listLine) bool { return l.row == a.reader.Cursor() && l.part == 0 })
			}
			before, top := line(), a.list.top
			latest = whole
			send(a, tea.Msg(model.Newer{}))
			if got := a.reader.At(a.reader.Cursor()).Title; got != under {
				t.Errorf("%q: %q is under the cursor, which was on %q", keys, got, under)
			}
			if got := line(); top > 0 && (got > before || got < before-fullLines) { // a window begins with a whole row
				t.Errorf("%q: the row went from line %d to %d", keys, before, got)
			}
			if top == 0 && a.list.top > 0 {
				t.Errorf("%q: what is new is out of sight", keys)
			}
		}
	})
}
