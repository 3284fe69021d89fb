package texts

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"pressroom/data"
	"pressroom/data/snapshot"
)

// Readers go to those who are due first, and one is kept for those who begin.
func TestPool(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPool(2)
		p.add(make([]*reader, 2))
		now := time.Now()
		var got []string
		ask := func(name string, due time.Duration, slow bool) {
			go func() {
				if _, err := p.take(t.Context(), nil, now.Add(due), slow); err == nil {
					got = append(got, name)
				}
			}()
			synctest.Wait()
		}
		expect := func(names ...string) {
			t.Helper()
			synctest.Wait()
			if !slices.Equal(got, names) {
				t.Fatalf("%v have readers, want %v", got, names)
			}
			got = nil
		}
		ask("slow", 0, true)
		ask("slower", 2, true)
		expect("slow") // the other reader is kept
		ask("quick", 1, false)
		expect("quick")
		ask("last", 9, false)
		ask("first", 3, false)
		ask("second", 3, false)
		p.give(nil, false)
		expect("first")
		p.give(nil, true) // of slow
		expect("slower")
		p.give(nil, false)
		expect("second")
		p.give(nil, true)
		expect("last")
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			if _, err := p.take(ctx, nil, now, false); !errors.Is(err, context.Canceled) {
				t.Errorf("cancelled, it returns %v", err)
			}
		}()
		synctest.Wait()
		cancel()
		synctest.Wait()
		closed := make(chan struct{})
		close(closed)
		if _, err := p.take(t.Context(), closed, now, false); !errors.Is(err, errClosed) {
			t.Errorf("closed, it returns %v", err)
		}
		p.give(nil, false)
		p.give(nil, false)
		if len(p.free) != 2 || p.slow != 0 || len(p.waiting) != 0 {
			t.Errorf("at the end %d are free, %d slow, %d wait", len(p.free), p.slow, len(p.waiting))
		}
	})
}

// A search that is quick comes to its end while many slow ones, which began
// before it, are under way.
func TestQuickFirst(t *testing.T) {
	var releases []data.Document
	for i := range 5000 {
		releases = append(releases, data.Document{Release: data.Release{Date: data.Date(20200101), Title: "A release"}, Body: time.Duration(i).String()})
	}
	c, _ := snapshot.New(releases)
	a, err := New(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	all := Query{Clauses: []data.Clause{{Any: []data.Term{{Text: "release"}}}}}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 18)
	for range cap(ended) {
		go func() {
			_, err := a.Search(ctx, c, all, Options{Order: Newest, Keep: func(int) bool {
				time.Sleep(time.Millisecond)
				return true
			}})
			ended <- err
		}()
	}
	time.Sleep(4 * slice) // they have begun; were they not, the quick one were the quicker
	if hits, err := a.Search(t.Context(), c, all, Options{Order: Newest}); err != nil || len(hits) != c.Len() {
		t.Errorf("the quick search finds %v, %v", hits, err)
	}
	if n := len(ended); n > 0 {
		t.Errorf("%d slow searches were over first", n)
	}
	cancel()
	for range cap(ended) {
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("a withdrawn search returns %v", err)
		}
	}
}

// Closing waits for the searches that are under way, and those that come later are told.
func TestCloseWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := snapshot.New([]data.Document{{Release: data.Release{Date: 20251114, Title: "Steel"}}})
		a, err := New(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		var under turn
		under.index = a
		if err := under.take(t.Context()); err != nil {
			t.Fatal(err)
		}
		closed := false
		go func() {
			if err := a.Close(); err != nil {
				t.Error(err)
			}
			closed = true
		}()
		synctest.Wait()
		if closed {
			t.Error("it is closed under a search")
		}
		if _, err := a.Search(t.Context(), s, Query{}, Options{}); !errors.Is(err, errClosed) {
			t.Errorf("a search that comes later: %v", err)
		}
		if _, err := under.list(t.Context(), "SELECT change FROM state WHERE ? = ''", ""); err != nil {
			t.Errorf("the search under way: %v", err)
		}
		under.give()
		synctest.Wait()
		if !closed {
			t.Error("it is not closed when all searches have ended")
		}
	})
}
