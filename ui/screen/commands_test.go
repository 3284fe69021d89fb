//go:build unix

package screen_test

import (
	"fmt"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/ui/screen"
)

// Each command that a model may return writes this, and the model is told that.
func TestCommands(t *testing.T) {
	for name, c := range map[string]struct {
		cmd   tea.Cmd
		wrote string
		told  tea.Msg
	}{
		"Suspend":  {tea.Suspend, "", screen.Refused("There is no shell here to suspend to.")},
		"Tick":     {func() tea.Msg { return tea.Tick(time.Second, func(time.Time) tea.Msg { return "tick" })() }, "", "tick"},
		"Every":    {func() tea.Msg { return tea.Every(time.Second, func(time.Time) tea.Msg { return "tock" })() }, "", "tock"},
		"Batch":    {tea.Batch(cmd(screen.Copy("a")), cmd(screen.Copy("b"))), ansi.SetSystemClipboard("a"), nil},
		"Sequence": {tea.Sequence(cmd(screen.Copy("a")), cmd(screen.Copy("b"))), ansi.SetSystemClipboard("a") + ansi.SetSystemClipboard("b"), nil},
		"Copy":     {cmd(screen.Copy("x")), ansi.SetSystemClipboard("x"), nil},
		"Redraw":   {cmd(screen.Redraw{}), "\x1b[2J\x1b[Htext", nil},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := &script{text: "text"}
				m.update = func(msg tea.Msg) tea.Cmd {
					if msg == tea.Msg("go") {
						return c.cmd
					}
					return nil
				}
				out := &recorder{}
				f := dial(m, func(l *screen.Remote) { l.Out = out })
				time.Sleep(time.Second)
				for range 2 { // a command may run again
					synctest.Wait()
					out.Reset()
					from := len(m.got)
					f.Send("go")
					time.Sleep(3 * time.Second)
					synctest.Wait()
					if !strings.Contains(out.String(), c.wrote) || c.wrote == "" && out.Len() > 0 {
						t.Errorf("it writes %q, want %q", out, c.wrote)
					}
					var told []tea.Msg
					for _, msg := range m.got[from:] {
						if msg != tea.Msg("go") && reflect.TypeOf(msg) == reflect.TypeOf(c.told) {
							told = append(told, msg)
						}
					}
					if c.told != nil && (len(told) != 1 || told[0] != c.told) {
						t.Errorf("the model is told %v, want %v", m.got[from:], c.told)
					}
				}
				f.stop(nil)
				<-f.end
			})
		})
	}
}

func cmd(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// What a terminal answers reaches the model, but not answers to what nobody asks.
func TestAnswersReachTheModel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &script{text: "text"}
		f := dial(m, nil)
		f.Input([]byte("\x1b]52;c;eA==\a\x1b]10;rgb:0000/0000/0000\a\x1b]11;rgb:0000/0000/0000\a\x1b[3;4R\x1bP>|xterm\x1b\\\x1bP1+r5463=31\x1b\\"))
		time.Sleep(time.Second)
		f.stop(nil)
		<-f.end
		got := ""
		for _, msg := range m.got {
			got += fmt.Sprintf("%T ", msg)
		}
		for name, want := range map[string]bool{"BackgroundColorMsg": true, "CursorPositionMsg": true,
			"ClipboardMsg": false, "ForegroundColorMsg": false, "TerminalVersionMsg": false, "CapabilityMsg": false} {
			if strings.Contains(got, name) != want {
				t.Errorf("the model is told %s, %t: want %t in %s", name, !want, want, got)
			}
		}
	})
}

// Quit and Interrupt end the program, from within a Sequence too, after what
// comes before them.
func TestEndingCommands(t *testing.T) {
	for name, c := range map[string]struct {
		cmd  tea.Cmd
		want error
	}{
		"Quit":      {tea.Sequence(cmd(screen.Copy("x")), tea.Quit), nil},
		"Interrupt": {tea.Sequence(cmd(screen.Copy("x")), tea.Interrupt), screen.SignalError{Signal: syscall.SIGINT}},
	} {
		synctest.Test(t, func(t *testing.T) {
			m := &script{text: "text"}
			m.update = func(msg tea.Msg) tea.Cmd {
				if msg == tea.Msg("go") {
					return c.cmd
				}
				return nil
			}
			out := &recorder{}
			f := dial(m, func(l *screen.Remote) { l.Out = out })
			f.Send("go")
			if err := <-f.end; err != c.want {
				t.Errorf("%s ends with %v", name, err)
			}
			if !strings.Contains(out.String(), ansi.SetSystemClipboard("x")) {
				t.Errorf("%s: what comes before is not done", name)
			}
		})
	}
}

// With Bubble Tea's own renderer the messages of this package do their work too.
func TestTranslated(t *testing.T) {
	for _, c := range []struct{ from, want tea.Cmd }{
		{cmd(screen.Copy("x")), tea.SetClipboard("x")},
		{cmd(screen.Redraw{}), tea.ClearScreen},
		{tea.Quit, tea.Quit},
		{cmd("else"), cmd("else")},
	} {
		m := screen.Translated(&script{init: c.from, update: func(tea.Msg) tea.Cmd { return tea.Sequence(c.from, tea.Batch(c.from, c.from)) }})
		if got, want := m.Init()(), c.want(); got != want {
			t.Errorf("%#v becomes %#v, want %#v", c.from(), got, want)
		}
		_, after := m.Update(nil)
		if got, want := fmt.Sprint(flat(after)), fmt.Sprint([]tea.Msg{c.want(), c.want(), c.want()}); got != want {
			t.Errorf("in a sequence %#v becomes %s, want %s", c.from(), got, want)
		}
	}
	if cmd := screen.Translated(&script{}).Init(); cmd != nil {
		t.Error("no command becomes one")
	}
}

// flat returns the messages of a command, and of those it holds.
func flat(cmd tea.Cmd) (all []tea.Msg) {
	msg := cmd()
	if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice {
		for i := range v.Len() {
			all = append(all, flat(v.Index(i).Interface().(tea.Cmd))...)
		}
		return all
	}
	return []tea.Msg{msg}
}
