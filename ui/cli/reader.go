package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"pressroom/data/board"
	"pressroom/data/snapshot"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/cli/commands"
	"pressroom/ui/cli/plain"
	"pressroom/ui/screen"
)

// open opens the reader on a query, or prints the list of it where a reader cannot be drawn. Like are commands that
// the query may be a mistyped one of.
func (p *program) open(ctx context.Context, query string, like []string) error {
	q, err := p.reading.ParseQuery(query) // before anything is read
	if err != nil {
		return err
	}
	onTerminal := term.IsTerminal(p.stdout.Fd())
	onScreen := onTerminal && !dumb(p.env)
	load := p.beginning
	if !onScreen {
		load = p.whole
	}
	lib, rest, err := load()
	if err != nil {
		return err
	}
	if len(like) > 0 && rest == nil {
		if err := mistyped(ctx, lib, query, q, like); err != nil {
			return err
		}
	}
	if onScreen && rest == nil {
		if err := p.onlyID(ctx, lib, q); err != nil {
			return err
		}
	}
	if !onScreen {
		if onTerminal {
			fmt.Fprintf(p.errs, "pressroom: TERM=%s cannot show the reader: here is the list, and pressroom show ID prints a release\n", p.env.Getenv("TERM"))
		}
		p.reading.Problems(lib.Problems)
		return p.reading.List(ctx, lib, p.reading.Counted(lib, query, q), false)
	}
	terminal, err := screen.Open(p.in, p.stdout, p.env)
	if err != nil {
		return commands.Failed("pressroom list prints the releases", "%w", err)
	}
	_, err = p.runReader(ctx, terminal, ui.Options{Library: lib, Read: rest, Query: query, Resume: query == ""})
	return err
}

// runReader runs a reader that follows the archive, and returns it when it has ended.
func (p *program) runReader(ctx context.Context, terminal screen.Terminal, o ui.Options) (app *ui.App, err error) {
	ctx, stop := context.WithCancel(ctx)
	next, write := p.problemsForReader(ctx)
	defer write()
	defer stop()
	o.Context, o.Behind = ctx, next
	if o.Marks, err = p.marks(ctx); err != nil { // they stay as they are
		o.Warning = "What you marked cannot be read, and marks are not kept: " + err.Error()
	}
	o.Latest, o.Await = p.follow(ctx, o.Library, o.Marks)
	if s := p.newSyncer(); s != nil && !o.Pick {
		o.Syncer = s
		defer func() {
			stop()
			s.end()
		}()
	}
	app = p.newReader(&terminal, o)
	return app, p.run(ctx, stop, app, terminal, o.Marks)
}

// newReader returns the reader for a terminal, and sets both as the flags say.
func (p *program) newReader(terminal *screen.Terminal, o ui.Options) *ui.App {
	debug.SetGCPercent(gcPercent)
	terminal.Slow = p.slow
	terminal.Ambiguous = map[string]screen.Ambiguous{"1": screen.AmbiguousNarrow, "2": screen.AmbiguousWide}[p.ambiguous.Value]
	o.Clipboard = screen.ClipboardOf(p.env)
	terminal.Profile = p.profile(terminal.Profile, colorprofile.ASCII)
	dark, known := p.dark()
	o.Light, o.KeepTheme = known && !dark, p.theme.Value != "auto"
	o.ASCII, o.Profile, o.Slow = p.ascii, terminal.Profile, p.slow
	return ui.New(o)
}

// gcPercent lets the heap of a reader and of a command that reads, which is small, grow by less than Go would between two collections. Of a large
// library's a tenth is much, and nearly all of it is without pointers.
const (
	gcPercent      = 30
	largeGCPercent = 10
)

// Larger files are shown from their beginning, of headSize bytes, while they are read: boards have the newest first.
const (
	largeCorpus = 8 << 20
	headSize    = 256 << 10
)

// rest reads the whole of a library of which the beginning is shown.
type rest func(progress func(model.Progress)) (*model.Library, error)

// whole is [program.beginning] where all is needed at once.
func (p *program) whole() (*model.Library, rest, error) {
	lib, err := p.read(context.Background(), nil)
	return lib, nil, err
}

// beginning returns the library to show first, and what reads the whole of it, nil where it is whole.
func (p *program) beginning() (*model.Library, rest, error) {
	if slices.Contains(p.corpus, "-") { // which may be where the keys come from
		return p.whole()
	}
	if len(p.corpus) == 0 {
		return p.beginningOfArchive()
	}
	var total int64
	for _, name := range p.corpus {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
	}
	if total < largeCorpus {
		return p.whole()
	}
	first, err := p.head()
	if err != nil { // an odd file: its reading will say what is wrong
		return p.whole()
	}
	return first, func(progress func(model.Progress)) (*model.Library, error) {
		debug.SetGCPercent(largeGCPercent)
		var done, told int64
		return p.read(context.Background(), func(n int64) {
			if done += n; done-told > total/100 {
				told = done
				progress(model.Progress{Done: done, Total: total})
			}
		})
	}, nil
}

// beginningOfArchive returns the newest releases of an archive that has many more, and what reads them all.
func (p *program) beginningOfArchive() (*model.Library, rest, error) {
	ctx := context.Background()
	path := p.archiveThere()
	if path == "" {
		return p.whole()
	}
	k, err := p.openArchive(ctx, path)
	if err != nil { // reading it will say why
		return p.whole()
	}
	head := k.Head(ctx)
	if head == nil {
		return p.whole()
	}
	return p.closeLater(head), func(func(model.Progress)) (*model.Library, error) {
		debug.SetGCPercent(largeGCPercent)
		return p.read(ctx, nil)
	}, nil
}

// head reads the whole records at the beginning of the first file.
func (p *program) head() (*model.Library, error) {
	f, err := os.Open(p.corpus[0])
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text := make([]byte, headSize)
	n, err := io.ReadFull(f, text)
	if err != nil {
		return nil, err
	}
	end := max(bytes.LastIndex(text[:n], []byte("\n-\n")), bytes.LastIndex(text[:n], []byte("\n-\r\n")))
	if end < 0 {
		return nil, errors.New("no whole record at the beginning")
	}
	b, err := board.Parse(p.corpus[0], bytes.NewReader(text[:end+1]))
	if err != nil {
		return nil, err
	}
	snap, _ := snapshot.New(b.Releases)
	return p.closeLater(model.NewLibrary(p.libraryName(), snap, nil)), nil
}

func (p *program) pickCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "pick [QUERY...]",
		Short: "Choose releases in the reader and print their IDs",
		Long: "Open the reader, on a query if one is given, to choose releases in it: Space marks, Enter takes what is marked, " +
			"or else the release under the cursor, Esc or q gives up. The IDs are printed, one a line. The reader is drawn on " +
			"the terminal also where standard output goes elsewhere. Where nothing was chosen the exit code is 1.",
		Example: `pressroom show "$(pressroom pick)"
pressroom pick graphene
# keep what was chosen
pressroom pick | while read -r id; do pressroom show "$id" >"$id.txt"; done`,
		ValidArgsFunction: p.reading.CompleteQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.pick(cmd.Context(), plain.QueryText(args))
		},
	}
}

// pick opens the reader as a chooser on a query, and prints what was chosen.
func (p *program) pick(ctx context.Context, query string) error {
	if _, err := p.reading.ParseQuery(query); err != nil {
		return err
	}
	if dumb(p.env) {
		return commands.Misused("pressroom list QUERY prints what a query finds", "TERM=%s cannot show the reader to choose in", p.env.Getenv("TERM"))
	}
	in, out := p.in, p.stdout
	if !term.IsTerminal(out.Fd()) { // $(pressroom pick) reads standard output
		tty, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
		if err != nil {
			return commands.Misused("pressroom list QUERY prints what a query finds", "no terminal to choose on: /dev/tty: %w", commands.Reason(err))
		}
		defer tty.Close()
		in, out = tty, tty
	}
	lib, rest, err := p.beginning()
	if err != nil {
		return err
	}
	terminal, err := screen.Open(in, out, p.env)
	if err != nil {
		return commands.Misused("pressroom list QUERY prints what a query finds", "%w", err)
	}
	app, err := p.runReader(ctx, terminal, ui.Options{Library: lib, Read: rest, Query: query, Pick: true})
	if err != nil {
		return err
	}
	ids := app.Picked()
	if len(ids) == 0 {
		return commands.ErrNone
	}
	_, err = p.out.WriteString(strings.Join(ids, "\n") + "\n")
	return err
}
