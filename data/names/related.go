package names

import (
	"cmp"
	"math"
	"slices"
	"strings"

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
	maxWhy     = 6   // words and names in Why
	leastScore = .04 // below it two releases are only in the same language
)

// count is how often a word stands in a release.
type count struct {
	word int32
	n    int32
}

// dictionary numbers words by their stems.
type dictionary struct {
	ids   map[string]int32
	stems []string
}

func newDictionary() *dictionary { return &dictionary{ids: map[string]int32{}} }

// count counts the words of a release, headline and body.
func (d *dictionary) count(f *finder) []count {
	var list []count
	at := map[int32]int{}
	for _, tokens := range [][]token{f.head, f.t} {
		for i := range tokens {
			s := stem(tokens[i].s)
			if s == "" {
				continue
			}
			id, ok := d.ids[s]
			if !ok && len(d.stems) == maxWords {
				continue
			}
			if !ok {
				id = int32(len(d.stems))
				s = strings.Clone(s) // of a whole text, perhaps
				d.ids[s] = id
				d.stems = append(d.stems, s)
			}
			if n, ok := at[id]; ok {
				list[n].n++
				continue
			}
			at[id] = len(list)
			list = append(list, count{id, 1})
		}
	}
	return list
}

// stem returns the stem of a word, "" for words that say nothing and for signs.
func stem(w string) string {
	if len(w) < 3 || len(w) > 40 || !startsWithWord(w) || w[0] <= '9' {
		return ""
	}
	folded := text.Fold(w)
	if stopWords[folded] {
		return ""
	}
	return string(text.Stem([]byte(folded)))
}

// stopWords say nothing about what a release is about.
var stopWords = set(`the and for with from that this these those was were has have
	had will would can could should may might its it's his her their our your they
	them who which what when where while than then there here also into onto over
	under between among about after before during through such more most other some
	any all each both not nor but only own same very just being been are is be of to
	in on at by as an or if so no up out one two three four five first second new said
	says stated state added noted announced including include includes included well
	make made well korea korean korea's government minister ministry president
	director general held year years month monday tuesday wednesday thursday friday
	saturday sunday january february march april june july august september october
	november december percent million billion trillion krw usd through within across
	support continue expected`)

// posting is a row that has a term, and how much it weighs there.
type posting struct {
	row    int32
	weight float32
}

// similarity holds the weights of the terms of all releases: words, then
// organisations, then people. The square of a release's weights is 1 in sum.
type similarity struct {
	terms    [][]posting // of a row: term and weight, in the place of row
	postings [][]posting // of a term; nil for what is too common or in one release only
	words    []string    // stems
	orgs     int         // where the organisations begin
	people   int
}

// weigh makes the similarity of what was noted.
func weigh(notes []note, readers []*dictionary, t *tables) similarity {
	// Numbered by the alphabet, so that nothing depends on who read what.
	var stems []string
	for _, d := range readers {
		stems = append(stems, d.stems...)
	}
	slices.Sort(stems)
	stems = slices.Compact(stems)
	renumbered := make([][]int32, len(readers))
	for n, d := range readers {
		renumbered[n] = make([]int32, len(d.stems))
		for i, s := range d.stems {
			id, _ := slices.BinarySearch(stems, s)
			renumbered[n][i] = int32(id)
		}
	}
	m := similarity{words: stems, orgs: len(stems)}
	m.people = m.orgs + len(t.orgs)
	total := m.people + len(t.people)
	in := make([]int32, total) // releases with the term
	m.terms = make([][]posting, len(notes))
	for row := range notes {
		n := &notes[row]
		list := make([]posting, 0, len(n.words)+len(t.orgsOf[row])+len(t.peopleOf[row]))
		for _, w := range n.words {
			list = append(list, posting{renumbered[n.reader][w.word], 1 + float32(math.Log(float64(w.n)))})
		}
		for _, id := range t.orgsOf[row] {
			list = append(list, posting{int32(m.orgs) + id, nameWeight})
		}
		for _, id := range t.peopleOf[row] {
			list = append(list, posting{int32(m.people) + id, nameWeight})
		}
		for _, p := range list {
			in[p.row]++
		}
		m.terms[row] = list
		n.words = nil
	}
	m.invert(in)
	return m
}

// invert scales the weights by how rare the terms are, and makes the postings.
func (m *similarity) invert(in []int32) {
	n := len(m.terms)
	m.postings = make([][]posting, len(in))
	for term, count := range in {
		if count > 1 && (n < commonFrom || int(count) <= n/commonPart) {
			m.postings[term] = make([]posting, 0, count)
		}
	}
	for row, list := range m.terms {
		sum := 0.0
		for i := range list {
			list[i].weight *= float32(math.Log(float64(n) / float64(in[list[i].row])))
			sum += float64(list[i].weight) * float64(list[i].weight)
		}
		if sum == 0 {
			continue
		}
		for i := range list {
			list[i].weight /= float32(math.Sqrt(sum))
			if p := &m.postings[list[i].row]; *p != nil {
				*p = append(*p, posting{int32(row), list[i].weight})
			}
		}
	}
}

// Related returns up to n releases that are like the one in a row, the most
// alike first: they share rare words and names.
func (x *Index) Related(row, n int) []Similar {
	t := x.tables()
	m := &t.alike
	if row < 0 || row >= len(m.terms) || n <= 0 {
		return nil
	}
	scores := make([]float32, len(m.terms))
	var rows []int32
	for _, own := range m.terms[row] {
		for _, p := range m.postings[own.row] {
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
	for _, r := range rows[:min(n, len(rows))] {
		list = append(list, Similar{Row: int(r), Score: min(1, float64(scores[r])), Why: x.why(t, row, int(r))})
	}
	return list
}

// why returns what two releases share: names first, then words as the other
// one writes them, each kind by weight.
func (x *Index) why(t *tables, row, other int) []string {
	m := &t.alike
	own := map[int32]float32{}
	for _, p := range m.terms[row] {
		own[p.row] = p.weight
	}
	var shared []posting
	for _, p := range m.terms[other] {
		if w := own[p.row] * p.weight; w > 0 {
			shared = append(shared, posting{p.row, w})
		}
	}
	isName := func(term int32) bool { return int(term) >= m.orgs }
	slices.SortFunc(shared, func(a, b posting) int {
		if isName(a.row) != isName(b.row) {
			if isName(a.row) {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.row, b.row))
	})
	written := x.written(other)
	var why []string
	said := map[string]bool{} // the words of the names
	for _, p := range shared {
		if len(why) == maxWhy {
			break
		}
		switch term := int(p.row); {
		case term >= m.people:
			why = append(why, t.people[term-m.people].Name)
		case term >= m.orgs:
			e := &t.orgs[term-m.orgs]
			why = append(why, e.Name)
			said[stem(e.Acronym)] = true
		default:
			if w := written[m.words[term]]; w != "" && !said[m.words[term]] {
				why = append(why, w)
			}
			continue
		}
		for w := range strings.FieldsSeq(why[len(why)-1]) {
			said[stem(strings.Trim(w, ",."))] = true
		}
	}
	return why
}

// written returns how a release writes the words of its stems: small, if it
// ever does.
func (x *Index) written(row int) map[string]string {
	forms := map[string]string{}
	for _, part := range []string{x.c.Body(row), x.c.Title(row)} {
		for _, t := range tokenize(part) {
			s := stem(t.s)
			if old, ok := forms[s]; s != "" && (!ok || !t.caps && old != text.Fold(old)) {
				forms[s] = t.s
			}
		}
	}
	return forms
}
