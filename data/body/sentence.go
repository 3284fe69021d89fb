package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Abbreviations, by what their full stop tells.
var (
	titles   = setOf("titles")
	numbered = setOf("numbered")
	soft     = setOf("soft")
	latin    = setOf("latin")
	starters = setOf("starters")
)

// endsSentence reports whether a sentence ends after word i, quotations and
// brackets around it not yet considered.
func (p *page) endsSentence(i int) bool {
	if p.lineStart(i + 1) {
		return true
	}
	last := p.at(i)
	if i > 0 && strings.Trim(last, closers) == "" { // « … projet. »
		last = p.at(i - 1)
	}
	w := strings.TrimRight(last, closers+"“*†‡"+superscripts) // „…“ closes so
	if n := reference(last); n > 0 {
		w = strings.TrimRight(w, "0123456789")
	}
	if w == "" || p.isBareNumber(i) {
		return false
	}
	next := p.at(i + 1)
	if strings.Trim(next, superscripts) == "" { // of a note
		next = p.at(i + 2)
	}
	c, n := utf8.DecodeLastRuneInString(w)
	switch c {
	case '。', '！', '？':
		return true
	case '．':
		return startsSentence(next) && !isDigits(narrow(strings.TrimRight(w, "．")))
	case '!', '?', '…':
		return startsSentence(next)
	case '.':
		return (startsSentence(next) || p.isLetterSign(i+1)) && (p.stopEnds(strings.TrimLeft(w[:len(w)-n], openers), next) || p.yearEnds(i))
	}
	return false
}

// isLetterSign reports whether word i is a small letter that may open an item: a. We must …
func (p *page) isLetterSign(i int) bool {
	f, _ := family(p.at(i))
	return (f == dottedFamily || f == smallFamily) && isCapital(p.at(i+1))
}

// isBareNumber reports whether word i is a number that stands where a sentence
// would begin: it opens that sentence, as in a list of which a part is missing.
func (p *page) isBareNumber(i int) bool {
	if i > 0 && !p.ends[i-1] && !p.words[i].line {
		return false
	}
	f, v := family(p.at(i))
	return v > 0 && (f == stopFamily || f == romanFamily)
}

// startsSentence reports whether a sentence can begin with w.
func startsSentence(w string) bool {
	if w == "<" || w == "[" { // < Plans >
		return true
	}
	w = strings.TrimLeft(w, openers)
	c, n := utf8.DecodeRuneInString(w)
	switch {
	case w == "":
		return false
	case n == len(w) && strings.ContainsRune(looseBullets, c):
		return true
	case unicode.IsLower(c): // iPhone, eBay
		second, _ := utf8.DecodeRuneInString(w[n:])
		return unicode.IsUpper(second)
	}
	return unicode.In(c, unicode.L, unicode.Nd, unicode.Nl) || isSign(c) || c == '*'
}

// stopEnds reports whether the full stop after core ends a sentence before
// next.
func (p *page) stopEnds(core, next string) bool {
	switch {
	case core == "":
		return false
	case strings.HasSuffix(core, "."): // an ellipsis
		return true
	case isDigits(core): // 2025. 11. 14.
		return !isDigits(strings.TrimSuffix(bare(next), ".")) || !strings.HasSuffix(next, ".")
	case latin[strings.ToLower(core)]:
		return false
	case len(core) == 1 && unicode.IsUpper(rune(core[0])), isDotted(core):
		return starters[bare(next)]
	case titles[core]:
		return false
	case numbered[core]:
		c, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, openers+"#"))
		if unicode.IsDigit(c) {
			return false
		}
		return !soft[core] || starters[bare(next)]
	case soft[core]:
		return starters[bare(next)] || next[0] == '[' || next[0] == '<'
	}
	return true
}

// yearEnds reports whether a sentence ends with word i, a year or another number and its stop, before a number that is no
// part of a date: “… until 2026. 1. Background”, but not 2025. 11. 14.
func (p *page) yearEnds(i int) bool {
	isPart := func(k int) bool { core, stopped := strings.CutSuffix(p.at(k), "."); return stopped && isDigits(core) }
	return isPart(i) && p.at(i+1) == "1." && isCapital(p.at(i+2)) && !isPart(i+2) && !isDigits(p.at(i + 2)[:1]) && !isPart(i-1)
}

// isDotted reports whether w is letters with stops between, as U.S, p.m and Korea-U.S
// are: M.AX is not, and neither is an address.
func isDotted(w string) bool {
	w = w[strings.LastIndexByte(w, '-')+1:]
	if w == "Ph.D" {
		return true
	}
	if len(w) < 3 || len(w)%2 == 0 {
		return false
	}
	for i := range len(w) {
		if i%2 == 1 && w[i] != '.' || i%2 == 0 && !isASCIILetter(w[i]) {
			return false
		}
	}
	return true
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigits(w string) bool {
	for i := range len(w) {
		if w[i] < '0' || w[i] > '9' {
			return false
		}
	}
	return w != ""
}

// maxAsk is the most words of an attribution behind a question or a call.
const maxAsk = 8

// asks reports whether word i closes a question or a call in quotation marks
// and the words behind say who spoke it: “Who will pay?” Minister Kim asked.
func (p *page) asks(i int) bool {
	w := p.at(i)
	core := strings.TrimRight(w, closers)
	if core == w || !strings.HasSuffix(core, "?") && !strings.HasSuffix(core, "!") {
		return false
	}
	for k := i + 1; k < len(p.words) && k <= i+maxAsk && !p.words[k].line; k++ {
		if speechVerbs[p.lower(k)] {
			return p.ends[k] || k == i+1
		}
		if p.ends[k] || strings.ContainsAny(p.at(k), "“\",") {
			return false
		}
	}
	return false
}
