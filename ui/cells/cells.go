// Package cells measures text as terminals do, which disagree: most count code
// points, some count grapheme clusters, and some give two cells to characters
// that are East Asian Ambiguous. All that is wrapped, cut, padded or drawn for a
// terminal is measured by the one [Measure] that this terminal has.
package cells

import (
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/width"
)

// Measure is how a terminal counts the cells of a text; the zero value is that of an unknown one.
type Measure struct {
	Clusters bool // a grapheme cluster is measured whole (mode 2027), else code points are added up
	Wide     bool // East Asian Ambiguous characters are two cells, not one
}

// Pieces yields what s consists of, with its width in cells: the grapheme
// clusters, and, with a width of 0, escape sequences and control characters.
func (m Measure) Pieces(s string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		var state byte
		for len(s) > 0 {
			piece, w := s[:1], 1
			switch c := s[0]; {
			case state != 0 || c < ' ' || c == 0x7f:
				piece, _, _, state = ansi.DecodeSequence(s, state, nil)
				w = 0
			case c < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf):
			default:
				piece, w = m.first(s)
			}
			if !yield(piece, w) {
				return
			}
			s = s[len(piece):]
		}
	}
}

// first returns the grapheme cluster that s begins with, and its width.
func (m Measure) first(s string) (cluster string, w int) {
	if !m.Clusters {
		cluster, w = ansi.FirstGraphemeCluster(s, ansi.WcWidth)
	} else {
		cluster, w = ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	}
	switch {
	case !m.Wide:
	case m.Clusters:
		if c, _ := utf8.DecodeRuneInString(cluster); w == 1 && ambiguous(c) {
			w = 2
		}
	default:
		for _, c := range cluster {
			if ambiguous(c) && ansi.StringWidthWc(string(c)) == 1 {
				w++
			}
		}
	}
	return cluster, w
}

// IsAmbiguous reports whether a grapheme cluster begins with an East Asian Ambiguous character.
func IsAmbiguous(cluster string) bool {
	c, _ := utf8.DecodeRuneInString(cluster)
	return ambiguous(c)
}

func ambiguous(c rune) bool { return width.LookupRune(c).Kind() == width.EastAsianAmbiguous }

// Width returns the width of s in cells.
func (m Measure) Width(s string) int {
	plain := 0
	for plain < len(s) && s[plain] >= ' ' && s[plain] <= '~' {
		plain++
	}
	if plain == len(s) {
		return plain
	}
	n := max(0, plain-1) // the last letter may have marks
	for _, w := range m.Pieces(s[n:]) {
		n += w
	}
	return n
}

// Truncate returns s cut to at most w cells, tail included. Its escape sequences stay.
func (m Measure) Truncate(s string, w int, tail string) string {
	if m.Width(s) <= w {
		return s
	}
	room := w - m.Width(tail)
	if room < 0 {
		return ""
	}
	var b strings.Builder
	cut := false
	for piece, n := range m.Pieces(s) {
		switch {
		case isSequence(piece):
			b.WriteString(piece)
		case cut:
		case n > room:
			b.WriteString(tail)
			cut = true
		default:
			b.WriteString(piece)
			room -= n
		}
	}
	return b.String()
}

// Split parts a line behind its first n cells. Styles and links end with the
// first part, and begin again with the second.
func (m Measure) Split(line string, n int) (first, rest string) {
	at := 0
	for piece, w := range m.Pieces(line) {
		if n <= 0 {
			break
		}
		at += len(piece)
		n -= w
	}
	first, rest, _ = strings.Cut(whole(line[:at]+"\n"+line[at:]), "\n")
	return first, rest
}

// Fit returns line cut, with more at its end, or padded to exactly w cells.
func (m Measure) Fit(line string, w int, more string) string {
	n := m.Width(line)
	if n > w {
		line = m.Truncate(line, w, m.Truncate(more, w, ""))
		n = m.Width(line) // a wide letter that did not fit leaves a cell over
	}
	return line + strings.Repeat(" ", max(0, w-n))
}

// Wrap breaks s into lines of at most w cells: at spaces, behind a hyphen where the
// line would be short without it, and elsewhere in a word only where that is longer
// than a line. Styles and links end with each line, and begin again with the next.
func (m Measure) Wrap(s string, w int) []string { return m.wrap(s, w, true) }

// WrapWords is Wrap, but not behind hyphens.
func (m Measure) WrapWords(s string, w int) []string { return m.wrap(s, w, false) }

// wrap is Wrap, behind hyphens only where that is said.
func (m Measure) wrap(s string, w int, hyphens bool) []string {
	if w < 1 {
		return strings.Split(whole(s), "\n")
	}
	if len(s) <= w && strings.IndexFunc(s, func(c rune) bool { return c < ' ' || c > '~' }) < 0 && !strings.HasSuffix(s, " ") {
		return []string{s}
	}
	wrap := wrapping{w: w}
	wrap.out.Grow(len(s) + len(s)/8)
	for piece, n := range m.Pieces(s) {
		c, size := utf8.DecodeRuneInString(piece)
		switch {
		case piece == "\n":
			wrap.endWord()
			wrap.out.WriteByte('\n')
			wrap.startLine()
		case unicode.IsSpace(c) && size == len(piece) && c != 0xa0 && c != 0x202f:
			wrap.endWord()
			wrap.spaces = append(wrap.spaces, piece...)
			wrap.spacesWidth += n
		default:
			wrap.add(piece, n)
			if hyphens && piece == "-" && wrap.wordWidth > wrap.partWidth+1 {
				wrap.part, wrap.partWidth = len(wrap.word), wrap.wordWidth
			}
		}
	}
	wrap.endWord()
	return strings.Split(whole(wrap.out.String()), "\n")
}

// hyphenPart is how full a line is, in hundredths, that is not filled with a part of a hyphened word.
const hyphenPart = 70

// evenPart is the least length of a heading's last line, in hundredths of the room.
const evenPart = 50

// WrapEven breaks a heading at spaces into as few lines as it takes, and where the last
// one would be short into the narrowest: so no word stands alone below the others.
func (m Measure) WrapEven(s string, w int) []string {
	lines := m.WrapWords(s, w)
	if len(lines) == 1 || m.Width(lines[len(lines)-1]) >= w*evenPart/100 {
		return lines
	}
	Narrowest(w, func(w int) bool {
		narrower := m.WrapWords(s, w)
		if len(narrower) > len(lines) {
			return false
		}
		lines = narrower
		return true
	})
	return lines
}

// Narrowest calls fits with widths up to w cells until the least is found that it returns true for, last.
func Narrowest(w int, fits func(w int) bool) {
	for least := 1; least < w; {
		middle := (least + w) / 2
		if fits(middle) {
			w = middle
		} else {
			least = middle + 1
		}
	}
}

// wrapping is text that is being wrapped.
type wrapping struct {
	out strings.Builder
	w   int // cells of a line

	word, spaces                      []byte // not written yet: of the line, and before the word
	wordWidth, spacesWidth, lineWidth int

	part, partWidth int // of the word, up to its last hyphen: bytes and cells
}

// add appends a piece to the word, which moves to the next line or is cut where it does not fit.
func (p *wrapping) add(piece string, n int) {
	if n > 0 && p.part > 0 && p.lineWidth+p.spacesWidth+p.wordWidth+n > p.w &&
		(p.lineWidth*100 < p.w*hyphenPart || p.wordWidth+n > p.w) {
		rest, width := slices.Clone(p.word[p.part:]), p.wordWidth-p.partWidth
		p.word, p.wordWidth = p.word[:p.part], p.partWidth
		p.endWord()
		p.word, p.wordWidth = rest, width
	}
	if n > 0 && p.wordWidth > 0 && p.wordWidth+n > p.w {
		p.endWord()
	}
	if n > 0 && p.lineWidth+p.spacesWidth+p.wordWidth+n > p.w {
		if p.lineWidth > 0 {
			p.out.WriteByte('\n')
		}
		p.startLine()
	}
	p.word = append(p.word, piece...)
	p.wordWidth += n
}

func (p *wrapping) endWord() {
	if p.wordWidth > 0 { // else it is the end of a style, and the line may end here
		p.out.Write(p.spaces)
		p.lineWidth += p.spacesWidth + p.wordWidth
		p.spaces, p.spacesWidth = p.spaces[:0], 0
	}
	p.out.Write(p.word)
	p.word, p.wordWidth = p.word[:0], 0
	p.part, p.partWidth = 0, 0
}

// startLine begins a line: spaces before it are dropped.
func (p *wrapping) startLine() { p.lineWidth, p.spaces, p.spacesWidth = 0, p.spaces[:0], 0 }

// whole makes styles and links end with each line of s and begin again with the next.
func whole(s string) string {
	if !strings.Contains(s, "\x1b") {
		return s
	}
	var b strings.Builder
	w := lipgloss.NewWrapWriter(&b)
	_, _ = io.WriteString(w, s)
	_ = w.Close()
	return b.String()
}

// isSequence reports whether a piece is an escape sequence or a control character.
func isSequence(piece string) bool { return piece[0] < ' ' || piece[0] == 0x7f }

// IsDoubtful reports whether terminals may give a grapheme cluster another
// width than ours: it is as wide by its code points as it is whole only for
// some, and newer pictures are not known to all.
func IsDoubtful(cluster string) bool {
	if cluster == "" || cluster[0] < utf8.RuneSelf && len(cluster) == 1 {
		return false
	}
	const pictures = 0x1f000
	c, _ := utf8.DecodeRuneInString(cluster)
	return c >= pictures || ansi.StringWidthWc(cluster) != ansi.StringWidth(cluster)
}
