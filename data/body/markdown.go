package body

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Markdown returns the document as CommonMark, its blocks parted by empty
// lines. It is Parts joined.
func (d Document) Markdown() string {
	md, _ := d.markdown()
	return md
}

// Parts returns the Markdown of the document in the parts between which an
// editor leaves an empty line. A renderer that sets the items of every list
// close together, as glamour does, can draw each part by itself.
func (d Document) Parts() (parts []string) {
	md, ends := d.markdown()
	from := 0
	for _, end := range ends {
		parts = append(parts, md[from:end])
		from = end + len(between)
	}
	return parts
}

const between = "\n\n" // two parts

// markdown returns the Markdown of the document, and where its parts end.
func (d Document) markdown() (md string, ends []int) {
	var out strings.Builder
	size := 0
	for i := range d.Blocks {
		size += len(d.Blocks[i].Text) + len(d.Blocks[i].Lead) + len(between) + len("## ")
	}
	out.Grow(size)
	w := writer{}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		listed := w.listed
		md := w.block(b)
		switch tight := b.Close && (b.Kind == Quote || listed && w.listed); {
		case !tight && b.Level == 0 && i == 0:
		case !tight && b.Level == 0:
			ends = append(ends, out.Len())
			out.WriteString(between)
		case b.Kind == Quote:
			out.WriteString("\n>\n")
		case tight:
			out.WriteString("\n")
		default: // an item within an item is a part of it
			out.WriteString("\n\n")
		}
		out.WriteString(md)
	}
	if len(d.Blocks) > 0 {
		ends = append(ends, out.Len())
	}
	return out.String(), ends
}

// writer writes blocks, and remembers the list that the last one was in.
type writer struct {
	listed  bool     // the last block is an item of a list of Markdown
	number  int      // its number, if that list is ordered
	indents []string // for each level, what stands before its items
}

// block returns the Markdown of b.
func (w *writer) block(b *Block) string {
	if b.Kind == Table || b.Kind == Preformatted {
		w.listed, w.number = false, 0
		if b.Kind == Preformatted {
			return fenced(b.Text)
		}
		return table(b)
	}
	text := linked(b.Text, len(b.Lead), b.Links)
	if b.Lead != "" {
		text = "**" + linked(b.Lead, 0, b.Links) + "**" + text
	} else {
		text = lineStart(text)
	}
	if b.Kind == Numbered || b.Kind == Bullet {
		return w.item(b, text)
	}
	w.listed, w.number = false, 0
	switch b.Kind {
	case Heading:
		if strings.HasSuffix(text, "#") && text != `\#` {
			text = text[:len(text)-1] + `\#`
		}
		return "## " + text
	case Quote:
		return "> " + text
	case Note:
		if b.Sign != "" {
			return lineStart(join(inline(b.Sign), text))
		}
	}
	return text
}

// item returns the Markdown of an item. The number of an ordered list is the
// source's own: an item becomes one only if a renderer that counts would
// count the same. Any other sign stays as text: at the outermost level of a
// paragraph, within a list of a bullet.
func (w *writer) item(b *Block, text string) string {
	if b.Level < len(w.indents) {
		w.indents = w.indents[:b.Level]
	}
	indent := strings.Join(w.indents, "")
	n := 0
	if b.Level == 0 {
		n = ordinal(b.Sign)
	}
	// Two ordered lists without anything between would be one.
	if n > 0 && text != "" && (w.number == 0 || n == w.number+1) {
		w.listed, w.number = true, n
		w.push(len(b.Sign) + 1)
		return b.Sign + " " + text
	}
	if b.Sign != "" {
		text = lineStart(join(inline(b.Sign), text))
	}
	if b.Level == 0 {
		w.number = 0
		if b.Sign != "" {
			w.listed = false
			w.push(0)
			return text
		}
	}
	w.listed = true
	w.push(2)
	return indent + "- " + text
}

func (w *writer) push(n int) { w.indents = append(w.indents, strings.Repeat(" ", n)) }

func join(sign, text string) string {
	if text == "" {
		return sign
	}
	return sign + " " + text
}

// ordinal returns the number of a sign that Markdown has as well, as 1. is,
// or 0.
func ordinal(sign string) int {
	digits, ok := strings.CutSuffix(sign, ".")
	if !ok || !isDigits(digits) {
		return 0
	}
	n, _ := strconv.Atoi(digits)
	return n
}

// lineStart escapes what would make the beginning of a line more than text.
// s has been through inline.
func lineStart(s string) string {
	if s == "" {
		return s
	}
	rest := s[1:]
	blank := rest == "" || rest[0] == ' '
	switch c := s[0]; c {
	case '#', '>':
		return `\` + s
	case '+':
		if blank {
			return `\` + s
		}
	case '-':
		if blank || rest[0] == '-' {
			return `\` + s
		}
	case ':': // a definition
		return "&#58;" + rest
	}
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n > 0 && n < len(s) && (s[n] == '.' || s[n] == ')') && (n+1 == len(s) || s[n+1] == ' ') {
		return s[:n] + `\` + s[n:]
	}
	return s
}

// inline returns s, one line of the source, as Markdown that reads s and
// nothing more. It escapes by a backslash what every renderer unescapes, and
// by a reference what glamour does not (~ and @).
func inline(s string) string {
	if !hasAddress(s) && !strings.ContainsAny(s, escapes) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/16)
	writeInline(&b, s, strings.Count(s, "~") > 1, true)
	return b.String()
}

// writeInline writes s as [inline] returns it: with several tildes they are no
// text of their own, and where nothing may be a link no address is one.
func writeInline(b *strings.Builder, s string, tildes, links bool) {
	addresses := hasAddress(s)
	if !addresses && !strings.ContainsAny(s, escapes) {
		b.WriteString(s)
		return
	}
	prev := ' '
	from := 0 // of what stays as it is, and is not written yet
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		written := escaped(s, i, prev, tildes)
		if addresses && c < utf8.RuneSelf && isAlnum(c) && !(prev < utf8.RuneSelf && isAlnum(prev)) {
			if link, m := address(s[i:], links && !inLocal(prev), links); m > 0 {
				written, n, c = link, m, '/'
			}
		}
		if written != "" {
			b.WriteString(s[from:i])
			b.WriteString(written)
			from = i + n
		}
		prev = c
		i += n
	}
	b.WriteString(s[from:])
}

// hasAddress reports whether a text has a mark that all addresses have.
func hasAddress(s string) bool {
	return strings.Contains(s, "@") || strings.Contains(s, "://") || strings.Contains(s, "www.")
}

// escapes are the bytes in whose place escaped may write others.
const escapes = "\\`*[<_~&@"

// escaped returns what is written in the place of byte i of s, behind prev, "" for what
// stays as it is.
func escaped(s string, i int, prev rune, tildes bool) string {
	switch s[i] {
	case '\\', '`', '*', '[', '<':
		return "\\" + s[i:i+1]
	case '_':
		next, _ := utf8.DecodeRuneInString(s[i+1:])
		if !isAlnum(prev) || !isAlnum(next) || i+1 == len(s) {
			return `\_`
		}
	case '~':
		if tildes {
			return "&#126;"
		}
	case '&':
		return ampersand(s[i:])
	case '@':
		if isAlnum(prev) {
			return "&#64;"
		}
	}
	return ""
}

func isAlnum(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

// maxReference is longer than the longest character reference of HTML.
const maxReference = 40

// ampersand returns the & that s begins with, escaped if a renderer would
// take it for a character reference.
func ampersand(s string) string {
	head := s[:min(len(s), maxReference)]
	if n := strings.IndexByte(head[1:], '&'); n >= 0 {
		head = head[:n+1]
	}
	if html.UnescapeString(head) != head {
		return "&amp;"
	}
	return "&"
}
