package intake_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// file is an input of a text.
func file(name, text string) intake.Input {
	return intake.Input{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// rss is a feed of items.
func rss(items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>Office</title>` + strings.Join(items, "") + "</channel></rss>"
}

func item(guid, title, date, text string) string {
	if date != "" {
		date = "<pubDate>" + date + "</pubDate>"
	}
	return fmt.Sprintf("<item><title>%s</title><guid>%s</guid>%s<description>%s</description></item>", title, guid, date, text)
}

const friday, saturday = "Fri, 21 Nov 2025 10:00:00 +0900", "Sat, 22 Nov 2025 10:00:00 +0900"

func counts(s intake.Summary) string {
	return fmt.Sprintf("%d new, %d changed, %d unchanged, %d problems", s.Added, s.Changed, s.Unchanged, len(s.Problems))
}

// Each step says what the import before it makes of it, dry and then truly.
func TestImport(t *testing.T) {
	ctx := context.Background()
	s := storetest.New(t)
	undated := func(day int) intake.Input {
		in := file("feed", rss(item("1", "One", "", "Text.")))
		in.Date = 20251121
		in.Date = in.Date.AddDays(day)
		return in
	}
	nameless := func(day int) intake.Input {
		in := file("feed", rss(strings.Replace(item("", "Nameless", "", "Text."), "<guid></guid>", "", 1)))
		in.Date = undated(day).Date
		return in
	}
	for _, step := range []struct {
		name string
		in   []intake.Input
		want string
	}{
		{"undated, of the first day", []intake.Input{undated(0)}, "1 new, 0 changed, 0 unchanged, 1 problems"},
		{"undated, a day later", []intake.Input{undated(1)}, "0 new, 0 changed, 1 unchanged, 1 problems"},
		{"without an address, of the first day", []intake.Input{nameless(0)}, "1 new, 0 changed, 0 unchanged, 1 problems"},
		{"without an address, a day later", []intake.Input{nameless(1)}, "0 new, 0 changed, 1 unchanged, 1 problems"},
		{"new, whole", []intake.Input{file("feed", rss(item("2", "Two", friday, "It is the whole text.")))}, "1 new, 0 changed, 0 unchanged, 0 problems"},
		{"cut off", []intake.Input{file("feed", rss(item("2", "Two", friday, "It is the…")))}, "0 new, 0 changed, 1 unchanged, 0 problems"},
		{"corrected", []intake.Input{file("feed", rss(item("2", "Two", friday, "It is the corrected text.")))}, "0 new, 1 changed, 0 unchanged, 0 problems"},
		{"cut off, of another day", []intake.Input{file("feed", rss(item("2", "Two", saturday, "It is the…")))}, "0 new, 1 changed, 0 unchanged, 0 problems"},
		{"two texts at one address", []intake.Input{file("a", rss(item("3", "Three", friday, "First."))), file("b", rss(item("3", "Three", friday, "Second.")))},
			"1 new, 0 changed, 0 unchanged, 1 problems"},
		{"the same again", []intake.Input{file("a", rss(item("3", "Three", friday, "First."))), file("b", rss(item("3", "Three", friday, "Second.")))},
			"0 new, 0 changed, 1 unchanged, 1 problems"},
	} {
		before, err := s.Generation(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, dry := range []bool{true, false} {
			got, err := intake.Import(ctx, s, "Office", step.in, intake.Options{Dry: dry})
			if err != nil {
				t.Fatalf("%s: %v", step.name, err)
			}
			if counts(got) != step.want {
				t.Errorf("%s, dry %v: %s, want %s: %v", step.name, dry, counts(got), step.want, got.Problems)
			}
			if now, _ := s.Generation(ctx); dry && now != before {
				t.Errorf("%s: a dry import changed the store", step.name)
			}
		}
	}
}

// After an error nothing is kept, and what was met before it is told.
func TestImportAllOrNothing(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	good, bad := file("good", rss(item("1", "One", friday, "Text."), item("2", "Two", "", "Text."))), file("bad", "nonsense")
	missing := intake.Input{Name: "missing", Open: func() (io.ReadCloser, error) { return nil, errors.New("missing: not there") }}
	found := bad
	found.Found = true
	for _, test := range []struct {
		name  string
		in    []intake.Input
		error string
		want  string
	}{
		{"bad", []intake.Input{good, bad}, "bad: " + feed.ErrUnknown.Error(), "0 new, 0 changed, 0 unchanged, 1 problems"},
		{"missing", []intake.Input{good, missing}, "missing: not there", "0 new, 0 changed, 0 unchanged, 1 problems"},
		{"nothing", []intake.Input{found}, "bad: no release in it", "0 new, 0 changed, 0 unchanged, 1 problems"},
		{"found", []intake.Input{good, found}, "<nil>", "1 new, 0 changed, 0 unchanged, 2 problems"},
	} {
		s := storetest.New(t)
		got, err := intake.Import(ctx, s, "Office", test.in, intake.Options{})
		if fmt.Sprint(err) != test.error || counts(got) != test.want {
			t.Errorf("%s: %v and %s, want %s and %s", test.name, err, counts(got), test.error, test.want)
		}
		stats, _ := s.Stats(ctx)
		if stats.Releases != got.Added {
			t.Errorf("%s: %d releases were kept", test.name, stats.Releases)
		}
	}
	s := storetest.New(t)
	_, err := intake.Import(ctx, s, "Office", []intake.Input{good}, intake.Options{Item: func(int) { cancel(errors.New("no more")) }})
	if stats, _ := s.Stats(context.Background()); err == nil || stats.Releases > 0 {
		t.Errorf("given up: %v, and %d releases", err, stats.Releases)
	}
}

// boardOf is a board's text of one release.
func boardOf(date, text string) intake.Input {
	return file("board", "-\nEnergy\nFerries Sail Again\n"+text+" date"+date+"\n-\nTrade\nAnother Release\nIt has a text of its own. date2025-12-01\n")
}

// A cut text of a board that comes again whole is one release, in any order.
func TestCutTextComesWhole(t *testing.T) {
	ctx := context.Background()
	const cut, whole = "The Ministry met ferry lines on Monday. The quay will be", "The Ministry met ferry lines on Monday. The quay will be repaired."
	for _, test := range []struct {
		name  string
		steps []intake.Input
		want  []string // of each import
		texts []string // of the versions, the newest first
	}{
		{"the next day", []intake.Input{boardOf("2025-12-09", cut), boardOf("2025-12-10", whole), boardOf("2025-12-10", whole), boardOf("2025-12-09", cut)},
			[]string{"2 new, 0 changed, 0 unchanged", "0 new, 1 changed, 1 unchanged", "0 new, 0 changed, 2 unchanged", "0 new, 0 changed, 2 unchanged"},
			[]string{whole, cut}},
		{"the same day", []intake.Input{boardOf("2025-12-09", cut), boardOf("2025-12-09", whole)},
			[]string{"2 new, 0 changed, 0 unchanged", "0 new, 1 changed, 1 unchanged"}, []string{whole, cut}},
		{"the whole one first", []intake.Input{boardOf("2025-12-10", whole), boardOf("2025-12-09", cut)},
			[]string{"2 new, 0 changed, 0 unchanged", "0 new, 0 changed, 2 unchanged"}, []string{whole}},
		{"three days later", []intake.Input{boardOf("2025-12-09", cut), boardOf("2025-12-12", whole)},
			[]string{"2 new, 0 changed, 0 unchanged", "1 new, 0 changed, 1 unchanged"}, []string{cut}},
		{"another text", []intake.Input{boardOf("2025-12-09", cut), boardOf("2025-12-10", "The Ministry met nobody at all on Monday, and no quay will be repaired.")},
			[]string{"2 new, 0 changed, 0 unchanged", "1 new, 0 changed, 1 unchanged"}, []string{cut}},
	} {
		s := storetest.New(t)
		for i, in := range test.steps {
			dry, err := intake.Import(ctx, s, "imported", []intake.Input{in}, intake.Options{Dry: true})
			got, err2 := intake.Import(ctx, s, "imported", []intake.Input{in}, intake.Options{})
			if err != nil || err2 != nil {
				t.Fatalf("%s: %v, %v", test.name, err, err2)
			}
			for _, g := range []intake.Summary{dry, got} {
				if text := fmt.Sprintf("%d new, %d changed, %d unchanged", g.Added, g.Changed, g.Unchanged); text != test.want[i] {
					t.Errorf("%s, import %d: %s, want %s", test.name, i+1, text, test.want[i])
				}
			}
		}
		list, err := s.Versions(ctx, 1)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, v := range list {
			text, err := s.VersionText(ctx, 1, v.Version)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, text)
		}
		if fmt.Sprintf("%q", texts) != fmt.Sprintf("%q", test.texts) {
			t.Errorf("%s: the versions are %q, want %q", test.name, texts, test.texts)
		}
	}
}

// A text of a board with most words of the only release of its headline and day corrects
// it, and another text does not. A version that it had before changes nothing.
func TestCorrectionOfABoard(t *testing.T) {
	ctx := context.Background()
	const first = "The Ministry met ferry lines on Monday. The quay will be repaired for USD 5 million."
	const mended = "The Ministry met ferry lines on Monday. The quay will be repaired for USD 6 million."
	const other = "Three ministers signed an accord on the nets of coastal boats, which four harbours had asked for."
	two := file("board", "-\nEnergy\nFerries Sail Again\n"+first+" date2025-12-09\n-\nEnergy\nFerries Sail Again\n"+other+" date2025-12-09\n")
	all := []intake.Input{boardOf("2025-12-09", first), boardOf("2025-12-09", mended)}
	one := func(date, text string) []intake.Input { return []intake.Input{boardOf(date, text)} }
	for _, test := range []struct {
		name  string
		steps [][]intake.Input
		want  []string // of each import
	}{
		{"a figure", [][]intake.Input{one("2025-12-09", first), one("2025-12-09", mended), one("2025-12-09", mended), one("2025-12-09", first), all},
			[]string{"2 new, 0 changed, 0 unchanged", "0 new, 1 changed, 1 unchanged", "0 new, 0 changed, 2 unchanged", "0 new, 0 changed, 2 unchanged", "0 new, 0 changed, 3 unchanged"}},
		{"another day", [][]intake.Input{one("2025-12-09", first), one("2025-12-10", mended)},
			[]string{"2 new, 0 changed, 0 unchanged", "1 new, 0 changed, 1 unchanged"}},
		{"another text", [][]intake.Input{one("2025-12-09", first), one("2025-12-09", other)},
			[]string{"2 new, 0 changed, 0 unchanged", "1 new, 0 changed, 1 unchanged"}},
		{"a text of a few words", [][]intake.Input{one("2025-12-09", "Ferries sail again today."), one("2025-12-09", "Ferries sail again on Monday.")},
			[]string{"2 new, 0 changed, 0 unchanged", "1 new, 0 changed, 1 unchanged"}},
		{"a text that goes on", [][]intake.Input{one("2025-12-09", first), one("2025-12-09", first+" "+other+" "+other)},
			[]string{"2 new, 0 changed, 0 unchanged", "1 new, 0 changed, 1 unchanged"}},
		{"two of a headline", [][]intake.Input{{two}, one("2025-12-09", mended)},
			[]string{"2 new, 0 changed, 0 unchanged", "2 new, 0 changed, 0 unchanged"}},
		{"both in one import", [][]intake.Input{one("2025-12-09", first), all},
			[]string{"2 new, 0 changed, 0 unchanged", "1 new, 0 changed, 2 unchanged"}},
	} {
		s := storetest.New(t)
		for i, in := range test.steps {
			dry, err := intake.Import(ctx, s, "imported", in, intake.Options{Dry: true})
			got, err2 := intake.Import(ctx, s, "imported", in, intake.Options{})
			if err != nil || err2 != nil {
				t.Fatalf("%s: %v, %v", test.name, err, err2)
			}
			for _, g := range []intake.Summary{dry, got} {
				if text := fmt.Sprintf("%d new, %d changed, %d unchanged", g.Added, g.Changed, g.Unchanged); text != test.want[i] {
					t.Errorf("%s, import %d: %s, want %s", test.name, i+1, text, test.want[i])
				}
			}
		}
	}
}

// In a large board that comes again, what was corrected is found as in a small one.
func TestLargeBoardAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("imports many releases again and again")
	}
	ctx := context.Background()
	board := func(last string) intake.Input {
		var b strings.Builder
		for i := range 2500 {
			fmt.Fprintf(&b, "-\nEnergy\nRelease Number %d\nIt has a text of its own, of the number %d. date2025-12-01\n", i, i)
		}
		return file("board", b.String()+"-\nTrade\nFerries Sail Again\n"+last+" date2025-12-01\n")
	}
	s := storetest.New(t)
	for _, step := range []struct{ last, want string }{
		{"The Ministry met ferry lines on Monday. The quay will be", "2501 new, 0 changed, 0 unchanged, 0 problems"},
		{"The Ministry met ferry lines on Monday. The quay will be", "0 new, 0 changed, 2501 unchanged, 0 problems"},
		{"The Ministry met ferry lines on Monday. The quay will be repaired.", "0 new, 1 changed, 2500 unchanged, 0 problems"},
		{"The Ministry met ferry lines on Monday. The quay will be repaired.", "0 new, 0 changed, 2501 unchanged, 0 problems"},
		{"The Ministry met ferry lines on Monday. The quay will be", "0 new, 0 changed, 2501 unchanged, 0 problems"},
	} {
		got, err := intake.Import(ctx, s, "imported", []intake.Input{board(step.last)}, intake.Options{})
		if err != nil || counts(got) != step.want {
			t.Errorf("%s, %v, want %s", counts(got), err, step.want)
		}
	}
}

// A link that items share from day to day is the address of the first alone: another
// headline on another day is another release, and one of them kept is a correction.
func TestImportOneLink(t *testing.T) {
	ctx := context.Background()
	linked := func(title, date, text string) string {
		return fmt.Sprintf("<item><title>%s</title><link>https://o.example/news</link><pubDate>%s</pubDate><description>%s</description></item>", title, date, text)
	}
	one, two, three := linked("One", friday, "First."), linked("Two", saturday, "Second."), linked("Three", saturday, "Third.")
	s := storetest.New(t)
	for _, step := range []struct {
		items []string
		want  string
	}{
		{[]string{one}, "1 new, 0 changed, 0 unchanged, 0 problems"},
		{[]string{one}, "0 new, 0 changed, 1 unchanged, 0 problems"},
		{[]string{two}, "1 new, 0 changed, 0 unchanged, 0 problems"},
		{[]string{one, two, three}, "1 new, 0 changed, 2 unchanged, 0 problems"},
		{[]string{three}, "0 new, 0 changed, 1 unchanged, 0 problems"},
		{[]string{one, two, three}, "0 new, 0 changed, 3 unchanged, 0 problems"},
		{[]string{linked("One", friday, "First, mended.")}, "0 new, 1 changed, 0 unchanged, 0 problems"},
		{[]string{linked("One, mended", friday, "First.")}, "0 new, 1 changed, 0 unchanged, 0 problems"},
		{[]string{linked("One, mended", saturday, "First.")}, "0 new, 1 changed, 0 unchanged, 0 problems"},
	} {
		got, err := intake.Import(ctx, s, "Office", []intake.Input{file("feed", rss(step.items...))}, intake.Options{})
		if err != nil || counts(got) != step.want {
			t.Errorf("%q: %s, %v, want %s", step.items, counts(got), err, step.want)
		}
	}
}

// A release whose link is its only ID stays the same one whatever its link says of who
// follows it, and where its headline, its day, or both are corrected.
func TestImportTrackedLink(t *testing.T) {
	linked := func(link, title, date, text string) string {
		return fmt.Sprintf("<item><title>%s</title><link>https://o.example/%s</link><pubDate>%s</pubDate><description>%s</description></item>", title, link, date, text)
	}
	first := linked("1?utm_source=rss", "One", friday, twenty)
	for name, c := range map[string]struct{ second, want string }{
		"other tracking":                 {linked("1?utm_source=mail&amp;gclid=7", "One", friday, twenty), "0 new, 0 changed, 1 unchanged, 0 problems"},
		"no tracking":                    {linked("1", "One", friday, twenty), "0 new, 0 changed, 1 unchanged, 0 problems"},
		"another headline":               {linked("1?fbclid=8", "One, mended", friday, twenty), "0 new, 1 changed, 0 unchanged, 0 problems"},
		"another day":                    {linked("1?utm_source=x", "One", saturday, twenty), "0 new, 1 changed, 0 unchanged, 0 problems"},
		"both, and the text":             {linked("1?utm_source=x", "One, mended", saturday, twenty+", it said"), "0 new, 1 changed, 0 unchanged, 0 problems"},
		"both, and another text":         {linked("1?utm_source=x", "Two", saturday, "A new yard was opened by its owners on Monday in the old harbour of Ulsan"), "1 new, 0 changed, 0 unchanged, 0 problems"},
		"another page":                   {linked("1?id=2", "One", friday, twenty), "1 new, 0 changed, 0 unchanged, 0 problems"},
		"another page, and its tracking": {linked("2?utm_source=rss", "One", friday, twenty), "1 new, 0 changed, 0 unchanged, 0 problems"},
	} {
		s := storetest.New(t)
		for i, feed := range []string{rss(first), rss(c.second)} {
			got, err := intake.Import(t.Context(), s, "Office", []intake.Input{file("feed", feed)}, intake.Options{})
			if want := []string{"1 new, 0 changed, 0 unchanged, 0 problems", c.want}[i]; err != nil || counts(got) != want {
				t.Errorf("%s: %s, %v, want %s", name, counts(got), err, want)
			}
		}
	}

	// What was kept under the link as it was keeps it.
	s := storetest.New(t)
	old := data.Document{Release: data.Release{Address: "https://o.example/1?utm_source=rss", Date: 20251121, Title: "One"}, Body: "Old."}
	if _, err := s.Import(t.Context(), "Office", func(in store.Import) error { _, err := in.Put(old); return err }); err != nil {
		t.Fatal(err)
	}
	got, err := intake.Import(t.Context(), s, "Office", []intake.Input{file("feed", rss(first))}, intake.Options{})
	if want := "0 new, 1 changed, 0 unchanged, 0 problems"; err != nil || counts(got) != want {
		t.Errorf("kept under the link: %s, %v, want %s", counts(got), err, want)
	}
}

// A release whose feed cuts its text off gets its page, and keeps the whole text that is
// known of it.
func TestPageOfWholeText(t *testing.T) {
	s := storetest.New(t)
	doc := storetest.Doc("tag:office,1", "One", "The quay is open to all ships.")
	doc.Date = 20251121
	storetest.Put(t, s, "Office", doc)
	cut := strings.Replace(item(doc.Address, doc.Title, friday, "The quay is open… [Read more]"), "</item>", "<link>https://office.example/1</link></item>", 1)
	for _, want := range []string{"0 new, 1 changed, 0 unchanged, 0 problems", "0 new, 0 changed, 1 unchanged, 0 problems"} {
		summary, err := intake.Import(t.Context(), s, "Office", []intake.Input{file("feed", rss(cut))}, intake.Options{})
		if got := counts(summary); err != nil || got != want {
			t.Errorf("an import: %s, %v, want %s", got, err, want)
		}
	}
	d, err := s.Document(t.Context(), 1)
	if err != nil || d.Body != doc.Body || d.Excerpt || d.Page != "https://office.example/1" {
		t.Errorf("it is %+v, %v", d, err)
	}
}
