package commands

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

// showCommand prints releases.
func (e *Env) showCommand() *cobra.Command {
	var asJSON, noPager bool
	var v versionFlags
	cmd := &cobra.Command{
		Use:   "show ID...",
		Short: "Print a release",
		Long: "Print the release that has an ID, or an ID beginning so, or a headline with these words. " +
			"A name that means several releases is an error, and they are printed as list does. " +
			"Several IDs, or beginnings of IDs that mean one release each, are that many releases. " +
			"An archive keeps the versions of a release: --versions lists them, and --diff prints what the newest changed, " +
			"or another one with --version: words taken out as [-this-], words put in as {+this+}.",
		Example: e.as(`pressroom show kg03m8sr
# the beginning of an ID will do, and so will words of a headline
pressroom show kg
pressroom show carbon neutrality
pressroom show --versions kg03m8sr
pressroom show --diff kg03m8sr
pressroom show --json graphene | jq -r .markdown
pressroom show --json graphene | jq -r '.people[].name'`),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 && strings.TrimSpace(strings.Join(args, "")) == "" { // as where pick was given up
				return Failed("", "nothing was chosen to show")
			}
			if len(args) == 0 {
				return Misused(e.as("pressroom list prints the IDs; words of a headline will do as well"), "show what? an ID is missing")
			}
			return nil
		},
		ValidArgsFunction: e.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, err := e.read(cmd.Context())
			if err != nil {
				return err
			}
			name := plain.QueryText(args)
			rows, exact, err := plain.Named(cmd.Context(), lib, name)
			switch {
			case err != nil:
				return err
			case !exact:
				return e.notOne(cmd.Context(), lib, name, rows, asJSON)
			}
			if v.any() {
				return e.showVersions(cmd.Context(), lib, rows, v, asJSON, noPager)
			}
			pages, err := pagesOf(cmd.Context(), lib, rows)
			if err != nil {
				return err
			}
			return e.printReleases(pages, asJSON, noPager)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON object, of several releases an array, with the body as it is and as Markdown, and whom and what it names")
	v.add(cmd)
	if e.Pager != nil {
		cmd.Flags().BoolVar(&noPager, "no-pager", false, "print a release that is longer than the terminal all the same, and do not run $PAGER")
	}
	return cmd
}

// pagesOf returns releases as they are printed.
func pagesOf(ctx context.Context, lib *model.Library, rows []int) (pages []plain.Page, err error) {
	for d, err := range plain.Documents(ctx, lib.Snapshot, rows) {
		if err != nil {
			return nil, err
		}
		pages = append(pages, plain.Page{Document: d, History: lib.History(ctx, &d.Release)})
	}
	return pages, nil
}

// printReleases prints releases: on a terminal as the reader draws them.
func (e *Env) printReleases(releases []plain.Page, asJSON, noPager bool) error {
	t := e.Terminal()
	if t == nil || asJSON {
		return plain.Releases(e.Out, releases, plain.Measure, asJSON)
	}
	return e.printText(t, t.pages(releases), noPager)
}

// printText prints a text on a terminal, by a pager where it is longer.
func (e *Env) printText(t *Terminal, text string, noPager bool) error {
	if e.Pager != nil && !noPager && strings.Count(text, "\n") >= t.Height {
		return e.Pager(text)
	}
	_, err := io.WriteString(e.Out, text)
	return err
}

// notOne reports a name that means no release, or several. Which ones they are
// is printed: it is what was asked for, as far as it is known. Who reads JSON
// gets JSON or nothing, and has them beside the error.
func (e *Env) notOne(ctx context.Context, lib *model.Library, name string, rows []int, asJSON bool) error {
	if len(rows) == 0 {
		return Failed(e.as("pressroom list prints all IDs and headlines"), "no release has the ID %q or these words in its headline", name)
	}
	candidates, w := rows[:min(len(rows), MaxLines)], e.Out
	var err error
	if asJSON {
		w = e.Errs
		err = plain.List(w, plain.Some(lib.Snapshot, candidates))
	} else {
		err = e.printList(ctx, lib, candidates, data.Query{}, false)
	}
	if n := len(rows) - MaxLines; n > 0 && err == nil {
		_, err = fmt.Fprintf(w, "and %d more\n", n)
	}
	if err != nil {
		return err
	}
	return Misused("give the ID, or more words of the headline", "%q is ambiguous: it means %d releases", name, len(rows))
}
