package model

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/index/entities"
	"pressroom/data/index/texts"
)

// What a reader asked for ends with its context, whatever it waits for.
func TestASearchEndsWithItsReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib := made(50)
		making := make(chan struct{})
		go lib.texts.Get(t.Context(), lib.life, func(context.Context) (*texts.Index, error) {
			<-making
			return nil, errors.New("never")
		})
		synctest.Wait()
		ctx, leave := context.WithCancel(t.Context())
		r := NewReader(lib, Options{Context: ctx, Clock: today})
		answered := make(chan tea.Msg, 1)
		go func() { answered <- questionOf(r.ask(parsed(t, `"a phrase"`), firstRelease))() }()
		synctest.Wait()
		select {
		case msg := <-answered:
			t.Fatalf("it did not wait for the texts: %v", msg)
		default:
		}
		leave()
		if msg := <-answered; msg != nil {
			t.Errorf("after its reader has left a search answers %v", msg)
		}
		close(making)
	})
}

// A search that takes longer than it may says so, and what to do.
func TestASearchHasALimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		never := func(ctx context.Context) (func(), error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}
		_, err := made(50).answer(t.Context(), parsed(t, "energy"), nil, nil, headlines, never)
		if err != errSlow || time.Since(begun) != SearchTime {
			t.Errorf("after %v: %v, want %v after %v", time.Since(begun), err, errSlow, SearchTime)
		}
	})
}

// A search is admitted before it begins, and gives its place back.
func TestASearchIsAdmitted(t *testing.T) {
	refused := errors.New("too many searches")
	admitted, left := 0, 0
	admit := func(context.Context) (func(), error) {
		admitted++
		if admitted > 1 {
			return nil, refused
		}
		return func() { left++ }, nil
	}
	lib := made(50)
	if _, err := lib.answer(t.Context(), parsed(t, "energy"), nil, nil, withTexts, admit); err != nil || left != 1 {
		t.Fatalf("the first: error %v, left %d times", err, left)
	}
	if _, err := lib.answer(t.Context(), parsed(t, "energy"), nil, nil, withTexts, admit); err != refused {
		t.Errorf("the second: error %v, want %v", err, refused)
	}
}

// A closed library answers with an error, whatever was made before.
func TestAClosedLibrary(t *testing.T) {
	for _, test := range []struct {
		name   string
		before func(lib *Library)
	}{
		{"nothing made", func(*Library) {}},
		{"all made", func(lib *Library) {
			if _, err := lib.Texts(t.Context()); err != nil {
				t.Fatal(err)
			}
			if _, err := lib.Names(t.Context()); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			lib := made(50)
			test.before(lib)
			if err := lib.Close(); err != nil {
				t.Fatal(err)
			}
			if _, err := Search(t.Context(), lib, parsed(t, "energy"), nil); err == nil {
				t.Error("a closed library answers")
			}
			if err := lib.Close(); err != nil {
				t.Errorf("closing it again: %v", err)
			}
		})
	}
}

// Closing ends the work on the indexes and does not wait for it to be whole.
func TestClosingEndsIndexing(t *testing.T) {
	lib := made(20_000)
	go func() { _, _ = lib.Texts(t.Context()) }()
	go func() { _, _ = lib.Names(t.Context()) }()
	time.Sleep(20 * time.Millisecond) // under way
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Texts(t.Context()); err == nil {
		t.Error("the texts were indexed to the end")
	}
	if _, err := lib.Names(t.Context()); err == nil {
		t.Error("the names were read to the end")
	}
}

// Names wait for texts that are being indexed, since those are asked for first.
func TestNamesWaitForTexts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib := made(50)
		making := make(chan struct{})
		go lib.texts.Get(t.Context(), lib.life, func(context.Context) (*texts.Index, error) {
			<-making
			return nil, nil
		})
		synctest.Wait()
		go func() { _, _ = lib.Names(t.Context()) }()
		synctest.Wait()
		if lib.named() != nil {
			t.Error("names are known before the texts")
		}
		close(making)
		synctest.Wait()
		if lib.named() == nil {
			t.Error("names are not known after the texts")
		}
	})
}

// A panic while names are read is told, with its place.
func TestAPanicInAnIndexIsTold(t *testing.T) {
	lib := made(50)
	lib.names = data.Shared[*entities.Index]{}
	_, err := lib.names.Get(t.Context(), lib.life, func(ctx context.Context) (*entities.Index, error) {
		x := entities.NewIndex(lib.Snapshot)
		x.Pause = func(context.Context) error { panic("an odd text") }
		return x, x.Build(ctx)
	})
	if !errors.Is(err, data.ErrPanic) {
		t.Fatalf("got %v, want a panic's error", err)
	}
	r := NewReader(lib, Options{Clock: today})
	msg, ok := r.Init()().(tea.BatchMsg)[1]().(Named)
	if !ok || msg.Err == nil || !strings.Contains(msg.Err.Error(), "model/library_test.go:") {
		t.Errorf("the reader is told %v", msg)
	}
	r.Open()
	r.Update(r.OpenMenu(NamesMenu)())
	if err := r.MenuErr(); err == nil {
		t.Error("the menu does not say why it is empty")
	}
}

func parsed(t testing.TB, query string) data.Query {
	t.Helper()
	q, err := data.ParseQuery(query, data.DateOf(today()))
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// All readers of a library share what the empty query lists: a reader's own
// memory does not grow with the library.
func TestAReaderCostsTheSameInEachLibrary(t *testing.T) {
	cost := func(lib *Library) uint64 {
		NewReader(lib, Options{Clock: today}) // makes what is shared
		const n = 50
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range n {
			NewReader(lib, Options{Clock: today})
		}
		runtime.ReadMemStats(&after)
		return (after.TotalAlloc - before.TotalAlloc) / n
	}
	small, large := cost(small()), cost(large())
	t.Logf("%d bytes with 600 releases, %d with 20,000", small, large)
	if large > small+2<<10 {
		t.Errorf("a reader takes %d bytes with 20,000 releases and %d with 600", large, small)
	}
}

// A facet's cursor stays on its value when a library takes another's place.
func TestFacetsInAnotherLibrary(t *testing.T) {
	r := NewReader(yearly(2001, 2003), Options{Clock: today})
	r.MoveFacet(item(t, r, "2002"))
	r.OpenItem(true)
	run(r, r.SetLibrary(yearly(2000, 2005)))
	it := r.Items()[r.FacetCursor()]
	if it.Label != "2002" || !it.Open {
		t.Errorf("the cursor is on %v", it)
	}
}
