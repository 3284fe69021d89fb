package texts

import (
	"context"
	"slices"
	"sync"
	"time"
)

// pool hands out a fixed number of readers by due time: now for a search that begins, later for one that has run long
// and goes on. One reader is reserved for those that begin.
type pool struct {
	mu      sync.Mutex
	free    []*reader
	waiting []*waiter // by the time that they are due
	size    int
	slow    int // readers that slow searches have
}

type waiter struct {
	due  time.Time
	slow bool
	turn chan *reader // of one place
}

func newPool(size int) *pool { return &pool{size: size} }

// add gives the pool its readers: the first ones, or others in the place of those that were all taken.
func (p *pool) add(readers []*reader) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, readers...)
	p.dispatch()
}

// take waits for a reader until one of the contexts is done. What it returns has to be given back.
func (p *pool) take(ctx context.Context, done <-chan struct{}, due time.Time, slow bool) (*reader, error) {
	w := &waiter{due, slow, make(chan *reader, 1)}
	p.mu.Lock()
	at, _ := slices.BinarySearchFunc(p.waiting, w, func(a, b *waiter) int {
		if a.due.After(b.due) {
			return 1
		}
		return -1 // behind those that are due at the same time
	})
	p.waiting = slices.Insert(p.waiting, at, w)
	p.dispatch()
	p.mu.Unlock()
	var err error
	select {
	case r := <-w.turn:
		return r, nil
	case <-ctx.Done():
		err = ctx.Err()
	case <-done:
		err = errClosed
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.Index(p.waiting, w); i >= 0 {
		p.waiting = slices.Delete(p.waiting, i, i+1)
	} else { // it was dealt one meanwhile
		p.put(<-w.turn, slow)
	}
	return nil, err
}

func (p *pool) give(r *reader, slow bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.put(r, slow)
}

func (p *pool) put(r *reader, slow bool) {
	p.free = append(p.free, r)
	if slow {
		p.slow--
	}
	p.dispatch()
}

// dispatch gives the free readers to the first of those who may have them.
func (p *pool) dispatch() {
	for i := 0; i < len(p.waiting) && len(p.free) > 0; {
		w := p.waiting[i]
		if w.slow && p.slow >= p.size-1 {
			i++
			continue
		}
		if w.slow {
			p.slow++
		}
		p.waiting = slices.Delete(p.waiting, i, i+1)
		last := len(p.free) - 1
		w.turn <- p.free[last]
		p.free = p.free[:last]
	}
}

// The time slice after which a search yields, and by how many times its running time its next slice is put off.
const (
	slice      = 10 * time.Millisecond
	turnFactor = 4
)

// turn is a search's use of a reader, which it gives up after a time slice.
type turn struct {
	*reader
	index *Index
	since time.Time
	used  time.Duration // before
}

func (t *turn) slow() bool { return t.used >= slice }

// take gets a reader.
func (t *turn) take(ctx context.Context) error {
	due := time.Now().Add(turnFactor * t.used)
	var err error
	if t.reader, err = t.index.readers.take(ctx, t.index.life.Done(), due, t.slow()); err != nil {
		return err
	}
	t.since = time.Now()
	return nil
}

func (t *turn) give() {
	if t.reader != nil {
		t.index.readers.give(t.reader, t.slow())
		t.reader = nil
	}
}

// pause lets others have the reader, if it is their turn. No statement may be under way, and after an error there is
// no reader.
func (t *turn) pause(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	now := time.Since(t.since)
	if now < slice {
		return nil
	}
	t.give()
	t.used += now
	return t.take(ctx)
}
