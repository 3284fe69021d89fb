package body

import (
	"fmt"
	"os"
	"path/filepath"
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

// TestHeadingsOfReleases compares the headings that are found in whole releases, most of which have none, with those
// that were read and approved.
func TestHeadingsOfReleases(t *testing.T) {
	files, err := filepath.Glob("../names/testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var found strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
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
