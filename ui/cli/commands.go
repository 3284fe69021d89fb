package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/cli/commands"
	"pressroom/ui/cli/plain"
	"pressroom/ui/screen"
)

func (p *program) commands() *cobra.Command {
	root := p.reading.Root(&cobra.Command{
		Use:   "pressroom [QUERY...]",
		Short: "Read official press releases in the terminal",
		Long: "Read official press releases in the terminal: browse them, find them by words, dates and names, narrow by " +
			"category and date, and read each as a page. On a pipe the list is printed. " +
			"A word that no release has and that looks like a command is taken for a mistyped command; " +
			"pressroom -- WORD searches for it.",
		Example: `# open the reader, or open it on a query
pressroom
pressroom graphene pohang
# read a board's text of your own
pressroom --corpus board.txt
curl -s https://example.org/board.txt | pressroom list --corpus -
# print the list, what is found, and a release
pressroom list
pressroom search '"advanced packaging" date:2025-11'
pressroom show graphene
# choose a release, and print it
pressroom show "$(pressroom pick)"`,
		Args:              cobra.ArbitraryArgs, // a query
		ValidArgsFunction: p.reading.CompleteQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.open(cmd.Context(), plain.QueryText(args), commandsLike(cmd, args))
		},
		Version: version(),
	})
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	flags := root.PersistentFlags()
	flags.StringArrayVar(&p.corpus, "corpus", nil,
		"read the board text of this `file` instead of the archive; - is standard input; may be repeated")
	flags.Func("archive", "use this archive `file`; by default PRESSROOM_ARCHIVE, or $XDG_DATA_HOME/pressroom/archive.db; '' is none", func(path string) error {
		p.archive = &path
		return nil
	})
	flags.StringVar(&p.known, "known", "", "read renamings and other spellings of names from this `file`; "+
		"by default $XDG_CONFIG_HOME/pressroom/known.txt")
	flags.BoolVar(&p.ascii, "ascii", !screen.UTF8Of(p.env),
		"draw borders and marks in ASCII, as where the locale is not UTF-8")
	flags.Lookup("ascii").DefValue = "false"
	p.ambiguous.Add(root, flags, "ambiguous",
		"the `cells` that an ambiguous character takes on this terminal: 1, 2, or auto to ask it")
	flags.BoolVar(&p.slow, "slow", false,
		"for a slow line: one pane at a time and fewer frames; over SSH a slow line is noticed by itself")

	p.theme.Add(root, flags, "theme", "choose colours for a `background` that is dark or light, or auto to ask the terminal")
	p.color.Add(root, flags, "color", "`when` to use colours: always, never, or auto, which is on a terminal")

	root.AddCommand(p.reading.Reading()...)
	root.AddCommand(p.pickCommand(), p.importCommand(), p.sourceCommand(), p.syncCommand(), p.archiveCommand(), p.reading.Marks(p.openMarks), p.serveCommand(), manCommand())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	describeCompletion(root)
	return root
}

// describeCompletion words cobra's command for completions as the others are.
func describeCompletion(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		if cmd.Name() != "completion" {
			continue
		}
		commands.Group(cmd)
		cmd.Use, cmd.Short = "completion SHELL", "Print the completions for a shell"
		cmd.Long = "Print the completions for a shell: of commands, flags, IDs, fields of queries and their values. " +
			"The shells are bash, fish, powershell and zsh, and the help of each says where its completions go."
		for _, shell := range cmd.Commands() {
			shell.Short, shell.Args = "Print the completions for "+shell.Name(), commands.TakesNothing
		}
	}
}

// commandsLike returns the commands that the first word of a query may mean, two letters of which are wrong at most.
func commandsLike(root *cobra.Command, args []string) []string {
	if len(args) == 0 || root.ArgsLenAtDash() >= 0 || strings.Trim(args[0], "abcdefghijklmnopqrstuvwxyz") != "" {
		return nil
	}
	return commands.Like(root, args[0])
}

// mistyped returns an error where a query finds nothing, and no release has its first word, which is like a command.
func mistyped(ctx context.Context, lib *model.Library, query string, q data.Query, like []string) error {
	word, rest, _ := strings.Cut(query, " ")
	for _, q := range []data.Query{{Words: word}, q} {
		if q.Is != 0 {
			return nil // it asks for marks, which are not read yet
		}
		listing, err := model.Search(ctx, lib, q, nil)
		if err != nil || listing.Len() > 0 {
			return err
		}
	}
	look := "the word"
	if rest != "" {
		look = "the words"
	}
	return commands.Misused(fmt.Sprintf("did you mean pressroom %s? to look for %s: pressroom -- %s", strings.Join(like, ", or pressroom "), look, query),
		"there is no command %q, and no release with that word", word)
}

// onlyID returns an error where a query finds nothing and is the ID of a release.
func (p *program) onlyID(ctx context.Context, lib *model.Library, q data.Query) error {
	isID := p.reading.WithID(lib, q)
	if isID == nil {
		return nil
	}
	listing, err := model.Search(ctx, lib, q, nil)
	if err != nil || listing.Len() > 0 {
		return err
	}
	return isID
}

// endings are the signals to end the process; the first is a key's.
var endings = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}

// endedBy returns a context that ends at a signal, so that a command can report its work. The second one ends the
// process; one that it was started to ignore, as nohup has it, stays ignored.
func endedBy(ctx context.Context, signals ...os.Signal) (context.Context, context.CancelFunc) {
	signals = slices.DeleteFunc(slices.Clone(signals), signal.Ignored)
	if len(signals) == 0 { // for which NotifyContext would take all
		return context.WithCancel(ctx)
	}
	ctx, stop := signal.NotifyContext(ctx, signals...)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
