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
// What a frame is compared with, the frame before, is kept as text alone. Where
// rows may have moved it is drawn anew on the canvas, unseen, and then the
// frame, so that the terminal can be told to scroll; else see rewriter.
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

// canvas is the cells of a frame, and the renderer that holds the frame before
// and writes the difference.
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
	is := rowsOf(v.Content, s.height)
	if s.drawn {
		if was := rowsOf(s.shown.Content, s.height); !shifted(was, is) {
			c.rewrite(s, v.Cursor, was, is)
			return nil
		}
	}
	return c.render(s, v)
}

// rewrite writes the rows that differ.
func (c *canvas) rewrite(s *screen, cursor *tea.Cursor, was, is []string) {
	c.rows.profile = s.profile
	before := c.buf.Len()
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

// render draws the frame by the renderer, after the frame before, where one is
// on the terminal.
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
	c.rend.SetScrollOptim(false)
	if s.drawn {
		c.put(s.shown.Content)
		if err := c.rend.Flush(); err != nil {
			return err
		}
		c.buf.Reset() // it is on the terminal already
		c.rend.SetPosition(s.x, s.y)
		c.rend.SetScrollOptim(true)
	}
	c.put(v.Content)
	if v.Cursor != nil {
		c.rend.MoveTo(v.Cursor.X, v.Cursor.Y)
	}
	s.x, s.y = c.rend.Position()
	return c.rend.Flush()
}

// put draws a frame whole.
func (c *canvas) put(content string) {
	c.cells.Clear()
	uv.NewStyledString(content).Draw(c.cells, c.cells.Bounds())
	c.rend.Render(c.cells.RenderBuffer)
}

// shifted reports whether half of the rows that differ stand at one distance
// from where they stood: then the terminal can scroll them there.
func shifted(was, is []string) bool {
	stood := make(map[string]int, len(was))
	for y, row := range was {
		if row != is[y] {
			stood[row] = y
		}
	}
	differ, by := 0, map[int]int{}
	for y, row := range is {
		if row == was[y] || strings.TrimRight(row, " ") == "" {
			continue
		}
		differ++
		if from, there := stood[row]; there {
			by[from-y]++
		}
	}
	for _, n := range by {
		if n > 1 && 2*n >= differ {
			return true
		}
	}
	return false
}

// rowsOf returns the h rows that content draws on.
func rowsOf(content string, h int) []string {
	rows := strings.Split(content, "\n")
	for len(rows) < h {
		rows = append(rows, "")
	}
	return rows[:h]
}
