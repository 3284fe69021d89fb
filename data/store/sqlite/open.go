package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"modernc.org/sqlite"

	"pressroom/data"
	"pressroom/data/store"
)

// POSIX has a process lose all its locks on a file when it closes the file
// anywhere, as after reading it like any other: another process could then take
// itself for the last one that has the archive open. Linux has locks without that;
// elsewhere this changes nothing.
func init() { _, _ = sqlite.OFDLocking(true) }

// Store is a [store.Store] in a file.
type Store struct {
	path      string
	vfs       string // "" is the system's; tests have others
	noMigrate bool   // an older schema stays

	mu     sync.Mutex
	file   *file // nil where none is open
	opened bool  // one was: that it is gone is an error then
	closed bool
}

// file is the archive while it is open.
type file struct {
	info      os.FileInfo
	older     bool        // its schema is: only its pages can be checked
	checked   atomic.Bool // the index of addresses
	immutable error       // why nothing can be written, and what others write is not seen; nil else
	cut       error       // its end is missing: what is left can be read; nil where it is whole
	readers   *sql.DB
	db        *sql.DB    // of the writer
	mu        sync.Mutex // of the next two
	idle      []*session // to read with
	closed    bool
	writing   chan struct{}
	writer    *session // for the holder of the write token; nil until the first write
}

var _ store.Store = (*Store)(nil)

const (
	pageSize = 8192 // texts of 2 KB waste a quarter of SQLite's 4 KB
	maxIdle  = 4    // sessions that are kept to read with
	busy     = 250  // ms that SQLite itself waits, so that a context's end is seen
)

// busyTimeout is how long a write waits for other writers.
var busyTimeout = 10 * time.Second

// Open opens the archive in a file. Where there is none, it is empty until
// something is written. An archive of an older pressroom is brought up to date,
// after a copy was put beside it; of a damaged one too, so that it can be read and saved.
func Open(ctx context.Context, path string) (*Store, error) { return open(ctx, path, "") }

func open(ctx context.Context, path, vfs string) (*Store, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, explain(ctx, path, err)
	}
	s := &Store{path: full, vfs: vfs}
	if _, err := s.current(ctx, false); err != nil {
		return nil, s.explain(ctx, err)
	}
	return s, nil
}

// Path returns the absolute path of the archive.
func (s *Store) Path() string { return s.path }

// current returns the open file, and opens it again where another one took its
// place. Where there is none it returns nil, or makes one.
func (s *Store) current(ctx context.Context, create bool) (*file, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, store.ErrClosed
	}
	info, err := os.Stat(s.path)
	missing := errors.Is(err, fs.ErrNotExist)
	switch {
	case missing && s.opened:
		return nil, store.ErrReplaced
	case missing && !create:
		return nil, nil
	case missing:
		if err := s.create(ctx); err != nil {
			return nil, err
		}
		if info, err = os.Stat(s.path); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	}
	if f := s.file; f != nil {
		mended := f.immutable == store.ErrFull && (create || !s.noLog()) // there may be room by now
		if os.SameFile(f.info, info) && (f.immutable == nil || !mended && f.info.Size() == info.Size() && f.info.ModTime().Equal(info.ModTime())) {
			return f, nil
		}
		f.close()
		s.file = nil
	}
	f, err := s.openFile(ctx, info)
	if err != nil {
		return nil, err
	}
	s.file, s.opened = f, true
	return f, nil
}

// openFile opens a file that is there.
func (s *Store) openFile(ctx context.Context, info os.FileInfo) (*file, error) {
	switch {
	case !info.Mode().IsRegular():
		return nil, failure(store.ErrForeign, "it is no file")
	case info.Size() == 0:
		return nil, damaged("it is empty")
	}
	f := &file{info: info, writing: make(chan struct{}, 1)}
	f.writing <- struct{}{}
	schema, err := f.connect(ctx, s.dsn("rw"))
	if err != nil && cannotWrite(err) != nil { // a log cannot be made in a folder that may not be written, or on a full disk
		if schema, err = f.connect(ctx, s.dsn("ro")); err != nil && cannotWrite(err) != nil && s.noLog() {
			f.immutable = cannotWrite(err)
			schema, err = f.connect(ctx, s.dsn("ro")+"&immutable=1")
		}
	}
	if s.noLog() {
		page, whole := lengths(s.path)
		if info.Size() < whole && (kindOf(err) == store.ErrDamaged || info.Size()%page != 0) { // SQLite takes a part of a page for one
			f.cut = damaged("its end is missing: %d of %d bytes are there", info.Size(), whole)
			f.immutable = f.cut
			schema, err = f.connect(ctx, s.cutDSN())
		}
	}
	again := false
	if err == nil && schema < len(migrations) {
		again, err = s.handleOlder(ctx, f, schema)
	}
	if err != nil || again {
		f.close()
	}
	switch {
	case err != nil:
		return nil, err
	case again:
		if info, err = os.Stat(s.path); err != nil {
			return nil, err
		}
		return s.openFile(ctx, info)
	}
	f.db, err = sql.Open("sqlite", s.dsn("rw"))
	return f, err
}

// connect opens the connections that read, and returns the schema of the file.
func (f *file) connect(ctx context.Context, dsn string) (schema int, err error) {
	if f.readers != nil {
		f.readers.Close()
	}
	if f.readers, err = sql.Open("sqlite", dsn+"&_pragma=query_only(1)"); err != nil {
		return 0, err
	}
	conn, err := f.readers.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	err = retryBusy(ctx, func() error {
		schema, err = identify(ctx, conn)
		return err
	})
	return schema, err
}

// cannotWrite returns why a file or folder cannot be written, nil for an error of anything else.
func cannotWrite(err error) error {
	switch kind := kindOf(err); kind {
	case store.ErrReadOnly, store.ErrDenied:
		return store.ErrReadOnly
	case store.ErrFull:
		return kind
	}
	return nil
}

// noLog reports whether all of the archive is in its file.
func (s *Store) noLog() bool {
	info, err := os.Stat(s.path + "-wal")
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0
}

// lengths returns how many bytes a page of a file and all of it have by its header, 0 where
// that cannot be read.
func lengths(path string) (page, whole int64) {
	file, err := os.Open(path)
	if err != nil {
		return 0, 0
	}
	defer file.Close()
	var header [32]byte
	if _, err := io.ReadFull(file, header[:]); err != nil {
		return 0, 0
	}
	page = int64(binary.BigEndian.Uint16(header[16:]))
	if page == 1 { // there is no room for it
		page = 1 << 16
	}
	return page, page * int64(binary.BigEndian.Uint32(header[28:]))
}

// dsn is the data source name of the archive.
func (s *Store) dsn(mode string) string { return dsn(s.path, mode, s.vfs) }

func dsn(path, mode, vfs string, more ...string) string {
	return dsnOf(path, mode, vfs, append(more, "foreign_keys(1)", "cell_size_check(1)", "trusted_schema(0)",
		"synchronous(FULL)", "fullfsync(1)", "checkpoint_fullfsync(1)", "cache_size(-4000)", "journal_size_limit(4194304)"))
}

// cutDSN is the data source name of an archive whose end is missing, which SQLite reads
// for programs alone that say that they write the schema. Pragmas that read the schema
// would come before that one: the driver sorts them.
func (s *Store) cutDSN() string {
	return dsnOf(s.path, "ro", s.vfs, []string{"cell_size_check(1)", "trusted_schema(0)", "writable_schema(1)"}) + "&immutable=1"
}

func dsnOf(path, mode, vfs string, pragmas []string) string {
	q := url.Values{"mode": {mode}, "_pragma": append(pragmas, fmt.Sprintf("busy_timeout(%d)", busy))}
	if vfs != "" {
		q.Set("vfs", vfs)
	}
	return data.FileURL(path) + "?" + q.Encode()
}

// create makes the archive, and its folder. It comes to its name when it is
// whole, so that an empty file is never one of ours.
func (s *Store) create(ctx context.Context) error {
	dir := filepath.Dir(s.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	new, err := os.CreateTemp(dir, "."+filepath.Base(s.path)+".*.new") // with mode 0600
	if err != nil {
		return err
	}
	new.Close()
	defer os.Remove(new.Name())
	if err := s.fill(ctx, new.Name()); err != nil {
		return err
	}
	if err := data.SyncFile(new.Name()); err != nil {
		return err
	}
	err = os.Link(new.Name(), s.path) // which fails where another process was quicker
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = os.Rename(new.Name(), s.path) // a disk without links
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	data.SyncFolder(dir)
	return nil
}

// fill makes the schema in an empty file.
func (s *Store) fill(ctx context.Context, path string) error {
	return withConn(ctx, dsn(path, "rw", s.vfs, fmt.Sprintf("page_size(%d)", pageSize)), func(_ *sql.DB, conn *sql.Conn) error {
		if err := migrate(ctx, conn); err != nil {
			return err
		}
		_, err := conn.ExecContext(ctx, "PRAGMA journal_mode = WAL")
		return err
	})
}

// withConn opens a database and calls f with a connection to it, and closes both.
func withConn(ctx context.Context, dsn string, f func(*sql.DB, *sql.Conn) error) error {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return f(db, conn)
}

// close closes what is open of the file. Who reads in it comes to their end first.
func (f *file) close() error {
	var errs []error
	if f.writing != nil {
		<-f.writing
	}
	f.mu.Lock()
	f.closed = true
	for _, s := range append(f.idle, f.writer) {
		if s != nil {
			errs = append(errs, s.close())
		}
	}
	f.mu.Unlock()
	for _, db := range []*sql.DB{f.readers, f.db} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// Close implements [store.Store].
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	f := s.file
	s.file = nil
	if f == nil {
		return nil
	}
	return s.explain(context.Background(), f.close())
}
