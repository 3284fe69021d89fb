package data

import (
	"slices"
	"strings"
)

// isField reports whether a name before an operator is a field, or meant for one.
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

// field takes the value of a field, which goes on behind the token where it stands in quotation marks.
func (p *queryParser) field(start int, not bool, name, op string, t token) error {
	value, phrase := t.text, quoteAt(t.mask)
	if phrase {
		var err error
		if value, err = p.quoted(t.at[0]); err != nil {
			return err
		}
	}
	if name == "title" && op == ":" {
		return p.title(start, not, value, phrase, t)
	}
	if err := p.joined(start, not, name, op, value, t); err != nil {
		return err
	}
	p.last, p.latest, p.or = aFacet, name, false
	facet, is := FacetOf(name)
	switch {
	case op != ":" && isDateField(name):
		return p.compareDate(t.at[0], op, value)
	case op != ":":
		return p.sum(start, name, op, value)
	case value == "" && !(phrase && is):
		return p.errorf(start, "%s: needs a value after it", name)
	case name == "is":
		return p.is(t.at[0], not, value)
	case !is:
		return p.option(t.at[0], name, value, phrase)
	}
	return p.value(start, not, facet, value, phrase, t)
}

// title takes what is looked for in headlines.
func (p *queryParser) title(start int, not bool, value string, phrase bool, t token) error {
	switch {
	case !phrase && strings.Trim(t.mask, "*") == "":
		return p.errorf(start, "title: needs a word after it")
	case phrase:
		return p.phrase(start, not, value, true)
	}
	return p.word(start, not, false, t, true)
}

// joined reports where a hyphen or an OR stands before a field that takes none.
func (p *queryParser) joined(start int, not bool, name, op, value string, t token) error {
	facet, is := FacetOf(name)
	if not && (!is || op != ":") && name != "is" {
		p.at = t.at[0]
		return p.errorf(start, "- goes with words and with values, as in -org:KATS, not with %s%s", name, insteadOfNot(name, op, value))
	}
	if !p.or {
		return nil
	}
	either := is && !Facets[facet].All || name == "date"
	if p.last != aFacet || p.latest != name || not || op != ":" || !either {
		return p.errorf(start, errOR)
	}
	return nil
}

// value takes a value of a facet.
func (p *queryParser) value(start int, not bool, facet Facet, value string, phrase bool, t token) error {
	name := Facets[facet].Field
	to := &p.query.Values[facet]
	if not {
		to = &p.query.Not[facet]
	}
	*to = added(*to, value)
	p.hintList(start, name, t)
	p.hintHas(start, facet, value)
	if !phrase {
		p.single, p.ends = name+":"+value, p.at
		if not {
			p.single = "-" + p.single
		}
	}
	if Facets[facet].Named {
		return p.count(t.at[0], named{name, value})
	}
	return nil
}

// insteadOfNot proposes what leaves out days or sums.
func insteadOfNot(name, op, value string) string {
	inverse := map[string]string{">=": "<", "≥": "<", ">": "<=", "<=": ">", "≤": ">", "<": ">="}[op]
	switch {
	case name == "date" || name == "since" || name == "before":
		return ": before: and since: leave days out"
	case inverse != "":
		return ": write " + name + inverse + value
	}
	return ""
}

// option takes the value of a field that is a date, a sum or the order.
func (p *queryParser) option(from int, name, value string, phrase bool) error {
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
		if other := otherSorts[strings.ToLower(value)]; other != 0 {
			q.Sort = other
			return nil
		}
		return p.errorf(from, "sort: is date, relevance or title, not %s", value)
	default:
		return p.date(from, name, value, phrase)
	}
}

// otherSorts are names that other programs have for orders.
var otherSorts = map[string]Sort{"newest": ByDate, "latest": ByDate, "recent": ByDate, "new": ByDate, "best": ByRelevance, "rank": ByRelevance, "score": ByRelevance, "headline": ByTitle, "name": ByTitle}

func added[T comparable](set []T, v T) []T {
	if slices.Contains(set, v) {
		return set
	}
	return append(set, v)
}
