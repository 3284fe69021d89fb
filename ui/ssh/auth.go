package ssh

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"strings"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/ui/cli/commands"
)

// authorizedKeys is the set of keys that may read, by their bytes; nil is
// everyone.
type authorizedKeys map[string]bool

// admits reports whether a key may read. A certificate is no key: nobody is
// trusted to sign one.
func (a authorizedKeys) admits(key gossh.PublicKey) bool {
	return a == nil || a[string(key.Marshal())]
}

// ignoredOptions are the options of an authorized key that take away what this server
// never gives.
var ignoredOptions = map[string]bool{
	"restrict": true, "pty": true, "no-port-forwarding": true, "no-agent-forwarding": true,
	"no-x11-forwarding": true, "no-user-rc": true, "agent-forwarding": true, "port-forwarding": true,
	"x11-forwarding": true, "user-rc": true,
}

// readAuthorizedKeys reads a file of authorized keys. Lines that are no key, keys
// that are too weak, certificates, and keys with options that would have to be
// heeded, let nobody in: they are returned with their places. A file without any
// key is an error.
func readAuthorizedKeys(name string) (keys authorizedKeys, problems []string, err error) {
	text, err := readFile(name, maxKeysFile)
	if err != nil {
		return nil, nil, fmt.Errorf("--authorized-keys %s: cannot be read: %w", name, commands.Reason(err))
	}
	keys = authorizedKeys{}
	for i, line := range bytes.Split(text, []byte("\n")) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		key, why := authorizedKey(line)
		if why != "" {
			problems = append(problems, fmt.Sprintf("%s:%d: %s", name, i+1, why))
			continue
		}
		keys[string(key.Marshal())] = true
	}
	if len(keys) == 0 {
		return nil, problems, fmt.Errorf("--authorized-keys %s: it has no key, so nobody could log in: add one, or leave the flag out", name)
	}
	return keys, problems, nil
}

// authorizedKey returns the key of a line, or why it is skipped.
func authorizedKey(line []byte) (key gossh.PublicKey, why string) {
	key, _, options, _, err := gossh.ParseAuthorizedKey(line)
	if err != nil {
		return nil, "no public key: line skipped"
	}
	for _, o := range options {
		if name, _, _ := strings.Cut(o, "="); !ignoredOptions[strings.ToLower(name)] || name != o {
			return nil, fmt.Sprintf("the option %s is not known here: key skipped", name)
		}
	}
	if _, is := key.(*gossh.Certificate); is {
		return nil, "a certificate, and no key: skipped; give the key that it was made for"
	}
	if why := weakness(key); why != "" {
		return nil, why + ": key skipped"
	}
	return key, ""
}

// anonymous is the user whom no key is asked for: for programs that can offer
// neither a key nor an answer to no question.
const anonymous = "anonymous"

// keyData is where the key that a client has proved to hold stands in its
// permissions.
type keyData struct{}

// login is an attempt to log in, as far as the log is to tell of it.
type login struct {
	user string
	keys []string // fingerprints of those that were offered, at most maxOffered
}

// maxOffered is how many of the keys that a client offers the log names.
const maxOffered = 3

// serverConfig returns how a connection logs in.
//
// A client that may read without a key is asked for one all the same, since a key
// identifies a returning reader; keyboard-interactive without a question admits clients
// that have none.
func (s *Server) serverConfig(attempt *login) *gossh.ServerConfig {
	everyone := func() bool { return *s.authorized.Load() == nil }
	cfg := &gossh.ServerConfig{
		ServerVersion:  "SSH-2.0-pressroom",
		BannerCallback: func(gossh.ConnMetadata) string { return *s.banner.Load() },
		NoClientAuth:   true,
		NoClientAuthCallback: func(who gossh.ConnMetadata) (*gossh.Permissions, error) {
			attempt.user = who.User()
			if everyone() && who.User() == anonymous {
				return &gossh.Permissions{}, nil
			}
			return nil, errors.New("a key is asked for first")
		},
		PublicKeyCallback: func(_ gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
			if len(attempt.keys) < maxOffered {
				attempt.keys = append(attempt.keys, gossh.FingerprintSHA256(key))
			}
			if !s.authorized.Load().admits(key) {
				return nil, errors.New("the key is not authorized")
			}
			return &gossh.Permissions{}, nil
		},
		// Only here it is certain that the client has the key.
		VerifiedPublicKeyCallback: func(_ gossh.ConnMetadata, key gossh.PublicKey, _ *gossh.Permissions, _ string) (*gossh.Permissions, error) {
			if c, is := key.(*gossh.Certificate); is { // it is renewed, the key stays
				key = c.Key
			}
			return &gossh.Permissions{ExtraData: map[any]any{keyData{}: key}}, nil
		},
		KeyboardInteractiveCallback: func(gossh.ConnMetadata, gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
			if !everyone() {
				return nil, errors.New("only public keys are accepted")
			}
			return &gossh.Permissions{}, nil
		},
	}
	strong := gossh.SupportedAlgorithms()
	cfg.KeyExchanges, cfg.Ciphers, cfg.MACs = strong.KeyExchanges, strong.Ciphers, withoutSHA1(strong.MACs)
	cfg.PublicKeyAuthAlgorithms = withoutSHA1(strong.PublicKeyAuths)
	cfg.AddHostKey(s.host)
	return cfg
}

// withoutSHA1 returns the algorithms that do without SHA-1. A signature of RSA
// uses it where the name does not say otherwise.
func withoutSHA1(algorithms []string) (strong []string) {
	for _, a := range algorithms {
		if !strings.Contains(a, "sha1") && a != gossh.KeyAlgoRSA && a != gossh.CertAlgoRSAv01 {
			strong = append(strong, a)
		}
	}
	return strong
}

// handshake makes an SSH connection of a line. The error says why it came to
// nothing; it is logged where somebody tried to log in.
func (s *Server) handshake(c *conn) (<-chan gossh.NewChannel, <-chan *gossh.Request, error) {
	var attempt login
	peer, channels, requests, err := gossh.NewServerConn(c, s.serverConfig(&attempt))
	if err != nil {
		var failed *gossh.ServerAuthError
		if errors.As(err, &failed) && (len(attempt.keys) > 0 || attempt.user != "") {
			s.refuse(c.from, c.RemoteAddr(), "login refused", "login", "user", commands.Cut(attempt.user, 64), "keys", strings.Join(attempt.keys, " "))
		}
		return nil, nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.peer = peer
	if peer.Permissions != nil {
		c.key, _ = peer.Permissions.ExtraData[keyData{}].(gossh.PublicKey)
	}
	return channels, requests, nil
}

// fingerprint returns the fingerprint of the connection's key, "" without one.
func (c *conn) fingerprint() string {
	if key := c.publicKey(); key != nil {
		return gossh.FingerprintSHA256(key)
	}
	return ""
}

// checkKeys closes the connections of keys that are no longer authorized.
func (s *Server) checkKeys() {
	authorized := *s.authorized.Load()
	_, conns := s.registry.all()
	for _, c := range conns {
		if key := c.publicKey(); key != nil && !authorized.admits(key) {
			c.revoke()
		}
	}
}

// publicKey returns the key that the connection logged in with, nil while it
// has not, or without one.
func (c *conn) publicKey() gossh.PublicKey {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.key
}

// addressText returns the address that the log names.
func addressText(a net.Addr) string {
	if a == nil {
		return ""
	}
	return a.String()
}
