package feed

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressroom/data"
	"pressroom/data/body"
)

// A page of one release says what it is in several ways, none of which all sites use.
// For each field they are asked in the order of how seldom they are wrong: linked data
// (JSON-LD), the page's meta elements, what its elements and classes are called, and
// last a library that looks where most of the text is.

// maxElements is how many elements a page has at most for the library to look for its
// text.
const maxElements = 50_000

func (p *page) metaField(names ...string) string {
	for _, name := range names {
		if s := p.meta[name]; s != "" {
			return s
		}
	}
	return ""
}

// release reads the page as one release.
func (p *page) release() (Item, bool) {
	it := Item{
		Title:    plainText(p.linkedField("headline")),
		Category: plainText(cmp.Or(p.linkedField("articleSection"), p.metaField("article:section"))),
		Author:   plainText(cmp.Or(p.linkedField("author"), p.metaField("author", "article:author", "dc.creator"))),
		Lang:     cmp.Or(p.lang, p.linkedField("inLanguage"), p.metaField("og:locale", "content-language")),
		Address:  cmp.Or(body.WebAddress(p.address, p.base), body.WebAddress(p.metaField("og:url"), p.base)),
	}
	if strings.Contains(it.Author, "://") { // Open Graph has profiles as authors
		it.Author = ""
	}
	box := p.box()
	if it.Title == "" {
		it.Title = p.headline(box)
	}
	it.Date = p.date(box)
	it.Attachments = p.attachments(box)
	content := p.content(box)
	if !classed(content, contentClasses) || !classed(box, boxClasses) {
		content = p.mostOf(content, &it)
	}
	if content == nil {
		it.Body = p.linkedField("articleBody")
		return it, it.Body != ""
	}
	drop(content, func(n *html.Node) bool { return isFurniture(n, it.Title) })
	if p.listing = isListing(content); p.listing {
		return it, false
	}
	setDocument(&it, content, p.base)
	return it, it.Body != ""
}

// What is little but links to pages, each as long as a headline, lists releases.
const (
	leastListed     = 3  // such links
	headlineLetters = 10 // at least, of such a link
	linkedShare     = 3  // times as many letters in such links as outside
)

// isListing reports whether an element lists pages and says nothing of its own: the list
// of an office, which is no release.
func isListing(content *html.Node) bool {
	var listed, in, all int
	for n := range content.Descendants() {
		switch {
		case n.Type == html.TextNode:
			all += letters(n.Data)
		case n.DataAtom == atom.A && hasAttr(n, "href") && !slices.Contains(files, strings.ToLower(path.Ext(attr(n, "href")))):
			if label := letters(text(n)); label >= headlineLetters {
				listed++
				in += label
			}
		}
	}
	return listed >= leastListed && in >= linkedShare*(all-in)
}

func letters(s string) (n int) {
	for _, c := range s {
		if unicode.IsLetter(c) {
			n++
		}
	}
	return n
}

// maxSearched is how many bytes of text a page has at most for the library to look for
// the release in it: its time grows with the square where elements lie in each other.
const maxSearched = 1 << 20

// farMore is how many times as much text the library must find for its word to count
// against what elements and classes say.
const farMore = 2.5

// mostOf returns the element that the library finds, if a page names none or one that has
// little of the text.
func (p *page) mostOf(content *html.Node, it *Item) *html.Node {
	if textSize(p.doc) > maxSearched {
		return content
	}
	finder := readability.NewParser()
	finder.MaxElemsToParse = maxElements
	article, err := finder.ParseDocument(p.doc, p.baseOrNone())
	if err != nil || article.Node == nil {
		return content
	}
	if content != nil && float64(textSize(article.Node)) < farMore*float64(textSize(content)) {
		return content
	}
	it.Title = cmp.Or(it.Title, plainText(article.Title()))
	return article.Node
}

func textSize(n *html.Node) int {
	size := 0
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			size += len(strings.TrimSpace(c.Data))
		}
	}
	return size
}

func (p *page) baseOrNone() *url.URL {
	if p.base != nil {
		return p.base
	}
	return &url.URL{Scheme: "http", Host: "localhost"}
}

// boxClasses name the element that holds a release with its head; contentClasses the
// element that holds its text.
var (
	boxClasses = []string{"board_view", "boardview", "board-view", "bbs_view", "bbsview", "bbs-view", "view_wrap", "viewwrap", "article_view", "article-view", "news_view", "newsview", "press-release", "pressrelease", "press_release", "view"}

	contentClasses = []string{
		"view_cont", "view-cont", "view_content", "view-content", "viewcontent", "view_con", "view-con", "board_content", "board-content", "bbs_content", "article_body", "article-body", "articlebody", "article-content", "article_content",
		"news_body", "news-body", "entry-content", "post-content", "story-body", "release-body", "press-release-body", "body-copy", "content-body", "cont_txt", "db_data", "td_content", "txt_area", "editor_content",
	}
)

// classed reports whether an element has one of the classes, or one as its ID.
func classed(n *html.Node, classes []string) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	if slices.Contains(classes, strings.ToLower(attr(n, "id"))) {
		return true
	}
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		if slices.Contains(classes, class) {
			return true
		}
	}
	return false
}

// find returns the first element of which is holds and that has text.
func find(root *html.Node, is func(*html.Node) bool) *html.Node {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && is(n) && hasText(n) {
			return n
		}
	}
	return nil
}

func hasText(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return true
		}
	}
	return false
}

// box returns the element that holds the release with its head, or the whole page.
func (p *page) box() *html.Node {
	articles := 0
	var article *html.Node
	for n := range p.doc.Descendants() {
		if n.DataAtom == atom.Article && !within(n, atom.Article) && hasText(n) {
			articles++
			article = n
		}
	}
	if articles == 1 { // of several, none is the page's
		return article
	}
	return cmp.Or(
		find(p.doc, func(n *html.Node) bool { return classed(n, boxClasses) }),
		find(p.doc, func(n *html.Node) bool { return n.DataAtom == atom.Main || attr(n, "role") == "main" }),
		p.doc,
	)
}

// content returns the element that holds the text of the release, nil if nothing names
// it.
func (p *page) content(box *html.Node) *html.Node {
	named := cmp.Or(
		find(box, func(n *html.Node) bool { return attr(n, "itemprop") == "articleBody" }),
		find(box, func(n *html.Node) bool { return classed(n, contentClasses) }),
	)
	if named == nil && (box.DataAtom == atom.Article || classed(box, boxClasses)) {
		return box
	}
	return named
}

// date returns the day of the release.
func (p *page) date(box *html.Node) data.Date {
	for _, s := range []string{
		p.linkedField("datePublished"), p.metaField("article:published_time", "datepublished", "og:article:published_time", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "citation_publication_date", "dcterms.created", "article:modified_time"),
		p.linkedField("dateCreated", "dateModified"),
	} {
		if d := parseDate(s); d != 0 {
			return d
		}
	}
	for _, root := range []*html.Node{box, p.doc} {
		for n := range root.Descendants() {
			if n.DataAtom != atom.Time {
				continue
			}
			if d := parseDate(attr(n, "datetime")); d != 0 {
				return d
			}
		}
		lines := strings.Split(separated(root), "\n")
		for i, line := range lines {
			line = data.OneLine(line)
			label := strings.ToLower(strings.TrimRight(line, " :："))
			if slices.Contains(dateLabels, label) { // the date stands in the next element
				for _, next := range lines[i+1 : min(len(lines), i+6)] {
					if d := labelledDate(data.OneLine(next)); d != 0 {
						return d
					}
				}
			}
			if d := labelledDate(line); d != 0 {
				return d
			}
		}
		if root == p.doc {
			break
		}
	}
	return 0
}

// files are the endings of the names of files that are attached to releases.
var files = []string{".pdf", ".hwp", ".hwpx", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".zip", ".csv"}

// attachments returns the files that the release links.
func (p *page) attachments(box *html.Node) []Attachment {
	var list []Attachment
	for n := range box.Descendants() {
		if n.DataAtom != atom.A || len(list) == maxAttachments {
			continue
		}
		address := body.WebAddress(attr(n, "href"), p.base)
		u, err := url.Parse(address)
		if address == "" || err != nil {
			continue
		}
		name := ""
		if isLine(n) {
			name = text(n)
		}
		ending := strings.ToLower(path.Ext(u.Path))
		byName := slices.Contains(files, strings.ToLower(path.Ext(trimSize(name))))
		if !byName && !slices.Contains(files, ending) && !hasAttr(n, "download") {
			continue
		}
		if !byName && slices.Contains(files, ending) && len(name) < 10 { // Download, PDF
			name = fileName(address)
		}
		list = append(list, Attachment{Name: name, Address: address})
	}
	return list
}

// trimSize takes the size of a file off behind its name: plan.pdf (1.2 MB).
func trimSize(name string) string {
	if i := strings.LastIndexAny(name, "([ "); i > 0 && (strings.HasSuffix(name, ")") || strings.HasSuffix(name, "]")) {
		for i > 0 && !strings.ContainsAny(name[i:i+1], "([") {
			i = strings.LastIndexAny(name[:i], "([ ")
		}
		if i > 0 {
			return strings.TrimSpace(name[:i])
		}
	}
	return name
}

func hasAttr(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// isFurniture reports whether an element within a release is not of its text: its
// headline again, its date, files, and what the site offers to do with it.
func isFurniture(n *html.Node, title string) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3:
		return isLine(n) && sameText(text(n), title)
	case atom.Aside, atom.Nav, atom.Footer, atom.Form, atom.Time:
		return true
	}
	if classed(n, furniture) {
		return true
	}
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Span, atom.Dl, atom.Li, atom.Ul:
		if !isLine(n) {
			return false
		}
		line := text(n)
		return labelledDate(line) != 0 || isEntryMark(line) || sameText(line, title)
	}
	return false
}

var furniture = []string{
	"share", "sns", "social", "file", "files", "attach", "attachments", "attached", "file_list", "filelist", "view_file", "view-file", "btn", "btns", "button", "print", "prev", "next", "prev_next", "prevnext", "view_nav",
	"related", "breadcrumb", "breadcrumbs", "view_info", "info", "view_head", "view-head", "meta", "byline", "tags", "comments", "skip", "sr-only", "blind", "hidden",
}

// drop takes the elements of which is holds out of a tree.
func drop(root *html.Node, is func(*html.Node) bool) {
	var dropped []*html.Node
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			if c.Type == html.ElementNode && is(c) {
				dropped = append(dropped, c)
			} else {
				walk(c)
			}
		}
	}
	walk(root)
	for _, n := range dropped {
		n.Parent.RemoveChild(n)
	}
}
