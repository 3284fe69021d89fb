// Package text says what a word of a text is, for everything that compares,
// indexes or highlights words: one folding, one set of kinds of characters, one
// tokenizer, one stemmer and one span.
//
// The width of a text is no matter of this package: it differs from terminal to
// terminal, and so is measured in ui/cells, by what the terminal at hand does.
// Nor is the grammar of sentences, whose tokens keep full stops and apostrophes:
// package names reads it, with the characters of words as they are told here.
package text

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Span is a run of bytes of a text, from Start up to End and without it.
type Span struct{ Start, End int }

// Merge sorts spans and joins those that overlap or touch. It uses their memory.
func Merge(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return a.Start - b.Start })
	out := spans[:0]
	for _, s := range spans {
		if k := len(out) - 1; k >= 0 && s.Start <= out[k].End {
			out[k].End = max(out[k].End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// Kind is what a character is for words.
type Kind uint8

// The kinds.
const (
	Sign   Kind = iota // no part of a word
	Letter             // a letter, a figure, or a mark, with which some scripts write vowels
	CJK                // a letter of a script that is written without spaces: Hangul, Han, Kana
)

// KindOf returns the kind of c. A figure in a circle is a sign: it stands
// before an item, without a space.
func KindOf(c rune) Kind {
	switch {
	case c < utf8.RuneSelf:
		if alphanumeric(byte(c)) {
			return Letter
		}
		return Sign
	case 0xac00 <= c && c <= 0xd7a3, c == 'ー', c == '々', c == 0x3099, c == 0x309a:
		return CJK
	case !unicode.In(c, unicode.L, unicode.M, unicode.Nd, unicode.Nl):
		return Sign
	case c >= 0x1100 && unicode.In(c, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return CJK
	}
	return Letter
}

func alphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}
