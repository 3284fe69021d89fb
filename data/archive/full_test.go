package archive

import (
	"path/filepath"
	"strings"
	"testing"

	"pressroom/data/corpus"
)

// Where the disk is full, the error says so, and the archive stays whole: the
// releases can be added when there is room.
func TestDiskFull(t *testing.T) {
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.db")
	a, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	room := func(pages int) {
		var got int
		if err := a.writer.QueryRowContext(t.Context(), "PRAGMA max_page_count = "+strings.Repeat("9", pages)).Scan(&got); err != nil {
			t.Fatal(err)
		}
	}
	room(1) // as many as there are
	err = a.Add(t.Context(), All(c), nil)
	if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "make room") {
		t.Errorf("on a full disk: %v", err)
	}
	room(6)
	if err := a.Add(t.Context(), All(c), nil); err != nil || a.Len() != c.Len() {
		t.Errorf("when there is room: %v, %d releases", err, a.Len())
	}
}
