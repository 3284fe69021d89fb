package model

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// Wherever a reader goes while releases come, are corrected and removed: the cursor and
// the open release are of the library, and back and forward again lead to the same view.
func TestWalk(t *testing.T) {
	for seed := range uint64(10) {
		synctest.Test(t, func(t *testing.T) { // in which time passes at once
			w := newWalker(t, seed)
			defer func() {
				for _, lib := range w.libs {
					_ = lib.Close()
				}
			}()
			for range 150 {
				what, cmd := w.step()
				w.steps = append(w.steps, what)
				w.run(cmd)
				w.check()
			}
		})
	}
}

// walker does at random what a reader does, and changes the archive under them.
type walker struct {
	*Reader
	t       *testing.T
	random  *rand.Rand
	store   store.Store
	archive *Archive
	libs    []*Library
	late    []tea.Cmd // commands that nobody has carried out yet
	steps   []string
	next    int // the address of the next release
}

func newWalker(t *testing.T, seed uint64) *walker {
	w := &walker{t: t, random: rand.New(rand.NewPCG(seed, 5)), store: storetest.New(t)}
	w.archive = NewArchive(w.store, "archive", "")
	w.change(8)
	marks, err := OpenMarks(t.Context(), w.store, "local")
	if err != nil {
		t.Fatal(err)
	}
	w.Reader = NewReader(w.archive.Library(), Options{Clock: today, Latest: w.archive.Library, Marks: marks})
	return w
}

// change adds, corrects or removes n releases.
func (w *walker) change(n int) {
	words := []string{"graphene", "tariff", "Seoul", "KATS", "minister", "export"}
	removed := map[int]bool{}
	_, err := w.store.Import(w.t.Context(), "Ministry", func(in store.Import) error {
		for range n {
			at := w.random.IntN(w.next + 2)
			if at < w.next && w.random.IntN(3) == 0 {
				c, found, err := w.store.Find(w.t.Context(), "Ministry", fmt.Sprint(at))
				if err != nil {
					return err
				}
				if found && c.State != store.Removed {
					removed[c.Number] = true
				}
				continue
			}
			w.next = max(w.next, at+1)
			d := release(fmt.Sprint(at), fmt.Sprint("Release of ", words[w.random.IntN(6)]), data.NewDate(2025, 11, 1+at%28), fmt.Sprint("It is about ", words[w.random.IntN(6)], " and KRW 5 billion."))
			d.Category = []string{"Energy", "Trade"}[w.random.IntN(2)]
			if _, err := in.Put(d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	if err := w.store.RemoveReleases(w.t.Context(), slices.Collect(maps.Keys(removed))); err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.archive.Refresh(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	w.libs = append(w.libs, w.archive.Library())
}

// run carries a command out, or leaves it for later.
func (w *walker) run(cmd tea.Cmd) {
	w.late = append(w.late, cmd)
	for len(w.late) > 0 && w.random.IntN(5) > 0 {
		i := w.random.IntN(len(w.late))
		cmd := w.late[i]
		w.late = append(w.late[:i], w.late[i+1:]...)
		for _, msg := range messages(cmd) {
			w.late = append(w.late, w.Update(msg))
		}
	}
}

// settle carries out all that is under way.
func (w *walker) settle() {
	for len(w.late) > 0 {
		cmd := w.late[0]
		w.late = w.late[1:]
		for _, msg := range messages(cmd) {
			w.late = append(w.late, w.Update(msg))
		}
	}
}

func (w *walker) step() (what string, cmd tea.Cmd) {
	n := w.random.IntN(12)
	switch kind := w.random.IntN(24); kind {
	case 0:
		w.change(1 + n)
		return "change", w.Update(Newer{})
	case 1, 2:
		return fmt.Sprint("move ", n), w.MoveTo(n)
	case 3, 4:
		w.Open()
		return "open", nil
	case 5:
		return fmt.Sprint("step ", n%2*2-1, w.Step(n%2*2-1)), nil
	case 6:
		w.StartPrompt(FilterPrompt)
		return "prompt", nil
	case 7, 8:
		s := []string{"", "gr", "graphene", `"about tariff"`, "category:trade", "date:2025-11", "is:unread", "zzz", "krw>=1bn", "org:", "sort:title", "title:seoul"}[n]
		return "type " + s, w.SetLetters(s)
	case 9:
		w.EndPrompt()
		return "enter", nil
	case 10:
		return "escape", w.CancelPrompt()
	case 11:
		_, cmd := w.Back()
		return "q", cmd
	case 12, 13:
		back := n%5 - 2
		cmd, there := w.GoBack(back)
		return fmt.Sprint("back ", back, there), cmd
	case 14:
		w.ZoomOn()
		return "zoom", nil
	case 15:
		return "menu", w.OpenMenu([]Menu{NamesMenu, RelatedMenu}[n%2])
	case 16:
		w.MoveMenu(n)
		return "choose", w.ChooseMenu()
	case 17:
		items := w.Items()
		w.MoveFacet(n % len(items))
		return "facet " + items[n%len(items)].Label, w.ToggleItem(w.Histogram(20))
	case 18:
		_, _, cmd := w.ToggleMark([]store.Mark{store.Read, store.Starred}[n%2])
		return "mark", cmd
	case 19:
		there, again := w.NextUnread()
		return fmt.Sprint("unread ", there, again), nil
	case 20:
		return "undo", w.UndoMark()
	case 21:
		if w.Shown() != nil {
			w.SavePlace(w.Shown().ID, n)
		}
		return "scroll", nil
	case 22:
		return "chips", w.RemoveChips(1 + n%2)
	default:
		return "versions", w.ShowChanges()
	}
}

// view tells what a reader sees.
func (w *walker) view() string {
	if w.Query().Is != 0 { // what was marked since it was asked is listed no more
		return fmt.Sprint(w.Query(), w.Focus(), w.Zoom())
	}
	under, shown := "none", "none"
	if w.Cursor() < w.Listing().Len() {
		under = w.At(w.Cursor()).ID
	}
	if w.Focus() == ReleasePane && w.Shown() != nil {
		shown = fmt.Sprint(w.Shown().ID, " at ", w.Place(w.Shown().ID))
	}
	return fmt.Sprintf("%q in %d, under %s, reading %s, %v %v", w.Query(), w.Listing().Len(), under, shown, w.Focus(), w.Zoom())
}

func (w *walker) fail(format string, args ...any) {
	w.t.Helper()
	w.t.Fatalf("after %q: %s", w.steps[max(0, len(w.steps)-25):], fmt.Sprintf(format, args...))
}

func (w *walker) check() {
	w.t.Helper()
	if n := w.Listing().Len(); w.Cursor() < 0 || w.Cursor() > 0 && w.Cursor() >= n {
		w.fail("the cursor is at %d of %d", w.Cursor(), n)
	}
	for i := range w.Listing().Len() {
		if !w.Library().Has(w.Listing().Number(i)) {
			w.fail("%d is listed, and not in the library", w.Listing().Number(i))
		}
	}
	if w.shown >= 0 && !w.Library().Has(w.shown) {
		w.fail("%d is shown, and not in the library", w.shown)
	}
	if w.Focus() == ReleasePane && w.Shown() == nil {
		w.fail("nothing is read, and %d listed", w.Listing().Len())
	}
	w.Items()
	w.Chips()
	w.Watch()
	if w.random.IntN(8) > 0 {
		return
	}
	w.settle()
	if w.Listing().Len() > 0 && w.shown < 0 {
		w.fail("nothing is shown, and %d listed", w.Listing().Len())
	}
	if w.Prompt() != NoPrompt || w.Overlay() != NoOverlay || w.menu.kind != NoMenu || w.Edition() != nil {
		return
	}
	before := w.view()
	cmd, there := w.GoBack(1)
	if !there {
		return
	}
	w.late = append(w.late, cmd)
	w.settle()
	between := w.view()
	cmd, there = w.GoBack(-1)
	if !there {
		w.fail("no way forward from %s to %s", between, before)
	}
	w.late = append(w.late, cmd)
	w.settle()
	if after := w.view(); after != before {
		w.fail("forward again from\n%s is\n%s, and was\n%s", between, after, before)
	}
}
