package ssh

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	gossh "golang.org/x/crypto/ssh"
)

// hostKey reads the key that the server proves itself by, and makes it where
// the file is missing.
func hostKey(name string) (signer gossh.Signer, made bool, err error) {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		err = makeHostKey(name)
		if err != nil && !errors.Is(err, fs.ErrExist) { // another server may have made it meanwhile
			return nil, false, fmt.Errorf("--host-key %s: cannot be made: %w", name, reason(err))
		}
		made = err == nil
		text, err = os.ReadFile(name)
	}
	if err != nil {
		return nil, made, fmt.Errorf("--host-key %s: cannot be read: %w", name, reason(err))
	}
	if info, err := os.Stat(name); err == nil && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, made, fmt.Errorf("--host-key %s: others may read it (mode %04o): chmod 600 it", name, info.Mode().Perm())
	}
	signer, err = gossh.ParsePrivateKey(text)
	var locked *gossh.PassphraseMissingError
	switch {
	case errors.As(err, &locked):
		return nil, made, fmt.Errorf("--host-key %s: it has a passphrase, and nobody is there to type it: ssh-keygen -p takes it off", name)
	case err != nil:
		return nil, made, fmt.Errorf("--host-key %s: it is no private key of OpenSSH: %w", name, err)
	}
	return signer, made, nil
}

// makeHostKey writes a new Ed25519 key. The file is there whole or not at all,
// and never another's.
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
// directory that systemd gives a service for its state, or the user's own.
func DefaultHostKey(getenv func(string) string) string {
	const file = "ssh_host_ed25519_key"
	if dir, _, _ := strings.Cut(getenv("STATE_DIRECTORY"), ":"); dir != "" {
		return filepath.Join(dir, file)
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return file
	}
	return filepath.Join(dir, "pressroom", file)
}

// guests is the set of keys that may read, by their bytes; nil is everyone.
type guests map[string]bool

// admits reports whether a key may read.
func (g guests) admits(key gossh.PublicKey) bool { return g == nil || g[string(key.Marshal())] }

// harmless are the options of an authorized key that take away what this server
// never gives.
var harmless = map[string]bool{
	"restrict": true, "pty": true, "no-port-forwarding": true, "no-agent-forwarding": true,
	"no-x11-forwarding": true, "no-user-rc": true, "agent-forwarding": true, "port-forwarding": true,
	"x11-forwarding": true, "user-rc": true,
}

// readGuests reads a file of authorized keys. Lines that are no key, and keys
// with options that would have to be heeded, let nobody in: they are returned
// with their places. A file without any key is an error.
func readGuests(name string) (g guests, problems []string, err error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, fmt.Errorf("--authorized-keys %s: cannot be read: %w", name, reason(err))
	}
	g = guests{}
	for i, line := range bytes.Split(text, []byte("\n")) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		key, _, options, _, err := gossh.ParseAuthorizedKey(line)
		if err != nil {
			problems = append(problems, fmt.Sprintf("%s:%d: no public key: line skipped", name, i+1))
			continue
		}
		if bad := heeded(options); bad != "" {
			problems = append(problems, fmt.Sprintf("%s:%d: the option %s is not known here: key skipped", name, i+1, bad))
			continue
		}
		g[string(key.Marshal())] = true
	}
	if len(g) == 0 {
		return nil, problems, fmt.Errorf("--authorized-keys %s: no key in it: nobody could read", name)
	}
	return g, problems, nil
}

// heeded returns the first option that cannot be passed over, or "".
func heeded(options []string) string {
	for _, o := range options {
		if !harmless[strings.ToLower(o)] {
			bad, _, _ := strings.Cut(o, "=")
			return bad
		}
	}
	return ""
}

// reason returns what an error of package os says beside the name of a file,
// which the messages here give themselves.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}
