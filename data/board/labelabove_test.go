package board

import (
	"strings"
	"testing"
)

// A label whose day stands on the line below it is no part of the text, and cuts nothing
// off; a line that only ends with such a word is one.
func TestLabelAboveItsDay(t *testing.T) {
	for _, test := range []struct{ name, end, body string }{
		{"a word", "\ndate\n2025-11-14", "It rained in Busan."},
		{"with a colon", "\nDate:\n2025.11.14", "It rained in Busan."},
		{"with a line between", "\ndate\n\n2025-11-14", "It rained in Busan."},
		{"registered", "\nRegistration date\n2025-11-14", "It rained in Busan."},
		{"Korean", "\n등록일\n2025-11-14", "It rained in Busan."},
		{"glued", " date2025-11-14", "It rained in Busan."},
		{"no label", "\nThey set no date\n2025-11-14", "It rained in Busan.\nThey set no date"},
		{"a day alone", "\n2025-11-14", "It rained in Busan."},
	} {
		b, err := Parse("b.txt", strings.NewReader("-\nIndustry\nWind Rises\nIt rained in Busan."+test.end+"\n-\nTrade\nSun Sets\nIt shone. date2025-11-13\n"))
		if err != nil || len(b.Releases) != 2 {
			t.Fatalf("%s: %v, %v", test.name, b.Releases, err)
		}
		r := b.Releases[0]
		if r.Body != test.body || r.Date.String() != "2025-11-14" || r.Excerpt != (test.body != "It rained in Busan.") {
			t.Errorf("%s: %q of %v, an excerpt: %t", test.name, r.Body, r.Date, r.Excerpt)
		}
	}
}
