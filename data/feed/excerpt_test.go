package feed

import (
	"fmt"
	"testing"
)

// A text without a final stop is an excerpt in the list of a board, which is known to cut;
// elsewhere only where the source says so itself.
func TestExcerpt(t *testing.T) {
	const (
		rss   = `<rss version="2.0"><channel><title>T</title><item><title>A quay</title><guid>1</guid><pubDate>2025-11-14</pubDate><description><![CDATA[%s]]></description></item></channel></rss>`
		feed  = `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"A quay","date_published":"2025-11-14","content_text":%q}]}`
		mail  = "From: a@b.example\r\nSubject: A quay\r\nDate: Fri, 14 Nov 2025 09:00:00 +0000\r\n\r\n%s\r\n"
		mark  = "---\ntitle: A quay\ndate: 2025-11-14\n---\n%s\n"
		site  = `<html><head><title>A quay</title><meta property="article:published_time" content="2025-11-14"></head><body><article><h1>A quay</h1><p>%s</p></article></body></html>`
		text  = "Industry\nA quay\n%s\n2025-11-14\n-\n"
		page  = "A quay\nRegistration date 2025-11-14\n%s\n"
		items = `<ul><li><a href="/eng/article/B/1/view">A quay</a><p>%s</p><p>date 2025-11-14</p></li><li><a href="/eng/article/B/2/view">Another</a><p>It is whole.</p><p>date 2025-11-14</p></li></ul>`
	)
	const (
		whole = "The quay is open, and ferries go from it."
		open  = "The quay is open, and ferries go from it to the"
		sign  = "The quay is open, and ferries go from it to […]"
		more  = "The quay is open, and ferries go from it... Read more"
	)
	for _, test := range []struct {
		name, source string
		excerpts     [4]bool // of the four texts
	}{
		{"a feed", rss, [4]bool{false, false, true, true}},
		{"a JSON feed", feed, [4]bool{false, false, true, true}},
		{"a mail", mail, [4]bool{}},
		{"Markdown", mark, [4]bool{}},
		{"a page", site, [4]bool{}},
		{"a board's text", text, [4]bool{false, true, true, true}},
		{"the text of a board's page", page, [4]bool{}},
		{"a board's list", items, [4]bool{false, true, true, true}},
	} {
		for i, text := range []string{whole, open, sign, more} {
			list, _, err := readAll(t, "x", fmt.Appendf(nil, test.source, text), Options{})
			if err != nil || len(list) == 0 {
				t.Errorf("%s: %v", test.name, err)
				continue
			}
			if it := list[0]; it.Excerpt != test.excerpts[i] {
				t.Errorf("%s: %q is an excerpt: %t", test.name, it.Body, it.Excerpt)
			}
		}
	}
}
