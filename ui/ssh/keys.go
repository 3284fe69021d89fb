package ssh

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/ui/cli/commands"
)

// hostKey reads the key that the server proves itself by, and makes it where
// the file is missing.
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

// weakness returns what makes a key too weak to prove anything, "" where nothing
// does.
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

// readFile reads a file of at most limit bytes. It must be a regular one: from a
// named pipe or a device nothing, or no end, may come.
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
