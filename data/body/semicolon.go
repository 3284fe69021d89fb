package body

import (
	"slices"
	"strings"
)

// This file is about lists whose items semicolons part.

// minSemicolons is how many semicolons behind a colon make a list: three
// items. One may join two clauses of prose. Behind a verb, where the list is
// not announced, it takes minVerbal.
const (
	minSemicolons = 2
	minVerbal     = 3
)

var modals = setOf("modals")

// semicolons returns where the items of a semicolon list in the sentence
// [from, to) begin, nil if it holds none: the first after the colon, or after
// the modal verb, each other after a semicolon. What is quoted or in brackets
// does not count.
func (p *page) semicolons(from, to int) []int {
	var starts []int
	modal, announced := 0, false
	for i := from; i+1 < to; i++ {
		if p.within[i] {
			continue
		}
		switch w := p.at(i); {
		case strings.HasSuffix(w, ":") && len(w) > 1 && i > from:
			if !announced || len(starts) <= minSemicolons && !p.labelled(i+1, to) {
				starts, announced = append(starts[:0], i+1), true
			}
		case modals[w] && len(starts) == 0:
			modal = i + 1
		case strings.HasSuffix(w, ";") && (len(starts) > 0 || modal > 0):
			if len(starts) == 0 {
				starts = append(starts, modal)
			}
			starts = append(starts, i+1)
		}
	}
	if len(starts) <= minSemicolons || !announced && !p.verbal(starts) {
		return nil
	}
	return starts
}

// labelled reports whether a semicolon and another colon follow before the sentence [i, to) ends: the
// colon before word i is one within an item.
func (p *page) labelled(i, to int) bool {
	parted := false
	for to = min(to, i+labelReach); i < to; i++ {
		switch w := p.at(i); {
		case p.within[i]:
		case strings.HasSuffix(w, ";"):
			parted = true
		case strings.HasSuffix(w, ":") && parted:
			return true
		}
	}
	return false
}

// labelReach is how many words two colons within items may stand apart.
const labelReach = 40

// verbal reports whether items that no colon announced are verbs that a modal
// governs: each begins with a small letter, and an and leads to the last.
func (p *page) verbal(starts []int) bool {
	last := p.at(starts[len(starts)-1])
	if len(starts) <= minVerbal || last != "and" && last != "or" {
		return false
	}
	return !slices.ContainsFunc(starts, func(i int) bool { return !isLower(p.at(i)) || small[p.at(i)] && p.at(i) != last })
}
