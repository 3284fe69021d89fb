package screen_test

import (
	"errors"
	"maps"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pressroom/ui/screen"
)

// on returns the modes that are on.
func (t *terminal) on() map[string]bool {
	on := map[string]bool{}
	for m, set := range t.modes {
		if set {
			on[m] = true
		}
	}
	return on
}

func view(content string) tea.View { return tea.View{AltScreen: true, Content: content} }

// Every mode that is set is reset, whatever was in use.
func TestEndUndoesBegin(t *testing.T) {
	for name, use := range map[string]func(s screen.Screen, v *tea.View){
		"plain":     func(screen.Screen, *tea.View) {},
		"cursor":    func(_ screen.Screen, v *tea.View) { v.Cursor = tea.NewCursor(3, 1) },
		"mouse":     func(_ screen.Screen, v *tea.View) { v.MouseMode = tea.MouseModeCellMotion },
		"graphemes": func(s screen.Screen, _ *tea.View) { s.SetGraphemes() },
		"marks":     func(s screen.Screen, _ *tea.View) { s.Synchronize() },
		"all": func(s screen.Screen, v *tea.View) {
			s.SetGraphemes()
			s.Synchronize()
			v.MouseMode, v.Cursor = tea.MouseModeCellMotion, tea.NewCursor(0, 0)
		},
	} {
		t.Run(name, func(t *testing.T) {
			term := newTerminal(20, 5)
			s := screen.NewScreen(term, xterm, 20, 5)
			for range 2 { // a suspension gives the terminal back in the middle
				s.Begin()
				v := view("one\n\x1b[1;31mtwo\x1b[m")
				use(s, &v)
				if err := s.Paint(v); err != nil {
					t.Fatal(err)
				}
				if d := difference(term, v); d != "" {
					t.Fatal(d)
				}
				if graphemes := name == "graphemes" || name == "all"; term.modes["?2027"] != graphemes {
					t.Errorf("the terminal measures by graphemes: %t", !graphemes)
				}
				if !term.modes["?1049"] || !term.modes["?2004"] {
					t.Errorf("modes %v while it runs: no alternate screen or no marked pastes", term.on())
				}
				if err := s.End(); err != nil {
					t.Fatal(err)
				}
				if !maps.Equal(term.on(), modesAtStart) {
					t.Errorf("modes that are on after the end: %v, want %v", term.on(), modesAtStart)
				}
				if !term.pen.IsZero() || term.top != 0 || term.bot != term.h-1 || len(term.faults) > 0 {
					t.Errorf("left behind: pen %v, margins %d to %d, %v", term.pen, term.top, term.bot, term.faults)
				}
			}
			before := term.bytes
			if err := s.End(); err != nil || term.bytes != before {
				t.Errorf("a second end writes %d bytes, %v", term.bytes-before, err)
			}
			if err := s.Paint(view("late")); err != nil || term.bytes != before {
				t.Errorf("a frame after the end writes %d bytes, %v", term.bytes-before, err)
			}
		})
	}
}

// Where there is no other screen to go back to, the shell's prompt comes below
// the frame and not into it.
func TestEndLeavesTheFrame(t *testing.T) {
	term := newTerminal(20, 5)
	term.alone = true
	s := screen.NewScreen(term, xterm, 20, 5)
	s.Begin()
	v := view("one\ntwo\nthree\nfour\nfive")
	v.Cursor = tea.NewCursor(2, 1)
	if err := errors.Join(s.Paint(v), s.End()); err != nil {
		t.Fatal(err)
	}
	if term.x != 0 || term.y != 4 || strings.TrimSpace(term.text(4)) != "" || !strings.HasPrefix(term.text(3), "five") {
		t.Errorf("the cursor is at %d, %d, below %q, on %q", term.x, term.y, term.text(3), term.text(4))
	}
}

// What looks the same is not written again.
func TestUnchangedFrameWritesNothing(t *testing.T) {
	term := newTerminal(20, 5)
	s := screen.NewScreen(term, xterm, 20, 5)
	s.Begin()
	if term.bytes != 0 {
		t.Errorf("%d bytes are written before the first frame", term.bytes)
	}
	v := view("a line\n\x1b[7manother\x1b[m")
	v.Cursor = tea.NewCursor(2, 0)
	paint := func(v tea.View) int {
		before := term.bytes
		if err := s.Paint(v); err != nil {
			t.Fatal(err)
		}
		if d := difference(term, v); d != "" {
			t.Fatal(d)
		}
		return term.bytes - before
	}
	paint(v)
	again := v
	again.Cursor = tea.NewCursor(2, 0)
	if n := paint(again); n != 0 {
		t.Errorf("the same frame writes %d bytes", n)
	}
	again.Content = "a line\n\x1b[7mano\x1b[m\x1b[7mther\x1b[m" // other bytes, the same look
	if n := paint(again); n != 0 {
		t.Errorf("the same cells write %d bytes", n)
	}
	s.Resize(20, 5)
	if n := paint(again); n == 0 {
		t.Error("after a resize, of which a terminal may make what it likes, nothing is written")
	}
}

// A frame is marked only for a terminal that said it knows the marks; the
// cursor is out of the way while one is drawn on a terminal that does not. A short one
// comes whole by itself.
func TestMarks(t *testing.T) {
	for _, tt := range []struct {
		name        string
		rows        int
		known, mark bool
	}{{"unknown", 10, false, false}, {"known", 10, true, true}, {"a short frame", 1, true, false}} {
		known := tt.mark
		var out strings.Builder
		s := screen.NewScreen(&out, xterm, 80, 10)
		s.Begin()
		if tt.known {
			s.Synchronize()
		}
		frame := func(content string, cursor *tea.Cursor) string {
			out.Reset()
			v := view(strings.TrimSpace(strings.Repeat(strings.Repeat(content, 79)+"\n", tt.rows)))
			v.Cursor = cursor
			if err := s.Paint(v); err != nil {
				t.Fatal(err)
			}
			return out.String()
		}
		const begin, end, hide, show = "\x1b[?2026h", "\x1b[?2026l", "\x1b[?25l", "\x1b[?25h"
		for i, got := range []string{frame("a", nil), frame("b", tea.NewCursor(1, 0)), frame("c", tea.NewCursor(1, 0)), frame("d", nil)} {
			if marked := strings.HasPrefix(got, begin) && strings.HasSuffix(got, end); marked != known || strings.Contains(got, "2026") != known {
				t.Errorf("%s, frame %d, marked %t: %q", tt.name, i, known, got)
			}
			got = strings.TrimSuffix(strings.TrimPrefix(got, begin), end)
			hides, shows := strings.HasPrefix(got, hide), strings.HasSuffix(got, show)
			wantHides, wantShows := i == 3 || i == 2 && !known, i == 1 || i == 2 && !known
			if i > 0 && (hides != wantHides || shows != wantShows) {
				t.Errorf("%s, frame %d: hides the cursor first %t, shows it last %t: %q", tt.name, i, hides, shows, got)
			}
		}
	}
}

func TestMouseFollowsTheView(t *testing.T) {
	term := newTerminal(20, 5)
	s := screen.NewScreen(term, xterm, 20, 5)
	s.Begin()
	v := view("text")
	for i, mode := range []tea.MouseMode{tea.MouseModeNone, tea.MouseModeCellMotion, tea.MouseModeCellMotion, tea.MouseModeNone, tea.MouseModeCellMotion} {
		v.MouseMode = mode
		if err := s.Paint(v); err != nil {
			t.Fatal(err)
		}
		on := mode != tea.MouseModeNone
		if term.modes["?1002"] != on || term.modes["?1006"] != on {
			t.Errorf("frame %d: the mouse is %v, want %t", i, term.on(), on)
		}
	}
}

func TestClamp(t *testing.T) {
	for _, c := range []struct{ w, h, wantW, wantH int }{
		{80, 24, 80, 24}, {0, 0, 80, 24}, {-5, 3, 80, 24}, {0, 3, 80, 24}, {3, 0, 80, 24}, {1, 1, 1, 1}, {1 << 31, 1 << 31, screen.MaxWidth, screen.MaxHeight},
		{screen.MaxWidth, screen.MaxHeight, screen.MaxWidth, screen.MaxHeight},
	} {
		if w, h := screen.Clamp(c.w, c.h); w != c.wantW || h != c.wantH {
			t.Errorf("Clamp(%d, %d) = %d, %d, want %d, %d", c.w, c.h, w, h, c.wantW, c.wantH)
		}
	}
}

type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }

func TestWriteErrorIsTold(t *testing.T) {
	gone := errors.New("gone")
	s := screen.NewScreen(broken{gone}, xterm, 20, 5)
	s.Begin()
	if err := s.Paint(view("x")); !errors.Is(err, gone) {
		t.Errorf("Paint returns %v, want %v", err, gone)
	}
}
