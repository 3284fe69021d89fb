package intake

import (
	"context"
	"errors"
	"time"

	"pressroom/data"
	"pressroom/data/store"
)

// Several processes follow the sources of one archive: a timer's sync, and a reader at R.
// A process that asks a source therefore takes a lease of it in the archive. The lease
// expires, so that a killed process blocks nobody for long; that of a process of this
// machine that has ended counts no longer. It covers the site: one source of a site is
// asked at a time, as within a process.

// ErrElsewhere is the error of a source that another process asks, or has just asked.
var ErrElsewhere = errors.New("another pressroom asks it, or has just done so")

// Times of leases. They are changed by tests.
var (
	leaseTime = 20 * time.Second // after which a lease that is not renewed has ended
	leaseWait = 2 * time.Minute  // how long a site is waited for at the most
	leasePoll = time.Second      // how often it is looked whether it is free
)

// lease is what one process holds of the sources of a store.
type lease struct {
	store  store.Store
	holder string
}

func newLease(s store.Store) *lease { return &lease{s, newHolder()} }

// take takes a source, as it was listed, and returns it as it is now. It waits while
// another process asks another source of the site. The error is [ErrElsewhere] where one
// asks this source, or has asked it since it was listed.
func (l *lease) take(ctx context.Context, listed store.Source) (now store.Source, err error) {
	for end := time.Now().Add(leaseWait); ; {
		taken := false
		err = l.store.ChangeSource(ctx, listed.Name, func(one *store.Source, all []store.Source) error {
			at, host := time.Now(), hostOf(one.Address)
			for i := range all {
				if taken = l.others(&all[i].Fetch, at) && host != "" && hostOf(all[i].Address) == host; taken {
					break
				}
			}
			other := l.others(&one.Fetch, at)
			since := !one.Fetch.Tried.Equal(listed.Fetch.Tried) || !one.Fetch.Alone.Equal(listed.Fetch.Alone) || one.Address != listed.Address
			if other || since || taken {
				if taken = taken && !other && !since; taken && at.Before(end) {
					return nil
				}
				return ErrElsewhere
			}
			one.Fetch.Holder, one.Fetch.Held = l.holder, at.Add(leaseTime)
			now = *one
			return nil
		})
		if err != nil || !taken {
			return now, err
		}
		select {
		case <-ctx.Done():
			return now, ctx.Err()
		case <-time.After(leasePoll):
		}
	}
}

// others reports whether another process holds a source at a time, and has not ended. A
// lease that would last much longer than leaseTime was taken by a wrong clock, and does
// not count.
func (l *lease) others(f *store.Fetch, at time.Time) bool {
	return f.Holder != l.holder && at.Before(f.Held) && f.Held.Before(at.Add(2*leaseTime)) && !ended(f.Holder)
}

// during calls f while a source is held that was taken, and renews the lease. Afterwards
// it is not held any more.
func (l *lease) during(ctx context.Context, name string, f func()) {
	done, stop := context.WithCancel(ctx)
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), releaseTime)
		defer cancel()
		_ = l.change(ctx, name, time.Time{}) // else it ends by itself
	}()
	_ = data.Parallel(ctx, 2, func(_ context.Context, i int) error { // f has its own errors
		if i == 0 {
			defer stop()
			f()
			return nil
		}
		for {
			select {
			case <-done.Done():
				return nil
			case <-time.After(leaseTime / 3):
				_ = l.change(done, name, time.Now().Add(leaseTime)) // else it ends, and another process may ask as well
			}
		}
	})
}

// releaseTime is how long a lease is tried to be given back.
const releaseTime = 2 * time.Second

// errNotHeld says that a source is not held any more.
var errNotHeld = errors.New("it is not held")

// change has a lease end at another time, zero for now. It changes nothing where the
// source is not held any more, as when what was found has been kept.
func (l *lease) change(ctx context.Context, name string, until time.Time) error {
	return l.store.ChangeSource(ctx, name, func(one *store.Source, _ []store.Source) error {
		if one.Fetch.Holder != l.holder {
			return errNotHeld
		}
		if one.Fetch.Held = until; until.IsZero() {
			one.Fetch.Holder = ""
		}
		return nil
	})
}
