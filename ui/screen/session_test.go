//go:build unix

package screen_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/ui/screen"
)

// far is a session whose terminal is in memory, as the far end of a line.
type far struct {
	*screen.Session
	term *sharedTerminal
	end  chan error
	stop context.CancelCauseFunc
}

// dial runs a model on a session of 40x6.
func dial(m tea.Model, change func(*screen.Remote)) *far {
	f := &far{term: &sharedTerminal{term: newTerminal(40, 6)}, end: make(chan error, 1)}
	line := screen.Remote{Out: f.term, Env: xterm, Width: 40, Height: 6, SleepAfter: 5 * time.Second}
	if change != nil {
		change(&line)
	}
	f.Session = screen.NewSession(m, line)
	ctx, stop := context.WithCancelCause(context.Background())
	f.stop = stop
	go func() { f.end <- f.Run(ctx) }()
	return f
}

// row returns what the terminal shows in a row.
func (f *far) row(y int) string {
	f.term.mu.Lock()
	defer f.term.mu.Unlock()
	return strings.TrimRight(f.term.term.text(y), " ")
}

func (f *far) written() int {
	f.term.mu.Lock()
	defer f.term.mu.Unlock()
	return f.term.term.bytes
}

// echo is a model that shows what was typed, and quits at q.
func echo() *script {
	m := &script{}
	m.update = func(msg tea.Msg) tea.Cmd {
		switch msg := msg.(type) {
		case tea.KeyPressMsg:
			m.text += msg.String()
			if msg.String() == "q" {
				return tea.Quit
			}
		case tea.PasteMsg:
			m.text += fmt.Sprintf("<%d>", len(msg.Content))
		case tea.WindowSizeMsg:
			m.text += fmt.Sprintf("[%dx%d]", msg.Width, msg.Height)
		case string:
			m.text += msg
		}
		return nil
	}
	return m
}

// A program that sleeps has no goroutine but its session's, writes nothing,
// and loses no key.
func TestSessionSleeps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := echo()
		f := dial(m, nil)
		f.Input([]byte("ab"))
		synctest.Wait()
		time.Sleep(time.Second)
		awake := runtime.NumGoroutine()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if asleep := runtime.NumGoroutine(); asleep >= awake-2 {
			t.Errorf("%d goroutines awake, %d asleep", awake, asleep)
		}
		before, views := f.written(), m.views
		time.Sleep(time.Hour)
		if f.written() != before || m.views != views {
			t.Errorf("%d bytes and %d frames while nothing happens", f.written()-before, m.views-views)
		}
		for _, k := range "cdefgh" {
			f.Input([]byte(string(k)))
		}
		time.Sleep(time.Second)
		if got := f.row(0); got != "[40x6]abcdefgh" {
			t.Errorf("shown: %q", got)
		}
		if n := f.written() - before; n > 40 {
			t.Errorf("waking wrote %d bytes, the terminal has the frame already", n)
		}
		f.Input([]byte("q"))
		if err := <-f.end; err != nil {
			t.Error(err)
		}
	})
}

// While a command runs its program is awake, or what it brings would be lost.
func TestSessionWaitsForCommands(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := echo()
		inner := m.update
		m.update = func(msg tea.Msg) tea.Cmd {
			if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "w" {
				slow := func() tea.Msg { time.Sleep(time.Minute); return "done" }
				return tea.Batch(slow, func() tea.Msg { return nil }, tea.Batch(slow, nil))
			}
			return inner(msg)
		}
		f := dial(m, nil)
		f.Input([]byte("w"))
		time.Sleep(time.Minute + 30*time.Second)
		synctest.Wait()
		if got := f.row(0); got != "[40x6]donedone" {
			t.Errorf("shown: %q", got)
		}
		asleep := runtime.NumGoroutine()
		f.Input([]byte("a"))
		time.Sleep(time.Second)
		synctest.Wait()
		if awake := runtime.NumGoroutine(); awake <= asleep {
			t.Errorf("it did not sleep after its commands: %d goroutines, and awake %d", asleep, awake)
		}
		f.stop(nil)
		<-f.end
	})
}

// Sizes that come faster than frames are handed on as the last of them, and
// clamped.
func TestSessionSizes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := echo()
		sizes := 0
		inner := m.update
		m.update = func(msg tea.Msg) tea.Cmd {
			if _, ok := msg.(tea.WindowSizeMsg); ok {
				sizes++
			}
			return inner(msg)
		}
		f := dial(m, nil)
		for i := range 10_000 {
			f.Resize(50+i%7, 1<<30)
			time.Sleep(100 * time.Microsecond)
		}
		f.Resize(38, 4)
		time.Sleep(time.Second)
		synctest.Wait()
		if sizes > 25 {
			t.Errorf("%d sizes in a second", sizes)
		}
		if !strings.HasSuffix(m.text, "[38x4]") || !strings.Contains(m.text, fmt.Sprintf("x%d]", screen.MaxHeight)) {
			t.Errorf("sizes: %s", m.text)
		}
		f.stop(nil)
		<-f.end
	})
}

// What no person types ends the session, and a long paste does not.
func TestSessionFlood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := echo()
		f := dial(m, nil)
		f.Input([]byte("\x1b[200~" + strings.Repeat("p", 20_000)))
		f.Input([]byte(strings.Repeat("p", 10_000) + "\x1b[201~x"))
		time.Sleep(time.Second)
		if got := f.row(0); got != "[40x6]<16384>x" {
			t.Errorf("after a paste: %q", got)
		}
		begun := time.Now()
		for {
			f.Input([]byte(strings.Repeat("j", 1000)))
			time.Sleep(time.Millisecond)
			select {
			case err := <-f.end:
				if !errors.Is(err, screen.ErrFlood) || time.Since(begun) > time.Second {
					t.Errorf("after %v: %v", time.Since(begun), err)
				}
				time.Sleep(time.Second) // a frame that was due
				return
			default:
			}
		}
	})
}

// A paste of any length in one burst leaves the reader as it was: its end is
// found, and what comes after it is heard. So is Ctrl-C in any flood of keys.
func TestSessionBigPaste(t *testing.T) {
	for _, size := range []int{32 << 10, 300 << 10, 5 << 20} {
		synctest.Test(t, func(t *testing.T) {
			m := echo()
			f := dial(m, nil)
			f.Input([]byte("\x1b[200~" + strings.Repeat("p", size)))
			f.Input([]byte(strings.Repeat("p", 10_000) + "\x1b[2"))
			f.Input([]byte("01~xq"))
			if err := <-f.end; err != nil || m.text != "[40x6]<16384>xq" {
				t.Errorf("after %d bytes: %q, %v", size, m.text, err)
			}
		})
	}
}

func TestSessionHearsCtrlC(t *testing.T) {
	for name, before := range map[string]string{
		"paste without an end": "\x1b[200~abc", "keys": strings.Repeat("j", 100_000), "keys that were heard": strings.Repeat("j", 1000), "sequence": "\x1b]11;rgb", "letter": "\xed",
	} {
		synctest.Test(t, func(t *testing.T) {
			heard := false
			m := &script{update: func(msg tea.Msg) tea.Cmd {
				if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "ctrl+c" {
					heard = true
					return tea.Quit
				}
				return nil
			}}
			f := dial(m, nil)
			switch name {
			case "keys":
				f.Input([]byte(before + "\x03" + before))
			case "keys that were heard":
				f.Input([]byte(before))
				synctest.Wait()
				f.Input([]byte("\x03"))
			default:
				f.Input([]byte(before))
				time.Sleep(100 * time.Millisecond)
				f.Input([]byte("\x03"))
			}
			time.Sleep(time.Second)
			synctest.Wait()
			if !heard {
				t.Errorf("%s: Ctrl-C is not heard", name)
				f.stop(nil)
			}
			<-f.end
		})
	}
}

// A paste that never ends is over when nothing more of it comes.
func TestSessionEndlessPaste(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := dial(echo(), nil)
		f.Input([]byte("\x1b[200~abc"))
		time.Sleep(screen.PasteWait + time.Second)
		f.Input([]byte("x"))
		time.Sleep(time.Second)
		if got := f.row(0); got != "[40x6]<3>x" {
			t.Errorf("shown: %q", got)
		}
		f.Input([]byte("\x1b[200~"))
		var err error
		for range 200 {
			f.Input([]byte(strings.Repeat("p", 64<<10)))
			time.Sleep(time.Millisecond)
		}
		if err = <-f.end; !errors.Is(err, screen.ErrFlood) {
			t.Errorf("a paste of 12 MB ends with %v", err)
		}
	})
}

// A panic ends its session alone, and the terminal is given back.
func TestSessionPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := echo()
		inner := m.update
		m.update = func(msg tea.Msg) tea.Cmd {
			if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "p" {
				panic("a fault of the model")
			}
			return inner(msg)
		}
		f := dial(m, nil)
		other := dial(echo(), nil)
		f.Input([]byte("ap"))
		if err := <-f.end; !errors.Is(err, data.ErrPanic) || !strings.Contains(string(screen.StackOf(err)), "session_test.go") {
			t.Errorf("%v, at\n%s", err, screen.StackOf(err))
		}
		if f.term.term.on()["?1049"] {
			t.Error("the terminal is still on the other screen")
		}
		other.Input([]byte("b"))
		time.Sleep(time.Second)
		if got := other.row(0); got != "[40x6]b" {
			t.Errorf("the other session shows %q", got)
		}
		cause := errors.New("the house is closed")
		other.stop(cause)
		if err := <-other.end; !errors.Is(err, cause) {
			t.Error(err)
		}
	})
}

// A terminal that answers late is at the end of a slow line.
func TestSlowLine(t *testing.T) {
	for wait, want := range map[time.Duration]string{100 * time.Millisecond: "", time.Second: "slow"} {
		synctest.Test(t, func(t *testing.T) {
			m := &script{text: "a"}
			slow := ""
			m.update = func(msg tea.Msg) tea.Cmd {
				if _, ok := msg.(screen.SlowLine); ok {
					slow += "slow"
				}
				return nil
			}
			f := dial(m, nil)
			time.Sleep(wait)
			f.Input([]byte("\x1b[?2026;2$y\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c"))
			time.Sleep(time.Second)
			synctest.Wait()
			if slow != want {
				t.Errorf("an answer after %v: %q, want %q", wait, slow, want)
			}
			f.stop(nil)
			<-f.end
		})
	}
}

// The answer is taken as a terminal sends it, and is never typed.
func TestAmbiguousAnswerIsNoKey(t *testing.T) {
	for answer, wide := range map[string]bool{"\x1b[2;2R": false, "\x1b[2;3R": true} {
		synctest.Test(t, func(t *testing.T) {
			m, told := echo(), false
			typed := m.update
			m.update = func(msg tea.Msg) tea.Cmd {
				if measured, ok := msg.(screen.Measured); ok {
					told = measured.Wide
				}
				return typed(msg)
			}
			f := dial(m, nil)
			synctest.Wait()
			for i := range len(answer) {
				f.Input([]byte{answer[i]})
				time.Sleep(20 * time.Millisecond)
			}
			f.Input([]byte("xq"))
			if err := <-f.end; err != nil || m.text != "[40x6]xq" || told != wide {
				t.Errorf("after %q: %q, %v, wide is %t", answer, m.text, err, told)
			}
		})
	}
}
