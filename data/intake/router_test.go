package intake_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// zipped is an archive of texts by their names.
func zipped(t *testing.T, files ...[2]string) intake.Input {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f[0])
		if err == nil {
			_, err = w.Write([]byte(f[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return file("all.zip", b.String())
}

// What is imported goes to the source that has it, or follows where it is from, and only
// that.
func TestImportGoesWhereItIs(t *testing.T) {
	linked := func(site string, n int, title string) string {
		return item(fmt.Sprintf("https://%s/%d", site, n), title, friday, "Text of "+title+".")
	}
	feedOf := func(title, self string, items ...string) string {
		if self != "" {
			self = `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="` + self + `"/>`
		}
		return `<rss version="2.0"><channel><title>` + title + "</title><link>https://o.example/</link>" + self + strings.Join(items, "") + "</channel></rss>"
	}
	page := func(address, title string) string {
		return "<html><head><link rel='canonical' href='" + address + "'></head><body><article><h1>" + title + "</h1><p>Date 2025-11-21</p><p>Text of " + title + ".</p></article></body></html>"
	}
	list := func(canonical string, numbers ...int) string {
		s := "<html><head><link rel='canonical' href='" + canonical + "'></head><body><ul>"
		for _, n := range numbers {
			s += fmt.Sprintf("<li><a href='https://b.example/article/B/%d/view'>Entry %d</a><p>Text of entry %d.</p><p>date 2025-11-21</p></li>", n, n, n)
		}
		return s + "</ul></body></html>"
	}
	one, two, three := linked("o.example", 1, "Ports"), linked("o.example", 2, "Rails"), linked("o.example", 3, "Ships")
	for name, c := range map[string]struct {
		input intake.Input
		want  string
	}{
		"the feed again":                    {file("f", feedOf("Press", "", one, two)), "Office 0 new 2 same"},
		"the feed with a new release":       {file("f", feedOf("Press", "", three, two)), "Office 1 new 1 same"},
		"most of it new":                    {file("f", feedOf("Press", "", one, three, linked("o.example", 4, "Four"))), "imported 2 new 0 same, Office 0 new 1 same"},
		"all of it new, its own address":    {file("f", feedOf("Press", "http://www.o.example/feed.xml", three)), "Office 1 new 0 same"},
		"all of it new, its site and title": {file("f", feedOf("Office", "", three)), "Office 1 new 0 same"},
		"another address, site and title":   {file("f", feedOf("Office", "https://o.example/other.xml", three)), "imported 1 new 0 same"},
		"fetched from its address":          {intake.Input{Name: "f", Address: "https://o.example/feed.xml", Open: file("f", feedOf("Press", "", three)).Open}, "Office 1 new 0 same"},
		"a GUID that is no address":         {file("f", officeFeed("Digits", "https://n.example/", item("1", "One", friday, "Text of One."), item("2", "Two", friday, "Text of Two."))), "Numbers 0 new 2 same"},
		"other releases of these numbers":   {file("f", officeFeed("B", "https://z.example/", item("1", "Else", friday, "Text."), item("2", "More", friday, "Text."))), "imported 2 new 0 same"},
		"a headline of these numbers":       {file("f", officeFeed("B", "https://z.example/", item("1", "One", saturday, "Other."), item("2", "More", friday, "Text."))), "imported 2 new 0 same"},
		"a page":                            {file("p.html", page("https://o.example/1", "Ports")), "Office 0 new 1 same"},
		"a page of it, corrected":           {file("p.html", page("https://o.example/1", "Ports grow")), "Office 0 new 0 same"},
		"another page of the site":          {file("p.html", page("https://o.example/9", "Ports")), "imported 1 new 0 same"},
		"a board's list":                    {file("b.html", list("https://b.example/article/B", 7, 8)), "Board 2 new 0 same"},
		"another board's list":              {file("b.html", list("https://b.example/article/C", 7, 8)), "imported 2 new 0 same"},
		"files of several":                  {zipped(t, [2]string{"1.html", page("https://o.example/1", "Ports")}, [2]string{"2.md", "---\ntitle: Else\ndate: 2025-11-21\n---\nText."}, [2]string{"b.html", list("https://b.example/article/B", 7)}), "imported 1 new 0 same, Office 0 new 1 same, Board 1 new 0 same"},
		"a board's text":                    {boardOf("2025-11-21", "Text of Ports."), "imported 2 new 0 same"},
		"a source that is not followed":     {file("f", feedOf("X", "", linked("k.example", 1, "Kept"))), "Kept 0 new 1 same"},
		"an export of it":                   {file("x.jsonl", `{"guid":"https://o.example/1","source":"Elsewhere","date":"2025-11-21","title":"Ports","body":"Text of Ports."}`), "Elsewhere 1 new 0 same"},
	} {
		t.Run(name, func(t *testing.T) {
			s := storetest.New(t)
			for source, text := range map[string]string{
				"Office": feedOf("Press", "", one, two), "Kept": feedOf("Kept", "", linked("k.example", 1, "Kept")),
				"Numbers": officeFeed("Digits", "https://n.example/", item("1", "One", friday, "Text of One."), item("2", "Two", friday, "Text of Two.")),
			} {
				if _, err := intake.Import(t.Context(), s, source, []intake.Input{file("f", text)}, intake.Options{}); err != nil {
					t.Fatal(err)
				}
			}
			for name, address := range map[string]string{"Office": "https://o.example/feed.xml", "Board": "https://b.example/article/B", "Numbers": "https://n.example/feed"} {
				if err := s.PutSource(t.Context(), store.Source{Name: name, Address: address}); err != nil {
					t.Fatal(err)
				}
			}
			for _, dry := range []bool{true, false} {
				var got []string
				for _, one := range intake.ImportEach(t.Context(), s, "imported", []intake.Input{c.input}, intake.Options{Dry: dry}) {
					if one.Err != nil {
						t.Fatal(one.Err)
					}
					got = append(got, fmt.Sprintf("%s %d new %d same", one.Source, one.Added, one.Unchanged))
					if had := one.Source != "imported" && one.Source != "Elsewhere"; one.Had != had {
						t.Errorf("%s had it: %v", one.Source, one.Had)
					}
				}
				if strings.Join(got, ", ") != c.want {
					t.Errorf("dry %v: %q, want %s", dry, got, c.want)
				}
			}
		})
	}
}

// What a source has that was removed is found there again, by itself or with its whole
// document, and it is not followed again for what is new.
func TestImportGoesToRemoved(t *testing.T) {
	one, two := item("https://o.example/1", "Ports", friday, "Text."), item("https://o.example/2", "Rails", friday, "Text.")
	all := []string{item("https://o.example/3", "Ships", friday, "Text."), item("https://o.example/4", "Yards", friday, "Text."), item("https://o.example/5", "Tolls", friday, "Text.")}
	const text = "-\nFerries Sail Again\nThe Ministry met ferry lines. date2025-12-01\n"
	for name, c := range map[string]struct {
		before, again string
		releases      bool // removed with the source
		forgotten     bool // before, by themselves
		want, sources string
	}{
		"the same":              {rss(one, two), rss(one, two), false, false, "Office 0 new", ""},
		"half of it":            {rss(one, two), rss(one, all[0]), false, false, "Office 1 new", "Office"},
		"one of many":           {rss(one, two), rss(append(all, one)...), false, false, "imported 3 new, Office 0 new", "imported"},
		"a board's text":        {text, text, false, false, "Office 0 new", ""},
		"with its releases":     {rss(one, two), rss(one, two), true, false, "imported 2 new", "imported"},
		"forgotten before that": {rss(one, two), rss(one, two), false, true, "Office 0 new", ""},
		"forgotten, all gone":   {rss(one, two), rss(one, two), true, true, "Office 0 new", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := storetest.New(t)
			if err := s.PutSource(t.Context(), store.Source{Name: "Office", Address: "https://o.example/feed.xml"}); err != nil {
				t.Fatal(err)
			}
			if _, err := intake.Import(t.Context(), s, "Office", []intake.Input{file("f", c.before)}, intake.Options{}); err != nil {
				t.Fatal(err)
			}
			if c.forgotten {
				if err := s.RemoveReleases(t.Context(), []int{1, 2}); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := s.RemoveSource(t.Context(), "Office", c.releases); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, one := range intake.ImportEach(t.Context(), s, "imported", []intake.Input{file("f", c.again)}, intake.Options{}) {
				got = append(got, fmt.Sprintf("%s %d new", one.Source, one.Added))
				if one.Err != nil {
					t.Error(one.Err)
				}
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("%q, want %s", got, c.want)
			}
			sources, err := s.Sources(t.Context())
			var names []string
			for _, source := range sources {
				names = append(names, source.Name+source.Address)
			}
			if strings.Join(names, " ") != c.sources || err != nil {
				t.Errorf("sources %v, %v, want %s", names, err, c.sources)
			}
		})
	}
}

// What the first reading has found stays, also where others remove it before the second one.
func TestImportReadTwice(t *testing.T) {
	s := storetest.New(t)
	var items []string
	for n := range 5 {
		items = append(items, item(fmt.Sprint("https://o.example/", n), fmt.Sprint("Release ", n), friday, "Text."))
	}
	if _, err := intake.Import(t.Context(), s, "Office", []intake.Input{file("f", rss(items[0]))}, intake.Options{}); err != nil {
		t.Fatal(err)
	}
	in := file("f", rss(items...))
	open, once := in.Open, sync.Once{}
	in.Open = func() (io.ReadCloser, error) {
		r, err := open()
		return closing{r, func() {
			once.Do(func() {
				if _, err := s.RemoveSource(t.Context(), "Office", true); err != nil {
					t.Error(err)
				}
			})
		}}, err
	}
	for _, one := range intake.ImportEach(t.Context(), s, "imported", []intake.Input{in}, intake.Options{}) {
		if one.Err != nil {
			t.Error(one.Err)
		}
	}
	if got := titles(t, s, "imported") + "; " + titles(t, s, "Office"); got != "Release 1 1, Release 2 1, Release 3 1, Release 4 1; Release 0 1" {
		t.Errorf("%s", got)
	}
}

// closing is a reader that calls something when it is closed.
type closing struct {
	io.Reader
	end func()
}

func (c closing) Close() error { c.end(); return nil }

// Of a large document the first releases tell, also those of its second half.
func TestImportGoesWhereMostIs(t *testing.T) {
	items := func(from, to int) (list []string) {
		for n := range to - from {
			list = append(list, item(fmt.Sprintf("https://o.example/%d", from+n), fmt.Sprint("Release ", from+n), friday, "Text."))
		}
		return list
	}
	s := storetest.New(t)
	if _, err := intake.Import(t.Context(), s, "Office", []intake.Input{file("f", rss(items(0, 200)...))}, intake.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from, to int
		want     string
	}{{40, 300, "Office"}, {160, 500, "imported Office"}} {
		var got []string
		for _, one := range intake.ImportEach(t.Context(), s, "imported", []intake.Input{file("f", rss(items(c.from, c.to)...))}, intake.Options{Dry: true}) {
			got = append(got, one.Source)
			if n := one.Added + one.Unchanged; one.Err != nil || len(c.want) < 9 && n != c.to-c.from {
				t.Errorf("%s: %d releases, %v", one.Source, n, one.Err)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("from %d: %v, want %s", c.from, got, c.want)
		}
	}
}

// What is kept under a link with its tracking parameters is of the source that has it so; with
// others it is not known.
func TestImportGoesWhereTrackedLinkIs(t *testing.T) {
	s := storetest.New(t)
	kept := storetest.Doc("https://o.example/1?utm_source=rss", "Ports", "Text of Ports.")
	kept.Date = 20251121
	storetest.Put(t, s, "Office", kept)
	for source, want := range map[string]string{"rss": "Office 0 new", "atom": "imported 1 new"} {
		feed := rss("<item><title>Ports</title><link>https://o.example/1?utm_source=" + source + "</link><pubDate>" + friday + "</pubDate><description>Text of Ports.</description></item>")
		for _, one := range intake.ImportEach(t.Context(), s, "imported", []intake.Input{file("f", feed)}, intake.Options{Dry: true}) {
			if got := fmt.Sprintf("%s %d new", one.Source, one.Added); got != want || one.Err != nil {
				t.Errorf("from %s: %s, %v, want %s", source, got, one.Err, want)
			}
		}
	}
}
