package letters

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pressroom/data"
	"pressroom/data/index/letters/fuzzytest"
	"pressroom/data/snapshot"
)

// someChanges makes changes of a snapshot: additions, corrections and deletions,
// some of one release twice, some of none.
func someChanges(random *rand.Rand, s *snapshot.Snapshot, titles []string, n int) []snapshot.Change {
	var changes []snapshot.Change
	for range n {
		c := snapshot.Change{Number: random.IntN(s.End() + n)}
		if random.IntN(4) > 0 {
			r := data.Release{Title: titles[random.IntN(len(titles))], Date: data.Date(20251101 + random.IntN(28))}
			c.Document = &data.Document{Release: r}
		}
		changes = append(changes, c)
	}
	return changes
}

// After any changes an index finds what a fresh one does, in the same order, and
// what earlier searches left serves the next.
func TestApplyIsFresh(t *testing.T) {
	titles := fuzzytest.Headlines(3, 9000)
	sizes := []int{0, 1, 64, 4096, 9000}
	if testing.Short() {
		sizes = []int{0, 64, 4200}
	}
	for _, n := range sizes {
		random := rand.New(rand.NewPCG(uint64(n), 5))
		s := fuzzytest.Snapshot(titles[:n])
		x := New(s)
		for _, size := range []int{1, 10, 0, 100, maxRecent - 100, 2 * maxRecent, 50, 3} {
			changes := someChanges(random, s, titles, size)
			s = s.Apply(changes)
			x = x.Apply(s, changes)
			if x.parts[1].len() > maxRecent || x.Len() != s.Len() {
				t.Fatalf("%d headlines and %d recent ones, want %d", x.Len(), x.parts[1].len(), s.Len())
			}
			fresh := New(s)
			var prev *Result
			for _, query := range append(someQueries(random, titles, 4), "e", "ex", "export", "export to", "export t") {
				got, want := mustSearch(t, x, query, prev), mustSearch(t, fresh, query, nil)
				prev = got
				if !slices.Equal(rowsOf(got), rowsOf(want)) || got.ends != want.ends {
					t.Fatalf("%q after %d changes of %d: %d releases %v, want %d %v", query, size, n, got.Len(), head(rowsOf(got)), want.Len(), head(rowsOf(want)))
				}
			}
		}
	}
}

// What many small changes leave is no larger than a fresh index by much, nor is
// what many deletions leave.
func TestApplyStaysSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	titles := fuzzytest.Headlines(3, 14_000)
	s := fuzzytest.Snapshot(titles[:10_000])
	x := New(s)
	for n := 10_000; n < 14_000; n += 10 {
		var changes []snapshot.Change
		for i := range 10 {
			r := data.Release{Title: titles[n+i], Date: 20251129}
			changes = append(changes, snapshot.Change{Number: n + i, Document: &data.Document{Release: r}})
		}
		s = s.Apply(changes)
		x = x.Apply(s, changes)
	}
	if size, fresh := x.Size(), New(s).Size(); size > fresh+fresh/4 {
		t.Errorf("after 400 batches it takes %d bytes, a fresh one %d", size, fresh)
	}
	var gone []snapshot.Change
	for n := range 7500 {
		gone = append(gone, snapshot.Change{Number: n})
	}
	s = s.Apply(gone)
	x = x.Apply(s, gone)
	if x.parts[0].len() != s.Len() {
		t.Errorf("%d headlines are kept of %d", x.parts[0].len(), s.Len())
	}
}
