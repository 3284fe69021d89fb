package cli

import (
	"strings"
	"testing"

	"pressroom/data/fetch"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// A site is imported to a source of the name that it calls itself, or of its host's.
func TestSiteName(t *testing.T) {
	const page = `<html><head><title>Ports Open</title>SITE<meta property="article:published_time" content="2025-11-21"></head><body><article><h1>Ports Open</h1><p>The ports of the south were opened on Friday by the ministry.</p></article></body></html>`
	const rss = `<rss version="2.0"><channel><title> Office  of &lt;b&gt;Ports </title><item><title>A</title><guid>1</guid><pubDate>2025-11-21</pubDate><description>Text.</description></item></channel></rss>`
	named := func(name string) string {
		return strings.Replace(page, "SITE", `<meta property="og:site_name" content="`+name+`">`, 1)
	}
	for _, c := range []struct {
		name, text string
		sources    []store.Source
		want       string
	}{
		{"a page of a site", named("Ministry\x1b[31m of &lt;i&gt;Ports"), nil, "Ministry[31m of Ports"},
		{"a page of no site", strings.Replace(page, "SITE", "", 1), nil, "o.example"},
		{"a long name", named(strings.Repeat("항", 100)), nil, strings.Repeat("항", 66)},
		{"a feed", rss, nil, "Office of Ports"},
		{"what cannot be read", "{", nil, "o.example"},
		{"imported once under its host's name", rss, []store.Source{{Name: "o.example"}}, "o.example"},
		{"followed", rss, []store.Source{{Name: "Office of Ports", Address: "https://o.example/rss"}}, "Office of Ports"},
		{"followed of another site", rss, []store.Source{{Name: "Office of Ports", Address: "https://p.example/rss"}}, "o.example"},
	} {
		s := storetest.New(t)
		for _, source := range c.sources {
			if err := s.PutSource(t.Context(), source); err != nil {
				t.Fatal(err)
			}
		}
		got, err := siteName(t.Context(), s, "o.example", &fetch.Answer{Address: "https://o.example/1", Body: []byte(c.text)})
		if got != c.want || err != nil {
			t.Errorf("%s: %q, %v, want %q", c.name, got, err, c.want)
		}
	}
}
