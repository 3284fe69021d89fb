package body

import "strings"

// This file is about leads: the phrase before a dash or a colon that says what an
// item is about.

// findLeads finds lists whose items have no sign but a lead: “New Quays and
// Piers — Four projects were chosen. Safe Ferries — Two projects …”. At least two
// sentences, at most leadReach sentences apart, begin with a title before a dash or in
// brackets, or manyItems with a word or two before a colon.
func (p *page) findLeads() {
	var l *list
	kind, apart := 0, 0
	for i := range p.words {
		if p.items[i] != nil {
			l = nil
			continue
		}
		if begins := i == 0 || p.at(i)[0] == '(' && p.titled(i) || p.ends[i-1] || endsIn(p.at(i-1), ":："); !begins || p.within[i] && p.at(i)[0] != '(' {
			continue
		}
		k := p.isLead(i)
		if k == 0 {
			if apart++; apart > leadReach {
				l = nil
			}
			continue
		}
		if l == nil || k != kind {
			l = &list{family: leadFamily}
		}
		l.marks = append(l.marks, i)
		kind, apart = k, 0
		enough, n := 2, len(l.marks)
		if k == colonLead {
			enough = manyItems
		}
		if n >= enough {
			p.open(l, n-enough)
		}
	}
}

// leadReach is how many sentences an item without a sign may have behind its
// first.
const leadReach = 4

// What stands around the lead of an item that has no sign.
const (
	dashLead = iota + 1
	bracketLead
	colonLead
)

// isLead returns what stands around the title at word i, behind which a sentence begins; 0 where none
// does.
func (p *page) isLead(i int) int {
	if n := p.inBrackets(i); n > 0 {
		return bracketLead
	}
	for k := i; k < len(p.words) && k < i+maxLead; k++ {
		w := p.at(k)
		if next := p.at(k + 1); isDash(w) {
			if k > i && isCapital(next) && !figured(next) && isWordEnd(p.at(k-1)) && !small[p.lower(k-1)] {
				return dashLead
			}
			return 0
		} else if k < i+maxColonTitle && p.labels(i, k) {
			return colonLead
		}
		if !p.inTitle(w, k == i) || p.ends[k] || strings.HasSuffix(w, ",") || p.within[k] {
			return 0
		}
	}
	return 0
}

// minCounted is the least figures of a number that counts no leads: Track 1: …, but not June 2026: …
const minCounted = 3

// maxColonTitle is the most words of a lead before a colon that has no sign before it.
const maxColonTitle = 4

// labels reports whether the words [from, k] are a title and its colon, before a sentence of nobody:
// “Permits: It takes six years …”, but not “Anna Lind: We …”.
func (p *page) labels(from, k int) bool {
	name, colon := strings.CutSuffix(p.at(k), ":")
	next := p.at(k + 1)
	return colon && isWordEnd(name) && (!isDigits(name) || k == from+1 && len(name) < minCounted && !p.nearlySure(from)) && isCapital(p.at(from)) && isCapital(next) && !p.ends[k] && !p.within[k] && !firsts[p.lower(k+1)] &&
		!p.hasPerson(from, k+1) && !speechVerbs[strings.ToLower(name)] && !isKnown(strings.TrimSuffix(p.text(from, k+1), ":"))
}

// inBrackets returns the word behind a phrase in brackets at word i, with which a sentence begins:
// “(Disclosure) Issuers will …”. It is 0 where none does.
func (p *page) inBrackets(i int) int {
	if w := p.at(i); w[0] != '(' || len(w) < 2 || !isCapital(w) || figured(w) || months[bare(w)] {
		return 0
	}
	for k := i; k < len(p.words) && k < i+maxLead && (k == i || !p.words[k].line); k++ {
		if strings.HasSuffix(p.at(k), ")") {
			if next := p.at(k + 1); isCapital(next) && !figured(next) && !p.lineStart(k+1) {
				return k + 1
			}
			return 0
		}
	}
	return 0
}

// lead returns where the lead phrase of an item ends: the words [from, lead)
// are the phrase, and the dash or the colon follows (at the end of word
// lead-1 if inWord). 0 is none.
//
// The phrase must be short, hold no verb that makes it a clause, and the text
// behind must begin like a sentence, or the dash be the only one.
func (p *page) lead(from, to int) (lead int, inWord bool) {
	if n := p.inBrackets(from); n > 0 && n < to {
		return n, false
	}
	for i := from; i < to && i < from+maxLead; i++ {
		w := p.at(i)
		if isDash(w) {
			if i == from || i+1 >= to || !isCapital(p.at(i+1)) && p.dashAgain(i+1, to) {
				return 0, false
			}
			return i, false
		}
		if p.within[i] {
			continue
		}
		if strings.HasSuffix(w, ":") && len(w) > 1 && i+1 < to {
			if !isCapital(p.at(i+1)) || i+1-from > maxColonLead {
				return 0, false
			}
			return i + 1, true
		}
		if auxiliaries[w] || p.ends[i] || strings.HasSuffix(w, ";") {
			return 0, false
		}
	}
	return 0, false
}

const (
	// maxLead is the most words before the dash of a lead phrase, its dash
	// included, and maxColonLead before the colon.
	maxLead      = 13
	maxColonLead = 8
)

var auxiliaries = setOf("auxiliaries")

func isDash(w string) bool { return w == "–" || w == "—" || w == "-" || w == "―" }

// dashAgain reports whether the sentence at word i has another dash: the two
// would be a parenthesis.
func (p *page) dashAgain(i, to int) bool {
	for ; i < to && !p.words[i].line; i++ {
		if isDash(p.at(i)) || p.ends[i] {
			return isDash(p.at(i))
		}
	}
	return false
}
