package snapshot

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"

	"pressroom/data"
	"pressroom/data/store"
)

// A file has the columns of a stored snapshot as they are in memory, so that reading
// it is little more than a copy. It is derived: whatever is wrong with one, it is
// thrown away and made anew.
//
// It begins with a header, which says how long each part is that follows, and has its
// checksum. All numbers are little-endian. The parts are
//
//   - values: origins, categories and days, which rows have as numbers
//   - head: the newest releases, to be shown before the rest is read: how many, their
//     numbers, their rows, and their texts
//   - rows, of all numbers
//   - order, numbers
//   - ids, numbers in the order of the IDs
//   - texts, of which there are as many as the columns have chunks of texts
const (
	magic = "pressroom columns"

	// formatVersion is to be raised whenever a file would be read otherwise than it
	// was written: also where another language is noticed in a text, or a bit of
	// [state] means something else.
	formatVersion = 3
)

// Where the parts are among others.
const (
	valuesPart = iota
	headPart
	rowsPart
	orderPart
	idsPart
	firstTexts
)

const (
	headSize  = 256 // releases
	rowBytes  = 48
	partBytes = 12 // in the header
	maxParts  = 1 << 16
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// ErrDamagedFile is the error of a file of columns that is not what was written.
var ErrDamagedFile = errors.New("the file is damaged")

// errOtherFormat is that of one which another pressroom wrote.
var errOtherFormat = errors.New("the file has another format")

// header is what a file of columns begins with.
type header struct {
	generation store.Generation
	rows       int
	parts      []part
}

// part is how long a part is, and its checksum.
type part struct {
	bytes uint64
	sum   uint32
}

// preludeBytes is how long a header is before its parts.
const preludeBytes = len(magic) + 4 + 8 + 8 + 4 + 4

func (h *header) len() int { return preludeBytes + len(h.parts)*partBytes + 4 }

func (h *header) encode() []byte {
	b := append(make([]byte, 0, h.len()), magic...)
	b = binary.LittleEndian.AppendUint32(b, formatVersion)
	b = binary.LittleEndian.AppendUint64(b, uint64(h.generation.Change))
	b = binary.LittleEndian.AppendUint64(b, uint64(h.generation.Commit))
	b = binary.LittleEndian.AppendUint32(b, uint32(h.rows))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(h.parts)))
	for _, p := range h.parts {
		b = binary.LittleEndian.AppendUint64(b, p.bytes)
		b = binary.LittleEndian.AppendUint32(b, p.sum)
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// parts returns how many parts a header has that begins so.
func partsOf(prelude []byte) (int, error) {
	if len(prelude) < preludeBytes || string(prelude[:len(magic)]) != magic {
		return 0, ErrDamagedFile
	}
	if binary.LittleEndian.Uint32(prelude[len(magic):]) != formatVersion {
		return 0, errOtherFormat
	}
	n := binary.LittleEndian.Uint32(prelude[preludeBytes-4:])
	if n < firstTexts || n > maxParts {
		return 0, ErrDamagedFile
	}
	return int(n), nil
}

// decode reads a header of a file of so many bytes.
func (h *header) decode(b []byte, size int64) error {
	end := len(b) - 4
	if crc32.Checksum(b[:end], castagnoli) != binary.LittleEndian.Uint32(b[end:]) {
		return ErrDamagedFile
	}
	d := decoder{b: b[len(magic)+4 : end]}
	h.generation = store.Generation{Change: int64(d.uint64()), Commit: int64(d.uint64())}
	rows := d.uint32()
	h.rows = int(rows)
	h.parts = make([]part, d.uint32())
	sum := uint64(len(b))
	for i := range h.parts {
		h.parts[i] = part{d.uint64(), d.uint32()}
		if h.parts[i].bytes > uint64(size) {
			return ErrDamagedFile
		}
		sum += h.parts[i].bytes
	}
	if d.bad || sum != uint64(size) || rows > math.MaxInt32 || h.parts[rowsPart].bytes != uint64(h.rows)*rowBytes {
		return ErrDamagedFile
	}
	return nil
}

func (r *row) encode(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, r.at.from)
	b = binary.LittleEndian.AppendUint32(b, r.at.chunk)
	b = binary.LittleEndian.AppendUint32(b, r.title)
	b = binary.LittleEndian.AppendUint32(b, r.batch)
	b = binary.LittleEndian.AppendUint16(b, r.address)
	b = binary.LittleEndian.AppendUint16(b, r.origin)
	b = binary.LittleEndian.AppendUint32(b, r.category)
	b = binary.LittleEndian.AppendUint32(b, r.day)
	b = binary.LittleEndian.AppendUint32(b, r.line)
	b = append(append(b, r.version[:]...), r.id[:]...)
	return append(b, byte(r.state))
}

func (r *row) decode(b []byte) {
	_ = b[rowBytes-1]
	r.at = place{chunk: binary.LittleEndian.Uint32(b[4:]), from: binary.LittleEndian.Uint32(b)}
	r.title = binary.LittleEndian.Uint32(b[8:])
	r.batch = binary.LittleEndian.Uint32(b[12:])
	r.address = binary.LittleEndian.Uint16(b[16:])
	r.origin = binary.LittleEndian.Uint16(b[18:])
	r.category = binary.LittleEndian.Uint32(b[20:])
	r.day = binary.LittleEndian.Uint32(b[24:])
	r.line = binary.LittleEndian.Uint32(b[28:])
	r.version = data.Hash(b[32:42])
	r.id = data.ID(b[42:47])
	r.state = state(b[47])
}

// decoder reads numbers and strings, and notes where there are less than expected.
type decoder struct {
	b   []byte
	bad bool
}

func (d *decoder) take(n uint64) []byte {
	if d.bad || n > uint64(len(d.b)) {
		d.bad = true
		return make([]byte, min(n, 8))
	}
	b := d.b[:n]
	d.b = d.b[n:]
	return b
}

func (d *decoder) uint32() uint32 { return binary.LittleEndian.Uint32(d.take(4)) }
func (d *decoder) uint64() uint64 { return binary.LittleEndian.Uint64(d.take(8)) }
func (d *decoder) string() string { return string(d.take(uint64(d.uint32()))) }

// list reads values, of which each has size bytes or more.
func list[T any](d *decoder, size uint64, value func() T) []T {
	n := uint64(d.uint32())
	if n*size > uint64(len(d.b)) {
		d.bad = true
		return nil
	}
	values := make([]T, n)
	for i := range values {
		values[i] = value()
	}
	return values
}

func appendString(b []byte, s string) []byte {
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(s))), s...)
}

// values are the columns that rows have as numbers.
func (s *Snapshot) encodeValues() []byte {
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(s.origins)))
	for _, o := range s.origins {
		b = appendString(appendString(b, o.source), o.lang)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(s.categories)))
	for _, c := range s.categories {
		b = appendString(b, c)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(s.days)))
	for _, d := range s.days {
		b = binary.LittleEndian.AppendUint32(b, uint32(d))
	}
	return b
}

func (s *Snapshot) decodeValues(b []byte) error {
	d := decoder{b: b}
	s.origins = list(&d, 8, func() origin { return origin{d.string(), d.string()} })
	s.categories = list(&d, 4, d.string)
	s.days = list(&d, 4, func() data.Date { return data.Date(int32(d.uint32())) })
	if d.bad || len(d.b) > 0 {
		return ErrDamagedFile
	}
	return nil
}

// check returns an error where a row of a file cannot be one of this snapshot.
func (s *Snapshot) check(n int, r *row) error {
	if r.isTombstone() {
		r.at, r.title, r.address = place{}, 0, 0
		r.origin, r.category, r.day = 0, 0, 0
		return nil
	}
	if int(r.origin) >= len(s.origins) || int(r.category) >= len(s.categories) || int(r.day) >= len(s.days) ||
		int(r.at.chunk) >= len(s.texts) || uint64(r.at.from)+uint64(r.title)+uint64(r.address) > uint64(len(s.texts[r.at.chunk])) {
		return fmt.Errorf("%w: row %d", ErrDamagedFile, n)
	}
	return nil
}
