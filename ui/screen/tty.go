//go:build unix

package screen

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"
	"golang.org/x/sys/unix"

	"pressroom/data"
)

func (t *Terminal) ending() bool { return t.ctx.Err() != nil }

// cells returns the size of the terminal that is drawn.
func (t *Terminal) cells() (w, h int, err error) {
	w, h, err = t.size()
	if err != nil {
		return 0, 0, fmt.Errorf("asking the terminal for its size: %w", err)
	}
	w, h = Clamp(w, h)
	return w, h, nil
}

// takeOver puts the terminal in raw mode, again where its mode was changed, and reads its keys.
func (t *Terminal) takeOver() error {
	if t.tty != nil {
		saved, err := term.MakeRaw(t.tty.Fd())
		if err != nil {
			return fmt.Errorf("setting the terminal's mode: %w", err)
		}
		if t.saved == nil {
			t.saved = saved
		}
	}
	if t.reading != nil || t.In == nil {
		return nil
	}
	r, err := uv.NewCancelReader(t.In)
	if err != nil {
		return fmt.Errorf("reading the terminal: %w", err)
	}
	t.reading = &reading{r, make(chan struct{})}
	go t.reading.run(t)
	return nil
}

// giveBack stops reading, restores the terminal's mode, and drops answers that come before a time.
func (t *Terminal) giveBack(answers time.Time) {
	if t.reading != nil {
		t.reading.stop()
		t.reading = nil
	}
	t.drainAnswers(answers)
	if t.tty != nil && t.saved != nil {
		_ = term.Restore(t.tty.Fd(), t.saved)
		t.saved = nil
	}
}

// reading is a goroutine that reads a terminal, and can be stopped.
type reading struct {
	from cancelreader.CancelReader
	done chan struct{}
}

// run delivers input until it is stopped; an error ends the program.
func (r *reading) run(t *Terminal) {
	defer close(r.done)
	err := data.Guard(func() error {
		buf := make([]byte, 4096)
		for {
			n, err := r.from.Read(buf)
			t.session.Input(buf[:n])
			if err != nil {
				return err
			}
		}
	})
	switch {
	case errors.Is(err, cancelreader.ErrCanceled):
	case t.tty != nil && (errors.Is(err, io.EOF) || errors.Is(err, unix.EIO)): // before the signal that says so
		t.end(SignalError{unix.SIGHUP})
	case errors.Is(err, io.EOF):
		t.end(err)
	default:
		t.end(fmt.Errorf("reading the terminal: %w", err))
	}
}

// stop returns when nothing more is read.
func (r *reading) stop() {
	if r.from.Cancel() {
		<-r.done
	}
	_ = r.from.Close()
}

// drainAnswers drops answers under way, so that the shell does not take them for typing.
func (t *Terminal) drainAnswers(until time.Time) {
	if t.tty == nil {
		return
	}
	fds := []unix.PollFd{{Fd: int32(t.tty.Fd()), Events: unix.POLLIN}}
	var buf [256]byte
	for left := time.Until(until); left > 0; left = time.Until(until) {
		n, err := unix.Poll(fds, int(left.Milliseconds())+1)
		if err != nil && !errors.Is(err, unix.EINTR) || fds[0].Revents&(unix.POLLHUP|unix.POLLERR) != 0 {
			return
		}
		if n <= 0 {
			continue
		}
		n, err = unix.Read(int(t.tty.Fd()), buf[:])
		if err != nil || n == 0 {
			return
		}
		if endsAnswers(buf[:n]) {
			return
		}
	}
}

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

// signals is what a program knows of the signals of its process.
type signals struct {
	ignored   bool          // the shell has Ctrl-Z ignored: it has no job control
	lent      atomic.Bool   // somebody else has the terminal
	continued chan struct{} // SIGCONT came while it was lent
}

// stopSignal stops the process group. It is not SIGTSTP, since Go cannot give a
// signal that was handled its default action again. As with that one, the system
// discards it where no shell is there that would end the stop: where the process
// group is orphaned.
const stopSignal = syscall.SIGTTOU

// stopTime is how long a process that has sent itself the signal waits for it.
const stopTime = 200 * time.Millisecond

// watchSignals handles signals until the returned function is called.
func (t *Terminal) watchSignals() (stop func()) {
	g := t.signals
	ends := make(chan os.Signal, 1) // of its own: nothing crowds it out
	others := make(chan os.Signal, 8)
	g.continued = make(chan struct{}, 1)
	g.ignored = signal.Ignored(syscall.SIGTSTP)
	signal.Notify(ends, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT)
	signal.Notify(others, syscall.SIGWINCH, syscall.SIGCONT)
	if !g.ignored {
		signal.Notify(others, syscall.SIGTSTP)
	}
	done := make(chan struct{})
	go func() {
		err := data.Guard(func() error {
			for {
				select {
				case <-done:
					return nil
				case sig := <-ends:
					t.end(SignalError{sig.(syscall.Signal)})
				case sig := <-others:
					t.on(sig)
				}
			}
		})
		if err != nil {
			t.end(err)
		}
	}()
	return func() {
		signal.Stop(ends)
		signal.Stop(others)
		close(done)
	}
}

// on does what a signal means that does not end the program.
func (t *Terminal) on(sig os.Signal) {
	switch sig {
	case syscall.SIGWINCH:
		if w, h, err := t.size(); err == nil {
			t.session.Resize(w, h)
		}
	case syscall.SIGTSTP:
		if !t.signals.lent.Load() {
			t.session.Send(tea.SuspendMsg{})
		}
	case syscall.SIGCONT:
		if !t.signals.lent.Load() { // it was stopped by SIGSTOP
			t.session.Send(continued{})
			return
		}
		select {
		case t.signals.continued <- struct{}{}:
		default:
		}
	}
}

// jobControl reports whether a shell may resume a stopped program: see [Terminal.stop].
func (t *Terminal) jobControl() bool { return t.tty != nil && !t.signals.ignored }

// stop stops the process group, and returns when it goes on; false where no shell could end the stop.
func (t *Terminal) stop() (stopped bool) {
	select {
	case <-t.signals.continued: // of an earlier stop
	default:
	}
	t.signals.lent.Store(true)
	defer t.signals.lent.Store(false)
	if err := unix.Kill(0, stopSignal); err != nil {
		return false
	}
	select {
	case <-t.signals.continued:
		stopped = true
	case <-t.ctx.Done():
	case <-time.After(stopTime): // which also passes while it is stopped
	}
	// What came meanwhile comes now, in any order: that it goes on, and that it
	// should end.
	select {
	case <-t.signals.continued:
		stopped = true
	case <-t.ctx.Done():
	case <-time.After(stopTime / 10):
	}
	return stopped
}
