package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"runtime/debug"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/data/fetch"
	"pressroom/data/intake"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/model"
	"pressroom/ui/cli/commands"
)

type syncOptions struct {
	asJSON bool
	watch  bool
	all    bool // also those that are not due
	pull   intake.Pull
}

func (p *program) syncCommand() *cobra.Command {
	var o syncOptions
	var since string
	var pages uint
	cmd := &cobra.Command{
		Use:   "sync [NAME...]",
		Short: "Ask the sources that are followed for what is new",
		Long: "Ask the sources that are followed for what is new: those that are due, those that are named, or all with --all. " +
			"The further pages of a board are asked for until one brings nothing new or, with --since, has older releases. " +
			"A source that fails stops no other. It is asked less and less often, and pressroom source list has the reason. " +
			"Where one fails the exit code is 1.",
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
			o.pull.Pages = int(min(pages, math.MaxInt32))
			if o.all && (len(args) > 0 || o.watch) {
				return commands.Misused("", "--all asks all sources now: with it none is named, and --watch asks each when it is due")
			}
			ctx, stop := endedBy(cmd.Context(), endings...)
			defer stop()
			return p.withArchive(ctx, true, func(s *sqlite.Store) error { return p.sync(ctx, s, args, o) })
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.asJSON, "json", false, "print an object for each source, one a line")
	f.BoolVar(&o.all, "all", false, "ask all of them now, also those that are not due")
	f.BoolVar(&o.watch, "watch", false, "go on until Ctrl-C, and ask each source when it is due")
	f.UintVar(&pages, "pages", 0, "ask for at most this `number` of pages of a board")
	f.StringVar(&since, "since", "", "leave out what is older than this `date`")
	return cmd
}

// watchEvery is how often it is looked for sources that are due.
const watchEvery = 30 * time.Second

func (p *program) sync(ctx context.Context, s *sqlite.Store, names []string, o syncOptions) error {
	client := newClient()
	defer client.Close()
	for {
		asked, err := p.toAsk(ctx, s, names, o)
		if err != nil && ctx.Err() == nil {
			return err
		}
		err = p.syncAll(ctx, s, client, asked, o)
		switch {
		case ctx.Err() != nil && o.watch:
			return nil
		case ctx.Err() != nil:
			return commands.Failed("", "interrupted: what was not told is as it was")
		case !o.watch || err != nil && !errors.Is(err, commands.ErrNone):
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(watchEvery):
		}
	}
}

// toAsk returns the sources to ask: those named, or all, which are due; by hand also those that are not.
func (p *program) toAsk(ctx context.Context, s *sqlite.Store, names []string, o syncOptions) (asked []store.Source, err error) {
	list, err := s.Sources(ctx)
	onlyDue := o.watch
	if len(names) > 0 {
		list = nil
		for i, name := range names {
			if slices.Contains(names[:i], name) { // once is enough
				continue
			}
			source, err := sourceNamed(ctx, s, name, true)
			switch {
			case err != nil:
				return nil, err
			case !onlyDue && isLeftAlone(source):
				return nil, commands.Failed("", "source %q: its site asked to be left alone until %s", commands.Clip(name), clock(source.Fetch.Alone))
			case source.Address == "":
				return nil, commands.Failed("pressroom source edit NAME --address ADDRESS", "source %q is not followed: it has no address", commands.Clip(name))
			}
			list = append(list, source)
		}
	}
	followed := followedOf(list)
	now := time.Now()
	for _, source := range followed {
		switch {
		case len(names) > 0 && !onlyDue, intake.Due(source, now), o.all && intake.Allowed(source, now):
			asked = append(asked, source)
		case o.all:
			fmt.Fprintf(p.errs, "source %s: %s\n", clean(source.Name), notAsked(source))
		}
	}
	switch {
	case err != nil:
	case len(followed) == 0:
		err = commands.Failed("pressroom source add ADDRESS adds one", "no source is followed")
	case len(asked) == 0 && !onlyDue && !o.all:
		fmt.Fprintln(p.errs, noneDue(followed))
	}
	return asked, err
}

// followedOf returns the sources of a list that are followed, in its place.
func followedOf(list []store.Source) []store.Source {
	return slices.DeleteFunc(list, func(s store.Source) bool { return s.Address == "" })
}

// isLeftAlone reports whether the site of a source asked that nobody ask it now.
func isLeftAlone(s store.Source) bool {
	return s.Address != "" && !s.Fetch.Ended && !intake.Allowed(s, time.Now())
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
		if !s.Fetch.Ended && (next.Address == "" || s.Fetch.Next.Before(next.Fetch.Next)) {
			next = s
		}
	}
	if next.Address == "" {
		return "no source is due: all are gone for good; pressroom source list says why"
	}
	return fmt.Sprintf("no source is due: the next is %s, at %s; pressroom sync --all asks all now, and pressroom sync NAME one", clean(next.Name), clock(next.Fetch.Next))
}

// syncGCPercent has a sync take a seventh less memory, for a tenth more time.
const syncGCPercent = 50

// syncAll asks sources, and tells at once what each brought or why it failed: [commands.ErrNone] where one did.
func (p *program) syncAll(ctx context.Context, s *sqlite.Store, client *fetch.Client, asked []store.Source, o syncOptions) error {
	debug.SetGCPercent(syncGCPercent)
	var failed, unwritten error
	err := intake.SyncAll(ctx, s, client, asked, o.pull, func(store.Source) {}, func(a intake.Asked) {
		p.reading.Problems(a.Summary.Problems)
		switch {
		case errors.Is(a.Err, intake.ErrElsewhere):
			fmt.Fprintf(p.errs, "source %s: %v\n", clean(a.Source.Name), a.Err)
		case a.Err == nil:
			unwritten = cmp.Or(unwritten, p.summarise(a.Summary, false, o.asJSON), p.out.Flush())
		default:
			failed = commands.ErrNone
			p.report(withHint(unknownFormat(fmt.Errorf("source %s: %w", a.Source.Name, a.Err), "pressroom source edit NAME --format")))
		}
	})
	return cmp.Or(unwritten, err, failed)
}

// syncer asks the sources of the archive for a reader: see [model.Syncer].
type syncer struct {
	p    *program
	path string

	turn   chan struct{} // holds one while a sync is running, or after the end
	client *fetch.Client // of whoever has the turn; made when it is needed: it takes time and memory
}

// newSyncer returns what asks the sources of the archive that is read, nil where something else is.
func (p *program) newSyncer() *syncer {
	path := p.archiveRead()
	if path == "" {
		return nil
	}
	return &syncer{p: p, path: path, turn: make(chan struct{}, 1)}
}

// restTime is how long a source is left alone after it was asked, also by hand: a key may be held.
const restTime = 5 * time.Second

// Sources implements [model.Syncer].
func (s *syncer) Sources(ctx context.Context) ([]store.Source, error) {
	from, err := s.p.openStore(ctx, s.path)
	if err != nil {
		return nil, err
	}
	return from.Sources(ctx)
}

// Sync implements [model.Syncer].
func (s *syncer) Sync(ctx context.Context, tell func(model.SyncProgress)) (r model.SyncResult, err error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return r, ctx.Err()
	}
	to, err := s.p.openStore(ctx, s.path)
	if err != nil {
		return r, err
	}
	list, err := to.Sources(ctx)
	if err != nil {
		return r, err
	}
	due := toSync(list, &r)
	if s.client == nil {
		s.client = newClient()
	}
	failed := map[string]error{}
	p := model.SyncProgress{Total: len(due)}
	tell(p)
	err = intake.SyncAll(ctx, to, s.client, due, intake.Pull{}, func(source store.Source) {
		p.Source = source.Name
		tell(p)
	}, func(a intake.Asked) {
		p.Done++
		if count(&r, a) {
			failed[a.Source.Name] = a.Err
		}
		select {
		case s.p.changed <- struct{}{}: // the archive is asked for changes at once
		default: // it will be
		}
		tell(p)
	})
	r.Failed = failures(ctx, to, failed, due)
	return r, err
}

// toSync returns the sources that are asked by hand, and counts why others are not.
func toSync(list []store.Source, r *model.SyncResult) (due []store.Source) {
	now, followed := time.Now(), followedOf(list)
	r.Followed = len(followed)
	for _, source := range followed {
		switch {
		case source.Fetch.Ended:
			r.Ended++
		case !intake.Allowed(source, now):
			r.Alone = append(r.Alone, model.SyncFailure{Source: source.Name, Again: source.Fetch.Alone})
		case now.Sub(source.Fetch.Tried).Abs() < restTime: // a clock that was set back keeps none from being asked
			r.Recent++
		default:
			due = append(due, source)
		}
	}
	return due
}

// count adds the result of asking a source, and reports whether it failed.
func count(r *model.SyncResult, a intake.Asked) (failed bool) {
	var e *fetch.Error
	switch {
	case errors.Is(a.Err, intake.ErrElsewhere): // which brings what is new
		r.Elsewhere++
	case errors.As(a.Err, &e) && e.Kind == fetch.Deferred: // as another source of its host has found
		r.Alone = append(r.Alone, model.SyncFailure{Source: a.Source.Name, Again: time.Now().Add(e.After)})
	default:
		r.Asked++
		failed = a.Err != nil
	}
	s := a.Summary
	r.New += s.Added
	r.Changed += s.Changed
	r.Gone += s.Vanished
	if s.Added+s.Changed+s.Vanished > 0 {
		r.Brought++
	}
	return failed
}

// failures returns why sources failed, in their order, and when they are tried again.
func failures(ctx context.Context, s store.Store, failed map[string]error, asked []store.Source) (list []model.SyncFailure) {
	if len(failed) == 0 {
		return nil
	}
	again := map[string]time.Time{}
	now, err := s.Sources(ctx)
	for _, source := range now {
		if f := source.Fetch; err == nil && f.Failures > 0 && !f.Ended {
			again[source.Name] = f.Next
		}
	}
	for _, source := range asked {
		if err := failed[source.Name]; err != nil {
			list = append(list, model.SyncFailure{Source: source.Name, Reason: why(err), Again: again[source.Name]})
		}
	}
	return list
}

// why returns what kept a source from being asked, without its address.
func why(err error) string {
	var e *fetch.Error
	if errors.As(err, &e) {
		return e.What
	}
	return err.Error()
}

// endTime is how long the end of the program waits for a sync that was given up: nothing is kept by halves.
const endTime = 2 * time.Second

// end waits until no sync is running, whose context is done.
func (s *syncer) end() {
	select {
	case s.turn <- struct{}{}:
		if s.client != nil {
			s.client.Close()
		}
	case <-time.After(endTime):
	}
}
