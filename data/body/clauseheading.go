package body

import "strings"

// This file is about weak headings that only the nouns and verbs of the sentence behind them show.

var (
	// dignified nouns are written with capitals within sentences: then Members of the House …
	dignified = set(`Members Ministers States Parties Governments Government Parliament Council Commission Committee
		Minister Member State Party Ministry Agency Board Court Office President Department Senators`)
	// offices are what names of offices begin with: Ministry of Trade Officials …
	offices = set(`Ministry Department Bank Board Office Ministers Ministries Agency Bureau Council Commission Committee Court
		Institute Academy University College School Center Centre Chamber Federation Union Association Society Head Heads
		Members Association Museum House Secretary Director Port City Republic State States Kingdom Members Friends`)
	// reactions end headings before who reacts: Industry response Ann Hill, President of …
	reactions = set("response responses reaction reactions comments quotes")
	// nobodies begin sentences and no headings.
	nobodies = set(`He She I You My His Her All Any No Such One Two Three Some Many Most Several Then Now There Here And But
		Or So Yet Also Only Not If That A An Please Today Yesterday Recently Still Later Earlier`)
)

// opensClause reports whether a sentence begins at word i by what it is made of, behind a heading that
// began at word from: in sentence case (Faster payments Large firms must pay …), in common nouns with
// capitals (Jobs and Exports Foreign-owned firms employ …), or a question (Who is eligible Farmers can …).
func (p *page) opensClause(from, i, to int) bool {
	first, w := p.at(from), p.at(i)
	if from == 0 || nobodies[first] || persons[first] || counting[first] && !p.aboutIt(from) || !endsIn(p.at(to-1), ".!?…"+closers) || p.within[i] {
		return false
	}
	switch {
	case !isLower(p.at(i-1)) && p.at(i-1) == w: // Imports Imports of …
		return isPlural(w) && isLower(p.at(i+1))
	case !isLower(p.at(i - 1)):
		return p.phraseEnds(i) && p.beginsClause(i, to) && p.capitalsEnd(from, i)
	case interrogatives[first]:
		return p.asksBefore(from, i, to)
	case !p.phraseEnds(i) || p.tellsPast(from, i):
		return false
	}
	return !dignified[w] && p.beginsClause(i, to) || p.isAbout(from, i) && p.beginsNamed(i, to)
}

// asksBefore reports whether the words from word from are a question, which has no mark, before the sentence at
// word i: What it pays for Grants cover …
func (p *page) asksBefore(from, i, to int) bool {
	w := p.at(i)
	if i-from > 1 && !dignified[w] && isManyNoun(w) && p.beginsClause(i, to) {
		return true
	}
	return i-from > minHeading && p.at(from) != "What" && isFinite(p.at(i-1)) && p.beginsNamed(i, to)
}

// capitalsEnd reports whether the words from word from to the clause at word i are a title with capitals
// of common nouns, or of a noun and a place.
func (p *page) capitalsEnd(from, i int) bool {
	w := p.at(i)
	many := isManyNoun(w)
	if p.isCommonTitle(from, i) && (many && !p.compounds(from, i) || isAdjective(w)) {
		return true
	}
	return numerals[w] && (p.isCommonTitle(from, i) || p.isPlaced(from, i)) || many && !dignified[w] && p.isCommon(w) && p.isPlaced(from, i)
}

// compounds reports whether the title of words [from, to) may be the first part of a compound noun:
// Health and Safety Inspectors. Its last word is singular then, and only an and links it.
func (p *page) compounds(from, to int) bool {
	for i := from; i < to; i++ {
		if w := p.lower(i); small[w] && w != "and" && w != "or" {
			return false
		}
	}
	return !isPlural(p.at(to - 1))
}

// isPlaced reports whether the words [from, to) are a noun in common use and where it is: Projects in Victoria.
func (p *page) isPlaced(from, to int) bool {
	return to-from == 3 && p.at(from+1) == "in" && isManyNoun(p.at(from)) && isCapital(p.at(to-1)) && !offices[p.at(from)]
}

// aboutIt reports whether the words at word i are About and what all know by then: About the project.
func (p *page) aboutIt(i int) bool {
	w := p.at(i + 1)
	return p.at(i) == "About" && (w == "the" || w == "this" || w == "our")
}

// tellsPast reports whether the words [from, to) have a verb of auxiliaries, or one in the past behind the first
// word: no heading has them.
func (p *page) tellsPast(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if w := p.at(i); auxiliaries[w] || speechVerbs[w] && isPast(w) {
			return true
		}
	}
	return isPast(p.at(from + 1))
}

// isAbout reports whether the words [from, to) are a phrase of common nouns with a small word between.
func (p *page) isAbout(from, to int) bool {
	linked := p.aboutIt(from) || p.at(from) == "Background" || reactions[p.at(to-1)]
	for i := from; i < to; i++ {
		w := p.at(i)
		switch {
		case small[w]:
			linked = true
		case i > from && !isLower(w) || i == from && !linked && !isNoun(w) && !isAdjective(w):
			return false
		}
	}
	return linked
}

// isCommonTitle reports whether the words [from, to) are common nouns and adjectives with capitals, and a
// small word between.
func (p *page) isCommonTitle(from, to int) bool {
	if offices[p.at(from)] {
		return false
	}
	linked := false
	for i := from; i < to; i++ {
		w := p.at(i)
		switch {
		case i > from && small[strings.ToLower(w)]:
			linked = true
		case !isCapital(w) || !isNoun(w) && !p.isCommon(w) && !isAdjective(w) && (i > from || !strings.HasSuffix(w, "ing")):
			return false
		}
	}
	return linked && (isNoun(p.at(to-1)) || p.isCommon(p.at(to-1)))
}
