package model

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/archive"
	"pressroom/data/fuzzy"
	"pressroom/data/text"
)

// Search answers a query whole, headlines and texts, for those who have no
// reader. A word is a word: the prompt of a reader finds also headlines that
// have the letters strewn over them, because who types looks and goes on
// typing; a script takes what comes.
func Search(ctx context.Context, lib *Library, q data.Query) (*Listing, error) {
	q.Values[data.Category] = canonicalCategories(lib, q.Values[data.Category])
	var words []data.Clause
	for word := range strings.FieldsSeq(q.Words) {
		words = append(words, data.Clause{Any: []data.Term{{Kind: data.Word, Text: word}}})
	}
	q.Words, q.Clauses = "", append(words, q.Clauses...)
	return find(ctx, lib, q, nil, texts)
}

// canonicalCategories returns the categories that typed names mean, written as
// they are in the library, each once: people type energy.
func canonicalCategories(lib *Library, typed []string) []string {
	var names []string
	there := map[string]bool{}
	for _, t := range typed {
		for _, name := range lib.categories.match(lib.Categories(), t) {
			if !there[name] {
				there[name] = true
				names = append(names, name)
			}
		}
	}
	return names
}

// candidates is what the text of a query finds, before the facets.
type candidates struct {
	n       int
	rows    iter.Seq[int]
	split   int // how many match by their headlines
	letters *fuzzy.Result
	text    archive.Query
}

// candidates returns what the text of q finds, in order: headlines by how well
// they match, then the releases that match in their texts alone.
func (l *Library) candidates(ctx context.Context, q data.Query, prev *Listing, deep depth) (c candidates, err error) {
	c = candidates{n: l.Len(), rows: allOf(l.Order()), split: l.Len(), text: archive.QueryOf(q)}
	if q.Words != "" {
		var before *fuzzy.Result
		if prev != nil {
			before = prev.letters
		}
		if c.letters, err = l.Index().Search(ctx, q.Words, before); err != nil {
			return c, err
		}
		c.n, c.rows, c.split = c.letters.Len(), c.letters.Numbers(), c.letters.Len()
	}
	if deep == texts && q.Texted() {
		if err = l.addTexts(ctx, q, &c); err != nil {
			return c, err
		}
	}
	if q.Sort == data.ByDate && q.Texted() || q.Sort == data.ByTitle {
		rows := slices.Collect(c.rows)
		if q.Sort == data.ByDate {
			l.Sort(rows)
		} else {
			l.sortByTitle(rows)
		}
		c.rows, c.split = slices.Values(rows), len(rows)
	}
	return c, nil
}

// addTexts puts what the archive finds behind the headlines, and takes out
// headlines that lack what else q wants.
func (l *Library) addTexts(ctx context.Context, q data.Query, c *candidates) error {
	a, err := l.Archive(ctx)
	if err != nil {
		return err
	}
	c.text.Letters = func(letters string) []int32 { return l.Letters(ctx, letters) }
	order := archive.Best
	if q.Sort == data.ByRelevance {
		order = archive.Relevance
	}
	hits, err := a.Search(ctx, l.Snapshot, c.text, archive.Options{Order: order})
	if err != nil {
		return err
	}
	found := make([]bool, l.End())
	for _, h := range hits {
		found[h.Number] = true
	}
	strewn, err := l.strewn(ctx, a, q, c, found)
	if err != nil {
		return err
	}
	rows := make([]int, 0, len(hits))
	listed := make([]bool, l.End())
	add := func(row int) {
		if !listed[row] {
			listed[row] = true
			rows = append(rows, row)
		}
	}
	byLetters := func() {
		if c.letters == nil {
			return
		}
		for row := range c.letters.Numbers() {
			if found[row] || strewn[row] {
				add(row)
			}
		}
	}
	if q.Sort != data.ByRelevance {
		byLetters()
		for _, h := range hits {
			if h.Where == archive.InHeadline {
				add(h.Number)
			}
		}
		c.split = len(rows)
	}
	for _, h := range hits {
		add(h.Number)
	}
	if q.Sort == data.ByRelevance {
		byLetters()
		c.split = len(rows)
	}
	c.n, c.rows = len(rows), slices.Values(rows)
	return nil
}

// strewn returns the rows that have the letters of q in their headlines and what
// else q wants, and are not among those found by words.
func (l *Library) strewn(ctx context.Context, a *archive.Archive, q data.Query, c *candidates, found []bool) ([]bool, error) {
	rows := make([]bool, l.End())
	if c.letters == nil {
		return rows, nil
	}
	for row := range c.letters.Numbers() {
		rows[row] = !found[row]
	}
	if len(q.Clauses) == 0 {
		return rows, nil
	}
	only := archive.Query{Clauses: q.Clauses, Letters: c.text.Letters}
	hits, err := a.Search(ctx, l.Snapshot, only, archive.Options{Order: archive.Newest, Keep: func(row int) bool { return rows[row] }})
	if err != nil {
		return nil, err
	}
	clear(rows)
	for _, h := range hits {
		rows[h.Number] = true
	}
	return rows, nil
}

// sortByTitle orders rows by their headlines, as they are read.
func (l *Library) sortByTitle(rows []int) {
	type titled struct {
		row   int
		title string
	}
	list := make([]titled, len(rows))
	for i, row := range rows {
		list[i] = titled{row, strings.TrimLeft(text.Fold(l.Title(row)), "\"'<(")}
	}
	slices.SortStableFunc(list, func(a, b titled) int {
		return cmp.Or(strings.Compare(a.title, b.title), l.Compare(int32(a.row), int32(b.row)))
	})
	for i := range list {
		rows[i] = list[i].row
	}
}

// allOf yields numbers.
func allOf(numbers []int32) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, n := range numbers {
			if !yield(int(n)) {
				return
			}
		}
	}
}

// snippets are the places where texts match what one query asks for, by number. An
// empty one was asked for and has not come.
type snippets map[int]archive.Snippet

func newSnippets() *snippets { return &snippets{} }

// snippetsRead brings snippets that were asked for.
type snippetsRead struct{ into, read *snippets }

// Snippet returns the place where the text of the release in place i of the
// list matches; it is empty until [Reader.WantSnippets] has brought it.
func (r *Reader) Snippet(i int) archive.Snippet { return (*r.snippets)[r.listing.Number(i)] }

// WantSnippets has the snippets read of the releases in the places from up to
// to, where they match in their texts alone.
func (r *Reader) WantSnippets(from, to int) tea.Cmd {
	var rows []int
	for i := max(from, r.listing.split); i < min(to, r.listing.Len()); i++ {
		if _, there := (*r.snippets)[r.listing.Number(i)]; !there {
			rows = append(rows, r.listing.Number(i))
		}
	}
	if rows == nil {
		return nil
	}
	for _, row := range rows { // asked for once
		(*r.snippets)[row] = archive.Snippet{}
	}
	lib, text, into := r.lib, r.listing.text, r.snippets
	ctx := r.o.Context
	return func() tea.Msg {
		list, err := text.Snippets(ctx, lib.Snapshot, rows)
		if err != nil {
			return nil
		}
		read := newSnippets()
		for _, s := range list {
			(*read)[s.Number] = s
		}
		return snippetsRead{into, read}
	}
}
