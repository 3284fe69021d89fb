package names_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"pressroom/data/names"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestFound compares all that is found in the texts of the gold files, with where each is
// mentioned, with what an editor has approved: also what the labels leave open.
func TestFound(t *testing.T) {
	var b strings.Builder
	for _, file := range []string{"gold.txt", "other.txt", "heldout.txt", "later.txt", "styles.txt", "offices.txt", "offices2.txt", "offices3.txt", "offices4.txt", "offices5.txt", "offices6.txt", "offices7.txt", "offices8.txt", "offices9.txt", "offices10.txt", "offices11.txt", "offices12.txt", "offices13.txt", "offices14.txt", "offices15.txt", "offices16.txt", "offices17.txt", "cases.txt"} {
		for _, r := range readGold(t, file) {
			n := names.FindIn(r.title, r.body)
			fmt.Fprintf(&b, "%s\n", r.title)
			for _, p := range n.People {
				fmt.Fprintf(&b, "\t%s | %s | %s%s\n", p.Name, p.Role, p.Of, mentions(len(p.Mentions), p.InTitle))
			}
			for _, o := range n.Organisations {
				fmt.Fprintf(&b, "\t%s | %s%s\n", o.Name, o.Acronym, mentions(len(o.Mentions), o.InTitle))
			}
			for _, a := range n.Amounts {
				fmt.Fprintf(&b, "\t%s %v..%v%s | %s\n", a.Currency, a.Value, a.High, signs(a), a.Text)
			}
			if c := names.Countries(r.title, r.body); len(c) > 0 {
				b.WriteString("\tin")
				for _, country := range c {
					b.WriteString(" " + country.Code)
				}
				b.WriteString("\n")
			}
		}
	}
	const golden = "testdata/found.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v: run go test ./data/names -update", err)
	}
	got, approved := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(approved)) {
		if i >= len(got) || i >= len(approved) || got[i] != approved[i] {
			t.Fatalf("%s:%d is not what was approved: see the difference, then go test ./data/names -update\n got %s\nwant %s",
				golden, i+1, at(got, i), at(approved, i))
		}
	}
}

func at(lines []string, i int) string {
	if i >= len(lines) {
		return "nothing"
	}
	return lines[i]
}

// mentions says how often something is named, and whether the headline names it.
func mentions(n int, inTitle bool) string {
	if inTitle {
		return fmt.Sprintf(" ×%d, in the headline", n)
	}
	return fmt.Sprintf(" ×%d", n)
}

// signs says what else is known of a sum.
func signs(a names.Amount) string {
	s := ""
	for _, sign := range []struct {
		is   bool
		text string
	}{{a.AtLeast, " or more"}, {a.AtMost, " or less"}, {a.Again, " again"}, {a.InTitle, ", in the headline"}} {
		if sign.is {
			s += sign.text
		}
	}
	return s
}
