package ui

import (
	"testing"

	"pressroom/data"
)

// A release is cited with its address on the web, else with its ID.
func TestCitation(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/1": "“A Title” (2025-11-14), https://example.org/1",
		"board.txt#kg03m8sr":    "“A Title” (2025-11-14), kg03m8sr",
		"urn:uuid:1":            "“A Title” (2025-11-14), kg03m8sr",
	} {
		r := data.Release{ID: "kg03m8sr", Address: address, Date: 20251114, Title: "A Title"}
		if got := citation(&r); got != want {
			t.Errorf("cited as %s, want %s", got, want)
		}
	}
}
