package ssh

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/ui/cli/commands"
)

// authorizedKeys is the set of keys that may read, by their bytes; nil is everyone.
type authorizedKeys map[string]bool

// admits reports whether a key may read. A certificate is no key: nobody is trusted to sign one.
func (a authorizedKeys) admits(key gossh.PublicKey) bool {
	return a == nil || a[string(key.Marshal())]
}

// ignoredOptions are the options of an authorized key that take away what this server never gives.
var ignoredOptions = map[string]bool{
	"restrict": true, "pty": true, "no-port-forwarding": true, "no-agent-forwarding": true,
	"no-x11-forwarding": true, "no-user-rc": true, "agent-forwarding": true, "port-forwarding": true,
	"x11-forwarding": true, "user-rc": true,
}

// readAuthorizedKeys reads a file of authorized keys. Lines that are no key, weak keys, certificates, and keys with
// options that would have to be heeded are returned as problems. A file without any key is an error.
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

// anonymous is the user whom no key is asked for: for programs that can offer none, nor answer no question.
const anonymous = "anonymous"

// keyData is where the key that a client has proved to hold stands in its permissions.
type keyData struct{}

// login is an attempt to log in, as far as the log is to tell of it.
type login struct {
	user string
	keys []string // fingerprints of those that were offered, at most maxOffered
}

// maxOffered is how many of the keys that a client offers the log names.
const maxOffered = 3

// serverConfig returns how a connection logs in. A client that may read without a key is asked for one all the same,
// since it identifies a returning reader; keyboard-interactive without a question admits those that have none.
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

// withoutSHA1 returns the algorithms without SHA-1, which RSA signs with where the name does not say otherwise.
func withoutSHA1(algorithms []string) (strong []string) {
	for _, a := range algorithms {
		if !strings.Contains(a, "sha1") && a != gossh.KeyAlgoRSA && a != gossh.CertAlgoRSAv01 {
			strong = append(strong, a)
		}
	}
	return strong
}

// handshake makes an SSH connection of a line. A failure is logged where somebody tried to log in.
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

// publicKey returns the key that the connection logged in with, nil while it has not, or without one.
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

// hostKey reads the key that the server proves itself by, and makes it where the file is missing.
func hostKey(name string) (signer gossh.Signer, made bool, err error) {
	text, err := readFile(name, maxKeyFile)
	if errors.Is(err, fs.ErrNotExist) {
		err = makeHostKey(name)
		if err != nil && !errors.Is(err, fs.ErrExist) { // another server may have made it meanwhile
			return nil, false, fmt.Errorf("--host-key %s: cannot be made: %w", name, commands.Reason(err))
		}
		made = err == nil
		text, err = readFile(name, maxKeyFile)
	}
	if err != nil {
		return nil, made, fmt.Errorf("--host-key %s: cannot be read: %w", name, commands.Reason(err))
	}
	if info, err := os.Stat(name); err == nil && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, made, fmt.Errorf("--host-key %s: others may read it (mode %04o): chmod 600 it", name, info.Mode().Perm())
	}
	signer, err = gossh.ParsePrivateKey(text)
	var locked *gossh.PassphraseMissingError
	switch {
	case errors.As(err, &locked):
		return nil, made, fmt.Errorf("--host-key %s: it has a passphrase, which a server cannot type: ssh-keygen -p removes it", name)
	case err != nil:
		return nil, made, fmt.Errorf("--host-key %s: it is not an OpenSSH private key: %w", name, err)
	}
	if why := weakness(signer.PublicKey()); why != "" {
		return nil, made, fmt.Errorf("--host-key %s: %s: ssh-keygen -t ed25519 makes another", name, why)
	}
	if strong, ok := signer.(gossh.MultiAlgorithmSigner); ok && signer.PublicKey().Type() == gossh.KeyAlgoRSA {
		signer, err = gossh.NewSignerWithAlgorithms(strong, []string{gossh.KeyAlgoRSASHA512, gossh.KeyAlgoRSASHA256})
		if err != nil {
			return nil, made, fmt.Errorf("--host-key %s: %w", name, err)
		}
	}
	return signer, made, nil
}

// minRSA is the size in bits of the smallest RSA key that is taken.
const minRSA = 2048

// weakness returns what makes a key too weak to prove anything, "" where nothing does.
func weakness(key gossh.PublicKey) string {
	switch key.Type() {
	case "ssh-dss": // DSA, whose name the library has deprecated with the algorithm
		return "a DSA key proves nothing any more"
	case gossh.KeyAlgoRSA:
		if c, ok := key.(gossh.CryptoPublicKey); ok {
			if r, ok := c.CryptoPublicKey().(*rsa.PublicKey); ok && r.N.BitLen() < minRSA {
				return fmt.Sprintf("an RSA key of %d bits is too short, %d is the least", r.N.BitLen(), minRSA)
			}
		}
	}
	return ""
}

// Limits of the files that the server reads, in bytes.
const (
	maxKeyFile  = 64 << 10
	maxKeysFile = 8 << 20
	maxBanner   = 16 << 10
)

// readFile reads a regular file of at most limit bytes: from a pipe or a device nothing, or no end, may come.
func readFile(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	switch {
	case info.IsDir():
		return nil, errors.New("is a directory")
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(text)) > limit {
		err = fmt.Errorf("it is longer than %d KiB", limit>>10)
	}
	return text, err
}

// makeHostKey writes a new Ed25519 key. The file is there whole or not at all, and never another's.
func makeHostKey(name string) error {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	block, err := gossh.MarshalPrivateKey(private, "pressroom")
	if err != nil {
		return err
	}
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".host-key-*") // with mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := pem.Encode(f, block); err != nil {
		_ = f.Close()
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Link(f.Name(), name)
}

// DefaultHostKey returns where the host key is where no flag says so: in the
// directory that systemd gives a service for its state, or the user's own. It is
// "" where there is neither: a path that is not absolute is none, since the key
// would be left wherever the server is started.
func DefaultHostKey(getenv func(string) string) string {
	const file = "ssh_host_ed25519_key"
	if dir, _, _ := strings.Cut(getenv("STATE_DIRECTORY"), ":"); filepath.IsAbs(dir) {
		return filepath.Join(dir, file)
	}
	dir, err := os.UserConfigDir()
	if err != nil || !filepath.IsAbs(dir) {
		return ""
	}
	return filepath.Join(dir, "pressroom", file)
}
