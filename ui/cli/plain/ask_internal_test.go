package plain

import (
	"strings"
	"testing"

	"pressroom/data/body"
	"pressroom/data/diff"
)

// The line below a heading is as long as the longest of its lines.
func TestLongHeading(t *testing.T) {
	got := draw(&body.Block{Kind: body.Heading, Text: "Plans for the Harbour and the Grid"}, 20)
	if want := "Plans for the\nHarbour and the Grid\n" + strings.Repeat("-", 20); got != want {
		t.Errorf("it is\n%s\nwant\n%s", got, want)
	}
}

// An item stands below the text of the one that it is of.
func TestLevels(t *testing.T) {
	for level, want := range []string{"- Quays of the\n  south", "   - Quays of\n     the south"} {
		if got := draw(&body.Block{Kind: body.Bullet, Level: level, Text: "Quays of the south"}, 14); got != want {
			t.Errorf("at level %d it is\n%s\nwant\n%s", level, got, want)
		}
	}
}

// Carets stand below what is wrong, as a terminal shows it.
func TestCarets(t *testing.T) {
	for _, test := range []struct {
		text       string
		start, end int
		want       string
	}{
		{"abc x:y", 4, 7, "    ^^^"},
		{"abc OR", 6, 6, "      ^"},
		{"한국 x:y", 7, 10, "     ^^^"},
		{"x:한국", 2, 8, "  ^^^^"},
		{"e\u0301 x:y", 4, 7, "  ^^^"},
		{"x:y  ", 0, 5, "^^^"},
		{"x:\u26a0\ufe0f", 0, 8, "^^^"}, // as wide as what stands before it would be
		{"", 0, 0, "^"},
		{"ab", 7, 9, "  ^"},
		{"ab", 1, 0, " ^"},
	} {
		if got := carets(test.text, test.start, test.end); got != test.want {
			t.Errorf("carets(%q, %d, %d) = %q, want %q", test.text, test.start, test.end, got, test.want)
		}
	}
}

// Preformatted text is printed as it is set, and as running text where words of it changed.
func TestPreformatted(t *testing.T) {
	b := body.Block{Kind: body.Preformatted, Text: "Year    Sum\n  2024   80 tonnes"}
	if got := draw(&b, 10); got != b.Text {
		t.Errorf("printed is %q", got)
	}
	if got, want := changed(&diff.Block{Block: b}, 10), b.Text; got != want {
		t.Errorf("what did not change is %q", got)
	}
	if got, want := changed(&diff.Block{Block: b, Op: diff.In}, 18), "{+Year Sum 2024 80\ntonnes+}"; got != want {
		t.Errorf("what came in is %q, want %q", got, want)
	}
}
