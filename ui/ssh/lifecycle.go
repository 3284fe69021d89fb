package ssh

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/screen"
)

// prepare makes the indexes that readers will ask for, so that none of them
// waits.
func prepare(lib *model.Library) {
	lib.Index()
	go func() {
		_, _ = lib.Archive(context.Background()) // who asks will be told what went wrong
		_, _ = lib.Names(context.Background())
	}()
}

// oldTime is how long a library outlives the one that took its place: searches
// that were under way are answered or dropped long before.
const oldTime = time.Minute

// Reload reads the library, the authorized keys and the banner again. Readers
// are given the new library where they are; what cannot be read stays as it
// was.
func (s *Server) Reload() error {
	s.metrics.reloads.Add(1)
	fail := func(err error) error {
		s.metrics.unloaded.Add(1)
		s.cfg.Log.Error("reading again failed: what was there stays", "error", err)
		return err
	}
	if err := s.readFiles(); err != nil {
		return fail(err)
	}
	lib, err := s.cfg.Load()
	if err != nil {
		return fail(err)
	}
	prepare(lib)
	s.mu.Lock()
	old := s.library
	s.library = lib
	s.mu.Unlock()
	readers := s.broadcast(model.Loaded{Library: lib})
	time.AfterFunc(oldTime, func() { _ = old.Close() })
	s.cfg.Log.Info("read again", "releases", lib.Len(), "readers", readers)
	return nil
}

// Stop stops the server: nobody is let in any more, readers are told and have
// the time of Config.Grace to leave. It returns when the last has left.
func (s *Server) Stop() {
	end := s.cfg.Clock().Add(s.cfg.Grace)
	s.mu.Lock()
	if s.stopping != "" {
		s.mu.Unlock()
		return
	}
	s.stopping = "The server stops at " + end.UTC().Format("15:04:05") + " UTC. q leaves."
	s.mu.Unlock()
	readers := s.broadcast(ui.Notice(s.isStopping()))
	s.cfg.Log.Info("stopping", "readers", readers, "grace", s.cfg.Grace.String())

	grace, cancel := context.WithTimeout(context.Background(), s.cfg.Grace)
	defer cancel()
	s.closeListeners()
	if s.empty(grace) {
		s.Close()
		return
	}
	for _, x := range s.readers() {
		x.stop(closeReason{"stopped", "the server has been stopped. Come back later."})
	}
	last, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	s.empty(last)
	s.Close()
}

// empty waits until no session is left, or ctx is done, and reports which.
func (s *Server) empty(ctx context.Context) bool {
	for {
		if sessions, _ := s.registry.count(); sessions == 0 {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-s.closed:
			return true
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Close ends the server and every session at once.
func (s *Server) Close() {
	s.closing.Do(func() {
		s.closeListeners()
		s.end()
		_, conns := s.registry.all()
		for _, c := range conns {
			_ = c.Close()
		}
		_ = s.current().Close()
		s.refusals.end()
		close(s.closed)
		s.cfg.Log.Info("stopped")
	})
}

// current returns the library that new sessions are given.
func (s *Server) current() *model.Library {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.library
}

// isStopping returns what readers are told while the server stops, "" while it
// does not.
func (s *Server) isStopping() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stopping
}

// readers returns the sessions that have a reader.
func (s *Server) readers() (list []*session) {
	sessions, _ := s.registry.all()
	for _, x := range sessions {
		if x.reader() != nil {
			list = append(list, x)
		}
	}
	return list
}

// broadcast sends a message to all readers, and returns how many there are.
func (s *Server) broadcast(msg tea.Msg) int {
	readers := s.readers()
	for _, x := range readers {
		x.reader().Send(msg)
	}
	return len(readers)
}

// reader returns the session's reader, nil while it has none.
func (x *session) reader() *screen.Session {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.app
}
