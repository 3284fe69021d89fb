package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// TestLookingMakesNothing reads all there is of an archive that is not there.
func TestLookingMakesNothing(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, filepath.Join(dir, "folder", "archive.db"))
	dump(t, s)
	_, err := s.Undo(t.Context(), "me", time.Time{})
	must(t, err)
	must(t, s.Forget(t.Context(), "me"))
	must(t, s.Compact(t.Context()))
	if err := s.Mark(t.Context(), "me", store.Batch{Lines: map[int]int{1: 1}}); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	if _, err := s.RemoveSource(t.Context(), "a", true); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	if err := s.Backup(t.Context(), filepath.Join(dir, "backup")); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	entries, err := os.ReadDir(dir)
	must(t, err)
	if len(entries) > 0 {
		t.Errorf("%s was made", entries[0].Name())
	}
}

func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("it has other permissions")
	}
	dir := filepath.Join(t.TempDir(), "folder")
	s := openAt(t, filepath.Join(dir, "archive.db"))
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	must(t, s.Backup(t.Context(), filepath.Join(dir, "backup.db")))
	for name, want := range map[string]os.FileMode{".": 0o700, "archive.db": 0o600, "archive.db-wal": 0o600, "archive.db-shm": 0o600, "backup.db": 0o600} {
		info, err := os.Stat(filepath.Join(dir, name))
		must(t, err)
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has the mode %v, want %v", name, got, want)
		}
	}
	must(t, s.Close())
}

// TestRefused opens what is no archive, or not one of this pressroom: it stays
// as it was.
func TestRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	for _, test := range []struct {
		name string
		make func()
		want error
	}{
		{"empty", func() { must(t, os.WriteFile(path, nil, 0o600)) }, store.ErrDamaged},
		{"text", func() { must(t, os.WriteFile(path, []byte(strings.Repeat("A board. ", 1000)), 0o600)) }, store.ErrForeign},
		{"folder", func() { must(t, os.Mkdir(path, 0o700)) }, store.ErrForeign},
		{"another program's", func() { execute(t, path, "CREATE TABLE bookmarks (url)") }, store.ErrForeign},
		{"newer", func() {
			execute(t, path, "PRAGMA application_id = 0x70724172; PRAGMA user_version = 99; CREATE TABLE new (x)")
		}, store.ErrNewer},
	} {
		t.Run(test.name, func(t *testing.T) {
			defer os.RemoveAll(path)
			test.make()
			before := fmt.Sprint(readFiles(t, filepath.Dir(path+"x")))
			_, err := sqlite.Open(t.Context(), path)
			oneLine(t, err, test.want, path)
			if test.name == "text" && !strings.Contains(err.Error(), "(file is not a database") {
				t.Errorf("%v: it does not say what the database says", err)
			}
			if after := fmt.Sprint(readFiles(t, filepath.Dir(path+"x"))); after != before {
				t.Error("it was changed")
			}
		})
	}
}

// execute runs statements on a database.
func execute(t *testing.T, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	_, err = db.Exec(statements)
	must(t, err)
	must(t, db.Close())
}

// TestMigration opens an archive of an older schema.
func TestMigration(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "archive.db")
	s := openAt(t, path)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	before := dump(t, s)
	must(t, s.Close())

	undo := sqlite.AddMigration("CREATE TABLE new (x); INSERT INTO nothing VALUES (1)")
	_, err := sqlite.Open(t.Context(), path)
	undo()
	aside := asides(t, dir)
	if len(aside) != 1 {
		t.Fatalf("%d copies were put aside", len(aside))
	}
	oneLine(t, err, store.ErrDamaged, aside[0])
	s = openAt(t, path) // as it was
	if got := dump(t, s); got != before {
		t.Error("a migration that failed left something")
	}
	must(t, s.Close())
	must(t, os.Remove(aside[0]))

	undo = sqlite.AddMigration("CREATE TABLE new (x); INSERT INTO new SELECT title FROM releases")
	s = openAt(t, path)
	if got := dump(t, s); got != before {
		t.Error("a migration lost something")
	}
	storetest.Put(t, s, "a", storetest.Doc("2", "Two", "Text."))
	must(t, s.Close())
	s = openAt(t, path) // once
	must(t, s.Close())
	undo()
	if aside = asides(t, dir); len(aside) != 1 || !strings.Contains(aside[0], fmt.Sprintf(".schema%d-", sqlite.Schemas())) {
		t.Fatalf("the copies that were put aside are %v", aside)
	}
	if _, err := sqlite.Open(t.Context(), path); !errors.Is(err, store.ErrNewer) {
		t.Errorf("an older pressroom says %v", err)
	}
	s = openAt(t, aside[0])
	if got := dump(t, s); got != before {
		t.Error("the copy is not what there was")
	}
	must(t, s.Close())
}

// TestFirstSchema opens an archive of the first schema, which did not know since when a
// release is gone, and of no language.
func TestFirstSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."), storetest.Doc("2", "Two", "Text."))
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text, corrected."))
	before := dump(t, s)
	must(t, s.Close())
	execute(t, path, "ALTER TABLE releases DROP COLUMN page; ALTER TABLE releases DROP COLUMN since; ALTER TABLE releases DROP COLUMN lang; ALTER TABLE versions DROP COLUMN lang; PRAGMA user_version = 1")
	s = openAt(t, path)
	if got := dump(t, s); got != before {
		t.Errorf("it has\n%s, want\n%s", got, before)
	}
	corrected := storetest.Doc("2", "Two", "The text of the two.")
	corrected.Lang = "en"
	storetest.Put(t, s, "a", corrected)
	if d, err := s.Document(t.Context(), 2); err != nil || d.Lang != "en" {
		t.Errorf("the second is in %q, %v", d.Lang, err)
	}
	_, err := s.Import(t.Context(), "a", func(in store.Import) error { return in.Vanish("1") })
	must(t, err)
	if c, _, err := s.Find(t.Context(), "a", "1"); err != nil || c.Since.IsZero() {
		t.Errorf("it is gone since %v, %v", c.Since, err)
	}
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("it is wrong: %v, %v", problems, err)
	}
	must(t, s.Close())
}

// TestThirdSchema opens an archive of the third schema, in which a release had its address
// alone: it has its page from when it comes again, as no other version, and has been read.
func TestThirdSchema(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "archive.db")
	s := openAt(t, path)
	doc, whole := storetest.Doc("tag:office,1", "One", "Text."), storetest.Doc("tag:office,2", "Two", "Text.")
	storetest.Put(t, s, "a", doc, whole)
	must(t, s.Mark(t.Context(), "me", store.Batch{Actions: []store.Action{{Mark: store.Read, On: true, Numbers: []int{1, 2}}}}))
	before := dump(t, s)
	must(t, s.Close())
	execute(t, path, "ALTER TABLE releases DROP COLUMN page; PRAGMA user_version = 3")

	s = openAt(t, path)
	if got := dump(t, s); got != before {
		t.Errorf("it has\n%s, want\n%s", got, before)
	}
	if aside := asides(t, dir); len(aside) != 1 || !strings.Contains(aside[0], ".schema3-") {
		t.Errorf("the copies that were put aside are %v", aside)
	}
	doc.Page = "https://office.example/1"
	for _, want := range []store.Result{{Changed: 1}, {Unchanged: 1}} {
		got := storetest.Put(t, s, "a", doc)
		if got.Generation = (store.Generation{}); got != want {
			t.Errorf("with its page it comes to %+v, want %+v", got, want)
		}
	}
	doc.Page = "" // as in what another program exported
	if got := storetest.Put(t, s, "a", doc); got.Unchanged != 1 {
		t.Errorf("without a page it comes to %+v", got)
	}
	m, err := s.Marks(t.Context(), "me")
	must(t, err)
	c, _, err := s.Find(t.Context(), "a", doc.Address)
	if c.Page != "https://office.example/1" || c.Versions != 1 || !m.Read.Has(1) || err != nil {
		t.Errorf("it is %+v, read %v, %v", c, m.Read.Has(1), err)
	}
	versions, err := s.Versions(t.Context(), 1)
	if len(versions) != 1 || versions[0].Page != c.Page || err != nil {
		t.Errorf("its versions are %+v, %v", versions, err)
	}
	if d, err := s.Document(t.Context(), 2); d.Page != "" || err != nil {
		t.Errorf("the page of the other is %q, %v", d.Page, err)
	}
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("it is wrong: %v, %v", problems, err)
	}
	must(t, s.Close())
}

// TestUpdatedWhileOpen has a newer pressroom bring an archive up to date that is open: rows
// of a schema that is not known are neither read nor written.
func TestUpdatedWhileOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	execute(t, path, "PRAGMA user_version = 99")
	_, err := s.Document(t.Context(), 1)
	oneLine(t, err, store.ErrNewer, path)
	oneLine(t, s.Mark(t.Context(), "me", store.Batch{Values: map[string]string{"a": "b"}}), store.ErrNewer, path)
	execute(t, path, fmt.Sprint("PRAGMA user_version = ", sqlite.Schemas()))
	if _, err := s.Document(t.Context(), 1); err != nil {
		t.Error(err)
	}
	must(t, s.Close())
}

// asides returns the files in a folder that are neither the archive nor its log.
func asides(t *testing.T, dir string) (paths []string) {
	t.Helper()
	for name := range readFiles(t, dir) {
		if !strings.HasPrefix("archive.db-wal", name) {
			paths = append(paths, filepath.Join(dir, name))
		}
	}
	return paths
}

// TestReplaced has another archive come to the path of one that is open, and none.
func TestReplaced(t *testing.T) {
	dir := t.TempDir()
	path, otherPath := filepath.Join(dir, "archive.db"), filepath.Join(dir, "other.db")
	s, other := openAt(t, path), openAt(t, otherPath)
	first := storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	storetest.Put(t, other, "b", storetest.Doc("2", "Two", "Text."))
	want := dump(t, other)
	must(t, other.Close())
	must(t, os.Rename(path, path+".moved"))
	for _, suffix := range []string{"-wal", "-shm"} {
		must(t, os.Rename(path+suffix, path+".moved"+suffix))
	}
	oneLine(t, s.Mark(t.Context(), "me", store.Batch{Values: map[string]string{"a": "b"}}), store.ErrReplaced, path)
	_, err := s.Sources(t.Context())
	oneLine(t, err, store.ErrReplaced, path)
	must(t, os.Rename(otherPath, path))
	if got := dump(t, s); got != want {
		t.Error("the store does not read the archive that took the place")
	}
	_, err = s.Changes(t.Context(), first.Generation, func(store.Change) error { return nil })
	if !errors.Is(err, store.ErrGeneration) {
		t.Errorf("the generation of another archive: %v", err)
	}
	storetest.Put(t, s, "b", storetest.Doc("3", "Three", "Text."))
	must(t, s.Close())
}

// TestLocked writes while another program does so all the time.
func TestLocked(t *testing.T) {
	defer sqlite.SetPatience(50 * time.Millisecond)()
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	before := dump(t, s)
	db, err := sql.Open("sqlite", path)
	must(t, err)
	db.SetMaxOpenConns(1)
	_, err = db.Exec("BEGIN IMMEDIATE")
	must(t, err)
	mark := store.Batch{Values: map[string]string{"a": "b"}}
	oneLine(t, s.Mark(t.Context(), "me", mark), store.ErrLocked, path)
	if got := dump(t, s); got != before { // reading goes on
		t.Error("what is read has changed")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := s.Mark(ctx, "me", mark); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
	_, err = db.Exec("ROLLBACK")
	must(t, err)
	must(t, db.Close())
	must(t, s.Mark(t.Context(), "me", mark))
	must(t, s.Close())
}

// TestTooSlow has an import taken for killed by another one: it fails, and nothing
// is left of it.
func TestTooSlow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s, other := openAt(t, path), openAt(t, path)
	large := func(in store.Import) error {
		for i := range 45 { // 5 MB
			if _, err := in.Put(storetest.Doc(fmt.Sprint(i), "Title", strings.Repeat("Text. ", 20_000))); err != nil {
				return err
			}
		}
		return nil
	}
	_, err := s.Import(t.Context(), "a", func(in store.Import) error {
		must(t, large(in))
		defer sqlite.SetLease(-time.Minute)()
		_, err := other.Import(t.Context(), "b", large)
		return err
	})
	oneLine(t, err, store.ErrTooSlow, path)
	stats, err := s.Stats(t.Context())
	must(t, err)
	if problems, err := s.Check(t.Context()); err != nil || problems != nil || stats.Releases != 45 {
		t.Errorf("%d releases, %v, %v", stats.Releases, problems, err)
	}
	if _, err := s.Import(t.Context(), "a", large); err != nil {
		t.Error(err)
	}
	must(t, s.Close())
	must(t, other.Close())
}

// TestClosed uses a store that is closed.
func TestClosed(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "archive.db"))
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	must(t, s.Close())
	must(t, s.Close())
	if _, err := s.Sources(t.Context()); !errors.Is(err, store.ErrClosed) {
		t.Error(err)
	}
}

// TestStrangePaths keeps archives at paths that a URL or a pattern would read
// otherwise.
func TestStrangePaths(t *testing.T) {
	for _, name := range []string{"a b.db", "a%20b.db", "a?mode=memory.db", "a#b.db", "한국.db", "*.db", "a&b=c.db"} {
		if runtime.GOOS == "windows" && strings.ContainsAny(name, "?*") {
			continue
		}
		dir := t.TempDir()
		s := openAt(t, filepath.Join(dir, name))
		storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
		must(t, s.Backup(t.Context(), filepath.Join(dir, "backup "+name)))
		must(t, s.Close())
		for _, name := range []string{name, "backup " + name} {
			if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
				t.Error(err)
			}
		}
	}
}
