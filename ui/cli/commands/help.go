package commands

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pressroom/data"
	"pressroom/ui"
	"pressroom/ui/cli/plain"
)

// maxHelpWidth is how wide a line of help is at most, in cells.
const maxHelpWidth = 80

// helpWidth returns how wide a line of help is: no wider than the terminal.
func (e *Env) helpWidth() int {
	if t := e.Terminal(); t != nil {
		return min(t.Width, maxHelpWidth)
	}
	return maxHelpWidth
}

func (e *Env) help(cmd *cobra.Command) {
	var b strings.Builder
	width := e.helpWidth()
	section := func(title, text string) {
		if text = strings.TrimRight(text, "\n"); text != "" {
			fmt.Fprintf(&b, "\n%s:\n%s\n", title, text)
		}
	}
	b.WriteString(paragraph(cmp.Or(cmd.Long, cmd.Short+"."), width) + "\n")
	section("Usage", "  "+cmd.UseLine())
	section("Examples", indent(cmd.Example))
	section("Commands", columns(subcommands(cmd), width))
	section("Flags", flagUsages(cmd.LocalFlags(), width))
	if names := flagNames(cmd.InheritedFlags()); names != "" {
		section("Flags of all commands", plain.Wrap(names+": "+e.Program+" --help explains them", "  ", "  ", width))
	}
	_, _ = cmd.OutOrStdout().Write([]byte(b.String())) // the caller flushes, and sees the error
}

func flagNames(flags *pflag.FlagSet) string {
	var names []string
	flags.VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, "--"+f.Name)
		}
	})
	return strings.Join(names, ", ")
}

// minColumn is how many cells the second of two columns has at the least.
const minColumn = 20

// columns wraps lines of two columns, which stand two spaces apart: what does not fit goes on below the second one.
func columns(text string, width int) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		entry := strings.TrimLeft(line, " ")
		left, right, two := strings.Cut(entry, "  ")
		if !two {
			b.WriteString(line + "\n")
			continue
		}
		right = strings.TrimLeft(right, " ")
		before := strings.TrimSuffix(line, right)
		margin := strings.Repeat(" ", ansi.StringWidth(before))
		if width-len(margin) < minColumn { // below the first one
			margin = "    "
			before = line[:len(line)-len(entry)] + left + "\n" + margin
		}
		b.WriteString(plain.Wrap(right, before, margin, width) + "\n")
	}
	return b.String()
}

// paragraph wraps a text, if it is one paragraph.
func paragraph(text string, width int) string {
	if text = strings.TrimSpace(text); strings.Contains(text, "\n") {
		return text
	}
	return plain.Wrap(text, "", "", width)
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
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			fmt.Fprintf(w, "  %s\t%s\n", c.Use, c.Short)
		}
	}
	_ = w.Flush()
	return b.String()
}

func flagUsages(flags *pflag.FlagSet, width int) string {
	flags.VisitAll(func(f *pflag.Flag) {
		if d, err := time.ParseDuration(f.DefValue); err == nil && f.Value.Type() == "duration" {
			f.DefValue = data.DurationText(d)
		}
	})
	return flags.FlagUsagesWrapped(width)
}

// topics are what has help and is no command.
var topics = map[string]func() string{"keys": ui.KeysHelp, "queries": ui.QueriesHelp}

// helpCommand is cobra's own, with the topics, and an error where there is no such command.
func (e *Env) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "help [TOPIC]",
		Short:             "Show the help of a command, of keys, or of queries",
		ValidArgsFunction: cobra.FixedCompletions([]string{"keys", "queries"}, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && topics[args[0]] != nil {
				_, _ = cmd.OutOrStdout().Write([]byte(columns(topics[args[0]](), e.helpWidth()))) // the caller flushes, and sees the error
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
		hint = before + "search WORDS finds releases; " + before + "help shows the commands"
	}
	if like := Like(parent, name); len(like) > 0 {
		hint = "did you mean " + before + strings.Join(like, ", or "+before) + "?"
	}
	return Misused(hint, "there is no command %q", Clip(shown))
}

// Group has a command only stand for those below it: alone it shows its help.
func Group(cmd *cobra.Command) *cobra.Command {
	cmd.DisableFlagsInUseLine = true
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return UnknownCommand(cmd, args[0])
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	return cmd
}

// Takes returns what checks that a command has n arguments, of which none is empty; what
// says what they are.
func Takes(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == n && !slices.Contains(args, "") {
			return nil
		}
		name := strings.TrimPrefix(cmd.CommandPath(), cmd.Root().DisplayName()+" ")
		return Misused(cmd.CommandPath()+" --help shows how", "%s takes %s", name, what)
	}
}

// TakesNothing checks that a command has no arguments.
var TakesNothing = Takes(0, "no arguments")
