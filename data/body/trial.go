package body

import "strings"

// This file is about what the words of one heading, and those behind it, say for and against it.

// trial weighs whether the words [from, i) are a heading before the sentence [i, to).
type trial struct {
	*page
	from, i, to int
	how         evidence // how the sentence begins
	known       bool     // the words are a known heading
	common      bool     // their capitals are those of common words
	repeated    bool     // the sentence begins with all of them
	echoed      bool     // the sentence takes up a word of theirs
	low         bool     // they end in a small letter, or a year
	sum         evidence
}

// says counts evidence if it is there.
func (t *trial) says(e evidence, is bool) {
	if is {
		t.sum += e
	}
}

// weigh sums up all that speaks for and against the heading. It reports whether a sentence begins behind it at all.
func (t *trial) weigh() bool {
	t.repeated = t.repeats()
	if t.how = t.begins(t.i, t.to); t.repeated {
		t.how = opening
	} else if t.how == nothing && t.dated(t.i) {
		t.how = loose
	} else if t.how == nothing {
		return false
	}
	last := t.at(t.i - 1)
	t.low = isLower(last) || isYear(last)
	t.common = t.areCommon(t.from, t.i)
	t.known = t.i-t.from <= maxKnown && t.mayBeKnown(t.from) && isKnown(t.text(t.from, t.i))
	switch clauses := t.how == clause || t.how == nounClause; {
	case t.how == described && !t.common, clauses && t.low:
		t.how = clause
	case clauses && !t.common:
		t.how = looseAt(t.at(t.i))
	}
	t.says(t.how, true)
	t.says(behindSmall, t.low)
	t.says(knownWords, t.known)
	t.says(knownLoose, t.known && t.how <= named && t.how >= loose)
	t.says(knownOf, t.isKnownOf())
	t.weighFirst()
	t.weighLast()
	t.weighWords()
	return true
}

// weighFirst counts what the first word says.
func (t *trial) weighFirst() {
	w, next := t.at(t.from), t.at(t.from+1)
	echoes := t.echoes()
	t.echoed = echoes
	t.says(echo, echoes)
	t.says(about, w == "About" && (echoes || next == "the" || next == "this" || next == "our" || t.i > t.from+1 && isCapital(next) && !figured(next) && t.how >= clause))
	t.says(asking, interrogatives[w])
	t.says(theFirst, w == "The" && t.how != opening && !echoes)
	t.says(official, offices[w])
	t.says(gerund, t.i-t.from > minHeading && strings.HasSuffix(w, "ing") && isCapital(next))
	t.says(opener, t.opens(w))
}

// opens reports whether w, the first word, opens sentences rather than headings.
func (t *trial) opens(w string) bool {
	switch {
	case w == "The", interrogatives[w], t.known, w == "About" && !figured(t.at(t.from+1)):
		return false
	case w == "One", numerals[w]:
		next := t.at(t.from + 1)
		return next == "of" || next == "or" || !isCapital(next) && nobodies[w] && w != "One"
	case subjects[w], nobodies[w], isPerson(w), counting[w]:
		return true
	}
	return introducers[w] && !byNouns[t.at(t.i-1)] && !strings.HasSuffix(w, "ing")
}

// weighLast counts what the last word says.
func (t *trial) weighLast() {
	last := t.at(t.i - 1)
	one := t.i-t.from == 1
	many := isPlural(last)
	t.says(oneWord, one && !t.known)
	t.says(pluralEnd, many)
	t.says(headNoun, !one && !t.known && partNouns[strings.ToLower(last)])
	t.says(again, last == t.at(t.i) || t.i == t.from+2 && t.at(t.from) == t.at(t.i) && isFinite(t.at(t.i+1)))
	t.says(twice, t.repeated)
	t.says(nounAlone, one && !t.known && isNoun(last))
	t.says(byNoun, !one && t.lower(t.i-2) == "by" && byNouns[last])
	t.says(dateEnd, t.dated(t.i))
	t.says(verbEnd, t.low && t.lower(t.i-2) == "to" && isFinite(last) && !isNoun(last))
	t.says(aimless, !isNoun(last) && (t.low || isAdjective(last)) && !interrogatives[t.at(t.from)] && !figured(last))
}

// weighWords counts what all words say.
func (t *trial) weighWords() {
	lower, capital, links := 0, 0, 0
	var office, aux, comma, and bool
	for k := t.from; k < t.i; k++ {
		w := t.at(k)
		b := bare(w)
		switch {
		case k > t.from && small[strings.ToLower(b)]:
			links++
			and = and || b == "and" || b == "or"
		case isCapital(w):
			capital++
		default:
			lower++
		}
		office = office || isPerson(b)
		aux = aux || auxiliaries[w] || speechVerbs[w] && isPast(w)
		comma = comma || k < t.i-1 && strings.HasSuffix(w, ",")
	}
	t.says(personIn, office && (t.how != opening || len(t.at(t.i)) <= maxSurname))
	t.says(auxiliary, aux || t.low && isPast(t.at(t.i-1)) && !interrogatives[t.at(t.from)])
	t.says(commas, comma)
	t.says(mixedEnd, lower > 0 && !t.low)
	t.weighTitle(lower == 0 && capital > 1, office, links, and)
}

// weighTitle counts what it says whether all words have capitals, and how small ones link them.
func (t *trial) weighTitle(title, office bool, links int, and bool) {
	t.says(titled, title)
	t.says(commonTitle, title && t.common)
	t.says(commonNamed, title && t.common && !office && t.how <= named && t.how >= loose)
	t.says(field, and && title && t.common && t.how == named && isPerson(bare(t.at(t.i))))
	if !t.echoed && (t.how < nounClause || t.how < described && title) {
		t.says(unlinked, links == 0 && t.i-t.from > 1)
		t.says(compound, !t.known && links == 1 && and && title && !isPlural(t.at(t.i-1)))
	}
}

// partNouns are what parts of a release are about.
var partNouns = setOf("partNouns")

// aims are what a part of a release is of: Outline of the program.
var aims = setOf("aims")

// isKnownOf reports whether the words are a known heading, and what it is of: Key points of the plan.
func (t *trial) isKnownOf() bool {
	for i := t.from + 1; i < t.i && i <= t.from+maxKnown; i++ {
		switch t.at(i) {
		case "of", "on", "for":
			return i == t.from+1 && aims[t.lower(t.from)] && t.at(i) == "of" && small[t.at(i+1)] && (isLower(t.at(i+2)) || t.how >= clause) || isKnown(t.text(t.from, i))
		}
	}
	return false
}

// echoes reports whether the sentence takes up the first word of the heading, or any behind The.
func (t *trial) echoes() bool {
	w, next := t.at(t.i), t.at(t.i+1)
	if w != "The" {
		for k := t.from; k < t.i-1 && isNoun(w) && isLower(next) && len(w) > echoLetters; k++ {
			if strings.TrimSuffix(w, "s") == strings.TrimSuffix(t.at(k), "s") {
				return true
			}
		}
		return strings.TrimSuffix(w, ",") == t.at(t.from) || t.i > t.from+1 && t.at(t.from) == "About" && t.at(t.from+1) == w
	}
	return t.has(t.from, t.i, func(k int) bool { return strings.TrimRight(bare(t.at(k)), "’s") == strings.TrimRight(next, "’s") })
}

// repeats reports whether the sentence begins with all words of the heading, behind The or not: Banca Ligure Banca Ligure is …
func (t *trial) repeats() bool {
	from, k := t.from, t.i
	if t.at(from) == "About" {
		from++
	}
	if t.at(k) == "The" {
		k++
	}
	n := t.i - from
	if n == 0 || n > maxKnown || k+n >= t.to || !isCapital(t.at(k+n-1)) || !isLower(t.at(k+n)) && t.at(k + n)[0] != '(' {
		return false
	}
	for j := range n {
		if t.at(from+j) != strings.TrimSuffix(t.at(k+j), ",") {
			return false
		}
	}
	return true
}

// areCommon reports whether the capitals of words [from, to) are those of common words, or of a place behind in.
func (p *page) areCommon(from, to int) bool {
	for k := from; k < to; k++ {
		w := bare(p.at(k))
		switch {
		case !isCapital(w), isNoun(w), isAdjective(w), small[strings.ToLower(w)], isNational(w):
		case k == from && (strings.HasSuffix(w, "ing") || numerals[w] || w == "About"), k > from && k == to-1 && p.at(k-1) == "in":
		default:
			return false
		}
	}
	return true
}

// goesOnTo reports whether a name goes on from a word with a capital to the next: Exports to the Middle East, Sales in British Columbia.
func goesOnTo(w, next string) bool {
	return directions[w] || ordinals[w] > 0 || isNational(w) || officeFirst[w] && (isPerson(next) || officeFirst[next])
}

// isNational reports whether w is an adjective of a nation by its ending: Danish, Korean.
func isNational(w string) bool {
	return isCapital(w) && !isNoun(w) && hasEnding(w, nationals)
}

// nationals are the endings of adjectives of nations.
var nationals = []string{"ish", "ese", "ian", "ean", "ican", "erman"}
