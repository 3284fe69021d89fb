package model

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"pressroom/data/store"
)

// MarkStore is the part of a [store.Store] that keeps what readers mark.
type MarkStore interface {
	Marks(ctx context.Context, reader string) (*store.Marks, error)
	MarksVersion(ctx context.Context, reader string) (int64, error)
	Mark(ctx context.Context, reader string, b store.Batch) error
	Undo(ctx context.Context, reader string, since time.Time) (store.Action, error)
}

// MarkWriter writes what one reader marks to a store. What is marked is collected, and
// written in batches by [MarkWriter.Flush], which commands call, and at the end the
// opener of the marks. It may be used by several goroutines.
type MarkWriter struct {
	store  MarkStore
	reader string
	first  *store.Marks // as they were opened

	writing chan struct{} // holds a token while something is written
	mu      sync.Mutex    // guards the fields below
	waiting []markOp
	visit   string      // likewise, with what else is written; "" for none
	of      *lineage    // whose numbers they have; nil where no archive was replaced
	had     atomic.Bool // something was kept of the reader
	seen    int64       // the version that Changed has told of
}

// markOp is something to write: a batch, or that the last action is undone.
type markOp struct {
	batch store.Batch
	undo  time.Time // how old that action may be; zero for a batch, which has the generation alone then
	of    *lineage  // whose numbers it has, once it is taken to be written
}

// OpenMarks reads what a reader has marked in a store.
func OpenMarks(ctx context.Context, s MarkStore, reader string) (*MarkWriter, error) {
	first, err := s.Marks(ctx, reader)
	if err != nil {
		return nil, err
	}
	m := &MarkWriter{store: s, reader: reader, first: first, writing: make(chan struct{}, 1), seen: first.Version}
	m.had.Store(first.Version > 0)
	return m, nil
}

// newSessionMarks returns marks that are gone with the session.
func newSessionMarks() *MarkWriter {
	m, _ := OpenMarks(context.Background(), &sessionMarks{marks: store.NewMarks()}, "") // nothing is read
	return m
}

// Changed reports whether the marks are others than when it was asked before.
func (m *MarkWriter) Changed(ctx context.Context) bool {
	version, err := m.store.MarksVersion(ctx, m.reader)
	m.mu.Lock()
	defer m.mu.Unlock()
	if err != nil || version == m.seen { // what cannot be read now may be later
		return false
	}
	m.seen = version
	return true
}

// put has a batch written when the marks are flushed next.
func (m *MarkWriter) put(b store.Batch) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if n := len(m.waiting); n > 0 && m.waiting[n-1].undo.IsZero() {
		last := &m.waiting[n-1].batch
		if none := (store.Generation{}); last.Of == b.Of || last.Of == none || b.Of == none {
			*last = joined(*last, b)
			return
		}
	}
	m.waiting = append(m.waiting, markOp{batch: joined(store.Batch{}, b)})
}

// joined returns two batches as one, which shares no map with the second.
func joined(a, b store.Batch) store.Batch {
	a.Of = cmp.Or(a.Of, b.Of)
	a.Actions = append(a.Actions, b.Actions...)
	a.Searches = append(a.Searches, b.Searches...)
	if a.Lines == nil && b.Lines != nil {
		a.Lines = map[int]int{}
	}
	maps.Copy(a.Lines, b.Lines)
	if a.Values == nil && b.Values != nil {
		a.Values = map[string]string{}
	}
	maps.Copy(a.Values, b.Values)
	return a
}

// undo has the last action undone with the next flush, if it is not older than since and the archive is that of a
// generation.
func (m *MarkWriter) undo(since time.Time, of store.Generation) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.waiting = append(m.waiting, markOp{undo: since, batch: store.Batch{Of: of}})
}

// next takes what waits longest to be written.
func (m *MarkWriter) next() (op markOp, there bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.waiting) == 0 {
		return op, false
	}
	op = m.waiting[0]
	m.waiting, op.of = m.waiting[1:], m.of
	if m.visit != "" && op.undo.IsZero() {
		op.batch = joined(op.batch, store.Batch{Values: map[string]string{visitValue: m.visit}})
		m.visit = ""
	}
	return op, true
}

// putBack has the rest of an operation written first, unless its numbers are of another archive by now.
func (m *MarkWriter) putBack(op markOp, rest ...markOp) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if op.of == m.of {
		m.waiting = append(rest, m.waiting...)
	}
}

// renumber has what waits written for the numbers of another archive: numberOf returns -1 for releases that are gone.
func (m *MarkWriter) renumber(numberOf func(int) int, lib *Library) {
	m.mu.Lock()
	defer m.mu.Unlock()
	old := m.waiting
	m.waiting, m.visit, m.of = nil, "", lib.lineage
	for _, op := range old {
		if !op.undo.IsZero() {
			continue
		}
		for i, a := range op.batch.Actions {
			op.batch.Actions[i].Numbers = renumbered(a.Numbers, numberOf)
		}
		lines := op.batch.Lines
		op.batch.Of = lib.Generation
		op.batch.Lines = map[int]int{}
		for n, line := range lines {
			if to := numberOf(n); to >= 0 {
				op.batch.Lines[to] = line
			}
		}
		m.waiting = append(m.waiting, op)
	}
}

// renumbered returns the new numbers of releases, without those that are gone.
func renumbered(numbers []int, numberOf func(int) int) (to []int) {
	for _, n := range numbers {
		if n = numberOf(n); n >= 0 {
			to = append(to, n)
		}
	}
	return to
}

// isWaiting reports whether something waits to be written.
func (m *MarkWriter) isWaiting() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.waiting) > 0
}

// Flush writes what is marked and not written yet. Where that cannot be written it
// waits for the next Flush, as marks of an archive do that was replaced, until the reader
// has the new one; only what no store would ever take is dropped. When it
// returns nil, all is on the disk.
func (m *MarkWriter) Flush(ctx context.Context) error {
	_, err := m.write(ctx)
	if visit := m.takeVisit(); err == nil && visit != "" && !m.forgotten(ctx) {
		// An archive that may only be read, say, is no reason to tell that something is lost.
		_ = m.store.Mark(ctx, m.reader, store.Batch{Values: map[string]string{visitValue: visit}})
	}
	return err
}

// forgotten reports whether what was kept of the reader was forgotten: a visit must not begin it anew.
func (m *MarkWriter) forgotten(ctx context.Context) bool {
	if !m.had.Load() {
		return false
	}
	version, err := m.store.MarksVersion(ctx, m.reader)
	return err == nil && version == 0
}

// setVisit has a visit be written with what is written next, or at the end.
func (m *MarkWriter) setVisit(v visit) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.visit = v.String()
}

// takeVisit returns the visit that is to be written, "" where none is.
func (m *MarkWriter) takeVisit() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	visit := m.visit
	m.visit = ""
	return visit
}

// write is Flush, and returns the inverses of actions that were undone, an empty one for none.
func (m *MarkWriter) write(ctx context.Context) (undone []store.Action, err error) {
	select {
	case m.writing <- struct{}{}:
		defer func() { <-m.writing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	var lost error // the first that will not go away by trying again
	for {
		op, there := m.next()
		if !there {
			return undone, lost
		}
		var a store.Action
		err = m.mark(ctx, op.batch)
		if !op.undo.IsZero() && err == nil {
			if a, err = m.store.Undo(ctx, m.reader, op.undo); err == nil {
				undone = append(undone, a)
			}
		}
		switch {
		case err == nil:
		case errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrLimit):
			lost = cmp.Or(lost, err)
			if rest := useful(op.batch, err); op.undo.IsZero() && len(rest) > 0 {
				m.putBack(op, rest...)
			}
		default:
			m.putBack(op, op)
			return undone, err
		}
	}
}

// mark writes a batch, unless it is only remembered and the reader was forgotten.
func (m *MarkWriter) mark(ctx context.Context, b store.Batch) error {
	if !b.IsEmpty() && len(b.Actions)+len(b.Searches) == 0 && m.forgotten(ctx) {
		return nil
	}
	err := m.store.Mark(ctx, m.reader, b)
	if err == nil && !b.IsEmpty() {
		m.had.Store(true)
	}
	return err
}

// useful returns what of a refused batch may still be written.
func useful(b store.Batch, refused error) (rest []markOp) {
	var e *store.Error
	if errors.As(refused, &e) && e.Kind == store.ErrNotFound {
		known := b.Without(e.Number)
		if before, after := sizeOf(b), sizeOf(known); after == before || after == 0 {
			return nil
		}
		return []markOp{{batch: known}}
	}
	if parts := b.Parts(); len(parts) > 1 {
		for _, part := range parts {
			rest = append(rest, markOp{batch: part})
		}
	}
	return rest
}

func sizeOf(b store.Batch) (n int) {
	for _, a := range b.Actions {
		n += len(a.Numbers)
	}
	return n + len(b.Lines) + len(b.Searches) + len(b.Values)
}

// sessionMarks keeps marks of releases that no store has, until the session ends.
type sessionMarks struct {
	mu      sync.Mutex
	marks   *store.Marks
	actions []store.Action
}

// Marks implements [MarkStore].
func (s *sessionMarks) Marks(context.Context, string) (*store.Marks, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.marks.Clone(), nil
}

// MarksVersion implements [MarkStore].
func (s *sessionMarks) MarksVersion(context.Context, string) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.marks.Version, nil
}

// Mark implements [MarkStore].
func (s *sessionMarks) Mark(_ context.Context, _ string, b store.Batch) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range b.Actions {
		if a.Numbers = s.marks.Set(a); len(a.Numbers) > 0 && !a.Auto {
			s.actions = append(s.actions, a)
		}
	}
	s.prune()
	s.marks.Version++
	return s.marks.Put(b)
}

// maxUndoable is how many releases the actions that can be undone mark together.
const maxUndoable = 1 << 18

// prune drops the actions that cannot be undone any more.
func (s *sessionMarks) prune() {
	releases := 0
	for i := len(s.actions) - 1; i >= 0; i-- {
		releases += len(s.actions[i].Numbers)
		if last := i == len(s.actions)-1; !last && releases > maxUndoable || len(s.actions)-i > store.MaxActions {
			s.actions = slices.Clone(s.actions[i+1:])
			return
		}
	}
}

// Undo implements [MarkStore].
func (s *sessionMarks) Undo(_ context.Context, _ string, since time.Time) (store.Action, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for n := len(s.actions) - 1; n >= 0 && !s.actions[n].Time.Before(since); n-- {
		a := s.actions[n]
		s.actions = s.actions[:n]
		a.On = !a.On
		s.marks.Version++
		if a.Numbers = s.marks.Set(a); len(a.Numbers) > 0 { // else its releases are gone
			return a, nil
		}
	}
	return store.Action{}, nil
}

// renumber gives the marks the releases' new numbers: numberOf returns -1 for those that are gone.
func (s *sessionMarks) renumber(numberOf func(int) int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.marks
	s.marks = store.NewMarks()
	s.marks.Version = old.Version + 1
	s.marks.Searches, s.marks.Values = old.Searches, old.Values
	for _, mark := range []store.Mark{store.Read, store.Starred} {
		for n := range old.Of(mark).All() {
			if to := numberOf(n); to >= 0 {
				s.marks.Of(mark).Put(to)
			}
		}
	}
	for i, a := range s.actions {
		s.actions[i].Numbers = renumbered(a.Numbers, numberOf)
	}
}
