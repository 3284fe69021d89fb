package feed

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressroom/data"
	"pressroom/data/body"
)

// The list of a board links each of its releases as …/article/BOARD/NUMBER/view. The
// element that holds such a link and no other is an entry: its category, title, text
// and date are told by how they are marked, or else by their order.

// articleOf returns the board and number of the release that an address leads to.
func articleOf(address string) (board, number string, ok bool) {
	u, err := url.Parse(address)
	if err != nil {
		return "", "", false
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	n := len(parts)
	if n < 4 || parts[n-1] != "view" || parts[n-4] != "article" || strings.Trim(parts[n-2], "0123456789") != "" || parts[n-2] == "" {
		return "", "", false
	}
	return parts[n-3], parts[n-2], true
}

// entry is a release in the list of a board.
type entry struct {
	address string
	box     *html.Node // that holds it and no other
	anchor  *html.Node
}

// maxEntries is the most entries that are read of one page.
const maxEntries = 5000

// entries returns the releases that a page lists, in its order.
func (p *page) entries() []entry {
	var list []entry
	links := holders{}
	seen := map[string]bool{}
	for n := range p.doc.Descendants() {
		if n.DataAtom != atom.A {
			continue
		}
		address := body.WebAddress(attr(n, "href"), p.base)
		if address == "" && p.base == nil {
			address = attr(n, "href")
		}
		board, number, ok := articleOf(address)
		if !ok || len(seen) == maxEntries || within(n, atom.Nav, atom.Footer) {
			continue
		}
		id := board + "/" + number
		links.add(n, id)
		if !seen[id] {
			seen[id] = true
			list = append(list, entry{address: address, anchor: n})
		}
	}
	for i := range list {
		list[i].box = links.boxOf(list[i].anchor)
	}
	return list
}

// holders are the elements that hold links, each with what it links, or several.
type holders map[*html.Node]string

const several = " "

func (h holders) add(link *html.Node, to string) {
	for up := link; up != nil && h[up] != to && h[up] != several; up = up.Parent {
		if h[up] == "" {
			h[up] = to
		} else {
			h[up] = several
		}
	}
}

// boxOf returns the largest element that holds a link and no other.
func (h holders) boxOf(box *html.Node) *html.Node {
	for box.Parent != nil && h[box.Parent] != several && box.Parent.DataAtom != atom.Body {
		box = box.Parent
	}
	return box
}

func within(n *html.Node, elements ...atom.Atom) bool {
	for up := range n.Ancestors() {
		if slices.Contains(elements, up.DataAtom) {
			return true
		}
	}
	return false
}

// maxBoards is the most boards that are told of a page.
const maxBoards = 50

// boards returns the boards that a page links, as …/article/BOARD, on its own site.
func (p *page) boards() []Attachment {
	if p.base == nil {
		return nil
	}
	var list []Attachment
	seen := map[string]bool{}
	for n := range p.doc.Descendants() {
		if n.DataAtom != atom.A || len(list) == maxBoards {
			continue
		}
		address := body.WebAddress(attr(n, "href"), p.base)
		u, err := url.Parse(address)
		if err != nil || u.Host != p.base.Host {
			continue
		}
		u.RawQuery, u.Fragment = "", ""
		parts := strings.Split(strings.Trim(u.Path, "/"), "/")
		if len(parts) < 2 || parts[len(parts)-2] != "article" || seen[u.Path] || u.Path == p.base.Path {
			continue
		}
		seen[u.Path] = true
		name := ""
		if isLine(n) {
			name = cut(text(n), maxField)
		}
		list = append(list, Attachment{Name: name, Address: u.String()})
	}
	return list
}

// isView reports whether the page is that of one release of a board, which may list
// others below.
func (p *page) isView() bool {
	_, _, ok := articleOf(p.address)
	return ok
}

// list gives the entries of a board's list, or of a list of links.
func (in *input) list(p *page, entries []entry, links bool) error {
	read := make([]fields, len(entries))
	for i, e := range entries {
		if read[i] = fieldsOf(e); links {
			f := &read[i]
			f.title, f.marked = text(e.anchor), true
			f.text = slices.DeleteFunc(f.text, func(line string) bool { return sameText(line, f.title) })
		}
	}
	inferCategories(read)
	origin := newOrigin(p.address, "", "")
	for i, f := range read {
		it := Item{
			Origin: origin, Address: entries[i].address, Date: f.date, Title: f.title, Category: f.category, Lang: p.lang,
			Body: strings.Join(f.text, "\n"),
		}
		it.Excerpt = links || data.IsExcerpt(it.Body) // as a board's lists are known to cut
		it.Elsewhere = links
		if p.base == nil { // relative: it says which release, and leads nowhere
			it.ID, it.Address = it.Address, ""
		}
		if err := in.emit(it, fmt.Sprintf("entry %d", i+1)); err != nil {
			return err
		}
	}
	in.report.Next = p.next()
	return nil
}

// fields are what an entry of a list shows.
type fields struct {
	category, title string
	marked          bool // the title is marked as such
	text            []string
	date            data.Date
}

// fieldsOf reads the fields of an entry.
func fieldsOf(e entry) fields {
	var f fields
	title := markedElement(e.box, []string{"title", "tit", "subject", "subj", "headline"}, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Strong, atom.Dt)
	category := markedElement(e.box, []string{"category", "cate", "cat", "ctg", "badge", "label", "tag", "type"})
	if title != nil {
		f.title, f.marked = text(title), true
	}
	if category != nil && category != title && !contains(category, title) {
		f.category = text(category)
	}
	for n := range e.box.Descendants() {
		if d := attr(n, "datetime"); n.DataAtom == atom.Time && d != "" && f.date == 0 {
			f.date = parseDate(d)
		}
	}
	var lines []string
	for line := range strings.SplitSeq(separated(e.box), "\n") {
		if line = data.OneLine(line); line != "" {
			lines = append(lines, line)
		}
	}
	lines = f.takeDate(lines)
	for _, line := range lines {
		switch {
		case line == "-", f.category != "" && line == f.category, f.marked && sameText(line, f.title), isEntryMark(line):
		default:
			f.text = append(f.text, line)
		}
	}
	return f
}

// separated returns the text of an entry with a line for each of its elements:
// sites part the fields of an entry by style alone.
func separated(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			clean, _ := data.SanitizeLine(n.Data)
			b.WriteString(clean)
			return
		case n.DataAtom == atom.Script, n.DataAtom == atom.Style, n.DataAtom == atom.Noscript:
			return
		}
		parts := n.Type == html.ElementNode && !inText(n)
		if parts {
			b.WriteByte('\n')
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if parts {
			b.WriteByte('\n')
		}
	}
	walk(n)
	return b.String()
}

// inText reports whether an element marks words within a line.
func inText(n *html.Node) bool {
	switch n.DataAtom {
	case atom.B, atom.I, atom.Em, atom.U, atom.Sub, atom.Sup, atom.Mark, atom.Font, atom.Wbr, atom.Small:
		return true
	}
	return false
}

// takeDate takes the lines of the date away: the last one that is a date, and the
// label before it.
func (f *fields) takeDate(lines []string) []string {
	for i := len(lines) - 1; i >= 0; i-- {
		if d := labelledDate(lines[i]); d != 0 {
			if f.date == 0 {
				f.date = d
			}
			from := i
			if i > 0 && slices.Contains(dateLabels, strings.ToLower(strings.TrimRight(lines[i-1], " :"))) {
				from--
			}
			return slices.Delete(lines, from, i+1)
		}
		if i < len(lines)-4 {
			break
		}
	}
	// Glued to the last line of the text, as in date2025-11-14.
	if n := len(lines) - 1; n >= 0 && f.date == 0 {
		if at := strings.LastIndex(lines[n], "date"); at >= 0 {
			if d := labelledDate(lines[n][at:]); d != 0 {
				f.date, lines[n] = d, strings.TrimSpace(lines[n][:at])
			}
		}
	}
	return lines
}

// isEntryMark reports whether a line of an entry is the site's.
func isEntryMark(line string) bool {
	switch strings.ToLower(line) {
	case "new", "n", "more", "read more", "view", "view more", "attached file", "file", "attachment", "더보기", "자세히", "자세히 보기", "첨부파일", "첨부", "새글":
		return true
	}
	_, err := strconv.Atoi(line)
	return err == nil || hitCounter().MatchString(line)
}

// hitCounter is a line that says how often a page was read, which differs each time.
var hitCounter = data.Pattern(`(?i)^(?:(?:page |total )?(?:views?|hits?|reads?|view count|read count)|조회 ?수?|閲覧(?:数|回数)|阅读(?:量|数|次数)?|浏览(?:量|数|次数)?|点击(?:量|数|次数)?)\s*[:：]?\s*[\d,.]*\s*(?:회|次|回|times)?$|^[\d,.]+ (?:page )?(?:views|hits|reads)$`)

// maxCategoryLength is the most characters of a line that is taken for a category.
const maxCategoryLength = 40

// inferCategories takes the title, and before it the category, off the texts of entries
// whose site marks neither: a category is a short line that comes again, or that all
// entries have before a title of their own.
func inferCategories(list []fields) {
	first := map[string]int{}
	short, all := 0, 0
	for _, f := range list {
		if f.category != "" || len(f.text) == 0 {
			continue
		}
		all++
		first[f.text[0]]++
		if utf8.RuneCountInString(f.text[0]) <= maxCategoryLength && !strings.HasSuffix(f.text[0], ".") {
			short++
		}
	}
	for i := range list {
		f := &list[i]
		take := func() string {
			line := f.text[0]
			f.text = f.text[1:]
			return line
		}
		has := f.category == "" && short == all && len(first) < all && all > 1
		if has && (f.marked && len(f.text) > 0 || len(f.text) > 1) {
			f.category = take()
		}
		if !f.marked && len(f.text) > 0 {
			f.title = take()
		}
	}
}

// markedElement returns the first element below n that a class names as one of names, or
// else the first of the elements.
func markedElement(n *html.Node, names []string, elements ...atom.Atom) *html.Node {
	var found *html.Node
	for c := range n.Descendants() {
		if c.Type != html.ElementNode {
			continue
		}
		for class := range strings.FieldsFuncSeq(strings.ToLower(attr(c, "class")), func(c rune) bool { return c == ' ' || c == '-' || c == '_' }) {
			if slices.Contains(names, class) && isLine(c) {
				return c
			}
		}
		if found == nil && slices.Contains(elements, c.DataAtom) && isLine(c) {
			found = c
		}
	}
	return found
}

// isLine reports whether an element is a line of text, and holds no paragraphs.
func isLine(n *html.Node) bool {
	size := 0
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			if size += len(strings.TrimSpace(c.Data)); size > maxTitle {
				return false
			}
		}
	}
	return size > 0 && len(body.FromHTML(n, nil).Blocks) == 1
}

// contains reports whether inner lies in outer.
func contains(outer, inner *html.Node) bool {
	for n := inner; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}
