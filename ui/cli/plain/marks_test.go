package plain_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui/cli/plain"
)

// No more searches are read than a reader may have, nor longer names, however long the
// file is that they come from.
func TestMarkReaderBoundsSearches(t *testing.T) {
	lib := model.NewLibrary("test", load(t), nil)
	defer lib.Close()
	r := plain.NewMarkReader(lib, store.NewMarks(), time.Now())
	read := func(name string) error { return r.Read(fmt.Sprintf(`{"search":%q,"query":"ships"}`, name)) }
	for _, name := range []string{strings.Repeat("x", store.MaxName+1), " "} {
		if err := read(name); err == nil {
			t.Errorf("a name of %d bytes is taken", len(name))
		}
	}
	for n := range store.MaxSearches {
		if err := read(fmt.Sprint("search ", n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := read("one more"); err == nil || len(r.Batch().Searches) != store.MaxSearches {
		t.Errorf("of one more the error is %v, and %d are read", err, len(r.Batch().Searches))
	}
}
