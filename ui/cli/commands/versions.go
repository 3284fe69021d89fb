package commands

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/cli/plain"
)

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

// check returns an error where the flags do not go together.
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
