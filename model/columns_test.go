package model

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// reads counts what a store is asked for.
type reads struct {
	store.Store
	all, since int
}

func (r *reads) Texts(ctx context.Context, since store.Generation, yield func(store.Change, string) error) (store.Generation, error) {
	return r.Store.Texts(ctx, since, func(c store.Change, text string) error {
		if since == (store.Generation{}) {
			r.all++
		} else {
			r.since++
		}
		return yield(c, text)
	})
}

// opened opens an archive, and keeps its columns if they are not kept.
func opened(t *testing.T, s store.Store, path string) *Archive {
	t.Helper()
	k := NewArchive(s, "archive", path)
	if _, err := k.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := k.SaveColumns(t.Context(), 0o600); err != nil {
		t.Fatal(err)
	}
	return k
}

// An archive is read once: then its columns are, and what changed since. Where the file
// of columns is damaged, or of another archive, all is read again, with a word if it was
// damaged.
func TestColumns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db.columns")
	s := &reads{Store: storetest.New(t)}
	keep(t, s, release("1", "One", 20251114, "First."), release("2", "Two", 20251115, "Second."), release("3", "Three", 20251116, "Third."))
	expect := func(what, want string, all, since, problems int) *Archive {
		t.Helper()
		s.all, s.since = 0, 0
		k := opened(t, s, path)
		lib := k.Library()
		equal(t, what, kept(lib), want)
		equal(t, what+": read of the store", fmt.Sprint(s.all, s.since), fmt.Sprint(all, since))
		if len(lib.Problems) != problems {
			t.Errorf("%s: the problems are %v", what, lib.Problems)
		}
		return k
	}
	const three = "3 Three: Third.; 2 Two: Second.; 1 One: First.; "
	expect("at first", three, 3, 0, 0)
	expect("again", three, 0, 0, 0)
	keep(t, s, release("1", "One", 20251117, "Corrected."))
	if err := s.RemoveReleases(t.Context(), []int{2}); err != nil {
		t.Fatal(err)
	}
	const now = "1 One: Corrected.; 3 Three: Third.; "
	expect("after changes", now, 0, 2, 0)
	k := expect("with few changes since", now, 0, 2, 0) // the file is not written for these
	equal(t, "what was removed", len(k.Library().WithPrefix("")), 0)

	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)-1] ^= 1
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	expect("damaged", now, 2, 0, 1)
	expect("made anew", now, 0, 0, 0)

	s.Store = storetest.New(t)
	keep(t, s, release("8", "Eight", 20251114, "Eighth."))
	expect("of another archive", "1 Eight: Eighth.; ", 1, 0, 0)
	expect("made anew", "1 Eight: Eighth.; ", 0, 0, 0)
	if err := os.WriteFile(path, append([]byte("pressroom columns"), 0xff, 0xff, 0xff, 0xff), 0o600); err != nil {
		t.Fatal(err)
	}
	expect("too short", "1 Eight: Eighth.; ", 1, 0, 1)
}

// Many changes are worth another file, and an archive of which a part is lost is worth
// none.
func TestColumnsAreKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db.columns")
	s := &reads{Store: storetest.New(t)}
	keep(t, s, release("1", "One", 20251114, "First."))
	k := opened(t, s, path)
	var many []data.Document
	for i := range maxBehind {
		many = append(many, release(fmt.Sprint("new ", i), fmt.Sprint("New ", i), 20251115, "New."))
	}
	for _, part := range [][]data.Document{many[:maxBehind/2], many[maxBehind/2:]} {
		keep(t, s, part...)
		if changed, err := k.Refresh(t.Context()); !changed || err != nil {
			t.Fatal(changed, err)
		}
		if err := k.SaveColumns(t.Context(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.since = 0
	equal(t, "releases", opened(t, s, path).Library().Len(), maxBehind+1)
	equal(t, "read of the store", s.since, 0)

	// A folder that is not there is no error of reading.
	nowhere := filepath.Join(t.TempDir(), "none", "columns")
	k = NewArchive(s, "archive", nowhere)
	if _, err := k.Refresh(t.Context()); err != nil || k.Library().Len() != maxBehind+1 {
		t.Error(err)
	}
	if err := k.SaveColumns(t.Context(), 0o600); err == nil {
		t.Error("it is kept nowhere")
	}
	os.Remove(path)
	k = NewArchive(&lossy{s}, "archive", path)
	if _, err := k.Refresh(t.Context()); err != nil || len(k.Library().Problems) != 1 {
		t.Fatal(err, k.Library().Problems)
	}
	if err := k.SaveColumns(t.Context(), 0o600); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("columns without what is lost were kept")
	}
}

// lossy is a store of which a part cannot be read.
type lossy struct{ store.Store }

func (l *lossy) Texts(ctx context.Context, since store.Generation, yield func(store.Change, string) error) (store.Generation, error) {
	first := true
	g, err := l.Store.Texts(ctx, since, func(c store.Change, text string) error {
		if first {
			first = false
			return nil
		}
		return yield(c, text)
	})
	if err == nil {
		err = &store.Error{Where: "archive.db", Kind: store.ErrDamaged, What: "1 of the texts cannot be read"}
	}
	return g, err
}

// The newest releases of a large archive are there before the rest is read, with their
// numbers and texts.
func TestHead(t *testing.T) {
	if testing.Short() {
		t.Skip("makes very many releases")
	}
	path := filepath.Join(t.TempDir(), "archive.db.columns")
	s := storetest.New(t)
	var many []data.Document
	for i := range smallArchive + 1 {
		many = append(many, release(fmt.Sprint(i), fmt.Sprint("Title ", i), data.Date(20251101+i%28), fmt.Sprint("Text ", i)))
	}
	keep(t, s, many...)
	early := NewArchive(s, "archive", path).Head(t.Context()) // of the store itself
	if early == nil || early.Len() != 64 || early.Days()[0] != 20251128 {
		t.Fatalf("the early head is %v", early)
	}
	for _, n := range early.Order() {
		if body, err := early.Body(t.Context(), int(n)); err != nil || !strings.HasSuffix(early.Title(int(n)), strings.TrimPrefix(body, "Text")) {
			t.Errorf("%q has the text %q, %v", early.Title(int(n)), body, err)
		}
	}
	whole := opened(t, s, path).Library()
	head := NewArchive(s, "archive", path).Head(t.Context())
	if head == nil || head.Len() != 256 {
		t.Fatalf("the head is %v", head)
	}
	for i, n := range head.Order() {
		body, err := head.Body(t.Context(), int(n))
		if n != whole.Order()[i] || *head.At(int(n)) != *whole.At(int(n)) || err != nil || !strings.HasPrefix(body, "Text ") {
			t.Errorf("place %d has %v, %q, %v", i, head.At(int(n)), body, err)
		}
	}
	// What is marked while the rest is read is kept.
	for i, lib := range []*Library{early, head} {
		marks, err := OpenMarks(t.Context(), s, fmt.Sprint("reader ", i))
		if err != nil {
			t.Fatal(err)
		}
		r := NewReader(lib, Options{Marks: marks})
		n := lib.Order()[0]
		_, there, cmd := r.ToggleMark(store.Starred)
		if !there || !r.KeepsMarks() {
			t.Fatalf("head %d: there is something to star %v, kept %v", i, there, r.KeepsMarks())
		}
		cmd()
		r.SetLibrary(whole)
		if kept, err := s.Marks(t.Context(), fmt.Sprint("reader ", i)); err != nil || !kept.Starred.Has(int(n)) || !r.IsStarred(int(n)) {
			t.Errorf("head %d: release %d is starred in the store %v, on the screen %v, %v", i, n, kept.Starred.Has(int(n)), r.IsStarred(int(n)), err)
		}
	}
}
