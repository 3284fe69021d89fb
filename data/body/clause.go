package body

import (
	"slices"
	"strings"
	"sync"
)

// This file is about whether words are the beginning of a sentence by what they are: nouns, adjectives and
// verbs of the lists of words.

// The lists are long: they are read when a text first asks for them.
var (
	nouns      = sync.OnceValue(func() map[string]bool { return wordList("nouns") })
	adjectives = sync.OnceValue(func() map[string]bool { return wordList("adjectives") })
	verbs      = sync.OnceValue(func() map[string]bool { return wordList("verbs") })
	pasts      = sync.OnceValue(func() map[string]bool { return wordList("pasts") })
)

// clauseReach is how many words behind the first of a sentence its verb may stand.
const clauseReach = 8

// isOf reports whether a word in small letters, or what is left of it without one of some endings, is
// in a list. An ending is what is cut and, behind a slash, what is set for it.
func isOf(list map[string]bool, w string, endings ...string) bool {
	if list[w] {
		return true
	}
	for _, ending := range endings {
		cut, set, _ := strings.Cut(ending, "/")
		if stem, ok := strings.CutSuffix(w, cut); ok && list[stem+set] {
			return true
		}
	}
	return false
}

// isFinite reports whether w can be the verb of a sentence: will, rose, employ, adds, increased.
func isFinite(w string) bool {
	if !isLower(w) || !isWordEnd(w) || len(w) > maxLookup || small[w] {
		return false
	}
	return auxiliaries[w] || isPast(w) || isOf(verbs(), w, "s", "es", "ies/y")
}

// isPast reports whether w can be a verb in the past: rose, increased, planned.
func isPast(w string) bool {
	if stem, ok := strings.CutSuffix(w, "ed"); ok && len(stem) > 2 && stem[len(stem)-1] == stem[len(stem)-2] && verbs()[stem[:len(stem)-1]] {
		return true
	}
	return pasts()[w] || !verbs()[w] && isOf(verbs(), w, "ed", "d", "ied/y")
}

// isNoun reports whether w is a common noun, in the singular or plural. The plurals of who does
// something end alike: shopkeepers.
func isNoun(w string) bool {
	if len(w) > maxLookup {
		return false
	}
	w = strings.ToLower(w)
	if isOf(nouns(), w, "s", "es", "ies/y") {
		return true
	}
	stem, plural := strings.CutSuffix(w, "s")
	return len(w) > len("drivers") && (hasEnding(stem, abstracts) || plural && hasEnding(stem, agents))
}

// hasEnding reports whether w has one of some endings.
func hasEnding(w string, endings []string) bool {
	return slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(w, end) })
}

// agents are the endings of nouns for who does something.
var agents = []string{"er", "or", "ist", "ant", "ent"}

// abstracts are the endings of nouns for what is done, or is so: enforcement.
var abstracts = []string{"ment", "ation", "ition", "usion", "ance", "iness", "ship", "ility", "ivity"}

// isManyNoun reports whether w is a common noun in the plural.
func isManyNoun(w string) bool { return isPlural(w) && isNoun(w) }

// isAdjective reports whether w is a common adjective, or several words with hyphens, of which the first is common.
func isAdjective(w string) bool {
	if len(w) > maxLookup {
		return false
	}
	first, second, compound := strings.Cut(w, "-")
	if first = strings.ToLower(first); compound {
		return isLower(second) && (adjectives()[first] || nouns()[first])
	}
	return adjectives()[first]
}

// beginsClause returns clause where a sentence begins at word i with a common noun in the plural or an adjective and
// has its verb before word to (Imports of metals fell, Large firms must), nounClause where it does with a noun in the
// singular (Employment in Ontario rose), and else nothing.
func (p *page) beginsClause(i, to int) evidence {
	n := p.behindBracket(i+1, to)
	w, next := p.at(i), p.at(n)
	many := isManyNoun(w)
	switch v := unstopped(next); {
	case sections[w] && isDigits(next) && isFinite(p.at(n+1)):
		return clause
	case !isLower(next):
		return nothing
	case p.describes(i):
		if !p.verbBehind(i+2, to) {
			return nothing
		}
		if numerals[w] {
			return clause
		}
		return described
	case !isNoun(w):
		return nothing
	case isFinite(v) && (many || auxiliaries[v] || strings.HasSuffix(v, "s") && !strings.HasSuffix(w, "s")):
	case !isWordEnd(next) || p.within[n] || !p.verbBehind(n+1, to):
		return nothing
	}
	if !many {
		return nounClause
	}
	return clause
}

// behindBracket returns the word behind what stands in brackets at word k, k where nothing does: Ships (up 4 percent) led …
func (p *page) behindBracket(k, to int) int {
	n := k
	for n < to && p.at(k)[0] == '(' && p.within[n] {
		n++
	}
	if n == k || n+1 >= to || !strings.HasSuffix(p.at(n), ")") {
		return k
	}
	return n + 1
}

// describes reports whether word i is an adjective, or a number, before the noun that it belongs to.
func (p *page) describes(i int) bool {
	w, next := p.at(i), p.at(i+1)
	if numerals[w] {
		return strings.HasSuffix(next, "s") && isNoun(next)
	}
	return isAdjective(w) && !small[next] && (!isFinite(next) || isNoun(next))
}

// verbBehind reports whether a verb stands behind word k-1, before the first comma and within clauseReach.
func (p *page) verbBehind(k, to int) bool {
	for end := min(to, k+clauseReach); k < end; k++ {
		w := p.at(k)
		if k == to-1 {
			w = unstopped(w)
		}
		if isFinite(w) && !small[p.at(k-1)] {
			return true
		}
		if !isWordEnd(w) || p.within[k] {
			return false
		}
	}
	return false
}

// unstopped returns w without the stop of a sentence.
func unstopped(w string) string { return strings.TrimRight(w, ".!?") }

var (
	numerals   = setOf("numerals")
	articles   = setOf("articles")
	bounds     = setOf("bounds")
	honorifics = setOf("honorifics")
	sections   = setOf("sections")
)

// beginsNamed returns named where a sentence begins at word i with a name and an apposition (Baltmet, a maker of …),
// namedVerb where it begins with a name and a verb (Tulsa Foods will …), and else nothing.
func (p *page) beginsNamed(i, to int) evidence {
	for k := i; k+1 < to && k < i+maxOffice; k++ {
		w, next := p.at(k), p.at(k+1)
		name, paused := strings.CutSuffix(w, ",")
		switch {
		case !isCapital(w) || figured(w) || p.within[k] || k > i && (isPerson(bare(w)) || subjects[w]), !isWordEnd(name):
			return nothing
		case paused && apposes(next):
			return named
		case paused && (!isCapital(next) || figured(next)):
			return nothing
		case next == "and" && isCapital(p.at(k+2)):
			k++
		case isLower(next):
			return verbOf(next)
		}
	}
	return nothing
}

// verbOf returns namedVerb if w, behind a name, is the verb of a sentence, and else nothing.
func verbOf(w string) evidence {
	if isFinite(w) && (auxiliaries[w] || endsIn(w, "sd") || !isNoun(w)) {
		return namedVerb
	}
	return nothing
}

// apposes reports whether an apposition begins with w: Baltmet, a maker of …; Ann Hill, Director of …
func apposes(w string) bool {
	return appositions[w] || isPerson(bare(w)) || w == "based" || w == "headquartered" || w == "the"
}

// begins returns how a sentence begins at word i, nothing if none does.
func (p *page) begins(i, to int) evidence {
	w, next := p.at(i), p.at(i+1)
	soon := min(to, i+subjectReach+1)
	switch how := p.opensWith(i, to); {
	case !isCapital(w) || i+1 >= to:
		return nothing
	case how != nothing:
		return how
	case subjects[w], introducers[w], figured(w):
		return nothing
	case (persons[w] || officeFirst[w] && persons[next]) && isCapital(next) && p.settlesDown(i+1, soon):
		return named
	case numerals[w] && isCapital(next) && p.settlesDown(i+1, soon):
		return clause
	}
	if how := p.beginsClause(i, to); how != nothing {
		return how
	}
	if hasEnding(w, genitives) && isLower(next) && p.verbBehind(i+2, to) { // Korea’s exports of metals rose
		return nounClause
	}
	if how := p.beginsNamed(i, to); how != nothing {
		return how
	}
	if !isWordEnd(w) || !p.settlesDown(i+1, soon) {
		return nothing
	}
	return looseAt(w)
}

// genitives are the endings of names whose noun follows.
var genitives = []string{"’s", "'s"}

// opensWith returns opening or opensNamed where word i is one that opens sentences, and else nothing.
func (p *page) opensWith(i, to int) evidence {
	w, next := p.at(i), p.at(i+1)
	goesOn := isLower(next) && !small[bare(next)]
	adverb, paused := strings.CutSuffix(w, ",")
	switch {
	case p.opensCounted(i), articles[w] && goesOn && !isFinite(next), subjects[w] && (goesOn || p.runsInto(i)), paused && adverbs[adverb]:
		return opening
	case p.saysI(i), honorifics[w] && p.officeSpeaks(i), p.beginsOffice(i) && !p.beginsOffice(i-1) && p.officeSpeaks(i), p.acronyms[w] && p.reports(i+1):
		return opensNamed
	case w == "The" && isCapital(next) && p.settlesDown(i+1, to):
		return opensNamed
	case introducers[w] && p.pauses(i, to):
		if isLower(next) {
			return opening
		}
		return opensNamed
	}
	return nothing
}

// beginsOffice reports whether word i begins what somebody is, or goes on with it: Foreign Press Secretary.
func (p *page) beginsOffice(i int) bool {
	w := p.at(i)
	return persons[w] || officeFirst[w] || isAdjective(w) && p.has(i+1, i+3, func(k int) bool { return persons[p.at(k)] && !honorifics[p.at(k)] })
}

// saysI reports whether a sentence begins at word i with I: Visit to Osaka I will …, but not Phase I will …, Next year I will …
func (p *page) saysI(i int) bool {
	return p.at(i) == "I" && isFinite(p.at(i+1)) && !p.points(i-1) && (isNoun(p.at(i-1)) && small[p.at(i-2)] || isCapital(p.at(i-1)))
}

// opensCounted reports whether a sentence begins at word i with how many there are: About 50, Many firms, At least 50, Five or more
func (p *page) opensCounted(i int) bool {
	w, next, third := p.at(i), p.at(i+1), p.at(i+2)
	switch {
	case counting[w]:
		return figured(next) || isLower(next) && !small[bare(next)]
	case numerals[w]:
		return next == "or" && (third == "more" || third == "fewer" || third == "less")
	}
	return bounds[w+" "+next] && figured(third)
}

// reports reports whether word i, behind a short name, is the verb of a sentence: not in NFC plans were, nor in what
// NFC buys rose.
func (p *page) reports(i int) bool {
	w := p.at(i)
	return isFinite(w) && (auxiliaries[w] || isPast(w) || !isNoun(w) && !isPast(unstopped(p.at(i+1))))
}

// looseAt returns loose, or looseNoun if w is a common noun in the singular.
func looseAt(w string) evidence {
	if isNoun(w) && !isPlural(w) {
		return looseNoun
	}
	return loose
}
