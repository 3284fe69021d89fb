package model

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data/store"
)

// Syncer asks the sources that are followed for what is new. It is called from
// commands. What it keeps comes to readers as a newer library.
type Syncer interface {
	// Sources returns the sources as they are, in the order of their names.
	Sources(ctx context.Context) ([]store.Source, error)
	// Sync asks the sources that may be asked now, and reports its progress. With an
	// error, too, the result has what was done until then.
	Sync(ctx context.Context, tell func(SyncProgress)) (SyncResult, error)
}

// SyncProgress is how far asking the sources is.
type SyncProgress struct {
	Done, Total int    // sources
	Source      string // the one that was begun last
}

// SyncResult is the result of a sync.
type SyncResult struct {
	Followed     int // sources
	Asked        int // of them, with or without success
	New, Changed int // releases
	Gone         int // releases that are no longer at their sources
	Brought      int // sources that had some new ones
	Recent       int // sources that were asked some seconds ago, and not again
	Ended        int // sources that are gone for good
	Elsewhere    int // sources that another process asks, or has just asked
	Failed       []SyncFailure
	Alone        []SyncFailure // sites that asked to be left alone: they were not asked
}

// SyncFailure is why a source could not be asked.
type SyncFailure struct {
	Source string
	Reason string
	Again  time.Time // when it is tried again by itself; the zero time for never
}

// Synced is the message that a sync has ended, with its result.
type Synced struct {
	SyncResult
	Err     error
	Stopped bool // by the reader
}

// syncing is a sync under way.
type syncing struct {
	SyncProgress
	stop context.CancelFunc
}

// SourcesRead brings the sources as they are.
type SourcesRead struct {
	list  []store.Source
	err   error
	asked uint64 // counts the questions
}

// CanSync reports whether there are sources to ask, or could be.
func (r *Reader) CanSync() bool { return r.o.Syncer != nil }

// Syncing returns how far a sync is, and whether one is under way.
func (r *Reader) Syncing() (SyncProgress, bool) {
	if r.syncing == nil {
		return SyncProgress{}, false
	}
	return r.syncing.SyncProgress, true
}

// Sources returns the sources as they were last read, or why they could not be.
func (r *Reader) Sources() ([]store.Source, error) { return r.sources.list, r.sources.err }

// ReadSources reads the sources again, where there are any to be read.
func (r *Reader) ReadSources() tea.Cmd {
	if r.o.Syncer == nil {
		return nil
	}
	r.sourcesAsked++
	ctx, from, asked := r.o.Context, r.o.Syncer, r.sourcesAsked
	return func() tea.Msg {
		list, err := from.Sources(ctx)
		if ctx.Err() != nil {
			return nil
		}
		return SourcesRead{list, err, asked}
	}
}

// Sync asks the sources in the background. While it is under way, nil.
func (r *Reader) Sync() tea.Cmd {
	if r.o.Syncer == nil || r.syncing != nil {
		return nil
	}
	ctx, stop := context.WithCancel(r.o.Context)
	s, from, whole := &syncing{stop: stop}, r.o.Syncer, r.o.Context
	r.syncing = s
	more := make(chan SyncProgress, 1)
	work := func() tea.Msg {
		defer close(more)
		result, err := from.Sync(ctx, func(p SyncProgress) {
			select {
			case <-more: // nobody has taken the last one: the newest counts
			default:
			}
			more <- p
		})
		stopped := ctx.Err() != nil && errors.Is(err, context.Canceled)
		if whole.Err() != nil {
			return nil
		}
		return Synced{result, err, stopped}
	}
	return tea.Batch(work, stream(more, func(p SyncProgress) { s.SyncProgress = p }))
}

// StopSync gives up the sync that is under way.
func (r *Reader) StopSync() {
	if r.syncing != nil {
		r.syncing.stop()
	}
}

// Failing returns how many sources failed when they were last asked, or are gone.
func (r *Reader) Failing() (n int) {
	for i := range r.sources.list {
		if f := &r.sources.list[i].Fetch; f.Failures > 0 || f.Ended {
			n++
		}
	}
	return n
}
