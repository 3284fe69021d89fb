// Package storetest is what every store must pass: one suite for all
// implementations of [store.Store].
package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/store"
)

// Open opens a store. Each call opens the same one again, as another process
// would, and the suite closes it.
type Open func(t *testing.T) store.Store

// Run runs the suite: fresh returns what opens a store that is empty.
func Run(t *testing.T, fresh func(t *testing.T) Open) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Open)
	}{
		{"Empty", empty},
		{"Import", imports},
		{"ContentAddress", contentAddress},
		{"AllOrNothing", allOrNothing},
		{"SameAgain", sameAgain},
		{"Versions", versions},
		{"States", states},
		{"IDs", ids},
		{"Titled", titled},
		{"Dated", dated},
		{"Bodies", bodies},
		{"Changes", changes},
		{"ChangesOfOthers", changesOfOthers},
		{"Nested", nested},
		{"ImportsAtOnce", importsAtOnce},
		{"LargeImport", largeImport},
		{"Sources", sources},
		{"ChangedSource", changedSource},
		{"RenamedSource", renamedSource},
		{"ImportSetsSource", importSetsSource},
		{"Marks", marks},
		{"MarksOfOthers", marksOfOthers},
		{"MarksApart", marksApart},
		{"Undo", undo},
		{"UndoAuto", undoAuto},
		{"UndoLimits", undoLimits},
		{"Limits", limits},
		{"Forget", forget},
		{"Stats", stats},
		{"Cancelled", cancelled},
		{"AsMemory", asMemory},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, fresh(t)) })
	}
}

// Doc returns a document of the address, as an importer makes it.
func Doc(address, title, body string) data.Document {
	return data.Document{
		Release: data.Release{Address: address, Date: 20251114, Category: "Trade", Title: title}, Body: body,
	}
}

// hashOf returns the version of a text.
func hashOf(date data.Date, title, body string) string {
	return new(data.Hasher).Hash(date, title, body).String()
}

// Put imports documents.
func Put(t testing.TB, s store.Store, source string, docs ...data.Document) store.Result {
	t.Helper()
	result, err := s.Import(t.Context(), source, putAll(docs))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func putAll(docs []data.Document) func(store.Import) error {
	return func(in store.Import) error {
		for _, d := range docs {
			if _, err := in.Put(d); err != nil {
				return err
			}
		}
		return nil
	}
}

// opened opens the store, to be closed with the test.
func opened(t *testing.T, open Open) store.Store {
	t.Helper()
	s := open(t)
	t.Cleanup(func() { s.Close() })
	return s
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
	read := fmt.Sprint(collect(&m.Read))
	return fmt.Sprintf("read %s starred %v lines %v searches %v values %v", read, collect(&m.Starred), m.Lines, m.Searches, m.Values)
}

func collect(s *store.Numbers) (numbers []int) {
	for n := range s.All() {
		numbers = append(numbers, n)
	}
	return numbers
}

func dump(t *testing.T, s store.Store) string {
	t.Helper()
	text, err := Dump(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// since returns the changes after a generation, each as "number:state@change".
func since(t *testing.T, s store.Store, g store.Generation) (string, store.Generation) {
	t.Helper()
	var all []string
	now, err := s.Changes(t.Context(), g, func(c store.Change) error {
		all = append(all, fmt.Sprintf("%d:%d@%d", c.Number, c.State, c.Changed))
		if c.Batch < c.Added {
			t.Errorf("release %d is of batch %d, and came with change %d", c.Number, c.Batch, c.Added)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, " "), now
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s is\n%+v, want\n%+v", what, got, want)
	}
}

// fails fails where an error is not of a kind, or not on one line.
func fails(t *testing.T, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("the error is %v, want %v", err, kind)
	} else if text := err.Error(); strings.Contains(text, "\n") || !strings.HasPrefix(text, "archive ") {
		t.Errorf("the error is %q: want one line that names the archive", text)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// generation returns the newest generation.
func generation(t *testing.T, s store.Store) store.Generation {
	t.Helper()
	g, err := s.Generation(t.Context())
	must(t, err)
	return g
}

// empty: an empty store answers as such, and looking makes nothing of it.
func empty(t *testing.T, open Open) {
	s := opened(t, open)
	equal(t, "the dump", dump(t, s), "generation 0\n")
	equal(t, "the generation", generation(t, s), store.Generation{})
	_, err := s.Document(t.Context(), 1)
	fails(t, err, store.ErrNotFound)
	_, err = s.Versions(t.Context(), 1)
	fails(t, err, store.ErrNotFound)
	_, found, err := s.Find(t.Context(), "a", "b")
	equal(t, "finding", found, false)
	must(t, err)
	titled, err := s.Titled(t.Context(), "a", 20251114, "b")
	equal(t, "titled", len(titled), 0)
	must(t, err)
	inPeriod, err := s.Dated(t.Context(), "a", 0, 99991231)
	equal(t, "dated", len(inPeriod), 0)
	must(t, err)
	m, err := s.Marks(t.Context(), "")
	must(t, err)
	equal(t, "the marks", m, store.NewMarks())
	a, err := s.Undo(t.Context(), "me", data.NewDate(2000, 1, 1).Time())
	must(t, err)
	equal(t, "undoing", a, store.Action{})
	must(t, s.Forget(t.Context(), "me"))
	fails(t, s.RemoveSource(t.Context(), "a"), store.ErrNotFound)
	fails(t, s.RenameSource(t.Context(), "a", "b"), store.ErrNotFound)
	_, err = s.Changes(t.Context(), store.Generation{Change: 1, Commit: 1}, nil)
	fails(t, err, store.ErrGeneration)
	problems, err := s.Check(t.Context())
	must(t, err)
	equal(t, "the problems", len(problems), 0)
	stats, err := s.Stats(t.Context())
	must(t, err)
	equal(t, "the stats", stats, store.Stats{})
}

func isKind(err, kind error) bool { return errors.Is(err, kind) }
