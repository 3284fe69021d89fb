// Package storetest has what tests of several packages need of a store.
package storetest

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
)

// New returns an empty archive, which goes with the test.
func New(t testing.TB) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// Doc returns a document of the address, as an importer makes it.
func Doc(address, title, body string) data.Document {
	return data.Document{
		Release: data.Release{Address: address, Date: 20251114, Category: "Trade", Title: title}, Body: body,
	}
}

// Put imports documents.
func Put(t testing.TB, s store.Store, source string, docs ...data.Document) store.Result {
	t.Helper()
	result, err := s.Import(t.Context(), source, PutAll(docs))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// PutAll returns an import of documents.
func PutAll(docs []data.Document) func(store.Import) error {
	return func(in store.Import) error {
		for _, d := range docs {
			if _, err := in.Put(d); err != nil {
				return err
			}
		}
		return nil
	}
}

// Dump returns all that a store has, as text: two stores of the same history
// give the same, but for times.
func Dump(ctx context.Context, s store.Store) (string, error) {
	var b strings.Builder
	sources, err := s.Sources(ctx)
	if err != nil {
		return "", err
	}
	for _, source := range sources {
		fmt.Fprintf(&b, "source %+v\n", source)
	}
	var numbers []int
	g, err := s.Changes(ctx, store.Generation{}, func(c store.Change) error {
		gone := c.Since
		c.Since = time.Time{}
		fmt.Fprintf(&b, "release %+v gone %v\n", c, !gone.IsZero())
		numbers = append(numbers, c.Number)
		return nil
	})
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&b, "generation %d\n", g.Change)
	for _, n := range numbers {
		versions, err := s.Versions(ctx, n)
		if err != nil {
			return "", err
		}
		for _, v := range versions {
			if v.Body, err = s.VersionText(ctx, n, v.Version); err != nil {
				return "", err
			}
			fmt.Fprintf(&b, "version of %d: %+v\n", n, v.Document)
		}
	}
	readers, err := s.Readers(ctx)
	if err != nil {
		return "", err
	}
	for _, r := range readers {
		m, err := s.Marks(ctx, r)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "marks of %s: %s\n", r, DumpMarks(m))
	}
	return b.String(), nil
}

// DumpMarks returns marks as text, without their version.
func DumpMarks(m *store.Marks) string {
	read := fmt.Sprint(slices.Collect(m.Read.All()))
	if m.Outdated.Len() > 0 {
		read += fmt.Sprint(" outdated ", slices.Collect(m.Outdated.All()))
	}
	return fmt.Sprintf("read %s starred %v lines %v searches %v values %v", read, slices.Collect(m.Starred.All()), m.Lines, m.Searches, m.Values)
}
