package commands

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pressroom/data"
	"pressroom/ui"
)

// helpWidth is how wide a line of help is at most, in cells.
const helpWidth = 80

func (e *Env) help(cmd *cobra.Command) {
	var b strings.Builder
	section := func(title, text string) {
		if text = strings.TrimRight(text, "\n"); text != "" {
			fmt.Fprintf(&b, "\n%s:\n%s\n", title, text)
		}
	}
	b.WriteString(ansi.Wordwrap(cmp.Or(cmd.Long, cmd.Short+"."), helpWidth, "") + "\n")
	if cmd.Runnable() {
		section("Usage", "  "+cmd.UseLine())
	}
	section("Examples", indent(cmd.Example))
	section("Commands", subcommands(cmd))
	if cmd.Runnable() {
		section("Flags", flagUsages(cmd.LocalFlags()))
		section("Flags of all commands", flagUsages(cmd.InheritedFlags()))
	}
	_, _ = cmd.OutOrStdout().Write([]byte(b.String())) // the caller flushes, and sees the error
}

func indent(text string) string {
	if text == "" {
		return ""
	}
	return "  " + strings.ReplaceAll(text, "\n", "\n  ")
}

// subcommands lists the commands below one, with what they do.
func subcommands(cmd *cobra.Command) string {
	var b strings.Builder
	width := 0
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			width = max(width, len(c.Use))
		}
	}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			fmt.Fprintf(&b, "  %-*s  %s\n", width, c.Use, c.Short)
		}
	}
	return b.String()
}

func flagUsages(flags *pflag.FlagSet) string { return flags.FlagUsagesWrapped(helpWidth) }

// topics are what has help and is no command.
var topics = map[string]func() string{"keys": ui.KeysHelp, "queries": ui.QueriesHelp}

// helpCommand is cobra's own, with the topics, and an error where there is no such
// command.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "help [TOPIC]",
		Short:             "Show the help of a command, of keys, or of queries",
		ValidArgsFunction: cobra.FixedCompletions([]string{"keys", "queries"}, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && topics[args[0]] != nil {
				_, _ = cmd.OutOrStdout().Write([]byte(topics[args[0]]())) // the caller flushes, and sees the error
				return nil
			}
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				if err != nil || !about.HasAvailableSubCommands() {
					about, rest = cmd.Root(), args
				}
				return UnknownCommand(about, strings.Join(rest, " "))
			}
			about.InitDefaultHelpFlag()
			about.InitDefaultVersionFlag()
			return about.Help()
		},
	}
}

// Like returns the commands below one that a name may mean by mistake, the most like it first: two
// of its letters are wrong at most.
func Like(parent *cobra.Command, name string) []string {
	parent.SuggestionsMinimumDistance = 2
	like := parent.SuggestionsFor(name)
	slices.SortStableFunc(like, func(a, b string) int {
		return cmp.Compare(data.Distance(a, name), data.Distance(b, name))
	})
	return like
}

// UnknownCommand returns the error of a command that there is not below another one,
// with those that it is like.
func UnknownCommand(parent *cobra.Command, name string) error {
	before := parent.CommandPath() + " "
	hint, shown := before+"--help shows its commands", strings.TrimPrefix(before, parent.Root().DisplayName()+" ")+name
	if !parent.HasParent() {
		hint = before + "help shows the commands"
	}
	if like := Like(parent, name); len(like) > 0 {
		hint = "did you mean " + before + strings.Join(like, ", or "+before) + "?"
	}
	return Misused(hint, "there is no command %q", Clip(shown))
}

// Below takes the arguments of a command that only has others below it: none.
func Below(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return UnknownCommand(cmd, args[0])
	}
	return nil
}
