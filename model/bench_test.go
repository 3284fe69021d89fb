package model

import (
	"context"
	"fmt"
	"testing"

	"pressroom/data"
	"pressroom/data/index/letters/fuzzytest"
	"pressroom/data/snapshot"
)

// BenchmarkFilterKey is a key of the filter, from the letters to the list with
// the counts of all facets: each letter of "semiconductor" in turn, then all
// of them taken back at once.
func BenchmarkFilterKey(b *testing.B) {
	for _, n := range []int{10, 10_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			lib := benchLibrary(n)
			r := NewReader(lib, Options{Clock: today})
			lib.Index()
			r.StartPrompt(FilterPrompt)
			const word = "semiconductor"
			typed := 0
			b.ReportAllocs()
			for b.Loop() {
				typed = typed%len(word) + 1
				answer(r, r.SetLetters(word[:typed]))
			}
		})
	}
}

// BenchmarkFacet is a facet chosen, and no longer chosen.
func BenchmarkFacet(b *testing.B) {
	for _, n := range []int{10, 10_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			lib := benchLibrary(n)
			q := data.Query{}
			b.ReportAllocs()
			for b.Loop() {
				q = q.With(data.Category, "Energy")
				if _, err := find(context.Background(), lib, q, nil, nil, headlines); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// benchLibrary is a library of n releases, some hundred a day.
func benchLibrary(n int) *Library {
	releases := make([]data.Document, n)
	day := data.NewDate(2025, 11, 28)
	for i, title := range fuzzytest.Headlines(1, n) {
		releases[i] = data.Document{Release: data.Release{Date: day.AddDays(-i * 3650 / n), Category: []string{"Industry", "Energy", "Trade/Investment"}[i%3], Title: title}, Body: fmt.Sprint(i)}
	}
	c, _ := snapshot.New(releases)
	return NewLibrary("bench", c, nil)
}
