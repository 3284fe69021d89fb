package entities

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"
	"sync"
)

// Of a large snapshot what only likeness needs stays in the file: the words of the
// releases, which are ten times what they name, and most shingles. Who asks what a
// release is like has the file read.

// lightFrom is how many releases are large. It is changed by tests.
var lightFrom = 20_000

// thinned is how many of the shingles of a light note are left out for one.
const thinned = 4

// thin returns one shingle in so many, chosen by the shingle itself.
func thin(list []uint32) []uint32 {
	var chosen []uint32
	for _, h := range list {
		if h/sampled%thinned == 0 {
			chosen = append(chosen, h)
		}
	}
	return slices.Clone(chosen) // without room for more
}

// light returns what is kept in memory of a note that is in a file.
func (n *note) light() *note {
	l := *n
	l.words, l.shingles = nil, thin(n.shingles)
	return &l
}

// wordsInFile is what is known of the words that a file has, once it was asked.
type wordsInFile struct {
	mu    sync.Mutex
	known bool
	token int64      // of the file: another one has other numbers
	alike similarity // of which the words have the numbers of the file
	rare  []bool     // terms that make releases alike
}

// wordFile opens the file that has the words: the one that was asked first.
func (x *Index) wordFile(ctx context.Context) (*openFile, error) {
	o, err := x.File.attach(ctx)
	if err != nil {
		return nil, err
	}
	w := &x.tables().inFile
	if w.token == 0 { // nothing is known yet
		w.token = o.token
	}
	if w.token != o.token {
		o.close()
		return nil, errors.New("another file was put in the place of this one")
	}
	return o, nil
}

// eachInFile calls f with the words of each release from one to another that the file
// has.
func (x *Index) eachInFile(ctx context.Context, from, to int, f func(row int, words []count)) (err error) {
	t := x.tables()
	o, err := x.wordFile(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	defer func() { o.damaged(err) }()
	var words []count
	read := func(rows *sql.Rows) error {
		defer rows.Close()
		for rows.Next() {
			var row int
			var version, blob sql.RawBytes
			if err := rows.Scan(&row, &version, &blob); err != nil {
				return err
			}
			if row < 0 || row >= len(t.notes) || t.notes[row] == nil || x.c.VersionOf(row) != string(version) {
				continue
			}
			if list, ok := decodeWords(blob, words); ok {
				words = list
				f(row, words)
			}
		}
		return rows.Err()
	}
	for ; from <= to; from += scanned {
		rows, err := o.conn.QueryContext(ctx, "SELECT number, version, note FROM notes WHERE number BETWEEN ? AND ?", from, min(to, from+scanned-1))
		if err == nil {
			err = read(rows)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scanned is how many releases are read from the file in one statement: nobody can
// write meanwhile.
const scanned = 1024

// inFile returns what is known of the words that the file has. What fails is tried again
// by who asks next.
func (x *Index) inFile(ctx context.Context) (*wordsInFile, error) {
	w := &x.tables().inFile
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.known {
		return w, nil
	}
	w.token = 0
	err := x.weighInFile(ctx, w)
	w.known = err == nil
	return w, err
}

// weighInFile reads how much the words weigh.
func (x *Index) weighInFile(ctx context.Context, w *wordsInFile) error {
	t := x.tables()
	var in []int32 // releases with each word
	err := x.eachInFile(ctx, 0, x.c.End(), func(_ int, words []count) {
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
	m := &w.alike
	m.orgs = len(in)
	m.people = m.orgs + len(t.orgs)
	for _, list := range [][]Entry{t.orgs, t.people} {
		for i := range list {
			in = append(in, int32(len(list[i].Rows)))
		}
	}
	m.rarity, m.scale, w.rare = make([]float32, len(in)), make([]float32, len(t.notes)), make([]bool, len(in))
	releases := x.c.Len()
	for term, count := range in {
		if m.rarity[term] = 1; count > 0 {
			m.rarity[term] = float32(math.Log(float64(releases) / float64(count)))
		}
		w.rare[term] = count > 1 && (releases < commonFrom || int(count) <= releases/commonPart)
	}
	return x.eachInFile(ctx, 0, x.c.End(), func(row int, words []count) {
		sum := 0.0
		t.eachTermOf(m, row, slices.Values(words), 1, func(w weighted) { sum += float64(w.weight) * float64(w.weight) })
		if sum > 0 {
			m.scale[row] = float32(1 / math.Sqrt(sum))
		}
	})
}

// relatedInFile is Related where the words are in the file; nothing is like anything
// where that cannot be read.
func (x *Index) relatedInFile(ctx context.Context, row, n int) []Similar {
	w, err := x.inFile(ctx)
	if err != nil || row < 0 || row >= len(w.alike.scale) || n <= 0 {
		return nil
	}
	t, m := x.tables(), &w.alike
	words := map[int][]count{}
	if err := x.eachInFile(ctx, row, row, func(_ int, list []count) { words[row] = slices.Clone(list) }); err != nil {
		return nil
	}
	own := make([]float32, len(m.rarity))
	t.eachTermOf(m, row, slices.Values(words[row]), m.scale[row], func(one weighted) {
		if w.rare[one.term] {
			own[one.term] = one.weight
		}
	})
	var list []Similar
	least := func(a, b Similar) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Row, b.Row)) }
	err = x.eachInFile(ctx, 0, x.c.End(), func(other int, has []count) {
		score := float32(0)
		t.eachTermOf(m, other, slices.Values(has), m.scale[other], func(one weighted) {
			if int(one.term) < len(own) {
				score += own[one.term] * one.weight
			}
		})
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
	stems := x.stemsInFile(ctx, m.orgs)
	for i := range list {
		list[i].Why = x.why(m, row, list[i].Row, slices.Values(words[row]), slices.Values(words[list[i].Row]), stems)
	}
	return list
}

// stemsInFile returns what gives the stem of a word by its number in the file.
func (x *Index) stemsInFile(ctx context.Context, end int) func(term int32) string {
	known := map[int32]string{}
	return func(term int32) string {
		stem, ok := known[term]
		if ok || int(term) >= end {
			return stem
		}
		if o, err := x.wordFile(ctx); err == nil {
			_ = o.conn.QueryRowContext(ctx, "SELECT value FROM lexicon WHERE id = ?", term).Scan(&stem) // else there is none
			o.close()
		}
		known[term] = stem
		return stem
	}
}
