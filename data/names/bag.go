package names

import (
	"encoding/binary"
	"iter"
	"slices"
)

// count is how often a word stands in a release.
type count struct {
	word int32
	n    int32
}

// bag is the words of a release with their counts, packed to less than half: a library
// has some hundred for each release, and they are read in a row alone. They keep their
// order, since the weights of words are added up in it and must come to the same however
// the words are numbered.
type bag []byte

// pack returns a bag of words.
func pack(words []count) bag {
	var b bag
	for _, c := range words {
		b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(c.word)), uint64(c.n))
	}
	return slices.Clone(b)
}

// all yields the words.
func (b bag) all() iter.Seq[count] {
	return func(yield func(count) bool) {
		rest := b
		next := func() int32 {
			v, n := binary.Uvarint(rest)
			rest = rest[n:]
			return int32(v)
		}
		for len(rest) > 0 {
			if !yield(count{next(), next()}) {
				return
			}
		}
	}
}

// of returns the numbers of a kind.
func (n *note) of(k kind) []int32 {
	from := uint16(0)
	if k > 0 {
		from = n.ends[k-1]
	}
	return n.ids[from:n.ends[k]]
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
