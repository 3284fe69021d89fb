package ssh

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	gossh "golang.org/x/crypto/ssh"
)

// terminal is a session with a terminal.
type terminal struct {
	t    *testing.T
	s    *gossh.Session
	keys io.WriteCloser
	w, h int

	mu   sync.Mutex
	out  strings.Builder
	errs strings.Builder
	from int // where expect looks on

	end chan error // how the session ended
}

// stream is an output of a session.
type stream struct {
	t  *terminal
	to *strings.Builder
}

func (s stream) Write(p []byte) (int, error) {
	s.t.mu.Lock()
	defer s.t.mu.Unlock()
	return s.to.Write(p)
}

// session opens a channel, for which nothing is asked yet.
func (c *client) session() *terminal {
	c.t.Helper()
	s, err := c.NewSession()
	if err != nil {
		c.t.Fatal(err)
	}
	x := &terminal{t: c.t, s: s, end: make(chan error, 1)}
	s.Stdout, s.Stderr = stream{x, &x.out}, stream{x, &x.errs}
	if x.keys, err = s.StdinPipe(); err != nil {
		c.t.Fatal(err)
	}
	return x
}

// reader opens the reader on a terminal of w by h, and waits for its list.
func (c *client) reader(w, h int, env ...string) *terminal {
	c.t.Helper()
	x := c.start("xterm-256color", w, h, env...)
	x.expect(newest)
	return x
}

// start opens the reader on a terminal of a kind.
func (c *client) start(term string, w, h int, env ...string) *terminal {
	c.t.Helper()
	x := c.session()
	x.pty(term, w, h)
	for _, v := range env {
		name, value, _ := strings.Cut(v, "=")
		if err := x.s.Setenv(name, value); err != nil {
			c.t.Fatalf("%s: %v", v, err)
		}
	}
	x.shell()
	return x
}

func (x *terminal) pty(term string, w, h int) {
	x.t.Helper()
	if err := x.s.RequestPty(term, h, w, gossh.TerminalModes{gossh.ECHO: 0}); err != nil {
		x.t.Fatal(err)
	}
	x.w, x.h = w, h
}

func (x *terminal) shell() {
	x.t.Helper()
	if err := x.s.Shell(); err != nil {
		x.t.Fatal(err)
	}
	go func() { x.end <- x.s.Wait() }()
}

func (x *terminal) press(keys string) {
	x.t.Helper()
	if _, err := io.WriteString(x.keys, keys); err != nil {
		x.t.Fatal(err)
	}
}

func (x *terminal) resize(w, h int) {
	x.t.Helper()
	if err := x.s.WindowChange(h, w); err != nil {
		x.t.Fatal(err)
	}
	x.w, x.h = w, h
}

// written returns all that came, and what of it is behind what was expected.
func (x *terminal) written() (all, rest string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.out.String(), x.out.String()[x.from:]
}

// showed reports whether text was written, escapes aside.
func (x *terminal) showed(text string) bool {
	all, _ := x.written()
	return strings.Contains(ansi.Strip(all), text)
}

func (x *terminal) said() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.errs.String()
}

// await waits until done is content with what came after what was expected
// before.
func (x *terminal) await(failure string, done func(output string) bool) {
	x.t.Helper()
	eventually(x.t, func() string {
		_, rest := x.written()
		return fmt.Sprintf("%s; written is at last\n%q\nand as an error\n%q", failure, rest[max(0, len(rest)-1500):], x.said())
	}, func() bool {
		_, rest := x.written()
		return done(rest)
	})
}

// expect waits for text, escapes aside, after what was expected before. Of two
// frames only the difference is written: see frame for the whole of one.
func (x *terminal) expect(text string) {
	x.t.Helper()
	x.await("no "+text, func(output string) bool { return strings.Contains(ansi.Strip(output), text) })
	x.mu.Lock()
	x.from = x.out.Len()
	x.mu.Unlock()
}

// frame has the frame drawn anew until it holds a text, and returns its rows.
func (x *terminal) frame(text string) []string {
	x.t.Helper()
	var rows []string
	var asked time.Time
	x.await("no frame with "+text, func(output string) bool {
		if _, whole, ok := cutLast(output, clearScreen); ok {
			if rows = draw(whole, x.w, x.h); rows != nil && strings.TrimSpace(rows[x.h-1]) != "" && strings.Contains(strings.Join(rows, "\n"), text) {
				return true
			}
		}
		if time.Since(asked) > 100*time.Millisecond { // what is asked may be under way
			asked = time.Now()
			x.press(ctrlL)
		}
		return false
	})
	x.mu.Lock()
	x.from = x.out.Len()
	x.mu.Unlock()
	return rows
}

const (
	ctrlL       = "\x0c"
	clearScreen = "\x1b[2J"
)

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// ends waits for the end of the session, with an exit status.
func (x *terminal) ends(code int) {
	x.t.Helper()
	select {
	case err := <-x.end:
		if got := exitCode(x.t, err); got != code {
			x.t.Errorf("the exit status is %d, want %d: %q", got, code, x.said())
		}
	case <-time.After(testTime):
		x.t.Fatal("the session does not end")
	}
}

// quits leaves the reader, and waits for the terminal to be given back.
func (x *terminal) quits() {
	x.t.Helper()
	x.press("\x1b[?62cQ") // an end waits for the answer that the terminal owes
	x.ends(0)
	if all, _ := x.written(); !strings.Contains(all[max(0, len(all)-100):], "\x1b[?1049l") {
		x.t.Errorf("the terminal is not given back: %q", all[max(0, len(all)-100):])
	}
}

// draw returns the rows that a terminal of w by h shows after output, which
// began on an empty screen. It knows what the painter writes of a whole frame, and
// panics at all else; where another frame follows that moves rows, it returns nil.
func draw(output string, w, h int) []string {
	cells := make([][]string, h)
	for y := range cells {
		cells[y] = make([]string, w)
		for x := range cells[y] {
			cells[y][x] = " "
		}
	}
	at := func(y int) int { return min(max(y, 0), h-1) }
	x, y, last := 0, 0, ""
	put := func(text string) {
		if width := ansi.StringWidth(text); x+width <= w && width > 0 {
			cells[y][x], last = text, text
			for i := 1; i < width; i++ {
				cells[y][x+i] = ""
			}
			x += width
		}
	}
	parser := ansi.NewParser()
	var state byte
	for len(output) > 0 {
		seq, width, n, next := ansi.DecodeSequence(output, state, parser)
		state, output = next, output[n:]
		arg := func(i int) int {
			v, _ := parser.Param(i, 1)
			return max(v, 1)
		}
		switch {
		case width > 0:
			put(seq)
			continue
		case seq == "\r":
			x = 0
			continue
		case seq == "\n":
			y = at(y + 1)
			continue
		case seq == "\b":
			x = max(0, x-1)
			continue
		case !strings.HasPrefix(seq, "\x1b["), strings.HasPrefix(seq, "\x1b[?"):
			continue
		}
		switch seq[len(seq)-1] {
		case 'H':
			y, x = at(arg(0)-1), min(arg(1), w)-1
		case 'A':
			y = at(y - arg(0))
		case 'B':
			y = at(y + arg(0))
		case 'C':
			x = min(x+arg(0), w-1)
		case 'D':
			x = max(x-arg(0), 0)
		case 'G', '`':
			x = min(arg(0), w) - 1
		case 'd':
			y = at(arg(0) - 1)
		case 'b':
			for range arg(0) {
				put(last)
			}
		case 'X':
			for i := x; i < min(x+arg(0), w); i++ {
				cells[y][i] = " "
			}
		case 'K':
			for i := x; i < w; i++ {
				cells[y][i] = " "
			}
		case 'm', 'J', 'c', 'p':
		case 'r', 'L', 'M', 'S', 'T', '@', 'P':
			return nil
		}
	}
	rows := make([]string, h)
	for y := range cells {
		rows[y] = strings.TrimRight(strings.Join(cells[y], ""), " ")
	}
	return rows
}
