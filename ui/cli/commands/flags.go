package commands

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

// LeftOut marks the words that a query leaves out (-tariff), so that they are
// not taken for flags: a space before the hyphen tells cobra, and means nothing
// to a query. No flag has one hyphen and more than a letter.
func LeftOut(root *cobra.Command, args []string) []string {
	cmd, _, err := root.Find(args)
	if err != nil || !takesQuery(cmd) {
		return args
	}
	args = slices.Clone(args)
	for i, arg := range args {
		switch {
		case arg == "--":
			return args
		case i > 0 && takesValue(cmd, args[i-1]):
		case len(arg) > 2 && arg[0] == '-' && arg[1] != '-':
			args[i] = AsWords(arg)
		}
	}
	return args
}

// AsWords returns an argument that is no flag, whatever it begins with.
func AsWords(arg string) string {
	if strings.HasPrefix(arg, "-") {
		return " " + arg
	}
	return arg
}

// takesQuery reports whether the arguments of a command are a query.
func takesQuery(cmd *cobra.Command) bool { return strings.Contains(cmd.Use, "QUERY") }

// takesValue reports whether an argument is a flag whose value is the next one.
func takesValue(cmd *cobra.Command, arg string) bool {
	name, ok := strings.CutPrefix(arg, "--")
	if !ok {
		return false
	}
	f := cmd.Flag(name)
	return f != nil && f.NoOptDefVal == ""
}

// wrongFlag reports a flag that cannot be. Where a command takes a query, a letter to leave out may have been meant.
func wrongFlag(cmd *cobra.Command, err error) error {
	hint := cmd.CommandPath() + " --help shows its flags"
	var wrong *pflag.InvalidValueError
	if errors.As(err, &wrong) {
		return Misused(hint, "--%s takes %s, not %q", wrong.GetFlag().Name, valueOf(wrong.GetFlag()), Clip(wrong.GetValue()))
	}
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "" {
		if like := flagsLike(cmd, unknown.GetSpecifiedName()); len(like) > 0 {
			hint = "did you mean " + strings.Join(like, ", or ") + "? " + hint
		}
	}
	if strings.HasPrefix(err.Error(), "unknown shorthand flag") && takesQuery(cmd) {
		hint = "a letter to leave out goes behind two hyphens: " + cmd.CommandPath() + " -- graphene -x"
	}
	return Misused(hint, "%s", Clip(err.Error()))
}

// flagsLike returns the flags that a name may mean, the most like it first: a beginning, or two letters wrong at most.
func flagsLike(cmd *cobra.Command, name string) (like []string) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		wrong := data.Distance(f.Name, name)
		if !f.Hidden && (wrong <= 2 && 2*wrong < len(f.Name) || name != "" && strings.HasPrefix(f.Name, name)) {
			like = append(like, "--"+f.Name)
		}
	})
	slices.SortStableFunc(like, func(a, b string) int {
		return cmp.Compare(data.Distance(a, "--"+name), data.Distance(b, "--"+name))
	})
	return like
}

// valueOf says what a flag takes.
func valueOf(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int", "uint":
		return "a whole number"
	case "duration":
		return "a time such as 90s, 30m or 12h"
	case "bool":
		return "no value, or true or false"
	}
	values := strings.Split(f.Value.Type(), "|")
	last := len(values) - 1
	return strings.Join(values[:last], ", ") + " or " + values[last]
}

// Choice is a flag that takes one of some values.
type Choice struct {
	Value string
	Of    []string
}

// Add adds the flag to those of a command, with its values for completion.
func (c *Choice) Add(cmd *cobra.Command, flags *pflag.FlagSet, name, usage string) {
	flags.Var(c, name, usage)
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(c.Of, cobra.ShellCompDirectiveNoFileComp))
}

// String returns the value.
func (c *Choice) String() string { return c.Value }

// Set sets the value. It fails for one that is not to be chosen from.
func (c *Choice) Set(value string) error {
	if !slices.Contains(c.Of, value) {
		return errors.New("it takes " + strings.Join(c.Of, ", "))
	}
	c.Value = value
	return nil
}

// Type names the values, with a bar between two.
func (c *Choice) Type() string { return strings.Join(c.Of, "|") }

// maxClip is how much of what was typed a message repeats, in bytes.
const maxClip = 80

// Clip returns what was typed as a message repeats it: on one line, without what
// commands a terminal, and not all of it where it is long.
func Clip(typed string) string {
	typed, _ = data.SanitizeLine(typed)
	return Cut(typed, maxClip)
}

// Cut returns s, or its first n bytes at most and an ellipsis.
func Cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

// completeTime is how long a shell waits for the names that releases have.
const completeTime = 2 * time.Second

// CompleteQuery offers the fields of queries and their values.
func (e *Env) CompleteQuery(cmd *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	lib, err := e.Library(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	if strings.Contains(begun, ":") {
		ctx, cancel := context.WithTimeout(cmd.Context(), completeTime)
		defer cancel()
		_, _ = lib.Names(ctx) // else there are none to offer
	}
	completions, values := model.NewReader(lib, model.Options{}).Completions(begun)
	var offers []cobra.Completion
	for _, c := range completions {
		// What a shell has already stays: also where it becomes quoted.
		offer := strings.TrimSuffix(c.Text, " ")
		if strings.HasPrefix(unquoted(offer), unquoted(begun)) {
			offers = append(offers, offer)
		}
	}
	if !values {
		return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// unquoted returns a query in small letters, without quotation marks.
func unquoted(s string) string { return strings.ToLower(strings.ReplaceAll(s, `"`, "")) }

// completeIDs offers the IDs, with their headlines beside them.
func (e *Env) completeIDs(cmd *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	lib, err := e.Library(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var offers []cobra.Completion
	for r := range plain.Some(lib.Snapshot, plain.All(lib.Snapshot)) {
		if strings.HasPrefix(r.ID, strings.ToLower(begun)) {
			offers = append(offers, cobra.CompletionWithDesc(r.ID, r.Title))
		}
	}
	return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
