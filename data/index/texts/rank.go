package texts

import (
	"cmp"
	"math"
	"slices"

	"pressroom/data/body"
)

// The measures of BM25: how soon a word that comes again and again no longer
// counts for more, how much longer texts are discounted, and how many words a
// text has that is neither long nor short.
const (
	saturation = 1.2 // k1
	discount   = 0.75
	usualWords = 300
)

// weightOf returns what a term counts for that stands n times in a text of so many
// words. In the headline it counts for more than any number of times in the text.
func weightOf(n, words int, title bool) float64 {
	tf := float64(n) / (1 - discount + discount*float64(words)/usualWords)
	w := tf * (saturation + 1) / (tf + saturation)
	if title {
		w += saturation + 1
	}
	return w
}

// rank puts hits, which come newest first, in the order of their relevance. A term
// counts for more the rarer it is. Of many hits it reads the texts of the best and
// newest alone: how often a text has a term tells little where the headlines
// already differ.
func (f *search) rank(hits []Hit) error {
	rarity := make([]float64, len(f.terms))
	patterns := make([]*pattern, len(f.terms))
	for k, t := range f.terms {
		matches, all := float64(t.in.len()), float64(f.s.Len())
		rarity[k], patterns[k] = max(math.Log((all-matches+0.5)/(matches+0.5)), 1e-6), t.pattern
	}
	read := hits
	if len(hits) > few {
		for i := range hits {
			for k, t := range f.terms {
				if n := int32(hits[i].Number); t.in.has(n) {
					hits[i].Score += rarity[k] * weightOf(1, usualWords, t.heads.has(n))
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

// score sets the score of a hit by its text. Two terms of the query that stand in its
// order, one behind the other, count as a third, as rare as the rarer of them: who types
// 53 trillion means that, and not any trillion and some 53.
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
