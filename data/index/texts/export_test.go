package texts

import (
	"context"
	"slices"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// given are changes as an archive gives them: of each release the last one.
type given []snapshot.Change

func (g given) Texts(_ context.Context, since store.Generation, yield func(store.Change, string) error) (store.Generation, error) {
	for i, c := range g {
		if slices.ContainsFunc(g[i+1:], func(later snapshot.Change) bool { return later.Number == c.Number }) {
			continue
		}
		change, text := store.Change{Release: data.Release{Number: c.Number}, State: store.Removed}, ""
		if c.Document != nil {
			change.Release, change.State, text = c.Document.Release, store.Present, c.Document.Body
			change.Number = c.Number
		}
		if err := yield(change, text); err != nil {
			return since, err
		}
	}
	return store.Generation{Change: since.Change + 1, Commit: 1}, nil
}

// Apply has an index follow changes, which lead to a snapshot.
func Apply(ctx context.Context, a *Index, s *snapshot.Snapshot, changes []snapshot.Change) error {
	a.kept.Archive = given(changes)
	return a.Follow(ctx, s, store.Generation{Change: a.at.Change + 1, Commit: 1})
}

// MaxTerms is how many terms a search takes.
const MaxTerms = maxTerms

// Ran returns how many statements searches have run.
func Ran(a *Index) (n int) {
	for _, r := range a.readers.free {
		n += r.ran
	}
	return n
}

// Forget forgets the terms that were looked up.
func Forget(a *Index) { a.cache.clear() }

// Size returns how many bytes the database of an index takes.
func Size(t testing.TB, a *Index) int {
	return pragma(t, a, "page_count") * pragma(t, a, "page_size")
}

// Fill leaves no room for the database of an index to grow.
func Fill(t testing.TB, a *Index) { pragma(t, a, "max_page_count = 1") }

func pragma(t testing.TB, a *Index, name string) (n int) {
	t.Helper()
	if err := a.d.Load().writer.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
