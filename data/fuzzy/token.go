package fuzzy

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// maxSteps is how many letters of a token an entry follows: a step takes four
// bits of its 64, and four hold the class. The letters of a longer token are
// compared one by one, in the few headlines that have the first maxSteps.
const maxSteps = 14

// classShift is where an entry keeps its class.
const classShift = 60

// token is one typed word, folded.
type token struct {
	text   string
	runes  []rune
	mask   uint64
	steps  int    // letters that entries follow, at most maxSteps
	ascii  bool   // text is ASCII
	plain  bool   // text has letters and digits alone, so joiners may be skipped
	idle   uint64 // the entry of a chunk that has none of the letters
	member [2]uint64
}

// tokens returns the words of a query, each once, the longest first because
// it leaves the fewest headlines to the others.
func tokens(query string) []token {
	var list []token
	for _, text := range words(query) {
		list = append(list, newToken(text))
	}
	return list
}

// words returns the words of a query, folded, each once, the longest first.
func words(query string) []string {
	fields := strings.Fields(Fold(query))
	slices.SortFunc(fields, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(fields)
}

func newToken(text string) token {
	t := token{text: text, runes: []rune(text), ascii: true, plain: true}
	for _, c := range t.runes {
		t.mask |= bitOf(c)
		if c < utf8.RuneSelf {
			t.member[c>>6] |= 1 << (c & 63)
		} else {
			t.ascii = false
		}
		if kindOf(c) == sign {
			t.plain = false
		}
	}
	t.steps = min(len(t.runes), maxSteps)
	t.idle = uint64(Scattered) << classShift
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

// entry answers everything that a search asks of a chunk. Its nibble s says
// how many letters of the token are found when s were found before the chunk;
// its highest nibble is the best class of an occurrence.
func (t *token) entry(chunk string, mask uint64) uint64 {
	if mask&t.mask == 0 {
		return t.idle
	}
	var next [maxSteps + 1]uint8
	for s := range next {
		next[s] = uint8(s)
	}
	if t.ascii {
		for i := range len(chunk) {
			if c := chunk[i]; c < utf8.RuneSelf && t.member[c>>6]>>(c&63)&1 != 0 {
				for s := range t.steps {
					if at := next[s]; int(at) < t.steps && t.text[at] == c {
						next[s]++
					}
				}
			}
		}
	} else {
		for _, c := range chunk {
			for s := range t.steps {
				if at := next[s]; int(at) < t.steps && t.runes[at] == c {
					next[s]++
				}
			}
		}
	}
	class := Scattered
	if mask&t.mask == t.mask {
		class = t.classify(chunk, mask&compound != 0)
	}
	e := uint64(class)<<classShift | uint64(t.steps)<<(4*t.steps)
	for s := range t.steps {
		e |= uint64(next[s]) << (4 * s)
	}
	return e
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

// indexBytes is bytes.Index for a string that is looked for.
func indexBytes(b []byte, s string) int {
	return bytes.Index(b, unsafe.Slice(unsafe.StringData(s), len(s)))
}
