package ssh

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"github.com/charmbracelet/colorprofile"
	lru "github.com/hashicorp/golang-lru/v2"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/screen"
)

// serveReader gives the terminal the reader, and returns the exit code and why the session ended.
func (x *session) serveReader(ctx context.Context) (code int, reason string) {
	env := x.environment()
	profile := colorprofile.Env(env)
	if x.term == "dumb" {
		x.say("pressroom: TERM=dumb cannot show the reader: here is the list, and show ID prints a release\n")
		return x.serveCommand(ctx, "list")
	}
	if err := x.startReader(ctx, env, profile, x.srv.lastPlace(x.conn.fingerprint())); err != nil {
		x.reportPanic(err)
		return 1, "panic"
	}
	return x.closed(x.runReader(ctx))
}

// environment returns what is known of the session's terminal.
func (x *session) environment() []string { return append([]string{"TERM=" + x.term}, x.env...) }

// startReader makes the reader and attaches it to the input. A panic of its making is an error.
func (x *session) startReader(ctx context.Context, env []string, profile colorprofile.Profile, at *model.Bookmark) error {
	return data.Guard(func() error {
		srv := x.srv
		marks, lost := x.marks(ctx)
		warning := ""
		if lost != nil {
			x.log.Error("marks not read", "key", x.conn.fingerprint(), "error", lost)
			warning = "Your marks cannot be read now, and new ones are not kept."
		}
		x.kept = marks
		app := ui.New(ui.Options{
			Context: ctx, Library: srv.current(), Latest: srv.current, Pages: srv.pages, Clock: srv.cfg.Clock, Profile: profile,
			ASCII: !screen.UTF8Of(env), Remote: true, At: at, Marks: marks, Resume: marks != nil, Warning: warning, Admit: x.search, Clipboard: screen.ClipboardOf(env),
		})
		reader, eof := x.input.attach(func(w, h int) *screen.Session {
			return screen.NewSession(app, screen.Remote{
				Out: stallWriter{x, x.ch}, Env: env, Profile: profile, Width: w, Height: h,
				Canvases: srv.canvases, SleepAfter: cmp.Or(srv.cfg.sleepAfter, sleepTime), OnFrame: srv.metrics.frame,
			})
		})
		x.quiet.Store(true)
		if eof {
			x.stop(lineDropped)
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

// runReader runs the reader. Its place is kept before the session is forgotten, for who is back at once, but not after a
// panic, since the same place might end the next session too.
func (x *session) runReader(ctx context.Context) error {
	defer x.writeMarks(ctx)
	defer x.quiet.Store(false) // after a panic too
	stop := x.startTimers()
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

// startTimers ends the session at its limits, until stop is called.
func (x *session) startTimers() (stop func()) {
	after := func(d time.Duration, reason closeReason) *time.Timer {
		if d == 0 {
			return nil
		}
		return time.AfterFunc(d, func() { x.stop(reason) })
	}
	cfg := &x.srv.cfg
	idle := after(cfg.Idle, closeReason{"idle", fmt.Sprintf("no key was pressed for %s. Come back any time.", data.DurationWords(cfg.Idle))})
	whole := after(cfg.MaxTime, closeReason{"time", fmt.Sprintf("a session lasts %s at most. Come back for another.", data.DurationWords(cfg.MaxTime))})
	x.input.setIdle(idle, cfg.Idle)
	return func() {
		x.input.setIdle(nil, 0)
		for _, t := range []*time.Timer{idle, whole} {
			if t != nil {
				t.Stop()
			}
		}
	}
}

// closed sends the reader the close reason, and returns the exit code and the reason for the log.
func (x *session) closed(err error) (code int, reason string) {
	var c closeReason
	var unsent *net.OpError // as io.EOF, of a write to a client that has left
	switch {
	case err == nil:
		return 0, "quit"
	case errors.Is(err, data.ErrPanic):
		x.reportPanic(err)
		return 1, "panic"
	case errors.Is(err, screen.ErrFlood):
		x.srv.metrics.refuse("flood")
		x.say("pressroom: too much input: the session is closed.\n")
		return 1, "flood"
	case errors.As(err, &c):
		if c.message != "" {
			x.say("pressroom: " + c.message + "\n")
		}
		return 0, c.reason
	case errors.Is(err, context.Canceled), errors.Is(err, io.EOF), errors.As(err, &unsent):
		return 1, lineDropped.reason
	}
	return 1, err.Error()
}

// probeTime is how long the other session of a key has to say that it is still there.
const probeTime = time.Second

// lastPlace returns where the reader with a key was when the line dropped, nil if unknown. A dropped line can look alive
// for minutes: the other sessions of the key are asked.
func (s *Server) lastPlace(key string) *model.Bookmark {
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

// Where readers with a key were when their line dropped is kept for placeTime, for as many as maxPlaces of them.
const (
	placeTime = time.Hour
	maxPlaces = 1000
)

// places keeps where readers were, by the fingerprint of their key. Old ones go when they are asked for: an expiring
// cache has a goroutine that does not end, and a clock of its own.
type places struct {
	of *lru.Cache[string, place]
}

type place struct {
	bookmark model.Bookmark
	left     time.Time
}

func newPlaces() places {
	of, _ := lru.New[string, place](maxPlaces) // fails for a size below 1
	return places{of}
}

// keep keeps where the reader with a key was.
func (p places) keep(key string, b model.Bookmark, now time.Time) {
	if key != "" {
		p.of.Add(key, place{b, now})
	}
}

// take returns where the reader with a key was, nil where it is not known, and forgets it.
func (p places) take(key string, now time.Time) *model.Bookmark {
	was, known := p.of.Peek(key)
	p.of.Remove(key)
	if !known || now.Sub(was.left) >= placeTime {
		return nil
	}
	return &was.bookmark
}
