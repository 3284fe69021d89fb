package snapshot_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
	"pressroom/data/text"
)

// A snapshot gives back every release that went in, by its number, newest first
// and within a day as given, whatever their sizes; those that are there again are
// left out.
func TestSnapshotGivesBack(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for _, n := range []int{1, 2, 100, 4095, 4097, 9000} {
		var b snapshot.Builder
		var want []data.Document
		first := map[data.Hash]bool{}
		problems := 0
		for i := range n {
			d := someDocument(random, i)
			if i > 0 && random.IntN(10) == 0 { // again, as another board has it
				if len(want) > 0 {
					again := want[random.IntN(len(want))]
					again.Category, again.Place.Line = "Industry", i+1
					d = again
				}
			}
			b.Add(d)
			if hash := d.Hash(); first[hash] {
				problems++
			} else {
				first[hash] = true
				d.Number, d.Version, d.Lang = i, hash.String(), text.Language("", d.Title, d.Body)
				want = append(want, d)
			}
		}
		slices.SortStableFunc(want, func(x, y data.Document) int { return cmp.Compare(y.Date, x.Date) })
		s, again := b.Snapshot()
		if s.Len() != len(want) || s.End() != n || len(again) != problems {
			t.Fatalf("%d releases to number %d and %d problems, want %d, %d and %d", s.Len(), s.End(), len(again), len(want), n, problems)
		}
		for i, d := range want {
			d.ID, d.Source = d.Version[:data.IDLen], d.Place.File
			d.Address = d.Source + "#" + d.ID
			if number := int(s.Order()[i]); number != d.Number || *snapshottest.Document(s, number) != d {
				t.Fatalf("of %d, place %d has\n%.300v, want\n%.300v", n, i, *snapshottest.Document(s, number), d)
			}
			if s.ID(d.Number) != d.ID || s.Title(d.Number) != d.Title || snapshottest.Document(s, d.Number).Body != d.Body || s.PlaceOf(d.Number) != d.Place {
				t.Fatalf("of %d, number %d has parts of another", n, d.Number)
			}
			if numbers := s.WithPrefix(d.ID); len(numbers) != 1 || numbers[0] != d.Number {
				t.Fatalf("of %d, number %d is found as %v by its ID", n, d.Number, numbers)
			}
		}
	}
}

// someDocument returns a document as boards have them, and as they do not.
func someDocument(random *rand.Rand, i int) data.Document {
	d := data.Document{
		Release: data.Release{
			Date:     data.Date(20250101 + random.IntN(28)),
			Category: []string{"", "Energy", "통상"}[random.IntN(3)],
			Title:    fmt.Sprint("Headline ", i),
			Excerpt:  random.IntN(2) == 0,
		},
		Body:  strings.Repeat("수출 exports ", random.IntN(40)),
		Place: data.Place{File: []string{"a.txt", "b.txt"}[random.IntN(2)], Line: i + 1},
	}
	switch random.IntN(200) {
	case 0:
		d.Body = strings.Repeat("x", random.IntN(100<<10))
	case 1:
		d.Title, d.Body = "", ""
	}
	return d
}
