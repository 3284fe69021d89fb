//go:build unix

package screen

import (
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sys/unix"

	"pressroom/data"
)

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
