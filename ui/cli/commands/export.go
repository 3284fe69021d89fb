package commands

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

func (e *Env) exportCommand() *cobra.Command {
	file := "-"
	cmd := &cobra.Command{
		Use:   "export [QUERY...]",
		Short: "Write releases with their texts, as JSON Lines",
		Long: e.as("Write all releases, or those that a query finds, as JSON Lines: an object a line, which pressroom import reads " +
			"again without a loss. It has id, guid (what the source names it by), address, source, date, category, title, " +
			"lang, excerpt, versions (how many there are), gone, attachments and body, the text as it " +
			"is kept. An import gives each to the source that it was of. Only the newest version of each is written: pressroom archive backup has the earlier ones, and marks. " +
			"Where nothing matches the exit code is 1."),
		Example: e.as(`pressroom export > releases.jsonl
pressroom export source:MOTIR since:30d | pressroom import --archive other.db -
pressroom export lang:ko | jq -r .body`),
		ValidArgsFunction: e.CompleteQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			if file == "" {
				return Misused("- is standard output", "--output takes the name of a file")
			}
			lib, q, err := e.asked(cmd.Context(), args)
			if err != nil {
				return err
			}
			rows, marks, err := e.listed(cmd.Context(), lib, q)
			if err != nil {
				return err
			}
			if len(rows) == 0 {
				return e.nothing(cmd.Context(), lib, q, marks)
			}
			if file == "-" {
				return e.export(cmd.Context(), e.Out, lib, rows)
			}
			return e.Replace(cmd.Context(), file, func(ctx context.Context, w io.Writer) error { return e.export(ctx, w, lib, rows) })
		},
	}
	if e.Replace != nil {
		cmd.Flags().StringVarP(&file, "output", "o", file, "write to this `file`, which stays as it was unless all is written; - is standard output")
	}
	return cmd
}

// export writes releases. Those without a readable text are reported, and are an error once the others are written.
func (e *Env) export(ctx context.Context, w io.Writer, lib *model.Library, rows []int) error {
	unread := 0
	err := plain.Export(ctx, w, lib, rows, func(r *data.Release, err error) {
		if unread++; unread > MaxLines {
			return
		}
		if e.Replace == nil { // the reason names files of the server
			err = errors.New("its text cannot be read")
		}
		fmt.Fprintf(e.Errs, "release %s is left out: %v\n", r.ID, err)
	})
	switch {
	case err == nil && unread > 0:
		err = NewPartial("%d of %d releases could not be read, and are left out", unread, len(rows))
	case err == nil && lib.Damaged:
		err = NewPartial("what cannot be read of the archive is left out")
	}
	return err
}

// Partial is the error of an output that lacks what could not be read, and is whole
// otherwise: it is kept.
type Partial struct{ error }

// NewPartial returns the error of an output that lacks something.
func NewPartial(format string, args ...any) error { return &Partial{Failed("", format, args...)} }

// Unwrap returns the failure that it is.
func (p *Partial) Unwrap() error { return p.error }
