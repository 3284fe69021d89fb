package model

import (
	"context"
	"slices"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/index/texts"
	"pressroom/data/names"
	"pressroom/data/text"
)

// maxMentioning is the longest text that names are looked for in while a reader waits, in bytes.
const maxMentioning = 64 << 10

// mentions returns where a text has the names and sums that a query chooses; nil until names are indexed.
func (l *Library) mentions(q data.Query, title, s string) []text.Span {
	if !q.Named() || l.named() == nil || len(s) > maxMentioning {
		return nil
	}
	var spans []text.Span
	found := names.FindIn(title, s)
	wanted := func(f data.Facet) func(name string) bool {
		v := valuesOf[f](l)
		chosen := v.chosen(q.Values[f])
		return func(name string) bool {
			return len(chosen) > 0 && slices.ContainsFunc(v.find(name), func(id int) bool { return chosen[id] })
		}
	}
	org, person, country := wanted(data.Organisation), wanted(data.Person), wanted(data.Country)
	for _, o := range found.Organisations {
		if org(o.Name) {
			spans = append(spans, o.Mentions...)
		}
	}
	for _, p := range found.People {
		if person(p.Name) {
			spans = append(spans, p.Mentions...)
		}
	}
	for _, c := range names.CountryMentions(s) {
		if country(c.Name) {
			spans = append(spans, c.Span)
		}
	}
	for _, a := range found.Amounts {
		holds := func(want data.Sum) bool { return want.Holds(a.Currency, a.Value, a.High) }
		if !a.InTitle && slices.ContainsFunc(q.Sums, holds) {
			spans = append(spans, a.Span)
		}
	}
	return text.Merge(spans)
}

// Snippets returns the places of releases that show best why they match a query:
// words of the query, else the names and sums it chooses.
func (l *Library) Snippets(ctx context.Context, q data.Query, asked texts.Query, numbers []int) ([]texts.Snippet, error) {
	if q.Texted() {
		return asked.Snippets(ctx, l.Snapshot, numbers)
	}
	var list []texts.Snippet
	err := l.Bodies(ctx, numbers, func(n int, text string, _ error) error {
		words := body.Words(text)
		found := texts.Snippet{Number: n, Where: texts.InHeadline}
		if spans := l.mentions(q, l.Title(n), words); len(spans) > 0 {
			found.Where = texts.InText
			found.Text, found.Highlights = texts.Excerpt(words, spans)
		}
		list = append(list, found)
		return ctx.Err()
	})
	return list, err
}
