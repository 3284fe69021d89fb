package texts

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"pressroom/data/index/sidecar"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// Index is an index of the texts of releases, by number. Any number of
// goroutines may share one.
type Index struct {
	kept Kept            // zero for one that is made of a snapshot alone
	life context.Context // ends with Close
	end  context.CancelFunc

	writing chan struct{} // holds one token: who has it may write, and change what follows
	from    *snapshot.Snapshot
	at      store.Generation // of from: what is followed last

	d       atomic.Pointer[database] // changed by who has all readers
	readers *pool
	cache   cache
	rebuilt atomic.Int32 // times
	close   sync.Once
}

// errClosed is what comes of using an index after Close.
var errClosed = errors.New("it is closed")

// maxReaders bounds how many searches run at the same time; more wait: see [pool].
const maxReaders = 4

// inMemory is up to how many bytes of text an index is kept in memory. It takes about as much as the text.
const inMemory = 4 << 20

// New makes the index of a snapshot, for as long as the program runs: in memory,
// or, if there is much text, in a temporary file, because SQLite takes ten times
// as much memory to hold a database as it takes to read one.
func New(ctx context.Context, s *snapshot.Snapshot) (*Index, error) {
	return Open(ctx, Kept{}, s, store.Generation{})
}

// scratch makes a database of what was followed last, which is gone when it is closed.
func (a *Index) scratch(ctx context.Context) (*database, error) {
	open := openMemory
	if a.from.TextBytes() > inMemory {
		open = openTemp
	}
	d, err := open(ctx, a.readers.size)
	if err != nil {
		return nil, err
	}
	err = sidecar.Write(ctx, d.writer, func() error { return writeAll(ctx, d.writer, nil, allOf(a.from, nil), a.at) })
	if err != nil {
		_ = d.close() // of no use
		return nil, fmt.Errorf("%s: %w", d.name, err)
	}
	return d, nil
}

// Close closes the index, when the searches that are under way have come to
// their end, and removes a temporary file.
func (a *Index) Close() (err error) {
	a.close.Do(func() {
		a.end()
		<-a.writing
		for range a.readers.size {
			_, _ = a.readers.take(context.Background(), nil, time.Time{}, false)
		}
		err = a.d.Load().close()
	})
	if err != nil {
		return fmt.Errorf("index of texts %s: %w", a.name(), err)
	}
	return nil
}

func (a *Index) name() string {
	if d := a.d.Load(); d != nil {
		return d.name
	}
	return a.kept.Path
}

// explain wraps an error with the index's name and what to do about it; a cancelled context stays what it is.
func (a *Index) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if cause := ctx.Err(); cause != nil {
		return cause
	}
	hint := ""
	var e *sqlite.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case lib.SQLITE_FULL:
			hint = "make room on the disk, or set TMPDIR to a place that has some, and try again"
		case lib.SQLITE_IOERR, lib.SQLITE_CORRUPT:
			hint = "the disk failed to read or write it: check the disk and its room, and start again"
		}
	}
	if hint == "" {
		return fmt.Errorf("index of texts %s: %w", a.name(), err)
	}
	return fmt.Errorf("index of texts %s: %s (%w)", a.name(), hint, err)
}

// read calls f with a reader, when it is its turn.
func (a *Index) read(ctx context.Context, f func(*turn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if a.life.Err() != nil { // closed comes before free
		return a.explain(ctx, errClosed)
	}
	t := turn{index: a}
	err := t.take(ctx)
	if err == nil {
		defer t.give()
		err = f(&t)
	}
	return a.explain(ctx, err)
}
