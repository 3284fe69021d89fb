package model

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"pressroom/data"
	"pressroom/data/index/letters/fuzzytest"
	"pressroom/data/snapshot"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
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

// BenchmarkKept opens an archive of 100,000 releases whose columns are kept beside it,
// and takes over fifty that a sync has brought.
func BenchmarkKept(b *testing.B) {
	const n = 100_000
	path := filepath.Join(b.TempDir(), "archive.db")
	s, err := sqlite.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	bring := func(from, to int) {
		_, err := s.Import(b.Context(), "Ministry", func(in store.Import) error {
			for i := from; i < to; i++ {
				d := release(fmt.Sprint("https://example.org/article/", i), fmt.Sprint("Minister discusses item ", i), data.NewDate(2015, 1, 1).AddDays(i/30), "A text.")
				if _, err := in.Put(d); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	bring(0, n)
	renewed := func(k *Archive) *Library {
		if changed, err := k.Refresh(b.Context()); !changed || err != nil {
			b.Fatal(changed, err)
		}
		return k.Library()
	}
	k := NewArchive(s, "archive", path+".columns")
	renewed(k)
	if err := k.SaveColumns(b.Context(), 0o600); err != nil {
		b.Fatal(err)
	}
	b.Run("Head", func(b *testing.B) {
		for b.Loop() {
			NewArchive(s, "archive", path+".columns").Head(b.Context())
		}
	})
	b.Run("Open", func(b *testing.B) {
		for b.Loop() {
			renewed(NewArchive(s, "archive", path+".columns"))
		}
	})
	b.Run("Sync", func(b *testing.B) {
		k.Library().Index()
		for i := n; b.Loop(); i += 50 {
			b.StopTimer()
			bring(i, i+50)
			b.StartTimer()
			renewed(k).Index()
		}
	})
	b.Run("Body", func(b *testing.B) {
		lib := k.Library()
		for i := 0; b.Loop(); i++ {
			if _, err := lib.Body(b.Context(), 1+i*7919%n); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, step := range map[string]int{"BodiesInRow": 1, "BodiesAnywhere": 79} {
		b.Run(name, func(b *testing.B) {
			lib := k.Library()
			var numbers []int
			for i := range 1000 {
				numbers = append(numbers, 1+i*step)
			}
			for b.Loop() {
				err := lib.Bodies(b.Context(), numbers, func(_ int, _ string, err error) error { return err })
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
