package board_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pressroom/data"
	"pressroom/data/board"
	"pressroom/data/corpus"
)

// serialise writes releases as a board has them.
func serialise(b board.Board) string {
	var s strings.Builder
	for _, r := range b.Releases {
		s.WriteString("-\n")
		if b.Categories {
			s.WriteString(r.Category + "\n")
		}
		s.WriteString(r.Title + "\n" + r.Body + " date" + r.Date.String() + "\n")
	}
	return s.String()
}

// FuzzParse holds Parse to what it promises on any text.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(corpus.Text()))
	f.Fuzz(func(t *testing.T, text []byte) {
		b, err := board.Parse("f", bytes.NewReader(text))
		if err != nil {
			if len(b.Releases)+len(b.Problems) != 0 || !strings.HasPrefix(err.Error(), "f: ") {
				t.Fatalf("with the error %q came %+v", err, b)
			}
			return
		}
		lines := bytes.Count(text, []byte("\n")) + 1
		last := 0
		for _, r := range b.Releases {
			checkRelease(t, r, b.Categories)
			if r.Place.Line <= last || r.Place.Line > lines || r.Place.File != "f" {
				t.Fatalf("a release at %v, after line %d of %d", r.Place, last, lines)
			}
			last = r.Place.Line
		}
		last = 1
		for i, p := range b.Problems {
			if p.Line == 0 && i == 1000 {
				break // the one that counts the others
			}
			if p.Line < last || p.Line > lines || p.File != "f" || p.What == "" || !utf8.ValidString(p.What) {
				t.Fatalf("the problem %q, after line %d of %d", p, last, lines)
			}
			last = p.Line
		}
		if len(b.Releases) > 0 {
			checkAgain(t, b)
		}
	})
}

func checkRelease(t *testing.T, r data.Release, categories bool) {
	if d, err := data.ParseDate(r.Date.String()); err != nil || d != r.Date {
		t.Fatalf("the date %d: %v", r.Date, err)
	}
	if r.Title == "" || strings.Contains(r.Title+r.Category, "\n") || (r.Category != "") != categories || r.ID != "" {
		t.Fatalf("the release %+v", r)
	}
	for _, s := range []string{r.Title, r.Category, r.Body} {
		if clean, n := data.Sanitize(s); clean != s || n != 0 || strings.TrimSpace(s) != s {
			t.Fatalf("%q is not clean", s)
		}
	}
	if r.Excerpt != data.IsExcerpt(r.Body) {
		t.Fatalf("%q is marked as an excerpt: %v", r.Body, r.Excerpt)
	}
}

// checkAgain reads what was read once more.
func checkAgain(t *testing.T, b board.Board) {
	text := serialise(b)
	again, err := board.Parse("f", strings.NewReader(text))
	if err != nil || len(again.Problems) != 0 || len(again.Releases) != len(b.Releases) || again.Categories != b.Categories {
		t.Fatalf("%q\nreads back as %+v, %v", text, again, err)
	}
	for i, r := range again.Releases {
		r.Place = b.Releases[i].Place
		if r != b.Releases[i] {
			t.Fatalf("%+v\nreads back as\n%+v", b.Releases[i], r)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	var no board.Board
	parsed, err := board.Parse("f", strings.NewReader(corpus.Text()))
	if err != nil {
		b.Fatal(err)
	}
	no.Releases = parsed.Releases
	for _, bench := range []struct {
		name, text string
	}{
		{"corpus", corpus.Text()},
		{"no categories", serialise(no)},
		{"10000 releases", strings.Repeat(corpus.Text()+"\n", 1000)},
		{"1000000 headlines", strings.Repeat("-\nIndustry\nKorea Advances AI-driven K-Bio Innovation\nIt did. date2025-11-28\n", 1_000_000)},
		{"Korean", strings.Repeat("-\n산업\n한국, AI 바이오 혁신 추진\n"+strings.Repeat("산업통상부는 28일 행사를 열었다. ", 60)+"date2025-11-28\n", 1000)},
		{"hyphens", strings.Repeat("-\n", 1_000_000) + good},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := board.Parse("f", strings.NewReader(bench.text)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
