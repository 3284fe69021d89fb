package board_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
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
		if r.Category != "" {
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
		last, categories := 0, false
		for _, r := range b.Releases {
			checkRelease(t, r)
			categories = categories || r.Category != ""
			if r.Place.Line <= last || r.Place.Line > lines || r.Place.File != "f" {
				t.Fatalf("a release at %v, after line %d of %d", r.Place, last, lines)
			}
			last = r.Place.Line
		}
		if categories && !b.Categories {
			t.Fatal("a release has a category, and the board has none")
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
		if len(b.Problems) == 0 {
			checkNothingLost(t, string(text), b.Releases)
		}
	})
}

func checkRelease(t *testing.T, r data.Document) {
	if d, err := data.ParseDate(r.Date.String()); err != nil || d != r.Date {
		t.Fatalf("the date %d: %v", r.Date, err)
	}
	if r.Title == "" || strings.Contains(r.Title+r.Category, "\n") || r.ID != "" {
		t.Fatalf("the release %+v", r)
	}
	for _, s := range []string{r.Title, r.Category, r.Body} {
		if clean, n := data.Sanitize(s); clean != s || n != 0 || strings.TrimSpace(s) != s {
			t.Fatalf("%q is not clean", s)
		}
	}
	if r.Excerpt && !data.IsExcerpt(r.Body) {
		t.Fatalf("%q is marked as an excerpt: %v", r.Body, r.Excerpt)
	}
}

// checkNothingLost holds a board without problems to what its text has: every
// letter and figure is a release's, in their order, but for the dates.
func checkNothingLost(t *testing.T, text string, releases []data.Document) {
	rest := board.KeyOf(board.Clean(text))
	for i, r := range releases {
		next := regexp.MustCompile("^$")
		if i+1 < len(releases) {
			n := releases[i+1]
			next = regexp.MustCompile("^" + regexp.QuoteMeta(board.KeyOf(n.Category)+board.KeyOf(n.Title)) + `|^\pL{0,20}` + dayOf(n)[1:])
		}
		var ok bool
		if rest, ok = cutRelease(rest, r, next); !ok {
			t.Fatalf("of release %d, %q, dated %v, is left %.300q, want %.300q", i, r.Title, r.Date, rest, r.Body)
		}
	}
	if rest != "" {
		t.Fatalf("behind the last release stands %q", rest)
	}
}

// dayOf returns a pattern of a release's date, in all forms and without signs.
func dayOf(r data.Document) string {
	month := strings.ToLower(r.Date.Month().String()[:3]) + `[a-z]{0,6}`
	return fmt.Sprintf(`^(?:%04[1]d년?0?%[2]d월?0?%[3]d일?|%[4]s0?%[3]d%04[1]d|0?%[3]d%[4]s%04[1]d)`, r.Date.Year(), int(r.Date.Month()), r.Date.Day(), month)
}

// cutRelease takes a release off a text, with its date, which may stand anywhere.
// Then comes next.
func cutRelease(text string, r data.Document, next *regexp.Regexp) (rest string, ok bool) {
	all := board.KeyOf(r.Category) + board.KeyOf(r.Title) + board.KeyOf(r.Body)
	day := regexp.MustCompile(dayOf(r))
	for at := range min(len(text), len(all)+60) {
		m := day.FindString(text[at:])
		if m == "" {
			continue
		}
		for label := min(at, len(all)); label >= max(0, at-60); label-- {
			if text[:label] != all[:label] {
				continue
			}
			behind, found := text[at+len(m):], all[label:]
			for more := 0; more <= min(20, len(behind)); more++ {
				rest, ok := strings.CutPrefix(behind[more:], found)
				if ok && next.MatchString(rest) {
					return rest, true
				}
			}
		}
	}
	return text, false
}

// What is read can be written as a board and read again.
func TestReadAgain(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	texts := []string{corpus.Text()}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	for i, text := range texts {
		b, err := board.Parse("f", strings.NewReader(text))
		if err != nil || len(b.Releases) == 0 {
			continue
		}
		text := serialise(b)
		again, err := board.Parse("f", strings.NewReader(text))
		if err != nil || len(again.Releases) != len(b.Releases) || again.Categories != b.Categories {
			t.Fatalf("text %d: %q\nreads back as %+v, %v", i, text, again, err)
		}
		for i, r := range again.Releases {
			r.Place = b.Releases[i].Place
			if r != b.Releases[i] {
				t.Errorf("%+v\nreads back as\n%+v", b.Releases[i], r)
			}
		}
	}
}

func BenchmarkParse(b *testing.B) {
	var no board.Board
	parsed, err := board.Parse("f", strings.NewReader(corpus.Text()))
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range parsed.Releases {
		r.Category = ""
		no.Releases = append(no.Releases, r)
	}
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
