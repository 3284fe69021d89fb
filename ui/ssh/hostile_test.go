package ssh

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// How many attack at once: go test ./ui/ssh -run TestHostile -v -attackers 1000
var attackers = flag.Int("attackers", 60, "hostile connections at once, for TestHostile")

// from connects to a room from an address of its own: the loopback of Linux
// has 16 million of them.
func (r *room) from(i int) (net.Conn, error) {
	dialer := net.Dialer{Timeout: testTime}
	if runtime.GOOS == "linux" {
		dialer.LocalAddr = &net.TCPAddr{IP: net.IPv4(127, 2, byte(i>>8), byte(i))}
	}
	return dialer.Dial("tcp", r.Addrs()[0].String())
}

// visitor is a client that was let in, without the library's comforts.
type visitor struct {
	gossh.Conn
	gone chan struct{} // closed when the connection has ended
}

func (r *room) visit(line net.Conn) (*visitor, error) {
	cfg := &gossh.ClientConfig{User: anonymous, HostKeyCallback: gossh.FixedHostKey(r.host.PublicKey()), Timeout: testTime}
	conn, _, reqs, err := gossh.NewClientConn(line, r.Addrs()[0].String(), cfg)
	if err != nil {
		_ = line.Close()
		return nil, err
	}
	go gossh.DiscardRequests(reqs)
	v := &visitor{conn, make(chan struct{})}
	go func() {
		_ = v.Wait()
		close(v.gone)
	}()
	return v, nil
}

// open is OpenChannel, which x/crypto's client can wait in for ever where the
// connection ends under it: then a goroutine of it is lost.
func (v *visitor) open(r *room, kind string) error {
	opened := make(chan error, 1)
	go func() {
		_, reqs, err := v.OpenChannel(kind, nil)
		if err == nil {
			go gossh.DiscardRequests(reqs)
		}
		opened <- err
	}()
	select {
	case err := <-opened:
		return err
	case <-v.gone:
	}
	select {
	case err := <-opened:
		return err
	case <-time.After(time.Second):
		r.lost.Add(1)
		return net.ErrClosed
	}
}

// reader opens the reader on a terminal of w by h cells.
func (v *visitor) reader(w, h uint32) (gossh.Channel, error) {
	ch, reqs, err := v.OpenChannel("session", nil)
	if err != nil {
		return nil, err
	}
	go gossh.DiscardRequests(reqs)
	_, err = ch.SendRequest("pty-req", true, gossh.Marshal(struct {
		Term                string
		Columns, Rows, X, Y uint32
		Modes               string
	}{"xterm-256color", w, h, 0, 0, ""}))
	if err == nil {
		_, err = ch.SendRequest("shell", true, nil)
	}
	return ch, err
}

func resize(w, h uint32) []byte { return gossh.Marshal(struct{ W, H, X, Y uint32 }{w, h, 0, 0}) }

// hostility is something that a client may do to a server.
type hostility struct {
	name string
	ends string // the reason that the server counts, "" where the protocol ends it
	do   func(r *room, line net.Conn) error
}

var hostilities = []hostility{
	{"never finish the handshake", slowGuest, func(_ *room, line net.Conn) error {
		_, err := io.Copy(io.Discard, line)
		return err
	}},
	{"stop in the middle of the handshake", slowGuest, func(_ *room, line net.Conn) error {
		_, _ = io.WriteString(line, "SSH-2.0-stranger\r\n\x00\x00")
		_, err := io.Copy(io.Discard, line)
		return err
	}},
	{"send rubbish", "", func(_ *room, line net.Conn) error {
		rubbish := make([]byte, 64<<10)
		for i := range rubbish {
			rubbish[i] = byte(rand.Uint32())
		}
		_, _ = line.Write(rubbish)
		_, err := io.Copy(io.Discard, line)
		return err
	}},
	{"log in and do nothing", slowGuest, func(r *room, line net.Conn) error {
		v, err := r.visit(line)
		if err != nil {
			return err
		}
		return v.Wait()
	}},
	{"open a channel and do nothing", slowGuest, func(r *room, line net.Conn) error {
		v, err := r.visit(line)
		if err != nil {
			return err
		}
		for range 4 {
			_ = v.open(r, "session")
		}
		return v.Wait()
	}},
	{"type without end", "flood", func(r *room, line net.Conn) error {
		v, err := r.visit(line)
		if err != nil {
			return err
		}
		defer v.Close()
		ch, err := v.reader(80, 24)
		if err != nil {
			return err
		}
		go func() { _, _ = io.Copy(io.Discard, ch) }()
		keys := []byte(strings.Repeat("jk/\x1b[200~\x1b]", 512))
		for err == nil {
			_, err = ch.Write(keys)
		}
		return err
	}},
	{"change size without end", "requests", func(r *room, line net.Conn) error {
		v, err := r.visit(line)
		if err != nil {
			return err
		}
		defer v.Close()
		ch, err := v.reader(80, 24)
		if err != nil {
			return err
		}
		go func() { _, _ = io.Copy(io.Discard, ch) }()
		for i := uint32(0); err == nil; i++ {
			_, err = ch.SendRequest("window-change", false, resize(20+i%400, 5+i%200))
		}
		return err
	}},
	{"open channels without end", "channels", func(r *room, line net.Conn) error {
		v, err := r.visit(line)
		if err != nil {
			return err
		}
		for i := 0; err == nil; i++ {
			err = v.open(r, []string{"session", "session", "direct-tcpip", "x11"}[i%4])
			if _, refused := err.(*gossh.OpenChannelError); refused {
				err = nil
			}
		}
		return v.Wait()
	}},
	{"claim a window of 4,000,000,000 columns", "", func(r *room, line net.Conn) error {
		v, err := r.visit(line)
		if err != nil {
			return err
		}
		defer v.Close()
		ch, err := v.reader(4_000_000_000, 4_000_000_000)
		if err != nil {
			return err
		}
		for i := range uint32(20) {
			_, _ = ch.SendRequest("window-change", false, resize(4_000_000_000-i, 4_294_967_295-i))
			_, _ = io.WriteString(ch, "jk")
			time.Sleep(10 * time.Millisecond)
		}
		_, _ = io.WriteString(ch, "q")
		_, err = io.Copy(io.Discard, ch)
		return err
	}},
}

// honest reads on while others attack. It returns the longest time that a key
// waited for its frame, when stop is closed. Each key comes with Ctrl-L: the
// whole frame that this asks for cannot be taken for a page that came late, and
// is written also where two keys have undone each other.
func (r *room) honest(stop chan struct{}) (longest chan time.Duration) {
	r.t.Helper()
	v, err := r.visit(must(r.from(1 << 15)))
	if err != nil {
		r.t.Fatal(err)
	}
	ch, err := v.reader(120, 40)
	if err != nil {
		r.t.Fatal(err)
	}
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
	longest = make(chan time.Duration, 1)
	go func() {
		defer v.Close()
		var most time.Duration
		for i := 0; ; i++ {
			select {
			case <-stop:
				longest <- most
				return
			case <-time.After(50 * time.Millisecond):
			}
			for len(frames) > 0 { // the first frame
				<-frames
			}
			begun := time.Now()
			_, _ = io.WriteString(ch, []string{"j", "k"}[i%2]+ctrlL)
			select {
			case <-frames:
				most = max(most, time.Since(begun))
			case <-time.After(testTime):
				r.t.Errorf("key %d of an honest reader is not answered", i)
			}
		}
	}()
	return longest
}

// TestHostile lets strangers do what the server must bear: each is ended by a
// limit, an honest reader is answered all the while, and what they took is
// given back.
func TestHostile(t *testing.T) {
	for _, h := range hostilities {
		t.Run(h.name, func(t *testing.T) {
			r := open(t, func(c *Config) {
				c.MaxSessions = 2000
				c.patience = patience{handshake: time.Second, linger: time.Second, stall: time.Second}
			})
			stop := make(chan struct{})
			longest := r.honest(stop)
			time.Sleep(200 * time.Millisecond)
			goroutines, heap := runtime.NumGoroutine(), heapNow()
			var wait sync.WaitGroup
			var came atomic.Int64
			begun := time.Now()
			for i := range *attackers {
				wait.Go(func() {
					line, err := r.from(i)
					if err != nil {
						return
					}
					defer line.Close()
					came.Add(1)
					_ = line.SetDeadline(time.Now().Add(2 * testTime))
					_ = h.do(r, line)
				})
			}
			wait.Wait()
			took := time.Since(begun)
			if h.ends != "" && r.refused(h.ends) == 0 {
				t.Errorf("nobody was refused for %q", h.ends)
			}
			if came.Load() == 0 {
				t.Error("nobody came")
			}
			r.await("their connections are left", func() bool {
				_, conns := r.door.count()
				return conns == 1
			})
			r.await("their goroutines are left", func() bool { return runtime.NumGoroutine() <= goroutines+5 })
			close(stop)
			t.Logf("%d came and were gone after %v; an honest key waited %v at most; %d KB are left of them",
				came.Load(), took.Round(time.Millisecond), (<-longest).Round(100*time.Microsecond), (heapNow()-heap)>>10)
			r.await("more than 16 MB are left of them", func() bool { return heapNow()-heap < 16<<20 })
		})
	}
}

// heapNow returns what is on the heap when all garbage is gone.
func heapNow() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestDeafClients has clients that never read what they are sent. Little lies
// between them and the server: it writes into their ears.
func TestDeafClients(t *testing.T) {
	r := open(t, func(c *Config) {
		c.MaxPerAddress = 1000
		c.patience = patience{handshake: 10 * time.Second, linger: time.Second, stall: time.Second}
	})
	narrow, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer narrow.Close()
	go func() {
		for {
			line, err := narrow.Accept()
			if err != nil {
				return
			}
			_ = line.(*net.TCPConn).SetWriteBuffer(16 << 10)
			go r.ssh.HandleConn(line)
		}
	}()
	stop := make(chan struct{})
	longest := r.honest(stop)
	lines := make([]*deaf, min(*attackers, 200))
	var wait sync.WaitGroup
	for i := range lines {
		wait.Go(func() {
			line, err := net.Dial("tcp", narrow.Addr().String())
			if err != nil {
				t.Error(err)
				return
			}
			_ = line.(*net.TCPConn).SetReadBuffer(32 << 10)
			lines[i] = &deaf{Conn: line, gone: make(chan struct{})}
			v, err := r.visit(lines[i])
			if err != nil {
				t.Error(err)
				return
			}
			ch, err := v.reader(120, 40)
			if err != nil {
				t.Error(err)
				return
			}
			lines[i].on.Store(true)
			for begun := time.Now(); time.Since(begun) < 2*testTime; { // frames of some kilobytes each
				if _, err := io.WriteString(ch, "z"); err != nil {
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
		})
	}
	wait.Wait()
	r.await("their sessions are left", func() bool {
		sessions, _ := r.door.count()
		return sessions == 1
	})
	for _, l := range lines {
		_ = l.Close()
	}
	close(stop)
	t.Logf("%d were ended; an honest key waited %v at most", len(lines), <-longest)
	if ended := r.log.with("session ends", "stalled"); len(ended) == 0 && r.refused("stalled") == 0 {
		t.Errorf("none was ended for not reading:\n%s", strings.Join(r.log.with("session ends"), ""))
	}
}

// TestDoor holds the numbers of who is let in to their limits, whoever comes
// and goes.
func TestDoor(t *testing.T) {
	s := &Server{}
	s.cfg.Log = slog.New(slog.DiscardHandler)
	s.door = door{from: map[netip.Prefix]*crowd{}, maxSessions: 30, maxPerAddress: 3}
	random := rand.New(rand.NewPCG(1, 2))
	var inside []*conn
	sessions := map[*conn]int{}
	total := 0
	for step := range 20_000 {
		switch n := random.IntN(4); {
		case n == 0 || len(inside) == 0:
			near, far := net.Pipe()
			_ = far.Close()
			c := newConn(s, near)
			c.from = addressOf(&net.TCPAddr{IP: net.IPv4(10, 0, 0, byte(random.IntN(12)))})
			if s.door.enter(c) == "" {
				inside = append(inside, c)
			}
		case n == 1:
			c := inside[random.IntN(len(inside))]
			if s.door.begin(c) == "" {
				sessions[c]++
				total++
			}
		case n == 2:
			if c := inside[random.IntN(len(inside))]; sessions[c] > 0 {
				s.door.finish(c)
				sessions[c]--
				total--
			}
		default:
			i := random.IntN(len(inside))
			if c := inside[i]; sessions[c] == 0 {
				_ = c.Close()
				inside = slices.Delete(inside, i, i+1)
			}
		}
		if got, open := s.door.count(); got != total || got > 30 || open != len(inside) || len(s.door.pending) > maxPending {
			t.Fatalf("step %d: %d sessions and %d connections are counted, there are %d and %d", step, got, open, total, len(inside))
		}
		for from, c := range s.door.from {
			if c.sessions > 3 || c.conns > 3+spareConns || c.sessions < 0 || *c == (crowd{}) {
				t.Fatalf("step %d: %v has %+v", step, from, *c)
			}
		}
	}
	for _, c := range inside {
		for range sessions[c] {
			s.door.finish(c)
		}
		_ = c.Close()
	}
	if s.door.open != 0 || s.door.sessions != 0 || len(s.door.from) != 0 || len(s.door.pending) != 0 {
		t.Errorf("left behind: %s", fmt.Sprint(s.door.open, s.door.sessions, s.door.from, s.door.pending))
	}
}
