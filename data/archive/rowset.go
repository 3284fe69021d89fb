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

// and keeps of s what t has too.
func (s rowset) and(t rowset) {
	for i := range s {
		s[i] &= t[i]
	}
}

// or adds t.
func (s rowset) or(t rowset) {
	for i := range s {
		s[i] |= t[i]
	}
}

// andNot takes t away.
func (s rowset) andNot(t rowset) {
	for i := range s {
		s[i] &^= t[i]
	}
}

// fill adds the first rows.
func (s rowset) fill(rows int) {
	for i := range s {
		s[i] = ^uint64(0)
	}
	if n := rows % 64; n != 0 {
		s[len(s)-1] = 1<<n - 1
	}
}

func (s rowset) remove(row int32) { s[row/64] &^= 1 << (uint32(row) % 64) }

var errRows = errors.New("a list of rows is damaged")

// A list of rows has a number for each: its distance from the row before, of the
// first from 0, then a bit that tells whether the headline has
// the word, then the word's level in two bits.
const (
	levelBits = 2
	titleBit  = 1 << levelBits
	stepShift = levelBits + 1
)

// nextStep returns the number that a list begins with, and how many bytes it
// takes: none if the list is damaged.
func nextStep(list []byte) (step uint64, n int) {
	if list[0] < 0x80 {
		return uint64(list[0]), 1
	}
	return binary.Uvarint(list)
}

// decodeRows adds the rows of a list to rows, and those whose headlines have
// the word to titles.
func decodeRows(list []byte, rows, titles rowset) error {
	row := uint64(0)
	for i := 0; i < len(list); {
		step, n := nextStep(list[i:])
		if n <= 0 {
			return errRows
		}
		i += n
		row += step >> stepShift
		rows.add(int32(uint32(row)))
		if step&titleBit != 0 {
			titles.add(int32(uint32(row)))
		}
	}
	return nil
}

// decodeLevels raises the levels of the rows of a list to one more than that of
// the word.
func decodeLevels(list []byte, to []uint8) error {
	row := uint64(0)
	for i := 0; i < len(list); {
		step, n := nextStep(list[i:])
		if n <= 0 {
			return errRows
		}
		i += n
		row += step >> stepShift
		if row < uint64(len(to)) {
			to[row] = max(to[row], 1+uint8(step&(titleBit-1)))
		}
	}
	return nil
}
