package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
)

// What is picked: the places of releases in the plain list, in the order in
// which they are printed.
func TestPick(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys []string
		want []int
		quit bool
	}{
		{"the one under the cursor", []string{"j", "j", "enter"}, []int{2}, true},
		{"the marked ones, as marked", []string{"G", "space", "g", "space", "j", "space", "enter"}, []int{9, 0, 2}, true},
		{"marked twice is not marked", []string{"space", "space", "k", "k", "space", "G", "enter"}, []int{1}, true},
		{"all marks taken back", []string{"space", "k", "space", "j", "j", "enter"}, []int{3}, true},
		{"from an open release", []string{"j", "right", "enter"}, []int{1}, true},
		{"the next of an open release", []string{"right", "]", "]", "enter"}, []int{2}, true},
		{"marked, from an open release", []string{"j", "space", "right", "enter"}, []int{1}, true},
		{"from full width", []string{"j", "enter", "z", "enter"}, []int{1}, true},
		{"from the filter", []string{"/", "g", "r", "a", "p", "h", "enter"}, []int{8}, true},
		{"marked and filtered out", []string{"space", "/", "g", "r", "a", "p", "h", "enter"}, []int{0}, true},
		{"a facet is chosen by Enter", []string{"f", "j", "enter"}, nil, false},
		{"a name is chosen by Enter", []string{"i", "enter"}, nil, false},
		{"a related one", []string{"j", "j", "j", "j", "j", "j", "m", "enter", "enter"}, []int{7}, true},
		{"Esc gives up", []string{"space", "esc"}, nil, true},
		{"q gives up", []string{"space", "q"}, nil, true},
		{"Ctrl-C gives up", []string{"space", "/", "ctrl+c"}, nil, true},
		{"Esc leaves a filter first", []string{"/", "g", "r", "ctrl+j", "esc"}, nil, false},
		{"nothing to pick", []string{"/", "z", "q", "x", "enter"}, nil, false},
		{"Space reads on in a release", []string{"right", "space", "space"}, nil, false},
	} {
		bubble(t, tt.name, func(t *testing.T) {
			a := corpusApp(t, Options{Pick: true}, 80, 24)
			var ids []string
			for i := range 10 {
				ids = append(ids, a.reader.At(i).ID)
			}
			msgs := press(a, tt.keys...)
			var want []string
			for _, i := range tt.want {
				want = append(want, ids[i])
			}
			if got := a.Picked(); !slices.Equal(got, want) || brought[tea.QuitMsg](msgs) != tt.quit {
				t.Errorf("picked are %v, want %v; it ends: %t", got, want, brought[tea.QuitMsg](msgs))
			}
		})
	}
}

// Marks are seen, and counted beside Enter; without Pick there are none.
func TestMarksAreSeen(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{Pick: true}, 80, 24)
		shows(t, a, "Enter take  Space mark")
		press(a, "space", "j", "space")
		var marked []string
		for _, l := range rows(a) {
			if len(l) > 4 && strings.Contains(l[:6], "*") {
				marked = append(marked, strings.Trim(l, " ▸┃"))
			}
		}
		if got := fmt.Sprint(marked); got != "[28 * Korea Advances AI-driven K-Bio Innovation 27 * Korea Accelerates International Standardization]" {
			t.Errorf("marked are %s", got)
		}
		shows(t, a, "Enter take 2 marked", "4 of 10")
		press(a, "/")
		typeIn(a, "k-bio")
		shows(t, a, "28 Nov * ")
		a = corpusApp(t, Options{}, 80, 24)
		press(a, "space")
		hides(t, a, "*", "Space mark")
		if a.reader.Focus() != model.ListPane || a.reader.Cursor() == 1 {
			t.Error("Space marks for a reader")
		}
	})
}

// x takes off the last facet, with a number as many.
func TestTakeOffTheLast(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 200, 40)
		var want []string
		for day := 14; day < 26; day++ {
			press(a, "r")
			typeIn(a, fmt.Sprintf("2025-11-%d", day))
			press(a, "enter")
			want = append(want, fmt.Sprintf("2025-11-%d", day))
		}
		for len(want) > 0 {
			n := min(len(want), 1+len(want)%3)
			want = want[:len(want)-n]
			if n > 1 || len(want) == 0 {
				press(a, fmt.Sprint(n))
			}
			press(a, "x")
			if got := a.reader.Chips(); !slices.Equal(got, want) {
				t.Fatalf("%dx leaves %v, want %v", n, got, want)
			}
		}
		press(a, "x")
		shows(t, a, "No facet is chosen.")
		press(a, "f", "j", "enter", "9", "x")
		if len(a.reader.Chips()) > 0 {
			t.Error("9x does not take the only one off")
		}
		press(a, "x", "X")
		if a.reader.Listing().Len() != 10 {
			t.Error("x without a facet does something")
		}
	})
}
