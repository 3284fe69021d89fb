package sqlite_test

import (
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// smallArchive makes an archive with something in each table, and returns its
// bytes and all that is in it.
func smallArchive(t *testing.T) (file []byte, all string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	random := rand.New(rand.NewPCG(7, 7))
	var docs []data.Document
	for i := range 120 {
		docs = append(docs, release(random, i, 800))
	}
	storetest.Put(t, s, "board", docs...)
	for i := range 30 {
		docs[i].Body += " Corrected."
	}
	storetest.Put(t, s, "board", docs[:30]...)
	storetest.Put(t, s, "feed", docs[:5]...)
	must(t, s.PutSource(t.Context(), store.Source{Name: "followed", Address: "https://example.org/feed"}))
	for _, reader := range []string{"me", "SHA256:you"} {
		must(t, s.Mark(t.Context(), reader, store.Batch{
			Actions: []store.Action{
				{On: true, Numbers: []int{1, 2, 3, 100}, Time: time.Unix(1763107200, 0)},
				{Mark: store.Starred, On: true, Numbers: []int{7}, Time: time.Now()},
			},
			Lines: map[int]int{3: 40}, Searches: []store.Search{{Name: "Chips", Query: "chips"}}, Values: map[string]string{"view": "is:unread"},
		}))
	}
	all = everything(t, s)
	must(t, s.Close())
	file, err := os.ReadFile(path)
	must(t, err)
	return file, all
}

// everything is all that a store has, and what changed since it began.
func everything(t *testing.T, s store.Store) string {
	text, err := readAll(t, s)
	must(t, err)
	return text
}

func readAll(t *testing.T, s store.Store) (string, error) {
	text, err := storetest.Dump(t.Context(), s)
	if err != nil {
		return "", err
	}
	for number := 1; number <= 125; number += 3 {
		c, err := s.Document(t.Context(), number)
		if err != nil {
			return "", err
		}
		text += fmt.Sprint("document ", c, "\n")
		found, there, err := s.Find(t.Context(), c.Source, c.Address)
		if err != nil {
			return "", err
		}
		text += fmt.Sprint("found ", found, there, "\n")
	}
	numbers := []int{7, 119, 3, 4, 5, 120}
	err = s.Bodies(t.Context(), numbers, func(b store.Body) error {
		text += fmt.Sprint("body ", b, "\n")
		return b.Err
	})
	return text, err
}

// damagedIs opens a damaged archive and reads all of it: it must be right, or the
// error clear. Where all is right, the next import must go well or have a clear
// error too.
func damagedIs(t *testing.T, what string, file []byte, all string) (err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "archive.db")
	must(t, os.WriteFile(path, file, 0o600))
	defer os.RemoveAll(filepath.Dir(path))
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		return tellsDamage(t, what, err)
	}
	defer s.Close()
	got, err := readAll(t, s)
	if err != nil {
		return tellsDamage(t, what, err)
	}
	if got != all {
		t.Errorf("%s: what is read is wrong, without an error:\n%s", what, firstDifference(got, all))
		return nil
	}
	if _, err := s.Import(t.Context(), "feed", func(in store.Import) error {
		_, err := in.Put(storetest.Doc("new", "New", "Text."))
		return err
	}); err != nil {
		return tellsDamage(t, what, err)
	}
	d, err := s.Document(t.Context(), 126)
	if err != nil {
		return tellsDamage(t, what, err)
	}
	if d.Title != "New" {
		t.Errorf("%s: what was brought in is %q", what, d.Title)
	}
	return nil
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return g[i] + "\nwant\n" + w[i]
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// tellsDamage fails where an error does not tell of damage.
func tellsDamage(t *testing.T, what string, err error) error {
	t.Helper()
	known := false // one byte of the header says that the file may not be written
	for _, kind := range []error{store.ErrDamaged, store.ErrForeign, store.ErrNewer, store.ErrReadOnly} {
		known = known || errors.Is(err, kind)
	}
	if !known {
		t.Errorf("%s: the error is %v", what, err)
	}
	if text := err.Error(); strings.Contains(text, "\n") || !strings.Contains(text, "archive.db") {
		t.Errorf("%s: the error is %q: want one line that names the file", what, text)
	}
	return err
}

// TestFlippedBytes changes a byte in each page in turn.
func TestFlippedBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	file, all := smallArchive(t)
	random := rand.New(rand.NewPCG(8, 8))
	const page = 8192
	noticed, tries := 0, 0
	try := func(at int) {
		damaged := append([]byte(nil), file...)
		damaged[at] ^= byte(1 + random.IntN(255))
		tries++
		if damagedIs(t, fmt.Sprintf("byte %d of page %d", at%page, at/page+1), damaged, all) != nil {
			noticed++
		}
	}
	for range *rounds {
		for from := 0; from < len(file); from += page * slower {
			try(from + random.IntN(page))
			try(from + random.IntN(12)) // the page's header
		}
		for range 10 {
			try(random.IntN(100)) // the file's header
		}
	}
	t.Logf("%d of %d were noticed", noticed, tries)
	if noticed < tries/4 {
		t.Errorf("only %d of %d were noticed", noticed, tries)
	}
}

// TestDamagedFiles opens what is left of an archive, and what never was one.
func TestDamagedFiles(t *testing.T) {
	file, all := smallArchive(t)
	random := rand.New(rand.NewPCG(9, 9))
	for _, n := range []int{0, 1, 15, 16, 99, 100, 512, 4096, 8191, 8192, 8193, len(file) / 2, len(file) - 8192, len(file) - 1} {
		if damagedIs(t, fmt.Sprintf("cut at %d", n), file[:n], all) == nil {
			t.Errorf("cut at %d of %d: there is no error", n, len(file))
		}
	}
	for _, n := range []int{1, 100, 10_000, 100_000} {
		noise := make([]byte, n)
		for i := range noise {
			noise[i] = byte(random.Uint32())
		}
		if damagedIs(t, fmt.Sprint(n, " random bytes"), noise, all) == nil {
			t.Errorf("%d random bytes: there is no error", n)
		}
	}
	for range 20 * *rounds { // some of the middle
		damaged := append([]byte(nil), file...)
		from := random.IntN(len(file))
		for i := range damaged[from:min(from+random.IntN(20_000), len(file))] {
			damaged[from+i] = byte(random.Uint32())
		}
		damagedIs(t, fmt.Sprintf("random bytes from %d on", from), damaged, all)
	}
}

// TestReadsWhatItCan loses a page of releases: the others are read, and the error
// says how many are not.
func TestReadsWhatItCan(t *testing.T) {
	file, _ := smallArchive(t)
	at := strings.Index(string(file), "Minister discusses item 60 ")
	if at < 0 {
		t.Fatal("the headline is not there")
	}
	for name, damage := range map[string]func([]byte){
		"a row":  func(file []byte) { file[at] = 'm' },
		"a page": func(file []byte) { page := at / 8192 * 8192; clear(file[page : page+8192]) },
	} {
		damaged := append([]byte(nil), file...)
		damage(damaged)
		path := filepath.Join(t.TempDir(), "archive.db")
		must(t, os.WriteFile(path, damaged, 0o600))
		s := openAt(t, path)
		read := map[int]bool{}
		_, err := s.Changes(t.Context(), store.Generation{}, func(c store.Change) error {
			read[c.Number] = true
			return nil
		})
		oneLine(t, err, store.ErrDamaged, path)
		lost := 125 - len(read)
		if !strings.Contains(err.Error(), fmt.Sprintf("%d of 125 releases cannot be read", lost)) {
			t.Errorf("%s: %d are lost, and the error is %v", name, lost, err)
		}
		if name == "a row" && lost != 1 || lost == 0 || lost > 60 || !read[1] || !read[125] {
			t.Errorf("%s: %d of 125 were read", name, len(read))
		}
		if problems, err := s.Check(t.Context()); err != nil || len(problems) == 0 {
			t.Errorf("%s: the check finds %v, %v", name, problems, err)
		}
	}
}

// TestReadsTextsItCan changes a text: the others are read, and the error says how
// many are not.
func TestReadsTextsItCan(t *testing.T) {
	file, _ := smallArchive(t)
	path := filepath.Join(t.TempDir(), "archive.db")
	must(t, os.WriteFile(path, file, 0o600))
	s := openAt(t, path)
	d, err := s.Document(t.Context(), 60)
	must(t, err)
	must(t, s.Close())
	at := strings.Index(string(file), d.Body)
	if at < 0 || d.Body == "" {
		t.Fatal("the text is not there")
	}
	file[at] ^= 1
	must(t, os.WriteFile(path, file, 0o600))
	read := 0
	_, err = openAt(t, path).Texts(t.Context(), store.Generation{}, func(c store.Change, text string) error {
		if read++; c.Number == 60 || text == "" {
			t.Errorf("release %d has the text %q", c.Number, text)
		}
		return nil
	})
	oneLine(t, err, store.ErrDamaged, path)
	if read != 124 || !strings.Contains(err.Error(), "1 of the texts cannot be read") {
		t.Errorf("%d of 125 texts were read, and the error is %v", read, err)
	}
}

// TestReadsWithoutFacts damages the rows that all others are read by: releases and
// texts are there all the same, with an error, and nothing is written.
func TestReadsWithoutFacts(t *testing.T) {
	file, _ := smallArchive(t)
	for name, test := range map[string]struct {
		statement string
		source    string // of release 1
	}{
		"facts":     {"UPDATE facts SET numbers = 7", "board"},
		"no facts":  {"DELETE FROM facts", "board"},
		"source":    {"UPDATE sources SET name = 'bored' WHERE name = 'board'", "lost source 1"},
		"no source": {"DELETE FROM sources WHERE name = 'followed'", "board"},
		"commits":   {"DELETE FROM commits", "board"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "archive.db")
			must(t, os.WriteFile(path, file, 0o600))
			execute(t, path, test.statement)
			s := openAt(t, path)
			read := 0
			_, err := s.Changes(t.Context(), store.Generation{}, func(store.Change) error { read++; return nil })
			oneLine(t, err, store.ErrDamaged, path)
			if read != 125 {
				t.Errorf("%d of 125 releases were read", read)
			}
			d, err := s.Document(t.Context(), 1)
			if err != nil || d.Source != test.source || !strings.HasSuffix(d.Body, " Corrected.") {
				t.Errorf("release 1 is of %s, %v", d.Source, err)
			}
			if problems, err := s.Check(t.Context()); err != nil || len(problems) == 0 {
				t.Errorf("the check finds %v, %v", problems, err)
			}
			_, err = s.Import(t.Context(), "feed", func(in store.Import) error {
				_, err := in.Put(storetest.Doc("new", "New", "Text."))
				return err
			})
			if name != "commits" {
				oneLine(t, err, store.ErrDamaged, path)
			}
			must(t, s.Close())
		})
	}
}

// TestSwappedPages has the last leaf of the releases and the page of facts change places:
// those before are read and saved all the same, and it is told that more may be lost.
func TestSwappedPages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	var docs []data.Document
	for i := range 300 {
		docs = append(docs, storetest.Doc(fmt.Sprint(i), fmt.Sprint("Release ", i), "Text."))
	}
	storetest.Put(t, s, "a", docs...)
	must(t, s.Close())
	const size = 8192
	root := map[string]int{}
	func() {
		db, err := sql.Open("sqlite", path)
		must(t, err)
		defer db.Close()
		for _, table := range []string{"facts", "releases"} {
			var n int
			must(t, db.QueryRow("SELECT rootpage FROM sqlite_master WHERE name = ?", table).Scan(&n))
			root[table] = n
		}
	}()
	file, err := os.ReadFile(path)
	must(t, err)
	page := func(n int) []byte { return file[(n-1)*size : n*size] }
	last := page(int(binary.BigEndian.Uint32(page(root["releases"])[8:]))) // the right-most child
	kept := slices.Clone(last)
	copy(last, page(root["facts"]))
	copy(page(root["facts"]), kept)
	must(t, os.WriteFile(path, file, 0o600))
	s = openAt(t, path)
	got, err := releasesOf(t, s)
	oneLine(t, err, store.ErrDamaged, path)
	stats, err := s.Stats(t.Context())
	oneLine(t, err, store.ErrDamaged, path)
	r, err := s.Recover(t.Context(), filepath.Join(t.TempDir(), "saved.db"))
	must(t, err)
	if len(got) < 100 || stats.Releases != len(got) || r.Releases != len(got) || !r.Uncounted {
		t.Errorf("%d of 300 are read, %d are counted, and saved is %+v", len(got), stats.Releases, r)
	}
}
