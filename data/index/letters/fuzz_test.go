package letters

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pressroom/data/text"
)

func FuzzSearch(f *testing.F) {
	f.Add("Korea’s M.AX Alliance", "max korea", "m")
	f.Add("반도체 수출, AI반도체", "반도체", "반체")
	f.Add("R&D in the U.S. at 1.5%", "us r&d", "1")
	f.Add("ana-ana’s banana", "anas", "an")
	f.Fuzz(func(t *testing.T, title, query, before string) {
		titles := []string{"Korea Exports", title, "수출 " + title}
		x := newIndex(titles)
		prev := mustSearch(t, x, before, nil)
		r := mustSearch(t, x, query, prev)
		if got, want := rowsOf(r), reference(titles, query); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", query, got, want)
		}
		for rank := range r.Len() {
			row := r.At(rank)
			if class, _ := referenceClass(text.Fold(titles[row]), query); class != r.Class(rank) {
				t.Errorf("%q in %q: %v, want %v", query, titles[row], r.Class(rank), class)
			}
			checkHighlights(t, titles[row], query)
		}
	})
}

// checkHighlights checks that what is highlighted holds the letters of each word of query,
// in spans that are sorted, apart and cut between characters.
func checkHighlights(t *testing.T, title, query string) {
	t.Helper()
	spans := Highlights(title, query)
	at := -1
	for _, s := range spans {
		if s.Start <= at || s.End <= s.Start || s.End > len(title) {
			t.Fatalf("%q in %q: spans %v", query, title, spans)
		}
		at = s.End
		if utf8.ValidString(title) && (!utf8.RuneStart(title[s.Start]) || s.End < len(title) && !utf8.RuneStart(title[s.End])) {
			t.Fatalf("%q in %q: spans %v cut a character", query, title, spans)
		}
	}
	highlights := strings.Join(highlightedText(title, spans), "")
	for _, word := range words(query) {
		if !within(word, highlights) {
			t.Errorf("%q in %q highlights %q", query, title, highlights)
		}
	}
}
