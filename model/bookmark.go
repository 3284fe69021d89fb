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
	Query  string         // with its facets, as [data.Query] writes it
	Under  string         // the ID of the release under the cursor, or ""
	Focus  Pane           // where keys went
	Zoom   Zoom           // what was on the screen
	Order  Arrangement    // of the list and the release
	Places map[string]int // by ID, where in releases the reader was: see [Reader.Keep]
}

// maxPlaces is in how many releases a bookmark keeps the place.
const maxPlaces = 100

// Bookmark returns where the reader is.
func (r *Reader) Bookmark() Bookmark {
	b := Bookmark{Focus: r.focus, Zoom: r.zoom, Order: r.order, Places: map[string]int{}}
	if q := r.query.String(); len(q) <= data.MaxQuery { // a longer one could not be read back
		b.Query = q
	}
	if r.cursor < r.listing.Len() {
		b.Under = r.At(r.cursor).ID
	}
	if place := r.places[b.Under]; place > 0 {
		b.Places[b.Under] = place
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
	r.order = b.Order
	maps.Copy(r.places, b.Places)
	to := firstRelease
	if rows := r.lib.WithPrefix(b.Under); len(rows) == 1 {
		to, r.shown, r.pinned = cursorTarget(rows[0]), rows[0], true
		r.focus, r.zoom = b.Focus, b.Zoom
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

// lastView is where a reader left. The lines in releases, and the widths of panes, are
// kept beside it.
type lastView struct {
	Query string      `json:"query,omitempty"` // as [data.Query] writes it
	Under string      `json:"under,omitempty"` // the ID of the release under the cursor; "" where nobody has moved it
	Open  bool        `json:"open,omitempty"`  // it was being read
	Zoom  Zoom        `json:"zoom,omitempty"`
	Order Arrangement `json:"order,omitempty"`
}

// Leave has it kept where the reader is, for [Reader.Resume], when the marks are
// flushed: nothing where nobody keeps marks.
func (r *Reader) Leave() {
	if !r.KeepsMarks() {
		return
	}
	v := lastView{Zoom: r.zoom, Order: r.order}
	if q := r.query.String(); len(q) <= data.MaxQuery { // a longer one could not be read back
		v.Query = q
	}
	switch {
	case r.focus == ReleasePane && r.shown >= 0:
		v.Under, v.Open = r.lib.ID(r.shown), true
	case r.pinned && r.cursor < r.listing.Len():
		v.Under = r.At(r.cursor).ID
	}
	value := ""
	if v != (lastView{}) {
		text, err := json.Marshal(v)
		if err != nil {
			return
		}
		value = string(text)
	}
	if value != r.marking.now.Values[viewValue] {
		r.marking.keeper.put(store.Batch{Values: map[string]string{viewValue: value}})
	}
}

// Resume goes to where the reader left the last time, and reports whether that differs
// from where a new reader begins, to which [Reader.GoBack] then leads. What the library
// no longer has is left out.
func (r *Reader) Resume() (elsewhere bool, cmd tea.Cmd) {
	var v lastView
	text := r.marking.now.Values[viewValue]
	if !r.KeepsMarks() || r.pinned || !r.query.IsZero() || json.Unmarshal([]byte(text), &v) != nil {
		return false, nil
	}
	if v.Zoom > ReleaseAlone {
		v.Zoom = Panes
	}
	if v.Order > SideBySide {
		v.Order = AsFits
	}
	begin := r.currentView()
	b := Bookmark{Query: v.Query, Under: v.Under, Zoom: v.Zoom, Order: v.Order}
	if v.Open {
		b.Focus = ReleasePane
	}
	if b.Under == "" && v.Zoom == ListAlone {
		r.zoom = v.Zoom
	}
	cmd = r.GoTo(b)
	if elsewhere = !r.query.IsZero() || r.cursor > 0 || r.focus != ListPane; elsewhere {
		r.back = []view{begin}
	}
	return elsewhere, cmd
}
