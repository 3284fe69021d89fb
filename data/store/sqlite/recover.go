package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pressroom/data"
	"pressroom/data/store"
)

// Recovered is what could be saved of an archive.
type Recovered struct {
	Releases, Lost int // those that are lost were read no more, or their texts
	Versions       int // of all releases
	LostVersions   int // older ones, of releases that are there
	LostNewest     int // of releases that are there with an older one
	Readers        int
	LostMarks      int // readers of whom some marks are lost, or all

	Uncounted bool // how many there were cannot be read: more than Lost may be
}

// Recover writes what can be read of the archive to a new file: a whole archive, in which
// releases have their numbers, IDs, older versions and marks. A release that is lost is as
// one that went with its source: it comes again where that still lists it. The file is
// there when it is whole; [store.ErrExists] where there is one already.
func (s *Store) Recover(ctx context.Context, path string) (r Recovered, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return r, s.explain(ctx, err)
	}
	if _, err := os.Lstat(path); err == nil {
		return r, &store.Error{Where: path, Kind: store.ErrExists, Hint: "name another file"}
	}
	if err := folderOf(path); err != nil {
		return r, err
	}
	err = data.ReplaceFile(path, 0o600, func(name string) error {
		if err := os.Remove(name); err != nil { // the archive makes its own
			return err
		}
		r, err = s.recoverInto(ctx, name)
		return err
	})
	var file *fs.PathError
	if errors.As(err, &file) { // of the new one: the archive is read by the database alone
		return r, explain(ctx, path, file.Err)
	}
	err = s.explain(ctx, err)
	var at *store.Error
	if errors.As(err, &at) && at.Where != s.path { // not the temporary name
		at.Where = path
	}
	return r, err
}

func (s *Store) recoverInto(ctx context.Context, name string) (r Recovered, err error) {
	to, err := open(ctx, name, s.vfs)
	if err != nil {
		return r, err
	}
	defer func() {
		for _, suffix := range []string{"-wal", "-shm"} {
			_ = os.Remove(name + suffix)
		}
	}()
	err = s.readRaw(ctx, func(v *view) error {
		return to.write(ctx, func(t *tx) error {
			x := recovery{from: v, to: t, changes: map[int64]int{}, base: v.changes}
			x.Uncounted = v.uncounted
			err := x.all()
			r = x.Recovered
			return err
		})
	})
	if err = cmp.Or(err, to.Close()); err != nil {
		return r, err
	}
	_, problems, err := inspect(ctx, name, s.vfs)
	if err == nil && len(problems) > 0 {
		err = damaged("what was saved is not whole: %s", problems[0])
	}
	return r, cmp.Or(err, inOneFile(ctx, name, s.vfs))
}

// inOneFile has an archive that nobody uses without a log, as a backup is.
func inOneFile(ctx context.Context, path, vfs string) error {
	db, err := sql.Open("sqlite", dsn(path, "rw", vfs))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "PRAGMA journal_mode = DELETE")
	return cmp.Or(err, db.Close())
}

// recovery copies what can be read.
type recovery struct {
	Recovered
	from    *view
	to      *tx
	base    int64         // the last change
	changes map[int64]int // the release of each change that is the newest of one
	body    int64         // the last text
}

func (x *recovery) all() error {
	for _, part := range []func() error{x.sources, x.releases, x.fillChanges, x.commits, x.readers} {
		if err := part(); err != nil {
			return err
		}
	}
	_, err := x.to.commit()
	return err
}

// tolerate returns nil for an error of what cannot be read.
func tolerate(err error) error {
	if kindOf(err) == store.ErrDamaged {
		return nil
	}
	return err
}

// eachFromBothEnds calls f for the rows of a query that can be read, from the first on and
// from the last back: what is between may be lost. F may see a row twice.
func (x *recovery) eachFromBothEnds(f func(rows *sql.Rows) error, query string, order ...string) error {
	err := each(x.from, f, query+" ORDER BY "+strings.Join(order, ", "))
	if kindOf(err) == store.ErrDamaged {
		err = tolerate(each(x.from, f, query+" ORDER BY "+strings.Join(order, " DESC, ")+" DESC"))
	}
	return err
}

// sources copies the sources. One that is lost keeps its place, and has its number as a name.
func (x *recovery) sources() error {
	rows, err := sourceRows(x.from)
	if err := tolerate(err); err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b sourceRow) int { return cmp.Compare(a.id, b.id) })
	for _, r := range rows {
		if err := cmp.Or(r.parse(), x.reach(r.id-1)); err != nil {
			return err
		}
		x.to.facts.sources = r.id
		if err := x.to.putSource(&r); err != nil {
			return err
		}
	}
	return x.reach(x.from.sources)
}

// reach puts sources in the place of those that are lost, up to a number.
func (x *recovery) reach(id int64) error {
	for x.to.facts.sources < id {
		if err := x.to.putSource(&sourceRow{Source: store.Source{Name: lostSource(x.to.facts.sources + 1)}}); err != nil {
			return err
		}
	}
	return nil
}

// releases copies the releases with their versions. Where one is lost its number stays taken.
func (x *recovery) releases() error {
	reader := &releaseReader{anySource: true}
	upTo := func(end int) (err error) {
		for n := int(x.to.numbers) + 1; n < end && err == nil; n++ {
			r := row{source: 1}
			r.Number, r.ID, r.Address = n, fmt.Sprint("lost:", n), fmt.Sprint("lost:", n)
			err = cmp.Or(x.reach(1), x.lost(r))
		}
		return err
	}
	total := int(x.from.numbers)
	_, _, err := reader.readable(x.from, total, func(r *row) error {
		return cmp.Or(upTo(r.Number), x.reach(r.source), x.release(*r))
	})
	return cmp.Or(err, upTo(total+1))
}

// release copies a release, with an older version as the newest where that has lost its text.
func (x *recovery) release(r row) error {
	if r.State == store.Removed {
		return x.put(r)
	}
	all, err := versions(x.from, r.Number)
	if err := tolerate(err); err != nil {
		return err
	}
	kept := make([]row, 0, r.Versions)
	for _, one := range append([]row{r}, all...) {
		text, err := body(x.from, one.body)
		if kindOf(err) == store.ErrDamaged {
			continue
		}
		if err != nil {
			return err
		}
		x.body++
		one.body = x.body
		if err := x.to.insertBody(one.body, text); err != nil {
			return err
		}
		kept = append(kept, one)
	}
	if len(kept) == 0 {
		return x.lost(r)
	}
	x.Releases++
	x.Versions += len(kept)
	x.LostVersions += r.Versions - len(kept)
	now := kept[0]
	if now.Version != r.Version {
		x.LostNewest++
		x.LostVersions--
	}
	r.Versions = len(kept)
	r.Version, r.Date, r.Category, r.Title, r.Excerpt, r.Lang, r.seen, r.body = now.Version, now.Date, now.Category, now.Title, now.Excerpt, now.Lang, now.seen, now.body
	if err := x.put(r); err != nil {
		return err
	}
	for _, one := range kept[1:] {
		if err := x.to.keepVersion(one); err != nil {
			return err
		}
	}
	return nil
}

// lost writes the row of a release that cannot be read, or none of its texts. It is as one
// that was removed with its source.
func (x *recovery) lost(r row) error {
	x.Lost++
	r.Changed = x.base + int64(x.Lost)
	return x.put(removed(r, 0))
}

// put writes the row of a release.
func (x *recovery) put(r row) error {
	x.to.numbers = int64(r.Number)
	x.to.facts.changes = max(x.to.facts.changes, r.Changed)
	x.changes[r.Changed] = r.Number
	x.to.addresses += addressSum(r.source, r.Address, r.Number, &x.to.sum)
	return x.to.update(&r)
}

// fillChanges writes the changes. One that another of its release followed is of the release
// that has changed last, as it leads to nothing either way.
func (x *recovery) fillChanges() error {
	last := x.to.facts.changes
	for change := int64(1); change <= last; change++ {
		n := cmp.Or(x.changes[change], x.changes[last])
		if _, err := x.to.insert("INSERT INTO changes (change, number, sum) VALUES (?, ?, ?)", change, n, changeSum(change, n, &x.to.sum)); err != nil {
			return err
		}
	}
	return nil
}

// commits copies which changes came together: all but the last, which is of this archive.
func (x *recovery) commits() error {
	return x.eachFromBothEnds(func(rows *sql.Rows) error {
		var change, token, time int64
		if err := rows.Scan(&change, &token, &time); err != nil || change >= x.to.facts.changes {
			return scanned(err, "commits")
		}
		return x.to.exec("INSERT OR IGNORE INTO commits (change, token, time) VALUES (?, ?, ?)", change, token, time)
	}, "SELECT change, token, time FROM commits", "change")
}

// readers copies who has marked something, and what.
func (x *recovery) readers() error {
	seen := map[int64]bool{}
	var all []reader
	err := x.eachFromBothEnds(func(rows *sql.Rows) error {
		var r reader
		if err := scanReader(rows, &r); err != nil {
			return tolerate(err)
		}
		if !seen[r.id] {
			seen[r.id] = true
			all = append(all, r)
		}
		return nil
	}, "SELECT id, name, version, rows, sum FROM readers NOT INDEXED", "id")
	for _, r := range all {
		if err == nil {
			err = x.marks(r)
		}
	}
	x.LostMarks += max(0, int(x.from.readers)-x.Readers)
	return err
}

// marks copies what can be read of a reader's marks.
func (x *recovery) marks(r reader) error {
	copied := map[string]bool{}
	last := r.version
	if err := x.to.exec("INSERT INTO readers (id, name, version, rows, sum) VALUES (?, ?, ?, ?, ?)", r.id, r.name, r.version, r.rows, r.value()); err != nil {
		return err
	}
	err := x.eachFromBothEnds(func(rows *sql.Rows) error {
		var kind int
		var key any
		var value []byte
		var stored int64
		if err := rows.Scan(&kind, &key, &value, &stored); err != nil || stored != markSum(r.id, kind, key, value) {
			return tolerate(scanned(err, "marks"))
		}
		if n, is := key.(int64); is && kind == kindAction {
			last = max(last, n)
		}
		copied[fmt.Sprint(kind, key)] = true
		return x.to.putMark(r.id, kind, key, value)
	}, "SELECT kind, key, value, sum FROM marks WHERE reader = "+fmt.Sprint(r.id), "kind", "key")
	if err != nil {
		return err
	}
	x.Readers++
	if int64(len(copied)) != r.rows {
		x.LostMarks++
		r.rows = int64(len(copied))
	}
	x.to.facts.readers++
	x.to.facts.marks = max(x.to.facts.marks, last)
	return x.to.putReader(&r)
}
