package data

import (
	"iter"
	"math/bits"
)

// Numbers is a set of releases by their numbers, a bit for each up to the largest. The
// zero value is an empty set.
type Numbers []uint64

// NumbersBelow returns the set of all numbers below end.
func NumbersBelow(end int) Numbers {
	s := make(Numbers, (end+63)/64)
	for i := range s {
		s[i] = ^uint64(0) >> max(0, 64*(i+1)-end)
	}
	return s
}

// Has reports whether n is in the set.
func (s Numbers) Has(n int) bool { return n >= 0 && n/64 < len(s) && s[n/64]&(1<<(n%64)) != 0 }

// Put puts numbers into the set. None may be negative.
func (s *Numbers) Put(numbers ...int) {
	for _, n := range numbers {
		s.reach(n/64 + 1)
		(*s)[n/64] |= 1 << (n % 64)
	}
}

// Remove takes a number out of the set. It must not be negative.
func (s Numbers) Remove(n int) {
	if n/64 < len(s) {
		s[n/64] &^= 1 << (n % 64)
	}
}

// Len returns how many numbers are in the set.
func (s Numbers) Len() (n int) {
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// All yields the numbers, ascending. One that was yielded may be removed.
func (s Numbers) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(i*64 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// Or puts the numbers of another set into this one.
func (s *Numbers) Or(other Numbers) {
	s.reach(len(other))
	for i, word := range other {
		(*s)[i] |= word
	}
}

// And leaves the numbers that another set has too.
func (s Numbers) And(other Numbers) {
	clear(s[min(len(s), len(other)):])
	for i := range min(len(s), len(other)) {
		s[i] &= other[i]
	}
}

// AndNot takes the numbers of another set out of this one.
func (s Numbers) AndNot(other Numbers) {
	for i := range min(len(s), len(other)) {
		s[i] &^= other[i]
	}
}

// Words returns the bits of the numbers from 64×from on, 64 in each of n words.
func (s Numbers) Words(from, n int) []uint64 {
	words := make([]uint64, n)
	copy(words, s[min(from, len(s)):])
	return words
}

// SetWords sets the bits of the numbers from 64×from on.
func (s *Numbers) SetWords(from int, words []uint64) {
	s.reach(from + len(words))
	copy((*s)[from:], words)
}

// reach makes the set one of at least n words.
func (s *Numbers) reach(n int) {
	if n > len(*s) {
		*s = append(*s, make([]uint64, n-len(*s))...)
	}
}
