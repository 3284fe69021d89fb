package screen

import (
	"bytes"
	"runtime"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Canvases are the cells that frames are drawn on. A terminal of 120x40 takes
// more than a megabyte of them, and needs them for the millisecond in which a
// frame is drawn: so the sessions of a server share a few. A session that
// finds its own canvas again goes on with it; on another one its last frame is
// drawn anew, unseen, for the next to be compared with.
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
		n = 8 * runtime.GOMAXPROCS(0)
	}
	c := &Canvases{left: n}
	c.idle = sync.NewCond(&c.mu)
	return c
}

// keptArea is the largest canvas that is kept for the next frame, in cells. A
// terminal larger than any screen pays for its cells each time.
const keptArea = 250 * 100

// canvas is the cells of a frame, and the renderer that holds the frame before
// and writes the difference.
type canvas struct {
	term string // the terminal's kind: it decides what the renderer may write
	rend *uv.TerminalRenderer
	next uv.ScreenBuffer
	buf  bytes.Buffer // what the renderer wants written
	of   *screen      // whose frame the renderer holds, nil for nobody's
}

// take returns a canvas for s, and waits for one where all are in use.
func (cs *Canvases) take(s *screen) *canvas {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	for {
		at := -1
		for i, c := range cs.free {
			if c.of == s {
				at = i
				break
			}
			if c.term == s.term && at < 0 {
				at = i
			}
		}
		switch {
		case at >= 0 && (cs.free[at].of == s || cs.left == 0):
			c := cs.free[at]
			cs.free = append(cs.free[:at], cs.free[at+1:]...)
			return c
		case cs.left > 0:
			cs.left--
			return newCanvas(s)
		case len(cs.free) > 0: // of other terminals alone
			cs.free = cs.free[1:]
			return newCanvas(s)
		}
		cs.idle.Wait()
	}
}

// give takes a canvas back.
func (cs *Canvases) give(c *canvas) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	if c.next.Width()*c.next.Height() > keptArea {
		cs.left++
	} else {
		cs.free = append(cs.free, c)
	}
	cs.idle.Signal()
}

// forget lets go of the frame that a canvas may hold of s.
func (cs *Canvases) forget(s *screen) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	for _, c := range cs.free {
		if c.of == s {
			c.of = nil
		}
	}
}

func newCanvas(s *screen) *canvas {
	c := &canvas{term: s.term, next: uv.NewScreenBuffer(s.width, s.height)}
	c.rend = uv.NewTerminalRenderer(&c.buf, []string{"TERM=" + s.term})
	c.rend.SetFullscreen(true)
	c.rend.SetRelativeCursor(false)
	c.rend.SetTabStops(-1) // a terminal's tab stops are its user's
	c.rend.SetScrollOptim(true)
	return c
}

// draw leaves in c.buf what makes the terminal of s show v.
func (c *canvas) draw(s *screen, v *tea.View) error {
	c.rend.SetColorProfile(s.profile)
	c.rend.SetGraphemeWidth(s.method == ansi.GraphemeWidth)
	c.next.Method = s.method
	if c.next.Width() != s.width || c.next.Height() != s.height {
		c.next.Resize(s.width, s.height)
		c.rend.Resize(s.width, s.height)
	}
	if c.of != s || !s.drawn {
		c.of = s
		c.rend.Erase()
		c.rend.Resize(s.width, s.height)
		c.next.Touched = nil
		if s.drawn {
			c.put(&s.shown)
			if err := c.rend.Flush(); err != nil {
				return err
			}
			c.buf.Reset() // it is on the terminal already
			c.rend.SetPosition(s.x, s.y)
		}
	}
	c.next.Clear()
	uv.NewStyledString(v.Content).Draw(c.next, c.next.Bounds())
	c.leaveAlone(s, v.Content)
	c.rend.Render(c.next.RenderBuffer)
	if v.Cursor != nil {
		c.rend.MoveTo(v.Cursor.X, v.Cursor.Y)
	}
	s.x, s.y = c.rend.Position()
	return c.rend.Flush()
}

// put draws v whole.
func (c *canvas) put(v *tea.View) {
	c.next.Clear()
	uv.NewStyledString(v.Content).Draw(c.next, c.next.Bounds())
	c.rend.Render(c.next.RenderBuffer)
}

// leaveAlone tells the renderer which rows are those of the frame before. A
// row that holds a wide letter it would write anew with every frame, changed
// or not. Where a row may have moved it is told nothing: it compares rows to
// scroll the screen.
func (c *canvas) leaveAlone(s *screen, content string) {
	if !s.drawn {
		return
	}
	was, is := rowsOf(s.shown.Content, s.height), rowsOf(content, s.height)
	at := map[string]int{} // where in the frame before a row's letters stand
	for y, row := range was {
		letters := strings.TrimRight(ansi.Strip(row), " ")
		if _, twice := at[letters]; twice {
			at[letters] = -1
		} else {
			at[letters] = y
		}
	}
	for y, row := range is {
		if row == was[y] {
			continue
		}
		if from, there := at[strings.TrimRight(ansi.Strip(row), " ")]; there && from != y {
			return
		}
	}
	last := len(is) - 1 // the renderer may erase it along with what is below
	for last > 0 && strings.TrimRight(ansi.Strip(is[last]), " ") == "" {
		last--
	}
	for y, row := range is {
		if row == was[y] && y != last {
			c.next.Touched[y] = &uv.LineData{FirstCell: -1, LastCell: -1}
		}
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
