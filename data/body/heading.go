package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// minHeading and maxHeading bound the words of a heading that nothing
	// but its capitals shows; a known one may be of one word.
	minHeading, maxHeading = 2, 14
	// openerReach is how many words behind the opener its comma may stand.
	openerReach = 25
	// subjectReach is how many words behind a subject a small letter must
	// show that a sentence has begun.
	subjectReach = 5
)

var (
	// small are the words that a title writes with a small letter.
	small = set(`a an the of in on at to for and or but nor by with from as via vs per into onto over amid upon
		than through between under within toward towards among`)
	// subjects begin a sentence with its subject; introducers with a phrase
	// that a comma ends. He, She and An are missing: they are family names,
	// and Vice Premier He said is no heading.
	subjects    = set(`The This These Those It Its They We Our Their There Both Each`)
	introducers = set(`With In On At As For To By From Through Throughout During After Before Since While When If
		Although Following Under Once Based Building Beginning Starting Given Despite Amid Over Meanwhile
		Furthermore Moreover Additionally Going Looking Upon`)
	// adverbs open a sentence with a comma right behind them.
	adverbs = set(`Today Yesterday Recently Currently Meanwhile However Moreover Furthermore Additionally
		Accordingly Consequently Therefore Earlier Previously`)
	// appositions go on with the noun before a comma.
	appositions = set("a an which who whose where and or led held known such as")
	// short introducers would be small in a title; With and longer ones are
	// capitals in many.
	short = set(`In On At As For To By`)
	// persons end a title of office, whose bearer follows.
	persons = set(`Minister President Chairman Chairwoman Chairperson Chair Premier Director General Secretary
		Commissioner Governor Mayor Member Ambassador Professor Lawmaker Representative CEO COO CFO CTO Chief
		Officer Envoy Chancellor King Queen Prince Princess Mr Ms Mrs Dr Rep Sen`)
)

// heading returns the word behind the heading that begins at word from, or 0
// if there is none. The text must go on behind it, before word to if the
// sentence ends there.
func (p *page) heading(from, to int) int {
	if n := p.enclosed(from, to); n > 0 {
		return n
	}
	if p.within[from] {
		return 0
	}
	if p.questions[from] {
		return to
	}
	if p.words[from].line && p.lineStart(to) && p.lineHeading(from, to) {
		return to
	}
	if n := p.knownHeading(from, to); n > 0 {
		return n
	}
	if n := p.listTitle(from, to); n > 0 {
		return n
	}
	if n := p.colonHeading(from, to); n > 0 {
		return n
	}
	if n := p.titleHeading(from, to); n > 0 {
		return n
	}
	if n := p.plainHeading(from, to); n > 0 {
		return n
	}
	return p.weak[from]
}

// titleHeading finds a heading in title case before a sentence.
func (p *page) titleHeading(from, to int) int {
	capitalised := 0
	least := from + minHeading
	if short[p.at(from)] {
		least++ // In Accra The agency …
	}
	for i := from; i < to && i <= from+maxHeading; i++ {
		w := p.at(i)
		if i >= least && capitalised >= minHeading && (p.turns(from, i, to) || p.dated(i) || p.repeats(from, i) || p.partsBy(i) || p.countsOn(i)) {
			return i
		}
		if !p.inTitle(w, i == from) || p.within[i] && !strings.Contains(w, "(") {
			break
		}
		if isCapital(w) {
			capitalised++
		}
	}
	return 0
}

// colonHeading finds a title of at least minColon words, or a question in few, with a colon before a
// sentence: What Comes Next: The Ministry … In “Anna Lind: We …” somebody speaks.
func (p *page) colonHeading(from, to int) int {
	for i := from; i+1 < to && i < from+maxHeading; i++ {
		if p.ends[i] || !strings.HasSuffix(p.at(i), ":") {
			continue
		}
		if i+1-from >= minColon && (p.isTitle(from, i+1) || p.asksHow(from, i)) && !p.hasPerson(from, i+1) &&
			p.opensBehind(i+1, to) && p.semicolons(from, to) == nil {
			return i + 1
		}
		break
	}
	return 0
}

// asksHow reports whether the words from word from to word i and its colon are a question in few
// words: How the factory works: …
func (p *page) asksHow(from, i int) bool {
	if i-from > maxColonLead || !interrogatives[p.at(from)] || isCapital(p.at(i)) {
		return false
	}
	for k := from; k < i; k++ {
		if auxiliaries[p.at(k)] || endsIn(p.at(k), ",;") {
			return false
		}
	}
	return true
}

// minColon is the least words of a title with a colon.
const minColon = 3

// listTitle returns where the title of a list ends, which begins at word from and goes on to
// the sign of the first item: “Key Facts About These Terms: • …”, “Ferry tolls Q: …”.
func (p *page) listTitle(from, to int) int {
	if to >= len(p.words) || p.items[to] == nil || to-from > maxHeading || !isCapital(p.at(from)) {
		return 0
	}
	if p.items[to].order > 0 && (p.items[to].list.family != stopFamily && !isKnown(p.text(from, to)) || from == 0 || !p.ends[from-1]) {
		return 0
	}
	if f := p.items[to].list.family; p.isTitle(from, to) || (f == questionFamily || isDash(string(f))) && p.isBare(from, to) {
		return to
	}
	return 0
}

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

// isBare reports whether the words [from, to) have no stop, no brackets and no quotation.
func (p *page) isBare(from, to int) bool {
	for i := from; i < to; i++ {
		if w := p.at(i); strings.IndexByte(".;:?!,", w[len(w)-1]) >= 0 || p.within[i] || strings.ContainsAny(w, "<>[]") {
			return false
		}
	}
	return true
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

// turns reports whether the heading that began at word from ends before word
// i, which begins a sentence: i is a capitalised word that opens sentences,
// as no title would have it there.
func (p *page) turns(from, i, to int) bool {
	w := p.at(i)
	adverb, paused := strings.CutSuffix(w, ",")
	subject, introducer := subjects[w], introducers[w]
	if paused = paused && adverbs[adverb]; !subject && !introducer && !paused || i+1 >= to {
		return false
	}
	if !p.titleTurns(i) {
		return false
	}
	if introducer && !p.pauses(i, to) {
		return false
	}
	next := p.at(i + 1)
	if isLower(next) || paused {
		return true
	}
	// A capital or a number behind it: In Seoul, … or The Ministry of …
	if p.capitalisesAll(from, i) || p.hasPerson(from, i) || introducer && !short[w] || w == "To" {
		return false
	}
	if introducer {
		return strings.HasSuffix(next, ",") && !strings.Contains(next, "-") || isDigits(bare(next))
	}
	return w == "The" && p.settlesDown(i+1, to)
}

// repeats reports whether word i is the subject that a heading which began at word from is about:
// About KEA KEA lends money.
func (p *page) repeats(from, i int) bool {
	if p.at(from) != "About" {
		return false
	}
	article := p.at(from+1) == "the" && p.at(i) == "The"
	if article {
		from, i = from+1, i+1
	}
	return i > from+1 && p.at(from+1) == p.at(i)
}

// byNouns are what figures are given by.
var byNouns = set("Agency Category Company Country Destination Industry Item Market Ministry Month Port Product Province Region Sector Type")

// partsBy reports whether the words before word i are by and one of byNouns: Exports by Region Japan …
func (p *page) partsBy(i int) bool {
	return p.lower(i-2) == "by" && byNouns[p.at(i-1)] && isCapital(p.at(i))
}

// countsOn reports whether a sentence begins at word i, behind a title, with a word that counts: Support
// for Firms Some 120 firms …
func (p *page) countsOn(i int) bool {
	return counting[p.at(i)] && p.titleEnds(i-1) && (figured(p.at(i+1)) || isLower(p.at(i+1)) && !small[p.at(i+1)])
}

// titleEnds reports whether a heading can end with word i: a small word, a title of office, a comma
// or a dash go on.
func (p *page) titleEnds(i int) bool {
	w := p.at(i)
	last := bare(w)
	return !small[strings.ToLower(last)] && !persons[last] && !strings.HasSuffix(w, ",") && !isDash(w)
}

// titleTurns reports whether a heading can end before word i: it may end in a title of office where
// word i is none of the short words that are names as well.
func (p *page) titleTurns(i int) bool {
	w := p.at(i)
	return p.titleEnds(i-1) || persons[bare(p.at(i-1))] && len(w) > maxSurname && introducers[w]
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
			return !appositions[next] && !strings.HasSuffix(next, "ed") && !strings.HasSuffix(next, "ing")
		}
	}
	return false
}

// capitalisesAll reports whether the heading writes even its small words with
// capitals (Ties With Japan): then a capital proves nothing.
func (p *page) capitalisesAll(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if w := bare(p.at(i)); isCapital(w) && small[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

// hasPerson reports whether a title of office is among words [from, to):
// Executive Chair Euisun Chung The Second is a person.
func (p *page) hasPerson(from, to int) bool {
	for i := from; i < to; i++ {
		if persons[bare(p.at(i))] {
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
