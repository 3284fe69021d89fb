package intake_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"pressroom/data/fetch"
	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// site is a server whose answers a test changes.
type site struct {
	*httptest.Server
	answer http.HandlerFunc
	asked  int // but for robots.txt
}

func newSite(t *testing.T) *site {
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		s.asked++
		s.answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// newClient returns a client that makes no pause, until the test ends.
func newClient(t *testing.T) *fetch.Client {
	c := fetch.New(fetch.Options{Agent: "pressroom/test", Pause: time.Nanosecond})
	t.Cleanup(c.Close)
	return c
}

// feedOf answers with a feed of items, or that it has not changed.
func feedOf(items ...string) http.HandlerFunc {
	text := rss(items...)
	tag := fmt.Sprintf("%q", fmt.Sprint(len(text)))
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, text)
	}
}

// follow puts a source with an address into a store, and asks it once.
func follow(t *testing.T, ctx context.Context, s store.Store, address string) (store.Source, intake.Summary, error) {
	client := newClient(t)
	source := store.Source{Name: "Office", Address: address}
	if err := s.PutSource(t.Context(), source); err != nil {
		t.Fatal(err)
	}
	got, err := intake.Sync(ctx, s, client, source, intake.Pull{})
	return source, got, err
}

func TestSync(t *testing.T) {
	ctx := context.Background()
	site := newSite(t)
	s := storetest.New(t)
	if err := s.PutSource(ctx, store.Source{Name: "Office", Address: site.URL + "/feed"}); err != nil {
		t.Fatal(err)
	}
	now := func() store.Source {
		list, err := s.Sources(ctx)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		return list[0]
	}
	one, two := item("1", "One", friday, "First."), item("2", "Two", friday, "Second.")
	for _, step := range []struct {
		name   string
		answer http.HandlerFunc
		want   string
		error  string // part of it
		then   func(store.Source) bool
	}{
		{"the first time", feedOf(one), "1 new, 0 changed, 0 unchanged, 0 problems", "",
			func(s store.Source) bool {
				return s.Fetch.Failures == 0 && !s.Fetch.Done.IsZero() && !intake.Due(s, time.Now()) && intake.Due(s, time.Now().Add(3*time.Hour))
			}},
		{"not changed", feedOf(one), "0 new, 0 changed, 0 unchanged, 0 problems", "", nil},
		{"broken", func(w http.ResponseWriter, _ *http.Request) {
			text := rss(two)
			w.Header().Set("Content-Length", fmt.Sprint(len(text)+100))
			fmt.Fprint(w, text)
		}, "0 new, 0 changed, 0 unchanged, 0 problems", "closed the connection early",
			func(s store.Source) bool {
				return s.Fetch.Failures == 1 && strings.Contains(s.Fetch.Failure, "closed") && !s.Fetch.Done.IsZero() && s.Fetch.ETag != ""
			}},
		{"too often", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "36000")
			w.WriteHeader(http.StatusTooManyRequests)
		}, "0 new, 0 changed, 0 unchanged, 0 problems", "429",
			func(s store.Source) bool {
				return s.Fetch.Failures == 2 && !intake.Due(s, time.Now().Add(9*time.Hour))
			}},
		{"it works again", feedOf(one, two), "1 new, 0 changed, 1 unchanged, 0 problems", "",
			func(s store.Source) bool { return s.Fetch.Failures == 0 && s.Fetch.Failure == "" }},
		{"moved for good", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/feed" {
				http.Redirect(w, r, "/moved", http.StatusMovedPermanently)
				return
			}
			feedOf(one, two)(w, r)
		}, "", "", func(s store.Source) bool { return strings.HasSuffix(s.Address, "/moved") }},
		{"gone for good", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) },
			"0 new, 0 changed, 0 unchanged, 0 problems", "410",
			func(s store.Source) bool { return s.Fetch.Ended && !intake.Due(s, time.Now().Add(1e6*time.Hour)) }},
	} {
		site.answer = step.answer
		client := newClient(t) // one that does not know yet what the site asked for
		got, err := intake.Sync(ctx, s, client, now(), intake.Pull{})
		if (err != nil) != (step.error != "") || err != nil && !strings.Contains(err.Error(), step.error) {
			t.Errorf("%s: the error is %v, want %q", step.name, err, step.error)
		}
		if step.want != "" && counts(got) != step.want {
			t.Errorf("%s: %s, want %s", step.name, counts(got), step.want)
		}
		if step.then != nil && !step.then(now()) {
			t.Errorf("%s: the source is %+v", step.name, now())
		}
	}
}

// A source that moved to another host is asked at its own address all the same.
func TestSyncMovedElsewhere(t *testing.T) {
	ctx := t.Context()
	site, other := newSite(t), newSite(t)
	other.answer = feedOf(item("1", "One", friday, "First."))
	site.answer = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+"/feed", http.StatusMovedPermanently)
	}
	s := storetest.New(t)
	source, got, err := follow(t, ctx, s, site.URL+"/feed")
	list, _ := s.Sources(ctx)
	if err != nil || got.Added != 1 || list[0].Address != source.Address {
		t.Errorf("%v, %s, and the source is at %s", err, counts(got), list[0].Address)
	}
}

// What was imported from a file is not there twice when its feed is followed.
func TestSyncAfterImport(t *testing.T) {
	ctx := t.Context()
	site, s := newSite(t), storetest.New(t)
	one := item("https://office.example/1", "One", friday, "First.")
	site.answer = feedOf(one, item("https://office.example/2", "Two", friday, "Second."))
	if _, err := intake.Import(ctx, s, "imported", []intake.Input{file("feed.xml", rss(one))}, intake.Options{}); err != nil {
		t.Fatal(err)
	}
	_, got, err := follow(t, ctx, s, site.URL+"/feed")
	d, _ := s.Document(ctx, 1)
	if err != nil || got.Added != 1 || got.Changed != 0 || got.Adopted != 1 || d.Source != "Office" {
		t.Errorf("%v: %s, and the first is of %s", err, counts(got), d.Source)
	}
}

// What is given up leaves nothing behind, not even a failure.
func TestSyncGivenUp(t *testing.T) {
	site := newSite(t)
	ctx, cancel := context.WithCancel(context.Background())
	site.answer = func(w http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}
	s := storetest.New(t)
	source, _, err := follow(t, ctx, s, site.URL)
	list, _ := s.Sources(context.Background())
	if err == nil || !reflect.DeepEqual(list[0], source) {
		t.Errorf("%v, and the source is %+v", err, list[0])
	}
}

// One source that fails, or makes a parser panic, stops no other, and what a site
// asked for holds by hand too.
func TestSyncAll(t *testing.T) {
	ctx := context.Background()
	good, broken := newSite(t), newSite(t)
	good.answer = feedOf(item("1", "One", friday, "First."))
	broken.answer = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "600")
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	s := storetest.New(t)
	for name, address := range map[string]string{"Good": good.URL, "Broken": broken.URL, "Imported": ""} {
		if err := s.PutSource(ctx, store.Source{Name: name, Address: address}); err != nil {
			t.Fatal(err)
		}
	}
	client := newClient(t)
	allowed := func(at time.Time) (list []store.Source) {
		sources, err := s.Sources(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, source := range sources {
			if intake.Allowed(source, at) {
				list = append(list, source)
			}
		}
		return list
	}
	if list := allowed(time.Now()); len(list) != 2 {
		t.Fatalf("at first %d may be asked, want 2", len(list))
	}
	begun, got := 0, map[string]string{}
	err := intake.SyncAll(ctx, s, client, allowed(time.Now()), intake.Pull{}, func(store.Source) { begun++ }, func(a intake.Asked) {
		got[a.Source.Name] = fmt.Sprintf("%s, %v", counts(a.Summary), a.Err != nil)
	})
	if err != nil || begun != 2 || got["Good"] != "1 new, 0 changed, 0 unchanged, 0 problems, false" || got["Broken"] != "0 new, 0 changed, 0 unchanged, 0 problems, true" {
		t.Errorf("%v, %d begun, %v", err, begun, got)
	}
	if list := allowed(time.Now()); len(list) != 1 || list[0].Name != "Good" {
		t.Errorf("after Retry-After %+v may be asked, want Good", list)
	}
	if list := allowed(time.Now().Add(11 * time.Minute)); len(list) != 2 {
		t.Errorf("after what the site asked for, %d may be asked, want 2", len(list))
	}

	gone, cancel := context.WithCancel(ctx)
	cancel()
	err = intake.SyncAll(gone, s, client, allowed(time.Now()), intake.Pull{}, func(store.Source) {}, func(a intake.Asked) { t.Errorf("ended: %+v", a) })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}

// A source without an interval of its own has that of the pull.
func TestSyncEvery(t *testing.T) {
	ctx := context.Background()
	site := newSite(t)
	site.answer = feedOf(item("1", "One", friday, "First."))
	client := newClient(t)
	for _, own := range []time.Duration{0, 3 * time.Hour} {
		s := storetest.New(t)
		source := store.Source{Name: "Office", Address: site.URL, Interval: own}
		if err := s.PutSource(ctx, source); err != nil {
			t.Fatal(err)
		}
		if _, err := intake.Sync(ctx, s, client, source, intake.Pull{Every: 15 * time.Minute}); err != nil {
			t.Fatal(err)
		}
		list, _ := s.Sources(ctx)
		if due := intake.Due(list[0], time.Now().Add(20*time.Minute)); due != (own == 0) {
			t.Errorf("interval %v: due after 20 minutes is %v", own, due)
		}
	}
}

// Where a site asked to be left alone, its other sources are not asked, and not to
// blame either.
func TestSyncLater(t *testing.T) {
	ctx := context.Background()
	site := newSite(t)
	site.answer = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/feed" {
			feedOf(item("1", "One", friday, "First."))(w, r)
			return
		}
		w.Header().Set("Retry-After", "600")
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	s := storetest.New(t)
	client := newClient(t)
	feed, broken := store.Source{Name: "Feed", Address: site.URL + "/feed"}, store.Source{Name: "Broken", Address: site.URL + "/broken"}
	for _, source := range []store.Source{feed, broken} {
		if err := s.PutSource(ctx, source); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := intake.Sync(ctx, s, client, feed, intake.Pull{}); err != nil {
		t.Fatal(err)
	}
	list, _ := s.Sources(ctx)
	before := list[1]
	if _, err := intake.Sync(ctx, s, client, broken, intake.Pull{}); err == nil {
		t.Fatal("it does not fail")
	}
	_, err := intake.Sync(ctx, s, client, before, intake.Pull{})
	list, _ = s.Sources(ctx)
	after, want := list[1], before
	want.Fetch.Alone, want.Fetch.Next = after.Fetch.Alone, after.Fetch.Next
	if err == nil || !reflect.DeepEqual(after, want) || intake.Allowed(after, time.Now()) || !intake.Allowed(after, time.Now().Add(11*time.Minute)) || !intake.Due(after, time.Now().Add(12*time.Minute)) {
		t.Errorf("%v, and it is %+v, want %+v", err, after, want)
	}
}

// Another interval counts from when a source was asked last, unless it fails or its site
// asked to be left alone; a very short one is refused.
func TestSetInterval(t *testing.T) {
	now := time.Now()
	asked := store.Fetch{Tried: now, Done: now, Next: now.Add(time.Hour)}
	alone, failing := asked, asked
	alone.Alone, failing.Failures = now.Add(48*time.Hour), 1
	for name, c := range map[string]struct {
		fetch        store.Fetch
		every        time.Duration
		after, until time.Duration
	}{
		"longer":           {asked, 24 * time.Hour, 21 * time.Hour, 27 * time.Hour},
		"shorter":          {asked, 10 * time.Minute, 8 * time.Minute, 12 * time.Minute},
		"by default":       {asked, 0, 50 * time.Minute, 70 * time.Minute},
		"left alone":       {alone, 10 * time.Minute, 48 * time.Hour, 48 * time.Hour},
		"failing":          {failing, 10 * time.Minute, time.Hour, time.Hour},
		"not asked as yet": {store.Fetch{}, 24 * time.Hour, 0, 0},
	} {
		source := store.Source{Name: "Office", Address: "https://example.org", Interval: time.Hour, Fetch: c.fetch}
		if err := intake.SetInterval(&source, c.every); err != nil || source.Interval != c.every {
			t.Errorf("%s: %v, %v", name, err, source.Interval)
		}
		next := source.Fetch.Next
		if c.fetch.Tried.IsZero() {
			if !next.IsZero() {
				t.Errorf("%s: the next time is %v", name, next)
			}
		} else if next.Before(now.Add(c.after)) || next.After(now.Add(c.until)) {
			t.Errorf("%s: the next time is after %v, want from %v until %v", name, next.Sub(now), c.after, c.until)
		}
	}
	for _, every := range []time.Duration{time.Second, -time.Hour, 299 * time.Second} {
		source := store.Source{Interval: time.Hour}
		if err := intake.SetInterval(&source, every); err == nil || source.Interval != time.Hour {
			t.Errorf("%v: %v, %v", every, err, source.Interval)
		}
	}
}
