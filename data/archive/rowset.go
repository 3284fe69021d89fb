package archive

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// rowset is a set of rows, a bit for each.
type rowset []uint64

func newRowset(rows int) rowset { return make(rowset, (rows+63)/64) }

// add adds a row. One beyond the set is left out: it was added to the archive
// after the search began.
func (s rowset) add(row int32) {
	if i := int(uint32(row) / 64); i < len(s) {
		s[i] |= 1 << (uint32(row) % 64)
	}
}

func (s rowset) has(row int32) bool {
	i := int(uint32(row) / 64)
	return i < len(s) && s[i]&(1<<(uint32(row)%64)) != 0
}

// each yields the rows in ascending order.
func (s rowset) each(yield func(row int32) bool) {
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			if !yield(int32(i*64 + bits.TrailingZeros64(word))) {
				return
			}
		}
	}
}

func (s rowset) len() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

var errRows = errors.New("a list of rows is damaged")

// decodeRows adds the rows of a list to rows, and those whose headlines have
// the word to titles. The list has for each row the distance from the one
// before it (the first has 0, and is first), doubled, and one more where the
// headline has the word.
func decodeRows(list []byte, first int32, rows, titles rowset) error {
	row := uint64(uint32(first))
	for i := 0; i < len(list); {
		step, n := uint64(list[i]), 1
		if step >= 0x80 {
			if step, n = binary.Uvarint(list[i:]); n <= 0 {
				return errRows
			}
		}
		i += n
		row += step >> 1
		rows.add(int32(uint32(row)))
		if step&1 != 0 {
			titles.add(int32(uint32(row)))
		}
	}
	return nil
}
