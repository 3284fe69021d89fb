package model

import (
	"fmt"
	"testing"

	"pressroom/data/store"
)

// Changes of saved searches are taken back in the order in which they and the markings
// between them were done by hand, with the order of the searches, in the store too.
func TestUndoSearch(t *testing.T) {
	v := newVisitor(t)
	for n, title := range []string{"Port opens", "Wind rises", "Rain falls"} {
		keep(t, v.store, release(fmt.Sprint(n), title, 20260301, "Text."))
	}
	v.bring(10, 10)
	v.come()
	r := v.r
	for _, word := range []string{"port", "wind", "rain"} {
		answer(r, r.SetLetters(word))
		save(t, r, word)
	}
	names := func() (list []string) {
		for _, s := range r.Searches() {
			list = append(list, s.Name)
		}
		return list
	}
	undo := func(what string, changed []store.Search, want ...string) {
		t.Helper()
		got, there, cmd := r.UndoSearch()
		carry(r, cmd)
		equal(t, what+": a search", there, changed != nil)
		same(t, what+": changed", got, changed)
		same(t, what, names(), want)
	}
	_, _, cmd := r.ToggleMark(store.Starred) // an older marking
	carry(r, cmd)
	undo("after a star", nil, "port", "wind", "rain")
	carry(r, r.RemoveSearch("wind"))
	_, _, cmd = r.ToggleMark(store.Read)
	carry(r, cmd)
	save(t, r, "showers") // renames rain
	same(t, "renamed", names(), []string{"port", "showers"})

	undo("the name", []store.Search{{Name: "rain", Query: "rain"}, {Name: "showers"}}, "port", "rain")
	undo("what was read stands before", nil, "port", "rain")
	carry(r, r.wasRead(r.Listing().Number(0))) // which nobody asked for
	carry(r, r.UndoMark())
	undo("the removal", []store.Search{{Name: "wind", Query: "wind"}}, "port", "wind", "rain")
	undo("the star stands before", nil, "port", "wind", "rain")
	carry(r, r.UndoMark())
	undo("the last that was saved", []store.Search{{Name: "rain"}}, "port", "wind")
	carry(r, r.RemoveSearch("port"))
	undo("another removal", []store.Search{{Name: "port", Query: "port"}}, "port", "wind")

	marks, err := v.store.Marks(t.Context(), "me")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "kept", marks.Searches, []store.Search{{Name: "port", Query: "port"}, {Name: "wind", Query: "wind"}})
}

// What was saved in an archive is not taken back in a library that is none of it.
func TestUndoSearchElsewhere(t *testing.T) {
	v := newVisitor(t)
	v.bring(1, 3)
	v.come()
	r := v.r
	answer(r, r.SetLetters("release"))
	save(t, r, "All")
	carry(r, r.SetLibrary(small()))
	if _, there, _ := r.UndoSearch(); there {
		t.Error("a search is taken back in another library")
	}
	equal(t, "searches there", len(r.Searches()), 0)
}

// A search that another program has removed meanwhile is taken back without a write.
func TestUndoSearchThatIsGone(t *testing.T) {
	v := newVisitor(t)
	v.bring(1, 3)
	v.come()
	r := v.r
	answer(r, r.SetLetters("release"))
	save(t, r, "All")
	if err := v.store.Mark(t.Context(), "me", store.Batch{Searches: []store.Search{{Name: "All"}}}); err != nil {
		t.Fatal(err)
	}
	carry(r, r.writeMarks(true))
	equal(t, "searches", len(r.Searches()), 0)
	changed, there, cmd := r.UndoSearch()
	same(t, "changed", changed, []store.Search{{Name: "All"}})
	equal(t, "there was one, and it is written", fmt.Sprint(there, cmd != nil), "true false")
}
