package ssh

import (
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

// line returns a key as a file of authorized keys has it.
func line(key gossh.Signer) string {
	return strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey())))
}

// Of a file of authorized keys those count that can be heeded in full; the
// others are told with their places.
func TestAuthorizedKeys(t *testing.T) {
	var keys []gossh.Signer
	for range 6 {
		keys = append(keys, newKey(t))
	}
	name := writeFile(t, t.TempDir(), "keys", strings.Join([]string{
		"# the readers",
		"",
		line(keys[0]) + " one@example.org",
		"  " + line(keys[1]) + "\r",
		"restrict,pty " + line(keys[2]) + " two words",
		`from="10.0.0.0/8" ` + line(keys[3]),
		"no-pty,command=\"ls, -l\" " + line(keys[4]),
		"cert-authority " + line(keys[5]),
		"ssh-ed25519 AAAA",
		"-----BEGIN OPENSSH PRIVATE KEY-----",
	}, "\n"))
	g, problems, err := readAuthorizedKeys(name)
	want := []string{
		name + ":6: the option from is not known here: key skipped",
		name + ":7: the option no-pty is not known here: key skipped",
		name + ":8: the option cert-authority is not known here: key skipped",
		name + ":9: no public key: line skipped",
		name + ":10: no public key: line skipped",
	}
	if err != nil || !slices.Equal(problems, want) {
		t.Errorf("%v, and the problems\n%s, want\n%s", err, strings.Join(problems, "\n"), strings.Join(want, "\n"))
	}
	for i, key := range keys {
		if got := g.admits(key.PublicKey()); got != (i < 3) {
			t.Errorf("key %d is let in: %t", i, got)
		}
	}
	for text, want := range map[string]string{
		"":                          "it has no key, so nobody could log in: add one, or leave the flag out",
		"# nobody\n":                "it has no key, so nobody could log in: add one, or leave the flag out",
		`from="x" ` + line(keys[0]): "it has no key, so nobody could log in: add one, or leave the flag out",
	} {
		name := writeFile(t, t.TempDir(), "keys", text)
		if _, _, err := readAuthorizedKeys(name); err == nil || err.Error() != "--authorized-keys "+name+": "+want {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, _, err := readAuthorizedKeys(name + ".not"); err == nil || err.Error() != "--authorized-keys "+name+".not: cannot be read: no such file or directory" {
		t.Errorf("a file that is missing: %v", err)
	}
}

// With authorized keys these may read and nobody else, by whatever way.
func TestOnlyAuthorizedKeys(t *testing.T) {
	t.Parallel()
	known, other := newKey(t), newKey(t)
	name := writeFile(t, t.TempDir(), "keys", line(known)+"\nnonsense\n")
	r := open(t, func(c *Config) { c.AuthorizedKeys = name })
	if code, _, _ := r.dial(gossh.PublicKeys(other, known)).run("help"); code != 0 {
		t.Errorf("the second of two keys: exit code %d", code)
	}
	password := gossh.Password("")
	for what, who := range map[string]struct {
		user string
		auth []gossh.AuthMethod
	}{
		"another key":        {"reader", []gossh.AuthMethod{gossh.PublicKeys(other)}},
		"no key":             {"reader", []gossh.AuthMethod{noKey}},
		"a password":         {"reader", []gossh.AuthMethod{password}},
		"nothing":            {anonymous, []gossh.AuthMethod{noKey, password}},
		"everything else":    {"root", []gossh.AuthMethod{gossh.PublicKeys(other), noKey, password}},
		"a key of another's": {"reader", []gossh.AuthMethod{gossh.PublicKeys(liar{known}), noKey}},
	} {
		if c, err := r.try(who.user, who.auth...); err == nil {
			t.Errorf("with %s somebody is let in", what)
			_ = c.Close()
		}
	}
	if got := r.log.with("authorized key skipped"); len(got) != 1 || !strings.Contains(got[0], name+":2: no public key") {
		t.Errorf("logged is %q", got)
	}
}

// Keys that are read again count for who comes then; a file that has turned
// bad leaves those that were.
func TestAuthorizedKeysReload(t *testing.T) {
	t.Parallel()
	stays, goes, comes := newKey(t), newKey(t), newKey(t)
	dir := t.TempDir()
	name := writeFile(t, dir, "keys", line(stays)+"\n"+line(goes)+"\n")
	r := open(t, func(c *Config) { c.AuthorizedKeys = name })
	admits := func(when string, want ...bool) {
		t.Helper()
		for i, key := range []gossh.Signer{stays, goes, comes} {
			c, err := r.try("reader", gossh.PublicKeys(key))
			if (err == nil) != want[i] {
				t.Errorf("%s: key %d: %v", when, i, err)
			}
			if err == nil {
				_ = c.Close()
			}
		}
	}
	admits("at first", true, true, false)
	withdrawn := r.dial(gossh.PublicKeys(goes))
	reading := withdrawn.reader(80, 24)
	writeFile(t, dir, "keys", line(stays)+"\n"+line(comes)+"\n")
	if err := r.Reload(); err != nil {
		t.Error(err)
	}
	admits("read again", true, false, true)
	reading.ends(0)
	if got := reading.said(); got != "pressroom: your key is no longer among those that may read.\r\n" {
		t.Errorf("who was reading is told %q", got)
	}
	r.log.await(t, "session ends", "reason=\"key withdrawn\"")
	if _, err := withdrawn.NewSession(); err == nil {
		t.Error("a connection whose key was taken away begins another session")
	}
	r.log.await(t, "connection ended", "reason=\"key withdrawn\"")

	for _, text := range []string{"", "nonsense\n"} {
		writeFile(t, dir, "keys", text)
		if err := r.Reload(); err == nil || !strings.Contains(err.Error(), "it has no key") {
			t.Errorf("%q: %v", text, err)
		}
		admits("turned bad", true, false, true)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if err := r.Reload(); err == nil {
		t.Error("a file that is gone is no error")
	}
	admits("gone", true, false, true)
	if n := len(r.log.with("level=ERROR", "reading again failed")); n != 3 {
		t.Errorf("%d failures are logged", n)
	}
}

// Without authorized keys anyone may read, and is known by a key that is
// proven.
func TestAnyoneMayRead(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	key := newKey(t)
	for _, who := range []struct {
		user string
		auth gossh.AuthMethod
		key  string
	}{
		{"", gossh.PublicKeys(key), gossh.FingerprintSHA256(key.PublicKey())},
		{"한국", noKey, `""`},
		{anonymous, gossh.Password(""), `""`}, // which is not asked for
		{anonymous, gossh.PublicKeys(key), `""`},
	} {
		c, err := r.try(who.user, who.auth)
		if err != nil {
			t.Errorf("%+v: %v", who, err)
			continue
		}
		before := len(r.log.with("session begins"))
		c.run("help")
		_ = c.Close()
		if lines := r.log.with("session begins"); len(lines) != before+1 || !strings.Contains(lines[before], "key="+who.key+" ") {
			t.Errorf("%+v is logged as %q", who, lines[before:])
		}
	}
	for what, auth := range map[string]gossh.AuthMethod{
		"a password": gossh.Password(""), "a key of another's": gossh.PublicKeys(liar{key}),
	} {
		if c, err := r.try("reader", auth); err == nil {
			t.Errorf("with %s alone somebody is let in", what)
			_ = c.Close()
		}
	}
}

// liar offers a key that it has not.
type liar struct{ gossh.Signer }

func (l liar) Sign(rnd io.Reader, text []byte) (*gossh.Signature, error) {
	return l.Signer.Sign(rnd, append([]byte("not "), text...))
}

// The text of --banner comes before a session, clean, and anew after a reload.
func TestBanner(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := writeFile(t, dir, "banner", "Welcome\x1b[31m\r\nto the room\n\n")
	r := open(t, func(c *Config) { c.Banner = name })
	banner := func() (text string) {
		t.Helper()
		c, err := r.greet(must(net.Dial("tcp", r.Addrs()[0].String())), &gossh.ClientConfig{
			User: "reader", Auth: []gossh.AuthMethod{noKey}, BannerCallback: func(m string) error { text += m; return nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		_ = c.Close()
		return text
	}
	if got := banner(); got != "Welcome[31m\r\nto the room\r\n" {
		t.Errorf("the banner is %q", got)
	}
	writeFile(t, dir, "banner", "Closed on Sunday")
	if err := r.Reload(); err != nil {
		t.Error(err)
	}
	if got := banner(); got != "Closed on Sunday\r\n" {
		t.Errorf("read again the banner is %q", got)
	}
	writeFile(t, dir, "banner", strings.Repeat("x", 16<<10+1))
	if err := r.Reload(); err == nil || err.Error() != "--banner "+name+": cannot be read: it is longer than 16 KiB" {
		t.Errorf("a long banner: %v", err)
	}
	if got := banner(); got != "Closed on Sunday\r\n" {
		t.Errorf("after a bad one the banner is %q", got)
	}
}
