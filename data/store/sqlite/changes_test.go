package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// Each release is there once, as it is now.
func TestChanges(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "a"), storetest.Doc("2", "Two", "a"), storetest.Doc("3", "Three", "a"))
	_, g := since(t, s, store.Generation{})
	equal(t, "the generation", g, generation(t, s))
	got, same := since(t, s, g)
	equal(t, "no changes", got, "")
	equal(t, "the generation", same, g)
	storetest.Put(t, s, "a", storetest.Doc("2", "Two", "b"))
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "b"), storetest.Doc("4", "Four", "a"))
	storetest.Put(t, s, "a", storetest.Doc("2", "Two", "c"))
	got, now := since(t, s, g)
	equal(t, "the changes", got, "1:0@5 4:0@6 2:0@7")
	got, _ = since(t, s, now)
	equal(t, "no changes", got, "")
	got, _ = since(t, s, store.Generation{})
	equal(t, "all", got, "1:0@5 2:0@7 3:0@3 4:0@6")
	batches := ""
	_, err := s.Changes(t.Context(), store.Generation{}, func(c store.Change) error {
		batches += fmt.Sprintf("%d:%d ", c.Number, c.Batch)
		return nil
	})
	must(t, err)
	equal(t, "the batches", batches, "1:3 2:3 3:3 4:6 ")
	newest, err := s.Newest(t.Context(), "a", 9)
	must(t, err)
	for _, c := range newest {
		if want := []int64{0, 3, 3, 3, 6}[c.Number]; c.Batch != want {
			t.Errorf("release %d is of batch %d, want %d", c.Number, c.Batch, want)
		}
	}
	texts := ""
	last, err := s.Texts(t.Context(), g, func(c store.Change, text string) error {
		d, err := s.Document(t.Context(), c.Number)
		equal(t, "the text", text, d.Body)
		texts += fmt.Sprintf("%d:%s ", c.Number, c.Title)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the texts", texts, "1:One 4:Four 2:Two ")
	equal(t, "the generation", last, now)
	for _, unknown := range []store.Generation{{Change: now.Change, Commit: now.Commit + 2}, {Change: now.Change + 1, Commit: now.Commit}, {Change: 2, Commit: g.Commit}} {
		_, err := s.Changes(t.Context(), unknown, func(store.Change) error { return nil })
		fails(t, err, store.ErrGeneration)
	}
	failure := errors.New("no more")
	n := 0
	_, err = s.Changes(t.Context(), store.Generation{}, func(store.Change) error { n++; return failure })
	equal(t, "the error and the calls", []any{err, n}, []any{failure, 1})
}

// Who follows while others write misses nothing, and sees each
// import whole.
func TestChangesOfOthers(t *testing.T) {
	open := newArchive(t)
	const writers, imports, size = 3, 8, 5
	follower := opened(t, open)
	stores := make([]store.Store, writers)
	for w := range stores {
		stores[w] = opened(t, open)
	}
	var left atomic.Int32
	left.Store(writers)
	seen := map[int]store.Change{}
	var g store.Generation
	follow := func() error {
		whole := map[string]int{} // changes by source are whole imports
		now, err := follower.Changes(t.Context(), g, func(c store.Change) error {
			if c.Changed <= g.Change {
				t.Errorf("change %d is no later than %d", c.Changed, g.Change)
			}
			seen[c.Number] = c
			whole[c.Source]++
			return nil
		})
		g = now
		for source, n := range whole {
			equal(t, "the changes of "+source, n, size)
		}
		return err
	}
	err := data.Parallel(t.Context(), writers+1, func(ctx context.Context, w int) error {
		if w == writers {
			for left.Load() > 0 {
				if err := follow(); err != nil {
					return err
				}
			}
			return nil
		}
		defer left.Add(-1)
		for i := range imports {
			var docs []data.Document
			for n := range size {
				docs = append(docs, storetest.Doc(fmt.Sprint(w, " ", n), "Title", fmt.Sprint("Text ", i)))
			}
			if _, err := stores[w].Import(ctx, fmt.Sprint("source ", w), storetest.PutAll(docs)); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, err)
	must(t, follow())
	equal(t, "the releases that were seen", len(seen), writers*size)
	_, err = follower.Changes(t.Context(), store.Generation{}, func(c store.Change) error {
		equal(t, "the release as followed", seen[c.Number], c)
		return nil
	})
	must(t, err)
}

// Who is given changes may read more, and write, whoever else does.
func TestNested(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	some(t, s, 5)
	var read func(depth int) error
	read = func(depth int) error {
		if depth == 0 {
			return s.Mark(t.Context(), "me", store.Batch{Lines: map[int]int{1: 1}})
		}
		first := true
		_, err := s.Changes(t.Context(), store.Generation{}, func(c store.Change) error {
			if _, err := s.Document(t.Context(), c.Number); err != nil || !first {
				return err
			}
			first = false
			return read(depth - 1)
		})
		return err
	}
	must(t, read(20))
	must(t, data.Parallel(t.Context(), 10, func(context.Context, int) error { return read(3) }))
}

// Two imports of the same are one, whichever is quicker.
func TestImportsAtOnce(t *testing.T) {
	open := newArchive(t)
	s, other := opened(t, open), opened(t, open)
	docs := []data.Document{storetest.Doc("1", "One", "a"), storetest.Doc("2", "Two", "a")}
	_, err := s.Import(t.Context(), "a", func(in store.Import) error {
		if err := storetest.PutAll(docs)(in); err != nil {
			return err
		}
		equal(t, "the result of the quicker", storetest.Put(t, other, "a", docs...).Added, 2)
		return nil
	})
	must(t, err)
	got, _ := since(t, s, store.Generation{})
	equal(t, "all", got, "1:0@1 2:0@2")
}

// An import that does not fit into memory at once is whole or
// nothing, as any other.
func TestLargeImport(t *testing.T) {
	open := newArchive(t)
	s, other := opened(t, open), opened(t, open)
	body := strings.Repeat("A text of some length, to be written in parts. ", 400)
	docs := make([]data.Document, 600) // 11 MB
	for i := range docs {
		docs[i] = storetest.Doc(fmt.Sprint(i), fmt.Sprint("Title ", i), fmt.Sprint(i, body))
	}
	storetest.Put(t, s, "b", storetest.Doc("1", "Another", "one"))
	before := dump(t, s)
	_, err := s.Import(t.Context(), "a", func(in store.Import) error {
		must(t, storetest.PutAll(docs)(in))
		equal(t, "what is seen of it", dump(t, other) == before, true)
		storetest.Put(t, other, "b", storetest.Doc("2", "Meanwhile", "one"))
		before = dump(t, other)
		return errors.New("no")
	})
	equal(t, "the error", fmt.Sprint(err), "no")
	equal(t, "what is left", dump(t, s) == before, true)
	for range 2 {
		result := storetest.Put(t, s, "a", docs...)
		equal(t, "the result", result.Added+result.Changed+result.Unchanged, len(docs))
		for i := range docs {
			docs[i].Body += "." // some in the second round
			if i == 100 {
				break
			}
		}
	}
	for _, i := range []int{0, 99, 100, 101, 599} {
		c, _, err := s.Find(t.Context(), "a", fmt.Sprint(i))
		must(t, err)
		d, err := s.Document(t.Context(), c.Number)
		must(t, err)
		equal(t, "that it is the text", strings.HasPrefix(d.Body, fmt.Sprint(i, "A text")), true)
	}
	problems, err := s.Check(t.Context())
	must(t, err)
	equal(t, "the problems", problems, []string(nil))
}

// What was cancelled is not done, and the store goes on.
func TestCancelled(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "a"))
	before := dump(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.Import(ctx, "a", func(in store.Import) error {
		if _, err := in.Put(storetest.Doc("2", "Two", "a")); err != nil {
			return err
		}
		cancel()
		return nil
	})
	equal(t, "the error", errors.Is(err, context.Canceled), true)
	equal(t, "the error of marking", errors.Is(s.Mark(ctx, "me", store.Batch{Values: map[string]string{"a": "b"}}), context.Canceled), true)
	equal(t, "what is left", dump(t, s), before)
	mark(t, s, "me", act(0, store.Read, true, 1))
	before = dump(t, s)
	_, err = s.Undo(ctx, "me", time.Time{})
	equal(t, "the error of undoing", errors.Is(err, context.Canceled), true)
	_, err = s.Changes(ctx, store.Generation{}, func(store.Change) error { return nil })
	equal(t, "the error of reading", errors.Is(err, context.Canceled), true)
	equal(t, "what is left", dump(t, s), before)
	equal(t, "the next", storetest.Put(t, s, "a", storetest.Doc("2", "Two", "a")).Added, 1)
}
