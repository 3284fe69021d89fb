package data_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
)

// A catalogue gives back every release that went in, newest first and within a
// day as given, whatever their sizes; those that are there again are left out.
func TestCatalogueGivesBack(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for _, n := range []int{1, 2, 100, 4095, 4097, 9000} {
		var b data.Builder
		var given, want []data.Release
		problems := 0
		for i := range n {
			r := data.Release{
				Date:     data.Date(20250101 + random.IntN(28)),
				Category: []string{"", "Energy", "통상"}[random.IntN(3)],
				Title:    fmt.Sprint("Headline ", i),
				Body:     strings.Repeat("수출 exports ", random.IntN(40)),
				Excerpt:  random.IntN(2) == 0,
				Place:    data.Place{File: []string{"a.txt", "b.txt"}[random.IntN(2)], Line: i + 1},
			}
			switch random.IntN(20) {
			case 0:
				r.Body = strings.Repeat("x", random.IntN(100<<10))
			case 1:
				r.Title, r.Body = "", ""
			}
			if len(given) > 0 && random.IntN(10) == 0 { // again, as another board has it
				r = given[random.IntN(len(given))]
				r.Category, r.Place.Line = "Industry", i+1
			}
			given = append(given, r)
			b.Add(r)
			if same := func(o data.Release) bool { return o.Key() == r.Key() }; slices.ContainsFunc(want, same) {
				problems++
			} else {
				want = append(want, r)
			}
			if n > 4000 && len(want) > 200 { // the search above is slow: enough of duplicates
				for i++; i < n; i++ {
					r := data.Release{Date: data.Date(20250101 + i%28), Title: fmt.Sprint("Other ", i), Place: data.Place{Line: i}}
					b.Add(r)
					want = append(want, r)
				}
				break
			}
		}
		if got := len(want) + problems; b.Len() != got {
			t.Fatalf("%d were added, the builder counts %d", got, b.Len())
		}
		slices.SortStableFunc(want, func(x, y data.Release) int { return cmp.Compare(y.Date, x.Date) })
		c, again := b.Catalogue()
		if c.Len() != len(want) || len(again) != problems {
			t.Fatalf("%d releases and %d problems, want %d and %d", c.Len(), len(again), len(want), problems)
		}
		for i := range want {
			got := *c.At(i)
			if want[i].ID = got.Key()[:len(got.ID)]; got != want[i] {
				t.Fatalf("of %d, row %d is\n%.300v, want\n%.300v", n, i, got, want[i])
			}
			if c.ID(i) != got.ID || c.Title(i) != got.Title || c.Body(i) != got.Body {
				t.Fatalf("of %d, row %d has parts of another", n, i)
			}
			if rows := c.WithPrefix(got.ID); len(rows) != 1 || rows[0] != i {
				t.Fatalf("of %d, row %d is found in rows %v by its ID", n, i, rows)
			}
		}
	}
}
