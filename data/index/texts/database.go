package texts

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"

	"pressroom/data/index/sidecar"
	"pressroom/data/store"
)

// schema makes the tables, whose rowids are one more than the numbers of the releases. They are contentless, since
// snapshots have the texts, and are given tokens of this package with spaces between, for FTS5 to split there.
//
//   - heads has the headlines, and bodies the texts, as they are written.
//   - starts has the first one, two and three letters of the words of a text, each once and without a place:
//     FTS5's own index of prefixes would repeat all places, and take three times as much room.
//   - stems has the words of each stem that is not all of them itself. Words stay when no release has them any more.
//   - state has one row: how far the index is, where it is that of an archive.
//
// FTS5 merges what has more than four deleted entries in a hundred.
const schema = `
CREATE VIRTUAL TABLE heads USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');
CREATE VIRTUAL TABLE bodies USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE starts USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'ascii', detail = none);
CREATE TABLE stems (stem TEXT, word TEXT, PRIMARY KEY (stem, word)) WITHOUT ROWID;
CREATE TABLE state (change INTEGER NOT NULL, token INTEGER NOT NULL);
INSERT INTO state VALUES (0, 0);
INSERT INTO heads (heads, rank) VALUES ('hashsize', 1048576);
INSERT INTO bodies (bodies, rank) VALUES ('hashsize', 8388608);
INSERT INTO starts (starts, rank) VALUES ('hashsize', 4194304);
INSERT INTO heads (heads, rank) VALUES ('deletemerge', 4);
INSERT INTO bodies (bodies, rank) VALUES ('deletemerge', 4);
INSERT INTO starts (starts, rank) VALUES ('deletemerge', 4);
`

// Format is that of a file that is kept. Another version is needed whenever words
// are cut, folded or stemmed in another way.
var Format = sidecar.Format{ID: 0x70727478, Version: 3, Schema: schema, Check: []string{
	"INSERT INTO heads (heads) VALUES ('integrity-check')", "INSERT INTO bodies (bodies) VALUES ('integrity-check')",
	"INSERT INTO starts (starts) VALUES ('integrity-check')",
}}

// database is an open database: a connection that writes, and those that search.
type database struct {
	name    string // in messages
	db      *sql.DB
	writer  *sql.Conn
	readers []*reader
	remove  string        // the temporary file that is still to be removed
	file    *sidecar.File // of one that is kept, nil for others
}

func openMemory(ctx context.Context, readers int) (*database, error) {
	dsn := (&url.URL{Scheme: "file", Path: "/" + rand.Text()}).String() + "?vfs=memdb&_pragma=auto_vacuum(2)"
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	return connect(ctx, &database{name: "in memory", db: db}, readers, true)
}

// openTemp opens a temporary file, which has no name once it is open, where the system allows that, so that nothing
// stays behind even of a killed program.
func openTemp(ctx context.Context, readers int) (*database, error) {
	f, err := os.CreateTemp("", "pressroom-*.db")
	if err != nil {
		return nil, fmt.Errorf("temporary index: %w: set TMPDIR to a directory that may be written", err)
	}
	f.Close()
	d := &database{name: f.Name(), remove: f.Name()}
	// There is nothing to roll back to: if a change fails, the file goes.
	d.db, err = sql.Open("sqlite", sidecar.DSN(f.Name(), url.Values{"_pragma": {
		"auto_vacuum(2)", "journal_mode(OFF)", "synchronous(OFF)", "cache_size(-4000)",
	}}))
	if err == nil {
		d, err = connect(ctx, d, readers, true)
	}
	if err == nil && os.Remove(d.remove) == nil {
		d.remove = ""
	}
	return d, err
}

// openKept opens a file that is kept: see [sidecar.Open].
func openKept(ctx context.Context, path string, readers int) (*database, error) {
	for range maxReplaced {
		f, err := sidecar.Open(ctx, path, Format)
		if err != nil {
			return nil, err
		}
		d, err := connect(ctx, &database{name: path, db: f.DB, file: f}, readers, false)
		if err != nil || f.Current() {
			return d, err
		}
		if err := d.close(); err != nil { // some of its connections may be to another file
			return nil, err
		}
	}
	return nil, sidecar.ErrBusy
}

// maxReplaced is how often a file may be replaced by others while it is opened.
const maxReplaced = 3

// connect opens all connections, since later a file without a name could not be; a new one gets the tables.
func connect(ctx context.Context, d *database, readers int, new bool) (*database, error) {
	err := func() (err error) {
		if d.writer, err = d.db.Conn(ctx); err != nil {
			return err
		}
		begin := "PRAGMA cache_spill = 0" // which would lock out those who read
		if new {
			begin = schema
		}
		if _, err = d.writer.ExecContext(ctx, begin); err != nil {
			return err
		}
		for range readers {
			conn, err := d.db.Conn(ctx)
			if err != nil {
				return err
			}
			d.readers = append(d.readers, &reader{conn: conn, statements: map[string]*sql.Stmt{}})
			if _, err := conn.ExecContext(ctx, "PRAGMA query_only = 1"); err != nil {
				return err
			}
		}
		return nil
	}()
	if err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// close closes the connections, none of which may be in use, and removes a temporary file.
func (d *database) close() error {
	var errs []error
	for _, r := range d.readers {
		errs = append(errs, r.close())
	}
	if d.writer != nil {
		errs = append(errs, d.writer.Close())
	}
	errs = append(errs, d.db.Close())
	if d.remove != "" {
		errs = append(errs, os.Remove(d.remove))
	}
	return errors.Join(errs...)
}

// isKept reports whether the database is a file that other processes may use.
func (d *database) isKept() bool { return d.file != nil }

// generation returns how far the index is.
func (d *database) generation(ctx context.Context) (g store.Generation, err error) {
	err = sidecar.RetryBusy(ctx, func() error {
		return d.writer.QueryRowContext(ctx, "SELECT change, token FROM state").Scan(&g.Change, &g.Commit)
	})
	return g, err
}

// reader is a connection for searches, with its statements, for one goroutine at a time. It is out of the pool of
// database/sql for good, which would discard an interrupted one: a file without a name cannot be opened again.
type reader struct {
	conn       *sql.Conn
	statements map[string]*sql.Stmt
	ran        int // statements, for those who bound what a search takes
}

func (r *reader) close() error {
	var errs []error
	for _, s := range r.statements {
		errs = append(errs, s.Close())
	}
	return errors.Join(append(errs, r.conn.Close())...)
}

// list runs a query of one text, which is prepared the first time, and returns what it yields, "" for nothing.
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
	err := sidecar.RetryBusy(ctx, func() error { return s.QueryRowContext(ctx, of).Scan(&list) })
	return list.String, err
}
