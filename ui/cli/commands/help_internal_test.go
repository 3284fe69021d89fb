package commands

import "testing"

// Lines of two columns go on below the second one, or below the first where the second
// would be too narrow. An option is never parted at its hyphens.
func TestColumns(t *testing.T) {
	const text = "Moving\n  g Home  to the beginning, 7g: to the seventh\n\n  serve   serve with --max-sessions\n"
	for width, want := range map[int]string{
		80: text,
		32: "Moving\n  g Home  to the beginning, 7g:\n          to the seventh\n\n  serve   serve with\n          --max-sessions\n",
		26: "Moving\n  g Home\n    to the beginning, 7g:\n    to the seventh\n\n  serve\n    serve with\n    --max-sessions\n",
	} {
		if got := columns(text, width); got != want {
			t.Errorf("in %d cells:\n%s\nwant\n%s", width, got, want)
		}
	}
}
