package model

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// Headlines are sorted as they are read: without letter case, and without the signs before them.
func TestSortedByTitle(t *testing.T) {
	r := readerOf("2025-11-01 A cherry", "2025-11-02 A “Banana”", "2025-11-03 A Apple", "2025-11-04 A (banana) b", "2025-11-05 A <date>", "2025-11-06 A apple")
	carry(r, r.SetLetters("sort:title"))
	same(t, "sorted", titles(r), []string{"apple", "Apple", "“Banana”", "(banana) b", "cherry", "<date>"})
	carry(r, r.SetLetters(""))
	equal(t, "by date again", titles(r)[0], "apple")
}

// A line that opens the rest of a facet is opened and closed by the keys that open months.
func TestOpeningTheRest(t *testing.T) {
	var lines []string
	for i := range mostValues + 5 {
		lines = append(lines, fmt.Sprintf("2025-11-05 C%02d a%d", i, i))
	}
	r := readerOf(lines...)
	more := func() int {
		return slices.IndexFunc(r.Items(), func(it Item) bool { return it.Kind == MoreItem })
	}
	r.MoveFacet(more())
	r.OpenItem(true)
	list, _ := labels(r, data.Category)
	equal(t, "opened", len(list), mostValues+5)
	r.MoveFacet(more())
	r.OpenItem(false)
	list, _ = labels(r, data.Category)
	equal(t, "closed", len(list), mostValues)
	equal(t, "the cursor", r.FacetCursor(), more())
	r.MoveFacet(item(t, r, "C01"))
	before := fmt.Sprint(r.Items())
	r.OpenItem(true)
	r.OpenItem(false)
	equal(t, "opening a value", fmt.Sprint(r.Items()), before)
}

// A day is closed with its month, and a month with its year.
func TestClosingDays(t *testing.T) {
	r := readerOf("2025-11-14 A One", "2025-10-13 A Two")
	open := func() string {
		s := ""
		for _, it := range r.Items() {
			if it.Open {
				s += it.Label + " "
			}
		}
		return s
	}
	r.MoveFacet(item(t, r, "October"))
	r.OpenItem(true)
	equal(t, "opened", open(), "2025 October ")
	r.MoveFacet(item(t, r, "Mon 13"))
	r.OpenItem(false)
	equal(t, "closed from its day", open(), "2025 ")
	equal(t, "the cursor", r.Items()[r.FacetCursor()].Label, "October")
	r.OpenItem(false)
	equal(t, "closed from a month", open(), "")
	equal(t, "the cursor", r.Items()[r.FacetCursor()].Label, "2025")
	r.OpenItem(true)
	equal(t, "opened again", open(), "2025 ")
}

// A reader goes on where the last one left, unless something was done already.
func TestResumeOrNot(t *testing.T) {
	_, s := storeReader(t, 5)
	left := func(value string) {
		t.Helper()
		if err := s.Store.Mark(t.Context(), "local", store.Batch{Values: map[string]string{viewValue: value}}); err != nil {
			t.Fatal(err)
		}
	}
	left(`{"query":"is:unread"}`)
	r := nextReader(t, s)
	elsewhere, _ := r.Resume()
	equal(t, "elsewhere", elsewhere, true)
	r = nextReader(t, s)
	r.MoveTo(2)
	elsewhere, _ = r.Resume()
	equal(t, "where the cursor was moved", elsewhere || !r.Query().IsZero(), false)
	r = nextReader(t, s)
	r.SetLetters("release")
	elsewhere, _ = r.Resume()
	equal(t, "where something is asked for", elsewhere || r.Query().Words != "release", false)
	left(`{"zoom":1}`)
	r = nextReader(t, s)
	elsewhere, _ = r.Resume()
	equal(t, "the list alone", fmt.Sprint(elsewhere, r.Zoom() == ListAlone), "false true")
	left(`{"zoom":2}`)
	r = nextReader(t, s)
	r.Resume()
	equal(t, "a release alone, of none", r.Zoom(), Panes)
	looked := corpusReader(t)
	elsewhere, cmd := looked.Resume()
	equal(t, "of releases that are only looked at", elsewhere || cmd != nil, false)
}

// Marks of a session are undone one after the other, the last one first, and no older ones.
func TestUndoneOneByOne(t *testing.T) {
	s := &sessionMarks{marks: store.NewMarks()}
	at := time.Date(2025, 11, 28, 9, 0, 0, 0, time.UTC)
	for i := range 3 {
		if err := s.Mark(context.Background(), "", store.Batch{Actions: []store.Action{{Mark: store.Read, On: true, Numbers: []int{i}, Time: at.Add(time.Duration(i) * time.Hour)}}}); err != nil {
			t.Fatal(err)
		}
	}
	undo := func() string {
		a, err := s.Undo(context.Background(), "", at.Add(30*time.Minute))
		return fmt.Sprint(a.Numbers, a.On, err)
	}
	equal(t, "the last", undo(), "[2] false <nil>")
	equal(t, "the one before", undo(), "[1] false <nil>")
	equal(t, "an older one", undo(), "[] false <nil>")
	equal(t, "read", fmt.Sprint(s.marks.Read.Has(0), s.marks.Read.Has(1), s.marks.Read.Has(2)), "true false false")
}

// A sync that is stopped by the reader is told of so, and one that failed is not.
func TestStoppedSync(t *testing.T) {
	wait := make(chan struct{})
	r := NewReader(made(5), Options{Syncer: waiting{wait}})
	work := questionOf(r.Sync())
	r.StopSync()
	synced := work().(Synced)
	equal(t, "stopped", synced.Stopped && errors.Is(synced.Err, context.Canceled), true)
	r.Update(synced)
	failed := NewReader(made(5), Options{Syncer: &steps{}})
	synced = questionOf(failed.Sync())().(Synced)
	equal(t, "failed", fmt.Sprint(synced.Stopped, synced.Err, synced.New), "false failed 3")
	failed.StopSync()
	synced = Synced{}
	failed.Update(synced)
	failed.StopSync()
	_, under := failed.Syncing()
	equal(t, "it is under way", under, false)
}

// waiting is a Syncer that waits to be stopped.
type waiting struct{ c chan struct{} }

func (waiting) Sources(context.Context) ([]store.Source, error) { return nil, nil }

func (w waiting) Sync(ctx context.Context, _ func(SyncProgress)) (SyncResult, error) {
	select {
	case <-ctx.Done():
	case <-w.c:
	}
	return SyncResult{}, ctx.Err()
}

// In the first version nothing changed, which is said.
func TestFirstVersion(t *testing.T) {
	r, _ := keptReader(t, corrected(t), 1)
	ask(r, r.ShowOlder())
	ask(r, r.ShowOlder())
	equal(t, "the oldest", edition(r), "1 of 3: First.")
	msg, is := r.ShowChanges()().(Versioned)
	equal(t, "said", is && msg.Err == ErrFirstVersion, true)
	r.Update(msg)
	equal(t, "it is read all the same", edition(r), "1 of 3: First.")
	equal(t, "left", r.LeaveEdition(), true)
	equal(t, "left again", r.LeaveEdition(), false)
}

// Of a session's actions so many can be undone, and those that marked very many releases only as
// the last one.
func TestUndoableActions(t *testing.T) {
	action := func(n int) store.Action { return store.Action{Numbers: make([]int, n)} }
	for _, test := range []struct {
		name string
		of   []store.Action
		want int
	}{
		{"as many as may be", slices.Repeat([]store.Action{action(1)}, store.MaxActions), store.MaxActions},
		{"one more", slices.Repeat([]store.Action{action(1)}, store.MaxActions+1), store.MaxActions},
		{"very many releases, last", []store.Action{action(1), action(maxUndoable + 1)}, 1},
		{"very many releases, before", []store.Action{action(1), action(maxUndoable), action(1)}, 1},
		{"as many releases as may be", []store.Action{action(1), action(maxUndoable - 2), action(1)}, 3},
		{"none", nil, 0},
	} {
		s := &sessionMarks{actions: test.of}
		s.prune()
		equal(t, test.name, len(s.actions), test.want)
	}
}

// Releases with nearly the same text are told apart from those that are only alike.
func TestNearlyTheSame(t *testing.T) {
	const text = "The Ministry met the ferry lines of the coast on Monday in Busan, where the old quay of the harbour will be repaired before the winter comes. "
	var releases []data.Document
	for i, body := range []string{text + text + "It ends.", text + text + "It ends here.", "The Ministry met the ferry lines of Ulsan. Nothing else is known of the talks about tolls and pilots in that port.", "Graphene is a material of carbon, and firms of Pohang make it for batteries."} {
		releases = append(releases, data.Document{Release: data.Release{Date: data.NewDate(2025, 11, 20-i), Title: fmt.Sprint("Release ", i)}, Body: body})
	}
	c, _ := snapshot.New(releases)
	r := NewReader(NewLibrary("made", c, nil), Options{Clock: today})
	equal(t, "before it is known", r.NearDuplicate(0), false)
	if _, err := r.Library().Names(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, true, false, false} {
		equal(t, fmt.Sprint("release ", i, " is nearly another"), r.NearDuplicate(i), want)
	}
	r.Update(r.OpenMenu(RelatedMenu)())
	_, items, _ := r.Menu()
	for _, it := range items {
		equal(t, it.Label+" is nearly the same", strings.Contains(it.Detail, "nearly the same text"), it.Label == "Release 1")
	}
	equal(t, "there is one", len(items) > 0, true)
}

// What is near is looked for of the list that stands, and told of that.
func TestNearOfTheList(t *testing.T) {
	r := readerOf("2025-11-03 A gas one", "2025-11-02 A gas two")
	carry(r, r.SetLetters("date:1999"))
	equal(t, "of another list", r.suggest(&Listing{}) == nil, true)
	r.suggestion = nil
	carry(r, r.suggest(r.listing))
	near := r.Suggestion()
	equal(t, "of this one", near != nil && near.of == r.listing, true)
	carry(r, r.ClearFacets())
	equal(t, "of a list before", r.Suggestion() == nil, true)
	equal(t, "it is looked for again", r.suggest(near.of) == nil, true)
}

// Until when a reader was there is noted from a minute on, and with what came at once.
func TestActing(t *testing.T) {
	v := newVisitor(t)
	v.bring(1, 3)
	v.come()
	v.r.NoteActivity()
	first := v.r.marking.visit
	equal(t, "noted", first, visit{0, 4, v.now.Unix()})
	v.now = v.now.Add(visitStep*time.Second - time.Second)
	v.r.NoteActivity()
	equal(t, "before a minute", v.r.marking.visit, first)
	v.now = v.now.Add(time.Second)
	v.r.NoteActivity()
	equal(t, "after a minute", v.r.marking.visit, visit{0, 4, v.now.Unix()})
	v.bring(4, 4)
	v.r.NoteActivity()
	equal(t, "with one more", v.r.marking.visit, visit{0, 5, v.now.Unix()})
	equal(t, "of marks that are nobody's", visitOf(nil), visit{})
}

// Saving changes no marks that were handed out before.
func TestMarksBeforeStay(t *testing.T) {
	r := readerOf("2025-11-03 A gas one")
	r.SetLetters("gas")
	r.SaveSearch("a")
	before := r.marking.now
	r.SaveSearch("b")
	r.putBatch(store.Batch{Values: map[string]string{"x": "y"}})
	equal(t, "searches before", fmt.Sprint(before.Searches), "[{a gas}]")
	equal(t, "values before", before.Values["x"], "")
	equal(t, "searches now", fmt.Sprint(r.marking.now.Searches), "[{b gas}]")
	equal(t, "values now", r.marking.now.Values["x"], "y")
}
