package model

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"pressroom/data/store"
)

// maxSearchUndo is how many changes of saved searches can be undone in a session.
const maxSearchUndo = store.MaxSearches

// searchChange is a change of saved searches in this session, which can be undone.
type searchChange struct {
	before []store.Search // all of them, as they were
	names  []string       // of the searches that were changed
	marked int            // how many markings of the user followed
}

// UndoSearch undoes the last change of saved searches, where the user has marked nothing
// after it. It returns the searches by the names that were changed, as they are now: one
// without a query is saved no more. There is false where the last action was no such
// change.
func (r *Reader) UndoSearch() (changed []store.Search, there bool, cmd tea.Cmd) {
	m := &r.marking
	last := len(m.searchUndo) - 1
	if last < 0 || m.searchUndo[last].marked > 0 {
		return nil, false, nil
	}
	h := m.searchUndo[last]
	m.searchUndo = m.searchUndo[:last]
	is := func(s store.Search) bool { return slices.Contains(h.names, s.Name) }
	now := m.now.Searches
	then := slices.DeleteFunc(slices.Clone(now), is)
	for i, s := range h.before {
		if is(s) {
			then = slices.Insert(then, min(i, len(then)), s)
		}
	}
	for _, name := range h.names {
		s := store.Search{Name: name}
		if i := slices.IndexFunc(then, func(o store.Search) bool { return o.Name == name }); i >= 0 {
			s = then[i]
		}
		changed = append(changed, s)
	}
	same := 0
	for same < min(len(now), len(then)) && now[same] == then[same] {
		same++
	}
	var b store.Batch // what stands behind is put again, since a search that is added is the last
	for _, s := range now[same:] {
		b.Searches = append(b.Searches, store.Search{Name: s.Name})
	}
	b.Searches = append(b.Searches, then[same:]...)
	if len(b.Searches) == 0 { // another program has done so already
		return changed, true, nil
	}
	return changed, true, r.putBatch(b)
}

// noteSearches notes that a batch is about to change saved searches.
func (m *marking) noteSearches(b store.Batch) {
	h := searchChange{before: slices.Clone(m.now.Searches)}
	for _, s := range b.Searches {
		h.names = append(h.names, s.Name)
	}
	m.searchUndo = append(m.searchUndo[max(0, len(m.searchUndo)+1-maxSearchUndo):], h)
}

// noteMarking notes that n markings followed the last change of saved searches, or were undone.
func (m *marking) noteMarking(n int) {
	if last := len(m.searchUndo) - 1; last >= 0 {
		m.searchUndo[last].marked = max(0, m.searchUndo[last].marked+n)
	}
}
