package ui

import (
	"testing"

	"pressroom/data"
	"pressroom/data/corpus"
)

// A release is cited with its publisher where that is known, and with its address on
// the web, else with its ID.
func TestCitation(t *testing.T) {
	for _, test := range []struct{ address, source, library, want string }{
		{"https://example.org/1", "KATS", "archive", "“A Title” (KATS, 2025-11-14), https://example.org/1"},
		{"https://example.org/1", "imported", "archive", "“A Title” (2025-11-14), https://example.org/1"},
		{"board.txt#kg03m8sr", "board.txt", "board.txt", "“A Title” (2025-11-14), kg03m8sr"},
		{"releases.txt#kg03m8sr", "releases.txt", corpus.Publisher, "“A Title” (Korea, Ministry of Trade, Industry and Resources, 2025-11-14), kg03m8sr"},
		{"urn:uuid:1", "feed.xml", "archive", "“A Title” (2025-11-14), kg03m8sr"},
	} {
		r := data.Release{ID: "kg03m8sr", Address: test.address, Source: test.source, Date: 20251114, Title: "A Title"}
		if got := citation(&r, test.library); got != test.want {
			t.Errorf("cited as %s, want %s", got, test.want)
		}
	}
}
