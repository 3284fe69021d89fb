package sqlite_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// TestReadOnlyFolder reads an archive in a folder, or from a file, that may not be
// written, and has a clear error for who writes.
func TestReadOnlyFolder(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	for _, test := range []struct {
		name         string
		folder, file os.FileMode
		log          bool // changes are in the log, as after a crash
	}{
		{"folder", 0o555, 0o644, false},
		{"file", 0o777, 0o444, false},
		{"both", 0o555, 0o444, false},
		{"both, with a log", 0o555, 0o444, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir, err := os.MkdirTemp("", "pressroom-") // whose parents others may enter
			must(t, err)
			defer os.RemoveAll(dir)
			path := filepath.Join(dir, "archive.db")
			s := openAt(t, path)
			storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
			if test.log {
				files := readFiles(t, dir)
				must(t, s.Close())
				for name, data := range files {
					must(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
				}
			} else {
				must(t, s.Close())
			}
			before := fmt.Sprint(readFiles(t, dir))
			for name := range readFiles(t, dir) {
				must(t, os.Chmod(filepath.Join(dir, name), test.file))
			}
			must(t, os.Chmod(dir, test.folder))
			out := asNobody(t, "readonly", path)
			want := "release One\nmark archive " + path + ": it may not be written: check the permissions of the file and its folder"
			copies := "copies <nil> <nil> <nil>\n" // a backup of it, and it as a backup
			if test.log {
				copies = ""
				want = "open archive " + path + ": it may not be"
			}
			if !strings.HasPrefix(out, want) || !strings.HasSuffix(out, copies) || strings.Count(out, "\n") > 3 {
				t.Errorf("a stranger is told\n%s, want\n%s", out, want)
			}
			must(t, os.Chmod(dir, 0o700))
			if test.folder != 0o777 && fmt.Sprint(readFiles(t, dir)) != before {
				t.Error("something was changed")
			}
		})
	}
}

// asNobody runs this program as a user who may only do what everyone may.
func asNobody(t *testing.T, work, path string) string {
	t.Helper()
	program := os.Args[0]
	cmd := exec.Command(program)
	if os.Getuid() == 0 {
		dir, err := os.MkdirTemp("", "pressroom-")
		must(t, err)
		t.Cleanup(func() { os.RemoveAll(dir) })
		must(t, os.Chmod(dir, 0o755))
		file, err := os.ReadFile(program)
		must(t, err)
		program = filepath.Join(dir, "test")
		must(t, os.WriteFile(program, file, 0o755))
		cmd = exec.Command(program)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		cmd.Dir = "/"
	}
	cmd.Env = []string{childOf + "=" + path + "|" + work}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// TestFullDisk imports on a disk that is too small: there is a clear error, the
// archive is as it was, and what fits goes in.
func TestFullDisk(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can make a small disk; TestDiskFails has SQLite told of a full one")
	}
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=16m"); err != nil {
		t.Skip("no small disk can be made here: ", err)
	}
	defer syscall.Unmount(dir, syscall.MNT_DETACH)
	path := filepath.Join(dir, "archive.db")
	s := openAt(t, path)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	must(t, s.Mark(t.Context(), "me", store.Batch{Actions: []store.Action{{On: true, Numbers: []int{1}}}}))
	before := dump(t, s)
	must(t, os.WriteFile(filepath.Join(dir, "filler"), make([]byte, 10<<20), 0o600))
	large := func(n int) []data.Document {
		var docs []data.Document
		for i := range n {
			docs = append(docs, storetest.Doc(fmt.Sprint("large ", i), "Large", fmt.Sprint(i, strings.Repeat(" text", 10_000))))
		}
		return docs
	}
	for range 3 {
		_, err := s.Import(t.Context(), "a", func(in store.Import) error {
			for _, d := range large(400) { // 20 MB
				if _, err := in.Put(d); err != nil {
					return err
				}
			}
			return nil
		})
		oneLine(t, err, store.ErrFull, path)
		if got := dump(t, s); got != before {
			t.Error("something is left of an import that found no room")
		}
	}
	must(t, os.Remove(filepath.Join(dir, "filler"))) // room is made
	must(t, s.Compact(t.Context()))
	storetest.Put(t, s, "a", large(5)...)
	problems, err := s.Check(t.Context())
	if err != nil || problems != nil {
		t.Error(problems, err)
	}
	must(t, s.Close())
	// A backup that finds no room leaves nothing.
	s = openAt(t, path)
	storetest.Put(t, s, "a", large(150)...) // 7 MB: more than is written at once
	room, err := os.Create(filepath.Join(dir, "filler"))
	must(t, err)
	for err == nil {
		_, err = room.Write(make([]byte, 4096))
	}
	end, err := room.Seek(0, io.SeekEnd)
	must(t, err)
	must(t, room.Truncate(end-1<<18)) // 256 kB are free
	must(t, room.Close())
	oneLine(t, s.Backup(t.Context(), filepath.Join(dir, "backup.db")), store.ErrFull, filepath.Join(dir, "backup.db"))
	for left := range readFiles(t, dir) {
		if strings.Contains(left, "backup") {
			t.Errorf("%s is left of a backup that found no room", left)
		}
	}
	must(t, s.Close())
	must(t, os.Remove(filepath.Join(dir, "filler")))
	// Nothing at all fits: no archive is begun.
	must(t, os.Remove(path))
	filler, err := os.Create(filepath.Join(dir, "filler"))
	must(t, err)
	for err == nil {
		_, err = filler.Write(make([]byte, 4096))
	}
	must(t, filler.Close())
	s = openAt(t, path)
	oneLine(t, s.PutSource(t.Context(), store.Source{Name: "a"}), store.ErrFull, path)
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("an archive was begun where nothing fits")
	}
	must(t, s.Close())
}

// TestReadFullDisk opens an archive on a disk without room for as much as a log: what is there
// is read, and from when there is room, written.
func TestReadFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("no small disk can be made here: ", err)
	}
	defer syscall.Unmount(dir, syscall.MNT_DETACH)
	path, filler := filepath.Join(dir, "archive.db"), filepath.Join(dir, "filler")
	s := openAt(t, path)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	before := dump(t, s)
	must(t, s.Close())
	file, err := os.Create(filler)
	must(t, err)
	for err == nil {
		_, err = file.Write(make([]byte, 4096))
	}
	must(t, file.Close())
	if s = openAt(t, path); dump(t, s) != before {
		t.Error("the archive is not read as it was")
	}
	other := openAt(t, path)
	for range 2 {
		oneLine(t, s.PutSource(t.Context(), store.Source{Name: "b"}), store.ErrFull, path)
		oneLine(t, s.Writable(t.Context()), store.ErrFull, path)
	}
	if dump(t, s) != before {
		t.Error("the archive is not read as it was after a write that failed")
	}
	must(t, os.Remove(filler))
	must(t, s.PutSource(t.Context(), store.Source{Name: "b"}))
	if dump(t, s) == before || dump(t, other) != dump(t, s) {
		t.Error("what was written when there was room is not read")
	}
	must(t, other.Close())
	must(t, s.Close())
}

// TestForeignDescriptor has something else in this process open and close the
// file, as a search of its folder does: the locks of the store stay.
func TestForeignDescriptor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	info, err := os.Stat(path)
	must(t, err)
	inode := fmt.Sprintf(":%d ", info.Sys().(*syscall.Stat_t).Ino)
	locked := func() bool {
		locks, err := os.ReadFile("/proc/locks")
		must(t, err)
		return strings.Contains(string(locks), inode)
	}
	if !locked() {
		t.Skip("/proc/locks does not show the lock")
	}
	_, err = os.ReadFile(path)
	must(t, err)
	if !locked() {
		t.Error("the lock is lost")
	}
	must(t, s.Close())
}

// A store that is closed by one who reads in it has nothing open when they have read.
func TestClosedInARead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	read := 0
	_, err := s.Texts(t.Context(), store.Generation{}, func(store.Change, string) error { read++; return s.Close() })
	if err != nil || read != 1 {
		t.Errorf("%d releases are read, %v", read, err)
	}
	open, err := os.ReadDir("/proc/self/fd")
	must(t, err)
	for _, fd := range open {
		if to, _ := os.Readlink("/proc/self/fd/" + fd.Name()); strings.HasPrefix(to, path) {
			t.Errorf("%s is open", to)
		}
	}
}
