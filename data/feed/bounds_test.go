package feed

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// The names of months, in the languages of the releases that are read.
func TestMonths(t *testing.T) {
	for i, names := range []string{
		"January Jan enero gennaio janvier", "February febrero février fevereiro febbraio", "March marzo März mars", "April avril abril aprile", "May mai maggio mayo", "June juin junio giugno", "July juillet Juli luglio",
		"August août aout agosto", "September settembre septembre setembro", "October Oktober ottobre outubro", "November noviembre", "December Dezember diciembre décembre",
	} {
		for name := range strings.FieldsSeq(names) {
			if got := monthOf(name); got != time.Month(i+1) {
				t.Errorf("%s is month %d, want %d", name, got, i+1)
			}
		}
	}
	for _, name := range []string{"", "ja", "Monday", "Septemberish"} {
		if got := monthOf(name); got != 0 {
			t.Errorf("%q is month %d", name, got)
		}
	}
	if got := parseDate("202511740930").String() + parseDate("20251199000000").String(); got != "" {
		t.Errorf("no days are %s", got)
	}
}

// How often a feed wants to be asked.
func TestInterval(t *testing.T) {
	for head, want := range map[string]time.Duration{
		"<ttl>60</ttl>": time.Hour, "<ttl> 5 </ttl>": 5 * time.Minute, "<ttl>0</ttl>": 0, "<ttl>x</ttl>": 0, "<ttl>999999999</ttl>": maxEvery, "<ttl>60": 0, "": 0,
		"<sy:updatePeriod>hourly</sy:updatePeriod>": time.Hour, "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>": 6 * time.Hour, "<sy:updatePeriod>weekly</sy:updatePeriod>": maxEvery,
		"<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>": 24 * time.Hour, "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>1000</sy:updateFrequency>": 24 * time.Hour,
		"<sy:updatePeriod>often</sy:updatePeriod>": 0, "<sy:updateFrequency>4</sy:updateFrequency>": 0,
	} {
		if got := interval([]byte(head)); got != want {
			t.Errorf("%s: every %v, want %v", head, got, want)
		}
	}
}

// What tells a format by its beginning, beside what does not.
func TestFormats(t *testing.T) {
	for _, test := range []struct {
		name string
		is   func(head []byte, name string) bool
		yes  []string
		no   []string
	}{
		{"JSON lines", jsonLines{}.is, []string{`{"title":"a"}`, ` [ {"a":1}]`, "[]", "[\n]"}, []string{"", "[1]", `["a"]`, "a", `{"version":"https://jsonfeed.org/version/1.1","items":[]}`}},
		{"a board", boardText{}.is, []string{"-\nEnergy", "x\n–\ny", "Text. date2025-11-14", "Date: 2025-11-14"}, []string{"", "- a", "a\x00\n-\n", "\x00-", "Text. date2025-11-34", "2025"}},
		{"Markdown", markdown{}.is, []string{"---\ntitle: a\n---\n", "---\ntitle: a\n...\n", "\n---\n---"}, []string{"", "---\ntitle: a\n", "----\n---\n", "a\n---\n---"}},
	} {
		for _, s := range test.yes {
			if !test.is([]byte(s), "") {
				t.Errorf("%q is not %s", s, test.name)
			}
		}
		for _, s := range test.no {
			if test.is([]byte(s), "") {
				t.Errorf("%q is %s", s, test.name)
			}
		}
	}
	if (markdown{}).is(nil, "a.txt") || !(markdown{}).is(nil, "a.md") || !(markdown{}).is(nil, "a.markdown") {
		t.Error("the name of a file tells nothing, or too much")
	}
}

// The list of a board: an address that is not one of its releases is passed over, and so are those
// in what leads about the site; the base of a page is where its addresses begin.
func TestBoardLists(t *testing.T) {
	row := func(n int, title, more string) string {
		return fmt.Sprintf("<li><a href='article/B/%d/view'><div class='view_tit'>%s</div></a><time datetime='2025-11-%02d'>x</time>%s</li>", n, title, n, more)
	}
	page := "<html><head><title>Press</title><base href='https://m.example/eng/'></head><body><nav><a href='article/B/1/view'>Latest</a></nav><a href='/about'>About</a><a href='article/C'>Other board</a><a href='article/D'></a><a href='article/C?x=1#y'>Again</a><a href='https://o.example/article/E'>Elsewhere</a><ul>" +
		row(14, "Exports rise", "<p>Exports rose by five percent.</p>") + row(12, "Talks are held", "<p>Both sides met.</p><p>New</p>") + "</ul></body></html>"
	items, r, err := readAll(t, "list.html", []byte(page), Options{Address: "https://m.example/eng/article/B"})
	var got []string
	for _, it := range items {
		got = append(got, fmt.Sprintf("%s %s %s %s", it.Date, it.Title, it.Address, it.Body))
	}
	want := "2025-11-14 Exports rise https://m.example/eng/article/B/14/view Exports rose by five percent.; 2025-11-12 Talks are held https://m.example/eng/article/B/12/view Both sides met."
	if s := strings.Join(got, "; "); s != want || err != nil {
		t.Errorf("%s, %v, want %s", s, err, want)
	}
	var boards []string
	for _, b := range r.Boards {
		boards = append(boards, b.Name+" "+b.Address)
	}
	if s := strings.Join(boards, "; "); s != "Other board https://m.example/eng/article/C;  https://m.example/eng/article/D" {
		t.Errorf("boards are %s", s)
	}
}

// What is beyond a limit is left out and told of, and what follows it is read.
func TestLimitsOfFormats(t *testing.T) {
	rss := func(items ...string) string {
		return "<rss version='2.0'><channel><title>T</title>" + strings.Join(items, "") + "</channel></rss>"
	}
	item := func(n int, text string) string {
		return fmt.Sprintf("<item><title>No. %d</title><guid>%d</guid><pubDate>2025-11-14</pubDate><description>%s</description></item>", n, n, text)
	}
	message := func(n int, text string) string {
		return fmt.Sprintf("From a@o.example Fri Nov 14 09:00:00 2025\nFrom: a@o.example\nTo: b@o.example\nSubject: No. %d\nDate: Fri, 14 Nov 2025 09:00:00 +0900\n\n%s\n\n", n, text)
	}
	object := func(n int, text string) string {
		return fmt.Sprintf(`{"title":"No. %d","date":"2025-11-14","body":"%s"}`+"\n", n, text)
	}
	long := strings.Repeat("The council met. ", 100_000) // 1.7 MB
	small := Limits{Item: 100_000}
	for _, test := range []struct {
		name, text, want string
		limits           Limits
		problems         int
		truncated        bool
	}{
		{"as many items as may be", rss(item(1, "a"), item(2, "b")), "No. 1, No. 2", Limits{Items: 2}, 0, false},
		{"a long item", rss(item(1, long), item(2, "b")), "No. 2", small, 1, false},
		{"a nested item", rss(item(1, strings.Repeat("<b>", 300)+"a"+strings.Repeat("</b>", 300)), item(2, "b")), "No. 2", Limits{}, 1, false},
		{"items nested as deep as may be", rss(item(1, "<b><b><b>a</b></b></b>"), item(2, "<b><b>b</b></b>")), "No. 2", Limits{Nesting: 4}, 1, false},
		{"an item in a comment", rss("<!-- "+item(1, "a")+" -->", item(2, "b")), "No. 2", Limits{}, 0, false},
		{"an item in an item", rss("<item><title>No. 1</title><guid>1</guid><pubDate>2025-11-14</pubDate><description>a</description><x><y/><y>z</y></x></item>", item(2, "b")), "No. 1, No. 2", Limits{}, 0, false},
		{"more text than is held", rss(item(1, strings.Repeat("a ", 600)), item(2, strings.Repeat("b ", 600)), item(3, "c")), "No. 1, No. 2, No. 3", Limits{Document: 1000}, 0, false},
		{"a long message", message(1, long) + message(2, "b"), "No. 2", small, 1, false},
		{"a long line of JSON", object(1, long) + object(2, "b"), "No. 2", small, 1, false},
		{"JSON that is cut off", object(1, "a") + `{"title":"No. 2","da`, "No. 1", Limits{}, 1, true},
		{"front matter", "---\ntitle: No. 1\ndate: 2025-11-14\ncategories: []\nauthor: {name: Ann}\n---\nText.\n", "No. 1", Limits{}, 0, false},
		{"front matter with lists", "---\ntitle: [No. 1, No. 2]\ndate: 2025-11-14\n---\nText.\n", "No. 1", Limits{}, 0, false},
	} {
		items, r, err := readAll(t, "x", []byte(test.text), Options{Limits: test.limits})
		var titles []string
		for _, it := range items {
			titles = append(titles, it.Title)
		}
		if got := strings.Join(titles, ", "); got != test.want || err != nil || len(r.Problems) != test.problems || r.Truncated != test.truncated {
			t.Errorf("%s: %s, %v, truncated %t, %v; want %s", test.name, got, r.Problems, r.Truncated, err, test.want)
		}
	}
	items, _, err := readAll(t, "x", []byte(rss(item(1, "a"), item(2, "b"), item(3, "c"))), Options{Limits: Limits{Items: 2}})
	if len(items) != 2 || err == nil || !strings.Contains(err.Error(), "more than 2 items") {
		t.Errorf("of one item more %d are read, %v", len(items), err)
	}
}

// Further pages of a board: of its own address, and with higher numbers.
func TestFurtherPages(t *testing.T) {
	for _, test := range []struct{ here, links, want string }{
		{"https://o.example/list", "?page=2 ?page=3 ?page=1 /list?page=4", "2 3 4"},
		{"https://o.example/list?page=2", "?page=1 ?page=3 ?page=2 ?p=4", "3"},
		{"https://o.example/list", "/other?page=2 https://p.example/list?page=2 ?x=2 ?page=0 ?page=-1 ?page=x", ""},
		{"https://o.example/list", "?page=10 ?page=9", "9 10"},
		{"", "https://o.example/list?page=2", ""},
	} {
		doc, err := html.Parse(strings.NewReader("<a href='" + strings.ReplaceAll(test.links, " ", "'>x</a><a href='") + "'>x</a>"))
		if err != nil {
			t.Fatal(err)
		}
		p := &page{doc: doc}
		if test.here != "" {
			p.base, _ = url.Parse(test.here)
		}
		var got []string
		for _, address := range p.next() {
			u, _ := url.Parse(address)
			n, _ := pageNumber(u)
			got = append(got, fmt.Sprint(n))
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("from %q with %s: %s, want %s", test.here, test.links, s, test.want)
		}
	}
}

// Linked data is read in its wraps, to a depth, and by the types of articles.
func TestLinkedData(t *testing.T) {
	nested := func(deep int) string {
		return strings.Repeat(`{"@graph":[`, deep) + `{"@type":"Article","headline":"One"}` + strings.Repeat("]}", deep)
	}
	for script, want := range map[string]string{
		`{"@type":"NewsArticle","headline":" One "}`: "One", `<!--{"@type":"Article","headline":"One"}-->`: "One", "//<![CDATA[\n" + `{"@type":"Article","headline":"One"}` + "\n//]]>": "One",
		`{"@type":["Thing","Article"],"headline":["One","Two"]}`: "One", `{"@type":"Article","name":"Two"}`: "Two", `{"@type":"Article","headline":{"name":"One"}}`: "One", `{"@type":"Article","headline":[]}`: "",
		`{"@type":"Person","headline":"One"}`: "", `{"@type":["Person","Thing"],"headline":"One"}`: "", `{"@type":[],"headline":"One"}`: "", `[{"@type":"WebPage","headline":"Two"},{"@type":"Article","headline":"One"}]`: "One", `{"mainEntity":{"@type":"Article","headline":"One"}}`: "One",
		nested(3): "One", nested(4): "", "{": "", "1": "", `{"a":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `,"@type":"Article","headline":"One"}`: "",
		"[" + strings.Repeat("{},", maxLinked-1) + `{"@type":"Article","headline":"One"}]`: "One", "[" + strings.Repeat("{},", maxLinked) + `{"@type":"Article","headline":"One"}]`: "",
	} {
		p := &page{linked: linkedData(script)}
		if got := p.linkedField("headline", "name"); got != want {
			t.Errorf("%.80s has %q, want %q", script, got, want)
		}
	}
	folders := func(deep int) string {
		return "<opml><body>" + strings.Repeat("<outline text='F'>", deep) + "<outline text='A' xmlUrl='https://a.kr/'/>" + strings.Repeat("</outline>", deep) + "</body></opml>"
	}
	for deep, want := range map[int]int{0: 1, maxFolders: 1, maxFolders + 1: 0} {
		if list, err := ReadOPML("x", strings.NewReader(folders(deep))); err != nil || len(list) != want {
			t.Errorf("within %d folders are %v, %v", deep, list, err)
		}
	}
}

// The limits that are said to be the defaults are, and one that is given stays.
func TestDefaultLimits(t *testing.T) {
	want := Limits{Document: 64 << 20, Item: 4 << 20, Items: 2_000_000, Files: 100_000, Unpacked: 2 << 30, Nesting: 200, Archives: 2}
	if got := (Limits{}).withDefaults(); got != want {
		t.Errorf("the defaults are %+v, want %+v", got, want)
	}
	if got := (Limits{Item: 1, Archives: 7}).withDefaults(); got.Item != 1 || got.Archives != 7 || got.Items != want.Items {
		t.Errorf("given limits are %+v", got)
	}
}

// Fields of an item are cut at their limits.
func TestLongFields(t *testing.T) {
	long := func(n int) string { return strings.Repeat("a", n) }
	for _, test := range []struct {
		more int // bytes beyond the limits
		want string
	}{{0, "1000 200 200 1000"}, {1, "1000 200 200 1000"}} {
		it := Item{Title: long(maxTitle + test.more), Category: long(maxField + test.more), Author: long(maxField + test.more), ID: long(maxID + test.more), Date: 20251114, Body: "Text."}
		o := Options{Date: 20251201, Limits: Limits{}.withDefaults()} // for items without one
		mended, err := it.tidy(&o)
		if got := fmt.Sprint(len(it.Title), " ", len(it.Category), " ", len(it.Author), " ", len(it.ID)); err != nil || got != test.want || it.Date != 20251114 || (len(mended) > 0) != (test.more > 0) || strings.HasSuffix(it.Title, "…") != (test.more > 0) {
			t.Errorf("%d more: %s bytes, %v, %v", test.more, got, mended, err)
		}
	}
}

// The address of a JSON feed's site is that of no item, and entries have the first of their times.
func TestNamesOfItems(t *testing.T) {
	feed := `{"version":"https://jsonfeed.org/version/1.1","title":"T","home_page_url":"https://o.example/","items":[
		{"url":"https://o.example","title":"One","content_text":"Text.","date_published":"2025-11-14"},{"url":"https://o.example/2","title":"Two","content_text":"Text.","date_published":"2025-11-14"}]}`
	items, _, err := readAll(t, "feed", []byte(feed), Options{})
	if err != nil || len(items) != 2 || items[0].ID != "" || items[1].ID != "https://o.example/2" {
		t.Errorf("items are %+v, %v", items, err)
	}
	row := func(n int, more string) string {
		return fmt.Sprintf("<li><a href='https://m.example/eng/article/B/%d/view'><strong>Title %d</strong></a>%s<p>The text of it.</p></li>", n, n, more)
	}
	page := "<html><body><ul>" + row(1, "<span datetime='2025-11-01'>x</span><time datetime='2025-11-14'>y</time><time datetime='2025-11-15'>z</time>") + row(2, "<time>no</time><time datetime='2025-11-13'>y</time>") + "</ul></body></html>"
	items, _, err = readAll(t, "list.html", []byte(page), Options{Address: "https://m.example/eng/article/B"})
	if err != nil || len(items) != 2 || items[0].Date != 20251114 || items[1].Date != 20251113 || items[0].Title != "Title 1" {
		t.Errorf("items are %+v, %v", items, err)
	}
}

// A page is as many releases as it has articles, up to a limit.
func TestMostArticles(t *testing.T) {
	for n, want := range map[int]int{maxDocuments: maxDocuments, maxDocuments + 1: 0} {
		doc, err := html.Parse(strings.NewReader(strings.Repeat("<article><h2>Quay Opens</h2><time datetime=2025-11-14></time><p>It did.</p></article>", n)))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(newPage(doc, nil).articles()); got != want {
			t.Errorf("of %d articles %d are releases, want %d", n, got, want)
		}
	}
}

// The encoding that is declared, by the response or by the document.
func TestDeclaredEncodings(t *testing.T) {
	for _, test := range []struct{ contentType, head, want string }{
		{"text/html; charset=EUC-KR", `<meta charset="utf-8">`, "EUC-KR"}, {"text/html", `<META CHARSET="Shift_JIS">`, "Shift_JIS"}, {"", `<meta http-equiv=x content="text/html; charset=euc-kr">`, "euc-kr"},
		{"", `<?xml version="1.0" ENCODING='cp1251'?>`, "cp1251"}, {"", ` <?xml encoding=cp1251?>`, "cp1251"}, {"", `<a encoding="cp1251">`, ""}, {"", `<meta charset="">`, ""}, {"", "<meta charset=x", ""}, {"", strings.Repeat(" ", 2048) + "<meta charset='a'>", ""}, {"", "", ""},
	} {
		if got := declaredIn(test.contentType, []byte(test.head)); got != test.want {
			t.Errorf("%q with %.60q is of %q, want %q", test.contentType, test.head, got, test.want)
		}
	}
}
