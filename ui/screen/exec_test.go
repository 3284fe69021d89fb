//go:build unix

package screen_test

import (
	"context"
	"io"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"

	"pressroom/ui/screen"
)

// A program that is started has the terminal as the shell left it, and its keys
// to itself; then the model has them again, and hears how it ended.
func TestExec(t *testing.T) {
	keys, tty, err := pty.Open()
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	defer keys.Close()
	defer tty.Close()
	if err := pty.Setsize(tty, &pty.Winsize{Cols: 40, Rows: 6}); err != nil {
		t.Fatal(err)
	}
	before, err := term.GetState(tty.Fd())
	if err != nil {
		t.Fatal(err)
	}
	out := &recorder{}
	go func() { _, _ = io.Copy(out, keys) }()
	seen := 0
	await := func(text string) {
		t.Helper()
		for range 2000 {
			if at := strings.Index(out.String()[seen:], text); at >= 0 {
				seen += at + len(text)
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
		t.Fatalf("no %q in %q", text, out.String()[seen:])
	}
	m := &script{text: "ready"}
	m.update = func(msg tea.Msg) tea.Cmd {
		switch msg := msg.(type) {
		case tea.KeyPressMsg:
			m.text = "key " + msg.String()
			if msg.String() == "x" {
				c := exec.Command("sh", "-c", `echo "begun"; read line; echo "got $line"; exit 3`)
				return tea.ExecProcess(c, func(err error) tea.Msg { return err })
			}
		case error:
			m.text = msg.Error()
		}
		return quits(msg)
	}
	terminal, err := screen.Open(tty, tty, xterm)
	if err != nil {
		t.Fatal(err)
	}
	end := make(chan error, 1)
	go func() { end <- screen.Run(context.Background(), m, terminal) }()
	await("ready")
	for range 2 {
		io.WriteString(keys, "x")
		await("begun")
		if state, err := term.GetState(tty.Fd()); err != nil || !reflect.DeepEqual(state, before) {
			t.Errorf("the program finds the terminal in another mode: %v", err)
		}
		io.WriteString(keys, "hello\n")
		await("got hello")
		await("exit status 3")
		io.WriteString(keys, "j")
		await("key j")
	}
	io.WriteString(keys, "q")
	if err := <-end; err != nil {
		t.Error(err)
	}
	if state, err := term.GetState(tty.Fd()); err != nil || !reflect.DeepEqual(state, before) {
		t.Errorf("the terminal is left in another mode: %v", err)
	}
}
