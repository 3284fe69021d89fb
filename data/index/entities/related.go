package entities

import (
	"cmp"
	"context"
	"iter"
	"math"
	"slices"
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
	at := map[string]int{}
	for w := range words {
		s := stem(w)
		if s == "" {
			continue
		}
		n, ok := at[s]
		if !ok {
			n = len(list)
			at[s] = n
			list = append(list, stemCount{stem: s})
		}
		list[n].n++
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
	return string(text.Stem([]byte(folded)))
}

// stopWords say nothing about what a release is about.
var stopWords = sync.OnceValue(func() map[string]bool { return names.List("en/stopwords") })

// posting is a release that has a term, and how much it weighs there.
type posting struct {
	row    int32
	weight float32
}

// weighted is a term of a release, and how much it weighs there.
type weighted struct {
	term   int32
	weight float32
}

// similarity holds the weights of the terms of all releases: words, then
// organisations, then people. The square of a release's weights is 1 in sum.
type similarity struct {
	rarity   []float32   // of a term
	scale    []float32   // of a release: what makes the sum 1; 0 where nothing weighs
	postings [][]posting // of a term; nil for what is too common or in one release only
	words    []string    // stems
	orgs     int         // where the organisations begin
	people   int
}

// weigh makes the similarity of so many releases.
func weigh(t *tables, v *vocabulary, releases int) similarity {
	m := similarity{words: v.words, orgs: len(v.words)}
	m.people = m.orgs + len(t.orgs)
	in := make([]int32, m.people+len(t.people)) // releases with the term
	m.rarity, m.scale = make([]float32, len(in)), make([]float32, len(t.notes))
	for i := range m.rarity {
		m.rarity[i] = 1
	}
	for row := range t.notes {
		t.eachTerm(&m, row, 1, func(w weighted) { in[w.term]++ })
	}
	m.postings = make([][]posting, len(in))
	for term, count := range in {
		if count > 0 {
			m.rarity[term] = float32(math.Log(float64(releases) / float64(count)))
		}
		if count > 1 && (releases < commonFrom || int(count) <= releases/commonPart) {
			m.postings[term] = make([]posting, 0, count)
		}
	}
	for row := range t.notes {
		sum := 0.0
		t.eachTerm(&m, row, 1, func(w weighted) { sum += float64(w.weight) * float64(w.weight) })
		if sum == 0 {
			continue
		}
		m.scale[row] = float32(1 / math.Sqrt(sum))
		t.eachTerm(&m, row, m.scale[row], func(w weighted) {
			if p := &m.postings[w.term]; *p != nil {
				*p = append(*p, posting{int32(row), w.weight})
			}
		})
	}
	return m
}

// eachTerm calls f with the terms of a release.
func (t *tables) eachTerm(m *similarity, row int, scale float32, f func(weighted)) {
	if n := t.notes[row]; n != nil {
		t.eachTermOf(m, row, n.words.all(), scale, f)
	}
}

// eachTermOf calls f with the terms of a release that has words. Words that came to a
// file after those in it were weighed are none of m, and left out.
func (t *tables) eachTermOf(m *similarity, row int, words iter.Seq[count], scale float32, f func(weighted)) {
	for w := range words {
		if int(w.word) >= m.orgs {
			continue
		}
		f(weighted{w.word, scale * m.rarity[w.word] * logs.of(w.n)})
	}
	for _, id := range t.orgsOf[row] {
		term := int32(m.orgs) + id
		f(weighted{term, scale * m.rarity[term] * nameWeight})
	}
	for _, id := range t.peopleOf[row] {
		term := int32(m.people) + id
		f(weighted{term, scale * m.rarity[term] * nameWeight})
	}
}

// terms returns the terms of a release that has words.
func (t *tables) terms(m *similarity, row int, words iter.Seq[count]) (list []weighted) {
	t.eachTermOf(m, row, words, m.scale[row], func(w weighted) { list = append(list, w) })
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

// Related returns up to n releases that are like the one in a row, the most
// alike first: they share rare words and names.
func (x *Index) Related(row, n int) []Similar {
	t := x.tables()
	if t.light {
		return x.relatedInFile(context.Background(), row, n)
	}
	m := &t.alike
	if row < 0 || row >= len(m.scale) || n <= 0 {
		return nil
	}
	scores := make([]float32, len(m.scale))
	var rows []int32
	for _, own := range t.terms(m, row, t.notes[row].words.all()) {
		for _, p := range m.postings[own.term] {
			if scores[p.row] == 0 && p.row != int32(row) {
				rows = append(rows, p.row)
			}
			scores[p.row] += own.weight * p.weight
		}
	}
	rows = slices.DeleteFunc(rows, func(r int32) bool { return scores[r] < leastScore })
	slices.SortFunc(rows, func(a, b int32) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b))
	})
	rows = slices.Compact(rows) // one whose first terms weigh nothing was met twice
	var list []Similar
	stem := func(term int32) string { return m.words[term] }
	for _, r := range rows[:min(n, len(rows))] {
		why := x.why(m, row, int(r), t.notes[row].words.all(), t.notes[r].words.all(), stem)
		list = append(list, Similar{Row: int(r), Score: min(1, float64(scores[r])), Why: why})
	}
	return list
}
