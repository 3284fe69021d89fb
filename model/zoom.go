package model

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"pressroom/data/store"
)

// Zoom is what of the panes is on the screen.
type Zoom uint8

// The zooms, in the order in which [Reader.ZoomOn] goes through them.
const (
	Panes        Zoom = iota
	ListAlone         // and then whatever is gone to from it, alone too
	ReleaseAlone      // until it is left
)

// Arrangement is how the list and the release share the screen.
type Arrangement uint8

// The arrangements.
const (
	AsFits     Arrangement = iota // by the size of the screen
	Stacked                       // the list above the release
	SideBySide                    // where the screen is wide enough
)

// Zoom returns what of the panes is on the screen.
func (r *Reader) Zoom() Zoom { return r.zoom }

// Arrangement returns how the list and the release are to share the screen.
func (r *Reader) Arrangement() Arrangement { return r.order }

// Arrange sets how the list and the release are to share the screen.
func (r *Reader) Arrange(order Arrangement) { r.order = order }

// Widths are chosen widths of panes, as far as the screen has room; 0 is what a pane gets by itself.
type Widths struct {
	Facets int // cells of the facet pane
	List   int // of [WidthOfAll] that a list and a release beside it have together
}

// WidthOfAll is what Widths.List is a part of.
const WidthOfAll = 10_000

// Widths returns the widths that were chosen for panes.
func (r *Reader) Widths() Widths { return r.widths }

// SetWidths chooses widths for panes: until [Reader.KeepWidths] for the session alone.
func (r *Reader) SetWidths(w Widths) { r.widths = w }

// widthsValue is the name of the value that widths are kept by.
const widthsValue = "widths"

// KeepWidths has the widths be written that were chosen.
func (r *Reader) KeepWidths() tea.Cmd {
	value := ""
	if r.widths != (Widths{}) {
		value = fmt.Sprintf("%d %d", r.widths.Facets, r.widths.List)
	}
	if value == r.marking.now.Values[widthsValue] {
		return nil
	}
	return r.putBatch(store.Batch{Values: map[string]string{widthsValue: value}})
}

// takeWidths goes on with the widths that are kept. What are none are not taken.
func (r *Reader) takeWidths() {
	var w Widths
	n, err := fmt.Sscanf(r.marking.now.Values[widthsValue], "%d %d", &w.Facets, &w.List)
	if err == nil && n == 2 && w.Facets >= 0 && w.Facets < WidthOfAll && w.List >= 0 && w.List <= WidthOfAll {
		r.widths = w
	}
}

// ZoomOn goes round: from the panes to the list alone, to the release alone, and back.
func (r *Reader) ZoomOn() {
	switch {
	case r.zoom == Panes && r.focus == ReleasePane:
		r.zoom = ReleaseAlone
	case r.zoom == Panes:
		r.focus, r.zoom = ListPane, ListAlone
	case r.zoom == ListAlone && r.focus != ReleasePane && r.listing.Len() > 0:
		r.Open()
		r.zoom = ReleaseAlone
	default:
		r.zoom = Panes
	}
}

// leave lets keys go to another pane than the release.
func (r *Reader) leave(p Pane) {
	if r.focus = p; r.zoom == ReleaseAlone {
		r.zoom = Panes
	}
}
