package feed

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressroom/data"
)

// maxHeadings is how many headings of a page are looked at.
const maxHeadings = 200

// titleSigns are what sites write between a headline and their name.
var titleSigns = []string{" | ", " - ", " – ", " — ", " :: ", " < ", " > ", " » ", " · "}

// beginsTitle reports whether a title is a heading and, behind a sign, more.
func beginsTitle(title, heading string) bool {
	rest, begins := strings.CutPrefix(title, heading)
	return begins && slices.ContainsFunc(titleSigns, func(sign string) bool { return strings.HasPrefix(rest, sign) })
}

// headline returns the title of the release. Where a site marks the box of a release, it
// is the first heading in it; else what the page calls itself, without the name of its
// site if a heading shows how much of it that is.
func (p *page) headline(box *html.Node) string {
	titles := []string{"title", "tit", "subject", "headline"}
	if classed(box, boxClasses) || p.isView() {
		if h := markedElement(box, titles, atom.H1, atom.H2, atom.H3, atom.H4); h != nil {
			return text(h)
		}
	}
	said := cmp.Or(plainText(p.metaField("og:title", "twitter:title", "dc.title")), p.title)
	if said != "" && said != p.metaField("og:site_name") {
		if h := p.headingOf(said, box); h != "" {
			return h
		}
		if said != p.title {
			return said
		}
		if h := articleHeading(box); h != "" && (isPhrase(h) || !isPhrase(said)) {
			return h
		}
		for _, sign := range titleSigns {
			if before, _, found := strings.Cut(said, sign); found && isPhrase(before) {
				return before
			}
		}
		return said
	}
	for _, root := range []*html.Node{box, p.doc} {
		if h := markedElement(root, titles, atom.H1, atom.H2, atom.H3); h != nil {
			return text(h)
		}
	}
	return said
}

// articleHeading returns the heading of an article, "" where it has none, or the box of the
// release is no article.
func articleHeading(box *html.Node) string {
	if box.DataAtom != atom.Article {
		return ""
	}
	h := find(box, func(n *html.Node) bool { return n.DataAtom == atom.H1 && isLine(n) })
	if h == nil {
		return ""
	}
	return text(h)
}

// isPhrase reports whether a heading has words enough to be a headline: Press Release, above
// one, has not.
func isPhrase(s string) bool { return strings.Count(s, " ") > 1 }

// headingOf returns the heading of the box of a release that a title begins with; else the
// longest of the page that is a large part of the title, or has it as one.
func (p *page) headingOf(title string, box *html.Node) string {
	title = data.OneLine(title)
	longest, begins, seen := "", "", 0
	for n := range p.doc.Descendants() {
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3:
			if seen++; seen > maxHeadings || !isLine(n) {
				continue
			}
			h := text(n)
			if n.DataAtom == atom.H1 && begins == "" && beginsTitle(title, h) {
				if begins = h; box != p.doc && contains(box, n) {
					return h
				}
			}
			part := len(h)*3 >= len(title) && !strings.HasSuffix(h, ":") && strings.Contains(title, h)
			if whole := len(title)*3 >= len(h) && strings.Contains(h, title); len(h) > len(longest) && (part || whole) {
				longest = h
			}
		}
	}
	return cmp.Or(longest, begins)
}
