package intake

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/fetch"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// A source moves within its site, and nowhere else by itself.
func TestMovedWithin(t *testing.T) {
	for _, test := range []struct {
		from, to string
		want     bool
	}{
		{"https://o.example/a", "https://o.example/b", true}, {"https://o.example/a", "https://www.o.example/a", true}, {"https://www.o.example/a", "https://o.example/a", true}, {"http://o.example/a", "https://o.example/a", true}, {"http://o.example:80/a", "https://o.example:443/a", true},
		{"https://o.example/a", "https://p.example/a", false}, {"https://o.example/a", "https://o.example:8443/a", false}, {"https://me:x@o.example/a", "https://o.example/b", false}, {"https://o.example/a", "", false}, {"https://o.example/a", "http://[", false}, {"http://[", "https://o.example/a", false},
	} {
		if got := movedWithin(test.from, test.to); got != test.want {
			t.Errorf("from %s to %s is within: %t", test.from, test.to, got)
		}
	}
}

// A lease is renewed while it is used, and given back then; what another process has taken
// meanwhile stays that one's.
func TestDuring(t *testing.T) {
	defer SetLease(90*time.Millisecond, 0, time.Millisecond)()
	s := storetest.New(t)
	if err := s.PutSource(t.Context(), store.Source{Name: "Office", Address: "https://o.example/"}); err != nil {
		t.Fatal(err)
	}
	source := func() store.Source {
		list, err := s.Sources(t.Context())
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		return list[0]
	}
	for _, other := range []string{"", "another"} {
		l := newLease(s)
		taken, err := l.take(t.Context(), source())
		if err != nil {
			t.Fatal(err)
		}
		l.during(t.Context(), "Office", func() {
			end := time.Now().Add(time.Minute)
			for !source().Fetch.Held.After(taken.Fetch.Held) && time.Now().Before(end) {
				time.Sleep(time.Millisecond)
			}
			if !time.Now().Before(end) {
				t.Error("it is not renewed")
			}
			if other == "" {
				return
			}
			if err := s.ChangeSource(t.Context(), "Office", func(one *store.Source, _ []store.Source) error {
				one.Fetch.Holder = other
				return nil
			}); err != nil {
				t.Error(err)
			}
		})
		if got := source().Fetch.Holder; got != other {
			t.Errorf("it is held by %q, want %q", got, other)
		}
	}
}

// A document is decided about where so many bytes or releases of it wait, and not before.
func TestLookahead(t *testing.T) {
	for _, c := range []struct {
		bytes, releases int
		decided         bool
	}{{maxHeld, 1, true}, {maxHeld - 1, 1, false}, {0, maxLooked, true}, {0, maxLooked - 1, false}} {
		r, err := newRouter(t.Context(), storetest.New(t), "imported")
		if err != nil {
			t.Fatal(err)
		}
		given := 0
		l := lookahead{router: r, ctx: t.Context(), give: func(string, feed.Item) error { given++; return nil }}
		for range c.releases {
			if err := l.item(feed.Item{Body: strings.Repeat("a", c.bytes)}); err != nil {
				t.Fatal(err)
			}
		}
		if (given > 0) != c.decided {
			t.Errorf("of %d releases of %d bytes %d are passed on", c.releases, c.bytes, given)
		}
	}
}

// What messages call inputs, and what a source lists.
func TestNamesOfInputs(t *testing.T) {
	for text, want := range map[string]string{"a.txt: it is no board": "it is no board", "b.txt: it is no board": "b.txt: it is no board", "a.txt: ": "a.txt: ", "a.txt": "a.txt"} {
		if got := withoutName(errors.New(text), "a.txt"); got != want {
			t.Errorf("%q without its name is %q", text, got)
		}
	}
	if got := named([]Input{{Name: "a"}}) + ", " + named(make([]Input, 3)); got != "a, 3 files" {
		t.Errorf("inputs are called %s", got)
	}
	for address, want := range map[string]bool{"https://o.example/a": true, "http://o.example/a": true, "mailto:a@o.example": false, "0123456789abcdef": false, "": false} {
		if got := (&data.Release{Address: address}).Link() != ""; got != want {
			t.Errorf("%q is a page: %t", address, got)
		}
	}
	var l listing
	for i, it := range []feed.Item{{Date: 20251114}, {Date: 20251112}, {Date: 20251120, Undated: true}, {Date: 20251113}} {
		l.add(it, []string{"", "https://o.example/1", "https://o.example/2", ""}[i])
	}
	if l.oldest != 20251112 || l.newest != 20251114 || l.page != "https://o.example/1" {
		t.Errorf("listed is %+v", l)
	}
	k := keeper{source: "Office", summary: &Summary{}}
	for range maxDuplicates + 2 {
		k.duplicate(data.Place{File: "a"}, data.Place{File: "b"})
	}
	k.addProblems([]data.Problem{{What: "x"}})
	problems := k.summary.Problems
	if n := len(problems); n != maxDuplicates+2 || problems[n-1].What != "2 more releases that are there twice not listed" || problems[n-2].What != "x" {
		t.Errorf("%d problems, the last %v", n, problems[max(0, n-2):])
	}
	k.addProblems(nil)
	if n := len(k.summary.Problems); n != maxDuplicates+2 {
		t.Errorf("they are told of again: %d problems", n)
	}
}

// Of the pages of a list of links so many are remembered, those of the newest.
func TestRemembered(t *testing.T) {
	s := storetest.New(t)
	k := &keeper{ctx: t.Context(), store: s, source: "Office"}
	page := func(n int) string { return fmt.Sprintf("https://o.example/%d", n) }
	for n := range maxKnown {
		k.known = append(k.known, store.Page{Address: page(n), Times: 1, Asked: time.Now()})
	}
	for n := maxKnown + 9; n >= 0; n-- { // the newest first
		it := feed.Item{ID: page(n), Address: page(n), Date: data.DateOf(time.Now())}
		known, err := k.text(&it)
		if err != nil {
			t.Fatal(err)
		}
		if n >= maxKnown {
			known.Got(&it, &fetch.Answer{}, nil)
		}
	}
	pages := k.remembered(true)
	if len(pages) != maxKnown || pages[0].Address != page(maxKnown+9) || pages[maxKnown-1].Address != page(10) {
		t.Errorf("%d pages, from %+v", len(pages), pages[0])
	}
}
