package texts

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"runtime"
	"slices"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/index/sidecar"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// Archive is what an index that is kept follows: a [store.Store], or a part of one.
type Archive interface {
	Texts(ctx context.Context, since store.Generation, yield func(c store.Change, text string) error) (store.Generation, error)
}

// Kept says where an index is kept, and of what.
type Kept struct {
	// Path is the file, which other processes may use at the same time. Where it may
	// not be written, or where it is "", the index is gone when it is closed.
	Path    string
	Archive Archive
	// Note is told, where it is not nil, why a file that was there is made anew, and of a
	// disk that is full.
	Note func(what string)
}

// Open opens the index of an archive. Where there is no file, or one that is of no
// use, it is made of a snapshot, which the archive gives at a generation.
func Open(ctx context.Context, k Kept, s *snapshot.Snapshot, at store.Generation) (*Index, error) {
	a := &Index{kept: k, from: s, at: at, writing: make(chan struct{}, 1)}
	a.life, a.end = context.WithCancel(context.Background())
	a.life.Done() // its channel is made now: one that a test with a clock of its own makes is of no use to others
	a.readers = newPool(max(2, min(runtime.GOMAXPROCS(0), maxReaders)))
	d, err := a.openFirst(ctx)
	if err != nil {
		a.end()
		return nil, a.explain(ctx, err)
	}
	a.d.Store(d)
	a.readers.add(d.readers)
	a.writing <- struct{}{}
	if err := a.Follow(ctx, s, at); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// openFirst opens the file, or makes it.
func (a *Index) openFirst(ctx context.Context) (*database, error) {
	if a.kept.Path == "" {
		return a.scratch(ctx)
	}
	d, err := a.attach(ctx)
	switch {
	case err == nil:
		return d, nil
	case errors.Is(err, sidecar.ErrMissing):
	case errors.Is(err, store.ErrGeneration):
		a.notify("it is of another archive, or of an older one that was restored")
	case sidecar.IsDamaged(err):
		a.notify(sidecar.Reason(err))
	default: // others have it, or it may not be read
		return a.scratch(ctx)
	}
	return a.make(ctx, true)
}

// notify says that the file is made anew.
func (a *Index) notify(why string) { a.note("the index of the texts is made anew: " + why) }

func (a *Index) note(what string) {
	if a.kept.Note != nil {
		a.kept.Note(what)
	}
}

// attach opens the file, if it is of the archive.
func (a *Index) attach(ctx context.Context) (*database, error) {
	d, err := openKept(ctx, a.kept.Path, a.readers.size)
	if err != nil {
		return nil, err
	}
	g, err := d.generation(ctx)
	if err == nil && g != a.at {
		_, err = a.kept.Archive.Texts(ctx, g, func(store.Change, string) error { return errEnough })
	}
	if err != nil && !errors.Is(err, errEnough) && !errors.Is(err, store.ErrDamaged) {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// errEnough ends the reading of changes.
var errEnough = errors.New("that is enough")

// make makes the file of what was followed last, and opens it; where it cannot, or a text cannot be read, a database
// that is gone when it is closed. What another process has made meanwhile is used, if any may be.
func (a *Index) make(ctx context.Context, any bool) (*database, error) {
	if a.kept.Path == "" {
		return a.scratch(ctx)
	}
	var made *database
	accept := func() bool {
		if any {
			made, _ = a.attach(ctx)
		}
		return made != nil
	}
	var unread error
	err := sidecar.Make(ctx, a.kept.Path, Format, accept, func(conn *sql.Conn) error {
		texts := allOf(a.from, func(err error) {
			if !errors.Is(err, store.ErrNotFound) { // else it was removed meanwhile
				unread = err
			}
		})
		err := sidecar.Write(ctx, conn, func() error { return writeAll(ctx, conn, nil, texts, a.at) })
		if err == nil {
			err = unread
		}
		return err
	})
	if err == nil && made == nil {
		made, err = a.attach(ctx)
	}
	if err != nil && ctx.Err() == nil {
		return a.unkept(ctx, err)
	}
	return made, err
}

// unkept makes a database that is gone when it is closed, since there can be no file.
func (a *Index) unkept(ctx context.Context, why error) (*database, error) {
	if sidecar.IsFull(why) {
		a.note("the index of the texts is made again at each start: make room on the disk for it to be kept")
	}
	return a.scratch(ctx)
}

// maxFollowed is how many changes a file takes over. Of more it is made anew, while what was there is still searched.
const maxFollowed = 8192

var errMany = errors.New("there are too many changes")

// changes returns which releases have changed since a generation, and those to be put in, by number: FTS5 begins
// anew at a lower one.
func (a *Index) changes(ctx context.Context, since store.Generation) (drop []int, put []document, now store.Generation, err error) {
	now, err = a.kept.Archive.Texts(ctx, since, func(c store.Change, text string) error {
		if len(drop) == maxFollowed {
			return errMany
		}
		drop = append(drop, c.Number)
		if c.State != store.Removed {
			put = append(put, document{c.Number, c.Title, body.Words(text)})
		}
		return nil
	})
	slices.SortFunc(put, func(a, b document) int { return cmp.Compare(a.number, b.number) })
	return drop, put, now, err
}

// Follow has the index take over what has changed in the archive until a generation,
// which gives a snapshot. Where the index is newer, nothing is to be done.
func (a *Index) Follow(ctx context.Context, s *snapshot.Snapshot, to store.Generation) error {
	if a.kept.Archive == nil {
		return nil
	}
	if err := a.begin(ctx); err != nil {
		return err
	}
	defer func() { a.writing <- struct{}{} }()
	if a.at.Change <= to.Change {
		a.from, a.at = s, to
	}
	err := a.follow(ctx, to)
	if errors.Is(err, errMoved) { // by another process
		err = a.follow(ctx, to)
	}
	return a.explain(ctx, err)
}

// errMoved says that another process has changed the file.
var errMoved = errors.New("it has changed meanwhile")

// follow is Follow for who writes.
func (a *Index) follow(ctx context.Context, to store.Generation) error {
	d := a.d.Load()
	if d.isKept() && !d.file.Current() { // it was made anew, or removed
		return a.replace(ctx, a.openFirst)
	}
	g, err := d.generation(ctx)
	if err == nil && g.Change >= to.Change {
		return nil
	}
	var drop []int
	var put []document
	var now store.Generation
	if err == nil {
		drop, put, now, err = a.changes(ctx, g)
	}
	if err == nil {
		alone := a.exclusively(ctx, func(d *database) {
			ctx := context.WithoutCancel(ctx) // what is begun is not withdrawn
			err = sidecar.Write(ctx, d.writer, func() error {
				if before, err := d.generation(ctx); err != nil || before != g {
					return errors.Join(err, errMoved)
				}
				return writeAll(ctx, d.writer, drop, documentsOf(put), now)
			})
			if err == nil {
				_ = shrink(ctx, d.writer) // which others may not let it
			}
		})
		if alone != nil {
			return alone
		}
	}
	anew := func(ctx context.Context) (*database, error) { return a.make(ctx, false) }
	switch {
	case err == nil || ctx.Err() != nil || errors.Is(err, errMoved):
		return err
	case errors.Is(err, errMany):
	case errors.Is(err, store.ErrGeneration):
		a.notify("an older archive was restored")
	case sidecar.IsDamaged(err) && d.isKept():
		a.notify(sidecar.Reason(err))
	default: // it may not be written, or others do not let it, or texts cannot be read
		why := err
		anew = func(ctx context.Context) (*database, error) { return a.unkept(ctx, why) }
	}
	return a.replace(ctx, anew)
}

// replace puts another database in the place of the one that is searched, when it is made.
func (a *Index) replace(ctx context.Context, anew func(context.Context) (*database, error)) error {
	d, err := anew(ctx)
	if err != nil {
		return err
	}
	err = a.exclusively(ctx, func(old *database) {
		a.d.Store(d)
		_ = old.close() // it was of no more use
	})
	if err != nil {
		return errors.Join(err, d.close())
	}
	return nil
}

// maxRebuilt is how often a file is made anew for searches: of a disk that fails again and again they tell.
const maxRebuilt = 3

// rebuild makes a file anew in which a search met damage, and reports whether the search may be tried again.
func (a *Index) rebuild(ctx context.Context, d *database, damage error) bool {
	if d == nil || !d.isKept() || !sidecar.IsDamaged(damage) || a.rebuilt.Load() >= maxRebuilt {
		return false
	}
	var work data.Shared[bool]
	done, err := work.Get(ctx, a.life, func(ctx context.Context) (bool, error) {
		if err := a.begin(ctx); err != nil {
			return false, err
		}
		defer func() { a.writing <- struct{}{} }()
		if a.d.Load() != d { // another search was quicker
			return true, nil
		}
		a.rebuilt.Add(1)
		a.notify(sidecar.Reason(damage))
		err := a.replace(ctx, func(ctx context.Context) (*database, error) { return a.make(ctx, false) })
		return err == nil, err
	})
	return done && err == nil
}
