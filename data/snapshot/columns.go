package snapshot

import (
	"strings"
	"sync"

	"pressroom/data"
)

// row is what a snapshot keeps of a release: 48 bytes without pointers, so that a million cost the collector nothing.
type row struct {
	at       place  // of its headline and address, one after the other
	title    uint32 // bytes
	address  uint16 // bytes; 0 where the source and the ID make it; with the page, where there is one
	origin   uint16 // in Snapshot.origins
	category uint32 // in Snapshot.categories
	day      uint32 // in Snapshot.days
	line     uint32
	batch    uint32 // what came together; later ones are greater
	version  data.Hash
	id       data.ID
	state    state
}

// place is where texts begin: a chunk, and a byte of it.
type place struct{ chunk, from uint32 }

// state is what a release is besides, as bits.
type state uint8

const (
	excerpt   state = 1 << iota
	tombstone       // it was deleted, is there again, or there never was one
	revised         // other versions of its text are kept
	attached        // files come with it
	vanished        // it is no longer at its source
	content         // its address is its version: see [store.Prepared]
)

// origin is where releases come from and their language: few differ in both, so a row has them as one number.
type origin struct{ Source, Lang string }

func (r *row) isTombstone() bool { return r.state&tombstone != 0 }

// values returns the numbers of what a release is counted by.
func (r *row) values() [numColumns]uint32 {
	return [numColumns]uint32{r.category, uint32(r.origin), r.day, uint32(r.has())}
}

// numHas is how many things a release may have beside its text: revised, attached, vanished, as in [data.HasValues].
const numHas = 3

// has returns which of hasOf a release has.
func (r *row) has() int { return int(r.state / revised % (1 << numHas)) }

// hasOf are the places of what releases have, by row.has.
var hasOf = func() (of [1 << numHas][]int32) {
	for bits := range of {
		for has := range int32(numHas) {
			if bits&(1<<has) != 0 {
				of[bits] = append(of[bits], has)
			}
		}
	}
	return of
}()

// rowsPerChunk is how many rows are shared, or copied, together.
const rowsPerChunk = 1 << 12

// rows are rows by number.
type rows [][]row

func (r rows) at(n int) *row { return &r[n/rowsPerChunk][n%rowsPerChunk] }

func (r rows) len() int {
	if n := len(r); n > 0 {
		return (n-1)*rowsPerChunk + len(r[n-1])
	}
	return 0
}

func (r *rows) add(one row) {
	n := len(*r)
	switch {
	case n == 0:
		*r = append(*r, nil) // most libraries have a few
		n++
	case len((*r)[n-1]) == rowsPerChunk:
		*r = append(*r, make([]row, 0, rowsPerChunk))
		n++
	}
	(*r)[n-1] = append((*r)[n-1], one)
}

// skip adds a shared chunk of rows of no releases where a whole one is below a number. It must be copied to be changed.
func (r *rows) skip(to int) bool {
	if n := r.len(); n%rowsPerChunk != 0 || to-n < rowsPerChunk {
		return false
	}
	*r = append(*r, tombstoneChunk())
	return true
}

// tombstoneChunk returns a chunk of rows of no releases.
var tombstoneChunk = sync.OnceValue(func() []row {
	chunk := make([]row, rowsPerChunk)
	for i := range chunk {
		chunk[i].state = tombstone
	}
	return chunk
})

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

// add adds a headline and an address, and returns where they begin.
func (t *texts) add(title, address string) place {
	n := len(title) + len(address)
	if t.last.Cap()-t.last.Len() < n {
		size := min(max(minChunk, 2*t.last.Cap()), maxChunk)
		t.finish()
		t.last.Grow(max(size, n))
	}
	at := place{uint32(len(t.full)), uint32(t.last.Len())}
	t.last.WriteString(title)
	t.last.WriteString(address)
	return at
}

func (t *texts) get(at place, n uint32) string {
	if int(at.chunk) == len(t.full) {
		return t.last.String()[at.from:][:n]
	}
	return t.full[at.chunk][at.from:][:n]
}

// finish ends a chunk; what was added can be read now.
func (t *texts) finish() {
	if t.last.Len() > 0 {
		t.full = append(t.full, t.last.String())
		t.last = strings.Builder{}
	}
}

// numbering numbers values as they come: a number is never given to another.
type numbering[T comparable] struct {
	values []T
	number map[T]uint32
	last   T // asked for, and its number: lists have the same one in a row
	lastIs uint32
}

func (n *numbering[T]) of(value T) uint32 {
	if value == n.last && len(n.values) > 0 {
		return n.lastIs
	}
	i, known := n.number[value]
	if !known {
		if n.number == nil {
			n.number = map[T]uint32{}
		}
		i = uint32(len(n.values))
		n.values, n.number[value] = append(n.values, value), i
	}
	n.last, n.lastIs = value, i
	return i
}

// numbered returns the numbering of values that were numbered before.
func numbered[T comparable](values []T) numbering[T] {
	n := numbering[T]{number: make(map[T]uint32, len(values))}
	for _, v := range values {
		n.of(v)
	}
	return n
}
