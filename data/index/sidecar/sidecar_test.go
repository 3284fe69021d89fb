package sidecar_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pressroom/data/index/sidecar"
)

var format = sidecar.Format{ID: 7, Version: 1, Schema: "CREATE TABLE words (word TEXT);"}

// words returns the words of a file.
func words(t *testing.T, path string) (list string) {
	t.Helper()
	db, err := sidecar.Open(t.Context(), path, format)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var all sql.NullString
	if err := db.QueryRowContext(t.Context(), "SELECT group_concat(word) FROM words").Scan(&all); err != nil {
		t.Fatal(err)
	}
	return all.String
}

func put(ctx context.Context, conn *sql.Conn, word string) error {
	_, err := conn.ExecContext(ctx, "INSERT INTO words VALUES (?)", word)
	return err
}

// A file is there when it is whole: what fails leaves what was there, and nothing
// beside it.
func TestMake(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if _, err := sidecar.Open(t.Context(), path, format); !errors.Is(err, sidecar.ErrMissing) {
		t.Errorf("before it is made: %v", err)
	}
	fill := func(word string, err error) func(*sql.Conn) error {
		return func(conn *sql.Conn) error { return errors.Join(put(t.Context(), conn, word), err) }
	}
	wrong := errors.New("wrong")
	if err := sidecar.Make(t.Context(), path, format, nil, fill("one", wrong)); !errors.Is(err, wrong) {
		t.Errorf("a failure is %v", err)
	}
	if _, err := sidecar.Open(t.Context(), path, format); !errors.Is(err, sidecar.ErrMissing) {
		t.Errorf("after a failure: %v", err)
	}
	for _, step := range []struct {
		word   string
		accept func() bool
		err    error
		want   string
	}{
		{"one", nil, nil, "one"},
		{"two", nil, nil, "two"},
		{"three", func() bool { return true }, nil, "two"}, // another process was quicker
		{"four", func() bool { return false }, nil, "four"},
		{"five", nil, wrong, "four"},
	} {
		if err := sidecar.Make(t.Context(), path, format, step.accept, fill(step.word, step.err)); !errors.Is(err, step.err) {
			t.Errorf("%s: %v", step.word, err)
		}
		if got := words(t, path); got != step.want {
			t.Errorf("after %s the file has %s", step.word, got)
		}
	}
	// What a killed process has begun goes, unless it may be at work still.
	old, young := filepath.Join(filepath.Dir(path), ".file.1.new"), filepath.Join(filepath.Dir(path), ".file.2.new")
	for _, name := range []string{old, young} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(old, time.Time{}, time.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := sidecar.Make(t.Context(), path, format, nil, fill("six", nil)); err != nil {
		t.Fatal(err)
	}
	if list, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(list) != 1 || list[0] != young {
		t.Errorf("%v is there", list)
	}
}

// What fails in a transaction is not kept, and neither is what panics; nobody waits for
// another who writes longer than some seconds.
func TestWrite(t *testing.T) {
	defer func(was time.Duration) { sidecar.LockTimeout = was }(sidecar.LockTimeout)
	sidecar.LockTimeout = 200 * time.Millisecond
	path := filepath.Join(t.TempDir(), "file")
	if err := sidecar.Make(t.Context(), path, format, nil, func(*sql.Conn) error { return nil }); err != nil {
		t.Fatal(err)
	}
	conn := func() *sql.Conn {
		db, err := sidecar.Open(t.Context(), path, format)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		c, err := db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		return c
	}
	one, other := conn(), conn()
	write := func(c *sql.Conn, f func() error) error { return sidecar.Write(t.Context(), c, f) }
	if err := write(one, func() error { return put(t.Context(), one, "kept") }); err != nil {
		t.Fatal(err)
	}
	wrong := errors.New("wrong")
	if err := write(one, func() error { return errors.Join(put(t.Context(), one, "lost"), wrong) }); !errors.Is(err, wrong) {
		t.Errorf("a failure is %v", err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = write(one, func() error {
			_ = put(t.Context(), one, "lost, too")
			panic("wrong")
		})
	}()
	err := write(other, func() error {
		if err := write(one, func() error { return nil }); !errors.Is(err, sidecar.ErrBusy) {
			t.Errorf("while another writes: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if err := sidecar.Write(ctx, one, func() error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("with an end: %v", err)
		}
		return put(t.Context(), other, "kept, too")
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := words(t, path); got != "kept,kept, too" {
		t.Errorf("the file has %s", got)
	}
}

// What a killed process left of a change of a file is not taken for one of the file that
// is made in its place: whether the old one is still there or was removed.
func TestMakeBesideAJournal(t *testing.T) {
	for _, removed := range []bool{false, true} {
		path := filepath.Join(t.TempDir(), "file")
		fill := func(word string, n int) func(*sql.Conn) error {
			return func(conn *sql.Conn) error {
				for range n {
					if err := put(t.Context(), conn, word); err != nil {
						return err
					}
				}
				return nil
			}
		}
		if err := sidecar.Make(t.Context(), path, format, nil, fill("old", 5000)); err != nil {
			t.Fatal(err)
		}
		var journal []byte
		db, err := sidecar.Open(t.Context(), path, format)
		if err != nil {
			t.Fatal(err)
		}
		conn, err := db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		stop := errors.New("stop")
		err = sidecar.Write(t.Context(), conn, func() error {
			for _, statement := range []string{"PRAGMA cache_size = 1", "UPDATE words SET word = 'changed'"} {
				if _, err := conn.ExecContext(t.Context(), statement); err != nil {
					return err
				}
			}
			var err error
			if journal, err = os.ReadFile(path + "-journal"); err != nil {
				return err
			}
			return stop
		})
		if !errors.Is(err, stop) || len(journal) < 8192 {
			t.Fatalf("the journal has %d bytes, %v", len(journal), err)
		}
		if err := errors.Join(conn.Close(), db.Close()); err != nil {
			t.Fatal(err)
		}
		if removed {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(path+"-journal", journal, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := sidecar.Make(t.Context(), path, format, nil, fill("new", 1)); err != nil {
			t.Fatal(err)
		}
		if got := words(t, path); got != "new" {
			t.Errorf("with the old file removed %v: %d bytes of words are there, %.20q", removed, len(got), got)
		}
		if err := sidecar.Check(t.Context(), path, format); err != nil {
			t.Errorf("with the old file removed %v: %v", removed, err)
		}
	}
}
