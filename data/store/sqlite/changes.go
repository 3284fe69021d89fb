package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"

	"pressroom/data/store"
)

// generation returns the newest generation.
func generation(q querier) (g store.Generation, err error) {
	_, err = scanOne(q, "commits", []any{&g.Change, &g.Commit}, "SELECT change, token FROM commits ORDER BY change DESC LIMIT 1")
	return g, err
}

// Generation implements [store.Store].
func (s *Store) Generation(ctx context.Context) (g store.Generation, err error) {
	err = s.read(ctx, func(v *view) error {
		g, err = generation(v)
		return err
	})
	return g, err
}

// Changes implements [store.Store].
func (s *Store) Changes(ctx context.Context, since store.Generation, yield func(store.Change) error) (store.Generation, error) {
	return s.changes(ctx, since, func(_ *view, r *row) error { return foreign(yield(r.Change)) })
}

// Texts implements [store.Store].
func (s *Store) Texts(ctx context.Context, since store.Generation, yield func(store.Change, string) error) (store.Generation, error) {
	var wrong error // of texts that cannot be read, while the others can
	lost := 0
	now, err := s.changes(ctx, since, func(v *view, r *row) error {
		if r.State == store.Removed {
			return foreign(yield(r.Change, ""))
		}
		text, err := body(v, r.body)
		if kindOf(err) == store.ErrDamaged {
			wrong = cmp.Or(wrong, err)
			lost++
			return nil
		}
		if err != nil {
			return err
		}
		return foreign(yield(r.Change, text))
	})
	if wrong != nil && (err == nil || kindOf(err) == store.ErrDamaged) {
		err = s.explain(ctx, bothWrong(err, damaged("%d of the texts cannot be read: %v", lost, what(wrong))))
	}
	return now, err
}

func (s *Store) changes(ctx context.Context, since store.Generation, yield func(*view, *row) error) (now store.Generation, err error) {
	none := since != store.Generation{}
	err = s.read(ctx, func(v *view) error {
		none = false
		releases, err := newTolerantReader(v)
		if err != nil {
			return err
		}
		switch now, err = generation(v); {
		case kindOf(err) == store.ErrDamaged:
			releases.wrong = cmp.Or(releases.wrong, err)
		case err != nil:
			return err
		case now.Change != v.changes:
			releases.wrong = cmp.Or(releases.wrong, damaged("the last change is %d, and must be %d", now.Change, v.changes))
		}
		batches := batches{view: v}
		inBatch := func(v *view, r *row) error {
			if err := batches.put(r); kindOf(err) == store.ErrDamaged {
				releases.wrong = cmp.Or(releases.wrong, err)
			} else if err != nil {
				return err
			}
			return yield(v, r)
		}
		if since == (store.Generation{}) {
			err := releases.all(v, int(v.numbers), inBatch)
			return bothWrong(releases.wrong, err)
		}
		if releases.wrong != nil {
			return releases.wrong
		}
		if err := s.had(v, since); err != nil {
			return err
		}
		return releases.changed(v, since.Change, v.changes, inBatch)
	})
	if none && err == nil {
		err = s.unknown(since)
	}
	return now, err
}

// batches tells which import brought releases. Most come with others of theirs, for
// which nothing is read.
type batches struct {
	view        *view
	first, last int64 // changes that are known to be of one import
}

func (b *batches) put(r *row) error {
	if r.Added < b.first || r.Added > b.last {
		b.first, b.last = r.Added, r.Added
		_, err := scanOne(b.view, "commits", []any{&b.last}, "SELECT change FROM commits WHERE change >= ? ORDER BY change LIMIT 1", r.Added)
		if err != nil {
			return err
		}
	}
	r.Batch = b.last
	return nil
}

// had returns an error where the archive never had a generation.
func (s *Store) had(q querier, g store.Generation) error {
	if g == (store.Generation{}) {
		return nil
	}
	known, err := exists(q, "SELECT 1 FROM commits WHERE change = ? AND token = ?", g.Change, g.Commit)
	if err == nil && !known {
		err = s.unknown(g)
	}
	return err
}

func (s *Store) unknown(g store.Generation) error {
	return &store.Error{Where: s.path, Kind: store.ErrGeneration, What: fmt.Sprintf("change %d", g.Change)}
}

// changed yields the releases whose newest change comes after one.
func (r *releaseReader) changed(v *view, since, last int64, yield func(*view, *row) error) error {
	var to row
	var change, stored int64
	var number int
	before := []any{&change, &number, &stored}
	next := since + 1
	err := each(v, func(rows *sql.Rows) error {
		if err := r.scan(rows, &to, before...); err != nil {
			return err
		}
		if change != next || stored != changeSum(change, number, &r.sum) {
			return damaged("change %d is not as it was written", next)
		}
		next++
		switch {
		case to.Number != number || to.Changed < change:
			return damaged("release %d lost its change %d", number, change)
		case to.Changed > change:
			return nil // a newer one comes
		}
		return yield(v, &to)
	}, "SELECT c.change, c.number, c.sum, "+releasesOf("r")+` FROM changes c JOIN releases r ON r.number = c.number
		WHERE c.change > ? ORDER BY c.change`, since)
	if err == nil && next != last+1 {
		err = damaged("change %d is gone", next)
	}
	return err
}

// all yields all releases that were not removed, in the order of their numbers,
// and those that can be read where some cannot.
func (r *releaseReader) all(v *view, last int, yield func(*view, *row) error) error {
	lost, wrong, err := r.readable(v, last, func(r *row) error {
		if r.State == store.Removed {
			return nil
		}
		return yield(v, r)
	})
	if err == nil && wrong != nil {
		err = damaged("%d of %d releases cannot be read: %v", lost, last, what(wrong))
	}
	return err
}

// readable yields all releases that can be read, removed ones too, in the order of their
// numbers. It returns how many cannot, and what is wrong with the first.
func (r *releaseReader) readable(v *view, last int, yield func(*row) error) (lost int, wrong, err error) {
	var to row
	next := 1
	for next <= last {
		err := each(v, func(rows *sql.Rows) error {
			err := r.scan(rows, &to)
			if to.Number < next || to.Number > last {
				return damaged("release %d is in the place of %d", to.Number, next)
			}
			if to.Number > next {
				wrong = cmp.Or(wrong, damaged("release %d is gone", next))
			}
			lost += to.Number - next
			next = to.Number + 1
			if err != nil {
				wrong = cmp.Or(wrong, err)
				lost++
				return nil
			}
			return yield(&to)
		}, "SELECT "+releaseColumns+" FROM releases WHERE number >= ? ORDER BY number", next)
		if err != nil && kindOf(err) != store.ErrDamaged {
			return lost, wrong, err
		}
		if next > last {
			break
		}
		wrong = cmp.Or(wrong, err, damaged("release %d is gone", next))
		beyond := last + 1
		if err != nil { // there may be more, beyond the page that cannot be read
			if beyond, err = nextReadable(v, next, last); err != nil {
				return lost, wrong, err
			}
		}
		lost += beyond - next
		next = beyond
	}
	return lost, wrong, nil
}

// nextReadable returns the first number that can be looked up after one that cannot, by
// steps that grow, and then by halves.
func nextReadable(q querier, bad, last int) (good int, err error) {
	isReadable := func(n int) bool {
		var number int64
		if n > last {
			return true
		}
		_, e := scanOne(q, "releases", []any{&number}, "SELECT number FROM releases WHERE number >= ? ORDER BY number LIMIT 1", n)
		if e != nil && kindOf(e) != store.ErrDamaged {
			err = cmp.Or(err, e)
		}
		return e == nil
	}
	good = bad + 1
	for step := 1; !isReadable(good) && err == nil; step *= 2 {
		bad, good = good, good+step
	}
	for good-bad > 1 && err == nil {
		if middle := bad + (good-bad)/2; isReadable(middle) {
			good = middle
		} else {
			bad = middle
		}
	}
	return min(good, last+1), err
}

// bothWrong returns what is wrong with an archive, and with what is read of it.
func bothWrong(archive, read error) error {
	if archive != nil && kindOf(read) == store.ErrDamaged {
		return damaged("%s: %s", what(archive), what(read))
	}
	return cmp.Or(read, archive)
}
