package archive

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"pressroom/data/fuzzy"
)

// maxToken is how many bytes of a word count: two words that agree in them
// are the same. FTS5 has such a limit too, at 32 KB.
const maxToken = 96

// token is a word of a text, or one letter of a script that is written
// without spaces or searched by parts of words: Hangul, Han, Kana.
type token struct {
	from, to   int32 // its folded form, in tokens.folded
	start, end int32 // where it stands, in the text
	cjk        bool  // one letter of such a script
	last       bool  // of a letter: the next token is no neighbour of it
}

// tokens cuts texts into tokens. It is used again for the next text, to save
// memory.
type tokens struct {
	folded []byte
	list   []token
	at     []int32 // of cutFolded
}

// form returns the folded form of token i.
func (t *tokens) form(i int) []byte { return t.folded[t.list[i].from:t.list[i].to] }

// firstByte returns the byte that the form of token i begins with, 0 if it is
// empty or there is none.
func (t *tokens) firstByte(i int) byte {
	if i >= len(t.list) || t.list[i].from == t.list[i].to {
		return 0
	}
	return t.folded[t.list[i].from]
}

// bigram returns the form of letter i and of the letter that follows it in
// the same run, or of the last letter alone.
func (t *tokens) bigram(i int) []byte {
	if t.list[i].last {
		return t.form(i)
	}
	return t.folded[t.list[i].from:t.list[i+1].to]
}

// cut cuts s. Text in plain ASCII, nearly all there is, is folded on the way;
// what has other letters goes through [fuzzy.AppendFold], so that a headline
// is found by the same letters here and there.
func (t *tokens) cut(s string) {
	t.list = t.list[:0]
	folded := slices.Grow(t.folded[:0], len(s))
	for i := 0; i < len(s); {
		if plain[s[i]] == 0 {
			i++
			continue
		}
		start, from := i, len(folded)
		other := byte(0)
		for ; i < len(s); i++ {
			c := plain[s[i]]
			if c == 0 {
				break
			}
			other |= c
			folded = append(folded, c)
		}
		if other < utf8.RuneSelf {
			t.folded = folded
			if i == start+1 {
				i = t.cutSigns(s, i)
				folded = t.folded
			}
			t.add(token{from: int32(from), to: int32(len(folded)), start: int32(start), end: int32(i)})
			continue
		}
		t.folded = folded[:from]
		t.cutFolded(s[start:i], start)
		folded = t.folded
	}
	t.folded = folded
}

// plain has the small letters and figures of ASCII, 0 for its other signs, and
// more than ASCII for what is none of it.
var plain = func() (table [256]byte) {
	for i := range table {
		switch c := byte(i); {
		case 'A' <= c && c <= 'Z':
			table[i] = c + 'a' - 'A'
		case alphanumeric(c), c >= utf8.RuneSelf:
			table[i] = c
		}
	}
	return table
}()

// cutSigns takes the signs that make another word of a single letter, as in C++, C#
// and A+, and returns the end of the word. They are kept as words, since the index
// holds letters and figures alone.
func (t *tokens) cutSigns(s string, i int) int {
	end := i
	for end < len(s) && end < i+2 && (s[end] == '+' || s[end] == '#') {
		end++
	}
	if end == i || s[i-1] >= '0' && s[i-1] <= '9' || end < len(s) && (alphanumeric(s[end]) || s[end] >= utf8.RuneSelf) {
		return i
	}
	for _, sign := range []byte(s[i:end]) {
		if sign == '+' {
			t.folded = append(t.folded, "plus"...)
		} else {
			t.folded = append(t.folded, "sharp"...)
		}
	}
	return end
}

// cutFolded cuts a stretch that holds other than ASCII and begins at base.
func (t *tokens) cutFolded(s string, base int) {
	from := len(t.folded)
	t.folded, t.at = fuzzy.AppendFold(t.folded, t.at[:0], s)
	folded, at := t.folded[from:], t.at
	for i := 0; i < len(folded); {
		c, n := utf8.DecodeRune(folded[i:])
		if !isWord(c) {
			i += n
			continue
		}
		start, letter := i, isLetter(c)
		for i += n; i < len(folded) && !letter; i += n {
			if c, n = utf8.DecodeRune(folded[i:]); !isWord(c) || isLetter(c) {
				break
			}
		}
		last := true
		if letter && i < len(folded) {
			c, _ := utf8.DecodeRune(folded[i:])
			last = !isLetter(c)
		}
		t.add(token{
			from: int32(from + start), to: int32(from + i),
			start: int32(base) + at[start], end: int32(base + endOf(at, i, len(s))),
			cjk: letter, last: last,
		})
	}
}

// endOf returns where the character ends that gave the folded byte i-1: where
// the next begins that gave other bytes.
func endOf(at []int32, i, length int) int {
	for _, next := range at[i:] {
		if next != at[i-1] {
			return int(next)
		}
	}
	return length
}

func (t *tokens) add(k token) {
	if k.to-k.from > maxToken {
		k.to = k.from + maxToken
		for !utf8.RuneStart(t.folded[k.to]) {
			k.to--
		}
	}
	t.list = append(t.list, k)
}

func alphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// isWord reports whether c is part of words: a letter, a figure, or a mark
// that folding left because its script writes vowels with it.
func isWord(c rune) bool {
	if c < utf8.RuneSelf {
		return alphanumeric(byte(c))
	}
	return 0xac00 <= c && c <= 0xd7a3 || unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.IsMark(c)
}

// isLetter reports whether c is a letter that is found by itself and its
// neighbours, and not by the word it stands in.
func isLetter(c rune) bool {
	switch {
	case c < 0x1100:
		return false
	case 0xac00 <= c && c <= 0xd7a3, c == 'ー', c == '々', c == 0x3099, c == 0x309a:
		return true
	}
	return unicode.In(c, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
