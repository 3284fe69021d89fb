package data

import (
	"slices"
	"strconv"
	"strings"
)

// currencies are the codes that may stand before a comparison.
var currencies = []string{"krw", "usd", "eur", "jpy", "cny", "gbp", "aud", "cad", "chf", "sgd", "vnd", "inr", "aed", "sar", "idr", "myr", "thb", "pln"}

// units are what may follow a number, and what it is multiplied with.
var units = []struct {
	names []string
	by    float64
}{
	{[]string{"tn", "t", "trillion"}, 1e12},
	{[]string{"bn", "b", "billion"}, 1e9},
	{[]string{"m", "mn", "million"}, 1e6},
	{[]string{"k", "thousand"}, 1e3},
}

// sum takes a comparison: krw>=1tn.
func (p *queryParser) sum(start int, currency, op, value string) error {
	known := false
	for _, c := range currencies {
		known = known || c == currency
	}
	if slices.Contains(QueryFields, currency) {
		return p.errorf(start, "%s is no sum of money: write %s:VALUE", currency, currency)
	}
	if !known {
		return p.errorf(start, "%s is no currency%s", currency, meant(currency, currencies))
	}
	text := strings.ToLower(strings.ReplaceAll(value, ",", ""))
	number := strings.TrimRight(text, "abcdefghijklmnopqrstuvwxyz ")
	unit := strings.TrimSpace(text[len(number):])
	v, err := strconv.ParseFloat(number, 64)
	by := 0.0
	if unit == "" {
		by = 1
	}
	for _, u := range units {
		for _, n := range u.names {
			if n == unit {
				by = u.by
			}
		}
	}
	v *= by
	if err != nil || by == 0 || v < 0 || v > 1e24 || v != v {
		return p.errorf(start, "%q is no sum: write 500m, 1.5bn or 1tn", value)
	}
	for i, o := range sumOps {
		if o == op {
			p.query.Sums = added(p.query.Sums, Sum{strings.ToUpper(currency), SumOp(i), v})
		}
	}
	return nil
}

// meant proposes the name that was probably meant.
func meant(name string, names []string) string {
	best, near := "", 3
	for _, n := range names {
		if d := distance(name, n); d < near {
			best, near = n, d
		}
	}
	if best == "" {
		return ": there are " + strings.Join(names, " ")
	}
	return ": did you mean " + best + "?"
}

// distance is how many letters have to change, come or go to make b of a
// (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
