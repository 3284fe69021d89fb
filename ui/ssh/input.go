package ssh

import (
	"io"
	"sync"
	"sync/atomic"
	"time"

	"pressroom/ui/screen"
)

// input is what a client sends to its session. It is read from the moment the
// channel is open: what is not read would stay in the memory of the connection.
// Until there is a reader to take it, a little is kept.
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

// take gives what was typed to the reader, or keeps it for one that is being
// made. It reports false where nobody wants it.
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

// attach makes a reader of the terminal's size, which takes what was typed and
// what will be. It reports whether no more will come.
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

// Buffers for what clients send. A read may cost a packet that opens the channel's
// window again, so a client that sends much is read in large pieces.
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

// dropped counts what nobody wanted, and ends the connection where it is too
// much.
func (x *session) dropped(n int) {
	if x.input.unread.Add(int64(n)) > maxUnread {
		x.conn.end("flood")
	}
}
