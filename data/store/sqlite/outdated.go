package sqlite

import (
	"database/sql"
	"slices"

	"pressroom/data/store"
)

// outdate takes it back of all readers that they have read releases whose texts have
// changed, and notes that they had. Marks that are damaged stay as they are, and are seen
// to be: no import fails for them.
func (t *tx) outdate(numbers []int) error {
	if len(numbers) == 0 {
		return nil
	}
	readers, err := readerRows(t)
	if err != nil && kindOf(err) != store.ErrDamaged {
		return err
	}
	byID := map[int64]*reader{}
	for i := range readers {
		byID[readers[i].id] = &readers[i]
	}
	changed := map[int64]*reader{}
	slices.Sort(numbers)
	for len(numbers) > 0 {
		chunk := numbers[0] / 64 / chunkWords
		n, _ := slices.BinarySearch(numbers, (chunk+1)*64*chunkWords)
		outdated, err := t.outdatedIn(chunk, numbers[:n])
		if err != nil {
			return err
		}
		for _, o := range outdated {
			r := byID[o.reader]
			if r == nil {
				continue
			}
			more, err := t.putOutdated(chunk, &o)
			if err != nil {
				return err
			}
			r.rows += more
			changed[r.id] = r
		}
		numbers = numbers[n:]
	}
	for i := range readers {
		if r := &readers[i]; changed[r.id] != nil {
			if err := t.putReader(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// withoutCorrected returns the actions of a batch, automatic ones without the releases of
// which a version was put in the place of another one after the generation of the batch.
func (t *tx) withoutCorrected(b store.Batch) (actions []store.Action, err error) {
	for _, a := range b.Actions {
		if a.Auto && b.Of != (store.Generation{}) {
			var same []int
			for _, n := range a.Numbers {
				corrected, err := exists(t, "SELECT 1 FROM releases WHERE number = ? AND changed > ? AND versions > 1", n, b.Of.Change)
				if err != nil {
					return nil, err
				}
				if !corrected {
					same = append(same, n)
				}
			}
			a.Numbers = same
		}
		actions = append(actions, a)
	}
	return actions, nil
}

// outdated are the bits of a chunk of releases that a reader has read, and that were
// corrected since.
type outdated struct {
	reader     int64
	read, bits []uint64
	first      bool // there was no row of the bits that were corrected
}

// outdatedIn returns what becomes of the marks of those who have read one of the releases
// of a chunk.
func (t *tx) outdatedIn(chunk int, numbers []int) (list []outdated, err error) {
	var corrected [chunkWords]uint64
	for _, n := range numbers {
		corrected[n/64%chunkWords] |= 1 << (n % 64)
	}
	err = each(t, func(rows *sql.Rows) error {
		var o outdated
		var read, bits []byte
		var readSum int64
		var bitsSum sql.NullInt64
		if err := rows.Scan(&o.reader, &read, &readSum, &bits, &bitsSum); err != nil {
			return scanned(err, "marks")
		}
		o.first = !bitsSum.Valid
		if readSum != markSum(o.reader, kindRead, chunk, read) || !o.first && bitsSum.Int64 != markSum(o.reader, kindOutdated, chunk, bits) {
			return nil // damaged
		}
		o.read, o.bits = decodeBits(read), make([]uint64, chunkWords)
		copy(o.bits, decodeBits(bits))
		any := uint64(0)
		for i := range min(len(o.read), chunkWords) {
			both := o.read[i] & corrected[i]
			o.read[i] &^= both
			o.bits[i] |= both
			any |= both
		}
		if any != 0 {
			list = append(list, o)
		}
		return nil
	}, `SELECT readers.id, r.value, r.sum, o.value, o.sum FROM readers CROSS JOIN marks AS r ON r.reader = readers.id AND r.kind = ? AND r.key = ?
		LEFT JOIN marks AS o ON o.reader = readers.id AND o.kind = ? AND o.key = r.key`, kindRead, chunk, kindOutdated)
	return list, err
}

// putOutdated writes the bits of a chunk, and returns how many rows more that are.
func (t *tx) putOutdated(chunk int, o *outdated) (more int64, err error) {
	read := encodeBits(o.read)
	if read == nil {
		more--
	}
	if o.first {
		more++
	}
	if err := t.putMark(o.reader, kindRead, chunk, read); err != nil {
		return 0, err
	}
	return more, t.putMark(o.reader, kindOutdated, chunk, encodeBits(o.bits))
}
