package names

import (
	"fmt"
	"strings"
	"testing"
)

// A user's list adds to what is known, and overrules it; what is no entry is told with
// its place, and changes nothing.
func TestExtend(t *testing.T) {
	defer extended.Store(nil)
	for _, test := range []struct {
		list, problems string
		same           [][2]string // organisations that are one
		other          [][2]string // and that are not
		people         [][2]string
	}{
		{list: "", same: [][2]string{{"MOTIE", "MOTIR"}}, other: [][2]string{{"Old Works", "New Works"}}},
		{
			list: "\ufeff# my own\n\norganisation: Old Works Co., Ltd. = New Works # since May\r\nperson: Bob Kim = Kim Su-bin\n",
			same: [][2]string{{"Old Works", "New Works"}, {"the Old Works", "New Works Inc."}, {"MOTIE", "MOTIR"}}, people: [][2]string{{"Bob Kim", "KIM Subin"}},
		},
		{ // renamed twice, in any order, and on from what is known
			list:  "organisation: B Works = C Works\norganisation: A Works = B Works\norganisation: Ministry of Trade, Industry and Resources = Ministry of Everything\n",
			same:  [][2]string{{"A Works", "C Works"}, {"MOTIE", "Ministry of Everything"}, {"산업부", "Ministry of Everything"}},
			other: [][2]string{{"A Works", "Kia"}},
		},
		{ // the user's holds
			list: "organisation: Kia Motors = Kia Heritage\n", same: [][2]string{{"Kia Motors", "Kia Heritage"}}, other: [][2]string{{"Kia Motors", "Kia"}},
		},
		{
			list: "organisation: A Works\ncompany: A = B\n: A = B\norganisation: = B\norganisation: X Works = Y Works\norganisation: Y Works = X Works\norganisation: Z = Z Inc.\nperson: \x1b[31mA\n",
			problems: `mine.txt:1: skipped: "organisation: A Works" is no entry: write organisation: OLD NAME = NEW NAME, or person: A SPELLING = NAME
mine.txt:2: skipped: "company" is no kind of entry: organisation and person are
mine.txt:3: skipped: "" is no kind of entry: organisation and person are
mine.txt:4: skipped: a side of the entry has no name
mine.txt:6: skipped: "y works" is said to be "x works", which leads back to it, or on and on
mine.txt:8: skipped: "person: \x1b[31mA" is no entry: write organisation: OLD NAME = NEW NAME, or person: A SPELLING = NAME
`,
			same: [][2]string{{"X Works", "Y Works"}, {"MOTIE", "MOTIR"}}, other: [][2]string{{"A", "B"}},
		},
		{
			list: "organisation: A Works = B Works\n" + strings.Repeat("x", 2000) + "\norganisation: C Works = D Works\n",
			same: [][2]string{{"A Works", "B Works"}}, other: [][2]string{{"C Works", "D Works"}},
			problems: "mine.txt:2: the rest is left out: a line has more than 1000 bytes\n",
		},
	} {
		problems, err := Extend("mine.txt", strings.NewReader(test.list))
		told := ""
		for _, p := range problems {
			told += p.String() + "\n"
		}
		if err != nil || told != test.problems {
			t.Errorf("%.40q: %v, problems\n%s, want\n%s", test.list, err, told, test.problems)
		}
		for _, pair := range test.same {
			if a, b := OrganisationKey(pair[0]), OrganisationKey(pair[1]); a != b {
				t.Errorf("%.40q: %q is %q, and %q is %q", test.list, pair[0], a, pair[1], b)
			}
		}
		for _, pair := range test.other {
			if OrganisationKey(pair[0]) == OrganisationKey(pair[1]) {
				t.Errorf("%.40q: %q and %q are one", test.list, pair[0], pair[1])
			}
		}
		for _, pair := range test.people {
			if PersonKey(pair[0]) != PersonKey(pair[1]) {
				t.Errorf("%.40q: %q and %q are two", test.list, pair[0], pair[1])
			}
		}
	}
	var long strings.Builder
	for i := range maxKnown + 5 {
		fmt.Fprintf(&long, "organisation: Works %d = Works %d\n", i, i+1)
	}
	problems, err := Extend("mine.txt", strings.NewReader(long.String()))
	if err != nil || len(problems) == 0 || !strings.Contains(problems[len(problems)-1].String(), fmt.Sprintf("mine.txt:%d: the rest is left out", maxKnown+1)) {
		t.Errorf("a long list: %v, %d problems", err, len(problems))
	}
}
