package sqlite_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// releasesOf returns the releases that can be read, by number, with their texts, and what
// is wrong with the rest.
func releasesOf(t *testing.T, s store.Store) (map[int]string, error) {
	t.Helper()
	all := map[int]string{}
	_, err := s.Texts(t.Context(), store.Generation{}, func(c store.Change, text string) error {
		all[c.Number] = fmt.Sprint(c.ID, " ", c.Source, " ", c.Address, " ", c.Version, " ", c.Title, " ", c.Added, " ", text)
		return nil
	})
	return all, err
}

// TestCutArchive cuts an archive at many places: it opens on what is left, which is right,
// and all that can be read is saved in another one.
func TestCutArchive(t *testing.T) {
	file, _ := smallArchive(t)
	dir := t.TempDir()
	wholePath := filepath.Join(dir, "whole.db")
	must(t, os.WriteFile(wholePath, file, 0o600))
	whole := openAt(t, wholePath)
	want, err := releasesOf(t, whole)
	must(t, err)
	wantMarks, err := whole.Marks(t.Context(), "me")
	must(t, err)
	opened, most := 0, 0
	for i := range 20 {
		size := 1 + i*len(file)/20 + i*37
		path := filepath.Join(dir, fmt.Sprint("cut", i, ".db"))
		must(t, os.WriteFile(path, file[:size], 0o600))
		s, err := sqlite.Open(t.Context(), path)
		if err != nil {
			oneLine(t, err, kindOfCut(err), path)
			continue
		}
		opened++
		got, err := releasesOf(t, s)
		oneLine(t, err, store.ErrDamaged, path)
		for n, r := range got {
			if r != want[n] {
				t.Errorf("cut at %d release %d is %s, want %s", size, n, r, want[n])
			}
		}
		_, err = s.Import(t.Context(), "feed", storetest.PutAll(nil))
		oneLine(t, err, store.ErrDamaged, path)
		oneLine(t, s.Mark(t.Context(), "me", store.Batch{Values: map[string]string{"a": "b"}}), store.ErrDamaged, path)

		saved := filepath.Join(dir, fmt.Sprint("saved", i, ".db"))
		r, err := s.Recover(t.Context(), saved)
		must(t, s.Close())
		if now, _ := os.ReadFile(path); string(now) != string(file[:size]) {
			t.Errorf("the archive that was cut at %d has changed", size)
		}
		if err != nil {
			oneLine(t, err, store.ErrDamaged, path)
			if len(got) > 0 {
				t.Errorf("of %d releases nothing is saved: %v", len(got), err)
			}
			continue
		}
		most = max(most, r.Releases)
		if r.Releases+r.Lost != len(want) || r.Releases < len(got) {
			t.Errorf("cut at %d, %d releases can be read, and %+v is saved", size, len(got), r)
		}
		new := openAt(t, saved)
		problems, err := new.Check(t.Context())
		if err != nil || len(problems) > 0 {
			t.Errorf("what was saved is wrong: %v, %v", problems, err)
		}
		again, err := releasesOf(t, new)
		must(t, err)
		for n, r := range got {
			if again[n] != r {
				t.Errorf("release %d is saved as %s, want %s", n, again[n], r)
			}
		}
		m, err := new.Marks(t.Context(), "me")
		must(t, err)
		if r.LostMarks == 0 && r.Readers > 0 && storetest.DumpMarks(m) != storetest.DumpMarks(wantMarks) {
			t.Errorf("the marks are %s, want %s", storetest.DumpMarks(m), storetest.DumpMarks(wantMarks))
		}
		storetest.Put(t, new, "feed", storetest.Doc("new", "New", "Text."))
		must(t, new.Close())
	}
	t.Logf("%d of 20 were opened, and at most %d of %d releases saved", opened, most, len(want))
	if opened < 15 || most < len(want)/2 {
		t.Errorf("%d of 20 were opened, and at most %d of %d releases saved", opened, most, len(want))
	}
}

// kindOfCut is the kind of the error of what is left of an archive without a whole page.
func kindOfCut(err error) error {
	for _, kind := range []error{store.ErrForeign, store.ErrDamaged} {
		if errors.Is(err, kind) {
			return kind
		}
	}
	return store.ErrDamaged
}

// TestRecoverWhole saves all of an archive that is whole: versions, states, and what is to
// be undone too.
func TestRecoverWhole(t *testing.T) {
	file, _ := smallArchive(t)
	path := filepath.Join(t.TempDir(), "archive.db")
	must(t, os.WriteFile(path, file, 0o600))
	s := openAt(t, path)
	_, err := s.Import(t.Context(), "board", func(in store.Import) error {
		return in.Vanish("https://example.org/eng/article/EATCLdfa319ada/7/view")
	})
	must(t, err)
	must(t, s.RemoveReleases(t.Context(), []int{9}))
	want := dump(t, s)
	wantReleases, err := releasesOf(t, s)
	must(t, err)
	saved := path + ".saved"
	r, err := s.Recover(t.Context(), saved)
	must(t, err)
	if r != (sqlite.Recovered{Releases: 124, Versions: 154 - 2, Readers: 2}) && r.Lost+r.LostVersions+r.LostMarks > 0 {
		t.Errorf("it comes to %+v", r)
	}
	_, err = s.Recover(t.Context(), saved)
	oneLine(t, err, store.ErrExists, saved)
	new := openAt(t, saved)
	if got := dump(t, new); got != want {
		t.Errorf("it has\n%s", firstDifference(got, want))
	}
	releases, err := releasesOf(t, new)
	must(t, err)
	for n := range wantReleases {
		if releases[n] != wantReleases[n] {
			t.Errorf("release %d is %s, want %s", n, releases[n], wantReleases[n])
		}
	}
	c, found, err := new.Find(t.Context(), "board", "https://example.org/eng/article/EATCLdfa319ada/8/view")
	if err != nil || !found || c.State != store.Removed || c.Since.IsZero() {
		t.Errorf("what was removed is %+v, %v", c, err)
	}
	a, err := new.Undo(t.Context(), "me", c.Since.AddDate(-1, 0, 0))
	if err != nil || !slices.Equal(a.Numbers, []int{7}) {
		t.Errorf("undone is %+v, %v", a, err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); len(entries) > 6 || err != nil {
		t.Errorf("beside it are %v, %v", entries, err)
	}
}

// TestDamagedOlderArchive opens archives of an older schema, one with pages that cannot be
// read and one without its end: both are brought up to date, so that what is left is read
// and saved, after a copy of all bytes was put aside. One that is whole is as it was.
func TestDamagedOlderArchive(t *testing.T) {
	newer, _ := smallArchive(t)
	whole := filepath.Join(t.TempDir(), "whole.db")
	must(t, os.WriteFile(whole, newer, 0o600))
	s := openAt(t, whole)
	want, err := releasesOf(t, s)
	must(t, err)
	must(t, s.Close())
	execute(t, whole, "ALTER TABLE releases DROP COLUMN page; PRAGMA user_version = 3")
	file, err := os.ReadFile(whole)
	must(t, err)
	middle := len(file) / 2 / 8192 * 8192
	pages := slices.Concat(file[:middle], make([]byte, 2*8192), file[middle+2*8192:])
	for name, damaged := range map[string][]byte{
		"whole":  file,
		"pages":  pages,
		"a log":  pages, // that who wrote last has left
		"no end": file[:len(file)-3*8192-1],
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "archive.db")
		must(t, os.WriteFile(path, damaged, 0o600))
		if name == "a log" {
			leaveLog(t, path)
		}
		s := openAt(t, path)
		got, err := releasesOf(t, s)
		if isWhole := name == "whole"; isWhole != (len(got) == len(want)) || isWhole != (err == nil) || len(got) == 0 {
			t.Errorf("%s: %d of %d releases are read: %v", name, len(got), len(want), err)
		}
		for n, r := range got {
			if r != want[n] {
				t.Errorf("%s: release %d is %s, want %s", name, n, r, want[n])
			}
		}
		aside := asides(t, dir)
		if len(aside) != 1 {
			t.Fatalf("%s: the copies that were put aside are %v", name, aside)
		}
		if kept, _ := os.ReadFile(aside[0]); name != "whole" && (string(kept) == string(damaged)) == (name == "a log") { // its log is put into it before
			t.Errorf("%s: %s has not the bytes of the archive", name, aside[0])
		}
		r, err := s.Recover(t.Context(), filepath.Join(dir, "saved.db"))
		if must(t, err); r.Releases < len(got) || r.Releases+r.Lost != len(want) {
			t.Errorf("%s: %+v is saved of %d", name, r, len(want))
		}
		must(t, s.Close())
	}
}

// leaveLog writes to an archive what stays in its log, as where a process is killed.
func leaveLog(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	_, err = db.Exec("PRAGMA journal_mode = wal; CREATE TABLE passing (x); DROP TABLE passing")
	must(t, err)
	file, err := os.ReadFile(path)
	must(t, err)
	log, err := os.ReadFile(path + "-wal")
	must(t, err)
	must(t, db.Close())
	must(t, os.WriteFile(path, file, 0o600))
	must(t, os.WriteFile(path+"-wal", log, 0o600))
}

// TestRecoverIntoNothing names a folder that is not there, and one that takes no file: the
// error is of the new file, by its name.
func TestRecoverIntoNothing(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, filepath.Join(dir, "archive.db"))
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	for _, path := range []string{filepath.Join(dir, "none", "saved.db"), filepath.Join(s.Path(), "saved.db")} {
		_, err := s.Recover(t.Context(), path)
		if err == nil || !strings.HasPrefix(err.Error(), "archive "+path+": ") || strings.Contains(err.Error(), ".new") {
			t.Errorf("the error is %v, and must be of %s", err, path)
		}
	}
}

// An archive that is short by less than a page is cut off too, and not written; one with
// something behind its end is whole.
func TestCutWithinPage(t *testing.T) {
	file, _ := smallArchive(t)
	for _, bytes := range []int{-1, -100, 1} {
		path := filepath.Join(t.TempDir(), "a.db")
		now := append(slices.Clone(file), 0)[:len(file)+bytes]
		must(t, os.WriteFile(path, now, 0o600))
		s := openAt(t, path)
		_, stats := s.Stats(t.Context())
		compact := s.Compact(t.Context())
		if bytes > 0 {
			must(t, stats)
			must(t, compact)
			continue
		}
		oneLine(t, stats, store.ErrDamaged, path)
		oneLine(t, compact, store.ErrDamaged, path)
		left, err := os.ReadFile(path)
		must(t, err)
		equal(t, "whether the file stays", string(left) == string(now), true)
	}
}
