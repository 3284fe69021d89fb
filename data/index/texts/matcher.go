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
// overlap. It stops when f returns false.
func (m *matcher) each(t *text.Tokens, headline bool, f func(k, from, to int) bool) {
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
			if !f(k, i, i+n) {
				return
			}
		}
	}
}

// in returns the patterns that stand in t, a bit for each.
func (m *matcher) in(t *text.Tokens, headline bool) (found uint64) {
	all := uint64(1)<<len(m.patterns) - 1
	m.each(t, headline, func(k, _, _ int) bool {
		found |= 1 << k
		m.next[k] = len(t.List) // once is enough
		return found != all
	})
	return found
}
