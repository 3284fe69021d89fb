package texts

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/snapshot"
	"pressroom/data/text"
)

// Order is the order of hits.
type Order uint8

// The orders. Best is by relevance where few releases match, and newest first
// where many do, whose order by relevance says little.
const (
	Best Order = iota
	Newest
	Relevance // by BM25, headlines weighing more
)

// few is up to how many hits [Best] orders by relevance, and of how many the texts are read for it.
const few = 1000

// Options says which hits are wanted.
type Options struct {
	Order Order
	Keep  func(number int) bool // if not nil, other hits are left out
}

// Where is where a release matches.
type Where uint8

// A release matches in its headline if that alone has all that is wanted.
const (
	InText Where = iota
	InHeadline
)

// String returns "headline" or "text".
func (w Where) String() string {
	if w == InHeadline {
		return "headline"
	}
	return "text"
}

// Hit is a release that matches.
type Hit struct {
	Number int
	Where  Where
	Score  float64 // its relevance, where hits come in that order; more is better
}

// Search returns the releases of a snapshot that match. It may be called from any
// number of goroutines, and returns soon after ctx is done. It is an error if q has
// more than 64 different terms.
//
// The index may have taken over changes that came after the snapshot: then what
// is found by is the newer text of a release, and releases that s does not have
// are left out.
func (a *Index) Search(ctx context.Context, s *snapshot.Snapshot, q Query, o Options) (hits []Hit, err error) {
	clauses, err := q.clauses()
	if err != nil || len(clauses) == 0 && len(q.Clauses) > 0 {
		return nil, err
	}
	for range 2 {
		var d *database // that was searched
		err = a.read(ctx, func(t *turn) (err error) {
			d = a.d.Load()
			f := search{ctx: ctx, turn: t, s: s}
			if err = f.find(clauses, q.Letters); err == nil {
				hits, err = f.hits(o)
			}
			return err
		})
		if err == nil {
			return hits, nil
		}
		if !a.rebuild(ctx, d, err) {
			break
		}
	}
	return nil, err
}

// search is a search under way.
type search struct {
	ctx  context.Context
	turn *turn
	s    *snapshot.Snapshot

	terms       []*term      // of the clauses that do not say not
	in, heads   data.Numbers // the releases that match, and those whose headlines alone do
	title, body text.Tokens
}

// term is a pattern that is looked for, and what has it.
type term struct {
	*pattern
	in, heads data.Numbers // the releases that have it, and those whose headlines have it
}

// pause is called where a search can be stopped, or wait for others.
func (f *search) pause() error { return f.turn.pause(f.ctx) }

// find finds what matches.
func (f *search) find(clauses []clause, letters func(string) []int) error {
	if err := f.current(); err != nil {
		return err
	}
	f.in, f.heads = data.NumbersBelow(f.s.End()), data.NumbersBelow(f.s.End())
	for i := range clauses {
		c := &clauses[i]
		var in, heads data.Numbers
		for _, l := range c.letters {
			if letters == nil {
				continue
			}
			for _, n := range letters(l) {
				f.put(&in, n)
				f.put(&heads, n)
			}
		}
		for k := range c.patterns {
			t, err := f.lookUp(&c.patterns[k])
			if err != nil {
				return err
			}
			in.Or(t.in)
			heads.Or(t.heads)
			if !c.not {
				f.terms = append(f.terms, t)
			}
		}
		if c.not {
			f.in.AndNot(in)
			continue
		}
		f.in.And(in)
		f.heads.And(heads)
	}
	return nil
}

// current has what is remembered be forgotten where another process has changed the file.
func (f *search) current() error {
	if !f.turn.index.d.Load().isKept() {
		return nil
	}
	state, err := f.turn.list(f.ctx, "SELECT change || ' ' || token FROM state WHERE ? = ''", "")
	if err == nil {
		f.turn.index.cache.validate(state)
	}
	return err
}

// lookUp returns a term with what has it, remembered: a query is asked again at each key, and by others.
func (f *search) lookUp(p *pattern) (*term, error) {
	key := p.key()
	t, changes := f.turn.index.cache.get(key, f.s.End())
	if t != nil {
		return t, nil
	}
	t, err := f.ask(p)
	if err == nil {
		f.turn.index.cache.put(key, f.s.End(), changes, t)
	}
	return t, err
}

// ask asks the index for a pattern.
func (f *search) ask(p *pattern) (*term, error) {
	t := &term{pattern: p}
	sequence := p.lookups()
	heads, err := f.phrases(sequence)
	if err != nil {
		return nil, err
	}
	if p.whole.form != "" && len(p.parts) > 1 {
		whole, err := f.phrases([]part{p.whole})
		if err != nil {
			return nil, err
		}
		heads = append(heads, whole...)
	}
	table, bodies := "bodies", heads
	switch {
	case p.title:
		bodies = nil
	case len(sequence) == 1 && sequence[0].kind == partStart && utf8.RuneCountInString(sequence[0].form) <= maxStart:
		table, bodies = "starts", []string{phrase(sequence[0].form)}
	}
	if p.initials != nil {
		heads = append(slices.Clip(heads), phrase(p.initials...))
	}
	if err := f.match("heads", heads, &t.heads); err != nil {
		return nil, err
	}
	t.in = slices.Clone(t.heads)
	return t, f.match(table, bodies, &t.in)
}

// phrases returns the phrases of FTS5 that have a sequence of tokens, one for each word of a stem at its end.
func (f *search) phrases(sequence []part) (list []string, err error) {
	if len(sequence) == 0 {
		return nil, nil
	}
	var tokens []string
	for _, q := range sequence {
		tokens = append(tokens, q.form)
	}
	last := &tokens[len(tokens)-1]
	switch sequence[len(sequence)-1].kind {
	case partStart:
		return []string{phrase(tokens...) + " *"}, nil
	case partStem:
		words, err := f.words(*last)
		for _, *last = range words {
			list = append(list, phrase(tokens...))
		}
		return list, err
	}
	return []string{phrase(tokens...)}, nil
}

func (f *search) words(stem string) ([]string, error) {
	if err := f.pause(); err != nil {
		return nil, err
	}
	list, err := f.turn.list(f.ctx, "SELECT group_concat(word, ' ') FROM stems WHERE stem = ?", stem)
	words := strings.Fields(list)
	if string(text.Stem([]byte(stem))) == stem {
		words = append(words, stem)
	}
	return words, err
}

// match puts the releases into a set in which FTS5 finds one of some phrases. The rowids come as one text with commas,
// which takes a tenth of the time of as many rows.
func (f *search) match(table string, phrases []string, to *data.Numbers) error {
	if len(phrases) == 0 {
		return nil
	}
	if err := f.pause(); err != nil {
		return err
	}
	query := "SELECT group_concat(rowid) FROM " + table + " WHERE " + table + " MATCH ?"
	list, err := f.turn.list(f.ctx, query, strings.Join(phrases, " OR "))
	if err != nil || list == "" {
		return err
	}
	id := 0
	for i := range len(list) {
		if c := list[i]; c == ',' {
			f.put(to, id-1)
			id = 0
		} else {
			id = id*10 + int(c-'0')
		}
	}
	f.put(to, id-1)
	return nil
}

// put puts a number into a set, unless it is of a release that came after the snapshot that is searched.
func (f *search) put(to *data.Numbers, n int) {
	if n >= 0 && n < f.s.End() {
		to.Put(n)
	}
}

// hits returns the hits that are wanted, in their order.
func (f *search) hits(o Options) ([]Hit, error) {
	var hits []Hit
	for i, n := range f.s.Order() {
		if i%64 == 0 {
			if err := f.pause(); err != nil {
				return nil, err
			}
		}
		if !f.in.Has(int(n)) || o.Keep != nil && !o.Keep(int(n)) {
			continue
		}
		h := Hit{Number: int(n)}
		if f.heads.Has(int(n)) {
			h.Where = InHeadline
		}
		hits = append(hits, h)
	}
	if o.Order == Relevance || o.Order == Best && len(hits) <= few {
		if err := f.rank(hits); err != nil {
			return nil, err
		}
	}
	return hits, nil
}

// The measures of BM25: how soon a word that comes again counts no more, the discount of longer texts, and how many
// words a usual text has.
const (
	saturation = 1.2 // k1
	discount   = 0.75
	usualWords = 300
)

// weightOf returns what a term counts for that stands n times in so many words; a headline outweighs any text.
func weightOf(n, words int, title bool) float64 {
	tf := float64(n) / (1 - discount + discount*float64(words)/usualWords)
	w := tf * (saturation + 1) / (tf + saturation)
	if title {
		w += saturation + 1
	}
	return w
}

// rank puts hits, which come newest first, in the order of their relevance: rarer terms count for more. Of many hits it
// reads the texts of the best and newest alone, since the headlines already differ.
func (f *search) rank(hits []Hit) error {
	rarity := make([]float64, len(f.terms))
	patterns := make([]*pattern, len(f.terms))
	for k, t := range f.terms {
		matches, all := float64(t.in.Len()), float64(f.s.Len())
		rarity[k], patterns[k] = max(math.Log((all-matches+0.5)/(matches+0.5)), 1e-6), t.pattern
	}
	read := hits
	if len(hits) > few {
		for i := range hits {
			for k, t := range f.terms {
				if n := hits[i].Number; t.in.Has(n) {
					hits[i].Score += rarity[k] * weightOf(1, usualWords, t.heads.Has(n))
				}
			}
		}
		slices.SortStableFunc(hits, byScore)
		read = hits[:few]
	}
	m := newMatcher(patterns)
	numbers := make([]int, len(read))
	for i := range read {
		numbers[i] = read[i].Number
	}
	at := 0
	err := f.s.Bodies(f.ctx, numbers, func(_ int, text string, _ error) error {
		f.score(m, rarity, &read[at], text)
		at++
		return f.pause()
	})
	slices.SortStableFunc(hits, byScore)
	return err
}

func byScore(a, b Hit) int { return cmp.Compare(b.Score, a.Score) }

// score sets the score of a hit by its text. Two terms that stand in the query's order count as a third, as rare as
// the rarer of them: who types 53 trillion means that, and not any trillion and some 53.
func (f *search) score(m *matcher, rarity []float64, h *Hit, text string) {
	f.title.Cut(f.s.Title(h.Number))
	f.body.Cut(body.Words(text))
	title, body := m.count(&f.title, true), m.count(&f.body, false)
	words := len(f.title.List) + len(f.body.List)
	weight := func(inTitle, inBody int) float64 {
		return weightOf(inBody+min(1, inTitle), words, inTitle > 0)
	}
	h.Score = 0
	for k := range rarity {
		h.Score += rarity[k] * weight(title.times[k], body.times[k])
		if k > 0 {
			h.Score += max(rarity[k-1], rarity[k]) * weight(title.pairs[k], body.pairs[k])
		}
	}
}
