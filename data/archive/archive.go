package archive

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"pressroom/data/snapshot"
)

// Archive is a set of releases that can be searched. Any number of goroutines
// may share one.
type Archive struct {
	name      string // in messages
	db        *sql.DB
	dsn       string
	catalogue *snapshot.Snapshot // has the texts of a temporary index; nil otherwise
	place     []int32            // of the releases of catalogue, by number, in its order: their rows here
	rows      atomic.Int64
	batches   atomic.Int64 // that they were added in
	exclusive bool         // nothing may be read while something is written

	writer  *sql.Conn
	writing chan struct{} // holds one token: who has it may use writer
	readers *pool
	done    chan struct{} // closed by Close
	close   sync.Once
	remove  string // the temporary file that is still to be removed

	titles titleOrder
}

// errClosed is what comes of using an archive after Close.
var errClosed = errors.New("it is closed")

// maxReaders bounds how many searches run at the same time; more wait: see
// [pool].
const maxReaders = 4

// Open opens the archive in a file, and makes it if there is none. With an
// empty path it is in memory, and gone when it is closed.
func Open(ctx context.Context, path string) (*Archive, error) {
	if path == "" {
		return openMemory(ctx, nil)
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", path, err)
	}
	a := &Archive{name: path}
	// Texts of 2 KB fill large pages better: of SQLite's 4 KB, one takes all.
	return a, a.open(ctx, fileDSN(full, "page_size(16384)", "synchronous(NORMAL)", "busy_timeout(5000)"))
}

// inMemory is up to how many bytes of text a temporary index is kept in
// memory. It takes about as much as the text.
const inMemory = 4 << 20

// Temp indexes a catalogue, for as long as the program runs: in memory, or, if
// the catalogue is large, in a temporary file. Its rows are the catalogue's,
// and the catalogue keeps the texts. Progress, if not nil, is called now and
// then with the number of releases done.
//
// The file has no name once it is open, where the system allows that, so that
// nothing stays behind even if the program is killed; elsewhere Close removes
// it.
func Temp(ctx context.Context, c *snapshot.Snapshot, progress func(done int)) (*Archive, error) {
	size := 0
	for _, n := range c.Order() {
		size += len(c.Title(int(n))) + len(c.Body(int(n)))
	}
	open := openMemory
	if size > inMemory {
		open = openTemp
	}
	a, err := open(ctx, c)
	if err != nil {
		return nil, err
	}
	a.place = make([]int32, c.End())
	for row, n := range c.Order() {
		a.place[n] = int32(row)
	}
	if err := a.add(ctx, All(c), progress); err != nil {
		a.Close()
		return nil, err
	}
	return a, nil
}

func openMemory(ctx context.Context, c *snapshot.Snapshot) (*Archive, error) {
	a := &Archive{name: "in memory", catalogue: c, exclusive: true}
	u := url.URL{Scheme: "file", Path: "/" + rand.Text()}
	return a, a.open(ctx, u.String()+"?vfs=memdb&_pragma=page_size(8192)")
}

func openTemp(ctx context.Context, c *snapshot.Snapshot) (*Archive, error) {
	f, err := os.CreateTemp("", "pressroom-*.db")
	if err != nil {
		return nil, fmt.Errorf("temporary index: %w: set TMPDIR to a directory that may be written", err)
	}
	f.Close()
	a := &Archive{name: f.Name(), catalogue: c, exclusive: true, remove: f.Name()}
	// There is nothing to roll back to, and nothing to keep: if anything
	// fails, the file goes.
	if err := a.open(ctx, fileDSN(f.Name(), "page_size(8192)", "journal_mode(OFF)", "synchronous(OFF)")); err != nil {
		return a, err
	}
	// Once it has no name, nobody can open it again.
	for i := range a.readers.free {
		if a.readers.free[i], err = a.newReader(ctx, nil); err != nil {
			a.Close()
			return nil, a.explain(ctx, err)
		}
	}
	if os.Remove(f.Name()) == nil {
		a.remove = ""
	}
	return a, nil
}

// fileDSN is the data source name of a file.
func fileDSN(path string, pragmas ...string) string {
	path = filepath.ToSlash(path)
	if path[0] != '/' { // a drive's letter
		path = "/" + path
	}
	u := url.URL{Scheme: "file", Path: path}
	q := url.Values{"_pragma": append(pragmas, "cache_size(-8000)")}
	return u.String() + "?" + q.Encode()
}

// open opens the database and makes or checks its schema. If it fails, the
// archive is closed.
func (a *Archive) open(ctx context.Context, dsn string) (err error) {
	a.readers = newPool(max(2, min(runtime.GOMAXPROCS(0), maxReaders)))
	a.writing, a.done = make(chan struct{}, 1), make(chan struct{})
	a.dsn = dsn
	a.writing <- struct{}{}
	defer func() {
		if err != nil {
			a.Close()
			err = a.explain(ctx, err)
		}
	}()
	if a.db, err = sql.Open("sqlite", dsn); err != nil {
		return err
	}
	if a.writer, err = a.db.Conn(ctx); err != nil {
		return err
	}
	if err := create(ctx, a.writer); err != nil {
		return err
	}
	if !a.exclusive {
		// A log beside the file lets others read while one writes. It comes
		// after the first page, whose size it would set.
		if _, err := a.writer.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
			return err
		}
	}
	for fact, to := range map[string]*atomic.Int64{"rows": &a.rows, "batches": &a.batches} {
		var value int64
		if err := a.writer.QueryRowContext(ctx, "SELECT value FROM facts WHERE name = ?", fact).Scan(&value); err != nil {
			return err
		}
		to.Store(value)
	}
	return nil
}

// number returns the number of the release in a row.
func (a *Archive) number(row int) int {
	if a.catalogue == nil {
		return row
	}
	return int(a.catalogue.Order()[row])
}

// rowOf returns the row of a release.
func (a *Archive) rowOf(number int32) int32 {
	if number < 0 || int(number) >= len(a.place) { // of an archive without a catalogue, or of none
		return number
	}
	return a.place[number]
}

// Len returns the number of releases.
func (a *Archive) Len() int { return int(a.rows.Load()) }

// Close closes the archive, when the searches that are under way have come to
// their end, and removes a temporary file.
func (a *Archive) Close() error {
	var errs []error
	a.close.Do(func() {
		close(a.done)
		<-a.writing
		for range a.readers.size {
			if r, _ := a.readers.take(context.Background(), nil, time.Time{}, false); r != nil {
				errs = append(errs, r.close())
			}
		}
		if a.writer != nil {
			errs = append(errs, a.writer.Close())
		}
		if a.db != nil {
			errs = append(errs, a.db.Close())
		}
		if a.remove != "" {
			errs = append(errs, os.Remove(a.remove))
		}
	})
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("archive %s: %w", a.name, err)
	}
	return nil
}

// reader is a connection for searches, and the statements that were prepared
// on it. It is used by one goroutine at a time. The connection is taken out of
// the pool of database/sql for good: the pool would discard one that was
// interrupted, and a file without a name cannot be opened again.
type reader struct {
	conn       *sql.Conn
	statements map[string]*sql.Stmt
	ran        int // statements, for those who bound what a search takes
}

// newReader opens r if it is not open yet.
func (a *Archive) newReader(ctx context.Context, r *reader) (*reader, error) {
	if r != nil {
		return r, nil
	}
	conn, err := a.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "PRAGMA query_only = 1"); err != nil {
		conn.Close()
		return nil, err
	}
	return &reader{conn: conn, statements: map[string]*sql.Stmt{}}, nil
}

func (r *reader) close() error {
	var errs []error
	for _, s := range r.statements {
		errs = append(errs, s.Close())
	}
	return errors.Join(append(errs, r.conn.Close())...)
}

// query runs a query, which is prepared the first time.
func (r *reader) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s := r.statements[query]
	if s == nil {
		var err error
		if s, err = r.conn.PrepareContext(ctx, query); err != nil {
			return nil, err
		}
		r.statements[query] = s
	}
	r.ran++
	return s.QueryContext(ctx, args...)
}

// read calls f with a reader, when it is its turn.
func (a *Archive) read(ctx context.Context, f func(*turn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select { // closed comes before free
	case <-a.done:
		return a.explain(ctx, errClosed)
	default:
	}
	t := turn{archive: a}
	err := t.take(ctx)
	if err == nil {
		defer t.give()
		err = f(&t)
	}
	return a.explain(ctx, err)
}

// write calls f when nobody else writes, and, where the archive cannot be read
// meanwhile, when no search runs.
func (a *Archive) write(ctx context.Context, f func(*sql.Conn) error) error {
	select {
	case <-a.writing:
		defer func() { a.writing <- struct{}{} }()
	case <-ctx.Done():
		return ctx.Err()
	case <-a.done:
		return fmt.Errorf("archive %s: %w", a.name, errClosed)
	}
	if a.exclusive {
		for range a.readers.size {
			r, err := a.readers.take(ctx, a.done, time.Time{}, false)
			if err != nil {
				return a.explain(ctx, err)
			}
			defer a.readers.give(r, false)
		}
	}
	return a.explain(ctx, f(a.writer))
}
