package feed

import (
	"fmt"
	"strings"
	"testing"

	"pressroom/data"
)

// A GUID, else a link, is the ID of an item, if no other item of the feed has it and it
// is not that of the feed's site.
func TestIdentity(t *testing.T) {
	item := func(guid, link, title string, day int) string {
		s := fmt.Sprintf("<title>%s</title><description>Text.</description>", title)
		if day > 0 {
			s += fmt.Sprintf("<pubDate>2025-11-%02d</pubDate>", day)
		}
		if guid != "" {
			s += "<guid>" + guid + "</guid>"
		}
		if link != "" {
			s += "<link>" + link + "</link>"
		}
		return "<item>" + s + "</item>"
	}
	const news, a, b = "https://o.example/news", "https://o.example/a", "https://o.example/b"
	for _, c := range []struct {
		name  string
		items []string
		want  string
	}{
		{"one link", []string{item("", news, "A", 1), item("", news, "B", 1), item("", news, "A", 2)}, "||"},
		{"one link, GUIDs", []string{item("g1", news, "A", 1), item("g2", news, "B", 1)}, "g1|g2"},
		{"one GUID, links", []string{item("g", a, "A", 1), item("g", b, "A", 1)}, a + "|" + b},
		{"one GUID, one link", []string{item("g", news, "A", 1), item("g", news, "B", 2)}, "|"},
		{"one of several", []string{item("", news, "A", 1), item("", a, "B", 1), item("", news, "C", 1)}, "|" + a + "|"},
		{"twice the same", []string{item("", a, "A", 1), item("", a, "A", 1), item("g", b, "B", 1), item("g", b, "B", 1)}, a + "|g"},
		{"the site", []string{item("", "https://o.example", "A", 1), item("", "https://o.example/feed", "B", 1)}, "|"},
		{"tracked", []string{item("", a+"?utm_source=rss", "A", 1), item("", b+"?id=1&amp;fbclid=2", "B", 1)}, a + "|" + b + "?id=1"},
		{"tracked twice", []string{item("", a+"?utm_source=rss", "A", 1), item("", a+"?utm_source=mail", "A", 1)}, a},
		{"told apart by tracking", []string{item("", news+"?utm_content=1", "A", 1), item("", news+"?utm_content=2", "B", 1)}, news + "?utm_content=1|" + news + "?utm_content=2"},
		{"a GUID with tracking", []string{item(a+"?utm_source=rss", a, "A", 1)}, a + "?utm_source=rss"},
		{"a GUID that is the link", []string{item(a, a, "A", 1), item(b, b, "B", 1)}, a + "|" + b},
		{"more than is held", []string{item("g", "", strings.Repeat("A", 1001), 1), item("g", "", "B", 1)}, "g|"}, // the first one was given before
		{"the feed, with a GUID", []string{item("g", "https://o.example/", "A", 1)}, "g"},
	} {
		text := "<rss version='2.0'><channel><title>T</title><link>https://o.example/</link>" + strings.Join(c.items, "") + "</channel></rss>"
		items, _, err := readAll(t, "feed", []byte(text), Options{Address: "https://o.example/feed", Limits: Limits{Document: 1000}})
		var ids []string
		for _, it := range items {
			ids = append(ids, it.ID)
		}
		if got := strings.Join(ids, "|"); got != c.want || err != nil {
			t.Errorf("%s: IDs %q, %v, want %q", c.name, got, err, c.want)
		}
	}

	// An item whose ID is no URL has its link as its page, if that is of no other item.
	for _, c := range []struct{ guid, link, page string }{
		{"tag:o.example,2025:1", a, a}, {"urn:uuid:1", a + "?utm_source=rss", a}, {"1", "/a", a},
		{b, a, ""}, {"tag:o.example,2025:1", "https://o.example/", ""}, {"1", "mailto:press@o.example", ""}, {"1", "", ""},
	} {
		text := "<rss version='2.0'><channel><title>T</title><link>https://o.example/</link>" + item(c.guid, c.link, "A", 1) + "</channel></rss>"
		items, _, err := readAll(t, "feed", []byte(text), Options{Address: "https://o.example/feed"})
		if err != nil || len(items) != 1 {
			t.Fatalf("items %v, %v", items, err)
		}
		if d := items[0].Document(); d.Address != c.guid || d.Page != c.page {
			t.Errorf("of %q and %q the address is %q and the page %q, want %q", c.guid, c.link, d.Address, d.Page, c.page)
		}
	}

	// What names an item among all feeds has its feed, where its ID needs that.
	for _, c := range []struct{ id, site, title, want string }{
		{"1", "https://o.example", "Office #2", "feed:https://o.example Office %232#1"}, {"1", "", "Office", "feed:Office#1"}, {"1", "", "", ""}, {a, "https://o.example", "Office", ""},
	} {
		it := Item{ID: c.id, Origin: Origin{Site: c.site, Title: c.title}}
		if got := it.InFeed(); got != c.want || c.want != "" && WithoutFeed(got) != c.id {
			t.Errorf("%q of %q and %q is %q among all feeds, want %q", c.id, c.site, c.title, got, c.want)
		}
	}

	// Without a date the ID is the same on each day.
	text := "<rss version='2.0'><channel><title>T</title>" + item("", news, "A", 0) + item("", news, "B", 0) + "</channel></rss>"
	var before []Item
	for day := range 2 {
		items, _, err := readAll(t, "feed", []byte(text), Options{Date: data.Date(20251101 + day)})
		if err != nil || len(items) != 2 || items[0].ID == items[1].ID {
			t.Fatalf("items %v, %v", items, err)
		}
		if day == 1 && (items[0].ID != before[0].ID || items[1].ID != before[1].ID) {
			t.Errorf("IDs change from day to day: %v, %v", before, items)
		}
		before = items
	}
}
