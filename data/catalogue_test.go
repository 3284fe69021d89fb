package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pressroom/data"
)

// many returns n releases, some hundred a day, that are all different.
func many(n int) []data.Release {
	releases := make([]data.Release, n)
	day := data.NewDate(2025, time.November, 28)
	for i := range releases {
		releases[i] = data.Release{
			Date:     day.AddDays(-i * 3650 / n),
			Category: [...]string{"Industry", "Energy", "Trade/Investment"}[i%3],
			Title:    fmt.Sprintf("Korea Advances AI-driven K-Bio Innovation for the %dth Time", i),
			Body:     "The Ministry of Trade, Industry and Resources hosted the 2025 Biotechnology Industry Day on Friday.",
			Place:    data.Place{File: "releases.txt", Line: 4*i + 1},
		}
	}
	return releases
}

func BenchmarkNewCatalogue(b *testing.B) {
	for _, n := range []int{10, 10_000, 1_000_000} {
		releases := many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				given := slices.Clone(releases) // it takes ownership
				b.StartTimer()
				c, problems := data.NewCatalogue(given)
				if c.Len() != n || len(problems) != 0 {
					b.Fatal(c.Len(), problems)
				}
			}
		})
	}
}

func TestCatalogueOrder(t *testing.T) {
	c, problems := data.NewCatalogue([]data.Release{
		{Date: 20251114, Title: "c", Category: "Energy"},
		{Date: 20251128, Title: "a", Category: "Industry"},
		{Date: 20251114, Title: "d"},
		{Date: 20251128, Title: "b", Category: "Energy"},
		{Date: 20240229, Title: "e", Category: "Industry"},
	})
	if len(problems) != 0 {
		t.Fatal(problems)
	}
	var titles, facets string
	for i := range c.Len() {
		titles += c.At(i).Title
		facets += fmt.Sprintf("%s %q; ", c.Days()[c.DayOf(i)], c.Categories()[c.CategoryOf(i)])
	}
	if titles != "abcde" {
		t.Errorf("the order is %s, want abcde", titles)
	}
	if want := `2025-11-28 "Industry"; 2025-11-28 "Energy"; 2025-11-14 "Energy"; 2025-11-14 ""; 2024-02-29 "Industry"; `; facets != want {
		t.Errorf("days and categories are\n%s, want\n%s", facets, want)
	}
	if got, want := fmt.Sprintf("%q %v", c.Categories(), c.Days()), `["" "Energy" "Industry"] [2025-11-28 2025-11-14 2024-02-29]`; got != want {
		t.Errorf("categories and days are %s, want %s", got, want)
	}
}

func TestEmptyCatalogue(t *testing.T) {
	c, problems := data.NewCatalogue(nil)
	if c.Len() != 0 || len(c.Categories()) != 0 || len(c.Days()) != 0 || len(problems) != 0 {
		t.Errorf("%d releases, %q, %v, %v", c.Len(), c.Categories(), c.Days(), problems)
	}
	if rows := c.WithPrefix("0"); rows != nil {
		t.Errorf("rows %v in an empty catalogue", rows)
	}
}

func TestCatalogueKeepsOneOfTheSame(t *testing.T) {
	at := func(line int) data.Place { return data.Place{File: "f", Line: line} }
	c, problems := data.NewCatalogue([]data.Release{
		{Date: 20251114, Title: "Twice", Body: "One body.", Category: "Energy", Place: at(1)},
		{Date: 20251114, Title: "Once", Body: "One body.", Place: at(5)},
		{Date: 20251114, Title: "Twice", Body: "One\nbody.", Category: "Industry", Place: at(9)},
		{Date: 20251115, Title: "Twice", Body: "One body.", Place: at(13)},
		{Date: 20251114, Title: "Twice", Body: "Another body.", Place: at(17)},
		{Date: 20251114, Title: "Once", Body: "One  body.", Place: at(21)},
		{Date: 20251114, Title: "Twice", Body: " One body. ", Place: at(25)},
	})
	if got, want := fmt.Sprint(problems), "[f:9: the same release as at f:1: kept once "+
		"f:21: the same release as at f:5: kept once f:25: the same release as at f:1: kept once]"; got != want {
		t.Errorf("problems are\n%s, want\n%s", got, want)
	}
	var lines []int
	for i := range c.Len() {
		lines = append(lines, c.At(i).Place.Line)
	}
	if got := fmt.Sprint(lines); got != "[13 1 5 17]" {
		t.Errorf("the releases of lines %s are kept, want [13 1 5 17]", got)
	}
}

// Identities do not hang on the order, on what else is there, or on where it
// was read.
func TestIDsAreStable(t *testing.T) {
	releases := many(1000)
	c, _ := data.NewCatalogue(slices.Clone(releases))
	ids := map[string]string{}
	for i := range c.Len() {
		ids[c.At(i).Title] = c.At(i).ID
	}
	other := slices.Clone(releases[300:])
	slices.Reverse(other)
	for i := range other {
		other[i].Place = data.Place{File: "elsewhere", Line: i}
		other[i].Category = ""
	}
	c, _ = data.NewCatalogue(other)
	for i := range c.Len() {
		if r := c.At(i); r.ID != ids[r.Title] {
			t.Fatalf("%q has the ID %s, and had %s", r.Title, r.ID, ids[r.Title])
		}
	}
}

// Among very many releases some share the eight characters that an ID has at
// first. They all take sixteen then.
func TestIDsAreUnique(t *testing.T) {
	var releases []data.Release
	for _, n := range []int{1644473, 1, 1390826, 2, 1694049, 218162, 3} { // found among four million
		releases = append(releases, data.Release{Date: 20251114, Title: fmt.Sprint("Release ", n)})
	}
	c, problems := data.NewCatalogue(releases)
	if len(problems) != 0 {
		t.Fatal(problems[0])
	}
	for i, want := range map[int]string{0: "h4ntdxkgb792g2jm", 2: "h4ntdxkg", 4: "s46n2fe30hq2a4d7", 5: "s46n2fe3"} {
		r := c.At(i)
		if len(r.ID) != 16 || !strings.HasPrefix(r.ID, want) {
			t.Errorf("%q has the ID %s, want all 16 characters of %s", r.Title, r.ID, want)
		}
		if rows := c.WithPrefix(r.ID); len(rows) != 1 || rows[0] != i {
			t.Errorf("ID %s of row %d gives the rows %v", r.ID, i, rows)
		}
		if rows := c.WithPrefix(want[:8]); len(rows) != 2 {
			t.Errorf("%s gives the rows %v, want two", want[:8], rows)
		}
	}
	for _, i := range []int{1, 3, 6} {
		if r := c.At(i); len(r.ID) != 8 {
			t.Errorf("%q has the ID %s, want 8 characters", r.Title, r.ID)
		}
	}
}

func TestWithPrefix(t *testing.T) {
	c, _ := data.NewCatalogue(many(1000))
	for i := range c.Len() {
		id := c.At(i).ID
		for _, prefix := range []string{id, id[:1], id[:3], strings.ToUpper(id[:4])} {
			var want []int
			for j := range c.Len() {
				if strings.HasPrefix(c.At(j).ID, strings.ToLower(prefix)) {
					want = append(want, j)
				}
			}
			if got := c.WithPrefix(prefix); !slices.Equal(got, want) {
				t.Fatalf("WithPrefix(%q) = %v, want %v", prefix, got, want)
			}
		}
	}
	for _, none := range []string{"", "u", "!", "~", c.At(0).ID + "0", "한"} {
		if rows := c.WithPrefix(none); rows != nil {
			t.Errorf("WithPrefix(%q) = %v", none, rows)
		}
	}
}
