package data

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"strings"
)

// Builder makes a [Catalogue] of releases that come one by one. It keeps of
// each 48 bytes and its text, without pointers, so that a million of them cost
// the garbage collector nothing.
type Builder struct {
	texts    texts
	rows     [][]row // of rowsPerChunk each, the last one less
	files    numbering
	category numbering
}

// row is a release as a catalogue keeps it. Its title and its body stand one
// after the other in the texts.
type row struct {
	at          uint64 // in the texts
	key         uint64 // the upper part; see key
	title, body uint32 // bytes
	date        int32
	line        uint32
	category    uint32
	file        uint16
	keyLow      uint16
	excerpt     bool
	longID      bool
}

const rowsPerChunk = 1 << 12

// numbering numbers strings as they come.
type numbering struct {
	names  []string
	number map[string]int
}

func (n *numbering) of(name string) int {
	i, known := n.number[name]
	if !known {
		if n.number == nil {
			n.number = map[string]int{}
		}
		i = len(n.names)
		name = strings.Clone(name)
		n.names, n.number[name] = append(n.names, name), i
	}
	return i
}

// texts is strings, one after the other in chunks.
type texts struct {
	full []string
	last strings.Builder
}

// The sizes of the chunks of texts: each as large as all before, within these.
const (
	minChunk = 16 << 10
	maxChunk = 4 << 20
)

// add adds two strings, and returns where they begin.
func (t *texts) add(a, b string) uint64 {
	n := len(a) + len(b)
	if t.last.Cap()-t.last.Len() < n {
		size := min(max(minChunk, 2*t.last.Cap()), maxChunk)
		t.finish()
		t.last.Grow(max(size, n))
	}
	at := uint64(len(t.full))<<32 | uint64(t.last.Len())
	t.last.WriteString(a)
	t.last.WriteString(b)
	return at
}

// finish begins a new chunk.
func (t *texts) finish() {
	if t.last.Len() > 0 {
		t.full = append(t.full, t.last.String())
		t.last = strings.Builder{}
	}
}

// get returns n bytes, skip bytes after a place, of a finished chunk.
func (t *texts) get(at uint64, skip, n uint32) string {
	from := uint32(at) + skip
	return t.full[at>>32][from : from+n]
}

// Add adds a release. It has no ID yet; the catalogue gives it one.
func (b *Builder) Add(r Release) {
	n := len(b.rows)
	if n == 0 || len(b.rows[n-1]) == rowsPerChunk {
		b.rows = append(b.rows, nil)
		n++
	}
	b.rows[n-1] = append(b.rows[n-1], row{
		at: b.texts.add(r.Title, r.Body), title: uint32(len(r.Title)), body: uint32(len(r.Body)),
		date: int32(r.Date), line: uint32(r.Place.Line), file: uint16(b.files.of(r.Place.File)),
		category: uint32(b.category.of(r.Category)), excerpt: r.Excerpt,
	})
}

// Len returns how many releases were added.
func (b *Builder) Len() int {
	if n := len(b.rows); n > 0 {
		return (n-1)*rowsPerChunk + len(b.rows[n-1])
	}
	return 0
}

// Catalogue sorts the releases newest first (within a day, in the order added)
// and gives them their IDs. A release that is there twice is kept once, as first
// added, and reported, in the order added; so are dates that are decades from
// the others. The builder must
// not be used after it.
func (b *Builder) Catalogue() (*Catalogue, []Problem) {
	b.texts.finish()
	c := &Catalogue{rows: b.rows, texts: b.texts, files: b.files.names}
	keys, twice := b.keys(c)
	c.sort(b.Len(), keys)
	c.index(b.category.names)
	c.byID = rowsOf(c, keys, b.Len())
	return c, append(twice, c.far()...)
}

// keyed is the upper part of a release's key, and the place of the release
// among those added.
type keyed struct {
	key   uint64
	given int32
}

// keys gives the releases their keys and returns them in the order of the keys,
// each once; and reports the releases whose key an earlier one has.
func (b *Builder) keys(c *Catalogue) ([]keyed, []Problem) {
	keys := make([]keyed, b.Len())
	workers := min(runtime.GOMAXPROCS(0), len(b.rows))
	err := Parallel(context.Background(), workers, func(_ context.Context, w int) error {
		var scratch []byte
		for chunk := w; chunk < len(b.rows); chunk += workers {
			for i := range b.rows[chunk] {
				r := &b.rows[chunk][i]
				var k key
				k, scratch = keyOf(Date(r.date), c.title(r), c.body(r), scratch)
				r.key, r.keyLow = k.high, k.low
				keys[chunk*rowsPerChunk+i] = keyed{k.high, int32(chunk*rowsPerChunk + i)}
			}
		}
		return nil
	})
	if err != nil {
		panic(err) // it was one, and goes on in the caller
	}
	low := func(k keyed) uint16 { return c.given(int(k.given)).keyLow }
	slices.SortFunc(keys, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(low(a), low(b)), cmp.Compare(a.given, b.given))
	})
	kept := keys[:0]
	again := map[int32]int32{} // the releases that are there again, with the first
	for _, k := range keys {
		if n := len(kept); n > 0 && kept[n-1].key == k.key && low(kept[n-1]) == low(k) {
			again[k.given] = kept[n-1].given
			continue
		}
		kept = append(kept, k)
	}
	for i, k := range kept {
		short := func(at int) uint64 { return key{high: kept[at].key}.short() }
		c.given(int(k.given)).longID = i > 0 && short(i) == short(i-1) || i+1 < len(kept) && short(i) == short(i+1)
	}
	return kept, c.twice(again)
}

// twice reports releases that are there again.
func (c *Catalogue) twice(again map[int32]int32) []Problem {
	rows := make([]int32, 0, len(again))
	for row := range again {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	var problems []Problem
	for _, row := range rows {
		at := c.place(c.given(int(again[row]))).String()
		problems = append(problems, Problem{c.place(c.given(int(row))), "the same release as at " + at + ": kept once"})
	}
	return problems
}
