package store

import (
	"context"
	"slices"
	"time"

	"pressroom/data"
)

// memoryImport is what an import has put: nothing of it is in the store yet.
type memoryImport struct {
	m      *Memory
	ctx    context.Context
	source Source
	change []func(*Source)
	hasher data.Hasher
	ops    []memoryOp
}

type memoryOp struct {
	data.Document
	state State
}

func (in *memoryImport) Source() Source { return in.source }

func (in *memoryImport) ChangeSource(f func(*Source)) { in.change = append(in.change, f) }

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
	now := Source{Name: source}
	if s := m.sources[source]; s != nil {
		now = s.Source
	}
	for _, f := range in.change {
		f(&now)
	}
	now.Name = source
	m.sources[source] = &memorySource{Source: now.Rounded()}
	base := m.lastChange()
	change := base
	at := time.Now().Truncate(time.Second)
	for _, op := range in.ops {
		old, found := m.find(source, op.Address)
		switch {
		case op.state != Present:
			if found && old.State != op.state && old.State != Removed {
				change++
				m.end(old.Number, op.state, change, at)
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
				m.put(source, old, found, op.Document, change, at)
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
	r.Release, r.State, r.Changed, r.Versions, r.Since = d.Release, Present, change, len(r.versions), time.Time{}
	if at := (memoryTitle{d.Date, Fold(d.Title)}); !slices.Contains(m.byTitle[at], d.Number) {
		m.byTitle[at] = append(m.byTitle[at], d.Number)
	}
}

// end gives a release another state than Present.
func (m *Memory) end(number int, s State, change int64, now time.Time) {
	r := &m.releases[number-1]
	r.State, r.Changed, r.Since = s, change, now.UTC()
	if s == Removed {
		r.Release = data.Release{Number: r.Number, ID: r.ID, Address: r.Address, Source: r.Source}
		r.versions, r.Versions, r.Since = nil, 0, time.Time{}
	}
}
