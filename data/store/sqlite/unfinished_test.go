package sqlite_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// TestUnfinished says how much compacting leaves to an import under way, and until
// when.
func TestUnfinished(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	defer s.Close()
	check := func(want bool) {
		t.Helper()
		bytes, until, err := s.Unfinished(t.Context())
		must(t, err)
		if bytes > 0 != want || want && (time.Until(until) < 5*time.Minute || time.Until(until) > 10*time.Minute) {
			t.Errorf("%d bytes until %v, want some: %v", bytes, until, want)
		}
	}
	_, err := s.Import(t.Context(), "a", func(in store.Import) error {
		_, err := in.Put(storetest.Doc("1", "One", "Text."))
		return err
	})
	must(t, err)
	check(false)
	_, err = s.Import(t.Context(), "a", func(in store.Import) error {
		for i := range 8 { // more than is written at once
			if _, err := in.Put(storetest.Doc(string(rune('a'+i)), "Title", strings.Repeat("Text. ", 200_000))); err != nil {
				return err
			}
		}
		check(true)
		return nil
	})
	must(t, err)
	check(false)
}

// TestKilledIsRemoved has the next import, however small, give back what one has left
// that was killed.
func TestKilledIsRemoved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s, other := openAt(t, path), openAt(t, path)
	defer s.Close()
	defer other.Close()
	small := func(title string) {
		t.Helper()
		_, err := other.Import(t.Context(), "b", func(in store.Import) error {
			_, err := in.Put(storetest.Doc(title, title, "Text."))
			return err
		})
		must(t, err)
	}
	left := func() int64 {
		t.Helper()
		bytes, _, err := s.Unfinished(t.Context())
		must(t, err)
		return bytes
	}
	_, err := s.Import(t.Context(), "a", func(in store.Import) error {
		for i := range 8 { // more than is written at once
			if _, err := in.Put(storetest.Doc(string(rune('a'+i)), "Title", strings.Repeat("Text. ", 200_000))); err != nil {
				return err
			}
		}
		if small("One"); left() == 0 {
			t.Error("the texts of an import under way were removed")
		}
		defer sqlite.SetLease(-time.Minute)()
		if small("Two"); left() != 0 {
			t.Errorf("%d bytes of a killed import are left", left())
		}
		return nil
	})
	if err == nil {
		t.Error("the import that was taken for killed came to its end")
	}
}

// TestWritable says whether an archive can be written, and makes none.
func TestWritable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "archive.db")
	s := openAt(t, path)
	defer s.Close()
	must(t, s.Writable(t.Context()))
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("the folder was made")
	}
	under := openAt(t, filepath.Join("/proc", "no", "archive.db"))
	defer under.Close()
	if err := under.Writable(t.Context()); err == nil || !strings.Contains(err.Error(), "/proc/no/archive.db") {
		t.Errorf("in /proc: %v", err)
	}
}
