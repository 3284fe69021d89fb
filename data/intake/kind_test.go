package intake_test

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

const (
	mended = `<!DOCTYPE html><html><head><title>Service unavailable</title></head><body><article><h1>Service unavailable</h1>` +
		`<p>The site is being mended on 2025-11-22. Please come back in an hour; we are sorry for the trouble that this makes.</p></article></body></html>`
	aList = `<html><head><title>Board</title></head><body><ul>` +
		`<li><a href="/eng/article/B1/2/view"><strong class="title">A Quay Opens</strong><p>The quay was opened</p><span>date2025-11-21</span></a></li>` +
		`<li><a href="/eng/article/B1/1/view"><strong class="title">Tolls Fall</strong><p>The tolls fall</p><span>date2025-11-20</span></a></li></ul></body></html>`
	aBoard = "-\nEnergy\nFerries Sail Again\nThe Ministry met ferry lines. date2025-12-01\n"
)

// A source that gave one kind of document keeps nothing of another, fails until it gives
// its own kind again, and takes what the user says that it is.
func TestOtherKind(t *testing.T) {
	aFeed := rss(item("1", "One", friday, "First."))
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>Office</title><entry><id>7</id><title>Seven</title><updated>2025-11-21T10:00:00Z</updated><content>Its text.</content></entry></feed>`
	links := "<!DOCTYPE html><html><head><title>Sorry</title></head><body><ul>"
	for n, title := range []string{"Tolls Fall in Spring", "Quays Open in Autumn", "Yards Close in Winter"} {
		links += fmt.Sprintf("<li><a href='/n/%d'>%s</a> 2025-11-%d</li>", n, title, 20+n)
	}
	for _, c := range []struct {
		name, format, first, then string
		want                      string // part of the error; "" for none
	}{
		{"a feed, then a page", "", aFeed, mended, `gave a page ("Service unavailable") where it gives a feed: kept nothing; if that is meant: pressroom source edit NAME --format pages`},
		{"a feed, then a list", "", aFeed, aList, `gave a list of releases ("Board") where it gives a feed: kept nothing`},
		{"a feed, then a feed", "", aFeed, atom, ""},
		{"a feed, then an empty one", "", aFeed, rss(), "gave a feed without a release where it had some: kept nothing"},
		{"an empty feed, then an empty one", "", rss(), strings.Replace(rss(), "Office", "An Office", 1), ""},
		{"a list, then a page", "", aList, mended, `gave a page ("Service unavailable") where it gives a list of releases: kept nothing`},
		{"a list, then a list", "", aList, strings.Replace(aList, "Tolls Fall", "Tolls Rise", 1), ""},
		{"a list, then links", "", aList, links, `gave a list of links ("Sorry") where it gives a list of releases: kept nothing`},
		{"links, then links", "", links, strings.Replace(links, "Tolls Fall", "Tolls Rise", 1), ""},
		{"links, then a list", "", links, aList, `gave a list of releases ("Board") where it gives a list of links: kept nothing`},
		{"a text, then a page", "", aBoard, mended, `where it gives the text of a board: kept nothing`},
		{"nothing known, then a page", "", "", mended, "where a feed or a list of releases was looked for: kept nothing"},
		{"nothing known, then a list", "", "", aList, ""},
		{"the format of feeds, then a page", "feed", aFeed, mended, "gave a page where it gives a feed: kept nothing"},
		{"the format of feeds, then a text", "feed", aFeed, "Sorry, come back later.", "no feed"},
		{"the format of feeds, as HTML", "feed", aFeed, "<!-- sent as text/html -->" + atom, ""},
		{"the format of texts, packed", "board", aBoard, packed(aBoard), ""},
		{"the format of pages, a page", "pages", aList, mended, ""},
		{"the format of pages, links", "pages", aList, links, ""},
	} {
		site := newSite(t)
		s := storetest.New(t)
		if err := s.PutSource(t.Context(), store.Source{Name: "Office", Address: site.URL + "/x", Format: c.format}); err != nil {
			t.Fatal(err)
		}
		sync := func(text string) (store.Source, int, error) {
			site.answer = func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, text) }
			client := newClient(t)
			list, _ := s.Sources(t.Context())
			_, err := intake.Sync(t.Context(), s, client, list[0], intake.Pull{})
			list, _ = s.Sources(t.Context())
			kept, _ := s.Dated(t.Context(), "Office", 0, 99991231)
			return list[0], len(kept), err
		}
		before := 0
		if c.first != "" {
			var err error
			if _, before, err = sync(c.first); err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		source, kept, err := sync(c.then)
		switch {
		case c.want == "" && (err != nil || source.Fetch.Failures > 0):
			t.Errorf("%s: %v, %+v", c.name, err, source.Fetch)
		case c.want == "":
			continue
		case err == nil || !strings.Contains(err.Error(), c.want) || kept != before || source.Fetch.Failures != 1 || !strings.Contains(source.Fetch.Failure, c.want):
			t.Errorf("%s: %v; %d releases, %+v; want %s", c.name, err, kept, source.Fetch, c.want)
		}
		if source, kept, err = sync(c.then); err == nil || kept != before || source.Fetch.Failures != 2 {
			t.Errorf("%s, again: %v; %d releases, %+v", c.name, err, kept, source.Fetch)
		}
		if c.first == "" {
			continue
		}
		if source, kept, err = sync(c.first); err != nil || kept != before || source.Fetch.Failures != 0 {
			t.Errorf("%s, and back: %v; %d releases, %+v", c.name, err, kept, source.Fetch)
		}
	}
}

func packed(text string) string {
	var b strings.Builder
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return b.String()
}

// What a site says has not changed is told apart from an empty answer.
func TestNotModified(t *testing.T) {
	site := newSite(t)
	s := storetest.New(t)
	if err := s.PutSource(t.Context(), store.Source{Name: "Office", Address: site.URL}); err != nil {
		t.Fatal(err)
	}
	client := newClient(t)
	site.answer = feedOf(item("1", "One", friday, "First."))
	for _, same := range []bool{false, true, true} {
		list, _ := s.Sources(t.Context())
		got, err := intake.Sync(t.Context(), s, client, list[0], intake.Pull{})
		if err != nil || got.Same.IsZero() == same || same && !got.Same.Equal(list[0].Fetch.Done) {
			t.Errorf("%+v, %v", got, err)
		}
	}
}
