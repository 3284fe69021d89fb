package sidecar

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"sync"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// SQLite does not notice a byte that changes within a row, and FTS5 reads a damaged
// list of places as one of other words: hits are missing, and nothing says so. Each
// page therefore ends in a checksum of what is before it and of where it is, which
// SQLite keeps free for that. It is written and compared where SQLite calls the system
// to write and to read: a page that is not as it was written is an error, for which
// [IsDamaged] holds. SQLite's own extension cksumvfs does it so.

// checksumBytes is how many bytes at the end of a page the checksum takes.
const checksumBytes = 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// checksum returns that of the page at an offset of the file.
func checksum(page []byte, offset int64) uint32 {
	return crc32.Update(uint32(offset/pageSize), castagnoli, page[:len(page)-checksumBytes])
}

// sign writes the checksum of a page into it.
func sign(page []byte, offset int64) {
	binary.BigEndian.PutUint32(page[len(page)-checksumBytes:], checksum(page, offset))
}

// signed reports whether a page is as it was signed.
func signed(page []byte, offset int64) bool {
	return binary.BigEndian.Uint32(page[len(page)-checksumBytes:]) == checksum(page, offset)
}

// checksums is the name under which SQLite knows files with checksums.
const checksums = "pressroom-checksums"

// system is what a method of ours calls: the one of the system's that it stands for.
var system lib.Tsqlite3_vfs

// methods are those of an open file: ours, as SQLite calls them, and the system's.
type methods struct {
	ours, system lib.Tsqlite3_io_methods
}

// made has methods by the address of the system's, once for each kind of disk, outside of Go's memory for good.
var made struct {
	sync.Mutex
	by map[uintptr]uintptr
}

var register = sync.OnceValue(func() error {
	tls := libc.NewTLS()
	defer tls.Close()
	found := lib.Xsqlite3_vfs_find(tls, 0)
	if found == 0 {
		return fmt.Errorf("SQLite has no files")
	}
	name, err := libc.CString(checksums)
	if err != nil {
		return err
	}
	system = *at[lib.Tsqlite3_vfs](found)
	made.by = map[uintptr]uintptr{}
	ours := system
	ours.FpNext, ours.FzName, ours.FxOpen = 0, name, function(openFile)
	if rc := lib.Xsqlite3_vfs_register(tls, outside(tls, ours), 0); rc != lib.SQLITE_OK {
		return fmt.Errorf("SQLite takes no files with checksums: code %d", rc)
	}
	return nil
})

// at returns what is at an address outside of Go's memory.
func at[T any](address uintptr) *T { return *(**T)(unsafe.Pointer(&address)) }

// function returns the address of a Go function, as SQLite calls it.
func function[T any](f T) uintptr { return *(*uintptr)(unsafe.Pointer(&struct{ f T }{f})) }

// called returns the function at an address, as Go calls it.
func called[T any](f uintptr) T { return *(*T)(unsafe.Pointer(&struct{ f uintptr }{f})) }

// outside copies a value to memory outside of Go's, for good.
func outside[T any](tls *libc.TLS, value T) uintptr {
	p := libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(value)))
	*at[T](p) = value
	return p
}

// openFile opens a file. A journal has no pages, and is the system's.
func openFile(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32 {
	rc := called[func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32](system.FxOpen)(tls, vfs, name, file, flags, out)
	if rc != lib.SQLITE_OK || flags&lib.SQLITE_OPEN_MAIN_DB == 0 {
		return rc
	}
	made.Lock()
	defer made.Unlock()
	f := at[lib.Tsqlite3_file](file)
	m := made.by[f.FpMethods]
	if m == 0 {
		both := methods{system: *at[lib.Tsqlite3_io_methods](f.FpMethods)}
		both.ours = both.system
		both.ours.FiVersion = min(both.ours.FiVersion, 2) // without pages that are mapped, which nobody reads
		both.ours.FxRead, both.ours.FxWrite = function(readPage), function(writePage)
		both.ours.FxDeviceCharacteristics = function(characteristics)
		m = outside(tls, both)
		made.by[f.FpMethods] = m
	}
	f.FpMethods = m // where ours are
	return rc
}

func systemOf(file uintptr) *lib.Tsqlite3_io_methods {
	return &at[methods](at[lib.Tsqlite3_file](file).FpMethods).system
}

// transfer is how SQLite calls the system to read and to write.
type transfer = func(tls *libc.TLS, file, data uintptr, n int32, offset int64) int32

// isPage reports whether a page is transferred. Of the first SQLite reads parts too, to see whether it changed.
func isPage(n int32, offset int64) bool { return n == pageSize && offset%pageSize == 0 }

func readPage(tls *libc.TLS, file, data uintptr, n int32, offset int64) int32 {
	rc := called[transfer](systemOf(file).FxRead)(tls, file, data, n, offset)
	if rc == lib.SQLITE_OK && isPage(n, offset) && !signed(unsafe.Slice(at[byte](data), n), offset) {
		return lib.SQLITE_IOERR_DATA
	}
	return rc
}

func writePage(tls *libc.TLS, file, data uintptr, n int32, offset int64) int32 {
	if isPage(n, offset) {
		sign(unsafe.Slice(at[byte](data), n), offset)
	}
	return called[transfer](systemOf(file).FxWrite)(tls, file, data, n, offset)
}

// characteristics has SQLite read pages whole: it would read long values past its cache, part by part.
func characteristics(tls *libc.TLS, file uintptr) int32 {
	return called[func(*libc.TLS, uintptr) int32](systemOf(file).FxDeviceCharacteristics)(tls, file) &^ lib.SQLITE_IOCAP_SUBPAGE_READ
}

// Where the first page has what [keepFree] changes: see https://sqlite.org/fileformat2.html.
const (
	freeAt    = 20  // how many bytes are kept free at the end of each page
	contentAt = 105 // where the content of the page begins
)

// keepFree makes room for checksums in an empty database of one page, and signs it: SQLite has no statement for that.
func keepFree(path string) error {
	page, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if len(page) != pageSize {
		return fmt.Errorf("an empty database has %d bytes, not a page of %d", len(page), pageSize)
	}
	page[freeAt] = checksumBytes
	binary.BigEndian.PutUint16(page[contentAt:], pageSize-checksumBytes)
	sign(page, 0)
	return os.WriteFile(path, page, 0o600)
}
