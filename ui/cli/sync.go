package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/data/fetch"
	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/ui/cli/commands"
)

// syncOptions are the flags of sync.
type syncOptions struct {
	asJSON bool
	watch  bool
	all    bool // also those that are not due
	pull   intake.Pull
}

// syncCommand asks the sources that are followed.
func (p *program) syncCommand() *cobra.Command {
	var o syncOptions
	var since string
	cmd := &cobra.Command{
		Use:   "sync [NAME...]",
		Short: "Ask the sources that are followed for what is new",
		Long: "Ask the sources that are followed for what is new: those that are due, those that are named, or with --all each of them. Of a board further " +
			"pages are asked for until one brings nothing new. A source that fails stops no other; it is asked ever more " +
			"seldom, and pressroom source list has its reason. Where one fails the exit code is 1.",
		Example: `pressroom sync
pressroom sync MOTIR --pages 3
pressroom sync --all
# until Ctrl-C, each source when it is due
pressroom sync --watch`,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if since != "" {
				date, err := data.ParseDate(since)
				if err != nil {
					return commands.Misused("", "--since takes a date such as 2025-11-01, not %q", commands.Clip(since))
				}
				o.pull.Since = date
			}
			if o.all && (len(args) > 0 || o.watch) {
				return commands.Misused("", "--all asks all sources now: with it none is named, and --watch asks each when it is due")
			}
			path, err := p.archiveNamed()
			if err != nil {
				return err
			}
			ctx, stop := endedBySignal(cmd.Context())
			defer stop()
			return p.withStore(ctx, path, func(s *sqlite.Store) error { return p.sync(ctx, s, args, o) })
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.asJSON, "json", false, "print an object for each source, one a line")
	f.BoolVar(&o.all, "all", false, "ask all of them now, also those that are not due")
	f.BoolVar(&o.watch, "watch", false, "go on until Ctrl-C, and ask each source when it is due")
	f.IntVar(&o.pull.Pages, "pages", 0, "ask for at most this `number` of pages of a board")
	f.StringVar(&since, "since", "", "leave out what is older than this `date`")
	return cmd
}

// watchEvery is how often it is looked for sources that are due.
const watchEvery = 30 * time.Second

// sync asks the sources that are named, or all that are due.
func (p *program) sync(ctx context.Context, s *sqlite.Store, names []string, o syncOptions) error {
	client := newClient()
	defer client.Close()
	for {
		asked, err := p.toAsk(ctx, s, names, o)
		if err != nil && ctx.Err() == nil {
			return err
		}
		failed := p.syncAll(ctx, s, client, asked, o)
		switch {
		case ctx.Err() != nil && o.watch:
			return nil
		case ctx.Err() != nil:
			return commands.Failed("", "interrupted: what was not told is as it was")
		case !o.watch:
			return p.failures(failed)
		}
		for _, err := range failed {
			p.report(told(err))
		}
		if err := p.out.Flush(); err != nil {
			return fmt.Errorf("standard output: %w", reason(err))
		}
		select {
		case <-ctx.Done():
		case <-time.After(watchEvery):
		}
	}
}

// toAsk returns the sources that are named, or all of them, which are due. Who
// names one, or says all, and does not watch wants it asked now.
func (p *program) toAsk(ctx context.Context, s *sqlite.Store, names []string, o syncOptions) (asked []store.Source, err error) {
	list, err := s.Sources(ctx)
	onlyDue := o.watch
	if len(names) > 0 {
		list = nil
		for i, name := range names {
			if slices.Contains(names[:i], name) { // once is enough
				continue
			}
			source, err := sourceNamed(ctx, s, name)
			switch {
			case err != nil:
				return nil, err
			case !onlyDue && time.Now().Before(source.Fetch.Alone):
				return nil, commands.Failed("", "source %q: its site asked to be left alone until %s", commands.Clip(name), clock(source.Fetch.Alone))
			case source.Address == "":
				return nil, commands.Failed("pressroom source edit NAME --address ADDRESS", "source %q is not followed: it has no address", commands.Clip(name))
			}
			list = append(list, source)
		}
	}
	followed := 0
	now := time.Now()
	for _, source := range list {
		if source.Address != "" {
			followed++
		}
		switch {
		case len(names) > 0 && !onlyDue, intake.Due(source, now), o.all && intake.Allowed(source, now):
			asked = append(asked, source)
		case o.all && source.Address != "":
			fmt.Fprintf(p.errs, "source %s: %s\n", clean(source.Name), notAsked(source))
		}
	}
	switch {
	case err != nil:
	case followed == 0:
		err = commands.Failed("pressroom source add ADDRESS adds one", "no source is followed")
	case len(asked) == 0 && !onlyDue && !o.all:
		fmt.Fprintln(p.errs, noneDue(list))
	}
	return asked, err
}

// notAsked says why a source is not asked, though all are to be.
func notAsked(s store.Source) string {
	if s.Fetch.Ended {
		return "gone for good, and not asked any more"
	}
	return "its site asked to be left alone until " + clock(s.Fetch.Alone)
}

// noneDue says when a source is due the next time, where none is now.
func noneDue(list []store.Source) string {
	var next store.Source
	for _, s := range list {
		if s.Address != "" && !s.Fetch.Ended && (next.Address == "" || s.Fetch.Next.Before(next.Fetch.Next)) {
			next = s
		}
	}
	if next.Address == "" {
		return "no source is due: all are gone for good; pressroom source list says why"
	}
	return fmt.Sprintf("no source is due: the next is %s, at %s; pressroom sync --all asks all now, and pressroom sync NAME one", clean(next.Name), clock(next.Fetch.Next))
}

// syncAll asks sources, tells what each brought, and returns why some failed.
func (p *program) syncAll(ctx context.Context, s *sqlite.Store, client *fetch.Client, asked []store.Source, o syncOptions) (failed []error) {
	err := intake.SyncAll(ctx, s, client, asked, o.pull, func(store.Source) {}, func(a intake.Asked) {
		p.reading.Problems(a.Summary.Problems)
		err := a.Err
		if errors.Is(err, intake.ErrElsewhere) {
			fmt.Fprintf(p.errs, "source %s: %v\n", clean(a.Source.Name), err)
			return
		}
		if err == nil {
			err = p.summarise(a.Summary, false, o.asJSON)
		} else {
			err = fmt.Errorf("source %s: %w", a.Source.Name, err)
		}
		if err != nil {
			failed = append(failed, err)
		}
	})
	if err != nil && ctx.Err() == nil {
		failed = append(failed, err)
	}
	return failed
}
