package ssh

import (
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// door counts the connections and the sessions, and says who may come in.
type door struct {
	mu       sync.Mutex
	sessions int
	from     map[netip.Prefix]*crowd
	pending  []*conn // connections without a session yet, the oldest first
	open     int     // connections

	maxSessions, maxPerAddress int
}

// crowd is what comes from one address.
type crowd struct{ conns, sessions int }

// Why someone is turned away. They are values of a metric as well.
const (
	fullRoom    = "room"
	fullAddress = "address"
	slowGuest   = "handshake"
)

// enter counts a connection. Where there is no room for it, it returns why
// not. The connection that has waited longest without a session gives way to a
// new one, so that those who never finish their handshake keep nobody out.
func (d *door) enter(c *conn) (refused string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	crowd := d.crowdOf(c.from)
	switch {
	case crowd.conns >= d.maxPerAddress+spareConns:
		d.sweep(c.from)
		return fullAddress
	case d.open >= d.maxSessions+maxPending:
		d.sweep(c.from)
		return fullRoom
	}
	if len(d.pending) >= maxPending {
		go d.pending[0].end(slowGuest)
		d.pending = d.pending[1:]
	}
	d.pending = append(d.pending, c)
	crowd.conns++
	d.open++
	return ""
}

// leave counts a connection out.
func (d *door) leave(c *conn) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.crowdOf(c.from).conns--
	d.open--
	d.sweep(c.from)
	d.settle(c)
}

// settle takes a connection off those that have no session yet.
func (d *door) settle(c *conn) {
	if i := slices.Index(d.pending, c); i >= 0 {
		d.pending = slices.Delete(d.pending, i, i+1)
	}
}

// begin counts a session of a connection. Where there is no room for it, it
// returns why not.
func (d *door) begin(c *conn) (refused string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	crowd := d.crowdOf(c.from)
	switch {
	case crowd.sessions >= d.maxPerAddress:
		return fullAddress
	case d.sessions >= d.maxSessions:
		return fullRoom
	}
	d.settle(c)
	crowd.sessions++
	d.sessions++
	return ""
}

// finish counts a session out.
func (d *door) finish(c *conn) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.crowdOf(c.from).sessions--
	d.sessions--
	d.sweep(c.from)
}

func (d *door) crowdOf(from netip.Prefix) *crowd {
	c := d.from[from]
	if c == nil {
		c = &crowd{}
		d.from[from] = c
	}
	return c
}

// sweep forgets an address that nobody is here from.
func (d *door) sweep(from netip.Prefix) {
	if c := d.from[from]; c != nil && *c == (crowd{}) {
		delete(d.from, from)
	}
}

// count returns how many sessions and connections there are.
func (d *door) count() (sessions, conns int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.sessions, d.open
}

// conn is a connection. It counts its bytes, and ends a write that the client
// does not read.
type conn struct {
	net.Conn
	srv  *Server
	from netip.Prefix

	in, out atomic.Int64 // bytes on the wire
	left    sync.Once
	probing atomic.Bool // a question whether the client is there is under way

	mu       sync.Mutex
	wait     *time.Timer // ends the connection while it has no session
	running  int         // sessions
	channels int
	refused  int     // channels
	allow    float64 // requests
	last     time.Time
	why      string // it was ended, where the server did it
}

func newConn(s *Server, c net.Conn) *conn {
	return &conn{Conn: c, srv: s, from: addressOf(c.RemoteAddr()), allow: requestPeak}
}

// begin has the connection ended where no session comes of it in time.
func (c *conn) begin() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wait = time.AfterFunc(c.srv.cfg.patience.handshake, func() { c.end(slowGuest) })
}

// end closes the connection, for a reason that is logged and counted.
func (c *conn) end(why string) {
	c.mu.Lock()
	first := c.why == ""
	if first {
		c.why = why
	}
	c.mu.Unlock()
	if first {
		c.srv.metrics.refuse(why)
		c.srv.cfg.Log.Info("connection ended", "address", c.RemoteAddr().String(), "reason", why)
	}
	_ = c.Close()
}

func (c *conn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.in.Add(int64(n))
	c.srv.metrics.in.Add(int64(n))
	return n, err
}

func (c *conn) Write(p []byte) (int, error) {
	_ = c.Conn.SetWriteDeadline(time.Now().Add(c.srv.cfg.patience.stall)) // a write that fails says enough
	n, err := c.Conn.Write(p)
	c.out.Add(int64(n))
	c.srv.metrics.out.Add(int64(n))
	return n, err
}

// SetDeadline does nothing: the library would undo the deadline of a write.
func (c *conn) SetDeadline(time.Time) error { return nil }

func (c *conn) Close() error {
	err := c.Conn.Close()
	c.left.Do(func() {
		c.mu.Lock()
		if c.wait != nil {
			c.wait.Stop()
		}
		c.mu.Unlock()
		c.srv.door.leave(c)
	})
	return err
}

// request takes a request from the connection's allowance, and ends the
// connection where none is left.
func (c *conn) request() bool {
	c.mu.Lock()
	now := time.Now()
	if !c.last.IsZero() {
		c.allow = min(requestPeak, c.allow+now.Sub(c.last).Seconds()*requestRate)
	}
	c.last = now
	c.allow--
	ok := c.allow >= 0
	c.mu.Unlock()
	if !ok {
		c.end("requests")
	}
	return ok
}

// openChannel counts a channel, and reports whether there may be one more.
func (c *conn) openChannel() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.channels >= maxChannels {
		return false
	}
	c.channels++
	return true
}

func (c *conn) closeChannel() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.channels--
}

// refuse counts a channel that was refused, and ends a connection that does
// not take no for an answer.
func (c *conn) refuse() {
	c.mu.Lock()
	c.refused++
	many := c.refused > maxRefused
	c.mu.Unlock()
	if many {
		c.end("channels")
	}
}

// session notes that a session begins, or with -1 that one ends.
func (c *conn) session(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.running += n
	switch {
	case c.wait == nil:
	case c.running == 0:
		c.wait.Stop()
		c.wait = time.AfterFunc(c.srv.cfg.patience.linger, func() { _ = c.Close() })
	default:
		c.wait.Stop()
	}
}
