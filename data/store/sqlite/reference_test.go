package sqlite_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"pressroom/data"
	"pressroom/data/store"
)

// memory is a reference for what a store comes to, in plain maps and slices. What the
// test of it does not do it cannot.
type memory struct {
	store.Store
	sources  map[string]*memorySource
	releases []memoryRelease // by number-1
	byPlace  map[memoryPlace]int
	byID     map[string]int
	commits  []store.Generation
	readers  map[string]*memoryReader
	versions int64 // the last one that marks of any reader had
}

type memorySource struct {
	store.Source
	removed bool
}

type memoryPlace struct{ source, address string }

// memoryRelease has its versions with the newest first; their order is that in
// which they were newest.
type memoryRelease struct {
	store.Change
	versions []store.Version
}

type memoryReader struct {
	store.Marks
	actions []store.Action // what they changed
}

// newMemory returns an empty store.
func newMemory() *memory {
	return &memory{
		sources: map[string]*memorySource{}, byPlace: map[memoryPlace]int{}, byID: map[string]int{},
		readers: map[string]*memoryReader{},
	}
}

func (m *memory) error(kind error, format string, args ...any) error {
	return &store.Error{Where: "in memory", Kind: kind, What: fmt.Sprintf(format, args...)}
}

func (m *memory) Sources(ctx context.Context) ([]store.Source, error) {
	return m.listed(), ctx.Err()
}

// listed returns the sources, for who has the lock.
func (m *memory) listed() []store.Source {
	var sources []store.Source
	for _, s := range m.sources {
		if !s.removed {
			sources = append(sources, s.Source)
		}
	}
	slices.SortFunc(sources, func(a, b store.Source) int { return cmp.Compare(a.Name, b.Name) })
	return sources
}

func (m *memory) PutSource(ctx context.Context, s store.Source) error {
	if err := s.Check(); err != nil {
		return m.error(store.ErrLimit, "%v", err)
	}
	m.sources[s.Name] = &memorySource{Source: s.Rounded()}
	return ctx.Err()
}

func (m *memory) RenameSource(ctx context.Context, name, to string) error {
	s := m.sources[name]
	if s == nil || s.removed {
		return m.error(store.ErrNotFound, "source %s", name)
	}
	if m.sources[to] != nil {
		return m.error(store.ErrExists, "source %s", to)
	}
	if err := (store.Source{Name: to}).Check(); err != nil {
		return m.error(store.ErrLimit, "%v", err)
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
		if r.State == store.Removed {
			continue
		}
		for j := range r.versions {
			r.versions[j].Source = to
		}
		change++
		r.Changed = change
	}
	m.commit(change)
	return ctx.Err()
}

func (m *memory) RemoveSource(ctx context.Context, name string, releases bool) (int, error) {
	s := m.sources[name]
	if s == nil || s.removed {
		return 0, m.error(store.ErrNotFound, "source %s", name)
	}
	s.removed = true
	var numbers []int
	for i := range m.releases {
		if r := &m.releases[i]; releases && r.Source == name && r.State != store.Removed {
			numbers = append(numbers, r.Number)
		}
	}
	m.remove(numbers, time.Time{})
	return len(numbers), ctx.Err()
}

func (m *memory) RemoveReleases(ctx context.Context, numbers []int) error {
	for _, n := range numbers {
		if n < 1 || n > len(m.releases) || m.releases[n-1].State == store.Removed {
			return m.error(store.ErrNotFound, "release %d", n)
		}
	}
	m.remove(slices.Compact(slices.Sorted(slices.Values(numbers))), time.Now().UTC().Truncate(time.Second))
	return ctx.Err()
}

// remove removes releases, and what readers have marked of them.
func (m *memory) remove(numbers []int, since time.Time) {
	change := m.lastChange()
	for _, n := range numbers {
		r := &m.releases[n-1]
		change++
		r.State, r.Changed, r.Since = store.Removed, change, since
		r.Release = data.Release{Number: r.Number, ID: r.ID, Address: r.Address, Source: r.Source}
		r.versions, r.Versions = nil, 0
	}
	m.commit(change)
	m.unmark(numbers)
}

func (m *memory) unmark(numbers []int) {
	for _, r := range m.readers {
		for _, mark := range []store.Mark{store.Read, store.Starred, store.Outdated} {
			r.Set(store.Action{Mark: mark, Numbers: numbers})
		}
		maps.DeleteFunc(r.Lines, func(n, _ int) bool { return slices.Contains(numbers, n) })
		for i := range r.actions {
			a := &r.actions[i]
			a.Numbers = slices.DeleteFunc(slices.Clone(a.Numbers), func(n int) bool { return slices.Contains(numbers, n) })
		}
		r.actions = slices.DeleteFunc(r.actions, func(a store.Action) bool { return len(a.Numbers) == 0 })
	}
}

// find returns the release at an address.
func (m *memory) find(source, address string) (store.Change, bool) {
	n, found := m.byPlace[memoryPlace{source, address}]
	if !found {
		return store.Change{}, false
	}
	return m.releases[n-1].Change, true
}

func (m *memory) lastChange() int64 { return m.generation().Change }

func (m *memory) generation() store.Generation {
	if len(m.commits) == 0 {
		return store.Generation{}
	}
	return m.commits[len(m.commits)-1]
}

func (m *memory) commit(change int64) {
	if change != m.lastChange() {
		m.commits = append(m.commits, store.Generation{Change: change, Commit: store.NewCommit()})
	}
}

// inBatch returns a release with the import that brought it.
func (m *memory) inBatch(c store.Change) store.Change {
	at, _ := slices.BinarySearchFunc(m.commits, c.Added, func(g store.Generation, change int64) int { return cmp.Compare(g.Change, change) })
	c.Batch = m.commits[at].Change
	return c
}

func (m *memory) Changes(ctx context.Context, since store.Generation, yield func(store.Change) error) (store.Generation, error) {
	now := m.generation()
	known := since == store.Generation{} || slices.Contains(m.commits, since)
	var changes []store.Change
	for i := range m.releases {
		if r := &m.releases[i]; r.Changed > since.Change && (r.State != store.Removed || since.Change > 0) {
			changes = append(changes, m.inBatch(r.Change))
		}
	}
	if !known {
		return store.Generation{}, m.error(store.ErrGeneration, "change %d", since.Change)
	}
	if since != (store.Generation{}) {
		slices.SortFunc(changes, func(a, b store.Change) int { return cmp.Compare(a.Changed, b.Changed) })
	}
	for _, c := range changes {
		if err := ctx.Err(); err != nil {
			return store.Generation{}, err
		}
		if err := yield(c); err != nil {
			return store.Generation{}, err
		}
	}
	return now, nil
}

func (m *memory) Versions(ctx context.Context, number int) ([]store.Version, error) {
	list, err := m.versionsOf(number)
	for i := range list {
		list[i].Body = ""
	}
	return list, cmp.Or(err, ctx.Err())
}

func (m *memory) VersionText(ctx context.Context, number int, version string) (string, error) {
	list, err := m.versionsOf(number)
	i := slices.IndexFunc(list, func(v store.Version) bool { return v.Version == version })
	if err != nil || i < 0 {
		return "", cmp.Or(err, m.error(store.ErrNotFound, "version %s of release %d", version, number))
	}
	return list[i].Body, ctx.Err()
}

// versionsOf returns the versions of a release with their texts.
func (m *memory) versionsOf(number int) ([]store.Version, error) {
	if number < 1 || number > len(m.releases) || m.releases[number-1].State == store.Removed {
		return nil, m.error(store.ErrNotFound, "release %d", number)
	}
	return slices.Clone(m.releases[number-1].versions), nil
}

// memoryImport is what an import has put: nothing of it is in the store yet.
type memoryImport struct {
	m      *memory
	ctx    context.Context
	source store.Source
	change []func(*store.Source)
	hasher data.Hasher
	ops    []memoryOp
	some   bool // of them change something
}

type memoryOp struct {
	data.Document
	state store.State
}

func (in *memoryImport) ChangeSource(f func(*store.Source)) { in.change = append(in.change, f) }

func (in *memoryImport) Adopt() {} // tested by itself

func (in *memoryImport) Put(d data.Document) (store.Outcome, error) {
	d = store.Prepared(d, &in.hasher)
	in.ops = append(in.ops, memoryOp{Document: d})
	old, found := in.m.find(in.source.Name, d.Address)
	o := store.OutcomeOf(old, found, d)
	in.some = in.some || o != store.Unchanged && o != store.Forgotten
	return o, in.ctx.Err()
}

func (in *memoryImport) Vanish(address string) error { return in.set(address, store.Vanished) }

func (in *memoryImport) set(address string, s store.State) error {
	in.some = true
	in.ops = append(in.ops, memoryOp{data.Document{Release: data.Release{Address: address}}, s})
	return in.ctx.Err()
}

func (m *memory) Import(ctx context.Context, source string, f func(store.Import) error) (result store.Result, err error) {
	if err := (store.Source{Name: source}).Check(); err != nil {
		return store.Result{}, m.error(store.ErrLimit, "%v", err)
	}
	in := &memoryImport{m: m, ctx: ctx, source: store.Source{Name: source}}
	if s := m.sources[source]; s != nil {
		in.source = s.Source
	}
	if err := data.Guard(func() error { return f(in) }); err != nil {
		return store.Result{}, err
	}
	if err := ctx.Err(); err != nil {
		return store.Result{}, err
	}
	now := store.Source{Name: source}
	old := m.sources[source]
	if old != nil {
		now = old.Source
	}
	if old != nil && old.removed {
		now.Address, now.Fetch = "", store.Fetch{}
	}
	for _, f := range in.change {
		f(&now)
	}
	now.Name = source
	if old == nil || in.some || len(in.change) > 0 {
		m.sources[source] = &memorySource{Source: now.Rounded()}
	}
	base := m.lastChange()
	change := base
	at := time.Now().Truncate(time.Second)
	for _, op := range in.ops {
		old, found := m.find(source, op.Address)
		switch {
		case op.state != store.Present:
			if found && old.State != op.state && old.State != store.Removed {
				change++
				r := &m.releases[old.Number-1]
				r.State, r.Changed, r.Since = op.state, change, at.UTC()
				result.Vanished++
			}
		default:
			o := store.OutcomeOf(old, found, op.Document)
			result.Count(old, o, base)
			if o != store.Unchanged && o != store.Forgotten {
				change++
				m.put(source, old, found, op.Document, change, at)
			}
		}
	}
	m.commit(change)
	result.Generation = m.generation()
	return result, nil
}

// put puts a document where old is, if it was found.
func (m *memory) put(source string, old store.Change, found bool, d data.Document, change int64, now time.Time) {
	d.Source = source
	if !found {
		for try := 0; ; try++ {
			d.ID, _ = store.NewID(d.Version, try)
			if _, taken := m.byID[d.ID]; !taken {
				break
			}
		}
		d.Number = len(m.releases) + 1
		m.releases = append(m.releases, memoryRelease{})
		m.byID[d.ID], m.byPlace[memoryPlace{source, d.Address}] = d.Number, d.Number
	} else {
		d.Number, d.ID = old.Number, old.ID
		had := slices.ContainsFunc(m.releases[d.Number-1].versions, func(v store.Version) bool { return v.Version == d.Version })
		for _, r := range m.readers {
			if old.State != store.Removed && !had && old.Version != d.Version && r.Read.Has(d.Number) {
				r.Set(store.Action{Mark: store.Read, Numbers: []int{d.Number}})
				r.Outdated.Put(d.Number)
			}
		}
	}
	r := &m.releases[d.Number-1]
	if !found || old.State == store.Removed {
		r.Added = change
		m.unmark([]int{d.Number})
	}
	v := store.Version{Document: d, Seen: now}
	if i := slices.IndexFunc(r.versions, func(v store.Version) bool { return v.Version == d.Version }); i >= 0 { // as it was
		v.Date, v.Title, v.Body, v.Seen = r.versions[i].Date, r.versions[i].Title, r.versions[i].Body, r.versions[i].Seen
		r.versions = slices.Delete(r.versions, i, i+1)
	}
	r.versions = slices.Insert(r.versions, 0, v)
	d = v.Document
	r.Release, r.State, r.Changed, r.Versions, r.Since = d.Release, store.Present, change, len(r.versions), time.Time{}
}

func (m *memory) Marks(ctx context.Context, reader string) (*store.Marks, error) {
	r := m.readers[reader]
	if r == nil {
		return store.NewMarks(), ctx.Err()
	}
	return r.Clone(), ctx.Err()
}

func (m *memory) Mark(ctx context.Context, reader string, b store.Batch) error {
	if reader == "" || len(reader) > store.MaxName {
		return m.error(store.ErrLimit, "the name of a reader has %d bytes: it has 1 to %d", len(reader), store.MaxName)
	}
	if err := b.Check(); err != nil {
		return m.error(store.ErrLimit, "%v", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if n, unknown := b.Unknown(len(m.releases)); unknown {
		return &store.Error{Where: "in memory", Kind: store.ErrNotFound, What: fmt.Sprintf("release %d", n), Number: n}
	}
	if b.Of != (store.Generation{}) && !slices.Contains(m.commits, b.Of) {
		return m.error(store.ErrGeneration, "change %d", b.Of.Change)
	}
	if b.IsEmpty() {
		return nil
	}
	r := &memoryReader{Marks: *store.NewMarks()}
	if old := m.readers[reader]; old != nil {
		r.Marks, r.actions = *old.Clone(), slices.Clone(old.actions)
	} else if len(m.readers) >= store.MaxReaders {
		return m.error(store.ErrLimit, "marks of %d readers are kept", store.MaxReaders)
	}
	if err := r.Put(b); err != nil {
		return m.error(store.ErrLimit, "%v", err)
	}
	for _, a := range b.Actions {
		if a.Auto && b.Of != (store.Generation{}) {
			a.Numbers = slices.DeleteFunc(slices.Clone(a.Numbers), func(n int) bool {
				return m.releases[n-1].Changed > b.Of.Change && m.releases[n-1].Versions > 1
			})
		}
		a.Numbers = r.Set(a)
		a.Time = a.Time.UTC().Truncate(time.Second)
		if len(a.Numbers) > 0 && !a.Auto {
			r.actions = append(r.actions, a)
		}
	}
	r.actions = r.actions[max(0, len(r.actions)-store.MaxActions):]
	m.versions++
	r.Version = m.versions
	m.readers[reader] = r
	return nil // it is done
}

func (m *memory) Undo(ctx context.Context, reader string, since time.Time) (store.Action, error) {
	if err := ctx.Err(); err != nil {
		return store.Action{}, err
	}
	r := m.readers[reader]
	for r != nil && len(r.actions) > 0 {
		a := r.actions[len(r.actions)-1]
		if a.Time.Before(since.Truncate(time.Second)) {
			break
		}
		r.actions = r.actions[:len(r.actions)-1]
		a.On = !a.On
		a.Numbers = r.Set(a)
		m.versions++
		r.Version = m.versions
		if len(a.Numbers) > 0 {
			return a, nil // it is done: who is told otherwise does it again
		}
	}
	return store.Action{}, nil
}

func (m *memory) Forget(ctx context.Context, reader string) error {
	delete(m.readers, reader)
	return ctx.Err()
}

func (m *memory) Readers(ctx context.Context) ([]string, error) {
	return slices.Sorted(maps.Keys(m.readers)), ctx.Err()
}
