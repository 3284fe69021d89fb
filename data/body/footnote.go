package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// findFootnotes finds notes with numbers that words refer to: “the quay1) … 1)
// Built in 1931.” They are counted from 1, and each stands where a sentence may
// begin, behind the word that refers to it.
func (p *page) findFootnotes() {
	p.footnotes = map[int]bool{}
	referred := map[int]bool{}
	next := 1
	for i := range p.words {
		w := p.at(i)
		if n := reference(w); n > 0 && (i == 0 || !p.within[i-1]) {
			referred[n] = true
			continue
		}
		f, n := family(w)
		if f != closeFamily || n != next || !referred[n] || !startsSentence(p.at(i+1)) || p.lineStart(i+1) {
			continue
		}
		if i > 0 && (p.lineStart(i) || p.ends[i-1] || next > 1) {
			p.footnotes[i] = true
			next++
		}
	}
}

// reference returns the number of the note that a word refers to, or 0: quay1)
func reference(w string) int {
	core, closed := strings.CutSuffix(strings.TrimRight(w, ".,;:!?”’\""), ")")
	if !closed || strings.Contains(core, "(") {
		return 0
	}
	name := strings.TrimRight(core, "0123456789")
	last, _ := utf8.DecodeLastRuneInString(name)
	if digits := len(core) - len(name); name == "" || digits < 1 || digits > 2 || !unicode.IsLower(last) && !unicode.Is(unicode.Hangul, last) {
		return 0
	}
	_, n := family(core[len(name):] + ")")
	return n
}
