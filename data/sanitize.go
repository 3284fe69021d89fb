package data

import (
	"strings"
	"unicode/utf8"
)

// Sanitize takes from s every character that could command a terminal or
// make text look like other text: the C0 and C1 controls but newline, DEL,
// the bidirectional controls, the byte order mark and other invisible
// formatting, tags and noncharacters. What parts words goes on parting them:
// a tab, a vertical tab, a form feed, NEL and the line and paragraph
// separators become a space; CR LF and a lone CR become a newline. A byte
// that is not UTF-8 becomes U+FFFD. Korean that is written in conjoining letters
// (NFD, as some systems name files) is composed to syllables (NFC): few terminals
// join the letters. It returns how many characters it took or replaced; CR, tabs
// and what is composed are not counted.
//
// What is left may be written to any terminal: Sanitize of it changes
// nothing, and it holds no escape sequence.
func Sanitize(s string) (clean string, removed int) {
	if isClean(s) {
		return s, 0
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case c == utf8.RuneError && n == 1:
			b.WriteRune(utf8.RuneError)
			removed++
		case c == '\r':
			b.WriteByte('\n')
			if strings.HasPrefix(s[i+1:], "\n") {
				n = 2
			}
		case c == '\t':
			b.WriteByte(' ')
		case c == '\v', c == '\f', c == 0x85, c == 0x2028, c == 0x2029:
			b.WriteByte(' ')
			removed++
		case unsafeRune(c):
			removed++
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return composeHangul(b.String()), removed
}

// SanitizeLine is [Sanitize] for text that must stay on one line: line ends
// become spaces too.
func SanitizeLine(s string) (clean string, removed int) {
	clean, removed = Sanitize(s)
	return strings.ReplaceAll(clean, "\n", " "), removed
}

// OneLine returns s with each run of white space as one space, and none at its ends.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// isClean reports whether Sanitize would leave s alone. Most of a release is plain ASCII, and read as bytes.
func isClean(s string) bool {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c < ' ' && c != '\n' || c == 0x7f {
				return false
			}
			i++
			continue
		}
		c, n := utf8.DecodeRuneInString(s[i:])
		if c == utf8.RuneError && n == 1 || unsafeRune(c) || isVowel(c) || isFinal(c) {
			return false
		}
		i += n
	}
	return true
}

// Conjoining letters and syllables of Korean: 21 vowels follow each initial, and 27 finals, or none, each vowel.
const (
	firstInitial, lastInitial = 0x1100, 0x1112
	firstVowel, lastVowel     = 0x1161, 0x1175
	beforeFinal, lastFinal    = 0x11a7, 0x11c2
	firstSyllable             = 0xac00
	vowels                    = lastVowel - firstVowel + 1
	finals                    = lastFinal - beforeFinal + 1
	lastSyllable              = firstSyllable + (lastInitial-firstInitial+1)*vowels*finals - 1
)

func isVowel(c rune) bool { return c >= firstVowel && c <= lastVowel }
func isFinal(c rune) bool { return c > beforeFinal && c <= lastFinal }

// composeHangul returns s with its conjoining letters composed to syllables.
func composeHangul(s string) string {
	if !strings.ContainsFunc(s, func(c rune) bool { return isVowel(c) || isFinal(c) }) {
		return s
	}
	out := make([]rune, 0, len(s)/3)
	for _, c := range s {
		if n := len(out) - 1; n >= 0 {
			switch last := out[n]; {
			case isVowel(c) && last >= firstInitial && last <= lastInitial:
				out[n] = firstSyllable + ((last-firstInitial)*vowels+c-firstVowel)*finals
				continue
			case isFinal(c) && last >= firstSyllable && last <= lastSyllable && (last-firstSyllable)%finals == 0:
				out[n] = last + c - beforeFinal
				continue
			}
		}
		out = append(out, c)
	}
	return string(out)
}

// unsafeRune reports whether c must not reach a terminal. Joiners (U+200C, U+200D) and variation selectors stay:
// Persian, Indic scripts and emoji are written with them, and they move nothing.
func unsafeRune(c rune) bool {
	switch {
	case c < ' ':
		return c != '\n'
	case c >= 0x7f && c <= 0x9f: // DEL, C1
	case c == 0xad: // soft hyphen: unseen, and splits words that are searched
	case c == 0x61c, c == 0x200e, c == 0x200f: // bidi marks
	case c >= 0x202a && c <= 0x202e, c >= 0x2066 && c <= 0x206f: // bidi embeddings, isolates
	case c == 0x2028, c == 0x2029: // line and paragraph separator
	case c == 0x200b, c >= 0x2060 && c <= 0x2065: // zero width space, invisible operators
	case c == 0xfeff, c >= 0xfff0 && c <= 0xfffb: // BOM, specials, interlinear annotation
	case c >= 0xfdd0 && c <= 0xfdef, c&0xfffe == 0xfffe: // noncharacters
	case c >= 0xe0000 && c <= 0xe007f: // tags
	case c == 0x180e: // Mongolian vowel separator
	default:
		return false
	}
	return true
}
