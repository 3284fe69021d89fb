package sqlite_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// use is a use of an archive, and the tables without which it is an error.
type use struct {
	name, tables string
	do           func(t *testing.T, s *sqlite.Store) (string, error)
}

// written has the tables that a use changes.
var written = map[string]string{
	"PutSource":                 "facts sources",
	"ChangeSource":              "sources",
	"RenameSource":              "changes commits facts releases sources",
	"RemoveSource":              "sources",
	"RemoveSource and releases": "bodies changes commits facts marks readers releases sources versions",
	"RemoveReleases":            "bodies changes commits facts marks readers releases versions",
	"Import":                    "bodies changes commits facts marks readers releases versions",
	"Import vanished":           "changes commits facts releases",
	"Mark":                      "facts marks readers",
	"Undo":                      "facts marks readers",
	"Forget":                    "facts marks readers",
}

// shown returns what was answered, as text.
func shown[T any](answer T, err error) (string, error) { return fmt.Sprintf("%+v", answer), err }

// done is what comes of a use that answers nothing.
func done(err error) (string, error) { return "", err }

var reads = []use{
	{"Sources", "sources", func(t *testing.T, s *sqlite.Store) (string, error) { return shown(s.Sources(t.Context())) }},
	{"Generation", "commits", func(t *testing.T, s *sqlite.Store) (string, error) { return shown(s.Generation(t.Context())) }},
	{"Changes", "commits facts releases sources", func(t *testing.T, s *sqlite.Store) (string, error) {
		var all strings.Builder
		g, err := s.Changes(t.Context(), store.Generation{}, func(c store.Change) error { fmt.Fprintf(&all, "%+v\n", c); return nil })
		return fmt.Sprint(all.String(), g), err
	}},
	{"Texts", "bodies commits facts releases sources", func(t *testing.T, s *sqlite.Store) (string, error) {
		var all strings.Builder
		g, err := s.Texts(t.Context(), store.Generation{}, func(_ store.Change, text string) error { fmt.Fprintln(&all, text); return nil })
		return fmt.Sprint(all.String(), g), err
	}},
	{"Bodies", "bodies releases", func(t *testing.T, s *sqlite.Store) (string, error) {
		var all strings.Builder
		err := s.Bodies(t.Context(), []int{2, 1}, func(b store.Body) error { fmt.Fprintln(&all, b); return b.Err })
		return all.String(), err
	}},
	{"Find", "facts releases sources", func(t *testing.T, s *sqlite.Store) (string, error) {
		c, found, err := s.Find(t.Context(), "board", "2")
		return fmt.Sprint(c, found), err
	}},
	{"Find none", "facts releases sources", func(t *testing.T, s *sqlite.Store) (string, error) {
		c, found, err := s.Find(t.Context(), "board", "none")
		return fmt.Sprint(c, found), err
	}},
	{"Titled", "releases sources", func(t *testing.T, s *sqlite.Store) (string, error) {
		return shown(s.Titled(t.Context(), "board", 20251114, "Second"))
	}},
	{"Dated", "releases sources", func(t *testing.T, s *sqlite.Store) (string, error) {
		return shown(s.Dated(t.Context(), "board", 20251101, 20251130))
	}},
	{"Newest", "commits releases sources", func(t *testing.T, s *sqlite.Store) (string, error) { return shown(s.Newest(t.Context(), "board", 10)) }},
	{"Document", "bodies releases", func(t *testing.T, s *sqlite.Store) (string, error) { return shown(s.Document(t.Context(), 1)) }},
	{"Versions", "releases versions", func(t *testing.T, s *sqlite.Store) (string, error) { return shown(s.Versions(t.Context(), 1)) }},
	{"VersionText", "bodies releases versions", func(t *testing.T, s *sqlite.Store) (string, error) {
		return shown(s.VersionText(t.Context(), 1, hashOf(20251114, "First", "Text.")))
	}},
	{"Marks", "marks readers", func(t *testing.T, s *sqlite.Store) (string, error) {
		m, err := s.Marks(t.Context(), "me")
		if err != nil {
			return "", err
		}
		return storetest.DumpMarks(m), nil
	}},
	{"MarksVersion", "readers", func(t *testing.T, s *sqlite.Store) (string, error) { return shown(s.MarksVersion(t.Context(), "me")) }},
	{"Readers", "readers", func(t *testing.T, s *sqlite.Store) (string, error) { return shown(s.Readers(t.Context())) }},
	{"Stats", "bodies facts releases sources versions", func(t *testing.T, s *sqlite.Store) (string, error) {
		stats, err := s.Stats(t.Context())
		stats.Bytes, stats.Free = 0, 0 // not of the tables
		return shown(stats, err)
	}},
}

var writes = []use{
	{"PutSource", "facts sources", func(t *testing.T, s *sqlite.Store) (string, error) {
		return done(s.PutSource(t.Context(), store.Source{Name: "other", Address: "/feed"}))
	}},
	{"ChangeSource", "facts sources", func(t *testing.T, s *sqlite.Store) (string, error) {
		return done(s.ChangeSource(t.Context(), "board", func(s *store.Source, _ []store.Source) error { s.Category = "Trade"; return nil }))
	}},
	{"RenameSource", "changes commits facts releases sources", func(t *testing.T, s *sqlite.Store) (string, error) {
		return done(s.RenameSource(t.Context(), "board", "other"))
	}},
	{"RemoveSource", "facts sources", func(t *testing.T, s *sqlite.Store) (string, error) {
		return shown(s.RemoveSource(t.Context(), "board", false))
	}},
	{"RemoveSource and releases", "bodies changes commits facts marks readers releases sources versions", func(t *testing.T, s *sqlite.Store) (string, error) {
		return shown(s.RemoveSource(t.Context(), "board", true))
	}},
	{"RemoveReleases", "bodies changes commits facts marks readers releases sources versions", func(t *testing.T, s *sqlite.Store) (string, error) {
		return done(s.RemoveReleases(t.Context(), []int{1}))
	}},
	{"Import", "bodies changes commits facts marks ranges readers releases sources versions", func(t *testing.T, s *sqlite.Store) (string, error) {
		_, err := s.Import(t.Context(), "board", storetest.PutAll([]data.Document{storetest.Doc("1", "First", "Another."), storetest.Doc("4", "New", "Text.")}))
		return "", err
	}},
	{"Import vanished", "bodies changes commits facts ranges releases sources", func(t *testing.T, s *sqlite.Store) (string, error) {
		_, err := s.Import(t.Context(), "board", func(in store.Import) error { return in.Vanish("2") })
		return "", err
	}},
	{"Mark", "facts marks readers", func(t *testing.T, s *sqlite.Store) (string, error) {
		return done(s.Mark(t.Context(), "you", store.Batch{
			Actions: []store.Action{{Mark: store.Starred, On: true, Numbers: []int{1}, Time: time.Now()}}, Lines: map[int]int{1: 2},
		}))
	}},
	{"Undo", "facts marks readers", func(t *testing.T, s *sqlite.Store) (string, error) {
		a, err := s.Undo(t.Context(), "me", time.Time{})
		return fmt.Sprint(a.Numbers), err
	}},
	{"Forget", "facts marks readers", func(t *testing.T, s *sqlite.Store) (string, error) { return done(s.Forget(t.Context(), "me")) }},
}

// rowsOf returns what is in each table of an archive.
func rowsOf(t *testing.T, db *sql.DB) map[string]string {
	t.Helper()
	tables := map[string]string{}
	names, err := db.Query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	must(t, err)
	for names.Next() {
		var name string
		must(t, names.Scan(&name))
		tables[name] = ""
	}
	must(t, names.Err())
	for name := range tables {
		rows, err := db.Query("SELECT * FROM " + name)
		must(t, err)
		columns, err := rows.Columns()
		must(t, err)
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(sql.RawBytes)
		}
		for rows.Next() {
			must(t, rows.Scan(values...))
			for _, v := range values {
				tables[name] += fmt.Sprintf("%q ", *v.(*sql.RawBytes))
			}
		}
		must(t, rows.Err())
	}
	return tables
}

func unchanged(t *testing.T, what string, before, now map[string]string) {
	t.Helper()
	for name, rows := range now {
		if rows != before[name] {
			t.Errorf("%s is an error, and changes %s", what, name)
		}
	}
}

// Whatever a use of an archive cannot read or write is an error, and then nothing has
// changed; what it does not need it does not ask for.
func TestMissingTables(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	since := storetest.Put(t, s, "board", storetest.Doc("1", "First", "Text."), storetest.Doc("2", "Second", "Text."), storetest.Doc("3", "Third", "")).Generation
	reads := append(slices.Clip(reads), use{"Changes since", "changes commits facts releases sources", func(t *testing.T, s *sqlite.Store) (string, error) {
		var all strings.Builder
		g, err := s.Changes(t.Context(), since, func(c store.Change) error { fmt.Fprintf(&all, "%+v\n", c); return nil })
		return fmt.Sprint(all.String(), g), err
	}})
	storetest.Put(t, s, "board", storetest.Doc("1", "First", "Corrected."))
	must(t, s.Mark(t.Context(), "me", store.Batch{Actions: []store.Action{{On: true, Numbers: []int{1, 2}, Time: time.Now()}}}))
	must(t, s.Close())
	file, err := os.ReadFile(path)
	must(t, err)
	with := func(spoil string, f func(s *sqlite.Store, db *sql.DB)) {
		t.Helper()
		must(t, os.WriteFile(path, file, 0o600))
		s := openAt(t, path)
		defer s.Close()
		db, err := sql.Open("sqlite", path)
		must(t, err)
		defer db.Close()
		_, err = db.Exec(spoil)
		must(t, err)
		f(s, db)
	}
	var tables []string
	answers := map[string]string{}
	with("", func(s *sqlite.Store, db *sql.DB) {
		for name := range rowsOf(t, db) {
			tables = append(tables, name)
		}
		for _, u := range reads {
			var err error
			answers[u.name], err = u.do(t, s)
			must(t, err)
		}
	})
	slices.Sort(tables)
	for _, u := range writes {
		with("", func(s *sqlite.Store, _ *sql.DB) {
			var err error
			answers[u.name], err = u.do(t, s)
			must(t, err)
		})
	}
	for i, missing := range tables {
		try := func(u use, s *sqlite.Store) error {
			answer, err := u.do(t, s)
			answer = strings.ReplaceAll(answer, "lost source 1", "board") // a release is shown without its source
			needed := slices.Contains(strings.Fields(u.tables), missing)
			switch {
			case needed != (err != nil) || needed && !errors.Is(err, store.ErrDamaged):
				t.Errorf("%s without %s: %v", u.name, missing, err)
			case err == nil && answer != answers[u.name]:
				t.Errorf("%s without %s is %s, want %s", u.name, missing, answer, answers[u.name])
			}
			return err
		}
		with("DROP TABLE "+missing, func(s *sqlite.Store, _ *sql.DB) {
			for _, u := range reads {
				_ = try(u, s)
			}
		})
		for k, u := range writes {
			if testing.Short() && (i+k)%4 != 0 {
				continue
			}
			with("DROP TABLE "+missing, func(s *sqlite.Store, db *sql.DB) {
				before := rowsOf(t, db)
				if err := try(u, s); err != nil {
					unchanged(t, u.name+" without "+missing, before, rowsOf(t, db))
				}
			})
			locked := ""
			for _, change := range []string{"INSERT", "UPDATE", "DELETE"} {
				locked += fmt.Sprintf("CREATE TRIGGER locked_%s BEFORE %[1]s ON %s BEGIN SELECT raise(ABORT, 'locked'); END;", change, missing)
			}
			with(locked, func(s *sqlite.Store, db *sql.DB) {
				before := rowsOf(t, db)
				_, err := u.do(t, s)
				if (err != nil) != slices.Contains(strings.Fields(written[u.name]), missing) {
					t.Errorf("%s with a locked %s: %v", u.name, missing, err)
				}
				if err != nil {
					unchanged(t, u.name+" with a locked "+missing, before, rowsOf(t, db))
				}
			})
		}
	}
}
