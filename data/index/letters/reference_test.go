package letters

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	library "github.com/sahilm/fuzzy"

	"pressroom/data/index/letters/fuzzytest"
	"pressroom/data/text"
)

// reference is Search without any of its ideas: each word is looked for at
// each place of each title, and the library says whether its letters match.
func reference(titles []string, query string) []int32 {
	var ranked [NumClasses][]int32
	for row, title := range titles {
		if class, ok := referenceClass(text.Fold(title), query); ok {
			ranked[class] = append(ranked[class], int32(row))
		}
	}
	return slices.Concat(ranked[:]...)
}

func referenceClass(s, query string) (worst Class, ok bool) {
	for _, word := range strings.Fields(text.Fold(query)) {
		if len(library.FindNoSort(word, []string{s})) == 0 {
			return 0, false
		}
		best := Scattered
		for i := range s {
			if strings.HasPrefix(s[i:], word) {
				best = min(best, classAt(s, i, i+len(word)))
			}
		}
		if !strings.ContainsFunc(word, func(c rune) bool { return text.KindOf(c) == text.Sign }) {
			joined, at := join(nil, nil, s)
			for i := range joined {
				if strings.HasPrefix(string(joined[i:]), word) {
					best = min(best, classAt(s, int(at[i]), int(at[i+len(word)-1])+1))
				}
			}
		}
		worst = max(worst, best)
	}
	return worst, true
}

func newIndex(titles []string) *Index { return New(fuzzytest.Snapshot(titles)) }

func mustSearch(t *testing.T, x *Index, query string, prev *Result) *Result {
	t.Helper()
	r, err := x.Search(context.Background(), query, prev)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func rowsOf(r *Result) []int32 {
	rows := make([]int32, 0, r.Len())
	for row := range r.Numbers() {
		rows = append(rows, int32(row))
	}
	return rows
}

// someQueries makes queries as people type them: words of the headlines,
// whole, cut at either end, with letters left out, in any order.
func someQueries(random *rand.Rand, titles []string, n int) []string {
	queries := []string{"", " ", "e", "qqq", "’", "-", "korea's", "u.s", "us", "R&D", "max", "반도", "도체", "ai ai a"}
	for range n {
		var query []string
		for range 1 + random.IntN(3) {
			words := strings.Fields(titles[random.IntN(len(titles))])
			word := []rune(words[random.IntN(len(words))])
			switch random.IntN(4) {
			case 0:
				word = word[:1+random.IntN(len(word))]
			case 1:
				word = word[random.IntN(len(word)):]
			case 2:
				word = slices.DeleteFunc(word, func(rune) bool { return random.IntN(3) == 0 })
			}
			query = append(query, string(word))
		}
		queries = append(queries, strings.Join(query, " "))
	}
	return queries
}

func TestSearchIsTheReference(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 65, 2*rowsPerWorker + 100} {
		titles := fuzzytest.Headlines(uint64(n), n)
		x := newIndex(titles)
		queries := 300
		if n > 1000 || testing.Short() {
			queries = 10
		}
		random := rand.New(rand.NewPCG(uint64(n), 1))
		for _, query := range someQueries(random, append(titles, "Korea’s M.AX Alliance"), queries) {
			got, want := rowsOf(mustSearch(t, x, query, nil)), reference(titles, query)
			if !slices.Equal(got, want) {
				t.Errorf("%d headlines, %q: got %d rows %v, want %d %v", n, query, len(got), head(got), len(want), head(want))
			}
		}
	}
}

func head(rows []int32) []int32 { return rows[:min(8, len(rows))] }

// TestTypedIsAskedFresh types queries letter by letter, takes letters back,
// and goes from one query to another: what the last key left must not show.
func TestTypedIsAskedFresh(t *testing.T) {
	titles := fuzzytest.Headlines(7, 3000)
	x := newIndex(titles)
	random := rand.New(rand.NewPCG(7, 7))
	var prev *Result
	for _, query := range someQueries(random, titles, 60) {
		letters := []rune(query)
		for i := 1; i <= len(letters)+2; i++ {
			typed := string(letters[:min(i, len(letters))-max(0, i-len(letters))%max(1, len(letters))])
			typedRows := mustSearch(t, x, typed, prev)
			if fresh := mustSearch(t, x, typed, nil); !slices.Equal(rowsOf(typedRows), rowsOf(fresh)) || typedRows.ends != fresh.ends {
				t.Fatalf("%q after %q: got %d rows %v, want %d %v", typed, prev.words,
					typedRows.Len(), typedRows.ends, fresh.Len(), fresh.ends)
			}
			prev = typedRows
		}
	}
}

func TestNarrows(t *testing.T) {
	for _, test := range []struct {
		old, new string
		want     bool
	}{
		{"", "a", true},
		{"gr", "gra", true},
		{"ra", "gra", true},
		{"gp", "graph", true},
		{"graph korea", "korea graphene", true},
		{"gr", "graph korea", true},
		{"gra", "gr", false},
		{"ab", "a b", false},
		{"ab", "ba", false},
		{"graph korea", "graphene", false},
		{"KOREA’S", "korea's", true},
		{"a", "", false},
	} {
		x := newIndex([]string{"Korea"})
		if got := mustSearch(t, x, test.old, nil).narrows(words(test.new)); got != test.want {
			t.Errorf("%q narrows to %q: %v, want %v", test.old, test.new, got, test.want)
		}
	}
}

// TestBaseKnowsClasses checks that a second word costs one pass: the result
// of the first is kept and taken up, also when the second is corrected.
func TestBaseKnowsClasses(t *testing.T) {
	x := newIndex([]string{"Korea Exports", "Exports of Korea"})
	one := mustSearch(t, x, "korea", nil)
	two := mustSearch(t, x, "korea exz", one)
	if two.base != one || two.Len() != 0 {
		t.Fatalf("%q is based on %v and finds %d", two.words, two.base, two.Len())
	}
	mended := mustSearch(t, x, "korea ex", two)
	if mended.base != one || mended.Len() != 2 {
		t.Errorf("%q is based on %v and finds %d", mended.words, mended.base, mended.Len())
	}
}

// TestManyChunks has more different chunks than one code can number, and more
// than one builder.
func TestManyChunks(t *testing.T) {
	titles := make([]string, 3*rowsPerWorker)
	for i := range titles {
		titles[i] = fmt.Sprintf("a%d b%d c%d common", i, i*7, i*3)
	}
	x := newIndex(titles)
	if x.parts[0].chunks() <= wide {
		t.Fatalf("%d chunks, want more than %d", x.parts[0].chunks(), wide)
	}
	for _, query := range []string{"a77", "common", "b70007", "c12a", "9 8 7 6"} {
		if got, want := rowsOf(mustSearch(t, x, query, nil)), reference(titles, query); !slices.Equal(got, want) {
			t.Errorf("%q: got %d rows, want %d", query, len(got), len(want))
		}
	}
}

// TestLongWords has words around the lengths that notes can follow, and one
// that the library's bonus overflows on.
func TestLongWords(t *testing.T) {
	letters := strings.Repeat("abcdefghijklmnopqrstuvwxyz", 3)
	var titles []string
	for n := 1; n <= 70; n++ {
		titles = append(titles, letters[:n]+" end", "x"+strings.Join(strings.Split(letters[:n], ""), " "), letters[:n/2]+" "+letters[n/2:n])
	}
	x := newIndex(titles)
	for _, n := range []int{shortSteps - 1, shortSteps, shortSteps + 1, maxSteps - 1, maxSteps, maxSteps + 1, 41, 60} {
		query := letters[:n]
		r := mustSearch(t, x, query, nil)
		if got, want := rowsOf(r), reference(titles, query); !slices.Equal(got, want) {
			t.Errorf("%d letters: got %v, want %v", n, got, want)
		}
		for row := range r.Numbers() {
			if got := strings.Join(highlightedText(titles[row], Highlights(titles[row], query)), ""); got != query && got != query+query {
				t.Errorf("%q highlights %q in %q", query, got, titles[row])
			}
		}
	}
}

// highlightedText returns the letters that spans highlight, folded.
func highlightedText(title string, spans []text.Span) []string {
	var highlights []string
	for _, s := range spans {
		highlights = append(highlights, text.Fold(title[s.Start:s.End]))
	}
	return highlights
}

// TestHighlightedLettersAreTheTyped checks on many headlines that what is highlighted, taken
// together, is the typed word, once or several times.
func TestHighlightedLettersAreTheTyped(t *testing.T) {
	titles := fuzzytest.Headlines(3, 2000)
	x := newIndex(titles)
	random := rand.New(rand.NewPCG(3, 3))
	for _, query := range someQueries(random, titles, 200) {
		word, _, _ := strings.Cut(strings.TrimSpace(text.Fold(query)), " ")
		if word == "" {
			continue
		}
		r := mustSearch(t, x, word, nil)
		for rank := range min(50, r.Len()) {
			row := r.At(rank)
			highlights := strings.Join(highlightedText(titles[row], Highlights(titles[row], word)), "")
			if r.Class(rank) == Scattered && highlights != word || strings.ReplaceAll(highlights, word, "") != "" || highlights == "" {
				t.Fatalf("%q (%v) highlights %q in %q", word, r.Class(rank), highlights, titles[row])
			}
		}
	}
}

// TestLibraryAcceptsScatteredLetters pins what is assumed of sahilm/fuzzy:
// it matches if the letters are there in order, and only then.
func TestLibraryAcceptsScatteredLetters(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	for range 20000 {
		some := func(n int) string {
			b := make([]rune, random.IntN(n))
			for i := range b {
				b[i] = []rune("abc-. 한글é")[random.IntN(9)]
			}
			return text.Fold(string(b))
		}
		word, title := strings.ReplaceAll(some(5), " ", ""), some(20)
		if word == "" {
			continue
		}
		if got, want := within(word, title), len(library.Find(word, []string{title})) == 1; got != want {
			t.Fatalf("%q in %q: %v, the library says %v", word, title, got, want)
		}
	}
}
