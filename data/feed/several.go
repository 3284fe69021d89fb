package feed

import (
	"regexp"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// This file is about several releases in one HTML file: pages one behind the other, and articles
// of one page.

// nextDocument is the end of an HTML document, and the beginning of another.
var nextDocument = regexp.MustCompile(`(?i)</html>\s*(<!doctype html|<html[\s>])`)

// documents returns the HTML documents that stand one behind the other in a file.
func documents(b []byte) [][]byte {
	var parts [][]byte
	from := 0
	for _, m := range nextDocument.FindAllSubmatchIndex(b, maxDocuments-1) {
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
