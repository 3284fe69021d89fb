package cells

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	rows := [][]string{{"Goods", "2024", "Change"}, {"Ships of every kind", "1,230", "+4.5%"}, {"자동차", "–", "-0.3%"}}
	for _, test := range []struct {
		name string
		rows [][]string
		w    int
		want string
	}{
		{"room", rows, 60, `
Goods                 2024  Change
==================================
Ships of every kind  1,230   +4.5%
자동차                   –   -0.3%`},
		{"wrapped", rows, 26, `
Goods         2024  Change
==========================
Ships of     1,230   +4.5%
every kind
자동차           –   -0.3%`},
		{"list", rows, 12, `
Goods: Ships
of every
kind
2024: 1,230
Change:
+4.5%

Goods:
자동차
2024: –
Change:
-0.3%`},
		{"empty head", [][]string{{"", ""}, {"a", ""}}, 10, `
` + `
===
a`},
		{"a head alone", [][]string{{"One thing", "Another"}}, 9, "\nOne thing\nAnother"},
	} {
		t.Run(test.name, func(t *testing.T) {
			head, below := Measure{}.Table(test.rows, test.w, "=")
			lines := append(head, below...)
			for i := range lines {
				lines[i] = strings.TrimRight(lines[i], " ")
				if n := (Measure{}).Width(lines[i]); n > max(test.w, 1) {
					t.Errorf("%d cells: %q", n, lines[i])
				}
			}
			if got := "\n" + strings.Join(lines, "\n"); got != test.want {
				t.Errorf("got%s\nwant%s", got, test.want)
			}
		})
	}
}
