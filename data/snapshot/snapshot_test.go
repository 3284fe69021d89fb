package snapshot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
)

// many returns n releases, some hundred a day, that are all different.
func many(n int) []data.Document {
	releases := make([]data.Document, n)
	day := data.NewDate(2025, time.November, 28)
	for i := range releases {
		releases[i] = data.Document{Release: data.Release{Date: day.AddDays(-i * 3650 / n), Category: [...]string{"Industry", "Energy", "Trade/Investment"}[i%3], Title: fmt.Sprintf("Korea Advances AI-driven K-Bio Innovation for the %dth Time", i)}, Body: "The Ministry of Trade, Industry and Resources hosted the 2025 Biotechnology Industry Day on Friday.", Place: data.Place{File: "releases.txt", Line: 4*i + 1}}
	}
	return releases
}

func BenchmarkNew(b *testing.B) {
	for _, n := range []int{10, 10_000, 1_000_000} {
		releases := many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				given := slices.Clone(releases) // it takes ownership
				b.StartTimer()
				c, problems := snapshot.New(given)
				if c.Len() != n || len(problems) != 0 {
					b.Fatal(c.Len(), problems)
				}
			}
		})
	}
}

func TestOrder(t *testing.T) {
	c, problems := snapshot.New([]data.Document{
		{Release: data.Release{Date: 20251114, Title: "c", Category: "Energy"}},
		{Release: data.Release{Date: 20251128, Title: "a", Category: "Industry"}},
		{Release: data.Release{Date: 20251114, Title: "d"}},
		{Release: data.Release{Date: 20251128, Title: "b", Category: "Energy"}},
		{Release: data.Release{Date: 20240229, Title: "e", Category: "Industry"}},
	})
	if len(problems) != 0 {
		t.Fatal(problems)
	}
	var titles, facets string
	for _, n := range c.Order() {
		i := int(n)
		titles += snapshottest.Document(c, i).Title
		facets += fmt.Sprintf("%s %q; ", c.Days()[c.DayOf(i)], c.Values(data.Category)[c.ValuesOf(data.Category)(i)[0]])
	}
	if titles != "abcde" {
		t.Errorf("the order is %s, want abcde", titles)
	}
	if want := `2025-11-28 "Industry"; 2025-11-28 "Energy"; 2025-11-14 "Energy"; 2025-11-14 ""; 2024-02-29 "Industry"; `; facets != want {
		t.Errorf("days and categories are\n%s, want\n%s", facets, want)
	}
	if got, want := fmt.Sprintf("%q %v", c.Values(data.Category), c.Days()), `["" "Energy" "Industry"] [2025-11-28 2025-11-14 2024-02-29]`; got != want {
		t.Errorf("categories and days are %s, want %s", got, want)
	}
}

func TestEmpty(t *testing.T) {
	c, problems := snapshot.New(nil)
	if c.Len() != 0 || len(c.Values(data.Category)) != 0 || len(c.Days()) != 0 || len(problems) != 0 {
		t.Errorf("%d releases, %q, %v, %v", c.Len(), c.Values(data.Category), c.Days(), problems)
	}
	if rows := c.WithPrefix("0"); rows != nil {
		t.Errorf("rows %v in an empty snapshot", rows)
	}
}

func TestOneOfTheSameIsKept(t *testing.T) {
	at := func(line int) data.Place { return data.Place{File: "f", Line: line} }
	c, problems := snapshot.New([]data.Document{
		{Release: data.Release{Date: 20251114, Title: "Twice", Category: "Energy"}, Body: "One body.", Place: at(1)},
		{Release: data.Release{Date: 20251114, Title: "Once"}, Body: "One body.", Place: at(5)},
		{Release: data.Release{Date: 20251114, Title: "Twice", Category: "Industry"}, Body: "One\nbody.", Place: at(9)},
		{Release: data.Release{Date: 20251115, Title: "Twice"}, Body: "One body.", Place: at(13)},
		{Release: data.Release{Date: 20251114, Title: "Twice"}, Body: "Another body.", Place: at(17)},
		{Release: data.Release{Date: 20251114, Title: "Once"}, Body: "One  body.", Place: at(21)},
		{Release: data.Release{Date: 20251114, Title: "Twice"}, Body: " One body. ", Place: at(25)},
	})
	if got, want := fmt.Sprint(problems), "[f:9: the same release as at f:1: kept once "+
		"f:21: the same release as at f:5: kept once f:25: the same release as at f:1: kept once]"; got != want {
		t.Errorf("problems are\n%s, want\n%s", got, want)
	}
	var lines []int
	for _, n := range c.Order() {
		lines = append(lines, snapshottest.Document(c, int(n)).Place.Line)
	}
	if got := fmt.Sprint(lines); got != "[13 1 5 17]" {
		t.Errorf("the releases of lines %s are kept, want [13 1 5 17]", got)
	}
}

// Identities do not hang on the order, on what else is there, or on where it
// was read.
func TestIDsAreStable(t *testing.T) {
	releases := many(1000)
	c, _ := snapshot.New(slices.Clone(releases))
	ids := map[string]string{}
	for i := range c.Len() {
		ids[snapshottest.Document(c, i).Title] = snapshottest.Document(c, i).ID
	}
	other := slices.Clone(releases[300:])
	slices.Reverse(other)
	for i := range other {
		other[i].Place = data.Place{File: "elsewhere", Line: i}
		other[i].Category = ""
	}
	c, _ = snapshot.New(other)
	for i := range c.Len() {
		if r := snapshottest.Document(c, i); r.ID != ids[r.Title] {
			t.Fatalf("%q has the ID %s, and had %s", r.Title, r.ID, ids[r.Title])
		}
	}
}

// Among very many releases some share the eight characters that an ID has. The
// first one keeps them; those after it take others, as short.
func TestIDsAreUnique(t *testing.T) {
	var releases []data.Document
	for _, n := range []int{1644473, 1, 1390826, 2, 1694049, 218162, 3} { // found among four million
		releases = append(releases, data.Document{Release: data.Release{Date: 20251114, Title: fmt.Sprint("Release ", n)}})
	}
	check := func(s *snapshot.Snapshot) {
		t.Helper()
		for n, want := range releases {
			id := want.Hash().ID()
			if n == 2 || n == 5 { // their first ones are 0 and 4
				id = want.Hash().Next().ID()
			}
			if got := s.ID(n); got != id.String() || len(got) != data.IDLen {
				t.Errorf("%q has the ID %s, want %s", want.Title, got, id)
			}
			if found := s.WithPrefix(id.String()); len(found) != 1 || found[0] != n {
				t.Errorf("ID %s of number %d gives %v", id, n, found)
			}
		}
	}
	s, problems := snapshot.New(releases)
	if len(problems) != 0 {
		t.Fatal(problems[0])
	}
	check(s)
	s, _ = snapshot.New(nil)
	for n := range releases { // one after the other, as they come
		s = s.Apply([]snapshot.Change{{Number: n, Document: &releases[n]}})
	}
	check(s)
}

func TestWithPrefix(t *testing.T) {
	c, _ := snapshot.New(many(1000))
	var ids []string
	for i := range c.Len() {
		ids = append(ids, snapshottest.Document(c, i).ID)
	}
	for _, id := range ids {
		for _, prefix := range []string{id, id[:1], id[:3], strings.ToUpper(id[:4])} {
			var want []int
			for j, other := range ids {
				if strings.HasPrefix(other, strings.ToLower(prefix)) {
					want = append(want, j)
				}
			}
			if got := c.WithPrefix(prefix); !slices.Equal(got, want) {
				t.Fatalf("WithPrefix(%q) = %v, want %v", prefix, got, want)
			}
		}
	}
	for _, none := range []string{"", "u", "!", "~", ids[0] + "0", "한"} {
		if rows := c.WithPrefix(none); rows != nil {
			t.Errorf("WithPrefix(%q) = %v", none, rows)
		}
	}
}

// A release of several categories is in each.
func TestSeveralCategories(t *testing.T) {
	var documents []data.Document
	for _, category := range []string{"Industry", "Industry; Energy", "Energy; Energy", ""} {
		documents = append(documents, data.Document{Release: data.Release{Date: 20251114, Title: category + "!", Category: category}})
	}
	s, _ := snapshot.New(documents)
	if got, want := fmt.Sprintf("%q", s.Values(data.Category)), `["" "Energy" "Industry"]`; got != want {
		t.Errorf("the categories are %s, want %s", got, want)
	}
	for n, want := range []string{"[2]", "[2 1]", "[1]", "[0]"} {
		if got := fmt.Sprint(s.ValuesOf(data.Category)(n)); got != want {
			t.Errorf("number %d is in %s, want %s", n, got, want)
		}
	}
	if got := s.At(1).Category; got != "Industry; Energy" {
		t.Errorf("the category reads %q", got)
	}
}
