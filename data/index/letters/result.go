package letters

import (
	"iter"
	"slices"
)

// Result is what a query found: releases, ranked. It never changes and may be
// shared between goroutines.
type Result struct {
	index *Index
	words []string // of the query, as the search took them; none: every row matches
	rows  []int32  // in rank order; nil if every row matches
	live  []uint64 // a bit for each row that matches; nil if every row does
	ends  [NumClasses]int
	base  *Result // of some of the words; nil if there is none
}

// Len returns the number of releases that match.
func (r *Result) Len() int { return r.ends[NumClasses-1] }

// At returns the number of the release at a rank, 0 being the best.
func (r *Result) At(rank int) int {
	if r.rows == nil {
		return int(r.index.s.Order()[rank])
	}
	return r.index.number(r.rows[rank])
}

// Numbers returns the releases, the best first.
func (r *Result) Numbers() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range r.Len() {
			if !yield(r.At(i)) {
				return
			}
		}
	}
}

// Class returns the class of the release at a rank.
func (r *Result) Class(rank int) Class {
	c := WholeWords
	for c < Scattered && rank >= r.ends[c] {
		c++
	}
	return c
}

// Range returns the ranks that hold a class: from the first, up to the end
// and without it. Within it releases are in the order of the snapshot.
func (r *Result) Range(c Class) (from, end int) {
	if c > 0 {
		from = r.ends[c-1]
	}
	return from, r.ends[c]
}

// narrows reports whether every row that words could find is among those of r:
// each typed word of r's query then lies, letter by letter, in one of them.
func (r *Result) narrows(words []string) bool {
	for _, old := range r.words {
		if !slices.ContainsFunc(words, func(w string) bool { return within(old, w) }) {
			return false
		}
	}
	return true
}

// reuse looks among r and the results that it is based on for what helps a
// search for words: the smallest that has all rows which can match, and the
// one that knows the classes of the most of the words, if of any.
func (r *Result) reuse(x *Index, words []string) (rows, known *Result) {
	for ; r != nil && r.index == x; r = r.base {
		if rows == nil && r.narrows(words) {
			rows = r
		}
		if len(r.words) == 0 && len(words) > 0 {
			break // all rows, and no class
		}
		if !slices.ContainsFunc(r.words, func(w string) bool { return !slices.Contains(words, w) }) {
			return rows, r
		}
	}
	return rows, nil
}
