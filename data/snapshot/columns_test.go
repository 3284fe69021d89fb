package snapshot

import (
	"testing"
	"unsafe"
)

// A row takes what its comment says: each byte is a megabyte at a million releases.
func TestRowSize(t *testing.T) {
	if n := unsafe.Sizeof(row{}); n != 48 {
		t.Errorf("a row takes %d bytes, want 48", n)
	}
}
