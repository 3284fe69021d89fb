package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/cli/plain"
)

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

func (e *Env) cite(lib *model.Library, rows []int) error {
	for r := range plain.Some(lib.Snapshot, rows) {
		if _, err := fmt.Fprintln(e.Out, ui.Citation(r, nil, lib.Name)); err != nil {
			return err
		}
	}
	return nil
}

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

// notOne reports a name that means no release, or several. Those are printed to standard error, so that no script takes
// a list for a release.
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
		have := fmt.Sprintf("the %d above have", len(rows))
		if len(rows) == 1 {
			have = "the one above has"
		}
		return Failed("give the ID, or whole words of the headline", "no headline has the words %q: %s them as parts of words", Clip(name), have)
	}
	return Failed(e.as("pressroom list prints all IDs and headlines"), "no release has the ID %q or these words in its headline", Clip(name))
}

// versionFlags are the flags of show for the versions of a release.
type versionFlags struct {
	version    int // 1 is the oldest; 0 is the newest
	list, diff bool
	cite       bool // how it is cited, in place of its text
}

func (v *versionFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.IntVar(&v.version, "version", 0, "print the version of this `number`: 1 is the oldest")
	f.BoolVar(&v.list, "versions", false, "list the versions of a release, the newest first")
	f.BoolVar(&v.cite, "cite", false, "print how a release is cited: headline, publisher, date, address or ID")
	f.BoolVar(&v.diff, "diff", false, "print what the newest version changed, or the one that --version names")
}

func (v *versionFlags) any() bool { return v.version != 0 || v.list || v.diff }

func (v *versionFlags) check(asJSON bool) error {
	switch {
	case v.list && (v.diff || v.version != 0):
		return Misused("", "--versions lists all of them: leave --version and --diff away")
	case v.cite && (v.list || v.diff || asJSON):
		return Misused("", "--cite prints a line of text: leave --versions, --diff and --json away")
	}
	return nil
}

// showVersions prints the versions of a release, one of them, or what it changed.
func (e *Env) showVersions(ctx context.Context, lib *model.Library, rows []int, v versionFlags, asJSON, noPager bool) error {
	if len(rows) > 1 {
		return Misused("", "--version, --versions and --diff are for one release, and these are %d", len(rows))
	}
	list, err := lib.Versions(ctx, rows[0])
	id := lib.ID(rows[0])
	switch {
	case errors.Is(err, model.ErrNoVersions):
		return Failed(e.as("pressroom import keeps releases, and what they were before"), "release %s is of no archive, and only an archive keeps versions", id)
	case err != nil:
		return Failed("", "the versions of release %s: %w", id, err)
	case v.list:
		read := func(v *store.Version) (string, error) { return lib.VersionText(ctx, rows[0], v) }
		return plain.Versions(e.Out, list, read, asJSON)
	case v.version < 0 || v.version > len(list):
		return Failed(e.as("pressroom show --versions "+id+" lists them"), "release %s has no version %d: it has %d", id, v.version, len(list))
	}
	at := 0
	if v.version > 0 {
		at = len(list) - v.version
	}
	switch {
	case v.diff && at == len(list)-1 && len(list) == 1:
		return Failed("", "release %s has one version: nothing changed", id)
	case v.diff && at == len(list)-1:
		return Failed("", "version 1 of release %s is the first: there is none before it", id)
	}
	edition, err := lib.Edition(ctx, rows[0], list, at, v.diff)
	if err != nil {
		return Failed("", "the versions of release %s: %w", id, err)
	}
	switch {
	case v.cite:
		_, err := fmt.Fprintln(e.Out, ui.Citation(nil, edition, lib.Name))
		return err
	case !v.diff:
		return e.printReleases([]plain.Page{{Document: edition.Document, Edition: edition}}, asJSON, noPager)
	}
	t := e.Terminal()
	switch {
	case asJSON:
		return plain.ChangesJSON(e.Out, edition)
	case t == nil:
		return plain.Changes(e.Out, edition, plain.Measure)
	}
	return e.printText(t, t.drawn(ui.PrintChanges(edition, t.Width, t.Theme)), noPager)
}
