package cli

import (
	"context"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"pressroom/ui"
	"pressroom/ui/cli/commands"
	"pressroom/ui/cli/plain"
	"pressroom/ui/screen"
)

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
