package model

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
)

// A library that takes the place of its beginning is listed by the query in
// force, or not at all until that is answered.
func TestLoadUnderAQuery(t *testing.T) {
	synctest.Test(t, loadUnderAQuery)
}

func loadUnderAQuery(t *testing.T) {
	whole := corpusReader(t).Library()
	defer whole.Close()
	for _, tt := range []struct{ query, want string }{
		{`"hybrid bonding"`, "27"}, {"tariff", "14 28"}, {"org:KATS", "28 27"}, {"amkor", "21 20"},
	} {
		r := readerOf("2025-11-01 A Amkor and a tariff on hybrid bonding, says KATS")
		first := r.Library()
		carry(r, r.Start(tt.query))
		cmd := r.SetLibrary(whole)
		for i := range r.Listing().Len() {
			if !strings.Contains(r.At(i).Title, "Amkor") {
				t.Errorf("%s lists %q before it is answered", tt.query, r.At(i).Title)
			}
		}
		if len(r.Items()) < 2 {
			t.Errorf("%s: no facets", tt.query)
		}
		carry(r, cmd)
		var days []string
		for i := range r.Listing().Len() {
			days = append(days, r.At(i).Date.String()[8:])
		}
		if got := strings.Join(days, " "); got != tt.want {
			t.Errorf("%s lists %q, want %q", tt.query, got, tt.want)
		}
		first.Close()
	}
}

// Names are not known in a library that is too large for them: what wants them
// says so, and lists nothing.
func TestTooLargeForNames(t *testing.T) {
	if testing.Short() {
		t.Skip("makes very many releases")
	}
	r := corpusReader(t)
	carry(r, r.SetLetters("org:KATS"))
	equal(t, "listed", r.Listing().Len(), 2)
	carry(r, r.SetLibrary(made(maxNamed+1)))
	if r.Err() == nil || !strings.Contains(r.Err().Error(), "up to 50000 releases") {
		t.Errorf("the error is %v", r.Err())
	}
	equal(t, "listed", r.Listing().Len(), 0)
	equal(t, "known", r.Listing().Known(), false)
	for _, it := range r.Items() {
		if it.Kind == ValueItem && it.Facet == data.Category && it.Count != 0 {
			t.Errorf("%s counts %d", it.Label, it.Count)
		}
	}
	answer(r, r.ClearFacets())
	equal(t, "listed without it", r.Listing().Len(), maxNamed+1)
	if r.Err() != nil {
		t.Errorf("the error stays: %v", r.Err())
	}
}

// The list of an earlier query stands until the answer delay is over, and the
// cursor returns to its release.
func TestAnswerDelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := NewReader(large(), Options{Clock: today})
		r.MoveTo(7)
		on := here(r)
		batch := r.Toggle(data.Category, r.At(7).Category)().(tea.BatchMsg)
		equal(t, "the earlier list", r.Listing().Len(), large().Len())
		equal(t, "waiting", r.Waiting(), false)
		began := time.Now()
		msg := batch[1]()
		equal(t, "delay", time.Since(began), AnswerDelay)
		r.Update(msg)
		equal(t, "the earlier list later", r.Listing().Len(), 0)
		equal(t, "known", r.Listing().Known(), false)
		equal(t, "waiting", r.Waiting(), true)
		r.Update(batch[0]())
		equal(t, "waiting when it is answered", r.Waiting(), false)
		equal(t, "the cursor is on", here(r), on)
		n := r.Listing().Len()
		r.Update(msg)
		equal(t, "after a late alarm", r.Listing().Len(), n)
	})
}

// Readers who ask the same of a library share what is listed; another library,
// another depth and letters in place of words are others.
func TestListingsAreShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // where timers run out at once
		lib, another := made(600), made(7)
		defer lib.Close()
		defer another.Close()
		listing := func(lib *Library, query string) *Listing {
			r := NewReader(lib, Options{Clock: today})
			carry(r, r.SetLetters(query))
			return r.Listing()
		}
		for _, query := range []string{"", "korea", "category:energy", "korea sort:title"} {
			if first, again := listing(lib, query), listing(lib, query); first != again {
				t.Errorf("%q is listed twice", query)
			}
			if first, other := listing(lib, query), listing(another, query); first == other {
				t.Errorf("%q lists what another library has", query)
			}
		}
		words, err := Search(t.Context(), lib, data.Query{Words: "korea"}, nil)
		if letters := listing(lib, "korea"); err != nil || words == letters {
			t.Errorf("letters list what words do, or nothing: %v", err)
		}
		for i := range 2 * maxRecent {
			listing(lib, "korea since:2025-01-0"+string(rune('1'+i%9)))
		}
		if n := len(lib.recent.kept); n > maxRecent {
			t.Errorf("%d listings are kept", n)
		}
	})
}

// A reader who is woken goes on with the newest library, however many there were
// in between, and with none where there is none that is newer.
func TestNewer(t *testing.T) {
	latest := small()
	r := NewReader(latest, Options{Clock: today, Latest: func() *Library { return latest }})
	before := r.Listing()
	if cmd := r.Update(Newer{}); cmd != nil || r.Listing() != before {
		t.Error("the same library is taken for a newer one")
	}
	latest = made(40)
	latest = made(30)
	carry(r, r.Update(Newer{}))
	equal(t, "releases", r.Listing().Len(), 30)
	if r.Library() != latest {
		t.Error("it is another library")
	}
	alone := NewReader(small(), Options{Clock: today})
	if alone.Update(Newer{}) != nil {
		t.Error("a reader of one library looks for another")
	}
}

// New releases come above the cursor and leave it on its release, also on the first one
// where nobody has moved it; where its release is gone, it is on the first.
func TestNewReleasesLeaveTheCursor(t *testing.T) {
	for _, query := range []string{"", "graphene", "category:industry", `"graphene plant"`} {
		synctest.Test(t, func(t *testing.T) {
			latest := yearly(2000, 2001)
			r := NewReader(latest, Options{Clock: today, Latest: func() *Library { return latest }})
			come := func(from, to int) {
				t.Helper()
				r.lib.Close()
				latest = yearly(from, to)
				run(r, r.Update(Newer{}))
			}
			run(r, r.Start(query))
			run(r, r.Init())
			const first = "Graphene Plant Opens, 2001-12"
			for year := 2002; year < 2004; year++ {
				come(2000, year)
				equal(t, query+": under the cursor", here(r), first)
				equal(t, query+": shown", r.Shown().Title, first)
				equal(t, query+": the cursor", r.Cursor(), (year-2001)*12)
			}
			equal(t, query+": where to go on", r.Bookmark().Under, "")
			r.StartPrompt(FilterPrompt)
			r.SetLetters(query + " plant")
			run(r, r.CancelPrompt())
			equal(t, query+": under the cursor, when a query was given up", here(r), first)
			come(2003, 2004)
			equal(t, query+": where its release is gone", r.Cursor() < r.Listing().Len(), true)
			latest.Close()
		})
	}
}
