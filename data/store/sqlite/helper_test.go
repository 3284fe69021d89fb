package sqlite_test

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// rounds is how often what fails at random moments is tried.
var rounds = flag.Int("rounds", 1, "repeat the tests of crashes and failing disks so often")

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func dump(t testing.TB, s store.Store) string {
	t.Helper()
	text, err := storetest.Dump(t.Context(), s)
	must(t, err)
	return text
}

// removeSource removes a source, whose releases stay.
func removeSource(t testing.TB, s store.Store, name string) {
	t.Helper()
	n, err := s.RemoveSource(t.Context(), name, false)
	must(t, err)
	if n != 0 {
		t.Errorf("%d releases went with %s", n, name)
	}
}

// oneLine fails where an error is not of a kind, or does not say on one line where
// it happened and what can be done.
func oneLine(t testing.TB, err, kind error, where string) {
	t.Helper()
	var e *store.Error
	switch {
	case !errors.Is(err, kind):
		t.Errorf("the error is %v, want %v", err, kind)
	case strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), where):
		t.Errorf("the error is %q: want one line with %s", err, where)
	case !errors.As(err, &e) || e.Hint == "":
		t.Errorf("the error %q does not say what can be done", err)
	}
}

// readFiles reads the files of a folder, but for those in shared memory.
func readFiles(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".db-shm" || e.IsDir() {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = data
	}
	return files
}

// writeFiles writes files to a new folder and returns the path of the archive.
func writeFiles(t testing.TB, files map[string][]byte) string {
	t.Helper()
	dir, err := os.MkdirTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "archive.db")
}
