package ssh

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/data"
	"pressroom/data/index/letters/fuzzytest"
)

// How many attack at once, for how long, and in what a reader reads meanwhile; one kind
// after the other:
//
//	go test ./ui/ssh -run TestHostile -v -parallel 1 -attackers 1000 -attack 6s -releases 20000
var (
	attackers = flag.Int("attackers", 12, "hostile connections at once, for TestHostile")
	attack    = flag.Duration("attack", 200*time.Millisecond, "for how long they come again, for TestHostile")
	releases  = flag.Int("releases", 24, "releases to read, for TestHostile")
)

// honestKeys are what an honest reader presses: moves, and a search that is given
// up again.
var honestKeys = []string{"j", "k", "j", "j", "/", "m", "i", "n", "\x1b[27u", "k", "j", "k", "G", "g"}

// honest reads on while others attack. It returns how long each key waited for its
// frame, one at least, when stop is closed. Each key comes with Ctrl-L: the whole frame that this
// asks for cannot be taken for a page that came late, and is written also where two
// keys have undone each other.
func (r *room) honest(stop chan struct{}) (waits chan []time.Duration) {
	r.t.Helper()
	var v *visitor
	var ch gossh.Channel
	eventually(r.t, func() string { return "an honest reader is not let in" }, func() bool {
		var err error // of a limit for the others that a busy machine is too slow for
		v, ch, err = sit(must(dialFrom(1<<15, r.Addrs()[0].String())), 120, 40)
		return err == nil
	})
	frames := make(chan struct{}, 1000)
	go func() {
		buf := make([]byte, 64<<10)
		for {
			n, err := ch.Read(buf)
			if err != nil {
				return
			}
			if bytes.Contains(buf[:n], []byte(clearScreen)) {
				frames <- struct{}{}
			}
		}
	}()
	waits = make(chan []time.Duration, 1)
	go func() {
		defer v.Close()
		var all []time.Duration
		defer func() { waits <- all }()
		for i := 0; ; i++ {
			select {
			case <-stop:
				if len(all) > 0 {
					return
				}
			case <-time.After(50 * time.Millisecond):
			}
			for len(frames) > 0 { // the first frame
				<-frames
			}
			begun := time.Now()
			_, _ = io.WriteString(ch, honestKeys[i%len(honestKeys)]+ctrlL)
			select {
			case <-frames:
				all = append(all, time.Since(begun))
			case <-time.After(testTime):
				r.t.Errorf("key %d of an honest reader is not answered", i)
				return
			}
		}
	}()
	return waits
}

// attack has strangers attack the server at addr, and returns how many came
// when all are gone. They are given little of the processor, or the server and
// its readers had none left.
func (r *room) attack(h hostility, addr string) (came int) {
	r.t.Helper()
	command := []string{os.Args[0], addr, strconv.Itoa(*attackers), attack.String()}
	if nice, err := exec.LookPath("nice"); err == nil {
		command = append([]string{nice, "-n", "19"}, command...)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 4*testTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Env = append(os.Environ(), AttackEnv+"="+h.name)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err == nil {
		came, err = strconv.Atoi(strings.TrimSpace(string(out)))
	}
	if err != nil || came == 0 {
		r.t.Errorf("%d came: %v", came, err)
	}
	return came
}

// narrow is where little lies between client and server: who does not read is
// found out soon.
func (r *room) narrow() (addr string) {
	r.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			line, err := l.Accept()
			if err != nil {
				return
			}
			_ = line.(*net.TCPConn).SetWriteBuffer(16 << 10)
			go r.connection(line)
		}
	}()
	return l.Addr().String()
}

// TestHostile lets strangers do what the server must bear: each is ended by a
// limit, an honest reader is answered all the while, and what they took is
// given back.
func TestHostile(t *testing.T) {
	text := manyReleases(*releases)
	openOn(t, text, nil).bears(hostilities[2]) // for what a process opens once
	goroutines, files, heap := runtime.NumGoroutine(), openFiles(), heapNow()
	t.Cleanup(func() { // when all have ended
		fail := func(failure string) func() string { return func() string { return failure } }
		eventually(t, fail("their goroutines are left"), func() bool { return runtime.NumGoroutine() <= goroutines })
		eventually(t, fail("their files are left"), func() bool { return openFiles() <= files })
		t.Logf("%d KB are left of them", (heapNow()-heap)>>10)
		const most = 3 << 20 // of a kind, with the room that it came to
		eventually(t, fail("more than 3 MB are left of each"), func() bool { return heapNow()-heap < int64(len(hostilities))*most })
	})
	for _, h := range hostilities {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			r := openOn(t, text, func(c *Config) {
				c.MaxSessions = 2000
				// The limit that a hostility is for is the short one: on a busy
				// machine another could come first.
				c.timeouts = timeouts{handshake: testTime, linger: time.Second, stall: testTime}
				switch h.ends {
				case "flood": // of megabytes, from those who are given little of the processor
					c.timeouts.handshake, c.timeouts.linger = 4*testTime, testTime
				case handshakes:
					c.timeouts.handshake = 3 * time.Second
				case "stalled":
					c.timeouts.stall = 3 * time.Second
				}
			})
			r.bears(h)
		})
	}
}

// bears has strangers do something to a server, and an honest reader read on.
func (r *room) bears(h hostility) {
	addr := r.Addrs()[0].String()
	if h.ends == "stalled" {
		addr = r.narrow()
	}
	r.prepared()
	stop := make(chan struct{})
	waits := r.honest(stop)
	before, begun := r.refused(h.ends), time.Now()
	came := r.attack(h, addr)
	took := time.Since(begun)
	if h.ends != "" && r.refused(h.ends) == before {
		r.t.Errorf("nobody was refused for %q", h.ends)
	}
	r.await("their connections are left", func() bool {
		_, conns := r.registry.count()
		return conns == 1
	})
	close(stop)
	keys := <-waits
	if len(keys) == 0 {
		r.t.Fatal("no key of an honest reader was answered")
	}
	slices.Sort(keys)
	at := func(share float64) time.Duration {
		return keys[int(share*float64(len(keys)-1))].Round(100 * time.Microsecond)
	}
	r.t.Logf("%d came and were gone after %v; of %d honest keys one waited %v, 99 of 100 %v, the longest %v",
		came, took.Round(time.Millisecond), len(keys), at(.5), at(.99), at(1))
}

// manyReleases returns board text of n releases of 2 KB, and some of 30.
func manyReleases(n int) string {
	var b strings.Builder
	titles := fuzzytest.Headlines(5, n)
	for i := range n {
		size := 12
		if i < 4 {
			size = 180
		}
		day := data.Date(20251128).AddDays(-i * 9000 / n)
		fmt.Fprintf(&b, "-\nIndustry\n%s %d\n", titles[i], i)
		for k := range size {
			fmt.Fprintf(&b, "The ministry of trade said on day %d that the %s would go to the plant in %s, and that KRW %d billion is to be spent on it. ",
				k, titles[(i*7+k)%n], titles[(i+k*13)%n], i+k)
		}
		fmt.Fprintf(&b, " date%s\n", day)
	}
	return b.String()
}

// prepared waits until the texts are indexed and the names are known.
func (r *room) prepared() {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), 10*testTime)
	defer cancel()
	if _, err := r.libs[0].Texts(ctx); err != nil {
		r.t.Fatal(err)
	}
	if _, err := r.libs[0].Names(ctx); err != nil {
		r.t.Fatal(err)
	}
}

// openFiles returns how many files are open, 0 where the system does not tell.
func openFiles() int {
	files, _ := os.ReadDir("/proc/self/fd")
	return len(files)
}

// heapNow returns what is on the heap when all garbage is gone.
func heapNow() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestAdmissionLimits holds the numbers of who is let in to their limits,
// whoever comes and goes.
func TestAdmissionLimits(t *testing.T) {
	s := &Server{registry: newRegistry(30, 3)}
	s.cfg.Log = slog.New(slog.DiscardHandler)
	r := s.registry
	random := rand.New(rand.NewPCG(1, 2))
	now := time.Now()
	var inside []*conn
	sessions := map[*conn][]*session{}
	total := 0
	for step := range 20_000 {
		now = now.Add(time.Duration(random.IntN(100)) * time.Millisecond)
		switch n := random.IntN(4); {
		case n == 0 || len(inside) == 0:
			c := s.connFrom(byte(random.IntN(12)))
			refused, evicted := r.addConn(c, now)
			if refused == "" {
				inside = append(inside, c)
			}
			if evicted != nil {
				if now.Sub(evicted.begun) < youngest {
					t.Fatalf("step %d: one of %v gives way", step, now.Sub(evicted.begun))
				}
				_ = evicted.Close()
				inside = slices.DeleteFunc(inside, func(c *conn) bool { return c == evicted })
			}
		case n == 1:
			c := inside[random.IntN(len(inside))]
			x := &session{srv: s, conn: c}
			if r.addSession(x) == "" {
				sessions[c] = append(sessions[c], x)
				total++
			}
		case n == 2:
			if c := inside[random.IntN(len(inside))]; len(sessions[c]) > 0 {
				if left := r.removeSession(sessions[c][0]); left != len(sessions[c])-1 {
					t.Fatalf("step %d: %d sessions are left of %d", step, left, len(sessions[c]))
				}
				sessions[c] = sessions[c][1:]
				total--
			}
		default:
			i := random.IntN(len(inside))
			if c := inside[i]; len(sessions[c]) == 0 {
				_ = c.Close()
				inside = slices.Delete(inside, i, i+1)
			}
		}
		if got, open := r.count(); got != total || got > 30 || open != len(inside) {
			t.Fatalf("step %d: %d sessions and %d connections are counted, there are %d and %d", step, got, open, total, len(inside))
		}
		for from, a := range r.addresses {
			if a.sessions > 3 || a.conns > 3+spareConns || a.sessions < 0 || a.conns+a.sessions == 0 {
				t.Fatalf("step %d: %v has %+v", step, from, *a)
			}
		}
	}
	for _, c := range inside {
		for _, x := range sessions[c] {
			r.removeSession(x)
		}
		_ = c.Close()
	}
	if left, conns := r.count(); left != 0 || conns != 0 || len(r.addresses) != 0 || len(r.pending) != 0 {
		t.Errorf("left behind: %d sessions, %d connections, %d pending, %v", left, conns, len(r.pending), r.addresses)
	}
}

// connFrom returns a connection of 10.0.0.host.
func (s *Server) connFrom(host byte) *conn {
	near, far := net.Pipe()
	_ = far.Close()
	c := newConn(s, near)
	c.from = addressOf(&net.TCPAddr{IP: net.IPv4(10, 0, 0, host)})
	return c
}

// Silent connections of a few addresses, which dial again and again, keep
// nobody out, and none that is young is ended.
func TestSilentConnectionsKeepNobodyOut(t *testing.T) {
	s := &Server{registry: newRegistry(1000, 20)}
	s.cfg.Log = slog.New(slog.DiscardHandler)
	r := s.registry
	now := time.Now()
	var silent []*conn
	dial := func() {
		for host := range byte(9) {
			for range 24 {
				c := s.connFrom(host)
				refused, evicted := r.addConn(c, now)
				if refused == "" {
					silent = append(silent, c)
				}
				if evicted != nil {
					_ = evicted.Close()
				}
			}
		}
	}
	dial()
	for round := range 50 {
		now = now.Add(500 * time.Millisecond)
		for _, c := range silent[:len(silent)/3] {
			_ = c.Close()
		}
		silent = silent[len(silent)/3:]
		dial()
		honest := s.connFrom(200)
		refused, evicted := r.addConn(honest, now)
		if refused != "" {
			t.Fatalf("round %d: an honest client is refused: %s", round, refused)
		}
		if evicted != nil {
			if now.Sub(evicted.begun) < youngest || evicted.from == honest.from {
				t.Fatalf("round %d: one of %v gives way, of %v", round, now.Sub(evicted.begun), evicted.from)
			}
			_ = evicted.Close()
		}
		now = now.Add(youngest)
		dial() // all that an honest handshake needs
		if _, there := r.conns[honest]; !there {
			t.Fatalf("round %d: an honest connection was ended", round)
		}
		if !slices.Contains(r.pending, honest) {
			t.Fatalf("round %d: the honest connection gave way", round)
		}
		x := &session{srv: s, conn: honest}
		if refused := r.addSession(x); refused != "" {
			t.Fatalf("round %d: its session is refused: %s", round, refused)
		}
		r.removeSession(x)
		_ = honest.Close()
	}
}

// One address has few searches under way at once, the others wait in their
// order, and beyond a number they are told; another address waits for none.
func TestSearchesOfOneAddressTakeTurns(t *testing.T) {
	r := newRegistry(10, 10)
	one, other := addressOf(&net.TCPAddr{IP: net.IPv4(10, 0, 0, 1)}), addressOf(&net.TCPAddr{IP: net.IPv4(10, 0, 0, 2)})
	var leaves []func()
	for range maxSearches() {
		leave, err := r.search(t.Context(), one)
		if err != nil {
			t.Fatal(err)
		}
		leaves = append(leaves, leave)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	for range maxQueuedSearches {
		go func() {
			_, err := r.search(ctx, one)
			ended <- err
		}()
	}
	eventually(t, func() string { return "the searches do not wait" }, func() bool {
		r.mu.Lock()
		defer r.mu.Unlock()
		return r.addresses[one].waiting == maxQueuedSearches
	})
	if _, err := r.search(t.Context(), one); err != errSearches {
		t.Errorf("one search too many: %v", err)
	}
	if leave, err := r.search(t.Context(), other); err != nil {
		t.Errorf("another address: %v", err)
	} else {
		leave()
	}
	cancel()
	for range maxQueuedSearches {
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("a search whose session ended: %v", err)
		}
	}
	for _, leave := range leaves {
		leave()
	}
	if len(r.addresses) != 0 {
		t.Errorf("remembered are %v", r.addresses)
	}
}
