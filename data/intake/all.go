package intake

import (
	"context"
	"sync"
	"sync/atomic"

	"pressroom/data"
	"pressroom/data/fetch"
	"pressroom/data/store"
)

// Asked is the result of asking one source.
type Asked struct {
	Source  store.Source // as it was before
	Summary Summary
	Err     error // nothing of the source was kept
}

// maxAsked is how many sources are asked in parallel; of one host, only one is.
const maxAsked = 8

// SyncAll asks sources, as they were listed, in parallel until ctx is done. One that
// fails stops no other, and one that another process asks has [ErrElsewhere]. Begin is
// called before a source is asked and end after it, one call at a time; end is not called
// for what is given up because ctx is done. The error is that of ctx.
func SyncAll(ctx context.Context, s store.Store, c *fetch.Client, sources []store.Source, pull Pull, begin func(store.Source), end func(Asked)) error {
	var mu sync.Mutex // held while begin and end are called
	var next atomic.Int64
	held := newLease(s)
	err := data.Parallel(ctx, min(maxAsked, len(sources)), func(ctx context.Context, _ int) error {
		for {
			i := int(next.Add(1)) - 1
			if i >= len(sources) || ctx.Err() != nil {
				return ctx.Err()
			}
			mu.Lock()
			begin(sources[i])
			mu.Unlock()
			var summary Summary
			now, err := held.take(ctx, sources[i])
			if err == nil {
				held.during(ctx, now.Name, func() {
					err = data.Guard(func() (err error) { // a page that makes a parser panic is the fault of one source
						summary, err = Sync(ctx, s, c, now, pull)
						return err
					})
				})
			}
			if err != nil && ctx.Err() != nil {
				return ctx.Err()
			}
			mu.Lock()
			end(Asked{sources[i], summary, err})
			mu.Unlock()
		}
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
