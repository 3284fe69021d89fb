package fetch

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// Options say how a client asks. Zero values are the defaults.
type Options struct {
	Agent     string        // the User-Agent: the program, and its page
	Pause     time.Duration // between two requests to a host; a second
	Timeout   time.Duration // of a request; two minutes
	Stall     time.Duration // without a byte; 30 seconds
	Reading   time.Duration // of a document, beside that of the request; five minutes
	Size      int64         // bytes of a document, unpacked; 64 MiB
	Redirects int           // 5

	// For tests, and for callers with their own routing.
	Dial    func(ctx context.Context, network, address string) (net.Conn, error)
	Resolve func(ctx context.Context, host string) ([]netip.Addr, error)
	Proxy   func(*http.Request) (*url.URL, error) // of the environment
	TLS     *tls.Config
}

// Client fetches documents. It is safe for concurrent use; requests to one host are made
// one after the other.
type Client struct {
	o             Options
	named, others *http.Transport // for hosts that the user named, and for others

	mu      sync.Mutex
	hosts   map[string]*host
	proxies map[string]bool // host and port
}

// New returns a client.
func New(o Options) *Client {
	o.Agent = cmp.Or(o.Agent, "pressroom (a reader of press releases)")
	o.Pause = cmp.Or(o.Pause, time.Second)
	o.Timeout = cmp.Or(o.Timeout, 2*time.Minute)
	o.Stall = cmp.Or(o.Stall, 30*time.Second)
	o.Reading = cmp.Or(o.Reading, 5*time.Minute)
	o.Size = cmp.Or(o.Size, 64<<20)
	o.Redirects = cmp.Or(o.Redirects, 5)
	if o.Dial == nil {
		o.Dial = (&net.Dialer{Timeout: o.Stall}).DialContext
	}
	if o.Resolve == nil {
		o.Resolve = resolve
	}
	if o.Proxy == nil {
		o.Proxy = http.ProxyFromEnvironment
	}
	c := &Client{o: o, hosts: map[string]*host{}, proxies: map[string]bool{}}
	c.named = c.transport(c.o.Dial)
	c.others = c.transport(c.guardedDial)
	return c
}

// Close closes the idle connections.
func (c *Client) Close() {
	c.named.CloseIdleConnections()
	c.others.CloseIdleConnections()
}

// Request is what is asked for.
type Request struct {
	Address string   // http or https; a login in it is given to its host alone
	Named   []string // hosts that the user named: they may be in a private net
	Validator

	// Read, if not nil, reads the response body as a stream, in place of Answer.Body.
	// No other request to the host is made meanwhile. Get returns its error, or that of
	// the body.
	Read func(a *Answer, body io.Reader) error

	login *url.Userinfo
	rules bool // robots.txt is asked for
}

// Validator is what a site gave a document, to be asked whether it has changed.
type Validator struct {
	ETag         string
	LastModified string
}

// Answer is a document.
type Answer struct {
	Address     string // where it came from, behind redirects
	Moved       string // where it is from now on, "" if it stays
	NotModified bool   // it is what it was, and there is no body
	Body        []byte // unpacked
	ContentType string
	Fresh       time.Duration // how long the site says that it stays as it is
	Validator
}

// Get fetches a document. Its error is an [*Error], or that of the context.
func (c *Client) Get(ctx context.Context, r Request) (*Answer, error) {
	var moved string
	forGood := true
	seen := map[string]bool{}
	var login *url.Userinfo
	var host string
	for address := r.Address; ; {
		u, e := c.check(address, r)
		if e != nil {
			return nil, e
		}
		if len(seen) == 0 {
			login, host = u.User, u.Scheme+"://"+u.Host
		}
		u.User = nil
		r.login = nil
		if u.Scheme+"://"+u.Host == host {
			r.login = login
		}
		if seen[u.String()] {
			return nil, newError(u.String(), LimitExceeded, "its redirects go in a ring, over %s", u.Host)
		}
		seen[u.String()] = true
		response, err := c.visit(ctx, u, r)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			return nil, err
		case response.redirect == "":
			response.answer.Moved = moved
			return response.answer, nil
		}
		if len(seen) > c.o.Redirects {
			return nil, newError(u.String(), LimitExceeded, "it redirects more than %d times", c.o.Redirects)
		}
		if u.Scheme == "https" && strings.HasPrefix(response.redirect, "http:") {
			forGood = false // never remembered: anybody on the line could have said so
		}
		if forGood = forGood && response.permanent; forGood {
			moved = response.redirect
		}
		address = response.redirect
	}
}

// check reads an address, and refuses what is not asked for.
func (c *Client) check(address string, r Request) (*url.URL, *Error) {
	u, err := url.Parse(address)
	if err == nil {
		address = u.Redacted()
	}
	switch {
	case err != nil:
		return nil, newError(address, Refused, "it is no address: write it as https://host/path")
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return nil, newError(address, Refused, "only http and https are asked: write it as https://host/path")
	}
	u.Fragment = ""
	if u.Path == "" {
		u.Path = "/"
	}
	if !isNamed(u, r) {
		if refused := literalPrivate(u.Hostname()); refused != nil {
			e := newError(address, Refused, "%v", refused)
			e.Err = refused
			return nil, e
		}
	}
	return u, nil
}

// isNamed reports whether the user named the host of an address.
func isNamed(u *url.URL, r Request) bool {
	return slices.ContainsFunc(r.Named, func(host string) bool { return strings.EqualFold(host, u.Hostname()) })
}

// Gone asks for a page of the site of a source, and reports whether the site says that
// nothing is there: 404 or 410. The error says why it cannot be told; it is also one
// where the page is of another site, which is not asked.
func (c *Client) Gone(ctx context.Context, source, address string) (bool, error) {
	if !sameHost(source, address) {
		return false, newError(address, Refused, "it is not at the site of %s", hostsOf(source))
	}
	_, err := c.Get(ctx, Request{Address: withLogin(address, loginOf(source)), Named: hostsOf(source)})
	var e *Error
	if errors.As(err, &e) && (e.Status == http.StatusNotFound || e.Status == http.StatusGone) {
		return true, nil
	}
	return false, err
}
