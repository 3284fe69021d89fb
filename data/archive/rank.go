package archive

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"

	"pressroom/data/text"
)

// The measures of BM25: how soon a word that comes again and again no longer
// counts for more, how much longer texts are discounted, and how many words a
// text has that is neither long nor short.
const (
	saturation = 1.2 // k1
	discount   = 0.75
	usualWords = 300
)

// levels is how many steps the index keeps of what a word counts for in a text,
// from 0 to saturation+1, once its length is taken into account.
const levels = 4

const levelStep = (saturation + 1) / levels

// levelOf returns the level of a word that stands n times in a text of so many
// words.
func levelOf(n, words int) uint8 {
	tf := float64(n) / (1 - discount + discount*float64(words)/usualWords)
	return uint8(min(levels-1, tf*(saturation+1)/(tf+saturation)/levelStep))
}

// weightOf returns what a level counts for. A word in the headline counts for
// more than any number of them in the text.
func weightOf(level uint8, title bool) float64 {
	w := (float64(level) + 0.5) * levelStep
	if title {
		w += saturation + 1
	}
	return w
}

// onceLevel is the level of what is found, in a text of the usual length, once:
// phrases and beginnings of words, of which the index does not tell how often.
var onceLevel = levelOf(1, usualWords)

// ranked returns the best hits by relevance, at most n. Each term counts for
// more the rarer it is: see [weightOf].
func (s *search) ranked(hits []Hit, n int) ([]Hit, error) {
	scores := make([]float64, s.plan.rows)
	for _, c := range s.plan.clauses {
		if c.not {
			continue
		}
		for i := range c.any {
			a := &c.any[i]
			if a.sequence == nil {
				continue // letters are ranked by those who know them
			}
			weights, err := s.weights(a)
			if err != nil {
				return nil, err
			}
			matches, all := float64(a.rows.len()), float64(s.plan.rows)
			rarity := max(math.Log((all-matches+0.5)/(matches+0.5)), 1e-6)
			for _, h := range hits {
				scores[h.Row] += rarity * weights(int32(h.Row))
			}
		}
	}
	var top topHits
	for _, h := range hits {
		h.Score = scores[h.Row]
		top.add(h, n)
	}
	return top.best(n), nil
}

// weights returns what a condition counts for in a row.
func (s *search) weights(a *condition) (func(row int32) float64, error) {
	if len(a.sequence) > 1 || a.sequence[0].kind == beginning {
		return func(row int32) float64 {
			if !a.rows.has(row) {
				return 0
			}
			return weightOf(onceLevel, a.titles.has(row))
		}, nil
	}
	forms, err := []string{a.sequence[0].text}, error(nil)
	if a.sequence[0].kind == stemmed {
		if forms, err = s.turn.forms(s.ctx, s.plan.batches, forms[0]); err != nil {
			return nil, err
		}
	}
	level := make([]uint8, s.plan.rows) // and one; 0 is none
	for _, form := range forms {
		if err := s.pause(); err != nil {
			return nil, err
		}
		err := s.turn.entry(s.ctx, tokenRows, s.plan.batches, form, func(list []byte) error { return decodeLevels(list, level) })
		if err != nil {
			return nil, err
		}
	}
	return func(row int32) float64 {
		if level[row] == 0 || !a.rows.has(row) {
			return 0
		}
		return weightOf(level[row]-1, a.titles.has(row))
	}, nil
}

// topHits gathers the best of many hits, which come in the order of their
// rows.
type topHits struct {
	list []Hit
	full bool    // there are as many as are wanted
	last float64 // then: the score that a hit has to exceed
}

func (t *topHits) add(h Hit, n int) {
	if t.full && h.Score <= t.last {
		return
	}
	if t.list = append(t.list, h); len(t.list) >= 2*n && len(t.list) >= 256 {
		t.list = t.best(n)
		t.full, t.last = true, t.list[n-1].Score
	}
}

// best returns the n best, the newer first of those that are equally good.
func (t *topHits) best(n int) []Hit {
	slices.SortFunc(t.list, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Row, b.Row))
	})
	return t.list[:min(n, len(t.list))]
}

// titleOrder keeps the order of the rows by headline, once it was asked for.
type titleOrder struct {
	place atomic.Pointer[[]int32]
}

// titleOrder returns the place of each row in the order of the headlines, as
// folded, without the signs that they begin with.
func (a *Archive) titleOrder(ctx context.Context, r *reader) ([]int32, error) {
	n := a.Len()
	if place := a.titles.place.Load(); place != nil && len(*place) >= n {
		return *place, nil
	}
	keys, err := a.titleKeys(ctx, r)
	if err != nil {
		return nil, err
	}
	if len(keys) < n {
		return nil, fmt.Errorf("%s (it has %d headlines of %d)", damaged, len(keys), n)
	}
	order := make([]int32, len(keys))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(strings.Compare(keys[a], keys[b]), cmp.Compare(a, b)) })
	place := make([]int32, len(keys))
	for i, row := range order {
		place[row] = int32(i)
	}
	a.titles.place.Store(&place)
	return place, nil
}

func (a *Archive) titleKeys(ctx context.Context, r *reader) ([]string, error) {
	key := func(title string) string {
		return strings.TrimLeftFunc(text.Fold(title), func(c rune) bool { return text.KindOf(c) == text.Sign })
	}
	if a.catalogue != nil {
		keys := make([]string, a.catalogue.Len())
		for i := range keys {
			keys[i] = key(a.catalogue.Title(a.number(i)))
			if i%1024 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
		return keys, nil
	}
	rows, err := r.query(ctx, titlesSQL)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var keys []string
	for rows.Next() {
		var title string
		if err := rows.Scan(&title); err != nil {
			return nil, err
		}
		keys = append(keys, key(title))
	}
	return keys, rows.Err()
}
