package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/cli/commands"
)

// commandsLike returns the commands that a query may mean by mistake: one
// word, in the letters of a command, two of which are wrong at most.
func commandsLike(root *cobra.Command, args []string) []string {
	if len(args) != 1 || root.ArgsLenAtDash() >= 0 || strings.Trim(args[0], "abcdefghijklmnopqrstuvwxyz") != "" {
		return nil
	}
	return commands.Like(root, args[0])
}

// mistyped returns an error where no release has a word, which then is taken
// for a command that is like it.
func mistyped(ctx context.Context, lib *model.Library, word string, like []string) error {
	listing, err := model.Search(ctx, lib, data.Query{Words: word}, nil)
	if err != nil || listing.Len() > 0 {
		return err
	}
	return commands.Misused(fmt.Sprintf("did you mean pressroom %s? to look for the word: pressroom -- %s", strings.Join(like, ", or pressroom "), word),
		"there is no command %q, and no release with that word", word)
}
