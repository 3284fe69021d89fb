package text

import (
	"slices"
	"unicode/utf8"
)

// maxToken is how many bytes of a word count. FTS5 has such a limit too, at 32 KB.
const maxToken = 96

// Token is a word of a text, or one letter of a script that is written without
// spaces and searched by parts of words.
type Token struct {
	from, to   int32 // its folded form, in Tokens.folded
	Start, End int32 // where it stands in the text, in bytes
	CJK        bool  // one letter of such a script
	Last       bool  // of a letter: the next token is no neighbour of it
	compound   int32 // the place in Tokens.compounds of that which begins here, and one
}

// Tokens are the tokens of a text: runs of letters and figures, folded, which
// every other sign parts. The zero value has none; it may be used for one text
// after the other, which saves memory.
type Tokens struct {
	List      []Token
	folded    []byte
	at        []int32 // of cutFolded
	compounds []compound
}

// Form returns the folded form of token i. It is valid until the next Cut.
func (t *Tokens) Form(i int) []byte { return t.folded[t.List[i].from:t.List[i].to] }

// FirstByte returns the byte that the form of token i begins with, 0 if it is
// empty or there is none.
func (t *Tokens) FirstByte(i int) byte {
	if i >= len(t.List) || t.List[i].from == t.List[i].to {
		return 0
	}
	return t.folded[t.List[i].from]
}

// Bigram returns the form of letter i and of the letter that follows it in
// the same run, or of the last letter alone.
func (t *Tokens) Bigram(i int) []byte {
	if t.List[i].Last {
		return t.Form(i)
	}
	return t.folded[t.List[i].from:t.List[i+1].to]
}

// Cut makes t the tokens of s. Plain ASCII, nearly all there is, is folded on the
// way; what has other letters goes through [appendFold].
func (t *Tokens) Cut(s string) {
	t.List = t.List[:0]
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
			t.add(Token{from: int32(from), to: int32(len(folded)), Start: int32(start), End: int32(i)})
			continue
		}
		t.folded = folded[:from]
		t.cutFolded(s[start:i], start)
		folded = t.folded
	}
	t.folded = folded
	t.join(s)
}

// plain has small letters and figures of ASCII, 0 for its other signs, and what is beyond it as it is.
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

// cutSigns takes the signs that make another word of a letter, as in C++, C# and A+, as words, and returns the end.
func (t *Tokens) cutSigns(s string, i int) int {
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
func (t *Tokens) cutFolded(s string, base int) {
	from := len(t.folded)
	t.folded, t.at = appendFold(t.folded, t.at[:0], s)
	folded, at := t.folded[from:], t.at
	for i := 0; i < len(folded); {
		c, n := utf8.DecodeRune(folded[i:])
		kind := KindOf(c)
		if kind == Sign {
			i += n
			continue
		}
		start, letter := i, kind == CJK
		for i += n; i < len(folded) && !letter; i += n {
			if c, n = utf8.DecodeRune(folded[i:]); KindOf(c) != Letter {
				break
			}
		}
		last := true
		if letter && i < len(folded) {
			c, _ := utf8.DecodeRune(folded[i:])
			last = KindOf(c) != CJK
		}
		t.add(Token{
			from: int32(from + start), to: int32(from + i),
			Start: int32(base) + at[start], End: int32(base + endOf(at, i, len(s))),
			CJK: letter, Last: last,
		})
	}
}

// endOf returns where the character ends that gave the folded byte i-1: where the next begins that gave other bytes.
func endOf(at []int32, i, length int) int {
	for _, next := range at[i:] {
		if next != at[i-1] {
			return int(next)
		}
	}
	return length
}

func (t *Tokens) add(k Token) {
	k.to = k.from + int32(cutForm(t.folded[k.from:k.to]))
	t.List = append(t.List, k)
}

// cutForm returns how many bytes of a form count.
func cutForm(form []byte) int {
	n := len(form)
	if n > maxToken {
		for n = maxToken; !utf8.RuneStart(form[n]); n-- {
		}
	}
	return n
}
