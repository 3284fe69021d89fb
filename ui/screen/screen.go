package screen

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"pressroom/ui/cells"
)

// MaxWidth and MaxHeight bound a terminal's size in cells. What a terminal
// claims beyond them is not drawn, since a frame costs memory by its area.
const (
	MaxWidth  = 500
	MaxHeight = 300
)

// Clamp returns the size that is drawn for a terminal that claims w by h. One
// that does not know its size, such as a serial line, is taken for 80 by 24, as
// the first terminals were.
func Clamp(w, h int) (int, int) {
	if w <= 0 || h <= 0 {
		return 80, 24
	}
	return min(w, MaxWidth), min(h, MaxHeight)
}

// screen writes the difference between what one terminal shows and the next frame, from one goroutine at a time.
type screen struct {
	out     io.Writer
	profile colorprofile.Profile

	canvases *Canvases
	before   string   // to be written before the next frame
	shown    tea.View // the last frame
	drawn    bool     // shown holds a frame that is on the screen
	x, y     int      // where the last frame left the terminal's cursor
	active   bool     // between begin and end

	width, height int
	links         bool // the terminal knows links, and erases with the pen's background: the same ones do
	synchronized  bool // the terminal can hold a frame back until it is whole
	margins       bool // it has left and right margins, too
	asks          bool // behind each frame the terminal is asked whether it has come
	measure       cells.Measure
	unsure        bool // it was asked how wide it draws what is ambiguous, and has not answered
	clusters      bool // the mode that makes it measure by clusters is ours to set and to reset
}

func newScreen(out io.Writer, env []string, profile colorprofile.Profile, w, h int) *screen {
	s := &screen{out: out, profile: profile, links: LinksOf(env), canvases: NewCanvases(1)}
	s.width, s.height = Clamp(w, h)
	return s
}

// begin takes the terminal over: the alternate screen, no cursor, pastes told
// from typing, and no automatic line breaks: where the terminal measures text
// otherwise than we do, what is too much of a row must not damage the next.
// Nothing is written before the first frame.
func (s *screen) begin() {
	s.active, s.drawn = true, false
	s.shown = tea.View{}
	s.before += ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable + ansi.SetModeBracketedPaste + ansi.ResetModeAutoWrap
	if s.clusters {
		s.before += ansi.SetModeUnicodeCore
	}
}

// end gives the terminal back as it was before begin.
func (s *screen) end() error {
	if !s.active {
		return nil
	}
	s.active = false
	var b bytes.Buffer
	if s.shown.MouseMode != tea.MouseModeNone {
		b.WriteString(mouseOff)
	}
	if s.clusters {
		b.WriteString(ansi.ResetModeUnicodeCore)
	}
	b.WriteString(ansi.SetModeAutoWrap + ansi.ResetModeBracketedPaste + ansi.ResetStyle)
	if s.shown.Content != "" { // below the frame, where there is no other screen that the shell's prompt is on
		b.WriteString(ansi.CursorPosition(1, s.height) + "\r\n")
	}
	b.WriteString(ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable)
	s.before = ""
	_, err := s.out.Write(b.Bytes())
	return err
}

// resize makes the next frame w by h, written whole.
func (s *screen) resize(w, h int) {
	s.width, s.height = Clamp(w, h)
	s.redraw()
}

// redraw makes the next frame be written whole.
func (s *screen) redraw() { s.drawn = false }

func (s *screen) setProfile(p colorprofile.Profile) {
	if p != s.profile {
		s.profile = p
		s.redraw()
	}
}

// setClusters makes the terminal measure text by grapheme clusters, until end.
func (s *screen) setClusters() {
	if !s.clusters && s.active {
		s.before += ansi.SetModeUnicodeCore
	}
	s.clusters = true
}

// setMeasure sets how the terminal measures text; what that moves is written again.
func (s *screen) setMeasure(m cells.Measure) {
	for row := range strings.SplitSeq(s.shown.Content, "\n") {
		if s.measure.Width(row) != m.Width(row) {
			s.redraw()
		}
	}
	s.measure = m
}

const (
	mouseOn  = ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr
	mouseOff = ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr
)

// paint writes what differs from the frame before, and reports whether anything does.
func (s *screen) paint(view func() tea.View) (wrote bool, err error) {
	if !s.active {
		return false, nil
	}
	frame := s.frame(view)
	if len(frame) == 0 {
		return false, nil
	}
	_, err = s.out.Write(frame)
	return true, err
}

// frame returns what makes the terminal show a view, which is drawn when there is a canvas for it.
func (s *screen) frame(view func() tea.View) []byte {
	c := s.canvases.take(s)
	defer s.canvases.give(s, c) // after a panic of the view, too
	v := view()
	if !s.links {
		v.Content = WithoutLinks(v.Content)
	}
	if s.drawn && sameView(&s.shown, &v) {
		return nil
	}
	if on := v.MouseMode != tea.MouseModeNone; on != (s.shown.MouseMode != tea.MouseModeNone) {
		if on {
			s.before += mouseOn
		} else {
			s.before += mouseOff
		}
	}
	c.draw(s, &v)
	frame := s.framed(c.buf.Bytes(), v.Cursor != nil)
	s.before = ""
	s.shown, s.drawn = v, true
	if s.asks && len(frame) > 0 {
		frame = append(frame, ansi.RequestPrimaryDeviceAttributes...)
	}
	return frame
}

// shortFrame is the most bytes of a frame that comes whole by itself: to hold it back takes 16 more.
const shortFrame = 512

// framed puts what waits before a frame, and around both what holds it back until it is whole.
func (s *screen) framed(frame []byte, cursor bool) []byte {
	shown, length := s.shown.Cursor != nil, len(s.before)+len(frame)
	if length == 0 && shown == cursor {
		return nil
	}
	var b bytes.Buffer
	b.Grow(length + 32)
	held := s.synchronized && length > shortFrame
	if held {
		b.WriteString(ansi.SetModeSynchronizedOutput)
	}
	hide := shown && (!cursor || !held)
	if hide {
		b.WriteString(ansi.ResetModeTextCursorEnable)
	}
	b.WriteString(s.before)
	b.Write(frame)
	if cursor && (!shown || hide) {
		b.WriteString(ansi.SetModeTextCursorEnable)
	}
	if held {
		b.WriteString(ansi.ResetModeSynchronizedOutput)
	}
	return b.Bytes()
}

// sameView reports whether b looks as a does: content, cursor and mouse mode.
func sameView(a, b *tea.View) bool {
	if a.Content != b.Content || a.MouseMode != b.MouseMode || (a.Cursor == nil) != (b.Cursor == nil) {
		return false
	}
	return a.Cursor == nil || a.Cursor.Position == b.Cursor.Position
}

// Canvases are buffers to draw frames with. A session needs one for the millisecond in
// which a frame is drawn: so the sessions of a server share a few.
//
// What a frame is compared with, the frame before, is kept as text: see scroll
// and rewriter.
type Canvases struct {
	slots chan struct{} // one for each canvas in use, served in FIFO order
	large chan struct{} // a frame of more than keptArea is being drawn
	free  sync.Pool     // of *canvas
}

// NewCanvases returns n canvases, or where n is 0 as many as suit the machine.
func NewCanvases(n int) *Canvases {
	if n <= 0 {
		n = 2 * runtime.GOMAXPROCS(0)
	}
	return &Canvases{slots: make(chan struct{}, n), large: make(chan struct{}, 1)}
}

// keptArea is the largest frame whose canvas is kept, in cells. Larger ones share one slot, so that no number of them
// keeps the others waiting.
const keptArea = 200 * 60

// canvas writes a frame.
type canvas struct {
	rows rewriter
	buf  bytes.Buffer // what is to be written
}

// take returns a canvas for s, and waits for one where all are in use.
func (cs *Canvases) take(s *screen) *canvas {
	c := &canvas{}
	if s.width*s.height > keptArea {
		cs.large <- struct{}{}
	} else {
		cs.slots <- struct{}{}
		if free, ok := cs.free.Get().(*canvas); ok {
			c = free
		}
	}
	c.buf.Reset()
	c.rows = rewriter{out: &c.buf, was: c.rows.was, is: c.rows.is}
	return c
}

// give takes a canvas back that s has drawn on.
func (cs *Canvases) give(s *screen, c *canvas) {
	if s.width*s.height > keptArea {
		<-cs.large
		return
	}
	cs.free.Put(c)
	<-cs.slots
}

// draw leaves in c.buf what makes the terminal of s show v.
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
	c.rows.profile, c.rows.unsure, c.rows.fills = s.profile, s.unsure, s.links
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
