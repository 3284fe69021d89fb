package model

import (
	"context"
	"errors"
	"sync"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/store"
)

// Kept makes libraries of what a store keeps: the newest one, and the next when
// something has changed, at the cost of the changes. It may be used by several
// goroutines.
type Kept struct {
	store store.Store
	name  string

	reading sync.Mutex // held while a library is made
	mu      sync.Mutex // of what follows
	newest  *Library
	at      store.Generation
}

// NewKept reads what a store keeps. The name is for the title bar. Where a part
// of the store is damaged, the library has the rest, and its problems say so.
func NewKept(ctx context.Context, s store.Store, name string) (*Kept, error) {
	k := &Kept{store: s, name: name}
	empty, _ := snapshot.New(nil)
	return k, k.read(ctx, empty, store.Generation{})
}

// Library returns the newest library.
func (k *Kept) Library() *Library {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.newest
}

// Renew makes a newer library where the store has changed, and reports whether it
// has. The one before is the caller's to close, when nobody reads it any more.
func (k *Kept) Renew(ctx context.Context) (bool, error) {
	k.reading.Lock()
	defer k.reading.Unlock()
	now, err := k.store.Generation(ctx)
	if err != nil || now == k.at {
		return false, err
	}
	err = k.read(ctx, k.newest.Snapshot, k.at)
	if errors.Is(err, store.ErrGeneration) { // an older archive was put in its place
		empty, _ := snapshot.New(nil)
		err = k.read(ctx, empty, store.Generation{})
	}
	return err == nil, err
}

// maxChanges is how many changes are applied at once: their texts are held twice.
const maxChanges = 16 << 10

// read makes the library of a snapshot and of what changed since.
func (k *Kept) read(ctx context.Context, s *snapshot.Snapshot, since store.Generation) error {
	var changes []snapshot.Change
	any := false
	now, err := k.store.Texts(ctx, since, func(c store.Change, text string) error {
		change := snapshot.Change{Number: c.Number}
		if c.State != store.Removed {
			change.Document = &data.Document{Release: c.Release, Body: text, Place: data.Place{File: c.Source}}
			change.Document.Revised, change.Document.Vanished = c.Versions > 1, c.State == store.Vanished
		}
		if changes, any = append(changes, change), true; len(changes) == maxChanges {
			s, changes = s.Apply(changes), changes[:0]
		}
		return nil
	})
	var problems []data.Problem
	var e *store.Error
	switch {
	case errors.Is(err, store.ErrDamaged) && any && errors.As(err, &e):
		problems = append(problems, data.Problem{Place: data.Place{File: e.Where}, What: e.Error()})
	case err != nil:
		return err
	}
	s = s.Apply(changes)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.newest, k.at = NewLibrary(k.name, s, problems), now
	return nil
}
