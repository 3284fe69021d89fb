package ui

import (
	"flag"
	"fmt"
	"html"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
)

var pictures = flag.Bool("pictures", false, "draw the READMEs' pictures into testdata")

// TestPictures draws the READMEs' pictures from the program's own frames, and
// fails where the committed ones show something else.
func TestPictures(t *testing.T) {
	if testing.Short() {
		t.Skip("drawn by one goroutine")
	}
	for _, p := range []struct {
		name  string
		w, h  int
		light bool
		slow  bool
		keys  []string
	}{
		{"wide", 120, 36, false, false, nil},
		{"filter", 80, 24, false, false, []string{"/", "a", "m", "k", "o", "r"}},
		{"reading", 100, 32, true, false, []string{"j", "j", "j", "j", "j", "enter", "z", "G"}},
		{"facets", 120, 28, false, false, []string{"f", "left", "left", "left", "v", "left", "left", "left", "left", "enter"}},
		{"slow", 80, 24, true, true, []string{"j", "j", "enter"}},
	} {
		bubble(t, p.name, func(t *testing.T) {
			a := corpusApp(t, Options{Light: p.light, Slow: p.slow}, p.w, p.h)
			press(a, p.keys...)
			picture(t, p.name, svg(a.View().Content, p.w, p.h, p.light))
		})
	}
	bubble(t, "changes", func(t *testing.T) {
		a := versionsApp(t, Options{}, 90, 24)
		press(a, "z", "v", "n", "n")
		picture(t, "changes", svg(a.View().Content, 90, 24, false))
	})
	bubble(t, "session", testFilm)
}

// picture compares a picture with the committed one, or commits it.
func picture(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".svg")
	if *pictures {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s does not show the program as it is: go test ./ui -run TestPictures -pictures draws it anew", file)
	}
}

// The cells of a picture, in pixels.
const (
	cellWidth  = 8.4
	cellHeight = 18
	margin     = 12
)

// canvas is what a picture is painted on: the colours of a terminal that were not
// asked for.
type canvas struct{ background, foreground color.Color }

func canvasFor(light bool) canvas {
	if light {
		return canvas{color.RGBA{0xfd, 0xfd, 0xfb, 255}, color.RGBA{0x22, 0x24, 0x28, 255}}
	}
	return canvas{color.RGBA{0x16, 0x18, 0x1d, 255}, color.RGBA{0xd8, 0xda, 0xde, 255}}
}

// begin opens a picture of w by h cells.
func (c canvas) begin(b *strings.Builder, w, h int) {
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`+"\n",
		float64(w)*cellWidth+2*margin, h*cellHeight+2*margin)
	fmt.Fprintf(b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", hex(c.background))
}

// svg draws a frame as a picture.
func svg(frame string, w, h int, light bool) string {
	var b strings.Builder
	c := canvasFor(light)
	c.begin(&b, w, h)
	for y, row := range c.rows(frame, w, h) {
		if row != "" {
			fmt.Fprintf(&b, `<g transform="translate(0,%d)">%s</g>`+"\n", y*cellHeight, row)
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// rows draws each row of a frame as if it were the first: text elements for each run
// of cells of one style, stretched to its cells so that any monospaced font
// keeps the grid.
func (c canvas) rows(frame string, w, h int) []string {
	buf := uv.NewScreenBuffer(w, h)
	uv.NewStyledString(frame).Draw(buf, buf.Bounds())
	rows := make([]string, h)
	for y := range h {
		var b strings.Builder
		for x := 0; x < w; {
			style, text, from := buf.CellAt(x, y).Style, "", x
			for x < w {
				c := buf.CellAt(x, y)
				if !c.Style.Equal(&style) {
					break
				}
				text += c.Content
				x += max(1, c.Width)
			}
			c.run(&b, text, style, from, x-from)
		}
		rows[y] = b.String()
	}
	return rows
}

// run draws n cells of one style: a text element for each run of words.
func (c canvas) run(b *strings.Builder, text string, st uv.Style, x, n int) {
	fg, bg := c.foreground, color.Color(nil)
	if st.Fg != nil {
		fg = st.Fg
	}
	if st.Bg != nil {
		bg = st.Bg
	}
	if st.Attrs&uv.AttrReverse != 0 {
		fg, bg = c.background, fg
	}
	left, width := margin+float64(x)*cellWidth, float64(n)*cellWidth
	if bg != nil {
		fmt.Fprintf(b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>`, left, margin, width, cellHeight, hex(bg))
	}
	look := ""
	if st.Attrs&uv.AttrBold != 0 {
		look += ` font-weight="bold"`
	}
	if st.Attrs&uv.AttrItalic != 0 {
		look += ` font-style="italic"`
	}
	switch {
	case st.Attrs&uv.AttrStrikethrough != 0:
		look += ` text-decoration="line-through"`
	case st.Underline != 0:
		look += ` text-decoration="underline"`
	}
	// Viewers differ in what they do with spaces at the ends, and with two of them.
	for text != "" {
		trimmed := strings.TrimLeft(text, " ")
		x += len(text) - len(trimmed)
		var part string
		if part, text, _ = strings.Cut(trimmed, "  "); part == "" {
			return
		}
		part = strings.TrimRight(part, " ")
		n := uv.NewStyledString(part).UnicodeWidth()
		fmt.Fprintf(b, `<text x="%.1f" y="%d" textLength="%.1f" lengthAdjust="spacingAndGlyphs" fill="%s"%s>%s</text>`,
			margin+float64(x)*cellWidth, margin+13, float64(n)*cellWidth, hex(fg), look, html.EscapeString(part))
		x += n + 2
	}
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
