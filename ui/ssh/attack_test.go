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

// SetRest changes after what time readers are put to sleep by servers of this process.
func SetRest(d time.Duration) { Defaults.sleepAfter = d }

// Attack has n strangers do something to the server at addr, all at once, until
// each was ended or gave up, and for as long as lasting some of it again. It
// prints how many came.
func Attack(name, addr string, n int, lasting time.Duration) (exitCode int) {
	i := slices.IndexFunc(hostilities, func(h hostility) bool { return h.name == name })
	if i < 0 {
		fmt.Fprintf(os.Stderr, "nobody can %s\n", name)
		return 2
	}
	var wait sync.WaitGroup
	var came atomic.Int64
	h, begun := hostilities[i], time.Now()
	if h.most > 0 {
		n = min(n, h.most)
	}
	once := func(from int) {
		if h.addresses > 0 {
			from %= h.addresses
		}
		line, err := dialFrom(from, addr)
		if err != nil {
			return
		}
		defer line.Close()
		came.Add(1)
		_ = line.SetDeadline(time.Now().Add(2 * testTime))
		_ = h.do(line)
	}
	for from := range n {
		wait.Go(func() {
			once(from)
			for h.again && time.Since(begun) < lasting {
				once(from)
			}
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

	addresses int  // that they come from; 0 for one each
	most      int  // of them at once; 0 for any number
	again     bool // they come again when they were ended
}

var hostilities = []hostility{
	{name: "never finish the handshake", ends: handshakes, do: func(line net.Conn) error {
		_, err := io.Copy(io.Discard, line)
		return err
	}},
	{name: "stop in the middle of the handshake", ends: handshakes, do: func(line net.Conn) error {
		_, _ = io.WriteString(line, "SSH-2.0-stranger\r\n\x00\x00")
		_, err := io.Copy(io.Discard, line)
		return err
	}},
	{name: "send rubbish", do: func(line net.Conn) error {
		rubbish := make([]byte, 64<<10)
		for i := range rubbish {
			rubbish[i] = byte(rand.Uint32())
		}
		_, _ = line.Write(rubbish)
		_, err := io.Copy(io.Discard, line)
		return err
	}},
	{name: "log in and do nothing", ends: handshakes, do: func(line net.Conn) error {
		v, err := visit(line)
		if err != nil {
			return err
		}
		return v.Wait()
	}},
	{name: "open a channel and do nothing", ends: handshakes, do: func(line net.Conn) error {
		v, err := visit(line)
		if err != nil {
			return err
		}
		for range 4 {
			_, _ = v.open("session")
		}
		return v.Wait()
	}},
	{name: "type without end", ends: "flood", do: func(line net.Conn) error {
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
	{name: "change size without end", ends: "requests", do: func(line net.Conn) error {
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
	{name: "open channels without end", ends: "channels", do: func(line net.Conn) error {
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
	{name: "claim a window of 4,000,000,000 columns", most: 4, do: func(line net.Conn) error {
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
	{name: "never read what they are sent", ends: "stalled", do: func(line net.Conn) error {
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
	{name: "search and leave", addresses: 1, most: 18, again: true, do: func(line net.Conn) error {
		v, ch, err := sit(line, 80, 24)
		if err != nil {
			return err
		}
		defer v.Close()
		go func() { _, _ = io.Copy(io.Discard, ch) }()
		_, err = io.WriteString(ch, "/\x1b[200~"+costly[:170]+"\x1b[201~")
		time.Sleep(30 * time.Millisecond)
		return err
	}},
	{name: "search with as many words as can be", addresses: 1, most: 18, again: true, do: func(line net.Conn) error {
		return order(line, "search "+costly)
	}},
	{name: "search for common words by relevance", addresses: 1, most: 18, again: true, do: func(line net.Conn) error {
		return order(line, "search "+strings.Repeat("the of and ", 20)+"sort:relevance")
	}},
	{name: "search for what begins in a common way", addresses: 1, most: 18, again: true, do: func(line net.Conn) error {
		return order(line, "search 's*' 't*' 'a*' 'the-of*' 'the-to*'")
	}},
	{name: "send before a session begins", ends: "flood", addresses: 3, most: 6, do: func(line net.Conn) error {
		v, err := visit(line)
		if err != nil {
			return err
		}
		defer v.Close()
		var sent sync.WaitGroup
		for i := range 8 {
			ch, err := v.open("session")
			if err != nil {
				break
			}
			sent.Go(func() {
				piece := make([]byte, 1)
				if i == 0 { // one is enough for the limit: the others cost by their packets
					piece = make([]byte, 32<<10)
				}
				for range 4096 {
					if _, err := ch.Write(piece); err != nil {
						return
					}
				}
			})
		}
		err = v.Wait()
		sent.Wait()
		return err
	}},
	{name: "dial silently from nine addresses", addresses: 9, again: true, do: func(line net.Conn) error {
		_ = line.SetDeadline(time.Now().Add(500 * time.Millisecond))
		_, err := io.Copy(io.Discard, line)
		return err
	}},
	{name: "paste much", do: func(line net.Conn) error {
		v, ch, err := sit(line, 80, 24)
		if err != nil {
			return err
		}
		defer v.Close()
		go func() { _, _ = io.Copy(io.Discard, ch) }()
		for range 10 {
			if _, err := io.WriteString(ch, "/\x1b[200~"+strings.Repeat("graphene ", 30<<10)+"\x1b[201~\x1b[27u"); err != nil {
				return err
			}
		}
		return nil
	}},
	{name: "open long releases and rest", do: func(line net.Conn) error {
		v, ch, err := sit(line, 120, 40)
		if err != nil {
			return err
		}
		defer v.Close()
		go func() { _, _ = io.Copy(io.Discard, ch) }()
		_, err = io.WriteString(ch, "j\r]]")
		time.Sleep(300 * time.Millisecond)
		return err
	}},
	{name: "come though they are refused", addresses: 1, again: true, do: func(line net.Conn) error {
		_, err := io.Copy(io.Discard, io.LimitReader(line, 1))
		return err
	}},
}

// costly is a query of as many clauses as there may be, each of which is in many
// releases.
var costly = func() string {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "-the-%c%c* ", 'a'+i%26, 'a'+i/26)
	}
	return b.String()
}()

// order runs a command to its end.
func order(line net.Conn, command string) error {
	v, err := visit(line)
	if err != nil {
		return err
	}
	defer v.Close()
	ch, err := v.open("session")
	if err != nil {
		return err
	}
	if _, err = ch.SendRequest("exec", true, gossh.Marshal(struct{ Command string }{command})); err == nil {
		_, err = io.Copy(io.Discard, ch)
	}
	return err
}
