package ssh

import (
	"context"
	"encoding/binary"
	"io"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/cli/commands"
)

// session is one channel of a connection: a reader, or a command.
type session struct {
	srv  *Server
	conn *conn
	ch   gossh.Channel
	log  *slog.Logger

	// What the client asks for before it begins, by requests of the channel.
	term      string // "" without a terminal
	env       []string
	refusals  []string // what was refused, in words
	begun     bool
	subsystem bool   // for a subsystem, which there is none of
	start     func() // what the channel is for, until it runs

	input input
	kept  *model.MarkWriter       // nil where none are kept
	quiet atomic.Bool             // the reader has the screen: nothing is written beside it
	stop  context.CancelCauseFunc // with a closeReason, of which the first counts
	ended chan struct{}
	sent  atomic.Int64 // bytes
}

// closeReason is why the server ends a session.
type closeReason struct {
	reason  string // for the log
	message string // for the reader
}

func (c closeReason) Error() string { return c.reason }

// lineDropped is the close reason of a session after its client has disconnected.
var lineDropped = closeReason{reason: "line dropped"}

func (x *session) run(ctx context.Context, command string) {
	defer close(x.ended)
	defer x.ch.Close()
	code := 1
	if message := x.admit(); message != "" {
		x.say(message)
	} else {
		code = x.serve(ctx, command)
		if x.srv.registry.removeSession(x) == 0 {
			x.conn.startLinger()
		}
	}
	status := binary.BigEndian.AppendUint32(nil, uint32(code))
	_, _ = x.ch.SendRequest("exit-status", false, status) // a client that has left needs none
}

// admit counts the session in, or returns the message that refuses it.
func (x *session) admit() (message string) {
	if x.srv.isStopping() != "" {
		return "pressroom: the server is being stopped. Come back later.\n"
	}
	refused := x.srv.registry.addSession(x)
	switch refused {
	case "":
		x.conn.setIdle(0, nil) // it has a session
		return ""
	case addressFull:
		message = "pressroom: too many sessions from your address: close one, or try again later.\n"
	default:
		message = "pressroom: the reading room is full: try again in some minutes.\n"
	}
	x.srv.refuse(x.conn.from, x.conn.RemoteAddr(), "session refused", refused)
	return message
}

// serve serves a session that was admitted, and returns its exit code.
func (x *session) serve(ctx context.Context, command string) (code int) {
	begun := time.Now()
	kind := "reader"
	if command != "" || x.term == "" || x.subsystem {
		kind = "command"
	}
	reason, key := "panic", x.conn.fingerprint()
	attrs := []any{"kind", kind, "user", commands.Cut(x.conn.peer.User(), 64), "key", key, "term", x.term}
	if len(x.refusals) > 0 {
		attrs = append(attrs, "refused", strings.Join(x.refusals, ", "))
	}
	x.log.Info("session begins", attrs...)
	defer func() {
		if r := recover(); r != nil {
			x.reportPanic(data.NewPanicError(r))
			code = 1
		}
		x.log.Info("session ends", "key", key, "duration", time.Since(begun).Round(time.Millisecond).String(),
			"received", x.input.read.Load(), "sent", x.sent.Load(), "reason", reason)
	}()
	if kind == "command" {
		for _, what := range x.refusals {
			x.say("pressroom: refused: " + what + "\n")
		}
		x.srv.metrics.commands.Add(1)
		code, reason = x.serveCommand(ctx, command)
		return code
	}
	x.srv.metrics.readers.Add(1)
	code, reason = x.serveReader(ctx)
	return code
}

// reportPanic logs a panic, and tells the client that the session ended by an internal error.
func (x *session) reportPanic(err error) {
	x.srv.logPanic(x.log, "session panicked", err)
	x.say("pressroom: an internal error ended this session. It has been logged. Connect again, and report it if it happens again.\n")
}

// stallWriter writes to a channel, and ends the connection of a client that does not read.
type stallWriter struct {
	x *session
	w io.Writer
}

func (g stallWriter) Write(p []byte) (int, error) {
	stalled := time.AfterFunc(g.x.srv.cfg.timeouts.stall, func() { g.x.conn.end("stalled") })
	defer stalled.Stop()
	n, err := g.w.Write(p)
	g.x.sent.Add(int64(n))
	return n, err
}

// say writes a message on the client's standard error, with the line ends of its terminal. A reader that has the screen
// is spared: it would stand in the middle of a frame.
func (x *session) say(text string) {
	if x.quiet.Load() {
		return
	}
	if x.term != "" {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	_, _ = stallWriter{x, x.ch.Stderr()}.Write([]byte(text)) // a client that has left needs no message
}
