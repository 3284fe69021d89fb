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
	return plural && len(w) > len("drivers") && slices.ContainsFunc(agents, func(end string) bool { return strings.HasSuffix(stem, end) })
}

// agents are the endings of nouns for who does something.
var agents = []string{"er", "or", "ist", "ant", "ent"}

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

// beginsClause reports whether a sentence begins at word i with a common noun or adjective and has its
// verb before word to: Imports of metals fell, Large firms must, Employment in Ontario rose.
func (p *page) beginsClause(i, to int) bool {
	w, next := p.at(i), p.at(i+1)
	if !isLower(next) {
		return false
	}
	if p.describes(i) {
		return p.verbBehind(i+2, to)
	}
	if !isNoun(w) {
		return false
	}
	if v := unstopped(next); isFinite(v) && (isManyNoun(w) || auxiliaries[v] || strings.HasSuffix(v, "s") && !strings.HasSuffix(w, "s")) {
		return true
	}
	return isWordEnd(next) && !p.within[i+1] && p.verbBehind(i+2, to)
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

// numerals are numbers in words that sentences begin with.
var numerals = set("Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve")

// beginsNamed reports whether a sentence begins at word i with a name: Baltmet, a maker of … or Tulsa
// Foods will …
func (p *page) beginsNamed(i, to int) bool {
	for k := i; k+1 < to && k < i+maxOffice; k++ {
		w, next := p.at(k), p.at(k+1)
		if !isCapital(w) || figured(w) || p.within[k] {
			return false
		}
		if strings.HasSuffix(w, ",") {
			return appositions[next] || persons[bare(next)] || next == "based" || next == "headquartered" || next == "the"
		}
		if !isWordEnd(w) {
			return false
		}
		if isLower(next) {
			return auxiliaries[next] || isFinite(next) && (endsIn(next, "sd") || !isNoun(next))
		}
	}
	return false
}
