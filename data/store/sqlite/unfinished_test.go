package sqlite_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pressroom/data/store"
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
