package data

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// String writes q so that [ParseQuery] reads the same query back: the words,
// the other terms, the facets, the order. What would mean something else there
// has a backslash before it.
func (q Query) String() string {
	var items []string
	for word := range strings.FieldsSeq(q.Words) {
		items = append(items, escapeWord(word))
	}
	for _, c := range q.Clauses {
		var terms []string
		for _, t := range c.Any {
			terms = append(terms, t.String())
		}
		item := strings.Join(terms, " OR ")
		switch {
		case c.Not:
			item = "-" + item
		case len(terms) == 1 && c.Any[0].Kind == Word && !c.Any[0].Title:
			item = "+" + item // without it, it would be one of the plain words
		}
		items = append(items, item)
	}
	field := func(name, value string) { items = append(items, name+":"+QuoteValue(value)) }
	values := func(f Facet) {
		for _, v := range q.Values[f] {
			field(Facets[f].Field, v)
		}
		for _, v := range q.Not[f] {
			field("-"+Facets[f].Field, v)
		}
	}
	values(Category)
	for _, p := range q.Periods {
		field("date", p.String())
	}
	if q.Window.From != 0 {
		field("since", q.Window.From.String())
	}
	if q.Window.To != 0 {
		field("before", q.Window.To.AddDays(1).String())
	}
	for f := Category + 1; f < NumFacets; f++ {
		values(f)
	}
	for _, s := range q.Sums {
		items = append(items, s.String())
	}
	if q.Is != 0 {
		items = append(items, q.Is.String())
	}
	if q.Sort != ByDefault {
		field("sort", sortNames[q.Sort])
	}
	return strings.Join(items, " ")
}

// String writes t as it stands in a query.
func (t Term) String() string {
	var s string
	switch t.Kind {
	case Letters:
		return "~" + escapeIf(t.Text, func(c rune) bool { return c == '\\' || unicode.IsSpace(c) })
	case Phrase:
		s = quote(t.Text)
	case Prefix:
		s = escapeWord(t.Text) + "*"
	default:
		s = escapeWord(t.Text)
	}
	if t.Title {
		s = "title:" + s
	}
	return s
}

// QuoteValue writes the value of a field, in quotation marks where it needs
// them.
func QuoteValue(s string) string {
	if s == "" || strings.ContainsFunc(s, func(c rune) bool {
		return c == '\\' || unicode.IsSpace(c) || plainForm(c) != c || strings.ContainsRune(quotes, c)
	}) {
		return quote(s)
	}
	return s
}

// quote puts s in quotation marks, with a backslash before what would end them or be read otherwise.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	space := true // at the beginning, too, it would be squeezed
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		last := i+n == len(s)
		if c == '\\' || strings.ContainsRune(quotes, c) || plainForm(c) != c || unicode.IsSpace(c) && (c != ' ' || space || last) {
			b.WriteByte('\\')
		}
		space = c == ' '
		b.WriteString(s[i : i+n])
		i += n
	}
	b.WriteByte('"')
	return b.String()
}

// escapeWord writes a word that is read as nothing but that word.
func escapeWord(w string) string {
	if w == "" || strings.Contains(w, `\`) || comparisonAt(w) != "" { // which a currency may stand before
		return escape(w)
	}
	p := queryParser{text: w}
	if err := p.items(); err == nil && len(p.words) == 1 && p.words[0] == w {
		return w
	}
	return escape(w)
}

// escape puts a backslash before the first letter of w, and before all that is no letter or figure.
func escape(w string) string {
	if w == "" {
		return ""
	}
	_, n := utf8.DecodeRuneInString(w)
	return `\` + w[:n] + escapeIf(w[n:], func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// escapeIf puts a backslash before the letters that needed tells, and before those that would be read as others.
func escapeIf(w string, needed func(rune) bool) string {
	var b strings.Builder
	for i := 0; i < len(w); {
		c, n := utf8.DecodeRuneInString(w[i:])
		if needed(c) || plainForm(c) != c {
			b.WriteByte('\\')
		}
		b.WriteString(w[i : i+n])
		i += n
	}
	return b.String()
}

// String writes s as it stands in a query: krw>=1tn, amount>=1tn of any currency,
// amount:krw, or amount:any.
func (s Sum) String() string {
	currency := strings.ToLower(s.Currency)
	if s.Op == AnySum {
		if currency == "" {
			currency = "any"
		}
		return "amount:" + currency
	}
	if currency == "" {
		currency = "amount"
	}
	return currency + sumOps[s.Op] + formatSum(s.Value)
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
