package texts_test

import (
	"testing"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
)

// A sign makes another word of a single letter: C++ is not every lone C, nor is a
// lone C every C++.
func TestSignsOfAWord(t *testing.T) {
	bodies := []string{"The plan C was dropped.", "Written in C++ and tested.", "A tool in C# for ports.", "Rated A+ by all.", "R&D in C, 5G+ and AT&T.", "c++11 and C+D"}
	var releases []data.Document
	for i, b := range bodies {
		releases = append(releases, data.Document{Release: data.Release{Date: data.Date(20251128 - i), Title: "Release"}, Body: b})
	}
	c, _ := snapshot.New(releases)
	a, err := texts.New(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	for query, want := range map[string][]int32{
		"C++": {1}, "c": {0, 4, 5}, "C#": {2}, "A+": {3}, `"in C++"`: {1}, "R&D": {4}, "5G": {4}, "AT&T": {4}, "-C++ -C": {2, 3},
	} {
		rows, err := newest(t.Context(), a, c, parsed(t, query))
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != len(want) {
			t.Errorf("%s finds %v, want %v", query, rows, want)
			continue
		}
		for i := range rows {
			if rows[i] != want[i] {
				t.Errorf("%s finds %v, want %v", query, rows, want)
				break
			}
		}
	}
}
