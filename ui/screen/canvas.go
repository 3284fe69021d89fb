package screen

import (
	"bytes"
	"runtime"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Canvases are what frames are written with. A terminal needs the memory for
// the millisecond in which a frame is drawn: so the sessions of a server share
// a few.
//
// What a frame is compared with, the frame before, is kept as text: see scroll
// and rewriter.
type Canvases struct {
	slots chan struct{} // one for each canvas in use: who comes first is first
	giant chan struct{} // a frame of more than keptArea is being drawn
	mu    sync.Mutex
	free  []*canvas // the one used last at the end
}

// NewCanvases returns n canvases, or where n is 0 a number that suits the
// machine. That many frames can be drawn at once.
func NewCanvases(n int) *Canvases {
	if n <= 0 {
		n = 2 * runtime.GOMAXPROCS(0)
	}
	return &Canvases{slots: make(chan struct{}, n), giant: make(chan struct{}, 1)}
}

// keptArea is the largest frame whose canvas is kept for the next, in cells.
// Terminals that are larger pay for their memory each time, and wait for each
// other: no number of them keeps the rest waiting.
const keptArea = 200 * 60

// canvas writes a frame.
type canvas struct {
	rows rewriter
	buf  bytes.Buffer // what is to be written
}

// take returns a canvas for s, and waits for one where all are in use.
func (cs *Canvases) take(s *screen) *canvas {
	c := cs.next(s)
	c.buf.Reset()
	c.rows = rewriter{out: &c.buf, was: c.rows.was, is: c.rows.is}
	return c
}

func (cs *Canvases) next(s *screen) *canvas {
	if s.width*s.height > keptArea {
		cs.giant <- struct{}{}
		return &canvas{}
	}
	cs.slots <- struct{}{}
	cs.mu.Lock()
	defer cs.mu.Unlock()
	n := len(cs.free)
	if n == 0 {
		return &canvas{}
	}
	c := cs.free[n-1]
	cs.free = cs.free[:n-1]
	return c
}

// give takes a canvas back that s has drawn on.
func (cs *Canvases) give(s *screen, c *canvas) {
	if s.width*s.height > keptArea {
		<-cs.giant
		return
	}
	cs.mu.Lock()
	cs.free = append(cs.free, c)
	cs.mu.Unlock()
	<-cs.slots
}

// draw leaves in c.buf what makes the terminal of s show v: it scrolls rows that
// have moved, and writes those that differ.
func (c *canvas) draw(s *screen, v *tea.View) {
	is := rowsOf(v.Content, s.height)
	was := make([]string, s.height)
	if s.drawn {
		var scrolled string
		was, scrolled = scroll(rowsOf(s.shown.Content, s.height), is, s.width, s.margins)
		c.buf.WriteString(scrolled)
	} else {
		c.buf.WriteString(ansi.ResetStyle + ansi.CursorHomePosition + ansi.EraseEntireScreen)
	}
	c.rows.profile, c.rows.unsure, c.rows.fills = s.profile, s.unsure, s.fills
	for y := range is {
		if was[y] != is[y] {
			c.rows.row(y, s.width, s.measure, was[y], is[y])
		}
	}
	c.rows.reset()
	if c.buf.Len() > 0 {
		s.x, s.y = -1, -1
	}
	if at := v.Cursor; at != nil && (at.X != s.x || at.Y != s.y) {
		s.x, s.y = at.X, at.Y
		c.buf.WriteString(ansi.CursorPosition(s.x+1, s.y+1))
	}
}

// rowsOf returns the h rows that content draws on.
func rowsOf(content string, h int) []string {
	rows := strings.Split(content, "\n")
	for len(rows) < h {
		rows = append(rows, "")
	}
	return rows[:h]
}
