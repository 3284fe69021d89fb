package texts_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
)

// hold applies changes to a snapshot and to its index.
func hold(t *testing.T, a *texts.Index, s *snapshot.Snapshot, changes ...snapshot.Change) *snapshot.Snapshot {
	t.Helper()
	s = s.Apply(changes)
	if err := texts.Apply(t.Context(), a, s, changes); err != nil {
		t.Fatal(err)
	}
	return s
}

func document(day int, title, body string) *data.Document {
	return &data.Document{Release: data.Release{Date: data.Date(day), Title: title}, Body: body}
}

// What was added or corrected is found from then on, and what was deleted or stood
// in the text before is not.
func TestApply(t *testing.T) {
	s, _ := snapshot.New([]data.Document{*document(20251101, "Tariffs", "On steel."), *document(20251102, "Ports", "Of Busan.")})
	a := index(t, s)
	first := s
	finds := func(query string, want ...int32) {
		t.Helper()
		if got, err := newest(t.Context(), a, s, parsed(t, query)); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s finds %v, %v, want %v", query, got, err, want)
		}
	}
	finds("steel", 0)
	s = hold(t, a, s, snapshot.Change{Number: 2, Document: document(20251101, "Steel", "Of ports.")}, snapshot.Change{Number: 5, Document: document(20251103, "Chips", "Of steel.")})
	finds("steel", 5, 0, 2)
	finds("port", 1, 2)
	finds(`"of st*" OR st*`, 5, 0, 2)
	s = hold(t, a, s, snapshot.Change{Number: 0, Document: document(20251104, "Tariffs", "On aluminium.")}, snapshot.Change{Number: 1})
	finds("steel", 5, 2)
	finds("alu*", 0)
	finds("port", 2)
	finds("-steel", 0)
	// Of changes of one release the last one holds; what is not there is deleted in vain.
	s = hold(t, a, s, snapshot.Change{Number: 2}, snapshot.Change{Number: 2, Document: document(20251101, "Ships", "")}, snapshot.Change{Number: 9}, snapshot.Change{Number: 1})
	finds("ship", 2)
	finds("steel", 5)
	s = hold(t, a, s)
	finds("ship", 2)
	// Who has an older snapshot is given nothing that is not in it.
	for range 2 {
		now := s
		s = first
		finds("chips")
		finds("tariff", 0)
		finds("steel")
		s = now
		finds("steel", 5)
	}
}

// A change that is under way is not withdrawn: the index would be of no more use.
func TestApplyIsWhole(t *testing.T) {
	s := generate(1, 300)
	a := index(t, s)
	var changes []snapshot.Change
	for n := range 300 {
		changes = append(changes, snapshot.Change{Number: n, Document: snapshottest.Document(s, 299-n)})
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(time.Millisecond, cancel)
	if err := texts.Apply(ctx, a, s.Apply(changes), changes); err == nil {
		s = s.Apply(changes)
	} else if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	check(t, a, s, newReference(), parsed(t, "korea -p*"))
}

// After any changes an index finds what is in the snapshot.
func TestApplyAgrees(t *testing.T) {
	s := small(t)
	a := index(t, s)
	from := generate(1, 60)
	random, reference := rand.New(rand.NewPCG(1, 2)), newReference()
	queries := []string{
		"korea", "trade", "ex*", "a* OR 반도", "-the", "ko* -trade", "ㅅㅇㅂ", "반도체", `"korea industry" OR "the of"`, "korea’s*", "title:korea", "-p*",
	}
	for range 12 {
		var changes []snapshot.Change
		for range 1 + random.IntN(12) {
			c := snapshot.Change{Number: random.IntN(s.End() + 3)}
			if random.IntN(3) > 0 {
				c.Document = snapshottest.Document(from, random.IntN(from.Len()))
				if random.IntN(4) == 0 && s.Has(c.Number) {
					c.Document = snapshottest.Document(s, c.Number)
				}
			}
			changes = append(changes, c)
		}
		s = hold(t, a, s, changes...)
		for _, query := range queries {
			check(t, a, s, reference, parsed(t, query))
		}
	}
}

// An index to which changes came in 400 batches is about as large as a fresh one, and
// finds the same.
func TestManyBatches(t *testing.T) {
	if testing.Short() {
		t.Skip("400 batches")
	}
	all := generate(1, 5000)
	var documents []data.Document
	for n := range 1000 {
		documents = append(documents, *snapshottest.Document(all, n))
	}
	s, _ := snapshot.New(documents)
	a := index(t, s)
	for n := 1000; n < 4200; n += 8 {
		var changes []snapshot.Change
		for i := range 8 {
			changes = append(changes, snapshot.Change{Number: n + i, Document: snapshottest.Document(all, n+i)})
		}
		changes = append(changes, snapshot.Change{Number: n / 3, Document: snapshottest.Document(all, 5000-n/8)}, snapshot.Change{Number: n / 5})
		s = hold(t, a, s, changes...)
	}
	fresh := index(t, s)
	if grown, whole := texts.Size(t, a), texts.Size(t, fresh); grown > whole+whole/10 {
		t.Errorf("an index of 400 batches takes %d bytes, a fresh one %d", grown, whole)
	}
	for _, query := range []string{"pre*", "export trade", `"korea industry"`, "-semiconductor"} {
		got, err := newest(t.Context(), a, s, parsed(t, query))
		want, err2 := newest(t.Context(), fresh, s, parsed(t, query))
		if err != nil || err2 != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %d hits, of a fresh index %d, %v, %v", query, len(got), len(want), err, err2)
		}
	}
}

// Making an index can be cancelled, and a change of it.
func TestTempIsCancelled(t *testing.T) {
	s := generate(1, 1200)
	a := index(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(time.Millisecond, cancel)
	if _, err := texts.New(ctx, s); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled index: %v", err)
	}
	if err := texts.Apply(ctx, a, s, []snapshot.Change{{Number: 1}}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled change: %v", err)
	}
	check(t, a, s, newReference(), parsed(t, "korea"))
}

// A large snapshot is indexed in a file that is gone when the index is, and
// that has no name meanwhile where that is possible.
func TestTempFile(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
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
	a, err := texts.New(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if left := files(); runtime.GOOS == "linux" && len(left) > 0 {
		t.Errorf("while it is used there is %v", left)
	}
	if hits, err := newest(t.Context(), a, c, parsed(t, "korea")); err != nil || len(hits) == 0 {
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
	if _, err := newest(t.Context(), a, c, parsed(t, "korea")); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("a search after closing: %v", err)
	}
	if err := texts.Apply(t.Context(), a, c, nil); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("a change after closing: %v", err)
	}

	t.Setenv("TMPDIR", filepath.Join(dir, "missing"))
	if _, err := texts.New(t.Context(), c); runtime.GOOS == "linux" && (err == nil || !strings.Contains(err.Error(), "TMPDIR")) {
		t.Errorf("without a place for the file: %v", err)
	}
}

// Where a change of an index fails, as on a full disk, another one is made in its place.
func TestDiskFull(t *testing.T) {
	s := small(t)
	a := index(t, s)
	texts.Fill(t, a)
	var changes []snapshot.Change
	for n := range 200 {
		changes = append(changes, snapshot.Change{Number: 100 + n, Document: document(20251101, fmt.Sprint("Notice ", n), strings.Repeat(fmt.Sprint("word", n, " "), 500))})
	}
	s = hold(t, a, s, changes...)
	for _, query := range []string{"korea", "word7", "notice"} {
		check(t, a, s, newReference(), parsed(t, query))
	}
}
