package texts_test

import (
	"context"
	"fmt"
	"testing"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
)

// The sizes of the benchmarks. What the program is held to is the largest:
//
//	go test -run - -bench . ./data/index/texts
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
		n += int64(len(snapshottest.Document(c, i).Title) + len(snapshottest.Document(c, i).Body))
	}
	return n
}

func BenchmarkIndex(b *testing.B) {
	for _, n := range sizes() {
		c := generate(1, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				a, err := texts.New(b.Context(), c)
				if err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				b.ReportMetric(float64(texts.Size(b, a))/float64(textBytes(c)), "index/text")
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
		a, err := texts.New(b.Context(), c)
		if err != nil {
			b.Fatal(err)
		}
		for _, bench := range []struct {
			name, query string
			order       texts.Order
		}{
			{"rare", rareWord(), texts.Best},
			{"common-newest", "export trade", texts.Newest},
			{"common-best", "export trade", texts.Best},
			{"common-relevance", "export trade", texts.Relevance},
			{"prefix3", "pre*", texts.Best},
			{"prefix3-relevance", "pre*", texts.Relevance},
			{"prefix1", "p*", texts.Best},
			{"word-prefix", "semiconductor pre*", texts.Best},
			{"phrase", `"korea industry"`, texts.Best},
			{"not", "semiconductor -bilateral", texts.Best},
			{"or", "semiconductor OR bilateral", texts.Best},
			{"mixed-or", "semiconductor OR pre*", texts.Best},
			{"prefix-phrase", `korea’s*`, texts.Best},
			{"korean", "반도", texts.Best},
		} {
			q, err := data.ParseQuery(bench.query, 20251128)
			if err != nil {
				b.Fatal(err)
			}
			text := texts.QueryOf(q)
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
		text := texts.Query{Clauses: []data.Clause{{Any: []data.Term{{Text: "semiconductor"}}}}}
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
func first(b *testing.B, a *texts.Index, c *snapshot.Snapshot, text texts.Query, order texts.Order) {
	texts.Forget(a)
	hits, err := a.Search(context.Background(), c, text, texts.Options{Order: order})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := text.Snippets(context.Background(), c, rows(hits[:min(50, len(hits))])); err != nil {
		b.Fatal(err)
	}
}
