package sqlite

import (
	"encoding/binary"
	"hash/crc32"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sum makes the checksum of a row. Its zero value is ready; reset makes it so again.
type sum struct{ row []byte }

func (s *sum) reset() *sum {
	s.row = s.row[:0]
	return s
}

func (s *sum) int(values ...int64) *sum {
	for _, v := range values {
		s.row = binary.AppendVarint(s.row, v)
	}
	return s
}

func (s *sum) text(values ...string) *sum {
	for _, v := range values {
		s.row = append(binary.AppendUvarint(s.row, uint64(len(v))), v...)
	}
	return s
}

// value returns the checksum. It is never 0, which a row of zeros has.
func (s *sum) value() int64 { return int64(crc32.Checksum(s.row, castagnoli)) + 1 }
