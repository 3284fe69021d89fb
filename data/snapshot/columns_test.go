package snapshot

import (
	"testing"
	"unsafe"
)

// A row takes what its comment says: each byte is a megabyte at a million releases.
func TestRowSize(t *testing.T) {
	if n := unsafe.Sizeof(row{}); n != 44 {
		t.Errorf("a row takes %d bytes, want 44", n)
	}
}
