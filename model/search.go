package model

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/index/letters"
	"pressroom/data/index/texts"
	"pressroom/data/store"
	"pressroom/data/text"
)

// Search answers a query whole, headlines and texts, without a reader. Words match as
// words: the prompt of a reader also finds scattered letters, since a person sees the
// list and types on, and a script takes what it gets. Marks are those of the reader who
// asks, nil for none.
func Search(ctx context.Context, lib *Library, q data.Query, marks *store.Marks) (*Listing, error) {
	var words []data.Clause
	for word := range strings.FieldsSeq(q.Words) {
		words = append(words, data.Clause{Any: []data.Term{{Kind: data.Word, Text: word}}})
	}
	q.Words, q.Clauses = "", append(words, q.Clauses...)
	return find(ctx, lib, q, marks, nil, withTexts)
}

// Section is a part of a list: by where its releases match.
type Section uint8

// The sections of a list, in their order. A list that is not of words or letters
// has the first alone.
const (
	InHeadlines      Section = iota // the words, or beginnings of words, of headlines
	InTexts                         // the words of texts
	InsideWords                     // what stands inside words of headlines
	ScatteredLetters                // letters of headlines: see letters.Runs
	numSections
)

// candidates is what the text of a query finds, before the facets, by section.
type candidates struct {
	of      [numSections][]int32
	letters *letters.Result
	text    texts.Query
}

// all lists numbers in one section, that of headlines.
func (c *candidates) all(numbers []int32) { c.of = [numSections][]int32{InHeadlines: numbers} }

// real returns how many releases there are without those of scattered letters.
func (c *candidates) real() int {
	return len(c.of[InHeadlines]) + len(c.of[InTexts]) + len(c.of[InsideWords])
}

// fewHits is how many releases fill a screen: where fewer are found, scattered letters are listed too.
const fewHits = 20

// Limits of the search for scattered letters, and of its results.
const (
	maxScattered = 20_000
	mostStrewn   = 100
)

// candidates returns what the text of q finds: see [depth].
func (l *Library) candidates(ctx context.Context, q data.Query, prev *Listing, deep depth) (c candidates, err error) {
	c.text = texts.QueryOf(q)
	if q.Words != "" {
		c.text = typed(q)
		var before *letters.Result
		if prev != nil {
			before = prev.letters
		}
		if c.letters, err = l.Index().Search(ctx, q.Words, before); err != nil {
			return c, err
		}
	}
	switch {
	case deep == withTexts && q.Texted():
		err = l.addTexts(ctx, q, &c)
	case c.letters != nil:
		l.addHeadlines(&c, func(int32) bool { return true })
		if _, ready := l.texts.Ready(); l.Len() > typedTexts || !ready && l.Len() > inlineRows {
			l.addScattered(&c, q, func(int32) bool { return true })
		}
	default:
		c.all(l.Order())
	}
	if err != nil {
		return c, err
	}
	if q.Sort == data.ByDate && q.Texted() || q.Sort == data.ByTitle {
		numbers := slices.Concat(c.of[:ScatteredLetters]...)
		if len(numbers) == 0 {
			numbers = slices.Clone(c.of[ScatteredLetters])
		}
		if q.Sort == data.ByDate {
			slices.SortFunc(numbers, l.Compare)
		} else {
			l.sortByTitle(numbers)
		}
		c.all(numbers)
	}
	return c, nil
}

// typed returns what a typed query wants of texts: its last word may be the beginning of one.
func typed(q data.Query) texts.Query {
	t := texts.QueryOf(q)
	words := strings.Fields(q.Words)
	if last := words[len(words)-1]; utf8.RuneCountInString(last) >= minBeginning {
		c := &t.Clauses[len(words)-1]
		c.Any = append(slices.Clone(c.Any), data.Term{Kind: data.Prefix, Text: last})
	}
	return t
}

// minBeginning is how many letters the beginning of a word has at least.
const minBeginning = 3

// add adds releases of classes of headlines to a section, of which keep holds.
func (l *Library) add(c *candidates, to Section, from, end letters.Class, keep func(int32) bool) {
	if c.letters == nil {
		return
	}
	first, _ := c.letters.Range(from)
	_, last := c.letters.Range(end)
	for rank := first; rank < last; rank++ {
		if n := int32(c.letters.At(rank)); keep(n) {
			c.of[to] = append(c.of[to], n)
		}
	}
}

// addHeadlines adds what was found in headlines, of which keep holds.
func (l *Library) addHeadlines(c *candidates, keep func(int32) bool) {
	l.add(c, InHeadlines, letters.WholeWords, letters.WordStarts, keep)
	l.add(c, InsideWords, letters.Substring, letters.Substring, keep)
}

// addScattered adds headlines with the letters in few runs, unless what was found fills a screen.
func (l *Library) addScattered(c *candidates, q data.Query, keep func(int32) bool) {
	if c.letters == nil || c.real() >= fewHits {
		return
	}
	from, end := c.letters.Range(letters.Scattered)
	var byRuns [][]int32
	for rank := from; rank < min(end, from+maxScattered); rank++ {
		n := int32(c.letters.At(rank))
		runs, tight := letters.Runs(l.Title(int(n)), q.Words)
		if !tight || !keep(n) {
			continue
		}
		for len(byRuns) <= runs {
			byRuns = append(byRuns, nil)
		}
		byRuns[runs] = append(byRuns[runs], n)
	}
	list := slices.Concat(byRuns...)
	c.of[ScatteredLetters] = list[:min(len(list), mostStrewn)]
}

// addTexts adds what the texts' index finds, and of the headlines those that have what else q wants.
func (l *Library) addTexts(ctx context.Context, q data.Query, c *candidates) error {
	a, err := l.Texts(ctx)
	if err != nil {
		return err
	}
	c.text.Letters = func(letters string) []int { return l.Letters(ctx, letters) }
	order := texts.Best
	if q.Sort == data.ByRelevance {
		order = texts.Relevance
	}
	hits, err := a.Search(ctx, l.Snapshot, c.text, texts.Options{Order: order})
	if err != nil {
		return err
	}
	found := numbersOf(hits)
	lettered, err := l.lettered(ctx, a, q, c, found)
	if err != nil {
		return err
	}
	found.Or(lettered)
	keep := func(n int32) bool { // once
		is := found.Has(int(n))
		found.Remove(int(n))
		return is
	}
	asked, err := l.askedLetters(ctx, q)
	if err != nil {
		return err
	}
	put := func(to Section, which func(texts.Hit) bool) {
		for _, h := range hits {
			if n := int32(h.Number); which(h) && keep(n) {
				c.of[to] = append(c.of[to], n)
			}
		}
	}
	if q.Sort == data.ByRelevance {
		put(InHeadlines, func(texts.Hit) bool { return true })
	}
	l.add(c, InHeadlines, letters.WholeWords, letters.WordStarts, keep)
	put(InHeadlines, func(h texts.Hit) bool { return h.Where == texts.InHeadline && asked[int32(h.Number)] == 0 })
	put(InTexts, func(h texts.Hit) bool { return asked[int32(h.Number)] == 0 })
	l.add(c, InsideWords, letters.Substring, letters.Substring, keep)
	l.addScattered(c, q, keep)
	put(ScatteredLetters, func(texts.Hit) bool { return true })
	if asked != nil {
		slices.SortStableFunc(c.of[ScatteredLetters], func(a, b int32) int { return cmp.Compare(asked[a], asked[b]) })
	}
	return nil
}

// askedLetters returns the releases whose headlines have the letters behind ~, and in how many runs.
func (l *Library) askedLetters(ctx context.Context, q data.Query) (map[int32]int, error) {
	var runs map[int32]int
	for _, c := range q.Clauses {
		if c.Not || len(c.Any) != 1 || c.Any[0].Kind != data.Letters {
			continue
		}
		found, err := l.Index().Search(ctx, c.Any[0].Text, nil)
		if err != nil {
			return nil, err
		}
		if runs == nil {
			runs = map[int32]int{}
		}
		from, end := found.Range(letters.Scattered)
		for rank := from; rank < end; rank++ {
			n := int32(found.At(rank))
			in, _ := letters.Runs(l.Title(int(n)), c.Any[0].Text)
			if in == 0 { // its letters are in the middle of words
				in = len(c.Any[0].Text)
			}
			runs[n] += in
		}
	}
	return runs, nil
}

// lettered returns the releases with the letters of q in their headlines that words did not find.
func (l *Library) lettered(ctx context.Context, a *texts.Index, q data.Query, c *candidates, found data.Numbers) (have data.Numbers, err error) {
	if c.letters == nil {
		return nil, nil
	}
	for n := range c.letters.Numbers() {
		have.Put(n)
	}
	have.AndNot(found)
	if len(q.Clauses) == 0 {
		return have, nil
	}
	only := texts.Query{Clauses: q.Clauses, Letters: c.text.Letters}
	hits, err := a.Search(ctx, l.Snapshot, only, texts.Options{Order: texts.Newest, Keep: have.Has})
	return numbersOf(hits), err
}

func numbersOf(hits []texts.Hit) (numbers data.Numbers) {
	for _, h := range hits {
		numbers.Put(h.Number)
	}
	return numbers
}

// sortByTitle orders releases by their headlines, as they are read.
func (l *Library) sortByTitle(numbers []int32) {
	type titled struct {
		number int32
		title  string
	}
	list := make([]titled, len(numbers))
	for i, n := range numbers {
		list[i] = titled{n, strings.TrimLeft(text.Fold(l.Title(int(n))), "\"'<(")}
	}
	slices.SortStableFunc(list, func(a, b titled) int {
		return cmp.Or(strings.Compare(a.title, b.title), l.Compare(a.number, b.number))
	})
	for i := range list {
		numbers[i] = list[i].number
	}
}

// snippets are the places where texts match, by number; one that is awaited is empty.
type snippets map[int]texts.Snippet

// Snippet returns where the text of the release in place i matches; empty until [Reader.WantSnippets] has brought it.
func (r *Reader) Snippet(i int) texts.Snippet { return r.snippets[r.listing.Number(i)] }

// WantSnippets has the snippets read of the places from up to to that match in their texts alone.
func (r *Reader) WantSnippets(from, to int) tea.Cmd {
	var numbers []int
	for i := max(from, 0); i < min(to, r.listing.Len()); i++ {
		if !r.listing.HasPlaces(i) {
			continue
		}
		if _, there := r.snippets[r.listing.Number(i)]; !there {
			numbers = append(numbers, r.listing.Number(i))
		}
	}
	if numbers == nil {
		return nil
	}
	for _, number := range numbers { // asked for once
		r.snippets[number] = texts.Snippet{}
	}
	lib, query, text, into := r.lib, r.listing.Query, r.listing.text, r.snippets
	ctx := r.o.Context
	return func() tea.Msg {
		list, err := lib.Snippets(ctx, query, text, numbers)
		if err != nil {
			return nil
		}
		return then(func() tea.Cmd {
			for _, s := range list {
				into[s.Number] = s
			}
			return nil
		})
	}
}

// Letters returns the releases with the letters in their headlines, the best first; none when ctx is done.
func (l *Library) Letters(ctx context.Context, letters string) []int {
	found, err := l.Index().Search(ctx, letters, nil)
	if err != nil {
		return nil
	}
	return slices.Collect(found.Numbers())
}
