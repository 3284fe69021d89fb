package body

import "strings"

// This file is about sentences that no stop parts from what is before them: a heading in
// sentence case, or the last item of a list whose items have no stops.

// runsInto reports whether the subject at word i stands behind a word that ends
// a phrase, and before a small letter.
func (p *page) runsInto(i int) bool {
	if !p.phraseEnds(i) {
		return false
	}
	next := p.at(i + 1)
	if figured(next) { // The 2026 harbour policies
		next = p.at(i + 2)
	}
	return isLower(next) && !small[bare(next)]
}

var possessives = setOf("possessives")

// phraseEnds reports whether a phrase may end before word i.
func (p *page) phraseEnds(i int) bool {
	before := p.lower(i - 1)
	return !p.within[i] && isWordEnd(strings.TrimRight(p.at(i-1), "’”")) && !small[before] && !speechVerbs[before] && !possessives[before] && before != "that"
}

// settlesDown reports whether a word that no title would write small comes
// soon behind word i.
func (p *page) settlesDown(i, to int) bool {
	return p.has(i, min(to, i+openerReach+1), func(k int) bool { return isLower(p.at(k)) && !small[bare(p.at(k))] })
}

var counting = setOf("counting")

// breaksIn reports whether a sentence begins at word i, behind a phrase that has no stop.
func (p *page) breaksIn(i, to int) bool {
	if w := p.at(i); beginsQuoted(w) && isCapital(w) && isWordEnd(p.at(i-1)) && !p.within[i-1] {
		return isLower(p.at(i + 1))
	}
	how := p.begins(i, to)
	return p.phraseEnds(i) && (how != nothing && (how > loose || isLower(p.at(i+1)) && !small[p.at(i+1)]) || persons[p.at(i)] && p.saysIn(i, to))
}

// maxOffice is how many words a title of office begins with before its noun.
const maxOffice = 4

// endsAsHeading returns where an item of words [from, to) ends as a heading does, which has no stop either, and before
// the heading that stands between it and a sentence: … the tolls Budget The …; 0 where none does.
func (p *page) endsAsHeading(from, to int) int {
	n, score := p.best(from, to)
	if n == 0 || score < -others {
		return 0
	}
	return p.headingBefore(from, n, to)
}

// headingBefore returns the word that a heading begins with which stands between an item from word from on and the
// sentence of words [n, to), n where none does.
func (p *page) headingBefore(from, n, to int) int {
	for k := n - 1; k > max(from+1, n-maxHeading); k-- {
		if w := p.at(k); isCapital(w) && isLower(p.at(k-1)) && isNoun(p.at(k-1)) && (p.areCommon(k, k+1) || verbs()[strings.ToLower(w)]) && p.heading(k, to) == n {
			return k
		}
	}
	return n
}

// itemEnd returns where the last item ends of a list whose items have no stops, and which begins at
// word from: where a sentence begins that runs up to the stop before word to.
func (p *page) itemEnd(l *list, from, to int) int {
	start, inWord := p.lead(from, to)
	if start == 0 {
		start = from
	} else if !inWord && isDash(p.at(start)) {
		start++
	}
	if n := p.endsAsHeading(start, to); n > 0 {
		return n
	}
	if isWordEnd(p.at(to - 1)) {
		return to
	}
	p.measure(l)
	short := 2*(to-from) <= 3*l.longest+minHeading
	if short && p.acts(l, start) {
		return to
	}
	for i := start + max(1, l.shortest/2); i < to && i <= from+2*l.longest+minHeading; i++ {
		if short && !auxiliaries[p.at(i+1)] && !(subjects[p.at(i)] && auxiliaries[p.at(i+2)]) {
			continue // items that are no sentences end before one
		}
		if n := p.knownPhrase(i, to); p.breaksIn(i, to) || n > 0 && isCapital(p.at(i)) && isCapital(p.at(n)) {
			return p.headingBefore(from, i, to)
		}
	}
	return to
}

// measure finds the longest and the shortest item of a list, once.
func (p *page) measure(l *list) {
	if l.longest > 0 {
		return
	}
	l.shortest = len(p.words)
	for k := 1; k < len(l.marks); k++ {
		n := l.marks[k] - l.marks[k-1] - 1
		l.longest, l.shortest = max(l.longest, n), min(l.shortest, n)
	}
}

// acts reports whether an item of l has an auxiliary before word to. It reads each word once, since to never falls.
func (p *page) acts(l *list, to int) bool {
	for l.read = max(l.read, l.marks[0]); l.read < to && !(auxiliaries[p.at(l.read)] && p.at(l.read-1) != "to"); l.read++ {
	}
	return l.read < to
}
