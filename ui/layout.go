package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// The sizes at which the screen is arranged anew.
const (
	minWidth, minHeight = 20, 5 // below it only a line that says so is drawn

	titleHeight  = 10 // a title bar from this height
	footerHeight = 7  // a footer from this height
	rulesHeight  = 12 // and lines that part both from the panes from this one
	airHeight    = 12 // menus and overlays of so many rows have a blank one below their title

	stackedWidth  = 80  // list above page from this width
	stackedHeight = 12  // and this many rows of panes
	facetsWidth   = 100 // the facets at the left of both from this width
	wideWidth     = 190 // facets, list and page side by side from here, where nobody wants it otherwise
)

// What panes want, in cells.
const (
	maxMeasure = 80 // the longest line of a release
	pageMargin = 2  // at its left, and at its right for the thumb
	minFacets  = 26
	maxFacets  = 36
	minBeside  = 72 // a list, and a line of a page, that can stand beside each other
	minAbove   = 5  // rows of a list above a page
)

// The narrowest panes that a reader can choose.
const (
	leastFacets = 16
	leastPane   = 30
)

// Widths of panes that follow from these.
const (
	pageWidth    = maxMeasure + 2*pageMargin
	minPageWidth = minBeside + 2*pageMargin
	besideWidth  = minBeside + 1 + minPageWidth // a list and a page side by side
	besideFacets = minFacets + 1 + besideWidth  // and the facets
)

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
	over                  [3]rect // the rules above panes, by model.Pane
	foot                  rect    // the rule above the footer
	top, height           int     // rows of the panes
	single                bool    // one pane at a time
	beside                bool    // list and page are side by side
	tooSmall              bool    // no room at all
}

// layoutRequest is what a layout depends on beside the size of the screen.
type layoutRequest struct {
	focus  model.Pane
	single bool              // one pane at a time
	order  model.Arrangement // of list and page
	widths model.Widths      // that were chosen
	facets int               // cells that the facets need
	menu   bool              // one is in the list's place
}

// facetsOr returns the width of the facets beside n other panes: as chosen, or else auto.
func (req *layoutRequest) facetsOr(auto, w, n int) int {
	if chosen := req.widths.Facets; chosen > 0 {
		return max(min(chosen, w-n*(1+leastPane)), leastFacets)
	}
	return auto
}

// listOr returns the width of the list, of the cells of list and release: as chosen, or else auto.
func (req *layoutRequest) listOr(auto, both int) int {
	if chosen := req.widths.List; chosen > 0 {
		auto = (chosen*both + model.WidthOfAll/2) / model.WidthOfAll
	}
	return max(min(auto, both-leastPane), leastPane)
}

// arrange returns the layout of a screen of w by h cells. The page gets its measure first, then the list.
func arrange(w, h int, req layoutRequest) layout {
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
	if h >= rulesHeight {
		l.top, l.height = l.top+1, l.height-2
		l.foot = rect{0, h - 2, w, 1}
	}
	l.beside = isBeside(w, l.height, req.order)
	l.single = req.single || !l.beside && (w < stackedWidth || l.height < stackedHeight)
	whole := rect{0, l.top, w, l.height}
	wide := min(max(req.facets, minFacets), w/3, maxFacets) // the facets, where there is no page
	facets := min(wide, max(minFacets, w-pageWidth-1))
	switch {
	case l.single:
		l.columns(whole, []model.Pane{req.focus})
	case l.beside && w >= besideFacets:
		facets = req.facetsOr(min(facets, w-besideWidth-1), w, 2)
		both := w - facets - 2
		page := min(pageWidth, both-minBeside)
		list := req.listOr(min(both-page, maxList), both)
		l.columns(whole, []model.Pane{model.FacetPane, model.ListPane, model.ReleasePane}, facets, list)
	case req.focus == model.FacetPane && (l.beside || w < facetsWidth):
		l.columns(whole, []model.Pane{model.FacetPane, model.ListPane}, req.facetsOr(wide, w, 1))
	case l.beside:
		l.columns(whole, []model.Pane{model.ListPane, model.ReleasePane}, req.listOr(min(w-1-min(pageWidth, w-1-minBeside), maxList), w-1))
	case w < facetsWidth:
		l.stack(whole, req.menu)
	default:
		l.columns(whole, []model.Pane{model.FacetPane, model.ListPane}, req.facetsOr(facets, w, 1))
		l.stack(l.list, req.menu)
	}
	for p, r := range l.over {
		if r.y < l.top && l.foot.empty() { // there is no row for it
			l.over[p] = rect{}
		}
	}
	return l
}

// isBeside reports whether list and page stand side by side with h rows of panes.
func isBeside(w, h int, order model.Arrangement) bool {
	switch {
	case w < besideWidth:
		return false
	case order == model.Stacked:
		return h < stackedHeight
	}
	return order == model.SideBySide || w >= wideWidth || h < stackedHeight
}

func (l *layout) pane(p model.Pane) *rect {
	switch p {
	case model.FacetPane:
		return &l.facets
	case model.ReleasePane:
		return &l.release
	}
	return &l.list
}

// columns puts panes side by side; the last one has the rest of the width.
func (l *layout) columns(whole rect, panes []model.Pane, widths ...int) {
	x := whole.x
	for i, p := range panes {
		w := whole.x + whole.w - x
		if i < len(widths) {
			w = widths[i]
		}
		*l.pane(p) = rect{x, whole.y, w, whole.h}
		l.over[p] = rect{x, whole.y - 1, w, 1}
		x += w + 1
	}
}

// stack puts the list above the page, with three sevenths of the rows, a menu with three fifths.
func (l *layout) stack(whole rect, menu bool) {
	above := max(minAbove, whole.h*3/7)
	if menu {
		above = max(above, whole.h*3/5)
	}
	l.list = rect{whole.x, whole.y, whole.w, above}
	l.release = rect{whole.x, whole.y + above + 1, whole.w, whole.h - above - 1}
	l.over[model.ListPane] = rect{whole.x, whole.y - 1, whole.w, 1}
	l.over[model.ReleasePane] = rect{whole.x, whole.y + above, whole.w, 1}
}

// headLines is how many lines stand above a menu or an overlay of h rows: its title, and perhaps a blank one.
func headLines(h int) int {
	if h < airHeight {
		return 1
	}
	return 2
}

// measureOf returns the length of a release's lines in a pane of w cells, and their left margin.
func measureOf(w int, alone bool) (measure, margin int) {
	margin = pageMargin
	if w < 30 {
		margin = 1
	}
	measure = max(min(maxMeasure, w-2*margin), 1)
	if alone {
		margin = (w - measure) / 2
	}
	return measure, margin
}

// rule returns the column of the line at the right of a pane, and whether there is one.
func (l *layout) rule(right model.Pane) (x int, is bool) {
	switch r := l.pane(right); {
	case l.single || l.tooSmall || r.empty():
		return 0, false
	case right == model.FacetPane || right == model.ListPane && l.beside && !l.release.empty():
		return r.x + r.w, true
	}
	return 0, false
}

// ruleAt returns the pane at the left of the line in a place of the screen.
func (l *layout) ruleAt(x, y int) (right model.Pane, is bool) {
	if y < l.top || y >= l.top+l.height {
		return 0, false
	}
	for _, p := range []model.Pane{model.FacetPane, model.ListPane} {
		if at, is := l.rule(p); is && at == x {
			return p, true
		}
	}
	return 0, false
}

// moveRule returns the widths that put the line at the right of a pane into another column, as near as can be.
func (l *layout) moveRule(right model.Pane, x int, w model.Widths) model.Widths {
	switch r := l.pane(right); right {
	case model.FacetPane:
		panes := 1
		if l.beside && !l.release.empty() {
			panes = 2
		}
		screen := max(l.list.x+l.list.w, l.release.x+l.release.w)
		w.Facets = (&layoutRequest{widths: model.Widths{Facets: max(x-r.x, 1)}}).facetsOr(0, screen, panes)
	case model.ListPane:
		both := l.list.w + l.release.w
		list := (&layoutRequest{}).listOr(x-r.x, both)
		w.List = (list*model.WidthOfAll + both/2) / both
	}
	return w
}

// reorder changes between side by side and stacked, and says what keeps it from being seen.
func (a *App) reorder(times) tea.Cmd {
	order := model.SideBySide
	if a.layout.beside {
		order = model.Stacked
	}
	a.reader.Arrange(order)
	switch {
	case a.reader.Zoom() != model.Panes || a.slow:
		a.note = "There is one pane at a time."
	case isBeside(a.w, a.layout.height, order) == a.layout.beside:
		a.note = fmt.Sprintf("Side by side wants %d columns; there are %d.", besideWidth, a.w)
		if a.layout.beside {
			a.note = "There are too few rows for a list above a release."
		}
	}
	return nil
}

// widthStep is how many cells a key makes a pane wider or narrower.
const widthStep = 2

// widen makes the focused pane wider or narrower.
func (a *App) widen(t times) tea.Cmd {
	right, n := model.FacetPane, t.step()*widthStep
	if a.reader.Focus() != model.FacetPane {
		if _, is := a.layout.rule(model.ListPane); is {
			right = model.ListPane
		}
		if right == model.FacetPane || a.reader.Focus() == model.ReleasePane {
			n = -n // it is at the right of the line
		}
	}
	x, is := a.layout.rule(right)
	if !is {
		return a.say("There is no pane beside this one.")
	}
	before := a.layout
	a.reader.SetWidths(a.layout.moveRule(right, x+n, a.reader.Widths()))
	cmd := tea.Batch(a.settle(), a.reader.KeepWidths())
	if now, _ := a.layout.rule(right); now == x && a.layout == before {
		a.note = "This pane cannot be wider."
		if t.by < 0 {
			a.note = "This pane cannot be narrower."
		}
	}
	return cmd
}

// usualWidths gives the panes the widths again that they have by themselves.
func (a *App) usualWidths(times) tea.Cmd {
	a.reader.SetWidths(model.Widths{})
	return a.reader.KeepWidths()
}

// drag moves a line between panes with the mouse, and reports whether the message was about that.
func (a *App) drag(msg tea.MouseMsg) (cmd tea.Cmd, is bool) {
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseClickMsg:
		right, is := a.layout.ruleAt(m.X, m.Y)
		if a.dragging = is && m.Button == tea.MouseLeft && a.reader.Overlay() == model.NoOverlay; a.dragging {
			a.draggedRule = right
		}
	case tea.MouseMotionMsg:
		if a.dragging {
			a.reader.SetWidths(a.layout.moveRule(a.draggedRule, m.X, a.reader.Widths()))
		}
	case tea.MouseReleaseMsg:
		if a.dragging {
			a.dragging = false
			return a.reader.KeepWidths(), true
		}
	}
	return nil, a.dragging
}

func (a *App) zoomOn(times) tea.Cmd {
	if a.layout.single && a.reader.Zoom() == model.Panes {
		return a.say("Each pane has the whole screen.")
	}
	a.reader.ZoomOn()
	return nil
}
