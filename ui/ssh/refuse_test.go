package ssh

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

// Of the environment a session takes what tells of the terminal.
func TestEnvironment(t *testing.T) {
	r := open(t, nil)
	c := r.dial()
	for _, test := range []struct {
		name, value string
		taken       bool
	}{
		{"COLORTERM", "truecolor", true},
		{"LANG", "ko_KR.UTF-8", true},
		{"LC_ALL", "", true},
		{"LC_MESSAGES", "C", true},
		{"NO_COLOR", "1", true},
		{"TERM", "xterm-direct", true},
		{"FOO", "bar", false},
		{"PATH", "/tmp", false},
		{"LD_PRELOAD", "/tmp/x.so", false},
		{"HOME", "/", false},
		{"LC", "C", false},
		{"lang", "C", false},
		{"TMUX", "/tmp/tmux,1,0", false},
		{"LC_" + strings.Repeat("X", 30), "C", false},
		{"LANG", strings.Repeat("x", 129), false},
		{"LANG", "C\nLD_PRELOAD=x", false},
		{"LANG", "\x1b[31m", false},
		{"TERM", "../../etc/passwd", false},
		{"TERM", "", false},
	} {
		x := c.session()
		err := x.s.Setenv(test.name, test.value)
		if taken := err == nil; taken != test.taken {
			t.Errorf("%s=%q is taken: %t", test.name, test.value, taken)
		}
		if got := exitCode(t, x.s.Run("help")); got != 0 {
			t.Errorf("%s=%q: exit code %d", test.name, test.value, got)
		}
		if got := x.said(); got != "" { // many systems send variables by themselves
			t.Errorf("%s=%q: it says %q", test.name, test.value, got)
		}
	}
}

// A client cannot fill the memory with variables, nor change them once it reads.
func TestManyVariables(t *testing.T) {
	c := open(t, nil).dial()
	x := c.session()
	taken := 0
	for i := range 40 {
		if x.s.Setenv(fmt.Sprintf("LC_%d", i), "C") == nil {
			taken++
		}
	}
	if got := exitCode(t, x.s.Run("help")); got != 0 || taken != maxEnv {
		t.Errorf("exit code %d, %d variables are taken", got, taken)
	}
	y := c.reader(80, 24)
	if y.s.Setenv("LANG", "C") == nil {
		t.Error("a variable is taken from who reads already")
	}
	y.quits()
}

// What would be a second use of a channel is refused, and the first goes on.
func TestOneUse(t *testing.T) {
	t.Parallel()
	x := open(t, nil).dial().reader(100, 30)
	for _, again := range []struct {
		kind    string
		payload []byte
	}{
		{"shell", nil},
		{"exec", gossh.Marshal(struct{ Text string }{"list"})},
		{"pty-req", gossh.Marshal(struct {
			Term                         string
			Columns, Rows, Width, Height uint32
			Modes                        string
		}{"xterm", 10, 10, 0, 0, ""})},
		{"signal", gossh.Marshal(struct{ Name string }{"KILL"})},
		{"break", []byte{0, 0, 0, 1}},
		{"exec", []byte("nonsense")},
		{"env", []byte{0xff}},
		{"window-change", []byte{1}},
		{"subsystem", gossh.Marshal(struct{ Name string }{"sftp"})},
		{"who-knows", nil},
	} {
		if ok, err := x.s.SendRequest(again.kind, true, again.payload); ok || err != nil {
			t.Errorf("%s: %t, %v", again.kind, ok, err)
		}
	}
	x.press("j")
	x.frame("2 of 10")
	x.quits()
}

// A subsystem that is asked for again does not change what the session is for,
// which it may be about to look up.
func TestSubsystemAgain(t *testing.T) {
	x := &session{srv: &Server{}}
	ask := &gossh.Request{Type: "subsystem", Payload: gossh.Marshal(struct{ Name string }{"sftp"})}
	if !x.request(t.Context(), ask) || !x.subsystem {
		t.Fatal("it is not granted, to be ended with words")
	}
	if x.request(t.Context(), ask) || !x.subsystem {
		t.Error("the second request changes the session")
	}
}

// A terminal with a name that is none is an xterm.
func TestTerminalNames(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	for _, name := range []string{"", "../../etc/passwd", "x\x1b[31m", strings.Repeat("x", 65)} {
		x := r.dial().start(name, 80, 24)
		x.frame(newest)
		x.quits()
	}
	r.log.await(t, "session begins", "term=xterm")
	if n := len(r.log.with("session begins", "term=xterm")); n != 4 {
		t.Errorf("%d of 4 are an xterm:\n%s", n, r.log.with())
	}
}

// Without a terminal there are commands, and no shell.
func TestShellWithoutTerminal(t *testing.T) {
	t.Parallel()
	x := open(t, nil).dial().session()
	x.shell()
	x.ends(2)
	all, _ := x.written()
	if want := "pressroom: the reader needs a terminal: ssh -t opens one. Without one there are commands.\n\n" + commandHelp; all != "" || x.said() != want {
		t.Errorf("it prints %q, and says\n%s", all, x.said())
	}
}

// Subsystems, and what a client asks to be forwarded, are refused in words.
func TestRefusedRequests(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	c := r.dial()
	const hint = "hint: no files are served; ssh HOST export prints releases, and ssh HOST help shows the commands\n"
	for request, words := range map[string]string{
		"subsystem sftp":             "pressroom: refused: subsystem sftp\n" + hint,
		"subsystem x\n\x1b[31mshell": "pressroom: refused: subsystem x [31mshell\n" + hint,
	} {
		kind, name, _ := strings.Cut(request, " ")
		ch, reqs, err := c.OpenChannel("session", nil)
		if err != nil {
			t.Fatal(err)
		}
		// It is granted and ended at once: see [session.request].
		ok, err := ch.SendRequest(kind, true, gossh.Marshal(struct{ Name string }{name}))
		if !ok || err != nil {
			t.Errorf("%s: %t, %v", request, ok, err)
		}
		if text, err := io.ReadAll(ch.Stderr()); err != nil || string(text) != words {
			t.Errorf("%s: it says %q, %v", request, text, err)
		}
		if out, err := io.ReadAll(ch); err != nil || len(out) > 0 {
			t.Errorf("%s: it answers %q, %v", request, out, err)
		}
		if end := <-reqs; end == nil || end.Type != "exit-status" || !bytes.Equal(end.Payload, []byte{0, 0, 0, 2}) {
			t.Errorf("%s: it ends with %+v", request, end)
		}
	}
	x := c.session()
	for _, kind := range []string{"x11-req", "auth-agent-req@openssh.com"} {
		if ok, err := x.s.SendRequest(kind, true, nil); ok || err != nil {
			t.Errorf("%s: %t, %v", kind, ok, err)
		}
	}
	_ = x.s.Run("help")
	if got := x.said(); got != "pressroom: refused: forwarding of X11\npressroom: refused: forwarding of the agent\n" {
		t.Errorf("it says %q", got)
	}
	if n := r.refused("request"); n != 4 {
		t.Errorf("%d are counted", n)
	}
}

// No port is forwarded, there or here.
func TestNoForwarding(t *testing.T) {
	t.Parallel()
	r := open(t, nil)
	c := r.dial()
	channels := []string{"direct-tcpip", "direct-streamlocal@openssh.com", "forwarded-tcpip", "x11", "auth-agent@openssh.com", "tun@openssh.com", "nonsense"}
	for _, kind := range channels {
		_, _, err := c.OpenChannel(kind, nil)
		refused, ok := err.(*gossh.OpenChannelError)
		if !ok || refused.Reason != gossh.Prohibited || refused.Message != "pressroom serves the reader alone: nothing is forwarded" {
			t.Errorf("%s: %v", kind, err)
		}
	}
	requests := []string{"tcpip-forward", "streamlocal-forward@openssh.com", "cancel-tcpip-forward"}
	for _, kind := range requests {
		if ok, words, err := c.SendRequest(kind, true, nil); ok || err != nil || string(words) != "pressroom forwards nothing" {
			t.Errorf("%s: %t, %q, %v", kind, ok, words, err)
		}
	}
	if ok, _, err := c.SendRequest("keepalive@openssh.com", true, nil); ok || err != nil {
		t.Errorf("a question whether the server is there: %t, %v", ok, err)
	}
	if n := r.refused("forwarding"); n != int64(len(channels)+len(requests)) {
		t.Errorf("%d are counted", n)
	}
	if code, _, _ := c.run("help"); code != 0 {
		t.Errorf("afterwards a command ends with %d", code)
	}
}

// A connection has so many channels at once, and those that end make room.
func TestChannelsOfAConnection(t *testing.T) {
	t.Parallel()
	c := open(t, nil).dial()
	var all []*terminal
	for range maxChannels {
		all = append(all, c.reader(60, 20))
	}
	_, err := c.NewSession()
	if want := "at most 8 sessions in one connection"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("one more: %v", err)
	}
	for _, x := range all {
		x.quits()
	}
	c.room.await("channels are left", func() bool {
		s, err := c.NewSession()
		if err == nil {
			_ = s.Close()
		}
		return err == nil
	})
}
