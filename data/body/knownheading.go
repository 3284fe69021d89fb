package body

import "strings"

// This file is about headings that are always the same: Background, Next Steps.

var (
	// known headings need less proof of what follows. A heading is known as well
	// if it is one of headNouns behind one or two of headAdjectives.
	knownList      = wordList("headings")
	headAdjectives = setOf("headAdjectives")
	headNouns      = setOf("headNouns")
)

// knownFirst are the words that known headings begin with.
var knownFirst = func() map[string]bool {
	m := map[string]bool{}
	for phrase := range knownList {
		first, _, _ := strings.Cut(phrase, " ")
		m[bare(first)] = true
	}
	return m
}()

// mayBeKnown reports whether a known heading begins with word i.
func (p *page) mayBeKnown(i int) bool {
	first := strings.TrimSuffix(p.lower(i), ":")
	return knownFirst[first] || headAdjectives[first]
}

// maxKnown is the most words of a known heading.
const maxKnown = 4

// isKnown reports whether a phrase is a heading whatever follows.
func isKnown(phrase string) bool {
	phrase = strings.ReplaceAll(strings.ToLower(phrase), " & ", " and ")
	first, second, both := strings.Cut(phrase, " and ")
	if knownList[phrase] || both && knownList[first] && knownList[second] {
		return true
	}
	words := strings.Fields(phrase)
	n := len(words)
	if n < 2 || n >= maxKnown || !headNouns[words[n-1]] {
		return false
	}
	for _, w := range words[:n-1] {
		if !headAdjectives[w] {
			return false
		}
	}
	return true
}

// knownHeading finds one of the headings that are always the same before another heading, or the title of a list.
func (p *page) knownHeading(from, to int) int {
	n := p.knownPhrase(from, to)
	if n == 0 || !isCapital(p.at(from)) || p.at(n) == "About" || small[p.lower(n)] {
		return 0
	}
	if end, score := p.best(n, to); end > 0 && score >= nearly || p.listTitle(n, to) > 0 || p.beginsSign(n) || p.leadsToQuestion(n, to) || p.saysNone(n) {
		return n
	}
	return 0
}

// beginsSign reports whether word i is the first sign of a list, or of what has but one: (1) Port calls Mr. Ito: …
func (p *page) beginsSign(i int) bool {
	f, v := family(p.at(i))
	return v == 1 && f != bareFamily
}

// saysNone reports whether word i, behind a known heading, is all that stands before the next: Opening Remarks None Quotes
func (p *page) saysNone(i int) bool {
	n := p.knownPhrase(i+1, len(p.words))
	return n > i+minHeading && isCapital(p.at(i)) && isCapital(p.at(i+1))
}

// leadsToQuestion reports whether a few words lead from word i to the sign of a question: Harbour tolls Q: Will …
func (p *page) leadsToQuestion(i, to int) bool {
	for k := i; k < to && k < i+maxHeading && !p.ends[k-1]; k++ {
		if question, _ := asksOrAnswers(p.at(k)); question {
			return true
		}
	}
	return false
}

// smallFrom returns the word behind of, on or for and a few words with small letters at word i, 0 where none stand
// there: Key points | of the plan.
func (p *page) smallFrom(i int) int {
	end := i
	if w := p.at(i); w != "of" && w != "on" && w != "for" {
		return 0
	}
	for end < i+subjectReach && isLower(p.at(end)) && p.at(end)[0] != '(' && isWordEnd(p.at(end)) && !speechVerbs[p.at(end)] {
		end++
	}
	if end < i+2 || end >= len(p.words) || !p.phraseEnds(end) {
		return 0
	}
	return end
}

// knownPhrase returns where the longest known heading ends that begins at word from and has no
// colon, 0 where there is none.
func (p *page) knownPhrase(from, to int) int {
	if !p.mayBeKnown(from) {
		return 0
	}
	for n := min(maxKnown, to-from-1); n > 0; n-- {
		if isKnown(p.text(from, from+n)) {
			return from + n
		}
	}
	return 0
}

// partKnown ends what stands before a known heading of several words that no stop parts from it:
// “… less than £10 million Notes to editors 1. The fund …”.
func (p *page) partKnown() {
	enclosed := p.hasEnclosed()
	for i := 1; i < len(p.words); i++ {
		if !p.ends[i-1] && !p.within[i-1] && isCapital(p.at(i)) && p.phraseEnds(i) {
			p.ends[i-1] = p.aboutWhat(i) || p.notes(i) || p.knownAt(i) || p.asksAt(i) || p.behindContact(i)
		} else if !p.ends[i-1] && !p.within[i-1] && enclosed && isWordEnd(p.at(i-1)) && p.isBracketed(i) {
			p.ends[i-1] = true
		} else if beginsQuoted(p.at(i)) && p.isSigned(i) || p.follow(i) {
			p.ends[i-1] = true
		}
	}
}

// announcers are of a sentence that announces the parts of a release.
var announcers = setOf("announcers")

// follow reports whether a heading stands at word i behind what announces it: The details are as follows: Support for …
func (p *page) follow(i int) bool {
	if !endsIn(p.at(i-1), ":") || !isCapital(p.at(i)) || !p.has(p.sentenceAt(i-1), i, func(k int) bool { return announcers[p.lower(k)] }) {
		return false
	}
	return p.sure(i, p.sentenceEnd(i))
}

// sentenceEnd returns the word behind the sentence of word i, or maxAsked words behind it.
func (p *page) sentenceEnd(i int) int {
	to := i + 1
	for to < len(p.words) && to-i < maxAsked && !p.ends[to-1] {
		to++
	}
	return to
}

// behindContact reports whether word i stands behind brackets that are a sentence, and say whom to ask: (For more information: …)
func (p *page) behindContact(i int) bool {
	if !strings.HasSuffix(p.at(i-1), ")") || p.within[i-1] || !isCapital(p.at(i)) {
		return false
	}
	from := i - 1
	for from > 0 && p.within[from-1] {
		from--
	}
	return p.isContact(from)
}

// isContact reports whether brackets that say whom to ask begin at word i, where a sentence would.
func (p *page) isContact(i int) bool {
	return p.at(i) == "(For" && (i == 0 || p.ends[i-1]) && p.mayBeKnown(i+1)
}

// hasEnclosed reports whether a heading in square brackets stands where a sentence would begin.
func (p *page) hasEnclosed() bool {
	return p.has(0, len(p.words), func(i int) bool { return p.at(i)[0] == '[' && (i == 0 || p.ends[i-1]) && p.isBracketed(i) })
}

// isBracketed reports whether a title in square brackets, of capitals, begins at word i, and a sentence or a sign
// stands behind it.
func (p *page) isBracketed(i int) bool {
	if p.at(i)[0] != '[' {
		return false
	}
	to := p.angle(i)
	return to > 0 && !p.has(i, to, func(k int) bool { return !isCapital(p.at(k)) && !small[bare(p.at(k))] && p.at(k) != "&" })
}

// notes reports whether a note begins at word i, behind a few words with a capital at their end: Trade Policy Bureau Note: …
func (p *page) notes(i int) bool {
	return p.at(i) == "Note:" && isCapital(p.at(i-1)) && !isAdjective(p.at(i-1)) && isCapital(p.at(i+1)) && i-p.sentenceAt(i) >= maxKnown
}

// knownAt reports whether a known heading stands at word i: one with a colon, or one of several words
// before a sign of a list or a sentence.
func (p *page) knownAt(i int) bool {
	if !p.mayBeKnown(i) {
		return false
	}
	if phrase, colon := strings.CutSuffix(p.at(i), ":"); colon && knownList[strings.ToLower(phrase)] && isCapital(p.at(i+1)) {
		return true
	}
	for n := 2; n <= maxKnown && i+n < len(p.words); n++ {
		phrase, behind := p.text(i, i+n), p.smallFrom(i+n)
		if knownList[strings.ToLower(phrase)] && p.beginsPart(i+n) || isKnown(phrase) && subjects[p.at(behind)] && p.runsInto(behind) {
			return true
		}
	}
	return false
}

// beginsPart reports whether word i, behind a known heading, begins a list, a question, a sentence or another heading.
func (p *page) beginsPart(i int) bool {
	f, v := p.signAt(i)
	w, end := p.at(i), len(p.words)
	return v == 1 || isBullet(f) || p.leadsToQuestion(i, end) || p.saysNone(i) || introducers[w] && p.pauses(i, end) ||
		(subjects[w] || w == "I") && isLower(p.at(i+1)) || p.sure(i, p.sentenceEnd(i))
}

// aboutWhat reports whether a heading stands at word i whose subject the sentence behind repeats: About KEA KEA lends …
func (p *page) aboutWhat(i int) bool {
	for k := i + minHeading; k < i+maxHeading && p.at(i) == "About" && isWordEnd(p.at(k-1)); k++ {
		t := trial{page: p, from: i, i: k}
		if p.at(k) != "The" && t.echoes() || p.at(i+1) == "the" && p.at(k) == "The" && p.at(k+1) == p.at(i+2) {
			return true
		}
	}
	return false
}
