package feed

import (
	"bytes"
	"cmp"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressroom/data"
	"pressroom/data/body"
)

// pages reads HTML: the list of a board, or one release.
type pages struct{}

func (pages) is(head []byte, _ string) bool {
	head = bytes.TrimSpace(head)
	if !bytes.HasPrefix(head, []byte("<")) {
		return false
	}
	return atom.Lookup([]byte(rootElement(head))) != 0 || bytes.HasPrefix(bytes.ToLower(head), []byte("<!doctype html"))
}

// maxPage is the most bytes of a page: each of its tags takes many times its size in
// memory.
const maxPage = 8 << 20

func (pages) read(in *input) error {
	b, err := in.upTo(min(in.o.Limits.Document, maxPage))
	if err != nil {
		return err
	}
	parts := documents(b)
	for _, part := range parts {
		doc, err := parseHTML(in.ctx, bytes.NewReader(part))
		if err != nil {
			return in.errorf("its HTML cannot be read: %v", err)
		}
		p := newPage(doc, in.base)
		if in.report.Title == "" {
			in.report.Title = p.title
		}
		in.report.Site = cmp.Or(in.report.Site, plainText(p.metaField("og:site_name")))
		if len(parts) > 1 && in.base != nil && p.address == in.base.String() {
			p.address = "" // it is the file's
		}
		if err := in.page(p); err != nil {
			return err
		}
	}
	return nil
}

// page gives what a page holds: the entries of a list, or its releases.
func (in *input) page(p *page) error {
	in.report.Feeds, in.report.Boards = append(in.report.Feeds, p.feeds...), append(in.report.Boards, p.boards()...)
	if entries := p.entries(); len(entries) > 0 && !p.isView() {
		in.report.List = true
		return in.list(p, entries, false)
	}
	if articles := p.articles(); len(articles) > 1 {
		for _, n := range articles {
			one := page{doc: n, base: p.base, lang: p.lang}
			if it, ok := one.release(); ok {
				if err := in.emit(it, "an article of the page"); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if in.o.Links {
		if entries := p.linkList(); len(entries) > 0 {
			in.report.List, in.report.Links = true, true
			return in.list(p, entries, true)
		}
	}
	it, ok := p.release()
	switch {
	case p.listing:
		return in.errorf("the page lists others, in a form that is not known, and is no release: name the address of one of them, or of a feed")
	case !ok:
		return in.errorf("the page has no release that can be found: no article, no text that stands out")
	}
	return in.emit(it, "the page")
}

// page is an HTML page and what it says of itself.
type page struct {
	doc     *html.Node
	base    *url.URL // nil where its address is not known
	address string   // that it calls its own, or that it was fetched from
	title   string
	lang    string
	meta    map[string]string // property or name, in small letters → content
	linked  []map[string]any  // JSON-LD objects
	feeds   []Attachment
	listing bool // it was looked through for a release, and lists other pages alone
}

// newPage reads the head of a page.
func newPage(doc *html.Node, base *url.URL) *page {
	p := &page{doc: doc, base: base, meta: map[string]string{}}
	if base != nil {
		p.address = base.String()
	}
	for n := range doc.Descendants() {
		switch n.DataAtom {
		case atom.Html:
			p.lang = attr(n, "lang")
		case atom.Base:
			if u, err := url.Parse(attr(n, "href")); err == nil && attr(n, "href") != "" {
				if base != nil {
					u = base.ResolveReference(u)
				}
				if u.IsAbs() {
					p.base = u
				}
			}
		case atom.Title:
			if p.title == "" && n.Parent != nil && n.Parent.DataAtom == atom.Head {
				p.title = text(n)
			}
		case atom.Meta:
			name := strings.ToLower(attr(n, "property") + attr(n, "name") + attr(n, "itemprop"))
			if value := strings.TrimSpace(attr(n, "content")); value != "" && p.meta[name] == "" {
				p.meta[name] = value
			}
		case atom.Link:
			p.link(n)
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				p.linked = append(p.linked, linkedData(n.FirstChild.Data)...)
			}
		}
	}
	return p
}

// link reads a link element: the page's own address, or a feed.
func (p *page) link(n *html.Node) {
	address := body.WebAddress(attr(n, "href"), p.base)
	if address == "" {
		return
	}
	for rel := range strings.FieldsSeq(strings.ToLower(attr(n, "rel"))) {
		switch {
		case rel == "canonical":
			p.address = address
		case rel == "alternate" && feedTypes[strings.ToLower(attr(n, "type"))]:
			name, _ := data.SanitizeLine(attr(n, "title"))
			p.feeds = append(p.feeds, Attachment{Name: cut(data.OneLine(name), maxField), Address: address})
		}
	}
}

// feedTypes are the media types of feeds.
var feedTypes = map[string]bool{
	"application/rss+xml": true, "application/atom+xml": true, "application/feed+json": true, "application/rdf+xml": true, "text/xml": true, "application/xml": true,
}

// attr returns an attribute, without white space around.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// text returns the text of an element on one line.
func text(n *html.Node) string {
	if n.DataAtom == atom.Title && n.FirstChild != nil {
		return data.OneLine(n.FirstChild.Data)
	}
	return data.OneLine(body.FromHTML(n, nil).Lines())
}

// setDocument makes the body of an item of an element: Markdown if it has a
// structure, text if it has none.
func setDocument(it *Item, n *html.Node, base *url.URL) {
	doc := body.FromArticle(n, base)
	if len(doc.Blocks) > 0 && sameText(doc.Blocks[0].Lead+doc.Blocks[0].Text, it.Title) {
		doc.Blocks = doc.Blocks[1:]
	}
	it.Body = doc.Text()
}

// sameText reports whether two texts differ in nothing but white space.
func sameText(a, b string) bool {
	if a == "" {
		return false
	}
	for word := range strings.FieldsSeq(a) {
		after, begins := strings.CutPrefix(strings.TrimSpace(b), word)
		if b = strings.TrimLeftFunc(after, unicode.IsSpace); !begins || b == after && b != "" {
			return false
		}
	}
	return strings.TrimSpace(b) == ""
}

// fileName returns the name of the file that an address leads to.
func fileName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if name := path.Base(u.Path); name != "." && name != "/" {
		return name
	}
	return u.Host
}

// next returns the addresses of further pages of a board that the page links: those
// that differ from its own by a higher number of the page, in their order.
func (p *page) next() []string {
	if p.base == nil {
		return nil
	}
	here, key := pageNumber(p.base)
	numbers := map[int]string{}
	for n := range p.doc.Descendants() {
		if n.DataAtom != atom.A {
			continue
		}
		address := body.WebAddress(attr(n, "href"), p.base)
		u, err := url.Parse(address)
		if err != nil || u.Host != p.base.Host || u.Path != p.base.Path {
			continue
		}
		if number, k := pageNumber(u); k != "" && (key == "" || k == key) && number > here {
			numbers[number] = address
		}
	}
	var next []string
	for _, number := range slices.Sorted(maps.Keys(numbers)) {
		next = append(next, numbers[number])
	}
	return next
}

// pageKeys are the parameters in which sites count pages.
var pageKeys = []string{"pageIndex", "page", "pageNo", "currentPage", "curPage", "pageNum", "paged", "p"}

// pageNumber returns the number of a page, 1 if it says none, and in which parameter.
func pageNumber(u *url.URL) (int, string) {
	q := u.Query()
	for _, key := range pageKeys {
		if n, err := strconv.Atoi(q.Get(key)); err == nil && n > 0 {
			return n, key
		}
	}
	return 1, ""
}

// nextDocument is the end of an HTML document, and the beginning of another.
var nextDocument = data.Pattern(`(?i)</html>\s*(<!doctype html|<html[\s>])`)

// documents returns the HTML documents that stand one behind the other in a file.
func documents(b []byte) [][]byte {
	var parts [][]byte
	from := 0
	for _, m := range nextDocument().FindAllSubmatchIndex(b, maxDocuments-1) {
		parts = append(parts, b[from:m[2]])
		from = m[2]
	}
	return append(parts, b[from:])
}

// maxDocuments is how many documents of a file are read by themselves.
const maxDocuments = 1000

// articles returns the articles of a page that are releases: each has a headline and a date of its
// own. One whose headline is a link says what stands elsewhere.
func (p *page) articles() []*html.Node {
	var list []*html.Node
	for n := range p.doc.Descendants() {
		if n.DataAtom != atom.Article || within(n, atom.Article) || !hasText(n) {
			continue
		}
		one := page{doc: n, base: p.base}
		h := markedElement(n, nil, atom.H1, atom.H2, atom.H3)
		if h == nil || within(h, atom.A) || find(h, func(c *html.Node) bool { return c.DataAtom == atom.A }) != nil || one.date(n) == 0 {
			return nil
		}
		if list = append(list, n); len(list) > maxDocuments {
			return nil
		}
	}
	return list
}
