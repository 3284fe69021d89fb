package body

import "strings"

// This file is about what stands above a list, or between its items, without a stop.

// listTitle returns where the title of a list ends, which begins at word from and goes on to
// the sign of the first item: “Key Facts About These Terms: • …”, “Ferry tolls Q: …”.
func (p *page) listTitle(from, to int) int {
	if to >= len(p.words) || to-from > maxHeading || !isCapital(p.at(from)) {
		return 0
	}
	if p.questions[to] && p.isBare(from, to) {
		return to
	}
	it := p.items[to]
	if it == nil || it.order > 0 && (from == 0 || !p.ends[from-1] || p.items[from-1] != nil) {
		return 0
	}
	if f := it.list.family; p.titled(to) || (f == questionFamily || isDash(string(f))) && p.isBare(from, to) || it.order > 0 && p.behindPhrase(to) {
		return to
	}
	return 0
}

// titleAt returns the word that the sentence before the sign at word i begins with, a sign in front aside: 2. Main points (1) …
func (p *page) titleAt(i int) int {
	from := p.sentenceAt(i)
	if _, v := family(p.at(from)); v > 0 {
		from++
	}
	return from
}

// titled reports whether the words before word i, from where their sentence begins, are the title
// of a list: Notes to editors 1. …
func (p *page) titled(i int) bool {
	from := p.titleAt(i)
	return from < i && i-from <= maxHeading && (p.isTitle(from, i) || p.isCount(from, i) || p.isOneNoun(from, i) || p.isNamed(from, i) && p.behindPhrase(i))
}

// isOneNoun reports whether the words [from, to) are a common noun with a capital: Objectives.
func (p *page) isOneNoun(from, to int) bool {
	return to == from+1 && isCapital(p.at(from)) && isNoun(p.at(from))
}

// isNamed reports whether the words [from, to) begin with a noun or what describes one, and have no verb: Main contents of the plan
func (p *page) isNamed(from, to int) bool {
	return ((isNoun(p.at(from)) || isAdjective(p.at(from))) && p.isBare(from, to) || strings.HasSuffix(p.at(from), "ing")) && !p.has(from+1, to, func(i int) bool { return isFinite(p.at(i)) && !isNoun(p.at(i)) })
}

// isCount reports whether the words from word from to the sign at word i say how many items follow: Three aims First, …
func (p *page) isCount(from, i int) bool {
	return ordinalSign(p.at(i)) == 1 && numerals[p.at(from)] && i-from <= maxColonLead && p.isBare(from, i)
}

// behindPhrase reports whether a phrase without a stop or a verb stands before the sign at word i, from where its
// sentence begins or behind the sign before: Importance of trade 3. Today, …
func (p *page) behindPhrase(i int) bool {
	from := p.titleAt(i)
	return i-from >= minHeading && i-from <= maxHeading && isCapital(p.at(from)) && isWordEnd(p.at(i-1)) && p.isUnstopped(from, i) &&
		!p.has(from, i, func(k int) bool { return auxiliaries[p.at(k)] || isPast(p.at(k)) || k > from && subjects[p.at(k)] })
}

// startsItem reports whether the sign at word i stands where a line or a sentence begins, or behind a phrase.
func (p *page) startsItem(i int) bool {
	return i > 0 && (p.words[i].line || p.ends[i-1] || p.behindPhrase(i))
}

// unstoppedBefore reports whether the sign at word i may go on with l although neither a stop nor a comma stands before it.
func (p *page) unstoppedBefore(i int, f rune, l *list) bool {
	if f == ordinalFamily && p.behindPhrase(i) {
		return true
	}
	return isCapital(p.at(i+1)) && (f == closeFamily || l.announced || f == stopFamily && (p.titled(i) || p.behindPhrase(i) || p.runsFrom(l, i)))
}

// runsFrom reports whether the last item of l, behind another without a stop, has none up to the sign at word i either.
func (p *page) runsFrom(l *list, i int) bool {
	n := len(l.marks)
	if n < 2 || i-l.marks[n-1] > maxAsked || !isWordEnd(p.at(l.marks[n-1]-1)) || !isWordEnd(p.at(i-1)) {
		return false
	}
	return !p.has(l.marks[n-1]+1, i, func(k int) bool { return p.ends[k] })
}
