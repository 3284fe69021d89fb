package data

import "slices"

// Facet is a property of releases by whose values a reader chooses. What is to be
// known of one stands in [Facets]; how a library answers for it, in package model.
type Facet uint8

// The facets whose values are names. Dates and sums of money are chosen by
// periods and conditions.
const (
	Category Facet = iota
	Source
	Language
	Has
	Organisation
	Person
	Country
	NumFacets
)

// Facets tells of each facet what queries and lists need.
var Facets = [NumFacets]struct {
	Field string // of a query: org:KATS
	Title string // above its values
	Named bool   // its values are known only when all releases have been read for names
	All   bool   // of several chosen values a release has to have each, and not one
}{
	Category:     {"category", "Category", false, false},
	Source:       {"source", "Source", false, false},
	Language:     {"lang", "Language", false, false},
	Has:          {"has", "Has", false, true},
	Organisation: {"org", "Organisations", true, false},
	Person:       {"person", "People", true, false},
	Country:      {"country", "Countries", true, false},
}

// Values are chosen values of each facet. Of several of one facet a release has to
// have one, or each where [Facets] says so.
type Values [NumFacets][]string

// FacetOf returns the facet of a field of a query.
func FacetOf(field string) (Facet, bool) {
	for f, facet := range Facets {
		if facet.Field == field {
			return Facet(f), true
		}
	}
	return 0, false
}

// HasValues are the values of the field has: of a query.
var HasValues = []string{"versions", "attachment", "gone"}

// CategorySeparator stands between the categories of a release that has several.
const CategorySeparator = "; "

// QueryFields are the fields of a query, as they are completed and proposed.
var QueryFields = queryFields()

func queryFields() []string {
	fields := []string{"title"}
	for _, f := range Facets {
		fields = append(fields, f.Field)
	}
	return slices.Insert(append(fields, "amount", "is", "new", "sort"), 2, "date", "since", "before")
}
