package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"pressroom/data/feed"
	"pressroom/data/fetch"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/ui/cli/commands"
)

func (p *program) addListCommands(source *cobra.Command) {
	oneFile := commands.Takes(1, "the name of one file, or -")
	var dry bool
	add := p.sourceSubcommand(source, "import FILE", "Follow the sources of a list of another feed reader (OPML); - is standard input", oneFile,
		func(cmd *cobra.Command, s *sqlite.Store, args []string) error {
			return p.importSources(cmd.Context(), s, args[0], dry)
		})
	add.Flags().BoolVar(&dry, "dry-run", false, "change nothing, and say what would be followed")
	export := p.sourceSubcommand(source, "export FILE", "Write the sources as a list for other feed readers (OPML); - is standard output", oneFile,
		func(cmd *cobra.Command, s *sqlite.Store, args []string) error {
			return p.exportSources(cmd.Context(), s, args[0])
		})
	add.ValidArgsFunction, export.ValidArgsFunction = nil, nil // files complete them
}

// importSources adds the sources of an OPML list of another feed reader; those that are followed stay as they are.
func (p *program) importSources(ctx context.Context, s store.Store, file string, dry bool) error {
	name, from := file, io.Reader(p.in)
	if file == "-" {
		name = stdinName
	} else {
		f, err := os.Open(file)
		if err != nil {
			return commands.Failed("", "%s: cannot be read: %w", file, commands.Reason(err))
		}
		defer f.Close()
		from = f
	}
	outlines, err := unlessDone(ctx, func() ([]feed.Outline, error) { return feed.ReadOPML(name, from) })
	if ctx.Err() != nil {
		return commands.Failed("", "interrupted: nothing was added")
	}
	if err == nil && len(outlines) == 0 {
		err = fmt.Errorf("%s: no source in it", name)
	}
	if err != nil {
		return commands.Failed("", "%w", err)
	}
	list, err := s.Sources(ctx)
	if err != nil {
		return err
	}
	followed, names := map[string]string{}, map[string]store.Source{}
	for _, source := range list {
		names[source.Name] = source
		if source.Address != "" {
			followed[source.Address] = source.Name
		}
	}
	added := 0
	for _, o := range outlines {
		if other, known := followed[o.Address]; known {
			fmt.Fprintf(p.errs, "%s is followed already, as %q\n", store.ShownAddress(o.Address), other)
			continue
		}
		if err := fetch.Public(o.Address); err != nil { // whoever wrote the list need not be who reads it
			fmt.Fprintf(p.errs, "skipped: %v\n", err)
			continue
		}
		source := store.Source{Name: freeName(o, names), Address: o.Address, Category: o.Folder}
		if !dry {
			if err := s.PutSource(ctx, source); err != nil {
				return err
			}
		}
		added++
		followed[source.Address], names[source.Name] = source.Name, source
		fmt.Fprintf(p.out, "%s  %s\n", clean(source.Name), store.ShownAddress(source.Address))
	}
	end := ""
	if dry {
		end = "; nothing was kept"
	}
	fmt.Fprintf(p.errs, "%d of %d sources added%s\n", added, len(outlines), end)
	return nil
}

// freeName returns the name of a source in a list, or one like it where another source that is followed has it.
func freeName(o feed.Outline, names map[string]store.Source) string {
	host := o.Address
	if u, err := url.Parse(o.Address); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	name := shortened(cmp.Or(o.Title, host), store.MaxName)
	free := func(name string) bool { return names[name].Name == "" || names[name].Address == "" }
	for i, base := 2, name; !free(name); i++ {
		more := fmt.Sprintf(" (%d)", i)
		name = shortened(base, store.MaxName-len(more)) + more
	}
	return name
}

// shortened returns the beginning of a text that has at most n bytes.
func shortened(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "")
}

// exportSources writes the followed sources as an OPML list for feed readers, with categories as folders.
func (p *program) exportSources(ctx context.Context, s store.Store, file string) error {
	list, err := s.Sources(ctx)
	if err != nil {
		return err
	}
	var outlines []feed.Outline
	for _, source := range list {
		if source.Address == "" {
			continue
		}
		address := store.WithoutLogin(source.Address) // the list is for others
		if address != source.Address {
			fmt.Fprintf(p.errs, "%s: written without its login\n", clean(source.Name))
		}
		outlines = append(outlines, feed.Outline{Title: source.Name, Address: address, Folder: source.Category})
	}
	if len(outlines) == 0 {
		return commands.Failed("pressroom source add ADDRESS adds one", "no source is followed")
	}
	const title = "Sources of pressroom"
	if file == "-" {
		return feed.WriteOPML(p.out, title, outlines)
	}
	return p.replace(ctx, file, func(_ context.Context, w io.Writer) error { return feed.WriteOPML(w, title, outlines) })
}
