package ssh

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"pressroom/model"
)

// Where readers with a key were when their line dropped is kept for placeTime,
// for as many as maxPlaces of them.
const (
	placeTime = time.Hour
	maxPlaces = 1000
)

// places keeps where readers were, by the fingerprint of their key. Old ones go
// when they are asked for: the cache that drops them by itself has a goroutine
// that does not end, and a clock of its own.
type places struct {
	of *lru.Cache[string, place]
}

type place struct {
	bookmark model.Bookmark
	left     time.Time
}

func newPlaces() places {
	of, _ := lru.New[string, place](maxPlaces) // fails for a size below 1
	return places{of}
}

// keep keeps where the reader with a key was.
func (p places) keep(key string, b model.Bookmark, now time.Time) {
	if key != "" {
		p.of.Add(key, place{b, now})
	}
}

// take returns where the reader with a key was, nil where it is not known, and
// forgets it.
func (p places) take(key string, now time.Time) *model.Bookmark {
	was, known := p.of.Peek(key)
	p.of.Remove(key)
	if !known || now.Sub(was.left) >= placeTime {
		return nil
	}
	return &was.bookmark
}
