package model

import (
	"fmt"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot"
)

// Letters of a headline are found in a library whose texts are not searched for
// what is typed, also when a phrase has had its texts indexed.
func TestLettersInAVeryLargeLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("a million headlines")
	}
	var b snapshot.Builder
	for i := range typedTexts + 1 {
		b.Add(data.Document{Release: data.Release{Date: 20251114, Title: fmt.Sprint("No. ", i)}})
	}
	b.Add(data.Document{Release: data.Release{Date: 20251115, Title: "Graphene Square Opens Pohang Plant"}})
	s, _ := b.Snapshot()
	lib := NewLibrary("large", s, nil)
	defer lib.Close()
	asks := func(when string) {
		t.Helper()
		l, err := find(t.Context(), lib, data.Query{Words: "grphn"}, nil, nil, headlines)
		if err != nil || l.Len() != 1 || l.Section(0) != ScatteredLetters {
			t.Errorf("%s: %d releases are found, %v", when, l.Len(), err)
		}
	}
	asks("without an index of the texts")
	if _, err := lib.Texts(t.Context()); err != nil {
		t.Fatal(err)
	}
	lib.recent.clear()
	asks("with one")
}
