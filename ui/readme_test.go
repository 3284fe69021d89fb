package ui

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var readme = flag.Bool("readme", false, "write the table of keys into the README")

// TestReadme fails where the README's table of keys is not that of the
// program.
func TestReadme(t *testing.T) {
	const file, begin, end = "../README.md", "<!-- keys: go test ./ui -run TestReadme -readme -->\n", "<!-- /keys -->"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
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
		t.Errorf("the README's keys are not the program's: go test ./ui -run TestReadme -readme writes them\nhave:\n%s\nwant:\n%s", have, want)
	}
}

// keyTable writes every key as a Markdown table.
func keyTable() string {
	var b strings.Builder
	b.WriteString("\n| | key | does |\n|---|---|---|\n")
	for _, s := range helpOf(newKeys(), 0, func(*action) bool { return true }) {
		title := s.title
		for _, e := range s.entries {
			fmt.Fprintf(&b, "| %s | `%s` | %s |\n", title, e[0], e[1])
			title = ""
		}
	}
	b.WriteString("\n")
	return b.String()
}
