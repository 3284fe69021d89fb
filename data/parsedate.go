package data

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isDateField reports whether the values of a field are days.
func isDateField(name string) bool { return name == "date" || name == "since" || name == "before" }

// date takes the value of a field that is a date.
func (p *queryParser) date(from int, name, value string, phrase bool) error {
	period, err := p.period(value, phrase)
	if err != nil {
		return p.errorf(from, "%s", err)
	}
	switch {
	case name == "date":
		p.query.Periods = added(p.query.Periods, period)
	case period.From == 0:
		return p.errorf(from, "%s: needs a day, a month or a year", name)
	case strings.Contains(value, "..") && period.To != 0:
		return p.errorf(from, "%s: takes one day, month or year: date:%s takes a range", name, value)
	case name == "since":
		p.window(Period{From: period.From})
	default:
		p.window(Period{To: period.From.AddDays(-1)})
	}
	return nil
}

// window narrows the days that are wanted to a period.
func (p *queryParser) window(to Period) {
	w := &p.query.Window
	w.From = max(w.From, to.From)
	if to.To != 0 && (w.To == 0 || to.To < w.To) {
		w.To = to.To
	}
}

// compareDate takes a comparison of dates, as other search engines have it: date>=2025-11.
func (p *queryParser) compareDate(from int, op, value string) error {
	period, err := p.period(value, false)
	if err != nil || period.From == 0 || period.To == 0 {
		return p.errorf(from, "%q is not a date: write since:2025-11, before:2025-11 or date:2025-11-18..2025-11-25", value)
	}
	switch op {
	case ">=", "≥":
		p.window(Period{From: period.From})
	case ">":
		p.window(Period{From: period.To.AddDays(1)})
	case "<=", "≤":
		p.window(Period{To: period.To})
	case "<":
		p.window(Period{To: period.From.AddDays(-1)})
	default:
		p.query.Periods = added(p.query.Periods, period)
	}
	return nil
}

// maxPeriodWords is how many words the longest period has: 18 November 2025.
const maxPeriodWords = 3

// period reads a period, and takes the next words too where they belong to it, as in since:last week.
func (p *queryParser) period(value string, phrase bool) (period Period, err error) {
	period, err = ParsePeriod(value, p.today)
	end := p.at
	for n := 1; n < maxPeriodWords && !phrase && p.at < len(p.text); n++ {
		if p.skipSpace(); p.at == len(p.text) {
			break
		}
		value += " " + p.token().mask
		if longer, wrong := ParsePeriod(value, p.today); wrong == nil {
			period, err, end = longer, nil, p.at
		}
	}
	p.at = end
	return period, err
}

// comparisons are the operators of sums, the longer ones first.
var comparisons = []string{">=", "<=", "≥", "≤", ">", "<", "="}

// comparisonAt returns the comparison that s begins with, "" for none.
func comparisonAt(s string) string {
	for _, op := range comparisons {
		if strings.HasPrefix(s, op) {
			return op
		}
	}
	return ""
}

// spacedSum returns a token with the comparison that stands behind it, where it is the name of a currency: krw > 1tn.
func (p *queryParser) spacedSum(t token) token {
	if !isCurrency(strings.ToLower(t.mask)) {
		return t
	}
	behind := p.at
	p.skipSpace()
	if comparisonAt(p.text[p.at:]) == "" {
		p.at = behind
		return t
	}
	next := p.token()
	if comparisonAt(next.mask) == next.mask && strings.TrimSpace(p.text[p.at:]) != "" {
		p.skipSpace()
		next = next.with(p.token())
	}
	return t.with(next)
}

// with returns two tokens as one.
func (t token) with(next token) token {
	return token{t.text + next.text, t.mask + next.mask, append(t.at[:len(t.text):len(t.text)], next.at...)}
}

// meantOp returns operator and value as they are meant: a comparison behind the colon, or = for a colon.
func meantOp(name, op string, value token) (string, token) {
	_, is := FacetOf(name)
	compares := comparisonAt(value.mask)
	switch {
	case op == ":" && compares != "" && (isDateField(name) || isCurrency(name)):
		return compares, value.from(len(compares))
	case op == "=" && (is || name == "is" || name == "title" || name == "sort"):
		return ":", value
	}
	return op, value
}

// spacedValue returns the value behind a space, where the field is in small letters, as no headline begins.
func (p *queryParser) spacedValue(name, op string, value token) token {
	if op != ":" || value.text != "" || name == "new" || !slices.Contains(QueryFields, name) {
		return value
	}
	before := p.at
	if p.skipSpace(); p.at < len(p.text) {
		next := p.token()
		if _, inner := fieldAt(next.mask); inner == "" && !strings.ContainsAny(next.mask[:1], "-+~") && next.mask != "OR" {
			return next
		}
	}
	p.at = before
	return value
}

// isCurrency reports whether a name in small letters is that of a currency, or amount, which is any.
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
		all := strings.ToLower(strings.Join(Currencies, " "))
		if best := nearest(currency, strings.Fields(all)); best != "" {
			return p.errorf(start, "%s is no currency: did you mean %s?", currency, best)
		}
		return p.errorf(start, "%s is no currency: there are %s", currency, all)
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

// unitBehind takes the unit behind a number and a space, as in usd>50 billion; one letter may be a word, and is 1.
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

// nearest returns the name that differs in the fewest letters, "" where all differ in more than two.
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
