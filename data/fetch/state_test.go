package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pressroom/data"
	"pressroom/data/feed"
)

// When a source is asked again: after its interval, or twice as long with each failure, up to a
// day, give or take a tenth.
func TestNextTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		about := func(what string, got, want time.Duration) {
			t.Helper()
			if got < want-want/10 || got > want+want/10 {
				t.Errorf("%s: after %v, want about %v", what, got, want)
			}
		}
		for every, want := range map[time.Duration]time.Duration{0: DefaultEvery, time.Second: MinEvery, MinEvery: MinEvery, 2 * time.Hour: 2 * time.Hour, 48 * time.Hour: 48 * time.Hour} {
			source := Source{Every: every}
			var s State
			s.worked(&source, 0)
			about(fmt.Sprint("every ", every), s.Next.Sub(s.Checked), want)
			for n := 1; n <= maxFailures+2; n++ {
				s.failed(&source, errors.New("broken"))
				after := want
				for range n - 1 {
					after = min(2*after, max(maxEvery, want))
				}
				about(fmt.Sprintf("every %v, failed %d times", every, n), s.Next.Sub(s.Checked), after)
				if s.Failures != min(n, maxFailures) || s.Reason != "broken" || s.Ended {
					t.Errorf("failed %d times: %+v", n, s)
				}
			}
		}
		source := Source{Every: time.Hour}
		var s State
		s.worked(&source, 5*time.Hour)
		about("fresh for longer", s.Next.Sub(s.Checked), 5*time.Hour)
		for range 100 {
			if s.worked(&source, 5*time.Hour); s.Due(s.Checked.Add(5*time.Hour - 1)) {
				t.Error("it is due sooner than its site wants")
			}
		}
		if refused := source.Refused(&Error{Kind: Temporary, After: 3 * time.Hour}); time.Until(refused.Alone) != 3*time.Hour || refused.Due(refused.Alone.Add(-1)) {
			t.Errorf("asked to be left alone when it was added: %+v", refused)
		}
		if refused := source.Refused(&Error{Kind: Temporary}); !refused.Due(time.Now()) {
			t.Errorf("down when it was added: %+v", refused)
		}
		s.worked(&source, 5*time.Minute)
		about("fresh for less", s.Next.Sub(s.Checked), time.Hour)
		s.worked(&source, 100*time.Hour)
		about("fresh for very long", s.Next.Sub(s.Checked), maxEvery)
		if s.Due(s.Next.Add(-1)) || !s.Due(s.Next) {
			t.Error("it is due before, or not then")
		}

		for name, test := range map[string]struct {
			s    State
			want bool
		}{
			"asked a year ahead":                      {State{Checked: time.Now().AddDate(1, 0, 0), Next: time.Now().AddDate(1, 0, 0)}, true},
			"left alone from a year ahead":            {State{Alone: time.Now().AddDate(1, 0, 0), Next: time.Now().AddDate(1, 0, 0)}, true},
			"gone, and asked a year ahead":            {State{Checked: time.Now().AddDate(1, 0, 0), Ended: true}, false},
			"asked by a clock that is a little ahead": {State{Checked: time.Now().Add(time.Minute), Next: time.Now().Add(time.Hour)}, false},
			"left alone for a week":                   {State{Alone: time.Now().Add(maxWait), Next: time.Now().Add(maxWait)}, false},
			"asked once a year":                       {State{Checked: time.Now(), Next: time.Now().AddDate(1, 0, 0)}, false},
		} {
			if got := test.s.Due(time.Now()); got != test.want {
				t.Errorf("%s: due is %v", name, got)
			}
		}

		first := time.Now()
		s.failed(&source, &Error{Kind: Temporary, After: 3 * time.Hour})
		if s.Alone != first.Add(3*time.Hour) || s.Next.Before(s.Alone) || s.Since != first {
			t.Errorf("left alone for three hours: %+v", s)
		}
		time.Sleep(time.Hour)
		was := s
		s.failed(&source, &Error{Kind: Deferred, After: 2 * time.Hour})
		about("not asked", s.Next.Sub(s.Alone), time.Minute)
		if s.Alone != time.Now().Add(2*time.Hour) || s.Failures != was.Failures || s.Checked != was.Checked || s.Since != first {
			t.Errorf("not asked: %+v, before %+v", s, was)
		}
		s.failed(&source, &Error{Kind: Unavailable})
		if !s.Alone.IsZero() || s.Since != first || s.Failures != 2 {
			t.Errorf("failed without a wish to be left alone: %+v", s)
		}
		s.failed(&source, &Error{Kind: Gone})
		if !s.Ended || s.Due(s.Next.Add(1000*time.Hour)) {
			t.Errorf("gone for good: %+v", s)
		}
		s.worked(&source, 0)
		if s.Failures != 0 || !s.Since.IsZero() || s.Reason != "" || !s.Alone.IsZero() {
			t.Errorf("worked again: %+v", s)
		}
	})
}

// A site that says that nothing has changed though it was not asked gives nothing.
func TestUnaskedNotModified(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		n.serve("m.example", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNotModified) })
		c := n.client(Options{Agent: agent})
		for etag, want := range map[string]string{"": "http://m.example/a: the site answers that nothing has changed (304), which was not asked", `"x"`: ""} {
			answer, err := c.Get(t.Context(), Request{Address: "http://m.example/a", Validator: Validator{ETag: etag}})
			if want == "" && (err != nil || !answer.NotModified) || want != "" && (err == nil || err.Error() != want) {
				t.Errorf("asked with %q: %v", etag, err)
			}
		}
	})
}

// Rules of a site that are said not to have changed, which was not asked, forbid nothing.
func TestUnaskedRules(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		n.serve("broken-rules.example", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(http.StatusNotModified)
			}
		})
		if _, err := n.client(Options{Agent: agent}).Get(t.Context(), Request{Address: "http://broken-rules.example/a"}); err != nil {
			t.Error(err)
		}
	})
}

// What a status and headers mean.
func TestAnswers(t *testing.T) {
	u, _ := url.Parse("https://o.example/a/b")
	for status, want := range map[int]string{
		200: "", 304: "", 410: "2 gone for good", 429: "0 fewer requests", 404: "1 nothing there", 401: "1 refuses access", 403: "1 refuses access",
		500: "0 has an error", 599: "0 has an error", 300: "1 redirects to no valid address", 399: "1 redirects to no valid address", 299: "1 answers 299", 400: "1 answers 400", 499: "1 answers 499",
	} {
		e := statusError(u, &http.Response{StatusCode: status, Header: http.Header{"Retry-After": {"60"}}}, true)
		if want == "" {
			if e != nil {
				t.Errorf("%d is %v", status, e)
			}
			continue
		}
		kind, what, _ := strings.Cut(want, " ")
		if e == nil || fmt.Sprint(e.Kind) != kind || !strings.Contains(e.What, what) || e.Status != status || e.After != time.Minute {
			t.Errorf("%d is %+v, want %s", status, e, want)
		}
	}
	for _, test := range []struct {
		status   int
		location string
		want     string
	}{
		{301, "/c", "https://o.example/c"}, {302, "c", "https://o.example/a/c"}, {303, "https://p.example/", "https://p.example/"}, {307, "/c", "https://o.example/c"}, {308, "/c", "https://o.example/c"},
		{300, "/c", ""}, {304, "/c", ""}, {200, "/c", ""}, {301, "", ""}, {301, "http://[", ""},
	} {
		if got := redirectOf(&http.Response{StatusCode: test.status, Header: http.Header{"Location": {test.location}}}, u); got != test.want {
			t.Errorf("%d to %q leads to %q, want %q", test.status, test.location, got, test.want)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		in := func(d time.Duration) string { return time.Now().Add(d).UTC().Format(http.TimeFormat) }
		for after, want := range map[string]time.Duration{
			"": 0, "0": 0, " 60 ": time.Minute, "-1": 0, "x": 0, "4294967295": maxWait, "4294967296": 0, in(time.Hour): time.Hour, in(-time.Hour): 0, in(30 * 24 * time.Hour): maxWait,
		} {
			if got := retryAfter(http.Header{"Retry-After": {after}}); got != want {
				t.Errorf("Retry-After: %s is %v, want %v", after, got, want)
			}
		}
		for _, test := range []struct {
			cache, age, expires string
			want                time.Duration
		}{
			{"max-age=600", "", "", 10 * time.Minute}, {`public, Max-Age="600"`, "60", "", 9 * time.Minute}, {"max-age=60", "600", "", 0}, {"max-age=600, no-store", "", "", 10 * time.Minute}, {"no-cache, max-age=600", "", "", 0},
			{"max-age=99999999", "", "", maxWait}, {"max-age=x", "", in(time.Hour), time.Hour}, {"", "", in(time.Hour), time.Hour}, {"", "", in(-time.Hour), 0}, {"", "", in(30 * 24 * time.Hour), maxWait}, {"", "", "0", 0}, {"public", "", "", 0},
			{"max-age=600", "4294967295", "", 0}, {"max-age=600", "4294967296", "", 0},
		} {
			h := http.Header{"Cache-Control": {test.cache}, "Age": {test.age}, "Expires": {test.expires}}
			if got := freshness(h); got != test.want {
				t.Errorf("%+v is fresh for %v", test, got)
			}
		}
	})
	if short(strings.Repeat("a", maxHeader)) == "" || short(strings.Repeat("a", maxHeader+1)) != "" {
		t.Error("a header is kept beyond its limit, or not up to it")
	}
	for _, test := range []struct {
		a, b string
		want bool
	}{{"https://o.example/a", "https://o.example/b", true}, {"https://o.example/a", "https://p.example/a", false}, {"https://o.example", "https://o.example:8443", false}, {"http://[", "http://[", false}} {
		if got := sameHost(test.a, test.b); got != test.want {
			t.Errorf("%s and %s are of one host: %t", test.a, test.b, got)
		}
	}
	if got := hostsOf("https://o.example:8443/a"); len(got) != 1 || got[0] != "o.example" || hostsOf("a") != nil || hostsOf("http://[") != nil {
		t.Errorf("hosts are %q, %q and %q", got, hostsOf("a"), hostsOf("http://["))
	}
	login, _ := url.Parse("https://me:secret@o.example/")
	for address, want := range map[string]string{"https://o.example/a": "https://me:secret@o.example/a", "http://o.example/a": "http://o.example/a", "https://p.example/a": "https://p.example/a"} {
		if got := withLogin(address, login); got != want {
			t.Errorf("%s with a login is %s", address, got)
		}
	}
}

// A host is asked again after the longest of its pauses, up to a limit, and robots.txt of one
// that wants to be left alone is not asked for.
func TestHostPauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &host{}
		begin := time.Now()
		h.delayNext(time.Second)
		h.delayNext(time.Millisecond)
		h.backOff(0)
		h.backOff(-time.Hour)
		if err := h.pause(t.Context()); err != nil || time.Since(begin) != time.Second {
			t.Errorf("paused for %v, %v", time.Since(begin), err)
		}
		h.backOff(time.Hour)
		h.backOff(time.Minute)
		if h.backOffFor() != time.Hour {
			t.Errorf("left alone for %v", h.backOffFor())
		}
	})
}

// What is private is so within the addresses of newer nets too, at its place in them.
func TestEmbeddedAddresses(t *testing.T) {
	for s, want := range map[string]bool{
		"2002:a01:203::": true, "2002:101:a01::": false, "2002:5d0a:101::": false, "64:ff9b::a01:203": true, "64:ff9b::101:203": false, "::a01:203": true, "::ffff:10.1.2.3": true, "::ffff:1.1.1.1": false,
	} {
		if got := whyPrivate(netip.MustParseAddr(s)) != ""; got != want {
			t.Errorf("%s is private: %t", s, got)
		}
	}
	for address, want := range map[string]string{
		"https://o.example/a": "", "https://localhost/a": "on this machine", "http://a.localhost.": "on this machine", "http://[::1]/": "on this machine", "http://10.1.2.3:80/": "private net", "o.example": "no address", "http://[": "no address", "": "no address",
	} {
		if err := Public(address); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", address, err, want)
		}
	}
	c := New(Options{Agent: "pressroom/test", Proxy: func(r *http.Request) (*url.URL, error) { return url.Parse(r.Header.Get("P")) }})
	defer c.Close()
	for proxy, want := range map[string]string{"http://p.example": "p.example:80", "https://p.example": "p.example:443", "socks5://p.example": "p.example:1080", "socks5h://q.example": "q.example:1080", "http://p.example:3128": "p.example:3128"} {
		r := &http.Request{Header: http.Header{"P": {proxy}}}
		if _, err := c.proxy(r); err != nil || !c.isProxy(want) || c.isProxy("p.example:81") {
			t.Errorf("%s is no proxy at %s: %v", proxy, want, err)
		}
	}
}

// The report of a pull is that of all its pages.
func TestReportOfPages(t *testing.T) {
	p := pull{}
	p.addReport(feed.Report{Title: "T", Items: 2, Next: []string{"a"}})
	p.addReport(feed.Report{Items: 3, Truncated: true, Problems: []data.Problem{{What: "x"}}})
	p.addReport(feed.Report{Items: 1, Categories: true, Problems: []data.Problem{{What: "y"}}})
	if r := p.Report; r.Title != "T" || r.Items != 6 || !r.Truncated || !r.Categories || len(r.Problems) != 2 || p.Pages != 3 {
		t.Errorf("%d pages: %+v", p.Pages, r)
	}
	p.seen = map[string]bool{}
	if got := p.next([]string{"a", "b"}) + p.next([]string{"a", "b"}) + p.next([]string{"a", "b"}); got != "ab" {
		t.Errorf("the next pages are %s", got)
	}
}

// A page is gone where its site says so: 404 and 410. What cannot be told is an error, and another
// site is not asked.
func TestGone(t *testing.T) {
	for path, want := range map[string]string{
		"/200": "false <nil>", "/404": "true <nil>", "/410": "true <nil>", "/403": "false http://m.example/403: the site refuses access (403)", "/500": "false http://m.example/500: the site has an error (500)",
	} {
		synctest.Test(t, func(t *testing.T) {
			n := newNet(t)
			n.serve("m.example", func(w http.ResponseWriter, r *http.Request) {
				status, _ := strconv.Atoi(r.URL.Path[1:])
				w.WriteHeader(status)
			})
			c := n.client(Options{})
			gone, err := c.Gone(t.Context(), "http://m.example/feed", "http://m.example"+path)
			if got := fmt.Sprint(gone, " ", err); got != want {
				t.Errorf("%s is gone: %s, want %s", path, got, want)
			}
			gone, err = c.Gone(t.Context(), "http://m.example/feed", "http://p.example"+path)
			if got := fmt.Sprint(gone, " ", err); got != "false http://p.example"+path+": it is not at the site of [m.example]" || len(n.visits()) != 1 {
				t.Errorf("of another site: %s, asked were %q", got, n.visits())
			}
		})
	}
}

// Rules that a site refuses to give forbid nothing; while it has an error, or asks for fewer
// requests, we do not know them, and ask for nothing else.
func TestRulesThatAreNotThere(t *testing.T) {
	for status, want := range map[int]bool{400: true, 403: true, 404: true, 499: true, 429: false, 500: false, 503: false} {
		synctest.Test(t, func(t *testing.T) {
			n := newNet(t)
			n.serve("strict.example", func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					w.WriteHeader(status)
				}
			})
			_, err := n.client(Options{}).Get(t.Context(), Request{Address: "http://strict.example/a"})
			if asked := len(n.visits()) == 1; asked != want || (err == nil) != want {
				t.Errorf("rules that are %d: asked %t, %v", status, asked, err)
			}
		})
	}
}
