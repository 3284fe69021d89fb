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
		t.Run(p.name, func(t *testing.T) {
			a := corpusApp(t, Options{Light: p.light, Slow: p.slow}, p.w, p.h)
			press(a, p.keys...)
			got := svg(a.View().Content, p.w, p.h, p.light)
			file := filepath.Join("testdata", p.name+".svg")
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
		})
	}
}

// The cells of a picture, in pixels.
const (
	cellWidth  = 8.4
	cellHeight = 18
	margin     = 12
)

// svg draws a frame as a picture: a text element for each run of cells of one
// style, stretched to its cells so that any monospaced font keeps the grid.
func svg(frame string, w, h int, light bool) string {
	paper, ink := color.RGBA{0x16, 0x18, 0x1d, 255}, color.RGBA{0xd8, 0xda, 0xde, 255}
	if light {
		paper, ink = color.RGBA{0xfd, 0xfd, 0xfb, 255}, color.RGBA{0x22, 0x24, 0x28, 255}
	}
	buf := uv.NewScreenBuffer(w, h)
	uv.NewStyledString(frame).Draw(buf, buf.Bounds())
	var b strings.Builder
	width, height := float64(w)*cellWidth+2*margin, h*cellHeight+2*margin
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`+"\n", width, height)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", hex(paper))
	for y := range h {
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
			run(&b, text, style, from, x-from, y, paper, ink)
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// run draws cells of one style.
func run(b *strings.Builder, text string, st uv.Style, x, n, y int, paper, ink color.Color) {
	fg, bg := color.Color(ink), color.Color(nil)
	if st.Fg != nil {
		fg = st.Fg
	}
	if st.Bg != nil {
		bg = st.Bg
	}
	if st.Attrs&uv.AttrReverse != 0 {
		fg, bg = paper, fg
	}
	left, width := margin+float64(x)*cellWidth, float64(n)*cellWidth
	if bg != nil {
		fmt.Fprintf(b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", left, margin+y*cellHeight, width, cellHeight, hex(bg))
	}
	// Viewers differ in what they do with spaces at the ends.
	trimmed := strings.TrimLeft(text, " ")
	left += float64(len(text)-len(trimmed)) * cellWidth
	trimmed = strings.TrimRight(trimmed, " ")
	if trimmed == "" {
		return
	}
	width -= float64(len(text)-len(trimmed)) * cellWidth
	look := ""
	if st.Attrs&uv.AttrBold != 0 {
		look += ` font-weight="bold"`
	}
	if st.Attrs&uv.AttrItalic != 0 {
		look += ` font-style="italic"`
	}
	if st.Underline != 0 {
		look += ` text-decoration="underline"`
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%d" textLength="%.1f" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="%s"%s>%s</text>`+"\n",
		left, margin+y*cellHeight+13, width, hex(fg), look, html.EscapeString(trimmed))
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
