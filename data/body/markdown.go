package body

import (
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Markdown returns the document as CommonMark, its blocks parted by empty
// lines. It is Parts joined.
func (d Document) Markdown() string { return strings.Join(d.Parts(), "\n\n") }

// Parts returns the Markdown of the document in the parts between which an
// editor leaves an empty line. A renderer that sets the items of every list
// close together, as glamour does, can draw each part by itself.
func (d Document) Parts() []string {
	var parts []string
	var part strings.Builder
	w := writer{}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		listed := w.listed
		md := w.block(b)
		if tight := b.Close && (b.Kind == Quote || listed && w.listed); !tight && b.Level == 0 {
			if i > 0 {
				parts = append(parts, part.String())
				part = strings.Builder{}
			}
		} else if b.Kind == Quote {
			part.WriteString("\n>\n")
		} else if tight {
			part.WriteString("\n")
		} else { // an item within an item is a part of it
			part.WriteString("\n\n")
		}
		part.WriteString(md)
	}
	if len(d.Blocks) > 0 {
		parts = append(parts, part.String())
	}
	return parts
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

// inAddress are the ASCII letters that an address may hold in a link.
const inAddress = "[]ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=%"

// maxAddress is the most bytes of an address that becomes a link.
const maxAddress = 1000

// address handles the address that s begins with, if it does: http and, where
// one may begin, mail addresses become links that show themselves, once. All others, and www.,
// which a renderer would draw with an http:// that is not in the source, are
// kept from becoming links, and so are all where none may be one. It returns the
// Markdown and how much of s it stands for.
func address(s string, mailMay, webMay bool) (string, int) {
	s = s[:min(len(s), maxAddress)]
	if mailMay {
		if n := mail(s); n > 0 {
			return "<" + s[:n] + ">", n
		}
	}
	if strings.HasPrefix(s, "www.") {
		return `www\.`, len("www.")
	}
	scheme, _, found := strings.Cut(s[:min(len(s), len("https://"))], "://")
	if !found || !slices.Contains([]string{"https", "http", "ftp"}, strings.ToLower(scheme)) {
		return "", 0
	}
	if link := webAddress(s); webMay && len(link) > len(scheme)+len("://") && !strings.EqualFold(scheme, "ftp") {
		if u, err := url.Parse(link); err == nil && u.Host != "" {
			return "<" + link + ">", len(link)
		}
	}
	return scheme + "&#58;", len(scheme) + 1
}

// webAddress returns the address of the web that s begins with. It may hold
// letters of all scripts, and ends before a white space, a quotation mark, a
// stop, a closing bracket that it did not open, and a Korean particle.
func webAddress(s string) string {
	scheme := strings.Index(s, "://") + len("://")
	end := len(s)
	for i, c := range s {
		if c < utf8.RuneSelf && strings.ContainsRune(inAddress, c) || c >= utf8.RuneSelf && (isAlnum(c) || unicode.IsMark(c)) {
			continue
		}
		end = i
		break
	}
	link := s[:end]
	for {
		trimmed := strings.TrimRight(link, ".,;:!?'*")
		for _, pair := range []string{"()", "[]"} {
			if strings.HasSuffix(trimmed, pair[1:]) && strings.Count(trimmed, pair[1:]) > strings.Count(trimmed, pair[:1]) {
				trimmed = trimmed[:len(trimmed)-1]
			}
		}
		if trimmed == link {
			break
		}
		link = trimmed
	}
	if len(link) <= scheme {
		return ""
	}
	return link[:scheme] + withoutParticle(link[scheme:])
}

var particles = setOf("particles")

// withoutParticle returns an address without the Korean that begins behind its
// host, or that is a particle behind other letters of its last part: in
// “https://www.motir.go.kr에서” and “…/news를” it is none of the address.
func withoutParticle(s string) string {
	host := len(s)
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		host = i
	}
	if host > 0 && s[0] < utf8.RuneSelf {
		if i := strings.IndexFunc(s[:host], isHangul); i > 0 {
			return s[:i]
		}
	}
	for _, top := range []string{".한국", ".닷컴", ".닷넷"} {
		if i := strings.LastIndex(s[:host], top) + len(top); i >= len(top) && particles[s[i:host]] {
			return s[:i]
		}
	}
	last := strings.LastIndexAny(s, "/?#=&") + 1
	i := strings.IndexFunc(s[last:], isHangul) + last
	if i > last && s[i-1] < utf8.RuneSelf && particles[s[i:]] {
		return s[:i]
	}
	return s
}

func isHangul(c rune) bool { return unicode.Is(unicode.Hangul, c) }

// inLocal reports whether c may stand before the @ of a mail address.
func inLocal(c rune) bool {
	return c < utf8.RuneSelf && isAlnum(c) || c == '.' || c == '_' || c == '-' || c == '+'
}

// mail returns the length of the mail address that s begins with, or 0.
func mail(s string) int {
	at := 0
	for at < len(s) && inLocal(rune(s[at])) {
		at++
	}
	if at == 0 || at == len(s) || s[at] != '@' {
		return 0
	}
	end := at + 1
	for end < len(s) && inLocal(rune(s[end])) && s[end] != '_' && s[end] != '+' {
		end++
	}
	domain := strings.TrimRight(s[at+1:end], ".-")
	labels := strings.Split(domain, ".")
	for _, l := range labels {
		if l == "" || l[0] == '-' || l[len(l)-1] == '-' || len(l) > 63 {
			return 0
		}
	}
	if len(labels) < 2 {
		return 0
	}
	return at + 1 + len(domain)
}
