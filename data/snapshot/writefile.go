package snapshot

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"

	"pressroom/data"
	"pressroom/data/store"
)

// WriteFile keeps the columns of a stored snapshot in a file, in the place of the one
// that is there, with the generation of the store that they were made of.
func (s *Snapshot) WriteFile(ctx context.Context, path string, of store.Generation, mode fs.FileMode) error {
	return data.ReplaceFile(path, mode&0o666|0o600, func(name string) error {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(s.write(ctx, f, of), f.Close())
	})
}

// fileWriter writes parts, and notes how long they are.
type fileWriter struct {
	ctx context.Context
	w   *bufio.Writer
	h   header
}

// Write writes to the part that is being written, and sums it up.
func (f *fileWriter) Write(b []byte) (int, error) {
	p := &f.h.parts[len(f.h.parts)-1]
	p.Bytes += uint64(len(b))
	p.Sum = crc32.Update(p.Sum, castagnoli, b)
	return f.w.Write(b)
}

func (f *fileWriter) part(write func() error) error {
	if err := f.ctx.Err(); err != nil {
		return err
	}
	f.h.parts = append(f.h.parts, part{})
	return write()
}

func (s *Snapshot) write(ctx context.Context, to io.WriteSeeker, of store.Generation) error {
	f := &fileWriter{ctx: ctx, w: bufio.NewWriterSize(to, 256<<10), h: header{prelude: prelude{Generation: of, Rows: uint32(s.rows.len())}}}
	h := header{parts: make([]part, firstTexts+s.chunks())}
	if len(h.parts) > maxParts {
		return errors.New("there are too many headlines for a file of columns")
	}
	if _, err := f.w.Write(make([]byte, h.len())); err != nil { // it is written when all is known
		return err
	}
	for _, write := range []func() error{
		func() error { return s.writeValues(f) },
		func() error { return s.writeHead(f) },
		func() error { return s.writeRows(f) },
		func() error { return f.numbers(s.order) },
		func() error { return f.numbers(s.byID) },
	} {
		if err := f.part(write); err != nil {
			return err
		}
	}
	if err := s.writeTexts(f); err != nil {
		return err
	}
	if err := f.w.Flush(); err != nil {
		return err
	}
	if _, err := to.Seek(0, io.SeekStart); err != nil {
		return err
	}
	b, err := f.h.encode()
	if err == nil {
		_, err = to.Write(b)
	}
	return err
}

// placed yields all rows with the places of their texts in the file, which has those of releases alone.
func (s *Snapshot) placed() iter.Seq2[*row, place] {
	return func(yield func(*row, place) bool) {
		var next place
		for n := range s.rows.len() {
			r, at := s.rows.at(n), place{}
			if !r.isTombstone() {
				size := r.title + uint32(r.address)
				if next.from > 0 && next.from+size > maxChunk {
					next = place{chunk: next.chunk + 1}
				}
				at = next
				next.from += size
			}
			if !yield(r, at) {
				return
			}
		}
	}
}

// chunks returns how many chunks the texts have in the file.
func (s *Snapshot) chunks() (n int) {
	for r, at := range s.placed() {
		if !r.isTombstone() {
			n = int(at.chunk) + 1
		}
	}
	return n
}

// textsOf returns the headline and address of a row.
func (s *Snapshot) textsOf(r *row) string { return s.get(r.at, 0, r.title+uint32(r.address)) }

func (s *Snapshot) writeValues(f *fileWriter) error {
	v := values{Origins: s.origins, Categories: s.categories}
	for _, d := range s.days {
		v.Days = append(v.Days, int32(d))
	}
	return json.NewEncoder(f).Encode(v)
}

func (s *Snapshot) writeHead(f *fileWriter) error {
	numbers := s.order[:min(len(s.order), headSize)]
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(numbers)))
	for _, n := range numbers {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	at := uint32(0)
	for _, n := range numbers {
		r := *s.rows.at(int(n))
		r.at = place{from: at}
		at += r.title + uint32(r.address)
		b = r.encode(b)
	}
	for _, n := range numbers {
		b = append(b, s.textsOf(s.rows.at(int(n)))...)
	}
	_, err := f.Write(b)
	return err
}

func (s *Snapshot) writeRows(f *fileWriter) error {
	var b []byte
	for kept, at := range s.placed() {
		r := *kept
		if r.at = at; r.isTombstone() {
			r.title, r.address = 0, 0
		}
		if b = r.encode(b); len(b) >= rowsPerChunk*rowBytes {
			if err := f.ctx.Err(); err != nil {
				return err
			}
			if _, err := f.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	_, err := f.Write(b)
	return err
}

// writeTexts writes the chunks of texts, a part each.
func (s *Snapshot) writeTexts(f *fileWriter) error {
	var b []byte
	begun := uint32(0) // chunks
	for r, at := range s.placed() {
		if r.isTombstone() {
			continue
		}
		if at.chunk == begun {
			if _, err := f.Write(b); err != nil {
				return err
			}
			if err := f.part(func() error { return nil }); err != nil {
				return err
			}
			b = b[:0]
			begun++
		}
		if b = append(b, s.textsOf(r)...); len(b) >= textsWritten {
			if _, err := f.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	_, err := f.Write(b)
	return err
}

// textsWritten is how many bytes of texts are written together.
const textsWritten = 64 << 10

// numbersAtOnce is how many numbers are written or read together.
const numbersAtOnce = 16 << 10

func (f *fileWriter) numbers(list []int32) error {
	for some := range slices.Chunk(list, numbersAtOnce) {
		if err := binary.Write(f, binary.LittleEndian, some); err != nil {
			return err
		}
	}
	return nil
}
