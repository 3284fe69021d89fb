// Package cli is pressroom's command line: the reader, and commands that
// print releases for pipes and scripts.
//
// [Main] runs one command on given streams and returns its exit code:
//
//	0  done
//	1  nothing found or chosen, or it failed
//	2  used wrongly, a wrong query, or a name that means several releases
//	n  what a shell reports for the signal that ended the reader
//
// Most commands take a query (see [pressroom/data.ParseQuery]), and arguments that name no
// command are one for the reader. Commands that print find words as words; the
// reader finds headlines also by letters.
//
// What was asked for goes to standard output, everything else to standard
// error: problems of the text that was read, a line each, and at the end why
// the command failed and, on a line of its own, what to do about it. No
// escape sequence is written but on a terminal, or with --color always. A
// chooser (pick) draws on the terminal itself where standard output goes
// elsewhere.
//
// The commands are cobra's. Those that read are in package commands, which the
// SSH server runs as well; what they print is made in package plain.
package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	uv "github.com/charmbracelet/ultraviolet"

	"pressroom/data"
	"pressroom/data/fetch"
	"pressroom/data/store/sqlite"
	"pressroom/model"
	"pressroom/ui/cli/commands"
)

// program is one run of the command line.
type program struct {
	in      *os.File
	stdout  *os.File
	stderr  *os.File
	out     *bufio.Writer // to stdout, for what is printed
	errs    io.Writer
	env     uv.Environ
	reading *commands.Env // what the commands that read run on

	corpus  []string // files to read instead of the archive
	archive *string  // the file that --archive names, nil where it is not given
	known   string   // a list of names, "" for that of the user's folder
	ascii   bool
	slow    bool // the line to the terminal is slow

	ambiguous commands.Choice
	theme     commands.Choice
	color     commands.Choice

	mu      sync.Mutex // of opened: the reader reads in a goroutine of its own
	opened  []*model.Library
	listed  bool               // the user's list of names was read
	store   *sqlite.Store      // that is read, nil where none is
	newest  *model.Archive     // of the store
	tell    func(data.Problem) // what goes on behind a command; nil writes it at once
	changed chan struct{}      // holds one: this process has changed the archive
	saving  sync.WaitGroup
	life    context.Context // of what is saved, nil while nothing was
	end     context.CancelFunc
}

// Main runs the command that args name, without the program's own name, and
// returns its exit code. Output is a terminal or not as the files are.
func Main(args []string, in, out, errs *os.File, env []string) (code int) {
	p := &program{
		in: in, stdout: out, stderr: errs, out: bufio.NewWriterSize(out, 64<<10), errs: sanitised{errs}, env: env, changed: make(chan struct{}, 1),
		theme:     commands.Choice{Value: "auto", Of: []string{"dark", "light", "auto"}},
		ambiguous: commands.Choice{Value: "auto", Of: []string{"1", "2", "auto"}},
		color:     commands.Choice{Value: "auto", Of: []string{"always", "never", "auto"}},
	}
	p.reading = &commands.Env{
		Program: "pressroom", Out: p.out, Errs: p.errs,
		Library: func(ctx context.Context) (*model.Library, error) {
			debug.SetGCPercent(gcPercent)
			return p.read(ctx, nil)
		},
		Today:    func() data.Date { return data.DateOf(time.Now()) },
		Keeper:   p.keeper,
		NoMarks:  "only an archive keeps marks: pressroom import and pressroom source add make one",
		Terminal: p.terminal,
		Pager:    p.page,
		Replace:  p.replace,
	}
	log.SetOutput(io.Discard) // net/http writes there what a site sends unasked, over the reader's screen too
	defer p.recovered(&code)
	defer p.close()
	root := p.commands()
	root.SetArgs(append([]string{}, commands.LeftOut(root, args)...)) // cobra takes nil for os.Args
	err := root.ExecuteContext(context.Background())
	if flushed := p.out.Flush(); flushed != nil { // whatever else came of it
		err = fmt.Errorf("standard output: %w", commands.Reason(flushed))
	}
	return p.report(err)
}

// closeTime is how long an end waits for libraries to be closed: one may still be indexed. What that leaves behind has
// no name any more, where the system allows that.
const closeTime = 200 * time.Millisecond

// saveColumns keeps the columns of an archive beside it, where they are not kept, behind what is done meanwhile.
func (p *program) saveColumns(k *model.Archive, path string) {
	info, err := os.Stat(path)
	if err != nil {
		return
	}
	p.mu.Lock()
	if p.life == nil {
		p.life, p.end = context.WithCancel(context.Background())
	}
	ctx := p.life
	p.mu.Unlock()
	p.beside(func() error { return k.SaveColumns(ctx, info.Mode()) })
}

// beside does work that the end of the program waits for a little. Where it fails, nothing is lost.
func (p *program) beside(work func() error) {
	p.saving.Go(func() { _ = data.Guard(work) })
}

// saveTime is how long an end waits for columns to be saved, so that commands that do little come to it too.
const saveTime = 300 * time.Millisecond

func (p *program) close() {
	stop := time.AfterFunc(saveTime, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.end != nil {
			p.end()
		}
	})
	p.saving.Wait()
	stop.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		_ = data.Guard(func() error {
			for _, lib := range p.opened {
				_ = lib.Close() // all was answered
			}
			if p.store != nil {
				_ = p.store.Close() // nothing was written
			}
			return nil
		})
	}()
	select {
	case <-closed:
	case <-time.After(closeTime):
	}
}

// recovered is deferred to report a panic as an error. Who asked for a trace gets the whole of it.
func (p *program) recovered(code *int) {
	if p.env.Getenv("PRESSROOM_TRACE") != "" {
		return
	}
	if r := recover(); r != nil {
		*code = p.report(data.NewPanicError(r))
	}
}

// report writes why the command failed, and returns its exit code. A reader that a signal ended prints nothing, nor
// does a command with a closed output, as in pressroom list | head -1.
func (p *program) report(err error) int {
	if err == nil {
		return commands.ExitOK
	}
	var ended interface{ ExitCode() int }
	if errors.As(err, &ended) {
		return ended.ExitCode()
	}
	var site *fetch.Error // that closed its connection
	if errors.Is(err, syscall.EPIPE) && !errors.As(err, &site) {
		return 128 + int(syscall.SIGPIPE)
	}
	if errors.Is(err, commands.ErrNone) {
		return commands.ExitFailed
	}
	code, hint := commands.ExitFailed, ""
	var f *commands.Failure
	switch {
	case errors.As(err, &f):
		code, hint = f.Code, f.Hint
	case errors.Is(err, data.ErrPanic):
		hint = "please report this; PRESSROOM_TRACE=FILE in the environment keeps the details"
	}
	_, _ = io.WriteString(p.errs, commands.Text(err, hint))
	return code
}

// sanitised is standard error: neither the name of a file nor what was typed may command the terminal.
type sanitised struct{ io.Writer }

func (s sanitised) Write(b []byte) (int, error) {
	clean, _ := data.Sanitize(string(b))
	_, err := io.WriteString(s.Writer, clean)
	return len(b), err
}

// onProblem tells of a problem that was met behind the command.
func (p *program) onProblem(q data.Problem) {
	p.mu.Lock()
	tell := p.tell
	p.mu.Unlock()
	if tell == nil {
		tell = func(q data.Problem) { p.reading.Problems([]data.Problem{q}) }
	}
	tell(q)
}

// handleProblems has problems that are met behind the command be told otherwise.
func (p *program) handleProblems(tell func(data.Problem)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tell = tell
}

// problemsForReader keeps problems off a reader's screen: next waits for one, and write writes all afterwards.
func (p *program) problemsForReader(ctx context.Context) (next func() (data.Problem, bool), write func()) {
	var mu sync.Mutex
	var list []data.Problem
	unkept := 0
	came := make(chan data.Problem, maxWaitingProblems)
	p.handleProblems(func(q data.Problem) {
		mu.Lock()
		defer mu.Unlock()
		if len(list) < maxKept {
			list = append(list, q)
		} else {
			unkept++
		}
		select {
		case came <- q:
		default: // the reader is told enough
		}
	})
	next = func() (q data.Problem, more bool) {
		select {
		case q = <-came:
			return q, true
		case <-ctx.Done():
			return q, false
		}
	}
	return next, func() {
		p.handleProblems(nil)
		mu.Lock()
		defer mu.Unlock()
		p.reading.Problems(list)
		if unkept > 0 {
			fmt.Fprintf(p.errs, "and %d later problems that were not kept\n", unkept)
		}
	}
}

// maxWaitingProblems is how many problems wait for the reader at the most.
const maxWaitingProblems = 16

// maxKept is how many problems are kept until the reader is left.
const maxKept = 1000
