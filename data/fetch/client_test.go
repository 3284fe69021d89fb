package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

var quiet = log.New(io.Discard, "", 0)

const agent = "pressroom/1.0 (+https://p.example/)"

// get fetches an address in a bubble of its own, and returns how long that took.
func get(t *testing.T, n *net0, o Options, r Request) (*Answer, time.Duration, error) {
	t.Helper()
	o.Agent = agent
	start := time.Now()
	a, err := n.client(o).Get(t.Context(), r)
	return a, time.Since(start), err
}

func TestGet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		n.serve("a.example", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Last-Modified", "Fri, 14 Nov 2025 00:00:00 GMT")
			w.Header().Set("Cache-Control", "public, max-age=600")
			w.Header().Set("Age", "60")
			if r.Header.Get("If-None-Match") == `"v1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				t.Error("gzip is not asked for")
			}
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(zipped("text"))
		})
		c := n.client(Options{Agent: agent})
		a, err := c.Get(t.Context(), Request{Address: "http://a.example/x?y#z"})
		if err != nil {
			t.Fatal(err)
		}
		if string(a.Body) != "text" || a.ContentType != "text/plain" || a.Fresh != 9*time.Minute || a.Address != "http://a.example/x?y" || a.Moved != "" {
			t.Errorf("%+v", a)
		}
		again, err := c.Get(t.Context(), Request{Address: "http://a.example/x?y", Validator: a.Validator})
		if err != nil || !again.NotModified || again.Validator != a.Validator {
			t.Errorf("%+v, %v", again, err)
		}
		last := n.asked[len(n.asked)-1].head
		if last.Get("User-Agent") != agent || !strings.HasPrefix(last.Get("Accept"), "application/atom+xml, ") || last.Get("If-Modified-Since") != "Fri, 14 Nov 2025 00:00:00 GMT" {
			t.Errorf("%v", last)
		}
	})
}

// TestSites tries what sites do, and what is said of it.
func TestSites(t *testing.T) {
	authority := httptest.NewUnstartedServer(nil)
	authority.StartTLS() // for its certificate, which nobody knows
	defer authority.Close()
	const noHTTP = "a.example gave an answer that is none of HTTP: is a web server at this address?"
	for _, test := range []struct {
		name    string
		handler http.HandlerFunc
		o       Options
		address string // http://a.example/ if it is ""
		kind    Kind
		status  int
		want    string // of the error
		took    time.Duration
	}{
		{name: "fault", handler: status(500), status: 500, want: "the site has an error (500)"},
		{name: "not found", handler: status(404), kind: Unavailable, status: 404, want: "the site has nothing there (404): has it moved?"},
		{name: "forbidden", handler: status(403), kind: Unavailable, status: 403, want: "the site refuses access (403)"},
		{name: "gone", handler: status(410), kind: Gone, status: 410, want: "the site says that it is gone for good (410): it may say where else to look"},
		{name: "too many", handler: status(429), status: 429, want: "the site asks for fewer requests (429)"},
		{name: "teapot", handler: status(418), kind: Unavailable, status: 418, want: "the site answers 418"},
		{name: "redirect to nowhere", handler: status(302), kind: Unavailable, status: 302, want: "the site redirects to no valid address (302)"},
		{name: "hang", handler: func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, want: "a.example sent nothing for 30 seconds: it may work later", took: 30 * time.Second},
		{name: "hang behind the head", handler: func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(200)
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}, want: "a.example sent nothing for 30 seconds: it may work later", took: 30 * time.Second},
		{name: "drip", handler: func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				io.WriteString(w, "x")
				w.(http.Flusher).Flush()
				time.Sleep(time.Second)
			}
		}, want: "a.example took more than 2 minutes: it may work later", took: 2 * time.Minute},
		{name: "cut", handler: func(w http.ResponseWriter, _ *http.Request) {
			raw(w, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")
		}, want: "a.example closed the connection early: it may work later"},
		{name: "cut in a chunk", handler: func(w http.ResponseWriter, _ *http.Request) {
			raw(w, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nabc")
		}, want: "a.example closed the connection early: it may work later"},
		{name: "cut in the head", handler: func(w http.ResponseWriter, _ *http.Request) { raw(w, "HTTP/1.1 200 OK\r\nConte") }, want: noHTTP},
		{name: "closed", handler: func(w http.ResponseWriter, _ *http.Request) { raw(w, "") }, want: "a.example closed the connection early: it may work later"},
		{name: "no HTTP", handler: func(w http.ResponseWriter, _ *http.Request) { raw(w, "SSH-2.0-x\r\n\r\n") }, want: noHTTP},
		{name: "two lengths", handler: func(w http.ResponseWriter, _ *http.Request) {
			raw(w, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nabc")
		}, want: noHTTP},
		{name: "long head", handler: func(w http.ResponseWriter, _ *http.Request) {
			raw(w, "HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 1<<20))
		}, want: noHTTP},
		{name: "ring", handler: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, map[string]string{"/": "/b", "/b": "/c", "/c": "/"}[r.URL.Path], http.StatusFound)
		}, kind: LimitExceeded, want: "its redirects go in a ring, over a.example", took: 2 * time.Second},
		{name: "many redirects", handler: func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"x", http.StatusFound) }, kind: LimitExceeded, want: "it redirects more than 5 times", took: 5 * time.Second},
		{name: "redirect to a file", handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(302)
		}, kind: Refused, want: "only http and https are asked: write it as https://host/path"},
		{name: "redirect to the machine", handler: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1/", http.StatusFound)
		}, kind: Refused,
			want: "127.0.0.1 is on this machine: pressroom source add with its own address asks it all the same"},
		{name: "redirect to a name of the machine", handler: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://inside.example/", http.StatusFound)
		}, kind: Refused,
			want: "inside.example is on this machine: pressroom source add with its own address asks it all the same"},
		{name: "gzip bomb", handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(zipped(strings.Repeat("x", 10<<20)))
		}, o: Options{Size: 1 << 20}, kind: LimitExceeded, want: "it has more than 1 MiB"},
		{name: "bad gzip", handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, "not gzip at all")
		}, want: "a.example sent what is not compressed as it says: it may work later"},
		{name: "too large", handler: func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "9999999999") }, kind: LimitExceeded, want: "it has more than 64 MiB"},
		{name: "escapes", handler: func(w http.ResponseWriter, r *http.Request) { raw(w, "\x1b[31m\r\n\r\n") },
			want: noHTTP},
		{name: "no host", address: "http://nowhere.example/", want: "nowhere.example is not found: no host is named nowhere.example, or this machine is not connected"},
		{name: "nobody listens", address: "http://a.example:81/", want: "a.example:81 takes no connections: it is down, or the address is another one; it may work later"},
		{name: "unknown authority", address: "https://a.example/", kind: Unavailable, want: "the certificate of a.example is for another host: is the address right?"},
		{name: "plain text for TLS", address: "https://a.example:80/", handler: status(200), kind: Unavailable, want: "a.example:80 does not speak TLS there: write http:// if that is meant"},
		{name: "another scheme", address: "ftp://a.example/", kind: Refused, want: "only http and https are asked: write it as https://host/path"},
		{name: "nothing like an address", address: "http://[", kind: Refused, want: "it is no address: write it as https://host/path"},
		{name: "no address", address: "a.example/feed", kind: Refused, want: "only http and https are asked: write it as https://host/path"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNet(t)
				n.serve("a.example", test.handler)
				n.names["inside.example"] = "127.0.0.1"
				n.serveAt("127.0.0.1:80", func(http.ResponseWriter, *http.Request) { t.Error("the machine was asked") })
				n.serveTLS(n.names["a.example"]+":443", authority.TLS.Certificates[0])
				address := test.address
				if address == "" {
					address = "http://a.example/"
				}
				_, took, err := get(t, n, test.o, Request{Address: address})
				var e *Error
				if !errors.As(err, &e) {
					t.Fatalf("the error is %v", err)
				}
				if e.Kind != test.kind || e.Status != test.status || e.What != test.want {
					t.Errorf("kind %d, status %d, %q", e.Kind, e.Status, e.What)
				}
				if took != test.took && test.took > 0 {
					t.Errorf("it took %v", took)
				}
			})
		})
	}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// serveTLS puts a site with a certificate at an address.
func (n *net0) serveTLS(address string, certificate tls.Certificate) {
	l := &listener{conns: make(chan net.Conn), done: make(chan struct{})}
	n.sites[address] = l
	s := &http.Server{Handler: status(200), ErrorLog: quiet, TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}}}
	go s.ServeTLS(l, "", "")
	n.t.Cleanup(func() { closeSite(s) })
}

// TestMoved tells which redirects are remembered.
func TestMoved(t *testing.T) {
	for _, test := range []struct {
		name  string
		codes []int // of /0, /1, …
		want  string
	}{
		{"none", nil, ""},
		{"permanent", []int{301}, "http://a.example/1"},
		{"permanent twice", []int{308, 301}, "http://a.example/2"},
		{"temporary", []int{302}, ""},
		{"permanent, then temporary", []int{301, 307}, "http://a.example/1"},
		{"temporary, then permanent", []int{303, 301}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNet(t)
				n.serve("a.example", func(w http.ResponseWriter, r *http.Request) {
					i := int(r.URL.Path[1] - '0')
					if i < len(test.codes) {
						http.Redirect(w, r, fmt.Sprintf("/%d", i+1), test.codes[i])
					}
				})
				a, _, err := get(t, n, Options{}, Request{Address: "http://a.example/0"})
				if err != nil || a.Moved != test.want {
					t.Errorf("%+v, %v", a, err)
				}
			})
		})
	}
}

// TestPrivate tells which addresses may be asked, and when.
func TestPrivate(t *testing.T) {
	for _, s := range []string{
		"127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1",
		"::1", "::", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:100.64.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1",
	} {
		if whyPrivate(netip.MustParseAddr(s)) == "" {
			t.Errorf("%s is taken for public", s)
		}
	}
	for _, s := range []string{"93.184.216.34", "8.8.8.8", "2606:4700::1111", "172.32.0.1", "100.128.0.1", "64:ff9b::808:808", "2002:808:808::"} {
		if why := whyPrivate(netip.MustParseAddr(s)); why != "" {
			t.Errorf("%s is taken for %s", s, why)
		}
	}
	for _, test := range []struct {
		name, address, resolves string
		named                   bool
		want                    string
	}{
		{"written", "http://127.0.0.1/", "", false, "on this machine"},
		{"written in brackets", "http://[::1]/", "", false, "on this machine"},
		{"localhost", "http://localhost/", "127.0.0.1", false, "on this machine"},
		{"localhost with a stop", "http://a.LocalHost./", "127.0.0.1", false, "on this machine"},
		{"a name", "http://b.example/", "192.168.0.7", false, "in a private net"},
		{"a name of two", "http://b.example/", "93.184.216.34 10.0.0.1", false, "in a private net"},
		{"a name of the newer net", "http://b.example/", "::ffff:127.0.0.1", false, "on this machine"},
		{"public", "http://b.example/", "93.184.216.99", false, ""},
		{"named by the user", "http://b.example/", "127.0.0.1", true, ""},
		{"written by the user", "http://127.0.0.1/", "", true, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNet(t)
				u, _ := url.Parse(test.address)
				if test.resolves != "" {
					n.names[u.Hostname()] = test.resolves
				}
				for _, at := range []string{"127.0.0.1:80", "93.184.216.99:80"} {
					n.serveAt(at, status(200))
				}
				r := Request{Address: test.address}
				if test.named {
					r.Named = []string{u.Hostname()}
				}
				_, _, err := get(t, n, Options{}, r)
				switch {
				case test.want == "" && err != nil:
					t.Error(err)
				case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
					t.Errorf("the error is %v", err)
				case test.want != "" && len(n.dialed) > 0:
					t.Errorf("it dialled %v", n.dialed)
				}
			})
		})
	}
}

// A connection that was opened for the user is not used for a feed.
func TestNamedConnectionIsNotShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		n.names["b.example"] = "127.0.0.1"
		n.serveAt("127.0.0.1:80", status(200))
		c := n.client(Options{})
		if _, err := c.Get(t.Context(), Request{Address: "http://b.example/", Named: []string{"b.example"}}); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Get(t.Context(), Request{Address: "http://b.example/"}); err == nil {
			t.Error("a private address was asked")
		}
	})
}

// A client that is closed keeps no connection, whoever named its host.
func TestClose(t *testing.T) {
	for _, named := range [][]string{nil, {"a.example"}} {
		synctest.Test(t, func(t *testing.T) {
			n := newNet(t)
			n.serve("a.example", status(200))
			c := n.client(Options{})
			for i := range 3 {
				if _, err := c.Get(t.Context(), Request{Address: "http://a.example/", Named: named}); err != nil {
					t.Fatal(err)
				}
				if want := 1 + i/2; len(n.dialed) != want {
					t.Errorf("named %v: dialled %v, want %d times", named, n.dialed, want)
				}
				if i == 1 {
					c.Close()
				}
			}
		})
	}
}

// A name that is public when it is checked and private when it is dialled gains nothing.
func TestRebinding(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		n.names["b.example"] = "93.184.216.99"
		n.serveAt("93.184.216.99:80", status(200))
		n.serveAt("127.0.0.1:80", func(http.ResponseWriter, *http.Request) { t.Error("the machine was asked") })
		c := New(Options{Proxy: func(*http.Request) (*url.URL, error) { return nil, nil }, Dial: n.dial, Resolve: func(ctx context.Context, host string) ([]netip.Addr, error) {
			list, err := n.resolve(ctx, host)
			n.names[host] = "127.0.0.1" // from now on
			return list, err
		}})
		t.Cleanup(c.Close)
		if _, err := c.Get(t.Context(), Request{Address: "http://b.example/"}); err != nil {
			t.Error(err)
		}
		if !slices.Equal(n.dialed, []string{"93.184.216.99:80"}) {
			t.Errorf("dialled %v", n.dialed)
		}
	})
}

func TestProxy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		n.serveAt("10.0.0.5:3128", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "by proxy: "+r.URL.String()) })
		c := n.client(Options{Proxy: func(*http.Request) (*url.URL, error) { return url.Parse("http://10.0.0.5:3128") }})
		a, err := c.Get(t.Context(), Request{Address: "http://a.example/x"})
		if err != nil || string(a.Body) != "by proxy: http://a.example/x" {
			t.Errorf("%v, %v", a, err)
		}
		if _, err := c.Get(t.Context(), Request{Address: "http://192.168.0.1/"}); err == nil {
			t.Error("a private address was asked by proxy")
		}
	})
}

func TestRobots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		rules := "User-agent: *\nDisallow: /\n\nUser-agent: pressroom\nDisallow: /private\nCrawl-delay: 7\n"
		n.serve("strict.example", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				io.WriteString(w, rules)
			}
		})
		n.serve("broken-rules.example", status(503))
		n.serve("moved-rules.example", func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/robots.txt":
				http.Redirect(w, r, "/r", http.StatusMovedPermanently)
			case "/r":
				io.WriteString(w, "User-agent: *\nDisallow: /x")
			}
		})
		c := n.client(Options{Agent: agent})
		ask := func(address, want string) {
			t.Helper()
			_, err := c.Get(t.Context(), Request{Address: address})
			var e *Error
			if want == "" && err != nil || want != "" && (!errors.As(err, &e) || e.What != want || (e.Kind == Refused) != (e.Status == 0)) {
				t.Errorf("%s: %+v", address, err)
			}
		}
		const forbids = "the site's robots.txt asks programs not to read it, and pressroom does not"
		ask("http://strict.example/a", "")
		start := time.Now()
		ask("http://strict.example/b", "")
		if took := time.Since(start); took != 7*time.Second {
			t.Errorf("between two requests were %v", took)
		}
		ask("http://strict.example/private/x?y", forbids)
		rules = "" // seen a day later
		ask("http://strict.example/private/x?y", forbids)
		time.Sleep(25 * time.Hour)
		ask("http://strict.example/private/x?y", "")
		ask("http://broken-rules.example/a", "the site has an error (503)")
		ask("http://moved-rules.example/x", forbids)
		ask("http://moved-rules.example/y", "")
		robots := 0
		for _, v := range n.asked {
			if v.line == "strict.example/robots.txt" {
				robots++
			}
		}
		if robots != 2 {
			t.Errorf("robots.txt was asked for %d times", robots)
		}
	})
}

// TestOneAtATime asks two hosts from many goroutines.
func TestOneAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		busy := map[string]int{}
		for _, host := range []string{"a.example", "b.example"} {
			n.serve(host, func(http.ResponseWriter, *http.Request) {
				n.mu.Lock()
				if busy[host]++; busy[host] > 1 {
					t.Error("two requests at a time")
				}
				n.mu.Unlock()
				time.Sleep(3 * time.Second)
				n.mu.Lock()
				busy[host]--
				n.mu.Unlock()
			})
		}
		c := n.client(Options{})
		start := time.Now()
		done := make(chan error)
		for i := range 10 {
			go func() {
				_, err := c.Get(t.Context(), Request{Address: fmt.Sprintf("http://%s.example/%d", string("ab"[i%2]), i)})
				done <- err
			}()
		}
		for range 10 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		// robots.txt, then five requests of three seconds, with a pause of one between.
		if took := time.Since(start); took != 19*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}

func TestRetryAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		after := "90"
		n.serve("a.example", func(w http.ResponseWriter, _ *http.Request) {
			if after != "" {
				w.Header().Set("Retry-After", after)
				w.WriteHeader(http.StatusTooManyRequests)
			}
		})
		c := n.client(Options{})
		get := func() (time.Duration, error) {
			start := time.Now()
			_, err := c.Get(t.Context(), Request{Address: "http://a.example/"})
			return time.Since(start), err
		}
		wants := func(err error, want time.Duration) {
			t.Helper()
			var e *Error
			if !errors.As(err, &e) || e.After != want {
				t.Errorf("%v, %+v", err, e)
			}
		}
		_, err := get()
		wants(err, 90*time.Second)
		after = time.Now().Add(3 * time.Hour).UTC().Format(http.TimeFormat)
		took, err := get() // waits for as long as it was asked to
		wants(err, 3*time.Hour-90*time.Second)
		if took != 90*time.Second {
			t.Errorf("it waited %v", took)
		}
		asked := len(n.asked)
		var e *Error
		if _, err = get(); !errors.As(err, &e) || e.Kind != Deferred || len(n.asked) != asked { // not for hours
			t.Errorf("asked again: %+v", err)
		}
		after = ""
		time.Sleep(3 * time.Hour)
		if _, err := get(); err != nil {
			t.Error(err)
		}
	})
}

func TestCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNet(t)
		n.serve("a.example", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(5*time.Second, cancel)
		if _, err := n.client(Options{}).Get(ctx, Request{Address: "http://a.example/"}); !errors.Is(err, context.Canceled) {
			t.Errorf("the error is %v", err)
		}
	})
}

func TestErrorsAreSanitised(t *testing.T) {
	e := newError("http://a.example/\x1b[31m"+strings.Repeat("x", 1000), Unavailable, "a\x1b]0;b\n%s", "\u202ec")
	if s := e.Error(); strings.ContainsAny(s, "\x1b\n\u202e") || len(s) > 300 {
		t.Errorf("%q", s)
	}
}

func TestFreshness(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := func(d time.Duration) string { return time.Now().Add(d).UTC().Format(http.TimeFormat) }
		for _, test := range []struct {
			head string
			want time.Duration
		}{
			{"Cache-Control: max-age=60", time.Minute}, {"Cache-Control: public, MAX-AGE=\"60\"", time.Minute}, {"Cache-Control: no-cache, max-age=60", 0}, {"Cache-Control: max-age=-1", 0},
			{"Cache-Control: max-age=99999999999999999999", 0}, {"Cache-Control: max-age=4294967295", maxWait}, {"Cache-Control: max-age=60\r\nAge: 90", 0}, {"Cache-Control: =,;\"", 0},
			{"Expires: " + in(time.Hour), time.Hour}, {"Expires: " + in(-time.Hour), 0}, {"Expires: 0", 0}, {"Expires: " + in(1e6*time.Hour), maxWait},
			{"Cache-Control: max-age=60\r\nExpires: " + in(time.Hour), time.Minute}, {"X: y", 0},
		} {
			h := http.Header{}
			for line := range strings.SplitSeq(test.head, "\r\n") {
				name, value, _ := strings.Cut(line, ": ")
				h.Add(name, value)
			}
			if got := freshness(h); got != test.want {
				t.Errorf("%q stays fresh for %v", test.head, got)
			}
		}
		for value, want := range map[string]time.Duration{
			"": 0, "5": 5 * time.Second, "-5": 0, " 7 ": 7 * time.Second, "99999999999": 0, "4294967295": maxWait, in(time.Hour): time.Hour, in(-time.Hour): 0, "soon": 0, "1.5": 0,
		} {
			if got := retryAfter(http.Header{"Retry-After": {value}}); got != want {
				t.Errorf("%q leaves alone for %v", value, got)
			}
		}
	})
}

// An address that a list of sources has may be written as one that is nobody's but
// the user's.
func TestPublic(t *testing.T) {
	for address, public := range map[string]bool{
		"https://example.org/feed": true, "https://93.184.215.14/feed": true, "http://[2606:2800:21f:cb07::1]/": true,
		"http://localhost/feed": false, "http://LOCALHOST./": false, "http://a.localhost": false, "http://127.0.0.1:80/": false, "http://10.1.2.3": false,
		"http://192.168.0.1": false, "http://[::1]/": false, "http://[fe80::1%25eth0]/": false, "http://169.254.169.254/latest": false, "nowhere": false, "http://%zz": false,
	} {
		if err := Public(address); (err == nil) != public {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// A document that is read as it comes is the same one, byte for byte; the time that its
// reader takes is not the site's, and what breaks off does so for the site's reason.
func TestRead(t *testing.T) {
	text := strings.Repeat("0123456789", 100_000)
	for _, test := range []struct {
		name    string
		o       Options
		handler http.HandlerFunc
		read    func(body io.Reader) error
		want    string // the error
		pause   time.Duration
	}{
		{name: "whole", handler: func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) }},
		{name: "a slow reader", handler: func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) }, pause: time.Hour},
		{name: "too large", o: Options{Size: 999_999}, handler: func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) }, want: "it has more than 0 MiB"},
		{name: "as large as may be", o: Options{Size: 1_000_000}, handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000000")
			io.WriteString(w, text)
		}},
		{name: "cut off", handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "2000000")
			io.WriteString(w, text)
		}, want: "a.example closed the connection early: it may work later"},
		{name: "cut off behind what is read", handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "2000000")
			io.WriteString(w, text)
		}, read: func(body io.Reader) error { _, err := io.ReadFull(body, make([]byte, 10)); return err }, want: "a.example closed the connection early: it may work later"},
		{name: "the reader's own error", handler: func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) },
			read: func(io.Reader) error { return errors.New("no more") }, want: "no more"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNet(t)
				n.serve("a.example", test.handler)
				var got strings.Builder
				a, _, err := get(t, n, test.o, Request{Address: "http://a.example/", Read: func(a *Answer, body io.Reader) error {
					if a.Address != "http://a.example/" {
						t.Errorf("it comes from %s", a.Address)
					}
					if test.read != nil {
						return test.read(body)
					}
					if _, err := io.CopyN(&got, body, 10); err != nil {
						return err
					}
					time.Sleep(test.pause)
					_, err := io.Copy(&got, body)
					return err
				}})
				what := ""
				if err != nil {
					what = err.Error()
				}
				if !strings.HasSuffix(what, test.want) || what != "" && test.want == "" {
					t.Errorf("the error is %v, want %s", err, test.want)
				}
				if test.want == "" && (got.String() != text || a.Body != nil) {
					t.Errorf("%d bytes were read, and %d kept", got.Len(), len(a.Body))
				}
			})
		})
	}
}
