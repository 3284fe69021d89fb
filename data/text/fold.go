package text

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s as it is compared: what a reader types on a plain keyboard
// and what an editor typeset become the same text.
//
//   - letters are lower case, and lose their accents (é, ø, ł; ß is ss);
//   - typographic quotation marks and dashes are ' " and -;
//   - every white space, and every control, is one space;
//   - full-width forms, ligatures and other forms of compatibility are the
//     letters they stand for;
//   - joiners, variation selectors and other unseen characters go.
//
// Korean syllables stay whole, whichever way they were encoded. Fold of a
// folded string changes nothing, and two folded strings never differ in case
// alone.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return string(fold(make([]byte, 0, len(s)+8), nil, s))
}

// FoldOffsets is [Fold], and tells where each byte of the folded text comes
// from: folded byte i stems from the character that begins at s[at[i]].
// There is one offset more than bytes, at[len(folded)] == len(s); the offsets
// never fall, and characters that fold to nothing belong to the one before
// them.
func FoldOffsets(s string) (folded string, at []int32) {
	b, at := appendFold(make([]byte, 0, len(s)+8), make([]int32, 0, len(s)+9), s)
	return string(b), at
}

// appendFold is [FoldOffsets] that appends to dst and to at, and so may use the memory of an earlier call.
func appendFold(dst []byte, at []int32, s string) ([]byte, []int32) {
	dst = fold(dst, &at, s)
	return dst, append(at, int32(len(s)))
}

// isFolded reports whether s is plain ASCII that Fold would leave alone.
func isFolded(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x7f || c < ' ' || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// fold appends the folded form of s, and to at, if it is not nil, where each byte comes from.
func fold(dst []byte, at *[]int32, s string) []byte {
	for i := 0; i < len(s); {
		n, from := 1, len(dst)
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, foldASCII(c))
		} else {
			n, dst = foldNext(dst, s[i:])
		}
		if at != nil {
			for range len(dst) - from {
				*at = append(*at, int32(i))
			}
		}
		i += n
	}
	return dst
}

func foldASCII(c byte) byte {
	switch {
	case 'A' <= c && c <= 'Z':
		return c + ('a' - 'A')
	case c < ' ' || c == 0x7f:
		return ' '
	}
	return c
}

// foldNext appends the folded form of the first character of s, which is not ASCII, and returns its bytes.
func foldNext(dst []byte, s string) (int, []byte) {
	c, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); len(s) == n || next < firstCombining && !unseen(next) || standsAlone(next) {
		switch { // nothing joins it
		case standsAlone(c):
			return n, append(dst, s[:n]...)
		case c < firstCombining && !unseen(c):
			return n, append(dst, latin()[c]...)
		}
	}
	if sign := plainSign(c); sign != 0 {
		return n, append(dst, sign)
	}
	if c == utf8.RuneError || isLoneJamo(c) {
		return n, utf8.AppendRune(dst, c)
	}
	n = segment(s)
	return n, append(dst, foldSegment(s[:n])...)
}

// standsAlone reports whether c is a Korean syllable, a Chinese letter or a kana: it folds to itself, and joins none.
func standsAlone(c rune) bool {
	return 0xac00 <= c && c <= 0xd7a3 || 0x3400 <= c && c <= 0x9fff || 0x3041 <= c && c <= 0x3096 || 0x30a1 <= c && c <= 0x30fa
}

// firstCombining is the first mark that joins the letter before it.
const firstCombining = 0x300

// latin has the folded forms of the signs below firstCombining, each alone.
var latin = sync.OnceValue(func() *[firstCombining]string {
	table := new([firstCombining]string)
	for c := rune(utf8.RuneSelf); c < firstCombining; c++ {
		if sign := plainSign(c); sign != 0 {
			table[c] = string(sign)
		} else {
			table[c] = foldSegment(string(c))
		}
	}
	return table
})

// plainSign returns the ASCII sign that stands for a typographic one, or 0.
func plainSign(c rune) byte {
	switch c {
	case '‘', '’', '‚', '‛', '′', 'ʼ', '＇':
		return '\''
	case '“', '”', '„', '‟', '″', '＂':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−', '－', '﹣':
		return '-'
	}
	if unicode.IsSpace(c) || unicode.Is(unicode.Cc, c) || unicode.Is(unicode.Z, c) {
		return ' '
	}
	return 0
}

// segment returns the length of the characters at the beginning of s that may compose, and fold together.
func segment(s string) int {
	n := max(1, norm.NFKC.NextBoundaryInString(s, true))
	for n < len(s) && s[n] >= utf8.RuneSelf {
		c, _ := utf8.DecodeRuneInString(s[n:])
		if last, _ := utf8.DecodeLastRuneInString(s[:n]); !unseen(c) && !unseen(last) {
			break
		}
		if plainSign(c) != 0 {
			break
		}
		n += max(1, norm.NFKC.NextBoundaryInString(s[n:], true))
	}
	if lone := strings.IndexFunc(s[:n], isLoneJamo); lone >= 0 {
		n = lone
	}
	return n
}

// foldRounds bounds how often a segment is folded until it no longer changes; two are enough for all known.
const foldRounds = 4

func foldSegment(s string) string {
	for range foldRounds {
		t := foldOnce(s)
		if t == s {
			break
		}
		s = t
	}
	return s
}

func foldOnce(s string) string {
	out := make([]byte, 0, len(s))
	for _, c := range norm.NFKD.String(s) {
		if sign := plainSign(c); sign != 0 {
			out = append(out, sign)
		} else if c < utf8.RuneSelf {
			out = append(out, foldASCII(byte(c)))
		} else if !unseen(c) {
			out = appendLower(out, c)
		}
	}
	return norm.NFC.String(string(out))
}

// isLoneJamo reports whether c is a Korean letter written alone: folded, it would compose with its neighbours.
func isLoneJamo(c rune) bool {
	return 0x3131 <= c && c <= 0x318e || 0x3260 <= c && c <= 0x327f || 0xffa0 <= c && c <= 0xffdc
}

// unseen reports whether c folds to nothing: an accent, a point of Hebrew or Arabic vowels, a joiner, a selector. Marks
// of Thai and Indic vowels are letters and stay, and so do those that voice a kana.
func unseen(c rune) bool {
	switch {
	case c < 0x300:
		return c == 0xad
	case c <= 0x36f:
		return true
	case c == 0x3099 || c == 0x309a:
		return false
	case 0x591 <= c && c <= 0x670:
		return unicode.Is(unicode.Mn, c)
	}
	return unicode.Is(unicode.Mn, c) && unicode.Is(unicode.Inherited, c) || unicode.Is(unicode.Cf, c)
}

// appendLower appends c in lower case, as the one letter that stands for all of its cases (σ and ς), and without the
// strokes that Unicode does not count as accents.
func appendLower(dst []byte, c rune) []byte {
	low := unicode.ToLower(c)
	for f := unicode.SimpleFold(c); f != c; f = unicode.SimpleFold(f) {
		low = min(low, unicode.ToLower(f))
	}
	switch low {
	case 'ß':
		return append(dst, "ss"...)
	case 'æ':
		return append(dst, "ae"...)
	case 'œ':
		return append(dst, "oe"...)
	case 'þ':
		return append(dst, "th"...)
	case 'ø':
		return append(dst, 'o')
	case 'ł':
		return append(dst, 'l')
	case 'đ', 'ð':
		return append(dst, 'd')
	case 'ħ':
		return append(dst, 'h')
	case 'ı':
		return append(dst, 'i')
	}
	return utf8.AppendRune(dst, low)
}
