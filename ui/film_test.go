package ui

import (
	"fmt"
	"html"
	"strings"
	"testing"
	"time"
)

// scene is a part of the moving picture: keys, each with its frame, and what they
// are and do in words.
type scene struct {
	shown, does string
	keys        []string      // as press takes them; "" changes nothing
	each        time.Duration // for which the frame of each key stands
	hold        time.Duration // for which the last one stands longer
}

const ms = time.Millisecond

// film is what the moving picture shows: half a minute with the embedded releases.
var film = []scene{
	{"pressroom", "ten releases of a ministry, newest first", []string{""}, 0, 2500 * ms},
	{"↓", "move", []string{"down", "down"}, 600 * ms, 800 * ms},
	{"Enter", "read", []string{"enter"}, 0, 1400 * ms},
	{"z", "the release alone", []string{"z"}, 0, 1600 * ms},
	{"Space", "read on", []string{"space"}, 0, 1800 * ms},
	{"q", "back", []string{"q"}, 0, 800 * ms},
	{"/", "find in headlines and texts", []string{"/", "p", "a", "c", "k", "a", "g", "i", "n", "g"}, 180 * ms, 1800 * ms},
	{"Enter", "open the best, its words highlighted", []string{"enter"}, 0, 1400 * ms},
	{"n", "the next place", []string{"n", "n"}, 800 * ms, 400 * ms},
	{"i", "who and what it names", []string{"i"}, 0, 1800 * ms},
	{"Enter", "all that names it", []string{"down", "enter"}, 700 * ms, 1800 * ms},
	{"f", "facets", []string{"X", "f"}, 500 * ms, 1000 * ms},
	{"v", "a span of the histogram", []string{"v", "left", "left", "left", "enter"}, 400 * ms, 2600 * ms},
}

// testFilm draws the film as one picture: the frames stand side by side on a strip,
// which is moved behind a window. Where nothing may move, the first frame is seen.
func testFilm(t *testing.T) {
	const w, h = 100, 30
	a := corpusApp(t, Options{}, w, h)
	c := canvasFor(false)
	ids := map[string]int{} // of the rows, which many frames share
	var defs, strip, times strings.Builder
	var total, at time.Duration
	for _, s := range film {
		total += time.Duration(len(s.keys))*s.each + s.hold
	}
	width := float64(w)*cellWidth + 2*margin
	n := 0
	use := func(row string, y int) {
		if row == "" {
			return
		}
		id, known := ids[row]
		if !known {
			id = len(ids)
			ids[row] = id
			fmt.Fprintf(&defs, `<g id="r%d">%s</g>`+"\n", id, row)
		}
		fmt.Fprintf(&strip, `<use href="#r%d" y="%d"/>`, id, y*cellHeight)
	}
	for _, s := range film {
		for i, k := range s.keys {
			if k != "" {
				press(a, k)
			}
			fmt.Fprintf(&times, "%.2f%%{transform:translateX(%.0fpx)}", 100*at.Seconds()/total.Seconds(), -width*float64(n))
			fmt.Fprintf(&strip, `<g transform="translate(%.0f)">`, width*float64(n))
			for y, row := range c.rows(a.View().Content, w, h) {
				use(row, y)
			}
			use(fmt.Sprintf(`<text x="%.1f" y="%d" fill="%s"><tspan font-weight="bold">%s</tspan> %s</text>`,
				margin+cellWidth, margin+13+cellHeight/2, hex(c.foreground), html.EscapeString(s.shown), html.EscapeString(s.does)), h)
			strip.WriteString("</g>\n")
			if at += s.each; i == len(s.keys)-1 {
				at += s.hold
			}
			n++
		}
	}
	var b strings.Builder
	c.begin(&b, w, h+2)
	fmt.Fprintf(&b, "<style>#film{animation:film %.1fs step-end infinite}@keyframes film{%s}@media(prefers-reduced-motion:reduce){#film{animation:none}}</style>\n", total.Seconds(), times.String())
	fmt.Fprintf(&b, "<defs>\n%s</defs>\n<g id=\"film\">\n%s</g>\n</svg>\n", defs.String(), strip.String())
	if total < 25*time.Second || total > 35*time.Second {
		t.Errorf("the film takes %v", total)
	}
	if b.Len() > 300_000 {
		t.Errorf("the film takes %d bytes", b.Len())
	}
	picture(t, "session", b.String())
}
