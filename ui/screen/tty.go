//go:build unix

package screen

import (
	"errors"
	"fmt"
	"io"
	"time"

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
