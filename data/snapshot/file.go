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

// A file has the columns of a stored snapshot as they are in memory, so that reading it is little more than a
// copy. It is derived: whatever is wrong with one, it is thrown away and made anew.
//
// A header says how long each part is that follows, and has its checksum. All numbers are little-endian:
//
//   - values: origins, categories and days, which rows have as numbers, as JSON
//   - head: the newest releases, which are shown first: how many, numbers, rows, texts
//   - rows, of all numbers
//   - order, numbers
//   - ids, numbers in the order of the IDs
//   - texts, as many as there are chunks of them
const (
	magic = "pressroom columns"

	// formatVersion is raised whenever a file would be read otherwise than it was written, as where another
	// language is noticed in a text, or a bit of [state] means something else.
	formatVersion = 4
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
	sumBytes  = 4
	maxParts  = 1 << 16
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// ErrDamagedFile is the error of a file of columns that is not what was written.
var ErrDamagedFile = errors.New("the file is damaged")

// errOtherFormat is that of one which another pressroom wrote.
var errOtherFormat = errors.New("the file has another format")

// header is what a file of columns begins with: a prelude, and the parts. A checksum of both is behind it.
type header struct {
	prelude
	parts []part
}

// prelude says of what a file is, and of how much.
type prelude struct {
	Magic      [len(magic)]byte
	Version    uint32
	Generation store.Generation
	Rows       uint32
	Parts      uint32
}

// part is how long a part is, and its checksum.
type part struct {
	Bytes uint64
	Sum   uint32
}

var preludeBytes = binary.Size(prelude{})

func (h *header) len() int { return preludeBytes + len(h.parts)*partBytes + sumBytes }

func (h *header) encode() ([]byte, error) {
	h.Magic, h.Version, h.Parts = [len(magic)]byte([]byte(magic)), formatVersion, uint32(len(h.parts))
	b, err := binary.Append(nil, binary.LittleEndian, h.prelude)
	if err == nil {
		b, err = binary.Append(b, binary.LittleEndian, h.parts)
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli)), err
}

// begin reads the prelude, and makes room for the parts.
func (h *header) begin(b []byte) error {
	if _, err := binary.Decode(b, binary.LittleEndian, &h.prelude); err != nil || string(h.Magic[:]) != magic {
		return ErrDamagedFile
	}
	if h.Version != formatVersion {
		return errOtherFormat
	}
	if h.Parts < firstTexts || h.Parts > maxParts {
		return ErrDamagedFile
	}
	h.parts = make([]part, h.Parts)
	return nil
}

// decode reads the parts of a header that has begun, of a file of so many bytes.
func (h *header) decode(b []byte, size int64) error {
	end := len(b) - sumBytes
	if crc32.Checksum(b[:end], castagnoli) != binary.LittleEndian.Uint32(b[end:]) {
		return ErrDamagedFile
	}
	if _, err := binary.Decode(b[preludeBytes:end], binary.LittleEndian, h.parts); err != nil {
		return ErrDamagedFile
	}
	sum := uint64(len(b))
	for _, p := range h.parts {
		if p.Bytes > uint64(size) {
			return ErrDamagedFile
		}
		sum += p.Bytes
	}
	if sum != uint64(size) || h.Rows > math.MaxInt32 || h.parts[rowsPart].Bytes != uint64(h.Rows)*rowBytes {
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

// values are the columns that rows have as numbers.
type values struct {
	Origins    []origin
	Categories []string
	Days       []int32 // of type [data.Date], which JSON would have as a text
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
