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
	"strings"
	"time"

	"modernc.org/sqlite"

	"pressroom/data"
	"pressroom/data/store"
)

// copyInto writes a copy of what a database has at this moment to a file. It is
// whole and on the disk, or not there. Check, where it is not nil, is called with the
// copy before it has its name, and may refuse it.
func copyInto(ctx context.Context, db *sql.DB, path string, check func(copied string) error) error {
	return data.ReplaceFile(path, 0o600, func(name string) error {
		_, err := db.ExecContext(ctx, "VACUUM INTO ?", name)
		if err == nil && check != nil {
			err = check(name)
		}
		return err
	})
}

// Backup writes a copy of the archive to a file, while others may write to the
// archive. An older copy of the archive is replaced, at once; another archive and
// any other file are not. Of a damaged archive the error is [store.ErrDamaged]:
// the copy is then kept where no file was, and an older copy is never replaced.
func (s *Store) Backup(ctx context.Context, path string) error {
	file, err := s.current(ctx, false)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	if err != nil {
		return s.explain(ctx, err)
	}
	if file == nil {
		return &store.Error{Where: s.path, Kind: store.ErrNotFound, What: "nothing was kept yet"}
	}
	there := false
	if info, err := os.Stat(path); err == nil {
		if os.SameFile(info, file.info) {
			return &store.Error{Where: path, Kind: store.ErrExists, What: "it is the archive itself", Hint: "name another file"}
		}
		if _, _, err := inspect(ctx, path, s.vfs); err != nil && !errors.Is(err, store.ErrDamaged) && !errors.Is(err, store.ErrNewer) {
			return &store.Error{Where: path, Kind: store.ErrExists, What: "a file that is no archive", Hint: "name another file"}
		}
		there = true
	} else if !errors.Is(err, fs.ErrNotExist) {
		return explain(ctx, path, err)
	} else if err := folderOf(path); err != nil {
		return err
	}
	if file.cut != nil {
		return s.damagedBackup([]string{what(file.cut)}, path, there, false)
	}
	db, err := sql.Open("sqlite", s.copyDSN(file))
	if err != nil {
		return s.explain(ctx, err)
	}
	defer db.Close()
	if s.isOther(ctx, db, path) {
		return &store.Error{Where: path, Kind: store.ErrExists, What: "another archive: it holds releases that this one does not",
			Hint: "name another file"}
	}
	return s.copyChecked(ctx, db, path, there)
}

// folderOf returns an error where the folder of a file that is to be made cannot be found.
func folderOf(path string) error {
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return &store.Error{Where: path, Kind: fmt.Errorf("its folder %s: %w", filepath.Dir(path), cause(err)), Hint: "make the folder first, or name another file"}
	}
	return nil
}

// copyChecked writes a copy to a path, where it replaces what is there only if the
// copy is whole.
func (s *Store) copyChecked(ctx context.Context, db *sql.DB, path string, there bool) error {
	var problems []string
	var wrong error // with the copy
	copied := false
	err := copyInto(ctx, db, path, func(part string) error {
		copied = true
		_, problems, wrong = inspect(ctx, part, s.vfs)
		if wrong != nil && kindOf(wrong) == store.ErrDamaged {
			problems, wrong = append(problems, what(wrong)), nil
		}
		if wrong != nil || len(problems) > 0 && there {
			return data.ErrLeave
		}
		return nil
	})
	var at *fs.PathError
	var link *os.LinkError
	known := (*store.Error)(nil)
	switch {
	case wrong != nil:
		err = explain(ctx, path, wrong)
		if errors.As(err, &known) {
			known.Where = path // not the temporary name
		}
		return err
	case err == nil && len(problems) > 0:
		return s.damagedBackup(problems, path, there, true)
	case err == nil:
		return nil
	case errors.As(err, &at): // of a part of the copy: the archive itself is read by the database alone
		return explain(ctx, path, at.Err)
	case errors.As(err, &link):
		return explain(ctx, path, link.Err)
	}
	switch kind := kindOf(err); {
	case kind == store.ErrFull, kind == store.ErrDenied, kind == store.ErrReadOnly:
		return explain(ctx, path, err)
	case kind == store.ErrDamaged && !copied: // so much that it cannot be copied
		return s.damagedBackup([]string{what(err)}, path, there, false)
	}
	return s.explain(ctx, err)
}

// maxTold is how many problems an error of a backup tells; a check tells all.
const maxTold = 3

// damagedBackup is the error of a backup of an archive that is damaged. It says
// what became of the file that was named.
func (s *Store) damagedBackup(problems []string, path string, there, copied bool) error {
	text := strings.Join(problems[:min(maxTold, len(problems))], "; ")
	if more := len(problems) - maxTold; more > 0 {
		text += fmt.Sprintf("; and %d more", more)
	}
	hint := "'pressroom archive check' says what is wrong"
	switch {
	case there && copied:
		text += "; the older backup " + path + " was kept"
		hint += "; to save what can be read, back up to another FILE; 'pressroom archive restore " + path + "' puts the older backup in its place"
	case there:
		text += "; it cannot be copied, and the older backup " + path + " was kept"
		hint += "; 'pressroom archive restore " + path + "' puts the older backup in its place"
	case copied:
		text += "; what can be read is in " + path + ", which is damaged too"
		hint += "; restore an older backup with 'pressroom archive restore FILE'"
	default:
		text += "; it cannot be copied"
		hint = hints[store.ErrDamaged]
	}
	return &store.Error{Where: s.path, Kind: store.ErrDamaged, What: text, Hint: hint}
}

// cause returns what the system said, without the file that it said it of.
func cause(err error) error {
	if at, is := errors.AsType[*fs.PathError](err); is {
		return at.Err
	}
	return err
}

// isOther reports whether a file is an archive with a release that this one has
// not, or not under that number: no older copy of it. A file that cannot be read is
// none.
func (s *Store) isOther(ctx context.Context, db *sql.DB, path string) bool {
	conn, err := db.Conn(ctx)
	if err != nil {
		return false
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "ATTACH DATABASE ? AS other", dsn(path, "ro", s.vfs)); err != nil {
		return false
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "DETACH DATABASE other")
	var is bool
	err = conn.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM other.releases o WHERE NOT EXISTS (
		SELECT 1 FROM main.releases m WHERE m.number = o.number AND m.address = o.address))`).Scan(&is)
	return err == nil && is
}

// inspect opens a file as it is and returns what is wrong with it, and the data source name
// by which it is copied.
func inspect(ctx context.Context, path, vfs string) (from string, problems []string, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", nil, err
	}
	s := &Store{path: path, vfs: vfs, noMigrate: true}
	if s.file, err = s.openFile(ctx, info); err != nil {
		return "", nil, err
	}
	s.opened = true
	defer s.Close()
	problems, err = s.Check(ctx)
	return s.copyDSN(s.file), problems, err
}

// copyDSN is the data source name by which an open archive is copied, also where nothing may
// be written beside it.
func (s *Store) copyDSN(f *file) string {
	if f.immutable != nil {
		return s.dsn("ro") + "&immutable=1"
	}
	return s.dsn("ro")
}

// Restore puts a backup in the place of the archive of a file, which may be
// damaged or missing. The old file is put aside, and its path returned. Processes that
// have the archive open go on with the backup.
func Restore(ctx context.Context, path, backup string) (aside string, err error) {
	if path, err = filepath.Abs(path); err != nil {
		return "", explain(ctx, path, err)
	}
	if backup, err = filepath.Abs(backup); err != nil {
		return "", explain(ctx, backup, err)
	}
	from, problems, err := inspect(ctx, backup, "")
	if errors.Is(err, fs.ErrNotExist) {
		return "", &store.Error{Where: backup, Kind: store.ErrNotFound, Hint: "name a file that pressroom archive backup has written"}
	}
	if err == nil && len(problems) > 0 {
		err = damaged("%s", problems[0])
	}
	if err != nil {
		return "", explain(ctx, backup, err)
	}
	aside, err = restore(ctx, path, backup, from)
	if err == nil { // from an older schema, if it had one
		var s *Store
		if s, err = Open(ctx, path); err == nil {
			err = s.Close()
		}
	}
	return aside, explain(ctx, path, err)
}

// restore puts a backup that is whole, and the data source name of which is from, in the place
// of the present file.
func restore(ctx context.Context, path, backup, from string) (aside string, err error) {
	to, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return "", err
		}
		return "", replace(ctx, path, from, "")
	}
	if err != nil {
		return "", err
	}
	if info, err := os.Stat(backup); err == nil && os.SameFile(info, to) {
		return "", &store.Error{Where: path, Kind: store.ErrExists, What: "it is the backup itself", Hint: "name another file"}
	}
	aside = fmt.Sprintf("%s.before-%s", path, time.Now().Format("20060102-150405.000"))
	_, problems, err := inspect(ctx, path, "")
	switch kind := kindOf(err); {
	case err == nil && len(problems) == 0:
		return aside, overwrite(ctx, path, from, aside)
	case err == nil, kind == store.ErrDamaged, kind == store.ErrForeign, kind == store.ErrNewer:
		return aside, replace(ctx, path, from, aside)
	}
	return "", err
}

// replace puts a copy of a backup where no archive is, or one that nobody can use,
// which it moves aside.
func replace(ctx context.Context, path, from, aside string) error {
	db, err := sql.Open("sqlite", from)
	if err != nil {
		return err
	}
	defer db.Close()
	moved := []string{"-wal", "-shm", ""} // the log first: it belongs to the file
	back := func() {
		for _, suffix := range moved {
			_ = os.Rename(aside+suffix, path+suffix) // what was not moved is there
		}
	}
	err = copyInto(ctx, db, path, func(string) error {
		for _, suffix := range moved {
			if aside == "" {
				break
			}
			if err := os.Rename(path+suffix, aside+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
				back()
				return err
			}
		}
		return nil
	})
	if _, gone := os.Stat(path); err != nil && aside != "" && gone != nil {
		back()
	}
	return err
}

// overwrite copies a backup into an archive that is whole, as one change of it,
// so that others may have it open. Nobody writes between that and the copy that
// is put aside.
func overwrite(ctx context.Context, path, from, aside string) error {
	return withConn(ctx, dsn(path, "rw", ""), func(db *sql.DB, conn *sql.Conn) error {
		if err := execBusy(ctx, conn, "PRAGMA journal_mode = WAL"); err != nil { // else nobody could read what is put aside
			return err
		}
		return conn.Raw(func(c any) error {
			b, err := c.(interface {
				NewRestore(string) (*sqlite.Backup, error)
			}).NewRestore(from)
			if err != nil {
				return err
			}
			err = retryBusy(ctx, func() error {
				_, err := b.Step(0) // takes the write lock
				return err
			})
			if err == nil {
				err = copyInto(ctx, db, aside, nil)
			}
			if err == nil {
				if _, err = b.Step(-1); kindOf(err) == store.ErrFull { // what was there is whole, and its copy takes room
					defer os.Remove(aside)
				}
			}
			return cmp.Or(err, b.Finish()) // which has the same error again
		})
	})
}

// Unfinished returns how many bytes of text are of imports that have not come to
// their end, since they run or were killed, and when the last of them counts as
// killed. Compact leaves them until then.
func (s *Store) Unfinished(ctx context.Context) (bytes int64, until time.Time, err error) {
	var touched int64
	err = s.read(ctx, func(v *view) error {
		_, err := scanOne(v, "ranges", []any{&bytes, &touched}, `SELECT coalesce(sum((SELECT sum(length(CAST(text AS BLOB))) FROM bodies WHERE id BETWEEN first AND last)), 0), coalesce(max(touched), 0) FROM ranges`)
		return err
	})
	return bytes, time.Unix(touched, 0).Add(lease), err
}

// Compact gives room back that nothing uses, and removes what killed imports
// have left.
func (s *Store) Compact(ctx context.Context) error {
	if file, err := s.current(ctx, false); err != nil || file == nil {
		return s.explain(ctx, err)
	}
	if err := s.write(ctx, (*tx).dropKilled); err != nil {
		return err
	}
	file, err := s.current(ctx, false)
	if err != nil {
		return s.explain(ctx, err)
	}
	if err := file.lock(ctx); err != nil {
		return s.explain(ctx, err)
	}
	defer file.unlock()
	for _, statement := range []string{"VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if err := execBusy(ctx, file.writer.Conn, statement); err != nil {
			return s.explain(ctx, err)
		}
	}
	return nil
}
