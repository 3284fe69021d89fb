//go:build unix

package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"pressroom/ui"
)

func TestReader(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	if !strings.Contains(s.written(), "\x1b[?1049h") {
		t.Error("it is not on the other screen")
	}
	s.press("jj")
	s.redrawn("The Korean Agency for Technology and Standards")
	s.press("/graphene\r")
	s.redrawn("The opening ceremony for Graphene Square")
	s.resize(60, 20)
	s.redrawn("The opening ceremony for Graphene Square")
	s.resize(140, 40)
	s.redrawn("The opening ceremony for Graphene Square")
	s.press("Q")
	s.ends(0)
	if s.errs.Len() > 0 {
		t.Errorf("it says\n%s", &s.errs)
	}
}

// Ctrl-C leaves from anywhere, also while a filter is typed.
func TestReaderEnds(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]struct {
		by   func(*session)
		code int
	}{
		"q":                {func(s *session) { s.press("q") }, 0},
		"Ctrl-C":           {func(s *session) { s.press("\x03") }, 0},
		"Ctrl-C in prompt": {func(s *session) { s.press("/ko\x03") }, 0},
		"SIGINT":           {func(s *session) { s.signal(syscall.SIGINT) }, 130},
		"SIGTERM":          {func(s *session) { s.signal(syscall.SIGTERM) }, 143},
		"SIGHUP":           {func(s *session) { s.signal(syscall.SIGHUP) }, 129},
		"SIGQUIT":          {func(s *session) { s.signal(syscall.SIGQUIT) }, 131},
		"SIGABRT":          {func(s *session) { s.signal(syscall.SIGABRT) }, 134},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, nil)
			end.by(s)
			s.ends(end.code)
			if s.errs.Len() > 0 {
				t.Errorf("it says\n%s", &s.errs)
			}
		})
	}
}

// A terminal that goes away ends the reader, by the signal that says so or by
// the frame that cannot be written, whichever is first.
func TestTerminalGoesAway(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.hangUp()
	s.exits(129, 1)
}

// The first frame does not wait for answers, and answers that come are not
// taken for keys.
func TestTerminalAnswers(t *testing.T) {
	s := open(t, nil)
	s.press("\x1b[?2026;2$y\x1b[?2027;0$y\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;c")
	s.redrawn("Korea Advances AI-driven K-Bio Innovation")
	s.press("q")
	s.ends(0)
}

// With board text on standard input keys come from the terminal itself.
func TestReaderOfStdin(t *testing.T) {
	t.Parallel()
	s := prepare(t, nil, binary(t), "--corpus", "-")
	s.cmd.Stdin = strings.NewReader("-\nEnergy\nWind Rises\nIt rises by the sea. date2025-11-14\n-\nEnergy\nNo Date\nNone.\n")
	s.start()
	s.expect("Wind Rises")
	s.redrawn("It rises by the sea")
	s.press("!")
	s.redrawn("no date: record skipped")
	s.press("\x03")
	s.ends(0)
}

// While board text is awaited the terminal is told, and keys still mean what they
// mean to it; what comes at once is not talked about.
func TestAwaitedStdin(t *testing.T) {
	t.Parallel()
	const words = "reading board text from standard input until it ends; Ctrl-C gives up"
	await := func(args ...string) (*session, *os.File) {
		s := prepare(t, nil, append([]string{binary(t)}, args...)...)
		from, to, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { from.Close(); to.Close() })
		s.cmd.Stdin, s.cmd.Stderr = from, s.tty
		s.start()
		return s, to
	}
	s, to := await("--corpus", "-")
	s.expect(words)
	io.WriteString(to, "-\nEnergy\nWind Rises\nIt rises by the sea. date2025-11-14\n")
	to.Close()
	s.expect("Wind Rises")
	s.press("q")
	s.ends(0)

	s, _ = await("list", "--corpus", "-")
	s.expect(words)
	s.press("\x03")
	s.exits(-1) // by SIGINT
	s.isGivenBack()

	s, to = await("--corpus", "-")
	io.WriteString(to, "-\nEnergy\nWind Rises\nIt rises by the sea. date2025-11-14\n")
	to.Close()
	s.expect("Wind Rises")
	s.press("q")
	s.ends(0)
	if strings.Contains(s.written(), words) {
		t.Error("it talks of what has come")
	}
}

// So it is with a file that another program writes to.
func TestAwaitedPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "board")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	s := prepare(t, nil, binary(t), "--corpus", pipe)
	s.cmd.Stderr = s.tty
	s.start()
	s.expect("reading board text from " + pipe)
	s.press("\x03")
	s.exits(-1)
	s.isGivenBack()
}

func TestBorders(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		env, args []string
		ascii     bool
	}{
		"UTF-8":       {nil, nil, false},
		"C":           {[]string{"LC_ALL=C"}, nil, true},
		"--ascii":     {nil, []string{"--ascii"}, true},
		"C, no ASCII": {[]string{"LC_ALL=C"}, []string{"--ascii=false"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, test.env, test.args...)
			s.press("q")
			s.ends(0)
			lines := strings.ContainsFunc(s.written(), func(c rune) bool { return c >= 0x2500 && c < 0x25a0 })
			if lines == test.ascii {
				t.Errorf("lines are drawn: %v", lines)
			}
		})
	}
}

// A terminal that cannot place text gets the list, and is told why.
func TestDumbTerminal(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"dumb", ""} {
		s := prepare(t, []string{"TERM=" + name}, binary(t))
		s.start()
		s.expect("K-Mobility Drives the Future of Innovation")
		s.ends(0)
		if strings.Contains(s.written(), "\x1b") {
			t.Errorf("escapes were written:\n%q", s.written())
		}
		want := "pressroom: TERM=" + name + " cannot show the reader: here is the list, and pressroom show ID prints a release\n"
		if got := s.errs.String(); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
}

// Commands that print ask a terminal nothing: its answers would come when
// they have ended, and the shell would take them for typing.
func TestCommandsAskNothing(t *testing.T) {
	t.Parallel()
	for command, shown := range map[string]string{
		"--help":        "pressroom show graphene",
		"show --help":   "pressroom show carbon neutrality",
		"list":          "K-Mobility Drives the Future of Innovation",
		"show graphene": "efforts to attract innovative companies.",
		"search tariff": "…tariff agreement",
		"list tariff":   "K-Mobility Drives the Future of Innovation",
		"--version":     "pressroom ",
	} {
		s := prepare(t, []string{"PAGER=cat"}, append([]string{binary(t)}, strings.Fields(command)...)...)
		s.start()
		s.expect(shown)
		s.ends(0)
		for _, query := range []string{"\x1b]", "\x1b[c", "\x1b[?", "\x1bP"} {
			if strings.Contains(s.written(), query) {
				t.Errorf("%s wrote %q:\n%q", command, query, s.written())
			}
		}
	}
	s := prepare(t, nil, binary(t), "lsit")
	s.start()
	s.ends(2)
	if out := s.written(); out != "" {
		t.Errorf("an error wrote %q", out)
	}
}

// Lines are as long as a narrow terminal is.
func TestShowOnNarrowTerminal(t *testing.T) {
	t.Parallel()
	s := prepare(t, nil, binary(t), "show", "snu", "mou", "--no-pager")
	s.resize(40, 30)
	s.start()
	s.expect("Manufacturing AX.")
	s.ends(0)
	for line := range strings.Lines(s.written()) {
		if w := ansi.StringWidth(strings.TrimSpace(line)); w > 40 {
			t.Errorf("a line of %d cells: %q", w, line)
		}
	}
}

// What is printed on a terminal is as wide as it, dates dim and words highlighted where
// there are colours, and plain text where there are none.
func TestPrintedOnTerminal(t *testing.T) {
	t.Parallel()
	const id, found, rest = "kg03m8sr  2025-11-18", "Graphene", " Square Opens Pohang Plant,"
	coloured := func(dark bool) string {
		st := ui.NewStyles(ui.Theme{Dark: dark})
		return st.Dim.Render(id) + "  " + st.Highlight.Render(found) + rest
	}
	for _, test := range []struct{ env, flags, want string }{
		{"NO_COLOR=1", "", id + "  \x1b[4;4m" + found + "\x1b[m" + rest},
		{"COLORFGBG=15;0", "", coloured(true)},
		{"COLORFGBG=0;15", "", coloured(false)},
		{"COLORFGBG=15;0", "--theme light", coloured(false)},
		{"TERM=dumb", "", id + "  " + found + rest},
		{"COLORFGBG=15;0", "--color never", id + "  " + found + rest},
	} {
		s := prepare(t, []string{test.env}, append([]string{binary(t), "list", "graphene"}, strings.Fields(test.flags)...)...)
		s.resize(60, 30)
		s.start()
		s.expect("Growth")
		s.ends(0)
		lines := strings.Split(s.written(), "\r\n")
		if lines[0] != test.want || !strings.HasPrefix(lines[1], strings.Repeat(" ", len(id)+2)+"Advancing") {
			t.Errorf("with %s %s it prints\n%q, want\n%q", test.env, test.flags, lines, test.want)
		}
	}
}

// A release that is longer than the terminal is shown by the pager.
func TestPager(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		env, args string
		height    uint16
		paged     bool
	}{
		{"PAGER=sed s/^/paged/", "", 10, true},
		{"PAGER=sed s/^/paged/", "--no-pager", 10, false},
		{"PAGER=sed s/^/paged/", "", 60, false},
		{"PAGER=no-such-pager", "", 10, false},
		{"PAGER=", "", 10, false},
		{"PAGER=cat", "", 10, false},
	} {
		s := prepare(t, []string{test.env}, append([]string{binary(t), "show", "snu", "mou"}, strings.Fields(test.args)...)...)
		s.resize(100, test.height)
		s.start()
		s.expect("a global leader in") // its end
		s.ends(0)
		if paged := strings.Contains(s.written(), "paged"); paged != test.paged {
			t.Errorf("%+v: %q", test, s.written())
		}
	}
}

// The ID of a release opens no reader on an empty list: what prints it is told.
func TestIDOnTerminal(t *testing.T) {
	s := prepare(t, nil, binary(t), "kg03m8sr")
	s.start()
	s.exits(1)
	if got := s.errs.String(); !strings.HasSuffix(got, "hint: pressroom show kg03m8sr prints it\n") {
		t.Errorf("standard error has %q", got)
	}
}
