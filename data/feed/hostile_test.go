package feed

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hostileTime is what the slowest machine may take for a hostile input, with the race
// detector and others at work: a second where the work is linear, hours where it is not.
const hostileTime = 2 * time.Minute

// maxShown is how many bytes of a body the golden files of hostile inputs show.
const maxShown = 300

func shortened(items []Item) []Item {
	items = items[:min(len(items), 20)]
	for i := range items {
		items[i].Body = cut(items[i].Body, maxShown)
		items[i].Title = cut(items[i].Title, maxShown)
	}
	return items
}

// TestHostile reads the hostile inputs of testdata, and those that would be too large
// for it, each with its report.
func TestHostile(t *testing.T) {
	files, err := filepath.Glob("testdata/hostile/*")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, path := range files {
		if strings.HasSuffix(path, ".golden") {
			continue
		}
		tried++
		t.Run(filepath.Base(path), func(t *testing.T) {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			hostile(t, path, b, Options{})
		})
	}
	if tried < 100 {
		t.Errorf("only %d hostile inputs", tried)
	}
}

func hostile(t *testing.T, path string, b []byte, o Options) {
	start := time.Now()
	items, r, err := readAll(t, filepath.Base(path), b, o)
	if took := time.Since(start); took > hostileTime {
		t.Errorf("it takes %v", took)
	} else if took > time.Second {
		t.Logf("it takes %v", took)
	}
	r.Problems = r.Problems[:min(len(r.Problems), 20)]
	golden(t, path, dump(shortened(items), r, err))
}

// repeated writes a text n times.
func repeated(s string, n int) string { return strings.Repeat(s, n) }

func rss(item string) string {
	return `<rss version="2.0"><channel><title>T</title><item><title>A title</title><pubDate>2025-11-14</pubDate><description>` + item + `</description></item></channel></rss>`
}

func pageOf(body string) string {
	return `<html><head><meta name=date content=2025-11-14></head><body><article><h1>A title</h1>` + body + `</article></body></html>`
}

// large are the inputs that are made here.
var large = []struct {
	name string
	make func() string
	o    Options
}{
	{"xml_one_item_of_50_mb.xml", func() string { return rss(repeated("Text of it. ", 50<<20/12)) }, Options{}},
	{"xml_nested_100000.xml", func() string { return rss(repeated("<a>", 100_000) + "x" + repeated("</a>", 100_000)) }, Options{}},
	{"xml_nested_open.xml", func() string { return rss(repeated("<a:b>", 1_000_000)) }, Options{}},
	{"xml_html_nested_100000.xml", func() string { return rss("<![CDATA[" + repeated("<div>", 100_000) + "The text." + "]]>") }, Options{}},
	{"xml_many_attributes.xml", func() string { return `<rss version="2.0" ` + repeated(`a="b" `, 500_000) + `>` }, Options{}},
	{"xml_long_name.xml", func() string { return "<" + repeated("a", 10<<20) }, Options{}},
	{"xml_doctype_open.xml", func() string { return "<!DOCTYPE a [" + repeated("<!ENTITY a 'b'>", 500_000) }, Options{}},
	{"xml_many_items.xml", func() string {
		return "<rss version='2.0'><channel>" + repeated("<item><title>a</title><pubDate>2025-11-14</pubDate></item>", 5000)
	}, Options{Limits: Limits{Items: 1000}}},
	{"xml_undated_items.xml", func() string { return "<rss version='2.0'><channel>" + repeated("<item><title>a</title></item>", 5000) }, Options{}},
	{"xml_cdata_open.xml", func() string { return rss(repeated("<![CDATA[", 100_000)) }, Options{}},
	{"xml_many_categories.xml", func() string {
		return rss("x</description>" + repeated("<category>c</category>", 50_000) + "<description>y")
	}, Options{}},
	{"html_nested_100000.html", func() string { return pageOf(repeated("<div>", 100_000) + "The text.") }, Options{}},
	{"html_nested_500.html", func() string {
		return pageOf(repeated("<div class=title>", 400) + repeated("The text of it. ", 70_000))
	}, Options{}},
	{"html_formatting_open.html", func() string { return pageOf(repeated("<b><i><font>", 150) + repeated("<p>The text.", 2_000)) }, Options{}},
	{"html_nested_tables.html", func() string { return pageOf(repeated("<table><tr><td>x<td>", 150)) }, Options{}},
	{"html_wide_table.html", func() string { return pageOf("<table><tr>" + repeated("<td>x", 100_000) + "<tr><td>y</table>") }, Options{}},
	{"html_long_table.html", func() string {
		return pageOf("<table>" + repeated("<tr><td>x<td rowspan=90000>y", 40_000) + "</table>")
	}, Options{}},
	{"html_many_links.html", func() string { return pageOf(repeated("<a href=/x>y</a> ", 60_000)) }, Options{Address: "https://x.example/"}},
	{"html_long_link_again.html", func() string {
		const entry = "<li><a href=/n/1>The office opens its quay</a> 2025-11-14</li>"
		return "<ul>" + repeated(entry, 3) + "<li><a href=/x>" + repeated("The text of it. ", 2<<20/16) + "</a>" + repeated("<a href=/x></a>", 30_000) + "</ul>"
	}, Options{Address: "https://x.example/", Links: true}},
	{"html_nested_links.html", func() string {
		return "<ul>" + repeated("<object><a href=/x>The office opens its quay", 240) + repeated("The text of it. ", 4<<20/16)
	}, Options{Address: "https://x.example/", Links: true}},
	{"html_many_entries.html", func() string {
		var b strings.Builder
		for i := range 20_000 {
			fmt.Fprintf(&b, "<li><a href=/article/B/%d/view><strong>Title %d</strong><p>date2025-11-14</p></a>", i, i)
		}
		return "<ul>" + b.String()
	}, Options{Address: "https://x.example/"}},
	{"html_no_article_5_mb.html", func() string {
		return "<html><body>" + repeated("<div><p>The text of it, and more.</p></div>", 50_000)
	}, Options{}},
	{"html_one_text_of_7_mb.html", func() string { return pageOf("<p>" + repeated("The text of it. ", 7<<20/16)) }, Options{}},
	{"html_of_9_mb.html", func() string { return pageOf(repeated("<b>", 3<<20)) }, Options{}},
	{"html_many_comments.html", func() string { return pageOf(repeated("<!-- x -->", 150_000) + "<p>The text.") }, Options{}},
	{"html_many_scripts_of_data.html", func() string {
		return repeated(`<script type="application/ld+json">{"@graph":[{"@type":"Article"}]}</script>`, 20_000) + pageOf("<p>The text.")
	}, Options{}},
	{"md_nested_quotes.md", func() string { return "# T\n\n" + repeated(">", 100_000) + " x\n" }, Options{Date: 20251114}},
	{"md_nested_lists.md", func() string {
		var b strings.Builder
		for i := range 3000 {
			b.WriteString(strings.Repeat(" ", 2*i) + "- x\n")
		}
		return "# T\n\n" + b.String()
	}, Options{Date: 20251114}},
	{"md_many_brackets.md", func() string { return "# T\n\n" + repeated("[", 50_000) + repeated("](x)", 50_000) }, Options{Date: 20251114}},
	{"md_many_stars.md", func() string { return "# T\n\n" + repeated("*a **b ", 50_000) }, Options{Date: 20251114}},
	{"md_many_ticks.md", func() string {
		var b strings.Builder
		for i := range 500 {
			b.WriteString(strings.Repeat("`", i) + " ")
		}
		return "# T\n\n" + b.String()
	}, Options{Date: 20251114}},
	{"md_long_front_matter.md", func() string { return "---\n" + repeated("a: b\n", 100_000) + "---\ntext" }, Options{}},
	{"json_nested_1000000.json", func() string { return "[" + repeated(`{"a":`, 1_000_000) }, Options{}},
	{"json_nested_line.jsonl", func() string {
		return `{"title":` + repeated("[", 100_000) + "\n" + `{"date":"2025-11-14","title":"Good"}`
	}, Options{}},
	{"json_long_line.jsonl", func() string {
		return `{"date":"2025-11-14","title":"Long","body":"` + repeated("x", 20<<20) + "\"}\n" + `{"date":"2025-11-14","title":"Good"}`
	}, Options{}},
	{"mail_long_message.mbox", func() string {
		return "From a\nFrom: a@b.kr\nSubject: Long\nDate: 14 Nov 2025\n\n" + repeated("The text.\n", 3<<20) + "\nFrom b Fri Nov 14 09:00:00 2025\nFrom: a@b.kr\nSubject: Good\nDate: 14 Nov 2025\n\nText.\n"
	}, Options{}},
	{"mail_many_parts.eml", func() string {
		return "From: a@b.kr\nSubject: S\nDate: 14 Nov 2025\nContent-Type: multipart/mixed; boundary=x\n\n" + repeated("--x\nContent-Type: text/plain\n\na\n", 50_000)
	}, Options{}},
	{"mail_nested_parts.eml", func() string {
		var b strings.Builder
		b.WriteString("From: a@b.kr\nSubject: S\nDate: 14 Nov 2025\n")
		for i := range 200 {
			fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n", i, i)
		}
		return b.String() + "\ntext"
	}, Options{}},
	{"board_long_record.txt", func() string {
		return "-\nCategory\nTitle\n" + repeated("The text of it. ", 20<<20/16) + "date2025-11-14\n"
	}, Options{}},
	{"board_long_line.txt", func() string { return "-\n" + repeated("x", 20<<20) }, Options{}},
	{"zip_bomb.zip", func() string { return zipOf("a.xml", "<rss>"+repeated(" ", 30<<20)) }, Options{Limits: Limits{Unpacked: 10 << 20}}},
	{"zip_many_files.zip", func() string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i := range 5000 {
			z.Create(fmt.Sprint("f", i))
		}
		z.Close()
		return b.String()
	}, Options{Limits: Limits{Files: 2000}}},
	{"gzip_bomb.gz", func() string { return gzipOf("<rss>" + repeated(" ", 30<<20)) }, Options{Limits: Limits{Unpacked: 10 << 20}}},
	{"tar_bomb.tar.gz", func() string {
		var b bytes.Buffer
		w := tar.NewWriter(&b)
		for i := range 12 {
			w.WriteHeader(&tar.Header{Name: fmt.Sprint("f", i, ".md"), Size: 1 << 18, Mode: 0o600})
			io.WriteString(w, repeated("#", 1<<18))
		}
		w.Close()
		return gzipOf(b.String())
	}, Options{Limits: Limits{Unpacked: 2 << 20}}},
	{"tar_size_lie.tar", func() string {
		var b bytes.Buffer
		w := tar.NewWriter(&b)
		w.WriteHeader(&tar.Header{Name: "a.md", Size: 1 << 40, Mode: 0o600})
		io.WriteString(w, "# x")
		return b.String()
	}, Options{}},
}

func zipOf(name, text string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create(name)
	io.WriteString(w, text)
	z.Close()
	return b.String()
}

func gzipOf(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, text)
	z.Close()
	return b.String()
}

// TestHostileLarge reads the hostile inputs that are made, not kept.
func TestHostileLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("large inputs")
	}
	if testing.Short() {
		t.Skip("large inputs")
	}
	for _, test := range large {
		t.Run(test.name, func(t *testing.T) {
			hostile(t, "testdata/hostile_large/"+test.name, []byte(test.make()), test.o)
		})
	}
}
