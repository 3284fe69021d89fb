package model

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
)

// IsRead reports whether the release of a number is read.
func (r *Reader) IsRead(number int) bool { return r.marking.now.Read.Has(number) }

// IsCorrected reports whether a release has another text since it was read, which is not read yet.
func (r *Reader) IsCorrected(number int) bool { return r.marking.now.IsCorrected(number) }

// markedOf returns how a release is marked; those from a number on are new.
func markedOf(m *store.Marks, number, newFrom int) data.Marked {
	return data.Marked{Read: m.Read.Has(number), Starred: m.Starred.Has(number), New: number >= newFrom, Corrected: m.IsCorrected(number)}
}

// IsStarred reports whether the release of a number is starred.
func (r *Reader) IsStarred(number int) bool { return r.marking.now.Starred.Has(number) }

// Marking reports whether it is shown what is unread: where marks are kept, and else
// once something was marked by hand, since in releases that are only looked at
// everything is unread.
func (r *Reader) Marking() bool {
	return r.KeepsMarks() || r.marking.touched || r.query.Is != 0
}

// KeepsMarks reports whether marks outlive the session.
func (r *Reader) KeepsMarks() bool {
	_, isSession := r.marking.session()
	return !isSession
}

// Unread returns how many releases of the library are unread.
func (r *Reader) Unread() int { return r.libraryMarks().unread }

// libraryMarks counts the unread and the corrected releases of the library.
func (r *Reader) libraryMarks() *markCount {
	c := &r.marking.unread
	if c.library != r.lib || c.marks != r.marking.now {
		*c = markCount{library: r.lib, marks: r.marking.now, unread: r.lib.Len()}
		for n := range c.marks.Read.All() {
			if r.lib.Has(n) {
				c.unread--
			}
		}
		for n := range c.marks.Outdated.All() {
			if c.marks.IsCorrected(n) && r.lib.Has(n) {
				c.corrected++
			}
		}
	}
	return c
}

// listedMarks returns how many of the releases that are listed are marked.
func (r *Reader) listedMarks() *markCount {
	c := &r.marking.listed
	if from := r.marking.visit.from; c.listing != r.listing || c.marks != r.marking.now || c.from != from {
		*c = markCount{listing: r.listing, marks: r.marking.now, from: from}
		for _, n := range r.listing.numbers {
			m := markedOf(c.marks, int(n), from)
			if !m.Read {
				c.unread++
			}
			if m.Starred {
				c.starred++
			}
			if m.New {
				c.isNew++
			}
			if m.Corrected {
				c.corrected++
			}
		}
	}
	return c
}

// MarksHeading stands above the marks in the facet pane.
const MarksHeading = "Marks"

// markItems returns the lines of the facet pane for marks: none where nothing is marked.
func (r *Reader) markItems() (items []Item) {
	if !r.Marking() {
		return nil
	}
	c := r.listedMarks()
	for _, it := range []Item{
		{Is: data.IsUnread, Label: "Unread", Count: c.unread}, {Is: data.IsStarred, Label: "Starred", Count: c.starred},
		{Is: data.IsNew, Label: "New", Count: c.isNew}, {Is: data.IsCorrected, Label: "Corrected since read", Count: c.corrected},
	} {
		it.Kind, it.Chosen = MarkItem, r.query.Is&it.Is != 0
		none := it.Is == data.IsNew && r.marking.visit.from == 0 || it.Is == data.IsCorrected && r.libraryMarks().corrected == 0
		if r.wanted(it.Label) && (!none || it.Chosen) {
			items = append(items, it)
		}
	}
	return items
}

// selected returns the number of the release that is read, or else under the cursor; -1 for none.
func (r *Reader) selected() int {
	if r.focus == ReleasePane {
		return r.shown
	}
	return r.under()
}

// ToggleMark marks the selected release, or takes the mark away; there is false where there is none.
func (r *Reader) ToggleMark(mark store.Mark) (on, there bool, cmd tea.Cmd) {
	n := r.selected()
	if n < 0 {
		return false, false, nil
	}
	on = !r.marking.now.Of(mark).Has(n)
	r.marking.touched = true
	_, cmd = r.setMark(store.Action{Mark: mark, On: on, Numbers: []int{n}})
	return on, true, cmd
}

// ReadListed marks all that is listed as read, and returns how many of it were not.
func (r *Reader) ReadListed() (n int, cmd tea.Cmd) {
	numbers := make([]int, 0, r.listing.Len())
	for _, n := range r.listing.numbers {
		if !r.IsRead(int(n)) {
			numbers = append(numbers, int(n))
		}
	}
	r.marking.touched = true
	return r.setMark(store.Action{Mark: store.Read, On: true, Numbers: numbers})
}

// UndoMark takes the last marking back that was asked for: what it was comes with [MarksWritten].
func (r *Reader) UndoMark() tea.Cmd {
	r.marking.changes++
	r.marking.noteMarking(-1)
	r.marking.keeper.undo(r.o.Clock().Add(-store.UndoFor), r.lib.Generation)
	return r.writeMarks(true)
}

// NextUnread goes to the next release of the list that is unread, from its end to its
// beginning, and shows it. There is false where all are read; again is true where it
// stands before the cursor.
func (r *Reader) NextUnread() (there, again bool) {
	n := r.listing.Len()
	r.marking.touched = true
	for i := 1; i <= n; i++ {
		at := (r.cursor + i) % n
		if r.IsRead(r.listing.Number(at)) || at == r.cursor {
			continue
		}
		again = at < r.cursor
		r.Step(at - r.cursor)
		return true, again
	}
	return false, false
}

// Watch looks after each message which release is open: after [ReadTime] it is marked as read.
func (r *Reader) Watch() tea.Cmd {
	m := &r.marking
	open := -1
	if r.focus == ReleasePane && r.overlay == NoOverlay && r.menu.kind == NoMenu {
		open = r.shown
	}
	var cmds []tea.Cmd
	if open != m.open {
		m.open = open
		m.opened++
		if open >= 0 && !r.IsRead(open) {
			opened := m.opened
			cmds = append(cmds, after(ReadTime, func() tea.Cmd {
				if opened != m.opened || m.open < 0 || !r.lib.Has(m.open) {
					return nil
				}
				return r.wasRead(m.open)
			}))
		}
	}
	if m.lines && !m.waiting {
		m.waiting = true
		cmds = append(cmds, after(lineTime, func() tea.Cmd {
			if m.waiting = false; !m.lines {
				return nil
			}
			return r.writeMarks(false)
		}))
	}
	return tea.Batch(append(cmds, r.CountSearches())...)
}

// ReadToEnd marks the shown release as read: it was scrolled to its end.
func (r *Reader) ReadToEnd() tea.Cmd {
	if r.shown < 0 {
		return nil
	}
	return r.wasRead(r.shown)
}

// wasRead marks a release as read that a reader has read, without asking for it.
func (r *Reader) wasRead(number int) tea.Cmd {
	_, cmd := r.setMark(store.Action{Mark: store.Read, On: true, Auto: true, Numbers: []int{number}})
	return cmd
}

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
