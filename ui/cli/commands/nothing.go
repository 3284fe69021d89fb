package commands

import (
	"context"
	"fmt"
	"strings"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/model"
)

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

// nothing returns the error of a query that finds nothing: what of it there is
// not, what is nearest to that, and how new the newest release is.
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
