package ssh

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// How many attack at once: go test ./ui/ssh -run TestHostile -v -attackers 1000
var attackers = flag.Int("attackers", 60, "hostile connections at once, for TestHostile")

// honest reads on while others attack. It returns the longest time that a key
// waited for its frame, when stop is closed. Each key comes with Ctrl-L: the
// whole frame that this asks for cannot be taken for a page that came late, and
// is written also where two keys have undone each other.
func (r *room) honest(stop chan struct{}) (longest chan time.Duration) {
	r.t.Helper()
	v, ch, err := sit(must(dialFrom(1<<15, r.Addrs()[0].String())), 120, 40)
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

// attack has strangers attack the server at addr, and returns how many came
// when all are gone. They are given little of the processor, or the server and
// its readers had none left.
func (r *room) attack(h hostility, addr string) (came int) {
	r.t.Helper()
	command := []string{os.Args[0], addr, strconv.Itoa(*attackers)}
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
			go r.ssh.HandleConn(line)
		}
	}()
	return l.Addr().String()
}

// TestHostile lets strangers do what the server must bear: each is ended by a
// limit, an honest reader is answered all the while, and what they took is
// given back.
func TestHostile(t *testing.T) {
	for _, h := range hostilities {
		t.Run(h.name, func(t *testing.T) {
			r := open(t, func(c *Config) {
				c.MaxSessions = 2000
				// The limit that a hostility is for is the short one: on a busy
				// machine another could come first.
				c.patience = patience{handshake: testTime, linger: time.Second, stall: testTime}
				switch h.ends {
				case slowGuest:
					c.patience.handshake = time.Second
				case "stalled":
					c.patience.stall = time.Second
				}
			})
			addr := r.Addrs()[0].String()
			if h.ends == "stalled" {
				addr = r.narrow()
			}
			stop := make(chan struct{})
			longest := r.honest(stop)
			time.Sleep(200 * time.Millisecond)
			goroutines, heap := runtime.NumGoroutine(), heapNow()
			begun := time.Now()
			came := r.attack(h, addr)
			took := time.Since(begun)
			if h.ends != "" && r.refused(h.ends) == 0 {
				t.Errorf("nobody was refused for %q", h.ends)
			}
			r.await("their connections are left", func() bool {
				_, conns := r.door.count()
				return conns == 1
			})
			r.await("their goroutines are left", func() bool { return runtime.NumGoroutine() <= goroutines+1 })
			close(stop)
			t.Logf("%d came and were gone after %v; an honest key waited %v at most; %d KB are left of them",
				came, took.Round(time.Millisecond), (<-longest).Round(100*time.Microsecond), (heapNow()-heap)>>10)
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
