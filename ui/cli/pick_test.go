//go:build unix

package cli

import (
	"bytes"
	"strings"
	"testing"
)

// chooser runs a command on a terminal, with its standard output in a pipe as
// in $(pressroom pick).
func chooser(t *testing.T, args ...string) (*session, *bytes.Buffer) {
	t.Helper()
	s := prepare(t, nil, append([]string{binary(t)}, args...)...)
	var out bytes.Buffer
	s.cmd.Stdout = &out
	s.cmd.SysProcAttr.Ctty = 0 // standard input is the terminal
	s.start()
	return s, &out
}

// The reader is drawn on the terminal, and what is chosen is printed where it
// is read.
func TestPick(t *testing.T) {
	s, out := chooser(t, "pick")
	s.expect("Korea Advances AI-driven K-Bio Innovation")
	s.press("/graphene\r")
	s.ends(0)
	if got := out.String(); got != "kg03m8sr\n" {
		t.Errorf("it printed %q", got)
	}
	if s.errs.Len() > 0 {
		t.Errorf("it says\n%s", &s.errs)
	}
}

// Several are marked, and come in the order of marking.
func TestPickSeveral(t *testing.T) {
	s, out := chooser(t, "pick", "title:amkor")
	s.redrawn("1 of 2")
	s.press("  \r")
	s.ends(0)
	if got := out.String(); got != "f35c6xdf\nzcbhjz81\n" {
		t.Errorf("it printed %q", got)
	}
}

func TestPickGivenUp(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string]string{"Esc": "\x1b", "q": "q", "Ctrl-C": "\x03"} {
		t.Run(name, func(t *testing.T) {
			s, out := chooser(t, "pick")
			s.expect("Korea Advances AI-driven K-Bio Innovation")
			s.press(keys)
			s.ends(1)
			if out.Len()+s.errs.Len() > 0 {
				t.Errorf("it printed %q, and says %q", out, &s.errs)
			}
		})
	}
}

// With standard output on the terminal the choice is printed there, when the
// reader has left.
func TestPickOnTerminal(t *testing.T) {
	s := prepare(t, nil, binary(t), "pick", "graphene", "pohang")
	s.start()
	s.redrawn("Graphene Square Opens Pohang Plant")
	s.press("\r")
	s.ends(0)
	s.await("the ID is not last", func(string) bool {
		return strings.HasSuffix(string(s.output), "kg03m8sr\r\n")
	})
}

// Without a terminal there is nothing to choose on.
func TestPickWithoutTerminal(t *testing.T) {
	s := prepare(t, nil, binary(t), "pick")
	var out bytes.Buffer
	s.cmd.Stdin, s.cmd.Stdout = strings.NewReader(""), &out
	s.cmd.SysProcAttr.Setctty = false // a session without a terminal
	s.start()
	s.exits(2)
	if text := s.errs.String(); !strings.HasPrefix(text, "pressroom: no terminal to choose on: /dev/tty: ") || out.Len() > 0 {
		t.Errorf("it printed %q, and says %q", &out, text)
	}
}

// What shells do with the IDs.
func TestShowPicked(t *testing.T) {
	t.Parallel()
	s := prepare(t, nil, "sh", "-c", `"$0" show "$("$0" pick title:amkor)" | grep -c '· .* min read ·'`, binary(t))
	s.start()
	s.redrawn("1 of 2")
	s.press("  \r")
	s.ends(0)
	s.await("not two releases", func(string) bool { return strings.HasSuffix(string(s.output), "2\r\n") })
}

// Words that are no command open the reader on them. The first frame does not
// wait for the answer.
func TestReaderOnQuery(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{
		"title:amkor":            "1 of 2",
		"date:2025-11-28 tariff": "1 of 1",
		"--ascii nosuchword":     "Nothing matches",
	} {
		t.Run(query, func(t *testing.T) {
			s := prepare(t, nil, append([]string{binary(t)}, strings.Fields(query)...)...)
			s.start()
			s.expect("10 releases")
			s.redrawn(want)
			s.press("\x03")
			s.ends(0)
		})
	}
}
