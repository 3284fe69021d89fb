package plain

import "testing"

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
		{"", 0, 0, "^"},
		{"ab", 7, 9, "  ^"},
		{"ab", 1, 0, " ^"},
	} {
		if got := carets(test.text, test.start, test.end); got != test.want {
			t.Errorf("carets(%q, %d, %d) = %q, want %q", test.text, test.start, test.end, got, test.want)
		}
	}
}
