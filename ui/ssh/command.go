package ssh

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

// Exit codes, as those of the command line.
const (
	exitOK     = 0
	exitFailed = 1 // nothing found, or failed
	exitMisuse = 2 // used wrongly, or ambiguous
)

// command is what a session without a terminal asks for.
type command struct {
	name string // list, search, show or help
	text string // a query, or the name of a release
	json bool
	max  int // hits, 0 for all
	sort data.Sort
}

const commandHelp = `Commands, beside the reader that ssh opens with a terminal:

  list [QUERY] [--json]                                 releases, newest first
  search QUERY [--json] [--limit N] [--sort ORDER]      what a query finds, with the places
  show ID [--json]                                      a release, by its ID or words of its headline
  help                                                  this

They answer as pressroom's own do, and so do their exit codes: 1 where nothing
is found, 2 for a wrong query. No shell takes the quotation marks away here:

  ssh HOST search '"advanced packaging" since:30d --limit 5'
`

// maxCommand is how long a command may be, in bytes.
const maxCommand = 4 << 10

// parseCommand reads a command. The error says what is wrong with it.
//
// A command is words. Those that begin with two hyphens outside of quotation
// marks are flags; a word that is -- ends them. All else is the query or the
// name, as it stands: the quotation marks of a phrase are the query's. Single
// quotation marks around a word are taken off, since who writes for a shell
// puts them there.
func parseCommand(line string) (command, error) {
	if len(line) > maxCommand {
		return command{}, fmt.Errorf("a command of more than %d bytes", maxCommand)
	}
	words := splitWords(line)
	if len(words) == 0 {
		return command{}, errors.New("the command is empty")
	}
	if i := slices.IndexFunc(words, shellSyntax); i >= 0 {
		sign, _ := data.SanitizeLine(words[i])
		return command{}, fmt.Errorf("no shell reads this, so %s does nothing: what comes behind it belongs outside of the quotation marks: ssh HOST list | less", clip(sign, 30))
	}
	c := command{name: words[0]}
	if !slices.Contains([]string{"list", "search", "show", "help"}, c.name) {
		name, _ := data.Sanitize(c.name)
		return command{}, fmt.Errorf("there is no command %q here: list, search, show and help are", clip(name, 40))
	}
	var rest []string
	for i := 1; i < len(words); i++ {
		name, value, has := strings.Cut(words[i], "=")
		if !strings.HasPrefix(name, "--") {
			rest = append(rest, words[i])
			continue
		}
		if name == "--" && !has {
			rest = append(rest, words[i+1:]...)
			break
		}
		takes := c.name == "search" && (name == "--limit" || name == "--sort")
		if takes && !has {
			if i++; i == len(words) {
				return command{}, fmt.Errorf("%s: its value is missing", name)
			}
			value = words[i]
		}
		if err := c.flag(name, value, has && !takes); err != nil {
			return command{}, err
		}
	}
	for i, w := range rest {
		if n := len(w); n >= 2 && w[0] == '\'' && w[n-1] == '\'' {
			rest[i] = w[1 : n-1]
		}
	}
	c.text = plain.QueryText(rest)
	return c, nil
}

// quoted is what of a word stands in quotation marks, as [splitWords] knows them.
var quoted = regexp.MustCompile(`^'.*'$|"[^"]*(?:"|$)`)

// shellSigns are what a shell would take for its own: a pipe, a redirection, the
// end of a command, what it would run or hold on for. The single & is the and of
// a name, as in R & D, > and < before a number or = compare sums, and a word in
// angle brackets is one.
var shellSigns = regexp.MustCompile("\\||&&|^[0-9&]?>+(?:$|[^>=0-9])|^<+$|^[^&]*;|^\\$\\(|^`")

// shellSyntax reports whether a word is what a shell would take for its own.
func shellSyntax(word string) bool {
	return shellSigns.MatchString(quoted.ReplaceAllString(word, ""))
}

// flag takes a flag. Surplus is true for a value that the flag does not take.
func (c *command) flag(name, value string, surplus bool) error {
	switch {
	case name == "--json" && c.name != "help":
		if surplus {
			return errors.New("--json takes no value")
		}
		c.json = true
	case name == "--limit" && c.name == "search":
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 {
			return fmt.Errorf("--limit is a number of hits, not %q", clip(value, 40))
		}
		c.max = n
	case name == "--sort" && c.name == "search":
		order, known := plain.Orders[value]
		if !known || value == "" {
			return fmt.Errorf("--sort is date, relevance or title, not %q", clip(value, 40))
		}
		c.sort = order
	default:
		name, _ = data.SanitizeLine(name)
		return fmt.Errorf("%s does not take %s here", c.name, clip(name, 40))
	}
	return nil
}

// splitWords parts a line at its spaces outside of quotation marks, which stay.
// A single one opens only where a word begins, if one that ends a word closes
// it: elsewhere it is an apostrophe.
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

// command answers a command, and returns its exit code and why the session
// ends.
func (x *session) command(session context.Context, line string) (code int, reason string) {
	ctx, cancel := context.WithTimeout(session, commandTime)
	defer cancel()
	if x.subsystem { // what was refused has been said
		return exitMisuse, "subsystem"
	}
	if strings.TrimSpace(line) == "" { // a shell is asked for, without a terminal
		x.say("pressroom: the reader needs a terminal: ssh -t opens one. Without one there are commands.\n\n" + commandHelp)
		return exitMisuse, "no terminal"
	}
	c, err := parseCommand(line)
	if err != nil {
		x.say("pressroom: " + err.Error() + "\nhint: ssh HOST help shows the commands\n")
		return exitMisuse, "wrong command"
	}
	lib := x.srv.current()
	var out io.Writer = guarded{x, x.ch}
	if x.term != "" {
		out = crlf{out}
	}
	t := &turnTaker{ctx: session, x: x, w: out}
	w := bufio.NewWriterSize(t, 32<<10)
	err = func() error {
		if err := t.take(ctx); err != nil {
			return err
		}
		defer t.give() // after a panic too
		return c.answer(ctx, lib, w, spoken{x}, data.DateOf(x.srv.cfg.Clock()))
	}()
	switch flushed := w.Flush(); {
	case errors.Is(flushed, errSearches):
		err = flushed
	case flushed != nil:
		return exitFailed, gone.reason
	}
	switch {
	case err == nil:
		return exitOK, c.name
	case errors.Is(err, errNone):
		return exitFailed, c.name
	case errors.Is(err, errSearches):
		x.say("pressroom: " + err.Error() + "\n")
		return exitFailed, searchesFull
	case errors.Is(err, context.DeadlineExceeded), errors.Is(ctx.Err(), context.DeadlineExceeded):
		x.say(fmt.Sprintf("pressroom: no answer within %v: ask for less\n", commandTime))
		return exitFailed, "command time"
	}
	var wrong misuse
	var absent absent
	switch {
	case errors.As(err, &wrong):
		x.say("pressroom: " + err.Error() + "\n")
		return exitMisuse, c.name
	case errors.As(err, &absent):
		x.say("pressroom: " + err.Error() + "\n")
		return exitFailed, c.name
	case ctx.Err() != nil:
		return exitFailed, gone.reason
	}
	x.srv.metrics.errors.Add(1)
	x.log.Error("command failed", "command", c.name, "error", err)
	x.say("pressroom: an internal error: sorry. It has been logged.\n")
	return exitFailed, "error"
}

// errNone is the answer that finds nothing: the exit code tells it, and no
// message.
var errNone = errors.New("nothing found")

// misuse is an error of who asks, and absent the answer that there is no such
// release. Other errors are the server's own, and for its log alone.
type (
	misuse struct{ error }
	absent struct{ error }
)

// answer writes what a command asks for, and to errs what stands beside an
// error.
func (c command) answer(ctx context.Context, lib *model.Library, w, errs io.Writer, today data.Date) error {
	switch c.name {
	case "help":
		_, err := io.WriteString(w, commandHelp)
		return err
	case "show":
		return c.show(ctx, lib, w, errs)
	}
	q, hints, err := plain.ParseQuery(c.text, today)
	if err != nil {
		return misuse{err}
	}
	for _, hint := range hints {
		fmt.Fprintf(errs, "hint: %s\n", hint)
	}
	if c.name == "list" {
		return c.list(ctx, lib, w, q)
	}
	if !q.Texted() && !q.Faceted() {
		return misuse{errors.New("search for what? the query is empty")}
	}
	if c.sort != data.ByDefault {
		q.Sort = c.sort
	}
	hits, err := plain.Search(ctx, lib, q, c.max, c.json)
	if err != nil {
		return err
	}
	write := plain.Hits
	if c.json {
		write = plain.HitsJSON
	}
	if err := write(w, hits); err != nil {
		return err
	}
	return noneOf(len(hits))
}

func (c command) list(ctx context.Context, lib *model.Library, w io.Writer, q data.Query) error {
	releases, n := plain.All(lib.Catalogue), lib.Len()
	if q.String() != "" {
		rows, err := plain.Listed(ctx, lib, q)
		if err != nil {
			return err
		}
		releases, n = plain.Rows(lib.Catalogue, rows), len(rows)
	}
	write := plain.List
	if c.json {
		write = plain.ListJSON
	}
	if err := write(w, releases); err != nil {
		return err
	}
	return noneOf(n)
}

// maxCandidates is how many releases that a name may mean are listed.
const maxCandidates = 20

func (c command) show(ctx context.Context, lib *model.Library, w, errs io.Writer) error {
	if c.text == "" {
		return misuse{errors.New("show what? an ID is missing; list shows them")}
	}
	rows, exact, err := plain.Named(ctx, lib, c.text)
	switch {
	case err != nil:
		return err
	case len(rows) == 0:
		return absent{fmt.Errorf("no release has the ID %q or these words in its headline", c.text)}
	case !exact:
		if c.json { // who reads JSON gets JSON or nothing
			w = errs
		}
		if err := candidates(w, lib, rows); err != nil {
			return err
		}
		return misuse{fmt.Errorf("%q is ambiguous: it means %d releases", c.text, len(rows))}
	}
	return plain.Releases(w, slices.Collect(plain.Rows(lib.Catalogue, rows)), plain.Measure, c.json)
}

// candidates lists the releases that a name may mean.
func candidates(w io.Writer, lib *model.Library, rows []int) error {
	err := plain.List(w, plain.Rows(lib.Catalogue, rows[:min(len(rows), maxCandidates)]))
	if n := len(rows) - maxCandidates; n > 0 && err == nil {
		_, err = fmt.Fprintf(w, "and %d more\n", n)
	}
	return err
}

func noneOf(n int) error {
	if n == 0 {
		return errNone
	}
	return nil
}

// spoken is the standard error of a session's client.
type spoken struct{ x *session }

func (s spoken) Write(p []byte) (int, error) {
	s.x.say(string(p))
	return len(p), nil
}

// turnTaker writes the answer of a command that has its turn among the searches of
// its address. While the client reads, which may take long, the turn is another's.
type turnTaker struct {
	ctx   context.Context // of the session: no matter how slowly, an answer may be read to its end
	x     *session
	w     io.Writer
	leave func() // nil without a turn
}

func (t *turnTaker) take(ctx context.Context) (err error) {
	t.leave, err = t.x.search(ctx)
	return err
}

func (t *turnTaker) give() {
	if t.leave != nil {
		t.leave()
		t.leave = nil
	}
}

func (t *turnTaker) Write(p []byte) (n int, err error) {
	had := t.leave != nil
	t.give()
	if n, err = t.w.Write(p); err == nil && had {
		err = t.take(t.ctx)
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
