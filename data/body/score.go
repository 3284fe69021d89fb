package body

import "strings"

// This file is about headings that no sign shows, but what their words are and what begins behind them. All that
// speaks for or against one is weighed in one table.

// evidence is what something speaks for a heading before a sentence, or against it. The weights were fitted to the
// labelled pages of the tests: few headings are missed, and none is false.
type evidence int

const (
	nothing evidence = 0

	// How the sentence begins, of which each has one. The less it says, the more is asked of the words before.
	opening    evidence = 41  // with a word that opens sentences: The two …, With this, …, Today, …, About 50 …
	opensNamed evidence = 31  // with such a word and a name: The Ministry of …, In Seoul, …
	described  evidence = 10  // with an adjective, a noun in small letters, and a verb: Large firms must …
	nounClause evidence = -5  // with one common noun and a verb: Employment rose
	clause     evidence = -3  // with a plural and a verb: Firms must …
	named      evidence = -9  // with a name and an apposition: Baltmet, a maker of …
	namedVerb  evidence = -19 // with a name and a verb: Norway will …
	loose      evidence = -20 // with another capital
	looseNoun  evidence = -36 // with that of a common noun

	// What speaks for the words before it.
	behindSmall evidence = 12 // they end in a small letter, before a capital
	knownWords  evidence = 20 // they are always the same: Next Steps
	knownOf     evidence = 14 // so begun: Key points of the plan
	knownLoose  evidence = 22 // knownWords before a name
	asking      evidence = 24 // Who can apply
	about       evidence = 30 // About the project
	byNoun      evidence = 28 // Exports by Region
	dateEnd     evidence = 66 // Ferry Tolls (May 4)
	pluralEnd   evidence = 7
	commonTitle evidence = 8  // common nouns with capitals: Jobs and Sales
	commonNamed evidence = 15 // these before a name
	headNoun    evidence = 12 // they end in what parts of a release are about: Selection Criteria
	again       evidence = 19 // it begins with the last of them: Support for Miners Miners …
	twice       evidence = 35 // the sentence begins with all of them: Ohio Ohio is …
	nounAlone   evidence = 6  // it is one common noun: Findings The …
	gerund      evidence = 20 // a title begins with a verb: Opening Markets for …
	echo        evidence = 14 // the sentence takes up a word of theirs: Office approves scheme The scheme …

	// What speaks against them.
	oneWord   evidence = -25
	titled    evidence = -8  // all have capitals, as names do
	mixedEnd  evidence = -12 // they have small letters, and end in a capital
	unlinked  evidence = -9  // no small word links them: Rival makers
	compound  evidence = -31 // they may begin a compound: Health and Safety Inspectors
	field     evidence = -20 // they may be what somebody is in charge of: Culture and Sports Minister
	theFirst  evidence = -27 // they begin with The, before a name
	commas    evidence = -20
	auxiliary evidence = -11 // they have a verb of auxiliaries or end in the past
	aimless   evidence = -10 // they end in no noun
	personIn  evidence = -26 // they have one, before a name
	official  evidence = -30 // they begin an office: Ministry of …
	opener    evidence = -50 // they begin as sentences do: With, In, This …
	splitName evidence = -50 // a name goes on behind them
	verbEnd   evidence = -30 // they end in a verb: Japan plans to provide
)

// What is weighed begins at base, and is a heading from 0 on. Where others prove it, that counts as well: a heading
// that is sure, or two that nearly are.
const (
	base   evidence = -23
	others evidence = 33
	nearly evidence = -27
)

// best returns where the heading most likely ends that begins at word from, and how much speaks for it. It is 0
// where none may end.
func (p *page) best(from, to int) (end int, score evidence) {
	from = p.behindLabel(from, to)
	p.eachEnd(from, to, func(i int) {
		t := trial{page: p, from: from, i: i, to: to, sum: base}
		if t.weigh() && (end == 0 || t.sum > score) {
			end, score = i, t.sum
		}
	})
	if end > 0 && p.splits(end) {
		score += splitName
	}
	return end, score
}

// splits reports whether a name that the text has elsewhere as well goes on from word i-1 to word i: Trade Secrets | Act
func (p *page) splits(i int) bool {
	w := p.at(i)
	if p.within[i-1] || subjects[w] || introducers[w] || !isCapital(p.at(i-1)) {
		return false
	}
	from, to := p.words[i-1].from, p.words[i].to
	near := p.src[max(0, from-maxNear):min(len(p.src), to+maxNear)]
	return strings.Count(near, p.src[from:to]) > 1
}

// maxNear is how far from a name it is looked for again, in bytes.
const maxNear = 2000

// behindLabel returns the word behind a label of a heading, word from where it has none before word to: Agenda 1: Stockpiles …
func (p *page) behindLabel(from, to int) int {
	for i := from; i < from+maxColonLead && i+1 < to && isCapital(p.at(from)); i++ {
		name, colon := strings.CutSuffix(p.at(i), ":")
		if !isWordEnd(name) || p.within[i] || isPerson(name) || auxiliaries[name] || speechVerbs[name] || isPast(name) {
			break
		}
		if colon {
			return i + 1
		}
	}
	return from
}

// eachEnd calls try with each word behind which a heading that begins at word from may end.
func (p *page) eachEnd(from, to int, try func(i int)) {
	if !isCapital(p.at(from)) && !strings.HasSuffix(p.at(from-1), ":") || p.within[from] || strings.IndexByte("([<", p.at(from)[0]) >= 0 {
		return
	}
	for i := from + 1; i+1 < to && i <= from+maxHeading; i++ {
		last := p.at(i - 1)
		if f, _ := family(last); f == bothFamily || endsIn(last, ".;?!:") && !isDotted(strings.TrimSuffix(last, ".")) {
			return
		}
		if p.mayEnd(i) {
			try(i)
		}
	}
}

// mayEnd reports whether a heading may end before word i, for all that these two words say.
func (p *page) mayEnd(i int) bool {
	last, w := p.at(i-1), p.at(i)
	if !isCapital(w) || w[0] == '(' || len(last) < minCounted && isDigits(last) && !p.points(i-2) || goesOnTo(last, w) || !p.phraseEnds(i) && !(beginsQuoted(w) && isWordEnd(last)) {
		return false
	}
	return endsIn(last, ")") || !p.within[i-1] && (!isAcronym(last) || !isAcronym(w) || last == w)
}

// findHeadings learns whether a body has headings that prove others: one that is sure, or two that nearly are.
func (p *page) findHeadings() {
	found := 0
	if len(p.words) == 0 {
		return
	}
	for i := p.dateline(p.stops[0]); i < len(p.words) && !p.several; i = p.stops[i] {
		if p.items[i] != nil {
			continue
		}
		n, score := p.best(i, p.stops[i])
		if n > 0 && score >= nearly {
			found++
		}
		p.several = found > 1 || n > 0 && score >= 0 || p.byRule(i, p.stops[i]) > 0
	}
}

// findHeaded learns which lists have an item that begins with a heading, or two that nearly do: 1. Background The firms …
func (p *page) findHeaded() {
	almost := map[*list]int{}
	for i, it := range p.items {
		if it == nil || i > 0 && (endsIn(p.at(i-1), ",") || p.points(i-1)) || len(it.list.marks) > 1 && !strings.ContainsRune(headedFamilies, it.list.family) || i+1 >= len(p.words) {
			continue
		}
		to := p.stops[i+1]
		n, score := p.best(i+1, to)
		if n > 0 && score >= nearly || p.titles(it.list, i+1, to) {
			almost[it.list]++
		}
		if almost[it.list] > 1 || len(it.list.marks) == 1 && score+others >= 0 || p.titles(it.list, i+1, to) && aims[p.lower(i+1)] || p.heading(i+1, p.stops[i+1]) > 0 {
			it.list.headed = true
		}
	}
}

// headedFamilies are those of lists whose items may begin with headings.
const headedFamilies = string(stopFamily) + string(romanFamily) + string(bothFamily) + string(closeFamily)

// linesOf reports whether the words [from, to) of an item have a line to themselves, and one that is no item follows.
func (p *page) linesOf(from, to int) bool {
	return from > 0 && to < len(p.words) && p.words[from-1].line && p.words[to].line && p.items[to] == nil && to-from <= maxHeading && isWordEnd(p.at(to-1))
}

// titles reports whether the words [from, to) of an item of l are the title of another list, or of lines, which they lead to.
func (p *page) titles(l *list, from, to int) bool {
	return to < len(p.words) && p.isUnstopped(from, to) && (p.items[to] != nil && p.items[to].list != l && to-from <= maxColonLead || p.linesOf(from, to))
}

// scored returns the word behind the heading that begins at word from by what speaks for it, 0 if there is none.
func (p *page) scored(from, to int) int {
	end, score := p.best(from, to)
	if p.several {
		score += others
	}
	if end == 0 || score < 0 {
		return 0
	}
	return end
}

// dated reports whether the words before word i are a date in brackets: Ferry Tolls (May 5)
func (p *page) dated(i int) bool {
	open := i - 1
	for open > i-maxDate && !strings.HasPrefix(p.at(open), "(") {
		open--
	}
	if !strings.HasPrefix(p.at(open), "(") || !strings.HasSuffix(p.at(i-1), ")") {
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
const maxDate = 8

// isPlural reports whether w is a capitalised noun in the plural, and no name that looks like one.
func isPlural(w string) bool {
	stem, plural := strings.CutSuffix(w, "s")
	return plural && len(stem) >= echoLetters && isWordEnd(w) && strings.ToLower(w[1:]) == w[1:] && !endsIn(stem, "sui") && !pluralNames[w]
}

var (
	months      = setOf("months")
	pluralNames = setOf("pluralNames")
	directions  = setOf("directions")
	officeFirst = setOf("officeFirst")
	byNouns     = setOf("byNouns")
	offices     = setOf("offices")
	nobodies    = setOf("nobodies")
)
