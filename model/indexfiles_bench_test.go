package model

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/index/entities"
	"pressroom/data/index/letters/fuzzytest"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
)

// releases is of how many releases the archive of the benchmarks is.
var releases = flag.Int("releases", 5_000, "releases of 2 KB in the archive, for BenchmarkArchive")

// bodies returns releases with texts of 2 KB, a sentence in four of the embedded
// releases, the others made up.
func bodies(seed uint64, n int) []data.Document {
	random := rand.New(rand.NewPCG(seed, 1))
	sentences := fuzzytest.Headlines(seed, 20_000)
	for i, text := range sentences {
		sentences[i] = text[:1] + strings.ToLower(text[1:])
	}
	var real []string
	c, err := corpus.Load()
	if err != nil {
		panic(err)
	}
	for n := range c.Len() {
		text, _ := c.Body(context.Background(), n) // which is in memory
		real = append(real, strings.Split(text, ". ")...)
	}
	titles := fuzzytest.Headlines(seed+1, n)
	list := make([]data.Document, n)
	for i := range list {
		var b strings.Builder
		for b.Len() < 2000 {
			from := sentences
			if random.IntN(4) == 0 {
				from = real
			}
			b.WriteString(from[random.IntN(len(from))])
			b.WriteString(". ")
		}
		list[i] = release(fmt.Sprint(seed, " ", i), titles[i], data.NewDate(2000+i%25, time.Month(1+i%12), 1+i%28), b.String())
	}
	return list
}

// openedBeside returns what makes libraries of an archive, and the first.
func openedBeside(b *testing.B, s store.Store, path string) (*Archive, *Library) {
	k := NewArchive(s, "archive", path+".columns")
	k.KeepIndexes(path, nil)
	if _, err := k.Refresh(b.Context()); err != nil {
		b.Fatal(err)
	}
	return k, k.Library()
}

// What is made of an archive once, what of it is there when it is opened again, and
// what a sync of fifty releases costs until they are found.
func BenchmarkArchive(b *testing.B) {
	path := filepath.Join(b.TempDir(), "archive.db")
	s, err := sqlite.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	bring := func(list []data.Document) {
		if _, err := s.Import(b.Context(), "Ministry", func(in store.Import) error {
			for _, d := range list {
				if _, err := in.Put(d); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	bring(bodies(1, *releases))
	for _, round := range []string{"made", "opened"} {
		for _, index := range []struct {
			name, ending string
			get          func(context.Context, *Library) error
		}{
			{"texts", textsEnding, func(ctx context.Context, l *Library) error { _, err := l.Texts(ctx); return err }},
			{"names", namesEnding, func(ctx context.Context, l *Library) error { _, err := l.Names(ctx); return err }},
		} {
			b.Run(index.name+"/"+round, func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					if round == "made" {
						_ = os.Remove(path + index.ending)
					}
					_, lib := openedBeside(b, s, path)
					b.StartTimer()
					if err := index.get(b.Context(), lib); err != nil {
						b.Fatal(err)
					}
					b.StopTimer()
					_ = lib.Close()
					b.StartTimer()
				}
				b.ReportMetric(float64(*releases)*float64(b.N)/b.Elapsed().Seconds(), "releases/s")
			})
		}
	}
	b.Run("sync", func(b *testing.B) {
		k, lib := openedBeside(b, s, path)
		if _, err := lib.Texts(b.Context()); err != nil {
			b.Fatal(err)
		}
		lib.Index()
		for n := 0; b.Loop(); n++ {
			b.StopTimer()
			fresh := bodies(uint64(1000+n), 50)
			fresh[7].Body = fmt.Sprint("Zebrafish", n, " are found. ", fresh[7].Body)
			bring(fresh)
			b.StartTimer()
			if _, err := k.Refresh(b.Context()); err != nil {
				b.Fatal(err)
			}
			next := k.Library()
			l, err := Search(b.Context(), next, parsed(b, fmt.Sprint("zebrafish", n)), nil)
			if err != nil || l.Len() != 1 {
				b.Fatal(l, err)
			}
			b.StopTimer()
			_ = lib.Close()
			lib = next
			b.StartTimer()
		}
		b.StopTimer()
		_ = lib.Close()
	})
	b.Run("related", func(b *testing.B) {
		_, lib := openedBeside(b, s, path)
		defer lib.Close()
		x, err := lib.Names(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		x.Related(b.Context(), 1, 10)
		var found []entities.Similar
		for b.Loop() {
			found = x.Related(b.Context(), 1+b.N%*releases, 10)
		}
		_ = found
	})
	var sizes string
	stats, err := s.Stats(b.Context())
	if err == nil {
		sizes = fmt.Sprintf("text %d MB, archive %d MB, beside it %d MB", stats.Text>>20, stats.Bytes>>20, IndexBytes(path)>>20)
	}
	b.Log(sizes)
}
