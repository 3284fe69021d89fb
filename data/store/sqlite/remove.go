package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"pressroom/data"
	"pressroom/data/store"
)

// Of a release that is removed its row stays, without what it said: the number must not
// be given again, and the address tells that it is not to come again. Since is when it was
// removed by itself; it is 0 where it went with its source, and comes with that again.

// RemoveReleases implements [store.Store].
func (s *Store) RemoveReleases(ctx context.Context, numbers []int) error {
	if len(numbers) == 0 {
		return nil
	}
	if file, err := s.current(ctx, false); err != nil || file == nil { // which is not made for this
		return s.explain(ctx, cmp.Or(err, s.noRelease(numbers[0])))
	}
	numbers = slices.Compact(slices.Sorted(slices.Values(numbers)))
	return s.write(ctx, func(t *tx) error { return t.remove(numbers, t.now.Unix()) })
}

// RemoveSource implements [store.Store].
func (s *Store) RemoveSource(ctx context.Context, name string, releases bool) (removed int, err error) {
	err = s.change(ctx, name, func(t *tx, old sourceRow) error {
		old.removed = true
		if err := t.putSource(&old); err != nil || !releases {
			return err
		}
		numbers, err := t.numbersOf(old.id)
		removed = len(numbers)
		return cmp.Or(err, t.remove(numbers, 0))
	})
	return removed, err
}

// remove removes releases, whose numbers ascend, with what readers have marked of them.
func (t *tx) remove(numbers []int, since int64) error {
	if err := t.eachOf(numbers, func(r row) error { return t.removeOne(r, since) }); err != nil {
		return err
	}
	if err := t.unmark(numbers); err != nil {
		return err
	}
	_, err := t.commit()
	return err
}

func (t *tx) removeOne(r row, since int64) error {
	if r.Versions > 1 {
		older, err := versions(t, r.Number)
		if err == nil && since != 0 {
			err = t.bar(append(older, r), r, since)
		}
		err = cmp.Or(
			err,
			t.exec("DELETE FROM bodies WHERE id IN (SELECT body FROM versions WHERE number = ?)", r.Number),
			t.exec("DELETE FROM versions WHERE number = ?", r.Number),
		)
		if err != nil {
			return err
		}
	}
	if err := t.dropBody(r.body); err != nil {
		return err
	}
	r = removed(r, since)
	r.Changed = t.changes + 1
	return cmp.Or(t.change(r.Number), t.update(&r))
}

// bar has the contents of a release that is removed by itself be removed releases too, where
// a content is its address: the text that its board has now must not bring it again. What is
// another release's address already stays that.
func (t *tx) bar(contents []row, r row, since int64) error {
	if _, err := data.ParseHash(r.Address); err != nil {
		return nil
	}
	releases := &releaseReader{anySource: true}
	for _, content := range contents {
		_, found, err := releases.find(t, r.source, content.Version)
		if err != nil {
			return err
		}
		if found {
			continue
		}
		b := row{source: r.source}
		b.Number, b.Address, b.ID = int(t.numbers)+1, content.Version, fmt.Sprint("removed:", t.numbers+1)
		b.Added, b.Changed = t.changes+1, t.changes+1
		t.numbers++
		t.addresses += addressSum(b.source, b.Address, b.Number, &t.sum)
		b = removed(b, since)
		if err := cmp.Or(t.change(b.Number), t.update(&b)); err != nil {
			return err
		}
	}
	return nil
}

// removed returns the row of a release when it is removed.
func removed(r row, since int64) row {
	r.Release = data.Release{Number: r.Number, ID: r.ID, Address: r.Address, Source: r.Source}
	r.State, r.Versions, r.seen, r.since, r.body = store.Removed, 0, 0, since, 0
	return r
}

// unmark takes all marks of releases away, and what could be undone of them.
func (t *tx) unmark(numbers []int) error {
	if len(numbers) == 0 {
		return nil
	}
	readers, err := readerRows(t)
	if err != nil {
		return err
	}
	var gone data.Numbers
	gone.Put(numbers...)
	for i := range readers {
		r := &readers[i]
		changed, err := t.unmarkFor(r, numbers, gone)
		if err == nil && changed {
			r.rows, err = countMarks(t, r.id)
			err = cmp.Or(err, t.putReader(r))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// unmarkFor is unmark for one reader, and reports whether there was something.
func (t *tx) unmarkFor(r *reader, numbers []int, gone data.Numbers) (changed bool, err error) {
	m, err := loadMarks(t, *r)
	if err != nil {
		return false, err
	}
	for mark := range bitKinds {
		was := m.Set(store.Action{Mark: store.Mark(mark), Numbers: numbers})
		changed = changed || len(was) > 0
		if err := t.putBits(r.id, m, store.Mark(mark), was); err != nil {
			return false, err
		}
	}
	places := len(m.Lines)
	for _, n := range numbers {
		delete(m.Lines, n)
	}
	if len(m.Lines) < places {
		changed = true
		if err := t.putMark(r.id, kindLines, 0, encodeLines(m.Lines)); err != nil {
			return false, err
		}
	}
	type action struct {
		key any
		store.Action
	}
	var actions []action // without what is gone
	err = eachAction(t, r.id, func(key any, value []byte) error {
		a, err := decodeAction(value)
		if slices.ContainsFunc(a.Numbers, gone.Has) {
			a.Numbers = slices.DeleteFunc(a.Numbers, gone.Has)
			actions = append(actions, action{key, a})
		}
		return err
	})
	for _, a := range actions {
		err = cmp.Or(err, t.putMark(r.id, kindAction, a.key, encodeAction(a.Action)))
	}
	return changed || len(actions) > 0, err // the reader has the number of all rows
}
