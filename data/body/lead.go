package body

import "strings"

// This file is about leads: the phrase before a dash or a colon that says what an
// item is about.

// findLeads finds lists whose items have no sign but a lead: “New Quays and
// Piers — Four projects were chosen. Safe Ferries — Two projects …”. At least two
// sentences, at most leadReach sentences apart, begin with a title before a dash.
func (p *page) findLeads() {
	var l *list
	apart := 0
	for i := range p.words {
		if p.items[i] != nil {
			l = nil
			continue
		}
		if begins := i == 0 || p.ends[i-1] || endsIn(p.at(i-1), ":："); !begins || p.within[i] {
			continue
		}
		if !p.isLead(i) {
			if apart++; apart > leadReach {
				l = nil
			}
			continue
		}
		if l == nil || p.words[i].line {
			l = &list{family: leadFamily}
		}
		l.marks = append(l.marks, i)
		apart = 0
		if len(l.marks) > 1 {
			for k, mark := range l.marks {
				p.items[mark] = &item{list: l, order: k}
			}
		}
	}
}

// leadReach is how many sentences an item without a sign may have behind its
// first.
const leadReach = 4

// isLead reports whether a title, a dash and the beginning of a sentence stand
// at word i.
func (p *page) isLead(i int) bool {
	for k := i; k < len(p.words) && k < i+maxLead; k++ {
		w := p.at(k)
		if isDash(w) {
			return k > i && isCapital(p.at(k+1)) && !figured(p.at(k+1)) && isWordEnd(p.at(k-1)) && !small[p.lower(k-1)]
		}
		if !p.inTitle(w, k == i) || p.ends[k] || strings.HasSuffix(w, ",") || p.within[k] {
			return false
		}
	}
	return false
}

// lead returns where the lead phrase of an item ends: the words [from, lead)
// are the phrase, and the dash or the colon follows (at the end of word
// lead-1 if inWord). 0 is none.
//
// The phrase must be short, hold no verb that makes it a clause, and the text
// behind must begin like a sentence, or the dash be the only one.
func (p *page) lead(from, to int) (lead int, inWord bool) {
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

// auxiliaries make a clause of the words that they stand among.
var auxiliaries = set(`will would is are was were has have had can could shall should must may might be been do does
	did plans aims`)

func isDash(w string) bool { return w == "–" || w == "—" || w == "-" || w == "―" }

// dashAgain reports whether the sentence at word i has another dash: the two
// would be a parenthesis.
func (p *page) dashAgain(i, to int) bool {
	for ; i < to && !p.words[i].line; i++ {
		if isDash(p.at(i)) {
			return true
		}
		if p.ends[i] {
			return false
		}
	}
	return false
}
