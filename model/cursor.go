package model

import (
	"slices"
	"sort"

	tea "charm.land/bubbletea/v2"
)

// MoveTo puts the cursor on place i of the list, or on the nearest there is.
func (r *Reader) MoveTo(i int) tea.Cmd {
	i = min(max(i, 0), max(0, r.listing.Len()-1))
	if i == r.Cursor() {
		return nil
	}
	r.cursor, r.pinned = i, true
	r.keepCursor()
	return r.moving()
}

// keepCursor keeps the cursor where the user put it when the pending answer comes.
func (r *Reader) keepCursor() {
	if q := r.asking(); q != nil && !q.stale && q.want >= 0 {
		q.want = sameRelease
	}
}

// Step goes to the n-th release on, and shows it. At an end it reports false.
func (r *Reader) Step(n int) bool {
	i := r.cursor + n
	if i < 0 || i >= r.listing.Len() {
		return false
	}
	r.cursor, r.pinned = i, true
	r.keepCursor()
	r.moved++
	r.show()
	return true
}

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

// take lists what was found and puts the cursor where it belongs.
func (r *Reader) take(l *Listing, want cursorTarget) tea.Cmd {
	old := r.under()
	if r.beforePrompt >= 0 && r.prompt != FilterPrompt {
		old, r.beforePrompt = r.beforePrompt, -1
	}
	if want == firstRelease && r.pinned { // the user has moved it meanwhile
		want = sameRelease
	}
	r.endQuestion(nil)
	r.listing, r.vain = l, r.lib.VainExclusions(l.Query)
	r.cursor = min(r.cursor, max(0, l.Len()-1))
	if want >= 0 {
		old = int(want)
	}
	switch {
	case want == firstRelease:
		r.cursor = 0
	case old >= 0:
		if i := l.placeOf(old); i >= 0 {
			r.cursor = i
		}
	}
	if r.focus == ReleasePane && r.shown >= 0 { // the release that is read stays
		r.moved++
		return r.suggestLater()
	}
	return tea.Batch(r.moving(), r.suggestLater())
}

// placeOf returns where in the list a row of the snapshot is, or -1.
func (l *Listing) placeOf(row int) int { return slices.Index(l.rows, int32(row)) }

// moving notes that the cursor moved, and shows what is under it when it rests.
func (r *Reader) moving() tea.Cmd {
	r.moved++
	if r.listing.Len() == 0 {
		r.shown = -1
		return nil
	}
	if r.AtRest() {
		return nil
	}
	if r.shown < 0 {
		r.show()
		return nil
	}
	moved := r.moved
	return after(SettleTime, func() tea.Cmd {
		if r.moved == moved { // the cursor rests
			r.show()
		}
		return nil
	})
}

// AtRest reports whether the release under the cursor is the one that is shown.
func (r *Reader) AtRest() bool {
	return r.listing.Len() == 0 || r.listing.Number(r.cursor) == r.shown
}

// show puts the release under the cursor in the release pane.
func (r *Reader) show() { r.shown = r.under() }

// under returns the number of the release under the cursor, -1 where there is none.
func (r *Reader) under() int {
	if r.cursor >= r.listing.Len() {
		return -1
	}
	return r.listing.Number(r.cursor)
}
