package entities

import (
	"cmp"
	"context"
	"iter"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"pressroom/data/names"
	"pressroom/data/text"
)

// Similar is a release that is like another.
type Similar struct {
	Row   int
	Score float64  // from 0 to 1
	Why   []string // what both have, the weightiest first: names, then words as written
}

// The weights of likeness. A name counts as much as a few words do, and
// nothing that more than one release in eight has counts at all, in a snapshot
// that is large enough to tell: there, it would be as costly as it is empty.
const (
	nameWeight = 2.5
	commonFrom = 64  // releases in a snapshot
	commonPart = 8   // one in so many
	leastScore = .04 // below it two releases are only in the same language
)

// stemCount is how often words of a stem stand in a release.
type stemCount struct {
	stem string
	n    int32
}

// countStems counts words.
func countStems(words iter.Seq[string]) []stemCount {
	var list []stemCount
	const different = 200                    // words in a release of 2 KB: a map that grows is filled again
	at := make(map[string]int, different)    // stem → its place in the list
	known := make(map[string]int, different) // word → the same, -1 for one without a stem: most words come again
	for w := range words {
		n, ok := known[w]
		if !ok {
			n = -1
			if s := stem(w); s != "" {
				if n, ok = at[s]; !ok {
					n = len(list)
					at[s] = n
					list = append(list, stemCount{stem: s})
				}
			}
			known[w] = n
		}
		if n >= 0 {
			list[n].n++
		}
	}
	return list
}

// stem returns the stem of a word, "" for words that say nothing and for signs.
func stem(w string) string {
	if first, _ := utf8.DecodeRuneInString(w); len(w) < 3 || len(w) > 40 || text.KindOf(first) == text.Sign || first <= '9' {
		return ""
	}
	folded := text.Fold(w)
	if stopWords()[folded] {
		return ""
	}
	var scratch [64]byte
	stem := text.Stem(append(scratch[:0], folded...))
	if strings.HasPrefix(folded, string(stem)) { // as most do
		return folded[:len(stem)]
	}
	return string(stem)
}

// stopWords say nothing about what a release is about.
var stopWords = sync.OnceValue(func() map[string]bool { return names.List("en/stopwords") })

// weighted is a term of a release, and how much it weighs there.
type weighted struct {
	term   int32
	weight float32
}

// weights are those of the terms of all releases: words, then organisations, then people.
// The square of a release's weights is 1 in sum. They are made when they are first asked for.
type weights struct {
	mu     sync.Mutex
	known  bool
	token  int64     // of the file that numbers the words, where they are in one
	rarity []float32 // of a term
	rare   []bool    // terms that make releases alike: neither too common nor in one release only
	scale  []float32 // of a release: what makes the sum 1; 0 where nothing weighs
	orgs   int       // where the organisations begin
	people int
}

// weights returns the weights. What fails is tried again by who asks next.
func (x *Index) weights(ctx context.Context) (*weights, error) {
	w := &x.tables().weights
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.known {
		return w, nil
	}
	w.token = 0
	err := x.weigh(ctx, w)
	w.known = err == nil
	return w, err
}

func (x *Index) weigh(ctx context.Context, m *weights) error {
	t := x.tables()
	var in []int32 // releases with each term
	err := x.eachWords(ctx, 0, x.c.End(), func(_ int, words []count) {
		for _, c := range words {
			if int(c.word) >= len(in) {
				in = append(in, make([]int32, int(c.word)+1-len(in))...)
			}
			in[c.word]++
		}
	})
	if err != nil {
		return err
	}
	m.orgs = len(in)
	m.people = m.orgs + len(t.orgs)
	for _, list := range [][]Entry{t.orgs, t.people} {
		for i := range list {
			in = append(in, int32(len(list[i].Rows)))
		}
	}
	m.rarity, m.scale, m.rare = make([]float32, len(in)), make([]float32, len(t.notes)), make([]bool, len(in))
	releases := x.c.Len()
	for term, count := range in {
		if m.rarity[term] = 1; count > 0 {
			m.rarity[term] = float32(math.Log(float64(releases) / float64(count)))
		}
		m.rare[term] = count > 1 && (releases < commonFrom || int(count) <= releases/commonPart)
	}
	return x.eachWords(ctx, 0, x.c.End(), func(row int, words []count) {
		sum := 0.0
		t.eachTerm(m, row, words, 1, func(w weighted) { sum += float64(w.weight) * float64(w.weight) })
		if sum > 0 {
			m.scale[row] = float32(1 / math.Sqrt(sum))
		}
	})
}

// eachTerm calls f with the terms of a release that has words. Words that came to a
// file after those in it were weighed are none of m, and left out.
func (t *tables) eachTerm(m *weights, row int, words []count, scale float32, f func(weighted)) {
	for _, w := range words {
		if int(w.word) >= m.orgs {
			continue
		}
		f(weighted{w.word, scale * m.rarity[w.word] * logs.of(w.n)})
	}
	for _, id := range t.orgsOf.of(row) {
		term := int32(m.orgs) + id
		f(weighted{term, scale * m.rarity[term] * nameWeight})
	}
	for _, id := range t.peopleOf.of(row) {
		term := int32(m.people) + id
		f(weighted{term, scale * m.rarity[term] * nameWeight})
	}
}

// terms returns the terms of a release that has words.
func (t *tables) terms(m *weights, row int, words []count) (list []weighted) {
	t.eachTerm(m, row, words, m.scale[row], func(w weighted) { list = append(list, w) })
	return list
}

// oftenTable has what numbers of times weigh.
type oftenTable [64]float32

// logs has the weights of words that stand in a release a few times.
var logs = func() (table oftenTable) {
	for n := range table {
		table[n] = 1 + float32(math.Log(float64(max(1, n))))
	}
	return table
}()

func (t *oftenTable) of(n int32) float32 {
	if int(n) < len(t) {
		return t[n]
	}
	return 1 + float32(math.Log(float64(n)))
}

// Related returns up to n releases that are like the one in a row, the most alike first:
// they share rare words and names. Nothing is like anything where the words cannot be
// read.
func (x *Index) Related(ctx context.Context, row, n int) []Similar {
	m, err := x.weights(ctx)
	if err != nil || row < 0 || row >= len(m.scale) || n <= 0 {
		return nil
	}
	t := x.tables()
	words := map[int][]count{}
	if err := x.eachWords(ctx, row, row, func(_ int, list []count) { words[row] = slices.Clone(list) }); err != nil {
		return nil
	}
	own := make([]float32, len(m.rarity))
	t.eachTerm(m, row, words[row], m.scale[row], func(one weighted) {
		if m.rare[one.term] {
			own[one.term] = one.weight
		}
	})
	var list []Similar
	least := func(a, b Similar) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Row, b.Row)) }
	err = x.eachWords(ctx, 0, x.c.End(), func(other int, has []count) {
		score := float32(0)
		t.eachTerm(m, other, has, m.scale[other], func(one weighted) { score += own[one.term] * one.weight })
		if other == row || score < leastScore {
			return
		}
		list = append(list, Similar{Row: other, Score: min(1, float64(score))})
		words[other] = slices.Clone(has)
		if len(list) > 4*n {
			slices.SortFunc(list, least)
			for _, s := range list[n:] {
				delete(words, s.Row)
			}
			list = list[:n]
		}
	})
	if err != nil {
		return nil
	}
	slices.SortFunc(list, least)
	list = list[:min(n, len(list))]
	stems := x.stems(ctx, m)
	for i := range list {
		list[i].Why = x.why(m, row, list[i].Row, words[row], words[list[i].Row], stems)
	}
	return list
}
