package cells_test

import (
	"slices"
	"strings"
	"testing"

	"pressroom/ui/cells"
)

// A heading has as few lines as there can be, nearly as long as each other where the last
// one would be short, and is broken at spaces.
func TestWrapEven(t *testing.T) {
	for _, tt := range []struct {
		text string
		w    int
		want string
	}{
		{"Ten Words", 20, "Ten Words"},
		{"Korea Accelerates International Standardization of Semiconductor Packaging Processes", 76, "Korea Accelerates International Standardization/of Semiconductor Packaging Processes"},
		{"Korea Ramps Up Public–Private Cooperation to Turn Carbon Neutrality into a Driver of Growth", 60, "Korea Ramps Up Public–Private Cooperation to Turn Carbon/Neutrality into a Driver of Growth"},
		{"Amkor Launches Investment in High-Tech Packaging", 45, "Amkor Launches Investment/in High-Tech Packaging"},
		{"제18차 에너지위원회 결과", 20, "제18차/에너지위원회 결과"},
		{"Unbrokenunbroken", 10, "Unbrokenun/broken"},
		{"", 10, ""},
	} {
		var m cells.Measure
		got := m.WrapEven(tt.text, tt.w)
		if want := strings.Split(tt.want, "/"); !slices.Equal(got, want) {
			t.Errorf("%q in %d cells: %q, want %q", tt.text, tt.w, got, want)
		}
		if most := len(m.Wrap(tt.text, tt.w)); len(got) > most {
			t.Errorf("%q in %d cells: %d lines, where %d would do", tt.text, tt.w, len(got), most)
		}
	}
}

// The narrowest width that fits is the one that is asked for last with a true answer.
func TestNarrowest(t *testing.T) {
	for want := 1; want <= 20; want++ {
		got := 20
		cells.Narrowest(20, func(w int) bool {
			if w >= want {
				got = w
			}
			return w >= want
		})
		if got != want {
			t.Errorf("%d, want %d", got, want)
		}
	}
}
