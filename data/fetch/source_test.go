package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pressroom/data/feed"
)

// board plays a board: pages of ten releases, the newest first.
type board struct {
	releases int
	broken   int // a page that cannot be had
}

func (b *board) serve(w http.ResponseWriter, r *http.Request) {
	if number, ok := strings.CutPrefix(r.URL.Path, "/eng/article/B1/"); ok {
		number = strings.TrimSuffix(number, "/view")
		fmt.Fprintf(w, `<html><body><div class="board_view"><h3 class="title">Release %s of the board</h3><dl><dt>Registration date</dt><dd>2025-11-%02s</dd></dl>
			<div class="view_cont"><p>The text of release %s that is cut off in the list.</p><p>It goes on here, and it ends here.</p></div></div></body></html>`, number, number, number)
		return
	}
	page, _ := strconv.Atoi(r.URL.Query().Get("pageIndex"))
	page = max(page, 1)
	if page == b.broken {
		w.WriteHeader(500)
		return
	}
	io.WriteString(w, "<html><head><title>Board</title></head><body><ul>")
	for i := b.releases - 10*(page-1); i > max(0, b.releases-10*page); i-- {
		fmt.Fprintf(w, `<li><a href="/eng/article/B1/%d/view"><strong class="title">Release %d of the board</strong><p>The text of release %d that is cut</p><span>date2025-11-%02d</span></a></li>`, i, i, i, (i-1)%30+1)
	}
	io.WriteString(w, "</ul>")
	for i := 1; i <= (b.releases+9)/10; i++ {
		fmt.Fprintf(w, `<a href="?pageIndex=%d">%d</a> `, i, i)
	}
}

// archive remembers what was kept, as a store does.
type archive map[string]string

func (a archive) keep(it feed.Item) (bool, error) {
	_, had := a[it.ID]
	a[it.ID] = it.Body
	return !had, nil
}

const boardAt = "http://m.example/eng/article/B1"

// pulls runs a test on a board of 25 releases.
func pulls(t *testing.T, test func(t *testing.T, n *net0, b *board, c *Client)) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		b := &board{releases: 25}
		n.serve("m.example", b.serve)
		test(t, n, b, n.client(Options{Agent: agent}))
	})
}

func mustPull(t *testing.T, c *Client, s Source, state State, a archive) Pulled {
	t.Helper()
	p, err := c.Pull(t.Context(), s, state, a.keep)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The texts of a list of links keep nobody waiting for a site that wants long pauses.
func TestPullLinksTime(t *testing.T) {
	for delay, want := range map[string]int{"30": 11, "1": 50} {
		synctest.Test(t, func(t *testing.T) {
			n, asked := newNet(t), 0
			n.serve("waits.example", func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.URL.Path == "/robots.txt":
					io.WriteString(w, "User-agent: *\nDisallow: /private\nCrawl-delay: "+delay)
				case r.URL.Path == "/news":
					for i := range 60 {
						fmt.Fprintf(w, "<li><a href='/n/%d'>The office opens its quay number %d</a> 2025-11-14</li>", i, i)
					}
				default:
					asked++
					io.WriteString(w, "<article><h1>The office opens a quay</h1><p>It was opened on Monday, as the ministry said before.</p></article>")
				}
			})
			a := archive{}
			p := mustPull(t, n.client(Options{Agent: agent}), Source{Address: "http://waits.example/news"}, State{}, a)
			if problems := p.Report.Problems; asked != want || p.New != want || len(problems) == 0 || problems[len(problems)-1].More != 60-want {
				t.Errorf("delay %s: %d were asked for, %d are new: %v", delay, asked, p.New, problems)
			}
		})
	}
}

// The text of a page that says nothing of the headline that led there is no release's.
func TestPullLinksPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		pages := map[string]string{
			"/n/1": "<h1>Quay Opens in Autumn</h1><p>It was opened on Monday, as the ministry said before.</p>",
			"/n/2": "<h1>Office</h1><p>A yard closes: it was said on Monday, as the ministry said before.</p>",
			"/n/3": "<h1>Your choice</h1><p>This site keeps cookies on your machine. Please choose which it may keep.</p>",
		}
		n.serve("m.example", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/news" {
				io.WriteString(w, "<article>"+pages[r.URL.Path]+"</article>")
				return
			}
			for i, title := range []string{"A Quay Opens in Autumn", "A Yard Closes in Winter", "Tolls Are to Fall in Spring"} {
				fmt.Fprintf(w, "<li><a href='/n/%d'>%s</a> 2025-11-14</li>", i+1, title)
			}
		})
		a := archive{}
		mustPull(t, n.client(Options{Agent: agent}), Source{Address: "http://m.example/news"}, State{}, a)
		for page, want := range map[string]string{"1": "It was opened on Monday, as the ministry said before.", "2": "A yard closes: it was said on Monday, as the ministry said before.", "3": ""} {
			if got, kept := a["http://m.example/n/"+page]; got != want || !kept {
				t.Errorf("page %s: %q, %v", page, got, kept)
			}
		}
	})
}

// A board of many pages that its site is slow to give is read in several pulls, but by one
// where it is said how much of it. A page that cannot be had is asked for again.
func TestPullBoardTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n, b := newNet(t), &board{releases: 250}
		n.serve("waits.example", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				io.WriteString(w, "User-agent: *\nCrawl-delay: 30")
				return
			}
			b.serve(w, r)
		})
		c, a, source := n.client(Options{Agent: agent}), archive{}, Source{Address: "http://waits.example/eng/article/B1"}
		const left = "http://waits.example/eng/article/B1: further pages left for the next time: it takes longer than 5 minutes"
		pull := func(state State, pages int, rest string) State {
			t.Helper()
			p := mustPull(t, c, source, state, a)
			problems := ""
			for _, problem := range p.Report.Problems {
				problems += problem.String()
			}
			want := ""
			if rest != "" {
				want, rest = left, source.Address+rest
			}
			if p.Pages != pages || p.State.Rest != rest || problems != want {
				t.Errorf("%d pages, then %q: %s", p.Pages, p.State.Rest, problems)
			}
			return p.State
		}
		first := pull(State{}, 12, "?pageIndex=13")
		b.releases += 5
		b.broken = 13
		broken, err := c.Pull(t.Context(), source, first, a.keep)
		if err == nil || broken.State.Rest != source.Address+"?pageIndex=13" {
			t.Errorf("%+v, %v", broken.State, err)
		}
		for failures, rest := range map[int]string{1: first.Rest, 2: ""} {
			state := first
			state.Failures = failures
			again, err := c.Pull(t.Context(), source, state, a.keep)
			if err == nil || again.State.Rest != rest {
				t.Errorf("after %d failures: %q, %v", failures, again.State.Rest, err)
			}
		}
		b.broken = 0
		second := pull(broken.State, 11, "?pageIndex=23")
		b.releases += 15 // what is left is behind a page that was read
		last := pull(second, 8, "")
		if pull(last, 1, ""); len(a) != b.releases {
			t.Errorf("%d of %d are kept", len(a), b.releases)
		}
		source.Pages = 20
		source.Since = 20250101
		pull(State{}, 20, "")
	})
}

func TestPullBoard(t *testing.T) {
	pulls(t, func(t *testing.T, n *net0, b *board, c *Client) {
		a := archive{}
		p := mustPull(t, c, Source{Address: boardAt}, State{}, a)
		if p.New != 25 || p.Pages != 3 || len(a) != 25 || p.Report.Items != 25 {
			t.Errorf("%+v", p)
		}
		b.releases = 27
		n.asked = nil
		p = mustPull(t, c, Source{Address: boardAt}, p.State, a)
		if p.New != 2 || p.Pages != 2 || len(a) != 27 {
			t.Errorf("%+v", p)
		}
		p = mustPull(t, c, Source{Address: boardAt}, p.State, a)
		if p.New != 0 || p.Pages != 1 {
			t.Errorf("%+v", p)
		}
		if want := []string{"m.example/eng/article/B1", "m.example/eng/article/B1?pageIndex=2", "m.example/eng/article/B1"}; !slices.Equal(n.visits(), want) {
			t.Errorf("asked %q", n.visits())
		}
	})
}

func TestPullLimits(t *testing.T) {
	pulls(t, func(t *testing.T, n *net0, b *board, c *Client) {
		if p := mustPull(t, c, Source{Address: boardAt, Pages: 2}, State{}, archive{}); p.New != 20 || p.Pages != 2 {
			t.Errorf("%+v", p)
		}
		if p := mustPull(t, c, Source{Address: boardAt, Since: 20251112}, State{}, archive{}); p.New != 14 || p.Pages != 2 {
			t.Errorf("%+v", p)
		}
	})
}

// TestPullFails follows a source that fails and works again.
func TestPullFails(t *testing.T) {
	pulls(t, func(t *testing.T, n *net0, b *board, c *Client) {
		b.broken = 2
		s := Source{Address: boardAt, Every: time.Hour}
		a := archive{}
		began := time.Now()
		p, err := c.Pull(t.Context(), s, State{Validator: Validator{ETag: "x"}}, a.keep)
		if err == nil || p.New != 10 || p.State.ETag != "x" || p.State.Failures != 1 || p.State.Ended {
			t.Errorf("%+v, %v", p, err)
		}
		since := p.State.Since
		var waits []time.Duration
		for range 8 {
			wait := time.Until(p.State.Next)
			waits = append(waits, wait)
			if p.State.Due(time.Now()) || !p.State.Due(p.State.Next) {
				t.Errorf("due at the wrong time: %+v", p.State)
			}
			time.Sleep(wait)
			delete(a, "http://m.example/eng/article/B1/25/view")
			if p, err = c.Pull(t.Context(), s, p.State, a.keep); err == nil {
				t.Error("a page that is broken was read")
			}
		}
		for i, wait := range waits {
			want := min(time.Hour<<i, 24*time.Hour)
			if wait < want*9/10 || wait > want*11/10 {
				t.Errorf("after %d failures it waits %v", i+1, wait)
			}
		}
		if p.State.Since != since || p.State.Failures != 9 || since.Sub(began) > time.Minute || !strings.Contains(p.State.Reason, "the site has an error (500)") {
			t.Errorf("%+v", p.State)
		}
		b.broken = 0
		if p = mustPull(t, c, s, p.State, a); p.State.Failures != 0 || p.State.Reason != "" || !p.State.Since.IsZero() {
			t.Errorf("%+v", p.State)
		}
	})
}

func TestPullState(t *testing.T) {
	const item = `<rss version="2.0"><channel><title>T</title><item><title>A title</title><guid>1</guid><pubDate>2025-11-14</pubDate></item></channel></rss>`
	for _, test := range []struct {
		name    string
		handler http.HandlerFunc
		check   func(p Pulled, err error) bool
	}{
		{"nothing changed", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", "e")
			if r.Header.Get("If-None-Match") == "e" {
				w.WriteHeader(http.StatusNotModified)
			}
		}, func(p Pulled, err error) bool { return err == nil && p.Same && p.State.ETag == "e" && p.New == 0 }},
		{"gone", status(http.StatusGone), func(p Pulled, err error) bool {
			return p.State.Ended && !p.State.Due(time.Now().Add(1e6*time.Hour)) && strings.Contains(p.State.Reason, "gone for good")
		}},
		{"moved", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/" {
				http.Redirect(w, r, "/new", http.StatusMovedPermanently)
			}
			io.WriteString(w, item)
		}, func(p Pulled, err error) bool {
			return err == nil && p.State.Moved == "http://a.example/new" && p.New == 1
		}},
		{"asks for less", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "100000")
			w.WriteHeader(http.StatusServiceUnavailable)
		}, func(p Pulled, err error) bool {
			return err != nil && time.Until(p.State.Next) > 99_900*time.Second
		}},
		{"stays fresh for long", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Cache-Control", "max-age=36000")
			io.WriteString(w, item)
		}, func(p Pulled, err error) bool { return err == nil && time.Until(p.State.Next) >= 9*time.Hour }},
		{"says how often", func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, strings.Replace(item, "<item>", "<ttl>600</ttl><item>", 1))
		}, func(p Pulled, err error) bool { return err == nil && time.Until(p.State.Next) >= 9*time.Hour }},
		{"no feed", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "Under construction") }, func(p Pulled, err error) bool {
			return errors.Is(err, feed.ErrUnknown) && p.State.Failures == 1
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNet(t)
				n.serve("a.example", test.handler)
				p, err := n.client(Options{}).Pull(t.Context(), Source{Address: "http://a.example/"}, State{Validator: Validator{ETag: "e"}}, archive{}.keep)
				if !test.check(p, err) {
					t.Errorf("%+v, %v", p, err)
				}
			})
		})
	}
}

// A pull that was stopped, or whose releases could not be kept, leaves the state as it
// was: that is no fault of the source.
func TestPullIsStopped(t *testing.T) {
	pulls(t, func(t *testing.T, n *net0, b *board, c *Client) {
		before := State{Failures: 2}
		full := errors.New("the disk is full")
		p, err := c.Pull(t.Context(), Source{Address: boardAt}, before, func(feed.Item) (bool, error) { return false, full })
		if err != full || p.State != before {
			t.Errorf("%+v, %v", p, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		p, err = c.Pull(ctx, Source{Address: boardAt}, before, func(feed.Item) (bool, error) { cancel(); return true, nil })
		if !errors.Is(err, context.Canceled) || p.State != before {
			t.Errorf("%+v, %v", p, err)
		}
	})
}

// What a feed names is not asked inside, even where the feed itself is the user's own.
func TestPullDoesNotReachInside(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		n.names["inside.example"] = "10.0.0.7"
		n.serveAt("10.0.0.7:80", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://10.0.0.8/", http.StatusFound)
		})
		n.serveAt("10.0.0.8:80", func(http.ResponseWriter, *http.Request) { t.Error("it was asked") })
		p, err := n.client(Options{}).Pull(t.Context(), Source{Address: "http://inside.example/"}, State{}, archive{}.keep)
		var e *Error
		if !errors.As(err, &e) || e.Kind != Refused || p.State.Failures != 1 {
			t.Errorf("%+v, %v", p, err)
		}
	})
}

// A login goes to the host that it is for, on all pages, and into no message.
func TestLogin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		b := &board{releases: 12}
		logins := map[string]int{}
		n.serve("m.example", func(w http.ResponseWriter, r *http.Request) {
			if user, password, _ := r.BasicAuth(); user != "jo" || password != "secret" {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			logins[r.URL.RequestURI()]++
			if r.URL.Path == "/away" {
				http.Redirect(w, r, "http://other.example/", http.StatusFound)
				return
			}
			b.serve(w, r)
		})
		n.serve("other.example", func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "" {
				t.Error("the login was given to another")
			}
			w.WriteHeader(http.StatusNotFound)
		})
		c := n.client(Options{})
		at := "http://jo:secret@m.example/eng/article/B1"
		p := mustPull(t, c, Source{Address: at}, State{}, archive{})
		if p.New != 12 || len(logins) != 2 {
			t.Errorf("%+v, %v", p, logins)
		}
		for _, address := range []string{"http://jo:secret@m.example/away", "http://jo:secret@127.0.0.1/", "ftp://jo:secret@m.example/"} {
			if _, err := c.Get(t.Context(), Request{Address: address}); err == nil || strings.Contains(err.Error(), "secret") {
				t.Errorf("the error is %v", err)
			}
		}
	})
}

// An address of a host that does not answer leaves time for the others.
func TestSecondAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		n.names["a.example"] = "2606:4700::1 93.184.216.7"
		n.serveAt("93.184.216.7:80", status(http.StatusOK))
		c := New(Options{Resolve: n.resolve, Proxy: func(*http.Request) (*url.URL, error) { return nil, nil }, Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			if strings.HasPrefix(address, "[") {
				<-ctx.Done()
				return nil, ctx.Err()
			}
			return n.dial(ctx, network, address)
		}})
		t.Cleanup(c.Close)
		if _, err := c.Get(t.Context(), Request{Address: "http://a.example/"}); err != nil {
			t.Error(err)
		}
	})
}

func TestJitter(t *testing.T) {
	for range 1000 {
		if d := jitter(time.Hour); d < 54*time.Minute || d > 66*time.Minute {
			t.Fatal(d)
		}
	}
	if jitter(0) != 0 {
		t.Error("jitter of nothing")
	}
}

func TestDiscover(t *testing.T) {
	const rss = `<rss version="2.0"><channel><title>Office</title><item><title>A title</title><pubDate>2025-11-14</pubDate></item></channel></rss>`
	site := func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			io.WriteString(w, `<html><head><title>Home</title><link rel="alternate" type="application/rss+xml" title="News" href="/rss"><link rel=alternate type="application/atom+xml" href="/broken">
				<link rel=alternate type="application/rss+xml" href="http://10.0.0.1/rss"></head><body><a href="/eng/article/B1">Press releases</a></body></html>`)
		case "/rss":
			io.WriteString(w, rss)
		case "/broken":
			w.WriteHeader(500)
		case "/release":
			io.WriteString(w, `<html><body><article><h1>A title</h1><time datetime="2025-11-14"></time><p>The text.</p></article></body></html>`)
		case "/links":
			io.WriteString(w, `<html><body><ul><li><a href="/1"></a></ul></body></html>`)
		case "/named":
			io.WriteString(w, `<html><head><title>Office News</title><link rel="alternate" type="application/rss+xml" href="/untitled"></head></html>`)
		case "/untitled":
			io.WriteString(w, strings.Replace(rss, "<title>Office</title>", "", 1))
		case "/old":
			http.Redirect(w, r, "/rss", http.StatusMovedPermanently)
		case "/list.mbox":
			io.WriteString(w, "From a@a.example Fri Nov 14 10:00:00 2025\nFrom: a@a.example\nSubject: Ports\nDate: Fri, 14 Nov 2025 10:00:00 +0900\n\nThe ports are open.\n\n")
		case "/lines":
			io.WriteString(w, `{"title":"Ports","date":"2025-11-14","body":"The ports are open."}`+"\n")
		case "/note.md":
			io.WriteString(w, "---\ntitle: Ports\ndate: 2025-11-14\n---\nThe ports are open.\n")
		case "/news", "/news-and-rss", "/news-and-broken", "/news-and-missing":
			fmt.Fprint(w, "<!DOCTYPE html><html><head><title>News</title>")
			if _, feed, and := strings.Cut(r.URL.Path, "-and-"); and {
				fmt.Fprintf(w, `<link rel="alternate" type="application/rss+xml" href="/%s">`, feed)
			}
			fmt.Fprint(w, "</head><body><ul>")
			for day := range 4 {
				fmt.Fprintf(w, "<li><a href='/n/%d'>A headline of the office</a> 2025-11-%d</li>", day, 10+day)
			}
			fmt.Fprint(w, "</ul></body></html>")
		case "/missing":
			w.WriteHeader(404)
		case "/plain":
			io.WriteString(w, "plain text")
		default:
			(&board{releases: 3}).serve(w, r)
		}
	}
	for path, want := range map[string]string{
		"/":                 "http://m.example/rss Office 1 feed; http://m.example/eng/article/B1 Board 3 pages",
		"/rss":              "http://m.example/rss Office 1 feed",
		"/old":              "http://m.example/rss Office 1 feed",
		"/eng/article/B1":   "http://m.example/eng/article/B1 Board 3 pages",
		"/release":          "error http://m.example/release: nothing there can be followed: it is a page that names no feed, and no list of releases with dates",
		"/links":            "error http://m.example/links: nothing there can be followed: it is a page that names no feed, and no list of releases with dates",
		"/named":            "http://m.example/untitled Office News 1 feed",
		"/list.mbox":        "http://m.example/list.mbox  1 mail",
		"/lines":            "http://m.example/lines  1 json",
		"/note.md":          "error http://m.example/note.md: nothing there can be followed: it is one release, and no list of some",
		"/news":             "http://m.example/news News 4 pages",
		"/news-and-rss":     "http://m.example/rss Office 1 feed",
		"/news-and-broken":  "error http://m.example/broken: the site has an error (500)",
		"/news-and-missing": "http://m.example/news-and-missing News 4 pages",
		"/plain":            "error http://m.example/plain: there is no feed and no page that can be read",
		"/broken":           "error http://m.example/broken: the site has an error (500)",
	} {
		t.Run(path, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNet(t)
				n.serve("m.example", site)
				list, err := n.client(Options{}).Discover(t.Context(), "http://m.example"+path)
				var got []string
				for _, f := range list {
					got = append(got, fmt.Sprintf("%s %s %d %s", f.Address, f.Title, len(f.Items), f.Report.Format))
				}
				if err != nil {
					got = []string{"error " + err.Error()}
				}
				if e, is := errors.AsType[*Error](err); is && (e.Kind == Unavailable) != (e.Status == 0) {
					t.Errorf("the error is of kind %d", e.Kind)
				}
				if s := strings.Join(got, "; "); s != want {
					t.Errorf("got %s", s)
				}
			})
		})
	}
}

// A document of which each item takes long is given up as a whole, and is no fault of the
// next one.
func TestPullTakesTooLong(t *testing.T) {
	pulls(t, func(t *testing.T, n *net0, b *board, c *Client) {
		given := 0
		slow := func(feed.Item) (bool, error) {
			given++
			time.Sleep(time.Minute + time.Second) // never at the moment of the limit
			return true, nil
		}
		p, err := c.Pull(t.Context(), Source{Address: boardAt}, State{}, slow)
		var e *Error
		if !errors.As(err, &e) || e.Kind != LimitExceeded || given != 7 || p.State.Failures != 1 {
			t.Errorf("%d were given, %+v, %v", given, p.State, err)
		}
		mustPull(t, c, Source{Address: boardAt}, p.State, archive{})
	})
}

// Since a day that is named all is asked for, also behind a page that brings nothing new:
// a pull before may have been of one page.
func TestPullSinceBehindKnown(t *testing.T) {
	pulls(t, func(t *testing.T, n *net0, b *board, c *Client) {
		a := archive{}
		p := mustPull(t, c, Source{Address: boardAt, Pages: 1}, State{}, a)
		if p = mustPull(t, c, Source{Address: boardAt}, p.State, a); p.New != 0 || p.Pages != 1 {
			t.Errorf("%+v", p)
		}
		if p = mustPull(t, c, Source{Address: boardAt, Since: 20251108}, p.State, a); p.New != 8 || p.Pages != 2 {
			t.Errorf("%d new on %d pages", p.New, p.Pages)
		}
		if p = mustPull(t, c, Source{Address: boardAt, Since: 20240101}, p.State, a); p.New != 7 || p.Pages != 3 {
			t.Errorf("%d new on %d pages", p.New, p.Pages)
		}
	})
}
