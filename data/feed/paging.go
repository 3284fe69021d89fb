package feed

import (
	"maps"
	"net/url"
	"slices"
	"strconv"

	"golang.org/x/net/html/atom"

	"pressroom/data/body"
)

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
