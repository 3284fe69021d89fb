package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Marks implements [Store].
func (m *Memory) Marks(ctx context.Context, reader string) (*Marks, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	r := m.readers[reader]
	if r == nil {
		return NewMarks(), ctx.Err()
	}
	return r.Clone(), ctx.Err()
}

// MarksVersion implements [Store].
func (m *Memory) MarksVersion(ctx context.Context, reader string) (int64, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if r := m.readers[reader]; r != nil {
		return r.Version, ctx.Err()
	}
	return 0, ctx.Err()
}

// Mark implements [Store].
func (m *Memory) Mark(ctx context.Context, reader string, b Batch) error {
	if reader == "" || len(reader) > MaxName {
		return m.error(ErrLimit, "the name of a reader has %d bytes: it has 1 to %d", len(reader), MaxName)
	}
	if err := b.Check(); err != nil {
		return m.error(ErrLimit, "%v", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if n, unknown := b.Unknown(len(m.releases)); unknown {
		return &Error{Where: "in memory", Kind: ErrNotFound, What: fmt.Sprintf("release %d", n), Number: n}
	}
	r := &memoryReader{Marks: *NewMarks()}
	if old := m.readers[reader]; old != nil {
		r.Marks, r.actions = *old.Clone(), slices.Clone(old.actions)
	} else if len(m.readers) >= MaxReaders {
		return m.error(ErrLimit, "marks of %d readers are kept", MaxReaders)
	}
	if err := r.Put(b); err != nil {
		return m.error(ErrLimit, "%v", err)
	}
	for _, a := range b.Actions {
		a.Numbers = r.Set(a)
		a.Time = a.Time.UTC().Truncate(time.Second)
		if len(a.Numbers) > 0 && !a.Auto {
			r.actions = append(r.actions, a)
		}
	}
	r.actions = r.actions[max(0, len(r.actions)-MaxActions):]
	m.versions++
	r.Version = m.versions
	m.readers[reader] = r
	return nil // it is done
}

// Undo implements [Store].
func (m *Memory) Undo(ctx context.Context, reader string, since time.Time) (Action, error) {
	if err := ctx.Err(); err != nil {
		return Action{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	r := m.readers[reader]
	if r == nil || len(r.actions) == 0 {
		return Action{}, nil
	}
	a := r.actions[len(r.actions)-1]
	if a.Time.Before(since.Truncate(time.Second)) {
		return Action{}, nil
	}
	r.actions = r.actions[:len(r.actions)-1]
	a.On = !a.On
	r.Set(a)
	m.versions++
	r.Version = m.versions
	return a, nil // it is done: who is told otherwise does it again
}

// Forget implements [Store].
func (m *Memory) Forget(ctx context.Context, reader string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.readers, reader)
	return ctx.Err()
}

// Readers implements [Store].
func (m *Memory) Readers(ctx context.Context) ([]string, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return slices.Sorted(maps.Keys(m.readers)), ctx.Err()
}
