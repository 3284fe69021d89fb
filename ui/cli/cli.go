package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"charm.land/fang/v2"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/screen"
)

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // nothing found, or failed
	exitMisuse = 2 // used wrongly, or ambiguous
)

// program is one run of the command line.
type program struct {
	in   *os.File
	out  *output
	errs io.Writer
	env  environment

	corpus []string // files to read instead of the embedded text
	ascii  bool
	slow   bool // the line to the terminal is slow
	hinted bool // the hints of the query were written

	ambiguous screen.Ambiguous

	mu     sync.Mutex // of opened: the reader reads in a goroutine of its own
	opened []*model.Library
}

// Main runs the command that args name, without the program's own name, and
// returns its exit code. Output is a terminal or not as the files are.
func Main(args []string, in, out, errs *os.File, env []string) (code int) {
	p := &program{in: in, out: &output{File: out}, errs: sanitised{errs}, env: env}
	defer p.recovered(&code)
	defer p.close()
	err := p.execute(args, errs)
	if p.out.err != nil { // whatever else came of it
		err = fmt.Errorf("standard output: %w", reason(p.out.err))
	}
	return p.report(err)
}

// closeTime is how long an end waits for libraries to be closed. A reader may
// have been left while a large one was indexed, which takes half a minute.
// What it would leave behind is a file that has no name any more, but for
// systems where open files keep theirs.
const closeTime = 200 * time.Millisecond

// close lets go of what the libraries opened.
func (p *program) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		_ = data.Guard(func() error {
			for _, lib := range p.opened {
				_ = lib.Close() // all was answered
			}
			return nil
		})
	}()
	select {
	case <-closed:
	case <-time.After(closeTime):
	}
}

// recovered is deferred to report a panic as an error. Who asked for a trace
// gets the whole of it.
func (p *program) recovered(code *int) {
	if p.env.get("PRESSROOM_TRACE") != "" {
		return
	}
	if r := recover(); r != nil {
		*code = p.report(data.NewPanicError(r))
	}
}

// execute runs the command.
//
// Fang asks the terminal for its background whenever it draws a help or an
// error, even if its colours do not depend on it. It waits seconds for a
// terminal that does not answer, and a late answer ends up on the shell's
// prompt. It does not ask where os.Stdin is no terminal; the commands read
// the stream that they were given.
func (p *program) execute(args []string, errs *os.File) error {
	defer func(stdin *os.File) { os.Stdin = stdin }(os.Stdin)
	os.Stdin = nil

	root := p.commands()
	root.SetArgs(append([]string{}, leftOut(root, args)...)) // cobra takes nil for os.Args
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(errs)
	return fang.Execute(context.Background(), root,
		fang.WithVersion(version()),
		fang.WithColorSchemeFunc(colours),
		fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {})) // see report
}

// failure is an error with what to do about it.
type failure struct {
	err  error
	hint string // a line of its own, or ""
	code int
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// failed returns an error for which the exit code is 1.
func failed(hint, format string, args ...any) error {
	return &failure{fmt.Errorf(format, args...), hint, exitFailed}
}

// misused returns an error for which the exit code is 2.
func misused(hint, format string, args ...any) error {
	return &failure{fmt.Errorf(format, args...), hint, exitMisuse}
}

// report writes why the command failed, and returns its exit code. A reader
// that a signal ended has nothing to say, nor has a command whose output
// nobody reads any more, as in pressroom list | head -1.
func (p *program) report(err error) int {
	if err == nil {
		return exitOK
	}
	var ended interface{ ExitCode() int }
	if errors.As(err, &ended) {
		return ended.ExitCode()
	}
	if errors.Is(err, syscall.EPIPE) {
		return 128 + int(syscall.SIGPIPE)
	}
	if errors.Is(err, errNone) {
		return exitFailed
	}
	code, hint := exitFailed, ""
	var f *failure
	switch {
	case errors.As(err, &f):
		code, hint = f.code, f.hint
	case strings.HasPrefix(err.Error(), "unknown command"): // cobra's, of completion and man
		code, hint = exitMisuse, "pressroom --help shows the commands"
	case errors.Is(err, data.ErrPanic):
		hint = "please report this; PRESSROOM_TRACE=FILE in the environment keeps the details"
	}
	fmt.Fprintf(p.errs, "pressroom: %v\n", err)
	if hint != "" {
		fmt.Fprintf(p.errs, "hint: %s\n", hint)
	}
	return code
}

// reason returns what an error of package os says beside the name of a file,
// which the messages here give themselves.
func reason(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// output is standard output. It remembers the first error, because what
// draws the help drops it.
type output struct {
	*os.File
	err error
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.File.Write(b)
	if err != nil && o.err == nil {
		o.err = err
	}
	return n, err
}

// WriteString is there because that of os.File would go past Write.
func (o *output) WriteString(s string) (int, error) { return o.Write([]byte(s)) }

// sanitised is standard error: a message may hold the name of a file or
// what was typed, and neither may command the terminal.
type sanitised struct{ io.Writer }

func (s sanitised) Write(b []byte) (int, error) {
	clean, _ := data.Sanitize(string(b))
	_, err := io.WriteString(s.Writer, clean)
	return len(b), err
}

// environment is a list of NAME=value, of which the last one counts.
type environment []string

func (e environment) get(name string) string {
	for i := len(e) - 1; i >= 0; i-- {
		if key, value, ok := strings.Cut(e[i], "="); ok && key == name {
			return value
		}
	}
	return ""
}
