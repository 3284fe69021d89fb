//go:build unix

package screen_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/ui/screen"
)

// slowPainter returns a painter on a slow line to a terminal that has answered
// the first queries.
func slowPainter(m tea.Model) (*screen.Painter, *terminal) {
	term := newTerminal(40, 5)
	p := screen.NewPainter(m, term, xterm, 40, 5)
	p.Init()
	p.Update(answer)
	_, cmd := p.Update(screen.SlowLine{})
	p.Update(cmd())
	time.Sleep(time.Second)
	return p, term
}

// On a slow line one frame is under way at any time: the next is drawn when
// the terminal has answered, and shows the last of what was typed.
func TestOneFrameUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &script{text: "first"}
		p, term := slowPainter(m)
		m.text = "key 0"
		if _, cmd := p.Update(tea.FocusMsg{}); cmd != nil || !strings.HasPrefix(term.text(0), "key 0 ") {
			t.Fatalf("a key after a pause shows %q, and a command waits: %t", term.text(0), cmd != nil)
		}
		views, bytes := m.views, term.bytes
		for i := range 20 {
			m.text = fmt.Sprint("key ", i)
			p.Update(tea.FocusMsg{})
			time.Sleep(100 * time.Millisecond)
		}
		if m.views != views || term.bytes != bytes {
			t.Errorf("%d frames and %d bytes before the terminal has answered", m.views-views, term.bytes-bytes)
		}
		p.Update(answer)
		if m.views != views+1 || !strings.HasPrefix(term.text(0), "key 19 ") {
			t.Errorf("after the answer %d frames, and the last shows %q", m.views-views, term.text(0))
		}
		p.Update(answer)
		time.Sleep(time.Second)
		bytes = term.bytes
		for range 10 { // nothing changes
			p.Update(tea.FocusMsg{})
			p.Update(screen.FrameDue{})
			time.Sleep(time.Minute)
		}
		if term.bytes != bytes {
			t.Errorf("idle writes %d bytes", term.bytes-bytes)
		}
	})
}

// An answer that comes before the next frame is due lets it wait for its time
// alone; one that never comes is not waited for longer than arrivalTime.
func TestAnswersEarlyAndNever(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &script{text: "first"}
		p, term := slowPainter(m)
		change := func(text string) tea.Cmd {
			m.text = text
			_, cmd := p.Update(tea.FocusMsg{})
			return cmd
		}
		change("one")
		late := change("two")
		_, due := p.Update(answer)
		if due == nil {
			t.Fatal("no frame is due after an early answer")
		}
		began := time.Now()
		p.Update(due())
		if took := time.Since(began); took != screen.SlowGap || !strings.HasPrefix(term.text(0), "two ") {
			t.Errorf("the second frame comes after %v and shows %q", took, term.text(0))
		}
		p.Update(late()) // what was to come without an answer
		p.Update(answer)
		time.Sleep(time.Second)

		change("three")
		began = time.Now()
		p.Update(change("four")())
		if took := time.Since(began); took != screen.ArrivalTime || !strings.HasPrefix(term.text(0), "four ") {
			t.Errorf("without an answer the frame comes after %v and shows %q", took, term.text(0))
		}
	})
}

// A terminal that answers nothing is not waited for.
func TestMuteTerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &script{text: "first"}
		term := newTerminal(40, 5)
		p := screen.NewPainter(m, term, xterm, 40, 5)
		p.Init()
		p.Update(screen.SlowLine{})
		for i := range 5 {
			time.Sleep(screen.SlowGap)
			m.text = fmt.Sprint("key ", i)
			if _, cmd := p.Update(tea.FocusMsg{}); cmd != nil || !strings.HasPrefix(term.text(0), m.text) {
				t.Errorf("key %d shows %q, and a command waits: %t", i, term.text(0), cmd != nil)
			}
		}
	})
}

// What the terminal answers after the program's end, the shell would take for
// typing: the end waits for it, but not for ever.
func TestLeavingWaitsForTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &script{text: "first"}
		p, _ := slowPainter(m)
		m.update = func(msg tea.Msg) tea.Cmd {
			switch msg.(type) {
			case tea.BlurMsg:
				return tea.Quit
			case tea.ResumeMsg:
				return tea.Suspend
			}
			return nil
		}
		leaves := func(msg tea.Msg) tea.Cmd { // as Bubble Tea runs it
			_, cmd := p.Update(msg)
			end := cmd()
			if batch, ok := end.(tea.BatchMsg); ok { // with the frame that is due
				end = batch[0]()
			}
			_, cmd = p.Update(end)
			return cmd
		}
		if end := leaves(tea.BlurMsg{}); end() != tea.Msg(tea.QuitMsg{}) {
			t.Error("nothing is under way, and the program does not end")
		}
		quits := func(end tea.Cmd) bool { return end != nil && end() == tea.Msg(tea.QuitMsg{}) }
		suspends := func(tea.Cmd) bool { // or tells that it cannot, without a shell
			_, ok := m.got[len(m.got)-1].(screen.Refused)
			return ok
		}
		for _, how := range []struct {
			ask  tea.Msg
			left func(tea.Cmd) bool
		}{{tea.BlurMsg{}, quits}, {tea.ResumeMsg{}, suspends}} {
			m.text += "+"
			p.Update(tea.FocusMsg{})
			late := leaves(how.ask)
			_, end := p.Update(answer)
			if !how.left(end) {
				t.Fatalf("%T: the answer does not end the program", how.ask)
			}
			if _, cmd := p.Update(late()); cmd != nil {
				t.Errorf("%T: the program ends a second time", how.ask)
			}
			m.text += "+"
			p.Update(tea.FocusMsg{})
			began := time.Now()
			_, end = p.Update(leaves(how.ask)())
			if took := time.Since(began); !how.left(end) || took != screen.ArrivalTime {
				t.Errorf("%T: without an answer the end comes after %v", how.ask, took)
			}
			p.Update(answer)
			time.Sleep(time.Second)
		}
	})
}

// A session does not sleep while an answer is under way, which would wake it.
func TestSlowSessionSleeps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := echo()
		f := dial(m, func(l *screen.Remote) { l.Slow = true })
		time.Sleep(time.Second)
		f.Input([]byte("\x1b[?62c"))
		time.Sleep(time.Second)
		f.Input([]byte("a"))
		time.Sleep(100 * time.Millisecond)
		f.Input([]byte("bc"))
		time.Sleep(time.Second)
		if got := f.row(0); got != "[40x6]a" {
			t.Errorf("a frame is under way, and the terminal shows %q", got)
		}
		f.Input([]byte("\x1b[?62c"))
		time.Sleep(time.Second)
		if got := f.row(0); got != "[40x6]abc" {
			t.Errorf("the terminal has answered, and shows %q", got)
		}
		f.Input([]byte("\x1b[?62c"))
		time.Sleep(time.Minute)
		before := f.written()
		f.Input([]byte("d"))
		time.Sleep(time.Second)
		if got, n := f.row(0), f.written()-before; got != "[40x6]abcd" || n > 30 {
			t.Errorf("woken by a key the terminal shows %q, by %d bytes", got, n)
		}
		began := time.Now()
		f.Input([]byte("q")) // the answer to the last frame never comes
		if err := <-f.end; err != nil || time.Since(began) > screen.ArrivalTime {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}
