package data

import (
	"strconv"
	"strings"
)

// String writes q so that [ParseQuery] reads the same query back: the words,
// the other terms, the facets, the order.
func (q Query) String() string {
	var items []string
	if q.Letters != "" {
		items = append(items, q.Letters)
	}
	for _, c := range q.Clauses {
		var terms []string
		for _, t := range c.Any {
			terms = append(terms, t.String())
		}
		item := strings.Join(terms, " OR ")
		if c.Not {
			item = "-" + item
		}
		items = append(items, item)
	}
	field := func(name, value string) { items = append(items, name+":"+QuoteValue(value)) }
	for _, v := range q.Categories {
		field("category", v)
	}
	for _, p := range q.Periods {
		field("date", p.String())
	}
	if q.Window.From != 0 {
		field("since", q.Window.From.String())
	}
	if q.Window.To != 0 {
		field("before", q.Window.To.AddDays(1).String())
	}
	for _, v := range q.Orgs {
		field("org", v)
	}
	for _, v := range q.People {
		field("person", v)
	}
	for _, s := range q.Sums {
		items = append(items, s.String())
	}
	if q.Sort != ByDefault {
		field("sort", sortNames[q.Sort])
	}
	return strings.Join(items, " ")
}

// String writes t as it stands in a query.
func (t Term) String() string {
	s := t.Text
	switch t.Kind {
	case Letters:
		return "~" + s
	case Phrase:
		s = `"` + s + `"`
	case Prefix:
		s += "*"
	}
	if t.Title {
		s = "title:" + s
	}
	return s
}

// QuoteValue puts quotation marks around a field's value where it needs them.
func QuoteValue(s string) string {
	if strings.ContainsRune(s, ' ') || s == "" {
		return `"` + s + `"`
	}
	return s
}

// String writes s as it stands in a query: krw>=1tn, or amount:any.
func (s Sum) String() string {
	if s.Op == AnySum {
		return "amount:any"
	}
	return strings.ToLower(s.Currency) + sumOps[s.Op] + formatSum(s.Value)
}

// formatSum writes v with the largest unit that leaves it short and exact.
func formatSum(v float64) string {
	for _, u := range units {
		text := strconv.FormatFloat(v/u.by, 'f', -1, 64)
		back, err := strconv.ParseFloat(text, 64)
		if v >= u.by && err == nil && back*u.by == v && len(text) < 8 {
			return text + u.names[0]
		}
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
