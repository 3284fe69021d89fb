package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// net0 is the net of a test: sites by the address that they are dialled at, on
// connections in memory, so that a bubble of synctest can let time pass.
type net0 struct {
	t      testing.TB
	names  map[string]string // host → its addresses, parted by spaces
	mu     sync.Mutex
	sites  map[string]*listener // IP and port
	dialed []string
	asked  []visit // in their order
}

type visit struct {
	at   time.Time
	line string // host and path
	head http.Header
}

func newNet(t testing.TB) *net0 {
	return &net0{t: t, names: map[string]string{}, sites: map[string]*listener{}}
}

// serve puts a site at a name, whose address is the next that is free.
func (n *net0) serve(host string, handler http.HandlerFunc) {
	n.names[host] = fmt.Sprintf("93.184.216.%d", len(n.names)+1)
	n.serveAt(n.names[host]+":80", handler)
}

func (n *net0) serveAt(address string, handler http.HandlerFunc) *http.Server {
	l := &listener{conns: make(chan net.Conn), done: make(chan struct{})}
	n.mu.Lock()
	n.sites[address] = l
	n.mu.Unlock()
	s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.mu.Lock()
		n.asked = append(n.asked, visit{time.Now(), r.Host + r.URL.RequestURI(), r.Header.Clone()})
		n.mu.Unlock()
		if r.URL.Path == "/robots.txt" && !ownRobots[r.Host] {
			http.NotFound(w, r)
			return
		}
		handler(w, r)
	}), ErrorLog: quiet}
	go s.Serve(l)
	n.t.Cleanup(func() { closeSite(s) })
	return s
}

// ownRobots are hosts whose handlers answer for robots.txt.
var ownRobots = map[string]bool{"strict.example": true, "broken-rules.example": true, "moved-rules.example": true, "waits.example": true}

func (n *net0) dial(ctx context.Context, _, address string) (net.Conn, error) {
	n.mu.Lock()
	n.dialed = append(n.dialed, address)
	l := n.sites[address]
	n.mu.Unlock()
	if l == nil {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	ours, theirs := net.Pipe()
	select {
	case l.conns <- theirs:
		return ours, nil
	case <-l.done:
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (n *net0) resolve(_ context.Context, host string) ([]netip.Addr, error) {
	if n.names[host] == "" {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	var list []netip.Addr
	for s := range strings.FieldsSeq(n.names[host]) {
		list = append(list, netip.MustParseAddr(s))
	}
	return list, nil
}

// client returns a client on the net. Where hosts are dialled by name, as those are that
// the user named, the names are resolved here.
func (n *net0) client(o Options) *Client {
	o.Resolve = n.resolve
	o.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		host, port, _ := net.SplitHostPort(address)
		if list, err := n.resolve(ctx, host); err == nil {
			address = net.JoinHostPort(list[0].String(), port)
		}
		return n.dial(ctx, network, address)
	}
	if o.Proxy == nil {
		o.Proxy = func(*http.Request) (*url.URL, error) { return nil, nil }
	}
	c := New(o)
	n.t.Cleanup(c.Close)
	return c
}

// visits returns what was asked, robots.txt aside.
func (n *net0) visits() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var list []string
	for _, v := range n.asked {
		if !strings.HasSuffix(v.line, "/robots.txt") {
			list = append(list, v.line)
		}
	}
	return list
}

// listener takes connections from dial.
type listener struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func (l *listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}
func (l *listener) Close() error   { l.once.Do(func() { close(l.done) }); return nil }
func (l *listener) Addr() net.Addr { return &net.IPAddr{} }

// raw answers with bytes as they are, and closes the connection.
func raw(w http.ResponseWriter, text string) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	io.WriteString(conn, text)
}

func zipped(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, text)
	z.Close()
	return b.Bytes()
}

// closeSite closes a site, and lets its handlers end.
func closeSite(s *http.Server) {
	s.Close()
	time.Sleep(time.Minute)
}
