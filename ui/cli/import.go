package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
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

type importOptions struct {
	format commands.Choice
	source string
	asJSON bool
	dry    bool
}

func (p *program) importCommand() *cobra.Command {
	o := importOptions{format: formats()}
	cmd := &cobra.Command{
		Use:   "import WHAT...",
		Short: "Bring releases into the archive",
		Long: "Bring releases into the archive from files, folders, - for standard input, and web addresses: board text, pages " +
			"of a board or of any office, RSS, Atom and JSON Feed, Markdown, JSON Lines, mail, and zip or tar of all these. " +
			"The bytes tell the format. Another text at the same address is a new version of that release; where there is no " +
			"address, so is a text with the same headline and day and most of the words. A GUID that is no address counts in " +
			"its own feed alone. The releases of a source are imported all together or, after an error, not at all, and the " +
			"same import again changes nothing. What pressroom exported goes to the sources that it names, and what a source " +
			"has already or follows goes to that one. Other files go to the source imported, and a site to one of its name, " +
			"or of its host. --source names another.",
		Example: `pressroom import board.txt
pressroom import https://www.korea.kr/rss/dept_motir.xml
pressroom import --dry-run ~/releases press.zip
curl -s https://example.org/feed | pressroom import -`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 || slices.Contains(args, "") {
				return commands.Misused("pressroom import --help shows how", "import takes files, folders, - or addresses")
			}
			signals := endings
			if slices.ContainsFunc(args, mayWait) { // which cannot be woken: other signals end the process at once
				signals = endings[:1]
			}
			ctx, stop := endedBy(cmd.Context(), signals...)
			defer stop()
			return p.withArchive(ctx, true, func(s *sqlite.Store) error { return p.importAll(ctx, s, args, o) })
		},
	}
	f := cmd.Flags()
	o.format.Add(cmd, f, "format", "read all as this `format`: auto, to look at the bytes, or "+strings.Join(o.format.Of[1:], ", "))
	f.StringVar(&o.source, "source", "", "keep them as releases of the source of this `name`")
	f.BoolVar(&o.asJSON, "json", false, "print an object for each source, one a line")
	f.BoolVar(&o.dry, "dry-run", false, "change nothing, and say what would be changed")
	return cmd
}

// mayWait reports whether reading what is named may wait for somebody to write: standard input, or a pipe.
func mayWait(what string) bool {
	info, err := os.Stat(what)
	return what == "-" || err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// importAll imports what is named, source by source. One that fails stops no other.
func (p *program) importAll(ctx context.Context, s *sqlite.Store, args []string, o importOptions) error {
	if !o.dry {
		if err := s.Writable(ctx); err != nil { // before anything is waited for
			return err
		}
	}
	debug.SetGCPercent(gcPercent)
	var names []string
	inputs := map[string][]intake.Input{}
	var failed []error
	bar := p.newProgress()
	defer bar.clear()
	for _, what := range args {
		name, list, err := p.inputsOf(ctx, s, what, o.source, bar)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		inputs[name] = append(inputs[name], list...)
	}
	if len(failed) > 0 { // before anything is kept
		return p.failures(failed)
	}
	for _, name := range names {
		var list []intake.Imported
		options := intake.Options{Format: formatOf(o.format.Value), Dry: o.dry, Item: bar.item}
		if o.source == "" { // also those that releases name
			list = intake.ImportEach(ctx, s, name, inputs[name], options)
		} else {
			summary, err := intake.Import(ctx, s, name, inputs[name], options)
			list = []intake.Imported{{Summary: summary, Err: err}}
		}
		bar.clear()
		for _, one := range list {
			if ctx.Err() != nil && one.Err != nil {
				return commands.Failed("", "interrupted: nothing of %s was kept", one.Source)
			}
			p.reading.Problems(one.Problems)
			if one.Err != nil {
				failed = append(failed, unknownFormat(one.Err, "--format"))
				continue
			}
			if err := p.summarise(one.Summary, o.dry, o.asJSON); err != nil {
				return err
			}
			if one.Forgotten > 0 {
				fmt.Fprintf(p.errs, "what pressroom archive forget removed is left out of %s; --source NAME has another one bring it in\n", clean(one.Source))
			}
			if one.Had {
				fmt.Fprintf(p.errs, "%s has these releases, or follows where they are from, and keeps them; --source NAME has another one keep them too\n", clean(one.Source))
			}
		}
	}
	return p.failures(failed)
}

// unknownFormat adds the formats to an error of what is of none; flag is what names one. A PDF is of none.
func unknownFormat(err error, flag string) error {
	if !errors.Is(err, feed.ErrUnknown) || errors.Is(err, feed.ErrPDF) {
		return err
	}
	return commands.Failed(flag+" reads it as one of these: "+strings.Join(formats().Of[1:], ", "), "%w", err)
}

func formats() commands.Choice {
	c := commands.Choice{Value: "auto", Of: []string{"auto"}}
	for _, f := range feed.Formats() {
		c.Of = append(c.Of, string(f))
	}
	return c
}

func formatOf(flag string) feed.Format {
	if flag == "auto" {
		return ""
	}
	return feed.Format(flag)
}

// failures returns the last of some errors, when the others are told.
func (p *program) failures(list []error) error {
	if len(list) == 0 {
		return nil
	}
	last := len(list) - 1
	for _, err := range list[:last] {
		p.report(withHint(err))
	}
	return list[last]
}

func (p *program) summarise(s intake.Summary, dry, asJSON bool) error {
	if asJSON {
		type problem struct {
			Place string `json:"place"`
			What  string `json:"what"`
		}
		list := make([]problem, len(s.Problems))
		for i, q := range s.Problems {
			list[i] = problem{q.Place.String(), q.What}
		}
		to := json.NewEncoder(p.out)
		to.SetEscapeHTML(false)
		object := map[string]any{
			"source": s.Source, "new": s.Added, "changed": s.Changed, "unchanged": s.Unchanged, "forgotten": s.Forgotten, "vanished": s.Vanished, "adopted": s.Adopted, "problems": list, "dry_run": dry,
		}
		if !s.Same.IsZero() {
			object["not_modified"] = true
		}
		return to.Encode(object)
	}
	name := clean(s.Source)
	line := fmt.Sprintf("%s: %d new, %d changed, %d unchanged", name, s.Added, s.Changed, s.Unchanged)
	if !s.Same.IsZero() {
		line = fmt.Sprintf("%s: not changed since %s", name, clock(s.Same))
	}
	if s.Adopted > 0 {
		line += fmt.Sprintf(", %d imported before and now its own", s.Adopted)
	}
	if s.Forgotten > 0 {
		line += fmt.Sprintf(", %d forgotten before and left out", s.Forgotten)
	}
	if s.Vanished > 0 {
		line += fmt.Sprintf(", %d no longer there", s.Vanished)
	}
	if n := data.CountProblems(s.Problems); n > 0 {
		line += fmt.Sprintf(", %d skipped or mended", n)
	}
	if dry {
		line += "; nothing was kept"
	}
	_, err := fmt.Fprintln(p.out, line)
	return err
}

// inputsOf returns what is named, and the source that it is of.
func (p *program) inputsOf(ctx context.Context, s store.Store, what, source string, bar *progress) (name string, list []intake.Input, err error) {
	if strings.HasPrefix(what, "http://") || strings.HasPrefix(what, "https://") {
		return p.inputOfAddress(ctx, s, what, source)
	}
	name = cmp.Or(source, store.Imported)
	if what == "-" {
		again := rereadable{from: counted{p.in, ctx, bar.read}}
		return name, []intake.Input{{Name: stdinName, Open: again.open, Date: data.DateOf(time.Now())}}, nil
	}
	file := func(path string, info fs.FileInfo, found bool) {
		bar.total += info.Size()
		day := data.DateOf(info.ModTime()) // of what has no date: it is no newer
		list = append(list, intake.Input{Name: path, Found: found, Date: day, Open: func() (io.ReadCloser, error) {
			f, err := os.Open(path)
			if err != nil {
				return nil, fmt.Errorf("%s: cannot be read: %w", path, commands.Reason(err))
			}
			return struct {
				io.Reader
				io.Closer
			}{counted{f, ctx, bar.read}, f}, nil
		}})
	}
	info, err := os.Stat(what)
	switch {
	case err != nil:
		return "", nil, commands.Failed("", "%s: cannot be read: %w", what, commands.Reason(err))
	case !info.IsDir():
		file(what, info, false)
		return name, list, nil
	}
	err = filepath.WalkDir(what, func(path string, entry fs.DirEntry, err error) error {
		switch hidden := path != what && strings.HasPrefix(entry.Name(), "."); {
		case err != nil:
			return fmt.Errorf("%s: cannot be read: %w", path, commands.Reason(err))
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || entry.IsDir():
			return ctx.Err()
		case !entry.Type().IsRegular():
			fmt.Fprintf(p.errs, "%s: skipped: it is no regular file: name it to import it\n", path)
			return ctx.Err()
		}
		info, err := entry.Info()
		if err == nil {
			file(path, info, true)
		}
		return err
	})
	if err == nil && len(list) == 0 {
		err = commands.Failed("", "%s: no file in it", what)
	}
	return name, list, err
}

func (p *program) inputOfAddress(ctx context.Context, s store.Store, address, source string) (name string, list []intake.Input, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return "", nil, commands.Misused("", "%s: no address of the web", commands.Clip(address))
	}
	client := newClient()
	defer client.Close()
	answer, err := client.Get(ctx, fetch.Request{Address: address, Named: []string{u.Hostname()}})
	if err != nil {
		return "", nil, err
	}
	open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(answer.Body)), nil }
	if source == "" {
		if source, err = siteName(ctx, s, u.Hostname(), answer); err != nil {
			return "", nil, err
		}
	}
	return source, []intake.Input{{
		Name: answer.Address, Open: open, Address: answer.Address, ContentType: answer.ContentType, Date: data.DateOf(time.Now()),
	}}, nil
}

// siteName returns the name of the source that a site is imported to: its own, or the host's where it has none, another
// site has that, or there is a source of the host's.
func siteName(ctx context.Context, s store.Store, host string, answer *fetch.Answer) (string, error) {
	list, err := s.Sources(ctx)
	if err != nil || slices.ContainsFunc(list, func(one store.Source) bool { return one.Name == host }) {
		return host, err
	}
	o := feed.Options{Address: answer.Address, ContentType: answer.ContentType, Date: data.DateOf(time.Now())}
	report, err := feed.Read(ctx, answer.Address, bytes.NewReader(answer.Body), o, func(feed.Item) error { return nil })
	if err != nil { // which the import says
		return host, ctx.Err()
	}
	name := strings.TrimSpace(shortened(data.OneLine(clean(report.Site)), store.MaxName))
	for _, one := range list {
		if u, err := url.Parse(one.Address); one.Name == name && one.Address != "" && (err != nil || u.Hostname() != host) {
			return host, nil
		}
	}
	return cmp.Or(name, host), nil
}

func newClient() *fetch.Client {
	v, _, _ := strings.Cut(version(), ",")
	what := "a terminal reader of official press releases"
	if info, ok := debug.ReadBuildInfo(); ok && strings.Contains(info.Main.Path, ".") { // where it is published
		what += "; +https://" + info.Main.Path
	}
	return fetch.New(fetch.Options{Agent: "pressroom/" + strings.Trim(v, "()") + " (" + what + ")"})
}

// rereadable is a stream that can be read once more, since it may be of several sources, from a temporary file.
type rereadable struct {
	from io.Reader
	kept *os.File // of the first reading; nil for none
	read bool
}

func (r *rereadable) open() (io.ReadCloser, error) {
	if r.read {
		if r.kept == nil {
			return nil, errors.New("standard input cannot be read again: name a file")
		}
		_, err := r.kept.Seek(0, io.SeekStart)
		return r.kept, err
	}
	r.read = true
	var err error
	if r.kept, err = os.CreateTemp("", "pressroom-*.import"); err != nil {
		return nil, fmt.Errorf("standard input cannot be kept in a temporary file: %w; name a file, or another folder for such by TMPDIR", commands.Reason(err))
	}
	_ = os.Remove(r.kept.Name()) // it has no name while it is used, where the system allows that
	return io.NopCloser(io.TeeReader(r.from, r.kept)), nil
}
