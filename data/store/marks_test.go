package store_test

import (
	"testing"

	"pressroom/data/store"
)

// Of too many lines those in the newest releases stay, and that takes no longer than
// sorting them: the archive waits for it.
func TestPutManyLines(t *testing.T) {
	const many = 50 * store.MaxLines
	b := store.Batch{Lines: map[int]int{}}
	for n := range many {
		b.Lines[n] = n + 1
	}
	m := store.NewMarks()
	if err := m.Put(b); err != nil {
		t.Fatal(err)
	}
	if len(m.Lines) != store.MaxLines {
		t.Errorf("%d lines are kept", len(m.Lines))
	}
	for n := many - store.MaxLines; n < many; n++ {
		if m.Lines[n] != n+1 {
			t.Fatalf("the line in release %d is %d", n, m.Lines[n])
		}
	}
	if err := m.Put(store.Batch{Lines: map[int]int{many - 1: 0}}); err != nil || len(m.Lines) != store.MaxLines-1 {
		t.Errorf("one less are %d, %v", len(m.Lines), err)
	}
}
