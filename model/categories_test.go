package model

import (
	"fmt"
	"slices"
	"strings"
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
func TestTypedCategories(t *testing.T) {
	lib := categoriesOf("Clean Energy", "Energy", "Énergie", "Trade/Investment", "")
	v, _ := lib.values(data.Category)
	for typed, want := range map[string][]string{
		"energy": {"Energy"}, "ener": {"Clean Energy", "Energy", "Énergie"}, "energie": {"Énergie"}, "invest": {"Trade/Investment"},
		"zzz": nil, "": {""}, "clean energy": {"Clean Energy"},
	} {
		var got []string
		for _, id := range v.find(typed) {
			got = append(got, v.entries[id].Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
		l, err := Search(t.Context(), lib, data.Query{}.With(data.Category, typed), nil)
		if err != nil || l.Len() != len(want) {
			t.Errorf("%q lists %d, %v", typed, l.Len(), err)
		}
	}
}

// A value that was chosen with others by what they have in common is taken off by itself.
func TestTakeOffOneOfSeveral(t *testing.T) {
	r := NewReader(categoriesOf("Clean Energy", "Energy", "Énergie", "Trade/Investment"), Options{Clock: today})
	for _, step := range []struct{ toggle, query string }{
		{"Trade/Investment", "category:ener"},
		{"Energy", `category:"Clean Energy" category:Énergie`},
		{"Energy", `category:"Clean Energy" category:Énergie category:Energy`},
		{"Énergie", `category:"Clean Energy" category:Energy`},
	} {
		if r.Query().IsZero() {
			r.SetLetters("category:ener category:invest")
		}
		r.Toggle(data.Category, step.toggle)
		equal(t, "without "+step.toggle, r.Query().String(), step.query)
	}
}

// A value that is left out has a chip that takes that back, and so does its line in the
// facets; the others that were left out with it stay so.
func TestLeftOut(t *testing.T) {
	r := NewReader(categoriesOf("Clean Energy", "Energy", "Trade"), Options{Clock: today})
	r.SetLetters("-category:ener")
	same(t, "listed", titles(r), []string{"Release 2"})
	same(t, "chips", r.Chips(), []string{"not ener"})
	equal(t, "the count of what is left out", r.Items()[item(t, r, "Energy")].Count, 0)
	r.Toggle(data.Category, "Trade")
	equal(t, "with a choice", r.Query().String(), "category:Trade -category:ener")
	r.Toggle(data.Category, "Energy")
	equal(t, "taken back", r.Query().String(), `category:Trade -category:"Clean Energy"`)
	r.RemoveChips(1)
	equal(t, "without the last", r.Query().String(), "category:Trade")
	r.ask(data.Query{}.Without(data.Category, "Trade"), sameRelease)
	same(t, "chips", r.Chips(), []string{"not Trade"})
	list, _ := r.Completions("x -cat")
	same(t, "a field", list, []Completion{{"x -category:", "category:", -1}})
	list, _ = r.Completions("-category:tr")
	same(t, "a value", list, []Completion{{"-category:Trade ", "Trade", 0}})
	if list, _ = r.Completions("-dat"); len(list) > 0 {
		t.Errorf("%v is proposed, and cannot be left out", list)
	}
}

// Of very many categories, each is folded once, and not for each query; what means all of
// them is one choice.
func TestManyCategories(t *testing.T) {
	var names []string
	for i := range 5000 {
		names = append(names, fmt.Sprintf("Category %04d", i))
	}
	lib := categoriesOf(names...)
	v, _ := lib.values(data.Category)
	if n := len(v.find("category")); n != 5000 {
		t.Fatalf("%d categories hold the word", n)
	}
	if n := testing.AllocsPerRun(3, func() { v.find("category 0017") }); n > 100 {
		t.Errorf("a query allocates %.0f times", n)
	}
	r := NewReader(lib, Options{Clock: today})
	r.StartPrompt(FilterPrompt)
	r.SetLetters("category:category category:0007")
	r.EndPrompt()
	same(t, "the chips", r.Chips(), []string{"category", "Category 0007"})
	equal(t, "listed", r.Listing().Len(), 5000)
	equal(t, "the bookmark keeps", r.Bookmark().Query, "category:category category:0007")
}

// A query that is too long to be asked again is kept nowhere.
func TestQueryTooLongToKeep(t *testing.T) {
	r := NewReader(categoriesOf(strings.Repeat("long ", data.MaxQuery/5), "Energy"), Options{Clock: today})
	r.Toggle(data.Category, strings.Repeat("long ", data.MaxQuery/5))
	equal(t, "listed", r.Listing().Len(), 1)
	equal(t, "the bookmark keeps", r.Bookmark().Query, "")
	r.note(r.Query())
	equal(t, "the history keeps", len(r.History()), 0)
}
