//go:build unix

package screen

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// ErrPanic is returned by [Run], wrapped, where the model panicked.
var ErrPanic = errors.New("internal error")

// Terminal is where a program is drawn and its keys come from.
type Terminal struct {
	In      io.Reader
	Out     io.Writer
	Env     []string
	Profile colorprofile.Profile
	Slow    bool // the line to it is slow: fewer frames

	tty   *os.File // whose mode is set, nil where there is none
	saved *term.State
	size  func() (w, h int, err error)
}

// Open returns the terminal of the standard streams. Where in is no terminal
// (it is read as a file, say) keys come from /dev/tty.
func Open(in, out *os.File, env []string) (Terminal, error) {
	t := Terminal{In: in, Out: out, Env: env, tty: in, Profile: profile(out, env)}
	if !term.IsTerminal(in.Fd()) {
		tty, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
		if err != nil {
			return t, fmt.Errorf("no terminal to read keys from: %w", err)
		}
		t.In, t.tty = tty, tty
	}
	if !remote(env) {
		t.In = escapeReader{t.tty}
	}
	t.size = func() (int, int, error) { return term.GetSize(out.Fd()) }
	return t, nil
}

// profile returns the colours of a terminal. Inside tmux its name tells them:
// colorprofile would run tmux to ask for more than the 256 that are used, and
// the first frame would wait for it.
func profile(out *os.File, env []string) colorprofile.Profile {
	return colorprofile.Detect(out, slices.DeleteFunc(slices.Clone(env), func(e string) bool {
		return strings.HasPrefix(e, "TMUX=")
	}))
}

// remote reports whether the terminal is at the other end of a network.
func remote(env []string) bool {
	e := uv.Environ(env)
	return e.Getenv("SSH_TTY") != "" || e.Getenv("SSH_CONNECTION") != ""
}

// takeOver puts the terminal in raw mode.
func (t *Terminal) takeOver() error {
	if t.tty == nil {
		return nil
	}
	saved, err := term.MakeRaw(t.tty.Fd())
	if err != nil {
		return fmt.Errorf("setting the terminal's mode: %w", err)
	}
	if t.saved == nil {
		t.saved = saved
	}
	return nil
}

// giveBack restores the mode that the terminal had before takeOver.
func (t *Terminal) giveBack() {
	if t.tty != nil && t.saved != nil {
		_ = term.Restore(t.tty.Fd(), t.saved)
		t.saved = nil
	}
}

// swallow reads away answers that are under way, so that the shell does not
// take them for typing.
func (t *Terminal) swallow(until time.Time) {
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

// Run runs model on t until it quits, and gives the terminal back whatever
// happens. It returns a [SignalError] where a signal ended the program, an
// error wrapping [ErrPanic] after a panic (the stack goes to the file that
// PRESSROOM_TRACE names, if it names one), and the error of a write that
// failed.
func Run(ctx context.Context, model tea.Model, t Terminal) error {
	w, h, err := t.size()
	if err != nil {
		return fmt.Errorf("asking the terminal for its size: %w", err)
	}
	w, h = Clamp(w, h)
	if err := t.takeOver(); err != nil {
		return err
	}
	p := &painter{model: model, scr: newScreen(t.Out, t.Env, t.Profile, w, h), term: &t, fault: &faults{}, gap: frameGap, remote: remote(t.Env)}
	if t.Slow {
		p.gap = slowGap
	}
	p.tell(w, h)
	prog := tea.NewProgram(p,
		tea.WithContext(ctx), tea.WithInput(t.In), tea.WithOutput(io.Discard), tea.WithEnvironment(t.Env),
		tea.WithColorProfile(t.Profile), tea.WithWindowSize(w, h),
		tea.WithoutRenderer(), tea.WithFPS(1), tea.WithoutSignalHandler(), tea.WithFilter(p.beforeSuspend))
	stop := p.watchSignals(prog)
	begun := time.Now()
	_, err = prog.Run()
	stop()
	_ = p.scr.end()
	if !p.answered {
		t.swallow(begun.Add(answerTime))
	}
	t.giveBack()
	if fault := p.fault.get(); fault != nil {
		p.fault.trace()
		return fault
	}
	if errors.Is(err, io.EOF) || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// trace writes the stack of a panic where a developer asked for it.
func (f *faults) trace() {
	if name := os.Getenv("PRESSROOM_TRACE"); name != "" && f.stack != nil {
		_ = os.WriteFile(name, f.stack, 0o600)
	}
}

// watchSignals ends the program on signals that ask for it, and tells it of
// new sizes, until the returned function is called.
func (p *painter) watchSignals(prog *tea.Program) (stop func()) {
	sigs := make(chan os.Signal, 4)
	done := make(chan struct{})
	signal.Notify(sigs, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGWINCH)
	go func() {
		for {
			select {
			case <-done:
				return
			case sig := <-sigs:
				if sig == syscall.SIGWINCH {
					if w, h, err := p.term.size(); err == nil {
						prog.Send(tea.WindowSizeMsg{Width: w, Height: h})
					}
					continue
				}
				p.fault.set(SignalError{sig.(syscall.Signal)}, nil)
				go prog.Quit()
			}
		}
	}()
	return func() { signal.Stop(sigs); close(done) }
}

// beforeSuspend gives the terminal back before Bubble Tea stops the process.
func (p *painter) beforeSuspend(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); ok {
		if p.term.tty == nil { // a shell's job control is not there
			return nil
		}
		_ = p.scr.end()
		p.term.giveBack()
	}
	return msg
}
