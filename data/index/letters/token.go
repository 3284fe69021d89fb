package letters

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"pressroom/data/text"
)

// aloneBits is where the letters that are words of their own begin in what edgesOf returns.
const aloneBits = 32

// edgesOf returns the letters from a to z that begin words of s, and from the bit aloneBits on those that are words.
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

// A note is what a search writes down about a chunk, so that it is read but once: nibble s tells how many letters
// of the token are found when s were found before it, and the highest nibble is the best class in it. Tokens of
// up to shortSteps letters do with 32 bits, which halves the memory that the innermost loop roams.
type note interface{ uint32 | uint64 }

// The letters of a token that notes of 32 and 64 bits follow. The rest of a longer one is compared letter by letter.
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

	// places has a bit for each place that a letter of ASCII has among the first steps letters.
	places [utf8.RuneSelf]uint16
}

// words returns the words of a query, folded, each once, the longest first.
func words(query string) []string {
	fields := strings.Fields(text.Fold(query))
	slices.SortFunc(fields, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
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

// bitOf returns the bit that stands for c: its own for a Latin letter or a digit, a shared one for all else.
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

// read answers what a search asks of a chunk: the steps of a note, and the class.
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

// within reports whether the letters of t are in u, in order: then every headline that matches u matches t.
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

// Class tells how well a headline matches. Lower is better.
type Class uint8

// The classes, best first. A headline's class is that of its worst typed
// word.
const (
	WholeWords Class = iota // the typed words are words of the headline
	WordStarts              // they begin words of it
	Substring               // they stand inside words of it
	Scattered               // their letters are there, in order

	// NumClasses is the number of classes.
	NumClasses = iota
)

// A word is a run of characters of one kind: a Korean word ends where Latin
// letters or digits begin and the other way round, so that KATS는 and 2035년 hold
// the words kats and 2035.

// around returns the kinds of the characters before and after s[i].
func around(s string, i int) (before, after text.Kind) {
	if i > 0 {
		if c := s[i-1]; c < utf8.RuneSelf {
			before = text.KindOf(rune(c))
		} else {
			r, _ := utf8.DecodeLastRuneInString(s[:i])
			before = text.KindOf(r)
		}
	}
	if i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			after = text.KindOf(rune(c))
		} else {
			r, _ := utf8.DecodeRuneInString(s[i:])
			after = text.KindOf(r)
		}
	}
	return before, after
}

// classAt returns the class of the occurrence s[i:j] in the folded text s.
func classAt(s string, i, j int) Class {
	switch {
	case !starts(s, i):
		return Substring
	case !ends(s, j):
		return WordStarts
	}
	return WholeWords
}

// starts reports whether a word of s may begin at i.
func starts(s string, i int) bool {
	if i == 0 {
		return true
	}
	before, after := around(s, i)
	switch {
	case after == text.Sign:
		return !glues(s, i)
	case before == text.Sign:
		return !glues(s, i-1) && !(s[i-1] == '\'' && isEnding(s, i))
	}
	return before != after
}

// ends reports whether a word of s may end at i.
func ends(s string, i int) bool {
	if i == len(s) {
		return true
	}
	before, after := around(s, i)
	switch {
	case after == text.Sign:
		return !glues(s, i)
	case before == text.Sign:
		return !glues(s, i-1)
	}
	return before != after
}

// glues reports whether the sign at s[i] holds one word together: the point or comma of a number (1.5, 10,000), and the
// point or ampersand beside a lone letter (M.AX, U.S., R&D), but no dash, and no point between two sentences.
func glues(s string, i int) bool {
	c := s[i]
	if c != '.' && c != ',' && c != '&' {
		return false
	}
	before, _ := around(s, i)
	_, after := around(s, i+1)
	if before != text.Letter || after != text.Letter {
		return false
	}
	if isDigit(s[i-1]) && isDigit(s[i+1]) {
		return c != '&'
	}
	return c != ',' && (isAlone(s, i-1) || isAlone(s, i+1))
}

// isAlone reports whether s[i] is an ASCII letter without letters or digits beside it.
func isAlone(s string, i int) bool {
	if s[i] >= utf8.RuneSelf || isDigit(s[i]) {
		return false
	}
	before, _ := around(s, i)
	_, after := around(s, i+1)
	return before != text.Letter && after != text.Letter
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// maxEnding is how many letters after an apostrophe are an ending (korea's, we'll) rather than a word (o'brien).
const maxEnding = 2

// isEnding reports whether the word that begins at s[i], behind an apostrophe, is an ending of the word before.
func isEnding(s string, i int) bool {
	if before, _ := around(s, i-1); before != text.Letter {
		return false
	}
	n := 0
	for i+n < len(s) && 'a' <= s[i+n] && s[i+n] <= 'z' {
		n++
	}
	_, next := around(s, i+n)
	return n > 0 && n <= maxEnding && next != text.Letter
}

// isJoiner reports whether the sign at s[i] may be left out of its compound: k-bio, m.ax, korea's, r&d, 10,000.
func isJoiner(s string, i int) bool {
	switch s[i] {
	case '-', '.', '\'', '&', ',':
		before, _ := around(s, i)
		if i+1 >= len(s) || before == text.Sign {
			return false
		}
		_, after := around(s, i+1)
		return after != text.Sign && (s[i] != ',' || isDigit(s[i-1]) && isDigit(s[i+1]))
	}
	return false
}

// joiners are the signs that isJoiner may accept.
const joiners = "-.'&,"

// hasJoiner reports whether s is written without a sign as well.
func hasJoiner(s string) bool {
	for i := strings.IndexAny(s, joiners); i >= 0 && i < len(s); i++ {
		if isJoiner(s, i) {
			return true
		}
	}
	return false
}

// join appends s without its joiners to dst, and where each byte left stands in s to at.
func join(dst []byte, at []int32, s string) ([]byte, []int32) {
	for i := range len(s) {
		if !isJoiner(s, i) {
			dst = append(dst, s[i])
			at = append(at, int32(i))
		}
	}
	return dst, at
}

// classify returns the best class of t in the folded text s, Scattered for none. Compound says that s has joiners.
func (t *token) classify(s string, compound bool) Class {
	best := Scattered
	for i := 0; best > WholeWords; {
		n := strings.Index(s[i:], t.text)
		if n < 0 {
			break
		}
		i += n
		best = min(best, classAt(s, i, i+len(t.text)))
		i++
	}
	if best > WholeWords && compound && t.plain {
		best = min(best, t.classifyJoined(s))
	}
	return best
}

// classifyJoined is classify in s without its joiners.
func (t *token) classifyJoined(s string) Class {
	var memory [64]byte
	var place [64]int32
	joined, at := join(memory[:0], place[:0], s)
	best := Scattered
	for i := 0; best > WholeWords; {
		n := bytes.Index(joined[i:], t.bytes)
		if n < 0 {
			break
		}
		i += n
		best = min(best, classAt(s, int(at[i]), int(at[i+len(t.text)-1])+1))
		i++
	}
	return best
}
