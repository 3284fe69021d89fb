package names

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

var updateEndonyms = flag.Bool("endonyms", false, "write words/endonyms.txt")

// words/endonyms.txt is what the Unicode consortium's tables say. They take 3 MB of a
// program that has them, so that only this test does.
func TestEndonyms(t *testing.T) {
	const file = "words/endonyms.txt"
	var want strings.Builder
	want.WriteString(`# The names of countries in the language that most speak there, by the code of each: from
# the tables of the Unicode consortium (CLDR), as golang.org/x/text/language/display has
# them. Written by: go test ./data/names -run TestEndonyms -endonyms
`)
	for _, c := range loadAtlas().countries {
		region, err := language.ParseRegion(c.Code)
		if err != nil { // of none
			continue
		}
		spoken, _ := language.Compose(language.Und, region)
		base, _ := spoken.Base()
		if in := display.Regions(language.Make(base.String())); in != nil {
			fmt.Fprintf(&want, "%s = %s\n", c.Code, in.Name(region))
		}
	}
	if *updateEndonyms {
		if err := os.WriteFile(file, []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != want.String() {
		t.Errorf("%v: %s is not what the tables say: write it with -endonyms", err, file)
	}
	if n := len(endonyms()); n < 190 {
		t.Errorf("%d names are read", n)
	}
}
