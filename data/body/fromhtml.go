package body

import (
	"bytes"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressroom/data"
)

// FromHTML returns the document that an element of a page holds, itself included:
// headings, lists, quotations, tables, links and preformatted text as they are there.
// Only text comes through, sanitised; of links, those to the web and to mail, with
// relative ones resolved by base, which may be nil. What a page hides, its scripts,
// images and controls are left out.
func FromHTML(n *html.Node, base *url.URL) Document { return (&reader{base: base}).document(n) }

// FromArticle is [FromHTML] for the text of a release: of pictures it has what they are
// said to show, as [picture: …].
func FromArticle(n *html.Node, base *url.URL) Document {
	return (&reader{base: base, pictures: true, captions: map[*html.Node]string{}}).document(n)
}

func (r *reader) document(n *html.Node) Document {
	r.node(n)
	r.flush()
	setClose(r.blocks)
	return Document{r.blocks}
}

// Lines returns the text of a document, a line for each block, those of bullets with a
// dash: what [Recover] makes a document of again, but for links and tables.
func (d Document) Lines() string {
	var lines []string
	for i := range d.Blocks {
		b := &d.Blocks[i]
		text := b.Lead + b.Text
		switch {
		case b.Sign != "":
			text = join(b.Sign, text)
		case b.Kind == Bullet:
			text = "- " + text
		}
		lines = append(lines, strings.ReplaceAll(text, "\t", " "))
	}
	return strings.Join(lines, "\n")
}

// reader makes blocks of the nodes of a page.
type reader struct {
	base   *url.URL
	blocks []Block
	block  Block        // the one that is being read
	text   bytes.Buffer // its text
	begin  int          // where in it a cell begins
	space  bool         // white space waits for more text
	lists  []htmlList   // that are open, outermost first
	asSet  int          // pre elements that are open
	quotes int          // quotations that are open
	quoted bool         // the last block is of the innermost of them
	lead   leadState
	leadTo int  // bytes of the text that are its lead
	inCell bool // of a table: it has no blocks

	pictures bool                  // are told of
	captions map[*html.Node]string // of figures with pictures, folded
}

type leadState uint8

const (
	noLead leadState = iota
	inLead           // all text so far is bold
	hasLead
)

// htmlList is a list that is open.
type htmlList struct {
	ordered bool
	number  int  // of the last item
	items   bool // it has any since the last block that is no item
}

// left is what holds no text of a release.
var left = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Iframe: true, atom.Object: true,
	atom.Embed: true, atom.Svg: true, atom.Math: true, atom.Head: true, atom.Select: true, atom.Textarea: true,
	atom.Button: true, atom.Nav: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Dialog: true,
}

// inline elements end no block.
var inlines = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true, atom.Code: true,
	atom.Data: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Img: true, atom.Ins: true,
	atom.Kbd: true, atom.Label: true, atom.Mark: true, atom.Nobr: true, atom.Q: true, atom.Rp: true, atom.Rt: true, atom.Ruby: true,
	atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true, atom.Strike: true, atom.Strong: true, atom.Sub: true,
	atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true, 0: true,
}

func (r *reader) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.write(n.Data)
		return
	case html.ElementNode:
		if left[n.DataAtom] || hidden(n) {
			return
		}
		r.element(n)
		return
	}
	r.children(n)
}

func (r *reader) children(n *html.Node) {
	for c := range n.ChildNodes() {
		r.node(c)
	}
}

// element reads an element that may hold text.
func (r *reader) element(n *html.Node) {
	switch n.DataAtom {
	case atom.A:
		r.link(n)
		return
	case atom.B, atom.Strong:
		r.strong(n)
		return
	case atom.Br:
		r.lineEnd()
		return
	case atom.Img:
		r.picture(n)
		return
	case atom.Sup:
		r.script(n, Superscript)
		return
	case atom.Sub:
		r.script(n, Subscript)
		return
	case atom.Table:
		if rows := grid(n); rows != nil && !r.inCell {
			r.table(n, rows)
			return
		}
	}
	if inlines[n.DataAtom] {
		r.children(n)
		return
	}
	r.flush()
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if r.block.Kind == Paragraph {
			r.block.Kind = Heading
		}
		r.children(n)
	case atom.Ul, atom.Ol, atom.Menu:
		r.list(n)
	case atom.Pre:
		r.pre(n)
	case atom.Li:
		r.item(n)
	case atom.Blockquote:
		r.quotes++
		r.quoted = false
		r.children(n)
		r.flush()
		r.quotes--
	default:
		r.children(n)
	}
	r.flush()
	if r.block.Kind == Heading {
		r.block = Block{}
	}
}

// hidden reports whether a page does not show an element.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if s := strings.ReplaceAll(strings.ToLower(a.Val), " ", ""); strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// write adds text to the block. Line ends are white space but in what is set as it
// stands.
func (r *reader) write(s string) {
	s, _ = data.Sanitize(s)
	for line := range strings.Lines(s) {
		line, ended := strings.CutSuffix(line, "\n")
		from := 0
		for i, c := range line {
			if (c <= ' ' || c >= utf8.RuneSelf) && unicode.IsSpace(c) && !isSingleSpace(line, from, i) {
				r.word(line[from:i])
				r.space, from = true, i+utf8.RuneLen(c)
			}
		}
		r.word(line[from:])
		if ended && r.asSet > 0 {
			r.lineEnd()
		} else if ended {
			r.space = true
		}
	}
}

// isSingleSpace reports whether byte i of a line is a space between two words that begin
// at from and behind it: most are, and stay as they are.
func isSingleSpace(line string, from, i int) bool {
	return line[i] == ' ' && i > from && i+1 < len(line) && line[i+1] > ' ' && line[i+1] < utf8.RuneSelf
}

// word adds text that has no white space but single spaces between words.
func (r *reader) word(s string) {
	if s == "" {
		return
	}
	if r.space && r.text.Len() > r.begin {
		r.text.WriteByte(' ')
	}
	r.space = false
	r.text.WriteString(s)
}

// lineEnd ends a line of running text, which is a block. Items, headings and cells
// go on.
func (r *reader) lineEnd() {
	if !r.inCell && r.block.Kind == Paragraph {
		r.flush()
	} else {
		r.space = true
	}
}

// flush ends the block. An item that has no text yet waits for it.
func (r *reader) flush() {
	if r.inCell {
		r.space = true
		return
	}
	text := r.text.String()
	if text == "" {
		r.space = false
		return
	}
	b := r.block
	b.Text = text
	switch {
	case b.Kind == Paragraph && r.quotes > 0:
		b.Kind, b.Close, r.quoted = Quote, r.quoted, true
	case b.Kind == Paragraph && r.lead == hasLead && r.leadTo == len(text) && isBoldHeading(text):
		b.Kind = Heading
	}
	if r.lead == hasLead && b.Kind != Heading && r.leadTo < len(text) && marksOff(text, r.leadTo) && !crosses(b.Links, r.leadTo) {
		b.Lead, b.Text = text[:r.leadTo], text[r.leadTo:]
	}
	r.add(b)
}

// add adds a block, and begins a new one. An item lies in those of the lists that
// are open, unless something else stands between.
func (r *reader) add(b Block) {
	if b.Kind == Numbered || b.Kind == Bullet {
		r.lists[len(r.lists)-1].items = true
	} else {
		for i := range r.lists {
			r.lists[i].items = false
		}
	}
	r.blocks = append(r.blocks, b)
	r.drop()
}

// drop begins a new block.
func (r *reader) drop() {
	r.block = Block{}
	r.text.Reset()
	r.begin, r.space, r.lead, r.leadTo = 0, false, noLead, 0
}

// maxBoldHeading is the most characters of a bold line that is a heading.
const maxBoldHeading = 100

// isBoldHeading reports whether a line that is bold as a whole is a heading: it is
// short and ends no sentence.
func isBoldHeading(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return utf8.RuneCountInString(text) <= maxBoldHeading && !strings.ContainsRune(".!?,;。！？", last)
}

// marksOff reports whether Markdown can end bold text at byte i of a text, whatever
// stands before.
func marksOff(text string, i int) bool {
	next, _ := utf8.DecodeRuneInString(text[i:])
	return next == ' ' || unicode.IsPunct(next) || unicode.IsSymbol(next)
}

func crosses(links []Link, i int) bool {
	return slices.ContainsFunc(links, func(l Link) bool { return l.From < i && i < l.To })
}

// strong reads bold text. At the beginning of a block it is the lead.
func (r *reader) strong(n *html.Node) {
	begins := !r.inCell && (r.text.Len() == 0 && r.lead == noLead || r.lead == hasLead && r.leadTo == r.text.Len() && !r.space)
	if begins {
		r.lead = inLead
	}
	r.children(n)
	if begins && r.lead == inLead {
		r.lead, r.leadTo = noLead, 0
		if r.text.Len() > 0 {
			r.lead, r.leadTo = hasLead, r.text.Len()
		}
	}
}

// link reads an a element.
func (r *reader) link(n *html.Node) {
	before := r.text.Len()
	blocks := len(r.blocks)
	r.children(n)
	address := WebAddress(attribute(n, "href"), r.base)
	from, to := before, r.text.Len()
	if len(r.blocks) != blocks {
		from = 0
	}
	if address == "" || from >= to {
		return
	}
	if r.text.Bytes()[from] == ' ' {
		from++
	}
	if text := string(r.text.Bytes()[from:to]); !showsItself(text, address) {
		r.block.Links = append(r.block.Links, Link{from, to, address})
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func (r *reader) list(n *html.Node) {
	l := htmlList{ordered: n.DataAtom == atom.Ol}
	if start, err := strconv.Atoi(attribute(n, "start")); err == nil && start > 0 && start < 1e6 {
		l.number = start - 1
	}
	r.lists = append(r.lists, l)
	r.children(n)
	r.flush()
	r.lists = r.lists[:len(r.lists)-1]
}

func (r *reader) item(n *html.Node) {
	if len(r.lists) == 0 {
		r.lists = append(r.lists, htmlList{})
		defer func() { r.lists = r.lists[:0] }()
	}
	last := len(r.lists) - 1
	level := 0
	for _, l := range r.lists[:last] {
		if l.items {
			level++
		}
	}
	l := &r.lists[last]
	l.number++
	r.block = Block{Kind: Bullet, Level: level}
	if l.ordered {
		r.block.Kind, r.block.Sign = Numbered, strconv.Itoa(l.number)+"."
	}
	r.children(n)
	r.flush()
	r.drop() // an item without text
}
