package ssh

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	gliderlabs "github.com/gliderlabs/ssh"
	gossh "golang.org/x/crypto/ssh"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/screen"
)

// Server is a reading room.
type Server struct {
	cfg      Config
	ssh      *gliderlabs.Server
	host     gossh.Signer
	metrics  metrics
	door     door
	places   places
	pages    *ui.Pages
	canvases *screen.Canvases
	banner   atomic.Pointer[string]
	guests   atomic.Pointer[guests]
	serial   atomic.Int64 // of sessions, for the log

	listeners []net.Listener
	numbers   net.Listener // where metrics are served, nil for nowhere

	mu       sync.Mutex
	library  *model.Library
	readers  map[*session]bool
	stopping string // what readers are told, "" while the server does not stop
	closed   chan struct{}
	closing  sync.Once
}

// New makes a server ready to listen: the library is read and indexed, the keys
// and the banner are read. The error names the flag that is wrong, or the file.
func New(cfg Config) (*Server, error) {
	if cfg.Clock == nil {
		cfg.Clock = time.Now
	}
	if cfg.patience == (patience{}) {
		cfg.patience = usualPatience
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if err := cfg.check(); err != nil {
		return nil, err
	}
	s := &Server{
		cfg: cfg, pages: ui.NewPages(), canvases: screen.NewCanvases(0),
		readers: map[*session]bool{}, closed: make(chan struct{}),
	}
	s.door = door{from: map[netip.Prefix]*crowd{}, maxSessions: cfg.MaxSessions, maxPerAddress: cfg.MaxPerAddress}
	if err := s.readFiles(); err != nil {
		return nil, err
	}
	host, made, err := hostKey(cfg.HostKey)
	if err != nil {
		return nil, err
	}
	s.host = host
	if s.library, err = cfg.Load(); err != nil {
		return nil, err
	}
	prepare(s.library)
	cfg.Log.Info("host key", "file", cfg.HostKey, "fingerprint", gossh.FingerprintSHA256(host.PublicKey()), "new", made)
	s.ssh = s.protocol()
	return s, nil
}

// readFiles reads the banner and the authorized keys. Where one of them cannot
// be used nothing changes.
func (s *Server) readFiles() error {
	banner := ""
	if s.cfg.Banner != "" {
		text, err := os.ReadFile(s.cfg.Banner)
		if err != nil {
			return fmt.Errorf("--banner %s: cannot be read: %w", s.cfg.Banner, reason(err))
		}
		const most = 16 << 10
		if len(text) > most {
			return fmt.Errorf("--banner %s: longer than %d KiB", s.cfg.Banner, most>>10)
		}
		banner, _ = data.Sanitize(strings.ReplaceAll(string(text), "\r\n", "\n"))
		banner = strings.ReplaceAll(strings.TrimRight(banner, "\n")+"\n", "\n", "\r\n")
	}
	var who guests
	if s.cfg.AuthorizedKeys != "" {
		g, problems, err := readGuests(s.cfg.AuthorizedKeys)
		for _, p := range problems {
			s.cfg.Log.Warn("authorized key skipped", "problem", p)
		}
		if err != nil {
			return err
		}
		who = g
	}
	s.banner.Store(&banner)
	s.guests.Store(&who)
	return nil
}

// connKey is where a connection stands in the context that the library keeps
// of it.
type connKey struct{}

// fingerprint is the name of the permission that holds a key's fingerprint.
const fingerprint = "fingerprint"

// anonymous is the user whom no key is asked for: for programs that can offer
// neither a key nor an answer to no question.
const anonymous = "anonymous"

// protocol returns the SSH server below.
//
// Whoever may read without a key is asked for one all the same, since a reader
// with a key can be found again; keyboard-interactive with no question lets
// those in who have none.
func (s *Server) protocol() *gliderlabs.Server {
	everyone := func() bool { return *s.guests.Load() == nil }
	return &gliderlabs.Server{
		Version:     "pressroom",
		HostSigners: []gliderlabs.Signer{s.host},
		Handler:     func(gliderlabs.Session) {}, // see ChannelHandlers
		ConnCallback: func(ctx gliderlabs.Context, nc net.Conn) net.Conn {
			c := s.enter(nc)
			if c == nil {
				return nil
			}
			ctx.SetValue(connKey{}, c)
			return c
		},
		BannerHandler:    func(gliderlabs.Context) string { return *s.banner.Load() },
		PublicKeyHandler: func(_ gliderlabs.Context, key gliderlabs.PublicKey) bool { return s.guests.Load().admits(key) },
		KeyboardInteractiveHandler: func(gliderlabs.Context, gossh.KeyboardInteractiveChallenge) bool {
			return everyone()
		},
		ServerConfigCallback: func(gliderlabs.Context) *gossh.ServerConfig {
			return &gossh.ServerConfig{
				NoClientAuth: true,
				NoClientAuthCallback: func(who gossh.ConnMetadata) (*gossh.Permissions, error) {
					if everyone() && who.User() == anonymous {
						return &gossh.Permissions{}, nil
					}
					return nil, errors.New("a key is asked for first")
				},
				// Only here it is certain that the client has the key.
				VerifiedPublicKeyCallback: func(_ gossh.ConnMetadata, key gossh.PublicKey, _ *gossh.Permissions, _ string) (*gossh.Permissions, error) {
					return &gossh.Permissions{Extensions: map[string]string{fingerprint: gossh.FingerprintSHA256(key)}}, nil
				},
			}
		},
		ChannelHandlers: map[string]gliderlabs.ChannelHandler{"session": s.channel, "default": s.noChannel},
		RequestHandlers: map[string]gliderlabs.RequestHandler{"default": s.noRequest},
	}
}

// enter lets a connection in, or says why not and returns nil.
func (s *Server) enter(nc net.Conn) *conn {
	c := newConn(s, nc)
	if why := s.door.enter(c); why != "" {
		s.metrics.refuse(why)
		s.cfg.Log.Info("connection refused", "address", nc.RemoteAddr().String(), "reason", why)
		_ = nc.SetWriteDeadline(time.Now().Add(time.Second))
		_, _ = nc.Write([]byte("Too many connections: try again later.\r\n"))
		return nil
	}
	c.begin()
	return c
}
