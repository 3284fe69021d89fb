package archive

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"

	"pressroom/data/fuzzy"
)

// headlineWeight is how many times in the text a word counts that is in the
// headline.
const headlineWeight = 6

// saturation is k1 of BM25, as FTS5 has it: how soon a word that comes again
// and again no longer counts for more.
const saturation = 1.2

// ranked returns the best hits by relevance, at most n: of the rows among, or,
// if that is nil, of all that pass the tests. FTS5 weighs words and phrases;
// beginnings of words, which are not its matter, add what a word that is found
// once would.
func (s *search) ranked(n int, among rowset) ([]Hit, error) {
	var top topHits
	weights := s.weights()
	add := func(row int32, score float64) bool {
		for _, w := range weights {
			score += w.of(row)
		}
		top.add(Hit{Row: int(row), Score: score}, n)
		return true
	}
	switch {
	case s.plan.match != "":
		if err := s.eachScored(among, add); err != nil {
			return nil, err
		}
	case among != nil:
		among.each(func(row int32) bool { return add(row, 0) })
	default:
		if err := s.each(func(row int32) bool { return add(row, 0) }); err != nil {
			return nil, err
		}
	}
	return top.best(n), nil
}

// eachScored calls f with the rows that FTS5 finds, if they are among those
// given or else pass the tests, and with their score by BM25.
func (s *search) eachScored(among rowset, f func(row int32, score float64) bool) error {
	rows, err := s.reader.query(s.ctx, rankedSQL, float64(headlineWeight), s.plan.match)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int32
		var score float64 // the better the less, for FTS5
		if err := rows.Scan(&id, &score); err != nil {
			return err
		}
		ok := among.has(id - 1)
		if among == nil {
			if ok, err = s.passes(id - 1); err != nil {
				return err
			}
		}
		if ok && s.plan.has(id-1) {
			f(id-1, -score)
		}
	}
	return rows.Err()
}

// weight is what a condition adds to the score of the rows that meet it.
type weight struct {
	condition
	inText, inHeadline float64
}

func (w *weight) of(row int32) float64 {
	switch {
	case w.titles.has(row):
		return w.inHeadline
	case w.rows.has(row):
		return w.inText
	}
	return 0
}

// weights returns the weights of the beginnings that are searched for, after
// BM25: rarer ones count for more.
func (s *search) weights() []weight {
	var list []weight
	for _, t := range s.plan.tests {
		for _, c := range t.any {
			if t.not || c.titles == nil {
				continue
			}
			n, all := float64(c.rows.len()), float64(s.plan.rows)
			rarity := max(math.Log((all-n+0.5)/(n+0.5)), 1e-6)
			list = append(list, weight{
				condition:  c,
				inText:     rarity,
				inHeadline: rarity * headlineWeight * (saturation + 1) / (headlineWeight + saturation),
			})
		}
	}
	return list
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
		return strings.TrimLeftFunc(fuzzy.Fold(title), func(c rune) bool { return !isWord(c) })
	}
	if a.catalogue != nil {
		keys := make([]string, a.catalogue.Len())
		for i := range keys {
			keys[i] = key(a.catalogue.Title(i))
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
