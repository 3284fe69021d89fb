package data

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isCurrency reports whether a name in small letters is that of a currency, or
// amount, which is any.
func isCurrency(name string) bool {
	return name == "amount" || name != "" && slices.Contains(Currencies, strings.ToUpper(name)) && name == strings.ToLower(name)
}

// units are what may follow a number, and what it is multiplied with.
var units = []struct {
	names []string
	by    float64
}{
	{[]string{"tn", "t", "trn", "trillion"}, 1e12},
	{[]string{"bn", "b", "bln", "mrd", "billion"}, 1e9},
	{[]string{"m", "mn", "mm", "mil", "mln", "mio", "million"}, 1e6},
	{[]string{"k", "thousand"}, 1e3},
}

// koreanUnits may follow a number too, and no sum is written with them.
var koreanUnits = map[string]float64{"조": 1e12, "억": 1e8, "만": 1e4}

// unitOf returns what a number is multiplied with that a unit follows, 0 for what is none.
func unitOf(unit string) float64 {
	for _, u := range units {
		if slices.Contains(u.names, unit) {
			return u.by
		}
	}
	if unit == "" {
		return 1
	}
	return koreanUnits[strings.TrimSuffix(unit, "원")]
}

// isUnitLetter reports whether a character behind a number belongs to its unit.
func isUnitLetter(c rune) bool { return c == ' ' || unicode.IsLetter(c) }

// sum takes a comparison: krw>=1tn.
func (p *queryParser) sum(start int, currency, op, value string) error {
	switch {
	case isCurrency(currency):
	case slices.Contains(QueryFields, currency):
		return p.errorf(start, "%s is no sum of money: write %s:VALUE", currency, currency)
	default:
		return p.errorf(start, "%s is no currency%s", currency, meant(currency, lowerCurrencies()))
	}
	if value == "" {
		return p.errorf(start, "%s%s needs a sum after it: 500m, 1.5bn or 1tn", currency, op)
	}
	switch op {
	case "≥":
		op = ">="
	case "≤":
		op = "<="
	}
	text := strings.ToLower(strings.TrimLeft(strings.ReplaceAll(value, ",", ""), "$₩€£"))
	number := strings.TrimRightFunc(text, isUnitLetter)
	v, err := strconv.ParseFloat(number, 64)
	by := unitOf(strings.TrimSpace(text[len(number):]))
	if err == nil && text == number {
		by = p.unitBehind()
	}
	v *= by
	if err != nil || by == 0 || v < 0 || v > 1e24 || v != v {
		return p.errorf(start, "%q is no sum: write 500m, 1.5bn or 1tn", value)
	}
	for i, o := range sumOps {
		if o == op {
			code := strings.ToUpper(currency)
			if currency == "amount" {
				code = ""
			}
			return p.addSum(start, Sum{code, SumOp(i), v})
		}
	}
	return nil
}

// unitBehind takes the unit that stands behind a number and a space, as in usd>50 billion,
// and returns what the number is multiplied with: 1 where no unit follows. One letter
// may be a word.
func (p *queryParser) unitBehind() float64 {
	number := p.at
	p.skipSpace()
	if p.at < len(p.text) {
		t := p.token()
		if unit := strings.ToLower(t.mask); utf8.RuneCountInString(unit) > 1 || koreanUnits[unit] != 0 {
			if by := unitOf(unit); by != 0 {
				return by
			}
		}
	}
	p.at = number
	return 1
}

func lowerCurrencies() []string {
	list := make([]string, len(Currencies))
	for i, c := range Currencies {
		list[i] = strings.ToLower(c)
	}
	return list
}

// meant proposes the name that was probably meant, or names all.
func meant(name string, names []string) string {
	if best := nearest(name, names); best != "" {
		return ": did you mean " + best + "?"
	}
	return ": there are " + strings.Join(names, " ")
}

// nearest returns the name that differs in the fewest letters, "" where all
// differ in more than two.
func nearest(name string, names []string) string {
	best, least := "", min(3, len(name)/2+1) // of two letters one is a half
	for _, n := range names {
		if d := Distance(name, n); d < least {
			best, least = n, d
		}
	}
	return best
}

// Distance is how many letters have to change, come or go to make b of a
// (Levenshtein). Letters are bytes here.
func Distance(a, b string) int {
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

// Currencies are the ISO codes of the currencies that sums of money are known
// in, those first that a query is completed with first.
var Currencies = []string{
	"KRW", "USD", "EUR", "JPY", "CNY", "GBP", "AUD", "CAD", "CHF", "SGD", "HKD", "TWD", "NZD", "INR", "IDR", "VND", "THB",
	"MYR", "PHP", "AED", "SAR", "QAR", "KWD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "ILS", "BRL", "MXN", "CLP",
	"ZAR", "RUB", "UAH", "KZT", "UZS", "MNT", "EGP",
}
