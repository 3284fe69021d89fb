package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// minHeading and maxHeading bound the words of a heading that nothing
	// but its capitals shows; a known one may be of one word.
	minHeading, maxHeading = 2, 20
	// openerReach is how many words behind the opener its comma may stand.
	openerReach = 25
	// subjectReach is how many words behind a subject a small letter must
	// show that a sentence has begun.
	subjectReach = 5
)

var (
	small       = setOf("small")
	subjects    = setOf("subjects")
	introducers = setOf("introducers")
	adverbs     = setOf("adverbs")
	appositions = setOf("appositions")
	persons     = setOf("persons")
)

// heading returns the word behind the heading that begins at word from, or 0
// if there is none. The text must go on behind it, before word to if the
// sentence ends there.
func (p *page) heading(from, to int) int {
	if n := p.byRule(from, to); n > 0 {
		return n
	}
	return p.scored(from, to)
}

// byRule returns the word behind a heading that needs no weighing.
func (p *page) byRule(from, to int) int {
	if n := p.enclosed(from); n > 0 || p.within[from] {
		return n
	}
	if p.questions[from] || p.words[from].line && p.lineStart(to) && p.lineHeading(from, to) {
		return to
	}
	if n := from + 2; p.isAnnex(from, n) && isAcronym(p.at(from)) && n < to && isCapital(p.at(n)) && !isAcronym(p.at(n)) {
		return n
	}
	for _, rule := range []func(p *page, from, to int) int{(*page).capsHeading, (*page).knownHeading, (*page).listTitle, (*page).colonHeading} {
		if n := rule(p, from, to); n > 0 {
			return n
		}
	}
	return 0
}

// capsHeading finds a heading all in capitals before a sentence, one of the words longer than short names are: NEXT
// STEPS The …
func (p *page) capsHeading(from, to int) int {
	i, long := from, false
	for ; i < to && i < from+maxHeading && isAcronym(p.at(i)) && isWordEnd(p.at(i)) && !p.within[i]; i++ {
		long = long || len(p.at(i)) > maxShort
	}
	if !long || i < from+minHeading || p.begins(i, to) == nothing || isPerson(bare(p.at(i))) || p.acronyms[p.at(i-1)] {
		return 0
	}
	return i
}

// maxShort is the length of the longest short names in capitals.
const maxShort = 5

// colonHeading finds a title of at least minColon words, or a question in few, with a colon before a
// sentence: What Comes Next: The Ministry … In “Anna Lind: We …” somebody speaks.
func (p *page) colonHeading(from, to int) int {
	n := p.behindColon(from, to)
	if n == 0 {
		return 0
	}
	caps := !p.has(from, n, func(k int) bool { return !isAcronym(p.at(k)) })
	if label, _ := p.speaker(from); label == n && (p.interview || !caps) {
		return 0
	}
	if isCapital(p.at(n)) && (isKnown(strings.TrimSuffix(p.text(from, n), ":")) || caps && p.sure(n, to)) {
		return n
	}
	if n-from < minColon || pointers[p.lower(from)] || p.words[from].line && p.lineStart(to) && isWordEnd(p.at(to-1)) {
		return 0
	}
	if (p.isTitle(from, n) || p.asksHow(from, n-1)) && !p.hasPerson(from, n) && p.begins(n, to) != nothing && p.semicolons(from, to) == nil {
		return n
	}
	return 0
}

// behindColon returns the word behind the first colon in the sentence of words [from, to), 0 where none is near.
func (p *page) behindColon(from, to int) int {
	for i := from; i+1 < to && i < from+maxHeading; i++ {
		if !p.ends[i] && strings.HasSuffix(p.at(i), ":") {
			return i + 1
		}
	}
	return 0
}

// sure reports whether what begins at word i is a heading without others that prove it, as behind FACT SHEET:
func (p *page) sure(i, to int) bool {
	end, score := p.best(i, to)
	return end > 0 && score >= 0
}

// nearlySure reports whether a heading may begin at word i: Agenda 1: Stockpiles The …
func (p *page) nearlySure(i int) bool {
	end, score := p.best(i, p.sentenceEnd(i))
	return end > 0 && score >= nearly
}

// asksHow reports whether the words from word from to word i and its colon are a question in few
// words: How the factory works: …
func (p *page) asksHow(from, i int) bool {
	return i-from <= maxColonLead && interrogatives[p.at(from)] && !isCapital(p.at(i)) &&
		!p.has(from, i, func(k int) bool { return auxiliaries[p.at(k)] || endsIn(p.at(k), ",;") })
}

// minColon is the least words of a title with a colon.
const minColon = 3

// isTitle reports whether the words [from, to) are a title of at least minHeading capitals, or a
// known heading.
func (p *page) isTitle(from, to int) bool {
	if isKnown(strings.TrimSuffix(p.text(from, to), ":")) {
		return true
	}
	capitalised := 0
	for i := from; i < to; i++ {
		w := p.at(i)
		if i == to-1 {
			w = strings.TrimSuffix(w, ":")
		}
		if w == "" || !p.inTitle(w, i == from) || p.within[i] {
			return false
		}
		if isCapital(w) && !figured(w) {
			capitalised++
		}
	}
	return capitalised >= minHeading && p.titleEnds(to-1)
}

// isUnstopped reports whether the words [from, to) have no stop but commas.
func (p *page) isUnstopped(from, to int) bool {
	return !p.has(from, to, func(i int) bool { return endsIn(p.at(i), ".;:?!") })
}

// isBare reports whether the words [from, to) have no stop, no brackets and no quotation.
func (p *page) isBare(from, to int) bool {
	return !p.has(from, to, func(i int) bool {
		w := p.at(i)
		return strings.IndexByte(".;:?!,", w[len(w)-1]) >= 0 && !isDotted(strings.TrimSuffix(w, ".")) || p.within[i] || strings.ContainsAny(w, "<>[]")
	})
}

// inTitle reports whether w can stand within a heading in title case.
func (p *page) inTitle(w string, first bool) bool {
	core := strings.TrimLeft(w, openers)
	c, n := utf8.DecodeRuneInString(core)
	switch last := w[len(w)-1]; {
	case core == "" || strings.IndexByte(".;:?!", last) >= 0 && !isDotted(strings.TrimSuffix(core, ".")):
		return w == "&" || isDash(w)
	case w == "&", isDash(w):
		return !first
	case unicode.IsUpper(c), unicode.IsDigit(c):
		return true
	case small[bare(w)]:
		return !first
	}
	second, _ := utf8.DecodeRuneInString(core[n:])
	return unicode.IsLower(c) && unicode.IsUpper(second) // iPhone
}

// titleEnds reports whether a heading can end with word i: a small word, a title of office, a comma
// or a dash go on.
func (p *page) titleEnds(i int) bool {
	w := p.at(i)
	last := bare(w)
	return !small[strings.ToLower(last)] && !isPerson(last) && !strings.HasSuffix(w, ",") && !isDash(w)
}

// maxSurname is the length of those short words that are names: To, An, With.
const maxSurname = 5

// pauses reports whether the phrase that begins at word i ends in a comma
// before its sentence does, with a subject behind it. The Institute For the
// Advancement of Technology, led by …, has none there.
func (p *page) pauses(i, to int) bool {
	for k := i + 1; k < to-1 && k <= i+openerReach; k++ {
		if strings.HasSuffix(p.at(k), ",") {
			next := p.lower(k + 1)
			return (!appositions[next] || next == "a" && p.verbBehind(k+3, to)) && (!speechVerbs[p.lower(k)] || auxiliaries[p.at(k-1)]) && !strings.HasSuffix(next, "ed") && !strings.HasSuffix(next, "ing")
		}
	}
	return false
}

// hasPerson reports whether a title of office is among words [from, to):
// Executive Chair Euisun Chung The Second is a person.
func (p *page) hasPerson(from, to int) bool {
	return p.has(from, to, func(i int) bool { return isPerson(bare(p.at(i))) })
}

// isPerson reports whether w is a title of office, or has one between its hyphens: Minister-in-charge, Vice-President.
func isPerson(w string) bool {
	for part := range strings.SplitSeq(w, "-") {
		if persons[part] {
			return true
		}
	}
	return false
}

func isAcronym(w string) bool {
	n := 0
	for _, c := range bare(w) {
		if !unicode.IsUpper(c) && c != '&' && c != '-' {
			return false
		}
		n++
	}
	return n > 1
}
