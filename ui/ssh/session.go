package ssh

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/data"
	"pressroom/ui/screen"
)

// session is one channel of a connection: a reader, or a command.
type session struct {
	srv  *Server
	conn *conn
	ch   gossh.Channel
	log  *slog.Logger

	// What the client asks for before it begins.
	term      string // "" without a terminal
	env       []string
	refusals  []string // what was refused, in words
	begun     bool
	subsystem bool   // for a subsystem, which there is none of
	start     func() // what the channel is for, until it runs

	mu    sync.Mutex
	app   *screen.Session // of a reader, nil while there is none
	w, h  int             // of the terminal, in cells
	early []byte          // what was typed before there is a reader
	quiet bool            // the reader has the screen: nothing is written beside it
	eof   bool            // the client sends no more

	stop    context.CancelCauseFunc // with a closeReason, of which the first counts
	idle    *idleTimer
	ended   chan struct{}
	in, out atomic.Int64 // bytes
	unread  atomic.Int64 // bytes that nobody wanted
}

// closeReason is why the server ends a session.
type closeReason struct {
	reason string // for the log
	words  string // for the reader
}

func (c closeReason) Error() string { return c.reason }

// gone is the end of a session whose client has left without a word.
var gone = closeReason{reason: "line dropped"}

// maxWords is how many refusals a client is told of, and maxEnv how many
// variables it may set.
const (
	maxWords = 5
	maxEnv   = 32
)

// Limits of what a client sends that no reader takes, in bytes.
const (
	maxEarly  = 4 << 10  // typed before the reader is there
	maxUnread = 16 << 20 // beside that, until the connection is ended
)

// refuseChannel refuses a channel that is not a session.
func (s *Server) refuseChannel(c *conn, nc gossh.NewChannel) {
	s.metrics.refuse("forwarding")
	_ = nc.Reject(gossh.Prohibited, "pressroom serves the reader alone: nothing is forwarded")
	c.refuse()
}

// globalRequests refuses the requests that are not a session's. A client that
// asks whether the server is there takes that for an answer.
func (s *Server) globalRequests(c *conn, requests <-chan *gossh.Request) {
	for req := range requests {
		if c.allows() && strings.Contains(req.Type, "-forward") {
			s.metrics.refuse("forwarding")
		}
		_ = req.Reply(false, []byte("pressroom forwards nothing"))
	}
}

// channel serves a channel until it is closed. What the client sends is read
// from the beginning: what is not read stays in the memory of the connection.
func (s *Server) channel(ctx context.Context, c *conn, nc gossh.NewChannel) {
	if !c.openChannel() {
		_ = nc.Reject(gossh.ResourceShortage, fmt.Sprintf("at most %d sessions in one connection", maxChannels))
		c.refuse()
		return
	}
	defer c.closeChannel()
	ch, reqs, err := nc.Accept()
	if err != nil {
		return
	}
	defer ch.Close()
	x := &session{
		srv: s, conn: c, ch: ch, ended: make(chan struct{}),
		log: s.cfg.Log.With("session", s.serial.Add(1), "address", addressText(c.RemoteAddr())),
	}
	run, stop := context.WithCancelCause(ctx)
	x.stop = stop
	defer stop(gone)
	unused := time.AfterFunc(s.cfg.timeouts.handshake, func() { _ = ch.Close() })
	defer unused.Stop()
	go x.receive()
	go x.drop(ch.Stderr())
	for req := range reqs {
		if !c.allows() {
			break
		}
		ok := x.request(run, req)
		if x.begun {
			unused.Stop()
		}
		if req.WantReply {
			_ = req.Reply(ok, nil)
		}
		if x.start != nil { // behind the reply: it may end, and close the channel, at once
			go x.start()
			x.start = nil
		}
	}
	stop(gone)
	go gossh.DiscardRequests(reqs) // or the library waits for somebody to take them
	if x.begun {
		<-x.ended
	}
}

// Buffers for what clients send. A read may cost a packet that opens the channel's
// window again: who sends much is read in large pieces.
const (
	keyBuffer   = 512
	floodBuffer = 32 << 10
)

var floodBuffers = sync.Pool{New: func() any { return new([floodBuffer]byte) }}

// receive hands what the client sends to the reader, as long as it sends.
func (x *session) receive() {
	small := make([]byte, keyBuffer)
	much := false // was sent last
	for {
		n, err := x.receiveSome(small, much)
		much = n >= keyBuffer
		if err != nil {
			break
		}
		x.mu.Lock()
		idle := x.idle
		x.mu.Unlock()
		idle.reset()
	}
	x.mu.Lock()
	x.eof = true
	reader := x.app != nil
	x.mu.Unlock()
	if reader {
		x.stop(gone)
	}
}

// receiveSome reads what the client sends next, and hands it on.
func (x *session) receiveSome(buf []byte, much bool) (n int, err error) {
	if much {
		b := floodBuffers.Get().(*[floodBuffer]byte)
		defer floodBuffers.Put(b)
		buf = b[:]
	}
	n, err = x.ch.Read(buf)
	x.in.Add(int64(n))
	if !x.take(buf[:n]) {
		x.dropped(n)
	}
	return n, err
}

// take gives what was typed to the reader, or keeps it for one that is being
// made. It reports false where nobody wants it.
func (x *session) take(p []byte) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.app != nil {
		x.app.Input(p)
		return true
	}
	if len(x.early)+len(p) > maxEarly {
		return false
	}
	x.early = append(x.early, p...)
	return true
}

// drop reads away what nobody wants.
func (x *session) drop(r io.Reader) {
	var buf [256]byte
	for {
		n, err := r.Read(buf[:])
		x.dropped(n)
		if err != nil {
			return
		}
	}
}

// dropped counts what nobody wanted, and ends the connection where it is too
// much.
func (x *session) dropped(n int) {
	if x.unread.Add(int64(n)) > maxUnread {
		x.conn.end("flood")
	}
}

// request does what a request of the channel asks for, and reports whether it
// was granted.
func (x *session) request(ctx context.Context, req *gossh.Request) bool {
	switch req.Type {
	case "pty-req":
		return !x.begun && x.term == "" && x.terminal(req.Payload)
	case "window-change":
		return x.resize(req.Payload)
	case "env":
		return !x.begun && x.setEnv(req.Payload)
	case "shell":
		return x.begin(ctx, "")
	case "exec":
		var command struct{ Text string }
		return gossh.Unmarshal(req.Payload, &command) == nil && x.begin(ctx, command.Text)
	case "subsystem":
		var name struct{ Text string }
		_ = gossh.Unmarshal(req.Payload, &name)
		x.refused("subsystem " + name.Text)
		// Granted, and ended with words: a client that is told no says that
		// alone, and drops the words that came before.
		if !x.begun {
			x.subsystem = true
		}
		return x.begin(ctx, "")
	case "auth-agent-req@openssh.com":
		x.refused("forwarding of the agent")
	case "x11-req":
		x.refused("forwarding of X11")
	}
	return false // signals and breaks mean nothing here
}

// refused notes what was refused. It is said in words to who asked for a
// command; one who opens the reader sees a screen, and the log has it.
func (x *session) refused(what string) {
	x.srv.metrics.refuse("request")
	what, _ = data.Sanitize(what)
	what = clip(strings.ReplaceAll(what, "\n", " "), 60)
	if !x.begun && len(x.refusals) < maxWords {
		x.refusals = append(x.refusals, what)
	}
}

// sayRefusals says what was refused, on standard error.
func (x *session) sayRefusals() {
	for _, what := range x.refusals {
		x.say("pressroom: refused: " + what + "\n")
	}
}

// say writes a message on the client's standard error, with the line ends of a
// terminal where there is one. While a reader has the screen nothing is
// written: it would stand in the middle of a frame.
func (x *session) say(text string) {
	x.mu.Lock()
	quiet := x.quiet
	x.mu.Unlock()
	if quiet {
		return
	}
	if x.term != "" {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	_, _ = guarded{x, x.ch.Stderr()}.Write([]byte(text)) // a client that has left needs no message
}

// clip cuts s to at most n bytes, at a letter's end.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

// terminal takes the terminal that is asked for: its kind and its size.
func (x *session) terminal(payload []byte) bool {
	var pty struct {
		Term                         string
		Columns, Rows, Width, Height uint32
		Modes                        string
	}
	if gossh.Unmarshal(payload, &pty) != nil {
		return false
	}
	x.term = pty.Term
	if !namesTerminal(pty.Term) {
		x.term = "xterm"
	}
	x.setSize(size(pty.Columns, pty.Rows))
	return true
}

// namesTerminal reports whether a name can be that of a kind of terminal, and
// not of a file.
func namesTerminal(name string) bool {
	unknown := func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("+-._", c))
	}
	return name != "" && len(name) <= 64 && !strings.ContainsFunc(name, unknown)
}

// size returns the size that is drawn for one that a client claims.
func size(columns, rows uint32) (w, h int) {
	return screen.Clamp(int(min(columns, screen.MaxWidth)), int(min(rows, screen.MaxHeight)))
}

// resize takes a new size of the terminal.
func (x *session) resize(payload []byte) bool {
	if x.term == "" || len(payload) < 8 {
		return false
	}
	x.setSize(size(binary.BigEndian.Uint32(payload), binary.BigEndian.Uint32(payload[4:])))
	return true
}

// setSize notes the terminal's size, and tells the reader.
func (x *session) setSize(w, h int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.w, x.h = w, h
	if x.app != nil {
		x.app.Resize(w, h)
	}
}

// setEnv takes a variable that says something of the terminal. Others are passed
// over without a word: many systems send some by themselves.
func (x *session) setEnv(payload []byte) bool {
	var v struct{ Name, Value string }
	if gossh.Unmarshal(payload, &v) != nil {
		return false
	}
	known := slices.Contains([]string{"TERM", "COLORTERM", "LANG", "NO_COLOR"}, v.Name) || strings.HasPrefix(v.Name, "LC_")
	if v.Name == "TERM" {
		known = namesTerminal(v.Value)
	}
	clean, removed := data.Sanitize(v.Value)
	if !known || len(v.Name) > 32 || len(v.Value) > 128 || removed > 0 || strings.Contains(clean, "\n") || len(x.env) >= maxEnv {
		return false
	}
	x.env = append(x.env, v.Name+"="+v.Value)
	return true
}

// begin begins what the channel is for, once.
func (x *session) begin(ctx context.Context, command string) bool {
	if x.begun {
		return false
	}
	x.begun = true
	x.start = func() { x.run(ctx, command) }
	return true
}

// run runs the session to its end.
func (x *session) run(ctx context.Context, command string) {
	defer close(x.ended)
	defer x.ch.Close()
	code := 1
	if words := x.admit(); words != "" {
		x.say(words)
	} else {
		code = x.serve(ctx, command)
		if x.srv.registry.removeSession(x) == 0 {
			x.conn.rest()
		}
	}
	status := binary.BigEndian.AppendUint32(nil, uint32(code))
	_, _ = x.ch.SendRequest("exit-status", false, status) // a client that has left needs none
}

// admit counts the session in, or says why it cannot be.
func (x *session) admit() (words string) {
	if x.srv.isStopping() != "" {
		return "pressroom: the server is being stopped. Come back later.\n"
	}
	refused := x.srv.registry.addSession(x)
	switch refused {
	case "":
		x.conn.busy()
		return ""
	case addressFull:
		words = "pressroom: too many sessions from your address: close one, or try again later.\n"
	default:
		words = "pressroom: the reading room is full: try again in some minutes.\n"
	}
	x.srv.refuse(x.conn.from, x.conn.RemoteAddr(), "session refused", refused)
	return words
}

// serve serves a session that was admitted, and returns its exit code.
func (x *session) serve(ctx context.Context, command string) (code int) {
	begun := time.Now()
	kind := "reader"
	if command != "" || x.term == "" || x.subsystem {
		kind = "command"
	}
	reason, key := "panic", x.conn.fingerprint()
	attrs := []any{"kind", kind, "user", clip(x.conn.peer.User(), 64), "key", key, "term", x.term}
	if len(x.refusals) > 0 {
		attrs = append(attrs, "refused", strings.Join(x.refusals, ", "))
	}
	x.log.Info("session begins", attrs...)
	defer func() {
		if r := recover(); r != nil {
			x.fault(data.NewPanicError(r))
			code = 1
		}
		x.log.Info("session ends", "key", key, "duration", time.Since(begun).Round(time.Millisecond).String(),
			"received", x.in.Load(), "sent", x.out.Load(), "reason", reason)
	}()
	if kind == "command" {
		x.sayRefusals()
		x.srv.metrics.commands.Add(1)
		code, reason = x.command(ctx, command)
		return code
	}
	x.srv.metrics.readers.Add(1)
	code, reason = x.read(ctx)
	return code
}

// fault says sorry for a panic, and logs it.
func (x *session) fault(err error) {
	var stack []byte
	var panicked *data.PanicError
	if errors.As(err, &panicked) {
		stack = panicked.Stack
	}
	x.srv.metrics.panics.Add(1)
	x.log.Error("session panicked", "error", err, "stack", string(stack))
	x.say("pressroom: an internal error ended this session: sorry. It has been logged; come back, and report it if it happens again.\n")
}

// guarded writes to a channel, and ends the connection of a client that does
// not read what it is sent.
type guarded struct {
	x *session
	w io.Writer
}

func (g guarded) Write(p []byte) (int, error) {
	stalled := time.AfterFunc(g.x.srv.cfg.timeouts.stall, func() { g.x.conn.end("stalled") })
	defer stalled.Stop()
	n, err := g.w.Write(p)
	g.x.out.Add(int64(n))
	return n, err
}
