package intake_test

import (
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// Two processes that sync at the same moment ask each source once, and a site for one
// source at a time.
func TestTwoSync(t *testing.T) {
	defer intake.SetLease(time.Minute, time.Minute, time.Millisecond)()
	path := filepath.Join(t.TempDir(), "archive.db")
	var mu sync.Mutex
	asked, now := map[string]int{}, 0
	site := newSite(t)
	answer := feedOf(item("1", "One", friday, "First."))
	begun := make(chan bool, 10)
	site.answer = func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.URL.Path]++
		if now++; now > 1 {
			t.Error("the site is asked twice at once")
		}
		mu.Unlock()
		begun <- true
		answer(w, r)
		mu.Lock()
		now--
		mu.Unlock()
	}
	open := func() store.Store {
		s, err := sqlite.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	first := open()
	for _, name := range []string{"a", "b", "c"} {
		if err := first.PutSource(t.Context(), store.Source{Name: name, Address: site.URL + "/" + name}); err != nil {
			t.Fatal(err)
		}
	}
	listed, err := first.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var elsewhere, added int
	sync := func(s store.Store, ready func()) {
		client := newClient(t)
		ready()
		err := intake.SyncAll(t.Context(), s, client, listed, intake.Pull{}, func(store.Source) {}, func(a intake.Asked) {
			mu.Lock()
			defer mu.Unlock()
			switch {
			case errors.Is(a.Err, intake.ErrElsewhere):
				elsewhere++
			case a.Err != nil:
				t.Error(a.Err)
			}
			added += a.Summary.Added
		})
		if err != nil {
			t.Error(err)
		}
	}
	done := make(chan bool)
	go func() {
		defer close(done)
		sync(open(), func() {})
	}()
	sync(first, func() { <-begun })
	<-done
	if elsewhere != 3 || added != 3 || asked["/a"] != 1 || asked["/b"] != 1 || asked["/c"] != 1 {
		t.Errorf("%d are asked elsewhere, %d came in, and the site was asked %v", elsewhere, added, asked)
	}
	list, err := first.Sources(t.Context())
	for _, source := range list {
		if source.Fetch.Holder != "" || !source.Fetch.Held.IsZero() {
			t.Errorf("%v, and %+v is still held", err, source)
		}
	}
}

// A lease of a process that was killed comes to its end; one of another site keeps nobody
// from asking.
func TestLeasesThatAreLeft(t *testing.T) {
	defer intake.SetLease(time.Minute, 0, time.Millisecond)()
	site := newSite(t)
	site.answer = feedOf(item("1", "One", friday, "First."))
	client := newClient(t)
	if runtime.GOOS != "linux" {
		t.Skip("when a process began is known of Linux alone")
	}
	helper := exec.Command("sleep", "60")
	if err := helper.Start(); err != nil {
		t.Skip(err)
	}
	parts := strings.Fields(intake.NewHolder())
	of := func(machine string, pid int, start string) store.Fetch {
		return store.Fetch{Holder: strings.Join([]string{"x", machine, strconv.Itoa(pid), start}, " "), Held: time.Now().Add(time.Minute)}
	}
	dead := helper.Process.Pid
	_ = helper.Process.Kill()
	_ = helper.Wait()
	held := func(d time.Duration) store.Fetch { return store.Fetch{Holder: "killed", Held: time.Now().Add(d)} }
	for name, c := range map[string]struct {
		own, other store.Fetch
		at         string // where the other one is
		elsewhere  bool
	}{
		"nobody":                {at: site.URL},
		"another":               {own: held(time.Minute), at: site.URL, elsewhere: true},
		"one that was killed":   {own: held(-2 * time.Second), at: site.URL},
		"a clock ahead":         {own: held(90 * time.Second), at: site.URL, elsewhere: true},
		"a clock that is wrong": {own: held(24 * time.Hour), at: site.URL},
		"this process":          {own: of(parts[1], os.Getpid(), parts[len(parts)-1]), at: site.URL, elsewhere: true},
		"one that has ended":    {own: of(parts[1], dead, "1"), at: site.URL},
		"its number once more":  {own: of(parts[1], os.Getpid(), "1"), at: site.URL},
		"on another machine":    {own: of("elsewhere", dead, "1"), at: site.URL, elsewhere: true},
		"ended, at the site":    {other: of(parts[1], dead, "1"), at: site.URL + "/other"},
		"at the site":           {other: held(time.Minute), at: site.URL + "/other", elsewhere: true},
		"elsewhere":             {other: held(time.Minute), at: "https://example.org"},
		"at the site, long ago": {other: held(-2 * time.Second), at: site.URL + "/other"},
	} {
		s := storetest.New(t)
		for _, source := range []store.Source{{Name: "Office", Address: site.URL + "/feed", Fetch: c.own}, {Name: "Other", Address: c.at, Fetch: c.other}} {
			if err := s.PutSource(t.Context(), source); err != nil {
				t.Fatal(err)
			}
		}
		list, _ := s.Sources(t.Context())
		err := intake.SyncAll(t.Context(), s, client, list[:1], intake.Pull{}, func(store.Source) {}, func(a intake.Asked) {
			if errors.Is(a.Err, intake.ErrElsewhere) != c.elsewhere || a.Err != nil && !c.elsewhere {
				t.Errorf("%s: the error is %v", name, a.Err)
			}
		})
		if err != nil {
			t.Error(err)
		}
	}
}
