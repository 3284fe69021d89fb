package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/store"
)

// A document is prepared with all that a store gives taken away, and with an address: its
// own, or its content's.
func TestPrepared(t *testing.T) {
	d := data.Document{Body: "Text.", Place: data.Place{Line: 4}, Release: data.Release{
		Number: 3, ID: "x", Source: "y", Revised: true, Vanished: true,
		Version: "old", Address: "https://example.org/1", Category: "Trade", Date: 20251114, Title: "Exports grew",
	}}
	hash := new(data.Hasher).Hash(20251114, "Exports grew", "Text.").String()
	want := data.Document{Body: "Text.", Release: data.Release{
		Version: hash, Address: "https://example.org/1", Category: "Trade", Date: 20251114, Title: "Exports grew",
	}}
	if got := store.Prepared(d, new(data.Hasher)); got != want {
		t.Errorf("it is %+v", got)
	}
	d.Address, want.Address = "", hash
	if got := store.Prepared(d, new(data.Hasher)); got != want {
		t.Errorf("without an address it is %+v", got)
	}
}

func TestOutcomeOf(t *testing.T) {
	there := store.Change{Release: data.Release{Version: "v", Category: "c", Excerpt: true, Title: "one"}}
	with := func(f func(c *store.Change)) store.Change { c := there; f(&c); return c }
	for _, test := range []struct {
		name  string
		old   store.Change
		found bool
		want  store.Outcome
	}{
		{"none", there, false, store.Added},
		{"removed", with(func(c *store.Change) { c.State = store.Removed }), true, store.Added},
		{"vanished", with(func(c *store.Change) { c.State = store.Vanished }), true, store.Changed},
		{"another text", with(func(c *store.Change) { c.Version = "w" }), true, store.Changed},
		{"another category", with(func(c *store.Change) { c.Category = "d" }), true, store.Changed},
		{"no excerpt any more", with(func(c *store.Change) { c.Excerpt = false }), true, store.Changed},
		{"the same", with(func(c *store.Change) { c.Title = "the version has the headline" }), true, store.Unchanged},
	} {
		if got := store.OutcomeOf(test.old, test.found, data.Document{Release: there.Release}); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
}

// A release counts once in an import, and again where it was removed or has vanished in it.
func TestCount(t *testing.T) {
	const base = 10
	for _, test := range []struct {
		old     store.Change
		outcome store.Outcome
		want    store.Result
	}{
		{store.Change{Changed: 3}, store.Unchanged, store.Result{Unchanged: 1}},
		{store.Change{Changed: 11}, store.Unchanged, store.Result{Unchanged: 1}},
		{store.Change{}, store.Added, store.Result{Added: 1}},
		{store.Change{Changed: base}, store.Changed, store.Result{Changed: 1}},
		{store.Change{Changed: base + 1}, store.Changed, store.Result{}},
		{store.Change{Changed: base + 1, State: store.Vanished}, store.Changed, store.Result{Changed: 1}},
		{store.Change{Changed: base + 1, State: store.Removed}, store.Added, store.Result{Added: 1}},
	} {
		var r store.Result
		if r.Count(test.old, test.outcome, base); r != test.want {
			t.Errorf("%d of one changed by %d, in state %d, counts %+v", test.outcome, test.old.Changed, test.old.State, r)
		}
	}
}

// The IDs of one version are those of its hash, of the next one, and so on.
func TestNewID(t *testing.T) {
	hash := new(data.Hasher).Hash(20251114, "Title", "Text.")
	for try, want := range []data.ID{hash.ID(), hash.Next().ID(), hash.Next().Next().ID()} {
		if id, err := store.NewID(hash.String(), try); id != want.String() || err != nil {
			t.Errorf("try %d is %s, %v", try, id, err)
		}
	}
	if _, err := store.NewID("no hash", 0); err == nil {
		t.Error("another text has an ID")
	}
	for range 100 {
		if n := store.NewCommit(); n <= 0 || n%2 == 0 {
			t.Fatalf("%d may be taken for none", n)
		}
	}
}

func TestSourceCheck(t *testing.T) {
	for n, want := range map[int]bool{0: false, 1: true, store.MaxName: true, store.MaxName + 1: false} {
		err := store.Source{Name: strings.Repeat("n", n)}.Check()
		if (err == nil) != want {
			t.Errorf("a name of %d bytes: %v", n, err)
		}
		if err != nil && !strings.Contains(err.Error(), fmt.Sprintf("has %d bytes: it has 1 to 200", n)) {
			t.Errorf("the error is %v", err)
		}
	}
}

// Every time of a source is kept to the second and in UTC; none stays none.
func TestRounded(t *testing.T) {
	seoul := time.FixedZone("KST", 9*3600)
	at := func(second int) time.Time { return time.Date(2025, 11, 14, 9, 0, second, 500, seoul) }
	got := store.Source{Name: "n", Fetch: store.Fetch{
		Tried: at(1), Done: at(2), Next: at(3), Alone: at(4), FailingSince: at(5), Held: at(6),
	}}.Rounded()
	f := got.Fetch
	for i, have := range []time.Time{f.Tried, f.Done, f.Next, f.Alone, f.FailingSince, f.Held} {
		if want := time.Date(2025, 11, 14, 0, 0, i+1, 0, time.UTC); have != want {
			t.Errorf("time %d is %v", i+1, have)
		}
	}
	if got.Name != "n" {
		t.Errorf("the name is %q", got.Name)
	}
	none := time.Time{}.In(seoul)
	if got := (store.Source{Fetch: store.Fetch{Done: none}}).Rounded().Fetch.Done; got != (time.Time{}) {
		t.Errorf("no time is %v", got)
	}
}

func TestStats(t *testing.T) {
	var s store.Stats
	s.AddSources([]store.Source{{Name: "a", Address: "https://example.org"}, {Name: "b"}})
	s.AddSources([]store.Source{{Name: "c", Address: "/feed"}})
	for _, c := range []store.Change{
		{Release: data.Release{Date: 20251114}, Versions: 1},
		{Release: data.Release{Date: 20251110}, Versions: 3, State: store.Vanished},
		{Release: data.Release{Date: 20251112}, Versions: 1},
	} {
		s.Add(c)
	}
	if want := (store.Stats{Releases: 3, Vanished: 1, Versions: 5, Oldest: 20251110, Newest: 20251114, Sources: 3, Followed: 2}); s != want {
		t.Errorf("they are %+v", s)
	}
}

// An error is one line of what it has, and is its kind and its cause.
func TestError(t *testing.T) {
	cause := fmt.Errorf("input/output error: %w", context.Canceled)
	for _, test := range []struct {
		err    store.Error
		want   string
		caused bool
	}{
		{store.Error{Where: "a.db", Kind: store.ErrDamaged}, "archive a.db: it is damaged", false},
		{
			store.Error{Where: "a.db", Kind: store.ErrDamaged, What: "release 3", Hint: "restore it", Cause: cause},
			"archive a.db: it is damaged: release 3: restore it (input/output error: context canceled)", true,
		},
	} {
		var err error = &test.err
		if err.Error() != test.want {
			t.Errorf("it says %q, want %q", err, test.want)
		}
		if !errors.Is(err, store.ErrDamaged) || errors.Is(err, store.ErrFull) || errors.Is(err, cause) != test.caused || store.IsContext(err) != test.caused {
			t.Errorf("of %q: the kind is %v, the cause %v", err, errors.Is(err, store.ErrDamaged), errors.Is(err, cause))
		}
	}
	for err, want := range map[error]bool{nil: false, context.Canceled: true, context.DeadlineExceeded: true, store.ErrTooSlow: false} {
		if store.IsContext(err) != want {
			t.Errorf("that %v is of a context is %v", err, !want)
		}
	}
}
