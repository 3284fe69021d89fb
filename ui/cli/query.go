package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

// parseQuery reads a query, and reports with a line of carets what is wrong, and
// once what may have been meant otherwise.
func (p *program) parseQuery(text string) (data.Query, error) {
	q, hints, err := plain.ParseQuery(text, data.DateOf(time.Now()))
	if err != nil {
		return q, misused("", "%w", err)
	}
	if !p.hinted {
		for _, hint := range hints {
			fmt.Fprintf(p.errs, "hint: %s\n", hint)
		}
		p.hinted = true
	}
	return q, nil
}

// errNone is what a command returns that found nothing. As with grep the exit
// code tells it, and no message.
var errNone = errors.New("nothing found")

// commandsLike returns the commands that a query may mean by mistake: one
// word, in the letters of a command, two of which are wrong at most.
func commandsLike(root *cobra.Command, args []string) []string {
	if len(args) != 1 || root.ArgsLenAtDash() >= 0 || strings.Trim(args[0], "abcdefghijklmnopqrstuvwxyz") != "" {
		return nil
	}
	root.SuggestionsMinimumDistance = 2
	return root.SuggestionsFor(args[0])
}

// mistyped returns an error where no release has a word, which then is taken
// for a command that is like it.
func mistyped(ctx context.Context, lib *model.Library, word string, like []string) error {
	listing, err := model.Search(ctx, lib, data.Query{Words: word})
	if err != nil || listing.Len() > 0 {
		return err
	}
	return misused(fmt.Sprintf("did you mean pressroom %s? to look for the word: pressroom -- %s", strings.Join(like, ", or pressroom "), word),
		"there is no command %q, and no release with that word", word)
}

// leftOut marks the words that a query leaves out (-tariff), so that they are
// not taken for flags: a space before the hyphen tells cobra, and means nothing
// to a query. No flag has one hyphen and more than a letter.
func leftOut(root *cobra.Command, args []string) []string {
	if cmd, _, err := root.Find(args); err != nil || !takesQuery(cmd) {
		return args
	}
	args = slices.Clone(args)
	for i, arg := range args {
		switch {
		case arg == "--":
			return args
		case i > 0 && slices.Contains([]string{"--corpus", "--limit", "--sort"}, args[i-1]): // its value
		case len(arg) > 2 && arg[0] == '-' && arg[1] != '-':
			args[i] = " " + arg
		}
	}
	return args
}

// valueOf says what a flag takes.
func valueOf(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int":
		return "a whole number"
	case "duration":
		return "a time such as 90s, 30m or 12h"
	case "1|2|auto":
		return "1, 2 or auto"
	case "bool":
		return "no value, or true or false"
	}
	return "a " + f.Value.Type()
}

// takesQuery reports whether the arguments of a command are a query.
func takesQuery(cmd *cobra.Command) bool { return strings.Contains(cmd.Use, "QUERY") }

// wrongFlag reports a flag that cannot be. Where a command takes a query, a
// letter to leave out may have been meant.
func wrongFlag(cmd *cobra.Command, err error) error {
	hint := cmd.CommandPath() + " --help shows its flags"
	var wrong *pflag.InvalidValueError
	if errors.As(err, &wrong) {
		return misused(hint, "--%s takes %s, not %q", wrong.GetFlag().Name, valueOf(wrong.GetFlag()), wrong.GetValue())
	}
	if strings.HasPrefix(err.Error(), "unknown shorthand flag") && takesQuery(cmd) {
		hint = "a letter to leave out goes behind two hyphens: " + cmd.CommandPath() + " -- graphene -x"
	}
	return misused(hint, "%w", err)
}
