package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"

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
	if inRow(numbers) {
		if all, err := releases.bodies(v, numbers, list); err == nil || kindOf(err) != store.ErrDamaged {
			return all, err
		}
	}
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

// inRow reports whether numbers ascend and are so near to each other that reading all
// between is quicker than asking for each.
func inRow(numbers []int) bool {
	last := len(numbers) - 1
	return last >= minRun && slices.IsSorted(numbers) && numbers[last]-numbers[0] <= 2*last
}

const minRun = 8

// bodies reads the texts of numbers in a row. If any of it is not as it was written
// that is the error: asking for each number tells which.
func (r *releaseReader) bodies(v *view, numbers []int, list []store.Body) ([]store.Body, error) {
	var to bodyRow
	enough := errors.New("enough was read")
	size := 0
	err := each(v, func(rows *sql.Rows) error {
		if err := r.scan(rows, &to.row, &to.text, &to.stored); err != nil {
			return err
		}
		if n := numbers[len(list)]; to.Number < n {
			return nil
		}
		b, err := to.checked(numbers[len(list)])
		if err != nil {
			return err
		}
		list = append(list, b)
		if size += len(b.Text); size >= bytesAtOnce || len(list) == len(numbers) {
			return enough
		}
		return nil
	}, bodyQuery+"r.number BETWEEN ? AND ? ORDER BY r.number", numbers[0], numbers[len(numbers)-1])
	switch {
	case err == enough:
		return list, nil
	case err == nil:
		err = damaged("release %d is gone", numbers[len(list)])
	}
	return list[:0], err
}

var bodyQuery = "SELECT b.text, b.sum, " + releasesOf("r") + " FROM releases r LEFT JOIN bodies b ON b.id = r.body WHERE "

// body reads the text of a release in its newest version.
func (r *releaseReader) body(v *view, number int) (b store.Body, err error) {
	var to bodyRow
	found, err := one(v, func(rows *sql.Rows) error { return r.scan(rows, &to.row, &to.text, &to.stored) },
		bodyQuery+"r.number = ?", number)
	switch {
	case err != nil:
		return store.Body{Number: number}, err
	case !found && number >= 1 && int64(number) <= v.numbers:
		return store.Body{Number: number}, damaged("release %d is gone", number)
	case !found:
		return store.Body{Number: number}, nil
	}
	return to.checked(number)
}

// bodyRow is a release with its text, if that is there.
type bodyRow struct {
	row
	text   sql.NullString
	stored sql.NullInt64
}

// checked returns the text of the release that must have a number.
func (to *bodyRow) checked(number int) (store.Body, error) {
	b := store.Body{Number: number}
	switch {
	case to.Number != number:
		return b, damaged("release %d is in the place of %d", to.Number, number)
	case to.State == store.Removed:
		return b, nil
	case !to.text.Valid:
		return b, damaged("the text %d is gone", to.body)
	case to.stored.Int64 != bodySum(to.body, to.text.String):
		return b, damaged("the text %d was changed", to.body)
	}
	b.ID, b.Text = to.ID, to.text.String
	return b, nil
}
