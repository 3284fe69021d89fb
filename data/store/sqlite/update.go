package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"pressroom/data"
	"pressroom/data/store"
)

// handleOlder brings the archive up to date where that may be, and reports whether it has to
// be opened again, since it has its length now.
func (s *Store) handleOlder(ctx context.Context, f *file, schema int) (again bool, err error) {
	if f.older = s.noMigrate; f.older {
		return false, f.cut
	}
	return f.cut != nil, s.update(ctx, schema, f.cut)
}

// update brings the archive from an older schema to the newest one. Cut is what is wrong
// where its end is missing.
func (s *Store) update(ctx context.Context, schema int, cut error) error {
	aside := fmt.Sprintf("%s.schema%d-%s", s.path, schema, time.Now().Format("20060102-150405"))
	if cut != nil {
		var err error
		if aside, err = s.keepDamaged(cut); err != nil {
			return err
		}
	}
	return withConn(ctx, s.dsn("rw"), func(db *sql.DB, conn *sql.Conn) (err error) {
		if cut == nil {
			err = copyInto(ctx, db, aside, nil)
		}
		if kindOf(err) == store.ErrDamaged {
			_, _ = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)") // or the log is in use
			aside, err = s.keepDamaged(err)
		}
		if err != nil {
			return err
		}
		if err = migrate(ctx, conn); err == nil {
			return nil
		}
		return &store.Error{Where: s.path, Kind: cmp.Or(kindOf(err), errors.New("it cannot be brought up to date")),
			What: "while it was brought up to date", Cause: err, Hint: "as it was before it is in " + aside}
	})
}

// keepDamaged puts a copy of a damaged archive beside it, byte for byte, as no other can be
// made, and has one whose end is missing be as long as its header says: without that
// nothing can be written to it, nor so its schema. Where a log is in use the archive stays
// as it is, and the error is what is wrong with it.
func (s *Store) keepDamaged(wrong error) (aside string, err error) {
	if !s.noLog() {
		return "", wrong
	}
	info, err := os.Stat(s.path)
	if err != nil {
		return "", err
	}
	aside = fmt.Sprintf("%s.damaged-%s", s.path, time.Now().Format("20060102-150405"))
	err = data.ReplaceFile(aside, 0o600, func(name string) error { return copyBytes(s.path, name) })
	if _, whole := lengths(s.path); err == nil && info.Size() < whole {
		err = os.Truncate(s.path, whole)
	}
	return aside, err
}

// copyBytes copies a file into another one, which is empty.
func copyBytes(path, into string) error {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.OpenFile(into, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}
