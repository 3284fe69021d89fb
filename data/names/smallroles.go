package names

import (
	"maps"
	"strings"
)

// This file is about offices in small words: chief executive officer, trade minister, principal
// researcher, president and chief executive.

var (
	smallCores = wordsOf("en/smalloffices")
	// smallEnds are an office only with a word before them: chief | economist.
	smallEnds = set(`executive officer manager associate official economist scientist researcher fellow engineer counsel editor strategist analyst expert specialist`)
	// smallWords stand before the core of an office.
	smallWords = wordsOf("en/smallrolewords")
)

// smallSubjects are what an office in small words may be for: trade, finance.
var smallSubjects = &wordSet{make: func(m map[string]bool) {
	for w := range subjects.all() {
		if small := strings.ToLower(w); small != w {
			m[small] = true
		}
	}
}}

// smallStarts are the small words that a role may begin with.
var smallStarts = &wordSet{make: func(m map[string]bool) {
	for _, s := range []*wordSet{smallCores, smallEnds, smallWords, smallSubjects, roleWords} {
		maps.Copy(m, s.all())
	}
}}

// maxSmall bounds the words before the core of an office in small words.
const maxSmall = 3

// smallOffice returns where an office of small words ends at token i, or several joined by "and"; 0
// where none begins.
func (f *finder) smallOffice(i int) int {
	end := f.oneSmallOffice(i)
	if end > 0 && f.is(end, "and") {
		if next := f.oneSmallOffice(end + 1); next > 0 {
			return next
		}
	}
	return end
}

// oneSmallOffice is smallOffice for one.
func (f *finder) oneSmallOffice(i int) int {
	at := f.passSmallWords(i)
	switch {
	case f.in(at, smallCores):
		return f.pass(at+1, "general")
	case f.in(at, smallEnds) && (at > i || f.isAny(at-1, "a", "an") && f.isAny(at+1, "at", "of") && f.is(at-2, ",")):
		if f.is(at, "executive") && f.is(at+1, "officer") {
			at++
		}
		return at + 1
	}
	return 0
}

// smallBehindSubjects returns where the core of an office in small words stands behind the subjects in capitals at
// token i, with a name behind it: Climate and Energy | minister Anna Lind; 0 where none does.
func (f *finder) smallBehindSubjects(i int) int {
	if !f.in(i, subjects) || !f.t[i].first && f.capital(i-1) || f.isAny(i-1, "of", "for", "and", "&") {
		return 0
	}
	at := i
	for at < i+maxSmall+2 && (f.in(at, subjects) && f.t[at].caps || f.isAny(at, "and", ",") && f.in(at+1, subjects)) {
		at++
	}
	if f.in(at, smallCores) && !f.t[at].caps && f.capital(at+1) {
		return at
	}
	return 0
}

// smallWord reports whether the word at token at may stand before the core of an office that begins at token i: trade,
// first before vice, an acronym behind another.
func (f *finder) smallWord(i, at int) bool {
	if at >= len(f.t) || f.isAny(at, "first", "second") {
		return f.isAny(at+1, "vice", "deputy")
	}
	return f.in(at, smallWords) || f.in(at, smallSubjects) || at > i && allCaps(f.t[at].s) && f.in(at+1, smallCores)
}

// passSmallSubjects returns where the small words end that an office may be for, behind the for or of at token i: for trade
// and nuclear energy; i where there are none.
func (f *finder) passSmallSubjects(i int) int {
	end := i
	if !f.isAny(i, "for", "of") {
		return i
	}
	for at := i + 1; at < i+maxSmall+4 && (f.in(at, smallSubjects) || f.isAny(at, "and", ",", "new") && f.in(at+1, smallSubjects)); at++ {
		end = at + 1
	}
	if end < len(f.t) && f.t[end].word && !f.t[end].caps && !f.in(end, stopWords) {
		return i // governor of state banks
	}
	return end
}

// passSmallWords returns where the core of an office stands behind the small words at token i.
func (f *finder) passSmallWords(i int) int {
	at := i
	for at < len(f.t) && at < i+maxSmall && f.smallWord(i, at) && !(at > i && f.in(at, smallEnds)) {
		if f.in(at, smallCores) && !f.in(at+1, smallCores) && !f.in(at+1, smallEnds) && !f.smallWord(i, at+1) {
			break // a deputy
		}
		at++
	}
	return at
}
