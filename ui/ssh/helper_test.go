package ssh

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/data/board"
	"pressroom/data/corpus"
	"pressroom/data/snapshot"
	"pressroom/model"
)

// testTime is how long a test waits for what must come. It is spent only where
// it does not come.
const testTime = 2 * time.Minute

// newest is a headline of the embedded releases: the first of the list.
const newest = "Korea Advances AI-driven K-Bio Innovation"

// today is the time that a server's clock starts from in tests.
var today = time.Date(2025, time.December, 1, 9, 0, 0, 0, time.UTC)

// eventually waits until done is content.
func eventually(t testing.TB, failure func() string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(testTime); !done(); {
		if time.Now().After(end) {
			t.Fatal(failure())
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// journal is what a server logs.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

// with returns the lines that hold all of some words.
func (j *journal) with(words ...string) (lines []string) {
	j.mu.Lock()
	defer j.mu.Unlock()
next:
	for line := range strings.Lines(j.text.String()) {
		for _, w := range words {
			if !strings.Contains(line, w) {
				continue next
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// await waits for a line that holds all of some words, and returns it.
func (j *journal) await(t testing.TB, words ...string) string {
	t.Helper()
	eventually(t, func() string { return fmt.Sprintf("no line with %q is logged:\n%s", words, j.with()) },
		func() bool { return len(j.with(words...)) > 0 })
	return j.with(words...)[0]
}

// room is a server on a port of the loopback.
type room struct {
	*Server
	t      *testing.T
	log    *journal
	later  atomic.Int64 // by how much its clock is ahead of today
	broken atomic.Value // the function, a string, whose next look at its clock panics; "" for none
	dir    string

	mu   sync.Mutex
	text string // what there is to read; "" for the embedded releases
	libs []*model.Library
}

// rooms are those that are open. Tests have some at once, as they mostly wait: so it is
// when the last of them has closed that all goroutines must be gone.
var rooms struct {
	sync.Mutex
	open       int
	goroutines int // before the first of them
}

func opened() {
	rooms.Lock()
	defer rooms.Unlock()
	if rooms.open == 0 {
		rooms.goroutines = runtime.NumGoroutine()
	}
	rooms.open++
}

func closed(r *room) {
	rooms.Lock()
	rooms.open--
	rooms.Unlock()
	r.await("goroutines are left", func() bool {
		rooms.Lock()
		defer rooms.Unlock()
		return rooms.open > 0 || runtime.NumGoroutine() <= rooms.goroutines
	})
}

// open serves a room until the test has ended. Then all goroutines that came
// with it must go.
func open(t *testing.T, change func(*Config)) *room {
	t.Helper()
	return openOn(t, "", change)
}

// openOn is open with board text to read.
func openOn(t *testing.T, text string, change func(*Config)) *room {
	t.Helper()
	opened()
	r := &room{t: t, log: &journal{}, dir: t.TempDir(), text: text}
	cfg := Defaults
	cfg.Listen = []string{"127.0.0.1:0"}
	cfg.HostKey = filepath.Join(r.dir, "host")
	cfg.Log = slog.New(slog.NewTextHandler(r.log, nil))
	cfg.Load = r.load
	cfg.Clock = func() time.Time {
		if at, _ := r.broken.Load().(string); at != "" && bytes.Contains(debug.Stack(), []byte(at)) && r.broken.CompareAndSwap(at, "") {
			panic("the clock is broken")
		}
		return today.Add(time.Duration(r.later.Load()))
	}
	if change != nil {
		change(&cfg)
	}
	var err error
	if r.Server, err = New(context.Background(), cfg); err != nil {
		t.Fatal(err)
	}
	if err := r.Listen(); err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- r.Serve() }()
	t.Cleanup(func() {
		r.Close()
		if err := <-served; err != nil {
			t.Error(err)
		}
		r.await("sessions or connections are left", func() bool {
			sessions, conns := r.registry.count()
			return sessions == 0 && conns == 0
		})
		for _, lib := range r.libs {
			_ = lib.Close()
		}
		closed(r)
		if len(r.registry.addresses) > 0 {
			t.Errorf("remembered are the addresses %v", r.registry.addresses)
		}
	})
	return r
}

// await waits for something of the server; on failure it prints where
// everything is.
func (r *room) await(failure string, done func() bool) {
	r.t.Helper()
	eventually(r.t, func() string {
		var b strings.Builder
		_ = pprof.Lookup("goroutine").WriteTo(&b, 1)
		return failure + "\n" + b.String()
	}, done)
}

// load reads what there is to read.
func (r *room) load(context.Context) (*model.Library, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	text := r.text
	if text == "" {
		text = corpus.Text()
	}
	b, err := board.Parse("board.txt", strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	snap, _ := snapshot.New(b.Releases)
	if snap.Len() == 0 {
		return nil, errors.New("board.txt: no release left")
	}
	lib := model.NewLibrary("board.txt", snap, nil)
	if b.Truncated {
		lib.Truncated = "board.txt"
	}
	r.libs = append(r.libs, lib)
	return lib, nil
}

// publish has the next reload read other text.
func (r *room) publish(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.text = text
}

// file writes a file of the room's own, and returns its name.
func (r *room) file(name, text string) string { return writeFile(r.t, r.dir, name, text) }

func writeFile(t testing.TB, dir, name, text string) string {
	t.Helper()
	name = filepath.Join(dir, name)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// refused returns how often the server has turned somebody away for a reason.
func (r *room) refused(why string) int64 {
	r.metrics.mu.Lock()
	defer r.metrics.mu.Unlock()
	return r.metrics.refused[why]
}

// newKey returns a reader's key.
func newKey(t testing.TB) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// noKey lets in who has no key: there is no question to answer.
var noKey = gossh.KeyboardInteractive(func(_, _ string, questions []string, _ []bool) ([]string, error) {
	return make([]string, len(questions)), nil
})

// client is a connection of x/crypto's client.
type client struct {
	*gossh.Client
	t    *testing.T
	line net.Conn
	room *room
}

// dial connects, with a way to authenticate, or without a key.
func (r *room) dial(auth ...gossh.AuthMethod) *client {
	r.t.Helper()
	c, err := r.try("reader", auth...)
	if err != nil {
		r.t.Fatal(err)
	}
	return c
}

// try is dial where it may not come to a connection.
func (r *room) try(user string, auth ...gossh.AuthMethod) (*client, error) {
	if len(auth) == 0 {
		auth = []gossh.AuthMethod{noKey}
	}
	line, err := net.Dial("tcp", r.Addrs()[0].String())
	if err != nil {
		return nil, err
	}
	return r.greet(line, &gossh.ClientConfig{User: user, Auth: auth})
}

// greet makes an SSH connection of a line.
func (r *room) greet(line net.Conn, cfg *gossh.ClientConfig) (*client, error) {
	cfg.HostKeyCallback = gossh.FixedHostKey(r.host.PublicKey())
	cfg.Timeout = testTime
	conn, chans, reqs, err := gossh.NewClientConn(line, r.Addrs()[0].String(), cfg)
	if err != nil {
		_ = line.Close()
		return nil, err
	}
	c := &client{Client: gossh.NewClient(conn, chans, reqs), t: r.t, line: line, room: r}
	r.t.Cleanup(func() {
		_ = c.Close()
		_ = line.Close()
	})
	return c, nil
}

// run runs a command without a terminal, and returns what comes of it.
func (c *client) run(command string) (code int, out, errs string) {
	c.t.Helper()
	s, err := c.NewSession()
	if err != nil {
		c.t.Fatal(err)
	}
	defer s.Close()
	var o, e bytes.Buffer
	s.Stdout, s.Stderr = &o, &e
	return exitCode(c.t, s.Run(command)), o.String(), e.String()
}

func exitCode(t testing.TB, err error) int {
	t.Helper()
	var exit *gossh.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitStatus()
	}
	t.Errorf("a session ended with %v", err)
	return -1
}

// drop is what a line does that is cut: it says nothing.
func (c *client) drop() {
	c.t.Helper()
	if tcp, ok := c.line.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.line.Close()
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// publicKey authenticates with a key.
func publicKey(key gossh.Signer) gossh.AuthMethod { return gossh.PublicKeys(key) }
