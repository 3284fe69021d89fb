package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/charmbracelet/x/term"

	"pressroom/data"
	"pressroom/data/board"
	"pressroom/data/corpus"
	"pressroom/data/names"
	"pressroom/data/snapshot"
	"pressroom/model"
	"pressroom/ui/cli/commands"
)

// stdinName is what messages call standard input.
const stdinName = "<stdin>"

// read reads the user's list of names and then the releases, until ctx is done: see [program.readReleases].
func (p *program) read(ctx context.Context, progress func(n int64)) (*model.Library, error) {
	problems, err := p.extendNames()
	if err != nil {
		return nil, err
	}
	lib, err := p.readReleases(ctx, progress)
	if err == nil && len(problems) > 0 {
		lib.Problems = append(problems, lib.Problems...)
	}
	return lib, err
}

// readReleases reads the files of --corpus, else the archive or, while there is none, the embedded text. Progress,
// where it is not nil, gets the bytes of each piece.
func (p *program) readReleases(ctx context.Context, progress func(n int64)) (*model.Library, error) {
	if len(p.corpus) == 0 {
		if lib, err := p.archiveLibrary(ctx); lib != nil || err != nil {
			return lib, err
		}
		snap, err := corpus.Load()
		if err != nil {
			return nil, err
		}
		return p.closeLater(model.NewLibrary(corpus.Publisher, snap, nil)), nil
	}
	if slices.Contains(p.corpus, "") {
		return nil, commands.Misused("--corpus takes the name of a file, or - for standard input", "--corpus: the name of the file is empty")
	}
	if i := slices.Index(p.corpus, "-"); i >= 0 && slices.Contains(p.corpus[i+1:], "-") {
		return nil, commands.Misused("", "--corpus -: standard input can be read only once")
	}
	var boards board.Reader
	var releases snapshot.Builder
	var problems []data.Problem
	truncated := ""
	for _, name := range p.corpus {
		b, err := p.parse(ctx, name, &boards, &releases, progress)
		if err != nil {
			return nil, err
		}
		problems = append(problems, b.Problems...)
		if b.Truncated && truncated == "" {
			truncated = name
		}
	}
	snap, twice := releases.Snapshot()
	problems = append(problems, twice...)
	p.order(problems)
	if snap.Len() == 0 {
		p.reading.Problems(problems)
		return nil, commands.Failed("", "%s: no release left: every record was skipped", p.libraryName())
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	lib := p.closeLater(model.NewLibrary(p.libraryName(), snap, problems))
	lib.Truncated = truncated
	return lib, nil
}

// closeLater has a library closed when the command has ended.
func (p *program) closeLater(lib *model.Library) *model.Library {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !slices.Contains(p.opened, lib) {
		p.opened = append(p.opened, lib)
	}
	return lib
}

// parse reads one file of board text into releases; boards knows the categories of the files before.
func (p *program) parse(ctx context.Context, name string, boards *board.Reader, releases *snapshot.Builder, progress func(n int64)) (board.Board, error) {
	if name == "-" && term.IsTerminal(p.in.Fd()) {
		fmt.Fprintln(p.errs, "reading board text from the terminal; Ctrl-D on an empty line ends it")
	} else if progress == nil { // else a reader is on the screen, and says how far it is
		defer p.tellAwaited(name)()
	}
	if name == "-" {
		return boards.Read(stdinName, p.in, releases.Add)
	}
	f, err := os.Open(name)
	if err != nil {
		return board.Board{}, fmt.Errorf("%s: cannot be read: %w", name, commands.Reason(err))
	}
	defer f.Close()
	return boards.Read(name, counted{f, ctx, progress}, releases.Add)
}

// counted tells progress how much was read, and ends when ctx is done.
type counted struct {
	io.Reader
	ctx      context.Context
	progress func(n int64)
}

func (c counted) Read(b []byte) (int, error) {
	if c.ctx.Err() != nil {
		return 0, context.Cause(c.ctx)
	}
	n, err := c.Reader.Read(b)
	if c.progress != nil {
		c.progress(int64(n))
	}
	return n, err
}

// libraryName returns what the reader's title bar calls the files.
func (p *program) libraryName() string {
	switch {
	case len(p.corpus) > 1:
		return fmt.Sprintf("%d files", len(p.corpus))
	case p.corpus[0] == "-":
		return "standard input"
	}
	return filepath.Base(p.corpus[0])
}

// order puts problems in the order of the files as given, and of their lines; those of a file as a whole come last.
func (p *program) order(problems []data.Problem) {
	place := map[string]int{}
	for i, name := range slices.Backward(p.corpus) {
		if name == "-" {
			name = stdinName
		}
		place[name] = i
	}
	line := func(q data.Problem) int {
		if q.Line == 0 {
			return int(^uint(0) >> 1)
		}
		return q.Line
	}
	slices.SortStableFunc(problems, func(a, b data.Problem) int {
		return cmp.Or(cmp.Compare(place[a.File], place[b.File]), cmp.Compare(line(a), line(b)))
	})
}

// awaitTime is how long nothing is said while board text is awaited.
const awaitTime = 500 * time.Millisecond

// tellAwaited says after a while on a terminal that board text is awaited of a program, until come is called.
func (p *program) tellAwaited(name string) (come func()) {
	stat := func() (os.FileInfo, error) { return os.Stat(name) }
	if name == "-" {
		name, stat = "standard input", p.in.Stat
	}
	if info, err := stat(); err != nil || info.Mode().IsRegular() || !p.onTerminal() {
		return func() {}
	}
	words := fmt.Sprintf("reading board text from %s until it ends; Ctrl-C gives up\n", name)
	said := make(chan struct{})
	timer := time.AfterFunc(awaitTime, func() {
		defer close(said)
		fmt.Fprint(p.errs, words)
	})
	return func() {
		if !timer.Stop() {
			<-said // before anything else is drawn
		}
	}
}

// onTerminal reports whether somebody sees what is printed, or said.
func (p *program) onTerminal() bool {
	return term.IsTerminal(p.stdout.Fd()) || term.IsTerminal(p.stderr.Fd())
}

// extendNames reads the user's list of renamings once. One that nobody named need not be there.
func (p *program) extendNames() ([]data.Problem, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	path := p.known
	if dir := userFolder(p.env, "XDG_CONFIG_HOME", ".config"); path == "" && dir != "" {
		path = filepath.Join(dir, "pressroom", "known.txt")
	}
	if p.listed || path == "" {
		return nil, nil
	}
	p.listed = true
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && p.known == "" {
		return nil, nil
	}
	var problems []data.Problem
	if err == nil {
		defer f.Close()
		problems, err = names.Extend(path, f)
	}
	switch {
	case err == nil:
		return problems, nil
	case p.known == "":
		return []data.Problem{{Place: data.Place{File: path}, What: "cannot be read, and is left out: " + commands.Reason(err).Error()}}, nil
	}
	return nil, commands.Failed("", "%s: cannot be read: %v", path, commands.Reason(err))
}
