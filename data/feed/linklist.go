package feed

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressroom/data/body"
)

// The news page of an office that has no feed lists its releases as links: a headline, and
// a date near it. The text is on the page of each. Such a page is told by links of its own
// site with dates, which are most of what it says: below a release there are a few.
const (
	leastDated = 3 // entries with dates
	maxNear    = 4 // times as many letters in an entry as in its headline, at the most
)

// linkList returns the entries of a list of links, none where the page is none.
func (p *page) linkList() (list []entry) {
	if p.base == nil {
		return nil
	}
	byAddress := map[string]int{} // the place in the list
	var own []int                 // the letters of each anchor in the list
	links := holders{}
	for n := range p.doc.Descendants() {
		if n.DataAtom != atom.A || len(list) == maxEntries || within(n, atom.A) || within(n, around...) { // a text is that of one link
			continue
		}
		address := body.WebAddress(attr(n, "href"), p.base)
		if !sameSite(address, p.base) {
			continue
		}
		address, _, _ = strings.Cut(address, "#")
		links.add(n, address)
		size := letters(text(n))
		i, again := byAddress[address]
		if !again {
			byAddress[address] = len(list)
			list, own = append(list, entry{address: address, anchor: n}), append(own, size)
		} else if size > own[i] { // than of its picture, or Read more
			list[i].anchor, own[i] = n, size
		}
	}
	in, dated := 0, 0
	list = slices.DeleteFunc(list, func(e entry) bool { return letters(text(e.anchor)) < headlineLetters })
	for i := range list {
		e := &list[i]
		e.box = links.boxOf(e.anchor)
		if all := letters(text(e.box)); fieldsOf(*e).date != 0 && all <= max(maxNear*letters(text(e.anchor)), maxTitle) {
			dated++
			in += all
		} else {
			e.box = nil
		}
	}
	list = slices.DeleteFunc(list, func(e entry) bool { return e.box == nil })
	if dated < leastDated || 2*in < ownLetters(p.box()) {
		return nil
	}
	return list
}

// around are the elements of a page that are the site's.
var around = []atom.Atom{atom.Nav, atom.Footer, atom.Header, atom.Aside, atom.Script, atom.Style, atom.Noscript, atom.Head}

// ownLetters returns how many letters an element has without what is the site's.
func ownLetters(root *html.Node) (n int) {
	for c := range root.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			n += letters(c.Data)
		case !slices.Contains(around, c.DataAtom):
			n += ownLetters(c)
		}
	}
	return n
}

// sameSite reports whether an address is of the host of a page, and not the page itself.
func sameSite(address string, page *url.URL) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host == page.Host && u.RequestURI() != page.RequestURI()
}
