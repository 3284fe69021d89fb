package model

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"pressroom/data"
	"pressroom/data/index/letters"
	"pressroom/data/names"
	"pressroom/data/store"
	"pressroom/data/text"
)

// Missing is a part of a query that no release has.
type Missing struct {
	Part    string // as it is written in a query
	Nearest string // the value that differs least from it, "" where none is near
	Whole   bool   // it is a part of a query itself, to stand in the place of this one
}

// FindMissing returns the parts of a query that find nothing by themselves, to explain
// why the whole finds nothing. It is empty where each part finds something, but no
// release has them all.
func FindMissing(ctx context.Context, lib *Library, q data.Query, marks *store.Marks, today data.Date) (list []Missing, err error) {
	if strings.Contains(q.Words, " ") { // as in Nov 18
		day, err := asPeriod(ctx, lib, q.Words, marks, today)
		if err != nil {
			return nil, err
		}
		if day != "" {
			list = append(list, Missing{q.Words, day, true})
			q.Words = ""
		}
	}
	for _, part := range parts(q.String()) {
		one, err := data.ParseQuery(part, today)
		if err != nil || !one.Texted() && !one.Faceted() || strings.HasPrefix(part, "-") {
			continue
		}
		listing, err := Search(ctx, lib, one, marks)
		if err != nil {
			return nil, err
		}
		if listing.Len() > 0 {
			continue
		}
		m := Missing{Part: part}
		if m.Nearest, err = nearest(ctx, lib, part); m.Nearest == "" && err == nil {
			m.Whole = true
			m.Nearest, err = instead(ctx, lib, one, part, marks, today)
		}
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// instead returns what may have been meant by a part of a query that no release has, ""
// where it cannot be told: another field, a period, or what a word is a part of.
func instead(ctx context.Context, lib *Library, q data.Query, part string, marks *store.Marks, today data.Date) (string, error) {
	switch {
	case part == data.IsCorrected.String(): // others look so for all that was
		return "has:versions", nil
	case q.Words != part:
		return otherField(ctx, lib, q)
	}
	if day, err := asPeriod(ctx, lib, part, marks, today); day != "" || err != nil {
		return day, err
	}
	return loosely(ctx, lib, part, marks)
}

// otherField returns the field of names that has one value where another has none, as
// country:EU for org:EU; "" where none has.
func otherField(ctx context.Context, lib *Library, q data.Query) (string, error) {
	if !q.Named() {
		return "", nil
	}
	if _, err := lib.Names(ctx); err != nil {
		return "", err
	}
	for _, typed := range slices.Concat(q.Values[data.Organisation], q.Values[data.Person], q.Values[data.Country]) {
		for f, facet := range data.Facets {
			if v, known := lib.values(data.Facet(f)); facet.Named && known && len(v.find(typed)) == 1 {
				return facet.Field + ":" + data.QuoteValue(typed), nil
			}
		}
	}
	return "", nil
}

// asPeriod returns words such as today as the field that finds releases of that period,
// "" where they are none or there are no releases of it.
func asPeriod(ctx context.Context, lib *Library, words string, marks *store.Marks, today data.Date) (string, error) {
	p, err := data.ParsePeriod(words, today)
	if err != nil {
		return "", nil
	}
	listing, err := Search(ctx, lib, data.Query{Periods: []data.Period{p}}, marks)
	if err != nil || listing.Len() == 0 {
		return "", err
	}
	return "date:" + data.QuoteValue(words), nil
}

// loosely returns a word as what finds it as the beginning of others, or as letters of
// a headline in few runs; "" where neither does.
func loosely(ctx context.Context, lib *Library, word string, marks *store.Marks) (string, error) {
	if strings.ContainsAny(word, `":`) || utf8.RuneCountInString(word) < leastLoose {
		return "", nil
	}
	for _, c := range []data.Term{{Kind: data.Prefix, Text: word}, {Kind: data.Letters, Text: word}} {
		loose := data.Query{Clauses: []data.Clause{{Any: []data.Term{c}}}}
		listing, err := Search(ctx, lib, loose, marks)
		if err != nil {
			return "", err
		}
		for i := range listing.Len() {
			if _, tight := letters.Runs(lib.Title(listing.Number(i)), word); tight || c.Kind == data.Prefix {
				return loose.String(), nil
			}
		}
	}
	return "", nil
}

// leastLoose is how many letters a word has of which parts are looked for: of fewer
// there are some everywhere.
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

// maxReadForWords is how many releases, the newest, are read for the words that
// there are.
const maxReadForWords = 2000

// nearest returns the value of a field, or the word, that is nearest to a part of a
// query.
func nearest(ctx context.Context, lib *Library, part string) (string, error) {
	field, value, isField := strings.Cut(part, ":")
	typed := strings.Trim(value, `"`)
	var near nearestTo
	switch {
	case !isField:
		return nearestWords(ctx, lib, strings.Trim(part, `"*+~`))
	case field == "title": // a word of texts alone is no help
		typed = strings.Trim(typed, `*+~`)
		near = nearTo(typed)
		addTitles(lib, &near)
	default:
		f, is := data.FacetOf(field)
		if !is {
			return "", nil
		}
		if data.Facets[f].Named {
			if _, err := lib.Names(ctx); err != nil {
				return "", err
			}
		}
		near = nearTo(typed)
		v, _ := lib.values(f)
		near.addNames(v.entries)
	}
	if text.Fold(near.best) == text.Fold(typed) { // it is spelled so already, and nothing has it
		return "", nil
	}
	return near.best, nil
}

// nearestWords returns the words that are nearest to each of a phrase's, "" where
// one of them has none.
func nearestWords(ctx context.Context, lib *Library, phrase string) (string, error) {
	var near []*nearestTo
	for word := range strings.FieldsSeq(phrase) {
		n := nearTo(word)
		near = append(near, &n)
	}
	if err := addWords(ctx, lib, near...); err != nil {
		return "", err
	}
	words, other := make([]string, len(near)), false
	for i, n := range near {
		if words[i] = n.best; n.best == "" {
			return "", nil
		}
		other = other || n.least > 0
	}
	if !other {
		return "", nil
	}
	return strings.Join(words, " "), nil
}

// nearestTo is the name that differs least from what was typed.
type nearestTo struct {
	typed string // folded
	best  string
	least int // letters that differ; more than this is not near
}

// nearTo looks for what differs from typed in one of three letters at most, and in
// no more than two. Nothing is near to a word of three letters.
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

func (n *nearestTo) addNames(list []names.Entry) {
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
func addWords(ctx context.Context, lib *Library, all ...*nearestTo) error {
	var cut text.Tokens
	var numbers []int
	for _, number := range lib.Order()[:min(lib.Len(), maxReadForWords)] {
		numbers = append(numbers, int(number))
	}
	return lib.Bodies(ctx, numbers, func(number int, body string, _ error) error {
		for _, s := range []string{lib.Title(number), body} {
			compareWords(&cut, s, all...)
		}
		return ctx.Err()
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
