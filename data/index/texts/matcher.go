package texts

import (
	"math/bits"

	"pressroom/data/text"
)

// matcher finds patterns in texts, all of them in one pass. The first bytes of
// a token and of the next tell nearly all that do not begin there.
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

// each calls f with each place where one of the patterns stands in t: the first
// token, and the one behind the last. Places of the same pattern do not
// overlap.
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

// counts are how often each pattern stands in a text, and how often right behind the one
// before it, as the words of a query that are a phrase do.
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
