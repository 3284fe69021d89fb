package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// TestBackup makes backups while another process writes: each is whole.
func TestBackup(t *testing.T) {
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "archive.db"), filepath.Join(dir, "backup.db")
	s, writer := openAt(t, path), openAt(t, path)
	put := func(ctx context.Context, round int) error {
		_, err := writer.Import(ctx, "a", func(in store.Import) error {
			for i := range 50 {
				if _, err := in.Put(storetest.Doc(fmt.Sprint(i), fmt.Sprint("Round ", round), "Text.")); err != nil {
					return err
				}
			}
			return nil
		})
		return err
	}
	must(t, put(t.Context(), 0))
	done := make(chan struct{})
	err := data.Parallel(t.Context(), 2, func(ctx context.Context, i int) error {
		if i == 0 {
			defer close(done)
			for round := 1; round <= 20; round++ {
				if err := put(ctx, round); err != nil {
					return err
				}
			}
			return nil
		}
		for n := 0; ; n++ {
			if err := s.Backup(ctx, backup); err != nil {
				return err
			}
			b := openAt(t, backup)
			titles := map[string]int{}
			if _, err := b.Changes(ctx, store.Generation{}, func(c store.Change) error { titles[c.Title]++; return nil }); err != nil {
				return err
			}
			if len(titles) != 1 {
				t.Errorf("the backup has releases of the rounds %v", titles)
			}
			if err := b.Close(); err != nil {
				return err
			}
			select {
			case <-done:
				return nil
			default:
			}
		}
	})
	must(t, err)
	must(t, s.Close())
	must(t, writer.Close())
	for name := range readFiles(t, dir) {
		if name != "archive.db" && name != "backup.db" {
			t.Errorf("%s is left", name)
		}
	}
}

// An older copy of the archive is replaced; an archive with another release is not.
func TestBackupOverAnArchive(t *testing.T) {
	dir := t.TempDir()
	paths := []string{filepath.Join(dir, "mine.db"), filepath.Join(dir, "theirs.db"), filepath.Join(dir, "copy.db")}
	put := func(s *sqlite.Store, title string) {
		t.Helper()
		_, err := s.Import(t.Context(), "a", func(in store.Import) error {
			_, err := in.Put(storetest.Doc(title, title, "Text."))
			return err
		})
		must(t, err)
	}
	mine, theirs := openAt(t, paths[0]), openAt(t, paths[1])
	put(mine, "Mine")
	put(theirs, "Theirs")
	must(t, mine.Backup(t.Context(), paths[2]))
	put(mine, "New")
	must(t, mine.Backup(t.Context(), paths[2]))
	err := mine.Backup(t.Context(), paths[1])
	if !errors.Is(err, store.ErrExists) || !strings.Contains(err.Error(), "another archive") {
		t.Errorf("another archive was overwritten: %v", err)
	}
	for path, want := range map[string]int{paths[1]: 1, paths[2]: 2} {
		n := 0
		_, err := openAt(t, path).Changes(t.Context(), store.Generation{}, func(store.Change) error { n++; return nil })
		if must(t, err); n != want {
			t.Errorf("%s has %d releases, want %d", filepath.Base(path), n, want)
		}
	}
}

// A backup of a damaged archive says so. It leaves an older backup as it is, and is
// kept where there is none; that of a whole archive replaces an older one.
func TestBackupOfADamagedArchive(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	file, all := smallArchive(t)
	dir := t.TempDir()
	path, older, fresh := filepath.Join(dir, "archive.db"), filepath.Join(dir, "older.db"), filepath.Join(dir, "fresh.db")
	must(t, os.WriteFile(path, file, 0o600))
	s := openAt(t, path)
	must(t, s.Backup(t.Context(), older))
	storetest.Put(t, s, "board", storetest.Doc("new", "New", "Text."))
	must(t, s.Backup(t.Context(), older))
	if b := openAt(t, older); dump(t, b) != dump(t, s) {
		t.Error("a whole backup did not replace the older one")
	} else {
		must(t, b.Close())
	}
	must(t, s.Close())
	for name, damage := range map[string]struct {
		do     func([]byte, int)
		says   string
		copied bool
	}{
		"a byte": {func(file []byte, at int) { file[at] ^= 1 }, "1 of 125 releases cannot be read", true},
		"a page": {func(file []byte, at int) { page := at / 8192 * 8192; clear(file[page : page+8192]) }, "", false},
	} {
		damaged := append([]byte(nil), file...)
		damage.do(damaged, strings.Index(string(file), "Minister discusses item 60 "))
		must(t, os.WriteFile(path, damaged, 0o600))
		must(t, os.WriteFile(older, file, 0o600))
		os.Remove(fresh)
		s := openAt(t, path)
		err := s.Backup(t.Context(), older)
		if err == nil {
			t.Fatalf("%s: there is no error", name)
		}
		oneLine(t, err, store.ErrDamaged, path)
		if !strings.Contains(err.Error(), damage.says) || !strings.Contains(err.Error(), "the older backup "+older+" was kept") {
			t.Errorf("%s: %v", name, err)
		}
		kept := openAt(t, older)
		if everything(t, kept) != all {
			t.Errorf("%s: the older backup was not kept", name)
		}
		must(t, kept.Close())
		oneLine(t, s.Backup(t.Context(), fresh), store.ErrDamaged, path)
		if _, err := os.Stat(fresh); (err == nil) != damage.copied {
			t.Errorf("%s: what can be read was written: %v", name, err)
		}
		if damage.copied {
			read := 0
			b := openAt(t, fresh)
			_, err := b.Changes(t.Context(), store.Generation{}, func(store.Change) error { read++; return nil })
			if oneLine(t, err, store.ErrDamaged, fresh); read != 124 {
				t.Errorf("%s: the copy has %d of 125 releases", name, read)
			}
			must(t, b.Close())
		}
		must(t, s.Close())
		for left := range readFiles(t, dir) {
			if left != "archive.db" && left != "older.db" && left != "fresh.db" {
				t.Errorf("%s: %s is left", name, left)
			}
		}
	}
}

func TestBackupRefuses(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "archive.db")
	s := openAt(t, path)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	text := filepath.Join(dir, "letter.txt")
	must(t, os.WriteFile(text, []byte("Dear reader"), 0o600))
	oneLine(t, s.Backup(t.Context(), text), store.ErrExists, text)
	oneLine(t, s.Backup(t.Context(), path), store.ErrExists, path)
	if err := s.Backup(t.Context(), filepath.Join(dir, "none", "backup.db")); err == nil {
		t.Error("a backup goes to a folder that is not there")
	}
	if got, _ := os.ReadFile(text); string(got) != "Dear reader" {
		t.Error("another file was overwritten")
	}
	must(t, s.Close())
}

// TestRestore puts a backup in the place of an archive that is whole, damaged or
// missing, and what was there aside.
func TestRestore(t *testing.T) {
	dir := t.TempDir()
	backup := filepath.Join(dir, "backup.db")
	first := openAt(t, filepath.Join(dir, "first.db"))
	storetest.Put(t, first, "a", storetest.Doc("1", "One", "Text."))
	must(t, first.Mark(t.Context(), "me", store.Batch{Actions: []store.Action{{On: true, Numbers: []int{1}, Time: time.Now()}}}))
	must(t, first.Backup(t.Context(), backup))
	want := dump(t, first)

	t.Run("whole", func(t *testing.T) {
		// Another one has it open, and goes on with the backup.
		result := storetest.Put(t, first, "a", storetest.Doc("2", "Two", "Text."))
		later := dump(t, first)
		aside, err := sqlite.Restore(t.Context(), first.Path(), backup)
		must(t, err)
		if got := dump(t, first); got != want {
			t.Errorf("who has it open reads\n%s, want\n%s", got, want)
		}
		_, err = first.Changes(t.Context(), result.Generation, func(store.Change) error { return nil })
		if !errors.Is(err, store.ErrGeneration) {
			t.Errorf("a generation that is gone: %v", err)
		}
		// It is gone too when as many changes were made as there were.
		storetest.Put(t, first, "a", storetest.Doc("3", "Three", "Text."))
		_, err = first.Changes(t.Context(), result.Generation, func(store.Change) error { return nil })
		if !errors.Is(err, store.ErrGeneration) {
			t.Errorf("a generation that is gone: %v", err)
		}
		must(t, first.Close())
		before := openAt(t, aside)
		if got := dump(t, before); got != later {
			t.Error("what was there was not put aside")
		}
		must(t, before.Close())
		again := openAt(t, first.Path())
		must(t, again.Close())
	})
	t.Run("while an import runs", func(t *testing.T) {
		s := openAt(t, filepath.Join(dir, "imports.db"))
		storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
		older := filepath.Join(dir, "older.db")
		must(t, s.Backup(t.Context(), older))
		storetest.Put(t, s, "a", storetest.Doc("2", "Two", "Text."))
		for _, meanwhile := range []func() error{
			func() error { storetest.Put(t, s, "b", storetest.Doc("4", "Four", "Text.")); return nil },
			func() error { _, err := sqlite.Restore(t.Context(), s.Path(), older); return err },
		} {
			result, err := s.Import(t.Context(), "a", func(in store.Import) error {
				if err := storetest.PutAll([]data.Document{storetest.Doc("2", "Two", "Text.")})(in); err != nil {
					return err
				}
				if err := meanwhile(); err != nil {
					return err
				}
				return storetest.PutAll([]data.Document{storetest.Doc("3", "Three", "Text.")})(in)
			})
			if generation, _ := s.Generation(t.Context()); generation.Change > 1 {
				must(t, err)
				equal(t, "the result", [2]int{result.Added, result.Unchanged}, [2]int{1, 1})
			} else { // it has not the second release, which is no longer unchanged
				oneLine(t, err, store.ErrReplaced, s.Path())
			}
		}
		list, err := s.Dated(t.Context(), "a", 0, 99991231)
		must(t, err)
		equal(t, "how many are there", len(list), 1)
	})
	t.Run("missing", func(t *testing.T) {
		path := filepath.Join(dir, "new folder", "archive.db")
		aside, err := sqlite.Restore(t.Context(), path, backup)
		must(t, err)
		s := openAt(t, path)
		if got := dump(t, s); got != want || aside != "" {
			t.Errorf("restored is\n%s", got)
		}
		aside, err = sqlite.Restore(t.Context(), path, backup) // once more, before anything is written
		must(t, err)
		if got, before := dump(t, s), dump(t, openAt(t, aside)); got != want || before != want {
			t.Errorf("restored again is\n%s, and aside\n%s", got, before)
		}
		storetest.Put(t, s, "a", storetest.Doc("2", "Two", "Text."))
		must(t, s.Close())
	})
	t.Run("damaged", func(t *testing.T) {
		path := filepath.Join(dir, "damaged.db")
		must(t, os.WriteFile(path, []byte("SQLite format 3\x00 and no more"), 0o600))
		aside, err := sqlite.Restore(t.Context(), path, backup)
		must(t, err)
		s := openAt(t, path)
		if got := dump(t, s); got != want {
			t.Errorf("restored is\n%s", got)
		}
		must(t, s.Close())
		if left, err := os.ReadFile(aside); err != nil || string(left) != "SQLite format 3\x00 and no more" {
			t.Errorf("put aside is %q, %v", left, err)
		}
	})
	t.Run("older", func(t *testing.T) {
		path := filepath.Join(dir, "of an older schema.db")
		s := openAt(t, path)
		storetest.Put(t, s, "a", storetest.Doc("9", "Nine", "Text."))
		later := dump(t, s)
		defer sqlite.AddMigration("CREATE TABLE new (x)")()
		must(t, s.Close())
		s = openAt(t, path) // of the new schema
		before, err := os.ReadFile(backup)
		must(t, err)
		aside, err := sqlite.Restore(t.Context(), path, backup)
		must(t, err)
		if got := dump(t, s); got != want {
			t.Errorf("restored is\n%s", got)
		}
		must(t, s.Close())
		s = openAt(t, aside)
		if got := dump(t, s); got != later {
			t.Error("what was there was not put aside")
		}
		must(t, s.Close())
		if after, err := os.ReadFile(backup); err != nil || string(after) != string(before) {
			t.Error("the backup was changed")
		}
	})
	t.Run("refused", func(t *testing.T) {
		path := filepath.Join(dir, "kept.db")
		s := openAt(t, path)
		storetest.Put(t, s, "a", storetest.Doc("9", "Nine", "Text."))
		before := dump(t, s)
		file, err := os.ReadFile(backup)
		must(t, err)
		bad := filepath.Join(dir, "bad.db")
		for i := range file[len(file)/2 : len(file)/2+9000] {
			file[len(file)/2+i] ^= 0x55
		}
		must(t, os.WriteFile(bad, file, 0o600))
		_, err = sqlite.Restore(t.Context(), path, bad)
		oneLine(t, err, store.ErrDamaged, bad)
		_, err = sqlite.Restore(t.Context(), path, path)
		if !errors.Is(err, store.ErrExists) {
			t.Errorf("an archive in its own place: %v", err)
		}
		if _, err = sqlite.Restore(t.Context(), path, filepath.Join(dir, "none.db")); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a backup that is missing: %v", err)
		}
		if got := dump(t, s); got != before {
			t.Error("a restore that was refused changed the archive")
		}
		must(t, s.Close())
	})
}

// TestCompact gives back the room of what was removed.
func TestCompact(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	putMany(t, s, 500, 2000)
	var numbers []int
	for i := range 400 {
		numbers = append(numbers, i+1)
	}
	must(t, s.RemoveReleases(t.Context(), numbers))
	want := dump(t, s)
	before, err := s.Stats(t.Context())
	must(t, err)
	must(t, s.Compact(t.Context()))
	after, err := s.Stats(t.Context())
	must(t, err)
	if after.Bytes > before.Bytes/2 || after.Free != 0 || before.Free == 0 {
		t.Errorf("%+v was compacted to %+v", before, after)
	}
	if got := dump(t, s); got != want {
		t.Error("compacting changed something")
	}
	must(t, s.Close())
}
