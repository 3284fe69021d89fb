package archive_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/archive"
	"pressroom/data/snapshot"
)

// open opens an archive in a file.
func open(t *testing.T, path string) *archive.Archive {
	t.Helper()
	a, err := archive.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

// An archive in a file, or in memory, finds what an index of the catalogue
// does; and again after it was closed.
func TestKeeps(t *testing.T) {
	c := small(t)
	s := newReference()
	half := c.Len() / 2
	for _, name := range []string{"", "a.db", "a name? with #signs & 100%.db", "한글.db"} {
		path := name
		if name != "" {
			path = filepath.Join(t.TempDir(), name)
		}
		a := open(t, path)
		for _, part := range [][2]int{{0, half}, {half, c.Len()}} { // in two goes
			if err := a.Add(t.Context(), some(c, part[0], part[1]), nil); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if a.Len() != c.Len() {
				t.Fatalf("%q: %d releases, want %d", name, a.Len(), c.Len())
			}
			for _, query := range []string{"korea", "semicon*", "반도", "ㅅㅇㅂ", "ai-driv*", "-korea", `"advanced packaging"`, "a* OR 반도"} {
				check(t, a, c, s, parsed(t, query))
			}
			kept, err := a.Releases(t.Context())
			if err != nil || len(kept) != c.Len() {
				t.Fatalf("%q: %d releases come back, %v", name, len(kept), err)
			}
			for i := range kept {
				want := *c.Document(i)
				want.Number, want.Address, want.Source, want.Version = 0, "", "", ""
				if kept[i] != want {
					t.Fatalf("%q: %+v came back as %+v", name, *c.Document(i), kept[i])
				}
			}
			if name == "" {
				break
			}
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			a = open(t, path)
		}
	}
}

// some yields a part of a catalogue.
func some(c *snapshot.Snapshot, from, to int) func(func(*data.Document) bool) {
	return func(yield func(*data.Document) bool) {
		for i := from; i < to; i++ {
			if !yield(c.Document(i)) {
				return
			}
		}
	}
}

func TestAddTwice(t *testing.T) {
	c := small(t)
	a := open(t, filepath.Join(t.TempDir(), "a.db"))
	if err := a.Add(t.Context(), archive.All(c), nil); err != nil {
		t.Fatal(err)
	}
	err := a.Add(t.Context(), some(c, 3, 4), nil)
	if err == nil || !strings.Contains(err.Error(), c.Document(3).ID) || !strings.Contains(err.Error(), "already") {
		t.Errorf("a release that is there already: %v", err)
	}
	if err := index(t, c).Add(t.Context(), some(c, 3, 4), nil); err == nil {
		t.Error("an index of a catalogue takes other releases")
	}
	check(t, a, c, newReference(), parsed(t, "korea"))
}

// Cancelled or not, an archive is whole, and what is missing can be added.
func TestCancelAdd(t *testing.T) {
	c := generate(1, 3000)
	a := open(t, filepath.Join(t.TempDir(), "a.db"))
	ctx, cancel := context.WithCancel(t.Context())
	err := a.Add(ctx, archive.All(c), func(done int) {
		if done >= 1000 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || a.Len() != 0 {
		t.Fatalf("cancelled: %v, and %d releases", err, a.Len())
	}
	var progress []int
	err = a.Add(t.Context(), archive.All(c), func(done int) { progress = append(progress, done) })
	if err != nil || a.Len() != c.Len() {
		t.Fatalf("after it: %v, and %d releases", err, a.Len())
	}
	if n := len(progress); n < 5 || !slices.IsSorted(progress) || progress[n-1] != c.Len() {
		t.Errorf("progress was %v", progress)
	}
	if _, err := archive.Temp(ctx, c, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled index: %v", err)
	}
}

// A large catalogue is indexed in a file that is gone when the index is, and
// that has no name meanwhile where that is possible.
func TestTempFile(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, dir)
	}
	files := func() []fs.DirEntry {
		list, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	c := generate(1, 3000)
	a, err := archive.Temp(t.Context(), c, func(int) {
		if left := files(); runtime.GOOS == "linux" && len(left) > 0 {
			t.Errorf("while it is made there is %v", left)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	hits, err := a.Search(t.Context(), parsed(t, "korea"), archive.Options{Limit: 1})
	if err != nil || len(hits) != 1 {
		t.Fatal(hits, err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if left := files(); len(left) > 0 {
		t.Errorf("%v stays behind", left)
	}
	if err := a.Close(); err != nil {
		t.Errorf("closed again: %v", err)
	}
	if _, err := a.Rows(t.Context(), parsed(t, "korea")); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("a search after closing: %v", err)
	}

	t.Setenv("TMPDIR", filepath.Join(dir, "missing"))
	if _, err := archive.Temp(t.Context(), c, nil); runtime.GOOS == "linux" && (err == nil || !strings.Contains(err.Error(), "TMPDIR")) {
		t.Errorf("without a place for the file: %v", err)
	}
}

// Files that are no archive are told by name, with what to do, and stay as
// they are.
func TestBrokenFiles(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.db")
	a := open(t, whole)
	if err := a.Add(t.Context(), archive.All(small(t)), nil); err != nil {
		t.Fatal(err)
	}
	a.Close()
	good, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other.db")
	newer := filepath.Join(dir, "newer.db")
	if err := os.WriteFile(newer, good, 0o666); err != nil {
		t.Fatal(err)
	}
	for path, statement := range map[string]string{other: "CREATE TABLE bookmarks (url)", newer: "PRAGMA user_version = 99"} {
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
		db.Close()
	}
	write := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for path, hint := range map[string]string{
		write("text.db", bytes.Repeat([]byte("no database "), 1000)):                        "move it away",
		write("cut.db", good[:len(good)/3]):                                                 "move it away",
		write("holes.db", append(slices.Clone(good[:100]), make([]byte, len(good)-100)...)): "move it away",
		other:                              "another program",
		newer:                              "schema 99",
		dir:                                "",
		filepath.Join(dir, "none", "a.db"): "directory",
	} {
		before, _ := os.ReadFile(path)
		a, err := archive.Open(t.Context(), path)
		if err == nil {
			_, err = a.Rows(t.Context(), parsed(t, "korea"))
			a.Close()
		}
		if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), hint) {
			t.Errorf("%s: %v, want %q", filepath.Base(path), err, hint)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Errorf("%s was changed", filepath.Base(path))
		}
	}
}

// Wherever a file is damaged, there is an error or an answer, and no panic.
func TestDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	a := open(t, path)
	if err := a.Add(t.Context(), archive.All(small(t)), nil); err != nil {
		t.Fatal(err)
	}
	a.Close()
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(good); at += len(good) / 60 {
		bad := slices.Clone(good)
		for i := at; i < min(len(bad), at+300); i++ {
			bad[i] ^= 0x5a
		}
		damaged := filepath.Join(t.TempDir(), fmt.Sprint(at, ".db"))
		if err := os.WriteFile(damaged, bad, 0o666); err != nil {
			t.Fatal(err)
		}
		a, err := archive.Open(t.Context(), damaged)
		if err != nil {
			continue
		}
		for _, query := range []string{"korea", "k*", "반도", "korea -k*", "ai-driv*"} {
			for order := archive.Best; order <= archive.Title; order++ {
				hits, err := a.Search(t.Context(), parsed(t, query), archive.Options{Order: order})
				if err == nil {
					a.Snippets(t.Context(), rows(hits), parsed(t, query))
				} else if !strings.Contains(err.Error(), damaged) {
					t.Errorf("the error does not name the file: %v", err)
				}
			}
		}
		a.Close()
	}
}

func TestReadOnlyDirectory(t *testing.T) {
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("everything may be written")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "a.db")
	_, err := archive.Open(t.Context(), path)
	if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "director") {
		t.Errorf("an archive in a directory that may not be written: %v", err)
	}
}
