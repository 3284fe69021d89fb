package ssh

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/cli/commands"
	"pressroom/ui/screen"
)

// commandSet returns the commands of a session without a terminal: those that read, and no other.
func commandSet(env *commands.Env) *cobra.Command {
	env.Program = "ssh HOST"
	root := env.Root(commands.Group(&cobra.Command{
		Use: "pressroom COMMAND",
		Long: "Read official press releases: ssh HOST opens the reader, and with a command it prints what is asked for. " +
			"The exit code is 1 where nothing is found, and 2 for a wrong query.",
		Example: `ssh HOST list category:energy since:30d
# no shell takes the quotation marks of a phrase away
ssh HOST search '"advanced packaging" since:30d --limit 5'`,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}))
	root.AddCommand(env.Reading()...)
	if env.Keeper != nil {
		root.AddCommand(env.Marks(nil))
	}
	root.InitDefaultHelpCmd()
	root.InitDefaultHelpFlag()
	return root
}

// runCommand runs a command of a set, and returns its name.
func runCommand(ctx context.Context, root *cobra.Command, line string) (name string, err error) {
	args, err := arguments(line)
	if err != nil {
		return "wrong command", commands.Misused(root.DisplayName()+" help shows the commands", "%w", err)
	}
	if args[0] == "--help" || args[0] == "-h" {
		args[0] = "help"
	}
	if !slices.ContainsFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == args[0] }) {
		return "wrong command", commands.UnknownCommand(root, args[0]) // before cobra looks for its own, which are hidden
	}
	root.SetArgs(commands.LeftOut(root, args))
	return args[0], root.ExecuteContext(ctx)
}

// serveCommand answers a command, and returns its exit code and why the session ends.
func (x *session) serveCommand(session context.Context, line string) (code int, reason string) {
	if x.subsystem { // what was refused has been said
		x.say("hint: no files are served; ssh HOST export prints releases, and ssh HOST help shows the commands\n")
		return commands.ExitMisuse, "subsystem"
	}
	ctx, cancel := context.WithTimeout(session, commandTime)
	defer cancel()
	var out io.Writer = stallWriter{x, x.ch}
	if x.term != "" {
		out = crlf{out}
	}
	t := &slotWriter{ctx: session, x: x, w: out}
	w := bufio.NewWriterSize(t, 32<<10)
	env := &commands.Env{
		Out: w, Errs: stderrWriter{x},
		Library: func(ctx context.Context) (*model.Library, error) {
			if err := t.acquire(ctx); err != nil {
				return nil, err
			}
			return x.srv.current(), nil
		},
		Today:    func() data.Date { return data.DateOf(x.srv.cfg.Clock()) },
		NoMarks:  x.noMarks(),
		Terminal: x.terminal,
	}
	if x.srv.cfg.Marks != nil {
		env.Keeper = x.keeper
	}
	root := commandSet(env)
	if strings.TrimSpace(line) == "" { // a shell is asked for, without a terminal
		x.say("pressroom: the reader needs a terminal: ssh -t opens one. Without one there are commands.\n\n")
		root.SetOut(stderrWriter{x})
		_ = root.Help()
		return commands.ExitMisuse, "no terminal"
	}
	var err error
	func() {
		defer t.release() // after a panic too
		reason, err = runCommand(ctx, root, line)
	}()
	switch flushed := w.Flush(); {
	case errors.Is(flushed, errSearches):
		err = flushed
	case flushed != nil:
		return commands.ExitFailed, lineDropped.reason
	}
	return x.report(ctx, reason, err)
}

// terminal returns the terminal of a command's output, nil where there is none.
func (x *session) terminal() *commands.Terminal {
	if x.term == "" || x.term == "dumb" {
		return nil
	}
	w, h := x.input.size()
	env := x.environment()
	profile := colorprofile.Env(env)
	theme := ui.Theme{ASCII: !screen.UTF8Of(env)}.On(profile)
	theme.Basic = !theme.Plain // its background is not known
	return &commands.Terminal{Width: w, Height: h, Theme: theme, Profile: profile, Links: screen.LinksOf(env)}
}

// report tells the error of a command, and returns its exit code and why the session ends.
func (x *session) report(ctx context.Context, name string, err error) (code int, reason string) {
	var failure *commands.Failure
	switch {
	case err == nil:
		return commands.ExitOK, name
	case errors.Is(err, commands.ErrNone):
		return commands.ExitFailed, name
	case errors.Is(err, errSearches):
		x.say(commands.Text(err, ""))
		return commands.ExitFailed, searchesFull
	case errors.Is(err, context.DeadlineExceeded), errors.Is(ctx.Err(), context.DeadlineExceeded):
		x.say(fmt.Sprintf("pressroom: no answer within %s: narrow the query\n", data.DurationWords(commandTime)))
		return commands.ExitFailed, "command time"
	case errors.As(err, &failure):
		x.say(commands.Text(err, failure.Hint))
		return failure.Code, name
	case ctx.Err() != nil:
		return commands.ExitFailed, lineDropped.reason
	}
	x.srv.metrics.errors.Add(1)
	x.log.Error("command failed", "command", name, "error", err)
	x.say("pressroom: an internal error ended this command. It has been logged.\n")
	return commands.ExitFailed, "error"
}

type stderrWriter struct{ x *session }

func (s stderrWriter) Write(p []byte) (int, error) {
	s.x.say(string(p))
	return len(p), nil
}

// slotWriter writes the output of a command, and releases its search slot while the client reads.
type slotWriter struct {
	ctx   context.Context // of the session: no matter how slowly, an answer may be read to its end
	x     *session
	w     io.Writer
	leave func() // releases the slot; nil without one
}

func (t *slotWriter) acquire(ctx context.Context) (err error) {
	t.leave, err = t.x.search(ctx)
	return err
}

func (t *slotWriter) release() {
	if t.leave != nil {
		t.leave()
		t.leave = nil
	}
}

func (t *slotWriter) Write(p []byte) (n int, err error) {
	had := t.leave != nil
	t.release()
	if n, err = t.w.Write(p); err == nil && had {
		err = t.acquire(t.ctx)
	}
	return n, err
}

// crlf ends lines as a terminal wants it.
type crlf struct{ w io.Writer }

func (c crlf) Write(p []byte) (int, error) {
	if _, err := io.WriteString(c.w, strings.ReplaceAll(string(p), "\n", "\r\n")); err != nil {
		return 0, err
	}
	return len(p), nil
}

// maxCommand is how long a command may be, in bytes.
const maxCommand = 4 << 10

// arguments splits a command into its arguments, or says why it cannot be. No shell stands between: the quotation marks
// of a phrase stay, single ones around an argument go, and what they hold is never a flag.
func arguments(line string) ([]string, error) {
	if len(line) > maxCommand {
		return nil, fmt.Errorf("a command of more than %d bytes", maxCommand)
	}
	args := splitWords(line)
	if len(args) == 0 {
		return nil, errors.New("the command is empty")
	}
	if i := slices.IndexFunc(args, shellSyntax); i >= 0 {
		return nil, fmt.Errorf("no shell reads this, so %s does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less", commands.Clip(args[i]))
	}
	for i, arg := range args {
		if n := len(arg); i > 0 && n >= 2 && arg[0] == '\'' && arg[n-1] == '\'' {
			args[i] = commands.AsWords(arg[1 : n-1])
		}
	}
	return args, nil
}

// quoted is what of a word stands in quotation marks, as [splitWords] knows them.
var quoted = data.Pattern(`^'.*'$|"[^"]*(?:"|$)`)

// shellSigns are what a shell would take for its own: a pipe, a redirection, the end of a command, what it would run.
// The single & of R & D, > and < before a number or =, and a word in angle brackets are not.
var shellSigns = data.Pattern("\\||&&|^[0-9&]?>+(?:$|[^>=0-9])|^<+$|^[^&]*;|^\\$\\(|^`")

// shellSyntax reports whether a word is what a shell would take for its own.
func shellSyntax(word string) bool {
	return shellSigns().MatchString(quoted().ReplaceAllString(word, ""))
}

// splitWords parts a line at its spaces outside of quotation marks, which stay. A single one opens only where a word
// begins, if one that ends a word closes it: elsewhere it is an apostrophe.
func splitWords(line string) []string {
	var words []string
	var word strings.Builder
	var open rune
	runes := []rune(line)
	ends := func(i int) bool { return i+1 == len(runes) || unicode.IsSpace(runes[i+1]) }
	last := len(runes) - 1 // the last that can close
	for last >= 0 && !(runes[last] == '\'' && ends(last)) {
		last--
	}
	for i, c := range runes {
		switch {
		case open == 0 && unicode.IsSpace(c):
			if word.Len() > 0 {
				words = append(words, word.String())
				word.Reset()
			}
			continue
		case open == 0 && (c == '"' || c == '\'' && word.Len() == 0 && i < last):
			open = c
		case c == open && (c == '"' || ends(i)):
			open = 0
		}
		word.WriteRune(c)
	}
	if word.Len() > 0 {
		words = append(words, word.String())
	}
	return words
}
