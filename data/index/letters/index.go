package letters

import (
	"iter"
	"slices"
	"sync"

	"pressroom/data"
	"pressroom/data/snapshot"
)

// Index is the headlines of a snapshot, prepared for searching. It never changes,
// and any number of goroutines may search it.
//
// Most headlines are in one part, which later indexes share. What was added or
// corrected since it was made is in a small one, made anew at each change.
type Index struct {
	s     *snapshot.Snapshot
	parts [2]view      // the large one, and what came since
	live  data.Numbers // the rows of headlines that there are

	classes sync.Pool // of *[]Class, one for each row
}

// view is a part of an index, whose rows are counted on from those of the other: they begin a block of their own.
type view struct {
	*part
	block int // the first
}

// first returns the first row of v in the index.
func (v *view) first() int { return v.block * blockRows }

// maxRecent is up to how many headlines are in the small part. To make that anew takes some ten milliseconds.
const maxRecent = 4096

// New prepares the headlines of a snapshot.
func New(s *snapshot.Snapshot) *Index { return assemble(s, newPart(s.Order(), s.Title), nil, nil) }

// assemble returns the index of a large part, of which some rows are dead, and of the headlines that came since.
func assemble(s *snapshot.Snapshot, large *part, dead data.Numbers, recent []int32) *Index {
	small := newPart(recent, s.Title)
	x := &Index{s: s, parts: [2]view{{large, 0}, {small, blocks(large.len())}}}
	x.live = make(data.Numbers, x.end()/64)
	for i := range x.parts {
		v := &x.parts[i]
		copy(x.live[v.first()/64:], data.NumbersBelow(v.len()))
	}
	x.live.AndNot(dead)
	return x
}

// Apply returns the index of s, which is what changes made of the snapshot of this
// one. It costs a look at each number, and the making of the small part; now and
// then that of the whole.
func (x *Index) Apply(s *snapshot.Snapshot, changes []snapshot.Change) *Index {
	var changed, dead data.Numbers
	var recent []int32
	for _, c := range changes {
		if !changed.Has(c.Number) && s.Has(c.Number) {
			recent = append(recent, int32(c.Number))
		}
		changed.Put(c.Number)
	}
	for _, n := range x.parts[1].numbers {
		if !changed.Has(int(n)) {
			recent = append(recent, n)
		}
	}
	large := x.parts[0].part
	for row, n := range large.numbers {
		if changed.Has(int(n)) || !x.live.Has(row) {
			dead.Put(row)
		}
	}
	if count := dead.Len(); len(recent) > maxRecent || count > maxRecent && count > large.len()/2 {
		return New(s)
	}
	slices.SortFunc(recent, s.Compare)
	return assemble(s, large, dead, recent)
}

// end returns a row that is beyond those of all headlines, and begins a block.
func (x *Index) end() int { return (x.parts[1].block + blocks(x.parts[1].len())) * blockRows }

func (x *Index) number(row int32) int {
	if first := x.parts[1].first(); int(row) >= first {
		return int(x.parts[1].numbers[int(row)-first])
	}
	return int(x.parts[0].numbers[row])
}

// Result is what a query found: releases, ranked. It never changes and may be
// shared between goroutines.
type Result struct {
	index *Index
	words []string     // of the query, as the search took them; none: every row matches
	rows  []int32      // in rank order; nil if every row matches
	live  data.Numbers // the rows that match; nil if every row does
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

// narrows reports whether all that words could find is in r: each word of its query lies, in order, in one of them.
func (r *Result) narrows(words []string) bool {
	return !slices.ContainsFunc(r.words, func(old string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return within(old, w) })
	})
}

// reuse returns, of r and the results below it, the smallest that has all rows which can match, and the one that
// knows the classes of the most of the words.
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
