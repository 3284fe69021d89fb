package plain_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/index/letters"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
	"pressroom/ui/cli/plain"
)

func load(t testing.TB) *snapshot.Snapshot {
	t.Helper()
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// all returns the releases of a snapshot with their texts.
func all(c *snapshot.Snapshot) iter.Seq2[*data.Document, error] {
	return plain.Documents(context.Background(), c, plain.All(c))
}

// A release as text has every letter of the source, in order, and no line
// that is wider than it must be.
func TestReleaseKeepsTheText(t *testing.T) {
	c := load(t)
	for _, width := range []int{1, 20, 40, plain.Measure, 1000} {
		for r := range all(c) {
			var b strings.Builder
			if err := plain.Release(&b, plain.Page{Document: r}, width); err != nil {
				t.Fatal(err)
			}
			head, text, _ := strings.Cut(b.String(), "\n\n")
			if want := fmt.Sprintf("%s\n%s · %s · %d min read · %s", r.Title, r.Date, r.Category, r.ReadingMinutes(), r.ID); head != want {
				t.Errorf("the head is\n%s\nwant\n%s", head, want)
			}
			if got, want := lettersOf(text), lettersOf(r.Body); got != want {
				t.Errorf("width %d: %s has the letters\n%s\nwant\n%s", width, r.ID, got, want)
			}
			for line := range strings.Lines(text) {
				line = strings.TrimSuffix(line, "\n")
				words := strings.Fields(strings.TrimLeft(line, " >"))
				if w := ansi.StringWidth(line); w > width && len(words) > 2 {
					t.Errorf("a line of %d cells, at %d: %s", w, width, line)
				}
			}
		}
	}
}

// lettersOf returns the letters and digits of s.
func lettersOf(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, s)
}

func TestListJSON(t *testing.T) {
	c := load(t)
	var b strings.Builder
	if err := plain.ListJSON(&b, all(c)); err != nil {
		t.Fatal(err)
	}
	var list []map[string]any
	if err := json.Unmarshal([]byte(b.String()), &list); err != nil {
		t.Fatal(err)
	}
	for i, object := range list {
		r := snapshottest.Document(c, i)
		if len(object) != 8 || object["source"] != r.Source || object["lang"] != r.Lang || object["id"] != r.ID || object["date"] != r.Date.String() || object["category"] != r.Category ||
			object["title"] != r.Title || object["words"] != float64(r.Words()) || object["excerpt"] != r.Excerpt {
			t.Errorf("object %d is %v", i, object)
		}
	}
	if len(list) != c.Len() || !strings.HasSuffix(b.String(), "}\n]\n") {
		t.Errorf("%d objects:\n%s", len(list), &b)
	}
	var indented strings.Builder
	e := json.NewEncoder(&indented)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	var raw []json.RawMessage
	if err := errors.Join(json.Unmarshal([]byte(b.String()), &raw), e.Encode(raw)); err != nil {
		t.Fatal(err)
	}
	if indented.String() != b.String() {
		t.Errorf("written in one go it is\n%s", &indented)
	}
	b.Reset()
	if err := plain.ListJSON(&b, plain.Documents(t.Context(), c, nil)); err != nil || b.String() != "[]\n" {
		t.Errorf("no release at all: %q, %v", &b, err)
	}
}

func TestHits(t *testing.T) {
	c, _ := snapshot.New([]data.Document{
		{Release: data.Release{Date: 20251114, Title: "Wind  Rises", Category: "통상"}},
		{Release: data.Release{Date: 20251112, Title: "R&D"}},
	})
	hits := []plain.Hit{
		{Release: c.At(0), Snippet: "…the  wind <rises>\nby the sea…", Score: 1.23456789, Where: "text"},
		{Release: c.At(1), Score: 0.0000012, Where: "headline"},
	}
	var text, object strings.Builder
	if err := errors.Join(plain.Hits(&text, hits), plain.HitsJSON(&object, hits)); err != nil {
		t.Fatal(err)
	}
	want := snapshottest.Document(c, 0).ID + "  2025-11-14  통상  Wind Rises\n    …the wind <rises> by the sea…\n" +
		snapshottest.Document(c, 1).ID + "  2025-11-12  -     R&D\n"
	if text.String() != want {
		t.Errorf("the hits are\n%s\nwant\n%s", &text, want)
	}
	want = `[
  {
    "id": "` + snapshottest.Document(c, 0).ID + `",
    "date": "2025-11-14",
    "category": "통상",
    "title": "Wind  Rises",
    "snippet": "…the wind <rises> by the sea…",
    "score": 1.235,
    "where": "text"
  },
  {
    "id": "` + snapshottest.Document(c, 1).ID + `",
    "date": "2025-11-12",
    "category": "",
    "title": "R&D",
    "snippet": "",
    "score": 1.2e-06,
    "where": "headline"
  }
]
`
	if object.String() != want {
		t.Errorf("as JSON they are\n%s\nwant\n%s", &object, want)
	}
	object.Reset()
	if err := plain.HitsJSON(&object, nil); err != nil || object.String() != "[]\n" {
		t.Errorf("no hit at all: %q, %v", &object, err)
	}
}

func TestReleaseJSON(t *testing.T) {
	r := snapshottest.Document(load(t), 0)
	var b strings.Builder
	if err := plain.ReleaseJSON(&b, plain.Page{Document: r}); err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := json.Unmarshal([]byte(b.String()), &object); err != nil {
		t.Fatal(err)
	}
	if len(object) != 17 || object["body"] != r.Body || !strings.Contains(object["markdown"].(string), "\n\n> He added") {
		t.Errorf("the object is %v", object)
	}
}

// broken fails from the n-th byte on.
type broken struct{ n int }

func (b *broken) Write(p []byte) (int, error) {
	if b.n -= len(p); b.n < 0 {
		return 0, errors.ErrUnsupported
	}
	return len(p), nil
}

func TestWriteErrors(t *testing.T) {
	c := load(t)
	var hits []plain.Hit
	for r := range plain.Some(c, plain.All(c)) {
		hits = append(hits, plain.Hit{Release: r, Snippet: "…a place…"})
	}
	for n := range 400 {
		for name, err := range map[string]error{
			"List":        plain.List(&broken{n}, plain.Some(c, plain.All(c))),
			"ListJSON":    plain.ListJSON(&broken{n}, all(c)),
			"Hits":        plain.Hits(&broken{n}, hits),
			"HitsJSON":    plain.HitsJSON(&broken{n}, hits),
			"Release":     plain.Release(&broken{n}, plain.Page{Document: snapshottest.Document(c, 0)}, 80),
			"ReleaseJSON": plain.ReleaseJSON(&broken{n}, plain.Page{Document: snapshottest.Document(c, 0)}),
		} {
			if !errors.Is(err, errors.ErrUnsupported) {
				t.Fatalf("%s after %d bytes: %v", name, n, err)
			}
		}
	}
}

func TestFind(t *testing.T) {
	var releases []data.Document
	for i, title := range []string{
		"Carbon-Neutral Plants Open",          // 0
		"A Plant Opens",                       // 1
		"Implants Approved",                   // 2
		"“Façade” of the Ministry’s M.AX Hub", // 3
		"Plan",              // 4
		"A Plan for a Plan", // 5
	} {
		releases = append(releases, data.Document{Release: data.Release{Date: data.Date(20251130 - i), Title: title}})
	}
	c, _ := snapshot.New(releases)
	index := letters.New(c)
	find := func(name string) string {
		rows, named, err := plain.Find(context.Background(), c, index, name)
		if err != nil {
			t.Fatal(err)
		}
		if named && len(rows) == 0 {
			t.Errorf("%q names nothing", name)
		}
		if len(rows) > 0 && !named {
			return strings.Trim(fmt.Sprint(rows), "[]") + "?"
		}
		return strings.Trim(fmt.Sprint(rows), "[]")
	}
	for name, want := range map[string]string{
		"plants":                  "0",      // a word
		"PLANT":                   "1",      // a word, and elsewhere the beginning of one
		"opens plant":             "1",      // in any order
		"open":                    "0",      // a word, and elsewhere the beginning of one
		"ope":                     "0 1?",   // beginnings
		"mplant":                  "2?",     // inside
		"lant":                    "0 1 2?", // inside
		"plnt":                    "",       // scattered
		"carbon neutral":          "0",
		"carbon-neutral":          "0",
		"facade":                  "3",
		"\"facade\" ministry's":   "3",
		"max":                     "3",
		"plan":                    "4", // in full, and elsewhere a word
		"plan a":                  "5",
		"  a   plan for a  plan ": "5",
		"nothing like this":       "",
		"":                        "",
		" ":                       "",
		"!!!":                     "",
		"\x00":                    "",
		"\u200b":                  "",
	} {
		if got := find(name); got != want {
			t.Errorf("%q means the rows [%s], want [%s]", name, got, want)
		}
	}
	for i := range c.Len() {
		id := snapshottest.Document(c, i).ID
		for _, name := range []string{id, strings.ToUpper(id), " " + id + " "} {
			if got := find(name); got != fmt.Sprint(i) {
				t.Errorf("%q means the rows [%s], want [%d]", name, got, i)
			}
		}
		if rows := c.WithPrefix(id[:5]); !slices.Equal(rows, []int{i}) || find(id[:5]) != fmt.Sprint(i) {
			t.Errorf("%q means the rows [%s], want [%d]", id[:5], find(id[:5]), i)
		}
	}
	begins := c.ID(0)[:5]
	both, _ := snapshot.New(append(releases, data.Document{Release: data.Release{Date: 20251101, Title: begins}}))
	if rows, named, err := plain.Find(t.Context(), both, letters.New(both), begins); err != nil || !named || !slices.Equal(rows, []int{0, 6}) {
		t.Errorf("the beginning of an ID that is a headline too means %v, %t, %v", rows, named, err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, _, err := plain.Find(stopped, c, index, "plan"); err != context.Canceled {
		t.Errorf("stopped, the error is %v", err)
	}
}

func TestList(t *testing.T) {
	c, _ := snapshot.New([]data.Document{
		{Release: data.Release{Date: 20251114, Title: "Wind  Rises", Category: "FTA/Economic  Cooperation"}},
		{Release: data.Release{Date: 20251113, Title: strings.Repeat("Long ", 100), Category: "통상"}},
		{Release: data.Release{Date: 20251112, Title: "한국"}},
	})
	var b strings.Builder
	if err := plain.List(&b, plain.Some(c, plain.All(c))); err != nil {
		t.Fatal(err)
	}
	want := snapshottest.Document(c, 0).ID + "  2025-11-14  FTA/Economic Cooperation  Wind Rises\n" +
		snapshottest.Document(c, 1).ID + "  2025-11-13  통상                      " + strings.Repeat(" Long", 100)[1:] + "\n" +
		snapshottest.Document(c, 2).ID + "  2025-11-12  -                         한국\n"
	if b.String() != want {
		t.Errorf("the list is\n%s\nwant\n%s", &b, want)
	}
}

// TestStructuredBody draws a body that has a structure of its own.
func TestStructuredBody(t *testing.T) {
	got := plain.Body("See [its page](<https://m.example/x>) and <https://m.example/y>.\n\n## Figures\n\n| Goods | 2025 |\n| --- | --- |\n| Ships | 1,230 |\n\nAttached: [f.pdf](<https://m.example/f>)", 40)
	want := `See its page <https://m.example/x> and
https://m.example/y.

Figures
-------

Goods   2025
------------
Ships  1,230

Attached: f.pdf <https://m.example/f>`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
