package model

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// finds tells which releases of a library a query finds.
func finds(t *testing.T, lib *Library, query string) string {
	t.Helper()
	l, err := Search(t.Context(), lib, parsed(t, query), nil)
	if err != nil {
		t.Fatal(err)
	}
	var numbers []int
	for i := range l.Len() {
		numbers = append(numbers, l.Number(i))
	}
	return fmt.Sprint(numbers)
}

// renewed returns the next library of what is kept.
func renewed(t *testing.T, k *Archive) *Library {
	t.Helper()
	if changed, err := k.Refresh(context.Background()); !changed || err != nil {
		t.Fatalf("the next library: %v, %v", changed, err)
	}
	return k.Library()
}

// Libraries that follow one another share one index of texts, which takes over the
// changes; the older one is answered by what it has, until it is closed, and the
// index is open as long as one of them is.
func TestLibrariesShareTexts(t *testing.T) {
	s := storetest.New(t)
	keep(t, s, release("1", "One", 20251114, "Steel."), release("2", "Two", 20251115, "Ships."))
	k := NewArchive(s, "archive", "")
	if _, err := k.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	first := k.Library()
	equal(t, "steel", finds(t, first, "steel"), "[1]")
	x, err := first.Texts(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	keep(t, s, release("2", "Two", 20251115, "Steel ships."), release("3", "Three", 20251116, "Steel, too."))
	second := renewed(t, k)
	keep(t, s, release("4", "Four", 20251117, "More steel."))
	third := renewed(t, k)
	if first.Generation == second.Generation || second.Generation == third.Generation {
		t.Errorf("generations are %v, %v, %v", first.Generation, second.Generation, third.Generation)
	}
	equal(t, "steel in the third", finds(t, third, "steel sort:date"), "[4 3 2 1]")
	equal(t, "steel in the second", finds(t, second, "steel sort:date"), "[3 2 1]")
	equal(t, "steel in the first", finds(t, first, "steel sort:date"), "[2 1]") // by the text as it is now
	for _, lib := range []*Library{second, third} {
		if same, err := lib.Texts(t.Context()); same != x || err != nil {
			t.Errorf("the index was made anew: %v", err)
		}
	}

	for _, lib := range []*Library{third, first} {
		if err := lib.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := Search(t.Context(), lib, parsed(t, "ships"), nil); !errors.Is(err, ErrClosed) {
			t.Errorf("a closed one: %v", err)
		}
		equal(t, "ships in the second", finds(t, second, "ships"), "[2]")
	}
	if err := errors.Join(second.Close(), second.Close()); err != nil {
		t.Fatal(err)
	}
	if err := x.Follow(t.Context(), second.Snapshot, second.Generation); err == nil {
		t.Error("the index is open when all have left")
	}
	// One that comes after them has an index of its own.
	keep(t, s, release("5", "Five", 20251118, "Steel."))
	fourth := renewed(t, k)
	defer fourth.Close()
	equal(t, "steel in the fourth", finds(t, fourth, "steel sort:date"), "[5 4 3 2 1]")
}

// An index that could not be made, or not be brought up to date, is not handed on.
func TestFailedTextsAreMadeAnew(t *testing.T) {
	s := &unreadable{Store: storetest.New(t)}
	keep(t, s, release("1", "One", 20251114, "Steel."))
	k := NewArchive(s, "archive", "")
	if _, err := k.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	first := k.Library()
	defer first.Close()
	equal(t, "steel in the first", finds(t, first, "steel"), "[1]")
	keep(t, s, release("2", "Two", 20251115, "Steel."))
	second := renewed(t, k)
	defer second.Close()
	s.err = errors.New("the disk is gone")
	if _, err := Search(t.Context(), second, parsed(t, "steel"), nil); !errors.Is(err, s.err) {
		t.Errorf("without a disk: %v", err)
	}
	s.err = nil
	keep(t, s, release("3", "Three", 20251116, "Steel."))
	third := renewed(t, k)
	defer third.Close()
	equal(t, "steel in the third", finds(t, third, "steel sort:date"), "[3 2 1]")
	equal(t, "steel in the first", finds(t, first, "steel"), "[1]")
}

// unreadable is a store of which the texts cannot be read while it has an error.
type unreadable struct {
	store.Store
	err error
}

func (u *unreadable) Texts(ctx context.Context, since store.Generation, yield func(store.Change, string) error) (store.Generation, error) {
	if u.err != nil {
		return store.Generation{}, u.err
	}
	return u.Store.Texts(ctx, since, yield)
}

func (u *unreadable) Bodies(ctx context.Context, numbers []int, yield func(store.Body) error) error {
	if u.err != nil {
		return u.err
	}
	return u.Store.Bodies(ctx, numbers, yield)
}

// Headlines and names of the next library are those of the one before with the
// changes.
func TestLibrariesHandIndexesOn(t *testing.T) {
	s := storetest.New(t)
	keep(t, s, release("1", "Wind Rises", 20251114, "Minister Kim Jung-kwan said so."), release("2", "Talks Go On", 20251115, "Minister Kim Jung-kwan said so."))
	k := NewArchive(s, "archive", "")
	if _, err := k.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	first := k.Library()
	defer first.Close()
	first.Index()
	if _, err := first.Names(t.Context()); err != nil {
		t.Fatal(err)
	}
	keep(t, s, release("1", "Wind Falls", 20251114, "Nobody said so."), release("3", "Wind Again", 20251116, "Minister Kim Jung-kwan was there."))
	second := renewed(t, k)
	defer second.Close()
	equal(t, "falls", fmt.Sprint(second.Letters(t.Context(), "falls")), "[1]")
	equal(t, "rises", fmt.Sprint(second.Letters(t.Context(), "rises")), "[]")
	equal(t, "who is named", finds(t, second, `person:"Kim Jung-kwan"`), "[3 2]")
	equal(t, "who was named", finds(t, first, `person:"Kim Jung-kwan"`), "[2 1]")
	if second.indexed.Load() == nil || second.mentioned == first.mentioned {
		t.Error("the indexes are not those of the second")
	}
}
