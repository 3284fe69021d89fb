package ssh

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// AttackEnv makes of the test binary those who attack the server of a test, in
// a process of their own: what they take is not the server's. Its value is what
// they do.
const AttackEnv = "PRESSROOM_TEST_ATTACK"

// Attack has n strangers do something to the server at addr, all at once, until
// each was ended or gave up. It prints how many came.
func Attack(name, addr string, n int) (exitCode int) {
	i := slices.IndexFunc(hostilities, func(h hostility) bool { return h.name == name })
	if i < 0 {
		fmt.Fprintf(os.Stderr, "nobody can %s\n", name)
		return 2
	}
	var wait sync.WaitGroup
	var came atomic.Int64
	for from := range n {
		wait.Go(func() {
			line, err := dialFrom(from, addr)
			if err != nil {
				return
			}
			defer line.Close()
			came.Add(1)
			_ = line.SetDeadline(time.Now().Add(2 * testTime))
			_ = hostilities[i].do(line)
		})
	}
	wait.Wait()
	fmt.Println(came.Load())
	return 0
}

// dialFrom connects from an address of its own: the loopback of Linux has 16
// million of them.
func dialFrom(i int, addr string) (net.Conn, error) {
	dialer := net.Dialer{Timeout: testTime}
	if runtime.GOOS == "linux" {
		dialer.LocalAddr = &net.TCPAddr{IP: net.IPv4(127, 2, byte(i>>8), byte(i))}
	}
	return dialer.Dial("tcp", addr)
}

// visitor is a client that was let in, without the library's comforts.
type visitor struct {
	gossh.Conn
	gone chan struct{} // closed when the connection has ended
}

func visit(line net.Conn) (*visitor, error) {
	cfg := &gossh.ClientConfig{User: anonymous, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: testTime}
	conn, _, reqs, err := gossh.NewClientConn(line, line.RemoteAddr().String(), cfg)
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

// open is OpenChannel, in which x/crypto's client can wait for ever where the
// connection ends under it.
func (v *visitor) open(kind string) (gossh.Channel, error) {
	type result struct {
		ch  gossh.Channel
		err error
	}
	opened := make(chan result, 1)
	go func() {
		ch, reqs, err := v.OpenChannel(kind, nil)
		if err == nil {
			go gossh.DiscardRequests(reqs)
		}
		opened <- result{ch, err}
	}()
	select {
	case r := <-opened:
		return r.ch, r.err
	case <-v.gone:
		return nil, net.ErrClosed
	}
}

// sit logs in and opens the reader on a terminal of w by h cells.
func sit(line net.Conn, w, h uint32) (*visitor, gossh.Channel, error) {
	v, err := visit(line)
	if err != nil {
		return nil, nil, err
	}
	ch, err := v.open("session")
	if err == nil {
		_, err = ch.SendRequest("pty-req", true, gossh.Marshal(struct {
			Term                string
			Columns, Rows, X, Y uint32
			Modes               string
		}{"xterm-256color", w, h, 0, 0, ""}))
	}
	if err == nil {
		_, err = ch.SendRequest("shell", true, nil)
	}
	return v, ch, err
}

func resize(w, h uint32) []byte { return gossh.Marshal(struct{ W, H, X, Y uint32 }{w, h, 0, 0}) }

// hostility is something that a client may do to a server.
type hostility struct {
	name string
	ends string // the reason that the server counts, "" where the protocol ends it
	do   func(line net.Conn) error
}

var hostilities = []hostility{
	{"never finish the handshake", handshakes, func(line net.Conn) error {
		_, err := io.Copy(io.Discard, line)
		return err
	}},
	{"stop in the middle of the handshake", handshakes, func(line net.Conn) error {
		_, _ = io.WriteString(line, "SSH-2.0-stranger\r\n\x00\x00")
		_, err := io.Copy(io.Discard, line)
		return err
	}},
	{"send rubbish", "", func(line net.Conn) error {
		rubbish := make([]byte, 64<<10)
		for i := range rubbish {
			rubbish[i] = byte(rand.Uint32())
		}
		_, _ = line.Write(rubbish)
		_, err := io.Copy(io.Discard, line)
		return err
	}},
	{"log in and do nothing", handshakes, func(line net.Conn) error {
		v, err := visit(line)
		if err != nil {
			return err
		}
		return v.Wait()
	}},
	{"open a channel and do nothing", handshakes, func(line net.Conn) error {
		v, err := visit(line)
		if err != nil {
			return err
		}
		for range 4 {
			_, _ = v.open("session")
		}
		return v.Wait()
	}},
	{"type without end", "flood", func(line net.Conn) error {
		v, ch, err := sit(line, 80, 24)
		if err != nil {
			return err
		}
		defer v.Close()
		go func() { _, _ = io.Copy(io.Discard, ch) }()
		keys := []byte(strings.Repeat("jk/\x1b[200~\x1b]", 512))
		for err == nil {
			_, err = ch.Write(keys)
		}
		return err
	}},
	{"change size without end", "requests", func(line net.Conn) error {
		v, ch, err := sit(line, 80, 24)
		if err != nil {
			return err
		}
		defer v.Close()
		go func() { _, _ = io.Copy(io.Discard, ch) }()
		for i := uint32(0); err == nil; i++ {
			_, err = ch.SendRequest("window-change", false, resize(20+i%400, 5+i%200))
		}
		return err
	}},
	{"open channels without end", "channels", func(line net.Conn) error {
		v, err := visit(line)
		if err != nil {
			return err
		}
		for i := 0; err == nil; i++ {
			_, err = v.open([]string{"session", "session", "direct-tcpip", "x11"}[i%4])
			if _, refused := err.(*gossh.OpenChannelError); refused {
				err = nil
			}
		}
		return v.Wait()
	}},
	{"claim a window of 4,000,000,000 columns", "", func(line net.Conn) error {
		v, ch, err := sit(line, 4_000_000_000, 4_000_000_000)
		if err != nil {
			return err
		}
		defer v.Close()
		for i := range uint32(20) {
			_, _ = ch.SendRequest("window-change", false, resize(4_000_000_000-i, 4_294_967_295-i))
			_, _ = io.WriteString(ch, "jk")
			time.Sleep(10 * time.Millisecond)
		}
		_, _ = io.WriteString(ch, "q")
		_, err = io.Copy(io.Discard, ch)
		return err
	}},
	{"never read what they are sent", "stalled", func(line net.Conn) error {
		_ = line.(*net.TCPConn).SetReadBuffer(32 << 10)
		d := &deaf{Conn: line, gone: make(chan struct{})}
		defer d.Close()
		_, ch, err := sit(d, 120, 40)
		d.on.Store(true)
		for err == nil { // frames of some kilobytes each
			_, err = io.WriteString(ch, "z")
			time.Sleep(20 * time.Millisecond)
		}
		return err
	}},
}
