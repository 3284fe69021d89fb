package model

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/store/storetest"
)

// Who the releases of an archive with much text name is read once.
func TestNamesBesideAnArchive(t *testing.T) {
	s := storetest.New(t)
	var list []data.Document
	for n := range 300 {
		list = append(list, release(fmt.Sprint(n), fmt.Sprint("Release ", n), 20251114, strings.Repeat("Minister Kim Jung-kwan said so. ", 70)))
	}
	keep(t, s, list...)
	path := filepath.Join(t.TempDir(), "archive.db")
	for range 2 {
		k := NewArchive(s, "archive", "")
		k.KeepIndexes(path, nil)
		lib := renewed(t, k)
		equal(t, "how many name him", len(strings.Fields(finds(t, lib, `person:"Kim Jung-kwan"`))), 300)
		_ = lib.Close()
	}
	if IndexBytes(path) == 0 {
		t.Error("nothing is kept beside the archive")
	}
	// An archive with little text has no files.
	small := storetest.New(t)
	keep(t, small, list[:3]...)
	k := NewArchive(small, "archive", "")
	k.KeepIndexes(path+"2", nil)
	lib := renewed(t, k)
	defer lib.Close()
	equal(t, "how many name him", finds(t, lib, `person:"Kim Jung-kwan" said`), "[1 2 3]")
	if IndexBytes(path+"2") != 0 {
		t.Error("the indexes of a small archive are kept beside it")
	}
}

// The index of an archive with much text is kept beside it, and is there for the next
// process; one that is damaged is removed when it is checked, or made anew with a word
// when it is used.
func TestIndexesBesideAnArchive(t *testing.T) {
	s := storetest.New(t)
	var list []data.Document
	for n := range 300 {
		list = append(list, release(fmt.Sprint(n), fmt.Sprint("Release ", n), 20251114, strings.Repeat(fmt.Sprint("Word", n, " and others. "), 200)))
	}
	keep(t, s, list...)
	path := filepath.Join(t.TempDir(), "archive.db")
	search := func() (told []data.Problem) {
		t.Helper()
		k := NewArchive(s, "archive", "")
		k.KeepIndexes(path, func(q data.Problem) { told = append(told, q) })
		lib := renewed(t, k)
		defer lib.Close()
		equal(t, "what has a word", finds(t, lib, "word7"), "[8]")
		return told
	}
	if told := search(); len(told) > 0 || IndexBytes(path) == 0 {
		t.Errorf("told is %v, and %d bytes are beside the archive", told, IndexBytes(path))
	}
	before, err := os.Stat(path + textsEnding)
	if err != nil {
		t.Fatal(err)
	}
	keep(t, s, release("7", "Release 7", 20251114, "It has Word7 still."))
	if removed, err := CheckIndexes(t.Context(), path); len(removed) > 0 || err != nil {
		t.Errorf("a whole one is removed: %v, %v", removed, err)
	}
	told := search()
	after, err := os.Stat(path + textsEnding)
	if err != nil || len(told) > 0 || !os.SameFile(before, after) {
		t.Errorf("it is made anew: %v, %v", told, err)
	}

	spoil := func() {
		if err := os.Truncate(path+textsEnding, 20_000); err != nil {
			t.Fatal(err)
		}
	}
	spoil()
	if told := search(); len(told) != 1 || told[0].Place.File != path+textsEnding || !strings.Contains(told[0].What, "made anew") {
		t.Errorf("of a damaged one is told %v", told)
	}
	spoil()
	removed, err := CheckIndexes(t.Context(), path)
	if !slices.Equal(removed, []string{path + textsEnding}) || err != nil || IndexBytes(path) != 0 {
		t.Errorf("removed are %v, %v", removed, err)
	}
	if removed, err := CheckIndexes(t.Context(), path); len(removed) > 0 || err != nil {
		t.Errorf("where there is none: %v, %v", removed, err)
	}
}
