package commands

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"pressroom/model"
	"pressroom/ui/cli/plain"
)

// completeTime is how long a shell waits for the names that releases have.
const completeTime = 2 * time.Second

// CompleteQuery offers the fields of queries and their values.
func (e *Env) CompleteQuery(cmd *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	lib, err := e.Library(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	if strings.Contains(begun, ":") {
		ctx, cancel := context.WithTimeout(cmd.Context(), completeTime)
		defer cancel()
		_, _ = lib.Names(ctx) // else there are none to offer
	}
	completions, values := model.NewReader(lib, model.Options{}).Completions(begun)
	var offers []cobra.Completion
	for _, c := range completions {
		// What a shell has already stays: also where it becomes quoted.
		offer := strings.TrimSuffix(c.Text, " ")
		if strings.HasPrefix(unquoted(offer), unquoted(begun)) {
			offers = append(offers, offer)
		}
	}
	if !values {
		return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// unquoted returns a query in small letters, without quotation marks.
func unquoted(s string) string { return strings.ToLower(strings.ReplaceAll(s, `"`, "")) }

// completeIDs offers the IDs, with their headlines beside them.
func (e *Env) completeIDs(cmd *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	lib, err := e.Library(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var offers []cobra.Completion
	for r := range plain.Some(lib.Snapshot, plain.All(lib.Snapshot)) {
		if strings.HasPrefix(r.ID, strings.ToLower(begun)) {
			offers = append(offers, cobra.CompletionWithDesc(r.ID, r.Title))
		}
	}
	return offers, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
