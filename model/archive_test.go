package model

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot/snapshottest"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// keep imports releases into a store.
func keep(t *testing.T, s store.Store, documents ...data.Document) {
	t.Helper()
	_, err := s.Import(t.Context(), "Ministry", func(in store.Import) error {
		for _, d := range documents {
			if _, err := in.Put(d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func release(address, title string, date data.Date, body string) data.Document {
	return data.Document{Release: data.Release{Address: address, Title: title, Date: date, Category: "Energy"}, Body: body}
}

// kept tells what a library has, newest first.
func kept(lib *Library) string {
	text := ""
	for _, n := range lib.Order() {
		r := snapshottest.Document(lib.Snapshot, int(n))
		text += fmt.Sprintf("%d %s: %s; ", n, r.Title, r.Body)
	}
	return text
}

// Within a day what came last stands first, and what came together as its source has it,
// whether it is read at once or as it comes, or of the file of columns.
func TestNewestArrivedFirst(t *testing.T) {
	s := storetest.New(t)
	day := func(address, title string) data.Document { return release(address, title, 20251114, "Text.") }
	k := NewArchive(s, "archive", filepath.Join(t.TempDir(), "columns"))
	order := func(k *Archive) (titles string) {
		t.Helper()
		if _, err := k.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, n := range k.Library().Order() {
			titles += k.Library().Title(int(n)) + " "
		}
		return titles
	}
	keep(t, s, day("c", "c"), day("d", "d"), release("e", "e", 20251113, "Text."))
	equal(t, "what came at first", order(k), "c d e ")
	keep(t, s, day("a", "a"), day("b", "b"), day("d", "d"), release("f", "f", 20251112, "Text."))
	keep(t, s, release("0", "0", 20251115, "Text."), day("d", "d, corrected"), release("g", "g", 20251113, "Text."))
	const want = "0 a b c d, corrected g e f "
	equal(t, "what came later", order(k), want)
	equal(t, "all at once", order(NewArchive(s, "archive", "")), want)
	if err := k.SaveColumns(t.Context(), 0o600); err != nil {
		t.Fatal(err)
	}
	keep(t, s, day("9", "9"))
	equal(t, "after the file", order(NewArchive(s, "archive", k.columns.path)), "0 9 a b c d, corrected g e f ")
}

// What a store keeps is read with its numbers and IDs, and so is what changes.
func TestKept(t *testing.T) {
	ctx := context.Background()
	s := storetest.New(t)
	keep(t, s, release("1", "One", 20251114, "First."), release("2", "Two", 20251115, "Second."))
	k := NewArchive(s, "archive", "")
	if _, err := k.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	first := k.Library()
	equal(t, "releases", kept(first), "2 Two: Second.; 1 One: First.; ")
	if changed, err := k.Refresh(ctx); changed || err != nil || k.Library() != first {
		t.Errorf("without a change: %v, %v", changed, err)
	}

	keep(t, s, release("1", "One", 20251114, "First, corrected."), release("3", "Three", 20251116, "Third."))
	if changed, err := k.Refresh(ctx); !changed || err != nil {
		t.Fatalf("with a change: %v, %v", changed, err)
	}
	equal(t, "releases", kept(k.Library()), "3 Three: Third.; 2 Two: Second.; 1 One: First, corrected.; ")
	equal(t, "the releases before, with what texts there are", kept(first), "2 Two: Second.; 1 One: First, corrected.; ")
	fresh := NewArchive(s, "archive", "")
	if _, err := fresh.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= 3; n++ {
		d, err := s.Document(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		d.Revised = n == 1
		for _, lib := range []*Library{k.Library(), fresh.Library()} {
			equal(t, "the release", *lib.At(n), d.Release)
			equal(t, "what its ID finds", fmt.Sprint(lib.WithPrefix(d.ID)), fmt.Sprint([]int{n}))
		}
	}

	// One that is no longer at its source stays, and is known for it until it is there again.
	for _, gone := range []bool{true, false} {
		if _, err := s.Import(ctx, "Ministry", func(in store.Import) error {
			if gone {
				return in.Vanish("3")
			}
			_, err := in.Put(release("3", "Three", 20251116, "Third."))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if _, err := k.Refresh(ctx); err != nil {
			t.Fatal(err)
		}
		equal(t, "whether it is gone", k.Library().At(3).Vanished, gone)
		equal(t, "whether another is", k.Library().At(1).Vanished, false)
	}

	if err := s.RemoveReleases(ctx, []int{2}); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	equal(t, "releases", kept(k.Library()), "3 Three: Third.; 1 One: First, corrected.; ")
}

// Where another archive was put in the place of the one that was read, all is
// read again.
func TestKeptReplaced(t *testing.T) {
	ctx := context.Background()
	one, other := storetest.New(t), storetest.New(t)
	keep(t, one, release("1", "One", 20251114, "First."))
	keep(t, other, release("2", "Two", 20251115, "Second."), release("3", "Three", 20251116, "Third."))
	at := &replaceable{one}
	k := NewArchive(at, "archive", "")
	var told []string
	k.KeepIndexes(filepath.Join(t.TempDir(), "archive.db"), func(p data.Problem) { told = append(told, p.What) })
	if _, err := k.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	keep(t, one, release("4", "Four", 20251117, "Fourth."))
	if _, err := k.Refresh(ctx); err != nil || len(told) > 0 {
		t.Fatal(err, told)
	}
	at.Store = other
	if changed, err := k.Refresh(ctx); !changed || err != nil {
		t.Fatalf("it is %v, %v", changed, err)
	}
	equal(t, "releases", kept(k.Library()), "2 Three: Third.; 1 Two: Second.; ")
	if len(told) != 1 || !strings.HasPrefix(told[0], "the archive was replaced") {
		t.Errorf("a replaced archive is told of by %q", told)
	}
}

// The marks are those of the archive that was put in the place of another, also where both
// were changed as often.
func TestMarksOfReplaced(t *testing.T) {
	ctx := context.Background()
	one, other := storetest.New(t), storetest.New(t)
	mark := func(s store.Store, n int) {
		t.Helper()
		if err := s.Mark(ctx, "local", store.Batch{Actions: []store.Action{{Mark: store.Starred, On: true, Numbers: []int{n}}}}); err != nil {
			t.Fatal(err)
		}
	}
	keep(t, one, release("1", "One", 20251114, "First."), release("2", "Two", 20251115, "Second."))
	keep(t, other, release("3", "Three", 20251116, "Third."), release("4", "Four", 20251117, "Fourth."))
	mark(one, 1)
	mark(other, 2)
	at := &replaceable{one}
	k, _, r := readArchive(t, at)
	starred := func() (list []string) {
		for _, n := range r.Library().Order() {
			if n := int(n); r.IsStarred(n) {
				list = append(list, r.Library().At(n).Title)
			}
		}
		return list
	}
	equal(t, "starred", fmt.Sprint(starred()), "[One]")
	at.Store = other
	if _, err := k.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	carry(r, r.SetLibrary(k.Library()))
	equal(t, "starred in the other", fmt.Sprint(starred()), "[Four]")
}

// A mark that could not be written before another archive was put in the place of the
// first is of the same release there, or of none; what was to be undone there stays. Who
// looks up only when that archive has changed again has its marks too.
func TestMarksWaitingOverReplaced(t *testing.T) {
	ctx := context.Background()
	act := func(n int) store.Batch {
		return store.Batch{Actions: []store.Action{{Mark: store.Starred, On: true, Numbers: []int{n}}}, Lines: map[int]int{n: n}}
	}
	at, other := twoArchives(t, act(1))
	k, marks, r := readArchive(t, at)
	marks.put(act(1))
	marks.put(act(2))
	marks.undo(today(), k.Library().Generation)
	marks.put(store.Batch{Values: map[string]string{"a": "b"}})
	marks.setVisit(visit{from: 1, seen: 2, last: 3})
	at.Store = other
	if _, err := k.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	keep(t, other, release("5", "Five", 20251118, "Fifth."))
	if _, err := k.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	inFlight, _ := marks.next()
	carry(r, r.SetLibrary(k.Library()))
	marks.putBack(inFlight, inFlight)
	if marks.isWaiting() {
		t.Error("what is of the first archive waits to be written to the other")
	}
	kept, err := other.Marks(ctx, "local")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "marks", storetest.DumpMarks(kept), "read [] starred [1] lines map[1:1] searches [] values map[a:b]")
	equal(t, "those that are shown", storetest.DumpMarks(r.marking.now), storetest.DumpMarks(kept))

	marks.put(act(2))
	marks.renumber(func(n int) int { return n + 1 }, &Library{lineage: newLineage()})
	if err := marks.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	if kept, err = other.Marks(ctx, "local"); err != nil {
		t.Fatal(err)
	}
	equal(t, "marks", storetest.DumpMarks(kept), "read [] starred [1 3] lines map[1:1 3:2] searches [] values map[a:b]")
}

// A library tells which releases have other versions, and files, and what language each
// is in: as it was declared, or else as its words and letters tell.
func TestKeptTells(t *testing.T) {
	ctx := context.Background()
	s := storetest.New(t)
	keep(t, s, release("1", "One", 20251114, "First."), release("2", "둘", 20251115, "두 번째.\nAttached: 둘.hwp"))
	k := NewArchive(s, "archive", "")
	if _, err := k.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	tell := func() (text string) {
		lib := k.Library()
		for _, n := range lib.Order() {
			r := lib.At(int(n))
			text += fmt.Sprintf("%d %q %v %v; ", n, r.Lang, r.Revised, lib.ValuesOf(data.Has)(int(n)))
		}
		return text + fmt.Sprintf("%q %q", lib.Values(data.Language), lib.Values(data.Source))
	}
	equal(t, "told", tell(), `2 "ko" false [1]; 1 "" false []; ["" "ko"] ["Ministry"]`)
	keep(t, s, release("1", "One", 20251114, "The first of the two, by the ministry."))
	if _, err := k.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	equal(t, "told of another version", tell(), `2 "ko" false [1]; 1 "en" true [0]; ["en" "ko"] ["Ministry"]`)
}

// What is marked in the moment before a reader has the archive that took the place of
// theirs is not written to that by its numbers: it waits, and goes to the same release.
func TestMarksOverReplacedUnseen(t *testing.T) {
	ctx := t.Context()
	acted := store.Batch{Actions: []store.Action{{Mark: store.Read, On: true, Numbers: []int{1}, Time: today()}}}
	at, other := twoArchives(t, acted)
	k, marks, r := readArchive(t, at)
	at.Store = other
	r.setMark(store.Action{Mark: store.Starred, On: true, Numbers: []int{2}})
	r.UndoMark()
	if err := marks.Flush(ctx); !errors.Is(err, store.ErrGeneration) {
		t.Errorf("the error is %v", err)
	}
	kept := func() string {
		m, err := other.Marks(ctx, "local")
		if err != nil {
			t.Fatal(err)
		}
		return storetest.DumpMarks(m)
	}
	equal(t, "marks in the other", kept(), "read [1] starred [] lines map[] searches [] values map[]")
	if _, err := k.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	carry(r, r.SetLibrary(k.Library()))
	if err := marks.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	equal(t, "marks, when the reader has it", kept(), "read [1] starred [3] lines map[] searches [] values map[]")
}

// replaceable is a store whose place another can take.
type replaceable struct{ store.Store }

// twoArchives returns an archive of the releases One and Two, and another of Three, Four and
// Two in which a local reader has marked something.
func twoArchives(t *testing.T, marked store.Batch) (at *replaceable, other store.Store) {
	t.Helper()
	one, other := storetest.New(t), storetest.New(t)
	two := release("2", "Two", 20251115, "Second.")
	keep(t, one, release("1", "One", 20251114, "First."), two)
	keep(t, other, release("3", "Three", 20251116, "Third."), release("4", "Four", 20251117, "Fourth."), two)
	if err := other.Mark(t.Context(), "local", marked); err != nil {
		t.Fatal(err)
	}
	return &replaceable{one}, other
}

// readArchive opens an archive for a local reader.
func readArchive(t *testing.T, at store.Store) (*Archive, *MarkWriter, *Reader) {
	t.Helper()
	k := NewArchive(at, "archive", "")
	if _, err := k.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	marks, err := OpenMarks(t.Context(), at, "local")
	if err != nil {
		t.Fatal(err)
	}
	return k, marks, NewReader(k.Library(), Options{Clock: today, Marks: marks})
}
