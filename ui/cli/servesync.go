package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"pressroom/data"
	"pressroom/data/fetch"
	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui/cli/commands"
	"pressroom/ui/ssh"
)

func (p *program) checkSync(every time.Duration) error {
	switch {
	case every == 0:
		return nil
	case every < fetch.MinEvery:
		return commands.Misused("", "--sync %s: it takes a time such as 15m or 2h, %s or more, so that no site is asked too often",
			data.DurationText(every), data.DurationText(fetch.MinEvery))
	case len(p.corpus) > 0:
		return commands.Misused("", "--sync is for the archive, and --corpus is served in its place")
	}
	_, err := p.archiveNamed()
	return err
}

// serverSync asks the sources of the archive that is served.
type serverSync struct {
	p      *program
	every  time.Duration // of a source that has no interval of its own
	log    *slog.Logger
	synced func(ssh.Synced)
	client *fetch.Client

	warned string // what was logged last of why no source is asked
}

// run asks each source when it is due, until ctx is done.
func (s *serverSync) run(ctx context.Context) {
	s.client = newClient()
	defer s.client.Close()
	for {
		why := ""
		if err := data.Guard(func() error { return s.round(ctx) }); err != nil && ctx.Err() == nil {
			why = err.Error()
		}
		if why != "" && why != s.warned {
			s.log.Warn("sources are not asked", "problem", why)
		}
		s.warned = why
		select {
		case <-ctx.Done():
			return
		case <-time.After(watchEvery):
		}
	}
}

// round asks the sources that are due, and tells readers what is new.
func (s *serverSync) round(ctx context.Context) error {
	path, err := s.p.archiveNamed()
	if err != nil {
		return err
	}
	to, err := s.p.openStore(ctx, path)
	if err != nil {
		return err
	}
	sources, err := to.Sources(ctx)
	if err != nil {
		return err
	}
	var due []store.Source
	followed := 0
	for _, source := range sources {
		if source.Address != "" {
			followed++
		}
		if intake.Due(source, time.Now()) {
			due = append(due, source)
		}
	}
	if followed == 0 {
		return fmt.Errorf("no source is followed: pressroom source add ADDRESS adds one")
	}
	if len(due) == 0 {
		return nil
	}
	var r model.SyncResult
	failures := 0
	var brought []string // sources that had something new
	err = intake.SyncAll(ctx, to, s.client, due, intake.Pull{Every: s.every}, func(store.Source) {}, func(a intake.Asked) {
		s.tell(a)
		if count(&r, a) {
			failures++
		}
		if a.Summary.Added > 0 {
			brought = append(brought, a.Source.Name)
		}
	})
	news := ""
	if n := len(brought); n == 1 {
		news = fmt.Sprintf("%d new from %s.", r.New, clean(brought[0]))
	} else if n > 1 {
		news = fmt.Sprintf("%d new from %d sources.", r.New, n)
	}
	s.synced(ssh.Synced{Asked: r.Asked, Failed: failures, New: r.New, Changed: r.Changed, Failing: failing(ctx, to), News: news})
	return err
}

// failing returns how many sources do not work now.
func failing(ctx context.Context, s store.Store) (n int) {
	list, err := s.Sources(ctx)
	for _, source := range list {
		if err == nil && (source.Fetch.Failures > 0 || source.Fetch.Ended) {
			n++
		}
	}
	return n
}

// tell logs the result of asking a source.
func (s *serverSync) tell(a intake.Asked) {
	if errors.Is(a.Err, intake.ErrElsewhere) { // who asks it tells
		return
	}
	if a.Err != nil {
		s.log.Warn("source failed", "source", a.Source.Name, "problem", a.Err.Error())
		return
	}
	s.log.Info("source asked", "source", a.Source.Name, "new", a.Summary.Added, "changed", a.Summary.Changed)
	logProblems(s.log, a.Summary.Problems, "source", a.Source.Name)
}
