package model

import "testing"

// Who is in a release is told by short names, without those who are in most, and
// not before it is known.
func TestNamedIn(t *testing.T) {
	r := corpusReader(t)
	number := r.Listing().Number(2) // of the standards forum
	if got := r.NamedIn(number); got != nil {
		t.Errorf("before the releases were read: %q", got)
	}
	if _, err := r.Library().Names(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, "named", r.NamedIn(number), []string{"Samsung Electronics", "KATS", "IEC"})
}
