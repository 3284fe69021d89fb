package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"

	"pressroom/data/store"
)

// maxProblems is how many problems of each kind are listed.
const maxProblems = 20

// Check implements [store.Store].
func (s *Store) Check(ctx context.Context) (problems []string, err error) {
	err = s.read(ctx, func(v *view) error {
		c := checker{view: v}
		_ = c.note(v.wrong)
		checks := []func() error{c.pages, c.foreignKeys, c.addresses, c.releases, c.changes, c.texts, c.readers}
		if v.file.older {
			checks = checks[:2]
		}
		for _, check := range checks {
			before := len(c.problems)
			if err := check(); err != nil {
				if kindOf(err) != store.ErrDamaged {
					return err
				}
				c.problems = append(c.problems, what(err))
			}
			if more := len(c.problems) - before - maxProblems; more > 0 {
				c.problems = append(c.problems[:before+maxProblems], fmt.Sprintf("and %d more", more))
			}
		}
		problems = c.problems
		return nil
	})
	if err != nil && errors.Is(err, store.ErrDamaged) {
		problems, err = append(problems, what(err)), nil
	}
	return problems, err
}

// checker reads all of an archive.
type checker struct {
	*view
	problems []string
}

// note notes an error that says what is damaged, and returns any other.
func (c *checker) note(err error) error {
	if err != nil && kindOf(err) == store.ErrDamaged {
		c.problems = append(c.problems, what(err))
		return nil
	}
	return err
}

func (c *checker) pages() error {
	return each(c, func(rows *sql.Rows) error {
		var what string
		if err := rows.Scan(&what); err != nil {
			return scanned(err, "pages")
		}
		for line := range strings.Lines(what) {
			if line = strings.TrimSpace(line); line != "ok" && !strings.HasPrefix(line, "***") {
				c.problems = append(c.problems, line)
			}
		}
		return nil
	}, "PRAGMA integrity_check")
}

func (c *checker) foreignKeys() error {
	return each(c, func(rows *sql.Rows) error {
		var table, parent string
		var row, key sql.NullInt64
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return scanned(err, "foreign keys")
		}
		c.problems = append(c.problems, fmt.Sprintf("row %d of %s names a row of %s that is gone", row.Int64, table, parent))
		return nil
	}, "PRAGMA foreign_key_check")
}

func (c *checker) addresses() error {
	if c.wrong != nil {
		return nil
	}
	c.file.checked.Store(false)
	return verifyAddresses(c.view)
}

// releases reads all releases and their older versions.
func (c *checker) releases() error {
	r, err := newReleaseReader(c)
	if err != nil {
		return err
	}
	older := map[int]int{}
	if err := each(c, func(rows *sql.Rows) error {
		var number int
		var count int
		err := rows.Scan(&number, &count)
		older[number] = count
		return scanned(err, "versions")
	}, "SELECT number, count(*) FROM versions GROUP BY number"); err != nil {
		return err
	}
	err = r.all(c.view, int(c.known().numbers), func(_ *view, change *row) error {
		if have := older[change.Number] + 1; have != change.Versions {
			c.problems = append(c.problems, fmt.Sprintf("%d of %d versions of release %d are there", have, change.Versions, change.Number))
		}
		return nil
	})
	if err := c.note(err); err != nil {
		return err
	}
	for number := range older {
		if _, err := versions(c, number); c.note(err) != nil {
			return err
		}
	}
	return nil
}

// changes reads all changes.
func (c *checker) changes() error {
	g, err := generation(c)
	if err != nil {
		return err
	}
	if g.Change != c.known().changes {
		c.problems = append(c.problems, fmt.Sprintf("the last change is %d, and must be %d", g.Change, c.known().changes))
	}
	r, err := newReleaseReader(c)
	if err != nil {
		return err
	}
	return r.changed(c.view, 0, c.known().changes, func(*view, *row) error { return nil })
}

// texts reads all texts, and looks for those that a release or version names.
func (c *checker) texts() error {
	var sum sum
	err := each(c, func(rows *sql.Rows) error {
		var id, stored int64
		var text string
		if err := rows.Scan(&id, &text, &stored); err != nil {
			return scanned(err, "bodies")
		}
		if stored != sum.reset().int(id).text(text).value() {
			c.problems = append(c.problems, fmt.Sprintf("the text %d was changed", id))
		}
		return nil
	}, "SELECT id, text, sum FROM bodies")
	if err := c.note(err); err != nil {
		return err
	}
	return each(c, func(rows *sql.Rows) error {
		var number int
		err := rows.Scan(&number)
		c.problems = append(c.problems, fmt.Sprintf("a text of release %d is gone", number))
		return scanned(err, "releases")
	}, `SELECT number FROM (SELECT number, body FROM releases WHERE state <> ? UNION ALL SELECT number, body FROM versions)
		WHERE body NOT IN (SELECT id FROM bodies)`, store.Removed)
}

// readers reads the marks of all readers.
func (c *checker) readers() error {
	readers, err := readerRows(c)
	if err != nil {
		return err
	}
	for _, r := range readers {
		if _, err := loadMarks(c, r); c.note(err) != nil {
			return err
		}
		if err := eachAction(c, r.id, func(_ any, value []byte) error {
			_, err := decodeAction(value)
			return err
		}); c.note(err) != nil {
			return err
		}
	}
	return nil
}

// Stats implements [store.Store].
func (s *Store) Stats(ctx context.Context) (stats store.Stats, err error) {
	err = s.read(ctx, func(v *view) error {
		stats.Changes, stats.Readers = v.changes, int(v.readers)
		releases, err := newTolerantReader(v)
		if err != nil {
			return err
		}
		if err := releases.all(v, int(v.numbers), func(_ *view, c *row) error {
			stats.Add(c.Change)
			return nil
		}); err != nil {
			return bothWrong(v.wrong, err)
		}
		var titles int64
		_, err = scanOne(v, "bodies", []any{&stats.Text, &titles, &stats.Free}, `SELECT
			(SELECT coalesce(sum(octet_length(text)), 0) FROM bodies),
			(SELECT coalesce(sum(octet_length(title)), 0) FROM (SELECT title FROM releases UNION ALL SELECT title FROM versions)),
			(SELECT page_size * freelist_count FROM pragma_page_size, pragma_freelist_count)`)
		stats.Text += titles
		return bothWrong(v.wrong, err)
	})
	if err != nil && !errors.Is(err, store.ErrDamaged) {
		return store.Stats{}, err
	}
	sources, e := s.Sources(ctx)
	err = cmp.Or(err, e)
	stats.AddSources(sources)
	for _, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(s.path + suffix); err == nil {
			stats.Bytes += info.Size()
		}
	}
	return stats, err
}
