package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxWrapped is the longest line, in characters, of a body that a program has
// broken into lines.
const maxWrapped = 120

// sourceLine is a line of the source.
type sourceLine struct {
	first, width int // its first word; characters
}

// unwrap takes back the line ends of a body that was broken at a width, as mail
// programs do: of lines that are as full as they could be, and before which
// sentences go on, and sets spaces for them. Other line ends mean something.
func (p *page) unwrap() {
	lines := p.sourceLines()
	most := 0
	for _, l := range lines {
		most = max(most, l.width)
	}
	if len(lines) < 3 || most > maxWrapped {
		return
	}
	full := make([]bool, len(lines)) // by the line behind the break
	breaks, count, goesOn := 0, 0, 0
	for k := 1; k < len(lines); k++ {
		next := p.at(lines[k].first)
		if f, order := family(next); (order > 0 || isBullet(f) || next[0] == '*') && !p.signWithin(lines[k].first) || p.blankBefore(lines[k].first) {
			continue
		}
		breaks++
		full[k] = lines[k-1].width+1+utf8.RuneCountInString(next) > most
		if !full[k] {
			continue
		}
		count++
		before := p.at(lines[k].first - 1)
		if c, _ := utf8.DecodeRuneInString(next); unicode.IsLower(c) && !strings.ContainsRune(".!?:;", rune(before[len(before)-1])) {
			goesOn++
		}
	}
	if 2*count < breaks || 3*goesOn < count || goesOn < 2 {
		return
	}
	joined := []byte(p.src)
	for k := range full {
		if first := lines[k].first; full[k] {
			p.words[first].line = false
			p.lines--
			copy(joined[p.words[first-1].to:], strings.Repeat(" ", p.words[first].from-p.words[first-1].to))
		}
	}
	p.src = string(joined)
}

// signWithin reports whether the dash or the number with which a line begins, word i, stands within a sentence.
func (p *page) signWithin(i int) bool {
	f, _ := family(p.at(i))
	return (f == bareFamily || isDash(p.at(i))) && isLower(p.at(i+1)) && isWordEnd(p.at(i-1))
}

// sourceLines returns the lines of the source that have words.
func (p *page) sourceLines() []sourceLine {
	var lines []sourceLine
	for i, w := range p.words {
		if w.line {
			lines = append(lines, sourceLine{first: i})
		}
		if i+1 == len(p.words) || p.words[i+1].line {
			l := &lines[len(lines)-1]
			l.width = utf8.RuneCountInString(p.src[p.words[l.first].from:w.to])
		}
	}
	return lines
}

// blankBefore reports whether a blank line stands before word i.
func (p *page) blankBefore(i int) bool {
	return strings.Count(strings.ReplaceAll(p.src[p.words[i-1].to:p.words[i].from], "\r\n", "\n"), "\n") > 1
}
