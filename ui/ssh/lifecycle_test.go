package ssh

import (
	"context"
	"fmt"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"
	"weak"
)

// stops stops a server, and returns what is closed when it has stopped.
func (r *room) stops() (stopped chan struct{}) {
	stopped = make(chan struct{})
	go func() {
		defer close(stopped)
		r.Stop()
	}()
	return stopped
}

func (r *room) awaitEnd(stopped <-chan struct{}, within time.Duration) {
	r.t.Helper()
	select {
	case <-stopped:
	case <-time.After(within):
		r.t.Fatalf("the server has not stopped within %v", within)
	}
}

// A server that stops says so on each screen, lets nobody in, lets readers read
// on, and ends when the last has left.
func TestStop(t *testing.T) {
	t.Parallel()
	r := open(t, func(c *Config) { c.Grace = time.Hour })
	first, second := r.dial(), r.dial()
	x, y := first.reader(100, 30), second.reader(60, 20)
	stopped := r.stops()
	const notice = "The server stops at 10:00:00 UTC. q leaves."
	x.frame(notice)
	y.frame(notice)
	eventually(t, func() string { return "the port is open" }, func() bool {
		line, err := net.Dial("tcp", r.Addrs()[0].String())
		if err == nil {
			_ = line.Close()
		}
		return err != nil
	})
	if code, out, errs := first.run("list"); code != 1 || out != "" || errs != "pressroom: the server is being stopped. Come back later.\n" {
		t.Errorf("a new session: exit code %d, %q, %q", code, out, errs)
	}
	x.press("j")
	x.frame("2 of 10")
	x.quits()
	select {
	case <-stopped:
		t.Error("it has stopped under a reader")
	default:
	}
	y.press("j")
	y.frame("2 of 10")
	y.quits()
	r.awaitEnd(stopped, testTime)
	if got := r.log.with("session ends", "reason=quit"); len(got) != 2 {
		t.Errorf("logged is %q", got)
	}
}

// After the grace readers are sent away with words.
func TestStopAfterGrace(t *testing.T) {
	t.Parallel()
	r := open(t, func(c *Config) { c.Grace = 300 * time.Millisecond })
	x := r.dial().reader(100, 30)
	stopped := r.stops()
	x.ends(0)
	if got := x.said(); got != "pressroom: the server has been stopped. Come back later.\r\n" {
		t.Errorf("it says %q", got)
	}
	if all, _ := x.written(); !strings.HasSuffix(all, "\x1b[?1049l\x1b[?25h") {
		t.Errorf("the terminal is not given back: %q", all[max(0, len(all)-100):])
	}
	r.awaitEnd(stopped, testTime)
	if got := r.log.with("session ends", "reason=stopped"); len(got) != 1 {
		t.Errorf("logged is %q", got)
	}
	r.Stop() // again: nothing to do
}

// The second time it ends at once.
func TestStopAtOnce(t *testing.T) {
	t.Parallel()
	r := open(t, func(c *Config) { c.Grace = time.Hour })
	x := r.dial().reader(100, 30)
	stopped := r.stops()
	x.frame("The server stops at")
	r.Close()
	r.awaitEnd(stopped, testTime)
	x.ends(0)
	if got := x.said(); got != "pressroom: the server has been stopped. Come back later.\r\n" {
		t.Errorf("it says %q", got)
	}
	if all, _ := x.written(); !strings.HasSuffix(all, "\x1b[?1049l\x1b[?25h") {
		t.Errorf("the terminal is not given back: %q", all[max(0, len(all)-100):])
	}
}

// A panic ends its session, with an apology and a line in the log, and no
// other. Who is back after one begins anew, where it cannot happen again.
func TestPanic(t *testing.T) {
	t.Parallel()
	const ended = "pressroom: an internal error ended this session. " +
		"It has been logged. Connect again, and report it if it happens again."
	r := open(t, nil)
	key := newKey(t)
	c := r.dial(publicKey(key))
	x, other := c.reader(100, 30), c.reader(100, 30)
	x.press("jj")
	x.frame("3 of 10")
	r.broken.Store("(*App).key(")
	x.press("/a") // a query may tell of dates, for which the day is asked
	x.ends(1)
	if got := x.said(); got != ended+"\r\n" {
		t.Errorf("it says %q", got)
	}
	if all, _ := x.written(); !strings.HasSuffix(all, "\x1b[?1049l\x1b[?25h") {
		t.Errorf("the terminal is not given back: %q", all[max(0, len(all)-100):])
	}
	r.log.await(t, "session ends", "reason=panic")
	line := r.log.await(t, "level=ERROR", "session panicked", "the clock is broken", "helper_test.go")
	if !strings.Contains(line, "address=127.0.0.1:") {
		t.Errorf("logged is %s", line)
	}
	begunAnew(t, r.dial(publicKey(key)))

	for i, command := range []string{"list since:7d", "search graphene"} {
		r.broken.Store("(*session).serveCommand")
		if code, out, errs := c.run(command); code != 1 || out != "" || errs != ended+"\n" {
			t.Errorf("%s: exit code %d, %q, %q", command, code, out, errs)
		}
		if n := r.metrics.panics.Load(); n != int64(i+2) {
			t.Errorf("%d panics are counted", n)
		}
	}
	r.broken.Store("(*Server).lastPlace")
	y := r.dial(publicKey(key)).start("xterm", 100, 30) // whose place is asked for
	y.ends(1)
	if got := y.said(); got != ended+"\r\n" {
		t.Errorf("at the start it says %q", got)
	}
	other.press("j") // only now: each key asks the clock
	other.frame("2 of 10")
	other.quits()
	c.reader(100, 30).quits()
}

// What goes wrong inside is for the log, and no stranger's business.
func TestInternalError(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	if _, err := r.library.Texts(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := r.library.Close(); err != nil {
		t.Fatal(err)
	}
	code, out, errs := r.dial().run("search graphene")
	if code != 1 || out != "" || errs != "pressroom: an internal error ended this command. It has been logged.\n" {
		t.Errorf("exit code %d, %q, %q", code, out, errs)
	}
	r.log.await(t, "level=ERROR", "command failed", "closed")
	if n := r.metrics.errors.Load(); n != 1 {
		t.Errorf("%d errors are counted", n)
	}
}

// Wrong values are told by the names of their flags.
func TestWrongConfigs(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*Config){
		"--listen: no address to listen on": func(c *Config) { c.Listen = nil },
		"--listen 22: it takes host:port, or :port for all addresses, as in :2222 or [::1]:2222": func(c *Config) {
			c.Listen = []string{":0", "22"}
		},
		"--listen :99999: it takes host:port, or :port for all addresses, as in :2222 or [::1]:2222": func(c *Config) {
			c.Listen = []string{":0", ":99999"}
		},
		"--max-sessions 0: it takes a number of sessions, 1 or more":                           func(c *Config) { c.MaxSessions = 0 },
		"--max-per-address -1: it takes a number of sessions, 1 or more":                       func(c *Config) { c.MaxPerAddress = -1 },
		"--idle -1s: it takes a time such as 90s, 30m or 12h":                                  func(c *Config) { c.Idle = -time.Second },
		"--max-time -1s: it takes a time such as 90s, 30m or 12h":                              func(c *Config) { c.MaxTime = -time.Second },
		"--grace -1s: it takes a time such as 90s, 30m or 12h":                                 func(c *Config) { c.Grace = -time.Second },
		"--metrics nowhere: it takes a port, or host:port, as in 9222 or 0.0.0.0:9222":         func(c *Config) { c.Metrics = "nowhere" },
		"--metrics 127.0.0.1:99999: it takes a port, or host:port, as in 9222 or 0.0.0.0:9222": func(c *Config) { c.Metrics = "127.0.0.1:99999" },
		"--banner /no/such/banner: cannot be read: no such file or directory":                  func(c *Config) { c.Banner = "/no/such/banner" },
		"--authorized-keys /no/such/keys: cannot be read: no such file or directory":           func(c *Config) { c.AuthorizedKeys = "/no/such/keys" },
		"--host-key /dev/null/key: cannot be read: not a directory":                            func(c *Config) { c.HostKey = "/dev/null/key" },
	} {
		cfg := Defaults
		cfg.HostKey = t.TempDir() + "/key"
		change(&cfg)
		if _, err := New(context.Background(), cfg); err == nil || err.Error() != want {
			t.Errorf("got the error\n%v, want\n%s", err, want)
		}
	}
	r := open(t, nil)
	cfg := r.cfg
	cfg.Listen = []string{"127.0.0.1:0", r.Addrs()[0].String()}
	s, err := New(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err, want := s.Listen(), fmt.Sprintf("--listen %s: bind: address already in use", r.Addrs()[0]); err == nil || err.Error() != want {
		t.Errorf("got the error\n%v, want\n%s", err, want)
	}
	if line, err := net.Dial("tcp", s.Addrs()[0].String()); err == nil {
		t.Error("the other port stays open")
		_ = line.Close()
	}
}

// Nothing keeps a closed server in memory, as a timer of one of its connections would.
func TestClosedServerIsForgotten(t *testing.T) {
	var server weak.Pointer[Server]
	t.Run("server", func(t *testing.T) {
		r := open(t, func(c *Config) {
			c.timeouts = usualTimeouts
			c.timeouts.handshake, c.timeouts.linger = time.Hour, time.Hour
		})
		server = weak.Make(r.Server)
		r.dial().reader(100, 30)
		r.dial().reader(100, 30).quits()
		if code, _, _ := r.dial().run("list"); code != 0 {
			t.Errorf("exit code %d", code)
		}
	})
	eventually(t, func() string { return "it is still there" }, func() bool {
		runtime.GC()
		return server.Value() == nil
	})
}
