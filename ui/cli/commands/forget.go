package commands

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/ui/cli/plain"
)

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
