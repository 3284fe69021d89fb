package feed

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestHeadline takes the heading that the title of a page begins with, and not the name of
// the site, nor a heading of something else.
func TestHeadline(t *testing.T) {
	for page, want := range map[string]string{
		`<title>Ports reopen on Monday | Office | GOV</title><h1>Ports reopen on Monday</h1>`:                                                             "Ports reopen on Monday",
		`<title>Budget 2026 | Department of Trade, Industry and Resources of the Republic</title><h1>Budget 2026</h1>`:                                    "Budget 2026",
		`<title>Budget 2026 — Department of Trade</title><header><h1>Department of Trade</h1></header><main><h1>Budget 2026</h1><p>It is.</p></main>`:     "Budget 2026",
		`<title>Department of Trade - Budget 2026 is passed</title><h1>Department of Trade</h1><main><h2>Budget 2026 is passed</h2></main>`:               "Budget 2026 is passed",
		`<title>Ports reopen on Monday | Office</title><meta property="og:title" content="Ports reopen on Monday"><h1>News</h1>`:                          "Ports reopen on Monday",
		`<title>Ports reopen on Monday | Office | GOV</title><h2>Latest</h2>`:                                                                             "Ports reopen on Monday",
		`<title>Ports and airports of the country reopen on Monday</title><h1>Ports</h1><p>All.</p>`:                                                      "Ports and airports of the country reopen on Monday",
		`<title>Ports - airports and all stations of the country reopen on Monday after the storm</title><h2>Ports</h2><main><h1>Other news</h1></main>`:  "Ports - airports and all stations of the country reopen on Monday after the storm",
		`<title>News from the Ministry of Ports</title><article><h1>Ports reopen on Monday</h1><p>They do.</p></article>`:                                 "Ports reopen on Monday",
		`<title>News from the Ministry of Ports</title><article><h1>Ports reopen Monday</h1><p>They do.</p></article>`:                                    "Ports reopen Monday",
		`<meta property="og:site_name" content="Office"><h2>Ports reopen on Monday</h2>`:                                                                  "Ports reopen on Monday",
		`<title>Office</title><meta property="og:site_name" content="Office"><h2>Ports reopen on Monday</h2>`:                                             "Ports reopen on Monday",
		`<title>Budget</title><h2>Budget of this May</h2>`:                                                                                                "Budget of this May", // three times as long
		`<title>Budget</title><h2>Budget of 2026 is passed</h2>`:                                                                                          "Budget",
		`<title>Ministry</title><article><h1>Budget 2026</h1><p>It is.</p></article>`:                                                                     "Budget 2026",
		`<title>Ports reopen on Monday - Ministry</title><article><h1>Press Release</h1><p>Ports do.</p></article>`:                                       "Ports reopen on Monday",
		`<title>Ports reopen on Monday</title><meta property="og:title" content="All ports reopen"><article><h1>News of this week</h1><p>.</p></article>`: "All ports reopen",
		`<title>Ports reopen on Monday</title><article><h1>The reader of the week</h1><p>.</p></article><article><h1>Another one of all</h1></article>`:   "Ports reopen on Monday",
	} {
		doc, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		p := newPage(doc, nil)
		if got := p.headline(p.box()); got != want {
			t.Errorf("%s\n is headed %q, want %q", page, got, want)
		}
	}
}
