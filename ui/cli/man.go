package cli

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pressroom/ui"
	"pressroom/ui/cli/commands"
)

// manSections are the parts of the manual page that are not in commands; lines of two columns are items.
func manSections() [][2]string {
	return [][2]string{
		{"Keys", ui.KeysHelp()},
		{"Queries", strings.Replace(ui.QueriesHelp(), "Queries", "The prompt and the commands take the same queries. All parts have to hold.", 1)},
		{"Files", `archive.db  The releases that are kept, and what was read and starred of them; in $XDG_DATA_HOME/pressroom, or .local/share/pressroom of the home directory. Beside it are archive.db.columns with its headlines, to open it quickly, archive.db.index, to find its texts, and archive.db.names, with who is named; they are made again where they are gone.
known.txt  Renamings and spellings of names, beside those that pressroom knows; in $XDG_CONFIG_HOME/pressroom, or .config/pressroom of the home directory. A line is organisation: OLD NAME = NEW NAME, or person: A SPELLING = NAME; what follows # is a remark.
ssh_host_ed25519_key  What pressroom serve proves itself by; in $STATE_DIRECTORY, or in the directory pressroom of the user's configuration. It is made at the first start.
FILE of --corpus  Board text. A record begins with a line that is - alone; then come a category, a headline, and the body, which ends in the word date and an ISO date.`},
		{"Environment", `PAGER  Shows a release that is longer than the terminal; less by default, and none where it is empty.
NO_COLOR  No colours, where it is 1.
COLORFGBG  Tells of the background until the terminal does.
PRESSROOM_ARCHIVE  The archive's file, in place of the one above; none where it is empty.
TMPDIR  Where the texts of a large board, and the index of them, are while it is open.
PRESSROOM_TRACE  A file for the stack of an internal error.`},
		{"Exit status", `0  Done.
1  Nothing found or chosen, or it failed.
2  Used wrongly, a wrong query, or a name that means several releases.
128 and more  A signal ended the reader.`},
	}
}

func manCommand() *cobra.Command {
	return &cobra.Command{
		Use: "man", Short: "Print the manual page", Args: commands.TakesNothing,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := io.WriteString(cmd.OutOrStdout(), manPage(cmd.Root()))
			return err
		},
	}
}

// roff is a manual page in the language of man(7).
type roff struct{ strings.Builder }

// macro writes a line that begins with a macro.
func (r *roff) macro(name, argument string) {
	fmt.Fprintf(r, ".%s %s\n", name, strings.ReplaceAll(roffText(argument), `"`, `\(dq`))
}

func (r *roff) text(text string) { r.WriteString(".PP\n" + roffText(text) + "\n") }

// item writes an item: its sign, and beside it what it means.
func (r *roff) item(sign, meaning string) {
	r.WriteString(".TP\n")
	r.macro("B", sign)
	r.WriteString(roffText(meaning) + "\n")
}

var roffEscapes = strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n.", "\n\\&.", "\n'", "\n\\&'")

// roffText returns a text as it stands in a page: no line of it is taken for a macro.
func roffText(s string) string {
	s = roffEscapes.Replace("\n" + s)
	return s[len("\n"):]
}

// manPage returns the manual page of a command with those below it.
func manPage(root *cobra.Command) string {
	var r roff
	version, _, _ := strings.Cut(root.Version, ",")
	fmt.Fprintf(&r, ".TH %s 1 \"\" \"%s %s\"\n", strings.ToUpper(root.Name()), root.Name(), roffText(version))
	r.macro("SH", "NAME")
	r.WriteString(root.Name() + " \\- " + roffText(root.Short) + "\n")
	r.macro("SH", "SYNOPSIS")
	r.macro("B", root.UseLine())
	r.WriteString(".br\n")
	r.macro("B", root.Name()+" COMMAND ...")
	r.macro("SH", "DESCRIPTION")
	r.text(root.Long)
	r.examples(root)
	r.macro("SH", "OPTIONS")
	r.text("All commands have these.")
	r.flags(root.PersistentFlags())
	r.macro("SH", "COMMANDS")
	r.commands(root)
	for _, s := range manSections() {
		r.macro("SH", strings.ToUpper(s[0]))
		r.lines(s[1])
	}
	return r.String()
}

func (r *roff) commands(parent *cobra.Command) {
	for _, cmd := range parent.Commands() {
		if !cmd.IsAvailableCommand() && cmd.Name() != "help" {
			continue
		}
		r.macro("SS", strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")+strings.TrimPrefix(cmd.Use, cmd.Name()))
		r.text(cmp.Or(cmd.Long, cmd.Short+"."))
		r.flags(cmd.LocalNonPersistentFlags())
		r.examples(cmd)
		if cmd.Name() != "completion" { // whose commands differ in nothing
			r.commands(cmd)
		}
	}
}

func (r *roff) flags(flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Name == "help" || f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		sign := strings.TrimSpace("--" + f.Name + " " + value)
		if f.Shorthand != "" {
			sign = "-" + f.Shorthand + ", " + sign
		}
		r.item(sign, usage)
	})
}

func (r *roff) examples(cmd *cobra.Command) {
	if cmd.Example != "" {
		r.WriteString(".PP\n.RS 4\n.nf\n" + roffText(cmd.Example) + "\n.fi\n.RE\n")
	}
}

// lines writes a text of lines: items, headings of those that are indented, and paragraphs.
func (r *roff) lines(text string) {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		left, right, two := strings.Cut(strings.TrimSpace(line), "  ")
		switch {
		case two:
			r.item(left, strings.TrimSpace(right))
		case line != "":
			r.text(line)
		}
	}
}
