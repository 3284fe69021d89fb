package screen_test

import (
	"errors"
	"fmt"
	"image/color"
	"maps"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/ui/screen"
)

// script is a model whose methods do what a test wants.
type script struct {
	text   string
	init   tea.Cmd
	update func(tea.Msg) tea.Cmd
	view   func() string
	got    []tea.Msg
	views  int
}

func (m *script) Init() tea.Cmd { return m.init }

func (m *script) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.got = append(m.got, msg)
	if m.update != nil {
		return m, m.update(msg)
	}
	return m, nil
}

func (m *script) View() tea.View {
	m.views++
	if m.view != nil {
		return view(m.view())
	}
	return view(m.text)
}

// Frames that come faster than frameGap share one: the last of them is drawn,
// frameGap after the one before.
func TestFramesShareTheGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &script{text: "first"}
		term := newTerminal(20, 5)
		p := screen.NewPainter(m, term, xterm, 20, 5)
		p.Init()
		if m.views != 1 || !strings.HasPrefix(term.text(0), "first ") {
			t.Fatalf("the first frame is not there at once: %q", term.text(0))
		}
		var due tea.Cmd
		for i := range 5 {
			m.text = fmt.Sprint("burst ", i)
			_, cmd := p.Update(tea.FocusMsg{})
			if (cmd != nil) != (i == 0) {
				t.Errorf("message %d of the burst asks for a frame: %t", i, cmd != nil)
			}
			if i == 0 {
				due = cmd
			}
		}
		if m.views != 1 {
			t.Errorf("%d frames in no time", m.views)
		}
		began := time.Now()
		msg := due()
		if _, ok := msg.(screen.FrameDue); !ok || time.Since(began) != screen.FrameGap {
			t.Errorf("%T comes after %v, want a frame after %v", msg, time.Since(began), screen.FrameGap)
		}
		p.Update(msg)
		if m.views != 2 || !strings.HasPrefix(term.text(0), "burst 4 ") {
			t.Errorf("%d frames, and the last shows %q", m.views, term.text(0))
		}
		time.Sleep(screen.FrameGap)
		m.text = "after a pause"
		if _, cmd := p.Update(tea.FocusMsg{}); cmd != nil || !strings.HasPrefix(term.text(0), m.text) {
			t.Errorf("after a pause the screen shows %q, and a command waits: %t", term.text(0), cmd != nil)
		}
	})
}

// Nothing is written while nothing changes: neither at messages that change
// nothing, nor by a clock.
func TestIdleWritesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSession(readerOf(embedded()), xterm, 120, 40)
		s.send(uv.PrimaryDeviceAttributesEvent{62, 22})
		s.press("k") // the cursor is on the first release
		if n := s.wrote(func() {
			for range 50 {
				s.send(tea.FocusMsg{})
				time.Sleep(time.Minute)
			}
			s.press("k", "g", "up")
			s.send(tea.MouseMotionMsg{X: 3, Y: 9})
			s.send(tea.KeyReleaseMsg{Code: 'k'})
		}); n != 0 {
			t.Errorf("%d bytes for nothing", n)
		}
	})
}

func TestClipboard(t *testing.T) {
	term := newTerminal(20, 5)
	m := &script{text: "x"}
	p := screen.NewPainter(m, term, xterm, 20, 5)
	p.Init()
	got := len(m.got)
	p.Update(screen.Copy("“Korea”\x1b"))
	if want := "[" + ansi.SetSystemClipboard("“Korea”\x1b") + "]"; fmt.Sprint(term.clipboard) != want {
		t.Errorf("the terminal is told %q, want %q", term.clipboard, want)
	}
	if len(m.got) != got {
		t.Errorf("the model is told of the clipboard: %v", m.got[got:])
	}
}

func TestRedrawWritesAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSession(readerOf(embedded()), xterm, 80, 24)
		s.term.resize(80, 24) // something else wrote on the screen
		s.press("k")
		if difference(s.term, s.app.View()) == "" {
			t.Fatal("the screen is whole, and should not be")
		}
		s.send(keyPress("\x0c")) // Ctrl-L
		s.check(t, "Ctrl-L")
	})
}

// What the terminal answers is used, and asked for only once.
func TestQueries(t *testing.T) {
	var out strings.Builder
	m := &script{text: "x"}
	p := screen.NewPainter(m, &out, xterm, 80, 20)
	p.Init()
	if n := strings.Count(out.String(), screen.Queries); n != 1 || !strings.HasSuffix(out.String(), screen.Queries) {
		t.Errorf("the queries are written %d times, want once after the frame: %q", n, out.String())
	}
	out.Reset()
	p.Settle()
	p.Update(tea.ModeReportMsg{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeReset})
	p.Update(uv.PrimaryDeviceAttributesEvent{62})
	m.text = strings.TrimSpace(strings.Repeat(strings.Repeat("y", 79)+"\n", 10))
	p.Settle()
	p.Update(tea.FocusMsg{})
	if got := out.String(); !strings.HasPrefix(got, "\x1b[?2026h") {
		t.Errorf("the terminal knows marks, and a frame is %q", got)
	}
	out.Reset()
	m.text = "z"
	p.Settle()
	p.Update(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	if got := out.String(); !strings.Contains(got, ansi.SetModeUnicodeCore) {
		t.Errorf("the terminal knows graphemes, and is not told to use them: %q", got)
	}
	p.Update(tea.BackgroundColorMsg{Color: color.White})
	if _, ok := m.got[len(m.got)-1].(tea.BackgroundColorMsg); !ok {
		t.Errorf("the model is not told of the background: %v", m.got)
	}
}

func TestEndsAnswers(t *testing.T) {
	for input, want := range map[string]bool{
		"\x1b[?62;22c": true, "\x1b]11;rgb:00/00/00\x07\x1b[?2026;2$y\x1b[?1;2c": true,
		"": false, "c": false, "\x1b[?2026;2$y": false, "abc\x1b[?62;": false, "\x1b[A": false,
	} {
		if got := screen.EndsAnswers([]byte(input)); got != want {
			t.Errorf("EndsAnswers(%q) = %t, want %t", input, got, want)
		}
	}
}

// A panic anywhere in the model ends the program and not the process, and the
// terminal is given back.
func TestPanics(t *testing.T) {
	bang := func() tea.Msg { panic("bang") }
	for name, m := range map[string]*script{
		"update": {update: func(msg tea.Msg) tea.Cmd {
			if _, ok := msg.(tea.FocusMsg); ok {
				panic("bang")
			}
			return nil
		}},
		"command": {update: func(msg tea.Msg) tea.Cmd {
			if _, ok := msg.(tea.FocusMsg); ok {
				return bang
			}
			return nil
		}},
		"batch": {update: func(msg tea.Msg) tea.Cmd {
			if _, ok := msg.(tea.FocusMsg); ok {
				return tea.Batch(func() tea.Msg { return nil }, tea.Batch(func() tea.Msg { return nil }, bang))
			}
			return nil
		}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSession(m, xterm, 20, 5)
			if s.QueryError() != nil {
				t.Fatal(s.QueryError())
			}
			s.send(tea.FocusMsg{})
			if err := s.QueryError(); !errors.Is(err, data.ErrPanic) || !strings.Contains(err.Error(), "bang") {
				t.Errorf("the fault is %v", err)
			}
			if _, cmd := s.Update(tea.BlurMsg{}); cmd == nil || cmd() != tea.Msg(tea.QuitMsg{}) {
				t.Error("the program goes on after the panic")
			}
			if err := s.End(); err != nil || !maps.Equal(s.term.on(), modesAtStart) {
				t.Errorf("modes after the end: %v, %v", s.term.on(), err)
			}
		})
	}
}
