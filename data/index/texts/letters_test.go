package texts_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// Where a word or else letters are asked for, a headline that has the letters has all that
// is asked, and is said to, by searches and by snippets.
func TestLettersOrWords(t *testing.T) {
	c, _ := snapshot.New([]data.Document{
		{Release: data.Release{Title: "Graphene", Date: 20250103}, Body: "A plant for ports."},
		{Release: data.Release{Title: "Ports", Date: 20250102}, Body: "Of Busan."},
		{Release: data.Release{Title: "Busan", Date: 20250101}, Body: "Its ports."},
	})
	a := index(t, c)
	asked := parsed(t, "~grphn OR ports")
	asked.Letters = func(string) []int { return []int{0} }
	hits, err := a.Search(t.Context(), c, asked, texts.Options{Order: texts.Newest})
	want := []texts.Hit{{Number: 0, Where: texts.InHeadline}, {Number: 1, Where: texts.InHeadline}, {Number: 2}}
	if err != nil || !slices.Equal(hits, want) {
		t.Errorf("found %v, %v, want %v", hits, err, want)
	}
	snippets, err := asked.Snippets(t.Context(), c, rows(hits))
	if err != nil || len(snippets) != len(hits) {
		t.Fatal(snippets, err)
	}
	for i, s := range snippets {
		if s.Where != want[i].Where {
			t.Errorf("the snippet of %d says %v, want %v", s.Number, s.Where, want[i].Where)
		}
	}
}

// A word and its opposite are two clauses, of which only one can hold.
func TestOpposites(t *testing.T) {
	c := small(t)
	a := index(t, c)
	for _, query := range []string{"korea -korea", "-korea korea", `"korea" -"korea"`} {
		if found, err := newest(t.Context(), a, c, parsed(t, query)); err != nil || found != nil {
			t.Errorf("%s finds %v, %v", query, found, err)
		}
	}
}

// brokenBodies fails at one text.
type brokenBodies struct{ at int }

var errBroken = errors.New("it cannot be read")

func (b brokenBodies) Bodies(_ context.Context, numbers []int, yield func(store.Body) error) error {
	for _, n := range numbers {
		if n == b.at {
			return errBroken
		}
		if err := yield(store.Body{Number: n, Text: "A text."}); err != nil {
			return err
		}
	}
	return nil
}

// An index is whole, or there is none.
func TestIndexIsWhole(t *testing.T) {
	for _, at := range []int{0, 700, 1000} {
		b := snapshot.NewStoreBuilder(brokenBodies{at})
		for n := range 1000 {
			b.Put(data.Document{Release: data.Release{Number: n, Title: "Release", Date: 20250101, Lang: "en"}}, 1)
		}
		a, err := texts.New(t.Context(), b.Snapshot())
		if whole := at == 1000; whole != (err == nil) || !whole && !errors.Is(err, errBroken) {
			t.Errorf("of texts that break at %d: %v", at, err)
		}
		if err == nil {
			a.Close()
		}
	}
}

// What cannot be read while hits are ranked is an error of the search.
func TestRankIsWhole(t *testing.T) {
	b := snapshot.NewStoreBuilder(brokenBodies{-1})
	b.Put(data.Document{Release: data.Release{Title: "Release", Date: 20250101, Lang: "en"}}, 1)
	a := index(t, b.Snapshot())
	broken := snapshot.NewStoreBuilder(brokenBodies{0})
	broken.Put(data.Document{Release: data.Release{Title: "Release", Date: 20250101, Lang: "en"}}, 1)
	for order, want := range map[texts.Order]error{texts.Relevance: errBroken, texts.Best: errBroken, texts.Newest: nil} {
		if _, err := a.Search(t.Context(), broken.Snapshot(), parsed(t, "text"), texts.Options{Order: order}); !errors.Is(err, want) {
			t.Errorf("in order %d: %v, want %v", order, err, want)
		}
	}
}
