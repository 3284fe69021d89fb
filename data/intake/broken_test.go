package intake_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/fetch"
	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

var errBroken = errors.New("the disk is broken")

// broken is a store of which one call fails, that behind so many others.
type broken struct {
	store.Store
	left int
}

func (b *broken) step() error {
	if b.left--; b.left == -1 {
		return errBroken
	}
	return nil
}

func (b *broken) Generation(ctx context.Context) (store.Generation, error) {
	if err := b.step(); err != nil {
		return store.Generation{}, err
	}
	return b.Store.Generation(ctx)
}

func (b *broken) Find(ctx context.Context, source, address string) (store.Change, bool, error) {
	if err := b.step(); err != nil {
		return store.Change{}, false, err
	}
	return b.Store.Find(ctx, source, address)
}

func (b *broken) Newest(ctx context.Context, source string, n int) ([]store.Change, error) {
	if err := b.step(); err != nil {
		return nil, err
	}
	return b.Store.Newest(ctx, source, n)
}

func (b *broken) Titled(ctx context.Context, source string, day data.Date, title string) ([]store.Change, error) {
	if err := b.step(); err != nil {
		return nil, err
	}
	return b.Store.Titled(ctx, source, day, title)
}

func (b *broken) Dated(ctx context.Context, source string, from, to data.Date) ([]store.Change, error) {
	if err := b.step(); err != nil {
		return nil, err
	}
	return b.Store.Dated(ctx, source, from, to)
}

func (b *broken) Document(ctx context.Context, number int) (data.Document, error) {
	if err := b.step(); err != nil {
		return data.Document{}, err
	}
	return b.Store.Document(ctx, number)
}

func (b *broken) PutSource(ctx context.Context, s store.Source) error {
	if err := b.step(); err != nil {
		return err
	}
	return b.Store.PutSource(ctx, s)
}

func (b *broken) Import(ctx context.Context, source string, put func(store.Import) error) (store.Result, error) {
	return b.Store.Import(ctx, source, func(in store.Import) error { return put(&brokenImport{in, b}) })
}

// brokenImport is an import into a broken store.
type brokenImport struct {
	store.Import
	b *broken
}

func (in *brokenImport) Put(d data.Document) (store.Outcome, error) {
	if err := in.b.step(); err != nil {
		return 0, err
	}
	return in.Import.Put(d)
}

func (in *brokenImport) Vanish(address string) error {
	if err := in.b.step(); err != nil {
		return err
	}
	return in.Import.Vanish(address)
}

// Wherever the store breaks, that is the error, nothing is kept, and the source is not to blame.
func TestBrokenStore(t *testing.T) {
	const cut, whole = "The Ministry met ferry lines on Monday. The quay will be", "The Ministry met ferry lines on Monday. The quay will be repaired."
	imported := func(dry bool, in ...intake.Input) func(t *testing.T, s store.Store) error {
		return func(t *testing.T, s store.Store) error {
			_, err := intake.Import(t.Context(), s, "Office", in, intake.Options{Dry: dry})
			return err
		}
	}
	undated := file("feed", rss(item("1", "One", "", "Text.")))
	undated.Date = 20251121
	boards := func(last string) intake.Input {
		var b strings.Builder
		for i := range 300 {
			fmt.Fprintf(&b, "-\nEnergy\nRelease Number %d\nIt has a text of its own, of the number %d. date2025-12-01\n", i, i)
		}
		return file("board", b.String()+"-\nTrade\nFerries Sail Again\n"+last+" date2025-12-01\n")
	}
	type step = func(t *testing.T, s store.Store) error
	for name, test := range map[string]struct {
		before, then step
		fewest, from int // calls of the store, and the first that is tried
	}{
		"the first import":    {nil, imported(false, boardOf("2025-12-09", cut)), 3, 0},
		"a text that is cut":  {imported(false, boardOf("2025-12-09", cut)), imported(false, boardOf("2025-12-10", whole)), 6, 0},
		"a dry import":        {imported(false, boardOf("2025-12-09", cut)), imported(true, boardOf("2025-12-10", whole)), 6, 0},
		"an undated feed":     {imported(false, undated), imported(false, undated), 2, 0},
		"a vanished excerpt":  {vanishedExcerpt, imported(false, file("feed", rss(item("1", "One", friday, "It is the…")))), 3, 0},
		"a large board again": {imported(false, boards(cut)), imported(false, boards(whole)), 600, 592},
	} {
		for n := test.from; ; n++ {
			s := store.Store(storetest.New(t))
			if test.before != nil {
				if err := test.before(t, s); err != nil {
					t.Fatal(name, err)
				}
			}
			was, _ := s.Generation(t.Context())
			b := &broken{s, n}
			err := test.then(t, b)
			if b.left >= 0 { // it was not broken on the way
				if err != nil || n < test.fewest {
					t.Errorf("%s: %v after %d calls, want %d or more", name, err, n, test.fewest)
				}
				break
			}
			if now, _ := s.Generation(t.Context()); !errors.Is(err, errBroken) || now != was {
				t.Errorf("%s, broken at call %d: %v, and the store changed: %t", name, n, err, now != was)
			}
		}
	}
}

// Releases of a board that are not there yet are told apart by their contents, in a store that has others.
func TestBoardsBesideOthers(t *testing.T) {
	s := storetest.New(t)
	for i, step := range []struct{ in, want string }{
		{"-\nEnergy\nFerries Sail Again\nThe Ministry met ferry lines. date2025-12-01\n", "1 new, 0 changed, 0 unchanged, 0 problems"},
		{"-\nEnergy\nQuay Opens\nThe quay opened. date2025-12-02\n-\nTrade\nTolls Fall\nThe tolls fell. date2025-12-02\n-\nTrade\nTolls Fall\nThe tolls fell again. date2025-12-02\n", "3 new, 0 changed, 0 unchanged, 0 problems"},
	} {
		got, err := intake.Import(t.Context(), s, "board", []intake.Input{file("board", step.in)}, intake.Options{})
		if err != nil || counts(got) != step.want {
			t.Errorf("import %d: %s, %v, want %s", i+1, counts(got), err, step.want)
		}
	}
}

// The pages of up to eight releases that are missing in a list by date are asked, of more none.
func TestMostMissing(t *testing.T) {
	for missing, want := range map[int]int{8: 4, 9: 0} { // three, and that of one that is listed
		o := newOffice(t)
		s := o.first(t)
		for day := 21; day <= 29; day++ {
			o.listed = append([]int{day}, o.listed...)
		}
		if _, err := o.sync(t, s, intake.Pull{}); err != nil {
			t.Fatal(err)
		}
		var days []int
		for day := 12; day < 12+missing; day++ {
			days, o.status[day] = append(days, day), http.StatusNotFound
		}
		o.listed = without(o.listed, days...)
		if _, err := o.sync(t, s, intake.Pull{}); err != nil || len(o.asked) != want || len(gone(t, s)) != max(0, want-1) {
			t.Errorf("%d missing: %v, %q are asked, and %v gone; want %d", missing, err, o.asked, gone(t, s), want)
		}
	}
}

// vanishedExcerpt has a release with its whole text be gone from its source.
func vanishedExcerpt(t *testing.T, s store.Store) error {
	if _, err := intake.Import(t.Context(), s, "Office", []intake.Input{file("feed", rss(item("1", "One", friday, "It is the whole text.")))}, intake.Options{}); err != nil {
		return err
	}
	_, err := s.Import(t.Context(), "Office", func(in store.Import) error { return in.Vanish("feed:Office#1") })
	return err
}

// The same of a sync, of what a source does not list any more, and of a site that fails.
func TestBrokenSync(t *testing.T) {
	for name, change := range map[string]func(o *office){
		"new ones":       func(o *office) { o.listed = append([]int{21}, o.listed...) },
		"one withdrawn":  func(o *office) { o.listed, o.status[15] = without(o.listed, 15), http.StatusNotFound },
		"one not listed": func(o *office) { o.listed, o.complete = without(o.listed, 15), true },
		"a site that fails": func(o *office) {
			o.feed = func(w http.ResponseWriter, _ string) { w.WriteHeader(http.StatusServiceUnavailable) }
		},
	} {
		o := newOffice(t)
		change(o)
		for n := 0; ; n++ {
			feed := o.feed
			o.feed = func(w http.ResponseWriter, text string) { fmt.Fprint(w, text) }
			listed, complete := o.listed, o.complete
			o.complete = false
			s := o.first(t)
			o.feed, o.listed, o.complete = feed, listed, complete
			list, _ := s.Sources(t.Context())
			was, _ := s.Generation(t.Context())
			b := &broken{s, n}
			client := fetch.New(fetch.Options{Agent: "pressroom/test", Pause: time.Nanosecond})
			_, err := intake.Sync(t.Context(), b, client, list[0], intake.Pull{})
			client.Close()
			if b.left >= 0 {
				break
			}
			now, _ := s.Generation(t.Context())
			after, _ := s.Sources(t.Context())
			if !errors.Is(err, errBroken) || now != was || !reflect.DeepEqual(after[0], list[0]) {
				t.Errorf("%s, broken at call %d: %v, the store changed: %t, and the source is %+v", name, n, err, now != was, after[0])
			}
		}
	}
}
