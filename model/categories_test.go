package model

import (
	"fmt"
	"slices"
	"testing"

	"pressroom/data"
)

// categoriesOf makes a library that has the categories.
func categoriesOf(names ...string) *Library {
	var releases []data.Release
	for i, name := range names {
		releases = append(releases, data.Release{Date: 20251128, Category: name, Title: fmt.Sprint("Release ", i)})
	}
	c, _ := data.NewCatalogue(releases)
	return NewLibrary("test", c, nil)
}

// A typed category is the one of that name, else those that hold it.
func TestCanonicalCategories(t *testing.T) {
	lib := categoriesOf("Clean Energy", "Energy", "Énergie", "Trade/Investment", "")
	for typed, want := range map[string][]string{
		"energy": {"Energy"}, "ener": {"Clean Energy", "Energy", "Énergie"}, "energie": {"Énergie"}, "invest": {"Trade/Investment"},
		"zzz": {"zzz"}, "": {""}, "clean energy": {"Clean Energy"},
	} {
		if got := canonicalCategories(lib, []string{typed}); !slices.Equal(got, want) {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

// Of very many categories, each is folded once, and not for each query.
func TestManyCategories(t *testing.T) {
	var names []string
	for i := range 5000 {
		names = append(names, fmt.Sprintf("Category %04d", i))
	}
	lib := categoriesOf(names...)
	all := canonicalCategories(lib, []string{"category"})
	if len(all) != 5000 {
		t.Fatalf("%d categories hold the word", len(all))
	}
	if n := testing.AllocsPerRun(3, func() { canonicalCategories(lib, []string{"category 0017"}) }); n > 100 {
		t.Errorf("a query allocates %.0f times", n)
	}
	chosen := chosenCategories(lib, data.Query{Categories: all[10:]})
	if slices.Contains(chosen[:10], true) || slices.Contains(chosen[10:], false) {
		t.Error("others are chosen than those that were asked for")
	}
}
