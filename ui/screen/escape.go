//go:build unix

package screen

import (
	"os"

	"golang.org/x/sys/unix"
)

// escapeWait is how many milliseconds after a lone escape byte the rest of a
// key's sequence may come on a terminal of this machine, which writes a
// sequence in one piece. Bubble Tea waits 50, as a network may need; there it
// is left to.
const escapeWait = 6

// kittyEscape is the escape key as terminals with the Kitty protocol send it:
// nothing can follow that would change its meaning.
const kittyEscape = "\x1b[27u"

// escapeReader reads a terminal and tells the escape key from the beginning of
// a sequence, so that Esc answers as fast as any other key. It stays a file,
// for readers that wait on its descriptor.
type escapeReader struct{ *os.File }

func (r escapeReader) Read(p []byte) (int, error) {
	n, err := r.File.Read(p)
	if n != 1 || p[0] != '\x1b' || len(p) < len(kittyEscape) || err != nil {
		return n, err
	}
	fds := []unix.PollFd{{Fd: int32(r.Fd()), Events: unix.POLLIN}}
	if ready, err := unix.Poll(fds, escapeWait); ready != 0 || err != nil {
		return n, nil // a sequence in pieces: whoever reads on will see
	}
	return copy(p, kittyEscape), nil
}
