package feed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// What would take the parser of HTML too long is an error of a page, and of an item costs
// its structure alone.
func TestSlowHTML(t *testing.T) {
	was := maxParse
	defer func() { maxParse = was }()
	var slow strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&slow, "<body a%d=1>", i)
	}
	head := "<html><body><article><h1>A title</h1><time datetime=2025-11-14></time><p>The text.</p>"
	maxParse = 50 * time.Millisecond
	if _, _, err := readAll(t, "x.html", []byte(head+slow.String()), Options{}); err == nil || err.Error() != "x.html: its HTML cannot be read: its tags would take too long to read" {
		t.Errorf("a page: %v", err)
	}
	maxParse = -1
	items, r, err := readAll(t, "x.xml", []byte(`<rss version="2.0"><channel><item><title>One</title><pubDate>2025-11-14</pubDate><description>&lt;p&gt;The text.&lt;/p&gt;</description></item></channel></rss>`), Options{})
	if err != nil || len(items) != 1 || items[0].Body != "The text." || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].What, "too long to read") {
		t.Errorf("an item: %+v, %+v, %v", items, r.Problems, err)
	}
	maxParse = was
	items, r, err = readAll(t, "x.html", []byte(head), Options{})
	if err != nil || len(items) != 1 || len(r.Problems) > 0 {
		t.Errorf("an honest page: %+v, %+v, %v", items, r.Problems, err)
	}
}

// A context ends a document of any format, also while it is read and where nothing is given.
func TestReadEnds(t *testing.T) {
	item := "<item><title>One</title><pubDate>2025-11-14</pubDate><description>Text.</description></item>"
	for name, text := range map[string]string{
		"feed.xml":   `<rss version="2.0"><channel>` + strings.Repeat(item, 5000) + `</channel></rss>`,
		"feed.json":  `{"version":"https://jsonfeed.org/version/1.1","items":[` + strings.Repeat(`{"title":"One","date_published":"2025-11-14","content_text":"Text."},`, 5000) + `{}]}`,
		"page.html":  "<html><body><article><h1>A title</h1><time datetime=2025-11-14></time>" + strings.Repeat("<p>The text.</p>", 5000),
		"list.jsonl": strings.Repeat(`{"title":"One","date":"2025-11-14","body":"Text."}`+"\n", 5000),
		"board.txt":  strings.Repeat("-\nIndustry\nOne\nText. date2025-11-14\n", 5000),
		"post.md":    "---\ntitle: One\ndate: 2025-11-14\n---\n" + strings.Repeat("Text.\n\n", 5000),
	} {
		for _, after := range []int{0, 1, 20} { // looks at the context
			ctx := &ending{Context: t.Context()}
			ctx.left.Store(int64(after))
			given := 0
			_, err := Read(ctx, name, bytes.NewReader([]byte(text)), Options{}, func(Item) error {
				given++
				return nil
			})
			if whole := err == nil && after == 20 && given <= 1; !errors.Is(err, context.Canceled) && !whole {
				t.Errorf("%s, ended after %d looks: %v, and %d items", name, after, err, given)
			}
		}
	}
}

// ending is a context that is done after it was looked at so many times.
type ending struct {
	context.Context
	left atomic.Int64
}

func (e *ending) Err() error {
	if e.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}
