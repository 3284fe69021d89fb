// Package commands is the set of commands that read releases: list, search, show
// and export. The shell and the SSH server run the same ones; each hands in an [Env]
// with the streams, the library and the way its commands begin. What a caller
// may not do is not in its set: the shell adds commands of its own, and a
// session has these alone.
//
// A command returns nil, [ErrNone] where nothing was found, a [Failure] that
// says what is wrong and what to do about it, or another error, which is not
// the caller's fault.
package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

// Env is what commands run on.
type Env struct {
	// Program is how a command begins where it is typed, such as pressroom or
	// ssh HOST.
	Program string

	Out  io.Writer // for what is asked for; buffered, and flushed by the caller
	Errs io.Writer // for what stands beside it

	// Library returns the library. It is called once, after all arguments have proved
	// right.
	Library func(context.Context) (*model.Library, error)

	// Keeper returns what keeps the reader's marks, nil where nothing does. NoMarks is
	// the hint for those who ask for marks then.
	Keeper  func(context.Context) (*Keeper, error)
	NoMarks string

	Today func() data.Date

	// Terminal returns the terminal that Out writes to, nil where nobody looks:
	// then what is printed is plain, for pipes and scripts.
	Terminal func() *Terminal

	// Replace has write write a file, which is as it was unless all could be written or
	// what is written is Partial. It is nil where the caller has no files, as in a session.
	Replace func(ctx context.Context, file string, write func(context.Context, io.Writer) error) error

	// Pager shows a text that is longer than the terminal; nil where there is none.
	Pager func(text string) error
}

// Exit codes.
const (
	ExitOK     = 0
	ExitFailed = 1 // nothing found, or failed
	ExitMisuse = 2 // used wrongly, or ambiguous
)

// ErrNone is what a command returns that found nothing, or has told already what it
// lost. As with grep the exit code tells it, and no message.
var ErrNone = errors.New("nothing found")

// Failure is an error with what to do about it.
type Failure struct {
	Err  error
	Hint string // a line of its own, or ""
	Code int    // ExitFailed or ExitMisuse
}

func (f *Failure) Error() string { return f.Err.Error() }
func (f *Failure) Unwrap() error { return f.Err }

// Failed returns an error for which the exit code is [ExitFailed].
func Failed(hint, format string, args ...any) error {
	return &Failure{fmt.Errorf(format, args...), hint, ExitFailed}
}

// Misused returns an error for which the exit code is [ExitMisuse].
func Misused(hint, format string, args ...any) error {
	return &Failure{fmt.Errorf(format, args...), hint, ExitMisuse}
}

// Text returns an error as it is printed: the message, and below it the hint.
func Text(err error, hint string) string {
	text := "pressroom: " + err.Error() + "\n"
	if hint != "" {
		text += "hint: " + hint + "\n"
	}
	return text
}

// Reason returns what an error of package os or net says beside the name of the file
// or the address, which the messages of commands give themselves.
func Reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	var op *net.OpError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	case errors.As(err, &op):
		return op.Err
	}
	return err
}

// Root returns the command that has the others below it.
func (e *Env) Root(root *cobra.Command) *cobra.Command {
	root.Annotations = map[string]string{cobra.CommandDisplayNameAnnotation: e.Program}
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SetOut(e.Out)
	root.SetErr(e.Errs)
	root.SetFlagErrorFunc(wrongFlag)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { e.help(cmd) })
	root.SetHelpCommand(e.helpCommand())
	return root
}

// as returns a text about commands with their beginning as it is typed here.
func (e *Env) as(text string) string {
	return strings.ReplaceAll(text, "pressroom ", e.Program+" ")
}

// ParseQuery reads a query. What is wrong with it is pointed at with a line of
// carets, and what may have been meant otherwise is told on Errs.
func (e *Env) ParseQuery(text string) (data.Query, error) {
	q, hints, err := plain.ParseQuery(text, e.Today())
	if err != nil {
		return q, Misused("", "%w", err)
	}
	for _, hint := range hints {
		fmt.Fprintf(e.Errs, "hint: %s\n", hint)
	}
	return q, nil
}

// Counted returns a query, which text was read as, with its periods such as 7d
// counted from where the library has them begin: see [model.Library.Now]. It says so
// on Errs where that is not today.
func (e *Env) Counted(lib *model.Library, text string, q data.Query) data.Query {
	now := lib.Now(e.Today())
	again, err := data.ParseQuery(text, now)
	if err != nil || again.String() == q.String() {
		return q
	}
	fmt.Fprintf(e.Errs, "hint: dates are counted from %v, the day of the newest release\n", now)
	return again
}

// MaxLines is how many problems, or releases that a name may mean, are told one
// by one.
const MaxLines = 20

// Problems writes what was skipped or mended to Errs: the first ones, and how
// many more there are. Those of a file as a whole sum others up, and are always
// written.
func (e *Env) Problems(problems []data.Problem) {
	lines, unwritten := 0, 0
	for _, q := range problems {
		if q.Line > 0 {
			if lines++; lines > MaxLines {
				unwritten++
				continue
			}
		}
		_, _ = io.WriteString(e.Errs, q.String()+"\n")
	}
	if unwritten > 0 {
		fmt.Fprintf(e.Errs, "and %d more problems\n", unwritten)
	}
}

// marksFor returns the marks that a query asks for, nil for none. Where nobody keeps marks it says so on Errs.
func (e *Env) marksFor(ctx context.Context, q data.Query) (*store.Marks, error) {
	if q.Is == 0 {
		return nil, nil
	}
	k, marks, err := e.marks(ctx)
	if k == nil && err == nil {
		fmt.Fprintf(e.Errs, "hint: nothing is marked here: %s\n", e.NoMarks)
	}
	return model.NewSince(marks, time.Now()), err
}

// read returns the library, whose problems it tells.
func (e *Env) read(ctx context.Context) (*model.Library, error) {
	lib, err := e.Library(ctx)
	if err == nil {
		e.Problems(lib.Problems)
	}
	return lib, err
}
