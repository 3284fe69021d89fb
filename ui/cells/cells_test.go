package cells_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"pressroom/ui/cells"
)

var (
	codePoints = cells.Measure{}
	clusters   = cells.Measure{Clusters: true}
	wide       = cells.Measure{Wide: true}
	both       = cells.Measure{Clusters: true, Wide: true}
)

func TestWidth(t *testing.T) {
	for _, test := range []struct {
		text string
		want [4]int // code points, clusters, ambiguous two, both
	}{
		{"", [4]int{}},
		{"plain ASCII", [4]int{11, 11, 11, 11}},
		{"\x1b[1;38;5;25mstyled\x1b[m", [4]int{6, 6, 6, 6}},
		{"\x1b]8;id=1;https://a.example\al\x1b]8;;\ax", [4]int{2, 2, 2, 2}},
		{"그래핀", [4]int{6, 6, 6, 6}},
		{"e\u0301", [4]int{1, 1, 1, 1}},
		{"“a” – §", [4]int{7, 7, 11, 11}},
		{"│─▌…", [4]int{4, 4, 8, 8}},
		{"❤️", [4]int{1, 2, 1, 2}},
		{"1️⃣", [4]int{1, 2, 1, 2}},
		{"👨‍👩‍👧‍👦", [4]int{8, 2, 8, 2}},
		{"\n", [4]int{}},
	} {
		for i, m := range []cells.Measure{codePoints, clusters, wide, both} {
			if got := m.Width(test.text); got != test.want[i] {
				t.Errorf("%q is %d wide by %+v, want %d", test.text, got, m, test.want[i])
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text string
		w    int
		want []string
	}{
		{"one two three", 7, []string{"one two", "three"}},
		{"one two three", 6, []string{"one", "two", "three"}},
		{"one-two three", 5, []string{"one-", "two", "three"}},
		{"President Kim Dae-ja said", 18, []string{"President Kim", "Dae-ja said"}}, // a name is whole where the line is nearly full
		{"Mr. wafer-to-wafer", 12, []string{"Mr. wafer-", "to-wafer"}},              // and broken where it is not
		{"one two-three-four-five", 9, []string{"one two-", "three-", "four-five"}},
		{"a -5 b", 3, []string{"a", "-5", "b"}}, // a sign stays with its number
		{"abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"one\n\n  two", 8, []string{"one", "", "  two"}},
		{"one\u00a0two three", 8, []string{"one\u00a0two", "three"}},
		{"그래핀 양산", 6, []string{"그래핀", "양산"}},
		{"그래핀", 5, []string{"그래", "핀"}},
		{"\x1b[1mone two\x1b[m", 3, []string{"\x1b[1mone\x1b[m", "\x1b[1mtwo\x1b[m"}},
		{"text", 0, []string{"text"}},
	} {
		if got := codePoints.Wrap(test.text, test.w); !slices.Equal(got, test.want) {
			t.Errorf("%q in %d cells is %q, want %q", test.text, test.w, got, test.want)
		}
	}
	if got := wide.Wrap("‘a’ b", 4); !slices.Equal(got, []string{"‘a", "’ b"}) {
		t.Errorf("where ambiguous is two it is %q", got)
	}
}

func TestTruncate(t *testing.T) {
	for _, test := range []struct {
		text, tail string
		w          int
		want       string
	}{
		{"headline", "…", 8, "headline"},
		{"headline", "…", 5, "head…"},
		{"headline", "...", 2, ""},
		{"그래핀", "…", 4, "그…"},
		{"👨‍👩‍👧‍👦 family", "", 4, ""},
		{"\x1b[1mheadline\x1b[m", "…", 5, "\x1b[1mhead…\x1b[m"},
	} {
		if got := codePoints.Truncate(test.text, test.w, test.tail); got != test.want {
			t.Errorf("%q in %d cells is %q, want %q", test.text, test.w, got, test.want)
		}
	}
	if got := clusters.Truncate("👨‍👩‍👧‍👦 family", 4, ""); got != "👨‍👩‍👧‍👦 f" {
		t.Errorf("by clusters it is %q", got)
	}
	if got := codePoints.Fit("핀핀", 3, ""); got != "핀 " {
		t.Errorf("what a wide letter leaves over is not padded: %q", got)
	}
}

func TestIsDoubtful(t *testing.T) {
	for text, want := range map[string]bool{"": false, "a": false, "é": false, "│": false, "핀": false,
		"❤️": true, "👨‍👩‍👧‍👦": true, "🚀": true, "1️⃣": true} {
		if got := cells.IsDoubtful(text); got != want {
			t.Errorf("IsDoubtful(%q) is %t", text, got)
		}
	}
}

// FuzzWrap proves for any text and measure that no line is too wide, no letter is
// lost, and styles do not cross a line's end.
func FuzzWrap(f *testing.F) {
	f.Add("one two-three \x1bfour\x1b 그래핀 ❤️ “q”", 7, true, false)
	f.Add("e\u0301 👨‍👩‍👧‍👦\n\n  स्ते", 3, false, true)
	f.Fuzz(func(t *testing.T, s string, w int, byClusters, ambiguousTwo bool) {
		if !utf8.ValidString(s) || len(s) > 1<<10 {
			return
		}
		// What is drawn holds no controls but line ends and whole sequences of styles.
		s = strings.Map(func(c rune) rune {
			if unicode.IsControl(c) && c != '\n' && c != '\x1b' {
				return -1
			}
			return c
		}, s)
		s = strings.ReplaceAll(s, "\x1b", "\x1b[1;38;5;25m")
		m := cells.Measure{Clusters: byClusters, Wide: ambiguousTwo}
		letters := func(s string) string {
			return strings.Join(strings.Fields(strings.ReplaceAll(ansi.Strip(s), "\n", " ")), "")
		}
		widest := 1
		for _, n := range m.Pieces(s) {
			widest = max(widest, n)
		}
		lines := m.Wrap(s, w)
		if got, want := letters(strings.Join(lines, "\n")), letters(s); got != want {
			t.Fatalf("%+q has become %+q", want, got)
		}
		for _, line := range lines {
			if n := m.Width(line); w >= 1 && n > max(w, widest) {
				t.Fatalf("%q is %d wide, want at most %d", line, n, w)
			}
		}
		if cut := m.Truncate(s, max(w, 0), ""); m.Width(cut) > max(w, 0) {
			t.Fatalf("%q is %d wide, want at most %d", cut, m.Width(cut), w)
		}
	})
}
