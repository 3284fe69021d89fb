package model

import (
	"encoding/json"
	"maps"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
)

// Bookmark is where a reader was: enough to go on there with another program,
// and little enough to be kept for many.
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

// GoTo takes the reader to where a bookmark was made. What the library no
// longer has, or cannot be asked any more, is left out.
func (r *Reader) GoTo(b Bookmark) tea.Cmd {
	q, err := data.ParseQuery(b.Query, r.now())
	if err != nil {
		q = data.Query{}
	}
	if b.Order <= SideBySide {
		r.order = b.Order
	}
	maps.Copy(r.places, b.Places)
	to := firstRelease
	rows := r.lib.WithPrefix(b.Under)
	switch {
	case b.Under == "" && b.Zoom == ListAlone:
		r.zoom = ListAlone
	case b.Under != "" && len(rows) == 1:
		to, r.shown, r.pinned = cursorTarget(rows[0]), rows[0], true
		if b.Zoom <= ReleaseAlone {
			r.zoom = b.Zoom
		}
		if b.Open {
			r.focus = ReleasePane
		}
	}
	if q.String() == r.query.String() { // what is listed
		r.cursor = max(0, r.listing.placeOf(int(to)))
		return nil
	}
	cmd := r.setQuery(q, to)
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
