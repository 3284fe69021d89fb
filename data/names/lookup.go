package names

import (
	"slices"
	"strings"
)

// FindOrganisations returns the places in [Index.Organisations] of those that
// a reader means by what was typed: an acronym, a name in any spelling, or, if
// none is called so, words of names, or how they begin.
func (x *Index) FindOrganisations(typed string) []int {
	t := x.tables()
	if ids := t.byAcronym[fold(typed)]; len(ids) > 0 {
		return ids
	}
	if id, ok := t.orgKeys[OrganisationKey(typed)]; ok {
		return []int{id}
	}
	return byWords(t.orgs, typed)
}

// FindPeople returns the places in [Index.People] of those that a reader means
// by what was typed: a name in any spelling, or else a part of one.
func (x *Index) FindPeople(typed string) []int {
	t := x.tables()
	if id, ok := t.personKeys[PersonKey(typed)]; ok {
		return []int{id}
	}
	return byWords(t.people, typed)
}

// byWords returns the entries that have all words of what was typed, or, if
// none has, the entries with words that begin so.
func byWords(entries []Entry, typed string) []int {
	wanted := nameWords(typed)
	if len(wanted) == 0 {
		return nil
	}
	var whole, begun []int
	for id := range entries {
		words := nameWords(entries[id].Name + " " + entries[id].Acronym)
		if all(wanted, words, func(a, b string) bool { return a == b }) {
			whole = append(whole, id)
		} else if all(wanted, words, strings.HasPrefix) {
			begun = append(begun, id)
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return begun
}

// nameWords cuts a name into words in small letters, at hyphens as well.
func nameWords(name string) []string {
	return strings.FieldsFunc(fold(name), func(r rune) bool { return !isWordRune(r) && r != '&' && r != '.' })
}

// all reports whether each wanted word has a word that matches.
func all(wanted, words []string, match func(word, wanted string) bool) bool {
	for _, w := range wanted {
		if !slices.ContainsFunc(words, func(v string) bool { return match(v, w) }) {
			return false
		}
	}
	return true
}

// Rows returns the rows of any of the entries, ascending, each once.
func Rows(entries []Entry, ids []int) []int32 {
	var rows []int32
	for _, id := range ids {
		rows = append(rows, entries[id].Rows...)
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}
