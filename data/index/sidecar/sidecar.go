// Package sidecar keeps what is derived from an archive in files beside it, so that
// it need not be made again when the program starts. Such a file is an SQLite
// database that several processes may use at once. Nothing is lost with it: where it
// is missing, damaged or of another format, [Make] makes it anew.
//
// A file comes to its name when it is whole, so that one that was begun and not
// ended, as by a killed process, is never read. Afterwards it changes in
// transactions, with a rollback journal: who may only read it needs no other file.
//
// Each page has a checksum, which is compared whenever the page is read from the disk.
// A byte that has changed is therefore an error for which [IsDamaged] holds, and never
// another answer.
package sidecar

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"time"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"pressroom/data"
)

// Format is what a file has: the tables, and numbers by which it is known. Whatever
// changes in what is written takes another version.
type Format struct {
	ID, Version int32
	Schema      string
	Check       []string // statements that fail where the tables are damaged
}

// Errors of opening a file. It has to be made then.
var (
	ErrMissing  = fmt.Errorf("there is none: %w", fs.ErrNotExist)
	ErrUnusable = errors.New("it is damaged or of another format")
)

// ErrBusy is the error of waiting too long for others who write or read a file.
var ErrBusy = errors.New("another program has it")

const (
	pageSize = 4096 // a node of FTS5 fits in, with its checksum
	busy     = 100  // ms that SQLite itself waits, so that a context's end is seen
)

// LockTimeout is how long a lock is awaited. Tests of what comes of that have less.
var LockTimeout = 5 * time.Second

// File is an open file. Its connections are all to one file if [File.Current] holds when
// they are open.
type File struct {
	*sql.DB
	Path string
	info os.FileInfo // before it was opened
}

// Current reports whether the file is the one at its path: another process may have put
// another one there, or removed it.
func (f *File) Current() bool {
	now, err := os.Stat(f.Path)
	return err == nil && os.SameFile(now, f.info)
}

// Open opens a file. [ErrMissing] where there is none, [ErrUnusable] where it cannot be
// used; the other errors are of the disk.
func Open(ctx context.Context, path string, f Format) (*File, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, ErrMissing
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() == 0:
		return nil, ErrUnusable
	}
	db, err := open(path, url.Values{"mode": {"rw"}, "_pragma": {
		fmt.Sprintf("busy_timeout(%d)", busy), "synchronous(NORMAL)", "cache_size(-4000)", "cell_size_check(1)", "trusted_schema(0)",
	}})
	if err != nil {
		return nil, err
	}
	if err = RetryBusy(ctx, func() error { return check(ctx, db, f, info.Size()) }); err == nil {
		return &File{db, path, info}, nil
	}
	db.Close()
	if IsDamaged(err) && !errors.Is(err, ErrUnusable) {
		err = fmt.Errorf("%w: %w", ErrUnusable, err)
	}
	return nil, err
}

// check returns an error where a file is not of a format, or shorter than it says.
func check(ctx context.Context, db *sql.DB, f Format, size int64) error {
	var id, version int32
	var bytes int64
	err := db.QueryRowContext(ctx, `SELECT application_id, user_version, page_count * page_size
		FROM pragma_application_id, pragma_user_version, pragma_page_count, pragma_page_size`).Scan(&id, &version, &bytes)
	if err == nil && (id != f.ID || version != f.Version || bytes > size) {
		err = ErrUnusable
	}
	return err
}

// Check reads a file whole. An error for which [IsDamaged] holds says that it is of no
// use.
func Check(ctx context.Context, path string, f Format) error {
	db, err := Open(ctx, path, f)
	if err != nil {
		return err
	}
	defer db.Close()
	return RetryBusy(ctx, func() error {
		var first string
		if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&first); err != nil {
			return err
		}
		if first != "ok" {
			return fmt.Errorf("%w: %s", ErrUnusable, first)
		}
		for _, statement := range f.Check {
			if _, err := db.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
}

// Make makes a file: of the tables, and of what fill writes to them, in no
// transaction. What was there is replaced when the new one is whole, unless accept,
// where it is not nil, says that another process has made it meanwhile. Only the
// user may read it.
func Make(ctx context.Context, path string, f Format, accept func() bool, fill func(*sql.Conn) error) error {
	return data.ReplaceFile(path, 0o600, func(name string) error {
		if err := build(ctx, name, f, fill); err != nil {
			return err
		}
		if accept != nil && accept() {
			return data.ErrLeave
		}
		// A journal is known by its name alone, and that of another file would be rolled back
		// into this one.
		if err := os.Remove(path + "-journal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

// build makes the tables in an empty file, and calls fill. There is no journal: if it fails, the file goes.
func build(ctx context.Context, path string, f Format, fill func(*sql.Conn) error) error {
	pragmas := url.Values{"mode": {"rw"}, "_pragma": {
		"auto_vacuum(2)", "journal_mode(OFF)", "synchronous(OFF)", "cache_size(-8000)",
	}}
	db, err := sql.Open("sqlite", DSN(path, pragmas))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", f.ID, f.Version))
	if err = errors.Join(err, db.Close()); err == nil {
		err = keepFree(path)
	}
	if err != nil {
		return err
	}
	if db, err = open(path, pragmas); err != nil {
		return err
	}
	conn, err := db.Conn(ctx)
	if err == nil {
		if _, err = conn.ExecContext(ctx, f.Schema); err == nil {
			err = fill(conn)
		}
		err = errors.Join(err, conn.Close())
	}
	return errors.Join(err, db.Close())
}

func open(path string, options url.Values) (*sql.DB, error) {
	if err := register(); err != nil {
		return nil, err
	}
	options.Set("vfs", checksums)
	return sql.Open("sqlite", DSN(path, options))
}

// DSN returns the data source name of a file.
func DSN(path string, options url.Values) string {
	return data.FileURL(path) + "?" + options.Encode()
}

// Write calls f in a transaction that no other process writes in. Where f fails, or
// others do not let it begin or end in time, nothing of it is kept.
func Write(ctx context.Context, conn *sql.Conn, f func() error) error {
	exec := func(statement string) error {
		return RetryBusy(ctx, func() error {
			_, err := conn.ExecContext(ctx, statement)
			return err
		})
	}
	if err := exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	kept := false
	defer func() {
		if !kept { // after a panic too
			_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // SQLite may have done it
		}
	}()
	if err := f(); err != nil {
		return err
	}
	err := exec("COMMIT")
	kept = err == nil
	return err
}

// RetryBusy calls f again while another process keeps it from what it does, for
// some seconds.
func RetryBusy(ctx context.Context, f func() error) error {
	begun := time.Now()
	for {
		err := f()
		switch {
		case code(err)&0xff != lib.SQLITE_BUSY:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case time.Since(begun) > LockTimeout:
			return fmt.Errorf("%w: %w", ErrBusy, err)
		}
	}
}

// IsDamaged reports whether an error comes of a file that is not as it was written.
func IsDamaged(err error) bool { return errors.Is(err, ErrUnusable) || damaged(code(err)) }

// IsFull reports whether an error comes of a disk without room.
func IsFull(err error) bool { return code(err)&0xff == lib.SQLITE_FULL }

// damaged reports whether a code of SQLite says that of a file.
func damaged(code int) bool {
	switch code & 0xff {
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_MISMATCH, lib.SQLITE_FORMAT,
		lib.SQLITE_ERROR, lib.SQLITE_CONSTRAINT: // the statements are right, so the tables are not
		return true
	case lib.SQLITE_IOERR:
		return code == lib.SQLITE_IOERR_SHORT_READ || code == lib.SQLITE_IOERR_CORRUPTFS || code == lib.SQLITE_IOERR_DATA
	}
	return false
}

// Reason says in words what [IsDamaged] holds for.
func Reason(err error) string {
	var e *sqlite.Error
	errors.As(err, &e)
	switch c := code(err); {
	case errors.Is(err, ErrUnusable) && (c == 0 || c == lib.SQLITE_IOERR_DATA): // pages of another format have no checksums
		return ErrUnusable.Error()
	case c == lib.SQLITE_IOERR_DATA:
		return "a page of it is not as it was written"
	case c != 0:
		return "it is damaged: " + e.Error() // not the kind again
	}
	return err.Error()
}

// code returns the code of an error of SQLite, 0 of others.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}
