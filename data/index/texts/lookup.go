package texts

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"pressroom/data"
)

// lookups returns p as tokens of the index, CJK letters in pairs; a stem or a beginning is last.
func (p *pattern) lookups() []part {
	var list []part
	for i, q := range p.parts {
		switch {
		case q.kind == partLetter && i+1 < len(p.parts):
			list = append(list, part{partWord, q.form + p.parts[i+1].form}) // the pair
		case q.kind != partLetter:
			list = append(list, q)
		case i == 0 || p.parts[i-1].kind != partLetter:
			list = append(list, part{partStart, q.form}) // a single letter, whatever it is paired with
		}
	}
	return list
}

// phrase returns a phrase in the language of FTS5. Tokens hold letters and figures alone, so nothing is escaped.
func phrase(tokens ...string) string { return `"` + strings.Join(tokens, `" + "`) + `"` }

// The limits of a search, which keep what it costs within bounds.
const (
	maxTerms  = data.MaxTerms // in all clauses, each counted once
	maxTokens = 250           // in all terms
	maxShort  = 8             // beginnings behind other words that no table has, see [pattern.short]
)

// clause is a clause of a Query, ready to be found.
type clause struct {
	not      bool
	patterns []pattern
	letters  []string
}

// clauses compiles t without what asks for nothing or comes again, up to the limits; beyond them it fails.
func (t Query) clauses() ([]clause, error) {
	var list []clause
	seen := map[string]bool{}
	terms, count, short := 0, 0, 0
	for _, c := range t.Clauses {
		made := clause{not: c.Not}
		var keys strings.Builder
		alternatives := map[string]bool{}
		for _, term := range c.Any {
			p := pattern{}
			key := "~" + term.Text
			if term.Kind != data.Letters {
				if p = patternOf(term); len(p.parts) == 0 {
					continue
				}
				key = p.key()
			}
			if alternatives[key] {
				continue
			}
			alternatives[key] = true
			keys.WriteString(key)
			if term.Kind == data.Letters {
				made.letters = append(made.letters, term.Text)
			} else {
				made.patterns = append(made.patterns, p)
			}
			count += max(1, len(p.parts))
			if p.short() {
				short++
			}
		}
		whole := keys.String()
		if c.Not {
			whole = "-" + whole
		}
		if len(alternatives) == 0 || seen[whole] {
			continue
		}
		seen[whole] = true
		if terms += len(alternatives); terms > maxTerms {
			return list, fmt.Errorf("a search takes at most %d terms: leave some out", maxTerms)
		}
		if count > maxTokens {
			return list, fmt.Errorf("a search takes at most %d words, or Korean letters: leave some out", maxTokens)
		}
		if short > maxShort {
			return list, fmt.Errorf("a search takes at most %d words that are followed by less than %d letters of another: write out some", maxShort, maxStart+1)
		}
		list = append(list, made)
	}
	return list, nil
}

// short reports whether p is a beginning of few letters behind another word, as korea's*, for which FTS5 joins the
// places of all words that begin so: two milliseconds for a thousand releases.
func (p *pattern) short() bool {
	n := len(p.parts) - 1
	return n > 0 && p.parts[n].kind == partStart && utf8.RuneCountInString(p.parts[n].form) <= maxStart
}

// key is the same for patterns that find the same.
func (p *pattern) key() string {
	var b strings.Builder
	if p.title {
		b.WriteByte('^')
	}
	if p.initials != nil {
		b.WriteByte('i')
	}
	for _, part := range append(slices.Clip(p.parts), p.whole) {
		b.WriteByte(byte(part.kind) + '0')
		b.WriteString(part.form)
		b.WriteByte(0)
	}
	b.WriteByte(1)
	return b.String()
}
