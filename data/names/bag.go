package names

import (
	"cmp"
	"encoding/binary"
	"iter"
	"slices"
)

// count is how often a word stands in a release.
type count struct {
	word int32
	n    int32
}

// bag is the words of a release with their counts, by their numbers. It is packed to a
// quarter: a library has some hundred for each release, and they are read in a row alone.
type bag []byte

// pack returns a bag of words, which it sorts.
func pack(words []count) bag {
	slices.SortFunc(words, func(a, b count) int { return cmp.Compare(a.word, b.word) })
	var b bag
	last := int32(0)
	for _, c := range words {
		b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(c.word-last)), uint64(c.n))
		last = c.word
	}
	return slices.Clone(b)
}

// all yields the words, ascending by number.
func (b bag) all() iter.Seq[count] {
	return func(yield func(count) bool) {
		rest, word := b, int32(0)
		next := func() int32 {
			v, n := binary.Uvarint(rest)
			rest = rest[n:]
			return int32(v)
		}
		for len(rest) > 0 {
			word += next()
			if !yield(count{word, next()}) {
				return
			}
		}
	}
}

// sum is a sum of money as an index keeps it.
type sum struct {
	value, high float64
	currency    [3]byte
}

func sumOf(a *Amount) sum {
	s := sum{value: a.Value, high: a.High}
	copy(s.currency[:], a.Currency) // ISO codes all have three letters
	return s
}
