package feed

import (
	"strings"
	"testing"
)

// Front matter is read as it is meant, and where it is no YAML that is said.
func TestFrontMatter(t *testing.T) {
	for name, c := range map[string]struct {
		text, title, date, category, body string
		problem                           bool
	}{
		"YAML":                        {"---\ntitle: \"A: b\"\ndate: 2025-11-14\ncategories:\n- Energy\n- Trade\n---\nText.", "A: b", "2025-11-14", "Energy", "Text.", false},
		"a colon":                     {"---\nlayout: post\ntitle: Korea: the ports grow: a plan\ndate: 2025-11-14 09:00:00 +0900\ncategories: [Energy, Trade]\n---\nText.", "Korea: the ports grow: a plan", "2025-11-14", "Energy", "Text.", true},
		"a quotation at the head":     {"---\ntitle: \"Ports grow\" says minister\ndate: 2025-11-14\n---\nText.", "\"Ports grow\" says minister", "2025-11-14", "", "Text.", true},
		"brackets at the head":        {"---\ntitle: [Press Release] Ports grow\ndate: 2025-11-14\n---\nText.", "[Press Release] Ports grow", "2025-11-14", "", "Text.", true},
		"an at sign":                  {"---\ntitle: @ministry answers\ndate: 2025-11-14\n---\nText.", "@ministry answers", "2025-11-14", "", "Text.", true},
		"a field that is there twice": {"---\ntitle: A\ntitle: B\ndate: 2025-11-14\n---\nText.", "A", "2025-11-14", "", "Text.", true},
		"a list beside it":            {"---\ntitle: A: b\ncategories:\n  - Energy\n  - Trade\ndate: 2025-11-14\n---\nText.", "A: b", "2025-11-14", "Energy", "Text.", true},
		"a headline on two lines":     {"---\ntitle: A: b\n  and c\ndate: 2025-11-14\n---\nText.", "A: b and c", "2025-11-14", "", "Text.", true},
		"TOML":                        {"+++\ntitle = \"A: b\"\ndate = 2025-11-14T09:00:00+09:00\ncategories = [\"Energy\", \"Trade\"]\n[params]\ntitle = \"No\"\n+++\nText.", "A: b", "2025-11-14", "Energy", "Text.", false},
		"names in capitals":           {"---\nTitle: A\nDate: 2025-11-14\n---\nText.", "A", "2025-11-14", "", "Text.", false},
		"text between two rules":      {"---\nIt says: no: more.\n\n---\n# T\n\n2025-11-14\n\nText.", "It says: no: more.", "2025-11-14", "", "It says: no: more.\n## T\nText.", false},
		"the date below the title":    {"# Ports Grow\n\nNovember 14, 2025\n\nText of 2 May 2024.", "Ports Grow", "2025-11-14", "", "Text of 2 May 2024.", false},
		"the date above the title":    {"*14 November 2025*\n\n# Ports Grow\n\nText.", "Ports Grow", "2025-11-14", "", "Text.", false},
		"a date with its label":       {"Ports Grow\n==========\n\n**Published:** 2025-11-14\n\nText.", "Ports Grow", "2025-11-14", "", "Text.", false},
		"behind the author":           {"# Ports Grow\n\nBy the Ministry of Ports\n\n2025. 11. 14.\n\nText.", "Ports Grow", "2025-11-14", "", "By the Ministry of Ports\n\nText.", false},
		"a dateline":                  {"# Ports Grow\n\nSEJONG, Nov. 14, 2025 – The ports grow.", "Ports Grow", "2025-11-14", "", "SEJONG, Nov. 14, 2025 – The ports grow.", false},
		"front matter has it":         {"---\ntitle: Ports Grow\ndate: 2025-11-14\n---\nNovember 12, 2025\n\nText.", "Ports Grow", "2025-11-14", "", "November 12, 2025\n\nText.", false},
		"a date in a sentence":        {"# Ports Grow\n\nOn November 12, 2025 the ports grew.", "", "", "", "", true},
		"a date far below":            {"# Ports Grow\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nNovember 12, 2025", "", "", "", "", true},
	} {
		items, r, err := readAll(t, "a.md", []byte(c.text), Options{})
		if err != nil || len(items) != min(1, len(c.title)) || len(r.Problems) > 0 != c.problem {
			t.Errorf("%s: %v, %v, %v", name, items, r.Problems, err)
			continue
		}
		if c.title == "" {
			continue
		}
		it := items[0]
		got := strings.Join([]string{it.Title, it.Date.String(), it.Category, plainBody(it)}, " | ")
		if want := strings.Join([]string{c.title, c.date, c.category, strings.ReplaceAll(c.body, "\n\n", "\n")}, " | "); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

// plainBody returns the words of a body, a line for each paragraph.
func plainBody(it Item) string { return strings.ReplaceAll(it.Body, "\n\n", "\n") }
