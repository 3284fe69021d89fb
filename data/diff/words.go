package diff

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// Op is what became of words.
type Op uint8

// The fates of words.
const (
	Same Op = iota
	Out     // taken out
	In      // put in
)

// Signs returns what stands around words of that fate where there are no colours, as wdiff has it.
func (op Op) Signs() (before, behind string) {
	switch op {
	case Out:
		return "[-", "-]"
	case In:
		return "{+", "+}"
	}
	return "", ""
}

// Run is words, one after the other, that have the same fate.
type Run struct {
	Op   Op
	Text string // with the white space behind it, if there is any
	Lead bool   // of the phrase that an item begins with
}

// Words compares two texts of one line.
func Words(before, after string) []Run {
	var w writer
	return w.words(before, after)
}

// words compares two texts of one line, and counts their words that changed.
func (w *writer) words(before, after string) []Run {
	n := numbering{}
	x, y := n.cut(nil, before, 0), n.cut(nil, after, 0)
	var l line
	w.compare(x, y, func(int) *line { return &l }, func(d lcs.Diff) { w.takeOut(x[d.Start:d.End], &l) })
	return l.done()
}

// token is a word or a sign of a text.
type token struct {
	text  string
	id    rune   // the same for the same text
	block int    // that it is of
	space string // behind it
	last  bool   // of its block
	lead  bool
}

// numbering gives texts their numbers.
type numbering map[string]rune

func (n numbering) of(text string) rune {
	id, known := n[text]
	if !known {
		id = rune(len(n))
		n[text] = id
	}
	return id
}

// all returns the numbers of texts.
func (n numbering) all(texts []string) []rune {
	ids := make([]rune, len(texts))
	for i, text := range texts {
		ids[i] = n.of(text)
	}
	return ids
}

// cut appends the tokens of a text.
func (n numbering) cut(list []token, text string, block int) []token {
	add := func(s string) {
		if s != "" {
			list = append(list, token{text: s, id: n.of(s), block: block})
		}
	}
	for at := 0; at < len(text); {
		c, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(c) {
			if len(list) > 0 && list[len(list)-1].block == block {
				list[len(list)-1].space += text[at : at+size]
			}
			at += size
			continue
		}
		end := at
		for end < len(text) {
			c, size := utf8.DecodeRuneInString(text[end:])
			if unicode.IsSpace(c) || unspaced(c) {
				break
			}
			end += size
		}
		if end == at {
			add(text[at : at+size])
			at += size
			continue
		}
		word := strings.TrimLeftFunc(text[at:end], isSign)
		core := strings.TrimRightFunc(word, isSign)
		for _, c := range text[at : end-len(word)] {
			add(string(c))
		}
		add(core)
		for _, c := range word[len(core):] {
			add(string(c))
		}
		at = end
	}
	return list
}

func isSign(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) }

// unspaced reports whether a letter is of a script that has no spaces between words.
func unspaced(c rune) bool {
	return c >= 0x2e80 && unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// edits returns what is replaced between two sequences of tokens.
func edits(x, y []token) []lcs.Diff {
	ids := func(list []token) []rune {
		runes := make([]rune, len(list))
		for i := range list {
			runes[i] = list[i].id
		}
		return runes
	}
	return joined(refined(nil, ids(x), ids(y), 0, 0))
}

// large is how many tokens a replacement has that is searched again.
const large = 100

// refined appends the differences of x and y, searched again where the search gave up.
func refined(list []lcs.Diff, x, y []rune, atX, atY int) []lcs.Diff {
	for _, d := range lcs.DiffRunes(x, y) {
		out, in := x[d.Start:d.End], y[d.ReplStart:d.ReplEnd]
		if n := len(out) + len(in); len(out) > 0 && len(in) > 0 && n > large && n < len(x)+len(y) {
			list = refined(list, out, in, atX+d.Start, atY+d.ReplStart)
			continue
		}
		list = append(list, lcs.Diff{Start: atX + d.Start, End: atX + d.End, ReplStart: atY + d.ReplStart, ReplEnd: atY + d.ReplEnd})
	}
	return list
}

// joined joins differences that have next to nothing between them for what they are.
func joined(list []lcs.Diff) []lcs.Diff {
	size := func(d lcs.Diff) int { return max(d.End-d.Start, d.ReplEnd-d.ReplStart) }
	var out []lcs.Diff
	for _, d := range list {
		if n := len(out); n > 0 && 2*(d.Start-out[n-1].End) <= min(size(out[n-1]), size(d)) {
			out[n-1].End, out[n-1].ReplEnd = d.End, d.ReplEnd
			continue
		}
		out = append(out, d)
	}
	return out
}

// writer writes what was compared, and counts the words that changed.
type writer struct{ out, in int }

// compare compares tokens: to returns where token i of y is written, and takeOut writes those of x.
func (w *writer) compare(x, y []token, to func(i int) *line, takeOut func(lcs.Diff)) {
	i := 0
	put := func(op Op, end int) {
		for ; i < end; i++ {
			to(i).put(op, y[i])
			if op == In {
				w.in += wordsIn(y[i : i+1])
			}
		}
	}
	for _, d := range edits(x, y) {
		put(Same, d.ReplStart)
		takeOut(d)
		put(In, d.ReplEnd)
	}
	put(Same, len(y))
}

// takeOut writes tokens that were taken out.
func (w *writer) takeOut(tokens []token, to *line) {
	for _, t := range tokens {
		to.put(Out, t)
	}
	w.out += wordsIn(tokens)
}

// wordsIn counts the tokens that are words and no signs.
func wordsIn(tokens []token) (n int) {
	for _, t := range tokens {
		if c, _ := utf8.DecodeRuneInString(t.text); !isSign(c) {
			n++
		}
	}
	return n
}

// line is runs that are being written.
type line struct {
	runs []Run
	text []byte // of the last of them
	last token
}

// put appends a token.
func (l *line) put(op Op, t token) {
	n := len(l.runs)
	before := Op(255)
	if n > 0 {
		before = l.runs[n-1].Op
	}
	if l.last.last && l.last.space == "" && !(before == Out && op == In) { // two blocks that have become one
		l.text = append(l.text, ' ')
	}
	if before != op || l.runs[n-1].Lead != t.lead {
		if end := bytes.TrimRight(l.text, "\n"); before == Out && op == In && len(end) < len(l.text) { // the line goes on
			l.text = append(end, ' ')
		}
		l.done()
		l.runs = append(l.runs, Run{Op: op, Lead: t.lead})
	}
	l.text = append(l.text, t.text...)
	l.text = append(l.text, t.space...)
	l.last = t
}

// done returns what was written.
func (l *line) done() []Run {
	if n := len(l.runs); n > 0 {
		l.runs[n-1].Text += string(l.text)
		l.text = l.text[:0]
	}
	return l.runs
}
