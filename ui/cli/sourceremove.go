package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/data/store/sqlite"
	"pressroom/ui/cli/commands"
)

// removeFlags say what goes with a source.
type removeFlags struct{ releases, yes bool }

func (f *removeFlags) add(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.releases, "releases", false, "remove its releases too, with all versions and what anybody marked of them")
	cmd.Flags().BoolVar(&f.yes, "yes", false, "do it, with --releases")
}

func (p *program) removeSource(ctx context.Context, s *sqlite.Store, name string, f removeFlags) error {
	source, err := findSource(ctx, s, name, false)
	if err != nil {
		return err
	}
	if f.releases && !f.yes {
		return commands.Misused("add --yes to do it; pressroom archive backup FILE keeps a copy of all before",
			"this cannot be undone: all releases of %s, with all versions and marks", clean(source.Name))
	}
	n, err := s.RemoveSource(ctx, source.Name, f.releases)
	if err == nil && f.releases {
		_, err = fmt.Fprintf(p.out, "%s: removed, with %s\n", clean(source.Name), data.Count(n, "release"))
	}
	return err
}
