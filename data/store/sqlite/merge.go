package sqlite

import (
	"cmp"
	"errors"

	"pressroom/data"
	"pressroom/data/store"
)

// merger brings the operations of an import in, within its last transaction.
type merger struct {
	*tx
	releases *releaseReader
	source   int64
	empty    bool    // the source had no releases
	others   []int64 // sources whose releases become this one's, where they are put
	nextBody int64
	result   *store.Result
	replaced []int // releases that have a text which they did not have before
	back     []int // releases that were removed
}

// merge brings all of the import in.
func (in *importer) merge(t *tx, result *store.Result) error {
	if err := in.alive(t); err != nil {
		return err
	}
	if err := in.s.had(t, in.since); errors.Is(err, store.ErrGeneration) { // what seemed to be there need not be
		return failure(store.ErrReplaced, "another one was put in its place")
	} else if err != nil {
		return err
	}
	now, err := in.putSource(t)
	if err != nil {
		return err
	}
	*result = in.same
	m := &merger{tx: t, source: now.id, result: result}
	if m.releases, err = newReleaseReader(t); err != nil {
		return err
	}
	if m.empty, err = emptySource(t, now.id); err != nil {
		return err
	}
	if m.nextBody, err = t.nextBody(); err != nil {
		return err
	}
	if in.adopt {
		if m.others, err = unfollowed(t, now.id); err != nil {
			return err
		}
	}
	if err := in.each(t, m.apply); err != nil {
		return err
	}
	if err := cmp.Or(t.outdate(m.replaced), t.unmark(m.back)); err != nil { // a reader who has one open may have marked it since
		return err
	}
	if in.id != 0 {
		if err := t.exec("DELETE FROM ranges WHERE import = ?", in.id); err != nil { // its texts stay
			return err
		}
		if err := in.drop(t); err != nil {
			return err
		}
	}
	result.Generation, err = t.commit()
	return err
}

// putSource returns the source as it is with the import.
func (in *importer) putSource(t *tx) (sourceRow, error) {
	now, found, err := source(t, in.source.Name)
	if err != nil {
		return now, err
	}
	if now.removed {
		if in.source.id != 0 && !in.source.removed {
			return now, failure(store.ErrNotFound, "source %s, which was removed meanwhile", in.source.Name)
		}
		now.Address, now.Fetch = "", store.Fetch{}
	}
	for _, f := range in.change {
		f(&now.Source)
	}
	if now.Name = in.source.Name; !found || len(in.change) > 0 || now.removed {
		now.removed = false
		err = t.putSource(&now)
	}
	return now, err
}

// commit writes the generation of the transaction.
func (t *tx) commit() (store.Generation, error) {
	if t.changes == t.was.changes {
		return generation(t)
	}
	g := store.Generation{Change: t.changes, Commit: store.NewCommit()}
	return g, t.exec("INSERT INTO commits (change, token, time) VALUES (?, ?, ?)", g.Change, g.Commit, t.now.Unix())
}

// apply applies one operation.
func (m *merger) apply(o op) error {
	if m.empty && len(m.others) == 0 && o.state == store.Present { // most likely it is new
		if done, err := m.insert(o); done || err != nil {
			return err
		}
	}
	old, found, err := m.releases.find(m.tx, m.source, o.Address)
	if err != nil {
		return err
	}
	if o.state != store.Present {
		return m.vanish(old, found)
	}
	adopted := false
	if !found || old.State == store.Removed && old.since == 0 {
		other, is, err := m.adopt(o, old)
		if err != nil {
			return err
		}
		if is {
			old, found, adopted = other, true, other.State != store.Removed
		}
	}
	outcome := store.OutcomeOf(old.Change, found, o.Document)
	switch {
	case adopted && outcome == store.Unchanged:
		m.result.Adopted++
		return m.replace(old, o)
	case outcome == store.Unchanged, outcome == store.Forgotten:
		m.result.Count(old.Change, outcome, m.was.changes)
		return m.dropBody(o.body)
	case !found:
		done, err := m.insert(o)
		if err == nil && !done {
			err = damaged("the index of addresses lost %s", o.Address)
		}
		return err
	}
	m.result.Count(old.Change, outcome, m.was.changes)
	return m.replace(old, o)
}

// adopt returns the release of another source that becomes this one's with an operation, or
// that was removed from there by itself, and is not to come again. Own is what was removed
// here with the source, if anything: the two change places.
func (m *merger) adopt(o op, own row) (r row, found bool, err error) {
	_, noHash := data.ParseHash(o.Address)
	local := data.IsLocal(o.Address) && noHash != nil
	for _, other := range m.others {
		r, found, err = m.releases.find(m.tx, other, o.Address)
		title, day := r.Title == o.Title, r.Date == o.Date
		switch {
		case err != nil:
			return row{}, false, err
		case !found:
		case r.State == store.Removed && (r.since == 0 || local):
		case r.State == store.Removed, title && day, (title || day) && !local:
			if own.Number != 0 {
				err = cmp.Or(m.move(&own, own.source, o.Address+"\x00"), m.move(&r, m.source, o.Address), m.move(&own, other, o.Address))
			} else {
				err = m.move(&r, m.source, o.Address)
			}
			return r, true, err
		}
	}
	return row{}, false, nil
}

// move gives a release another source and address.
func (m *merger) move(r *row, source int64, address string) error {
	m.addresses += addressSum(source, address, r.Number, &m.sum) - addressSum(r.source, r.Address, r.Number, &m.sum)
	r.source, r.Address = source, address
	return m.update(r)
}

// insert brings a release in that is not there, and reports whether that is so.
func (m *merger) insert(o op) (bool, error) {
	r := row{Change: store.Change{Release: o.Release, Versions: 1}, source: m.source, seen: m.now.Unix(), body: o.body}
	r.Number = int(m.numbers) + 1
	r.Added, r.Changed = m.changes+1, m.changes+1
	if r.body == 0 {
		r.body = m.nextBody
	}
	for try := 0; ; try++ {
		var err error
		if r.ID, err = store.NewID(o.Version, try); err != nil {
			return false, damaged("%v", err)
		}
		done, err := m.tx.insert(insertRelease+" ON CONFLICT DO NOTHING", r.args(&m.sum)...)
		if err != nil {
			return false, err
		}
		if n, err := done.RowsAffected(); err != nil {
			return false, err
		} else if n == 1 {
			break
		}
		taken, err := exists(m.tx, "SELECT 1 FROM releases WHERE id = ?", r.ID)
		if err != nil || !taken {
			return false, err // it is the address that is taken
		}
		if taken, err = exists(m.tx, "SELECT 1 FROM releases WHERE source = ? AND address = ?", m.source, r.Address); err != nil || taken {
			return false, err
		}
	}
	m.numbers++
	m.addresses += addressSum(r.source, r.Address, r.Number, &m.sum)
	m.result.Added++
	if o.body == 0 {
		if err := m.insertBody(r.body, o.Body); err != nil {
			return false, err
		}
		m.nextBody++
	}
	return true, m.change(r.Number)
}

// change gives a change of a release its number.
func (m *tx) change(release int) error {
	m.changes++
	_, err := m.insert("INSERT INTO changes (change, number, sum) VALUES (?, ?, ?)", m.changes, release, changeSum(m.changes, release, &m.sum))
	return err
}

func changeSum(change int64, release int, s *sum) int64 {
	return s.reset().int(change, int64(release)).value()
}

// replace puts a document in the place of a release.
func (m *merger) replace(old row, o op) error {
	r := old
	r.Category, r.Excerpt, r.Lang, r.State, r.since = o.Category, o.Excerpt, o.Lang, store.Present, 0
	r.Page = cmp.Or(o.Page, old.Page)
	switch {
	case old.State == store.Removed:
		r.Added, r.Versions = m.changes+1, 0
		m.back = append(m.back, r.Number)
		fallthrough
	case old.Version != o.Version:
		r.Version, r.Date, r.Title, r.seen = o.Version, o.Date, o.Title, m.now.Unix()
		had, err := m.newVersion(&r, old, o)
		if err != nil {
			return err
		}
		if old.State != store.Removed && !had { // else a page that alternates would be unread each time
			m.replaced = append(m.replaced, r.Number)
		}
	default:
		if err := m.dropBody(o.body); err != nil {
			return err
		}
	}
	r.Changed = m.changes + 1
	return cmp.Or(m.change(r.Number), m.update(&r))
}

// newVersion gives the row its text, and keeps the one that it had as an older
// version. A text that the release had before is taken from there; had reports that.
func (m *merger) newVersion(r *row, old row, o op) (had bool, err error) {
	if old.State != store.Removed {
		if err := m.keepVersion(old); err != nil {
			return false, err
		}
	}
	before, had, err := version(m.tx, r.Number, r.Version)
	if err != nil {
		return false, err
	}
	if had {
		r.body, r.seen, r.Date, r.Title = before.body, before.seen, before.Date, before.Title
		return true, cmp.Or(m.dropBody(o.body), m.exec("DELETE FROM versions WHERE number = ? AND changed = ?", r.Number, before.Changed))
	}
	r.Versions++
	if r.body = o.body; r.body != 0 {
		return false, nil
	}
	r.body = m.nextBody
	m.nextBody++
	return false, m.insertBody(r.body, o.Body)
}

// update writes a row of releases that is there.
func (m *tx) update(r *row) error {
	return m.exec(insertRelease+` ON CONFLICT (number) DO UPDATE SET source = excluded.source, address = excluded.address, version = excluded.version, date = excluded.date,
			category = excluded.category, title = excluded.title, excerpt = excluded.excerpt, state = excluded.state,
			versions = excluded.versions, added = excluded.added, changed = excluded.changed, seen = excluded.seen, since = excluded.since,
			body = excluded.body, lang = excluded.lang, page = excluded.page, title_key = excluded.title_key, sum = excluded.sum`, r.args(&m.sum)...)
}

// dropBody removes a text that was written before and is not needed.
func (m *tx) dropBody(id int64) error {
	if id == 0 {
		return nil
	}
	return m.exec("DELETE FROM bodies WHERE id = ?", id)
}

// vanish marks a release as no longer at its source.
func (m *merger) vanish(r row, found bool) error {
	if !found || r.State != store.Present {
		return nil
	}
	r.State, r.Changed, r.since = store.Vanished, m.changes+1, m.now.Unix()
	m.result.Vanished++
	return cmp.Or(m.change(r.Number), m.update(&r))
}

// recordRename records a change of each release of a source that has another name.
func (t *tx) recordRename(source int64) error {
	numbers, err := t.numbersOf(source)
	if err == nil {
		err = t.eachOf(numbers, func(r row) error {
			r.Changed = t.changes + 1
			return cmp.Or(t.change(r.Number), t.update(&r))
		})
	}
	if err == nil {
		_, err = t.commit()
	}
	return err
}

// numbersOf returns the releases of a source that were not removed.
func (t *tx) numbersOf(source int64) (numbers []int, err error) {
	releases := &releaseReader{anySource: true}
	err = releases.each(t, func(r *row) error {
		numbers = append(numbers, r.Number)
		return nil
	}, "WHERE source = ? AND state <> ? ORDER BY number", source, store.Removed)
	return numbers, err
}

// eachOf calls f with releases, which it may change. [store.ErrNotFound] where there is none
// of a number.
func (t *tx) eachOf(numbers []int, f func(row) error) error {
	releases := &releaseReader{anySource: true}
	for _, n := range numbers {
		var r row
		found, err := releases.get(t, n, &r)
		if err == nil && (!found || r.State == store.Removed) {
			err = noRelease(t.path, n)
		}
		if err == nil {
			err = f(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
