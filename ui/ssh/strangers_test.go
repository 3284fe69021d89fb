//go:build unix

package ssh

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// certificate returns a certificate of a key that another has signed.
func certificate(t *testing.T, key, authority gossh.Signer, valid time.Duration) gossh.Signer {
	t.Helper()
	c := &gossh.Certificate{
		Key: key.PublicKey(), CertType: gossh.UserCert, KeyId: "reader",
		ValidAfter: uint64(time.Now().Add(-time.Hour).Unix()), ValidBefore: uint64(time.Now().Add(valid).Unix()),
	}
	if err := c.SignCert(rand.Reader, authority); err != nil {
		t.Fatal(err)
	}
	return must(gossh.NewCertSigner(c, key))
}

// A certificate is no key: neither in the file of authorized keys nor of a
// client, valid or expired. The key that it was made for is one.
func TestCertificatesAreNoKeys(t *testing.T) {
	t.Parallel()
	key, authority := newKey(t), newKey(t)
	valid, expired := certificate(t, key, authority, time.Hour), certificate(t, key, authority, -time.Minute)
	name := writeFile(t, t.TempDir(), "keys", line(valid)+"\n"+line(expired)+"\n"+line(newKey(t))+"\n")
	_, problems, err := readAuthorizedKeys(name)
	want := "a certificate, and no key: skipped; give the key that it was made for"
	if err != nil || !slices.Equal(problems, []string{name + ":1: " + want, name + ":2: " + want}) {
		t.Errorf("%v, %q", err, problems)
	}
	r := open(t, func(c *Config) { c.AuthorizedKeys = name })
	for what, signer := range map[string]gossh.Signer{"valid": valid, "expired": expired, "the key": key} {
		if _, err := r.try("reader", publicKey(signer)); err == nil {
			t.Errorf("%s: let in", what)
		}
	}
	r = open(t, func(c *Config) { c.AuthorizedKeys = writeFile(t, t.TempDir(), "keys", line(key)) })
	if _, err := r.try("reader", publicKey(key)); err != nil {
		t.Errorf("the key itself: %v", err)
	}
}

// Keys that prove nothing are taken neither for the host nor for a reader.
func TestWeakKeys(t *testing.T) {
	t.Setenv("GODEBUG", "rsa1024min=0")
	dir := t.TempDir()
	for bits, taken := range map[int]bool{1024: false, 2048: true} {
		private := must(rsa.GenerateKey(rand.Reader, bits))
		signer := must(gossh.NewSignerFromKey(private))
		name := writeFile(t, dir, fmt.Sprint(bits), string(pem.EncodeToMemory(must(gossh.MarshalPrivateKey(private, "")))))
		if _, _, err := hostKey(name); (err == nil) != taken || !taken && !strings.Contains(err.Error(), "an RSA key of 1024 bits is too short, 2048 is the least") {
			t.Errorf("a host key of %d bits: %v", bits, err)
		}
		keys := writeFile(t, dir, fmt.Sprint("keys", bits), line(signer)+"\n"+line(newKey(t)))
		if g, problems, err := readAuthorizedKeys(keys); err != nil || (len(problems) == 0) != taken || g.admits(signer.PublicKey()) != taken {
			t.Errorf("an authorized key of %d bits: %v, %q", bits, err, problems)
		}
	}
}

// Nothing that a server offers or takes rests on SHA-1.
func TestNoSHA1(t *testing.T) {
	t.Parallel()
	key := must(rsa.GenerateKey(rand.Reader, 2048))
	dir := t.TempDir()
	host := writeFile(t, dir, "host", string(pem.EncodeToMemory(must(gossh.MarshalPrivateKey(key, "")))))
	r := open(t, func(c *Config) { c.HostKey = host })
	line, err := net.Dial("tcp", r.Addrs()[0].String())
	if err != nil {
		t.Fatal(err)
	}
	defer line.Close()
	_, _ = line.Write([]byte("SSH-2.0-test\r\n"))
	offer := make([]byte, 4096)
	_ = line.SetReadDeadline(time.Now().Add(testTime))
	n := 0
	for !bytes.Contains(offer[:n], []byte("hmac-sha2")) {
		more, err := line.Read(offer[n:])
		if err != nil {
			t.Fatal(err)
		}
		n += more
	}
	for _, weak := range []string{"sha1", "ssh-rsa", "ssh-dss"} {
		if bytes.Contains(offer[:n], []byte(weak)) {
			t.Errorf("%s is offered: %q", weak, offer[:n])
		}
	}
	if !bytes.Contains(offer[:n], []byte("rsa-sha2-512")) {
		t.Errorf("the host key is not offered: %q", offer[:n])
	}
	reader := must(gossh.NewSignerFromKey(must(rsa.GenerateKey(rand.Reader, 2048)))).(gossh.MultiAlgorithmSigner)
	for algorithm, taken := range map[string]bool{gossh.KeyAlgoRSA: false, gossh.KeyAlgoRSASHA256: true} {
		_, err := r.try("reader", publicKey(must(gossh.NewSignerWithAlgorithms(reader, []string{algorithm}))))
		if (err == nil) != taken {
			t.Errorf("a signature by %s: %v", algorithm, err)
		}
	}
}

// A pipe that nobody writes to, and a device without an end, keep no start and
// no reload waiting.
func TestFilesThatAreNone(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{pipe, "/dev/zero", "/dev/null"} {
		cfg := Defaults
		cfg.HostKey, cfg.Banner = filepath.Join(dir, "host"), name
		if _, err := New(t.Context(), cfg); err == nil || !strings.Contains(err.Error(), name+": cannot be read: it is not a regular file") {
			t.Errorf("%s as a banner: %v", name, err)
		}
		if _, _, err := readAuthorizedKeys(name); err == nil || !strings.Contains(err.Error(), "it is not a regular file") {
			t.Errorf("%s as authorized keys: %v", name, err)
		}
		if _, _, err := hostKey(name); err == nil || !strings.Contains(err.Error(), "it is not a regular file") {
			t.Errorf("%s as a host key: %v", name, err)
		}
	}
}

// Who is refused is logged, with what was tried.
func TestRefusedLoginsAreLogged(t *testing.T) {
	t.Parallel()
	r := open(t, func(c *Config) { c.AuthorizedKeys = writeFile(t, t.TempDir(), "keys", line(newKey(t))) })
	stranger := newKey(t)
	if _, err := r.try("mallory", publicKey(stranger)); err == nil {
		t.Fatal("a stranger is let in")
	}
	r.log.await(t, "login refused", "user=mallory", gossh.FingerprintSHA256(stranger.PublicKey()), "address=127.0.0.1:")
	if n := r.refused("login"); n != 1 {
		t.Errorf("%d are counted", n)
	}
}

// Refusals of one address come as one line and a sum, however many they are,
// and those of very many addresses take a bounded memory.
func TestRefusalsAreSummedUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := &journal{}
		r := refusals{log: slog.New(slog.NewTextHandler(log, nil))}
		from := netip.MustParsePrefix("10.0.0.1/32")
		addr := &net.TCPAddr{IP: net.IPv4(10, 0, 0, 1), Port: 5}
		for range 33_000 {
			r.add(from, addr, "connection refused", addressFull)
		}
		if n := len(log.with()); n != 1 {
			t.Errorf("%d lines at once", n)
		}
		time.Sleep(refusalTime + time.Second)
		synctest.Wait()
		if lines := log.with("connection refused, again", "address=10.0.0.1/32", "reason=address", "times=32999"); len(lines) != 1 {
			t.Errorf("the sum is %q", log.with())
		}
		time.Sleep(2 * refusalTime)
		synctest.Wait()
		if len(r.again) != 0 || r.timer != nil {
			t.Errorf("remembered are %v", r.again)
		}
		for i := range 5 * maxRefusals {
			r.add(netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 1, byte(i >> 8), byte(i)}), 32), addr, "connection refused", addressFull)
		}
		if len(r.again) > maxRefusals+1 {
			t.Errorf("%d addresses are remembered", len(r.again))
		}
		r.end()
		if lines := log.with("address=others"); len(lines) == 0 {
			t.Errorf("the others are not summed up")
		}
	})
}

// What a client sends before its session begins does not wait in memory, nor
// does it go on for ever.
func TestChannelsAreReadFromTheBeginning(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	c := r.dial()
	ch, reqs, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go gossh.DiscardRequests(reqs)
	const window = 2 << 20 // that a client may send until somebody reads
	piece := make([]byte, 32<<10)
	sent := 0
	for ; sent <= 3*window; sent += len(piece) {
		if _, err := ch.Write(piece); err != nil {
			t.Fatalf("after %d bytes: %v", sent, err)
		}
	}
	for ; err == nil && sent < 4*maxUnread; sent += len(piece) {
		_, err = ch.Write(piece)
	}
	if err == nil {
		t.Errorf("%d bytes were taken", sent)
	}
	r.log.await(t, "connection ended", "reason=flood")
}

// What is typed before the reader is there is not lost.
func TestTypedAhead(t *testing.T) {
	t.Parallel()
	c := open(t, nil).dial()
	x := c.session()
	x.pty("xterm", 100, 30)
	x.press("jj")
	time.Sleep(50 * time.Millisecond) // on its way before the shell is asked for
	x.shell()
	x.frame("3 of 10")
	x.quits()
}

// While a reader has the screen nothing is written beside it, whatever was
// refused before or is refused meanwhile.
func TestNothingIsSaidBesideTheScreen(t *testing.T) {
	r := open(t, nil)
	c := r.dial()
	x := c.session()
	_ = x.s.Setenv("LANGUAGE", "en")
	_ = x.s.Setenv("XMODIFIERS", "@im=ibus")
	_, _ = x.s.SendRequest("auth-agent-req@openssh.com", true, nil)
	_, _ = x.s.SendRequest("x11-req", true, nil)
	x.pty("xterm", 100, 30)
	x.shell()
	x.frame(newest)
	_ = x.s.Setenv("FOO", "bar")
	_, _ = x.s.SendRequest("auth-agent-req@openssh.com", true, nil)
	x.press("j")
	x.frame("2 of 10")
	if got := x.said(); got != "" {
		t.Errorf("beside the screen stands %q", got)
	}
	r.log.await(t, "session begins", "forwarding of the agent, forwarding of X11")
	x.quits()
}

// boardOf returns board text of n releases.
func boardOf(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "-\nIndustry\nPlant %d Opens in the Harbour\n", i)
		for w := range 60 {
			fmt.Fprintf(&b, "the and of the word%d ", (i*31+w*17)%997)
		}
		fmt.Fprintf(&b, "date2025-%02d-%02d\n", i%12+1, i%28+1)
	}
	return b.String()
}

// A search ends with the session that asked for it: who pastes hard queries and
// leaves, again and again, leaves nothing behind, and others are answered.
func TestSearchesEndWithTheirSession(t *testing.T) {
	r := openOn(t, boardOf(600), nil)
	if _, err := r.current().Texts(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	hard := "\x1b[200~-the-aa* -the-ba* -the-ca* -the-wa* -of-wa* the-wo* of-th* the the the sort:relevance\x1b[201~"
	for range maxSearches() + 4 { // some run, and the others wait
		x := r.dial().start("xterm", 100, 30)
		x.frame("Plant")
		x.press("/" + hard)
		_, _ = x.s.SendRequest("window-change", false, nil)
	}
	sessions, _ := r.registry.all()
	for _, x := range sessions {
		_ = x.conn.Close()
	}
	ctx, cancel := context.WithTimeout(t.Context(), testTime)
	defer cancel()
	leave, err := r.registry.search(ctx, addressOf(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}))
	if err != nil {
		t.Fatalf("another search of the address: %v", err)
	}
	leave()
	c := r.dial()
	if code, out, errs := c.run("search word5 --limit 1"); code != 0 || !strings.Contains(out, "Plant") {
		t.Errorf("an honest search: exit code %d, %q, %q", code, out, errs)
	}
	_ = c.Close() // or it would linger
	r.await("goroutines are left of searches", func() bool { return runtime.NumGoroutine() <= before })
}

// Who reads a long answer slowly, in a pager, say, keeps no search of the same
// address from its turn.
func TestSlowReaderOfAnAnswer(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for i := range 4000 {
		fmt.Fprintf(&text, "-\nIndustry\nRelease %d %s\nOf number %d. date2025-11-14\n\n", i, strings.Repeat(strings.Repeat("w", 94)+" ", 10), i)
	}
	r := openOn(t, text.String(), func(c *Config) {
		c.timeouts = usualTimeouts
		c.timeouts.stall = time.Hour // the answer is not read until the search has ended
	})
	slow := must(r.dial().NewSession())
	defer slow.Close()
	out := must(slow.StdoutPipe())
	if err := slow.Start("list"); err != nil {
		t.Fatal(err)
	}
	sessions := func() []*session { all, _ := r.registry.all(); return all }
	const window = 2 << 20 // of the client's channel, which nobody empties
	r.await("the answer does not fill the window", func() bool {
		all := sessions()
		return len(all) == 1 && all[0].sent.Load() >= window-64<<10
	})
	answered := make(chan int, 1)
	quick := r.dial()
	go func() {
		code, _, _ := quick.run("search number --limit 1")
		answered <- code
	}()
	select {
	case code := <-answered:
		if code != 0 {
			t.Errorf("the search ends with code %d", code)
		}
	case <-time.After(testTime):
		t.Fatal("the search waits for the answer to be read")
	}
	if n := must(io.Copy(io.Discard, out)); n < 3<<20 {
		t.Errorf("the slow reader is given %d bytes", n)
	}
	if code := exitCode(t, slow.Wait()); code != 0 {
		t.Errorf("its command ends with code %d", code)
	}
}

// A connection whose last session ends while the next begins is not closed under
// that one; a connection without a session is.
func TestRestWithSessions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &Server{registry: newRegistry(10, 10), cfg: Config{timeouts: usualTimeouts}}
		line, far := net.Pipe()
		defer far.Close()
		c := newConn(s, line)
		if refused, _ := s.registry.addConn(c, time.Now()); refused != "" {
			t.Fatal(refused)
		}
		c.begin()
		first, second := &session{srv: s, conn: c}, &session{srv: s, conn: c}
		s.registry.addSession(first)
		c.setIdle(0, nil)
		left := s.registry.removeSession(first)
		s.registry.addSession(second)
		c.setIdle(0, nil)
		if left == 0 {
			c.startLinger() // too late
		}
		time.Sleep(2 * usualTimeouts.linger)
		if _, conns := s.registry.count(); conns != 1 {
			t.Fatal("the connection is closed under a session")
		}
		s.registry.removeSession(second)
		c.startLinger()
		time.Sleep(2 * usualTimeouts.linger)
		if _, conns := s.registry.count(); conns != 0 {
			t.Error("a connection without a session stays")
		}
	})
}
