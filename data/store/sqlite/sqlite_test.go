package sqlite_test

import (
	"path/filepath"
	"testing"

	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Open {
		dir := filepath.Join(t.TempDir(), "folder")
		path := filepath.Join(dir, "archive.db")
		t.Cleanup(func() { // when all are closed
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
	})
}
