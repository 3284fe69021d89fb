package ssh

import (
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"
)

// conn is a connection. It counts its bytes, and ends a write that the client does not read.
type conn struct {
	net.Conn
	srv      *Server
	from     netip.Prefix
	begun    time.Time     // under registry.mu, as sessions
	sessions int           // that are running
	requests *rate.Limiter // of all its channels

	left    sync.Once
	probing atomic.Bool // a question whether the client is there is under way

	// Once authenticated.
	peer *gossh.ServerConn
	key  gossh.PublicKey // that the client has proved to hold, nil for none

	mu       sync.Mutex
	idle     *time.Timer // ends the connection while it has no session; nil for none
	closed   bool        // and no timer is to keep it in memory
	channels int
	refused  int    // channels
	revoked  bool   // its key may read no longer
	reason   string // why the server ended it
}

func newConn(s *Server, c net.Conn) *conn {
	return &conn{Conn: c, srv: s, from: addressOf(c.RemoteAddr()), requests: rate.NewLimiter(requestRate, requestPeak)}
}

// begin has the connection ended where no session comes of it in time.
func (c *conn) begin() {
	c.setIdle(c.srv.cfg.timeouts.handshake, func() { c.end(handshakes) })
}

// setIdle has a function called after a time, in place of the one before; nil is none.
func (c *conn) setIdle(after time.Duration, end func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.idle != nil {
		c.idle.Stop()
		c.idle = nil
	}
	if end != nil && !c.closed {
		c.idle = time.AfterFunc(after, end)
	}
}

// end closes the connection, for a reason that is logged and counted.
func (c *conn) end(reason string) {
	c.mu.Lock()
	first := c.reason == ""
	if first {
		c.reason = reason
	}
	c.mu.Unlock()
	if first {
		c.srv.refuse(c.from, c.RemoteAddr(), "connection ended", reason)
	}
	_ = c.Close()
}

func (c *conn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.srv.metrics.in.Add(int64(n))
	return n, err
}

func (c *conn) Write(p []byte) (int, error) {
	_ = c.Conn.SetWriteDeadline(time.Now().Add(c.srv.cfg.timeouts.stall)) // a write that fails says enough
	n, err := c.Conn.Write(p)
	c.srv.metrics.out.Add(int64(n))
	return n, err
}

func (c *conn) Close() error {
	err := c.Conn.Close()
	c.left.Do(func() {
		c.mu.Lock()
		c.closed = true
		c.mu.Unlock()
		c.setIdle(0, nil)
		c.srv.registry.removeConn(c)
	})
	return err
}

// allows takes a request from the connection's rate limit, and ends the connection where it is exceeded.
func (c *conn) allows() bool {
	ok := c.requests.Allow()
	if !ok {
		c.end("requests")
	}
	return ok
}

// openChannel counts a channel, and reports whether there may be one more.
func (c *conn) openChannel() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.channels >= maxChannels || c.revoked {
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

// refuse counts a refused channel, and ends a connection that opens too many of them.
func (c *conn) refuse() {
	c.mu.Lock()
	c.refused++
	many := c.refused > maxRefused
	c.mu.Unlock()
	if many {
		c.end("channels")
	}
}

// startLinger closes the connection where it stays without a session: another one may have begun meanwhile.
func (c *conn) startLinger() {
	c.setIdle(c.srv.cfg.timeouts.linger, func() {
		if c.srv.registry.sessionsOf(c) == 0 {
			_ = c.Close()
		}
	})
}

// revoke closes the connection of a revoked key, after its sessions, which get a message.
func (c *conn) revoke() {
	c.mu.Lock()
	c.revoked = true
	c.mu.Unlock()
	sessions, _ := c.srv.registry.all()
	for _, x := range sessions {
		if x.conn == c {
			x.stop(closeReason{"key withdrawn", "your key is no longer among those that may read."})
		}
	}
	time.AfterFunc(revokeTime, func() { c.end("key withdrawn") })
}

// revokeTime is how long the message to a client with a revoked key may take.
const revokeTime = 2 * time.Second
