package model

import (
	tea "charm.land/bubbletea/v2"
)

// Loaded brings a library that was read while an earlier one was shown, or the error of that.
type Loaded struct {
	Library *Library
	Err     error
}

// Progress is how much of a library has been read, in bytes. A total of 0 is not known.
type Progress struct{ Done, Total int64 }

// Load reads a library behind the one that is shown, and shows it when it is
// whole. Read calls progress as often as it likes; what the screen has no time
// for is dropped.
func (r *Reader) Load(read func(progress func(Progress)) (*Library, error)) tea.Cmd {
	more := make(chan Progress, 1)
	r.loading = &Progress{}
	work := func() tea.Msg {
		defer close(more)
		lib, err := read(func(p Progress) {
			select {
			case more <- p:
			default:
			}
		})
		if err == nil && lib.Len() <= inlineRows { // else a command makes it, when all is shown
			lib.Index()
		}
		return Loaded{lib, err}
	}
	return tea.Batch(work, stream(more, func(p Progress) {
		if r.loading != nil { // else the library was faster
			r.loading = &p
		}
	}))
}

// stream returns the command that has the reader take the next value, and then those after it.
func stream[T any](values <-chan T, take func(T)) (next tea.Cmd) {
	next = func() tea.Msg {
		v, ok := <-values
		if !ok {
			return nil
		}
		return then(func() tea.Cmd {
			take(v)
			return next
		})
	}
	return next
}

// Loading returns how much of a library has been read behind the shown one, and whether one is.
func (r *Reader) Loading() (Progress, bool) {
	if r.loading == nil {
		return Progress{}, false
	}
	return *r.loading, true
}

// Provisional reports whether another release may be the first of the list, with the cursor, when all is read.
func (r *Reader) Provisional() bool { return r.loading != nil && !r.pinned }

// refresh goes on with a library that a message brings or announces, and with the present marks.
func (r *Reader) refresh(msg tea.Msg) tea.Cmd {
	if loaded, ok := msg.(Loaded); ok {
		r.loading = nil
		if loaded.Err != nil {
			return nil
		}
		return r.useLibrary(loaded.Library, true)
	}
	var library, marks tea.Cmd
	if r.o.Latest != nil {
		library = r.useLibrary(r.o.Latest(), false)
	}
	if r.KeepsMarks() {
		marks = r.writeMarks(true)
	}
	return tea.Batch(library, marks)
}

// useLibrary goes on with another library: whole says that the one before is its beginning.
func (r *Reader) useLibrary(lib *Library, whole bool) tea.Cmd {
	if lib == r.lib {
		return nil
	}
	return tea.Batch(r.setLibrary(lib, whole), r.Init())
}

// setLibrary goes on with a library: what is asked for stays, and so do the cursor and the open
// release where it has them. An unmoved cursor goes to the first release of a whole library.
func (r *Reader) setLibrary(lib *Library, whole bool) tea.Cmd {
	old := r.lib
	rowOf := func(row int) int {
		if row < 0 {
			return -1
		}
		if rows := lib.WithPrefix(old.ID(row)); len(rows) == 1 {
			return rows[0]
		}
		return -1
	}
	under := r.under()
	if q := r.question; r.listing.unknown && q != nil && q.want >= 0 { // to which the cursor will return
		under = int(q.want)
	}
	under, r.shown, r.beforePrompt = rowOf(under), rowOf(r.shown), rowOf(r.beforePrompt)
	if r.focus == ReleasePane && r.shown < 0 { // another one in its place would be taken for it
		r.leave(ListPane)
	}
	r.moveMenuTo(lib, rowOf)
	r.moveViewsTo(rowOf)
	r.moveEditionTo(lib, rowOf)
	r.lib = lib
	marks := r.moveMarksTo(old, lib, rowOf)
	clear(r.releases)
	r.facets = r.facets.in(lib)
	r.listing, r.snippets = unknownListing(lib, r.query), snippets{}
	menu := tea.Batch(r.reopen(), marks)
	want := cursorTarget(under)
	if q := r.question; !r.pinned && (whole || under < 0 || q != nil && q.want == firstRelease) {
		want = firstRelease
	}
	return tea.Batch(r.answer(want, true), menu)
}
