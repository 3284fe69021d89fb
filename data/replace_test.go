package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pressroom/data"
)

// What a killed program has begun goes when it is old, the log of a database too; what is
// begun now, and files of other names, stay.
func TestReplaceFileSweeps(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-time.Hour)
	for name, stays := range map[string]bool{
		".saved.db.AAAA.new": false, ".saved.db.AAAA.new-wal": false, ".saved.db.AAAA.new-shm": false,
		".saved.db.BBBB.new-wal": true, ".other.db.AAAA.new": true, "saved.db.new": true,
	} {
		path := filepath.Join(dir, name)
		err := os.WriteFile(path, nil, 0o600)
		if name != ".saved.db.BBBB.new-wal" {
			err = errors.Join(err, os.Chtimes(path, old, old))
		}
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if _, err := os.Lstat(path); (err == nil) != stays {
				t.Errorf("%s: %v, stays must be %v", name, err, stays)
			}
		}()
	}
	err := data.ReplaceFile(filepath.Join(dir, "saved.db"), 0o600, func(name string) error { return os.WriteFile(name, []byte("x"), 0o600) })
	if err != nil {
		t.Fatal(err)
	}
}
