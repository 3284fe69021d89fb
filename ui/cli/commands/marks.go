package commands

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

// MarkStore is the part of a [store.Store] that keeps marks, and forgets them.
type MarkStore interface {
	model.MarkStore
	Forget(ctx context.Context, reader string) error
}

// Keeper keeps what one reader has marked.
type Keeper struct {
	Store  MarkStore
	Reader string // the name under which it is kept
}

// marks returns what the reader has marked, nil where nobody keeps it.
func (e *Env) marks(ctx context.Context) (*Keeper, *store.Marks, error) {
	if e.Keeper == nil {
		return nil, nil, nil
	}
	k, err := e.Keeper(ctx)
	if k == nil || err != nil {
		return nil, nil, err
	}
	m, err := k.Store.Marks(ctx, k.Reader)
	return k, m, err
}

// Marks returns the commands for what the reader has marked. Open opens the file of a
// name, - being standard input; where it is nil, as in a session, there is no import.
func (e *Env) Marks(open func(name string) (io.ReadCloser, error)) *cobra.Command {
	cmd := Group(&cobra.Command{Use: "marks COMMAND", Short: "Export or forget what you marked"})
	cmd.AddCommand(e.exportMarksCommand(), e.forgetMarksCommand())
	if open != nil {
		cmd.Short = "Export, import or forget what you marked"
		cmd.AddCommand(e.importMarksCommand(open))
	}
	cmd.Long = cmd.Short + ": what is read and starred, where you are in a release, and searches that you saved."
	return cmd
}

// markedLibrary returns the library, and what is marked of it: an error where nobody keeps that.
func (e *Env) markedLibrary(ctx context.Context) (*model.Library, *Keeper, *store.Marks, error) {
	k, m, err := e.marks(ctx)
	switch {
	case err != nil:
		return nil, nil, nil, err
	case k == nil:
		return nil, nil, nil, Failed(e.NoMarks, "nothing is kept of what you mark")
	}
	lib, err := e.Library(ctx)
	return lib, k, m, err
}

func (e *Env) exportMarksCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "export",
		Short: "Print what you marked, as JSON Lines",
		Long: "Print what you marked, as JSON Lines: a line for each release, with its source and address, and one for each " +
			"search that you saved. pressroom marks import reads them.",
		Example: e.as("pressroom marks export > marks.jsonl"),
		Args:    TakesNothing,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, _, m, err := e.markedLibrary(cmd.Context())
			if err != nil {
				return err
			}
			return plain.Marks(e.Out, lib, m)
		},
	}
}

func (e *Env) forgetMarksCommand() *cobra.Command {
	yes := false
	cmd := &cobra.Command{
		Use:     "forget",
		Short:   "Have all that you marked forgotten",
		Long:    "Have all that is kept of you forgotten, for good: marks, places, searches, and when you were here.",
		Example: e.as("pressroom marks forget --yes"),
		Args:    TakesNothing,
		RunE: func(cmd *cobra.Command, _ []string) error {
			k, m, err := e.marks(cmd.Context())
			switch {
			case err != nil:
				return err
			case k == nil || m.Version == 0:
				_, err = fmt.Fprintln(e.Out, "Nothing is kept of you.")
				return err
			}
			what := marksText(m.Read.Len(), m.Starred.Len(), len(m.Searches))
			if !yes {
				return Misused(e.as("pressroom marks forget --yes does it; pressroom marks export prints it before"), "this cannot be undone: %s", what)
			}
			if err := k.Store.Forget(cmd.Context(), k.Reader); err != nil {
				return err
			}
			_, err = fmt.Fprintf(e.Out, "Forgotten: %s.\n", what)
			return err
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do it")
	return cmd
}

func marksText(read, starred, searches int) string {
	text := fmt.Sprintf("%d read, %d starred, %d search", read, starred, searches)
	if searches != 1 {
		text += "es"
	}
	return text
}

// maxMarkLine is how many bytes a line of marks may have, and maxMarks how many lines there may be.
const (
	maxMarkLine = 256 << 10
	maxMarks    = 2_000_000
)

func (e *Env) importMarksCommand(open func(string) (io.ReadCloser, error)) *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "Read in what was marked elsewhere",
		Long: "Read in what pressroom marks export printed, of this archive, another one or a server: - is standard input. Releases are " +
			"found by source and address. What is marked already stays; U in the reader undoes it.",
		Example: `ssh reading.example.org marks export | pressroom marks import -`,
		Args:    Takes(1, "the name of one file, or -"),
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, k, m, err := e.markedLibrary(cmd.Context())
			if err != nil {
				return err
			}
			f, err := open(args[0])
			if err != nil {
				return err
			}
			defer f.Close()
			return e.importMarks(cmd.Context(), plain.NewMarkReader(lib, m, time.Now()), k, args[0], f)
		},
	}
}

func (e *Env) importMarks(ctx context.Context, in *plain.MarkReader, k *Keeper, name string, r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxMarkLine)
	n := 1
	for ; lines.Scan(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if n > maxMarks {
			return Failed("", "%s: more than %d lines: nothing is marked", name, maxMarks)
		}
		if err := in.Read(lines.Text()); err != nil {
			return Failed("pressroom marks export writes such files; nothing is marked", "%s:%d: %w", name, n, err)
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return Failed("", "%s:%d: the line has more than %d bytes: nothing is marked", name, n, maxMarkLine)
	case err != nil:
		return Failed("", "%s: %w", name, err)
	}
	if err := k.Store.Mark(ctx, k.Reader, in.Batch()); err != nil {
		return err
	}
	parts := []string{marksText(in.New())}
	if in.Already > 0 {
		parts = append(parts, fmt.Sprintf("%d were there already", in.Already))
	}
	if in.Unknown > 0 {
		parts = append(parts, fmt.Sprintf("%d of releases that are not here", in.Unknown))
	}
	_, err := fmt.Fprintf(e.Out, "Marked: %s.\n", strings.Join(parts, "; "))
	return err
}

// Forget returns the command that removes releases from the archive, by a function that
// removes those of numbers.
func (e *Env) Forget(remove func(ctx context.Context, numbers []int) error) *cobra.Command {
	yes := false
	cmd := &cobra.Command{
		Use:   "forget ID...",
		Short: "Remove releases, and what you marked of them",
		Long: "Remove the releases that have these IDs, or IDs beginning so, with all their versions and what anybody marked of them, for good. " +
			"Their addresses are kept, so that a sync or an import does not bring them again. pressroom archive compact gives the room back.",
		Example: e.as("pressroom archive forget --yes kg03m8sr"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return Misused(e.as("pressroom list prints the IDs"), "forget what? an ID is missing")
			}
			return nil
		},
		ValidArgsFunction: e.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, err := e.Library(cmd.Context())
			if err != nil {
				return err
			}
			var numbers []int
			for _, id := range args { // no words of headlines: what is removed does not come back
				found := lib.WithPrefix(id)
				if len(found) != 1 {
					return e.notOne(lib, id, found, len(found) > 1)
				}
				if !slices.Contains(numbers, found[0]) {
					numbers = append(numbers, found[0])
				}
			}
			if !yes {
				if err := plain.List(e.Errs, plain.Some(lib.Snapshot, numbers)); err != nil {
					return err
				}
				return Misused(e.as("add --yes to do it; pressroom archive backup FILE keeps a copy of all before"),
					"this cannot be undone: %s, with all versions and marks", data.Count(len(numbers), "release"))
			}
			if err := remove(cmd.Context(), numbers); err != nil {
				return err
			}
			_, err = fmt.Fprintf(e.Out, "Forgotten: %s.\n", data.Count(len(numbers), "release"))
			return err
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do it")
	return cmd
}
