package ssh

import (
	"bytes"
	"crypto/ed25519"
	"encoding/pem"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

// The host key is made once, for the server alone, and kept.
func TestHostKey(t *testing.T) {
	name := filepath.Join(t.TempDir(), "state", "key")
	first, made, err := hostKey(name)
	if err != nil || !made || first.PublicKey().Type() != gossh.KeyAlgoED25519 {
		t.Fatalf("made %t, %v", made, err)
	}
	info, err := os.Stat(name)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	text := must(os.ReadFile(name))
	second, made, err := hostKey(name)
	if err != nil || made || !bytes.Equal(first.PublicKey().Marshal(), second.PublicKey().Marshal()) {
		t.Errorf("the second time: made %t, %v", made, err)
	}
	if !bytes.Equal(must(os.ReadFile(name)), text) {
		t.Error("the file has changed")
	}
	if left := must(os.ReadDir(filepath.Dir(name))); len(left) != 1 {
		t.Errorf("beside the key there are %v", left)
	}
}

// Servers that start at once have the key of one of them.
func TestHostKeyIsMadeOnce(t *testing.T) {
	name := filepath.Join(t.TempDir(), "key")
	const n = 8
	keys, errs := make(chan string, n), make(chan error, n)
	for range n {
		go func() {
			key, _, err := hostKey(name)
			if err != nil {
				errs <- err
				return
			}
			keys <- gossh.FingerprintSHA256(key.PublicKey())
		}()
	}
	var all []string
	for range n {
		select {
		case err := <-errs:
			t.Error(err)
		case key := <-keys:
			all = append(all, key)
		}
	}
	if len(slices.Compact(all)) > 1 {
		t.Errorf("the keys are %q", all)
	}
}

// A host key that is no secret, or cannot be used, is refused and left alone.
func TestWrongHostKeys(t *testing.T) {
	dir := t.TempDir()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	file := func(name string, text []byte) string { return writeFile(t, dir, name, string(text)) }
	open := file("open", pem.EncodeToMemory(must(gossh.MarshalPrivateKey(private, ""))))
	if err := os.Chmod(open, 0o640); err != nil {
		t.Fatal(err)
	}
	locked := pem.EncodeToMemory(must(gossh.MarshalPrivateKeyWithPassphrase(private, "", []byte("secret"))))
	for name, want := range map[string]string{
		open:                                    "others may read it (mode 0640): chmod 600 it",
		file("locked", locked):                  "it has a passphrase, which a server cannot type: ssh-keygen -p removes it",
		file("garbage", []byte("garbage")):      "it is not an OpenSSH private key: ssh: no key found",
		file("empty", nil):                      "it is not an OpenSSH private key: ssh: no key found",
		file("public", []byte(line(newKey(t)))): "it is not an OpenSSH private key: ssh: no key found",
		dir:                                     "cannot be read: is a directory",
		filepath.Join(open, "key"):              "cannot be read: not a directory",
	} {
		before, _ := os.ReadFile(name)
		if _, made, err := hostKey(name); err == nil || made || err.Error() != "--host-key "+name+": "+want {
			t.Errorf("%s: made %t, %v; want %s", name, made, err, want)
		}
		if after, _ := os.ReadFile(name); !bytes.Equal(before, after) {
			t.Errorf("%s has changed", name)
		}
	}
}

func TestDefaultHostKey(t *testing.T) {
	t.Setenv("HOME", "/home/reader")
	t.Setenv("XDG_CONFIG_HOME", "")
	service := func(name string) string {
		return map[string]string{"STATE_DIRECTORY": "/var/lib/pressroom:/var/lib/other"}[name]
	}
	if got, want := DefaultHostKey(service), filepath.Join("/var/lib/pressroom", "ssh_host_ed25519_key"); got != want {
		t.Errorf("of a service: %s, want %s", got, want)
	}
	nothing := func(string) string { return "" }
	if got, want := DefaultHostKey(nothing), "/home/reader/.config/pressroom/ssh_host_ed25519_key"; got != want && runtime.GOOS == "linux" {
		t.Errorf("of a user: %s, want %s", got, want)
	}
	t.Setenv("HOME", "")
	if got := DefaultHostKey(nothing); got != "" {
		t.Errorf("without a home: %s, want none", got)
	}
	cfg := Defaults
	if _, err := New(t.Context(), cfg); err == nil || err.Error() != "--host-key: there is no home to keep the key in: set HOME, or name a file" {
		t.Errorf("a server without a home: %v", err)
	}
	t.Setenv("HOME", ".") // where the server is started, wherever that is
	relative := func(name string) string { return map[string]string{"STATE_DIRECTORY": "state"}[name] }
	if got := DefaultHostKey(relative); got != "" {
		t.Errorf("beside paths that are not absolute it is %q", got)
	}
}
