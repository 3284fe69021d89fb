//go:build unix

package cli

import (
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/term"
)

// noShell is what a reader says that cannot be suspended.
const noShell = "There is no shell here to suspend to."

// inShell runs a shell on a terminal with lines of its own, where "$0" is the
// program.
func inShell(t *testing.T, name, lines string) *session {
	t.Helper()
	shell, err := exec.LookPath(name)
	if err != nil {
		t.Skip(err)
	}
	s := prepare(t, nil, shell, "-c", lines, binary(t))
	s.start()
	return s
}

// A shell with job control gets its terminal back when the reader is
// suspended, and the reader goes on where it was.
func TestSuspend(t *testing.T) {
	t.Parallel()
	s := inShell(t, "sh", `set -m; "$0"; echo "stopped: $?"; read line; fg; echo "ended: $?"`)
	s.expect("Korea Advances AI-driven K-Bio Innovation")
	s.press("/graphene\r")
	s.redrawn("The opening ceremony for Graphene Square")
	s.press("\x1a")
	s.expect("stopped: ")
	s.isGivenBack()
	s.resize(80, 24)
	s.press("\n")
	s.expect("The opening ceremony for Graphene Square")
	s.press("Q")
	s.expect("ended: 0")
	s.ends(0)
}

// A signal to stop that comes from outside does the same as Ctrl-Z.
func TestStopSignal(t *testing.T) {
	t.Parallel()
	s := inShell(t, "sh", `set -m; "$0" & echo "pid $! "; fg; echo "stopped: $?"; read line; fg; echo "ended: $?"`)
	s.expect("Korea Advances AI-driven K-Bio Innovation")
	pid, err := strconv.Atoi(regexp.MustCompile(`pid (\d+)`).FindStringSubmatch(s.written())[1])
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGTSTP); err != nil {
		t.Fatal(err)
	}
	s.expect("stopped: ")
	s.isGivenBack()
	s.press("\n")
	s.expect("Korea Advances AI-driven K-Bio Innovation")
	s.press("q")
	s.expect("ended: 0")
	s.ends(0)
}

// Signals that come while the reader is stopped end it as soon as it goes on,
// and the terminal is not taken back.
func TestEndWhileSuspended(t *testing.T) {
	t.Parallel()
	for name, code := range map[string]string{"TERM": "143", "HUP": "129", "INT": "130"} {
		s := inShell(t, "sh", `set -m; "$0"; echo "stopped: $?"; kill -`+name+` %1; fg; echo "ended: $?"`)
		s.expect("Korea Advances AI-driven K-Bio Innovation")
		s.press("\x1a")
		s.expect("ended: " + code)
		s.ends(0)
		if n := strings.Count(s.written(), "\x1b[?1049h"); n != 1 {
			t.Errorf("%s: the terminal is taken %d times", name, n)
		}
	}
}

// Without a shell that would let it go on, the reader is not suspended: on a
// terminal of its own, and where the shell waits for what it prints.
func TestNoJobControl(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(t *testing.T) *session{
		"alone":                func(t *testing.T) *session { return open(t, nil) },
		"sh, substituted":      func(t *testing.T) *session { return inShell(t, "sh", `x=$("$0" pick); echo "chose $x"`) },
		"bash, substituted":    func(t *testing.T) *session { return inShell(t, "bash", `set -m; x=$("$0" pick); echo "chose $x"`) },
		"bash, without a name": func(t *testing.T) *session { return inShell(t, "bash", `"$0"; true`) },
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t)
			s.redrawn("Korea Advances AI-driven K-Bio Innovation")
			for range 2 {
				s.press("\x1a")
				s.expect(noShell)
			}
			s.press("jG")
			s.redrawn("K-Mobility Drives the Future of Innovation")
			s.press("\x1a")
			s.expect(noShell)
			s.press("\x03")
			s.exits(0, 1)
			s.isGivenBack()
		})
	}
	s := open(t, nil)
	s.press("\x1a")
	s.signal(syscall.SIGTERM)
	s.ends(143)
}

// A reader that was stopped without being asked sets the terminal's mode and
// draws its frame anew.
func TestContinue(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.signal(syscall.SIGSTOP)
	if err := term.Restore(s.tty.Fd(), s.before); err != nil {
		t.Fatal(err)
	}
	s.signal(syscall.SIGCONT)
	s.await("its modes are not set again", func(output string) bool {
		return strings.Contains(output, "\x1b[?1049h") && strings.Contains(output, "\x1b[?1002h") && strings.Contains(output, "\x1b[?2004h")
	})
	s.expect("Korea Advances AI-driven K-Bio Innovation")
	s.press("jj")
	s.redrawn("The Korean Agency for Technology and Standards")
	s.press("q")
	s.ends(0)
}

// What no terminal sends costs nothing but itself.
func TestStrangeInput(t *testing.T) {
	t.Parallel()
	many := "\x1b[" + strings.Repeat("1;", 33)
	s := open(t, nil)
	for _, input := range []string{many, many + "m", "\x1b[200~" + many + "\x1b[201~", "\x1bP" + many + "\x1b\\", many + "$"} {
		s.press(input)
		s.redrawn("Korea Advances AI-driven K-Bio Innovation")
	}
	s.press("\x1b\x1b\x1b\x1b")
	s.press("/graphene\r")
	s.redrawn("The opening ceremony for Graphene Square")
	s.press("\x1bq") // Esc, and q
	s.ends(0)
}

// A terminal that does not know its size is drawn on as 80 by 24.
func TestNoSize(t *testing.T) {
	t.Parallel()
	s := prepare(t, nil, binary(t))
	s.resize(0, 0)
	s.start()
	s.expect("Korea Advances AI-driven K-Bio Innovation")
	s.resize(100, 30)
	s.redrawn("Korea Advances AI-driven K-Bio Innovation")
	s.press("q")
	s.ends(0)
}
