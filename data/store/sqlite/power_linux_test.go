package sqlite_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	lib "modernc.org/sqlite/lib"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// steps are what the tests of failures do to an archive, each whole or not at
// all. The texts are large enough that one import is written in parts, and that
// the log is emptied on the way.
func steps() []func(store.Store, *testing.T) error {
	random := rand.New(rand.NewPCG(4, 4))
	var steps []func(store.Store, *testing.T) error
	put := func(n, size int) {
		var docs []data.Document
		for i := range n {
			d := storetest.Doc(fmt.Sprint(random.IntN(60)), fmt.Sprint("Title ", i), text(random, size))
			docs = append(docs, d)
		}
		steps = append(steps, func(s store.Store, t *testing.T) error {
			_, err := s.Import(t.Context(), "a", func(in store.Import) error {
				for _, d := range docs {
					if _, err := in.Put(d); err != nil {
						return err
					}
				}
				return nil
			})
			return err
		})
	}
	mark := func(numbers ...int) {
		steps = append(steps, func(s store.Store, t *testing.T) error {
			return s.Mark(t.Context(), "me", store.Batch{
				Actions: []store.Action{{On: true, Numbers: numbers, Time: time.Now()}}, Lines: map[int]int{numbers[0]: numbers[0]},
			})
		})
	}
	for i := range 6 {
		put(10, 1000)
		mark(1+i, 2+i)
		put(2, 20)
		mark(3 + i)
		if i%3 == 0 {
			put(60, 80_000) // 5 MB
			steps = append(steps, func(s store.Store, t *testing.T) error {
				_, err := s.Undo(t.Context(), "me", time.Time{})
				return err
			})
		}
		if i%3 == 1 {
			steps = append(steps, func(s store.Store, t *testing.T) error { return s.(*sqlite.Store).Compact(t.Context()) })
		}
	}
	return steps
}

// TestPowerLoss cuts the power at random moments: what was confirmed is there,
// and what was under way is whole or not there at all.
func TestPowerLoss(t *testing.T) {
	if testing.Short() {
		t.Skip("cuts the power often")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "archive.db")
	s := openAt(t, path)
	storetest.Put(t, s, "a", storetest.Doc("0", "First", "Text."), storetest.Doc("1", "Second", "Text."),
		storetest.Doc("2", "3", ""), storetest.Doc("3", "4", ""), storetest.Doc("4", "5", ""), storetest.Doc("5", "6", ""), storetest.Doc("6", "7", ""), storetest.Doc("7", "8", ""))
	must(t, s.Close())
	base := readFiles(t, dir)

	d := newDisk(t, dir)
	open := func() *sqlite.Store {
		s, err := sqlite.OpenVFS(t.Context(), path, vfs)
		must(t, err)
		return s
	}
	s = open()
	type state struct {
		after int // operations, at the confirmation
		dump  string
	}
	states := []state{{0, dump(t, s)}}
	for i, step := range steps() {
		must(t, step(s, t))
		states = append(states, state{d.Len(), dump(t, s)})
		if i%5 == 4 { // the last one to close it empties the log and removes it
			must(t, s.Close())
			s = open()
		}
	}
	must(t, s.Close())
	random := rand.New(rand.NewPCG(5, 5))
	syncs := 0
	for _, op := range d.ops {
		if op.kind == "sync" {
			syncs++
		}
	}
	if syncs < 30 {
		t.Fatalf("only %d syncs in %d operations", syncs, len(d.ops))
	}
	for range 25 * *rounds / slower {
		n := random.IntN(len(d.ops) + 1)
		crashed := writeFiles(t, d.afterCrash(base, n, random))
		first := 0 // the last state that was confirmed
		for first+1 < len(states) && states[first+1].after <= n {
			first++
		}
		s := openAt(t, crashed)
		got := dump(t, s)
		problems, err := s.Check(t.Context())
		if err != nil || problems != nil {
			t.Errorf("after %d operations: %v %v", n, problems, err)
		}
		if got != states[first].dump && (first+1 == len(states) || got != states[first+1].dump) {
			t.Errorf("after %d operations of %d there is neither what step %d left nor the next", n, len(d.ops), first)
		}
		if _, err := s.Import(t.Context(), "b", func(in store.Import) error {
			_, err := in.Put(storetest.Doc("new", "New", "Text."))
			return err
		}); err != nil {
			t.Errorf("after %d operations nothing can be brought in: %v", n, err)
		}
		must(t, s.Close())
		must(t, os.RemoveAll(filepath.Dir(crashed)))
	}
}

// TestDiskFails has each write fail in turn, as a full disk does, or a broken one:
// there is a clear error, nothing is lost, and the next try goes well.
func TestDiskFails(t *testing.T) {
	if testing.Short() {
		t.Skip("has each write fail")
	}
	for _, fault := range []struct {
		name string
		code int32
		kind error
	}{
		{"Full", lib.SQLITE_FULL, store.ErrFull},
		{"Write", lib.SQLITE_IOERR_WRITE, store.ErrDisk},
		{"Sync", lib.SQLITE_IOERR_FSYNC, store.ErrDisk},
	} {
		t.Run(fault.name, func(t *testing.T) {
			if slower > 1 && fault.name != "Full" {
				t.Skip("the same code runs")
			}
			random := rand.New(rand.NewPCG(6, 6))
			for range *rounds {
				dir := t.TempDir()
				d := newDisk(t, dir)
				s, err := sqlite.OpenVFS(t.Context(), filepath.Join(dir, "archive.db"), vfs)
				must(t, err)
				storetest.Put(t, s, "a", storetest.Doc("0", "First", "Text."), storetest.Doc("1", "2", ""), storetest.Doc("2", "3", ""),
					storetest.Doc("3", "4", ""), storetest.Doc("4", "5", ""), storetest.Doc("5", "6", ""), storetest.Doc("6", "7", ""), storetest.Doc("7", "8", ""))
				failed := 0
				for i, step := range steps() {
					before := dump(t, s)
					left := random.IntN(12)
					hit := false
					d.mu.Lock()
					d.fail = func(op diskOp) int32 {
						if (op.kind == "sync") != (fault.name == "Sync") || op.kind != "sync" && op.kind != "write" {
							return 0
						}
						if left--; left >= 0 {
							return 0
						}
						hit = true
						return fault.code
					}
					d.mu.Unlock()
					err := step(s, t)
					d.mu.Lock()
					d.fail = nil
					d.mu.Unlock()
					if err != nil {
						failed++
						if !hit || !errors.Is(err, fault.kind) || strings.Contains(err.Error(), "\n") {
							t.Errorf("step %d: the error is %v, want %v", i, err, fault.kind)
						}
						if got := dump(t, s); got != before {
							t.Errorf("step %d failed, and something is left of it", i)
						}
						must(t, step(s, t))
					}
				}
				if failed == 0 {
					t.Errorf("only %d steps failed", failed)
				}
				problems, err := s.Check(t.Context())
				if err != nil || problems != nil {
					t.Error(problems, err)
				}
				must(t, s.Close())
			}
		})
	}
}

// TestNoLocks opens and writes where a disk has no locks.
func TestNoLocks(t *testing.T) {
	for kind, code := range map[string]int32{"lock": lib.SQLITE_IOERR_LOCK, "share": lib.SQLITE_IOERR_SHMMAP} {
		dir := t.TempDir()
		path := filepath.Join(dir, "archive.db")
		s := openAt(t, path)
		storetest.Put(t, s, "a", storetest.Doc("0", "First", "Text."))
		must(t, s.Close())
		before := readFiles(t, dir)
		d := newDisk(t, dir)
		d.fail = func(op diskOp) int32 {
			if op.kind == kind {
				return code
			}
			return 0
		}
		s, err := sqlite.OpenVFS(t.Context(), path, vfs)
		if err == nil {
			_, err = s.Sources(t.Context())
			s.Close()
		}
		oneLine(t, err, store.ErrNoLocks, path)
		if got := readFiles(t, dir); string(got["archive.db"]) != string(before["archive.db"]) {
			t.Error("the file was changed")
		}
	}
}
