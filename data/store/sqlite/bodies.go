package sqlite

import (
	"context"
	"database/sql"

	"pressroom/data/store"
)

// How many texts, and about how many bytes of them, are read in one transaction:
// enough for its cost not to matter, and so few that a log is never kept from
// being emptied.
const (
	bodiesAtOnce = 128
	bytesAtOnce  = 1 << 20
)

// Bodies implements [store.Store].
func (s *Store) Bodies(ctx context.Context, numbers []int, yield func(store.Body) error) error {
	var list []store.Body
	for len(numbers) > 0 {
		list = list[:0]
		err := s.read(ctx, func(v *view) (err error) {
			list, err = bodies(v, numbers[:min(len(numbers), bodiesAtOnce)], list)
			return err
		})
		if err != nil {
			return err
		}
		if len(list) == 0 { // there is no archive yet
			list = append(list, store.Body{Number: numbers[0]})
		}
		numbers = numbers[len(list):]
		for _, b := range list {
			if b.Err == nil && b.ID == "" {
				b.Err = s.noRelease(b.Number)
			}
			b.Err = s.explain(ctx, b.Err)
			if err := yield(b); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// bodies reads texts, at least one. Those of numbers without a release have no ID.
func bodies(v *view, numbers []int, list []store.Body) ([]store.Body, error) {
	releases := &releaseReader{anySource: true}
	size := 0
	for _, n := range numbers {
		b, err := releases.body(v, n)
		switch {
		case err == nil:
		case kindOf(err) == store.ErrDamaged && v.ctx.Err() == nil:
			b.Err = err
		default:
			return list, err
		}
		list = append(list, b)
		if size += len(b.Text); size >= bytesAtOnce {
			break
		}
	}
	return list, nil
}

// body reads the text of a release in its newest version.
func (r *releaseReader) body(v *view, number int) (b store.Body, err error) {
	var to row
	var text sql.NullString
	var stored sql.NullInt64
	b.Number = number
	found, err := one(v, func(rows *sql.Rows) error { return r.scan(rows, &to, &text, &stored) },
		"SELECT b.text, b.sum, "+releasesOf("r")+" FROM releases r LEFT JOIN bodies b ON b.id = r.body WHERE r.number = ?", number)
	switch {
	case err != nil:
		return b, err
	case !found && number >= 1 && int64(number) <= v.numbers:
		return b, damaged("release %d is gone", number)
	case !found, to.State == store.Removed:
		return b, nil
	case to.Number != number:
		return b, damaged("release %d is in the place of %d", to.Number, number)
	case !text.Valid:
		return b, damaged("the text %d is gone", to.body)
	case stored.Int64 != bodySum(to.body, text.String):
		return b, damaged("the text %d was changed", to.body)
	}
	b.ID, b.Text = to.ID, text.String
	return b, nil
}
