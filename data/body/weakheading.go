package body

import "strings"

// This file is about headings that prove each other: alone, each could be the beginning of a sentence
// with a name in it.

// findWeak finds the headings before which a body has others, or which are several.
func (p *page) findWeak() {
	weak, sure := map[int]int{}, 0
	for i := 0; i < len(p.words); i = p.stops[i] {
		if n := p.weakHeading(i, p.stops[i]); n > 0 {
			weak[i] = n
			if p.aboutIt(i) {
				sure++
			}
		}
	}
	if len(weak) == 0 {
		return
	}
	found := len(weak) + sure
	for i := 0; i < len(p.words) && found < minWeak; i = p.stops[i] {
		if weak[i] == 0 && p.items[i] == nil && p.heading(i, p.stops[i]) > 0 {
			found++
		}
	}
	if found >= minWeak {
		p.weak = weak
	}
}

// minWeak is how many headings a body has where one of them is weak.
const minWeak = 2

// weakHeading returns the word behind a heading that the sentence behind it shows, but not for certain.
func (p *page) weakHeading(from, to int) int {
	if !isCapital(p.at(from)) || subjects[p.at(from)] || introducers[p.at(from)] && !(interrogatives[p.at(from)] && p.at(from+1) == "to") || p.within[from] || p.items[from] != nil {
		return 0
	}
	for i := from + 1; i+2 < to && i <= from+maxWeak; i++ {
		if endsIn(p.at(i-1), ".;:?!,") || p.within[i-1] {
			return 0
		}
		if isCapital(p.at(i)) && (i >= from+minHeading && p.phraseEnds(i) && (p.opensPlain(from, i) || p.opensTitled(from, i)) || p.opensClause(from, i, to)) {
			return i
		}
	}
	return 0
}

// maxWeak is the most words of a weak heading.
const maxWeak = 9

// opensPlain reports whether a sentence begins at word i, behind a heading in sentence case that began
// at word from: a noun in the plural, or any behind a question, before a verb of auxiliaries; the
// noun that the heading began with; or A and its noun.
func (p *page) opensPlain(from, i int) bool {
	w, next := p.at(i), p.at(i+1)
	if !isLower(p.at(i - 1)) {
		return false
	}
	switch {
	case w == "A":
		return isLower(next)
	case w == p.at(from):
		return isLower(next) && isLower(p.at(from+1))
	case auxiliaries[next]:
		return isPlural(w) || interrogatives[p.at(from)]
	}
	return interrogatives[p.at(from)] && isPlural(w) && isLower(next)
}

// isPlural reports whether w is a capitalised noun in the plural, and no name that looks like one.
func isPlural(w string) bool {
	stem, plural := strings.CutSuffix(w, "s")
	return plural && len(stem) >= echoLetters && isWordEnd(w) && strings.ToLower(w[1:]) == w[1:] && !endsIn(stem, "sui") && !pluralNames[w]
}

// pluralNames are names in the plural.
var pluralNames = set(`Siemens Reuters Philips Brussels Athens Netherlands Emirates Mercedes Thales Wales Honduras
	Barclays Starbucks States Nations Philippines Maldives Naples Marseilles Airlines Airways Motors Industries Systems`)

// opensTitled reports whether a sentence begins at word i, behind a title that began at word from: an
// acronym that the body has explained, or any name behind a title that says what is done (Opening
// Markets for Farmers Corvania will …), before a verb of auxiliaries.
func (p *page) opensTitled(from, i int) bool {
	w := p.at(i)
	if !p.isTitle(from, i) || p.hasPerson(from, i) {
		return false
	}
	if persons[w] || officeFirst[w] && persons[p.at(i+1)] { // Cooperation in Power Grids Minister Yoo said – but Trade and Industry Minister Yoo
		return (p.goesInto(from, i) || reactions[p.lower(i-1)]) && p.settlesDown(i, i+subjectReach)
	}
	if !auxiliaries[p.at(i+1)] {
		return false
	}
	if isAcronym(w) {
		return strings.Contains(p.src, "("+w+")")
	}
	small := false
	for k := from; k < i; k++ {
		small = small || isLower(p.at(k))
	}
	return small && strings.HasSuffix(p.at(from), "ing") && i-from >= minPlain
}

// officeFirst are words that titles of office begin with.
var officeFirst = set("Vice Deputy Prime First Second State")

// goesInto reports whether the words [from, to) have a preposition that titles of office have not.
func (p *page) goesInto(from, to int) bool {
	for i := from; i < to; i++ {
		switch p.at(i) {
		case "in", "with", "on", "to", "between", "toward", "among":
			return true
		}
	}
	return false
}
