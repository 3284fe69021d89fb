package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"reflect"
	"slices"

	"pressroom/data/store"
)

// sourceRow is a row of sources.
type sourceRow struct {
	store.Source // the name, and the rest after parse
	id           int64
	removed      bool
	facts        string // JSON
}

// parse reads the facts of the source.
func (s *sourceRow) parse() error {
	name := s.Name
	err := scanned(json.Unmarshal([]byte(s.facts), &s.Source), "sources")
	s.Name = name
	return err
}

func sourceSum(id int64, name string, removed bool, facts string) int64 {
	return new(sum).int(id, number(removed)).text(name, facts).value()
}

// sourceRows returns all sources, the removed ones too. Where some are damaged, it
// returns the others with the error.
func sourceRows(q querier) (sources []sourceRow, err error) {
	var wrong error
	err = each(q, func(rows *sql.Rows) error {
		var s sourceRow
		if err := s.scan(rows); err != nil {
			wrong = cmp.Or(wrong, err)
			return nil
		}
		sources = append(sources, s)
		return nil
	}, sourceQuery+"NOT INDEXED")
	if err = cmp.Or(err, wrong); err == nil && int64(len(sources)) != q.known().sources {
		err = damaged("%d of %d sources are there", len(sources), q.known().sources)
	}
	return sources, err
}

const sourceQuery = "SELECT id, name, removed, facts, sum FROM sources "

func (s *sourceRow) scan(rows *sql.Rows) error {
	var stored int64
	if err := rows.Scan(&s.id, &s.Name, &s.removed, &s.facts, &stored); err != nil {
		return scanned(err, "sources")
	}
	if stored != sourceSum(s.id, s.Name, s.removed, s.facts) {
		return damaged("source %d was changed", s.id)
	}
	return nil
}

// source returns the source of a name, removed or not, and reports whether there is one.
// That there is none is believed of the table only, not of its index.
func source(q querier, name string) (s sourceRow, found bool, err error) {
	found, err = one(q, s.scan, sourceQuery+"WHERE name = ?", name)
	switch {
	case err != nil:
		return sourceRow{}, false, err
	case found && s.Name != name:
		return sourceRow{}, false, damaged("the index of sources names %d for another one", s.id)
	case found:
		return s, true, s.parse()
	}
	sources, err := sourceRows(q)
	if slices.ContainsFunc(sources, func(s sourceRow) bool { return s.Name == name }) {
		err = damaged("the index of sources lost %s", name)
	}
	return sourceRow{}, false, err
}

// unfollowed returns the sources but one that have no address, or were removed.
func unfollowed(q querier, but int64) (ids []int64, err error) {
	sources, err := sourceRows(q)
	for i := range sources {
		s := &sources[i]
		if err == nil && s.id != but {
			if err = s.parse(); s.removed || s.Address == "" {
				ids = append(ids, s.id)
			}
		}
	}
	return ids, err
}

// putSource writes a source, with a new number if it has none.
func (t *tx) putSource(s *sourceRow) error {
	if s.id == 0 {
		t.sources++
		s.id = t.sources
	}
	name := s.Name
	kept := s.Source.Rounded()
	kept.Name = ""
	facts, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO sources (id, name, removed, facts, sum) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, removed = excluded.removed, facts = excluded.facts, sum = excluded.sum`,
		s.id, name, s.removed, string(facts), sourceSum(s.id, name, s.removed, string(facts)))
}

// Sources implements [store.Store].
func (s *Store) Sources(ctx context.Context) (sources []store.Source, err error) {
	err = s.read(ctx, func(v *view) error {
		sources, err = listed(v)
		return err
	})
	return sources, err
}

// PutSource implements [store.Store].
func (s *Store) PutSource(ctx context.Context, source_ store.Source) error {
	if err := source_.Check(); err != nil {
		return s.limit(err)
	}
	return s.write(ctx, func(t *tx) error {
		old, found, err := source(t, source_.Name)
		if err == nil && !found {
			old, err = t.removedAt(source_.Address)
		}
		if err != nil {
			return err
		}
		if err := t.putSource(&sourceRow{Source: source_, id: old.id}); err != nil || old.id == 0 || old.Name == source_.Name {
			return err
		}
		return t.recordRename(old.id)
	})
}

// removedAt returns the last source that was removed and had an address, or none.
func (t *tx) removedAt(address string) (at sourceRow, err error) {
	rows, err := sourceRows(t)
	for _, r := range rows {
		if err == nil && r.removed && address != "" {
			if err = r.parse(); r.Address == address {
				at = r
			}
		}
	}
	return at, err
}

// ChangeSource implements [store.Store].
func (s *Store) ChangeSource(ctx context.Context, name string, f func(*store.Source, []store.Source) error) error {
	return s.change(ctx, name, func(t *tx, old sourceRow) error {
		all, err := listed(t)
		if err != nil {
			return err
		}
		before := old.Source
		before.Fetch.Missing, before.Fetch.Texts = slices.Clone(before.Fetch.Missing), slices.Clone(before.Fetch.Texts)
		if err := f(&old.Source, all); err != nil {
			return foreign(err)
		}
		if old.Name = name; reflect.DeepEqual(old.Source, before) {
			return nil
		}
		return t.putSource(&old)
	})
}

// listed returns the sources that were not removed, in the order of their names.
func listed(q querier) (sources []store.Source, err error) {
	rows, err := sourceRows(q)
	for _, r := range rows {
		if !r.removed && err == nil {
			err = r.parse()
			sources = append(sources, r.Source)
		}
	}
	slices.SortFunc(sources, func(a, b store.Source) int { return cmp.Compare(a.Name, b.Name) })
	return sources, err
}

// RenameSource implements [store.Store].
func (s *Store) RenameSource(ctx context.Context, name, to string) error {
	if err := (store.Source{Name: to}).Check(); err != nil {
		return s.limit(err)
	}
	return s.change(ctx, name, func(t *tx, old sourceRow) error {
		if _, taken, err := source(t, to); err != nil || taken {
			return cmp.Or(err, error(&store.Error{Where: s.path, Kind: store.ErrExists, What: "source " + to}))
		}
		old.Name = to
		if err := t.putSource(&old); err != nil {
			return err
		}
		return t.recordRename(old.id)
	})
}

// change calls f with a source that is there, in a transaction. Where there is
// no archive, there is no source, and none is made.
func (s *Store) change(ctx context.Context, name string, f func(*tx, sourceRow) error) error {
	none := error(&store.Error{Where: s.path, Kind: store.ErrNotFound, What: "source " + name})
	if file, err := s.current(ctx, false); err != nil || file == nil {
		return s.explain(ctx, cmp.Or(err, none))
	}
	return s.write(ctx, func(t *tx) error {
		old, found, err := source(t, name)
		if err != nil || !found || old.removed {
			return cmp.Or(err, none)
		}
		return f(t, old)
	})
}

// limit is an error of the kind [store.ErrLimit].
func (s *Store) limit(err error) error {
	return &store.Error{Where: s.path, Kind: store.ErrLimit, What: err.Error()}
}
