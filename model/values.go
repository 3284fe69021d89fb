package model

import (
	"cmp"
	"slices"
	"strings"

	"pressroom/data"
	"pressroom/data/names"
)

// values is how a library answers for one facet: which values there are, by
// places, and which of them a release has. Counting, filtering, the facet pane,
// chips, completion and menus all ask it.
type values struct {
	entries []names.Entry               // what there is; the name is that of queries
	of      func(number int) []int32    // the places of a release's
	find    func(typed string) []int    // the places of those that a query means
	leftOut int                         // times that releases name one which is not kept
	label   func(e *names.Entry) string // what lists call it
}

// valuesOf are the facets' answers, of which each is asked for a library.
var valuesOf = [data.NumFacets]func(*Library) values{
	data.Category: func(l *Library) values {
		return values{
			entries: l.categories.entries(l.Categories()), of: l.CategoriesOf,
			find: func(typed string) []int {
				if at, ok := slices.BinarySearch(l.Categories(), typed); ok {
					return []int{at}
				}
				return nil
			},
			label: func(e *names.Entry) string { return CategoryName(e.Name) },
		}
	},
	data.Organisation: func(l *Library) values {
		x := l.named()
		return values{x.Organisations(), x.OrganisationsOf, x.FindOrganisations, x.LeftOut().Organisations, labelOf}
	},
	data.Person: func(l *Library) values {
		x := l.named()
		return values{x.People(), x.PeopleOf, x.FindPeople, x.LeftOut().People, labelOf}
	},
	data.Country: func(l *Library) values {
		x := l.named()
		return values{x.Countries(), x.CountriesOf, x.FindCountries, 0, labelOf}
	},
}

// labelOf is the name of an entry with its acronym.
func labelOf(e *names.Entry) string {
	if e.Acronym != "" && e.Acronym != e.Name {
		return e.Acronym + " " + e.Name
	}
	return e.Name
}

// values returns how the library answers for a facet, and whether that is known.
func (l *Library) values(f data.Facet) (v values, known bool) {
	if data.Facets[f].Named && l.named() == nil {
		return v, false
	}
	return valuesOf[f](l), true
}

// chosen returns the places of the values that a query means.
func (v *values) chosen(typed []string) map[int]bool {
	is := make(map[int]bool, len(typed))
	for _, t := range typed {
		for _, id := range v.find(t) {
			is[id] = true
		}
	}
	return is
}

// short returns how a chip writes a value: by its acronym, if it has one.
func (v *values) short(typed string) string {
	for _, id := range v.find(typed) {
		if e := &v.entries[id]; e.Name == typed && e.Acronym != "" {
			return e.Acronym
		}
	}
	return typed
}

// CategoryName returns what to call a category: releases of a board without
// categories have one too.
func CategoryName(c string) string {
	if c == "" {
		return "(no category)"
	}
	return strings.ReplaceAll(c, data.CategorySeparator, ", ")
}

// mostNamed is how many organisations [Reader.NamedIn] returns.
const mostNamed = 3

// NamedIn returns, by their short names, the first organisations that a release
// names, of those that tell it from most others; nil while they are not known.
func (r *Reader) NamedIn(number int) []string {
	v, known := r.lib.values(data.Organisation)
	if !known {
		return nil
	}
	var list []string
	for _, id := range v.of(number) {
		if e := &v.entries[id]; 2*len(e.Rows) <= r.lib.Len() && len(list) < mostNamed {
			list = append(list, cmp.Or(e.Acronym, e.Name))
		}
	}
	return list
}
