package sqlite

import (
	"cmp"
	"context"
	"database/sql"

	"pressroom/data/store"
)

// reader is a row of readers.
type reader struct {
	id, version, rows int64
	name              string
}

func (r *reader) value() int64 { return new(sum).int(r.id, r.version, r.rows).text(r.name).value() }

// readerRows returns all readers, in the order of their names: where the row of one is
// damaged, the others and [store.ErrDamaged].
func readerRows(q querier) (readers []reader, err error) {
	var broken error
	err = each(q, func(rows *sql.Rows) error {
		var r reader
		err := scanReader(rows, &r)
		switch {
		case err == nil:
			readers = append(readers, r)
		case kindOf(err) == store.ErrDamaged:
			broken = cmp.Or(broken, err)
			return nil
		}
		return err
	}, "SELECT id, name, version, rows, sum FROM readers NOT INDEXED ORDER BY name")
	err = cmp.Or(err, broken)
	if last := q.known().readers; err == nil && int64(len(readers)) != last {
		err = damaged("%d of %d readers are there", len(readers), last)
	}
	return readers, err
}

func scanReader(rows *sql.Rows, r *reader) error {
	var stored int64
	if err := rows.Scan(&r.id, &r.name, &r.version, &r.rows, &stored); err != nil {
		return scanned(err, "readers")
	}
	if stored != r.value() {
		return damaged("reader %d was changed", r.id)
	}
	return nil
}

// readerOf returns the reader of a name, with the ID 0 where there is none. That
// there is none is believed of the table only, not of its index.
func readerOf(q querier, name string) (r reader, err error) {
	found, err := one(q, func(rows *sql.Rows) error { return scanReader(rows, &r) },
		"SELECT id, name, version, rows, sum FROM readers WHERE name = ?", name)
	switch {
	case err != nil:
		return reader{}, err
	case found && r.name != name:
		return reader{}, damaged("the index of readers names %d for another one", r.id)
	case found:
		return r, nil
	}
	all, err := readerRows(q)
	for _, r := range all {
		if r.name == name {
			return reader{}, damaged("the index of readers lost %s", name)
		}
	}
	return reader{name: name}, err
}

// putReader writes the reader, with a new ID if it has none.
func (t *tx) putReader(r *reader) error {
	t.marks++
	r.version = t.marks
	if r.id == 0 {
		if t.readers >= store.MaxReaders {
			return failure(store.ErrLimit, "marks of %d readers are kept", store.MaxReaders)
		}
		t.readers++
		if _, err := scanOne(t, "readers", []any{&r.id}, "SELECT coalesce(max(id), 0) + 1 FROM readers"); err != nil {
			return err
		}
		return t.exec("INSERT INTO readers (id, name, version, rows, sum) VALUES (?, ?, ?, ?, ?)", r.id, r.name, r.version, r.rows, r.value())
	}
	return t.exec("UPDATE readers SET version = ?, rows = ?, sum = ? WHERE id = ?", r.version, r.rows, r.value(), r.id)
}

// ofReader calls f with a reader. The ID is 0 where the reader has no data.
func (s *Store) ofReader(ctx context.Context, name string, f func(*view, reader) error) error {
	return s.read(ctx, func(v *view) error {
		r, err := readerOf(v, name)
		if err != nil {
			return err
		}
		return f(v, r)
	})
}

// MarksVersion implements [store.Store].
func (s *Store) MarksVersion(ctx context.Context, name string) (version int64, err error) {
	err = s.ofReader(ctx, name, func(_ *view, r reader) error {
		version = r.version
		return nil
	})
	return version, err
}

// Readers implements [store.Store].
func (s *Store) Readers(ctx context.Context) (names []string, err error) {
	err = s.read(ctx, func(v *view) error {
		readers, err := readerRows(v)
		for _, r := range readers {
			names = append(names, r.name)
		}
		return err
	})
	return names, err
}

// Forget implements [store.Store].
func (s *Store) Forget(ctx context.Context, name string) error {
	if file, err := s.current(ctx, false); err != nil || file == nil {
		return s.explain(ctx, err)
	}
	return s.write(ctx, func(t *tx) error {
		r, err := readerOf(t, name)
		if err != nil || r.id == 0 {
			return err
		}
		t.readers--
		return cmp.Or(
			t.exec("DELETE FROM marks WHERE reader = ?", r.id),
			t.exec("DELETE FROM readers WHERE id = ?", r.id),
		)
	})
}
