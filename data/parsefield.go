package data

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isField reports whether a name before an operator is a field, or meant for
// one.
func (p *queryParser) isField(name, op string, value token) bool {
	if op == ":" {
		if !slices.Contains(QueryFields, name) || name == "new" { // which has no value
			return false
		}
		if value.text == "" && strings.TrimSpace(p.text[p.at:]) != "" {
			p.hint(value.at[0]-1, "%s: takes its value without a space, and is looked for as a word", name)
			return false
		}
		return true
	}
	amount := value.text != "" && value.text[0] >= '0' && value.text[0] <= '9'
	return isCurrency(name) || slices.Contains(QueryFields, name) || len(name) == len("krw") && amount
}

// field takes the value of a field, which goes on behind the token where it
// stands in quotation marks.
func (p *queryParser) field(start int, not bool, name, op string, t token) error {
	value, phrase := t.text, quoteAt(t.mask)
	if phrase {
		var err error
		if value, err = p.quoted(t.at[0]); err != nil {
			return err
		}
	}
	if name == "title" && op == ":" {
		switch {
		case !phrase && strings.Trim(t.mask, "*") == "":
			return p.errorf(start, "title: needs a word after it")
		case phrase:
			return p.phrase(start, not, value, true)
		}
		return p.word(start, not, false, t, true)
	}
	if p.or {
		return p.errorf(start, "OR joins words; several values of a field are an OR already")
	}
	p.last = aFacet
	if op != ":" {
		return p.sum(start, name, op, value)
	}
	facet, is := FacetOf(name)
	if value == "" && !(phrase && is) {
		return p.errorf(start, "%s: needs a value after it", name)
	}
	if name == "is" {
		return p.is(t.at[0], not, value)
	}
	if !is {
		return p.option(t.at[0], name, value)
	}
	p.query.Values[facet] = added(p.query.Values[facet], value)
	if !phrase {
		p.single, p.ends = name+":"+value, p.at
	}
	if Facets[facet].Named {
		return p.count(t.at[0], named{name, value})
	}
	return nil
}

// hintValue says how a value of several words is written, where a name was begun and the
// next word goes on with a capital letter, as in country:United States: a shell takes
// quotation marks away.
func (p *queryParser) hintValue(start int, word string) {
	field, value, _ := strings.Cut(p.single, ":")
	capital := func(s string) bool {
		c, _ := utf8.DecodeRuneInString(s)
		return unicode.IsUpper(c)
	}
	if p.single != "" && strings.TrimSpace(p.text[p.ends:start]) == "" && capital(value) && capital(word) {
		whole := field + ":" + QuoteValue(value+" "+word)
		p.hint(start, "%s: has the value %s, and %s is looked for as a word: %s takes both, and in a shell '%s'", field, value, word, whole, whole)
	}
	p.single = ""
}

// option takes the value of a field that is a date, a sum or the order.
func (p *queryParser) option(from int, name, value string) error {
	q := &p.query
	switch name {
	case "amount":
		switch currency := strings.ToLower(value); {
		case currency == "any":
			return p.addSum(from, Sum{})
		case currency != "amount" && isCurrency(currency):
			return p.addSum(from, Sum{Currency: strings.ToUpper(currency)})
		default:
			return p.errorf(from, "amount: is any, or a currency; compare with krw>=1tn or usd>500m")
		}
	case "sort":
		for i, s := range sortNames {
			if s != "" && strings.EqualFold(s, value) {
				q.Sort = Sort(i)
				return nil
			}
		}
		return p.errorf(from, "sort: is date, relevance or title, not %s", value)
	case "date", "since", "before":
		period, err := ParsePeriod(value, p.today)
		if err != nil {
			return p.errorf(from, "%s", err)
		}
		switch name {
		case "date":
			q.Periods = added(q.Periods, period)
		case "since":
			if period.From == 0 {
				return p.errorf(from, "since: needs a day, a month or a year")
			}
			q.Window.From = max(q.Window.From, period.From)
		case "before":
			if period.From == 0 {
				return p.errorf(from, "before: needs a day, a month or a year")
			}
			if to := period.From.AddDays(-1); q.Window.To == 0 || to < q.Window.To {
				q.Window.To = to
			}
		}
	}
	return nil
}

func added[T comparable](set []T, v T) []T {
	if slices.Contains(set, v) {
		return set
	}
	return append(set, v)
}
