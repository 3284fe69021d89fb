package body

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Most documents are tame: their Markdown can be read in one way only, and is that of the
// same document again. To see that takes a hundredth of the time of reading it.

// tame reports whether reading the Markdown of a document gives this document. It may say
// no where that is so.
func (d Document) tame() bool {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Level != 0 || b.Sign != "" || b.Lead != "" || !isTame(b.Text) || !tameLinks(b) {
			return false
		}
		switch b.Kind {
		case Bullet: // for Close see below
		case Quote:
			if b.Close && (i == 0 || d.Blocks[i-1].Kind != Quote) {
				return false
			}
		case Paragraph, Heading:
			if b.Close {
				return false
			}
		default:
			return false
		}
	}
	return d.closedAnew()
}

// closedAnew reports whether the items are as near to each other as they are when the
// document is read.
func (d Document) closedAnew() bool {
	if !slices.ContainsFunc(d.Blocks, func(b Block) bool { return b.Kind == Bullet }) {
		return true
	}
	again := slices.Clone(d.Blocks)
	for i := range again {
		again[i].Close = again[i].Close && again[i].Kind != Bullet
	}
	setClose(again)
	return slices.EqualFunc(d.Blocks, again, func(a, b Block) bool { return a.Close == b.Close })
}

// tameASCII are the characters of ASCII that mean nothing in Markdown, or are always
// escaped.
var tameASCII = func() (is [utf8.RuneSelf]bool) {
	for c := range is {
		is[c] = isAlnum(rune(c)) || strings.IndexByte(" .,;:'\"()?!-/%$+=[]*", byte(c)) >= 0
	}
	return is
}()

// isTame reports whether a text is one line of words with single spaces, none of whose
// characters has Markdown read another text.
func isTame(s string) bool {
	if s == "" || hasAddress(s) || !beginsTame(s) {
		return false
	}
	prev := byte(' ')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ' && prev == ' ':
			return false
		case c < utf8.RuneSelf:
			if !tameASCII[c] && !(c == '&' && ampersand(s[i:]) == "&") {
				return false
			}
		default:
			c, n := utf8.DecodeRuneInString(s[i:])
			if !isTameRune(c) {
				return false
			}
			i += n - 1
		}
		prev = s[i]
	}
	return prev != ' '
}

// isTameRune reports whether a character beyond ASCII is one to be seen: none of these means
// anything in Markdown. The conjoining letters of Korean may be composed.
func isTameRune(c rune) bool {
	return unicode.IsPrint(c) && c != utf8.RuneError && (c < 0x1100 || c >= 0x1200)
}

// beginsTame reports whether a text begins as no list, heading or quotation does.
func beginsTame(s string) bool {
	switch c, _ := utf8.DecodeRuneInString(s); {
	case c >= '0' && c <= '9':
		rest := strings.TrimLeft(s, "0123456789")
		return rest == "" || rest[0] != '.' && rest[0] != ')'
	default:
		return c >= utf8.RuneSelf || unicode.IsLetter(c) || strings.ContainsRune("\"'(", c)
	}
}

// tameLinks reports whether the links of a block, whose text is tame, are written in one
// way only.
func tameLinks(b *Block) bool {
	at := 0
	for _, l := range b.Links {
		if l.From < at || l.From >= l.To || l.To > len(b.Text) {
			return false
		}
		label := b.Text[l.From:l.To]
		if !utf8.ValidString(label) || label != strings.Trim(label, " ") || strings.HasSuffix(b.Text[:l.From], "!") || strings.ContainsFunc(l.Address, notInTame) {
			return false
		}
		if WebAddress(l.Address, nil) != l.Address || showsItself(label, l.Address) {
			return false
		}
		at = l.To
	}
	return true
}

// notInTame reports whether a character of an address may be written in several ways.
func notInTame(c rune) bool {
	return c >= utf8.RuneSelf || !isAlnum(c) && !strings.ContainsRune("/:.-_?=#,", c)
}
