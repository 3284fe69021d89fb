package fetch

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// host serialises the requests to one site.
type host struct {
	turn chan struct{} // a mutex that can be given up with a context

	mu    sync.Mutex
	next  time.Time        // no request before it
	rules *robotstxt.Group // of its robots.txt, for our agent
	ruled time.Time        // when they were fetched
}

func (c *Client) host(u *url.URL) *host {
	key := u.Scheme + "://" + u.Host
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.hosts[key]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1)}
		c.hosts[key] = h
	}
	return h
}

// lock waits until no other request to the host is under way.
func (h *host) lock(ctx context.Context) error {
	select {
	case h.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *host) unlock() { <-h.turn }

// pause waits until the time of the next request.
func (h *host) pause(ctx context.Context) error {
	h.mu.Lock()
	wait := time.Until(h.next)
	h.mu.Unlock()
	if wait <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// delayNext puts the next request off for a pause, or the Crawl-delay of robots.txt.
func (h *host) delayNext(pause time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.rules != nil {
		pause = max(pause, min(h.rules.CrawlDelay, maxCrawlDelay))
	}
	if t := time.Now().Add(pause); t.After(h.next) {
		h.next = t
	}
}

// backOff puts the next request off for the time of a Retry-After.
func (h *host) backOff(after time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if t := time.Now().Add(after); after > 0 && t.After(h.next) {
		h.next = t
	}
}

// backOffFor returns the time until the next request.
func (h *host) backOffFor() time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	return time.Until(h.next)
}

const (
	maxCrawlDelay = 30 * time.Second // that robots.txt can ask for
	rulesAge      = 24 * time.Hour   // after which robots.txt is asked for again
	maxRules      = 500 << 10        // bytes of it that are read (RFC 9309)
)

// obey fetches the robots.txt of a host, once in rulesAge, and refuses what it disallows.
// Without one all is allowed; while it cannot be fetched nothing is (RFC 9309).
func (c *Client) obey(ctx context.Context, h *host, u *url.URL, r Request) error {
	if wait := h.backOffFor(); wait > c.o.Timeout {
		e := newError(u.String(), Deferred, "the site asked to be left alone until %s", time.Now().Add(wait).Format("2006-01-02 15:04"))
		e.After = wait
		return e
	}
	if h.rules == nil || time.Since(h.ruled) > rulesAge {
		rules, err := c.rules(ctx, h, u, r)
		if err != nil {
			return err
		}
		h.mu.Lock()
		h.rules, h.ruled = rules, time.Now()
		h.mu.Unlock()
	}
	if path := u.RequestURI(); !h.rules.Test(path) {
		return newError(u.String(), Refused, "the site's robots.txt asks programs not to read it, and pressroom does not")
	}
	return nil
}

// rules fetches the robots.txt of a host.
func (c *Client) rules(ctx context.Context, h *host, u *url.URL, r Request) (*robotstxt.Group, error) {
	var text []byte
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for hop := 0; hop <= c.o.Redirects; hop++ {
		got, err := c.request(ctx, h, at, Request{Named: r.Named, login: r.login, rules: true})
		e, isError := err.(*Error)
		switch {
		case isError && (e.Status == 304 || e.Status >= 400 && e.Status < 500 && e.Status != 429):
		case isError && e.Status == 0: // nobody asked for the rules: it is the site that does not answer
			e.Address = newError(u.String(), e.Kind, "").Address
			return nil, e
		case err != nil:
			return nil, err
		case got.redirect != "":
			to, err := url.Parse(got.redirect)
			if err == nil && to.Host == at.Host { // another host is not asked for the rules of this one
				at = to
				continue
			}
		default:
			text = got.answer.Body[:min(len(got.answer.Body), maxRules)]
		}
		break
	}
	robots, err := robotstxt.FromBytes(text)
	if err != nil { // rules that nobody can read forbid nothing
		robots, _ = robotstxt.FromBytes(nil)
	}
	name, _, _ := strings.Cut(c.o.Agent, "/")
	name, _, _ = strings.Cut(name, " ")
	return robots.FindGroup(name), nil
}
