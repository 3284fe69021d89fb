package feed_test

import (
	"fmt"
	"strings"
	"testing"

	"pressroom/data/feed"
)

// A list of links is told by headlines with dates, which are most of what the page says; a
// release with a few of others below it is none, nor is a menu.
func TestListOfLinks(t *testing.T) {
	entry := func(n int, form string) string {
		return fmt.Sprintf(form, n, fmt.Sprintf("The office opens its quay number %d", n), fmt.Sprintf("2025-11-%02d", n))
	}
	entries := func(form string) string { return entry(21, form) + entry(20, form) + entry(19, form) }
	const want = "https://o.example/n/21 2025-11-21 The office opens its quay number 21, https://o.example/n/20 2025-11-20 The office opens its quay number 20, https://o.example/n/19 2025-11-19 The office opens its quay number 19"
	plain := "<li><a href='/n/%d'>%s</a> %s</li>"
	menu := "<nav><ul><li><a href='/about'>About this office and its people</a></li></ul></nav>"
	long := strings.Repeat("<p>The minister met the owners of yards and spoke of what is planned for the coming years.</p>", 20)
	for name, c := range map[string]struct{ page, want string }{
		"a list":               {menu + "<ul>" + entries(plain) + "</ul>", want},
		"a table":              {"<table>" + entries("<tr><td>7</td><td><a href='/n/%d'>%s</a></td><td>%s</td></tr>") + "</table>", want},
		"pictures, more":       {"<main>" + entries("<div><a href='/n/%[1]d'><img src=x></a><h3><a href='/n/%[1]d'>%[2]s</a></h3><time datetime='%[3]s'>then</time><a href='/n/%[1]d#more'>Read more</a></div>") + "</main>", want},
		"a teaser":             {"<main>" + entries("<div><a href='/n/%d'>%s</a><p>It was opened by all who came.</p><span>%s</span></div>") + "</main>", want},
		"a picture's title":    {"<main>" + entries("<div><a href='/n/%d'>%s</a><p class='title'>A picture of it</p><span>%s</span></div>") + "</main>", want},
		"others of the page":   {"<ul>" + entries(plain) + "</ul><p><a href='/n/1'>An undated page of the office</a></p>", want},
		"without dates":        {"<ul>" + entries("<li><a href='/n/%d'>%s</a><!-- %s --></li>") + "</ul>", ""},
		"two":                  {"<ul>" + entry(21, plain) + entry(20, plain) + "</ul>", ""},
		"of another site":      {"<ul>" + strings.ReplaceAll(entries(plain), "/n/", "https://p.example/") + "</ul>", ""},
		"a release and others": {"<main><h1>A quay</h1><p>2025-11-21</p>" + long + "<ul>" + entries(plain) + "</ul></main>", ""},
	} {
		for _, links := range []bool{true, false} {
			var got []string
			o := feed.Options{Address: "https://o.example/news", Links: links, Date: 20251201}
			r, _ := feed.Read(t.Context(), "page", strings.NewReader("<!DOCTYPE html><html><body>"+c.page+"</body></html>"), o, func(it feed.Item) error {
				if it.Elsewhere {
					got = append(got, fmt.Sprint(it.ID, " ", it.Date, " ", it.Title))
				}
				return nil
			})
			want := c.want
			if !links {
				want = ""
			}
			if strings.Join(got, ", ") != want || r.Links != (want != "") || want != "" && !r.List {
				t.Errorf("%s, %v: %s, %+v", name, links, strings.Join(got, ", "), r)
			}
		}
	}
}
