package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/net/html"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/ui/cells"
)

// TestDrawStructuredBody draws a body that came as a page: its structure is its own.
func TestDrawStructuredBody(t *testing.T) {
	n, err := html.Parse(strings.NewReader(`<h2>Exports</h2><p>See <a href="https://a.kr/x">the note</a>.</p>
		<table><tr><th>Goods<th>2025</tr><tr><td>Ships<td>1,230</tr></table><ul><li>One<li>Two</ul>`))
	if err != nil {
		t.Fatal(err)
	}
	lines, err := drawBody(t.Context(), body.FromHTML(n, nil), 40, NewStyles(Theme{Measure: cells.Measure{}}))
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(lines, "\n")
	want := "Exports\nSee the note https://a.kr/x.\n\nGoods   2025\n────────────\nShips  1,230\n\n• One\n• Two"
	if got := ansi.Strip(all); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !strings.Contains(all, "https://a.kr/x\x07") {
		t.Errorf("no link in %q", all)
	}
}

// A picture is told of more quietly than text, and is a link on each of its lines.
func TestPictureInPage(t *testing.T) {
	text := body.FromMarkdown("The quay is open.\n\n![" + strings.Repeat("The quay at dawn ", 6) + "](https://a.kr/q.jpg)\n\nIt stays so.\n\n- A [link](https://a.kr/x)").Text()
	doc := &data.Document{Release: data.Release{Title: "A Quay", Date: 20251114}, Body: text}
	theme := Theme{Dark: true}
	p := drawPage(t.Context(), doc, nil, pageKey{measure: 60, theme: theme})
	dim := NewStyles(theme).Dim
	n := 0
	for i, line := range p.plain {
		if strings.HasPrefix(line, "[picture: The quay") || strings.HasPrefix(line, "quay at dawn") || strings.HasSuffix(line, "dawn]") {
			n++
			if want := ansi.SetHyperlink("https://a.kr/q.jpg", "id=1") + dim.Render(strings.TrimRight(line, " ")) + ansi.ResetHyperlink(); p.lines[i] != want {
				t.Errorf("line %d is %q, want %q", i, p.lines[i], want)
			}
		}
	}
	if n < 2 {
		t.Errorf("%d lines tell of it:\n%s", n, strings.Join(p.plain, "\n"))
	}
}

// Preformatted text keeps its lines and spaces, and none is longer than the measure.
func TestPreformattedInPage(t *testing.T) {
	doc := body.FromMarkdown("It rose.\n\n```\n  Year  Sum\n2024     80 tonnes of graphene\n```\n\nIt stays so.")
	for measure, want := range map[int]string{
		40: "It rose.\n\n  Year  Sum\n2024     80 tonnes of graphene\n\nIt stays so.",
		20: "It rose.\n\n  Year  Sum\n2024     80 tonnes\nof graphene\n\nIt stays so.",
	} {
		lines, err := drawBody(t.Context(), doc, measure, NewStyles(Theme{}))
		if got := ansi.Strip(strings.Join(lines, "\n")); err != nil || got != want {
			t.Errorf("at %d cells it is\n%s\nwant\n%s", measure, got, want)
		}
	}
}
