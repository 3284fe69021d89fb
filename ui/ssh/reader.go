package ssh

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/colorprofile"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/screen"
)

// read gives the session's terminal the reader until it is left. It returns the
// exit code, and why the session ended.
func (x *session) read(ctx context.Context) (code int, reason string) {
	env := x.environment()
	profile := colorprofile.Env(env)
	if x.term == "dumb" {
		x.say("pressroom: TERM=dumb cannot show the reader: here is the list, and show ID prints a release\n")
		return x.command(ctx, "list")
	}
	if err := x.join(ctx, env, profile, x.srv.recall(x.conn.fingerprint())); err != nil {
		x.fault(err)
		return 1, "panic"
	}
	return x.tell(x.show(ctx))
}

// environment returns what is known of the session's terminal.
func (x *session) environment() []string { return append([]string{"TERM=" + x.term}, x.env...) }

// join makes the reader, and one of those that are told what happens. A panic
// of its making is an error.
func (x *session) join(ctx context.Context, env []string, profile colorprofile.Profile, at *model.Bookmark) error {
	return data.Guard(func() error {
		srv := x.srv
		marks, lost := x.marks(ctx)
		warning := ""
		if lost != nil {
			x.log.Error("marks not read", "key", x.conn.fingerprint(), "error", lost)
			warning = "What you marked cannot be read now, and marks are not kept."
		}
		x.kept = marks
		app := ui.New(ui.Options{
			Context: ctx, Library: srv.current(), Latest: srv.current, Pages: srv.pages, Clock: srv.cfg.Clock, Profile: profile,
			ASCII: !utf8Locale(env), Remote: true, At: at, Marks: marks, Resume: marks != nil, Warning: warning, Admit: x.search, Clipboard: screen.ClipboardOf(env),
		})
		reader, eof := x.input.attach(func(w, h int) *screen.Session {
			return screen.NewSession(app, screen.Remote{
				Out: guarded{x, x.ch}, Env: env, Profile: profile, Width: w, Height: h,
				Canvases: srv.canvases, Rest: cmp.Or(srv.cfg.rest, restTime), OnFrame: srv.metrics.frame,
			})
		})
		x.quiet.Store(true)
		if eof {
			x.stop(gone)
		}
		reader.Send(model.Newer{}) // nobody has told what happened since the library was looked up
		if words := srv.isStopping(); words != "" {
			reader.Send(ui.Notice(words))
		}
		return nil
	})
}

// search waits until a search of the session's address may begin.
func (x *session) search(ctx context.Context) (leave func(), err error) {
	leave, err = x.srv.registry.search(ctx, x.conn.from)
	if errors.Is(err, errSearches) {
		x.srv.refuse(x.conn.from, x.conn.RemoteAddr(), "search refused", searchesFull)
	}
	return leave, err
}

// show runs the reader. Where it was is kept before the session is forgotten:
// who is back at once finds the one or the other. After a panic nothing is
// kept, since the same place might end the next session too.
func (x *session) show(ctx context.Context) error {
	defer x.writeMarks(ctx)
	defer x.quiet.Store(false) // after a panic too
	stop := x.limit()
	defer stop()
	reader := x.reader()
	err := reader.Run(ctx)
	if errors.Is(err, data.ErrPanic) {
		return err
	}
	app := reader.Model().(*ui.App)
	if err != nil {
		x.srv.places.keep(x.conn.fingerprint(), app.Bookmark(), x.srv.cfg.Clock())
	}
	app.Leave()
	return err
}

// limit ends the session at its limits, until the function that it returns is
// called.
func (x *session) limit() (stop func()) {
	cfg := &x.srv.cfg
	idle := newIdleTimer(cfg.Idle, func() {
		x.stop(closeReason{"idle", fmt.Sprintf("no key for %v: goodbye. Come back any time.", cfg.Idle)})
	})
	whole := newIdleTimer(cfg.MaxTime, func() {
		x.stop(closeReason{"time", fmt.Sprintf("a session lasts %v at most: come back for another.", cfg.MaxTime)})
	})
	x.input.watch(idle)
	return func() {
		idle.stop()
		whole.stop()
	}
}

// idleTimer calls a function when it was not reset for some time. Once stopped
// it holds nothing, and a later reset does nothing. A nil one never calls.
type idleTimer struct {
	after time.Duration
	mu    sync.Mutex
	timer *time.Timer // nil when it is stopped
}

// newIdleTimer returns a timer that was just reset, nil where after is 0.
func newIdleTimer(after time.Duration, f func()) *idleTimer {
	if after == 0 {
		return nil
	}
	return &idleTimer{after: after, timer: time.AfterFunc(after, f)}
}

func (i *idleTimer) reset() {
	if i == nil {
		return
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.timer != nil {
		i.timer.Reset(i.after)
	}
}

func (i *idleTimer) stop() {
	if i == nil {
		return
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.timer.Stop()
	i.timer = nil
}

// tell tells the reader why the session has ended, and returns the exit code
// and the reason for the log.
func (x *session) tell(err error) (code int, reason string) {
	var c closeReason
	switch {
	case err == nil:
		return 0, "quit"
	case errors.Is(err, data.ErrPanic):
		x.fault(err)
		return 1, "panic"
	case errors.Is(err, screen.ErrFlood):
		x.srv.metrics.refuse("flood")
		x.say("pressroom: that is more than a person types: goodbye.\n")
		return 1, "flood"
	case errors.As(err, &c):
		if c.words != "" {
			x.say("pressroom: " + c.words + "\n")
		}
		return 0, c.reason
	case errors.Is(err, context.Canceled):
		return 1, gone.reason
	}
	return 1, err.Error()
}

// probeTime is how long the other session of a key has to say that it is still
// there.
const probeTime = time.Second

// recall returns where the reader with a key was when the line dropped, nil
// where that is not known. A dropped line can look alive for minutes: the
// other sessions of the key are asked.
func (s *Server) recall(key string) *model.Bookmark {
	if key == "" {
		return nil
	}
	var wait sync.WaitGroup
	for _, x := range s.readers() {
		if x.conn.fingerprint() != key {
			continue
		}
		wait.Go(func() {
			if x.alive() {
				return
			}
			x.conn.end("dead line")
			select {
			case <-x.ended:
			case <-time.After(probeTime):
			}
		})
	}
	wait.Wait()
	return s.places.take(key, s.cfg.Clock())
}

// alive asks the client whether it is there.
func (x *session) alive() bool {
	if !x.conn.probing.CompareAndSwap(false, true) {
		return true // asked already
	}
	answer := make(chan error, 1)
	go func() {
		_, _, err := x.conn.peer.SendRequest("keepalive@openssh.com", true, nil)
		x.conn.probing.Store(false)
		answer <- err
	}()
	select {
	case err := <-answer:
		return err == nil
	case <-time.After(probeTime):
		return false
	}
}

// utf8Locale reports whether text is UTF-8, as far as a client tells.
func utf8Locale(env []string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		for _, v := range env {
			if value, ok := strings.CutPrefix(v, name+"="); ok && value != "" {
				value = strings.ToLower(value)
				return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
			}
		}
	}
	return true
}
