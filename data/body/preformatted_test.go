package body

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// What is set is stored, read again, and searched without its fences and columns; links and signs
// beside it stay what they are.
func TestPreformattedIsStored(t *testing.T) {
	doc := fromHTML(t, "<p>Exports rose.</p><pre>Year  Sum\n2024   80\n2025  120</pre><p>1. The office opens. 2. The quay opens. 3. Ferries sail.</p>")
	want := Block{Kind: Preformatted, Text: "Year  Sum\n2024   80\n2025  120"}
	text := doc.Text()
	if got := Read(text).Blocks; len(got) != 5 || !reflect.DeepEqual(got[1], want) || got[2].Kind != Numbered {
		t.Errorf("read is %+v of\n%s", got, text)
	}
	if got := Words(text); !strings.Contains(got, "Year Sum\n2024 80\n2025 120\n") || strings.Contains(got, "`") {
		t.Errorf("searched is %q", got)
	}
	if got := Attach(text, []File{{Name: "a.pdf"}}); !strings.HasPrefix(got, text) {
		t.Errorf("with a file it is %q", got)
	}
}

// Text that somebody else fenced, or that begins like it, is as it was.
func TestFencesOfOthers(t *testing.T) {
	for _, text := range []string{"```", "```\na", "```go\na  b\nc  d\n```", "a\n```\nb\n```\nc", "`` a"} {
		if got := Read(text); !reflect.DeepEqual(got, Recover(text)) {
			t.Errorf("%q is read as %+v", text, got)
		}
		if got := strings.Join(strings.Fields(Plain(Recover(text).Markdown())), ""); got != strings.Join(strings.Fields(text), "") {
			t.Errorf("%q is %q", text, got)
		}
	}
}

// No text takes time that grows with the square of it.
func TestHostilePreformatted(t *testing.T) {
	for _, unit := range []string{"`", "\t", "  ", "a  ", "\n", " a\n", "<b>", "```\n"} {
		start := time.Now()
		Plain(fromHTML(t, "<pre>"+strings.Repeat(unit, 100_000/len(unit))+"\na  b\nc  d</pre>").Text())
		if took := time.Since(start); took > hostileTime {
			t.Errorf("much of %q takes %v", unit, took)
		}
	}
}
