package texts

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
	"time"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"pressroom/data/snapshot"
)

// Index is an index of the texts of releases, by number. Any number of
// goroutines may share one.
type Index struct {
	name string // in messages
	db   *sql.DB

	writing chan struct{} // holds one token: who has it may use what follows
	writer  *sql.Conn
	indexed set // the numbers that are in the index

	readers *pool
	known   known
	failed  error // what ended a change half-way: the index is of no more use; read by who has a reader
	done    chan struct{}
	close   sync.Once
	remove  string // the temporary file that is still to be removed
}

// errClosed is what comes of using an index after Close.
var errClosed = errors.New("it is closed")

// maxReaders bounds how many searches run at the same time; more wait: see
// [pool].
const maxReaders = 4

// inMemory is up to how many bytes of text an index is kept in memory. It takes
// about as much as the text.
const inMemory = 4 << 20

// schema makes the tables, whose rowids are one more than the numbers of the
// releases. They are contentless, because snapshots have the texts. What FTS5 is
// given are not texts but tokens as this package cuts and folds them, with spaces
// between: its tokenizer has nothing left to do but split there.
//
//   - heads has the headlines, and bodies the texts, as they are written.
//   - starts has the first one, two and three letters of the words of a text, each
//     once and without a place: FTS5's own index of prefixes would repeat all
//     places for each, and take three times as much room.
//   - stems has the words of each stem that is not itself all of them. Words stay
//     when no release has them any more.
//
// FTS5 merges what has more than four deleted entries in a hundred.
const schema = `
CREATE VIRTUAL TABLE heads USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');
CREATE VIRTUAL TABLE bodies USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE starts USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'ascii', detail = none);
CREATE TABLE stems (stem TEXT, word TEXT, PRIMARY KEY (stem, word)) WITHOUT ROWID;
INSERT INTO heads (heads, rank) VALUES ('hashsize', 1048576);
INSERT INTO bodies (bodies, rank) VALUES ('hashsize', 8388608);
INSERT INTO starts (starts, rank) VALUES ('hashsize', 4194304);
INSERT INTO heads (heads, rank) VALUES ('deletemerge', 4);
INSERT INTO bodies (bodies, rank) VALUES ('deletemerge', 4);
INSERT INTO starts (starts, rank) VALUES ('deletemerge', 4);
`

// New makes the index of a snapshot, for as long as the program runs: in memory,
// or, if there is much text, in a temporary file, because SQLite takes ten times
// as much memory to hold a database as it takes to read one. Progress, if not
// nil, is called now and then with the number of releases done.
//
// The file has no name once it is open, where the system allows that, so that
// nothing stays behind even if the program is killed; elsewhere Close removes
// it.
func New(ctx context.Context, s *snapshot.Snapshot, progress func(done int)) (*Index, error) {
	a := &Index{writing: make(chan struct{}, 1), done: make(chan struct{})}
	a.readers = newPool(max(2, min(runtime.GOMAXPROCS(0), maxReaders)))
	err := a.open(ctx, s.TextBytes() > inMemory)
	a.writing <- struct{}{}
	if err == nil {
		err = a.write(ctx, func() error { return a.writeAll(ctx, nil, all(s), progress) })
	}
	if err != nil {
		a.Close()
		return nil, err
	}
	return a, nil
}

// open makes the database and opens its connections: later nobody could open a
// file without a name.
func (a *Index) open(ctx context.Context, file bool) error {
	a.name = "in memory"
	dsn := (&url.URL{Scheme: "file", Path: "/" + rand.Text()}).String() + "?vfs=memdb&_pragma=page_size(8192)&_pragma=auto_vacuum(2)"
	if file {
		f, err := os.CreateTemp("", "pressroom-*.db")
		if err != nil {
			return fmt.Errorf("temporary index: %w: set TMPDIR to a directory that may be written", err)
		}
		f.Close()
		a.name, a.remove = f.Name(), f.Name()
		path := filepath.ToSlash(f.Name())
		if path[0] != '/' { // a drive's letter
			path = "/" + path
		}
		// There is nothing to roll back to: if a change fails, the file goes.
		pragmas := url.Values{"_pragma": {"page_size(8192)", "auto_vacuum(2)", "journal_mode(OFF)", "synchronous(OFF)", "cache_size(-4000)"}}
		dsn = (&url.URL{Scheme: "file", Path: path}).String() + "?" + pragmas.Encode()
	}
	var err error
	if a.db, err = sql.Open("sqlite", dsn); err != nil {
		return a.explain(ctx, err)
	}
	if a.writer, err = a.db.Conn(ctx); err != nil {
		return a.explain(ctx, err)
	}
	if _, err = a.writer.ExecContext(ctx, schema); err != nil {
		return a.explain(ctx, err)
	}
	for i := range a.readers.free {
		if a.readers.free[i], err = a.newReader(ctx); err != nil {
			return a.explain(ctx, err)
		}
	}
	if file && os.Remove(a.remove) == nil {
		a.remove = ""
	}
	return nil
}

// Close closes the index, when the searches that are under way have come to
// their end, and removes a temporary file.
func (a *Index) Close() error {
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
		return fmt.Errorf("index of texts %s: %w", a.name, err)
	}
	return nil
}

// explain wraps an error of the database with the index's name and with what
// to do about it. A cancelled context stays what it is.
func (a *Index) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if cause := ctx.Err(); cause != nil {
		return cause
	}
	hint := ""
	var e *sqlite.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case lib.SQLITE_FULL:
			hint = "make room on the disk, or set TMPDIR to a place that has some, and try again"
		case lib.SQLITE_IOERR, lib.SQLITE_CORRUPT:
			hint = "the disk failed to read or write it: check the disk and its room, and start again"
		}
	}
	if hint == "" {
		return fmt.Errorf("index of texts %s: %w", a.name, err)
	}
	return fmt.Errorf("index of texts %s: %s (%w)", a.name, hint, err)
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

func (a *Index) newReader(ctx context.Context) (*reader, error) {
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

// list runs a query of one text, which is prepared the first time, and returns
// what it yields, "" for nothing.
func (r *reader) list(ctx context.Context, query, of string) (string, error) {
	s := r.statements[query]
	if s == nil {
		var err error
		if s, err = r.conn.PrepareContext(ctx, query); err != nil {
			return "", err
		}
		r.statements[query] = s
	}
	r.ran++
	var list sql.NullString
	err := s.QueryRowContext(ctx, of).Scan(&list)
	return list.String, err
}

// read calls f with a reader, when it is its turn.
func (a *Index) read(ctx context.Context, f func(*turn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select { // closed comes before free
	case <-a.done:
		return a.explain(ctx, errClosed)
	default:
	}
	t := turn{index: a}
	err := t.take(ctx)
	if err == nil {
		defer t.give()
		err = f(&t)
	}
	return a.explain(ctx, err)
}
