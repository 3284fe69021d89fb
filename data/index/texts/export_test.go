package texts

import "testing"

// MaxTerms is how many terms a search takes.
const MaxTerms = maxTerms

// Ran returns how many statements searches have run.
func Ran(a *Index) (n int) {
	for _, r := range a.readers.free {
		n += r.ran
	}
	return n
}

// Forget forgets the terms that were looked up.
func Forget(a *Index) { a.known.forget() }

// Size returns how many bytes the database of an index takes.
func Size(t testing.TB, a *Index) int {
	return pragma(t, a, "page_count") * pragma(t, a, "page_size")
}

// Fill leaves no room for the database of an index to grow.
func Fill(t testing.TB, a *Index) { pragma(t, a, "max_page_count = 1") }

func pragma(t testing.TB, a *Index, name string) (n int) {
	t.Helper()
	if err := a.d.Load().writer.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
