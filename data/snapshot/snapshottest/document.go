// Package snapshottest is for tests that look at what is in a snapshot.
package snapshottest

import (
	"context"

	"pressroom/data"
	"pressroom/data/snapshot"
)

// Document returns the release of a number with its text. It panics where that cannot
// be read, which cannot be where texts are in memory.
func Document(s *snapshot.Snapshot, n int) *data.Document {
	d, err := s.Document(context.Background(), n)
	if err != nil {
		panic(err)
	}
	return d
}
