package body

import "strings"

// This file is about headings that have a line to themselves.

// lineHeading reports whether the line of words [from, to) is a heading: a
// title without a stop, and not the last line; or where the lines of the body
// end in stops, any short line that has none.
func (p *page) lineHeading(from, to int) bool {
	if to >= len(p.words) || to-from > maxHeading || p.isRow(from, to) || p.isRow(to, p.lineEnd(to)) {
		return false
	}
	return isKnown(strings.TrimSuffix(p.text(from, to), ":")) || p.isAnnex(from, to) || p.lineAsks(from, to) || p.lineTitle(from, to)
}

// lineTitle reports whether the line of words [from, to) is a heading by its capitals, or for it has no stop.
func (p *page) lineTitle(from, to int) bool {
	capitalised, title := 0, true
	for i := from; i < to; i++ {
		w := p.at(i)
		if p.within[i] && !p.bracketEnds(i, to) || strings.ContainsAny(w, "@|") || isClock(w) || strings.Contains(w, "/") && !isCapital(w) {
			return false
		}
		title = title && p.inTitle(w, i == from)
		if i == from {
			w = withoutNumber(w)
		}
		if isCapital(w) && !isDigits(w[:1]) {
			capitalised++
		}
	}
	if p.isPlace(from, to) {
		return false
	}
	if last := p.at(to - 1); small[strings.ToLower(bare(last))] || strings.HasSuffix(last, ",") {
		return false
	}
	return title && capitalised >= minHeading || capitalised > 0 && p.standsAlone(from, to) && (p.prose || p.isApart(from, to))
}

// isClock reports whether w is an hour: 10:38.
func isClock(w string) bool {
	hour, minute, both := strings.Cut(w, ":")
	return both && isDigits(hour) && isDigits(bare(minute))
}

// isPlace reports whether the line of words [from, to) says where something was, below when: Press Room, Main Building
func (p *page) isPlace(from, to int) bool {
	return from > 0 && (isYear(p.lower(from-1)) || isDotted(p.lower(from-1))) && p.has(from, to, func(i int) bool { return endsIn(p.at(i), ",") })
}

// bracketEnds reports whether word i, behind the first of its line, stands in brackets that the line before word to
// ends with: Programme in Surabaya (22 to 23 April).
func (p *page) bracketEnds(i, to int) bool {
	for i > 0 && p.within[i-1] && !p.words[i].line {
		i--
	}
	return !p.words[i].line && p.at(i)[0] == '(' && strings.HasSuffix(p.at(to-1), ")") && !p.has(i, to-1, func(k int) bool { return !p.within[k] })
}

// lineAsks reports whether the line of words [from, to) is a question that the next line answers.
func (p *page) lineAsks(from, to int) bool {
	return interrogatives[p.at(from)] && p.isQuestion(from, to) && !p.firstPerson(from, to) && (isCapital(p.at(to)) || p.items[to] != nil) &&
		!p.isQuestion(to, p.lineEnd(to))
}

// isAnnex reports whether the words [from, to) are the name of what is attached: ANNEX A.
func (p *page) isAnnex(from, to int) bool {
	return to == from+2 && annexes[strings.ToLower(p.at(from))] && isCapital(p.at(from)) && (len(p.at(to-1)) == 1 || romanValue(p.at(to-1)) > 0)
}

var annexes = setOf("annexes")

// isApart reports whether blank lines stand around the line of words [from, to).
func (p *page) isApart(from, to int) bool {
	return (from == 0 || p.blankBefore(from)) && p.blankBefore(to)
}

// standsAlone reports whether the line of words [from, to) begins with a capital and has no stop,
// while what is before it ends in one, and a capital follows.
func (p *page) standsAlone(from, to int) bool {
	return isCapital(p.at(from)) && isWordEnd(p.at(to-1)) && (isCapital(p.at(to)) || p.items[to] != nil) && (from == 0 || !isWordEnd(p.at(from-1)) || endsIn(p.at(from-1), ")") || to-from > 1 && p.behindKnown(from) && !p.has(from, to, func(i int) bool { return endsIn(p.at(i), ",:") }))
}

// behindKnown reports whether the line before word i is a known heading.
func (p *page) behindKnown(i int) bool {
	from := i - 1
	for from > 0 && !p.words[from].line && i-from < maxKnown {
		from--
	}
	return isKnown(p.text(from, i))
}

// withoutNumber returns the word that a number is glued to, or w itself: 1.Background.
func withoutNumber(w string) string {
	if name, numbered := strings.CutPrefix(strings.TrimLeft(w, "0123456789"), "."); numbered && name != "" {
		return name
	}
	return w
}

// isRow reports whether the line of words [from, to) is a row of a table: it has
// figures, one word in figureShare or more, and no stop. The line before one
// says what they are, and is no heading.
func (p *page) isRow(from, to int) bool {
	n := p.figures(from, to)
	return n >= minRow && n*figureShare >= to-from && !strings.HasSuffix(p.at(to-1), ".")
}

// minRow is how many figures a row has.
const minRow = 2

// isFigure reports whether w is a figure with its signs.
func isFigure(w string) bool {
	w = strings.TrimLeft(w, "+-−△▲▼(")
	return w != "" && figured(w)
}

// lineEnd returns the word behind the line of word i.
func (p *page) lineEnd(i int) int {
	for n := 0; !p.lineStart(i+1) && n < maxHeading; n++ {
		i++
	}
	return i + 1
}

// isProse reports whether most lines of a body end in a stop.
func (p *page) isProse() bool {
	stopped, lines := 0, 0
	for i := range p.words {
		if p.lineStart(i + 1) {
			lines++
			if w := strings.TrimRight(p.at(i), closers); w != "" && strings.ContainsRune(".!?", rune(w[len(w)-1])) {
				stopped++
			}
		}
	}
	return lines > 1 && 2*stopped > lines
}
