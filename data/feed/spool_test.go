package feed_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressroom/data/feed"
)

// The texts of a large feed wait in a temporary file, of which nothing stays. Where
// there can be none they wait in memory, and come all the same.
func TestLargeFeed(t *testing.T) {
	const items = 900
	text := func(i int) string { return strings.Repeat(fmt.Sprintf("Ferry %d sails again. ", i), 100) + "It did." }
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Office</title>`)
	for i := range items {
		guid := fmt.Sprint("g", i)
		if i < 2 { // which names neither
			guid = "shared"
		}
		fmt.Fprintf(&b, "<item><title>Item %d</title><guid>%s</guid><pubDate>Fri, 21 Nov 2025 10:00:00 +0900</pubDate><description>%s</description></item>", i, guid, text(i))
	}
	b.WriteString("</channel></rss>")
	for name, dir := range map[string]string{"with a folder": t.TempDir(), "without": filepath.Join(t.TempDir(), "none")} {
		t.Setenv("TMPDIR", dir)
		n := 0
		report, err := feed.Read(t.Context(), "feed.xml", strings.NewReader(b.String()), feed.Options{}, func(it feed.Item) error {
			want := fmt.Sprint("g", n)
			if n < 2 {
				want = ""
			}
			if it.ID != want || it.Title != fmt.Sprint("Item ", n) || it.Body != text(n) {
				t.Fatalf("%s: item %d is %q, %q, %.80q", name, n, it.ID, it.Title, it.Body)
			}
			n++
			return nil
		})
		if err != nil || n != items || len(report.Problems) > 0 {
			t.Errorf("%s: %d items, %v, %v", name, n, err, report.Problems)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%s: %v stays", name, left)
		}
	}
}
