package sidecar

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// Where SQLite takes no files with checksums, opening and making one are errors.
func TestRegisterFails(t *testing.T) {
	wrong := errors.New("wrong")
	defer func(f func() error) { register = f }(register)
	register = func() error { return wrong }
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, make([]byte, pageSize), 0o600); err != nil {
		t.Fatal(err)
	}
	if f, err := Open(t.Context(), path, Format{}); f != nil || !errors.Is(err, wrong) {
		t.Errorf("it opens: %v, %v", f, err)
	}
	if err := Make(t.Context(), path, Format{}, nil, nil); !errors.Is(err, wrong) {
		t.Errorf("it is made: %v", err)
	}
}
