package model

import (
	"context"
	"errors"
	"sync"

	"pressroom/data"
	"pressroom/data/index/texts"
)

// sharedTexts is the index of the texts of libraries that follow one another. It is
// made of the library that is asked first, and takes over what changed until one
// that is asked later. Each library holds it until it is closed, and the last one
// closes it: an older library is answered from the same index, which leaves out
// what it does not have.
type sharedTexts struct {
	kept func() texts.Kept // nil where nothing follows
	life context.Context
	end  context.CancelFunc
	made data.Shared[*texts.Index]

	mu      sync.Mutex
	holders int
	failed  bool // it could not be made, or not be brought up to date
}

// newSharedTexts returns an index that one library holds.
func newSharedTexts(kept func() texts.Kept) *sharedTexts {
	t := &sharedTexts{kept: kept, holders: 1}
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
		if t.kept == nil {
			return texts.New(ctx, l.Snapshot, nil)
		}
		kept := t.kept()
		if l.TextBytes() < keptBytes {
			kept.Path = ""
		}
		return texts.Open(ctx, kept, l.Snapshot, l.Generation)
	})
	if err == nil {
		err = x.Follow(ctx, l.Snapshot, l.Generation)
	}
	if err != nil && ctx.Err() == nil && !errors.Is(err, ErrClosed) {
		t.mu.Lock()
		t.failed = true
		t.mu.Unlock()
	}
	return x, err
}
