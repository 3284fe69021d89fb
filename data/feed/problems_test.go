package feed_test

import (
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/feed"
)

// However many problems a board has, they are listed or counted.
func TestAllProblemsAreCounted(t *testing.T) {
	const records, listed = 2500, 1000
	text := "-\nEnergy\nFerries Sail Again\nThey did. date2025-11-14\n" + strings.Repeat("-\nEnergy\nFerries Sail\nThey will. date2025-02-30\n", records)
	report, err := feed.Read(t.Context(), "board.txt", strings.NewReader(text), feed.Options{}, func(feed.Item) error { return nil })
	if err != nil || len(report.Problems) != listed+1 {
		t.Fatalf("%v, %d problems, want %d", err, len(report.Problems), listed+1)
	}
	if got, want := report.Problems[listed].String(), "board.txt: 1500 more problems not listed"; got != want {
		t.Errorf("the last one is %q, want %q", got, want)
	}
	if n := data.CountProblems(report.Problems); n != records {
		t.Errorf("there are %d, want %d", n, records)
	}
}
