package sqlite

import (
	"cmp"
	"database/sql"
	"slices"

	"pressroom/data/store"
)

// outdate takes it back of all readers that they have read releases whose texts have
// changed, and notes that they had. Marks that are damaged stay as they are: no import
// fails for them.
func (t *tx) outdate(numbers []int) error {
	if len(numbers) == 0 {
		return nil
	}
	readers, err := readerRows(t)
	if err != nil && kindOf(err) != store.ErrDamaged {
		return err
	}
	changed := make([]bool, len(readers))
	slices.Sort(numbers)
	for len(numbers) > 0 {
		chunk := numbers[0] / 64 / chunkWords
		n, _ := slices.BinarySearch(numbers, (chunk+1)*64*chunkWords)
		who, err := t.haveRead(int64(chunk))
		if err != nil {
			return err
		}
		for i, r := range readers {
			if !who[r.id] {
				continue
			}
			did, err := t.outdateOf(r.id, chunk, numbers[:n])
			if err != nil && kindOf(err) != store.ErrDamaged {
				return err
			}
			changed[i] = changed[i] || did
		}
		numbers = numbers[n:]
	}
	for i, r := range readers {
		if !changed[i] {
			continue
		}
		if r.rows, err = countMarks(t, r.id); err != nil {
			return err
		}
		if err := t.putReader(&r); err != nil {
			return err
		}
	}
	return nil
}

// haveRead returns the readers who have read a release of a chunk.
func (t *tx) haveRead(chunk int64) (map[int64]bool, error) {
	who := map[int64]bool{}
	err := each(t, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		who[id] = true
		return scanned(err, "marks")
	}, "SELECT id FROM readers WHERE EXISTS (SELECT 1 FROM marks WHERE reader = id AND kind = ? AND key = ?)", kindRead, chunk)
	return who, err
}

// outdateOf is outdate for one reader and releases of a chunk, and reports whether it
// changed anything.
func (t *tx) outdateOf(reader int64, chunk int, numbers []int) (bool, error) {
	m := store.NewMarks()
	err := marksIn(t, reader, func(kind int, _ any, value []byte) error {
		m.Of(store.Mark(slices.Index(bitKinds[:], kind))).SetWords(chunk*chunkWords, decodeBits(value))
		return nil
	}, "kind IN (?, ?) AND key = ?", kindRead, kindOutdated, chunk)
	if err != nil {
		return false, err
	}
	read := m.Set(store.Action{Mark: store.Read, Numbers: numbers})
	if len(read) == 0 {
		return false, nil
	}
	m.Outdated.Put(read...)
	return true, cmp.Or(t.putBits(reader, m, store.Read, read), t.putBits(reader, m, store.Outdated, read))
}
