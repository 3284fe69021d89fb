package data

import (
	"slices"
	"strings"
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

// period reads a period, and takes the next words too where they belong to it, as in
// since:last week: no quotation marks are needed.
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

// spacedSum returns a token with the comparison that stands behind it, where it is the
// name of a currency: krw > 1tn.
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

// meantOp returns the operator and the value of a field as they are meant: with a
// comparison behind the colon, or = for a colon.
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

// spacedValue returns the value of a field that stands behind a space, where the field is
// written in small letters, as no headline begins.
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
