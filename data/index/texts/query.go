package texts

import (
	"bytes"
	"math/bits"
	"strings"
	"unicode/utf8"

	"pressroom/data"
	"pressroom/data/text"
)

// Query is what releases are searched for: clauses that all have to hold. A
// clause holds where one of its terms is found, or with Not where none is.
// How terms are found is told in the package's documentation. No text, however
// odd, is an error, but one of more than 64 different terms is.
//
// A term without a letter or a figure asks for nothing and is passed over, as
// the & in R & D. A Query with nothing but such terms finds nothing; the zero
// Query finds everything.
type Query struct {
	Clauses []data.Clause

	// Letters answers the terms of the kind [data.Letters], which are no
	// matter of an index: it returns the releases whose headlines have the
	// letters. Where it is nil, such a term finds nothing.
	Letters func(letters string) []int
}

// QueryOf returns what a query wants of headlines and texts: the plain words,
// each on its own, and the clauses.
func QueryOf(q data.Query) Query {
	var t Query
	for word := range strings.FieldsSeq(q.Words) {
		t.Clauses = append(t.Clauses, data.Clause{Any: []data.Term{{Kind: data.Word, Text: word}}})
	}
	t.Clauses = append(t.Clauses, q.Clauses...)
	return t
}

// part is one token of a pattern.
type part struct {
	kind partKind
	form string // a word, the stem of one, the beginning of one, a letter
}

type partKind uint8

const (
	partWord   partKind = iota // this word, as it is written
	partStem                   // a word with this stem
	partStart                  // a word that begins so
	partLetter                 // a letter that the next part follows in the same run, if there is one
	partLast                   // a letter that ends its run
)

// pattern is a term, ready to be found: parts, one after the other.
type pattern struct {
	parts    []part
	whole    part     // the parts as one word, which would do too, as cooperation for co-operation; no form: there is none
	title    bool     // in the headline alone
	initials []string // the tokens of initial consonants, which would do too
}

// patternOf compiles a term; one without parts asks for nothing. Of start-up the last word has the forms.
func patternOf(t data.Term) pattern {
	var cut text.Tokens
	cut.Cut(t.Text)
	p := pattern{title: t.Title, initials: initialsOf(t.Text)}
	word := func(form []byte) part {
		switch t.Kind {
		case data.Prefix:
			return part{partStart, string(form)}
		case data.Word:
			return part{partStem, string(text.Stem(bytes.Clone(form)))}
		}
		return part{partWord, string(form)}
	}
	for i, k := range cut.List {
		form := string(cut.Form(i))
		final := i == len(cut.List)-1
		switch {
		case k.CJK && k.Last && !final:
			p.parts = append(p.parts, part{partLast, form})
		case k.CJK:
			p.parts = append(p.parts, part{partLetter, form})
		case final:
			p.parts = append(p.parts, word(cut.Form(i)))
		default:
			p.parts = append(p.parts, part{partWord, form})
		}
	}
	switch n := len(p.parts); {
	case n == 0:
	case n == 1 && !cut.List[0].CJK:
		p.whole = p.parts[0]
	case t.Kind == data.Word && hasParticle(p.parts):
		p.parts = p.parts[:n-1]
	case t.Kind != data.Phrase:
		if form, end := cut.Compound(0); end == n {
			p.whole = word(form)
		}
	}
	return p
}

// initialsOf returns the tokens to find a term by as initial consonants, if it is nothing but those.
func initialsOf(term string) []string {
	letters := []rune(strings.TrimSpace(term))
	if len(letters) < 2 {
		return nil
	}
	for _, c := range letters {
		if c < 'ㄱ' || c > 'ㅎ' {
			return nil
		}
	}
	var list []string
	for i := range letters[1:] {
		list = append(list, initialMark+string(letters[i:i+2]))
	}
	return list
}

// at returns how many tokens from i on p is found in, 0 if it is not found there.
func (p *pattern) at(t *text.Tokens, i int) int {
	n := len(p.parts)
	if i+n > len(t.List) {
		n = 0
	}
	for k := range p.parts[:n] {
		if !p.parts[k].is(t, i+k, k+1 < n) {
			n = 0
			break
		}
	}
	if n > 0 || p.whole.form == "" {
		return n
	}
	if len(p.parts) > 1 && p.whole.is(t, i, false) {
		return 1
	}
	if form, end := t.Compound(i); end > 0 && p.whole.matches(form) {
		return end - i
	}
	return 0
}

// is reports whether token i is what q asks for, before another part or as the last.
func (q *part) is(t *text.Tokens, i int, followed bool) bool {
	token, form := &t.List[i], t.Form(i)
	if form[0] != q.form[0] {
		return false
	}
	switch q.kind {
	case partLast:
		return token.CJK && string(form) == q.form && token.Last
	case partLetter:
		return token.CJK && string(form) == q.form && !(followed && token.Last)
	}
	return !token.CJK && q.matches(form)
}

// matches reports whether a word is what q asks for.
func (q *part) matches(form []byte) bool {
	switch q.kind {
	case partStem:
		return text.HasStem(form, q.form)
	case partStart:
		return len(form) >= len(q.form) && string(form[:len(q.form)]) == q.form
	}
	return string(form) == q.form
}

// initialsAt returns how many letters from i on begin with p's initial consonants, 0 if they do not all.
func (p *pattern) initialsAt(t *text.Tokens, i int) int {
	if p.initials == nil || i+len(p.initials)+1 > len(t.List) {
		return 0
	}
	for k := range len(p.initials) + 1 {
		c, ok := initialOf(t.Form(i + k))
		if !ok || k < len(p.initials) && t.List[i+k].Last {
			return 0
		}
		pair := p.initials[max(0, k-1)][len(initialMark):]
		want, n := utf8.DecodeRuneInString(pair)
		if k > 0 {
			want, _ = utf8.DecodeRuneInString(pair[n:])
		}
		if c != want {
			return 0
		}
	}
	return len(p.initials) + 1
}

// matcher finds patterns in texts in one pass. The first bytes of a token and of the next rule nearly all out.
type matcher struct {
	patterns []*pattern // at most maxTerms
	first    [256]uint64
	second   [256]uint64 // has those that one token may be in all places
	next     []int       // the token from which each is looked for
}

func newMatcher(patterns []*pattern) *matcher {
	m := &matcher{patterns: patterns, next: make([]int, len(patterns))}
	for k, p := range patterns {
		bit := uint64(1) << k
		m.first[p.parts[0].form[0]] |= bit
		if p.initials != nil {
			for c := 0xea; c <= 0xed; c++ { // syllables begin so in UTF-8
				m.first[c] |= bit
			}
		}
		if len(p.parts) > 1 && p.initials == nil && p.whole.form == "" {
			m.second[p.parts[1].form[0]] |= bit
			continue
		}
		for c := range m.second {
			m.second[c] |= bit
		}
	}
	return m
}

// each calls f with each place of a pattern in t: its first token, and the one behind its last. They do not overlap.
func (m *matcher) each(t *text.Tokens, headline bool, f func(k, from, to int)) {
	clear(m.next)
	for i := range t.List {
		set := m.first[t.FirstByte(i)]
		if set != 0 {
			set &= m.second[t.FirstByte(i+1)]
		}
		for ; set != 0; set &= set - 1 {
			k := bits.TrailingZeros64(set)
			p := m.patterns[k]
			if i < m.next[k] || p.title && !headline {
				continue
			}
			n := p.at(t, i)
			if n == 0 && headline {
				n = p.initialsAt(t, i)
			}
			if n == 0 {
				continue
			}
			m.next[k] = i + n
			f(k, i, i+n)
		}
	}
}

// counts are how often each pattern stands in a text, and how often right behind the one before it.
type counts struct{ times, pairs [maxTerms]int }

func (m *matcher) count(t *text.Tokens, headline bool) (c counts) {
	last, end := len(m.patterns), 0
	m.each(t, headline, func(k, from, to int) {
		c.times[k]++
		if k == last+1 && from == end {
			c.pairs[k]++
		}
		last, end = k, to
	})
	return c
}
