package archive_test

import (
	"context"
	"fmt"
	"testing"

	"pressroom/data"
	"pressroom/data/archive"
	"pressroom/data/snapshot"
)

// The sizes of the benchmarks. What the program is held to is the largest:
//
//	go test -run - -bench . ./data/archive
//
// takes some minutes; -short leaves it out.
func sizes() []int {
	if testing.Short() {
		return []int{10, 10_000}
	}
	return []int{10, 10_000, 100_000}
}

func textBytes(c *snapshot.Snapshot) (n int64) {
	for i := range c.Len() {
		n += int64(len(c.Document(i).Title) + len(c.Document(i).Body))
	}
	return n
}

func BenchmarkIndex(b *testing.B) {
	for _, n := range sizes() {
		c := generate(1, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				a, err := archive.Temp(b.Context(), c, nil)
				if err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				b.ReportMetric(float64(archive.Size(b, a))/float64(textBytes(c)), "index/text")
				a.Close()
				b.StartTimer()
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "releases/s")
		})
	}
}

// Searches with the snippets of the first screen, as they come from a key.
func BenchmarkSearch(b *testing.B) {
	for _, n := range sizes() {
		c := generate(1, n)
		a, err := archive.Temp(b.Context(), c, nil)
		if err != nil {
			b.Fatal(err)
		}
		for _, bench := range []struct {
			name, query string
			order       archive.Order
		}{
			{"rare", rareWord(), archive.Best},
			{"common-newest", "export trade", archive.Newest},
			{"common-best", "export trade", archive.Best},
			{"common-relevance", "export trade", archive.Relevance},
			{"prefix3", "pre*", archive.Best},
			{"prefix3-relevance", "pre*", archive.Relevance},
			{"prefix1", "p*", archive.Best},
			{"word-prefix", "semiconductor pre*", archive.Best},
			{"phrase", `"korea industry"`, archive.Best},
			{"not", "semiconductor -bilateral", archive.Best},
			{"or", "semiconductor OR bilateral", archive.Best},
			{"mixed-or", "semiconductor OR pre*", archive.Best},
			{"prefix-phrase", `korea’s*`, archive.Best},
			{"korean", "반도", archive.Best},
		} {
			q, err := data.ParseQuery(bench.query, 20251128)
			if err != nil {
				b.Fatal(err)
			}
			text := archive.QueryOf(q)
			b.Run(fmt.Sprint(n, "/", bench.name), func(b *testing.B) {
				all, err := newest(b.Context(), a, c, text)
				if err != nil {
					b.Fatal(err)
				}
				for b.Loop() {
					first(b, a, c, text, bench.order)
				}
				b.ReportMetric(float64(len(all)), "matches")
			})
		}
		text := archive.Query{Clauses: []data.Clause{{Any: []data.Term{{Text: "semiconductor"}}}}}
		b.Run(fmt.Sprint(n, "/all-rows"), func(b *testing.B) {
			for b.Loop() {
				if _, err := newest(b.Context(), a, c, text); err != nil {
					b.Fatal(err)
				}
			}
		})
		a.Close()
	}
}

// first is what an answer takes, with the snippets of its first screen.
func first(b *testing.B, a *archive.Archive, c *snapshot.Snapshot, text archive.Query, order archive.Order) {
	archive.Forget(a)
	hits, err := a.Search(context.Background(), c, text, archive.Options{Order: order})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := text.Snippets(context.Background(), c, rows(hits[:min(50, len(hits))])); err != nil {
		b.Fatal(err)
	}
}
