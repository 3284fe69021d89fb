package snapshot

import (
	"context"
	"fmt"

	"pressroom/data"
	"pressroom/data/store"
)

// Bodies is where the texts of a snapshot's releases are: a [store.Store] or a part of
// one, or, of board files, a spool. Where the texts have the IDs of their releases, these
// are compared.
type Bodies interface {
	Bodies(ctx context.Context, numbers []int, yield func(store.Body) error) error
}

// Body returns the text of a release. A stored one may be newer than the snapshot.
// The error says why it cannot be read: the store is damaged or closed, or the
// release was removed meanwhile.
func (s *Snapshot) Body(ctx context.Context, n int) (body string, err error) {
	err = s.Bodies(ctx, []int{n}, func(_ int, text string, wrong error) error {
		body = text
		return wrong
	})
	return body, err
}

// Bodies calls yield with the texts of releases, in the order of the numbers, at a
// third of the cost of as many calls of Body. An error that is handed to yield is
// that of one text, which cannot be read while others can; the error that is
// returned ended the reading, or is yield's.
func (s *Snapshot) Bodies(ctx context.Context, numbers []int, yield func(n int, body string, err error) error) error {
	return s.bodies.Bodies(ctx, numbers, func(b store.Body) error {
		if b.Err == nil && b.ID != "" && b.ID != s.ID(b.Number) {
			b.Text, b.Err = "", fmt.Errorf("release %s cannot be read: the archive was replaced by another one", s.ID(b.Number))
		}
		return yield(b.Number, b.Text, b.Err)
	})
}

// Document returns the release of a number with its text, or the error of
// [Snapshot.Body].
func (s *Snapshot) Document(ctx context.Context, n int) (*data.Document, error) {
	body, err := s.Body(ctx, n)
	if err != nil {
		return nil, err
	}
	return &data.Document{Release: *s.At(n), Body: body, Place: s.PlaceOf(n)}, nil
}

// usualBody is about how many bytes a text has that a store keeps.
const usualBody = 2 << 10

// TextBytes returns about how many bytes the headlines and texts have together.
func (s *Snapshot) TextBytes() int {
	size := usualBody * len(s.order)
	if own, ok := s.bodies.(*spool); ok {
		size = int(own.bytes())
	}
	for _, n := range s.order {
		size += int(s.rows.at(int(n)).title)
	}
	return size
}
