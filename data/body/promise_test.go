package body

import (
	"bytes"
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"charm.land/glamour/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"

	"pressroom/data"
)

// strip takes all white space from s.
func strip(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// same fails unless got has the characters of source in their order.
func same(t *testing.T, how, got, source string) {
	t.Helper()
	g, s := strip(got), strip(source)
	if g == s {
		return
	}
	n := 0
	for n < len(g) && n < len(s) && g[n] == s[n] {
		n++
	}
	t.Errorf("%s differs at byte %d\n got …%q\nwant …%q\nsource %q", how, n,
		g[max(0, n-20):min(len(g), n+20)], s[max(0, n-20):min(len(s), n+20)], source[:min(len(source), 300)])
}

// checkPromise holds Recover and Markdown to the promise in three ways that
// know nothing of each other: by the blocks, by Plain, and by goldmark.
func checkPromise(t *testing.T, source string) {
	t.Helper()
	doc := Recover(source)
	var b strings.Builder
	for _, block := range doc.Blocks {
		if block.Sign+block.Lead+block.Text == "" {
			t.Errorf("an empty block: %+v", block)
		}
		b.WriteString(block.Sign + block.Lead + block.Text)
	}
	same(t, "Recover", b.String(), source)
	md := doc.Markdown()
	same(t, "Plain", Plain(md), source)
	same(t, "goldmark", readMarkdown(md), source)
	if parts := strings.Join(doc.Parts(), "\n\n"); parts != md {
		t.Errorf("Parts do not make up Markdown:\n%q\n%q", parts, md)
	}
	for _, part := range doc.Parts() {
		if part == "" {
			t.Errorf("an empty part of %q", source)
		}
	}
}

// gold is goldmark as glamour sets it up.
var gold = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.DefinitionList))

// readMarkdown returns what a reader of the Markdown reads: its text, and the
// numbers of its lists. It knows of no mark that Recover could not want.
func readMarkdown(md string) string {
	src := []byte(md)
	var b bytes.Buffer
	w := newEscapedWriter(&b)
	ast.Walk(gold.Parser().Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			w.write(n.Segment.Value(src))
		case *ast.AutoLink:
			b.Write(n.Label(src))
		case *ast.ListItem:
			if l := n.Parent().(*ast.List); l.IsOrdered() {
				number := l.Start
				for p := n.PreviousSibling(); p != nil; p = p.PreviousSibling() {
					number++
				}
				b.WriteString(strconv.Itoa(number) + string(l.Marker))
			}
		case *ast.Document, *ast.Paragraph, *ast.TextBlock, *ast.Heading, *ast.Blockquote, *ast.List, *ast.Emphasis:
		default:
			b.WriteString("[a " + n.Kind().String() + "]")
		}
		b.WriteByte(' ')
		return ast.WalkContinue, nil
	})
	return b.String()
}

// escapedWriter resolves escapes and references as goldmark does for HTML.
type escapedWriter struct{ to *bytes.Buffer }

func newEscapedWriter(to *bytes.Buffer) escapedWriter { return escapedWriter{to} }

func (w escapedWriter) write(segment []byte) {
	var out bytes.Buffer
	buf := nopBuf{&out}
	ghtml.DefaultWriter.Write(buf, segment)
	w.to.WriteString(html.UnescapeString(out.String()))
}

// nopBuf is a bytes.Buffer that goldmark takes for a buffered writer.
type nopBuf struct{ *bytes.Buffer }

func (nopBuf) Available() int { return 0 }
func (nopBuf) Buffered() int  { return 0 }
func (nopBuf) Flush() error   { return nil }

// links are the sequences around a link. They are taken away first: the bytes of
// some letters end a sequence, for package ansi.
var links = regexp.MustCompile("\x1b]8;[^\x07]*\x07")

// drawn returns the page as glamour draws it, escapes aside.
func drawn(t testing.TB, md, style string, width int) string {
	t.Helper()
	r, err := glamour.NewTermRenderer(glamour.WithStandardStyle(style), glamour.WithWordWrap(width))
	if err != nil {
		t.Fatal(err)
	}
	page, err := r.Render(md)
	if err != nil {
		t.Fatal(err)
	}
	return ansi.Strip(links.ReplaceAllString(page, ""))
}

// checkDrawn compares the source with the page that glamour draws, which may
// hold, between the source's characters, its own marks and no others.
func checkDrawn(t *testing.T, source string) {
	t.Helper()
	const marks = "|•#*-"
	page := strip(drawn(t, Recover(source).Markdown(), "ascii", 200))
	rest := strip(source)
	for len(page) > 0 {
		c, n := utf8.DecodeRuneInString(page)
		want, m := utf8.DecodeRuneInString(rest)
		switch {
		case rest != "" && c == want:
			rest = rest[m:]
		case !strings.ContainsRune(marks, c):
			t.Errorf("glamour draws %q where %q is due\nsource %q", page[:min(30, len(page))], rest[:min(30, len(rest))], source)
			return
		}
		page = page[n:]
	}
	if rest != "" {
		t.Errorf("glamour does not draw %q of %q", rest[:min(60, len(rest))], source)
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, r := range releases(f) {
		f.Add(r.Body)
	}
	for _, s := range nasty {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		// What goldmark does to bytes that are no text is not our matter.
		source, _ = data.Sanitize(source)
		checkPromise(t, source)
	})
}

func FuzzDrawn(f *testing.F) {
	for _, s := range nasty {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		source, _ = data.Sanitize(source)
		checkDrawn(t, source)
	})
}

// nasty is text that Markdown would take for its own.
var nasty = []string{
	"", " ", "\n\n", ".", "*", "**", "***", "* * *", "_ _ _", "---", "- - -", "===", "===\n===", "a\n===", "a\n---",
	"# a", "#", "## a ##", "#a", "####### a", "a #", "> a", ">", "<a>", "<!-- a -->", "<br>", "</a>", "<?a?>", "<A B> C", "<A #>",
	"`a`", "``` a", "~~~ a", "~~a~~", "~a~ b ~c~", "5~10 and 3~4", "[a](b)", "[a]: b", "![a](b)", "[ ] a", "- [x] a", "- [ ] a",
	"1. [ ] a", "a | b\n--- | ---\nc | d", "|a|b|\n|-|-|", ": a", "a\n: b", "a\n\n: b", ":smile:", "&amp;", "&copy", "&#42;", "&#x2a;a",
	"&am", "AT&T", "&lt;b&gt;", `\`, `\\`, `\*`, `\a`, `a\`, `\&amp;`, `\~`, `\~~a~~`, `\\~~~`, "a  \nb", "a\\\nb", "\ta", "    a", "+ a", "+a", "- a",
	"-a", "--", "1. a", "1) a", "1.", "1)", "01. a", "1.a", "1234567890. a", "http://a.kr", "http://a.kr/x_y*z?a=1&copy=2#~~", "ftp://a.kr",
	"https://a.kr/%zz", "http://", "http:", "javascript:alert(1)", "[x](javascript:alert(1))", "<javascript:alert(1)>", "www.a.kr",
	"(www.kociri.or.kr).", "_www.a.kr_", "*www.a.kr*", "(http://a.kr/(b))", "a@b.kr", "a_b@c.kr", "<a@b.kr>", "a@b", "@a", "a@b.kr_", "a&b@c.kr", ".a@b.kr",
	"*a@b.kr", "snake_case_word", "_a_", "a_", "5 * 3", "word* and word**", "* Note: this.", "** Note. * Note.", "※ a ※ b", "①a②b", "▲a ▲b ▲c",
	"1. A. 2. B. 1. C. 2. D.", "1. A.\n2. B.\n1. C.\n2. D.", "1. # a 2. > b", "1. A – b. 2. C – d.", "1. **a** – B. 2. _c_ – D.", "1. “A” – B. 2. (C) – D.",
	"1. A: b; c; d. 2. E: f; g; and h.", "① A: b; c; and d. ② E.", "He said, “# a b c d e f.”", "> He said, “a.", "“A b c d.” “E f g h.”", "\"\"\"", "“““",
	"<A B> <C D> E", "Next Steps The x is y.", "## Next Steps The x is y.", "Next Steps #\nThe x is y.", "a\u00a0b\u3000c\u2003d", "\u00a0# a", "a\u0085b",
	"- a\n- b\n1. c\n- d\n2. e\n① f\n② g", "1. A\n2. B\n\nC\n\n3. D", "1. - a 2. + b", "10. a", "1. a\n\n    b\n2. c", "\ufffda", "a\x00b", "é_é _é_", "A*B*C", "*가*나",
	"1. *A* – B. 2. *C*– D.", "1. A) – B. 2. C.— D.", "1. A*: B. 2. C`: D.", "❶ _A_: B. ❷ `C`: D.", "1. A&amp;: B c. 2. ~~: D ~~.", "① A https://a.kr: B. ② C.",
}

func TestPromiseOnWhatMarkdownWouldTake(t *testing.T) {
	for _, s := range nasty {
		s, _ = data.Sanitize(s)
		checkPromise(t, s)
		checkDrawn(t, s)
		for _, around := range []string{"A b. " + s, s + " A b.", "1. A. 2. " + s, "① " + s + " ② " + s, "He said, “" + s + ".”", "It has: " + s + "; " + s + "; and " + s + "."} {
			checkPromise(t, around)
			checkDrawn(t, around)
		}
	}
}
