package names

import (
	"strings"
	"testing"
)

// A company of the list is found where nothing else tells it, and what only looks like one is none: a word that
// is also another, without a sign; somebody of that name; a product; the beginning of a longer name.
func TestListedCompanies(t *testing.T) {
	for _, test := range []struct{ name, found, not string }{
		{"one word", "The Commission fined Exide over batteries.", "The Commission fined Zorbexide over batteries."},
		{"a word that is also written small", "Ministers visited Novartis and saw Entegris.", "Ministers said entegris means a thing, and saw Entegris."},
		{"several words", "Talks with Taylor Wimpey went on.", "Talks with Taylor Quarrel went on."},
		{"with words of a company behind", "He saw Lumentum Holdings.", "He saw Lumentum Day."},
		{"with a country behind", "He saw Thermo Fisher Scientific Korea.", "He saw Thermo Maru Korean Day."},
		{"without the accents of the list, or of the text", "He wrote to Crédit Agricole on Monday.", "He wrote to Crédit Marule on Monday."},
		{"a word that means more, where it acts", "Last year Kingfisher said no.", "Last year a Kingfisher sat there, as Kingfisher was blue."},
		{"a word that means more, beside a company", "He met Samsung, Intuit and Seoul.", "He met Intuit in Seoul."},
		{"a phrase, where it acts", "Last week United Utilities agreed to it.", "Last week the United Utilities agreed to it."},
		{"before a sum", "It fined Telstra A$15 million.", "It fined Telstra A of the Day."},
		{"a surname", "Talks with Gartner went on.", "Talks with Ann Gartner went on. Gartner left."},
	} {
		if got := find("", test.found).listOrganisations(); len(got) == 0 {
			t.Errorf("%s: in %q nothing is found", test.name, test.found)
		}
		for _, o := range find("", test.not).listOrganisations() {
			if o.Name != "Novartis" {
				t.Errorf("%s: in %q is found %s", test.name, test.not, o.Name)
			}
		}
	}
}

// A company of several words is found in a headline that its body does not repeat, and no other words of it.
func TestCompanyInTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Samsung Electronics Breaks Ground on Chip Facility in Ulsan": "Samsung Electronics",
		"SK hynix Breaks Ground on Chip Facility":                     "SK hynix",
		"LG Energy Solution to Invest KRW 45 Trillion":                "LG Energy Solution",
		"Taylor Wimpey Signs Deal with Hanwha Ocean":                  "Taylor Wimpey; Hanwha Ocean",
		"Hanwha Ocean’s Shipyard Opens":                               "Hanwha Ocean",
		"Korea Electronics Show Opens":                                "",
		"Samsung Electronics Show Opens":                              "",
		"Kia Electric Vehicle Plant Opens":                            "",
		"Kia Opens Electric Vehicle Plant":                            "",
		"Green Energy Opens Doors":                                    "",
		"Taylor Quarrel Signs Deal":                                   "",
		"Industry Ministry approves plan":                             "Industry Ministry",
		"Industry Ministry Show opens":                                "",
	} {
		var got []string
		for _, o := range find(title, "The plant is new.").listOrganisations() {
			got = append(got, o.Name)
			if !o.InTitle || len(o.Mentions) > 0 {
				t.Errorf("%s: %s is in the headline alone", title, o.Name)
			}
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("in %q are found %q, want %q", title, got, want)
		}
	}
	if got := find("Samsung Electronics Opens Plant", "Samsung Electronics opened a plant.").listOrganisations(); len(got) != 1 || len(got[0].Mentions) != 1 {
		t.Errorf("a company of the headline and of the body is one: %v", got)
	}
}

// The products of a company are not the company, and its quarters and plants are.
func TestModels(t *testing.T) {
	for text, want := range map[string]string{
		"Exports of the Kia Niro rose.":         "",
		"Sales of the Hyundai Tucson rose.":     "",
		"He held the Samsung Galaxy S25.":       "",
		"He drove a Kia EV9 there.":             "",
		"He drove the Casper Electric there.":   "",
		"Kia said so.":                          "Kia",
		"Hyundai Mobis said so.":                "Hyundai Mobis",
		"It is from LG Energy Solution, again.": "LG Energy Solution",
	} {
		var got []string
		for _, o := range find("", text).listOrganisations() {
			got = append(got, o.Name)
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("in %q are found %q, want %q", text, got, want)
		}
	}
}

// The list is sorted, as it is looked up so; each of its names is found, and none that is near.
func TestListIsSorted(t *testing.T) {
	l := listedCompanies()
	before := ""
	for i := range l.lines {
		name, sure := l.at(i)
		if name <= before {
			t.Errorf("%q stands behind %q", name, before)
		}
		if got, ok := l.find(name); !ok || got != sure {
			t.Errorf("%q is not found as it stands", name)
		}
		if word, _, _ := strings.Cut(name, " "); knownCompanies.has(word) {
			t.Errorf("companies.txt knows %q already", name)
		}
		before = name
	}
	for _, name := range []string{"", "A", "Exid", "Exides", "Zz"} {
		if _, ok := l.find(name); ok {
			t.Errorf("%q is found", name)
		}
	}
}
