package body

// This file is about lists whose items have a line each, and no sign, or a star.

// findLineItems finds the lines behind one with a colon that are the items of a list: all but the last
// end in a semicolon, or all begin with a small letter and have no stop.
func (p *page) findLineItems() {
	for i := 1; i < len(p.words); i++ {
		if !p.words[i].line || !endsIn(p.at(i-1), ":：") || p.items[i] != nil {
			continue
		}
		marks := p.linesWhile(i, func(from, to int) bool { return endsIn(p.beforeAnd(to), ";") })
		if n := len(marks); n > 0 {
			marks = append(marks, p.lineAfter(marks[n-1]))
		} else {
			marks = p.linesWhile(i, func(from, to int) bool { return isLower(p.at(from)) && isWordEnd(p.at(to-1)) })
		}
		if len(marks) < minHeading || marks[len(marks)-1] >= len(p.words) {
			continue
		}
		p.open(&list{family: leadFamily, marks: marks, stopless: true}, 0)
	}
}

// beforeAnd returns the last word before word to, an and aside.
func (p *page) beforeAnd(to int) string {
	if w := p.at(to - 1); w == "and" || w == "or" {
		to--
	}
	return p.at(to - 1)
}

// linesWhile returns where the lines begin from word i on of which is holds.
func (p *page) linesWhile(i int, is func(from, to int) bool) (starts []int) {
	for i < len(p.words) && p.items[i] == nil {
		to := p.lineAfter(i)
		if to-i > maxLineItem || !is(i, to) {
			break
		}
		starts = append(starts, i)
		i = to
	}
	return starts
}

// maxLineItem is the most words of such an item.
const maxLineItem = 60

// lineAfter returns where the line behind that of word i begins, or a place within a line that is
// longer than an item.
func (p *page) lineAfter(i int) int {
	to := i + 1
	for !p.lineStart(to) && to-i <= maxLineItem {
		to++
	}
	return to
}

// starBullet reports whether the star at word i is the sign of an item, and not that of a note: it
// begins a line without a stop, behind a heading, a colon, or another such line.
func (p *page) starBullet(i int, open bool) bool {
	return i > 0 && p.words[i].line && !endsIn(p.at(p.lineAfter(i)-1), ".!?;:,") && (open || isWordEnd(p.at(i-1)) || endsIn(p.at(i-1), ":"))
}
