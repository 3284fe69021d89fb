package model

import (
	"encoding/json"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
)

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
	case r.held && r.cursor < r.listing.Len():
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

// Resume takes a reader who has just begun to where they left, and reports whether that
// is elsewhere than where all begin: to which [Reader.GoBack] leads then. What the
// library no longer has is left out.
func (r *Reader) Resume() (elsewhere bool, cmd tea.Cmd) {
	var v lastView
	text := r.marking.now.Values[viewValue]
	if !r.KeepsMarks() || r.held || !r.query.IsZero() || json.Unmarshal([]byte(text), &v) != nil {
		return false, nil
	}
	if v.Zoom > ReleaseAlone {
		v.Zoom = Panes
	}
	if v.Order > SideBySide {
		v.Order = AsFits
	}
	begin := r.here()
	b := Bookmark{Query: v.Query, Under: v.Under, Zoom: v.Zoom, Order: v.Order}
	if v.Open {
		b.Focus = ReleasePane
	}
	if b.Under == "" && v.Zoom == ListAlone {
		r.zoom = v.Zoom
	}
	cmd = r.GoTo(b)
	if elsewhere = !r.query.IsZero() || r.cursor > 0 || r.focus != ListPane; elsewhere {
		r.past = []view{begin}
	}
	return elsewhere, cmd
}
