package sqlite_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// disk is a file system for SQLite that does what the system's does, notes all
// that is written, and fails when it is told to. It tells what is on the disk
// after the power went off: see [disk.afterCrash].
type disk struct {
	dir string

	mu   sync.Mutex
	ops  []diskOp
	fail func(op diskOp) int32 // called with each operation, before it is done
}

// diskOp is an operation on a file of the disk.
type diskOp struct {
	kind string // create, write, truncate, sync, delete, lock or share
	name string // of the file, in its folder
	at   int64  // where is written, or the size after truncating
	data []byte
}

var disks struct {
	sync.Mutex
	registered bool
	system     lib.Tsqlite3_vfs // what disks stand on
	byDir      map[string]*disk
	methods    map[uintptr]*methods // by those of the system
	files      map[uintptr]diskFile // open ones
}

type diskFile struct {
	disk   *disk
	name   string
	system *lib.Tsqlite3_io_methods
}

// methods are those of the system, and the same with ours.
type methods struct {
	system lib.Tsqlite3_io_methods
	ours   uintptr
}

// vfs is the name under which SQLite knows disks.
const vfs = "disks"

// newDisk makes a disk of a folder.
func newDisk(t testing.TB, dir string) *disk {
	t.Helper()
	disks.Lock()
	defer disks.Unlock()
	if !disks.registered {
		disks.registered = true
		disks.byDir, disks.methods, disks.files = map[string]*disk{}, map[uintptr]*methods{}, map[uintptr]diskFile{}
		tls := libc.NewTLS()
		system := lib.Xsqlite3_vfs_find(tls, 0)
		disks.system = *at[lib.Tsqlite3_vfs](system)
		ours := disks.system
		ours.FpNext = 0
		name, err := libc.CString(vfs)
		if err != nil {
			t.Fatal(err)
		}
		ours.FzName, ours.FxOpen, ours.FxDelete = name, function(diskOpen), function(diskDelete)
		if rc := lib.Xsqlite3_vfs_register(tls, outside(tls, ours), 0); rc != 0 {
			t.Fatal(rc)
		}
	}
	d := &disk{dir: dir}
	disks.byDir[dir] = d
	t.Cleanup(func() {
		disks.Lock()
		defer disks.Unlock()
		delete(disks.byDir, dir)
	})
	return d
}

// at returns what is at an address outside of Go's memory.
func at[T any](address uintptr) *T { return *(**T)(unsafe.Pointer(&address)) }

// function returns a Go function as SQLite calls it.
func function[T any](f T) uintptr { return *(*uintptr)(unsafe.Pointer(&struct{ f T }{f})) }

// called returns a function of SQLite's as Go calls it.
func called[T any](f uintptr) T { return *(*T)(unsafe.Pointer(&struct{ f uintptr }{f})) }

// outside copies a value to memory outside of Go's.
func outside[T any](tls *libc.TLS, value T) uintptr {
	p := libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(value)))
	*at[T](p) = value
	return p
}

type openFunc = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32

func diskOpen(tls *libc.TLS, pVfs, zName, pFile uintptr, flags int32, out uintptr) int32 {
	var d *disk
	var name string
	disks.Lock()
	if zName != 0 {
		name = libc.GoString(zName)
		d = disks.byDir[filepath.Dir(name)]
	}
	disks.Unlock()
	if d != nil {
		if _, err := os.Stat(name); err != nil && flags&lib.SQLITE_OPEN_CREATE != 0 {
			if rc := d.note(diskOp{kind: "create", name: filepath.Base(name)}); rc != 0 {
				at[lib.Tsqlite3_file](pFile).FpMethods = 0
				return rc
			}
		}
	}
	rc := called[openFunc](disks.system.FxOpen)(tls, pVfs, zName, pFile, flags, out)
	if rc != 0 || d == nil {
		return rc
	}
	disks.Lock()
	defer disks.Unlock()
	f := at[lib.Tsqlite3_file](pFile)
	m := disks.methods[f.FpMethods]
	if m == nil {
		m = &methods{system: *at[lib.Tsqlite3_io_methods](f.FpMethods)}
		ours := m.system
		ours.FxClose, ours.FxWrite, ours.FxTruncate, ours.FxSync = function(diskClose), function(diskWrite), function(diskTruncate), function(diskSync)
		ours.FxLock, ours.FxShmMap = function(diskLock), function(diskShmMap)
		m.ours = outside(tls, ours)
		disks.methods[f.FpMethods] = m
	}
	f.FpMethods = m.ours
	disks.files[pFile] = diskFile{d, filepath.Base(name), &m.system}
	return 0
}

func fileOf(pFile uintptr) diskFile {
	disks.Lock()
	defer disks.Unlock()
	return disks.files[pFile]
}

// note notes an operation, and returns the error that it is to have.
func (d *disk) note(op diskOp) int32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fail != nil {
		if rc := d.fail(op); rc != 0 {
			return rc
		}
	}
	if op.kind != "lock" && op.kind != "share" {
		d.ops = append(d.ops, op)
	}
	return 0
}

func diskClose(tls *libc.TLS, pFile uintptr) int32 {
	f := fileOf(pFile)
	disks.Lock()
	delete(disks.files, pFile)
	disks.Unlock()
	return called[func(*libc.TLS, uintptr) int32](f.system.FxClose)(tls, pFile)
}

func diskWrite(tls *libc.TLS, pFile, data uintptr, n int32, offset int64) int32 {
	f := fileOf(pFile)
	written := append([]byte(nil), unsafe.Slice(at[byte](data), n)...)
	if rc := f.disk.note(diskOp{"write", f.name, offset, written}); rc != 0 {
		return rc
	}
	return called[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](f.system.FxWrite)(tls, pFile, data, n, offset)
}

func diskTruncate(tls *libc.TLS, pFile uintptr, size int64) int32 {
	f := fileOf(pFile)
	if rc := f.disk.note(diskOp{kind: "truncate", name: f.name, at: size}); rc != 0 {
		return rc
	}
	return called[func(*libc.TLS, uintptr, int64) int32](f.system.FxTruncate)(tls, pFile, size)
}

// diskSync does not wait for the real disk: the notes say what was synced.
func diskSync(_ *libc.TLS, pFile uintptr, _ int32) int32 {
	f := fileOf(pFile)
	return f.disk.note(diskOp{kind: "sync", name: f.name})
}

func diskLock(tls *libc.TLS, pFile uintptr, lock int32) int32 {
	f := fileOf(pFile)
	if rc := f.disk.note(diskOp{kind: "lock", name: f.name}); rc != 0 {
		return rc
	}
	return called[func(*libc.TLS, uintptr, int32) int32](f.system.FxLock)(tls, pFile, lock)
}

func diskShmMap(tls *libc.TLS, pFile uintptr, region, size, extend int32, p uintptr) int32 {
	f := fileOf(pFile)
	if rc := f.disk.note(diskOp{kind: "share", name: f.name}); rc != 0 {
		return rc
	}
	return called[func(*libc.TLS, uintptr, int32, int32, int32, uintptr) int32](f.system.FxShmMap)(tls, pFile, region, size, extend, p)
}

func diskDelete(tls *libc.TLS, pVfs, zName uintptr, sync int32) int32 {
	name := libc.GoString(zName)
	disks.Lock()
	d := disks.byDir[filepath.Dir(name)]
	disks.Unlock()
	if d != nil {
		if rc := d.note(diskOp{kind: "delete", name: filepath.Base(name), at: int64(sync)}); rc != 0 {
			return rc
		}
	}
	return called[func(*libc.TLS, uintptr, uintptr, int32) int32](disks.system.FxDelete)(tls, pVfs, zName, sync)
}

// Len returns how many operations were done.
func (d *disk) Len() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.ops)
}

// sector is what a disk writes whole.
const sector = 512

// afterCrash returns the files as they may be when the power goes off after n
// operations, where they were as in base before the first one. What was synced
// is there. Of what was not, each sector is there or not, as random draws it; so
// are names that were made or removed.
func (d *disk) afterCrash(base map[string][]byte, n int, random *rand.Rand) map[string][]byte {
	synced := map[string]int{} // operations on a file that are surely on the disk
	for i, op := range d.ops[:n] {
		if op.kind == "sync" {
			synced[op.name] = i
		}
	}
	files := map[string][]byte{}
	for name, data := range base {
		files[name] = append([]byte(nil), data...)
	}
	for i, op := range d.ops[:n] {
		sure := i < synced[op.name]
		data, there := files[op.name]
		switch op.kind {
		case "create":
			if !there {
				files[op.name] = nil
			}
		case "delete":
			if op.at != 0 || sure || random.IntN(2) == 0 {
				delete(files, op.name)
			}
		case "truncate":
			if sure || random.IntN(2) == 0 {
				files[op.name] = resize(data, op.at)
			}
		case "write":
			for from := 0; from < len(op.data); from += sector {
				to := min(from+sector, len(op.data))
				if !sure && random.IntN(2) == 0 {
					continue
				}
				if end := op.at + int64(to); int64(len(data)) < end {
					data = resize(data, end)
				}
				copy(data[op.at+int64(from):], op.data[from:to])
			}
			files[op.name] = data
		}
	}
	return files
}

func resize(data []byte, size int64) []byte {
	if int64(len(data)) >= size {
		return data[:size:size]
	}
	return append(data, make([]byte, size-int64(len(data)))...)
}
