package sidecar

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Where SQLite takes no files with checksums, opening and making one are errors.
func TestRegisterFails(t *testing.T) {
	wrong := errors.New("wrong")
	defer func(f func() error) { register = f }(register)
	register = func() error { return wrong }
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, make([]byte, pageSize), 0o600); err != nil {
		t.Fatal(err)
	}
	if f, err := Open(t.Context(), path, Format{}); f != nil || !errors.Is(err, wrong) {
		t.Errorf("it opens: %v, %v", f, err)
	}
	if err := Make(t.Context(), path, Format{}, nil, nil); !errors.Is(err, wrong) {
		t.Errorf("it is made: %v", err)
	}
}

// A page is signed for its place: no byte of it may change, and it may not be at
// another place, near or far.
func TestSigned(t *testing.T) {
	page := []byte(strings.Repeat("page", pageSize/4))
	const at = 3 * pageSize
	sign(page, at)
	for _, n := range []int{0, pageSize - checksumBytes - 1, pageSize - checksumBytes, pageSize - 1} {
		page[n]++
		if signed(page, at) {
			t.Errorf("byte %d may change", n)
		}
		page[n]--
	}
	for n := range 2000 {
		if signed(page, int64(n)*pageSize) != (n == 3) {
			t.Errorf("that it is page %d is %v", n, n != 3)
		}
	}
	for _, test := range []struct {
		n      int32
		offset int64
		want   bool
	}{{pageSize, 0, true}, {pageSize, 2 * pageSize, true}, {16, 24, false}, {100, 0, false}, {pageSize, 100, false}} {
		if isPage(test.n, test.offset) != test.want {
			t.Errorf("that %d bytes at %d are a page is %v", test.n, test.offset, !test.want)
		}
	}
}

// Room for checksums is made in a database of one page alone.
func TestKeepFree(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := keepFree(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("where there is no file: %v", err)
	}
	for n, want := range map[int]bool{0: false, pageSize - 1: false, pageSize: true, 2 * pageSize: false} {
		if err := os.WriteFile(path, make([]byte, n), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := keepFree(path); (err == nil) != want {
			t.Errorf("of %d bytes: %v", n, err)
		}
	}
}

// failing is a disk that neither reads nor writes, each with a code of its own.
func failing(tls *libc.TLS) (file uintptr) {
	read := func(_ *libc.TLS, _, _ uintptr, _ int32, _ int64) int32 { return lib.SQLITE_IOERR_READ }
	write := func(_ *libc.TLS, _, _ uintptr, _ int32, _ int64) int32 { return lib.SQLITE_FULL }
	m := outside(tls, methods{system: lib.Tsqlite3_io_methods{FxRead: function[transfer](read), FxWrite: function[transfer](write)}})
	return outside(tls, lib.Tsqlite3_file{FpMethods: m})
}

// What the system says of reading, writing and opening comes to SQLite.
func TestErrorsOfTheSystem(t *testing.T) {
	tls := libc.NewTLS()
	defer tls.Close()
	file, page := failing(tls), outside(tls, [pageSize]byte{})
	for _, n := range []int32{pageSize, 16} {
		if rc := readPage(tls, file, page, n, 0); rc != lib.SQLITE_IOERR_READ {
			t.Errorf("reading %d bytes is %d", n, rc)
		}
		if rc := writePage(tls, file, page, n, 0); rc != lib.SQLITE_FULL {
			t.Errorf("writing %d bytes is %d", n, rc)
		}
	}
	db, err := open(filepath.Join(t.TempDir(), "file"), url.Values{"mode": {"rw"}})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.PingContext(t.Context()); code(err)&0xff != lib.SQLITE_CANTOPEN {
		t.Errorf("opening no file is %v", err)
	}
}

// A disk that fails or is full, and locks, are not a damaged file.
func TestDamagedCodes(t *testing.T) {
	for code, want := range map[int]bool{
		lib.SQLITE_OK: false, lib.SQLITE_BUSY: false, lib.SQLITE_BUSY_SNAPSHOT: false, lib.SQLITE_FULL: false,
		lib.SQLITE_CANTOPEN: false, lib.SQLITE_READONLY: false, lib.SQLITE_NOMEM: false, lib.SQLITE_INTERRUPT: false,
		lib.SQLITE_IOERR: false, lib.SQLITE_IOERR_READ: false, lib.SQLITE_IOERR_WRITE: false, lib.SQLITE_IOERR_FSYNC: false,
		lib.SQLITE_IOERR_SHORT_READ: true, lib.SQLITE_IOERR_CORRUPTFS: true, lib.SQLITE_IOERR_DATA: true,
		lib.SQLITE_CORRUPT: true, lib.SQLITE_CORRUPT_VTAB: true, lib.SQLITE_NOTADB: true,
		lib.SQLITE_ERROR: true, lib.SQLITE_CONSTRAINT_UNIQUE: true,
	} {
		if damaged(code) != want {
			t.Errorf("that code %d is of a damaged file is %v", code, !want)
		}
	}
}
