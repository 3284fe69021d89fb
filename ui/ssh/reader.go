package ssh

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/colorprofile"

	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/screen"
)

// read gives the session's terminal the reader until it is left. It returns the
// exit code, and why the session ended.
func (x *session) read(ctx context.Context) (code int, reason string) {
	env := append([]string{"TERM=" + x.term}, x.env...)
	profile := colorprofile.Env(env)
	if x.term == "dumb" {
		x.say("pressroom: TERM=dumb cannot show the reader: here is the list, and show ID prints a release\n")
		return x.command(ctx, "list")
	}
	x.join(ctx, env, profile, x.srv.recall(x.key))
	return x.farewell(x.show(ctx))
}

// join makes the reader, and one of those that are told what happens.
func (x *session) join(ctx context.Context, env []string, profile colorprofile.Profile, at *model.Bookmark) {
	srv := x.srv
	srv.mu.Lock()
	defer srv.mu.Unlock() // after a panic too
	app := ui.New(ui.Options{
		Context: ctx, Library: srv.library, Pages: srv.pages, Clock: srv.cfg.Clock, Profile: profile,
		ASCII: !utf8Locale(env), Remote: true, At: at,
	})
	x.app = screen.NewSession(app, screen.Line{
		Out: guarded{x, x.ch}, Env: env, Profile: profile, Width: x.w, Height: x.h,
		Canvases: srv.canvases, Rest: restTime, OnFrame: srv.metrics.frame,
	})
	srv.readers[x] = true
	if srv.stopping != "" {
		x.app.Send(ui.Notice(srv.stopping))
	}
}

// show runs the reader. Where it was is kept before the session is forgotten:
// who is back at once finds the one or the other. After a panic nothing is
// kept, since the same place might end the next session too.
func (x *session) show(ctx context.Context) error {
	srv := x.srv
	defer func() { // after a panic too
		srv.mu.Lock()
		defer srv.mu.Unlock()
		delete(srv.readers, x)
	}()
	ends := x.watch()
	defer ends()
	err := x.app.Run(ctx)
	if err != nil && !errors.Is(err, screen.ErrPanic) {
		srv.places.keep(x.key, x.app.Model().(*ui.App).Bookmark(), srv.cfg.Clock())
	}
	return err
}

// watch hands on what the terminal sends, and ends the session at its limits.
// The function it returns ends the watch.
func (x *session) watch() (ends func()) {
	limit := func(after time.Duration, f farewell) *leash {
		if after == 0 {
			return nil
		}
		return &leash{after: after, timer: time.AfterFunc(after, func() { x.stop(f) })}
	}
	cfg := &x.srv.cfg
	idle := limit(cfg.Idle, farewell{"idle", fmt.Sprintf("no key for %v: goodbye. Come back any time.", cfg.Idle)})
	whole := limit(cfg.MaxTime, farewell{"time", fmt.Sprintf("a session lasts %v at most: come back for another.", cfg.MaxTime)})
	go func() {
		buf := make([]byte, 512)
		for {
			n, err := x.ch.Read(buf)
			x.in.Add(int64(n))
			x.app.Input(buf[:n])
			if err != nil {
				x.stop(gone)
				return
			}
			idle.again()
		}
	}()
	return func() {
		idle.off()
		whole.off()
	}
}

// leash ends something after a time, unless it is given the time again or let
// off. Once let off it holds nothing, whoever gives it time after that. A nil
// one never ends anything.
type leash struct {
	after time.Duration
	mu    sync.Mutex
	timer *time.Timer // nil when it is off
}

func (l *leash) again() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.timer != nil {
		l.timer.Reset(l.after)
	}
}

func (l *leash) off() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.timer.Stop()
	l.timer = nil
}

// farewell tells the reader why the session has ended, and returns the exit
// code and the reason for the log.
func (x *session) farewell(err error) (code int, reason string) {
	var f farewell
	switch {
	case err == nil:
		return 0, "quit"
	case errors.Is(err, screen.ErrPanic):
		x.fault(err, x.app.Stack())
		return 1, "panic"
	case errors.Is(err, screen.ErrFlood):
		x.srv.metrics.refuse("flood")
		x.say("pressroom: that is more than a person types: goodbye.\n")
		return 1, "flood"
	case errors.As(err, &f):
		if f.words != "" {
			x.say("pressroom: " + f.words + "\n")
		}
		return 0, f.reason
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
	s.mu.Lock()
	var others []*session
	for x := range s.readers {
		if x.key == key {
			others = append(others, x)
		}
	}
	s.mu.Unlock()
	var wait sync.WaitGroup
	for _, x := range others {
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
		_, _, err := x.peer.SendRequest("keepalive@openssh.com", true, nil)
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
