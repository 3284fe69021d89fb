package feed

import (
	"fmt"
	"strings"
	"testing"
)

// Several releases in one HTML file, and files that look as if they had several.
func TestSeveralReleasesOfAPage(t *testing.T) {
	page := func(title, rest string) string {
		return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><main><h1>" + title + "</h1>" + rest + "</main></body></html>\n"
	}
	article := func(title, date, text string) string {
		return "<article><h2>" + title + "</h2><time datetime=" + date + "></time><p>" + text + "</p></article>"
	}
	const text = "<p>Date: 2025-12-10</p><p>The Ministry met ferry lines on Monday.</p>"
	for _, test := range []struct{ name, html, want string }{
		{"documents", page("Ferries to Sail Again", text) + page("Quay Opens in Busan", strings.Replace(text, "10", "09", 1)),
			"2025-12-10 Ferries to Sail Again ; 2025-12-09 Quay Opens in Busan "},
		{"a document in a text", page("Ferries to Sail Again", text+"<pre>&lt;/html&gt; &lt;html&gt;</pre>"), "2025-12-10 Ferries to Sail Again "},
		{"articles", page("Notice Board", article("Ferries Sail", "2025-12-10", "The Ministry met ferry lines.")+article("Quay Opens", "2025-12-09", "The quay opened on Tuesday.")),
			"2025-12-10 Ferries Sail ; 2025-12-09 Quay Opens "},
		{"an article in another", page("Ferries to Sail Again", "<article><h2>Ferries</h2>"+text+article("Quay", "2025-12-09", "It opened.")+"</article>"), "2025-12-09 Ferries to Sail Again "},
		{"articles that lead on", page("Ferries to Sail Again", text+article("<a href=/1>Ferries Sail</a>", "2025-12-01", "It.")+article("<a href=/2>Quay Opens</a>", "2025-12-02", "It.")),
			"2025-12-01 Ferries to Sail Again "},
		{"articles without a date", page("Ferries to Sail Again", text+"<article><h2>One</h2><p>It is.</p></article><article><h2>Two</h2><p>It is.</p></article>"),
			"2025-12-10 Ferries to Sail Again "},
	} {
		var got []string
		items, _, err := readAll(t, "x.html", []byte(test.html), Options{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		for _, it := range items {
			got = append(got, fmt.Sprintf("%s %s %s", it.Date, it.Title, it.Address))
		}
		if got := strings.Join(got, "; "); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.name, got, test.want)
		}
	}
	items, _, _ := readAll(t, "x.html", []byte(page("Ferries to Sail Again", text)+page("Quay Opens", text)), Options{Address: "https://ferries.example/all"})
	if len(items) != 2 || items[0].Address != "" || items[1].Address != "" {
		t.Errorf("two pages of one address are %+v", items)
	}
}

// The list of an office is no release, and what links others at its end is one.
func TestPageThatLists(t *testing.T) {
	const item = `<tr><td>%d</td><td><a href="%d.html">Ministry Opens an Export Desk in %s</a></td><td>2025-12-0%d</td></tr>`
	rows := ""
	for i, where := range []string{"Busan", "Incheon", "Hanoi"} {
		rows += fmt.Sprintf(item, i+1, i+1, where, i+1)
	}
	page := "<!DOCTYPE html><title>Press releases</title><body><main><h1>Press releases</h1>%s<table>" + rows + "</table></main>"
	for text, want := range map[string]int{
		"": 0,
		"<p>The Ministry of Trade opened desks in three towns on Monday. They help companies that want to sell abroad, and others follow in spring.</p>": 1,
	} {
		items, _, err := readAll(t, "x.html", fmt.Appendf(nil, page, text), Options{})
		if len(items) != want || want == 0 && (err == nil || !strings.Contains(err.Error(), "the page lists others")) || want > 0 && err != nil {
			t.Errorf("with the text %q there are %d releases and the error %v, want %d", text, len(items), err, want)
		}
	}
	attached := strings.ReplaceAll(fmt.Sprintf(page, ""), ".html", ".pdf")
	if items, _, err := readAll(t, "x.html", []byte(attached), Options{}); len(items) != 1 {
		t.Errorf("a page of files has %d releases and the error %v", len(items), err)
	}
}
