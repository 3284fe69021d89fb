package cli

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pressroom/model"
	"pressroom/ui/cli/plain"
)

// commands returns the tree of commands.
func (p *program) commands() *cobra.Command {
	root := &cobra.Command{
		Use:   "pressroom [QUERY...]",
		Short: "Read official press releases in the terminal",
		Long: "Read official press releases in the terminal: browse them, find them by words, dates and names, narrow by " +
			"category and date, and read each as a page. Where standard output is no terminal, the list is printed. " +
			"A word that no release has, and that is nearly a command, is taken for a mistyped command; " +
			"pressroom -- WORD looks for it.",
		Example: `# open the reader, or open it on a query
pressroom
pressroom graphene pohang
# read a board's text of your own
pressroom --corpus board.txt
# print the list, what is found, and a release
pressroom list
pressroom search '"advanced packaging" date:2025-11'
pressroom show graphene
# choose a release, and print it
pressroom show "$(pressroom pick)"`,
		Args: cobra.ArbitraryArgs, // a query
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.open(cmd.Context(), plain.QueryText(args), commandsLike(cmd, args))
		},
	}
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	root.SetFlagErrorFunc(wrongFlag)
	flags := root.PersistentFlags()
	flags.StringArrayVar(&p.corpus, "corpus", nil,
		"read the board text of this file instead of the embedded one; - is standard input; may be repeated")
	flags.BoolVar(&p.ascii, "ascii", !utf8Locale(p.env),
		"draw the reader's borders in ASCII, as where the locale is not UTF-8")
	flags.Lookup("ascii").DefValue = "false"
	flags.Var(&p.ambiguous, "ambiguous",
		"how many cells the terminal draws ambiguous characters with: 1, 2, or auto to ask it")
	flags.BoolVar(&p.slow, "slow", false,
		"for a slow line: one pane at a time and fewer frames, as by itself where a terminal over SSH answers late")

	root.AddCommand(p.listCommand(), p.searchCommand(), p.pickCommand(), p.showCommand(), p.serveCommand())

	const more = "more"
	root.AddGroup(&cobra.Group{ID: more, Title: more})
	root.SetHelpCommand(helpCommand())
	root.SetHelpCommandGroupID(more)
	root.SetCompletionCommandGroupID(more)
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if !cmd.Runnable() { // completion: a shell that it does not know is an error
			cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		}
	}
	return root
}

func (p *program) showCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show ID...",
		Short: "Print a release",
		Long: "Print the release that has an ID, or an ID beginning so, or a headline with these words. " +
			"A name that means several releases is an error, and they are printed as list does. " +
			"Several IDs, or beginnings of IDs that mean one release each, are that many releases.",
		Example: `pressroom show kg03m8sr
# the beginning of an ID will do, and so will words of a headline
pressroom show kg
pressroom show carbon neutrality
pressroom show --json graphene | jq -r .markdown
pressroom show --json graphene | jq -r '.people[].name'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(strings.Join(args, "")) == "" {
				return misused("pressroom list prints the IDs; words of a headline will do as well", "show what? an ID is missing")
			}
			return nil
		},
		ValidArgsFunction: p.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, err := p.library()
			if err != nil {
				return err
			}
			p.problems(lib.Problems)
			name := strings.Join(args, " ")
			rows, exact, err := plain.Named(cmd.Context(), lib, name)
			if err != nil {
				return err
			}
			if !exact {
				return p.notOne(lib, name, rows, asJSON)
			}
			releases := slices.Collect(plain.Rows(lib.Catalogue, rows))
			return p.print(func(w io.Writer) error { return plain.Releases(w, releases, p.measure(), asJSON) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON object, of several releases an array, with the body as it is and as Markdown, and whom and what it names")
	return cmd
}

// maxLines is how many problems, or releases that a name may mean, are
// written one by one.
const maxLines = 20

// notOne reports a name that means no release, or several. Which ones they are
// is printed: it is what was asked for, as far as it is known. Who reads JSON
// gets JSON or nothing, and has them beside the error.
func (p *program) notOne(lib *model.Library, name string, rows []int, asJSON bool) error {
	if len(rows) == 0 {
		return failed("pressroom list prints all IDs and headlines", "no release has the ID %q or these words in its headline", name)
	}
	candidates := func(w io.Writer) error {
		err := plain.List(w, plain.Rows(lib.Catalogue, rows[:min(len(rows), maxLines)]))
		if n := len(rows) - maxLines; n > 0 && err == nil {
			_, err = fmt.Fprintf(w, "and %d more\n", n)
		}
		return err
	}
	ambiguous := misused("give the ID, or more words of the headline", "%q is ambiguous: it means %d releases", name, len(rows))
	if asJSON {
		_ = candidates(p.errs)
		return ambiguous
	}
	return cmp.Or(p.print(candidates), ambiguous)
}

// print writes to standard output through a buffer. Standard output keeps
// its own errors.
func (p *program) print(write func(io.Writer) error) error {
	w := bufio.NewWriterSize(p.out, 64<<10)
	if err := write(w); err != nil && p.out.err == nil {
		return err
	}
	_ = w.Flush()
	return nil
}

// completeIDs offers the shell the IDs, with their headlines beside them.
func (p *program) completeIDs(_ *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	lib, err := p.library()
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var offers []cobra.Completion
	for r := range plain.All(lib.Catalogue) {
		if strings.HasPrefix(r.ID, strings.ToLower(begun)) {
			offers = append(offers, cobra.CompletionWithDesc(r.ID, r.Title))
		}
	}
	return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// helpCommand is cobra's own, but for a topic that there is not.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "help [command]",
		Short:             "Show the help of a command",
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(cmd.Root(), strings.Join(args, " "))
			}
			about.InitDefaultHelpFlag()
			about.InitDefaultVersionFlag()
			return about.Help()
		},
	}
}

func unknownCommand(root *cobra.Command, name string) error {
	hint := "pressroom --help shows the commands; to find a release: pressroom show " + name
	root.SuggestionsMinimumDistance = 2
	if like := root.SuggestionsFor(name); len(like) > 0 {
		hint = "did you mean pressroom " + strings.Join(like, ", or pressroom ") + "?"
	}
	return misused(hint, "there is no command %q", name)
}
