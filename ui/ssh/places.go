package ssh

import (
	"container/list"
	"sync"
	"time"

	"pressroom/model"
)

// Where readers with a key were when their line dropped is kept for placeTime,
// for as many as maxPlaces of them.
const (
	placeTime = time.Hour
	maxPlaces = 1000
)

// places keeps where readers were, by the fingerprint of their key.
type places struct {
	mu    sync.Mutex
	of    map[string]*list.Element
	order list.List // of place, the newest first
}

type place struct {
	key      string
	bookmark model.Bookmark
	left     time.Time
}

// keep keeps where the reader with a key was.
func (p *places) keep(key string, b model.Bookmark, now time.Time) {
	if key == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drop(key)
	if p.of == nil {
		p.of = map[string]*list.Element{}
	}
	p.of[key] = p.order.PushFront(place{key, b, now})
	for oldest := p.order.Back(); oldest != nil; oldest = p.order.Back() {
		old := oldest.Value.(place)
		if p.order.Len() <= maxPlaces && now.Sub(old.left) < placeTime {
			break
		}
		p.drop(old.key)
	}
}

// take returns where the reader with a key was, nil where it is not known, and
// forgets it.
func (p *places) take(key string, now time.Time) *model.Bookmark {
	if key == "" {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	e := p.of[key]
	if e == nil {
		return nil
	}
	was := e.Value.(place)
	p.drop(key)
	if now.Sub(was.left) >= placeTime {
		return nil
	}
	return &was.bookmark
}

func (p *places) drop(key string) {
	if e := p.of[key]; e != nil {
		p.order.Remove(e)
		delete(p.of, key)
	}
}
