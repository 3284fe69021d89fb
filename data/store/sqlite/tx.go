package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"pressroom/data"
	"pressroom/data/store"
)

// tx is a transaction that writes.
type tx struct {
	ctx  context.Context
	path string
	file *file
	conn *session
	facts
	was facts
	now time.Time
	sum sum
}

// write calls f in a transaction: all of it is kept and on the disk, or nothing.
// The archive is made if there is none.
func (s *Store) write(ctx context.Context, f func(*tx) error) error {
	return s.explain(ctx, s.writeRaw(ctx, f))
}

func (s *Store) writeRaw(ctx context.Context, f func(*tx) error) (err error) {
	file, err := s.current(ctx, true)
	if err != nil {
		return err
	}
	if file.immutable != nil {
		return file.immutable
	}
	if err := file.lock(ctx); err != nil {
		return err
	}
	defer file.unlock()
	defer file.renew(&err)
	t := &tx{ctx: ctx, path: s.path, file: file, conn: file.writer, now: time.Now()}
	if err := execBusy(ctx, t.conn.Conn, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	defer rollback(ctx, t.conn.Conn, &err)
	if err := t.facts.read(t); err != nil {
		return err
	}
	t.was = t.facts
	if err := data.Guard(func() error { return f(t) }); err != nil {
		return err
	}
	if t.facts != t.was {
		if err := t.exec("UPDATE facts SET numbers = ?, changes = ?, sources = ?, readers = ?, marks = ?, addresses = ?, sum = ?", t.facts.args()...); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	_, err = t.conn.ExecContext(context.WithoutCancel(ctx), "COMMIT") // it is done or not: nobody wants to be told neither
	return err
}

// Writable returns an error where nothing can be written. It is called before long work
// that ends in a write. It changes nothing, and makes no archive.
func (s *Store) Writable(ctx context.Context) error {
	file, err := s.current(ctx, false)
	switch {
	case err != nil:
	case file != nil:
		err = s.writeRaw(ctx, func(*tx) error { return nil })
	default:
		err = writableFolder(filepath.Dir(s.path))
	}
	return s.explain(ctx, err)
}

// writableFolder returns an error where a folder cannot be written or, if it is not there
// yet, cannot be made.
func writableFolder(dir string) error {
	for {
		_, err := os.Stat(dir)
		if err == nil || !errors.Is(err, fs.ErrNotExist) || filepath.Dir(dir) == dir {
			break
		}
		dir = filepath.Dir(dir)
	}
	probe, err := os.MkdirTemp(dir, ".pressroom-*")
	if err != nil {
		return err
	}
	return os.Remove(probe)
}

// lock waits until nobody else in this process writes, and opens the
// connection for it.
func (f *file) lock(ctx context.Context) (err error) {
	select {
	case <-f.writing:
	case <-ctx.Done():
		return ctx.Err()
	}
	if f.writer == nil {
		if f.writer, err = openWriter(ctx, f.db); err != nil {
			f.unlock()
		}
	}
	return err
}

func openWriter(ctx context.Context, db *sql.DB) (*session, error) {
	conn, err := newSession(ctx, db)
	if err != nil {
		return nil, err
	}
	if err := execBusy(ctx, conn.Conn, "PRAGMA journal_mode = WAL"); err != nil { // a restored file has none
		conn.close()
		return nil, err
	}
	return conn, nil
}

func (f *file) unlock() { f.writing <- struct{}{} }

// renew gives up a writing connection that is broken: the next write opens another.
func (f *file) renew(err *error) {
	if errors.Is(*err, driver.ErrBadConn) || errors.Is(*err, sql.ErrConnDone) {
		f.writer.close()
		f.writer = nil
	}
}

// retryBusy calls f again while others write, or recover what one has left that was
// killed. SQLite itself waits a moment each time.
func retryBusy(ctx context.Context, f func() error) error {
	for end := time.Now().Add(busyTimeout); ; {
		err := f()
		if err == nil || kindOf(err) != store.ErrLocked || ctx.Err() != nil || time.Now().After(end) {
			return err
		}
		select { // of some locks SQLite says at once that they are taken
		case <-ctx.Done():
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// execBusy executes a statement, again while others write.
func execBusy(ctx context.Context, conn *sql.Conn, statement string) error {
	return retryBusy(ctx, func() error {
		_, err := conn.ExecContext(ctx, statement)
		return err
	})
}

func (t *tx) exec(query string, args ...any) error {
	s, err := t.conn.stmt(t.ctx, query)
	if err == nil {
		_, err = s.ExecContext(t.ctx, args...)
	}
	return err
}

// insert writes one row. The end of the context is seen before it: to interrupt a
// statement the driver starts a goroutine, which takes as long as a row does.
func (t *tx) insert(query string, args ...any) (sql.Result, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	ctx := context.WithoutCancel(t.ctx)
	s, err := t.conn.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// query returns the rows of a query.
func (t *tx) query(query string, args ...any) (*sql.Rows, error) {
	return t.conn.rows(t.ctx, query, args...)
}

// querier is a connection or a transaction.
type querier interface {
	query(query string, args ...any) (*sql.Rows, error)
	known() *facts
}

func (t *tx) known() *facts { return &t.facts }

// view is a connection on which all that is read is of one moment.
type view struct {
	ctx  context.Context
	file *file
	conn *session
	facts
	wrong     error // the facts are damaged, and these are what the rest says, or the end is missing
	uncounted bool  // the facts are damaged
}

func (v *view) known() *facts { return &v.facts }

func (v *view) query(query string, args ...any) (*sql.Rows, error) {
	return v.conn.rows(v.ctx, query, args...)
}

// begin begins the transaction, with the moment that it reads.
func (v *view) begin() error {
	if _, err := v.conn.ExecContext(v.ctx, "BEGIN"); err != nil {
		return err
	}
	if v.file.older {
		return nil
	}
	v.wrong = v.file.cut
	err := v.facts.read(v)
	if kindOf(err) == store.ErrDamaged {
		v.wrong, v.uncounted = cmp.Or(v.wrong, err), true
		err = v.conn.QueryRowContext(v.ctx, `SELECT (SELECT coalesce(max(number), 0) FROM releases), (SELECT coalesce(max(change), 0) FROM changes),
			(SELECT count(*) FROM sources), (SELECT count(*) FROM readers)`).Scan(&v.numbers, &v.changes, &v.sources, &v.readers)
		var all int64 // not only the last of them, which may be in the wrong place
		if v.conn.QueryRowContext(v.ctx, "SELECT coalesce(max(+number), 0) FROM releases NOT INDEXED").Scan(&all) == nil {
			v.numbers = max(v.numbers, all)
		}
	}
	return err
}

// read calls f with what is there at one moment, and does not call it where
// there is no archive yet.
func (s *Store) read(ctx context.Context, f func(*view) error) error {
	return s.explain(ctx, s.readRaw(ctx, f))
}

func (s *Store) readRaw(ctx context.Context, f func(*view) error) error {
	file, err := s.current(ctx, false)
	if file == nil || err != nil {
		return err
	}
	conn, err := file.take(ctx)
	if err != nil {
		return err
	}
	v := &view{ctx: ctx, file: file, conn: conn}
	end := func() bool {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		return err == nil
	}
	sound := false
	defer func() { file.give(conn, sound) }()
	if err := retryBusy(ctx, func() error {
		err := v.begin()
		if err != nil {
			end()
		}
		return err
	}); err != nil {
		return err
	}
	err = f(v)
	sound = end()
	return err
}

// each calls scan for each row of a query.
func each(q querier, scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := q.query(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one calls scan for the one row that a query may have, and reports whether there was one.
func one(q querier, scan func(*sql.Rows) error, query string, args ...any) (found bool, err error) {
	err = each(q, func(rows *sql.Rows) error {
		found = true
		return scan(rows)
	}, query, args...)
	return found, err
}

// scanOne reads the one row of a table that a query may have into variables, and reports
// whether there was one.
func scanOne(q querier, table string, into []any, query string, args ...any) (found bool, err error) {
	return one(q, func(rows *sql.Rows) error { return scanned(rows.Scan(into...), table) }, query, args...)
}

// exists reports whether a query has a row.
func exists(q querier, query string, args ...any) (bool, error) {
	return one(q, func(*sql.Rows) error { return nil }, query, args...)
}

// scanned says of an error of reading a row that its values are not what they must be.
func scanned(err error, table string) error {
	if err == nil || store.IsContext(err) {
		return err
	}
	return damaged("a row of %s: %v", table, err)
}

// facts are the last numbers that were given.
type facts struct {
	numbers, changes, sources, readers, marks, addresses int64
}

func (f *facts) args() []any {
	return []any{f.numbers, f.changes, f.sources, f.readers, f.marks, f.addresses, f.value()}
}

func (f *facts) value() int64 {
	return new(sum).int(f.numbers, f.changes, f.sources, f.readers, f.marks, f.addresses).value()
}

func (f *facts) insert(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, "INSERT INTO facts VALUES (1, ?, ?, ?, ?, ?, ?, ?)", f.args()...)
	return err
}

func (f *facts) read(q querier) error {
	var sum int64
	var schema int // a newer pressroom may have brought the archive up to date while it is open
	found, err := scanOne(q, "facts", []any{&f.numbers, &f.changes, &f.sources, &f.readers, &f.marks, &f.addresses, &sum, &schema},
		"SELECT numbers, changes, sources, readers, marks, addresses, sum, user_version FROM facts, pragma_user_version WHERE id = 1")
	switch {
	case err == nil && schema > len(migrations):
		return newer(schema)
	case err == nil && !found:
		return damaged("it has no row of facts")
	case err == nil && sum != f.value():
		return damaged("a row of facts was changed")
	}
	return err
}
