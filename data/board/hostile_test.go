package board_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"pressroom/data/board"
)

// repeat reads as text over and over, size bytes in all, out of no memory.
func repeat(text string, size int64) io.Reader {
	block := strings.Repeat(text, 1+(64<<10)/len(text))
	return io.LimitReader(&loop{text: block}, size)
}

type loop struct {
	text string
	at   int
}

func (l *loop) Read(p []byte) (int, error) {
	n := copy(p, l.text[l.at:])
	l.at = (l.at + n) % len(l.text)
	return n, nil
}

const good = "-\nIndustry\nRobots Go to Work\nThey went to work. date2025-11-24\n"

// TestHostileSizes reads what is far too long in every way, keeps the release
// that stands beside it, and allocates no more than a few records.
func TestHostileSizes(t *testing.T) {
	const huge = 200 << 20
	for _, test := range []struct {
		name     string
		text     io.Reader
		problems string
	}{
		{"a line of a body", io.MultiReader(strings.NewReader("-\nIndustry\nTitle\n"), repeat("x", huge), strings.NewReader("\n"+good)),
			"[f:1: record longer than 1024 KiB skipped: is a line with - alone missing?]"},
		{"a title", io.MultiReader(strings.NewReader("-\nIndustry\n"), repeat("산업 ", huge), strings.NewReader("\nBody. date2025-11-24\n"+good)),
			"[f:1: record longer than 1024 KiB skipped: is a line with - alone missing?]"},
		{"a body of many lines", io.MultiReader(strings.NewReader("-\nIndustry\nTitle\n"), repeat("date2025-11-24\n", 15*(4<<20)), strings.NewReader(good)),
			"[f:1: record longer than 1024 KiB skipped: is a line with - alone missing?]"},
		{"a line before the first record", io.MultiReader(repeat("- ", huge), strings.NewReader("\n"+good)),
			"[f:1: text before the first record skipped: a record begins with a line that is - alone]"},
		{"empty lines", io.MultiReader(repeat("\n", 8<<20), strings.NewReader(good)), "[]"},
		{"spaces after the hyphen", io.MultiReader(strings.NewReader("-"), repeat(" ", huge), strings.NewReader("\n"+good)),
			"[f:1: text before the first record skipped: a record begins with a line that is - alone]"},
		{"carriage returns", io.MultiReader(strings.NewReader(good+"-\n"), repeat("\r", huge)),
			"[f:5: record longer than 1024 KiB skipped: is a line with - alone missing?]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			before := allocated()
			b, err := board.Parse("f", test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := allocated() - before; got > 16<<20 {
				t.Errorf("%d MiB allocated", got>>20)
			}
			if len(b.Releases) != 1 || b.Releases[0].Title != "Robots Go to Work" {
				t.Errorf("%d releases kept", len(b.Releases))
			}
			if got := fmt.Sprint(b.Problems); got != test.problems {
				t.Errorf("problems are %s, want %s", got, test.problems)
			}
		})
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func TestNoNewlineAtAll(t *testing.T) {
	before := allocated()
	_, err := board.Parse("f", repeat("Industry and no end date2025-11-24 ", 200<<20))
	if err == nil || !strings.HasPrefix(err.Error(), "f: no release in it: ") {
		t.Errorf("the error is %v", err)
	}
	if got := allocated() - before; got > 16<<20 {
		t.Errorf("%d MiB allocated", got>>20)
	}
}

// A record that is too long is one: its file is a board.
func TestOneLongRecord(t *testing.T) {
	b, err := board.Parse("f", io.MultiReader(strings.NewReader("-\n"), repeat("Industry and no end\n", 2<<20)))
	if err != nil || fmt.Sprint(b.Problems) != "[f:1: record longer than 1024 KiB skipped: is a line with - alone missing?]" {
		t.Errorf("%v, %v", b.Problems, err)
	}
}

func TestManyHyphens(t *testing.T) {
	const n = 1_000_000
	b, err := board.Parse("f", io.MultiReader(strings.NewReader(good), repeat("-\n", 2*n)))
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Releases) != 1 || len(b.Problems) != 1001 {
		t.Fatalf("%d releases, %d problems", len(b.Releases), len(b.Problems))
	}
	if got, want := b.Problems[0].String(), "f:5: empty record skipped"; got != want {
		t.Errorf("the first problem is %q, want %q", got, want)
	}
	if got, want := b.Problems[1000].String(), "f: 999000 more problems not listed"; got != want {
		t.Errorf("the last problem is %q, want %q", got, want)
	}
}

// Marks of the site in a text are looked through once, however many they are: once for
// each line would take minutes.
func TestManyMarks(t *testing.T) {
	b, err := board.Parse("f", io.MultiReader(strings.NewReader(good+"-\n"), repeat("***\n", 4*20_000)))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(len(b.Releases), b.Problems), "1 [f:5: no date: record skipped; its text must end as in date2025-11-14]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// The longest record that is kept has a mebibyte.
func TestLongestRecord(t *testing.T) {
	head, tail := "Industry\nA Title\n", " date2025-11-24\n"
	for size, kept := range map[int]bool{1<<20 - 1: true, 1 << 20: true, 1<<20 + 1: false} {
		body := strings.Repeat("x", size-len(head)-len(tail))
		b, err := board.Parse("f", strings.NewReader("-\n"+head+body+tail+good))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(b.Releases) == 2; got != kept {
			t.Errorf("a record of %d bytes: kept %v, want %v", size, got, kept)
		} else if kept && b.Releases[0].Body != body {
			t.Errorf("a body of %d bytes came back changed", len(body))
		}
	}
}

// What is too long for a headline or a category goes to the head of the text,
// and is reported; up to the limit nothing changes.
func TestLongHeads(t *testing.T) {
	const category, title, body = "Industry", "A Title", "The body ends."
	word := strings.Repeat("x", 99) + " "
	for _, test := range []struct{ category, title, wantCategory, wantTitle, wantBody, problem string }{
		{category, strings.Repeat("y", 1000), category, strings.Repeat("y", 1000), body, ""},
		{category, strings.Repeat("y", 1001), category, strings.Repeat("y", 1000), "y\n" + body,
			"f:5: headline of 1001 bytes: what exceeds 1000 was put at the head of its text"},
		{category, strings.Repeat("한", 350), category, strings.Repeat("한", 333), strings.Repeat("한", 17) + "\n" + body,
			"f:5: headline of 1050 bytes: what exceeds 1000 was put at the head of its text"},
		{category, strings.Repeat(word, 10) + "and so on", category, strings.TrimSpace(strings.Repeat(word, 10)), "and so on\n" + body,
			"f:5: headline of 1009 bytes: what exceeds 1000 was put at the head of its text"},
	} {
		b, err := board.Parse("f", strings.NewReader(good+"-\n"+test.category+"\n"+test.title+"\n"+body+" date2025-11-24\n"+strings.Repeat(good, 20)))
		if err != nil {
			t.Fatal(err)
		}
		r := b.Releases[1]
		if r.Category != test.wantCategory || r.Title != test.wantTitle || r.Body != test.wantBody {
			t.Errorf("%.20s, %.20s: got %.40q, %.40q, %.60q", test.category, test.title, r.Category, r.Title, r.Body)
		}
		if got := strings.Trim(fmt.Sprint(b.Problems), "[]"); got != test.problem {
			t.Errorf("%.20s, %.20s: problems are %q, want %q", test.category, test.title, got, test.problem)
		}
	}
	megabyte := strings.Repeat("word ", 200_000)
	b, err := board.Parse("f", strings.NewReader(good+"-\nIndustry\n"+megabyte+"\nEnd. date2025-11-24\n"+good))
	if err != nil || len(b.Releases) != 3 {
		t.Fatal(len(b.Releases), err)
	}
	if r := b.Releases[1]; len(r.Title) > 1000 || strings.Count(r.Title+r.Body, "word") != 200_000 {
		t.Errorf("a headline of a megabyte: %d bytes of headline, %d words", len(r.Title), strings.Count(r.Title+r.Body, "word"))
	}
}

// A category that long is found only where others are unknown too.
func TestLongCategories(t *testing.T) {
	title, body := strings.Repeat("Quays ", 40)+"Open", "The body ends."
	for category, want := range map[string][3]string{
		strings.Repeat("c", 200):        {strings.Repeat("c", 200), body, ""},
		strings.Repeat("c", 199) + "한국": {strings.Repeat("c", 199), "한국\n" + body, "f:1: category of 205 bytes: what exceeds 200 was put at the head of its text"},
	} {
		b, err := board.Parse("f", strings.NewReader("-\n"+category+"\n"+title+"\n"+body+" date2025-11-24\n"+strings.Repeat("-\nFerries\nQuay Opens\nIt opened. date2025-11-24\n", 20)))
		if err != nil || len(b.Releases) != 21 {
			t.Fatal(len(b.Releases), err)
		}
		r := b.Releases[0]
		if got := [3]string{r.Category, r.Body, strings.Trim(fmt.Sprint(b.Problems), "[]")}; got != want || r.Title != title {
			t.Errorf("%.20s: got %q, want %q", category, got, want)
		}
	}
}

func TestManyCategories(t *testing.T) {
	var text strings.Builder
	const n = 10_000
	for i := range n + 2 {
		fmt.Fprintf(&text, "-\nIndustry %d\nRobots Go to Work\nThey went to work. date2025-11-24\n", i)
	}
	b, err := board.Parse("f", strings.NewReader(text.String()))
	if err != nil || len(b.Releases) != n+2 {
		t.Fatal(len(b.Releases), err)
	}
	if r := b.Releases[n-1]; r.Category != "Industry 9999" || r.Body != "They went to work." {
		t.Errorf("the last category is %+v", r)
	}
	if r := b.Releases[n+1]; r.Category != "" || r.Body != "Industry 10001\nThey went to work." {
		t.Errorf("one category too many is %+v", r)
	}
	if got, want := fmt.Sprint(b.Problems[0]), "f:40001: more than 10000 categories: this one was put at the head of its text"; len(b.Problems) != 2 || got != want {
		t.Errorf("%d problems, the first %q, want %q", len(b.Problems), got, want)
	}
}

// However a reader hands out its bytes, the same comes of them: lines around
// the size of the buffer are where it could go wrong.
func TestChunks(t *testing.T) {
	for _, size := range []int{1, 100, 65535 - 1, 65535, 65536, 65537, 131071, 131072, 131073} {
		text := "\ufeff" + good + "-\r\nEnergy\r\nWind\r\n" + strings.Repeat("y", size-1) + "\r\n-\t\nend. date2025-11-25\n" + good +
			"-\nEnergy\nSun\n" + strings.Repeat("y", size) + "\r\r\nend. date2025-11-25\n"
		want := print(board.Parse("f", strings.NewReader(text)))
		if !strings.Contains(want, "Sun") || !strings.HasSuffix(want, "releases: 3\n") {
			t.Fatalf("size %d:\n%.200s", size, want)
		}
		for _, r := range []io.Reader{iotest.OneByteReader(strings.NewReader(text)), iotest.DataErrReader(strings.NewReader(text)), iotest.HalfReader(strings.NewReader(text))} {
			if got := print(board.Parse("f", r)); got != want {
				t.Errorf("lines of %d bytes: got\n%.400s\nwant\n%.400s", size, got, want)
			}
		}
	}
}

func TestReadErrors(t *testing.T) {
	broken := errors.New("the disk is on fire")
	for name, r := range map[string]io.Reader{
		"at once":   iotest.ErrReader(broken),
		"early":     io.MultiReader(strings.NewReader("-"), iotest.ErrReader(broken)),
		"later":     io.MultiReader(strings.NewReader(good), iotest.ErrReader(broken)),
		"with path": iotest.ErrReader(&fs.PathError{Op: "read", Path: "f.txt", Err: broken}),
	} {
		b, err := board.Parse("f.txt", r)
		if !errors.Is(err, broken) || err.Error() != "f.txt: cannot be read: the disk is on fire" {
			t.Errorf("%s: the error is %v", name, err)
		}
		if len(b.Releases)+len(b.Problems) != 0 {
			t.Errorf("%s: something came of it: %+v", name, b)
		}
	}
}
