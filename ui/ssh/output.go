package ssh

import (
	"io"
	"strings"
	"time"
)

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
	g.x.sent.Add(int64(n))
	return n, err
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
	if x.quiet.Load() {
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
