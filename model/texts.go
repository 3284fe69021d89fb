package model

import (
	"context"
	"errors"
	"sync"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// changesSince returns what has changed since a generation, and the generation
// that this leads to.
type changesSince func(context.Context, store.Generation) ([]snapshot.Change, store.Generation, error)

// sharedTexts is the index of the texts of libraries that follow one another. It is
// made of the library that is asked first, and takes over what changed until one
// that is asked later. Each library holds it until it is closed, and the last one
// closes it: an older library is answered from the same index, which leaves out
// what it does not have.
type sharedTexts struct {
	changes changesSince // nil where nothing follows
	life    context.Context
	end     context.CancelFunc
	made    data.Shared[*texts.Index]

	following chan struct{}    // holds one token: who has it may use at
	at        store.Generation // how far the index is

	mu      sync.Mutex
	holders int
	failed  bool // it could not be made, or not be brought up to date
}

// newSharedTexts returns an index that one library holds.
func newSharedTexts(changes changesSince) *sharedTexts {
	t := &sharedTexts{changes: changes, following: make(chan struct{}, 1), holders: 1}
	t.following <- struct{}{}
	t.life, t.end = context.WithCancel(context.Background())
	return t
}

// hold counts one more library that has the index, unless it is of no more use or
// closed.
func (t *sharedTexts) hold() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.failed || t.life.Err() != nil {
		return false
	}
	t.holders++
	return true
}

// release counts one less, and closes the index where nobody is left.
func (t *sharedTexts) release() error {
	t.mu.Lock()
	t.holders--
	last := t.holders == 0
	if last {
		t.end()
	}
	t.mu.Unlock()
	if !last || !t.made.End(ErrClosed) {
		return nil
	}
	_ = t.made.Settle(context.Background()) // which life ends
	if x, made := t.made.Ready(); made {
		return x.Close()
	}
	return nil
}

// upTo returns the index when it has what l has.
func (t *sharedTexts) upTo(ctx context.Context, l *Library) (*texts.Index, error) {
	x, err := t.made.Get(ctx, t.life, func(ctx context.Context) (*texts.Index, error) {
		t.at = l.Generation // nobody asks before it is made
		return texts.New(ctx, l.Snapshot, nil)
	})
	if err == nil {
		err = t.follow(ctx, x, l.Generation)
	}
	if err != nil && ctx.Err() == nil && !errors.Is(err, ErrClosed) {
		t.mu.Lock()
		t.failed = true
		t.mu.Unlock()
	}
	return x, err
}

// follow brings the index up to a generation.
func (t *sharedTexts) follow(ctx context.Context, x *texts.Index, to store.Generation) error {
	select {
	case <-t.following:
		defer func() { t.following <- struct{}{} }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if to.Change <= t.at.Change {
		return nil
	}
	changes, now, err := t.changes(ctx, t.at)
	if err == nil {
		err = x.Apply(ctx, changes)
	}
	if err == nil {
		t.at = now
	}
	return err
}
