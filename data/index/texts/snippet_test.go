package texts_test

import (
	"fmt"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/text"
)

// showHighlights returns a line with what is highlighted in it in brackets.
func showHighlights(line string, highlights []text.Span) string {
	for i := len(highlights) - 1; i >= 0; i-- {
		s := highlights[i]
		line = line[:s.Start] + "[" + line[s.Start:s.End] + "]" + line[s.End:]
	}
	return line
}

// nine returns n words of nine bytes, each with its space.
func nine(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "word%04d ", i)
	}
	return b.String()
}

// hangul returns n letters of three bytes, without spaces.
func hangul(n int) string { return strings.Repeat("가", n) }

// An excerpt begins at the sentence of the first word that is highlighted, if that is near, or at
// a word before it, and ends at a word; what was cut is shown.
func TestExcerpt(t *testing.T) {
	long := strings.TrimSpace(nine(100))
	for _, test := range []struct{ name, text, highlights, want string }{
		{"nothing", "", "", ""},
		{"all of it", "One line.\nAnother line.", "line", "One [line]. Another [line]."},
		{"nothing highlighted", long, "", long[:19*9+8] + "…"},
		{"at the beginning", long, "word0000", "[word0000] " + long[9:19*9+8] + "…"},
		{"45 bytes before it are there", long, "word0005", long[:45] + "[word0005]" + long[53:19*9+8] + "…"},
		{"at a word", long, "word0050", "…" + long[46*9:50*9] + "[word0050]" + long[50*9+8:65*9+8] + "…"},
		{"at the end", long, "word0099", "…" + long[80*9:99*9] + "[word0099]"},
		{"at a sentence", nine(20) + "and so. It is found here. " + long, "found", "…It is [found] here. " + long[:17*9+8] + "…"},
		{"at the last sentence", nine(20) + "so. Yes. No. It is found. " + long, "found", "…It is [found]. " + long[:17*9+8] + "…"},
		{"not at one that is far", nine(20) + "so. It is " + nine(6) + "found. " + long, "found", "…" + nine(6)[18:] + "[found]. " + long[:14*9+8] + "…"},
		{"letters without spaces", hangul(50) + "산업" + hangul(50), "산업", "…" + hangul(15) + "[산업]" + hangul(43) + "…"},
		{"no letter is cut", hangul(50) + "é산업" + hangul(50), "산업", "…" + hangul(14) + "é[산업]" + hangul(43) + "…"},
	} {
		var spans []text.Span
		for at := 0; test.highlights != ""; {
			i := strings.Index(test.text[at:], test.highlights)
			if i < 0 {
				break
			}
			spans = append(spans, text.Span{Start: at + i, End: at + i + len(test.highlights)})
			at += i + len(test.highlights)
		}
		if got := showHighlights(texts.Excerpt(test.text, spans)); got != test.want {
			t.Errorf("%s: it is\n%s, want\n%s", test.name, got, test.want)
		}
	}
}

// Of several places the first is shown that has the most of what is asked for.
func TestSnippetsAreDense(t *testing.T) {
	for _, test := range []struct{ words, body, want string }{
		{"steel quay", "Steel is first. " + nine(60) + "Here steel meets the quay. " + nine(30) + "Steel and quay again.", "…word0056 word0057 word0058 word0059 Here [steel] meets the [quay]."},
		{"steel quay", "Quay and quay, quay. " + nine(60) + "Then steel alone.", "[Quay] and [quay], [quay]. "},
		{"steel quay", "Steel. " + nine(14) + "quay", "[Steel]. "},
	} {
		s, _ := snapshot.New([]data.Document{{Release: data.Release{Date: 20251114, Title: "A quay"}, Body: test.body}})
		list, err := parsed(t, test.words).Snippets(t.Context(), s, []int{0})
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		if got := showHighlights(list[0].Text, list[0].Highlights); !strings.HasPrefix(got, test.want) {
			t.Errorf("of %q it is\n%s, want\n%s", test.body[:30], got, test.want)
		}
		if got := showHighlights("A quay", list[0].Headline); got != "A [quay]" || list[0].Where != texts.InText {
			t.Errorf("the headline is %s, and it is found in the %v", got, list[0].Where)
		}
	}
}
