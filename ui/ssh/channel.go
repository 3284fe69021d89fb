package ssh

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/data"
	"pressroom/ui/cli/commands"
	"pressroom/ui/screen"
)

// maxWords is how many refusals are reported to a client, and maxEnv how many variables it may set.
const (
	maxWords = 5
	maxEnv   = 32
)

// globalRequests refuses requests that are not a session's; a client that asks for life takes that for an answer.
func (s *Server) globalRequests(c *conn, requests <-chan *gossh.Request) {
	for req := range requests {
		if c.allows() && strings.Contains(req.Type, "-forward") {
			s.metrics.refuse("forwarding")
		}
		_ = req.Reply(false, []byte("pressroom forwards nothing"))
	}
}

// channel serves a channel until it is closed, and reads from the beginning: unread bytes stay in memory.
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
	defer stop(lineDropped)
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
	stop(lineDropped)
	go gossh.DiscardRequests(reqs) // or the library waits for somebody to take them
	if x.begun {
		<-x.ended
	}
}

// request does what a request of the channel asks for, and reports whether it was granted.
func (x *session) request(ctx context.Context, req *gossh.Request) bool {
	switch req.Type {
	case "pty-req":
		term, w, h, ok := terminalOf(req.Payload)
		if ok = ok && !x.begun && x.term == ""; ok {
			x.term = term
			x.input.resize(w, h)
		}
		return ok
	case "window-change":
		w, h, ok := sizeOf(req.Payload)
		if ok = ok && x.term != ""; ok {
			x.input.resize(w, h)
		}
		return ok
	case "env":
		variable, ok := variableOf(req.Payload)
		if ok = ok && !x.begun && len(x.env) < maxEnv; ok {
			x.env = append(x.env, variable)
		}
		return ok
	case "shell":
		return x.begin(ctx, "")
	case "exec":
		var command struct{ Text string }
		return gossh.Unmarshal(req.Payload, &command) == nil && x.begin(ctx, command.Text)
	case "subsystem":
		var name struct{ Text string }
		_ = gossh.Unmarshal(req.Payload, &name)
		x.refused("subsystem " + name.Text)
		// The request is granted, and the session ends with a message: a client whose
		// request is refused reports that alone, and drops earlier messages.
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

// refused records a refused request. A command reports it to the client; of a reader, only the log has it.
func (x *session) refused(what string) {
	x.srv.metrics.refuse("request")
	what, _ = data.Sanitize(what)
	what = commands.Cut(strings.ReplaceAll(what, "\n", " "), 60)
	if !x.begun && len(x.refusals) < maxWords {
		x.refusals = append(x.refusals, what)
	}
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

// terminalOf reads a request for a terminal: its kind, and its size in cells.
func terminalOf(payload []byte) (term string, w, h int, ok bool) {
	var pty struct {
		Term                         string
		Columns, Rows, Width, Height uint32
		Modes                        string
	}
	if gossh.Unmarshal(payload, &pty) != nil {
		return "", 0, 0, false
	}
	if !namesTerminal(pty.Term) {
		pty.Term = "xterm"
	}
	w, h = size(pty.Columns, pty.Rows)
	return pty.Term, w, h, true
}

// namesTerminal reports whether a name can be that of a kind of terminal, and not of a file.
func namesTerminal(name string) bool {
	unknown := func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("+-._", c))
	}
	return name != "" && len(name) <= 64 && !strings.ContainsFunc(name, unknown)
}

func sizeOf(payload []byte) (w, h int, ok bool) {
	if len(payload) < 8 {
		return 0, 0, false
	}
	w, h = size(binary.BigEndian.Uint32(payload), binary.BigEndian.Uint32(payload[4:]))
	return w, h, true
}

// size returns the size that is drawn for one that a client claims.
func size(columns, rows uint32) (w, h int) {
	return screen.Clamp(int(min(columns, screen.MaxWidth)), int(min(rows, screen.MaxHeight)))
}

// variableOf reads a variable of the terminal. Others are passed over in silence: many systems send some.
func variableOf(payload []byte) (assignment string, ok bool) {
	var v struct{ Name, Value string }
	if gossh.Unmarshal(payload, &v) != nil {
		return "", false
	}
	known := slices.Contains([]string{"TERM", "COLORTERM", "LANG", "NO_COLOR"}, v.Name) || strings.HasPrefix(v.Name, "LC_")
	if v.Name == "TERM" {
		known = namesTerminal(v.Value)
	}
	clean, removed := data.Sanitize(v.Value)
	if !known || len(v.Name) > 32 || len(v.Value) > 128 || removed > 0 || strings.Contains(clean, "\n") {
		return "", false
	}
	return v.Name + "=" + v.Value, true
}

// input is what a client sends to its session. It is read from when the channel is open, since what is not read stays
// in the memory of the connection. Until there is a reader to take it, a little is kept.
type input struct {
	mu    sync.Mutex
	app   *screen.Session // the reader, nil while there is none
	w, h  int             // of the terminal, in cells
	early []byte          // what was typed before there is a reader
	eof   bool            // the client sends no more
	idle  *time.Timer     // reset by input; nil for none
	after time.Duration   // of idle

	read   atomic.Int64 // bytes
	unread atomic.Int64 // bytes that nobody wanted
}

// Limits of what a client sends that no reader takes, in bytes.
const (
	maxEarly  = 4 << 10  // typed before the reader is there
	maxUnread = 16 << 20 // beside that, until the connection is ended
)

// take gives what was typed to the reader, or keeps it for one; false where nobody wants it.
func (in *input) take(p []byte) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.idle != nil {
		in.idle.Reset(in.after)
	}
	if in.app != nil {
		in.app.Input(p)
		return true
	}
	if len(in.early)+len(p) > maxEarly {
		return false
	}
	in.early = append(in.early, p...)
	return true
}

// resize notes the terminal's size, and tells the reader.
func (in *input) resize(w, h int) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.w, in.h = w, h
	if in.app != nil {
		in.app.Resize(w, h)
	}
}

func (in *input) size() (w, h int) {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.w, in.h
}

// attach makes a reader, which takes what was typed and what will be, and reports whether no more will come.
func (in *input) attach(reader func(w, h int) *screen.Session) (app *screen.Session, eof bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.app = reader(in.w, in.h)
	in.app.Input(in.early)
	in.early = nil
	return in.app, in.eof
}

// close notes that no more will come, and reports whether a reader waits for it.
func (in *input) close() (attached bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.eof = true
	return in.app != nil
}

// setIdle sets the timer that input resets, nil for none.
func (in *input) setIdle(idle *time.Timer, after time.Duration) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.idle, in.after = idle, after
}

// reader returns the session's reader, nil while it has none.
func (x *session) reader() *screen.Session {
	x.input.mu.Lock()
	defer x.input.mu.Unlock()
	return x.input.app
}

// Buffers of input: a read may cost a packet that opens the window again, so a flood is read in large pieces.
const (
	keyBuffer   = 512
	floodBuffer = 32 << 10
)

var floodBuffers = sync.Pool{New: func() any { return new([floodBuffer]byte) }}

// receive takes what the client sends, as long as it sends.
func (x *session) receive() {
	small := make([]byte, keyBuffer)
	much := false // was sent last
	for {
		n, err := x.receiveSome(small, much)
		if err != nil {
			break
		}
		much = n >= keyBuffer
	}
	if x.input.close() {
		x.stop(lineDropped)
	}
}

// receiveSome takes what the client sends next.
func (x *session) receiveSome(buf []byte, much bool) (n int, err error) {
	if much {
		b := floodBuffers.Get().(*[floodBuffer]byte)
		defer floodBuffers.Put(b)
		buf = b[:]
	}
	n, err = x.ch.Read(buf)
	x.input.read.Add(int64(n))
	if !x.input.take(buf[:n]) {
		x.dropped(n)
	}
	return n, err
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

// dropped counts what nobody wanted, and ends the connection where it is too much.
func (x *session) dropped(n int) {
	if x.input.unread.Add(int64(n)) > maxUnread {
		x.conn.end("flood")
	}
}
