package commands

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/cli/plain"
)

// showCommand prints releases.
func (e *Env) showCommand() *cobra.Command {
	var asJSON, noPager bool
	var v versionFlags
	cmd := &cobra.Command{
		Use:   "show ID...",
		Short: "Print a release",
		Long: "Print a release. It is named by its ID, the beginning of one, or words of its headline; several IDs print " +
			"several releases. Words that mean several releases are an error, and the releases are listed on standard error. " +
			"An archive keeps the versions of a release: --versions lists them, and --diff prints what the newest changed, " +
			"or the one that --version names: words taken out as [-this-], words put in as {+this+}. " +
			"--cite prints how to cite the release, or that version of it.",
		Example: e.as(`pressroom show kg03m8sr
# the beginning of an ID will do, and so will words of a headline
pressroom show kg
pressroom show carbon neutrality
pressroom show --versions kg03m8sr
pressroom show --diff kg03m8sr
pressroom show --cite kg03m8sr
pressroom show --json graphene | jq -r .markdown
pressroom show --json graphene | jq -r '.people[].name'`),
		Args:              e.namesRelease,
		ValidArgsFunction: e.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, err := e.read(cmd.Context())
			if err != nil {
				return err
			}
			if err := v.check(asJSON); err != nil {
				return err
			}
			name := plain.QueryText(args)
			rows, named, exact, err := plain.Named(cmd.Context(), lib, name)
			switch {
			case err != nil:
				return err
			case !exact:
				return e.notOne(lib, name, rows, named)
			}
			if v.any() {
				return e.showVersions(cmd.Context(), lib, rows, v, asJSON, noPager)
			}
			if v.cite {
				return e.cite(lib, rows)
			}
			pages, err := pagesOf(cmd.Context(), lib, rows)
			if err != nil {
				return err
			}
			return e.printReleases(pages, asJSON, noPager)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON object, or an array of several: the body as it is and as Markdown, and whom and what it names")
	v.add(cmd)
	if e.Pager != nil {
		cmd.Flags().BoolVar(&noPager, "no-pager", false, "print also what is longer than the terminal, and do not run $PAGER")
	}
	return cmd
}

// namesRelease returns an error where the arguments of show are no name of a release.
func (e *Env) namesRelease(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return Misused(e.as("pressroom list prints the IDs; words of a headline will do as well"), "show what? an ID is missing")
	case strings.TrimSpace(strings.Join(args, "")) == "": // as where pick was given up
		return Failed("", "nothing was chosen to show")
	}
	return nil
}

// cite prints how releases are cited, a line each.
func (e *Env) cite(lib *model.Library, rows []int) error {
	for r := range plain.Some(lib.Snapshot, rows) {
		if _, err := fmt.Fprintln(e.Out, ui.Citation(r, nil, lib.Name)); err != nil {
			return err
		}
	}
	return nil
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

// notOne reports a name that means no release, or several. Which ones they are, or
// were meant perhaps, is printed to standard error, so that no script takes a list for a
// release.
func (e *Env) notOne(lib *model.Library, name string, rows []int, named bool) error {
	if len(rows) > 0 {
		if err := plain.List(e.Errs, plain.Some(lib.Snapshot, rows[:min(len(rows), MaxLines)])); err != nil {
			return err
		}
		if n := len(rows) - MaxLines; n > 0 {
			fmt.Fprintf(e.Errs, "and %d more\n", n)
		}
	}
	switch {
	case named:
		return Misused("give the ID, or more words of the headline", "%q is ambiguous: it means %d releases", Clip(name), len(rows))
	case len(rows) > 0:
		return Failed("give the ID, or whole words of the headline", "no headline has the words %q: %s them as parts of words", Clip(name), above(len(rows)))
	}
	return Failed(e.as("pressroom list prints all IDs and headlines"), "no release has the ID %q or these words in its headline", Clip(name))
}

// above says what the headlines that were printed have.
func above(n int) string {
	if n == 1 {
		return "the one above has"
	}
	return fmt.Sprintf("the %d above have", n)
}
