package plain_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/intake"
	"pressroom/data/snapshot"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

const office = "Office"

// cut and whole are a board's texts with a release that was cut off at first.
const (
	cut   = "-\nEnergy\nExports Rise\nExports of ships and chips rose by a tenth and date2025-11-20\n" + other
	whole = "-\nEnergy\nExports Rise\nExports of ships and chips rose by a tenth and more. date2025-11-20\n" + other
	other = "-\nTrade\nAnother Release\nIt has a text of its own. date2025-12-01\n"
)

// bring imports texts by the names of their files, and returns what became of them.
func bring(t *testing.T, s store.Store, texts ...[2]string) intake.Summary {
	t.Helper()
	var inputs []intake.Input
	for _, text := range texts {
		inputs = append(inputs, intake.Input{Name: text[0], Found: true, Date: 20251130, Open: func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(text[1])), nil
		}})
	}
	summary, err := intake.Import(t.Context(), s, office, inputs, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return summary
}

// kept returns the library of a store.
func kept(t *testing.T, s store.Store) *model.Library {
	t.Helper()
	k := model.NewArchive(s, "archive", "")
	if _, err := k.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = k.Library().Close() })
	return k.Library()
}

// export returns what is exported of all of a library.
func export(t *testing.T, lib *model.Library) string {
	t.Helper()
	var b strings.Builder
	err := plain.Export(t.Context(), &b, lib, plain.All(lib.Snapshot), func(r *data.Release, err error) { t.Errorf("%s: %v", r.ID, err) })
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// documents returns all releases of a store by their addresses, without what a store gives.
func documents(t *testing.T, s store.Store) map[string]data.Document {
	t.Helper()
	all := map[string]data.Document{}
	_, err := s.Texts(t.Context(), store.Generation{}, func(c store.Change, text string) error {
		r := c.Release
		r.Number, r.ID, r.Revised, r.Vanished = 0, "", false, false
		all[r.Address] = data.Document{Release: r, Body: text}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func sameDocuments(t *testing.T, got, want store.Store) {
	t.Helper()
	have, wanted := documents(t, got), documents(t, want)
	for address, d := range wanted {
		if have[address] != d {
			t.Errorf("%q is\n%+v\nwant\n%+v", address, have[address], d)
		}
	}
	if len(have) != len(wanted) {
		t.Errorf("%d releases, want %d", len(have), len(wanted))
	}
}

// fixtures returns the files of a folder of test data.
func fixtures(t *testing.T, pattern string) (texts [][2]string) {
	t.Helper()
	names, err := filepath.Glob(filepath.FromSlash(pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, ".golden") {
			texts = append(texts, [2]string{filepath.Base(name), string(b)})
		}
	}
	return texts
}

// What is exported of an archive is the same in another one: addresses, dates, categories,
// headlines, languages, excerpts and texts, whatever they came from. Neither archive is
// changed by it a second time.
func TestExportIsImported(t *testing.T) {
	feed := func(item string) [2]string {
		return [2]string{"feed.xml", `<rss version="2.0"><channel><title>Office</title><item><title>보도자료 하나</title>` +
			`<guid>tag:office,1</guid><link>https://office.example/1</link><category>에너지; 산업</category><pubDate>Fri, 21 Nov 2025 10:00:00 +0900</pubDate>` + item + `</item></channel></rss>`}
	}
	table := `<description>&lt;p&gt;표는 다음과 같다.&lt;/p&gt;&lt;table&gt;&lt;tr&gt;&lt;th&gt;품목&lt;/th&gt;&lt;th&gt;억 달러&lt;/th&gt;&lt;/tr&gt;` +
		`&lt;tr&gt;&lt;td&gt;반도체&lt;/td&gt;&lt;td&gt;24.3&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</description>` +
		`<enclosure url="https://example.org/표.hwp" type="application/hwp" length="1"/>`
	moved := func(title, day, text string) string {
		return `<rss version="2.0"><channel><title>Office</title><item><title>` + title + `</title><link>https://office.example/latest</link>` +
			`<pubDate>` + day + ` Nov 2025 10:00:00 +0900</pubDate><description>` + text + `</description></item></channel></rss>`
	}
	for name, steps := range map[string][][][2]string{
		"the ten":                         {{{corpus.Name, corpus.Text()}}},
		"boards":                          {fixtures(t, "../../../data/board/testdata/*")},
		"pages, feeds, mail":              {fixtures(t, "../../../data/feed/testdata/shapes/*")},
		"hostile":                         {fixtures(t, "../../../data/feed/testdata/hostile/*")},
		"versions, Korean, tables, files": {{feed(`<description>짧다.</description>`)}, {feed(table)}},
		"a board's release, whole later":  {{{"board.txt", cut}}, {{"board.txt", whole}}},
		"a link that moved": {
			{{"feed.xml", moved("Ports", "21", "The ports are built.")}}, {{"feed.xml", moved("Rails", "22", "The rails are laid.")}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			first, second := storetest.New(t), storetest.New(t)
			for _, texts := range steps {
				bring(t, first, texts...)
			}
			exported := [2]string{"releases.jsonl", export(t, kept(t, first))}
			n := len(documents(t, first))
			for _, step := range []struct {
				to   store.Store
				want string
			}{
				{first, fmt.Sprintf("0 new, 0 changed, %d unchanged", n)},
				{second, fmt.Sprintf("%d new, 0 changed, 0 unchanged", n)},
				{second, fmt.Sprintf("0 new, 0 changed, %d unchanged", n)},
			} {
				s := bring(t, step.to, exported)
				if got := fmt.Sprintf("%d new, %d changed, %d unchanged", s.Added, s.Changed, s.Unchanged); got != step.want || len(s.Problems) > 0 {
					t.Errorf("an import: %s, want %s; %v", got, step.want, s.Problems)
				}
			}
			sameDocuments(t, second, first)
			s := bring(t, second, steps[len(steps)-1]...)
			if s.Added+s.Changed > 0 {
				t.Errorf("what was exported is imported: %+v", s.Result)
			}
			if again := strings.Count(export(t, kept(t, second)), "\n"); again != n {
				t.Errorf("%d lines, want %d", again, n)
			}
		})
	}
}

// A release of a board that was revised is known again where its newest version alone is
// kept, and another with the same headline is not taken for it.
func TestExportOfRevised(t *testing.T) {
	first := storetest.New(t)
	bring(t, first, [2]string{"board.txt", cut})
	bring(t, first, [2]string{"board.txt", whole})
	exported := [2]string{"releases.jsonl", export(t, kept(t, first))}
	corrected := strings.Replace(whole, "a tenth", "a ninth", 1)
	another := strings.Replace(whole, "Exports of ships and chips rose by a tenth", "Sales of cars abroad grew for months", 1)
	for board, want := range map[string]int{whole: 2, cut: 2, corrected: 2, another: 3} {
		s := storetest.New(t)
		bring(t, s, [2]string{"board.txt", board})
		bring(t, s, exported)
		if got := len(documents(t, s)); got != want {
			t.Errorf("of %q and the export %d releases are kept, want %d", board, got, want)
		}
	}
}

// A board file that is read without an archive is exported as if it were imported.
func TestExportOfFile(t *testing.T) {
	lib := model.NewLibrary(corpus.Publisher, load(t), nil)
	defer lib.Close()
	exported, imported := storetest.New(t), storetest.New(t)
	bring(t, exported, [2]string{"releases.jsonl", export(t, lib)})
	bring(t, imported, [2]string{corpus.Name, corpus.Text()})
	sameDocuments(t, exported, imported)
}

// What is attached is listed, though only the text keeps it.
func TestExportAttachments(t *testing.T) {
	s := storetest.New(t)
	for body, want := range map[string]string{
		"A text.":                       "[]",
		"A text.\nAttached: a.pdf":      "[{a.pdf }]",
		"A text.\nAttached: a.pdf, b c": "[{a.pdf } {b c }]",
		"A text.\n\nAttached: [a, b.pdf](https://example.org/a.pdf), c.hwp, [d](https://example.org/d)": "[{a, b.pdf https://example.org/a.pdf} {c.hwp } {d https://example.org/d}]",
		"A text.\nAttached: https://example.org/a.pdf":                                                  "[{https://example.org/a.pdf https://example.org/a.pdf}]",
	} {
		_, err := s.Import(t.Context(), office, func(in store.Import) error {
			_, err := in.Put(data.Document{Release: data.Release{Address: "1", Title: "Title", Date: 20251128}, Body: body})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		var x struct {
			Attachments []struct{ Name, Address string }
			Body        string
		}
		if err := json.Unmarshal([]byte(export(t, kept(t, s))), &x); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(x.Attachments); got != want || x.Body != body {
			t.Errorf("%q: %s, want %s", x.Body, got, want)
		}
	}
}

// faulty has texts of which one cannot be read.
type faulty struct {
	store.Store
	bad int
}

func (f faulty) Bodies(ctx context.Context, numbers []int, yield func(store.Body) error) error {
	return f.Store.Bodies(ctx, numbers, func(b store.Body) error {
		if b.Number == f.bad {
			b.Text, b.Err = "", store.ErrDamaged
		}
		return yield(b)
	})
}

// A text that cannot be read costs its own release, and an end by the context or the
// writer is at once.
func TestExportEnds(t *testing.T) {
	s := storetest.New(t)
	bring(t, s, [2]string{corpus.Name, corpus.Text()})
	lib := kept(t, faulty{s, 3})
	var b strings.Builder
	var unread []int
	err := plain.Export(t.Context(), &b, lib, plain.All(lib.Snapshot), func(r *data.Release, err error) {
		if errors.Is(err, store.ErrDamaged) {
			unread = append(unread, r.Number)
		}
	})
	if lines := strings.Count(b.String(), "\n"); err != nil || lines != lib.Len()-1 || !slices.Equal(unread, []int{3}) {
		t.Errorf("%d lines, without %d, %v", lines, unread, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err = plain.Export(ctx, writer(func() error { n++; cancel(); return nil }), lib, plain.All(lib.Snapshot), nil)
	if !errors.Is(err, context.Canceled) || n != 1 {
		t.Errorf("after it was cancelled: %d lines, %v", n, err)
	}
	full := errors.New("full")
	if err := plain.Export(t.Context(), writer(func() error { return full }), lib, plain.All(lib.Snapshot), nil); !errors.Is(err, full) {
		t.Errorf("a writer's error: %v", err)
	}
}

// A text that another process made newer than the headline that is known is not written
// under it.
func TestExportOfChanged(t *testing.T) {
	s := storetest.New(t)
	put := func(title, body string) {
		bring(t, s, [2]string{"x.jsonl", fmt.Sprintf(`{"guid":"https://o.example/1","title":%q,"date":"2025-11-28","body":%q}`, title, body)})
	}
	put("One", "First.")
	put("One", "Second.")
	lib := kept(t, s)
	for _, want := range []int{1, 0} {
		var b strings.Builder
		left := 0
		err := plain.Export(t.Context(), &b, lib, plain.All(lib.Snapshot), func(*data.Release, error) { left++ })
		if lines := strings.Count(b.String(), "\n"); err != nil || lines != want || left != 1-want {
			t.Errorf("%d lines and %d left out, want %d; %v", lines, left, want, err)
		}
		put("Two", "Third.")
	}
}

type writer func() error

func (w writer) Write(b []byte) (int, error) { return len(b), w() }

var _ snapshot.Bodies = faulty{}
