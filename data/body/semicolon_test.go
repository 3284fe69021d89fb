package body

import (
	"fmt"
	"testing"
)

// Items of a list with semicolons that have dashes of their own have those for their
// signs, and no others; a dash inside an item is none.
func TestSignsOfSemicolonLists(t *testing.T) {
	for text, want := range map[string]string{
		"It will: - train; - build; and - sell.":        `["-" "train;" "-" "build; and" "-" "sell."]`,
		"It will: train; build; and sell.":              `["" "train;" "" "build; and" "" "sell."]`,
		"It will: – train; – build; and – sell – soon.": `["–" "train;" "–" "build; and" "–" "sell – soon."]`,
	} {
		var items []string
		for _, b := range Recover(text).Blocks {
			if b.Kind == Bullet {
				items = append(items, b.Sign, b.Text)
			}
		}
		if got := fmt.Sprintf("%q", items); got != want {
			t.Errorf("%q has the items %s, want %s", text, got, want)
		}
	}
}
