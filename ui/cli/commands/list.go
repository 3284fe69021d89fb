package commands

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

// Reading returns the commands that read releases, which whoever may read at all
// may run.
func (e *Env) Reading() []*cobra.Command {
	return []*cobra.Command{e.listCommand(), e.searchCommand(), e.showCommand(), e.exportCommand()}
}

func (e *Env) listCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list [QUERY...]",
		Short: "Print releases, newest first",
		Long: e.as("Print all releases, or those that a query finds, newest first, a line each: ID, date, category (- where there " +
			"is none) and headline, at least two spaces apart. pressroom help queries shows what a query may be. " +
			"Where nothing matches the exit code is 1."),
		Example: e.as(`pressroom list
pressroom list category:energy since:30d
# IDs and dates alone
pressroom list | awk '{ print $1, $2 }'
pressroom list --json | jq '.[] | select(.words > 300) | .title'`),
		ValidArgsFunction: e.CompleteQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, q, err := e.asked(cmd.Context(), args)
			if err != nil {
				return err
			}
			return e.List(cmd.Context(), lib, q, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array of id, date, category, title, words, excerpt, source, lang and address")
	return cmd
}

// asked returns the library, and the query for it that arguments are.
func (e *Env) asked(ctx context.Context, args []string) (*model.Library, data.Query, error) {
	text := plain.QueryText(args)
	q, err := e.ParseQuery(text)
	if err != nil {
		return nil, q, err
	}
	lib, err := e.read(ctx)
	if err != nil {
		return nil, q, err
	}
	return lib, e.Counted(lib, text, q), nil
}

// List prints what a query lists of a library; the empty one lists all.
func (e *Env) List(ctx context.Context, lib *model.Library, q data.Query, asJSON bool) error {
	rows, marks, err := e.listed(ctx, lib, q)
	if err != nil {
		return err
	}
	if err := e.printList(ctx, lib, rows, q, asJSON); err != nil {
		return err
	}
	if len(rows) == 0 {
		return e.nothing(ctx, lib, q, marks)
	}
	return nil
}

// listed returns the releases that a query lists, of which the empty one lists all, and the marks that it asks for.
func (e *Env) listed(ctx context.Context, lib *model.Library, q data.Query) (rows []int, marks *store.Marks, err error) {
	if q.String() == "" {
		return plain.All(lib.Snapshot), nil, nil
	}
	if marks, err = e.marksFor(ctx, q); err == nil {
		rows, err = plain.Listed(ctx, lib, q, marks)
	}
	e.tellVain(lib, q)
	return rows, marks, err
}

func (e *Env) printList(ctx context.Context, lib *model.Library, rows []int, q data.Query, asJSON bool) error {
	t, releases := e.Terminal(), plain.Some(lib.Snapshot, rows)
	switch {
	case asJSON:
		return plain.ListJSON(e.Out, plain.Documents(ctx, lib.Snapshot, rows))
	case t == nil:
		return plain.List(e.Out, releases)
	}
	words := texts.QueryOf(q)
	return t.list(e.Out, func(yield func(plain.Hit) bool) {
		for r := range releases {
			if !yield(plain.Hit{Release: r, TitleHighlights: words.Highlights(r.Title, true)}) {
				return
			}
		}
	})
}

func (e *Env) searchCommand() *cobra.Command {
	var asJSON bool
	var limit uint
	sort := Choice{Of: []string{"date", "relevance", "title"}}
	cmd := &cobra.Command{
		Use:   "search QUERY...",
		Short: "Find releases by their headlines and texts",
		Long: e.as("Find releases by words, phrases, dates, names and sums of money. Each hit is a line as list has it and, " +
			"where the text matches, an indented one with the place. Headlines that match come first, then texts, best first. " +
			"pressroom help queries shows what a query may be. " +
			"The shell takes quotation marks away: put a phrase in two kinds, as in '\"advanced packaging\"'. " +
			"Where nothing matches the exit code is 1, for a query that is wrong 2."),
		Example: e.as(`pressroom search tariff
pressroom search '"advanced packaging" date:2025-11'
pressroom search 'semicon* -amkor' --sort date --limit 5
pressroom search org:KATS 'person:"Kim Dae-ja"'
pressroom search 'krw>=1tn'
pressroom search graphene -tariff
pressroom search --json graphene | jq -r '.[].snippet'`),
		ValidArgsFunction: e.CompleteQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			text := plain.QueryText(args)
			q, err := e.ParseQuery(text)
			if err != nil {
				return err
			}
			if !q.Texted() && !q.Faceted() {
				return Misused(e.as("pressroom search --help shows examples; pressroom list prints all releases"),
					"search for what? the query is empty")
			}
			lib, err := e.read(cmd.Context())
			if err != nil {
				return err
			}
			q = e.Counted(lib, text, q)
			q.Sort = cmp.Or(plain.Orders[sort.Value], q.Sort)
			return e.search(cmd.Context(), lib, q, limit, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array of id, date, category, title, snippet, score, where and address")
	cmd.Flags().UintVar(&limit, "limit", 0, "print this `number` of hits at most; 0 is all")
	sort.Add(cmd, cmd.Flags(), "sort", "`order` by date, relevance or title, as sort: in the query")
	return cmd
}

func (e *Env) search(ctx context.Context, lib *model.Library, q data.Query, limit uint, asJSON bool) error {
	marks, err := e.marksFor(ctx, q)
	if err != nil {
		return err
	}
	hits, err := plain.Search(ctx, lib, q, marks, int(min(limit, math.MaxInt)), asJSON)
	if err != nil {
		return err
	}
	e.tellVain(lib, q)
	switch t := e.Terminal(); {
	case asJSON:
		err = plain.HitsJSON(e.Out, hits)
	case t == nil:
		err = plain.Hits(e.Out, hits)
	default:
		err = t.list(e.Out, slices.Values(hits))
	}
	if err != nil {
		return err
	}
	if len(hits) == 0 {
		return e.nothing(ctx, lib, q, marks)
	}
	return nil
}

// WithID returns an error where a query that finds nothing is the ID of a release, which
// no query looks for; nil otherwise.
func (e *Env) WithID(lib *model.Library, q data.Query) error {
	typed := q.String()
	rows := lib.WithPrefix(typed)
	if len(rows) != 1 || !strings.EqualFold(lib.ID(rows[0]), typed) {
		return nil
	}
	id := lib.ID(rows[0])
	return Failed(e.as("pressroom show "+id+" prints it"), "no release has the word %s, which is the ID of one", id)
}

// nothing returns the error of a query that finds nothing: what is missing, what is nearest, how new the newest is.
func (e *Env) nothing(ctx context.Context, lib *model.Library, q data.Query, marks *store.Marks) error {
	if lib.Len() == 0 {
		return ErrNone
	}
	if err := e.WithID(lib, q); err != nil {
		return err
	}
	missing, err := model.FindMissing(ctx, lib, q, marks, lib.Now(e.Today()))
	if err != nil {
		return err
	}
	var parts, hints []string
	for _, m := range missing {
		parts = append(parts, Clip(m.Part))
		if m.Nearest != "" {
			hints = append(hints, m.Nearest)
		}
	}
	hint := fmt.Sprintf("the newest release is dated %v", lib.Days()[0])
	if q.Is != 0 && !q.Texted() && len(hints) == 0 { // of marks no date tells more
		hint = ""
	}
	if len(hints) > 0 {
		hint = "the nearest is " + Clip(strings.Join(hints, ", ")) + "; " + hint
	}
	if len(parts) == 0 {
		return Failed(hint, "no release has all of this: %s", Clip(q.String()))
	}
	return Failed(hint, "no release has %s", strings.Join(parts, ", or "))
}

// tellVain tells on Errs which exclusions of a query that was answered exclude nothing.
func (e *Env) tellVain(lib *model.Library, q data.Query) {
	for _, hint := range lib.VainExclusions(q) {
		fmt.Fprintf(e.Errs, "hint: %s\n", hint)
	}
}
