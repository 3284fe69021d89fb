package sidecar_test

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"pressroom/data/index/sidecar"
)

// made makes a file with words.
func made(t *testing.T, f sidecar.Format, words ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	err := sidecar.Make(t.Context(), path, f, nil, func(conn *sql.Conn) error {
		for _, word := range words {
			if err := put(t.Context(), conn, word); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// edit changes the bytes of a file.
func edit(t *testing.T, path string, f func([]byte) []byte) {
	t.Helper()
	all, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, f(all), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A letter that changes within a row, and within a part of a long value that has pages
// of its own, is an error wherever it is read.
func TestChangedByte(t *testing.T) {
	long := strings.Repeat("long text ", 4000) + "marked" + strings.Repeat(" long text", 4000)
	for name, word := range map[string]string{"in a row": "marked", "in a long value": long} {
		path := made(t, format, "first", word)
		if err := sidecar.Check(t.Context(), path, format); err != nil {
			t.Fatalf("%s: before it changes: %v", name, err)
		}
		edit(t, path, func(all []byte) []byte {
			at := strings.Index(string(all), "marked")
			all[at] = 'M'
			return all
		})
		db, err := sidecar.Open(t.Context(), path, format)
		if err != nil {
			t.Fatal(err)
		}
		var text string
		err = db.QueryRowContext(t.Context(), "SELECT word FROM words WHERE rowid = 2").Scan(&text)
		db.Close()
		if !sidecar.IsDamaged(err) || sidecar.Reason(err) != "a page of it is not as it was written" {
			t.Errorf("%s: %d bytes, %v", name, len(text), err)
		}
		if err := sidecar.Check(t.Context(), path, format); !sidecar.IsDamaged(err) {
			t.Errorf("%s: the file is in order: %v", name, err)
		}
	}
}

// A page that is where another was is an error, too.
func TestMovedPage(t *testing.T) {
	path := made(t, format, strings.Repeat("a", 3000), strings.Repeat("b", 3000), strings.Repeat("c", 3000))
	edit(t, path, func(all []byte) []byte {
		a, b := strings.Index(string(all), "aaaa")/4096*4096, strings.Index(string(all), "bbbb")/4096*4096
		copy(all[a:a+4096], all[b:b+4096])
		return all
	})
	if err := sidecar.Check(t.Context(), path, format); !sidecar.IsDamaged(err) {
		t.Errorf("it is %v", err)
	}
}

// What is no file of the format is of no use, and one that cannot be asked for is an
// error of the disk.
func TestOpenOthers(t *testing.T) {
	whole := func(all []byte) []byte { return all }
	for _, test := range []struct {
		name   string
		format sidecar.Format
		edit   func([]byte) []byte
		usable bool
		reason string
	}{
		{"as it was made", format, whole, true, ""},
		{"of another kind", sidecar.Format{ID: 8, Version: 1}, whole, false, sidecar.ErrUnusable.Error()},
		{"of another version", sidecar.Format{ID: 7, Version: 2}, whole, false, sidecar.ErrUnusable.Error()},
		{"a page short", format, func(all []byte) []byte { return all[:len(all)-4096] }, false, "it is damaged: database disk image is malformed (11)"},
		{"empty", format, func([]byte) []byte { return nil }, false, sidecar.ErrUnusable.Error()},
		{"of other bytes", format, func(all []byte) []byte { return []byte(strings.Repeat("other ", 2000)) }, false, sidecar.ErrUnusable.Error()},
	} {
		path := made(t, format, "one", strings.Repeat("long ", 3000))
		edit(t, path, test.edit)
		db, err := sidecar.Open(t.Context(), path, test.format)
		if (err == nil) != test.usable || !test.usable && (!errors.Is(err, sidecar.ErrUnusable) || !sidecar.IsDamaged(err)) {
			t.Errorf("%s: %v", test.name, err)
		}
		if err == nil {
			db.Close()
		} else if got := sidecar.Reason(err); got != test.reason {
			t.Errorf("%s: the reason is %q", test.name, got)
		}
	}
	path := made(t, format)
	if _, err := sidecar.Open(t.Context(), filepath.Dir(path), format); !errors.Is(err, sidecar.ErrUnusable) {
		t.Errorf("a folder is %v", err)
	}
	_, err := sidecar.Open(t.Context(), path+strings.Repeat("x", 1000), format)
	if err == nil || errors.Is(err, sidecar.ErrMissing) || sidecar.IsDamaged(err) {
		t.Errorf("a name that is too long is %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := sidecar.Open(ctx, path, format); !errors.Is(err, context.Canceled) || errors.Is(err, sidecar.ErrUnusable) {
		t.Errorf("after the end it is %v", err)
	}
}

// A file is known by what it is, not by its name.
func TestCurrent(t *testing.T) {
	path := made(t, format, "one")
	db, err := sidecar.Open(t.Context(), path, format)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if !db.Current() || db.Path != path {
		t.Errorf("%s was opened", db.Path)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
	if err := sidecar.Make(t.Context(), path, format, nil, func(*sql.Conn) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if db.Current() {
		t.Error("the one that was put in its place is taken for it")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if db.Current() {
		t.Error("it is there after it was removed")
	}
}

// Checking reads the tables, and runs the statements of the format.
func TestCheck(t *testing.T) {
	const schema = "CREATE TABLE words (word TEXT CHECK (word <> 'wrong'));"
	f := sidecar.Format{ID: 7, Version: 1, Schema: schema, Check: []string{"SELECT 1", "SELECT count(*) FROM words"}}
	path := made(t, f, "one")
	if err := sidecar.Check(t.Context(), path, f); err != nil {
		t.Fatal(err)
	}
	missing := f
	missing.Check = []string{"SELECT 1", "SELECT * FROM others"}
	if err := sidecar.Check(t.Context(), path, missing); !sidecar.IsDamaged(err) || !strings.Contains(err.Error(), "others") {
		t.Errorf("without a table it is %v", err)
	}
	f.Schema = schema + "PRAGMA ignore_check_constraints = 1;"
	path = made(t, f, "one", "wrong")
	if err := sidecar.Check(t.Context(), path, f); !errors.Is(err, sidecar.ErrUnusable) || !strings.Contains(err.Error(), "CHECK constraint failed in words") {
		t.Errorf("with a wrong row it is %v", err)
	}
	if err := sidecar.Check(t.Context(), path+"x", f); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is missing is %v", err)
	}
}

// A file whose old journal cannot be removed is not made: it would be changed by it.
func TestMakeKeepsNoJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.MkdirAll(filepath.Join(path+"-journal", "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := sidecar.Make(t.Context(), path, format, nil, func(*sql.Conn) error { return nil }); err == nil {
		t.Error("it is made")
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it is there: %v", err)
	}
	wrong := format
	wrong.Schema = "CREATE nothing"
	called := false
	err := sidecar.Make(t.Context(), path, wrong, nil, func(*sql.Conn) error { called = true; return nil })
	if err == nil || called {
		t.Errorf("without tables it is made: %v, filled %v", err, called)
	}
}

// Errors of statements say that tables are not what they should be; those of the disk's
// room, of locks, of permission and of a context do not.
func TestIsDamaged(t *testing.T) {
	f := format
	f.Schema += "CREATE TABLE numbers (id INTEGER PRIMARY KEY, n INT UNIQUE); INSERT INTO numbers VALUES (1, 1);"
	db, err := sidecar.Open(t.Context(), made(t, f), f)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, test := range []struct {
		name, statement string
		ctx             context.Context
		damaged         bool
		reason          string
	}{
		{"no table", "SELECT * FROM others", t.Context(), true, "it is damaged: SQL logic error: no such table: others (1)"},
		{"twice", "INSERT INTO numbers VALUES (2, 1)", t.Context(), true, "it is damaged: constraint failed: UNIQUE constraint failed: numbers.n (2067)"},
		{"a text as rowid", "INSERT INTO numbers VALUES ('x', 2)", t.Context(), true, "it is damaged: datatype mismatch (20)"},
		{"no room", "PRAGMA max_page_count = 1; CREATE TABLE more (x); INSERT INTO more VALUES (zeroblob(99999))", t.Context(), false, ""},
		{"not to be written", "PRAGMA query_only = 1; INSERT INTO numbers VALUES (3, 3)", t.Context(), false, ""},
		{"ended", "SELECT 1", ended, false, ""},
	} {
		_, err := db.ExecContext(test.ctx, test.statement)
		if err == nil || sidecar.IsDamaged(err) != test.damaged {
			t.Errorf("%s: that it is damaged is %v: %v", test.name, !test.damaged, err)
		}
		if got := sidecar.Reason(err); test.damaged && got != test.reason {
			t.Errorf("%s: the reason is %q", test.name, got)
		}
	}
	if got := sidecar.Reason(context.Canceled); got != "context canceled" || sidecar.IsDamaged(nil) {
		t.Errorf("of another error the reason is %q", got)
	}
	// A file that SQLite itself refuses.
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(strings.Repeat("other ", 2000)), 0o600); err != nil {
		t.Fatal(err)
	}
	plain, err := sql.Open("sqlite", sidecar.DSN(path, url.Values{}))
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	if err := plain.QueryRow("SELECT count(*) FROM words").Scan(new(int)); !sidecar.IsDamaged(err) || sidecar.Reason(err) != "it is damaged: file is not a database (26)" {
		t.Errorf("of other bytes: %v", err)
	}
}

// What others lock is tried until they are done; where that takes too long, or the
// context ends, it is not.
func TestRetryBusy(t *testing.T) {
	defer func(was time.Duration) { sidecar.LockTimeout = was }(sidecar.LockTimeout)
	path := made(t, format)
	var conns [2]*sql.DB
	for i := range conns {
		db, err := sql.Open("sqlite", sidecar.DSN(path, url.Values{}))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		db.SetMaxOpenConns(1)
		conns[i] = db
	}
	if _, err := conns[0].Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	_, locked := conns[1].Exec("BEGIN IMMEDIATE")
	if locked == nil {
		t.Fatal("two write at once")
	}
	calls := 0
	count := func(until int, err error) func() error {
		calls = 0
		return func() error {
			if calls++; calls <= until {
				return locked
			}
			return err
		}
	}
	wrong := errors.New("wrong")
	for _, want := range []error{nil, wrong} {
		if err := sidecar.RetryBusy(t.Context(), count(3, want)); !errors.Is(err, want) || calls != 4 {
			t.Errorf("after %d calls it is %v", calls, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := sidecar.RetryBusy(ctx, count(3, nil)); !errors.Is(err, context.Canceled) || calls != 1 {
		t.Errorf("when the context has ended it is %v after %d calls", err, calls)
	}
	sidecar.LockTimeout = 0
	if err := sidecar.RetryBusy(t.Context(), count(1<<40, nil)); !errors.Is(err, sidecar.ErrBusy) || !errors.Is(err, locked) {
		t.Errorf("when they never are done it is %v", err)
	}
}

// What others who read do not let end is withdrawn, and the next one can begin.
func TestWriteWhileOthersRead(t *testing.T) {
	defer func(was time.Duration) { sidecar.LockTimeout = was }(sidecar.LockTimeout)
	sidecar.LockTimeout = 0
	path := made(t, format, "one")
	db, err := sidecar.Open(t.Context(), path, format)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var conns [2]*sql.Conn
	for i := range conns {
		if conns[i], err = db.Conn(t.Context()); err != nil {
			t.Fatal(err)
		}
		defer conns[i].Close()
	}
	exec := func(statement string) {
		t.Helper()
		if _, err := conns[0].ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	exec("BEGIN")
	if err := conns[0].QueryRowContext(t.Context(), "SELECT word FROM words").Scan(new(string)); err != nil {
		t.Fatal(err)
	}
	write := func(word string) error {
		return sidecar.Write(t.Context(), conns[1], func() error { return put(t.Context(), conns[1], word) })
	}
	if err := write("two"); !errors.Is(err, sidecar.ErrBusy) {
		t.Errorf("while one reads it is %v", err)
	}
	exec("COMMIT")
	if err := write("three"); err != nil {
		t.Errorf("after it: %v", err)
	}
	if got := words(t, path); got != "one,three" {
		t.Errorf("the file has %s", got)
	}
}

// What is of no use is not kept open.
func TestOpenLeavesNothingOpen(t *testing.T) {
	const of = "/proc/self/fd"
	if _, err := os.Stat(of); err != nil {
		t.Skip("the system does not list what is open")
	}
	path := made(t, format)
	for range 5 {
		if _, err := sidecar.Open(t.Context(), path, sidecar.Format{}); !errors.Is(err, sidecar.ErrUnusable) {
			t.Fatal(err)
		}
	}
	open, err := os.ReadDir(of)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range open {
		if name, _ := os.Readlink(filepath.Join(of, f.Name())); name == path {
			t.Errorf("%s is open", name)
		}
	}
}

// What would mean something in a URL is a name like any other.
func TestDSN(t *testing.T) {
	for path, want := range map[string]string{
		"/a b/c?mode=ro#d%20": "file:///a%20b/c%3Fmode=ro%23d%2520?mode=rw&x=1%262",
		"C:/Users/a.db":       "file:///C:/Users/a.db?mode=rw&x=1%262",
	} {
		if got := sidecar.DSN(path, url.Values{"x": {"1&2"}, "mode": {"rw"}}); got != want {
			t.Errorf("of %s it is %s", path, got)
		}
	}
}
