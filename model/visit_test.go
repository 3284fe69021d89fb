package model

import (
	"fmt"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// visitor is a reader of a store who comes and goes, by a clock that is set.
type visitor struct {
	*testing.T
	store store.Store
	kept  *Archive
	now   time.Time
	marks *MarkWriter
	r     *Reader
}

func newVisitor(t *testing.T) *visitor {
	v := &visitor{T: t, store: storetest.New(t), now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	v.kept = NewArchive(v.store, "archive", "")
	return v
}

// bring brings releases in, up to a number, and has the reader take them over.
func (v *visitor) bring(from, to int) {
	v.Helper()
	for n := from; n <= to; n++ {
		keep(v.T, v.store, release(fmt.Sprint(n), fmt.Sprintf("Release %d", n), 20260301, "Text."))
	}
	if _, err := v.kept.Refresh(v.Context()); err != nil {
		v.Fatal(err)
	}
	if v.r != nil {
		answer(v.r, v.r.Update(Newer{}))
	}
}

func (v *visitor) come() {
	v.Helper()
	var err error
	if v.marks, err = OpenMarks(v.Context(), v.store, "me"); err != nil {
		v.Fatal(err)
	}
	v.r = NewReader(v.kept.Library(), Options{Clock: func() time.Time { return v.now }, Latest: v.kept.Library, Marks: v.marks})
}

func (v *visitor) leave() {
	v.Helper()
	v.r.NoteActivity()
	if err := v.marks.Flush(v.Context()); err != nil {
		v.Fatal(err)
	}
}

// isNew holds what is new to the reader, and to a command now, to what is wanted.
func (v *visitor) isNew(what string, want int) {
	v.Helper()
	answer(v.r, v.r.SetLetters("new:"))
	equal(v.T, what, v.r.Listing().Len(), want)
	answer(v.r, v.r.ClearFacets())
	marks, err := v.store.Marks(v.Context(), "me")
	if err != nil {
		v.Fatal(err)
	}
	listing, err := Search(v.Context(), v.kept.Library(), data.Query{Is: data.IsNew}, NewSince(marks, v.now))
	if err != nil {
		v.Fatal(err)
	}
	equal(v.T, what+", by a command", listing.Len(), want)
}

// New is what came since the last visit: a visit goes on while the reader comes back within
// the pause, and the next one begins after it, also where the program stayed open.
func TestNewSinceTheLastVisit(t *testing.T) {
	v := newVisitor(t)
	v.bring(1, 10)
	v.come()
	v.isNew("at the first visit", 10)
	v.leave()
	v.now = v.now.Add(VisitPause - time.Minute)
	v.come()
	v.isNew("soon after", 10)
	v.leave()

	v.now = v.now.Add(24 * time.Hour)
	v.bring(11, 13)
	v.come()
	v.isNew("the next day", 3)
	v.bring(14, 14)
	v.isNew("while the reader is there", 4)
	v.leave()
	v.now = v.now.Add(10 * time.Minute)
	v.come()
	v.isNew("back after ten minutes", 4)
	for _, it := range v.r.Items() {
		if it.Kind == MarkItem && it.Is == data.IsNew && it.Count != 4 {
			t.Errorf("the facets count %d", it.Count)
		}
	}

	// The program stays open over night.
	v.r.NoteActivity()
	v.now = v.now.Add(10 * time.Hour)
	v.bring(15, 16)
	v.r.NoteActivity()
	answer(v.r, v.r.SetLetters("new:"))
	equal(t, "in the morning", v.r.Listing().Len(), 2)
	v.leave()
	v.isNew("in the morning", 2)
	v.now = v.now.Add(2 * time.Hour)
	v.come()
	v.isNew("at noon", 0)

	// A correction is nothing new.
	v.leave()
	keep(t, v.store, release("3", "Release 3", 20260301, "Text, corrected."))
	v.now = v.now.Add(2 * time.Hour)
	v.bring(17, 17)
	v.come()
	v.isNew("after a correction and a release", 1)
	equal(t, "what", fmt.Sprint(v.r.IsNew(17), v.r.IsNew(3)), "true false")

	// A visit that nothing was written of is none.
	v.now = v.now.Add(2 * time.Hour)
	v.bring(18, 18)
	v.come()
	v.isNew("after a visit that was killed", 2)
}

// What is kept as a visit and is none is as if there had been none; without marks all is new.
func TestVisits(t *testing.T) {
	for _, value := range []string{"", "x", "1 2", "1 2 x", "12"} {
		marks := store.NewMarks()
		marks.Values[visitValue] = value
		equal(t, "the visit of "+value, visitOf(marks), visit{})
	}
	for _, want := range []visit{{}, {1, 2, 3}, {0, 1 << 40, 1 << 40}} {
		marks := withVisit(store.NewMarks(), want)
		equal(t, "the visit", visitOf(marks), want)
	}
	equal(t, "without marks", NewSince(nil, time.Now()) == nil, true)
	r := corpusReader(t)
	r.NoteActivity()
	answer(r, r.SetLetters("new:"))
	equal(t, "of releases that are only looked at", r.Listing().Len(), 10)
}

// Who only looked has no more than the visit and the view.
func TestOnlyLooked(t *testing.T) {
	values := func(names ...string) map[string]string {
		m := map[string]string{}
		for _, name := range names {
			m[name] = "x"
		}
		return m
	}
	for i, test := range []struct {
		batch store.Batch
		want  bool
	}{
		{store.Batch{}, true},
		{store.Batch{Values: values(visitValue, viewValue)}, true},
		{store.Batch{Values: values(visitValue, widthsValue)}, false},
		{store.Batch{Values: values(visitValue), Actions: []store.Action{{Numbers: []int{1}}}}, false},
		{store.Batch{Values: values(visitValue), Lines: map[int]int{1: 1}}, false},
		{store.Batch{Searches: []store.Search{{Name: "a"}}}, false},
	} {
		equal(t, fmt.Sprint("batch ", i), OnlyLooked(test.batch), test.want)
	}
}
