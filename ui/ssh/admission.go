package ssh

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"sync"
	"time"
)

// registry is the one record of connections and sessions, with the admission limits of server and addresses.
type registry struct {
	maxSessions, maxPerAddress int

	mu        sync.Mutex
	addresses map[netip.Prefix]*address
	conns     map[*conn]struct{}
	sessions  map[*session]struct{}
	pending   []*conn // those that have no session yet, the oldest first
}

// address is what comes from one address, or from one network of IPv6.
type address struct {
	conns    int
	sessions int

	searches chan struct{} // holds a token for each search that runs
	waiting  int           // searches that wait for one
}

// Why a connection, a session or a search is refused: values of a metric as well.
const (
	serverFull   = "room"
	addressFull  = "address"
	handshakes   = "handshake" // too many are pending, or this one took too long
	searchesFull = "searches"
)

// Searches of one address that may wait: one uses all processors, so they take turns, and others find a processor free.
const maxQueuedSearches = 64

func maxSearches() int { return max(1, runtime.GOMAXPROCS(0)/2) }

// youngest is the age from which a connection without a session can be evicted: an honest handshake takes less.
const youngest = 2 * time.Second

func newRegistry(maxSessions, maxPerAddress int) *registry {
	return &registry{
		maxSessions: maxSessions, maxPerAddress: maxPerAddress,
		addresses: map[netip.Prefix]*address{}, conns: map[*conn]struct{}{}, sessions: map[*session]struct{}{},
	}
}

// addConn adds a connection, or returns why it is refused. Where too many have no session yet, it also returns the one
// that the caller has to end: the oldest of the address that has most of them.
func (r *registry) addConn(c *conn, now time.Time) (refused string, evicted *conn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := r.address(c.from)
	defer r.forget(c.from)
	switch {
	case a.conns >= r.maxPerAddress+spareConns:
		return addressFull, nil
	case len(r.conns) >= r.maxSessions+2*maxPending:
		return serverFull, nil
	}
	if len(r.pending) >= maxPending {
		i, count := crowded(r.pending, func(c *conn) netip.Prefix { return c.from })
		oldest := r.pending[i]
		if own := count[c.from]; own > 0 && count[oldest.from] <= own+1 {
			return handshakes, nil // it is this address that has too many
		}
		if now.Sub(oldest.begun) >= youngest {
			evicted = oldest
			r.settle(oldest)
		}
	}
	c.begun = now
	r.conns[c] = struct{}{}
	a.conns++
	r.pending = append(r.pending, c)
	return "", evicted
}

// crowded returns the place of the oldest connection of the address that has most, in a list that begins with
// the oldest, and how many each address has.
func crowded[C any](list []C, from func(C) netip.Prefix) (oldest int, count map[netip.Prefix]int) {
	count = map[netip.Prefix]int{}
	for _, c := range list {
		count[from(c)]++
	}
	for i, c := range list {
		if count[from(c)] > count[from(list[oldest])] {
			oldest = i
		}
	}
	return oldest, count
}

func (r *registry) removeConn(c *conn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, there := r.conns[c]; !there {
		return
	}
	delete(r.conns, c)
	r.address(c.from).conns--
	r.settle(c)
	r.forget(c.from)
}

// settle removes a connection from those that have no session yet.
func (r *registry) settle(c *conn) {
	r.pending = slices.DeleteFunc(r.pending, func(p *conn) bool { return p == c })
}

// addSession adds a session, or returns why it is refused.
func (r *registry) addSession(x *session) (refused string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := r.address(x.conn.from)
	defer r.forget(x.conn.from)
	switch {
	case a.sessions >= r.maxPerAddress:
		return addressFull
	case len(r.sessions) >= r.maxSessions:
		return serverFull
	}
	r.settle(x.conn)
	a.sessions++
	r.sessions[x] = struct{}{}
	x.conn.sessions++
	return ""
}

// removeSession removes a session, and returns how many its connection has left.
func (r *registry) removeSession(x *session) (left int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.sessions, x)
	r.address(x.conn.from).sessions--
	x.conn.sessions--
	r.forget(x.conn.from)
	return x.conn.sessions
}

// sessionsOf returns how many sessions a connection has.
func (r *registry) sessionsOf(c *conn) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return c.sessions
}

// search waits for a search slot of an address, and returns what releases it. The error is that of ctx, or that too many
// wait.
func (r *registry) search(ctx context.Context, from netip.Prefix) (leave func(), err error) {
	r.mu.Lock()
	a := r.address(from)
	if a.waiting >= maxQueuedSearches {
		r.mu.Unlock()
		return nil, errSearches
	}
	a.waiting++
	if a.searches == nil {
		a.searches = make(chan struct{}, maxSearches())
	}
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		a.waiting--
		r.forget(from)
	}()
	select {
	case a.searches <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		<-a.searches
		r.forget(from)
	}, nil
}

// errSearches is the error of a search beyond maxQueuedSearches.
var errSearches = errors.New("too many searches from your address are under way: try again in a moment")

func (r *registry) address(from netip.Prefix) *address {
	a := r.addresses[from]
	if a == nil {
		a = &address{}
		r.addresses[from] = a
	}
	return a
}

// forget deletes the record of an address without connections, sessions and searches.
func (r *registry) forget(from netip.Prefix) {
	if a := r.addresses[from]; a != nil && a.conns == 0 && a.sessions == 0 && a.waiting == 0 && len(a.searches) == 0 {
		delete(r.addresses, from)
	}
}

func (r *registry) count() (sessions, conns int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.sessions), len(r.conns)
}

func (r *registry) all() (sessions []*session, conns []*conn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Collect(maps.Keys(r.sessions)), slices.Collect(maps.Keys(r.conns))
}

// refusals logs the first refusal of an address and reason at once, and those that follow within refusalTime as a sum,
// so that no client fills the log.
type refusals struct {
	log *slog.Logger

	mu    sync.Mutex
	again map[refusal]int // how often since the last line
	timer *time.Timer     // writes the sums; nil while there is nothing to sum up
}

// refusal is what lines are summed up by.
type refusal struct {
	from         netip.Prefix // the zero one stands for all beyond maxRefusals
	what, reason string
}

const (
	refusalTime = 10 * time.Second
	maxRefusals = 1000
)

// add logs a refusal, or counts it.
func (r *refusals) add(from netip.Prefix, addr net.Addr, what, reason string, attrs ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := refusal{from, what, reason}
	if _, known := r.again[key]; !known && len(r.again) >= maxRefusals {
		key.from = netip.Prefix{}
	}
	if _, known := r.again[key]; known {
		r.again[key]++
		return
	}
	if r.again == nil {
		r.again = map[refusal]int{}
	}
	r.again[key] = 0
	if r.timer == nil {
		r.timer = time.AfterFunc(refusalTime, r.sumUp)
	}
	r.log.Info(what, append([]any{"address", addressText(addr), "reason", reason}, attrs...)...)
}

// sumUp logs how often each refusal came again, and forgets those that did not.
func (r *refusals) sumUp() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for key, n := range r.again {
		if n == 0 {
			delete(r.again, key)
			continue
		}
		from := key.from.String()
		if !key.from.IsValid() {
			from = "others"
		}
		r.log.Info(key.what+", again", "address", from, "reason", key.reason, "times", n, "within", refusalTime.String())
		r.again[key] = 0
	}
	r.timer = nil
	if len(r.again) > 0 {
		r.timer = time.AfterFunc(refusalTime, r.sumUp)
	}
}

// end logs what is left to be summed up, and stops.
func (r *refusals) end() {
	r.sumUp()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.timer != nil {
		r.timer.Stop()
	}
	r.timer, r.again = nil, nil
}
