package feed

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/body"
)

var update = flag.Bool("update", false, "write the golden files anew")

// dump writes what was read, as golden files have it.
func dump(items []Item, r Report, err error) string {
	var b strings.Builder
	fmt.Fprintf(&b, "format %s", r.Format)
	if r.Title != "" {
		fmt.Fprintf(&b, ", title %q", r.Title)
	}
	if r.Every != 0 {
		fmt.Fprintf(&b, ", every %v", r.Every)
	}
	fmt.Fprintf(&b, ", items %d, categories %v, truncated %v\n", r.Items, r.Categories, r.Truncated)
	for _, n := range r.Next {
		fmt.Fprintf(&b, "next %s\n", n)
	}
	for _, f := range r.Feeds {
		fmt.Fprintf(&b, "feed %q %s\n", f.Name, f.Address)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "problem %s\n", p)
	}
	if err != nil {
		fmt.Fprintf(&b, "error %v\n", err)
	}
	for _, it := range items {
		fmt.Fprintf(&b, "\n=== %s [%s] %s\nat %s, id %q, address %s, lang %s, author %q, structured %v, excerpt %v\n",
			it.Date, it.Category, it.Title, it.Place, it.ID, it.Address, it.Lang, it.Author, body.Words(it.Body) != it.Body, it.Excerpt)
		for _, a := range it.Attachments {
			fmt.Fprintf(&b, "attached %q %s\n", a.Name, a.Address)
		}
		b.WriteString(it.Body + "\n")
	}
	return b.String()
}

// readAll reads bytes, and checks of each item what holds for all.
func readAll(t testing.TB, name string, b []byte, o Options) ([]Item, Report, error) {
	t.Helper()
	var items []Item
	r, err := Read(t.Context(), name, bytes.NewReader(b), o, func(it Item) error {
		checkItem(t, it)
		items = append(items, it)
		return nil
	})
	for _, p := range r.Problems {
		checkLine(t, "a problem", p.String())
	}
	if err != nil {
		checkLine(t, "an error", err.Error())
	}
	return items, r, err
}

func checkItem(t testing.TB, it Item) {
	t.Helper()
	for what, s := range map[string]string{"title": it.Title, "category": it.Category, "author": it.Author, "lang": it.Lang, "id": it.ID, "address": it.Address, "file": it.Place.File} {
		checkLine(t, what, s)
	}
	if clean, _ := data.Sanitize(it.Body); clean != it.Body {
		t.Errorf("a body is not sanitised: %q", it.Body)
	}
	if it.Title == "" || it.Date == 0 {
		t.Errorf("an item without title or date: %+v", it)
	}
	addresses := []string{it.Address}
	for _, a := range it.Attachments {
		checkLine(t, "an attachment", a.Name)
		addresses = append(addresses, a.Address)
	}
	for _, b := range body.Read(it.Body).Blocks {
		for _, l := range b.Links {
			addresses = append(addresses, l.Address)
		}
	}
	for _, a := range addresses {
		if a != "" && !strings.HasPrefix(a, "http://") && !strings.HasPrefix(a, "https://") && !strings.HasPrefix(a, "mailto:") {
			t.Errorf("an address that leads elsewhere: %q", a)
		}
	}
}

func checkLine(t testing.TB, what, s string) {
	t.Helper()
	if clean, _ := data.SanitizeLine(s); clean != s {
		t.Errorf("%s is not sanitised: %q", what, s)
	}
}

// golden compares with a file beside the input.
func golden(t *testing.T, path, got string) {
	t.Helper()
	path += ".golden"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestShapes reads a file of each shape that is met.
func TestShapes(t *testing.T) {
	files, err := filepath.Glob("testdata/shapes/*")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, path := range files {
		if strings.HasSuffix(path, ".golden") {
			continue
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			o := Options{}
			if strings.HasPrefix(filepath.Base(path), "list") && strings.HasSuffix(path, ".html") {
				o.Address = "https://m.example/eng/board"
			}
			golden(t, path, dump(readAll(t, filepath.Base(path), b, o)))
		})
	}
}

// A feed is complete where it says so, in the words of RFC 5005.
func TestComplete(t *testing.T) {
	const item = "<item><title>One</title><guid>1</guid><pubDate>Fri, 21 Nov 2025 10:00:00 +0900</pubDate></item>"
	for text, want := range map[string]bool{
		`<rss version="2.0" xmlns:fh="http://purl.org/syndication/history/1.0"><channel><fh:complete/>` + item + `</channel></rss>`:                          true,
		`<rss version="2.0" xmlns:fh="http://purl.org/syndication/history/1.0"><channel><fh:complete></fh:complete>` + item + `</channel></rss>`:             true,
		`<rss version="2.0" xmlns:fh="http://purl.org/syndication/history/1.0"><channel>` + item + `</channel></rss>`:                                        false,
		`<rss version="2.0"><channel><fh:complete/>` + item + `</channel></rss>`:                                                                             false,
		`<rss version="2.0" xmlns:fh="http://purl.org/syndication/history/1.0"><channel><fh:archive/><title>fh:complete</title>` + item + `</channel></rss>`: false,
	} {
		r, err := Read(t.Context(), "feed", strings.NewReader(text), Options{}, func(Item) error { return nil })
		if err != nil || r.Complete != want || r.Items != 1 {
			t.Errorf("%s is complete: %v, %v", text, r.Complete, err)
		}
	}
}

// A language is that of the text, and not of the names of the files below it, so that
// what was exported has the language that it had.
func TestLangOfAttached(t *testing.T) {
	for body, want := range map[string]string{
		`The text of the report.\n\nAttached: 보도자료 반도체 수출 동향.hwp, 참고자료 통계.hwp`: "en",
		`The text of the report. 보도자료 반도체 수출 동향.hwp, 참고자료 통계.hwp`:              "ko",
	} {
		_, err := Read(t.Context(), "x.jsonl", strings.NewReader(`{"title":"Report","date":"2025-11-28","body":"`+body+`"}`), Options{}, func(it Item) error {
			if it.Lang != want {
				t.Errorf("%q is in %q, want %q", body, it.Lang, want)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// The headline of an item that has none is words, without marks of Markdown or HTML.
func TestGuessedTitle(t *testing.T) {
	for text, want := range map[string]string{
		`<p>See <a href="http://o.example/a">our page</a> for *tariffs*. More.</p><p>End.</p>`: "See our page for *tariffs*",
		`<h2>Plan</h2><p>Text.</p>`:    "Plan",
		`<ul><li>1. One</li></ul>`:     "1",
		`A rate of 2 * 3 [in percent]`: "A rate of 2 * 3 [in percent]",
		`AT&amp;T &lt;b&gt;`:           "AT&T <b>",
	} {
		feed := "<rss version='2.0'><channel><item><guid>1</guid><pubDate>2025-11-14</pubDate><description><![CDATA[" + text + "]]></description></item></channel></rss>"
		items, _, err := readAll(t, "feed", []byte(feed), Options{})
		if err != nil || len(items) != 1 || items[0].Title != want {
			t.Errorf("%s: %v, %v, want %q", text, items, err, want)
		}
	}
}

func TestRaisedInTitle(t *testing.T) {
	for title, want := range map[string]string{
		"10<sup>6</sup> tonnes of CO<sub>2</sub>": "10⁶ tonnes of CO₂",
		"The 1<sup>st</sup> of 2<sup>2x</sup>":    "The 1st of 2^(2x)",
		"A</sup> <sup>6":                          "A 6",
	} {
		if got := plainText(title); got != want {
			t.Errorf("%s is %q, want %q", title, got, want)
		}
	}
}
