package model

import (
	"strings"
	"testing"
	"testing/synctest"

	"pressroom/data/index/texts"
)

// A name or a sum that is asked for is the place of its release: in the snippet, and
// highlighted in the text. What the query does not choose is not highlighted.
func TestMentions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // where timers run out at once
		r := corpusReader(t)
		defer r.Library().Close()
		carry(r, r.Init())
		for query, want := range map[string]string{
			"krw>=10tn":                  "more than KRW 100 trillion; more than KRW 15 trillion",
			"org:KATS date:2025-11-27":   "Korean Agency for Technology and Standards; KATS",
			`person:"Kevin Engel"`:       "Kevin Engel",
			"country:us":                 "U.S.; U.S.",
			"category:industry":          "",
			"org:KATS strength":          "",
			"org:nobody":                 "",
			"org:samsung krw>=10tn":      "Samsung Electronics",
			"date:2025-11-27 since:2025": "",
		} {
			carry(r, r.SetLetters(query))
			carry(r, r.WantSnippets(0, r.Listing().Len()))
			var highlights []string
			for i := range r.Listing().Len() {
				if r.Listing().Query.Texted() {
					break
				}
				s := r.Snippet(i)
				for _, at := range s.Highlights {
					highlights = append(highlights, s.Text[at.Start:at.End])
				}
				if body := documentAt(r, i).Body; len(s.Highlights) > 0 && len(r.HighlightsIn(body)) < len(s.Highlights) {
					t.Errorf("%s: %d places are highlighted in the text of %q", query, len(r.HighlightsIn(body)), r.At(i).Title)
				}
				if named := r.Query().Named(); r.Listing().HasPlaces(i) != named {
					t.Errorf("%s: place %d has a place in its text: %t, want %t", query, i, !named, named)
				}
			}
			if got := strings.Join(highlights, "; "); got != want {
				t.Errorf("%s: highlighted are %q, want %q", query, got, want)
			}
			carry(r, r.ClearFacets())
		}
	})
}

// A release that does not name what is asked for has no place in its text.
func TestNoMention(t *testing.T) {
	lib := corpusReader(t).Library()
	defer lib.Close()
	if _, err := lib.Names(t.Context()); err != nil {
		t.Fatal(err)
	}
	q := parsed(t, "org:KATS")
	l, err := Search(t.Context(), lib, q, nil)
	if err != nil || l.Len() == 0 || l.Len() == lib.Len() {
		t.Fatalf("it lists %v, %v", l, err)
	}
	for n := range lib.End() {
		list, err := lib.Snippets(t.Context(), q, texts.Query{}, []int{n})
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		if named := l.placeOf(n) >= 0; (list[0].Where == texts.InText) != named || (list[0].Text != "") != named {
			t.Errorf("release %d is found in the %v: %q", n, list[0].Where, list[0].Text)
		}
	}
}
