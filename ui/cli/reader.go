package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/charmbracelet/x/term"

	"pressroom/ui"
	"pressroom/ui/cli/plain"
	"pressroom/ui/screen"
)

// read opens the reader, or prints the list where a reader cannot be drawn.
func (p *program) read(ctx context.Context) error {
	lib, err := p.library()
	if err != nil {
		return err
	}
	onTerminal := term.IsTerminal(p.out.Fd())
	if !onTerminal || dumb(p.env) {
		if onTerminal {
			fmt.Fprintf(p.errs, "pressroom: TERM=%s cannot show the reader: here is the list, and pressroom show ID prints a release\n", p.env.get("TERM"))
		}
		p.problems(lib.Problems)
		return p.print(func(w io.Writer) error { return plain.List(w, plain.All(lib.Catalogue)) })
	}
	terminal, err := screen.Open(p.in, p.out.File, p.env)
	if err != nil {
		return failed("pressroom list prints the releases", "%w", err)
	}
	app := ui.New(ui.Options{
		Library: lib,
		Light:   lightBackground(p.env),
		ASCII:   p.ascii,
		Profile: terminal.Profile,
	})
	return screen.Run(ctx, app, terminal)
}

// measure returns how wide a release is printed: the measure, or what a
// narrower terminal has.
func (p *program) measure() int {
	if w, _, err := term.GetSize(p.out.Fd()); err == nil && w > 0 {
		return min(w, plain.Measure)
	}
	return plain.Measure
}
