package body

import "strings"

// This file is about headings in sentence case, and those with a date.

// dated reports whether the words before word i are a date in brackets, and
// word i begins a sentence: Ferry Tolls (May 5) Korea's tolls rose.
func (p *page) dated(i int) bool {
	open := i - 1
	for open > i-maxDate && !strings.HasPrefix(p.at(open), "(") {
		open--
	}
	if !strings.HasPrefix(p.at(open), "(") || !strings.HasSuffix(p.at(i-1), ")") || !isCapital(p.at(i)) {
		return false
	}
	month, day := false, false
	for k := open; k < i; k++ {
		w := bare(p.at(k))
		month = month || months[w]
		day = day || isDigits(w)
	}
	return month && day
}

// maxDate is the most words of a date in brackets.
const maxDate = 5

var months = set(`January February March April May June July August September October November December
	Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec`)

// plainHeading finds a heading in sentence case, which only the sentence behind
// it shows: “Office approves scheme for ferries The scheme will pay …”.
func (p *page) plainHeading(from, to int) int {
	if !isCapital(p.at(from)) {
		return 0
	}
	end := min(to, from+maxPlain)
	at := p.turnsAt(from+minHeading-1, end)
	if at < end && (isLower(p.at(at-1)) || isYear(p.at(at-1))) && p.isBare(from, at) {
		return at
	}
	named := p.calledSheet(from, end)
	for i := from + minHeading; i+2 < end; i++ {
		if isCapital(p.at(i)) && (p.counts(i) || p.saysAgain(named, i)) && p.isBare(named, i) {
			return i
		}
	}
	return 0
}

// calledSheet returns the word behind the name of what a headline heads, in capitals with a colon
// (FACT SHEET: The …), and else word from.
func (p *page) calledSheet(from, end int) int {
	for i := from; i < end && isAcronym(strings.TrimSuffix(p.at(i), ":")); i++ {
		if strings.HasSuffix(p.at(i), ":") {
			return i + 1
		}
	}
	return from
}

// counts reports whether a sentence begins at word i with a word that counts: Who pays About 50 firms …
func (p *page) counts(i int) bool {
	return counting[p.at(i)] && isLower(p.at(i-1)) && p.phraseEnds(i) && (isLower(p.at(i+1)) || figured(p.at(i+1)))
}

// saysAgain reports whether the sentence at word i begins as the heading at word from did: with the
// same noun behind The (The Commission’s view The Commission found …), with the same common noun
// (Imports of gold fall Imports of metals fell …), or with a name and an apposition (Vantora opens
// centre in Singapore Vantora, a maker …). An acronym in brackets is said again at once: Purchase
// programme (APP) The APP …
func (p *page) saysAgain(from, i int) bool {
	w, before, next := p.at(i), p.at(i-1), p.at(i+1)
	again := w == p.at(from)
	switch {
	case w == "The" && before == "("+next+")":
		return true
	case w == "The":
		return again && strings.HasPrefix(p.at(from+1), next) && (isLower(before) || next == p.at(from+1) && p.at(i+2) == p.at(from+2))
	case strings.HasSuffix(w, ","):
		return from == 0 && i > minPlain && w == p.at(from)+"," && isCapital(before) && (next == "a" || next == "an" || next == "the")
	}
	return again && isLower(before) && isLower(next) && isLower(p.at(from+1)) && p.phraseEnds(i) && p.isCommon(w)
}

// isCommon reports whether the body has a capitalised word with a small letter as well, so that it is
// no name.
func (p *page) isCommon(w string) bool {
	if len(w) < echoLetters || len(w) > maxLookup {
		return false
	}
	if p.smalls == nil {
		p.smalls = map[string]bool{}
		for i := range p.words {
			if isLower(p.at(i)) {
				p.smalls[p.lower(i)] = true
			}
		}
	}
	return p.smalls[strings.ToLower(bare(w))]
}

// minPlain is the least words of a headline that its text repeats.
const minPlain = 4

// maxPlain is the most words of a heading in sentence case.
const maxPlain = 18
