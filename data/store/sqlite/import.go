package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"hash/maphash"
	"math/rand/v2"
	"time"

	"pressroom/data"
	"pressroom/data/store"
)

const maxBuffer = 2 << 20 // bytes that are written at once

// lease is how long an import may write nothing before it counts as killed.
var lease = 10 * time.Minute

// importer is a [store.Import]. What is put is kept in buffer; when that is
// full, its texts are written to the archive, where nobody looks at them, and
// the rest to a temporary table of the writing connection.
type importer struct {
	s        *Store
	ctx      context.Context
	source   sourceRow
	empty    bool           // the source has no releases yet
	lookup   view           // looks releases up, without a transaction, which would keep the log from being emptied
	releases *releaseReader // of the source that it has already; nil for none
	hasher   data.Hasher
	seed     maphash.Seed
	pending  map[uint64]bool // addresses of what was put, where that differed
	buffer   []op
	bytes    int
	id       int64 // of the import in the tables; 0 before it needs them
	flushes  int64
	staged   int64        // operations in the temporary table
	file     *file        // that has the table
	same     store.Result // of what changes nothing
	killed   bool         // another import has left texts
	since    store.Generation
	change   []func(*store.Source)
	adopt    bool // from sources that nobody follows
}

// op is one call of Put or Vanish.
type op struct {
	data.Document
	state store.State
	body  int64 // where the text was written; 0 for one that was not
}

// Import implements [store.Store].
func (s *Store) Import(ctx context.Context, name string, f func(store.Import) error) (result store.Result, err error) {
	if err := (store.Source{Name: name}).Check(); err != nil {
		return result, s.limit(err)
	}
	in := &importer{s: s, ctx: ctx, seed: maphash.MakeSeed(), pending: map[uint64]bool{}, empty: true}
	in.source.Name = name
	if err := s.read(ctx, in.begin); err != nil {
		return result, err
	}
	defer in.close()
	if in.killed {
		_ = s.write(ctx, (*tx).dropKilled) // it takes room, and is of no other harm
	}
	err = data.Guard(func() error { return foreign(f(in)) })
	if err == nil && in.nothing() {
		result = in.same
		result.Generation, err = s.Generation(ctx)
	} else if err == nil {
		err = s.writeRaw(ctx, func(t *tx) error { return in.merge(t, &result) })
	}
	if err != nil && in.id != 0 { // what it wrote is not seen, but takes room
		s.writeRaw(context.WithoutCancel(ctx), in.drop)
	}
	if err != nil {
		return store.Result{}, s.explain(ctx, err)
	}
	return result, nil
}

// nothing reports whether the import changes nothing.
func (in *importer) nothing() bool {
	return in.source.id != 0 && len(in.change) == 0 && in.staged == 0 && len(in.buffer) == 0
}

// begin reads what the archive has of the source.
func (in *importer) begin(v *view) error {
	if err := verifyAddresses(v); err != nil {
		return err
	}
	ids, err := killed(v, time.Now())
	if err != nil {
		return err
	}
	in.killed = len(ids) > 0
	if in.since, err = generation(v); err != nil {
		return err
	}
	old, found, err := source(v, in.source.Name)
	if err != nil || !found {
		return err
	}
	in.source = old
	if in.empty, err = emptySource(v, old.id); err != nil || in.empty {
		return err
	}
	in.releases, err = newReleaseReader(v)
	return err
}

func (in *importer) close() {
	if in.lookup.conn != nil {
		in.lookup.conn.close()
	}
}

// emptySource reports whether a source has no releases.
func emptySource(q querier, id int64) (bool, error) {
	found, err := exists(q, "SELECT 1 FROM releases WHERE source = ? LIMIT 1", id)
	return !found, err
}

// ChangeSource implements [store.Import].
func (in *importer) ChangeSource(f func(*store.Source)) { in.change = append(in.change, f) }

// Adopt implements [store.Import].
func (in *importer) Adopt() { in.adopt = true }

// Put implements [store.Import].
func (in *importer) Put(d data.Document) (store.Outcome, error) {
	d = store.Prepared(d, &in.hasher)
	o := store.Added
	if !in.empty {
		address := maphash.String(in.seed, d.Address)
		old, found, err := in.find(d.Address)
		if err != nil {
			return 0, in.s.explain(in.ctx, err)
		}
		o = store.OutcomeOf(old, found, d)
		if (o == store.Unchanged || o == store.Forgotten) && !in.pending[address] {
			in.same.Count(old, o, 0)
			return o, in.ctx.Err()
		}
		in.pending[address] = true
	}
	return o, in.add(op{Document: d})
}

// find returns the release at an address, as the archive has it now.
func (in *importer) find(address string) (c store.Change, found bool, err error) {
	l := &in.lookup
	if l.conn == nil {
		file, err := in.s.current(in.ctx, false)
		if err != nil {
			return c, false, err
		}
		l.ctx = in.ctx
		if l.conn, err = newSession(in.ctx, file.readers); err != nil {
			return c, false, err
		}
	}
	r, found, err := in.releases.find(l, in.source.id, address)
	return r.Change, found, err
}

// Vanish implements [store.Import].
func (in *importer) Vanish(address string) error {
	in.pending[maphash.String(in.seed, address)] = true
	return in.add(op{Document: data.Document{Release: data.Release{Address: address}}, state: store.Vanished})
}

// add keeps an operation until the end of the import.
func (in *importer) add(o op) error {
	in.buffer = append(in.buffer, o)
	in.bytes += len(o.Title) + len(o.Body) + len(o.Address) + 200
	if in.bytes < maxBuffer {
		return in.ctx.Err()
	}
	return in.s.write(in.ctx, in.flush)
}

// flush writes what is in the buffer.
func (in *importer) flush(t *tx) error {
	if err := in.alive(t); err != nil {
		return err
	}
	if in.id == 0 {
		if err := t.dropKilled(); err != nil {
			return err
		}
		in.id, in.file = rand.Int64N(1<<62)+1, t.file
		if err := t.exec("CREATE TEMP TABLE IF NOT EXISTS " + stagedTable); err != nil {
			return err
		}
	}
	first, err := t.nextBody()
	if err != nil {
		return err
	}
	next := first
	for _, o := range in.buffer {
		if o.state == store.Present {
			if err := t.insertBody(next, o.Body); err != nil {
				return err
			}
			o.body = next
			next++
		}
		if _, err := t.insert("INSERT INTO temp.staged VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			in.id, o.state, o.Address, o.Page, o.Version, o.Date, o.Category, o.Title, o.Excerpt, o.Lang, o.body); err != nil {
			return err
		}
	}
	in.flushes++
	in.staged += int64(len(in.buffer))
	clear(in.buffer)
	in.buffer, in.bytes = in.buffer[:0], 0
	return t.exec("INSERT INTO ranges VALUES (?, ?, ?, ?)", in.id, first, next-1, t.now.Unix())
}

const stagedTable = `staged (
	row     INTEGER PRIMARY KEY,
	import, state, address, page, version, date, category, title, excerpt, lang, body
)`

// each calls f with all operations of the import, in their order.
func (in *importer) each(t *tx, f func(op) error) error {
	const batch = 500
	var last, count int64
	for in.staged > 0 {
		ops := make([]op, 0, batch)
		err := each(t, func(rows *sql.Rows) error {
			var o op
			err := rows.Scan(&last, &o.state, &o.Address, &o.Page, &o.Version, &o.Date, &o.Category, &o.Title, &o.Excerpt, &o.Lang, &o.body)
			ops = append(ops, o)
			return scanned(err, "staged")
		}, `SELECT row, state, address, page, version, date, category, title, excerpt, lang, body FROM temp.staged
			WHERE row > ? AND import = ? ORDER BY row LIMIT ?`, last, in.id, batch)
		if err != nil {
			return err
		}
		for _, o := range ops {
			if err := f(o); err != nil {
				return err
			}
		}
		count += int64(len(ops))
		if len(ops) < batch {
			break
		}
	}
	if count != in.staged {
		return damaged("%d of %d releases under way are there", count, in.staged)
	}
	for _, o := range in.buffer {
		if err := f(o); err != nil {
			return err
		}
	}
	return nil
}

// drop removes what the import has written.
func (in *importer) drop(t *tx) error {
	err := t.drop(in.id)
	if in.file == t.file {
		err = cmp.Or(err, t.exec("DELETE FROM temp.staged WHERE import = ?", in.id))
	}
	return err
}

// alive fails where another import took this one for killed.
func (in *importer) alive(t *tx) error {
	var ranges int64
	_, err := scanOne(t, "ranges", []any{&ranges}, "SELECT count(*) FROM ranges WHERE import = ?", in.id)
	switch {
	case in.file != nil && in.file != t.file:
		return store.ErrReplaced // and with it the temporary table
	case err == nil && ranges != in.flushes:
		return failure(store.ErrTooSlow, "nothing was written for %s", data.DurationWords(lease))
	}
	return err
}

// dropKilled removes what imports have left that were killed.
func (t *tx) dropKilled() error {
	ids, err := killed(t, t.now)
	for _, id := range ids {
		if err == nil {
			err = t.drop(id)
		}
	}
	return err
}

// killed returns the imports that have left texts and count as killed.
func killed(q querier, now time.Time) (ids []int64, err error) {
	err = each(q, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		ids = append(ids, id)
		return scanned(err, "ranges")
	}, "SELECT import FROM ranges GROUP BY import HAVING max(touched) < ?", now.Add(-lease).Unix())
	return ids, err
}

// drop removes what an import has written before its end.
func (t *tx) drop(id int64) error {
	return cmp.Or(
		t.exec("DELETE FROM bodies WHERE id IN (SELECT b.id FROM ranges JOIN bodies b ON b.id BETWEEN first AND last WHERE import = ?)", id),
		t.exec("DELETE FROM ranges WHERE import = ?", id),
	)
}

// nextBody returns the number of the next text.
func (t *tx) nextBody() (next int64, err error) {
	_, err = scanOne(t, "bodies", []any{&next}, "SELECT coalesce(max(id), 0) + 1 FROM bodies")
	return next, err
}

func (t *tx) insertBody(id int64, text string) error {
	_, err := t.insert("INSERT INTO bodies (id, text, sum) VALUES (?, ?, ?)", id, text, t.sum.reset().int(id).text(text).value())
	return err
}
