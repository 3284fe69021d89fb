package screen

import (
	"bytes"
	"runtime"
	"slices"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Canvases are the cells that frames are drawn on. A terminal of 120x40 takes
// more than a megabyte of them, and needs them for the millisecond in which a
// frame is drawn: so the sessions of a server share a few.
//
// They are for frames that are written whole. What other frames are compared
// with, the frame before, is kept as text alone: see scroll and rewriter.
type Canvases struct {
	slots chan struct{} // one for each canvas in use: who comes first is first
	giant chan struct{} // a canvas of more than keptArea is in use
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

// keptArea is the largest canvas that is kept for the next frame, in cells.
// Terminals that are larger pay for their cells each time, and wait for each
// other: no number of them keeps the rest waiting.
const keptArea = 200 * 60

// canvas is the cells of a frame and the renderer that writes it whole, or what
// is in their place where the frame before is on the terminal.
type canvas struct {
	term  string // the terminal's kind: it decides what the renderer may write
	rend  *uv.TerminalRenderer
	cells uv.ScreenBuffer
	rows  rewriter
	buf   bytes.Buffer // what is to be written
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
		return &canvas{term: s.term}
	}
	cs.slots <- struct{}{}
	cs.mu.Lock()
	defer cs.mu.Unlock()
	for i, c := range slices.Backward(cs.free) {
		if c.term == s.term {
			cs.free = slices.Delete(cs.free, i, i+1)
			return c
		}
	}
	return &canvas{term: s.term}
}

// give takes a canvas back that s has drawn on.
func (cs *Canvases) give(s *screen, c *canvas) {
	if s.width*s.height > keptArea {
		<-cs.giant
		return
	}
	cs.mu.Lock()
	if len(cs.free) == cap(cs.slots) { // those of kinds of terminals that have left
		cs.free = slices.Delete(cs.free, 0, 1)
	}
	cs.free = append(cs.free, c)
	cs.mu.Unlock()
	<-cs.slots
}

// draw leaves in c.buf what makes the terminal of s show v.
func (c *canvas) draw(s *screen, v *tea.View) error {
	if s.drawn {
		c.rewrite(s, v.Cursor, rowsOf(s.shown.Content, s.height), rowsOf(v.Content, s.height))
		return nil
	}
	return c.render(s, v)
}

// rewrite scrolls rows that have moved, and writes those that differ.
func (c *canvas) rewrite(s *screen, cursor *tea.Cursor, was, is []string) {
	c.rows.profile, c.rows.next = s.profile, 0
	before := c.buf.Len()
	was, scrolled := scroll(was, is)
	c.buf.WriteString(scrolled)
	for y := range is {
		if was[y] != is[y] {
			c.rows.row(y, s.width, s.method, was[y], is[y])
		}
	}
	c.rows.reset()
	if c.buf.Len() > before {
		s.x, s.y = -1, -1
	}
	if cursor != nil && (cursor.X != s.x || cursor.Y != s.y) {
		s.x, s.y = cursor.X, cursor.Y
		c.buf.WriteString(ansi.CursorPosition(s.x+1, s.y+1))
	}
}

// render draws the frame whole.
func (c *canvas) render(s *screen, v *tea.View) error {
	if c.rend == nil {
		c.rend = uv.NewTerminalRenderer(&c.buf, []string{"TERM=" + s.term})
		c.rend.SetFullscreen(true)
		c.rend.SetRelativeCursor(false)
		c.rend.SetTabStops(-1) // a terminal's tab stops are its user's
		c.cells = uv.NewScreenBuffer(s.width, s.height)
	}
	c.rend.SetColorProfile(s.profile)
	c.rend.SetGraphemeWidth(s.method == ansi.GraphemeWidth)
	c.cells.Method = s.method
	if c.cells.Width() != s.width || c.cells.Height() != s.height {
		c.cells.Resize(s.width, s.height)
	}
	c.rend.Resize(s.width, s.height)
	c.rend.Erase()
	c.cells.Touched = nil
	c.cells.Clear()
	uv.NewStyledString(v.Content).Draw(c.cells, c.cells.Bounds())
	c.rend.Render(c.cells.RenderBuffer)
	if v.Cursor != nil {
		c.rend.MoveTo(v.Cursor.X, v.Cursor.Y)
	}
	s.x, s.y = c.rend.Position()
	return c.rend.Flush()
}

// rowsOf returns the h rows that content draws on.
func rowsOf(content string, h int) []string {
	rows := strings.Split(content, "\n")
	for len(rows) < h {
		rows = append(rows, "")
	}
	return rows[:h]
}
