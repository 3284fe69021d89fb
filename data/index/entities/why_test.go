package entities_test

import (
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/index/entities"
	"pressroom/data/snapshot"
)

// Why two releases are alike is told by names and rare words, and not by the publisher,
// by plain words or by addresses; only where there is nothing else by what there is.
func TestWhy(t *testing.T) {
	const ministry = "The Ministry of Trade, Industry and Energy (MOTIE) said so. Visit https://board.example.org/eng earlier. "
	bodies := []string{
		ministry + "Samsung Electronics came to see graphene plants. They continued to address the need for zirconium.",
		ministry + "Samsung Electronics came earlier, and addressed zirconium mines. They continued.",
		ministry + "The quay was built of granite.",
		ministry + "Ferries sail to the islands on Sundays.",
		ministry + "Schools teach music in the mornings.",
		"They came earlier and continued to address needs.",
		"We came earlier, and they continued to address the needs.",
	}
	docs := make([]data.Document, len(bodies))
	for i, b := range bodies {
		docs[i] = data.Document{Release: data.Release{Date: data.NewDate(2025, 11, 20-i), Title: "Notice " + strings.Repeat("x", i+1)}, Body: b}
	}
	snap, _ := snapshot.New(docs)
	index := entities.NewIndex(snap)
	why := func(row, other int) []string {
		for _, s := range index.Related(t.Context(), row, len(docs)) {
			if s.Row == other {
				return s.Why
			}
		}
		return nil
	}
	if got := why(0, 1); !slices.Equal(got, []string{"Samsung Electronics", "zirconium"}) {
		t.Errorf("by the name and the rare word: %q", got)
	}
	if got := why(5, 6); len(got) == 0 {
		t.Error("where there are plain words alone, nothing is said")
	}
}
