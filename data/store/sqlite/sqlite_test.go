package sqlite_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
)

// opener opens an archive. Each call opens the same one again, as another process
// would, and the test closes it.
type opener func(t *testing.T) store.Store

// newArchive returns what opens an archive that is empty. When all are closed, the file
// is all that is left.
func newArchive(t *testing.T) opener {
	dir := filepath.Join(t.TempDir(), "folder")
	path := filepath.Join(dir, "archive.db")
	t.Cleanup(func() {
		for name := range readFiles(t, dir) {
			if name != "archive.db" {
				t.Errorf("%s is left", name)
			}
		}
	})
	return func(t *testing.T) store.Store {
		s, err := sqlite.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

// opened opens the store, to be closed with the test.
func opened(t *testing.T, open opener) store.Store {
	t.Helper()
	s := open(t)
	t.Cleanup(func() { s.Close() })
	return s
}

// hashOf returns the version of a text.
func hashOf(date data.Date, title, body string) string {
	return new(data.Hasher).Hash(date, title, body).String()
}

func collect(s *data.Numbers) []int { return slices.Collect(s.All()) }

// since returns the changes after a generation, each as "number:state@change".
func since(t *testing.T, s store.Store, g store.Generation) (string, store.Generation) {
	t.Helper()
	var all []string
	now, err := s.Changes(t.Context(), g, func(c store.Change) error {
		all = append(all, fmt.Sprintf("%d:%d@%d", c.Number, c.State, c.Changed))
		if c.Batch < c.Added {
			t.Errorf("release %d is of batch %d, and came with change %d", c.Number, c.Batch, c.Added)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, " "), now
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s is\n%+v, want\n%+v", what, got, want)
	}
}

// fails fails where an error is not of a kind, or not on one line.
func fails(t *testing.T, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("the error is %v, want %v", err, kind)
	} else if text := err.Error(); strings.Contains(text, "\n") || !strings.HasPrefix(text, "archive ") {
		t.Errorf("the error is %q: want one line that names the archive", text)
	}
}

// generation returns the newest generation.
func generation(t *testing.T, s store.Store) store.Generation {
	t.Helper()
	g, err := s.Generation(t.Context())
	must(t, err)
	return g
}

// An empty store answers as such, and looking makes nothing of it.
func TestEmpty(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	equal(t, "the dump", dump(t, s), "generation 0\n")
	equal(t, "the generation", generation(t, s), store.Generation{})
	_, err := s.Document(t.Context(), 1)
	fails(t, err, store.ErrNotFound)
	_, err = s.Versions(t.Context(), 1)
	fails(t, err, store.ErrNotFound)
	_, found, err := s.Find(t.Context(), "a", "b")
	equal(t, "finding", found, false)
	must(t, err)
	titled, err := s.Titled(t.Context(), "a", 20251114, "b")
	equal(t, "titled", len(titled), 0)
	must(t, err)
	inPeriod, err := s.Dated(t.Context(), "a", 0, 99991231)
	equal(t, "dated", len(inPeriod), 0)
	must(t, err)
	m, err := s.Marks(t.Context(), "")
	must(t, err)
	equal(t, "the marks", m, store.NewMarks())
	a, err := s.Undo(t.Context(), "me", data.NewDate(2000, 1, 1).Time())
	must(t, err)
	equal(t, "undoing", a, store.Action{})
	must(t, s.Forget(t.Context(), "me"))
	_, err = s.RemoveSource(t.Context(), "a", true)
	fails(t, err, store.ErrNotFound)
	fails(t, s.RenameSource(t.Context(), "a", "b"), store.ErrNotFound)
	_, err = s.Changes(t.Context(), store.Generation{Change: 1, Commit: 1}, nil)
	fails(t, err, store.ErrGeneration)
	problems, err := s.Check(t.Context())
	must(t, err)
	equal(t, "the problems", len(problems), 0)
	stats, err := s.Stats(t.Context())
	must(t, err)
	equal(t, "the stats", stats, store.Stats{})
}
