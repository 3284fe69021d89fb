package body

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressroom/data"
)

// Text of a pre element keeps its lines and the spaces in them where they say something:
// columns, or what lies in what. Prose that was only wrapped by hand is read as prose.

// fence begins and ends preformatted text in Markdown.
const fence = "```"

// tabStop is how many cells tabs are apart.
const tabStop = 8

// pre reads a pre element.
func (r *reader) pre(n *html.Node) {
	if r.preformatted(n) {
		return
	}
	r.asSet++
	r.children(n)
	r.asSet--
}

// preformatted reads a pre element as a block of its own, and reports whether it is one.
// Within lists, quotations and tables, and with links in it, it is read as other text is.
func (r *reader) preformatted(n *html.Node) bool {
	if r.inCell || r.quotes > 0 || len(r.lists) > 0 || r.block.Kind != Paragraph {
		return false
	}
	var b strings.Builder
	if !writeSet(&b, n) {
		return false
	}
	text, _ := data.Sanitize(expandTabs(b.String()))
	lines := dedent(strings.Split(text, "\n"))
	if !areSet(lines) {
		return false
	}
	r.add(Block{Kind: Preformatted, Text: strings.Join(lines, "\n")})
	return true
}

// writeSet writes the text of an element as it is set. It returns false where there is more
// in it than text.
func writeSet(b *strings.Builder, n *html.Node) bool {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type != html.ElementNode || left[c.DataAtom] || hidden(c):
		case c.DataAtom == atom.Br:
			b.WriteByte('\n')
		case c.DataAtom == atom.A || c.DataAtom == atom.Img || !inlines[c.DataAtom] || !writeSet(b, c):
			return false
		}
	}
	return true
}

// expandTabs writes spaces for tabs and for spaces that do not break.
func expandTabs(s string) string {
	if !strings.ContainsAny(s, "\t\u00a0") {
		return s
	}
	var b strings.Builder
	column := 0
	for _, c := range s {
		switch c {
		case '\t':
			n := tabStop - column%tabStop
			b.WriteString(strings.Repeat(" ", n))
			column += n
			continue
		case '\u00a0':
			c = ' '
		case '\n':
			column = -1
		}
		b.WriteRune(c)
		column++
	}
	return b.String()
}

// dedent returns lines without the blank ones at both ends, the spaces at their ends, and
// those that all of them begin with.
func dedent(lines []string) []string {
	least := -1
	for i, l := range lines {
		lines[i] = strings.TrimRightFunc(l, unicode.IsSpace)
		if n := indentOf(lines[i]); lines[i] != "" && (least < 0 || n < least) {
			least = n
		}
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	for i := range lines {
		lines[i] = lines[i][min(max(least, 0), len(lines[i])):]
	}
	return lines
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// Preformatted text has at least minSet lines with columns, or indented ones among lines
// that are shorter in the mean than those of prose.
const (
	minSet   = 2
	proseSet = 50 // characters
)

// areSet reports whether spaces of lines say something.
func areSet(lines []string) bool {
	columns, indented, letters, filled := 0, 0, 0, 0
	for _, l := range lines {
		if l == "" {
			continue
		}
		filled++
		letters += utf8.RuneCountInString(l)
		if indentOf(l) > 0 {
			indented++
		}
		if hasColumns(l) {
			columns++
		}
	}
	return columns >= minSet || indented >= minSet && letters < proseSet*filled
}

// hasColumns reports whether more than a space parts words of a line, but for two behind
// the end of a sentence.
func hasColumns(line string) bool {
	line = strings.TrimLeft(line, " ")
	for {
		i := strings.Index(line, "  ")
		if i < 0 {
			return false
		}
		rest := strings.TrimLeft(line[i:], " ")
		if len(line)-i-len(rest) > len("  ") || !strings.ContainsRune(".!?:;\"”’)", lastRune(line[:i])) {
			return true
		}
		line = rest
	}
}

func lastRune(s string) rune {
	c, _ := utf8.DecodeLastRuneInString(s)
	return c
}

// fenced returns preformatted text as Markdown: between fences that are longer than any
// that it holds.
func fenced(text string) string {
	longest, run := len(fence)-1, 0
	for i := range len(text) {
		if run++; text[i] != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	mark := strings.Repeat("`", longest+1)
	return mark + "\n" + text + "\n" + mark
}

// fenceOf returns the fence that a line is, "" for none.
func fenceOf(line string) string {
	if mark := strings.TrimSuffix(line, "\n"); len(mark) >= len(fence) && strings.Trim(mark, "`") == "" {
		return mark
	}
	return ""
}
