package model

import (
	"maps"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
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
	to := onBest
	if rows := r.lib.WithPrefix(b.Under); len(rows) == 1 {
		to, r.shown, r.held = landing(rows[0]), rows[0], true
		r.focus, r.zoom = b.Focus, b.Zoom
	}
	if q.String() == r.query.String() { // what is listed
		r.cursor = max(0, r.listing.placeOf(int(to)))
		return nil
	}
	cmd := r.put(q, to)
	r.takeAway()
	return cmd
}
