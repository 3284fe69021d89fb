package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"pressroom/data"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

func (p *program) searchCommand() *cobra.Command {
	var asJSON bool
	var limit int
	var sort string
	cmd := &cobra.Command{
		Use:   "search QUERY...",
		Short: "Find releases by their headlines and texts",
		Long: "Find releases by words, phrases, dates, names and sums of money. Each hit is a line as list has it and, " +
			"where the text matches, an indented one with the place. Headlines that match come first, then texts, best first. " +
			"The shell takes quotation marks away: keep those of a phrase between others. " +
			"Where nothing matches the exit code is 1, for a query that is wrong 2.",
		Example: `pressroom search tariff
pressroom search '"advanced packaging" date:2025-11'
pressroom search 'semicon* -amkor' --sort date --limit 5
pressroom search org:KATS 'person:"Kim Dae-ja"'
pressroom search 'krw>=1tn'
pressroom search graphene -tariff
pressroom search --json graphene | jq -r '.[].snippet'`,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			text := plain.QueryText(args)
			q, err := p.parseQuery(text)
			if err != nil {
				return err
			}
			order, known := plain.Orders[sort]
			switch {
			case !q.Texted() && !q.Faceted():
				return misused("pressroom search --help shows examples; pressroom list prints all releases",
					"search for what? the query is empty")
			case !known:
				return misused("", "--sort is date, relevance or title, not %q", sort)
			case limit < 0:
				return misused("", "--limit is a number of hits, not %q", fmt.Sprint(limit))
			case order != data.ByDefault:
				q.Sort = order
			}
			return p.search(cmd.Context(), q, limit, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array of id, date, category, title, snippet, score and where")
	cmd.Flags().IntVar(&limit, "limit", 0, "print this many hits at most; 0 is all")
	cmd.Flags().StringVar(&sort, "sort", "", "order by date, relevance or title, as sort: in the query")
	_ = cmd.RegisterFlagCompletionFunc("sort",
		cobra.FixedCompletions([]cobra.Completion{"date", "relevance", "title"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// search prints what a query finds.
func (p *program) search(ctx context.Context, q data.Query, limit int, asJSON bool) error {
	lib, err := p.library()
	if err != nil {
		return err
	}
	p.problems(lib.Problems)
	hits, err := plain.Search(ctx, lib, q, limit, asJSON)
	if err != nil {
		return err
	}
	err = p.print(func(w io.Writer) error {
		if asJSON {
			return plain.HitsJSON(w, hits)
		}
		return plain.Hits(w, hits)
	})
	if err == nil && len(hits) == 0 {
		err = errNone
	}
	return err
}

// listCommand prints all releases, or those of a query.
func (p *program) listCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list [QUERY...]",
		Short: "Print releases, newest first",
		Long: "Print all releases, or those that a query finds, newest first, a line each: ID, date, category (- where there " +
			"is none) and headline, at least two spaces apart. pressroom search --help tells of queries. " +
			"Where nothing matches the exit code is 1.",
		Example: `pressroom list
pressroom list category:energy since:30d
# IDs and dates alone
pressroom list | awk '{ print $1, $2 }'
pressroom list --json | jq '.[] | select(.words > 300) | .title'
curl -s https://example.org/board.txt | pressroom list --corpus -`,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.list(cmd.Context(), plain.QueryText(args), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array of id, date, category, title, words and excerpt")
	return cmd
}

// list prints what a query lists; the empty one lists all.
func (p *program) list(ctx context.Context, text string, asJSON bool) error {
	if _, err := p.parseQuery(text); err != nil { // before anything is read
		return err
	}
	lib, err := p.library()
	if err != nil {
		return err
	}
	p.problems(lib.Problems)
	return p.listFrom(ctx, lib, text, asJSON)
}

// listFrom prints what a query lists of a library.
func (p *program) listFrom(ctx context.Context, lib *model.Library, text string, asJSON bool) error {
	releases, count := plain.All(lib.Catalogue), lib.Len()
	if strings.TrimSpace(text) != "" {
		q, err := p.parseQuery(text)
		if err != nil {
			return err
		}
		rows, err := plain.Listed(ctx, lib, q)
		if err != nil {
			return err
		}
		releases, count = plain.Rows(lib.Catalogue, rows), len(rows)
	}
	err := p.print(func(w io.Writer) error {
		if asJSON {
			return plain.ListJSON(w, releases)
		}
		return plain.List(w, releases)
	})
	if err == nil && count == 0 {
		err = errNone
	}
	return err
}
