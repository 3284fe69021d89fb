package model

import (
	"testing"

	"pressroom/data"
)

// Who is in a release is told by short names, without those who are in most, and
// not before it is known.
func TestNamedIn(t *testing.T) {
	r := corpusReader(t)
	number := r.Listing().Number(2) // of the standards forum
	if got := r.NamedIn(number); got != nil {
		t.Errorf("before the releases were read: %q", got)
	}
	if _, err := r.Library().Names(t.Context()); err != nil {
		t.Fatal(err)
	}
	var short []string
	for _, n := range r.NamedIn(number) {
		short = append(short, n.Short)
	}
	same(t, "named", short, []string{"Samsung Electronics", "KATS", "IEC"})
}

// Sources, languages and what releases have beside their text are found by what people
// type for them, completed, named on chips, and told where they are mistyped.
func TestValuesOfFacets(t *testing.T) {
	lib := madeMixed(50)
	defer lib.Close()
	of := func(f data.Facet, typed string) (found []string) {
		v, _ := lib.values(f)
		for _, id := range v.find(typed) {
			found = append(found, v.entries[id].Name)
		}
		return found
	}
	for typed, want := range map[string][]string{
		"KATS": {"KATS"}, "kats": {"KATS"}, "trade": {"Ministry of Trade"}, "t": {"KATS", "Ministry of Trade", "board.txt"}, "": nil, "zz": nil,
	} {
		same(t, "source:"+typed, of(data.Source, typed), want)
	}
	for typed, want := range map[string][]string{
		"ko": {"ko"}, "KO": {"ko"}, "ko-KR": {"ko"}, "Korean": {"ko"}, "ukr": {"uk"}, "": {""}, "ja": nil, "k": nil,
	} {
		same(t, "lang:"+typed, of(data.Language, typed), want)
	}
	for typed, want := range map[string][]string{
		"versions": {"versions"}, "version": {"versions"}, "attachments": {"attachment"}, "Attach": {"attachment"}, "": nil, "other": nil,
	} {
		same(t, "has:"+typed, of(data.Has, typed), want)
	}
	r := NewReader(lib, Options{Clock: today})
	for typed, want := range map[string]string{
		"sourc":       "source:",
		"source:mini": `source:"Ministry of Trade" `,
		"lang:":       "lang:en lang:ko lang:uk ",
		"lang:kor":    "lang:ko ",
		"has:":        "has:versions has:attachment has:gone ",
	} {
		list, _ := r.Completions(typed)
		got := ""
		for _, c := range list {
			got += c.Text
		}
		equal(t, "completions of "+typed, got, want)
	}
	answer(r, r.SetLetters(`source:trade lang:Korean lang:"" has:attachment`))
	same(t, "chips", r.Chips(), []string{"Ministry of Trade", "Korean", "(not known)", "attachments"})
	for query, want := range map[string]string{
		"source:KATSS": "source:KATSS: KATS", "lang:koraen": "lang:koraen: Korean", "has:versoins": "has:versoins: versions", "lang:ja": "lang:ja: ",
	} {
		missing, err := FindMissing(t.Context(), lib, parsed(t, query), nil, data.DateOf(today()))
		if err != nil || len(missing) != 1 {
			t.Fatalf("%s: %v, %v", query, missing, err)
		}
		equal(t, "what is missing", missing[0].Part+": "+missing[0].Nearest, want)
	}
}

// Facets have a place where they tell releases apart: one source, or one language and
// releases of which nothing is known, do not.
func TestFacetsThatTell(t *testing.T) {
	mixed, plain := madeMixed(50), madeNamed(60)
	defer mixed.Close()
	defer plain.Close()
	all := []data.Facet{data.Category, data.Source, data.Language, data.Has, data.Organisation, data.Person, data.Country}
	same(t, "facets", mixed.Facets(), all)
	same(t, "languages", plain.Values(data.Language), []string{"", "en"})
	same(t, "facets of one source", plain.Facets(), []data.Facet{data.Category, data.Organisation, data.Person, data.Country})
	r := NewReader(plain, Options{Clock: today})
	for _, it := range r.Items() {
		if it.Kind == ValueItem && it.Facet != data.Category {
			t.Errorf("%s is listed", it.Label)
		}
	}
	// What is asked for is found all the same.
	answer(r, r.SetLetters("lang:en"))
	equal(t, "in English", r.Listing().Len(), 42)
}
