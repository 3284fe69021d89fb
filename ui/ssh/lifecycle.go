package ssh

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui"
)

// prepare makes the indexes that readers will ask for, the texts first. What fails is logged, and the rest goes on.
func (s *Server) prepare(ctx context.Context, lib *model.Library) {
	s.attempt(ctx, "index of the texts", func() error {
		_, err := lib.Texts(ctx)
		return err
	})
	s.attempt(ctx, "index of the names", func() error {
		if !lib.HasNames() {
			return nil
		}
		_, err := lib.Names(ctx)
		return err
	})
}

// attempt runs work that the server can do without, and logs its error, unless ctx is done.
func (s *Server) attempt(ctx context.Context, what string, work func() error) {
	err := data.Guard(work)
	if err == nil || ctx.Err() != nil || errors.Is(err, model.ErrClosed) {
		return
	}
	if !s.logPanic(s.cfg.Log, what+" failed", err) {
		s.metrics.errors.Add(1)
		s.cfg.Log.Error(what+" failed", "error", err)
	}
}

// logPanic counts and logs an error that was a panic, and reports whether it was one.
func (s *Server) logPanic(log *slog.Logger, what string, err error) bool {
	var panicked *data.PanicError
	if !errors.As(err, &panicked) {
		return false
	}
	s.metrics.panics.Add(1)
	log.Error(what, "error", err, "stack", string(panicked.Stack))
	return true
}

// load reads a library and indexes its headlines, without which there is no reader. A panic is an error.
func (s *Server) load(ctx context.Context) (lib *model.Library, err error) {
	err = data.Guard(func() (err error) {
		if lib, err = s.cfg.Load(ctx); err == nil {
			lib.Index()
		}
		return err
	})
	if err != nil && lib != nil {
		_ = lib.Close()
	}
	return lib, err
}

// oldTime is how long a replaced library stays open, for running commands: readers change at once.
const oldTime = 10 * time.Second

// Reload reads the library, the authorized keys and the banner again. Readers
// keep their place and get the new library when all of it is indexed; what
// cannot be read stays as it was. Calls wait for each other, and all end with
// the server.
func (s *Server) Reload() error { return s.reload(s.readFiles, s.reloadLibrary) }

// ReloadLibrary is Reload for the library alone.
func (s *Server) ReloadLibrary() error { return s.reload(s.reloadLibrary) }

// reload runs functions that read something again, and logs their errors.
func (s *Server) reload(read ...func(context.Context) error) error {
	s.reloading.Lock()
	defer s.reloading.Unlock()
	s.closeOld()
	defer debug.FreeOSMemory() // there is much garbage, and little is allocated from now on
	s.metrics.reloads.Add(1)
	ctx, cancel := context.WithTimeoutCause(s.ctx, s.cfg.timeouts.reload,
		fmt.Errorf("not read within %s", data.DurationWords(s.cfg.timeouts.reload)))
	defer cancel()
	var failed error
	for _, one := range read {
		err := one(ctx)
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if err != nil {
			s.cfg.Log.Error("reading again failed: what was there stays", "error", err)
			failed = errors.Join(failed, err)
		}
	}
	if failed != nil {
		s.metrics.unloaded.Add(1)
	}
	return failed
}

func (s *Server) reloadLibrary(ctx context.Context) error {
	lib, err := s.load(ctx)
	if err != nil || lib == s.current() {
		return err
	}
	if err := s.checkComplete(lib); err != nil {
		_ = lib.Close()
		return err
	}
	s.prepareNext(lib)
	readers, err := s.replace(lib)
	if err != nil {
		_ = lib.Close()
		return err
	}
	s.cfg.Log.Info("read again", "releases", lib.Len(), "readers", readers)
	return nil
}

// prepareNext makes the indexes of a library that replaces another, for a short time where it follows it: changes are to
// be seen, and what takes longer comes later.
func (s *Server) prepareNext(lib *model.Library) {
	ctx := s.ctx
	if lib.Generation != (store.Generation{}) {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, followTime)
		defer cancel()
	}
	s.prepare(ctx, lib)
}

// followTime is how long indexes may keep a library from readers, who see changes within a fifth of a second.
const followTime = 100 * time.Millisecond

// replace puts a library in the place of the one that is read, and returns how many readers were given it.
func (s *Server) replace(lib *model.Library) (readers int, err error) {
	s.mu.Lock()
	if err := s.ctx.Err(); err != nil {
		s.mu.Unlock()
		return 0, err
	}
	s.old, s.library = s.library, lib
	s.oldTimer = time.AfterFunc(oldTime, func() {
		s.closeOld()
		debug.FreeOSMemory()
	})
	s.mu.Unlock()
	return s.broadcast(model.Newer{}), nil
}

// closeOld closes the library that was replaced, if it is still held.
func (s *Server) closeOld() {
	s.mu.Lock()
	old := s.old
	s.old = nil
	if s.oldTimer != nil {
		s.oldTimer.Stop()
	}
	s.mu.Unlock()
	if old != nil {
		_ = old.Close() // all was answered
	}
}

// A refused library is taken if a reload is asked for again by hand: later than requests that came together, and
// sooner than those of a timer.
const (
	againAfter  = 2 * time.Second
	againBefore = 30 * time.Second
)

// suspect is a library that was refused.
type suspect struct {
	at       time.Time
	why      string
	releases int
}

// checkComplete returns an error where a library seems to have been read while its files were written: it ends within a
// release, or has lost more than half of all. An archive changes in transactions, and is not checked.
func (s *Server) checkComplete(lib *model.Library) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	why := ""
	switch had := s.library; {
	case lib.Generation != (store.Generation{}):
		return nil
	case lib.Truncated != "" && had.Truncated == "":
		why = lib.Truncated + " ends within a release"
	case 2*lib.Len() < had.Len():
		why = fmt.Sprintf("%d releases are left of %d", lib.Len(), had.Len())
	default:
		s.suspect = suspect{}
		return nil
	}
	now, last := s.cfg.Clock(), s.suspect
	age := now.Sub(last.at)
	if last.why == why && last.releases == lib.Len() && age >= againAfter && age <= againBefore {
		s.cfg.Log.Warn("taken because it is asked for again", "problem", why)
		s.suspect = suspect{}
		return nil
	}
	s.suspect = suspect{now, why, lib.Len()}
	return fmt.Errorf("%s: is it still being written? Reload again after %s and within %s to take it as it is", why, data.DurationWords(againAfter), data.DurationWords(againBefore))
}

// Stop stops the server: new connections are refused, readers get a notice and have
// Config.Grace to leave. It returns when the last has left.
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
	if s.waitEmpty(grace) {
		s.Close()
		return
	}
	for _, x := range s.readers() {
		x.stop(stopped)
	}
	last, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	s.waitEmpty(last)
	s.Close()
}

// stopped is the close reason of sessions when the server stops.
var stopped = closeReason{"stopped", "the server has been stopped. Come back later."}

// endTime is how long an end waits for sessions to give their terminals back: it is a few bytes each.
const endTime = 500 * time.Millisecond

// endSessions ends all sessions, and waits until their clients have their terminals back, if they read in time.
func (s *Server) endSessions() {
	s.mu.Lock()
	if s.stopping == "" { // nobody else is let in
		s.stopping = "The server stops. q leaves."
	}
	s.mu.Unlock()
	sessions, _ := s.registry.all()
	for _, x := range sessions {
		x.stop(stopped)
	}
	late := time.NewTimer(endTime)
	defer late.Stop()
	for _, x := range sessions {
		select {
		case <-x.ended:
		case <-late.C:
			return
		}
	}
}

// waitEmpty waits until no session is left, or ctx is done, and reports which.
func (s *Server) waitEmpty(ctx context.Context) bool {
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

// Close ends the server and every session at once, and what it reads or
// indexes. Clients get their terminals back first: see endTime.
func (s *Server) Close() {
	s.closing.Do(func() {
		s.closeListeners()
		s.endSessions()
		s.cancel()
		s.closeOld()
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

// isStopping returns the notice for readers while the server stops, "" otherwise.
func (s *Server) isStopping() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stopping
}

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
