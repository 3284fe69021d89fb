package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file is about notes with numbers, to which the text refers behind its stops: rose by 3 percent.1) … 1) Preliminary

// refersTo makes notes of the items of l, if the text before refers to each of them.
func (p *page) refersTo(l *list) bool {
	if p.referred == nil {
		p.referred = map[int]int{}
		for i := range p.words {
			if n := reference(p.at(i)); n > 0 && p.referred[n] == 0 {
				p.referred[n] = i + 1
			}
		}
	}
	for k := range l.marks {
		if at := p.referred[l.first+k]; at == 0 || at > l.marks[0] {
			return false
		}
	}
	p.footnotes = l.marks
	return true
}

// reference returns the number of the note that a word with a stop refers to, 0 where it refers to none: percent.1)
func reference(w string) int {
	core, closed := strings.CutSuffix(w, ")")
	stopped := strings.TrimRight(core, "0123456789")
	before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(stopped, "."))
	if !closed || stopped == core || !strings.HasSuffix(stopped, ".") || !unicode.IsLetter(before) || strings.Contains(stopped, "(") {
		return 0
	}
	_, n := family(core[len(stopped):] + ")")
	return n
}
