package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/fetch"
	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/ui/cli/commands"
)

// sourceFlags are what a source is made of, by flags.
type sourceFlags struct {
	name, address, category string
	format                  commands.Choice
	every                   time.Duration
	force                   bool
}

func (f *sourceFlags) add(cmd *cobra.Command) {
	f.format = formats()
	flags := cmd.Flags()
	flags.StringVar(&f.name, "name", "", "call it by this `name`")
	flags.StringVar(&f.category, "category", "", "the `category` of releases that have none")
	flags.DurationVar(&f.every, "every", 0, "ask it each time that this `time` has passed, 5m or more; 0 is an hour")
	f.format.Add(cmd, flags, "format", "read it as this `format`: auto, to look at the bytes, or "+strings.Join(f.format.Of[1:], ", "))
}

// put puts the flags that were given into a source.
func (f *sourceFlags) put(cmd *cobra.Command, s *store.Source) error {
	given := cmd.Flags().Changed
	if given("category") {
		s.Category = clean(f.category)
	}
	if given("format") {
		s.Format = string(formatOf(f.format.Value))
		s.Fetch.Kind = "" // it is taken as it is from now on
	}
	if given("category") || given("format") { // what it has is to be read anew, also if it has not changed
		s.Fetch.ETag, s.Fetch.LastModified = "", ""
	}
	if given("every") {
		if err := intake.SetInterval(s, f.every); err != nil {
			return commands.Misused("", "--every %w", err)
		}
	}
	return nil
}

func (p *program) sourceCommand() *cobra.Command {
	source := commands.Group(&cobra.Command{
		Use:   "source COMMAND",
		Short: "Follow boards and feeds: add, list, edit, remove, import, export",
		Long: "Follow boards and feeds, which pressroom sync asks for what is new. To add one, name its address or that of a page " +
			"that names it.",
		Example: `pressroom source add https://www.korea.kr/rss/dept_motir.xml --name MOTIR
pressroom source list
pressroom sync
# from another feed reader, and to one
newsboat --export-to-opml | pressroom source import -
pressroom source export sources.opml`,
	})
	oneName := commands.Takes(1, "the name of one source")
	command := func(use, short string, args cobra.PositionalArgs, run sourceRun) *cobra.Command {
		return p.sourceSubcommand(source, use, short, args, run)
	}
	var added, edited sourceFlags
	add := command("add ADDRESS", "Follow a board or a feed", commands.Takes(1, "one address"),
		func(cmd *cobra.Command, s *sqlite.Store, args []string) error {
			return p.addSource(cmd, s, args[0], &added)
		})
	added.add(add)
	add.Flags().BoolVar(&added.force, "force", false, "follow it also where it cannot be read now")
	var asJSON bool
	list := command("list", "Print the sources", commands.TakesNothing,
		func(cmd *cobra.Command, s *sqlite.Store, _ []string) error {
			return p.listSources(cmd.Context(), s, asJSON)
		})
	list.Flags().BoolVar(&asJSON, "json", false, "print an array")
	edit := command("edit NAME", "Change a source", oneName,
		func(cmd *cobra.Command, s *sqlite.Store, args []string) error {
			return p.editSource(cmd, s, args[0], &edited)
		})
	edited.add(edit)
	edit.Flags().StringVar(&edited.address, "address", "", "ask at this `address`")
	var releases, yes bool
	remove := command("remove NAME", "Follow a source no longer; its releases stay", oneName,
		func(cmd *cobra.Command, s *sqlite.Store, args []string) error {
			return p.removeSource(cmd.Context(), s, args[0], releases, yes)
		})
	remove.Flags().BoolVar(&releases, "releases", false, "remove its releases too, with all versions and what anybody marked of them")
	remove.Flags().BoolVar(&yes, "yes", false, "do it, with --releases")
	p.addListCommands(source)
	return source
}

// sourceRun is what a command of sources does with the archive.
type sourceRun func(cmd *cobra.Command, s *sqlite.Store, args []string) error

// sourceSubcommand adds a command to those of sources.
func (p *program) sourceSubcommand(source *cobra.Command, use, short string, args cobra.PositionalArgs, run sourceRun) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Args: args, ValidArgsFunction: cobra.NoFileCompletions}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ctx, stop := endedBy(cmd.Context(), endings...)
		defer stop()
		cmd.SetContext(ctx)
		return p.withArchive(ctx, true, func(s *sqlite.Store) error { return run(cmd, s, args) })
	}
	source.AddCommand(cmd)
	return cmd
}

func (p *program) addSource(cmd *cobra.Command, s *sqlite.Store, address string, flags *sourceFlags) error {
	address = feed.WebScheme(address)
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return commands.Misused("it begins with https:// or http://", "%s: no address of the web", commands.Clip(address))
	}
	if err := flags.put(cmd, &store.Source{}); err != nil { // before the site is asked
		return err
	}
	ctx := cmd.Context()
	if err := s.Writable(ctx); err != nil { // before the site is asked
		return err
	}
	sources, err := s.Sources(ctx)
	if err != nil {
		return err
	}
	client := newClient()
	defer client.Close()
	found, err := client.Discover(ctx, address)
	unread := err
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && !flags.force:
		return commands.Failed(addHint(err), "%w", err)
	case err != nil:
		found = []fetch.Found{{Address: address}}
	}
	first := found[0]
	added := store.Source{Name: clean(cmp.Or(flags.name, shortened(data.OneLine(clean(first.Title)), store.MaxName), u.Hostname())), Address: first.Address}
	if err := flags.put(cmd, &added); err != nil {
		return err
	}
	intake.NoteRefused(&added, unread)
	for _, other := range sources {
		switch {
		case other.Address == added.Address:
			return commands.Failed("", "%s is followed already, as %q", store.ShownAddress(added.Address), other.Name)
		case other.Name == added.Name && other.Address != "":
			return commands.Failed("give it another one: --name NAME", "there is a source %q already", other.Name)
		}
	}
	if err := s.PutSource(ctx, added); err != nil {
		return err
	}
	if unread != nil {
		fmt.Fprintf(p.out, "%s: followed, though it cannot be read now: %s\n", added.Name, clean(unread.Error()))
		return nil
	}
	p.tellAdded(added.Name, found)
	return nil
}

// addHint says what can be done where nothing was found to follow.
func addHint(err error) string {
	var e *fetch.Error
	switch {
	case errors.Is(err, fetch.ErrNothing):
		return "look there for a link named RSS, Atom or Feed, and add its address; pressroom import ADDRESS keeps the page of one release"
	case errors.As(err, &e) && (e.Kind == fetch.Refused || e.Kind == fetch.Gone):
		return ""
	}
	return "pressroom source add --force follows it all the same, from when it can be read"
}

func (p *program) tellAdded(name string, found []fetch.Found) {
	first := &found[0]
	fmt.Fprintf(p.out, "%s: %s of %s at %s\n", name, kindOf(&first.Report), data.Count(first.Report.Items, "release"), store.ShownAddress(first.Address))
	for _, it := range first.Items {
		fmt.Fprintf(p.out, "  %s  %s\n", it.Date, it.Title)
	}
	for _, other := range found[1:] {
		fmt.Fprintf(p.errs, "also there: %s %s\n", other.Address, other.Title)
	}
}

func kindOf(r *feed.Report) string {
	switch {
	case r.Links:
		return "a list"
	case r.Format == feed.Pages:
		return "a board"
	case r.Format == feed.Archive:
		return "an archive"
	case r.Format == feed.JSON:
		return "a JSON file"
	}
	return "a " + string(r.Format)
}

func clean(text string) string {
	text, _ = data.SanitizeLine(text)
	return text
}

func (p *program) editSource(cmd *cobra.Command, s *sqlite.Store, name string, flags *sourceFlags) error {
	ctx := cmd.Context()
	named, err := sourceNamed(ctx, s, name, true)
	if err != nil {
		return err
	}
	name = named.Name
	err = s.ChangeSource(ctx, name, func(source *store.Source, _ []store.Source) error {
		if flags.address != "" {
			source.Address, source.Fetch = flags.address, store.Fetch{}
		}
		return flags.put(cmd, source)
	})
	if err != nil {
		return err
	}
	if cmd.Flags().Changed("category") {
		fmt.Fprintf(cmd.ErrOrStderr(), "pressroom: releases that %s lists get the category with the next sync; those it lists no more keep what they have\n", clean(name))
	}
	if flags.name != "" && flags.name != name {
		return s.RenameSource(ctx, name, clean(flags.name))
	}
	return nil
}

func (p *program) listSources(ctx context.Context, s *sqlite.Store, asJSON bool) error {
	sources, err := s.Sources(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		list := []map[string]any{}
		for _, source := range sources {
			f := source.Fetch
			list = append(list, map[string]any{
				"name": source.Name, "address": store.ShownAddress(source.Address), "format": source.Format, "category": source.Category,
				"every": data.DurationText(source.Interval), "done": written(f.Done), "next": written(f.Next),
				"failure": f.Failure, "failing_since": written(f.FailingSince), "ended": f.Ended,
			})
		}
		to := json.NewEncoder(p.out)
		to.SetEscapeHTML(false)
		return to.Encode(list)
	}
	for _, source := range sources {
		fmt.Fprintf(p.out, "%s\n", clean(source.Name))
		if source.Address == "" {
			fmt.Fprintf(p.out, "  not followed: what was imported\n")
			continue
		}
		fmt.Fprintf(p.out, "  %s\n  %s\n", store.ShownAddress(source.Address), clean(health(source.Fetch)))
	}
	if len(sources) == 0 {
		fmt.Fprintln(p.errs, "no sources yet: pressroom source add ADDRESS adds one")
	}
	return nil
}

func health(f store.Fetch) string {
	switch {
	case f.Ended:
		return "ended, not asked any more: " + f.Failure
	case f.Failures > 0:
		return "failing since " + clock(f.FailingSince) + ", next after " + clock(f.Next) + ": " + f.Failure
	case f.Done.IsZero():
		return "not asked yet"
	}
	return "asked " + clock(f.Done) + ", next after " + clock(f.Next)
}

// clock writes a time as the clock on the wall has it.
func clock(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

// written returns a time for JSON, "" for none.
func written(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// maxNear is how many letters of the name of a source may be mistyped.
const maxNear = 2

// sourceNamed returns the source of a name, in whatever letters, or, if beginning says so, the only one that begins so.
func sourceNamed(ctx context.Context, s store.Store, name string, beginning bool) (store.Source, error) {
	list, err := s.Sources(ctx)
	if err != nil {
		return store.Source{}, err
	}
	var same, begins, near []store.Source
	folded := strings.ToLower(name)
	for _, source := range list {
		has := strings.ToLower(source.Name)
		switch {
		case source.Name == name:
			return source, nil
		case has == folded:
			same = append(same, source)
		case strings.HasPrefix(has, folded):
			begins = append(begins, source)
		case data.Distance(has, folded) <= maxNear:
			near = append(near, source)
		}
	}
	if len(same) == 0 && beginning {
		same = begins
	}
	switch shown := commands.Clip(name); {
	case len(same) == 1:
		return same[0], nil
	case len(same) > 1:
		return store.Source{}, commands.Misused("name one of "+quoted(same), "there are several sources %q", shown)
	case len(begins)+len(near) > 0:
		return store.Source{}, commands.Failed("did you mean "+quoted(append(begins, near...))+"?", "there is no source %q", shown)
	default:
		return store.Source{}, commands.Failed("pressroom source list shows the sources", "there is no source %q", shown)
	}
}

// maxQuoted is how many names a hint has.
const maxQuoted = 5

func quoted(list []store.Source) string {
	var names []string
	for _, source := range list[:min(len(list), maxQuoted)] {
		names = append(names, `"`+clean(source.Name)+`"`)
	}
	return strings.Join(names, ", ")
}

func (p *program) removeSource(ctx context.Context, s *sqlite.Store, name string, releases, yes bool) error {
	source, err := sourceNamed(ctx, s, name, false)
	if err != nil {
		return err
	}
	if releases && !yes {
		return commands.Misused("add --yes to do it; pressroom archive backup FILE keeps a copy of all before",
			"this cannot be undone: all releases of %s, with all versions and marks", clean(source.Name))
	}
	n, err := s.RemoveSource(ctx, source.Name, releases)
	if err == nil && releases {
		_, err = fmt.Fprintf(p.out, "%s: removed, with %s\n", clean(source.Name), data.Count(n, "release"))
	}
	return err
}
