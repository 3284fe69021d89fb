package letters

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pressroom/data/text"
)

// aloneBits is where the letters that are words of their own begin in what
// edgesOf returns.
const aloneBits = 32

// edgesOf returns the letters from a to z that words of the folded text s
// begin with, and, from the bit aloneBits on, those of them that are words.
func edgesOf(s string) uint64 {
	var m uint64
	for i := range len(s) {
		if c := s[i]; 'a' <= c && c <= 'z' {
			switch classAt(s, i, i+1) {
			case WholeWords:
				m |= 1<<(c-'a') | 1<<(c-'a'+aloneBits)
			case WordStarts:
				m |= 1 << (c - 'a')
			}
		}
	}
	return m
}

// A note is what a search writes down about a chunk, so that it need not be
// read again in the next headline: nibble s tells how many letters of the
// token are found when s were found before the chunk, and the highest nibble
// is the best class of an occurrence in it. Tokens of up to shortSteps letters
// do with 32 bits, which halves the memory that the innermost loop roams.
type note interface{ uint32 | uint64 }

// shortSteps and maxSteps are how many letters of a token the notes of 32 and
// 64 bits follow. Of a longer token the rest is compared letter by letter, in
// the few headlines that have the first maxSteps.
const (
	shortSteps = 32/4 - 2
	maxSteps   = 64/4 - 2
)

// token is one typed word, folded.
type token struct {
	text  string
	bytes []byte // of text
	runes []rune
	mask  uint64
	steps int    // letters that notes follow, at most maxSteps
	ascii bool   // text is ASCII
	plain bool   // text has letters and digits alone, so joiners may be skipped
	idle  uint64 // the steps of a chunk that has none of the letters

	// places has a bit for each place that a letter of ASCII has among the
	// first steps letters.
	places [utf8.RuneSelf]uint16
}

// words returns the words of a query, folded, each once, the longest first.
func words(query string) []string {
	fields := strings.Fields(text.Fold(query))
	slices.SortFunc(fields, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(fields)
}

func newToken(word string) token {
	t := token{text: word, bytes: []byte(word), runes: []rune(word), ascii: true, plain: true}
	t.steps = min(len(t.runes), maxSteps)
	for i, c := range t.runes {
		t.mask |= bitOf(c)
		if c >= utf8.RuneSelf {
			t.ascii = false
		} else if i < t.steps {
			t.places[c] |= 1 << i
		}
		if text.KindOf(c) == text.Sign {
			t.plain = false
		}
	}
	for s := range t.steps + 1 {
		t.idle |= uint64(s) << (4 * s)
	}
	return t
}

// compound is the bit of a mask that tells of joiners.
const compound = 1 << 63

// bitOf returns the bit of a mask that stands for c: its own for a Latin
// letter or a digit, a shared one for everything else.
func bitOf(c rune) uint64 {
	switch {
	case 'a' <= c && c <= 'z':
		return 1 << (c - 'a')
	case '0' <= c && c <= '9':
		return 1 << (26 + c - '0')
	case c < utf8.RuneSelf:
		return 1 << (36 + c%12)
	}
	return 1 << (48 + c%15)
}

// maskOf returns the letters of the folded text s.
func maskOf(s string) uint64 {
	var m uint64
	for _, c := range s {
		m |= bitOf(c)
	}
	if hasJoiner(s) {
		m |= compound
	}
	return m
}

// read answers what a search asks of a chunk: the steps of a note, and the
// class.
func (t *token) read(chunk string, mask uint64) (steps uint64, class Class) {
	shared := mask & t.mask
	if shared == 0 {
		return t.idle, Scattered
	}
	class = Scattered
	if shared == t.mask {
		class = t.classify(chunk, mask&compound != 0)
	}
	var next [maxSteps + 1]uint8
	for s := range next {
		next[s] = uint8(s)
	}
	if t.ascii {
		for i := range len(chunk) {
			c := chunk[i]
			if c >= utf8.RuneSelf || t.places[c] == 0 {
				continue
			}
			places := t.places[c]
			for s := range next[:t.steps] {
				next[s] += uint8(places >> (next[s] & 15) & 1)
			}
		}
	} else {
		for _, c := range chunk {
			for s := range next[:t.steps] {
				if at := int(next[s]); at < t.steps && t.runes[at] == c {
					next[s]++
				}
			}
		}
	}
	steps = uint64(t.steps) << (4 * t.steps)
	for s, n := range next[:t.steps] {
		steps |= uint64(n) << (4 * s)
	}
	return steps, class
}

// within reports whether the letters of t are in u, in order: then every
// headline that matches u matches t.
func within(t, u string) bool {
	for _, c := range u {
		if t == "" {
			break
		}
		if first, n := utf8.DecodeRuneInString(t); first == c {
			t = t[n:]
		}
	}
	return t == ""
}
