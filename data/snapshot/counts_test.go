package snapshot_test

import (
	"fmt"
	"slices"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot"
)

// What is counted of a snapshot is not changed by those that are made of it, one beside the
// other: neither in it, nor in the next one of it.
func TestCountsAreOfEach(t *testing.T) {
	one := data.Document{Release: data.Release{Date: 20251114, Title: "One", Category: "Energy", Lang: "en"}, Place: data.Place{File: "a"}}
	two := data.Document{Release: data.Release{Date: 20251115, Title: "Two", Category: "Trade", Lang: "ko"}, Place: data.Place{File: "b"}}
	s, _ := snapshot.New([]data.Document{one, two})
	gone := s.Apply([]snapshot.Change{{Number: 0}})
	three := data.Document{Release: data.Release{Date: 20251116, Title: "Three", Category: "Trade", Lang: "ko"}, Place: data.Place{File: "b"}}
	for name, test := range map[string]struct {
		s                                      *snapshot.Snapshot
		categories, sources, languages, onDays []string
	}{
		"the first":          {s, []string{"Energy", "Trade"}, []string{"a", "b"}, []string{"en", "ko"}, []string{"2025-11-15", "2025-11-14"}},
		"without one":        {gone, []string{"Trade"}, []string{"b"}, []string{"ko"}, []string{"2025-11-15"}},
		"the first, and one": {s.Apply([]snapshot.Change{{Number: 2, Document: &three}}), []string{"Energy", "Trade"}, []string{"a", "b"}, []string{"en", "ko"}, []string{"2025-11-16", "2025-11-15", "2025-11-14"}},
	} {
		var days []string
		for _, d := range test.s.Days() {
			days = append(days, d.String())
		}
		if !slices.Equal(test.s.Values(data.Category), test.categories) || !slices.Equal(test.s.Values(data.Source), test.sources) || !slices.Equal(test.s.Values(data.Language), test.languages) || !slices.Equal(days, test.onDays) {
			t.Errorf("%s: of %q in %q, languages %q on %q", name, test.s.Values(data.Category), test.s.Values(data.Source), test.s.Values(data.Language), days)
		}
	}
	for n, want := range map[int]bool{-1: false, 0: false, 1: true, 2: false} {
		if gone.Has(n) != want {
			t.Errorf("there is a release %d: %t", n, !want)
		}
	}
	if s.HasAny() {
		t.Error("a release has something beside its text")
	}
	three.Revised = true
	if !s.Apply([]snapshot.Change{{Number: 2, Document: &three}}).HasAny() {
		t.Error("a revised release has nothing beside its text")
	}
}

// Dates are far from twenty years on, where no more than one in ten is dated so, and of five
// releases or more.
func TestFarDates(t *testing.T) {
	for _, test := range []struct {
		near, far int // releases of 2025, and of another year
		year      int
		want      int // days that are main
	}{
		{4, 1, 2005, 1}, {4, 1, 2006, 2}, {4, 1, 2045, 1}, {4, 1, 2044, 2}, {3, 1, 1900, 2}, {18, 2, 1900, 1}, {17, 2, 1900, 2}, {18, 2, 2125, 1}, {17, 2, 2125, 2}, {5, 5, 1900, 2},
	} {
		var releases []data.Document
		for i := range test.near + test.far {
			d := data.NewDate(2025, 11, 14)
			if i >= test.near {
				d = data.NewDate(test.year, 11, 14)
			}
			releases = append(releases, data.Document{Release: data.Release{Date: d, Title: fmt.Sprint("No. ", i)}})
		}
		s, _ := snapshot.New(releases)
		if from, to := s.MainDays(); to-from != test.want {
			t.Errorf("%+v: main are %d to %d", test, from, to)
		}
	}
}
