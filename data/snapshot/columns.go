package snapshot

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"strings"
	"sync"

	"pressroom/data"
	"pressroom/data/store"
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

// spool has the texts of releases that no store keeps. Those of a large board are in a temporary file, a copy, since
// boards are written anew while they are read. It has no name, and is closed when no snapshot has it any more.
type spool struct {
	ends    []int64 // where the text of each number ends: it begins where the one before does
	file    io.ReaderAt
	written int64          // bytes that are in the file
	last    string         // the others
	changed map[int]string // texts that changes brought, which are few
}

// Bodies implements [Bodies].
func (p *spool) Bodies(ctx context.Context, numbers []int, yield func(store.Body) error) error {
	for _, n := range numbers {
		if err := ctx.Err(); err != nil {
			return err
		}
		text, err := p.body(n)
		if err := yield(store.Body{Number: n, Text: text, Err: err}); err != nil {
			return err
		}
	}
	return nil
}

func (p *spool) body(n int) (string, error) {
	if text, ok := p.changed[n]; ok || n >= len(p.ends) {
		return text, nil
	}
	from, to := p.place(n)
	if from >= p.written {
		return p.last[from-p.written : to-p.written], nil
	}
	text := make([]byte, to-from)
	if _, err := p.file.ReadAt(text, from); err != nil {
		return "", fmt.Errorf("the temporary file of the texts cannot be read: %w: open the board again", err)
	}
	return string(text), nil
}

// place returns where the text of a number begins and ends.
func (p *spool) place(n int) (from, to int64) {
	if n > 0 {
		from = p.ends[n-1]
	}
	return from, p.ends[n]
}

func (p *spool) bytes() (n int64) {
	if len(p.ends) > 0 {
		n = p.ends[len(p.ends)-1]
	}
	for _, text := range p.changed {
		n += int64(len(text))
	}
	return n
}

// with returns a spool that has other texts for some numbers too.
func (p *spool) with(changes []Change) *spool {
	next := *p
	next.changed = maps.Clone(p.changed)
	if next.changed == nil {
		next.changed = map[int]string{}
	}
	for _, c := range changes {
		if c.Document != nil {
			next.changed[c.Number] = c.Document.Body
		}
	}
	return &next
}

// spoolFrom is how many bytes of text are in memory before they go to the file.
const spoolFrom = 1 << 20

// spooler makes a spool of texts that come one after the other.
type spooler struct {
	spool
	text strings.Builder // behind what is written
	temp *os.File        // nil before the first is written, and where none can be
	full bool            // nothing can be written: the texts stay in memory
}

func (p *spooler) add(text string) {
	p.text.WriteString(text)
	p.ends = append(p.ends, p.written+int64(p.text.Len()))
}

// unwritten returns the text of a number that is still in memory.
func (p *spooler) unwritten(n int) string {
	from, to := p.place(n)
	return p.text.String()[from-p.written : to-p.written]
}

// write has what is in memory go to the file. Where that cannot be, as on a full disk, it stays where it is.
func (p *spooler) write() {
	if p.temp == nil && !p.full {
		p.temp = openNameless()
	}
	if p.full = p.full || p.temp == nil; p.full {
		return
	}
	if _, err := p.temp.WriteString(p.text.String()); err != nil {
		p.full = true
		return
	}
	p.file = p.temp
	p.written += int64(p.text.Len())
	p.text.Reset()
}

// finish returns the spool. There can be no more texts after it.
func (p *spooler) finish() *spool {
	if p.temp != nil {
		p.write()
	}
	done := p.spool // of its own, so that what the builder has is let go of
	done.last = p.text.String()
	return &done
}

// openNameless returns a temporary file without a name, nil where the system lets no open file be removed.
func openNameless() *os.File {
	f, err := os.CreateTemp("", "pressroom-*.texts")
	if err != nil {
		return nil
	}
	if err := os.Remove(f.Name()); err != nil {
		f.Close()
		os.Remove(f.Name())
		return nil
	}
	return f
}
