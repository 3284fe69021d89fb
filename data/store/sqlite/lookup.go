package sqlite

import (
	"context"
	"fmt"

	"pressroom/data"
	"pressroom/data/store"
)

// Find implements [store.Store].
func (s *Store) Find(ctx context.Context, name, address string) (c store.Change, found bool, err error) {
	err = s.ofSource(ctx, name, func(v *view, releases *releaseReader, source int64) error {
		if err := verifyAddresses(v); err != nil {
			return err
		}
		var r row
		r, found, err = releases.find(v, source, address)
		c = r.Change
		return err
	})
	return c, found, err
}

// FindAll implements [store.Store].
func (s *Store) FindAll(ctx context.Context, address string) ([]store.Change, error) {
	return s.ofAny(ctx, func(*row) bool { return true }, "address = ?", address)
}

// ofAny returns the releases of all sources that a condition finds, removed or not, and that
// are kept.
func (s *Store) ofAny(ctx context.Context, keep func(*row) bool, condition string, args ...any) (changes []store.Change, err error) {
	err = s.read(ctx, func(v *view) error {
		if err := verifyAddresses(v); err != nil {
			return err
		}
		var of []int64
		releases := &releaseReader{anySource: true} // of an archive's sources, which may be many, few have one
		err := releases.each(v, func(r *row) error {
			if keep(r) {
				changes, of = append(changes, r.Change), append(of, r.source)
			}
			return nil
		}, "WHERE "+condition+" AND source IN (SELECT id FROM sources) ORDER BY number", args...)
		for i := range changes {
			var s sourceRow
			if err == nil {
				_, err = one(v, s.scan, sourceQuery+"WHERE id = ?", of[i])
			}
			if err == nil && s.id != of[i] {
				err = damaged("the source of release %d is gone", changes[i].Number)
			}
			changes[i].Source = s.Name
		}
		return err
	})
	return changes, err
}

// Titled implements [store.Store].
func (s *Store) Titled(ctx context.Context, name string, date data.Date, title string) (changes []store.Change, err error) {
	keep := func(r *row) bool {
		return r.State != store.Removed && r.Date == date && data.OneLine(r.Title) == data.OneLine(title)
	}
	if name == "" {
		return s.ofAny(ctx, keep, "date = ? AND title_key = ?", date, titleKey(title))
	}
	err = s.ofSource(ctx, name, func(v *view, releases *releaseReader, source int64) error {
		return releases.each(v, func(r *row) error {
			if keep(r) {
				changes = append(changes, r.Change)
			}
			return nil
		}, "WHERE source = ? AND date = ? AND title_key = ? ORDER BY number", source, date, titleKey(title))
	})
	return changes, err
}

// Dated implements [store.Store].
func (s *Store) Dated(ctx context.Context, name string, from, to data.Date) (changes []store.Change, err error) {
	err = s.ofSource(ctx, name, func(v *view, releases *releaseReader, source int64) error {
		return releases.each(v, func(r *row) error {
			if r.State != store.Removed {
				changes = append(changes, r.Change)
			}
			return nil
		}, "WHERE source = ? AND date BETWEEN ? AND ? ORDER BY date, number", source, from, to)
	})
	return changes, err
}

// Newest implements [store.Store].
func (s *Store) Newest(ctx context.Context, name string, n int) (changes []store.Change, err error) {
	err = s.ofSource(ctx, name, func(v *view, releases *releaseReader, source int64) error {
		batches := batches{view: v}
		return releases.each(v, func(r *row) error {
			err := batches.put(r)
			changes = append(changes, r.Change)
			return err
		}, "INDEXED BY releases_title WHERE source = ? AND state <> ? ORDER BY date DESC LIMIT ?", source, store.Removed, n)
	})
	return changes, err
}

// ofSource calls f for a source, where there is one.
func (s *Store) ofSource(ctx context.Context, name string, f func(*view, *releaseReader, int64) error) error {
	return s.read(ctx, func(v *view) error {
		s, found, err := source(v, name)
		if err != nil || !found {
			return err
		}
		return f(v, &releaseReader{sources: map[int64]string{s.id: name}}, s.id)
	})
}

// Document implements [store.Store].
func (s *Store) Document(ctx context.Context, number int) (d data.Document, err error) {
	err = s.release(ctx, number, func(v *view, r row) error {
		d.Release = r.Release
		d.Body, err = body(v, r.body)
		return err
	})
	return d, err
}

// release calls f with a release that is there.
func (s *Store) release(ctx context.Context, number int, f func(*view, row) error) error {
	found := false
	err := s.read(ctx, func(v *view) error {
		releases, err := newTolerantReader(v)
		if err != nil {
			return err
		}
		var r row
		there, err := releases.get(v, number, &r)
		if err != nil {
			return err
		}
		if !there && number >= 1 && int64(number) <= v.numbers {
			return damaged("release %d is gone", number)
		}
		if found = there && r.State != store.Removed; found {
			return f(v, r)
		}
		return nil
	})
	if err == nil && !found {
		err = s.noRelease(number)
	}
	return err
}

func (s *Store) noRelease(number int) error { return noRelease(s.path, number) }

func noRelease(path string, number int) error {
	return &store.Error{Where: path, Kind: store.ErrNotFound, What: fmt.Sprintf("release %d", number), Number: number}
}
