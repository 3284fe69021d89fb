package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/charmbracelet/x/term"

	"pressroom/data"
	"pressroom/data/board"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/cli/plain"
	"pressroom/ui/screen"
)

// open opens the reader, or prints the list where a reader cannot be drawn.
func (p *program) open(ctx context.Context) error {
	onTerminal := term.IsTerminal(p.out.Fd())
	if !onTerminal || dumb(p.env) {
		lib, err := p.library()
		if err != nil {
			return err
		}
		if onTerminal {
			fmt.Fprintf(p.errs, "pressroom: TERM=%s cannot show the reader: here is the list, and pressroom show ID prints a release\n", p.env.get("TERM"))
		}
		p.problems(lib.Problems)
		return p.print(func(w io.Writer) error { return plain.List(w, plain.All(lib.Catalogue)) })
	}
	lib, rest, err := p.beginning()
	if err != nil {
		return err
	}
	terminal, err := screen.Open(p.in, p.out.File, p.env)
	if err != nil {
		return failed("pressroom list prints the releases", "%w", err)
	}
	debug.SetGCPercent(gcPercent)
	app := ui.New(ui.Options{
		Library: lib,
		Read:    rest,
		Light:   lightBackground(p.env),
		ASCII:   p.ascii,
		Profile: terminal.Profile,
	})
	return screen.Run(ctx, app, terminal)
}

// gcPercent lets the heap of a reader grow by less than Go would between two
// collections: it is small, and a collection takes a millisecond.
const gcPercent = 40

// Files larger than largeCorpus are shown from their beginning, of headSize
// bytes, while the whole is read: boards have the newest first.
const (
	largeCorpus = 8 << 20
	headSize    = 256 << 10
)

// beginning returns the library to show first, and what reads the whole of it,
// nil where it is whole.
func (p *program) beginning() (*model.Library, func(func(model.Progress)) (*model.Library, error), error) {
	var total int64
	for _, name := range p.corpus {
		if info, err := os.Stat(name); name != "-" && err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
	}
	if total < largeCorpus {
		lib, err := p.library()
		return lib, nil, err
	}
	first, err := p.head()
	if err != nil { // an odd file: its reading will say what is wrong
		lib, err := p.library()
		return lib, nil, err
	}
	rest := func(progress func(model.Progress)) (*model.Library, error) {
		var done, told int64
		return p.read(func(n int64) {
			if done += n; done-told > total/100 {
				told = done
				progress(model.Progress{Done: done, Total: total})
			}
		})
	}
	return first, rest, nil
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
	catalogue, _ := data.NewCatalogue(b.Releases)
	return model.NewLibrary(p.libraryName(), catalogue, nil), nil
}

// measure returns how wide a release is printed: the measure, or what a
// narrower terminal has.
func (p *program) measure() int {
	if w, _, err := term.GetSize(p.out.Fd()); err == nil && w > 0 {
		return min(w, plain.Measure)
	}
	return plain.Measure
}
