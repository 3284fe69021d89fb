package archive

import (
	"encoding/binary"
	"testing"
)

// A block that is damaged is an error or reads as other entries, and never
// reaches beyond itself.
func FuzzBlock(f *testing.F) {
	w := blockWriter{}
	for _, key := range []string{"", "a", "export", "exported", "exports", "반도", "반도체"} {
		if err := w.add(key, []byte(key+key)); err != nil {
			f.Fatal(err)
		}
	}
	n := 0
	err := eachEntry(w.block, func(key, value []byte) error {
		n++
		if string(value) != string(key)+string(key) {
			f.Errorf("%q has %q", key, value)
		}
		return nil
	})
	if err != nil || n != 7 {
		f.Fatalf("%d entries come back, %v", n, err)
	}
	f.Add(w.block)
	f.Add(binary.AppendUvarint([]byte{0, 1}, 1<<63))
	f.Add([]byte{0, 1, 'a', 0x80})
	f.Fuzz(func(t *testing.T, block []byte) {
		size := 0
		err := eachEntry(block, func(key, value []byte) error {
			size += len(value)
			rows, titles := newRowset(100), newRowset(100)
			_ = decodeRows(value, rows, titles)
			return decodeLevels(value, make([]uint8, 100))
		})
		if size > len(block) {
			t.Errorf("%d bytes of values in a block of %d, %v", size, len(block), err)
		}
	})
}
