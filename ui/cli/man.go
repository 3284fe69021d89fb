package cli

import (
	"io"
	"strings"

	"github.com/muesli/mango"
	mpflag "github.com/muesli/mango-pflag"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pressroom/ui"
)

// manSections are the parts of the manual page that the commands do not have: a
// line each, and items that begin with a star.
func manSections() [][2]string {
	return [][2]string{
		{"Keys", items(ui.KeysHelp())},
		{"Queries", strings.Replace(items(ui.QueriesHelp()), "Queries", "The prompt and the commands take the same queries. All parts have to hold.", 1)},
		{"Files", `*ssh_host_ed25519_key: what pressroom serve proves itself by; in $STATE_DIRECTORY, or in the directory pressroom of the user's configuration. It is made at the first start.
*archive.db: the releases that are kept, and what was read and starred of them; in $XDG_DATA_HOME/pressroom, or .local/share/pressroom of the home directory. Beside it are archive.db.columns with its headlines, to open it quickly, archive.db.index, to find its texts, and archive.db.names, with who is named; they are made again where they are gone.
*known.txt: renamings and spellings of names, beside those that pressroom knows; in $XDG_CONFIG_HOME/pressroom, or .config/pressroom of the home directory. A line is organisation: OLD NAME = NEW NAME, or person: A SPELLING = NAME; what follows # is a remark.
*FILE of --corpus: board text. A record begins with a line that is - alone; then come a category, a headline, and the body, which ends in the word date and an ISO date.`},
		{"Environment", `*PAGER: shows a release that is longer than the terminal; less by default, and none where it is empty.
*NO_COLOR: no colours, where it is 1.
*COLORFGBG: tells of the background until the terminal does.
*PRESSROOM_ARCHIVE: the archive's file, in place of that one; none where it is empty.
*TMPDIR: where the texts of a large board, and the index of them, are while it is open.
*PRESSROOM_TRACE: a file for the stack of an internal error.`},
		{"Exit status", `*0: done.
*1: nothing found or chosen, or it failed.
*2: used wrongly, a wrong query, or a name that means several releases.
*128 and more: a signal ended the reader.`},
	}
}

// items makes items of lines that are indented: what stands in the left column, and
// what it means.
func items(help string) string {
	var b strings.Builder
	for line := range strings.Lines(help) {
		line = strings.TrimRight(line, "\n")
		entry, indented := strings.CutPrefix(line, "  ")
		left, right, _ := strings.Cut(strings.TrimSpace(entry), "  ")
		switch {
		case indented:
			b.WriteString("*" + left + ": " + strings.TrimSpace(right) + "\n")
		case line != "":
			b.WriteString(line + "\n")
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// manCommand prints the manual page.
func manCommand() *cobra.Command {
	return &cobra.Command{
		Use: "man", Short: "Print the manual page", Args: cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			root := cmd.Root()
			asPage(root)
			page := mango.NewManPage(1, root.Name(), root.Short).WithLongDescription(root.Long)
			page.Root = *mango.NewCommand(root.Name(), "", "")
			if err := addPage(&page.Root, root); err != nil {
				return err
			}
			for _, s := range manSections() {
				page.WithSection(s[0], s[1])
			}
			_, err := io.WriteString(cmd.OutOrStdout(), page.Build(roff.NewDocument())+"\n")
			return err
		},
	}
}

// addPage adds the flags of a command to its part of the page, and the commands
// below it. Flags that all commands have stand with the program alone.
func addPage(to *mango.Command, cmd *cobra.Command) error {
	for _, c := range cmd.Commands() {
		if c.Hidden {
			continue
		}
		part := mango.NewCommand(c.Name(), c.Short, c.Use)
		if err := to.AddCommand(part); err != nil {
			return err
		}
		if err := addPage(part, c); err != nil {
			return err
		}
	}
	cmd.LocalFlags().VisitAll(mpflag.PFlagCommandVisitor(to))
	return nil
}

// asPage takes from the flags of a command, and of those below it, the marks that
// the page would show as they stand.
func asPage(cmd *cobra.Command) {
	clean := func(f *pflag.Flag) {
		_, f.Usage = pflag.UnquoteUsage(f)
		f.Shorthand = ""
	}
	cmd.Flags().VisitAll(clean)
	cmd.PersistentFlags().VisitAll(clean)
	for _, c := range cmd.Commands() {
		asPage(c)
	}
}
