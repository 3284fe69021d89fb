package texts_test

import (
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
)

// Of a text that came as a page its words are found and shown, and neither its marks nor
// the addresses that it links.
func TestMarksAreNotSearched(t *testing.T) {
	s, _ := snapshot.New([]data.Document{{
		Release: data.Release{Date: 20251114, Title: "Quays"},
		Body:    "See [the harbour plan](<https://secretive.example/x>) of the coast.\n\n## Ferries sail\n\n| Ship | Tons |\n| --- | --- |\n| Aurora | 70 |",
	}})
	a, err := texts.New(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	for words, found := range map[string]bool{`"harbour plan of the coast"`: true, "aurora": true, `"ferries sail ship"`: true, "secretive": false} {
		q, err := data.ParseQuery(words, 20251128)
		if err != nil {
			t.Fatal(err)
		}
		text := texts.QueryOf(q)
		hits, err := a.Search(t.Context(), s, text, texts.Options{})
		if err != nil || len(hits) == 1 != found {
			t.Errorf("%s: %v, %v", words, hits, err)
		}
		if !found {
			continue
		}
		snippets, err := text.Snippets(t.Context(), s, []int{hits[0].Number})
		if err != nil || len(snippets[0].Highlights) == 0 || strings.ContainsAny(snippets[0].Text, "[]<>#|") {
			t.Errorf("%s: %+v, %v", words, snippets, err)
		}
	}
}
