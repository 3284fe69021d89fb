package model

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
)

// view is where a reader was: enough to come back to.
type view struct {
	query data.Query
	under int // number of the release under the cursor, -1 for none
	shown int // of the release in the release pane, -1 for none
	place int // where in that its reader was: see [Reader.SavePlace]
	focus Pane
	zoom  Zoom
}

// maxViews is how many views can be gone back to.
const maxViews = 100

func (r *Reader) currentView() view {
	v := view{query: r.query, under: r.under(), shown: r.shown, focus: r.focus, zoom: r.zoom}
	if r.shown >= 0 {
		v.place = r.places[r.lib.ID(r.shown)]
	}
	return v
}

// same reports whether two views are of one list, or of one release that is read in it.
func (v view) same(w view) bool {
	reading := v.focus == ReleasePane
	return v.query.String() == w.query.String() && reading == (w.focus == ReleasePane) && (!reading || v.shown == w.shown)
}

// pushView puts a view that is left into the history, and forgets what was gone back from.
func (r *Reader) pushView(v view) {
	r.forward = nil
	if n := len(r.back); n > 0 && r.back[n-1].same(v) {
		r.back = r.back[:n-1]
	}
	r.back = append(r.back, v)
	r.back = r.back[max(0, len(r.back)-maxViews):]
}

// leaveRelease notes that a release is left, which is going back where the list is where it was opened from.
func (r *Reader) leaveRelease() {
	v, list := r.currentView(), r.currentView()
	list.focus = ListPane
	if n := len(r.back); n > 0 && r.back[n-1].same(list) {
		r.back = r.back[:n-1]
		r.forward = append(r.forward, v)
		return
	}
	r.pushView(v)
}

// GoBack goes back to the view before, n times, or with n negative forward again. It
// reports whether there is such a view.
func (r *Reader) GoBack(n int) (tea.Cmd, bool) {
	from, to := &r.back, &r.forward
	if n < 0 {
		from, to, n = &r.forward, &r.back, -n
	}
	at, there := r.currentView(), false
	for n > 0 && len(*from) > 0 {
		last := len(*from) - 1
		v := (*from)[last]
		*from = (*from)[:last]
		if v.same(at) {
			continue
		}
		*to = append(*to, at)
		at, there = v, true
		n--
	}
	if !there {
		return nil, false
	}
	return r.restore(at), true
}

func (r *Reader) restore(v view) tea.Cmd {
	r.overlay, r.prompt, r.menu = NoOverlay, NoPrompt, menu{}
	r.beforePrompt, r.pinned = -1, true
	r.focus, r.zoom = v.focus, v.zoom
	if r.lib.Has(v.shown) {
		r.shown = v.shown
		r.SavePlace(r.lib.ID(v.shown), v.place)
	}
	if v.query.String() != r.query.String() {
		return r.setQuery(v.query, cursorTarget(v.under))
	}
	r.moved++
	if i := r.listing.placeOf(v.under); i >= 0 {
		r.cursor = i
	}
	if r.focus != ReleasePane {
		r.show()
	}
	return nil
}

// moveViewsTo takes the history over to another library: rowOf returns the number there, or -1.
func (r *Reader) moveViewsTo(rowOf func(int) int) {
	for _, views := range []*[]view{&r.back, &r.forward} {
		for i := range *views {
			v := &(*views)[i]
			v.under, v.shown = rowOf(v.under), rowOf(v.shown)
		}
		*views = slices.DeleteFunc(*views, func(v view) bool { return v.focus == ReleasePane && v.shown < 0 })
	}
}
