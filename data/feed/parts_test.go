package feed

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
)

// Dates at the bounds of how they are read.
func TestDateBounds(t *testing.T) {
	for s, want := range map[string]string{
		"4 Nov 69": "2069-11-04", "4 Nov 70": "1970-11-04", "4 Nov 99": "1999-11-04", "4 Nov 0": "", "4 Nov 025": "",
		"13/1/2025": "2025-01-13", "12/1/2025": "", "12.1.2025": "2025-01-12", "1/13/2025": "2025-01-13", "1/12/2025": "", "1/1/25": "",
		"1899-12-31": "", "1900-01-01": "1900-01-01", "2200-12-31": "2200-12-31", "2201-01-01": "",
		"202511040930": "2025-11-04", "0099999999": "", "1762214400 s": "", "1000000000": "2001-09-09",
		"2025 11:30": "", "2025년 11월": "", "Nov 4 2025": "2025-11-04", "Nov 4": "", "Nov 2025 4": "",
		"Tue Nov 4 09:30:00 KST": "", "Nov 4 09 2025": "2025-11-04", "Novembertime 4, 2025": "", "November 31, 2025": "",
		strings.Repeat(" ", 190) + "2025-11-04": "2025-11-04", "2025-11-04" + strings.Repeat("x", 190): "2025-11-04", "2025-11-04" + strings.Repeat("x", 191): "",
	} {
		if got := parseDate(s).String(); got != want {
			t.Errorf("%q is %q, not %q", s, got, want)
		}
	}
	for s, want := range map[string]string{
		"Date: 2025-11-04": "2025-11-04", "Registered 4 Nov 2025": "2025-11-04", "- Nov. 4, 2025": "2025-11-04", "등록일 | 2025-11-04": "2025-11-04", "date 20251104": "2025-11-04",
		"20251104": "", "Seoul 2025-11-04": "", "2025-11-04 " + strings.Repeat("a", 49): "2025-11-04", "2025-11-04 " + strings.Repeat("a", 50): "",
	} {
		if got := labelledDate(s).String(); got != want {
			t.Errorf("the line %q is of %q, not %q", s, got, want)
		}
	}
	for name, want := range map[string]string{"2025-11-04-title.md": "2025-11-04", `a\2025-11-04.md`: "2025-11-04", "2025-11-04": "2025-11-04", "2025-11-0": "", "20251104xx.md": "", "title-2025-11-04.md": ""} {
		if got := dateOfName(name).String(); got != want {
			t.Errorf("a file %q is of %q, not %q", name, got, want)
		}
	}
}

// Parts of messages: texts are joined, HTML goes before them, files and messages in messages
// are what they are.
func TestMailParts(t *testing.T) {
	part := func(kind, text string) string { return "--b\n" + kind + "\n\n" + text + "\n" }
	multi := func(parts ...string) string {
		return "From: Ann Lind <a@o.example>\nTo: b@o.example\nSubject: Report\n folded\nDate: Fri, 14 Nov 2025 09:00:00 +0900\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Join(parts, "") + "--b--\n"
	}
	const plain, html = "Content-Type: text/plain", "Content-Type: text/html"
	inner := "Content-Type: message/rfc822\n\nSubject: In it\nContent-Type: text/plain\n\nForwarded.\n"
	nested := func(deep int) string {
		text := "Content-Type: text/plain\n\nDeep.\n"
		for i := range deep {
			text = fmt.Sprintf("Content-Type: multipart/mixed; boundary=n%d\n\n--n%d\n%s\n--n%d--\n", i, i, text, i)
		}
		return "From: a@o.example\nTo: b@o.example\nSubject: Report\nDate: Fri, 14 Nov 2025 09:00:00 +0900\n" + text
	}
	for _, test := range []struct{ name, mail, body, files, problem string }{
		{"two texts", multi(part(plain, "One."), part(plain, "Two.")), "One.\nTwo.", "", ""},
		{"HTML before text", multi(part(plain, "One."), part(html, "<p>Two.</p>"), part(html, "<p>Three.</p>")), "Two.", "", ""},
		{"a file", multi(part(plain, "One."), part("Content-Type: application/pdf; name=plan.pdf", "x"), part(plain+"\nContent-Disposition: attachment; filename=notes.txt", "Two."), part("Content-Type: image/png", "x")),
			"One.\nAttached: plan.pdf, notes.txt", "plan.pdf, notes.txt", ""},
		{"a message in it", multi("--b\n" + inner), "Forwarded.", "", ""},
		{"base64", multi(part(plain+"\nContent-Transfer-Encoding: base64", base64.StdEncoding.EncodeToString([]byte("One."))+" \n")), "One.", "", ""},
		{"a signature", multi(part(plain, "One.\n-- \nAnn")), "One.", "", ""},
		{"a signature alone", multi(part(plain, "\n-- \nAnn")), "-- \nAnn", "", ""},
		{"nested", nested(maxMailDepth), "Deep.", "", ""},
		{"nested too deep", nested(maxMailDepth + 1), "", "", "nested too deep"},
		{"most parts", multi(strings.Repeat(part(plain, "x"), maxMailParts-1)), strings.TrimSpace(strings.Repeat("x\n", maxMailParts-1)), "", ""},
		{"too many parts", multi(strings.Repeat(part(plain, "x"), maxMailParts)), strings.TrimSpace(strings.Repeat("x\n", maxMailParts-1)), "", "too many"},
	} {
		items, r, err := readAll(t, "mail", []byte(test.mail), Options{})
		problems := fmt.Sprint(r.Problems)
		if test.problem == "" && len(r.Problems) > 0 || !strings.Contains(problems, test.problem) {
			t.Errorf("%s: the problems are %s, want %q", test.name, problems, test.problem)
		}
		if test.body == "" {
			continue
		}
		if err != nil || len(items) != 1 {
			t.Errorf("%s: %d messages, %v", test.name, len(items), err)
			continue
		}
		var files []string
		for _, a := range items[0].Attachments {
			files = append(files, a.Name)
		}
		it := items[0]
		if it.Body != test.body || strings.Join(files, ", ") != test.files || it.Title != "Report folded" && it.Title != "Report" || it.Date != 20251114 {
			t.Errorf("%s: %q of %s on %s, with %q; want %q with %q", test.name, it.Body, it.Title, it.Date, files, test.body, test.files)
		}
	}
	for head, want := range map[string]bool{
		"From: a\nTo: b\n\n": true, "From: a\n\tmore: x\nTo: b\n": true, "From a@b Fri Nov 14\nFrom: a\nTo: b\n": true,
		"From: a\n\nTo: b\n": false, "From: a\nX: b\n": false, "From: a\nno field\nTo: b\n": false, "From: a\n: x\nTo: b\n": false, "From: a\nTo x: b\nTo: b\n": false,
	} {
		if got := (mail{}).is([]byte(head), ""); got != want {
			t.Errorf("%q is a message: %t", head, got)
		}
	}
}

// Names, categories and dates of lists, and what stands around texts.
func TestParts(t *testing.T) {
	for name, want := range map[string]string{
		"plan.pdf (1.2 MB)": "plan.pdf", "plan.pdf [PDF, 2 MB]": "plan.pdf", "plan (draft)": "plan", "plan.pdf": "plan.pdf", "my plan.pdf": "my plan.pdf", "(1.2 MB)": "(1.2 MB)", "plan 1.2 MB)": "plan 1.2 MB)",
	} {
		if got := trimSize(name); got != want {
			t.Errorf("%q without its size is %q, want %q", name, got, want)
		}
	}
	for _, test := range []struct {
		s    string
		n    int
		want string
	}{{"abcdef", 6, "abcdef"}, {"abcdef", 5, "ab…"}, {"ab가가", 7, "ab…"}, {"ab가가", 8, "ab가가"}, {"ab 가가", 6, "ab…"}} {
		if got := cut(test.s, test.n); got != test.want {
			t.Errorf("%q cut at %d is %q, want %q", test.s, test.n, got, test.want)
		}
	}
	long := strings.Repeat("a", maxField+1)
	file := func(name, address string) Attachment { return Attachment{Name: name, Address: address} }
	const x, y = "http://a.kr/x.pdf", "http://a.kr/y.pdf"
	got := fmt.Sprint(tidyAttachments([]Attachment{file("a", x), file("a", x), file("", y), file("b", "javascript:x"), file("", ""), file(" c  d ", ""), file(long, "")}))
	if want := fmt.Sprint([]Attachment{file("a", x), file("y.pdf", y), file("c d", ""), file(long[:maxField-3]+"…", "")}); got != want {
		t.Errorf("attachments are %s, want %s", got, want)
	}
	var many []Attachment
	for i := range maxAttachments + 1 {
		many = append(many, Attachment{Name: fmt.Sprint(i)})
	}
	if got := tidyAttachments(many); len(got) != maxAttachments || got[maxAttachments-1].Name != fmt.Sprint(maxAttachments-1) {
		t.Errorf("of %d attachments %d are kept", len(many), len(got))
	}
	for text, want := range map[string]string{"a\nAttached: b.pdf": "a\n", "a\nb": "a\nb", "Attached: b.pdf": ""} {
		if got := withoutAttached(text); got != want {
			t.Errorf("%q without files is %q", text, got)
		}
	}
	for text, want := range map[string]bool{
		"It is … [Read more]": true, "It is... Continue reading the plan": true, "It is…": true, "It is … 더보기": true, "It is … »": true,
		"It is so.": false, "It is … so it is": false, "It is …\nIt ends": false, "Read more": false, "It …\nAttached: a.pdf": true,
	} {
		if got := goesOn(text); got != want {
			t.Errorf("%q goes on: %t", text, got)
		}
	}
	for s, want := range map[string]int{"&#0;": 4, "&#x1F;": 6, "&#31;": 5, "&#32;": 0, "&#9;": 0, "&#10;": 0, "&#13;": 0, "&#xD7FF;": 0, "&#xD800;": 8, "&#xDFFF;": 8, "&#xE000;": 0, "&#xFFFD;": 0, "&#xFFFE;": 8, "&#xFFFF;": 8, "&#x10000;": 0, "&#x10FFFF;": 0, "&#x110000;": 10, "&#x;": 0, "&#1": 0} {
		if got := illegalReference([]byte(s)); got != want {
			t.Errorf("%s has %d bytes that are illegal, want %d", s, got, want)
		}
	}
}

// A category is a short line that comes again before titles of their own.
func TestTellCategories(t *testing.T) {
	for _, test := range []struct {
		name string
		list []fields
		want string
	}{
		{"comes again", []fields{{text: []string{"Energy", "One", "x"}}, {text: []string{"Energy", "Two", "y"}}}, "Energy|One|x, Energy|Two|y"},
		{"never again", []fields{{text: []string{"Energy", "One"}}, {text: []string{"Trade", "Two"}}}, "|Energy|One, |Trade|Two"},
		{"a sentence", []fields{{text: []string{"It is.", "One"}}, {text: []string{"It is.", "Two"}}}, "|It is.|One, |It is.|Two"},
		{"one entry", []fields{{text: []string{"Energy", "One"}}}, "|Energy|One"},
		{"too long", []fields{{text: []string{strings.Repeat("a", 41), "One"}}, {text: []string{strings.Repeat("a", 41), "Two"}}}, "|" + strings.Repeat("a", 41) + "|One, |" + strings.Repeat("a", 41) + "|Two"},
		{"as long as may be", []fields{{text: []string{strings.Repeat("가", 40), "One"}}, {text: []string{strings.Repeat("가", 40), "Two"}}}, strings.Repeat("가", 40) + "|One|, " + strings.Repeat("가", 40) + "|Two|"},
		{"titles that are marked", []fields{{title: "One", marked: true, text: []string{"Energy"}}, {title: "Two", marked: true, text: []string{"Energy"}}}, "Energy|One|, Energy|Two|"},
		{"a line alone", []fields{{text: []string{"Energy"}}, {text: []string{"Energy"}}}, "|Energy|, |Energy|"},
		{"categories that are marked", []fields{{category: "A", text: []string{"Energy", "One"}}, {category: "B", text: []string{"Energy", "Two"}}}, "A|Energy|One, B|Energy|Two"},
	} {
		inferCategories(test.list)
		var got []string
		for _, f := range test.list {
			got = append(got, f.category+"|"+f.title+"|"+strings.Join(f.text, " "))
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s: %s, want %s", test.name, s, test.want)
		}
	}
	for _, test := range []struct{ lines, want string }{
		{"One|2025-11-14", "One 2025-11-14"}, {"One|Date|2025-11-14", "One 2025-11-14"}, {"One|date2025-11-14", "One 2025-11-14"}, {"One. date2025-11-14", "One. 2025-11-14"}, {"One|Two", "One|Two "},
		{"One|2025-11-14|a|b|c", "One|a|b|c 2025-11-14"}, {"2025-11-14|a|b|c|d|e", "2025-11-14|a|b|c|d|e "},
	} {
		f := fields{}
		lines := f.takeDate(strings.Split(test.lines, "|"))
		if got := strings.Join(lines, "|") + " " + f.date.String(); got != test.want {
			t.Errorf("%s: %s, want %s", test.lines, got, test.want)
		}
	}
}

// Files that a release links are known by their names or addresses.
func TestLinkedFiles(t *testing.T) {
	for _, test := range []struct{ link, want string }{
		{"<a href=/f?id=1>plan.pdf (1.2 MB)</a>", "plan.pdf (1.2 MB)"}, {"<a href=/plan.pdf>PDF</a>", "plan.pdf"}, {"<a href=/plan.pdf>The whole plan</a>", "The whole plan"}, {"<a href=/plan.pdf></a>", "plan.pdf"},
		{"<a href=/f download>Get</a>", "Get"}, {"<a href=/f>Get</a>", ""}, {"<a href=/plan.html>The plan</a>", ""}, {"<a href=javascript:x>plan.pdf</a>", ""},
	} {
		page := "<html><head><title>Ferries to Sail Again</title></head><body><article><h1>Ferries to Sail Again</h1><p>Date: 2025-12-10</p><p>The Ministry met ferry lines on Monday.</p><p>" + test.link + "</p></article></body></html>"
		items, _, err := readAll(t, "x.html", []byte(page), Options{Address: "https://o.example/a"})
		if err != nil || len(items) != 1 {
			t.Errorf("%s: %d items, %v", test.link, len(items), err)
			continue
		}
		var names []string
		for _, a := range items[0].Attachments {
			names = append(names, a.Name)
		}
		if got := strings.Join(names, ", "); got != test.want {
			t.Errorf("%s is the file %q, want %q", test.link, got, test.want)
		}
	}
}

// A line is read up to its limit, and what is longer passed over.
func TestReadLine(t *testing.T) {
	r := bufio.NewReaderSize(strings.NewReader(strings.Repeat("a", 29)+"\n"+strings.Repeat("b", 30)+"\nc"), 16)
	var got []string
	for {
		line, tooLong, err := readLine(r, 30)
		got = append(got, fmt.Sprint(len(line), tooLong, err))
		if err != nil {
			break
		}
	}
	if want := []string{"30 false <nil>", "0 true <nil>", "1 false EOF"}; !slices.Equal(got, want) {
		t.Errorf("lines are %q, want %q", got, want)
	}
}

// HTML that is nested too deep keeps its text.
func TestTooDeep(t *testing.T) {
	deep := strings.Repeat("<div>", 600) + "The text." + strings.Repeat("</div>", 600)
	feed := "<rss version='2.0'><channel><item><title>One</title><guid>1</guid><pubDate>2025-11-14</pubDate><description><![CDATA[" + deep + "]]></description></item></channel></rss>"
	items, r, err := readAll(t, "feed", []byte(feed), Options{})
	if err != nil || len(items) != 1 || items[0].Body != "The text." || items[0].Date != data.Date(20251114) {
		t.Errorf("items are %+v, %v, %v", items, r.Problems, err)
	}
}

// How often a page was read is not of its text.
func TestHitCounters(t *testing.T) {
	for line, want := range map[string]bool{
		"Views 1,234": true, "Hits: 12": true, "조회수 1,024": true, "조회 : 7회": true, "12 views": true, "閲覧数": true, "浏览次数：88": true, "Page views: 3": true,
		"Views of 12 experts": false, "12 views were heard": false, "Hits and misses": false, "조회수가 100만 회를 넘었다": false, "Reading 5": false,
	} {
		if got := isEntryMark(line); got != want {
			t.Errorf("%q is a counter: %v", line, got)
		}
	}
	page := func(hits string) []byte {
		return []byte("<html><body><article><h1>Ports Grow</h1><p>Date 2025-11-14</p><span>조회수 " + hits + "</span><p>The ports grow. 1,234 views were heard.</p><p>Views: " + hits + "</p></article></body></html>")
	}
	before, _, err := readAll(t, "a.html", page("1,234"), Options{})
	after, _, err2 := readAll(t, "a.html", page("1,301"), Options{})
	if err != nil || err2 != nil || len(before) != 1 || before[0].Body != "The ports grow. 1,234 views were heard." || after[0].Body != before[0].Body {
		t.Errorf("read twice: %v, %v, and %v, %v", before, err, after, err2)
	}
}
