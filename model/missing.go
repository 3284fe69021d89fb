package model

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"pressroom/data"
	"pressroom/data/index/entities"
	"pressroom/data/index/letters"
	"pressroom/data/store"
	"pressroom/data/text"
)

// Missing is a part of a query that no release has.
type Missing struct {
	Part    string // as it is written in a query
	Nearest string // the value that differs least from it, "" where none is near
	Whole   bool   // it is a part of a query itself, to stand in the place of this one
}

// finder looks for what was meant by a query that finds nothing. Its first error ends it.
type finder struct {
	ctx   context.Context
	lib   *Library
	marks *store.Marks
	today data.Date
	err   error
}

// find lists what a query finds.
func (f *finder) find(q data.Query) *Listing {
	if f.err == nil {
		var listing *Listing
		if listing, f.err = Search(f.ctx, f.lib, q, f.marks); f.err == nil {
			return listing
		}
	}
	return &Listing{}
}

// needNames reads whom releases name, where they were not read yet.
func (f *finder) needNames() {
	if f.err == nil {
		_, f.err = f.lib.Names(f.ctx)
	}
}

// FindMissing returns the parts of a query that find nothing by themselves, to explain
// why the whole finds nothing. It is empty where each part finds something, but no
// release has them all.
func FindMissing(ctx context.Context, lib *Library, q data.Query, marks *store.Marks, today data.Date) ([]Missing, error) {
	f := finder{ctx, lib, marks, today, nil}
	list := f.missing(q)
	return list, f.err
}

func (f *finder) missing(q data.Query) (list []Missing) {
	if strings.Contains(q.Words, " ") { // as in Nov 18
		if day := f.asPeriod(q.Words); day != "" {
			list = append(list, Missing{q.Words, day, true})
			q.Words = ""
		}
	}
	for _, part := range parts(q.String()) {
		one, err := data.ParseQuery(part, f.today)
		if err != nil || !one.Texted() && !one.Faceted() || strings.HasPrefix(part, "-") || f.find(one).Len() > 0 {
			continue
		}
		m := Missing{Part: part, Nearest: f.nearest(part)}
		if m.Nearest == "" {
			m.Nearest, m.Whole = f.instead(one, part), true
		}
		list = append(list, m)
	}
	return list
}

// instead returns what a part without hits may have meant: another field, a period, the beginning of a word; or "".
func (f *finder) instead(q data.Query, part string) string {
	switch {
	case part == data.IsCorrected.String(): // others look so for all that was
		return "has:versions"
	case q.Words != part:
		return f.otherField(q)
	}
	if day := f.asPeriod(part); day != "" {
		return day
	}
	return f.loosely(part)
}

// otherField returns the field that has a value where the asked one has none, as country:EU for org:EU; or "".
func (f *finder) otherField(q data.Query) string {
	if !q.Named() {
		return ""
	}
	f.needNames()
	for _, typed := range slices.Concat(q.Values[data.Organisation], q.Values[data.Person], q.Values[data.Country]) {
		for i, facet := range data.Facets {
			if v, known := f.lib.values(data.Facet(i)); facet.Named && known && len(v.find(typed)) == 1 {
				return facet.Field + ":" + data.QuoteValue(typed)
			}
		}
	}
	return ""
}

// asPeriod returns words such as today as a date field, "" where they find no release so.
func (f *finder) asPeriod(words string) string {
	p, err := data.ParsePeriod(words, f.today)
	if err != nil || f.find(data.Query{Periods: []data.Period{p}}).Len() == 0 {
		return ""
	}
	return "date:" + data.QuoteValue(words)
}

// loosely returns a word as the beginning of others, or as letters of a headline; "" where neither finds any.
func (f *finder) loosely(word string) string {
	if strings.ContainsAny(word, `":`) || utf8.RuneCountInString(word) < leastLoose {
		return ""
	}
	for _, kind := range []data.TermKind{data.Prefix, data.Letters} {
		loose := oneTerm(kind, word)
		listing := f.find(loose)
		for i := range listing.Len() {
			if _, tight := letters.Runs(f.lib.Title(listing.Number(i)), word); tight || kind == data.Prefix {
				return loose.String()
			}
		}
	}
	return ""
}

// oneTerm returns the query of a single term.
func oneTerm(kind data.TermKind, text string) data.Query {
	return data.Query{Clauses: []data.Clause{{Any: []data.Term{{Kind: kind, Text: text}}}}}
}

// leastLoose is how many letters a word has at least of which parts are looked for.
const leastLoose = 3

// parts returns what a query consists of, as it is written: what OR joins is one.
func parts(query string) (list []string) {
	joined := false
	for query != "" {
		start := lastItem(query)
		item := query[start:]
		query = strings.TrimRight(query[:start], " ")
		switch {
		case item == "":
		case item == "OR":
			list[len(list)-1] = "OR " + list[len(list)-1]
			joined = true
		case joined:
			list[len(list)-1] = item + " " + list[len(list)-1]
			joined = false
		default:
			list = append(list, item)
		}
	}
	slices.Reverse(list)
	return list
}

// maxReadForWords is how many of the newest releases are read for the words that there are.
const maxReadForWords = 2000

// nearest returns the value of a field, or the word, that is nearest to a part of a query.
func (f *finder) nearest(part string) string {
	field, value, isField := strings.Cut(part, ":")
	typed := strings.Trim(value, `"`)
	var near nearestTo
	switch {
	case !isField:
		return f.nearestWords(strings.Trim(part, `"*+~`))
	case field == "title": // a word of texts alone is no help
		typed = strings.Trim(typed, `*+~`)
		near = nearTo(typed)
		addTitles(f.lib, &near)
	default:
		facet, is := data.FacetOf(field)
		if !is {
			return ""
		}
		if data.Facets[facet].Named {
			f.needNames()
		}
		near = nearTo(typed)
		v, _ := f.lib.values(facet)
		near.addNames(v.entries)
	}
	if text.Fold(near.best) == text.Fold(typed) { // it is spelled so already, and nothing has it
		return ""
	}
	return near.best
}

// nearestWords returns the words nearest to a phrase's, "" where one has none.
func (f *finder) nearestWords(phrase string) string {
	var near []*nearestTo
	for word := range strings.FieldsSeq(phrase) {
		n := nearTo(word)
		near = append(near, &n)
	}
	f.addWords(near)
	words, other := make([]string, len(near)), false
	for i, n := range near {
		if words[i] = n.best; n.best == "" {
			return ""
		}
		other = other || n.least > 0
	}
	if !other {
		return ""
	}
	return strings.Join(words, " ")
}

// nearestTo is the name that differs least from what was typed.
type nearestTo struct {
	typed string // folded
	best  string
	least int // letters that differ; more than this is not near
}

// nearTo allows one letter of three to differ, and two at most; none of a word of three letters.
func nearTo(typed string) nearestTo {
	typed = strings.TrimSpace(text.Fold(typed))
	least := 1
	if n := utf8.RuneCountInString(typed); n > 3 {
		least = min(3, n/3+1)
	}
	return nearestTo{typed: typed, least: least}
}

// add looks at a name, whole and by its words.
func (n *nearestTo) add(name string) {
	folded := strings.TrimSpace(text.Fold(name))
	n.compare(folded, name)
	for word := range strings.FieldsSeq(folded) {
		n.compare(word, name)
	}
}

func (n *nearestTo) compare(folded, name string) {
	if d := len(folded) - len(n.typed); d >= n.least || -d >= n.least {
		return
	}
	if d := data.Distance(n.typed, folded); d < n.least {
		n.best, n.least = name, d
	}
}

func (n *nearestTo) addNames(list []entities.Entry) {
	for _, e := range list {
		n.add(e.Name)
		if e.Acronym != "" {
			n.add(e.Acronym)
		}
		if e.Rows == nil { // of a language
			for _, name := range e.Also {
				n.add(name)
			}
		}
	}
}

// addWords looks at the words of the newest releases.
func (f *finder) addWords(all []*nearestTo) {
	if f.err != nil {
		return
	}
	var cut text.Tokens
	var numbers []int
	for _, number := range f.lib.Order()[:min(f.lib.Len(), maxReadForWords)] {
		numbers = append(numbers, int(number))
	}
	f.err = f.lib.Bodies(f.ctx, numbers, func(number int, body string, _ error) error {
		for _, s := range []string{f.lib.Title(number), body} {
			compareWords(&cut, s, all...)
		}
		return f.ctx.Err()
	})
}

// addTitles looks at the words of the newest headlines.
func addTitles(lib *Library, n *nearestTo) {
	var cut text.Tokens
	for _, number := range lib.Order()[:min(lib.Len(), maxReadForWords)] {
		compareWords(&cut, lib.Title(int(number)), n)
	}
}

func compareWords(cut *text.Tokens, s string, all ...*nearestTo) {
	cut.Cut(s)
	for i, t := range cut.List {
		if !t.CJK {
			for _, n := range all {
				n.compare(string(cut.Form(i)), s[t.Start:t.End])
			}
		}
	}
}
