//go:build unix

package screen

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"

	"pressroom/data"
)

// Terminal is where a program is drawn and its keys come from.
type Terminal struct {
	In      io.Reader
	Out     io.Writer
	Env     []string
	Profile colorprofile.Profile
	Slow    bool // the line to it is slow: fewer frames

	Ambiguous Ambiguous

	tty   *os.File // the terminal in raw mode, nil where there is none
	saved *term.State
	size  func() (w, h int, err error)

	// While the program runs:
	ctx     context.Context // of the program
	end     context.CancelCauseFunc
	session *Session
	reading *reading // of In, nil while somebody else has the terminal
	signals *signals
}

// Open returns the terminal of the standard streams. Where in is no terminal
// (it is read as a file, say) keys come from /dev/tty.
func Open(in, out *os.File, env []string) (Terminal, error) {
	t := Terminal{In: in, Out: out, Env: env, tty: in, Profile: ProfileOf(out, env)}
	if !term.IsTerminal(in.Fd()) {
		tty, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
		if err != nil {
			return t, fmt.Errorf("no terminal to read keys from: %w", err)
		}
		t.In, t.tty = tty, tty
	}
	t.size = func() (int, int, error) { return term.GetSize(out.Fd()) }
	return t, nil
}

// remote reports whether the terminal is at the other end of a network.
func remote(env []string) bool {
	e := uv.Environ(env)
	return e.Getenv("SSH_TTY") != "" || e.Getenv("SSH_CONNECTION") != ""
}

// Run runs model on t until it quits, and gives the terminal back whatever
// happens: no goroutine that it starts can end the process. It returns a
// [SignalError] where a signal ended the program, a [data.PanicError] after a
// panic (the stack goes to the file that PRESSROOM_TRACE names, if it names
// one), and the error of a write or a read that failed.
func Run(ctx context.Context, model tea.Model, t Terminal) error {
	w, h, err := t.cells()
	if err != nil {
		return err
	}
	s := NewSession(model, Remote{Out: t.Out, Env: t.Env, Profile: t.Profile, Width: w, Height: h, Slow: t.Slow, Ambiguous: t.Ambiguous})
	s.p.home, s.p.remote = &t, remote(t.Env)
	if !t.Slow {
		s.p.gap = frameGap
	}
	if !s.p.remote {
		s.inbox.decoder.escapeWait = localEscapeWait
	}
	t.session, t.signals = s, &signals{}
	t.ctx, t.end = context.WithCancelCause(ctx)
	defer t.end(nil)
	defer t.watchSignals()()
	if err := t.takeOver(); err != nil {
		return err
	}
	begun := time.Now()
	err = s.Run(t.ctx)
	answers := begun.Add(answerTime)
	if s.p.answered {
		answers = time.Time{}
	}
	t.giveBack(answers)
	trace(err)
	if errors.Is(err, io.EOF) || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// trace writes the stack of a panic where a developer asked for it.
func trace(err error) {
	var fault *data.PanicError
	if name := os.Getenv("PRESSROOM_TRACE"); name != "" && errors.As(err, &fault) {
		_ = os.WriteFile(name, fault.Stack, 0o600)
	}
}
