package model

import "sort"

// Part returns the places of the list from and before which what stands with
// place i is: releases of its month, or where the list has another order, the
// section.
func (r *Reader) Part(i int) (from, to int) {
	l := r.listing
	n := l.Len()
	if i < 0 || i >= n {
		return 0, n
	}
	if l.Ranked() {
		return l.Range(l.Section(i))
	}
	month := func(i int) int { return int(r.lib.Days()[r.lib.DayOf(l.Number(i))]) / 100 }
	here := month(i)
	from = sort.Search(n, func(k int) bool { return month(k) <= here })
	to = sort.Search(n, func(k int) bool { return month(k) < here })
	return from, to
}
