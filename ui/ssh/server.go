package ssh

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/cli/commands"
	"pressroom/ui/screen"
)

// Server is a reading room.
type Server struct {
	cfg        Config
	host       gossh.Signer
	metrics    metrics
	registry   *registry
	refusals   refusals
	places     places
	newKeys    *keyLimits
	pages      *ui.Pages
	canvases   *screen.Canvases
	banner     atomic.Pointer[string]
	authorized atomic.Pointer[authorizedKeys]
	serial     atomic.Int64 // of sessions, for the log

	listeners       []net.Listener
	metricsListener net.Listener // nil where no metrics are served

	ctx       context.Context // done when the server is closed
	cancel    context.CancelFunc
	reloading sync.Mutex // held by the one Reload that runs

	mu       sync.Mutex
	library  *model.Library
	old      *model.Library // which library replaced, until it is closed; or nil
	oldTimer *time.Timer    // closes old
	suspect  suspect
	stopping string // the notice for readers, "" while the server does not stop
	closed   chan struct{}
	closing  sync.Once
}

// New makes a server ready to listen: the library, the keys and the banner are
// read. The error names the flag that is wrong, or the file. When ctx is done
// the server is closed, and the reading ends.
func New(ctx context.Context, cfg Config) (*Server, error) {
	if cfg.Clock == nil {
		cfg.Clock = time.Now
	}
	if cfg.timeouts == (timeouts{}) {
		cfg.timeouts = usualTimeouts
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if err := cfg.check(); err != nil {
		return nil, err
	}
	newKeys, _ := lru.New[netip.Prefix, *rate.Limiter](maxKeyAddresses) // fails for a size below 1
	s := &Server{
		cfg: cfg, pages: ui.NewPages(), canvases: screen.NewCanvases(0), closed: make(chan struct{}),
		registry: newRegistry(cfg.MaxSessions, cfg.MaxPerAddress), refusals: refusals{log: cfg.Log}, places: newPlaces(), newKeys: newKeys,
	}
	if err := s.readFiles(ctx); err != nil {
		return nil, err
	}
	host, made, err := hostKey(cfg.HostKey)
	if err != nil {
		return nil, err
	}
	s.host = host
	s.ctx, s.cancel = context.WithCancel(context.WithoutCancel(ctx)) // sessions end before it does: see Close
	lib, err := s.load(ctx)
	if err != nil {
		s.cancel()
		return nil, err
	}
	s.library = lib
	go s.guard("preparation", func() {
		s.prepare(s.ctx, lib)
		debug.FreeOSMemory()
	})
	cfg.Log.Info("host key", "file", cfg.HostKey, "fingerprint", gossh.FingerprintSHA256(host.PublicKey()), "new", made)
	context.AfterFunc(ctx, s.Close)
	return s, nil
}

// readFiles reads the banner and the authorized keys. Where one of them cannot be used nothing changes.
func (s *Server) readFiles(context.Context) error {
	banner := ""
	if s.cfg.Banner != "" {
		text, err := readFile(s.cfg.Banner, maxBanner)
		if err != nil {
			return fmt.Errorf("--banner %s: cannot be read: %w", s.cfg.Banner, commands.Reason(err))
		}
		banner, _ = data.Sanitize(strings.ReplaceAll(string(text), "\r\n", "\n"))
		banner = strings.ReplaceAll(strings.TrimRight(banner, "\n")+"\n", "\n", "\r\n")
	}
	var authorized authorizedKeys
	if s.cfg.AuthorizedKeys != "" {
		keys, problems, err := readAuthorizedKeys(s.cfg.AuthorizedKeys)
		for _, p := range problems {
			s.cfg.Log.Warn("authorized key skipped", "problem", p)
		}
		if err != nil {
			return err
		}
		authorized = keys
	}
	s.banner.Store(&banner)
	s.authorized.Store(&authorized)
	s.checkKeys()
	return nil
}

// serve makes sessions of the connections that a listener accepts, until it is closed.
func (s *Server) serve(l net.Listener) error {
	for wait := time.Duration(0); ; {
		nc, err := l.Accept()
		switch {
		case err == nil:
			wait = 0
			go s.guard("connection", func() { s.connection(nc) })
		case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE), errors.Is(err, syscall.ECONNABORTED):
			wait = min(max(2*wait, 5*time.Millisecond), time.Second)
			s.cfg.Log.Error("cannot accept a connection now", "error", err)
			time.Sleep(wait)
		default:
			return err
		}
	}
}

func (s *Server) connection(nc net.Conn) {
	defer nc.Close()
	c := s.admitConn(nc)
	if c == nil {
		return
	}
	defer c.Close()
	channels, requests, err := s.handshake(c)
	if err != nil {
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	if key := c.publicKey(); key != nil && !s.authorized.Load().admits(key) {
		c.revoke() // it was taken away meanwhile
	}
	var open sync.WaitGroup
	open.Go(func() { s.globalRequests(c, requests) })
	for nc := range channels {
		if nc.ChannelType() != "session" {
			s.metrics.refuse("forwarding")
			_ = nc.Reject(gossh.Prohibited, "pressroom serves the reader alone: nothing is forwarded")
			c.refuse()
			continue
		}
		open.Go(func() { s.guard("channel", func() { s.channel(ctx, c, nc) }) })
	}
	cancel()
	open.Wait()
}

// guard keeps a panic of one connection's work from ending the server.
func (s *Server) guard(what string, work func()) {
	err := data.Guard(func() error {
		work()
		return nil
	})
	s.logPanic(s.cfg.Log, what+" panicked", err)
}

// admitConn admits a connection, or tells the client why not and returns nil.
func (s *Server) admitConn(nc net.Conn) *conn {
	c := newConn(s, nc)
	refused, evicted := s.registry.addConn(c, time.Now())
	if refused != "" {
		s.refuse(c.from, nc.RemoteAddr(), "connection refused", refused)
		_ = nc.SetWriteDeadline(time.Now().Add(time.Second))
		_, _ = nc.Write([]byte("Too many connections: try again later.\r\n"))
		return nil
	}
	if evicted != nil {
		go evicted.end(handshakes)
	}
	c.begin()
	return c
}

func (s *Server) refuse(from netip.Prefix, addr net.Addr, what, reason string, attrs ...any) {
	s.metrics.refuse(reason)
	s.refusals.add(from, addr, what, reason, attrs...)
}

// Listen opens the ports. The error names the address.
func (s *Server) Listen() error {
	for _, address := range s.cfg.Listen {
		l, err := net.Listen("tcp", address)
		if err != nil {
			s.closeListeners()
			return fmt.Errorf("--listen %s: %w", address, commands.Reason(err))
		}
		s.listeners = append(s.listeners, l)
	}
	if s.cfg.Metrics != "" {
		address, err := metricsAddress(s.cfg.Metrics)
		if err == nil {
			s.metricsListener, err = net.Listen("tcp", address)
		}
		if err != nil {
			s.closeListeners()
			return fmt.Errorf("--metrics %s: %w", s.cfg.Metrics, commands.Reason(err))
		}
	}
	return nil
}

func (s *Server) closeListeners() {
	for _, l := range s.listeners {
		_ = l.Close()
	}
	if s.metricsListener != nil {
		_ = s.metricsListener.Close()
	}
}

// Addrs returns where the server listens.
func (s *Server) Addrs() (addrs []net.Addr) {
	for _, l := range s.listeners {
		addrs = append(addrs, l.Addr())
	}
	return addrs
}

// MetricsAddr returns where metrics are served, nil for nowhere.
func (s *Server) MetricsAddr() net.Addr {
	if s.metricsListener == nil {
		return nil
	}
	return s.metricsListener.Addr()
}

// Serve serves until the server is stopped or closed. The error is that of a
// listener that failed.
func (s *Server) Serve() error {
	s.mu.Lock()
	releases := s.library.Len()
	s.mu.Unlock()
	failed := make(chan error, len(s.listeners))
	for _, l := range s.listeners {
		s.cfg.Log.Info("listening", "address", l.Addr().String(), "releases", releases)
		go func() { failed <- s.serve(l) }()
	}
	if s.metricsListener != nil {
		s.cfg.Log.Info("metrics", "address", "http://"+s.metricsListener.Addr().String()+"/metrics")
		go s.serveMetrics(s.metricsListener)
	}
	for range s.listeners {
		if err := <-failed; !errors.Is(err, net.ErrClosed) {
			s.Close()
			return commands.Reason(err)
		}
	}
	<-s.closed
	return nil
}
