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

// write writes a part.
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

// placer lays the texts of releases out in the file, one after the other, without those that no release has any more.
type placer struct{ next place }

func (p *placer) place(r *row) place {
	size := r.title + uint32(r.address)
	if p.next.from > 0 && p.next.from+size > maxChunk {
		p.next = place{chunk: p.next.chunk + 1}
	}
	at := p.next
	p.next.from += size
	return at
}

// chunks returns how many chunks the texts have in the file.
func (s *Snapshot) chunks() int {
	var p placer
	for n := range s.rows.len() {
		if r := s.rows.at(n); !r.isTombstone() {
			p.place(r)
		}
	}
	if len(s.order) == 0 {
		return 0
	}
	return int(p.next.chunk) + 1
}

// texts returns the headline and address of a row.
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
	var p placer
	var b []byte
	for n := range s.rows.len() {
		r := *s.rows.at(n)
		if r.isTombstone() {
			r.at, r.title, r.address = place{}, 0, 0
		} else {
			r.at = p.place(&r)
		}
		if b = r.encode(b); len(b) >= rowsPerChunk*rowBytes || n == s.rows.len()-1 {
			if err := f.ctx.Err(); err != nil {
				return err
			}
			if _, err := f.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	return nil
}

// writeTexts writes the chunks of texts, a part each.
func (s *Snapshot) writeTexts(f *fileWriter) error {
	var p placer
	var b []byte
	begun := uint32(0) // chunks
	for n := range s.rows.len() {
		r := s.rows.at(n)
		if r.isTombstone() {
			continue
		}
		if at := p.place(r); at.chunk == begun {
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
