package snapshot

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"pressroom/data"
	"pressroom/data/store"
)

// File is a file of columns that is open to be read.
type File struct {
	Generation store.Generation // of the store, that the columns were made of

	file   *os.File
	header header
	bodies Bodies
	values values
}

// OpenFile opens a file of columns, whose texts are asked of bodies. The error is
// [ErrDamagedFile] where it is not what was written, and another one where there is
// none or another pressroom wrote it.
func OpenFile(path string, bodies Bodies) (*File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	f := &File{file: file, bodies: bodies}
	if err := f.open(); err != nil {
		file.Close()
		return nil, err
	}
	return f, nil
}

// End returns a number that is larger than that of every release.
func (f *File) End() int { return int(f.header.Rows) }

// Close closes the file.
func (f *File) Close() error { return f.file.Close() }

func (f *File) open() error {
	info, err := f.file.Stat()
	if err != nil {
		return err
	}
	b := make([]byte, preludeBytes)
	if _, err := io.ReadFull(f.file, b); err != nil {
		return damaged(err)
	}
	if err := f.header.begin(b); err != nil {
		return err
	}
	b = append(b, make([]byte, f.header.len()-preludeBytes)...)
	if _, err := io.ReadFull(f.file, b[preludeBytes:]); err != nil {
		return damaged(err)
	}
	if err := f.header.decode(b, info.Size()); err != nil {
		return err
	}
	f.Generation = f.header.Generation
	if b, err = f.whole(valuesPart); err != nil {
		return err
	}
	if json.Unmarshal(b, &f.values) != nil {
		return ErrDamagedFile
	}
	return nil
}

// damaged says of a file that ends too early that it is damaged.
func damaged(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrDamagedFile
	}
	return err
}

// part calls read with what a part has, which must be all read.
func (f *File) part(i int, read func(io.Reader) error) error {
	at := int64(f.header.len())
	for _, p := range f.header.parts[:i] {
		at += int64(p.Bytes)
	}
	sum := crc32.New(castagnoli)
	p := f.header.parts[i]
	r := io.TeeReader(io.NewSectionReader(f.file, at, int64(p.Bytes)), sum)
	if err := read(r); err != nil {
		return damaged(err)
	}
	if sum.Sum32() != p.Sum {
		return fmt.Errorf("%w: part %d", ErrDamagedFile, i)
	}
	return nil
}

func (f *File) whole(i int) ([]byte, error) {
	b := make([]byte, f.header.parts[i].Bytes)
	err := f.part(i, func(r io.Reader) error {
		_, err := io.ReadFull(r, b)
		return err
	})
	return b, err
}

// base returns a snapshot that has no rows yet.
func (f *File) base() *Snapshot {
	s := &Snapshot{bodies: f.bodies, origins: f.values.Origins, categories: f.values.Categories}
	for _, d := range f.values.Days {
		s.days = append(s.days, data.Date(d))
	}
	return s
}

// Head returns the newest releases alone, with their numbers.
func (f *File) Head() (*Snapshot, error) {
	b, err := f.whole(headPart)
	if err != nil {
		return nil, err
	}
	s := f.base()
	if len(b) < 4 {
		return nil, ErrDamagedFile
	}
	n, b := binary.LittleEndian.Uint32(b), b[4:]
	if n > headSize || int(n)*(4+rowBytes) > len(b) {
		return nil, ErrDamagedFile
	}
	s.order = make([]int32, n)
	at, err := binary.Decode(b, binary.LittleEndian, s.order)
	if err != nil {
		return nil, err
	}
	rows := b[at:]
	s.rows = tombstoneRows(f.End())
	s.texts = []string{string(rows[len(s.order)*rowBytes:])}
	own := map[int]bool{}
	for i, n := range s.order {
		if n < 0 || int(n) >= f.End() {
			return nil, ErrDamagedFile
		}
		s.reach(int(n), own)
		r := s.rows.at(int(n))
		r.decode(rows[i*rowBytes:])
		if err := s.check(int(n), r); err != nil || r.isTombstone() {
			return nil, ErrDamagedFile
		}
	}
	s.byID = slices.Clone(s.order)
	slices.SortFunc(s.byID, s.compareIDs)
	s.count()
	return s, nil
}

// tombstoneRows returns rows of no releases, which share their chunks.
func tombstoneRows(n int) (all rows) {
	for ; n > 0; n -= rowsPerChunk {
		all = append(all, tombstoneChunk()[:min(n, rowsPerChunk)])
	}
	return all
}

// Read returns the snapshot. Of the head it looks at the checksum alone: a file with a
// damaged one is of no more use to who opens it next.
func (f *File) Read(ctx context.Context) (*Snapshot, error) {
	if _, err := f.whole(headPart); err != nil {
		return nil, err
	}
	s := f.base()
	for i := firstTexts; i < len(f.header.parts); i++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if f.header.parts[i].Bytes > math.MaxUint32 {
			return nil, ErrDamagedFile
		}
		var text strings.Builder
		text.Grow(int(f.header.parts[i].Bytes))
		err := f.part(i, func(r io.Reader) error {
			_, err := io.Copy(&text, r)
			return err
		})
		if err != nil {
			return nil, err
		}
		s.texts = append(s.texts, text.String())
	}
	if err := f.part(rowsPart, func(r io.Reader) error { return s.readRows(ctx, r, f.End()) }); err != nil {
		return nil, err
	}
	var err error
	if s.order, err = f.numbers(orderPart); err != nil {
		return nil, err
	}
	if s.byID, err = f.numbers(idsPart); err != nil {
		return nil, err
	}
	s.count()
	for _, n := range s.order {
		if !s.Has(int(n)) {
			return nil, ErrDamagedFile
		}
	}
	return s, nil
}

func (s *Snapshot) readRows(ctx context.Context, r io.Reader, n int) error {
	b := make([]byte, rowsPerChunk*rowBytes)
	for at := 0; at < n; at += rowsPerChunk {
		if err := ctx.Err(); err != nil {
			return err
		}
		chunk := make([]row, min(n-at, rowsPerChunk))
		if _, err := io.ReadFull(r, b[:len(chunk)*rowBytes]); err != nil {
			return err
		}
		for i := range chunk {
			chunk[i].decode(b[i*rowBytes:])
			if err := s.check(at+i, &chunk[i]); err != nil {
				return err
			}
		}
		s.rows = append(s.rows, chunk)
	}
	return nil
}

func (f *File) numbers(i int) ([]int32, error) {
	size := f.header.parts[i].Bytes
	if size%4 != 0 {
		return nil, ErrDamagedFile
	}
	numbers := make([]int32, size/4)
	err := f.part(i, func(r io.Reader) error {
		for some := range slices.Chunk(numbers, numbersAtOnce) {
			if err := binary.Read(r, binary.LittleEndian, some); err != nil {
				return err
			}
			for _, n := range some {
				if n < 0 || int(n) >= f.End() {
					return ErrDamagedFile
				}
			}
		}
		return nil
	})
	return numbers, err
}
