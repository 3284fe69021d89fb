package cli

import (
	"context"
	"errors"
	"time"

	"pressroom/data/fetch"
	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/model"
)

// syncer asks the sources of the archive for a reader: see [model.Syncer].
type syncer struct {
	p    *program
	path string

	turn   chan struct{} // holds one while a sync is running, or after the end
	client *fetch.Client // of whoever has the turn; made when it is needed: it takes time and memory
}

// newSyncer returns what asks the sources of the archive that is read, nil where
// something else is.
func (p *program) newSyncer() *syncer {
	path := p.archiveRead()
	if path == "" {
		return nil
	}
	return &syncer{p: p, path: path, turn: make(chan struct{}, 1)}
}

// restTime is how long a source is left alone after it was asked, also by hand: as long as
// a key that is held, or pressed twice, takes.
const restTime = 5 * time.Second

// Sources implements [model.Syncer].
func (s *syncer) Sources(ctx context.Context) ([]store.Source, error) {
	from, err := s.p.opening(ctx, s.path)
	if err != nil {
		return nil, err
	}
	return from.Sources(ctx)
}

// Sync implements [model.Syncer].
func (s *syncer) Sync(ctx context.Context, tell func(model.SyncProgress)) (r model.SyncResult, err error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return r, ctx.Err()
	}
	to, err := s.p.opening(ctx, s.path)
	if err != nil {
		return r, err
	}
	list, err := to.Sources(ctx)
	if err != nil {
		return r, err
	}
	due := toSync(list, &r)
	if s.client == nil {
		s.client = newClient()
	}
	failed := map[string]error{}
	p := model.SyncProgress{Total: len(due)}
	tell(p)
	err = intake.SyncAll(ctx, to, s.client, due, intake.Pull{}, func(source store.Source) {
		p.Source = source.Name
		tell(p)
	}, func(a intake.Asked) {
		p.Done++
		r.Asked++
		var e *fetch.Error
		switch {
		case errors.Is(a.Err, intake.ErrElsewhere): // which brings what is new
			r.Asked--
			r.Elsewhere++
		case errors.As(a.Err, &e) && e.Kind == fetch.Later: // as another source of its host has found
			r.Asked--
			r.Alone = append(r.Alone, model.SyncFailure{Source: a.Source.Name, Again: time.Now().Add(e.After)})
		case a.Err != nil:
			failed[a.Source.Name] = a.Err
		}
		count(&r, a.Summary)
		s.p.poke()
		tell(p)
	})
	r.Failed = failures(ctx, to, failed, due)
	return r, err
}

// toSync returns the sources that are asked by hand, and counts why others are not.
func toSync(list []store.Source, r *model.SyncResult) (due []store.Source) {
	now := time.Now()
	for _, source := range list {
		if source.Address == "" {
			continue
		}
		r.Followed++
		switch {
		case source.Fetch.Ended:
			r.Ended++
		case !intake.Allowed(source, now):
			r.Alone = append(r.Alone, model.SyncFailure{Source: source.Name, Again: source.Fetch.Alone})
		case now.Sub(source.Fetch.Tried).Abs() < restTime: // a clock that was set back keeps none from being asked
			r.Recent++
		default:
			due = append(due, source)
		}
	}
	return due
}

// count counts what one source brought.
func count(r *model.SyncResult, s intake.Summary) {
	r.New += s.Added
	r.Changed += s.Changed
	r.Gone += s.Vanished
	if s.Added+s.Changed+s.Vanished > 0 {
		r.Brought++
	}
}

// failures returns why sources failed, in their order, and when they are tried
// again.
func failures(ctx context.Context, s store.Store, failed map[string]error, asked []store.Source) (list []model.SyncFailure) {
	if len(failed) == 0 {
		return nil
	}
	again := map[string]time.Time{}
	now, err := s.Sources(ctx)
	for _, source := range now {
		if f := source.Fetch; err == nil && f.Failures > 0 && !f.Ended {
			again[source.Name] = f.Next
		}
	}
	for _, source := range asked {
		if err := failed[source.Name]; err != nil {
			list = append(list, model.SyncFailure{Source: source.Name, Reason: why(err), Again: again[source.Name]})
		}
	}
	return list
}

// why returns what kept a source from being asked, without its address.
func why(err error) string {
	var e *fetch.Error
	if errors.As(err, &e) {
		return e.What
	}
	return err.Error()
}

// endTime is how long the end of the program waits for a sync that was given up:
// what is being kept then is kept or, as after a power cut, not begun.
const endTime = 2 * time.Second

// end waits until no sync is running, whose context is done.
func (s *syncer) end() {
	select {
	case s.turn <- struct{}{}:
		if s.client != nil {
			s.client.Close()
		}
	case <-time.After(endTime):
	}
}

// poke has the archive be asked for changes at once.
func (p *program) poke() {
	select {
	case p.poked <- struct{}{}:
	default: // it will be
	}
}
