package data

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file is about the tokens of a query: letters up to a space or a closing
// quotation mark, and which of them a backslash makes plain.

func (p *queryParser) skipSpace() {
	for p.at < len(p.text) && spaceAt(p.text, p.at) {
		_, n := utf8.DecodeRuneInString(p.text[p.at:])
		p.at += n
	}
}

func spaceAt(s string, i int) bool {
	c, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsSpace(c)
}

// token is what stands up to the next space. Mask is text with what a backslash made plain as escaped.
type token struct {
	text, mask string
	at         []int // where each byte comes from, and the end
}

// token reads a token, and goes behind it.
func (p *queryParser) token() token {
	var text, mask strings.Builder
	var at []int
	for p.at < len(p.text) && !spaceAt(p.text, p.at) {
		start := p.at
		c, taken := p.letter()
		n := text.Len()
		text.WriteString(c)
		for range text.Len() - n {
			at = append(at, start)
		}
		if taken {
			mask.WriteString(strings.Repeat(string(rune(escaped)), text.Len()-n))
		} else {
			mask.WriteString(c)
		}
	}
	return token{text.String(), mask.String(), append(at, p.at)}
}

const escaped = 1

// from returns the token without its first n bytes.
func (t token) from(n int) token { return token{t.text[n:], t.mask[n:], t.at[n:]} }

// letter reads the next letter in its plain form, or as it is behind a backslash.
func (p *queryParser) letter() (s string, taken bool) {
	if p.text[p.at] == '\\' && p.at+1 < len(p.text) {
		p.at++
		taken = true
	}
	c, n := utf8.DecodeRuneInString(p.text[p.at:])
	s = p.text[p.at : p.at+n]
	p.at += n
	if plain := plainForm(c); !taken && plain != c {
		s = string(plain)
	}
	return s, taken
}

// plainForm returns what a full-width form of ASCII looks like, and other characters as they are.
func plainForm(c rune) rune {
	switch {
	case c >= '！' && c <= '～':
		return c - '！' + '!'
	case c == '〜':
		return '~'
	}
	return c
}

// quoted reads what stands in the quotation marks at a place, and goes behind them. White space within is squeezed.
func (p *queryParser) quoted(start int) (string, error) {
	_, n := utf8.DecodeRuneInString(p.text[start:])
	p.at = start + n
	var b strings.Builder
	space := false // some is due, where something follows
	for p.at < len(p.text) {
		c, taken := p.letter()
		letter, _ := utf8.DecodeRuneInString(c)
		switch {
		case !taken && strings.ContainsRune(quotes, letter) && letter != '„' && letter != '«':
			return b.String(), nil
		case !taken && unicode.IsSpace(letter):
			space = b.Len() > 0
			continue
		case space:
			b.WriteByte(' ')
			space = false
		}
		b.WriteString(c)
	}
	return "", p.errorf(start, "a quotation mark is open: close it with \"")
}

// quotes are the marks around phrases. Typographic ones may come pasted, and mixed.
const quotes = "\"“”„«»"

// quoteAt reports whether a mark that opens a quotation stands at the beginning.
func quoteAt(mask string) bool {
	c, _ := utf8.DecodeRuneInString(mask)
	return mask != "" && c != '»' && strings.ContainsRune(quotes, c)
}

// fieldAt returns the name that s begins with, and what follows it: a colon or a comparison.
func fieldAt(s string) (name, op string) {
	n := 0
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if n < 2 || n == len(s) {
		return "", ""
	}
	if s[n] == ':' {
		return s[:n], ":"
	}
	if op = comparisonAt(s[n:]); op != "" {
		return s[:n], op
	}
	return "", ""
}
