package ssh

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/data"
	"pressroom/ui/cli/commands"
	"pressroom/ui/screen"
)

// maxWords is how many refusals are reported to a client, and maxEnv how many
// variables it may set.
const (
	maxWords = 5
	maxEnv   = 32
)

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

// request does what a request of the channel asks for, and reports whether it
// was granted.
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

// refused records a refused request. A command reports it to the client; the reader
// fills the client's screen, so there only the log has it.
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

// namesTerminal reports whether a name can be that of a kind of terminal, and
// not of a file.
func namesTerminal(name string) bool {
	unknown := func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("+-._", c))
	}
	return name != "" && len(name) <= 64 && !strings.ContainsFunc(name, unknown)
}

// sizeOf reads a new size of a terminal, in cells.
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

// variableOf reads a variable that says something of the terminal. Others are
// passed over without a word: many systems send some by themselves.
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
