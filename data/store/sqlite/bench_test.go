package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// text returns about size bytes of sentences.
func text(random *rand.Rand, size int) string {
	words := strings.Fields("the ministry of trade industry and resources announced that exports of semiconductors batteries ships " +
		"and cars grew by percent in november as companies signed agreements on investment supply chains energy and standards with partners")
	var b strings.Builder
	for b.Len() < size {
		b.WriteString(words[random.IntN(len(words))])
		if random.IntN(12) == 0 {
			fmt.Fprintf(&b, " %d.", random.IntN(1000))
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// release returns a release with a text of some size.
func release(random *rand.Rand, i, size int) data.Document {
	return data.Document{
		Release: data.Release{
			Address:  fmt.Sprintf("https://example.org/eng/article/EATCLdfa319ada/%d/view", i),
			Date:     data.NewDate(2015, 1, 1).AddDays(i / 30),
			Category: []string{"Trade", "Energy", "Industry"}[i%3],
			Title:    fmt.Sprintf("Minister discusses item %d with %s", i, text(random, 30)),
		},
		Body: text(random, size),
	}
}

// putMany imports n releases with texts of some size.
func putMany(b testing.TB, s store.Store, n, size int) {
	random := rand.New(rand.NewPCG(1, 1))
	_, err := s.Import(b.Context(), "board", func(in store.Import) error {
		for i := range n {
			if _, err := in.Put(release(random, i, size)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

func openAt(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// BenchmarkStore measures a store of releases of 2 KB.
func BenchmarkStore(b *testing.B) {
	const n, size = 100_000, 2000
	dir := b.TempDir()
	s := openAt(b, filepath.Join(dir, "archive.db"))
	rate := func(b *testing.B) { b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "releases/s") }
	b.Run("Import", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			s = openAt(b, filepath.Join(dir, fmt.Sprint(i, ".db")))
			putMany(b, s, n, size)
		}
		rate(b)
		stats, err := s.Stats(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(stats.Bytes)/float64(stats.Text), "bytes/text")
		b.ReportMetric(float64(stats.Bytes-stats.Free)/float64(stats.Text), "used/text")
	})
	b.Run("ImportAgain", func(b *testing.B) {
		for b.Loop() {
			putMany(b, s, n, size)
		}
		rate(b)
	})
	b.Run("Changes", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			count := 0
			if _, err := s.Changes(b.Context(), store.Generation{}, func(store.Change) error { count++; return nil }); err != nil || count != n {
				b.Fatal(count, err)
			}
		}
		rate(b)
	})
	b.Run("Generation", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Generation(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Document", func(b *testing.B) {
		random := rand.New(rand.NewPCG(1, 1))
		for b.Loop() {
			if _, err := s.Document(b.Context(), 1+random.IntN(n)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Mark", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if err := s.Mark(b.Context(), "me", store.Batch{Actions: []store.Action{{On: true, Numbers: []int{i%n + 1}}}}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Marks", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Marks(b.Context(), "me"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Sync50", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			docs := make([]data.Document, 50)
			for j := range docs {
				docs[j] = storetest.Doc(fmt.Sprint(i, " ", j), "Title", "Text.")
			}
			storetest.Put(b, s, "feed", docs...)
		}
	})
}
