package body

// This file is about sentences that no stop parts from what is before them: a heading in
// sentence case, or the last item of a list whose items have no stops.

// turnsAt returns where a sentence begins within the words [from, to) that no
// stop parts from what is before: “… the old customs house The council meets”.
// No author goes on with a capital The behind a noun with a small letter. It
// returns to where there is none.
func (p *page) turnsAt(from, to int) int {
	for i := from + 1; i+1 < to; i++ {
		if w := p.at(i); subjects[w] && p.runsInto(i) || introducers[w] && p.pauses(i, to) && p.phraseEnds(i) && (isLower(p.at(i+1)) || endsIn(p.at(i+1), ",")) {
			return i
		}
	}
	return to
}

// runsInto reports whether the subject at word i stands behind a word that ends
// a phrase, and before a small letter.
func (p *page) runsInto(i int) bool {
	if !p.phraseEnds(i) {
		return false
	}
	next := p.at(i + 1)
	if figured(next) { // The 2026 harbour policies
		next = p.at(i + 2)
	}
	return isLower(next) && !small[bare(next)]
}

// nameTurns returns where The and a name begin a sentence within the words [from, to) that no stop
// parts from what is before; to where they do not.
func (p *page) nameTurns(from, to int) int {
	for i := from + 1; i+1 < to; i++ {
		if p.at(i) == "The" && p.phraseEnds(i) && isCapital(p.at(i+1)) && p.settlesDown(i+1, to) {
			return i
		}
	}
	return to
}

// phraseEnds reports whether a phrase may end before word i.
func (p *page) phraseEnds(i int) bool {
	before := p.lower(i - 1)
	return !p.within[i] && isWordEnd(p.at(i-1)) && !small[before] && !speechVerbs[before] && before != "that"
}

// settlesDown reports whether a word that no title would write small comes
// soon behind word i.
func (p *page) settlesDown(i, to int) bool {
	for k := i; k < to && k <= i+openerReach; k++ {
		if w := p.at(k); isLower(w) && !small[bare(w)] {
			return true
		}
	}
	return false
}

var counting = setOf("counting")

// breaksIn reports whether a sentence begins at word i, behind a phrase that has no stop: with a
// quotation, a word that counts, a title of office and who has it, or with a capital before a small letter.
func (p *page) breaksIn(i, to int) bool {
	w, next := p.at(i), p.at(i+1)
	if beginsQuoted(w) && isCapital(w) && isWordEnd(p.at(i-1)) && !p.within[i-1] {
		return isLower(next)
	}
	if !isCapital(w) || figured(w) || !p.phraseEnds(i) || i+1 >= to {
		return false
	}
	switch {
	case counting[w]:
		return isLower(next) || figured(next)
	case (isLower(p.at(i-1)) || p.saysIn(i, to)) && p.hasPerson(i, min(i+maxOffice, to)):
		return isCapital(next) && p.settlesDown(i, to)
	}
	return isLower(next) && !small[bare(next)] && isWordEnd(w)
}

// maxOffice is how many words a title of office begins with before its noun.
const maxOffice = 4

// itemEnd returns where the last item ends of a list whose items have no stops, and which begins at
// word from: where a sentence begins that runs up to the stop before word to.
func (p *page) itemEnd(l *list, from, to int) int {
	end := min(p.turnsAt(from, to), p.nameTurns(from, to))
	if end < to || isWordEnd(p.at(to-1)) {
		return end
	}
	if n, score := p.best(from, to); n > 0 && score >= -others { // as a heading, an item has no stop
		return n
	}
	longest := 0
	for k := 1; k < len(l.marks); k++ {
		longest = max(longest, l.marks[k]-l.marks[k-1]-1)
	}
	if 2*(to-from) <= 3*longest+minHeading {
		return to
	}
	for i := from + 1; i < to && i <= from+2*longest+minHeading; i++ {
		if n := p.knownPhrase(i, to); p.breaksIn(i, to) || n > 0 && isCapital(p.at(i)) && isCapital(p.at(n)) {
			return i
		}
	}
	return to
}
