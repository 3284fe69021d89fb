package ui

import (
	"testing"

	"pressroom/data"
	"pressroom/model"
)

// A facet that does not count all there is says so, and no other does.
func TestFacetNotAll(t *testing.T) {
	lines := facetLines([]model.Item{{Kind: model.ValueItem, Facet: data.Organisation, Partial: true}, {Kind: model.ValueItem, Facet: data.Organisation, Partial: true}, {Kind: model.ValueItem, Facet: data.Person}})
	var headings []string
	for _, l := range lines {
		if l.heading != "" {
			headings = append(headings, l.heading)
		}
	}
	if len(headings) != 2 || headings[0] != "Organisations (not all)" || headings[1] != "People" {
		t.Errorf("the headings are %q", headings)
	}
}
