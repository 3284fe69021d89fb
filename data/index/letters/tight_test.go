package letters_test

import (
	"testing"

	"pressroom/data/index/letters"
)

// Letters are tight in few runs that begin words or go on in them; what needs
// more, or begins inside a word, is not.
func TestRuns(t *testing.T) {
	for _, test := range []struct {
		title, query string
		runs         int
		tight        bool
	}{
		{"Graphene Square Opens Pohang Plant", "grphn", 3, true},
		{"Graphene Square Opens Pohang Plant", "gsopp", 4, false},
		{"Groundbreaking Ceremony for Amkor Korea’s New Test Facility", "amkrtest", 3, true},
		{"MOTIR and SNU Sign MOU", "snumou", 2, true},
		{"MOTIR and SNU Sign MOU", "SNU mou", 2, true},
		{"MOTIR and SNU Sign MOU", "motir", 1, true},
		{"The Strategy of Korea", "rategy", 0, false},
		{"The Strategy of Korea", "sratgy", 3, true},
		{"Korea Accelerates International Standardization", "kais", 4, false},
		{"M.AX Alliance", "maxal", 3, true},
		{"산업통상부, 반도체 수출 대책 발표", "산부", 2, false},
		{"산업통상부, 반도체 수출 대책 발표", "반도", 1, true},
		{"Korea", "", 0, false},
		{"", "korea", 0, false},
	} {
		if runs, tight := letters.Runs(test.title, test.query); runs != test.runs || tight != test.tight {
			t.Errorf("%q in %q: %d runs, tight %t, want %d and %t", test.query, test.title, runs, tight, test.runs, test.tight)
		}
	}
}
