package ui

import (
	"testing"

	"pressroom/model"
)

// Where the panes are at the sizes at which they are arranged anew.
func TestArrange(t *testing.T) {
	const facets = 30
	for _, tt := range []struct {
		w, h                  int
		order                 model.Arrangement
		focus                 model.Pane
		facets, list, release rect
	}{
		{60, 20, model.AsFits, model.ListPane, rect{}, rect{0, 2, 60, 16}, rect{}},
		{60, 20, model.AsFits, model.ReleasePane, rect{}, rect{}, rect{0, 2, 60, 16}},
		{80, 24, model.AsFits, model.ListPane, rect{}, rect{0, 2, 80, 8}, rect{0, 11, 80, 11}},
		{80, 24, model.AsFits, model.FacetPane, rect{0, 2, 26, 20}, rect{27, 2, 53, 20}, rect{}},
		{80, 11, model.AsFits, model.ListPane, rect{}, rect{0, 1, 80, 9}, rect{}},
		{100, 30, model.AsFits, model.ListPane, rect{0, 2, 26, 26}, rect{27, 2, 73, 11}, rect{27, 14, 73, 14}},
		{120, 40, model.AsFits, model.ListPane, rect{0, 2, 30, 36}, rect{31, 2, 89, 15}, rect{31, 18, 89, 20}},
		{120, 40, model.SideBySide, model.ListPane, rect{0, 2, 30, 36}, rect{31, 2, 89, 15}, rect{31, 18, 89, 20}},
		{150, 40, model.SideBySide, model.ListPane, rect{}, rect{0, 2, 72, 36}, rect{73, 2, 77, 36}},
		{150, 40, model.SideBySide, model.FacetPane, rect{0, 2, 30, 36}, rect{31, 2, 119, 36}, rect{}},
		{150, 12, model.AsFits, model.ListPane, rect{}, rect{0, 2, 72, 8}, rect{73, 2, 77, 8}},
		{200, 50, model.AsFits, model.ListPane, rect{0, 2, 30, 46}, rect{31, 2, 84, 46}, rect{116, 2, 84, 46}},
		{200, 50, model.Stacked, model.ListPane, rect{0, 2, 30, 46}, rect{31, 2, 169, 19}, rect{31, 22, 169, 26}},
		{250, 50, model.AsFits, model.ListPane, rect{0, 2, 30, 46}, rect{31, 2, 110, 46}, rect{142, 2, 108, 46}},
	} {
		l := arrange(tt.w, tt.h, layoutRequest{focus: tt.focus, order: tt.order, facets: facets})
		if l.facets != tt.facets || l.list != tt.list || l.release != tt.release {
			t.Errorf("%dx%d, order %d, pane %d: facets %v, list %v, release %v, want %v, %v, %v",
				tt.w, tt.h, tt.order, tt.focus, l.facets, l.list, l.release, tt.facets, tt.list, tt.release)
		}
	}
}

// The page has its measure before the list has more than it needs, and side by side
// each has 72 cells or more.
func TestPageHasItsMeasureFirst(t *testing.T) {
	for w := stackedWidth; w <= 250; w++ {
		for _, order := range []model.Arrangement{model.AsFits, model.Stacked, model.SideBySide} {
			l := arrange(w, 40, layoutRequest{order: order, facets: 31})
			measure, _ := measureOf(l.release.w, l.single)
			if l.beside && (l.list.w < minBeside || measure < minBeside || measure < maxMeasure && l.list.w > minBeside) {
				t.Errorf("%d columns: the list has %d, a line of the page %d", w, l.list.w, measure)
			}
			if !l.beside && w >= pageWidth+minFacets+1 && measure < maxMeasure {
				t.Errorf("%d columns: a line of the page has %d", w, measure)
			}
			if list := l.list.w; measure > maxMeasure || l.beside && list > maxList {
				t.Errorf("%d columns: the list has %d, a line of the page %d", w, list, measure)
			}
			if l.facets.w > w/3 {
				t.Errorf("%d columns: the facets have %d", w, l.facets.w)
			}
		}
	}
}

// w changes over and back, is kept while the size changes, and says where it
// cannot be seen; z goes round.
func TestOrderAndZoom(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 200, 50)
		at := func(what string, beside, single bool, focus model.Pane) {
			t.Helper()
			if a.layout.beside != beside || a.layout.single != single || a.reader.Focus() != focus {
				t.Errorf("%s: side by side %t, alone %t, pane %d", what, a.layout.beside, a.layout.single, a.reader.Focus())
			}
		}
		at("at first", true, false, model.ListPane)
		press(a, "w")
		at("after w", false, false, model.ListPane)
		press(a, "z")
		at("after z", false, true, model.ListPane)
		press(a, "enter")
		at("opened", false, true, model.ReleasePane)
		press(a, "esc", "z")
		at("after z again", false, true, model.ReleasePane)
		press(a, "z")
		at("and around", false, false, model.ReleasePane)
		press(a, "esc", "w")
		at("after w again", true, false, model.ListPane)
		if mark := a.Bookmark(); mark.Order != model.SideBySide {
			t.Errorf("kept is %d", mark.Order)
		}
		press(a, "w", "w")
		a = corpusApp(t, Options{}, 120, 40)
		press(a, "w")
		shows(t, a, "Side by side wants 149 columns; there are 120.")
	})
}
