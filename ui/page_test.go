package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/net/html"

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
	lines, err := drawBody(body.FromHTML(n, nil), 40, NewStyles(Theme{Measure: cells.Measure{}}))
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
