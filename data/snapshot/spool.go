package snapshot

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"strings"

	"pressroom/data"
	"pressroom/data/store"
)

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

// Bodies is where the texts of a snapshot's releases are: a [store.Store] or a part of
// one, or, of board files, a spool. Where the texts have the IDs of their releases, these
// are compared.
type Bodies interface {
	Bodies(ctx context.Context, numbers []int, yield func(store.Body) error) error
}

// Body returns the text of a release. A stored one may be newer than the snapshot.
// The error says why it cannot be read: the store is damaged or closed, or the
// release was removed meanwhile.
func (s *Snapshot) Body(ctx context.Context, n int) (body string, err error) {
	err = s.Bodies(ctx, []int{n}, func(_ int, text string, wrong error) error {
		body = text
		return wrong
	})
	return body, err
}

// Bodies calls yield with the texts of releases, in the order of the numbers, at a
// third of the cost of as many calls of Body. An error that is handed to yield is
// that of one text, which cannot be read while others can; the error that is
// returned ended the reading, or is yield's.
func (s *Snapshot) Bodies(ctx context.Context, numbers []int, yield func(n int, body string, err error) error) error {
	return s.bodies.Bodies(ctx, numbers, func(b store.Body) error {
		if b.Err == nil && b.ID != "" && b.ID != s.ID(b.Number) {
			b.Text, b.Err = "", fmt.Errorf("release %s cannot be read: the archive was replaced by another one", s.ID(b.Number))
		}
		return yield(b.Number, b.Text, b.Err)
	})
}

// Document returns the release of a number with its text, or the error of
// [Snapshot.Body].
func (s *Snapshot) Document(ctx context.Context, n int) (*data.Document, error) {
	body, err := s.Body(ctx, n)
	if err != nil {
		return nil, err
	}
	return &data.Document{Release: *s.At(n), Body: body, Place: s.PlaceOf(n)}, nil
}

// usualBody is about how many bytes a text has that a store keeps.
const usualBody = 2 << 10

// TextBytes returns about how many bytes the headlines and texts have together.
func (s *Snapshot) TextBytes() int {
	size := usualBody * len(s.order)
	if own, ok := s.bodies.(*spool); ok {
		size = int(own.bytes())
	}
	for _, n := range s.order {
		size += int(s.rows.at(int(n)).title)
	}
	return size
}
