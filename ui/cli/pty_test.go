//go:build unix

package cli

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// testTimeout is how long a test waits for what must come. It is spent only
// where it does not come.
const testTimeout = 2 * time.Minute

// session is a program on a terminal.
type session struct {
	t      *testing.T
	keys   *os.File // what is written here is typed
	tty    *os.File // the program's end
	cmd    *exec.Cmd
	before *term.State
	errs   bytes.Buffer // standard error

	mu     sync.Mutex
	more   *sync.Cond
	output []byte // all that was written
	from   int    // where expect looks on
}

// prepare returns a program on a terminal of 100x30 that does not answer.
func prepare(t *testing.T, env []string, args ...string) *session {
	t.Helper()
	keys, tty, err := pty.Open()
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	if keys, err = pollable(keys); err != nil {
		t.Fatal(err)
	}
	s := &session{t: t, keys: keys, tty: tty}
	s.more = sync.NewCond(&s.mu)
	s.resize(100, 30)
	if s.before, err = term.GetState(tty.Fd()); err != nil {
		t.Fatal(err)
	}
	s.cmd = exec.Command(args[0], args[1:]...)
	s.cmd.Env = append([]string{atOnce, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "LANG=C.UTF-8"}, env...)
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = tty, tty, &s.errs
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 1}
	return s
}

// pollable returns f as a file that can be closed while it is read. A read of
// a file like f would go on, and keep the terminal there.
func pollable(f *os.File) (*os.File, error) {
	defer f.Close()
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(fd, true); err != nil { // before NewFile, which looks
		return nil, err
	}
	return os.NewFile(uintptr(fd), f.Name()), nil
}

// start runs the program.
func (s *session) start() {
	s.t.Helper()
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	read := make(chan struct{})
	go func() {
		defer close(read)
		buf := make([]byte, 32<<10)
		for {
			n, err := s.keys.Read(buf)
			s.mu.Lock()
			s.output = append(s.output, buf[:n]...)
			s.mu.Unlock()
			s.more.Broadcast()
			if err != nil {
				return
			}
		}
	}()
	s.t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
		s.tty.Close()
		s.keys.Close()
		<-read
	})
}

// open runs the reader on a terminal, and waits for its first frame.
func open(t *testing.T, env []string, args ...string) *session {
	t.Helper()
	s := prepare(t, env, append([]string{binary(t)}, args...)...)
	s.start()
	s.expect("Korea Advances AI-driven K-Bio Innovation")
	return s
}

func (s *session) press(keys string) {
	s.t.Helper()
	if _, err := io.WriteString(s.keys, keys); err != nil {
		s.t.Fatal(err)
	}
}

func (s *session) resize(w, h uint16) {
	s.t.Helper()
	if err := pty.Setsize(s.keys, &pty.Winsize{Cols: w, Rows: h}); err != nil {
		s.t.Fatal(err)
	}
}

func (s *session) signal(sig syscall.Signal) {
	s.t.Helper()
	if err := s.cmd.Process.Signal(sig); err != nil {
		s.t.Fatal(err)
	}
}

// expect waits until text is written, escapes aside, after what was expected
// before. Of two frames only the difference is written, so that a text may
// come in pieces: where one is waited for that may have been there in part,
// have the frame drawn anew.
func (s *session) expect(text string) {
	s.t.Helper()
	s.await("no "+text, func(output string) bool {
		plain := ansi.Strip(output)
		return strings.Contains(plain, text)
	})
	s.mu.Lock()
	s.from = len(s.output)
	s.mu.Unlock()
}

// await waits until done is content with what was written after what was
// expected before.
func (s *session) await(failure string, done func(output string) bool) {
	s.t.Helper()
	late := time.AfterFunc(testTimeout, s.more.Broadcast)
	defer late.Stop()
	deadline := time.Now().Add(testTimeout)
	s.mu.Lock()
	defer s.mu.Unlock()
	for !done(string(s.output[s.from:])) {
		if !time.Now().Before(deadline) {
			s.t.Fatalf("%s, after %v; written was\n%q\nand as an error\n%s", failure, testTimeout, s.output[s.from:], &s.errs)
		}
		s.more.Wait()
	}
}

// redrawn has the frame drawn anew, and waits for a text in it. The program
// may have keys to answer first.
func (s *session) redrawn(text string) {
	s.t.Helper()
	const ctrlL = "\x0c"
	again := time.NewTicker(100 * time.Millisecond)
	stop := make(chan struct{})
	defer func() { again.Stop(); close(stop) }()
	s.press(ctrlL)
	go func() {
		for {
			select {
			case <-again.C:
				_, _ = io.WriteString(s.keys, ctrlL)
			case <-stop:
				return
			}
		}
	}()
	s.expect(text)
}

// hangUp takes the terminal away.
func (s *session) hangUp() {
	s.tty.Close()
	s.keys.Close()
}

// ends waits for the program to exit with a code, and for the terminal to be
// as it was.
func (s *session) ends(code int) {
	s.t.Helper()
	s.exits(code)
	s.isGivenBack()
}

// exits waits for the program to exit with one of some codes.
func (s *session) exits(codes ...int) {
	s.t.Helper()
	ended := make(chan struct{})
	go func() { _ = s.cmd.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(testTimeout):
		s.t.Fatalf("it has not ended after %v", testTimeout)
	}
	if got := s.cmd.ProcessState.ExitCode(); !slices.Contains(codes, got) {
		s.t.Errorf("the exit code is %d, want %d: %s", got, codes, &s.errs)
	}
}

// isGivenBack waits for the terminal to have its screen, its cursor and its
// mode again.
func (s *session) isGivenBack() {
	s.t.Helper()
	s.await("the terminal is not given back", func(string) bool {
		return len(changed(string(s.output))) == 0
	})
	after, err := term.GetState(s.tty.Fd())
	if err != nil {
		s.t.Fatal(err)
	}
	if !reflect.DeepEqual(after, s.before) {
		s.t.Errorf("the terminal's mode is\n%+v, and was\n%+v", after, s.before)
	}
}

// changed returns the private modes that output leaves otherwise than they
// are in a fresh terminal.
func changed(output string) (modes []string) {
	for _, m := range []struct {
		name  string
		fresh byte
	}{
		{"25", 'h'},                                                // the cursor shows
		{"1049", 'l'},                                              // the other screen
		{"1000", 'l'}, {"1002", 'l'}, {"1003", 'l'}, {"1006", 'l'}, // the mouse
		{"2004", 'l'}, // pastes are told from typing
		{"2026", 'l'}, // frames are held back
		{"2027", 'l'}, // graphemes
	} {
		mode := "\x1b[?" + m.name
		set, reset := strings.LastIndex(output, mode+"h"), strings.LastIndex(output, mode+"l")
		if last := max(set, reset); last >= 0 && output[last+len(mode)] != m.fresh {
			modes = append(modes, m.name)
		}
	}
	return modes
}

// written returns all that the program wrote.
func (s *session) written() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.output)
}
