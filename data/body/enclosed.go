package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file is about headings in brackets of their own.

// maxAngle is the most bytes between < and >.
const maxAngle = 150

// enclosed returns the word behind a heading in brackets of its own.
func (p *page) enclosed(from int) int {
	if strings.HasPrefix(p.src[p.words[from].from:], Picture) { // see [FromArticle]
		return 0
	}
	return p.angle(from)
}

// headClosers are the brackets that headings stand in, by the opening ones.
var headClosers = map[rune]string{'<': ">", '[': "]", '【': "】"}

// angle finds a heading in brackets of its own: <15th APEC Energy Ministers’
// Meeting>, [Background]. It begins like a title, and no small letter goes on behind it, as
// one would in <Squid Game> became a success, or in a < b > c. Where letters
// have no capitals to tell, it must have its line to itself.
func (p *page) angle(from int) int {
	start := p.words[from].from
	open, size := utf8.DecodeRuneInString(p.src[start:])
	closer, isOpen := headClosers[open]
	for i := from; isOpen && i < len(p.words) && p.words[i].to-start <= maxAngle; i++ {
		if i > from && p.words[i].line {
			return 0
		}
		w := p.at(i)
		at := strings.Index(w, closer)
		if at < 0 {
			continue
		}
		inner := strings.TrimSpace(p.src[start+size : p.words[i].from+at])
		c, _ := utf8.DecodeRuneInString(inner)
		if at != len(w)-len(closer) || strings.ContainsRune(inner, open) || isDigits(inner) || !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return 0
		}
		if strings.Contains(inner, "://") || unicode.IsLower(c) && !strings.Contains(inner, " ") {
			return 0 // <https://…>, and a tag: <br>
		}
		if p.lineStart(i+1) || startsTitle(p.at(i+1)) {
			return i + 1
		}
		return 0
	}
	return 0
}

// startsTitle reports whether w begins with a capital, a digit or a sign.
func startsTitle(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return isCapital(w) || isSign(c) || c == '*' || c == '<' || isDash(w)
}
