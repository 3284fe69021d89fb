package model

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/index/letters/fuzzytest"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
)

// today is the day on which all tests run.
func today() time.Time { return time.Date(2025, time.November, 28, 12, 0, 0, 0, time.UTC) }

func corpusReader(t *testing.T) *Reader {
	t.Helper()
	c, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	return NewReader(NewLibrary("corpus", c, nil), Options{Clock: today})
}

// readerOf returns a reader of releases written as "2025-11-14 Category Title".
func readerOf(lines ...string) *Reader {
	releases := make([]data.Document, len(lines))
	for i, l := range lines {
		day, rest, _ := strings.Cut(l, " ")
		category, title, _ := strings.Cut(rest, " ")
		date, err := data.ParseDate(day)
		if err != nil {
			panic(err)
		}
		if category == "-" {
			category = ""
		}
		releases[i] = data.Document{Release: data.Release{Date: date, Category: category, Title: title}}
	}
	c, _ := snapshot.New(releases)
	return NewReader(NewLibrary("made", c, nil), Options{Clock: today})
}

// made returns a library of n releases over eight years and five categories.
func made(n int) *Library {
	random := rand.New(rand.NewPCG(5, 6))
	titles := fuzzytest.Headlines(3, n)
	categories := []string{"Industry", "Energy", "Trade/Investment", "FTA/Economic Cooperation", ""}
	releases := make([]data.Document, n)
	for i := range releases {
		day := data.NewDate(2018, time.January, 1).AddDays(random.IntN(8 * 365))
		releases[i] = data.Document{Release: data.Release{Date: day, Category: categories[random.IntN(5)], Title: fmt.Sprint(titles[i], " ", i)}}
	}
	c, _ := snapshot.New(releases)
	return NewLibrary("made", c, nil)
}

// large is a library whose questions are answered by commands, small one
// whose questions are answered at once.
var (
	large = sync.OnceValue(func() *Library { return made(20_000) })
	small = sync.OnceValue(func() *Library { return made(600) })
)

// answer carries out a command that looks for something, and hands the reader
// what it brings. What comes later, and a command that waits for the cursor to
// rest, are dropped.
func answer(r *Reader, cmd tea.Cmd) {
	if !r.Searching() || cmd == nil {
		return
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		answer(r, batch[0])
		return
	}
	r.Update(msg)
}

// question returns the command that answers, of those that a question is.
func questionOf(cmd tea.Cmd) tea.Cmd { return cmd().(tea.BatchMsg)[0] }

// titles returns the headlines that are listed, in their order.
func titles(r *Reader) []string {
	list := make([]string, r.Listing().Len())
	for i := range list {
		list[i] = r.At(i).Title
	}
	return list
}

// currentView returns the headline under the cursor.
func here(r *Reader) string { return r.At(r.Cursor()).Title }

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func same[T comparable](t *testing.T, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%v, want\n%v", what, got, want)
	}
}

// item returns the place of the line of the facet pane with a label.
func item(t *testing.T, r *Reader, label string) int {
	t.Helper()
	i := slices.IndexFunc(r.Items(), func(it Item) bool { return it.Label == label })
	if i < 0 {
		t.Fatalf("no line %q in %v", label, r.Items())
	}
	return i
}

func TestMain(m *testing.M) {
	_, _ = large().Index().Search(context.Background(), "x", nil)
	os.Exit(m.Run())
}

// documentAt returns the release in place i of a reader's list, with its text.
func documentAt(r *Reader, i int) *data.Document {
	return snapshottest.Document(r.Library().Snapshot, r.At(i).Number)
}

// SetLibrary puts another library in the place of the one that is shown.
func (r *Reader) SetLibrary(lib *Library) tea.Cmd { return r.setLibrary(lib, false) }
