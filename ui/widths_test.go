package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// Chosen widths hold where the screen has room for them. Elsewhere no pane goes below
// the least, and all stay on the screen; a line that is moved comes to where it was moved.
func TestChosenWidths(t *testing.T) {
	for w := minWidth; w <= 260; w += 3 {
		for _, order := range []model.Arrangement{model.AsFits, model.Stacked, model.SideBySide} {
			for _, focus := range []model.Pane{model.ListPane, model.ReleasePane, model.FacetPane} {
				for _, chosen := range []model.Widths{{}, {Facets: 1}, {Facets: 40}, {Facets: 1000}, {List: 1}, {List: 3000}, {List: 9999}, {Facets: 1000, List: 9999}, {Facets: 50, List: 2500}} {
					want := layoutRequest{order: order, focus: focus, facets: 31, widths: chosen}
					l := arrange(w, 40, want)
					checkWidths(t, w, &l, want)
				}
			}
		}
	}
}

func checkWidths(t *testing.T, w int, l *layout, want layoutRequest) {
	t.Helper()
	if l.facets.w > 0 && !l.single && (l.facets.w < leastFacets || w-l.facets.w-1 < leastPane) {
		t.Errorf("%d columns, %+v: the facets have %d", w, want, l.facets.w)
	}
	if l.beside && !l.single && want.focus != model.FacetPane && (l.list.w < leastPane || l.release.w < leastPane) {
		t.Errorf("%d columns, %+v: the list has %d, the release %d", w, want, l.list.w, l.release.w)
	}
	for _, r := range []rect{l.facets, l.list, l.release} {
		if !r.empty() && (r.x < 0 || r.x+r.w > w) {
			t.Errorf("%d columns, %+v: %v is off the screen", w, want, r)
		}
	}
	for _, p := range []model.Pane{model.FacetPane, model.ListPane} {
		x, is := l.rule(p)
		if !is {
			continue
		}
		for _, to := range []int{-5, 0, x - 7, x, x + 1, w + 10} {
			moved := want
			moved.widths = l.moveRule(p, to, want.widths)
			now := arrange(w, 40, moved)
			at, _ := now.rule(p)
			least, most := leastFacets, w-1-leastPane
			if p == model.ListPane {
				least, most = now.list.x+leastPane, w-1-leastPane
			} else if l.beside && !l.release.empty() {
				most -= 1 + leastPane
			}
			if goal := max(min(to, most), least); at != goal {
				t.Errorf("%d columns, %+v: the line at the right of pane %d went from %d to %d, want %d", w, want, p, x, at, goal)
			}
		}
	}
}

// Keys make the pane wider that they go to, the mouse drags the line, and both say
// where there is an end of it.
func TestWidthsByHand(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 200, 50)
		at := func(what string, facets, list int) {
			t.Helper()
			if a.layout.facets.w != facets || a.layout.list.w != list {
				t.Errorf("%s: the facets have %d and the list %d, want %d and %d", what, a.layout.facets.w, a.layout.list.w, facets, list)
			}
		}
		facets, list := a.layout.facets.w, a.layout.list.w
		press(a, "+")
		at("after +", facets, list+2)
		press(a, "3", "-")
		at("after 3-", facets, list-4)
		press(a, "tab", "+")
		at("after + in the release", facets, list-6)
		press(a, "=", "f", "+")
		at("after + in the facets", facets+2, list-2)
		press(a, "9", "9", "-")
		at("after 99-", leastFacets, list+facets-leastFacets)
		if press(a, "-"); a.note != "This pane cannot be narrower." {
			t.Errorf("the note is %q", a.note)
		}
		press(a, "=", "esc")
		at("after =", facets, list)

		drag := func(x, y, to int) {
			for _, msg := range []tea.Msg{
				tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}, tea.MouseMotionMsg{X: (x + to) / 2, Y: y + 1, Button: tea.MouseLeft},
				tea.MouseMotionMsg{X: to, Y: 0, Button: tea.MouseLeft}, tea.MouseReleaseMsg{X: to, Y: 0, Button: tea.MouseLeft},
				tea.MouseMotionMsg{X: 100, Y: 9}, // nothing is held
			} {
				a.Update(msg)
			}
		}
		drag(facets, 9, facets+9)
		at("a line dragged", facets+9, list-9)
		drag(facets+9+1+list-9, 20, 150)
		at("another", facets+9, 150-facets-10)
		before := a.reader.Cursor()
		drag(facets-3, 9, 80)
		drag(facets+9, 0, 80)
		at("what is no line", facets+9, 150-facets-10)
		if a.reader.Cursor() != before {
			t.Error("dragging moved the cursor")
		}
		a.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
		at("on a smaller screen", facets+9, 100-facets-10)
		a.Update(tea.WindowSizeMsg{Width: 200, Height: 50})
		at("on the first again", facets+9, 150-facets-10)

		one := corpusApp(t, Options{}, 60, 20)
		if press(one, "+"); one.note != "There is no pane beside this one." {
			t.Errorf("alone: %q", one.note)
		}
	})
}
