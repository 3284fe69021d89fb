package data

import (
	"slices"
	"testing"
)

// A set has what was put into it, on both sides of the bounds of its words.
func TestNumbers(t *testing.T) {
	var s Numbers
	in := []int{0, 63, 64, 127, 128, 300}
	s.Put(in...)
	for n := -2; n < 400; n++ {
		if s.Has(n) != slices.Contains(in, n) {
			t.Errorf("that %d is in the set is %v", n, s.Has(n))
		}
	}
	if got := slices.Collect(s.All()); !slices.Equal(got, in) || s.Len() != len(in) {
		t.Errorf("the set has %d: %v", s.Len(), got)
	}
	for n := range s.All() {
		if n > 64 {
			t.Fatal("it goes on behind a break")
		}
		if n == 64 {
			break
		}
	}
	first, last := uint64(1)|1<<63, uint64(1)<<(300-256)
	for _, test := range []struct {
		from, n int
		want    []uint64
	}{
		{0, 2, []uint64{first, first}},
		{1, 1, []uint64{first}},
		{4, 2, []uint64{last, 0}},
		{5, 1, []uint64{0}},
		{9, 2, []uint64{0, 0}},
	} {
		got := s.Words(test.from, test.n)
		if !slices.Equal(got, test.want) {
			t.Errorf("%d words from %d are %x", test.n, test.from, got)
		}
		var other Numbers
		other.Put(64*test.from, 64*test.from+1)
		other.SetWords(test.from, got)
		for n := range 64 * (test.from + test.n) {
			if want := n >= 64*test.from && s.Has(n); other.Has(n) != want {
				t.Errorf("%d words set from %d: %d is %v", test.n, test.from, n, !want)
			}
		}
	}
	var none Numbers
	if got := none.Words(0, 1); !slices.Equal(got, []uint64{0}) || none.Len() != 0 || none.Has(0) {
		t.Errorf("the empty set has %x", got)
	}
	s.SetWords(1, []uint64{2})
	if got := slices.Collect(s.All()); !slices.Equal(got, []int{0, 63, 65, 128, 300}) {
		t.Errorf("with a word set within it is %v", got)
	}
}

// Sets of other lengths are joined, and taken from each other.
func TestNumbersOfTwo(t *testing.T) {
	of := func(numbers ...int) (s Numbers) {
		s.Put(numbers...)
		return s
	}
	for _, test := range []struct{ a, b, or, and, not []int }{
		{[]int{1, 70}, []int{1, 2, 300}, []int{1, 2, 70, 300}, []int{1}, []int{70}},
		{[]int{1, 2, 300}, []int{1, 70}, []int{1, 2, 70, 300}, []int{1}, []int{2, 300}},
		{nil, []int{64}, []int{64}, nil, nil},
		{[]int{64}, nil, []int{64}, nil, []int{64}},
	} {
		or, and, not := of(test.a...), of(test.a...), of(test.a...)
		or.Or(of(test.b...))
		and.And(of(test.b...))
		not.AndNot(of(test.b...))
		for i, want := range [][]int{test.or, test.and, test.not} {
			if got := slices.Collect([]Numbers{or, and, not}[i].All()); !slices.Equal(got, want) {
				t.Errorf("%v and %v: set %d is %v, want %v", test.a, test.b, i, got, want)
			}
		}
	}
	for _, end := range []int{0, 1, 63, 64, 65, 200} {
		s := NumbersBelow(end)
		if s.Len() != end || s.Has(end) || end > 0 && !s.Has(end-1) {
			t.Errorf("%d numbers are below %d", s.Len(), end)
		}
	}
	s := of(3, 64, 65, 200)
	s.Remove(1000)
	for n := range s.All() {
		if n > 3 {
			s.Remove(n)
		}
	}
	if got := slices.Collect(s.All()); !slices.Equal(got, []int{3}) {
		t.Errorf("what is left is %v", got)
	}
}
