package model

import (
	"fmt"
	"runtime"
	"slices"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot"
)

// categoriesOf makes a library that has the categories.
func categoriesOf(names ...string) *Library {
	var releases []data.Document
	for i, name := range names {
		releases = append(releases, data.Document{Release: data.Release{Date: 20251128, Category: name, Title: fmt.Sprint("Release ", i)}})
	}
	c, _ := snapshot.New(releases)
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
	v, _ := lib.values(data.Category)
	if chosen := v.chosen(all[10:]); len(chosen) != 4990 || chosen[9] || !chosen[10] {
		t.Errorf("%d are chosen, or others than those that were asked for", len(chosen))
	}
}

// Typed names may mean all of very many categories, and more than one name the
// same: each is chosen once, what is drawn of them costs no square of their
// number, and what is too long to be asked again is not kept.
func TestManyChosenCategories(t *testing.T) {
	var names []string
	for i := range 5000 {
		names = append(names, fmt.Sprintf("Category %04d", i))
	}
	lib := categoriesOf(names...)
	if got := canonicalCategories(lib, []string{"category", "000", "category"}); !slices.Equal(got, names) {
		t.Errorf("%d categories are meant, and there are %d", len(got), len(names))
	}
	r := NewReader(lib, Options{Clock: today})
	r.StartPrompt(FilterPrompt)
	r.SetLetters("category:category")
	r.EndPrompt()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	chips := r.Chips()
	runtime.ReadMemStats(&after)
	if !slices.Equal(chips, names) {
		t.Errorf("%d facets are chosen, and there are %d categories", len(chips), len(names))
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 10<<20 {
		t.Errorf("naming the chosen facets allocates %d MB", took>>20)
	}
	if q := r.Bookmark().Query; q != "" {
		t.Errorf("the bookmark keeps a query of %d bytes", len(q))
	}
	if n := len(r.History()); n != 0 {
		t.Errorf("%d queries are remembered that cannot be asked again", n)
	}
	r.RemoveChip(1)
	if got := r.Query().Values[data.Category]; len(got) != 4999 || got[1] != names[2] {
		t.Errorf("%d categories are left, the second is %q", len(got), got[1])
	}
	one := NewReader(lib, Options{Clock: today})
	one.SetLetters("category:0007")
	if q := one.Bookmark().Query; q != `category:"Category 0007"` {
		t.Errorf("the bookmark keeps %q", q)
	}
}
