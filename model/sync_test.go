package model

import (
	"context"
	"testing"

	"pressroom/data/store"
)

// listing is a Syncer that has sources.
type listing []store.Source

func (l *listing) Sources(context.Context) ([]store.Source, error) { return *l, nil }

func (l *listing) Sync(context.Context, func(SyncProgress)) (SyncResult, error) {
	return SyncResult{}, nil
}

// Of two answers that tell how the sources are the one to the later question holds,
// whichever comes first.
func TestSourcesOfTheLastQuestion(t *testing.T) {
	from := &listing{{Name: "old"}}
	r := NewReader(made(5), Options{Syncer: from})
	first, second := r.ReadSources(), r.ReadSources()
	old := first()
	*from = listing{{Name: "new"}}
	r.Update(second())
	r.Update(old)
	if list, err := r.Sources(); err != nil || len(list) != 1 || list[0].Name != "new" {
		t.Errorf("the sources are %v, %v", list, err)
	}
}
