package ui

import "pressroom/model"

// The sizes at which the screen is arranged anew.
const (
	minWidth, minHeight = 20, 5 // below it only a line that says so is drawn

	mediumWidth = 80  // list and release side by side from here
	wideWidth   = 120 // and the facets from here

	titleHeight  = 10 // a title bar from this height
	footerHeight = 7  // a footer from this height
)

// maxMeasure is the longest line of a release, in cells. Typographers ask for
// 45 to 75 letters; 78 leaves room for the bar beside a quotation.
const maxMeasure = 78

// rect is a part of the screen, in cells. A rect without area is not drawn.
type rect struct{ x, y, w, h int }

func (r rect) empty() bool { return r.w <= 0 || r.h <= 0 }

func (r rect) contains(x, y int) bool {
	return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h
}

// layout is where everything on the screen is.
type layout struct {
	title, footer         rect
	facets, list, release rect
	rules                 []int // columns of the lines between panes
	top, height           int   // rows of the panes
	single                bool  // one pane at a time
	tooSmall              bool  // no room at all
}

// arrange returns the layout of a screen of w by h cells, with one pane at a
// time where single is true or the screen is narrow. The panes' rows include
// one for each pane's heading.
func arrange(w, h int, focus model.Pane, zoom, single bool) layout {
	var l layout
	if w < minWidth || h < minHeight {
		l.tooSmall = true
		return l
	}
	l.height = h
	if h >= titleHeight {
		l.title = rect{0, 0, w, 1}
		l.top, l.height = 1, l.height-1
	}
	if h >= footerHeight {
		l.footer = rect{0, h - 1, w, 1}
		l.height--
	}
	whole := rect{0, l.top, w, l.height}
	l.single = single || w < mediumWidth
	switch {
	case zoom:
		l.release = whole
	case l.single:
		switch focus {
		case model.ListPane:
			l.list = whole
		case model.ReleasePane:
			l.release = whole
		case model.FacetPane:
			l.facets = whole
		}
	case w < wideWidth:
		side := min(max(w*38/100, 32), 48)
		l.split(whole, side, -1)
		if focus == model.FacetPane {
			l.facets, l.list = l.list, rect{}
		}
	default:
		facets := min(max(w*15/100, 24), 30)
		spare := w - facets - 2 - maxMeasure - 6 // what the release has no use for: headlines are long
		l.split(whole, facets, min(max((w-facets)*43/100, spare, 40), 110))
	}
	return l
}

// split parts whole, from the left, into a first pane of width a, with b not
// negative a second of width b, and the release.
func (l *layout) split(whole rect, a, b int) {
	panes := []*rect{&l.list, &l.release}
	widths := []int{a, whole.w - a - 1}
	if b >= 0 {
		panes = []*rect{&l.facets, &l.list, &l.release}
		widths = []int{a, b, whole.w - a - b - 2}
	}
	x := 0
	for i, p := range panes {
		*p = rect{x, whole.y, widths[i], whole.h}
		x += widths[i]
		if i < len(panes)-1 {
			l.rules = append(l.rules, x)
		}
		x++
	}
}

// measureOf returns the length of a release's lines in a pane of width w, and
// the margin at their left.
func measureOf(w int) (measure, margin int) {
	measure = min(maxMeasure, w-2)
	if w < 30 {
		measure = w
	}
	return max(measure, 1), max(0, (w-measure)/2)
}
