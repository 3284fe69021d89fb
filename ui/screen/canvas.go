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
// What a frame is compared with, the frame before, is kept as text alone. Of
// both only those rows are drawn that differ: first the rows as they were,
// whose output is dropped since it is on the terminal already, then as they
// are. The others hold a mark, the same before and after.
type Canvases struct {
	mu   sync.Mutex
	idle *sync.Cond
	left int       // how many more may be made
	free []*canvas // the one used last at the end
}

// NewCanvases returns n canvases, or where n is 0 a number that suits the
// machine. That many frames can be drawn at once.
func NewCanvases(n int) *Canvases {
	if n <= 0 {
		n = 4 * runtime.GOMAXPROCS(0)
	}
	c := &Canvases{left: n}
	c.idle = sync.NewCond(&c.mu)
	return c
}

// keptArea is the largest canvas that is kept for the next frame, in cells. A
// terminal larger than any screen pays for its cells each time.
const keptArea = 250 * 100

// canvas is the cells of a frame, and the renderer that holds the frame before
// and writes the difference. Between two frames both hold the same.
type canvas struct {
	term   string // the terminal's kind: it decides what the renderer may write
	rend   *uv.TerminalRenderer
	cells  uv.ScreenBuffer
	marked []bool       // rows that hold their mark
	buf    bytes.Buffer // what the renderer wants written
}

// take returns a canvas for s, and waits for one where all are in use.
func (cs *Canvases) take(s *screen) *canvas {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	for {
		for i, c := range slices.Backward(cs.free) {
			if c.term == s.term {
				cs.free = slices.Delete(cs.free, i, i+1)
				return c
			}
		}
		switch {
		case cs.left > 0:
			cs.left--
			return newCanvas(s)
		case len(cs.free) > 0: // of other terminals alone
			cs.free = slices.Delete(cs.free, 0, 1)
			return newCanvas(s)
		}
		cs.idle.Wait()
	}
}

// give takes a canvas back.
func (cs *Canvases) give(c *canvas) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	if c.cells.Width()*c.cells.Height() > keptArea {
		cs.left++
	} else {
		cs.free = append(cs.free, c)
	}
	cs.idle.Signal()
}

func newCanvas(s *screen) *canvas {
	c := &canvas{term: s.term, cells: uv.NewScreenBuffer(s.width, s.height)}
	c.rend = uv.NewTerminalRenderer(&c.buf, []string{"TERM=" + s.term})
	c.rend.SetFullscreen(true)
	c.rend.SetRelativeCursor(false)
	c.rend.SetTabStops(-1) // a terminal's tab stops are its user's
	return c
}

// draw leaves in c.buf what makes the terminal of s show v.
func (c *canvas) draw(s *screen, v *tea.View) error {
	c.rend.SetColorProfile(s.profile)
	c.rend.SetGraphemeWidth(s.method == ansi.GraphemeWidth)
	c.cells.Method = s.method
	if c.cells.Width() != s.width || c.cells.Height() != s.height || len(c.marked) == 0 {
		c.cells.Resize(s.width, s.height)
		c.rend.Erase()
		c.cells.Touched = nil
		c.marked = make([]bool, s.height)
	}
	is := rowsOf(v.Content, s.height)
	moved := false
	if s.drawn {
		was := rowsOf(s.shown.Content, s.height)
		moved = shifted(was, is)
		c.rend.SetScrollOptim(false)
		foot := min(footOf(was), footOf(is))
		if moved {
			foot = 0 // any row may be in the part that scrolls
		}
		for y := range was {
			if was[y] == is[y] && y < foot {
				c.mark(y)
			} else {
				c.row(y, was[y])
			}
		}
		c.rend.Render(c.cells.RenderBuffer)
		if err := c.rend.Flush(); err != nil {
			return err
		}
		c.buf.Reset()
		c.rend.SetPosition(s.x, s.y)
	} else {
		c.rend.Resize(s.width, s.height)
		c.rend.Erase()
		c.cells.Touched = nil
		clear(c.marked)
	}
	c.rend.SetScrollOptim(moved)
	for y := range is {
		if !c.marked[y] {
			c.row(y, is[y])
		}
	}
	c.rend.Render(c.cells.RenderBuffer)
	if v.Cursor != nil {
		c.rend.MoveTo(v.Cursor.X, v.Cursor.Y)
	}
	s.x, s.y = c.rend.Position()
	return c.rend.Flush()
}

// row draws a row.
func (c *canvas) row(y int, content string) {
	uv.NewStyledString(content).Draw(c.cells, uv.Rect(0, y, c.cells.Width(), 1))
	c.marked[y] = false
}

// mark puts in row y a letter that no text has and no other row.
func (c *canvas) mark(y int) {
	if c.marked[y] {
		return
	}
	for x := range c.cells.Width() {
		c.cells.SetCell(x, y, nil)
	}
	c.cells.SetCell(0, y, &uv.Cell{Content: string(rune(0xf0000 + y)), Width: 1})
	c.marked[y] = true
}

// footOf returns the last row that is certainly not blank. The renderer may
// erase it along with the blank rows below, and write it again.
func footOf(rows []string) int {
	for y, row := range slices.Backward(rows) {
		if strings.TrimRight(ansi.Strip(row), " ") != "" {
			return y
		}
	}
	return 0
}

// shifted reports whether rows of a frame may stand at another place in the
// next: it is worth looking whether the terminal can scroll them there.
func shifted(was, is []string) bool {
	rows := make(map[string]bool, len(was))
	for y := range was {
		if was[y] != is[y] && was[y] != "" {
			rows[strings.TrimRight(ansi.Strip(was[y]), " ")] = true
		}
	}
	for y := range is {
		if was[y] != is[y] && rows[strings.TrimRight(ansi.Strip(is[y]), " ")] {
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
