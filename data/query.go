package data

import (
	"slices"
	"strings"
)

// Query is what a reader wants to see: the one description that the prompt,
// the facets and the commands share. The zero Query wants everything.
// [ParseQuery] reads it from text and [Query.String] writes it.
//
// All its parts have to hold, but for the values of a facet: of several, and of
// several periods, one has to.
type Query struct {
	Words   string   // plain words, as typed, a space between them
	Clauses []Clause // what else the headline or the text must hold
	Values  Values
	Not     Values // values that a release must not have
	Periods []Period
	Window  Period // since: and before:; the zero Period for none
	Sums    []Sum
	Is      Is // of the marks of who asks
	Sort    Sort
}

// Clause holds where one of its terms is found, or with Not where none is.
type Clause struct {
	Not bool
	Any []Term
}

// Term is something to find.
type Term struct {
	Kind  TermKind
	Title bool // in the headline, and not in the text
	Text  string
}

// TermKind is how a term is found.
type TermKind uint8

// The kinds of term.
const (
	Word    TermKind = iota // the word, or another form of it
	Phrase                  // the words, one after the other
	Prefix                  // words that begin so
	Letters                 // the letters, in their order, anywhere in the headline
)

// Sum is a condition on the sums of money that a release names. One of them
// has to meet it.
type Sum struct {
	Currency string // ISO code in capitals; "" is any
	Op       SumOp
	Value    float64 // in whole units of the currency
}

// SumOp compares a sum with a value.
type SumOp uint8

// The comparisons. AnySum holds of every sum.
const (
	AnySum SumOp = iota
	AtLeast
	MoreThan
	AtMost
	LessThan
	Equals
)

var sumOps = [...]string{AtLeast: ">=", MoreThan: ">", AtMost: "<=", LessThan: "<", Equals: "="}

// Holds reports whether a sum of money meets the condition. Currency is its
// ISO code, low and high are its value, which differ for a range.
func (s Sum) Holds(currency string, low, high float64) bool {
	if s.Currency != "" && s.Currency != currency {
		return false
	}
	switch s.Op {
	case AtLeast:
		return high >= s.Value
	case MoreThan:
		return high > s.Value
	case AtMost:
		return low <= s.Value
	case LessThan:
		return low < s.Value
	case Equals:
		return low <= s.Value && s.Value <= high
	}
	return true
}

// Sort is the order of a list.
type Sort uint8

// The orders. ByDefault is newest first, and best match first for letters.
const (
	ByDefault Sort = iota
	ByDate
	ByRelevance
	ByTitle
)

var sortNames = [...]string{ByDate: "date", ByRelevance: "relevance", ByTitle: "title"}

// IsZero reports whether q wants everything, in the usual order.
func (q Query) IsZero() bool { return !q.Texted() && !q.Faceted() && q.Sort == ByDefault }

// Faceted reports whether a value of a facet is chosen.
func (q Query) Faceted() bool {
	for f := range q.Values {
		if len(q.Values[f])+len(q.Not[f]) > 0 {
			return true
		}
	}
	return len(q.Periods)+len(q.Sums) > 0 || q.Window != Period{} || q.Is != 0
}

// Named reports whether q wants something of what a release names.
func (q Query) Named() bool {
	for f, facet := range Facets {
		if facet.Named && len(q.Values[f])+len(q.Not[f]) > 0 {
			return true
		}
	}
	return len(q.Sums) > 0
}

// Texted reports whether q wants something of the headline or the text.
func (q Query) Texted() bool { return q.Words != "" || len(q.Clauses) > 0 }

// Sought returns what of q has places in a text: words, names and sums.
func (q Query) Sought() Query {
	for f := range q.Values {
		if !Facets[f].Named {
			q.Values[f] = nil
		}
	}
	q.Not, q.Periods, q.Window, q.Is, q.Sort = Values{}, nil, Period{}, 0, ByDefault
	return q
}

// WithoutFacets returns q with no value of a facet chosen.
func (q Query) WithoutFacets() Query {
	return Query{Words: q.Words, Clauses: q.Clauses, Sort: q.Sort}
}

// Facets returns what q has besides: the chosen values of facets alone.
func (q Query) Facets() Query {
	q.Words, q.Clauses, q.Sort = "", nil, ByDefault
	return q
}

// And returns what q and p want together: the values of both for each facet,
// the text and the order of both, p's before q's where there can be one only.
// It shares no memory with either.
func (q Query) And(p Query) Query {
	q.Words = strings.TrimSpace(q.Words + " " + p.Words)
	q.Clauses = append(slices.Clone(q.Clauses), p.Clauses...)
	for f := range q.Values {
		q.Values[f], q.Not[f] = union(q.Values[f], p.Values[f]), union(q.Not[f], p.Not[f])
	}
	q.Periods = union(q.Periods, p.Periods)
	q.Sums = union(q.Sums, p.Sums)
	q.Is |= p.Is
	q.Window.From = max(q.Window.From, p.Window.From)
	if to := p.Window.To; to != 0 && (q.Window.To == 0 || to < q.Window.To) {
		q.Window.To = to
	}
	if p.Sort != ByDefault {
		q.Sort = p.Sort
	}
	return q
}

// union returns a copy of a with what b has besides. Of categories there may be very many.
func union[T comparable](a, b []T) []T {
	there := make(map[T]bool, len(a)+len(b))
	for _, v := range a {
		there[v] = true
	}
	a = slices.Clone(a)
	for _, v := range b {
		if !there[v] {
			there[v] = true
			a = append(a, v)
		}
	}
	return a
}

// With returns q with a value of a facet chosen, or no longer chosen if it was. It
// shares no memory with q.
func (q Query) With(f Facet, value string) Query {
	q.Values[f], q.Not[f] = toggled(q.Values[f], value), without(q.Not[f], value)
	return q
}

// Without returns q with a value of a facet excluded, or no longer excluded if it was. It
// shares no memory with q.
func (q Query) Without(f Facet, value string) Query {
	q.Values[f], q.Not[f] = without(q.Values[f], value), toggled(q.Not[f], value)
	return q
}

// WithPeriod returns q with the period chosen, or no longer chosen if it was.
// It shares no memory with q.
func (q Query) WithPeriod(p Period) Query {
	q.Periods = toggled(q.Periods, p)
	return q
}

// WithSum returns q with the condition on sums chosen, or no longer chosen if
// it was. It shares no memory with q.
func (q Query) WithSum(s Sum) Query {
	q.Sums = toggled(q.Sums, s)
	return q
}

// without returns a copy of set without v.
func without[T comparable](set []T, v T) []T {
	return slices.DeleteFunc(slices.Clone(set), func(have T) bool { return have == v })
}

// toggled returns a copy of set with v taken away, or added at the end.
func toggled[T comparable](set []T, v T) []T {
	if i := slices.Index(set, v); i >= 0 {
		return slices.Delete(slices.Clone(set), i, i+1)
	}
	return append(slices.Clone(set), v)
}

// Facet is a property of releases by whose values a reader chooses. What is to be
// known of one stands in [Facets]; how a library answers for it, in package model.
type Facet uint8

// The facets whose values are names. Dates and sums of money are chosen by
// periods and conditions.
const (
	Category Facet = iota
	Source
	Language
	Has
	Organisation
	Person
	Country
	NumFacets
)

// Facets tells of each facet what queries and lists need.
var Facets = [NumFacets]struct {
	Field string // of a query: org:KATS
	Title string // above its values
	Named bool   // its values are known only when all releases have been read for names
	All   bool   // of several chosen values a release has to have each, and not one
}{
	Category:     {"category", "Category", false, false},
	Source:       {"source", "Source", false, false},
	Language:     {"lang", "Language", false, false},
	Has:          {"has", "Has", false, true},
	Organisation: {"org", "Organisations", true, false},
	Person:       {"person", "People", true, false},
	Country:      {"country", "Countries", true, false},
}

// Values are chosen values of each facet. Of several of one facet a release has to
// have one, or each where [Facets] says so.
type Values [NumFacets][]string

// FacetOf returns the facet of a field of a query.
func FacetOf(field string) (Facet, bool) {
	for f, facet := range Facets {
		if facet.Field == field {
			return Facet(f), true
		}
	}
	return 0, false
}

// HasValues are the values of the field has: of a query.
var HasValues = []string{"versions", "attachment", "gone"}

// CategorySeparator stands between the categories of a release that has several.
const CategorySeparator = "; "

// QueryFields are the fields of a query, as they are completed and proposed.
var QueryFields = func() []string {
	fields := []string{"title"}
	for _, f := range Facets {
		fields = append(fields, f.Field)
	}
	return slices.Insert(append(fields, "amount", "is", "new", "sort"), 2, "date", "since", "before")
}()
