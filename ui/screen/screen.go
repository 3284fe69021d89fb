package screen

import (
	"bytes"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// MaxWidth and MaxHeight bound a terminal's size in cells. What a terminal
// claims beyond them is not drawn, since a frame costs memory by its area.
const (
	MaxWidth  = 500
	MaxHeight = 300
)

// Clamp returns the size that is drawn for a terminal that claims w by h.
func Clamp(w, h int) (int, int) {
	return min(max(w, 1), MaxWidth), min(max(h, 1), MaxHeight)
}

// screen keeps what one terminal shows and writes the difference to the next
// frame. It is used from one goroutine at a time.
type screen struct {
	out     io.Writer
	env     []string
	profile colorprofile.Profile

	buf    bytes.Buffer         // what the renderer wants written
	rend   *uv.TerminalRenderer // nil until begin
	next   uv.ScreenBuffer      // the frame being drawn
	shown  tea.View             // the last frame, to leave an unchanged one alone
	drawn  bool                 // shown holds a frame that is on the screen
	active bool                 // between begin and end

	width, height int
	synchronized  bool // the terminal can hold a frame back until it is whole
	method        ansi.Method
}

func newScreen(out io.Writer, env []string, profile colorprofile.Profile, w, h int) *screen {
	s := &screen{out: out, env: env, profile: profile}
	s.width, s.height = Clamp(w, h)
	return s
}

// begin takes the terminal over: the alternate screen, no cursor, pastes told
// from typing. Nothing is written before the first frame.
func (s *screen) begin() {
	s.active, s.drawn = true, false
	s.shown = tea.View{}
	s.rend = uv.NewTerminalRenderer(&s.buf, s.env)
	s.rend.SetColorProfile(s.profile)
	s.rend.SetFullscreen(true)
	s.rend.SetRelativeCursor(false)
	s.rend.SetTabStops(-1) // a terminal's tab stops are its user's
	s.rend.SetScrollOptim(true)
	s.rend.SetGraphemeWidth(s.method == ansi.GraphemeWidth)
	s.rend.Resize(s.width, s.height)
	s.rend.Erase()
	s.next = uv.NewScreenBuffer(s.width, s.height)
	s.next.Method = s.method
	s.buf.WriteString(ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable + ansi.SetModeBracketedPaste)
}

// end gives the terminal back as it was before begin.
func (s *screen) end() error {
	if !s.active {
		return nil
	}
	s.active = false
	s.buf.Reset()
	if s.shown.MouseMode != tea.MouseModeNone {
		s.buf.WriteString(mouseOff)
	}
	if s.method == ansi.GraphemeWidth {
		s.buf.WriteString(ansi.ResetModeUnicodeCore)
	}
	s.buf.WriteString(ansi.ResetModeBracketedPaste + ansi.ResetStyle +
		ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable)
	s.rend, s.next = nil, uv.ScreenBuffer{}
	return s.write(s.buf.Bytes())
}

// resize makes the next frame w by h and draws it whole: what a terminal
// keeps of the old frame when it changes its size is its own affair.
func (s *screen) resize(w, h int) {
	s.width, s.height = Clamp(w, h)
	s.redraw()
}

// redraw has the next frame written whole.
func (s *screen) redraw() {
	if !s.active {
		return
	}
	s.rend.Resize(s.width, s.height)
	s.rend.Erase()
	s.next.Resize(s.width, s.height)
	s.next.Touched = nil
	s.drawn = false
}

// setProfile sets the colours that the terminal has.
func (s *screen) setProfile(p colorprofile.Profile) {
	s.profile = p
	if s.active {
		s.rend.SetColorProfile(p)
		s.redraw()
	}
}

// setGraphemes makes terminal and renderer measure text alike, by graphemes.
func (s *screen) setGraphemes() {
	if s.method == ansi.GraphemeWidth || !s.active {
		return
	}
	s.method = ansi.GraphemeWidth
	s.next.Method = ansi.GraphemeWidth
	s.rend.SetGraphemeWidth(true)
	s.buf.WriteString(ansi.SetModeUnicodeCore)
}

const (
	mouseOn  = ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr
	mouseOff = ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr
)

// paint shows v, writing only what differs from the frame before.
func (s *screen) paint(v tea.View) error {
	if !s.active || s.drawn && sameView(&s.shown, &v) {
		return nil
	}
	s.next.Clear()
	uv.NewStyledString(v.Content).Draw(s.next, s.next.Bounds())
	if on := v.MouseMode != tea.MouseModeNone; on != (s.shown.MouseMode != tea.MouseModeNone) {
		if on {
			s.buf.WriteString(mouseOn)
		} else {
			s.buf.WriteString(mouseOff)
		}
	}
	s.leaveAlone(v.Content)
	s.rend.Render(s.next.RenderBuffer)
	if v.Cursor != nil {
		s.rend.MoveTo(v.Cursor.X, v.Cursor.Y)
	}
	if err := s.rend.Flush(); err != nil {
		return err
	}
	frame := s.framed(s.buf.Bytes(), v.Cursor != nil)
	s.buf.Reset()
	s.shown, s.drawn = v, true
	return s.write(frame)
}

// leaveAlone tells the renderer which rows are those of the frame before. A
// row that holds a wide letter it would write anew with every frame, changed
// or not. Where a row may have moved it is told nothing: it compares rows to
// scroll the screen.
func (s *screen) leaveAlone(content string) {
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
			s.next.Touched[y] = &uv.LineData{FirstCell: -1, LastCell: -1}
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

// framed puts around a frame what keeps the terminal from showing it half
// done, and the cursor from flying about in it.
func (s *screen) framed(frame []byte, cursor bool) []byte {
	shown := s.shown.Cursor != nil
	if len(frame) == 0 && shown == cursor {
		return nil
	}
	var b bytes.Buffer
	b.Grow(len(frame) + 32)
	if s.synchronized && len(frame) > 0 {
		b.WriteString(ansi.SetModeSynchronizedOutput)
	}
	hide := shown && (!cursor || !s.synchronized)
	if hide {
		b.WriteString(ansi.ResetModeTextCursorEnable)
	}
	b.Write(frame)
	if cursor && (!shown || hide) {
		b.WriteString(ansi.SetModeTextCursorEnable)
	}
	if s.synchronized && len(frame) > 0 {
		b.WriteString(ansi.ResetModeSynchronizedOutput)
	}
	return b.Bytes()
}

func (s *screen) write(p []byte) error {
	if len(p) == 0 {
		return nil
	}
	_, err := s.out.Write(p)
	return err
}

// sameView reports whether b looks as a does. Of a view, pressroom uses the
// content, the cursor's place and the mouse mode.
func sameView(a, b *tea.View) bool {
	if a.Content != b.Content || a.MouseMode != b.MouseMode || (a.Cursor == nil) != (b.Cursor == nil) {
		return false
	}
	return a.Cursor == nil || a.Cursor.Position == b.Cursor.Position
}
