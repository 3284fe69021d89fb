package ui

import (
	"testing"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/model"
)

// A release with an address is cited with it, and with its source as publisher, or the site
// where the source has no name; else with its ID.
func TestCitation(t *testing.T) {
	for _, test := range []struct{ address, source, library, want, page string }{
		{"https://example.org/1", "KATS", "archive", "“A Title” (KATS, 2025-11-14), https://example.org/1", ""},
		{"https://www.example.org/1", "www.example.org", "archive", "“A Title” (example.org, 2025-11-14), https://www.example.org/1", ""},
		{"https://example.org/1", "", "archive", "“A Title” (example.org, 2025-11-14), https://example.org/1", ""},
		{"https://www.korea.kr:443/1", "imported", "archive", "“A Title” (korea.kr, 2025-11-14), https://www.korea.kr:443/1", ""},
		{"board.txt#kg03m8sr", "board.txt", "board.txt", "“A Title” (2025-11-14), kg03m8sr", ""},
		{"releases.txt#kg03m8sr", "releases.txt", corpus.Publisher, "“A Title” (Korea, Ministry of Trade, Industry and Resources, 2025-11-14), kg03m8sr", ""},
		{"urn:uuid:1", "Office", "archive", "“A Title” (2025-11-14), kg03m8sr", ""},
		{"urn:uuid:1", "Office", "archive", "“A Title” (Office, 2025-11-14), https://www.office.example/1", "https://www.office.example/1"},
	} {
		r := data.Release{ID: "kg03m8sr", Address: test.address, Page: test.page, Source: test.source, Date: 20251114, Title: "A Title"}
		if got := Citation(&r, nil, test.library); got != test.want {
			t.Errorf("cited as %s, want %s", got, test.want)
		}
		e := &model.Edition{Document: &data.Document{Release: r}, Version: 2, Of: 3}
		if got, want := Citation(nil, e, test.library), test.want+", version 2 of 3"; got != want {
			t.Errorf("a version is cited as %s, want %s", got, want)
		}
	}
}
