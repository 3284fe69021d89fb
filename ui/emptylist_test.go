package ui

import (
	"testing"

	"pressroom/model"
)

// Where nothing matches it says which part no release has, and what that nearly is;
// Enter and Tab take it, whether it is being typed or was kept.
func TestNearSpellings(t *testing.T) {
	for name, c := range map[string]struct {
		query, says, means string
		n                  int
	}{
		"a word":            {"semicondxtor", "No release has semicondxtor.", "semiconductor", 3},
		"a capital":         {"Semicondxtor", "No release has Semicondxtor.", "Semiconductor", 3},
		"one of two words":  {"korea grxphene", "No release has grxphene.", "korea graphene", 1},
		"half a word last":  {"semicondxtor packag", "No release has semicondxtor.", "semiconductor packag", 2},
		"a phrase":          {`"advnced packging"`, `No release has "advnced packging".`, `"advanced packaging"`, 1},
		"an organisation":   {"org:samsng", "No release has org:samsng.", `org:"Samsung Electronics"`, 3},
		"a person":          {`person:"JK Kin"`, `No release has person:"JK Kin".`, `person:"JK Kim"`, 8},
		"a word and a name": {"grxphene org:motirr", "No release has grxphene, or org:motirr.", "graphene org:MOTIR", 1},
	} {
		for _, key := range []string{"enter", "tab", "later"} {
			bubble(t, name+" "+key, func(t *testing.T) {
				a := corpusApp(t, Options{}, 120, 40)
				press(a, "/")
				typeIn(a, c.query)
				shows(t, a, c.says, "Did you mean ")
				if key == "later" {
					press(a, "ctrl+j")
					shows(t, a, c.says, "Did you mean ")
					key = "enter"
				}
				press(a, key)
				if q := a.reader.Query().String(); q != c.means || a.reader.Listing().Len() != c.n || a.reader.Focus() != model.ListPane {
					t.Errorf("%s asks for %s and lists %d, want %s and %d", key, q, a.reader.Listing().Len(), c.means, c.n)
				}
				if a.reader.Prompt() == model.FilterPrompt && a.input.Value() != c.means {
					t.Errorf("%q is on the line, want %q", a.input.Value(), c.means)
				}
			})
		}
	}
}

// Nothing is made up where nothing is near, and where all of a query is there but
// never together; and where the dates are beyond what there is, that is said.
func TestNothingNear(t *testing.T) {
	for query, says := range map[string]string{
		"zzzzzz":                 "No release has zzzzzz.",
		"graphene humanoid":      "Each part is found, but no release has all of them.",
		"graphene org:zzzzzz":    "No release has org:zzzzzz.",
		"semicondxtor org:kbank": "No release has semicondxtor, or org:kbank.",
		"date:2026-01":           "The newest release is dated 2025-11-28.",
		"graphene before:2020":   "The oldest release is dated 2025-11-14.",
		"2031-01":                "The newest release is dated 2025-11-28.",
	} {
		bubble(t, query, func(t *testing.T) {
			a := corpusApp(t, Options{}, 120, 40)
			press(a, "/")
			typeIn(a, query)
			shows(t, a, says)
			hides(t, a, "Did you mean")
			press(a, "enter")
			shows(t, a, "Nothing matches: Esc clears the filter.")
			if q := a.input.Value(); q != query {
				t.Errorf("%q is on the line, want %q", q, query)
			}
		})
	}
}

// A word that only the letters of headlines have, scattered, may be a word
// mistyped: it is offered below the line, and the list stays.
func TestNearScattered(t *testing.T) {
	bubble(t, "", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 40)
		press(a, "/")
		typeIn(a, "grphene")
		shows(t, a, "graphene  did you mean this?")
		press(a, "tab")
		if q := a.input.Value(); q != "graphene" || a.reader.Listing().Matches() != 1 {
			t.Errorf("Tab asks for %q, which matches %d", q, a.reader.Listing().Matches())
		}
		press(a, "ctrl+u")
		typeIn(a, "grphn") // the way to graphene for who jumps
		shows(t, a, "Letters of headlines: 1")
		hides(t, a, "did you mean")
	})
}
