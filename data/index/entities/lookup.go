package entities

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"pressroom/data/names"
	"pressroom/data/text"
)

// FindOrganisations returns the places in [Index.Organisations] of those that
// a reader means by what was typed: an acronym, a name in any spelling, or, if
// none is called so, words of names, or how they begin.
func (x *Index) FindOrganisations(typed string) []int {
	t := x.tables()
	if ids := t.byAcronym[text.Fold(typed)]; len(ids) > 0 {
		return ids
	}
	if id, ok := t.orgKeys[names.OrganisationKey(typed)]; ok {
		return []int{id}
	}
	return t.orgWords.find(t.orgs, typed)
}

// FindPeople returns the places in [Index.People] of those that a reader means
// by what was typed: a name in any spelling, or else a part of one.
func (x *Index) FindPeople(typed string) []int {
	t := x.tables()
	if id, ok := t.personKeys[names.PersonKey(typed)]; ok {
		return []int{id}
	}
	return t.peopleWords.find(t.people, typed)
}

// FindCountries returns the places in [Index.Countries] of those that a reader
// means by what was typed: see [names.LookupCountry], or else a part of a name.
func (x *Index) FindCountries(typed string) []int {
	t := x.tables()
	if c, ok := names.LookupCountry(typed); ok {
		if id, ok := t.countryKeys[c.Name]; ok {
			return []int{id}
		}
		return nil
	}
	return t.countryWords.find(t.countries, typed)
}

// wordIndex has the words of entries, in order, and the entries that have each,
// ascending. It is made when it is first asked.
type wordIndex struct {
	once  sync.Once
	words []string
	ids   [][]int32
}

func (w *wordIndex) make(entries []Entry) {
	ids := map[string][]int32{}
	for id := range entries {
		for _, word := range nameWords(strings.Join(append([]string{entries[id].Name, entries[id].Acronym}, entries[id].Also...), " ")) {
			if list := ids[word]; len(list) == 0 || list[len(list)-1] != int32(id) {
				ids[word] = append(list, int32(id))
			}
		}
	}
	w.words = slices.Sorted(maps.Keys(ids))
	for _, word := range w.words {
		w.ids = append(w.ids, ids[word])
	}
}

// find returns the entries that have all words of what was typed, or, if none
// has, the entries with words that begin so.
func (w *wordIndex) find(entries []Entry, typed string) []int {
	w.once.Do(func() { w.make(entries) })
	wanted := nameWords(typed)
	if list := w.all(len(entries), wanted, func(word, wanted string) bool { return word == wanted }); len(list) > 0 {
		return list
	}
	return w.all(len(entries), wanted, strings.HasPrefix)
}

// all returns those of n entries that have a matching word for each wanted one.
// The words that match one stand together, from its place on.
func (w *wordIndex) all(n int, wanted []string, match func(word, wanted string) bool) []int {
	if len(wanted) == 0 {
		return nil
	}
	var in []int // how many of the wanted words each has
	for k, want := range wanted {
		at, _ := slices.BinarySearch(w.words, want)
		if at == len(w.words) || !match(w.words[at], want) {
			return nil
		}
		if in == nil {
			in = make([]int, n)
		}
		for ; at < len(w.words) && match(w.words[at], want); at++ {
			for _, id := range w.ids[at] {
				if in[id] == k {
					in[id]++
				}
			}
		}
	}
	var list []int
	for id, words := range in {
		if words == len(wanted) {
			list = append(list, id)
		}
	}
	return list
}

// nameWords cuts a name into words in small letters, at hyphens as well.
func nameWords(name string) []string {
	return strings.FieldsFunc(text.Fold(name), func(r rune) bool { return text.KindOf(r) == text.Sign && r != '&' && r != '.' })
}
