package store

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"sync"

	"pressroom/data"
)

// Memory is a [Store] that is gone with the process: for board files that are
// read without an archive, and for readers without a key.
type Memory struct {
	mu       sync.RWMutex
	sources  map[string]*memorySource
	releases []memoryRelease // by number-1
	byPlace  map[memoryPlace]int
	byTitle  map[memoryTitle][]int // some of them no longer
	byID     map[string]int
	commits  []Generation
	readers  map[string]*memoryReader
	versions int64 // the last one that marks of any reader had
}

type memorySource struct {
	Source
	removed bool
}

type memoryPlace struct{ source, address string }

type memoryTitle struct {
	date  data.Date
	title string
}

// memoryRelease has its versions with the newest first; their order is that in
// which they were newest.
type memoryRelease struct {
	Change
	versions []Version
}

type memoryReader struct {
	Marks
	actions []Action // what they changed
}

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{
		sources: map[string]*memorySource{}, byPlace: map[memoryPlace]int{}, byTitle: map[memoryTitle][]int{}, byID: map[string]int{},
		readers: map[string]*memoryReader{},
	}
}

func (m *Memory) error(kind error, format string, args ...any) error {
	return &Error{Where: "in memory", Kind: kind, What: fmt.Sprintf(format, args...)}
}

// Sources implements [Store].
func (m *Memory) Sources(ctx context.Context) ([]Source, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.listed(), ctx.Err()
}

// listed returns the sources, for who has the lock.
func (m *Memory) listed() []Source {
	var sources []Source
	for _, s := range m.sources {
		if !s.removed {
			sources = append(sources, s.Source)
		}
	}
	slices.SortFunc(sources, func(a, b Source) int { return cmp.Compare(a.Name, b.Name) })
	return sources
}

// PutSource implements [Store].
func (m *Memory) PutSource(ctx context.Context, s Source) error {
	if err := s.Check(); err != nil {
		return m.error(ErrLimit, "%v", err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sources[s.Name] = &memorySource{Source: s.Rounded()}
	return ctx.Err()
}

// ChangeSource implements [Store].
func (m *Memory) ChangeSource(ctx context.Context, name string, f func(*Source, []Source) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.sources[name]
	if s == nil || s.removed {
		return m.error(ErrNotFound, "source %s", name)
	}
	all, changed := m.listed(), s.Source
	if err := data.Guard(func() error { return f(&changed, all) }); err != nil {
		return err
	}
	changed.Name = name
	s.Source = changed.Rounded()
	return ctx.Err()
}

// RenameSource implements [Store].
func (m *Memory) RenameSource(ctx context.Context, name, to string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.sources[name]
	if s == nil || s.removed {
		return m.error(ErrNotFound, "source %s", name)
	}
	if m.sources[to] != nil {
		return m.error(ErrExists, "source %s", to)
	}
	if err := (Source{Name: to}).Check(); err != nil {
		return m.error(ErrLimit, "%v", err)
	}
	delete(m.sources, name)
	s.Name = to
	m.sources[to] = s
	change := m.lastChange()
	for i := range m.releases {
		r := &m.releases[i]
		if r.Source != name {
			continue
		}
		delete(m.byPlace, memoryPlace{name, r.Address})
		m.byPlace[memoryPlace{to, r.Address}] = r.Number
		r.Source = to
		for j := range r.versions {
			r.versions[j].Source = to
		}
		change++
		r.Changed = change
	}
	m.commit(change)
	return ctx.Err()
}

// RemoveSource implements [Store].
func (m *Memory) RemoveSource(ctx context.Context, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.sources[name]
	if s == nil || s.removed {
		return m.error(ErrNotFound, "source %s", name)
	}
	s.removed = true
	return ctx.Err()
}

// find returns the release at an address.
func (m *Memory) find(source, address string) (Change, bool) {
	n, found := m.byPlace[memoryPlace{source, address}]
	if !found {
		return Change{}, false
	}
	return m.releases[n-1].Change, true
}

func (m *Memory) lastChange() int64 { return m.generation().Change }

func (m *Memory) generation() Generation {
	if len(m.commits) == 0 {
		return Generation{}
	}
	return m.commits[len(m.commits)-1]
}

func (m *Memory) commit(change int64) {
	if change != m.lastChange() {
		m.commits = append(m.commits, Generation{change, NewCommit()})
	}
}

// inBatch returns a release with the import that brought it.
func (m *Memory) inBatch(c Change) Change {
	at, _ := slices.BinarySearchFunc(m.commits, c.Added, func(g Generation, change int64) int { return cmp.Compare(g.Change, change) })
	c.Batch = m.commits[at].Change
	return c
}

// Generation implements [Store].
func (m *Memory) Generation(ctx context.Context) (Generation, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.generation(), ctx.Err()
}

// Changes implements [Store].
func (m *Memory) Changes(ctx context.Context, since Generation, yield func(Change) error) (Generation, error) {
	m.mu.RLock()
	now := m.generation()
	known := since == Generation{} || slices.Contains(m.commits, since)
	var changes []Change
	for i := range m.releases {
		if r := &m.releases[i]; r.Changed > since.Change && (r.State != Removed || since.Change > 0) {
			changes = append(changes, m.inBatch(r.Change))
		}
	}
	m.mu.RUnlock()
	if !known {
		return Generation{}, m.error(ErrGeneration, "change %d", since.Change)
	}
	if since != (Generation{}) {
		slices.SortFunc(changes, func(a, b Change) int { return cmp.Compare(a.Changed, b.Changed) })
	}
	for _, c := range changes {
		if err := ctx.Err(); err != nil {
			return Generation{}, err
		}
		if err := yield(c); err != nil {
			return Generation{}, err
		}
	}
	return now, nil
}

// Texts implements [Store].
func (m *Memory) Texts(ctx context.Context, since Generation, yield func(Change, string) error) (Generation, error) {
	return m.Changes(ctx, since, func(c Change) error {
		if c.State == Removed {
			return yield(c, "")
		}
		d, err := m.Document(ctx, c.Number)
		if err != nil {
			return err
		}
		return yield(c, d.Body)
	})
}

// Bodies implements [Store].
func (m *Memory) Bodies(ctx context.Context, numbers []int, yield func(Body) error) error {
	for _, n := range numbers {
		d, err := m.Document(ctx, n)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := yield(Body{n, d.ID, d.Body, err}); err != nil {
			return err
		}
	}
	return nil
}

// Find implements [Store].
func (m *Memory) Find(ctx context.Context, source, address string) (Change, bool, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	c, found := m.find(source, address)
	return c, found, ctx.Err()
}

// Titled implements [Store].
func (m *Memory) Titled(ctx context.Context, source string, date data.Date, title string) ([]Change, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var changes []Change
	at := memoryTitle{date, Fold(title)}
	for _, number := range slices.Sorted(slices.Values(m.byTitle[at])) {
		if c := &m.releases[number-1].Change; c.Source == source && c.State != Removed && (memoryTitle{c.Date, Fold(c.Title)}) == at {
			changes = append(changes, *c)
		}
	}
	return changes, ctx.Err()
}

// Dated implements [Store].
func (m *Memory) Dated(ctx context.Context, source string, from, to data.Date) ([]Change, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var changes []Change
	for i := range m.releases {
		if c := &m.releases[i].Change; c.Source == source && c.State != Removed && c.Date >= from && c.Date <= to {
			changes = append(changes, *c)
		}
	}
	slices.SortStableFunc(changes, func(a, b Change) int { return cmp.Compare(a.Date, b.Date) })
	return changes, ctx.Err()
}

// Newest implements [Store].
func (m *Memory) Newest(ctx context.Context, source string, n int) ([]Change, error) {
	changes, err := m.Dated(ctx, source, 0, math.MaxInt32)
	slices.SortStableFunc(changes, func(a, b Change) int { return cmp.Compare(b.Date, a.Date) })
	changes = changes[:min(len(changes), n)]
	m.mu.RLock()
	defer m.mu.RUnlock()
	for i := range changes {
		changes[i] = m.inBatch(changes[i])
	}
	return changes, err
}

// Document implements [Store].
func (m *Memory) Document(ctx context.Context, number int) (data.Document, error) {
	versions, err := m.versionsOf(number)
	if err != nil {
		return data.Document{}, err
	}
	return versions[0].Document, ctx.Err()
}

// Versions implements [Store].
func (m *Memory) Versions(ctx context.Context, number int) ([]Version, error) {
	list, err := m.versionsOf(number)
	for i := range list {
		list[i].Body = ""
	}
	return list, cmp.Or(err, ctx.Err())
}

// VersionText implements [Store].
func (m *Memory) VersionText(ctx context.Context, number int, version string) (string, error) {
	list, err := m.versionsOf(number)
	i := slices.IndexFunc(list, func(v Version) bool { return v.Version == version })
	if err != nil || i < 0 {
		return "", cmp.Or(err, m.error(ErrNotFound, "version %s of release %d", version, number))
	}
	return list[i].Body, ctx.Err()
}

// versionsOf returns the versions of a release with their texts.
func (m *Memory) versionsOf(number int) ([]Version, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if number < 1 || number > len(m.releases) || m.releases[number-1].State == Removed {
		return nil, m.error(ErrNotFound, "release %d", number)
	}
	return slices.Clone(m.releases[number-1].versions), nil
}

// Check implements [Store]: memory is never damaged.
func (m *Memory) Check(ctx context.Context) ([]string, error) { return nil, ctx.Err() }

// Stats implements [Store].
func (m *Memory) Stats(ctx context.Context) (Stats, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	s := Stats{Readers: len(m.readers), Changes: m.lastChange()}
	for _, source := range m.sources {
		if !source.removed {
			s.Sources++
		}
	}
	for i := range m.releases {
		r := &m.releases[i]
		if r.State == Removed {
			continue
		}
		s.Add(r.Change)
		for _, v := range r.versions {
			s.Text += int64(len(v.Title) + len(v.Body))
		}
	}
	return s, ctx.Err()
}

// Close implements [Store].
func (m *Memory) Close() error { return nil }
