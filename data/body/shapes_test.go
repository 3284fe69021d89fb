package body

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestShapes compares the pages of whole releases, and of small shapes, with what an editor has
// approved: of each block, its kind and how it begins and ends.
func TestShapes(t *testing.T) {
	var b strings.Builder
	write := func(title, source string) {
		fmt.Fprintf(&b, "=== %s\n", title)
		for _, line := range strings.Split(strings.TrimSpace(shape(source)), "\n") {
			if c := []rune(line); len(c) > 80 {
				line = fmt.Sprintf("%s … %s (%d)", string(c[:50]), string(c[len(c)-20:]), len(c))
			}
			b.WriteString(line + "\n")
		}
	}
	text, err := os.ReadFile("testdata/shapes.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range strings.Split(string(text), "\n=== ")[1:] {
		title, source, _ := strings.Cut(c, "\n")
		write(title, strings.TrimSpace(source))
		checkPromise(t, strings.TrimSpace(source))
	}
	for _, file := range []string{"offices.txt", "offices2.txt", "offices3.txt"} {
		for _, o := range readOffices(t, file) {
			write(o.title, o.body)
			checkPromise(t, o.body)
		}
	}
	golden(t, "shapes.golden", b.String())
}

// releaseFiles hold whole releases, labelled for package names. Files that it adds later are none of
// them: a new one is no change of the headings.
var releaseFiles = []string{"cases.txt", "gold.txt", "heldout.txt", "later.txt", "offices.txt", "offices10.txt", "offices11.txt",
	"offices12.txt", "offices13.txt", "offices2.txt", "offices3.txt", "offices4.txt", "offices5.txt", "offices6.txt", "offices7.txt",
	"offices8.txt", "offices9.txt", "other.txt", "styles.txt"}

// TestHeadingsOfReleases compares the headings that are found in whole releases, most of which have none, with those
// that were read and approved.
func TestHeadingsOfReleases(t *testing.T) {
	var found strings.Builder
	for _, file := range releaseFiles {
		text, err := os.ReadFile("../names/testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			body, is := strings.CutPrefix(line, "body:")
			if !is {
				continue
			}
			for _, b := range Recover(strings.TrimSpace(body)).Blocks {
				if b.Kind == Heading {
					found.WriteString(b.Text + "\n")
				}
			}
		}
	}
	golden(t, "headings.golden", found.String())
}
