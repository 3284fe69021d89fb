package body

import "strings"

// This file is about dashes that are the signs of items in the middle of a line.

// dashBegins reports whether a list begins with the dash at word i: behind a colon, behind a title and
// before a label, or behind a sentence and before a label with its colon.
func (p *page) dashBegins(i int, f rune) bool {
	prev := p.at(i - 1)
	if endsIn(prev, ":：") {
		return isCapital(p.at(i+1)) || p.smallDash(i, f) && !p.parted(i)
	}
	if p.asksTitle(i) && (isCapital(p.at(i+1)) || p.smallDash(i, f)) {
		return true
	}
	return isCapital(p.at(i+1)) && (p.titledLead(i) || p.titlesDash(i) || p.itemDash(i) || endsIn(prev, ".!?") && (p.isLead(i+1) == colonLead || p.inBrackets(i+1) > 0 || p.dashNext(i, 0)))
}

// dashNext reports whether another dash stands before a capital, soon behind word i and before a number of family f.
func (p *page) dashNext(i int, f rune) bool {
	for k := i + 2; k < min(len(p.words), i+maxAsked); k++ {
		if isDash(p.at(k)) && !endsIn(p.at(k-1), ",") && isCapital(p.at(k+1)) && !figured(p.at(k+1)) {
			return true
		}
		if sign, v := family(p.at(k)); v > 0 && sign == f {
			break
		}
	}
	return false
}

// itemDash reports whether the dash at word i is the first of several behind the title of a numbered item: 1. Support for ports - Repair …
func (p *page) itemDash(i int) bool {
	from := p.sentenceAt(i)
	f, v := family(p.at(from))
	return v > 0 && i-from > minHeading && p.isUnstopped(from+1, i) && p.dashNext(i, f)
}

// asksTitle reports whether a title that asks stands before the dash at word i: What the plan covers - easier …
func (p *page) asksTitle(i int) bool {
	from := p.sentenceAt(i)
	return p.asksHow(from, i) && p.isBare(from, i) && (from == 0 || p.ends[from-1])
}

// titlesDash reports whether a known heading stands before the dash at word i: Related links - Programme.
func (p *page) titlesDash(i int) bool {
	for from := i - minHeading; from >= 0 && from >= i-maxKnown && isDash(p.at(i)); from-- {
		if isCapital(p.at(from)) && isKnown(p.text(from, i)) {
			return true
		}
	}
	return false
}

// smallDash reports whether a dash in the middle of a line stands before a small letter with which an
// item may begin: must: – sell its sites – keep them open.
func (p *page) smallDash(i int, f rune) bool {
	return strings.ContainsRune(lineBullets, f) && !p.words[i].line && isLower(p.at(i+1)) && !appositions[p.at(i+1)] && !p.within[i]
}

// parted reports whether a semicolon stands before the next dash behind word i: such lists have a
// rule of their own.
func (p *page) parted(i int) bool {
	for k := i + 1; k < len(p.words) && !isDash(p.at(k)) && !p.ends[k]; k++ {
		if strings.HasSuffix(p.at(k), ";") {
			return true
		}
	}
	return false
}

// titledLead reports whether the dash at word i stands behind a few words that begin a sentence, and
// before a phrase that ends in a colon: Plans of the firms - Hanbit Lines: two ferries.
func (p *page) titledLead(i int) bool {
	from := p.sentenceAt(i)
	if i-from > maxColonLead || !p.isBare(from, i) || !isCapital(p.at(from)) {
		return false
	}
	for k := i + 1; k < i+maxColonLead; k++ {
		if w := p.at(k); w == "" || isDash(w) || p.ends[k] || endsIn(w, ":") {
			return endsIn(w, ":")
		}
	}
	return false
}
