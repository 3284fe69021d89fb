//go:build unix

package screen_test

import (
	"context"
	"errors"
	"io"
	"maps"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"pressroom/data"
	"pressroom/ui/screen"
)

// sharedTerminal is a terminal that one goroutine writes to while another
// waits for what it shows.
type sharedTerminal struct {
	mu   sync.Mutex
	term *terminal
}

func (s *sharedTerminal) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.term.Write(p)
}

// wait waits until text is on the first row.
func (s *sharedTerminal) wait(t *testing.T, text string) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		s.mu.Lock()
		shown := strings.HasPrefix(s.term.text(0), text)
		s.mu.Unlock()
		if shown {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("%q does not come on the screen", text)
}

// start runs m on a terminal in memory, and returns the keyboard and what Run
// will return.
func start(ctx context.Context, m tea.Model, out *sharedTerminal) (keys *io.PipeWriter, end chan error) {
	in, keys := io.Pipe()
	end = make(chan error, 1)
	term := screen.Terminal{In: in, Out: out, Env: xterm, Profile: colorprofile.TrueColor}
	term.SetSize(func() (int, int, error) { return 30, 5, nil })
	go func() { end <- screen.Run(ctx, m, term) }()
	return keys, end
}

func quits(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "q" {
		return tea.Quit
	}
	return nil
}

// However a program ends, Run says so and the terminal is as before.
func TestRun(t *testing.T) {
	stop, cancel := context.WithCancel(context.Background())
	on := func(key string, do func() tea.Cmd) func(tea.Msg) tea.Cmd {
		return func(msg tea.Msg) tea.Cmd {
			if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == key {
				return do()
			}
			return quits(msg)
		}
	}
	fragile := &script{text: "ready"}
	fragile.update = on("x", func() tea.Cmd {
		fragile.view = func() string { panic("bang in View") }
		return nil
	})
	release := make(chan struct{})
	defer close(release)
	hangs := &script{text: "ready", update: on("x", func() tea.Cmd { <-release; return nil })}
	for _, c := range []struct {
		name  string
		model *script
		do    func(keys io.Writer)
		want  func(error) bool
	}{
		{"quit", &script{text: "ready", update: quits}, func(k io.Writer) { io.WriteString(k, "q") },
			func(err error) bool { return err == nil }},
		{"panic in Update", &script{text: "ready", update: on("x", func() tea.Cmd { panic("bang") })},
			func(k io.Writer) { io.WriteString(k, "x") }, isPanic},
		{"panic in a command", &script{text: "ready", update: on("x", func() tea.Cmd { return func() tea.Msg { panic("bang") } })},
			func(k io.Writer) { io.WriteString(k, "x") }, isPanic},
		{"panic in View", fragile, func(k io.Writer) { io.WriteString(k, "x") }, isPanic},
		{"SIGTERM", &script{text: "ready", update: quits}, signalled(syscall.SIGTERM), isSignal(syscall.SIGTERM, 143)},
		{"SIGHUP", &script{text: "ready", update: quits}, signalled(syscall.SIGHUP), isSignal(syscall.SIGHUP, 129)},
		{"SIGINT", &script{text: "ready", update: quits}, signalled(syscall.SIGINT), isSignal(syscall.SIGINT, 130)},
		{"SIGTERM while an update hangs", hangs, func(k io.Writer) {
			io.WriteString(k, "x")
			time.Sleep(50 * time.Millisecond)
			signalled(syscall.SIGTERM)(k)
		}, isSignal(syscall.SIGTERM, 143)},
		{"SIGQUIT", &script{text: "ready", update: quits}, signalled(syscall.SIGQUIT), isSignal(syscall.SIGQUIT, 131)},
		{"the context ends", &script{text: "ready", update: quits}, func(io.Writer) { cancel() },
			func(err error) bool { return err == nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := &sharedTerminal{term: newTerminal(30, 5)}
			ctx := context.Background()
			if c.name == "the context ends" {
				ctx = stop
			}
			keys, end := start(ctx, c.model, out)
			out.wait(t, "ready")
			go c.do(keys)
			select {
			case err := <-end:
				if !c.want(err) {
					t.Errorf("Run returns %v", err)
				}
			case <-time.After(time.Minute):
				t.Fatal("the program does not end")
			}
			keys.Close()
			if !maps.Equal(out.term.on(), modesAtStart) || len(out.term.faults) > 0 {
				t.Errorf("left behind: %v, %v", out.term.on(), out.term.faults)
			}
		})
	}
}

// A program that panics before it has shown anything gives the terminal back
// as well.
func TestRunFailsAtOnce(t *testing.T) {
	for name, m := range map[string]*script{
		"Update": {update: func(tea.Msg) tea.Cmd { panic("bang") }},
		"View":   {view: func() string { panic("bang") }},
		"Init":   {init: func() tea.Msg { panic("bang") }},
	} {
		t.Run(name, func(t *testing.T) {
			out := &sharedTerminal{term: newTerminal(30, 5)}
			keys, end := start(context.Background(), m, out)
			if err := <-end; !isPanic(err) {
				t.Errorf("Run returns %v", err)
			}
			keys.Close()
			if !maps.Equal(out.term.on(), modesAtStart) || len(out.term.faults) > 0 {
				t.Errorf("left behind: %v, %v", out.term.on(), out.term.faults)
			}
		})
	}
}

func isPanic(err error) bool {
	return errors.Is(err, data.ErrPanic) && strings.Contains(err.Error(), "bang")
}

func signalled(s syscall.Signal) func(io.Writer) {
	return func(io.Writer) { syscall.Kill(syscall.Getpid(), s) }
}

func isSignal(s syscall.Signal, code int) func(error) bool {
	return func(err error) bool {
		var ended screen.SignalError
		return errors.As(err, &ended) && ended.Signal == s && ended.ExitCode() == code
	}
}

// The model's program runs whole: keys in, frames out.
func TestRunReader(t *testing.T) {
	out := &sharedTerminal{term: newTerminal(30, 5)}
	m := &script{text: "ready", update: quits}
	m.update = func(msg tea.Msg) tea.Cmd {
		if k, ok := msg.(tea.KeyPressMsg); ok {
			m.text = "key " + k.String()
		}
		return quits(msg)
	}
	keys, end := start(context.Background(), m, out)
	out.wait(t, "ready")
	for input, want := range map[string]string{"j": "key j", "\x1b[B": "key down", "한": "key 한", "\x03": "key ctrl+c"} {
		io.WriteString(keys, input)
		out.wait(t, want)
	}
	io.WriteString(keys, "q")
	if err := <-end; err != nil {
		t.Errorf("Run returns %v", err)
	}
	keys.Close()
}

// recorder keeps what is written, and may be read meanwhile.
type recorder struct {
	mu sync.Mutex
	b  strings.Builder
}

func (r *recorder) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.Write(p)
}

func (r *recorder) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.String()
}

func (r *recorder) Len() int { return len(r.String()) }

func (r *recorder) Reset() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.b.Reset()
}
