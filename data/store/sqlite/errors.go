package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"pressroom/data"
	"pressroom/data/store"
)

// hints are what can be done about each kind.
var hints = map[error]string{
	store.ErrDamaged:  "restore a backup with 'pressroom archive restore FILE', or save what can be read with 'pressroom archive recover FILE'",
	store.ErrForeign:  "name another file",
	store.ErrLocked:   "try again when that is done",
	store.ErrReadOnly: "check the permissions of the file and its folder",
	store.ErrDenied:   "check the permissions of the file and its folder",
	store.ErrFull:     "make room and try again; what was there is unharmed",
	store.ErrDisk:     "check the disk; 'pressroom archive check' reads all of the archive",
	store.ErrNewer:    "use that one, or restore an older backup",
	store.ErrNoLocks:  "keep the archive on a disk of this machine",
	store.ErrTooSlow:  "run it again",
	store.ErrReplaced: "start pressroom again",
}

// hint returns what can be done about an error of a kind. Copies of the archive that were put
// aside are backups: the newest is named.
func hint(kind error, path string) string {
	if kind != store.ErrDamaged {
		return hints[kind]
	}
	newest, at := "", time.Time{}
	for _, ending := range []string{".schema*-*", ".before-*"} {
		copies, _ := filepath.Glob(path + ending) // a name with signs of patterns may match none
		for _, name := range copies {
			info, err := os.Stat(name)
			if err == nil && info.ModTime().After(at) && !strings.HasSuffix(name, "-wal") && !strings.HasSuffix(name, "-shm") {
				newest, at = name, info.ModTime()
			}
		}
	}
	if newest == "" {
		return hints[kind]
	}
	return hints[kind] + "; " + newest + " is a copy of " + at.Local().Format("2 January 2006 15:04")
}

// explain says of an error what, where, and what can be done. Errors of
// contexts, and those that are explained already, stay what they are.
func (s *Store) explain(ctx context.Context, err error) error {
	return explain(ctx, s.path, err)
}

// Damaged is the error of an archive that is damaged, with what can be done.
func (s *Store) Damaged() error { return s.explain(context.Background(), store.ErrDamaged) }

func explain(ctx context.Context, path string, err error) error {
	if err == nil {
		return nil
	}
	var known *store.Error
	var foreign *foreignError
	var panicked *data.PanicError
	switch {
	case errors.As(err, &known):
		if known.Where == "" {
			known.Where, known.Hint = path, hint(known.Kind, path)
		}
		return known
	case errors.As(err, &panicked):
		return err
	case errors.As(err, &foreign):
		return foreign.err
	case ctx.Err() != nil:
		return ctx.Err()
	}
	e := &store.Error{Where: path}
	if e.Kind = kindOf(err); e.Kind == nil {
		e.Kind = err
	} else if err != e.Kind {
		e.Cause = err
	}
	e.Hint = hint(e.Kind, path)
	return e
}

// foreignError is an error of a function that was handed in: it is not the
// store's to explain.
type foreignError struct{ err error }

func (e *foreignError) Error() string { return e.err.Error() }

// foreign marks an error of a function that was handed in.
func foreign(err error) error {
	if err == nil {
		return nil
	}
	return &foreignError{err}
}

// failure is an error of a kind. [explain] says where, and what can be done.
func failure(kind error, format string, args ...any) error {
	return &store.Error{Kind: kind, What: fmt.Sprintf(format, args...)}
}

// damaged is an error of the kind [store.ErrDamaged].
func damaged(format string, args ...any) error { return failure(store.ErrDamaged, format, args...) }

// what returns what an error says beyond its kind.
func what(err error) string {
	if known, is := errors.AsType[*store.Error](err); is && known.What != "" {
		return known.What
	} else if is && known.Cause != nil {
		return known.Cause.Error()
	}
	return err.Error()
}

// kindOf returns the kind of an error, nil for one that is of none.
func kindOf(err error) error {
	var e *sqlite.Error
	switch {
	case err == nil: // as for each row that is read
		return nil
	case errors.As(err, &e):
		return kindOfCode(e.Code())
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return store.ErrFull
	case errors.Is(err, syscall.EROFS):
		return store.ErrReadOnly
	case errors.Is(err, fs.ErrPermission):
		return store.ErrDenied
	}
	for kind := range hints {
		if errors.Is(err, kind) {
			return kind
		}
	}
	return nil
}

// kindOfCode returns the kind of an extended result code.
func kindOfCode(code int) error {
	switch code {
	case lib.SQLITE_IOERR_LOCK, lib.SQLITE_IOERR_RDLOCK, lib.SQLITE_IOERR_UNLOCK, lib.SQLITE_IOERR_CHECKRESERVEDLOCK,
		lib.SQLITE_IOERR_SHMLOCK, lib.SQLITE_IOERR_SHMMAP, lib.SQLITE_IOERR_SHMOPEN:
		return store.ErrNoLocks
	case lib.SQLITE_IOERR_SHMSIZE: // the log's index could not be made larger
		return store.ErrFull
	case lib.SQLITE_IOERR_SHORT_READ, lib.SQLITE_IOERR_CORRUPTFS, lib.SQLITE_IOERR_DATA:
		return store.ErrDamaged
	}
	switch code & 0xff {
	case lib.SQLITE_CORRUPT, lib.SQLITE_MISMATCH, lib.SQLITE_FORMAT,
		lib.SQLITE_ERROR, lib.SQLITE_CONSTRAINT: // the statements are right, so the schema or an index is not
		return store.ErrDamaged
	case lib.SQLITE_NOTADB:
		return store.ErrForeign
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return store.ErrLocked
	case lib.SQLITE_PROTOCOL, lib.SQLITE_NOLFS:
		return store.ErrNoLocks
	case lib.SQLITE_READONLY:
		return store.ErrReadOnly
	case lib.SQLITE_CANTOPEN, lib.SQLITE_PERM, lib.SQLITE_AUTH:
		return store.ErrDenied
	case lib.SQLITE_FULL:
		return store.ErrFull
	case lib.SQLITE_IOERR:
		return store.ErrDisk
	}
	return nil
}
