package model

import (
	"encoding/json"
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
)

// view is where a reader was: enough to come back to.
type view struct {
	query data.Query
	under int // number of the release under the cursor, -1 for none, firstRelease where nobody moved it
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

// GoBack goes n views back, or with n negative forward again; false where there is none.
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
	r.overlay, r.prompt, r.menu, r.beforePrompt = NoOverlay, NoPrompt, menu{}, -1
	return r.restore(at), true
}

func (r *Reader) restore(v view) tea.Cmd {
	r.focus, r.zoom, r.pinned = v.focus, v.zoom, v.under != int(firstRelease)
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

// moveTo takes a view over to another library.
func (v *view) moveTo(numberOf func(int) int) {
	v.under, v.shown = numberOf(v.under), numberOf(v.shown)
}

// isEmptied reports whether the release that was read is not there any more.
func (v view) isEmptied() bool { return v.focus == ReleasePane && v.shown < 0 }

// moveViewsTo takes the history, and the view that a filter was opened in, over to another library: numberOf returns
// the number there, or -1.
func (r *Reader) moveViewsTo(numberOf func(int) int) {
	for _, views := range []*[]view{&r.back, &r.forward} {
		for i := range *views {
			(*views)[i].moveTo(numberOf)
		}
		*views = slices.DeleteFunc(*views, view.isEmptied)
	}
	if v := &r.opened; r.prompt == FilterPrompt {
		if v.moveTo(numberOf); v.isEmptied() {
			v.focus, v.zoom = ListPane, Panes
		}
	}
}

// Bookmark is where a reader was: enough to go on there with another program.
type Bookmark struct {
	Query  string         `json:"query,omitempty"` // with its facets, as [data.Query] writes it
	Under  string         `json:"under,omitempty"` // the ID of the release that is read or under the cursor; "" where nobody moved it
	Open   bool           `json:"open,omitempty"`  // that was being read
	Zoom   Zoom           `json:"zoom,omitempty"`  // what was on the screen
	Order  Arrangement    `json:"order,omitempty"` // of the list and the release
	Places map[string]int `json:"-"`               // by ID, where in releases the reader was: see [Reader.SavePlace]
}

// maxPlaces is in how many releases a bookmark keeps the place.
const maxPlaces = 100

// Bookmark returns where the reader is.
func (r *Reader) Bookmark() Bookmark {
	b := Bookmark{Open: r.focus == ReleasePane, Zoom: r.zoom, Order: r.order, Places: map[string]int{}}
	if q := r.query.String(); len(q) <= data.MaxQuery { // a longer one could not be read back
		b.Query = q
	}
	if at := r.selected(); at >= 0 {
		id := r.lib.ID(at)
		if b.Open || r.pinned {
			b.Under = id
		}
		if place := r.places[id]; place > 0 {
			b.Places[id] = place
		}
	}
	for id, place := range r.places {
		if len(b.Places) < maxPlaces {
			b.Places[id] = place
		}
	}
	return b
}

// GoTo takes the reader to where a bookmark was made, as far as the library still has it.
func (r *Reader) GoTo(b Bookmark) tea.Cmd {
	if b.Order <= SideBySide {
		r.order = b.Order
	}
	maps.Copy(r.places, b.Places)
	v := r.currentView()
	v.query, _ = data.ParseQuery(b.Query, r.now()) // else it is that of all
	v.under = int(firstRelease)
	numbers := r.lib.WithPrefix(b.Under)
	switch {
	case b.Under == "" && b.Zoom == ListAlone:
		v.zoom = ListAlone
	case len(numbers) == 1:
		v.under, v.shown, v.place = numbers[0], numbers[0], r.places[r.lib.ID(numbers[0])]
		if b.Zoom <= ReleaseAlone {
			v.zoom = b.Zoom
		}
		if b.Open {
			v.focus = ReleasePane
		}
	}
	cmd := r.restore(v)
	r.clearStale()
	return cmd
}

// viewValue is the name under which the marks keep where a reader left.
const viewValue = "view"

// Leave has it kept where the reader is, for [Reader.Resume], when the marks are
// flushed: nothing where nobody keeps marks.
func (r *Reader) Leave() {
	text, err := json.Marshal(r.Bookmark())
	if err != nil || !r.KeepsMarks() {
		return
	}
	value := string(text)
	if value == "{}" { // where every reader begins
		value = ""
	}
	if value != r.marking.now.Values[viewValue] {
		r.marking.keeper.put(store.Batch{Values: map[string]string{viewValue: value}})
	}
}

// Resume goes to where the reader left the last time, and reports whether that differs
// from where a new reader begins, to which [Reader.GoBack] then leads. What the library
// no longer has is left out.
func (r *Reader) Resume() (elsewhere bool, cmd tea.Cmd) {
	var b Bookmark
	text := r.marking.now.Values[viewValue]
	if !r.KeepsMarks() || r.pinned || !r.query.IsZero() || json.Unmarshal([]byte(text), &b) != nil {
		return false, nil
	}
	begin := r.currentView()
	cmd = r.GoTo(b)
	if elsewhere = !r.query.IsZero() || r.cursor > 0 || r.focus != ListPane; elsewhere {
		r.back = []view{begin}
	}
	return elsewhere, cmd
}
