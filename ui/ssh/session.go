package ssh

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	gliderlabs "github.com/gliderlabs/ssh"
	gossh "golang.org/x/crypto/ssh"

	"pressroom/data"
	"pressroom/ui/screen"
)

// session is one channel of a connection: a reader, or a command.
type session struct {
	srv  *Server
	conn *conn
	peer *gossh.ServerConn
	ch   gossh.Channel
	log  *slog.Logger
	key  string // the fingerprint of the reader's key, "" without one

	// What the client asks for before it begins.
	term      string // "" without a terminal
	w, h      int    // under Server.mu, as app
	env       []string
	refusals  []string // what was refused, in words
	begun     bool
	subsystem bool   // for a subsystem, which there is none of
	start     func() // what the channel is for, until it runs

	app     *screen.Session // of a reader
	stop    context.CancelCauseFunc
	ended   chan struct{}
	in, out atomic.Int64 // bytes
}

// farewell is why the server ends a session.
type farewell struct {
	reason string // for the log
	words  string // for the reader
}

func (f farewell) Error() string { return f.reason }

// gone is the end of a session whose client has left without a word.
var gone = farewell{reason: "line dropped"}

// maxWords is how many refusals a client is told of, and maxEnv how many
// variables it may set.
const (
	maxWords = 5
	maxEnv   = 32
)

// noChannel refuses every channel that is not a session.
func (s *Server) noChannel(_ *gliderlabs.Server, _ *gossh.ServerConn, nc gossh.NewChannel, ctx gliderlabs.Context) {
	c := ctx.Value(connKey{}).(*conn)
	s.metrics.refuse("forwarding")
	_ = nc.Reject(gossh.Prohibited, "pressroom serves the reader alone: nothing is forwarded")
	c.refuse()
}

// noRequest refuses every request that is not a session's. A client that asks
// whether the server is there takes that for an answer.
func (s *Server) noRequest(ctx gliderlabs.Context, _ *gliderlabs.Server, req *gossh.Request) (bool, []byte) {
	c := ctx.Value(connKey{}).(*conn)
	if c.request() && strings.Contains(req.Type, "-forward") {
		s.metrics.refuse("forwarding")
	}
	return false, []byte("pressroom forwards nothing")
}

// channel serves a channel until it is closed.
func (s *Server) channel(_ *gliderlabs.Server, peer *gossh.ServerConn, nc gossh.NewChannel, ctx gliderlabs.Context) {
	c := ctx.Value(connKey{}).(*conn)
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
		srv: s, conn: c, peer: peer, ch: ch, ended: make(chan struct{}),
		log: s.cfg.Log.With("session", s.serial.Add(1), "address", peer.RemoteAddr().String()),
	}
	if peer.Permissions != nil {
		x.key = peer.Permissions.Extensions[fingerprint]
	}
	run, stop := context.WithCancelCause(ctx)
	x.stop = stop
	defer stop(gone)
	unused := time.AfterFunc(s.cfg.patience.handshake, func() { _ = ch.Close() })
	defer unused.Stop()
	for req := range reqs {
		if !c.request() {
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
		x.refuse("subsystem " + name.Text)
		// Granted, and ended with words: a client that is told no says that
		// alone, and drops the words that came before.
		x.subsystem = !x.begun
		return x.begin(ctx, "")
	case "auth-agent-req@openssh.com":
		x.refuse("forwarding of the agent")
	case "x11-req":
		x.refuse("forwarding of X11")
	}
	return false // signals and breaks mean nothing here
}

// refuse notes what was refused, to be said in words.
func (x *session) refuse(what string) {
	x.srv.metrics.refuse("request")
	if !x.begun && len(x.refusals) < maxWords {
		what, _ = data.Sanitize(what)
		x.refusals = append(x.refusals, "pressroom: refused: "+clip(strings.ReplaceAll(what, "\n", " "), 60)+"\n")
	}
}

// sayRefusals says what was refused, on standard error.
func (x *session) sayRefusals() {
	for _, r := range x.refusals {
		x.say(r)
	}
	x.refusals = nil
}

// say writes a message on the client's standard error, with the line ends of a
// terminal where there is one.
func (x *session) say(text string) {
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
	x.w, x.h = size(pty.Columns, pty.Rows)
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

// size returns the size that is drawn for one that a client claims. One that it
// does not know is that of the first terminals.
func size(columns, rows uint32) (w, h int) {
	if columns == 0 || rows == 0 {
		return 80, 24
	}
	return screen.Clamp(int(min(columns, screen.MaxWidth)), int(min(rows, screen.MaxHeight)))
}

// resize takes a new size of the terminal.
func (x *session) resize(payload []byte) bool {
	if x.term == "" || len(payload) < 8 {
		return false
	}
	w, h := size(binary.BigEndian.Uint32(payload), binary.BigEndian.Uint32(payload[4:]))
	x.srv.mu.Lock()
	defer x.srv.mu.Unlock()
	x.w, x.h = w, h
	if x.app != nil {
		x.app.Resize(w, h)
	}
	return true
}

// setEnv takes a variable that says something of the terminal.
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
		x.refuse("environment variable " + v.Name)
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
	go drain(x.ch.Stderr())
	code := 1
	if why := x.admit(); why != "" {
		x.say(why)
	} else {
		code = x.serve(ctx, command)
		x.srv.door.finish(x.conn)
		x.conn.session(-1)
	}
	status := binary.BigEndian.AppendUint32(nil, uint32(code))
	_, _ = x.ch.SendRequest("exit-status", false, status) // a client that has left needs none
}

// admit counts the session in, or says why it cannot be.
func (x *session) admit() (words string) {
	x.srv.mu.Lock()
	stopping := x.srv.stopping
	x.srv.mu.Unlock()
	if stopping != "" {
		return "pressroom: the server is being stopped. Come back later.\n"
	}
	switch why := x.srv.door.begin(x.conn); why {
	case "":
		x.conn.session(1)
		return ""
	case fullAddress:
		words = "pressroom: too many sessions from your address: close one, or try again later.\n"
		x.srv.metrics.refuse(why)
	default:
		words = "pressroom: the reading room is full: try again in some minutes.\n"
		x.srv.metrics.refuse(why)
	}
	x.log.Info("session refused", "reason", words)
	return words
}

// serve serves a session that was admitted, and returns its exit code.
func (x *session) serve(ctx context.Context, command string) (code int) {
	begun := time.Now()
	kind := "reader"
	if command != "" || x.term == "" || x.subsystem {
		kind = "command"
	}
	reason := "panic"
	x.log.Info("session begins", "kind", kind, "user", clip(x.peer.User(), 64), "key", x.key, "term", x.term)
	defer func() {
		if r := recover(); r != nil {
			x.fault(fmt.Errorf("%w: %v", screen.ErrPanic, r), debug.Stack())
			code = 1
		}
		x.log.Info("session ends", "key", x.key, "duration", time.Since(begun).Round(time.Millisecond).String(),
			"received", x.in.Load(), "sent", x.out.Load(), "reason", reason)
	}()
	x.sayRefusals()
	if kind == "command" {
		x.srv.metrics.commands.Add(1)
		code, reason = x.command(ctx, command)
		return code
	}
	x.srv.metrics.readers.Add(1)
	code, reason = x.read(ctx)
	return code
}

// fault says sorry for a panic, and logs it.
func (x *session) fault(err error, stack []byte) {
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
	stalled := time.AfterFunc(g.x.srv.cfg.patience.stall, func() { g.x.conn.end("stalled") })
	defer stalled.Stop()
	n, err := g.w.Write(p)
	g.x.out.Add(int64(n))
	return n, err
}

// drain reads away what nobody wants, so that it does not wait in memory.
func drain(r io.Reader) {
	var buf [256]byte
	for {
		if _, err := r.Read(buf[:]); err != nil {
			return
		}
	}
}
