package ui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var readme = flag.Bool("readme", false, "write the table of keys into README.md")

// pages are the pages of the project that people read, from this folder.
var pages = []string{"../README.md", "../.github/CONTRIBUTING.md", "../data/README.md", "README.md", "FIGURES.md", "cli/README.md", "ssh/README.md"}

// TestReadme fails where README.md's table of keys is not that of the program, where
// the first page is longer than a first page, and where a page or a package comment
// points to what is not there.
func TestReadme(t *testing.T) {
	t.Run("keys", testKeyTable)
	t.Run("words", func(t *testing.T) {
		const most = 800
		if n := len(strings.Fields(readPage(t, pages[0]))); n > most {
			t.Errorf("%s has %d words, more than %d: the other pages are for details", pages[0], n, most)
		}
	})
	t.Run("links", testLinks)
	t.Run("walks", testWalks)
}

func testKeyTable(t *testing.T) {
	const file, begin, end = "README.md", "<!-- keys: go test ./ui -run TestReadme -readme -->\n", "<!-- /keys -->"
	before, rest, ok := strings.Cut(readPage(t, file), begin)
	if !ok {
		t.Fatalf("%s has no line %q", file, begin)
	}
	have, after, ok := strings.Cut(rest, end)
	if !ok {
		t.Fatalf("%s has no line %q", file, end)
	}
	want := keyTable()
	if *readme {
		if err := os.WriteFile(file, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if have != want {
		t.Errorf("%s's keys are not the program's: go test ./ui -run TestReadme -readme writes them\nhave:\n%s\nwant:\n%s", file, have, want)
	}
}

// keyTable writes every key as a Markdown table.
func keyTable() string {
	var b strings.Builder
	b.WriteString("\n| | key | does |\n|---|---|---|\n")
	for _, s := range helpOf(newKeys(), 0, func(string, *action) bool { return true }) {
		title := s.title
		for _, e := range s.entries {
			fmt.Fprintf(&b, "| %s | `%s` | %s |\n", title, e[0], e[1])
			title = ""
		}
	}
	b.WriteString("\n")
	return b.String()
}

var (
	pageLink = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading  = regexp.MustCompile(`(?m)^#+ (.+)$`)
	goFile   = regexp.MustCompile(`[a-z][a-z/]*\.go\b`)
)

// testLinks follows the links of the pages to files and headings.
func testLinks(t *testing.T) {
	for _, page := range pages {
		for _, link := range pageLink.FindAllStringSubmatch(readPage(t, page), -1) {
			if strings.Contains(link[1], "://") {
				continue
			}
			path, anchor, _ := strings.Cut(link[1], "#")
			file := page
			if path != "" {
				file = filepath.Join(filepath.Dir(page), path)
			}
			if _, err := os.Stat(file); err != nil {
				t.Errorf("%s: %v", page, err)
				continue
			}
			if anchor == "" {
				continue
			}
			found := false
			for _, h := range heading.FindAllStringSubmatch(readPage(t, file), -1) {
				found = found || strings.ReplaceAll(strings.ToLower(h[1]), " ", "-") == anchor
			}
			if !found {
				t.Errorf("%s: %s has no heading #%s", page, file, anchor)
			}
		}
	}
}

// testWalks looks for the files that the package comments of the three walks lead
// through.
func testWalks(t *testing.T) {
	for _, doc := range []string{"doc.go", "ssh/doc.go", "../data/snapshot/doc.go"} {
		folder := "" // of the file before, where a name has none
		for _, name := range goFile.FindAllString(readPage(t, doc), -1) {
			there := false
			for _, from := range []string{filepath.Dir(doc), "..", folder} {
				file := filepath.Join(from, name)
				if _, err := os.Stat(file); err == nil {
					there, folder = true, filepath.Dir(file)
					break
				}
			}
			if !there {
				t.Errorf("%s: there is no %s", doc, name)
			}
		}
	}
}

func readPage(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
