package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

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
	var sources []Source
	for _, s := range m.sources {
		if !s.removed {
			sources = append(sources, s.Source)
		}
	}
	slices.SortFunc(sources, func(a, b Source) int { return cmp.Compare(a.Name, b.Name) })
	return sources, ctx.Err()
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

// memoryImport is what an import has put: nothing of it is in the store yet.
type memoryImport struct {
	m      *Memory
	ctx    context.Context
	source Source
	hasher data.Hasher
	ops    []memoryOp
}

type memoryOp struct {
	data.Document
	state State
}

func (in *memoryImport) Source() Source { return in.source }

func (in *memoryImport) SetSource(s Source) {
	s.Name = in.source.Name
	in.source = s.Rounded()
}

func (in *memoryImport) Put(d data.Document) (Outcome, error) {
	d = Prepared(d, &in.hasher)
	in.ops = append(in.ops, memoryOp{Document: d})
	in.m.mu.RLock()
	defer in.m.mu.RUnlock()
	old, found := in.m.find(in.source.Name, d.Address)
	return OutcomeOf(old, found, d), in.ctx.Err()
}

func (in *memoryImport) Vanish(address string) error { return in.set(address, Vanished) }
func (in *memoryImport) Remove(address string) error { return in.set(address, Removed) }

func (in *memoryImport) set(address string, s State) error {
	in.ops = append(in.ops, memoryOp{data.Document{Release: data.Release{Address: address}}, s})
	return in.ctx.Err()
}

// Import implements [Store].
func (m *Memory) Import(ctx context.Context, source string, f func(Import) error) (result Result, err error) {
	if err := (Source{Name: source}).Check(); err != nil {
		return Result{}, m.error(ErrLimit, "%v", err)
	}
	in := &memoryImport{m: m, ctx: ctx, source: Source{Name: source}}
	m.mu.RLock()
	if s := m.sources[source]; s != nil {
		in.source = s.Source
	}
	m.mu.RUnlock()
	if err := data.Guard(func() error { return f(in) }); err != nil {
		return Result{}, err
	}
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sources[source] = &memorySource{Source: in.source}
	base := m.lastChange()
	change := base
	now := time.Now().Truncate(time.Second)
	for _, op := range in.ops {
		old, found := m.find(source, op.Address)
		switch {
		case op.state != Present:
			if found && old.State != op.state && old.State != Removed {
				change++
				m.end(old.Number, op.state, change)
				if op.state == Vanished {
					result.Vanished++
				} else {
					result.Removed++
				}
			}
		default:
			o := OutcomeOf(old, found, op.Document)
			result.Count(old, o, base)
			if o != Unchanged {
				change++
				m.put(source, old, found, op.Document, change, now)
			}
		}
	}
	m.commit(change)
	result.Generation = m.generation()
	return result, nil
}

// put puts a document where old is, if it was found.
func (m *Memory) put(source string, old Change, found bool, d data.Document, change int64, now time.Time) {
	d.Source = source
	if !found {
		for try := 0; ; try++ {
			d.ID, _ = NewID(d.Version, try)
			if _, taken := m.byID[d.ID]; !taken {
				break
			}
		}
		d.Number = len(m.releases) + 1
		m.releases = append(m.releases, memoryRelease{})
		m.byID[d.ID], m.byPlace[memoryPlace{source, d.Address}] = d.Number, d.Number
	} else {
		d.Number, d.ID = old.Number, old.ID
	}
	r := &m.releases[d.Number-1]
	if !found || old.State == Removed {
		r.Added = change
	}
	v := Version{d, now}
	if i := slices.IndexFunc(r.versions, func(v Version) bool { return v.Version == d.Version }); i >= 0 { // as it was
		v.Date, v.Title, v.Body, v.Seen = r.versions[i].Date, r.versions[i].Title, r.versions[i].Body, r.versions[i].Seen
		r.versions = slices.Delete(r.versions, i, i+1)
	}
	r.versions = slices.Insert(r.versions, 0, v)
	d = v.Document
	r.Release, r.State, r.Changed, r.Versions = d.Release, Present, change, len(r.versions)
	if at := (memoryTitle{d.Date, Fold(d.Title)}); !slices.Contains(m.byTitle[at], d.Number) {
		m.byTitle[at] = append(m.byTitle[at], d.Number)
	}
}

// end gives a release another state than Present.
func (m *Memory) end(number int, s State, change int64) {
	r := &m.releases[number-1]
	r.State, r.Changed = s, change
	if s == Removed {
		r.Release = data.Release{Number: r.Number, ID: r.ID, Address: r.Address, Source: r.Source}
		r.versions, r.Versions = nil, 0
	}
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
			changes = append(changes, r.Change)
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

// Document implements [Store].
func (m *Memory) Document(ctx context.Context, number int) (data.Document, error) {
	versions, err := m.Versions(ctx, number)
	if err != nil {
		return data.Document{}, err
	}
	return versions[0].Document, nil
}

// Versions implements [Store].
func (m *Memory) Versions(ctx context.Context, number int) ([]Version, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if number < 1 || number > len(m.releases) || m.releases[number-1].State == Removed {
		return nil, m.error(ErrNotFound, "release %d", number)
	}
	return slices.Clone(m.releases[number-1].versions), ctx.Err()
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
