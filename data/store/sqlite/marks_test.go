package sqlite_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

var morning = time.Date(2025, 11, 14, 8, 0, 0, 0, time.UTC)

// some imports n releases.
func some(t *testing.T, s store.Store, n int) {
	t.Helper()
	docs := make([]data.Document, n)
	for i := range docs {
		docs[i] = storetest.Doc(fmt.Sprint(i), fmt.Sprint("Title ", i), "Text.")
	}
	storetest.Put(t, s, "a", docs...)
}

// act is an action some seconds after the morning.
func act(seconds int, mark store.Mark, on bool, numbers ...int) store.Action {
	return store.Action{Mark: mark, On: on, Numbers: numbers, Time: time.Now().Truncate(time.Second).Add(time.Duration(seconds) * time.Second)}
}

func mark(t *testing.T, s store.Store, reader string, actions ...store.Action) {
	t.Helper()
	must(t, s.Mark(t.Context(), reader, store.Batch{Actions: actions}))
}

func marksOf(t *testing.T, s store.Store, reader string) string {
	t.Helper()
	m, err := s.Marks(t.Context(), reader)
	must(t, err)
	return storetest.DumpMarks(m)
}

// saved makes searches of names and queries.
func saved(pairs ...string) (searches []store.Search) {
	for i := 0; i < len(pairs); i += 2 {
		searches = append(searches, store.Search{Name: pairs[i], Query: pairs[i+1]})
	}
	return searches
}

// What was marked comes back.
func TestMarks(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	some(t, s, 10)
	must(t, s.Mark(t.Context(), "me", store.Batch{
		Actions:  []store.Action{act(0, store.Read, true, 3, 1, 9), act(1, store.Starred, true, 9), act(2, store.Read, false, 1, 2)},
		Lines:    map[int]int{3: 40, 9: 7},
		Searches: saved("Zinc", "zinc", "Chips", "chips is:unread"),
		Values:   map[string]string{"view": "is:starred", "width": "40"},
	}))
	want := "read [3 9] starred [9] lines map[3:40 9:7] searches [{Zinc zinc} {Chips chips is:unread}] values map[view:is:starred width:40]"
	equal(t, "the marks", marksOf(t, s, "me"), want)
	must(t, s.Mark(t.Context(), "me", store.Batch{
		Lines:    map[int]int{3: 0, 9: 8, 4: 1},
		Searches: saved("Zinc", "zinc ore", "New", "new:", "Chips", "", "None", ""),
		Values:   map[string]string{"view": "", "width": "50", "none": ""},
	}))
	equal(t, "the marks", marksOf(t, s, "me"),
		"read [3 9] starred [9] lines map[4:1 9:8] searches [{Zinc zinc ore} {New new:}] values map[width:50]")
	// Marks hang on the number: they stay where a text vanishes.
	_, err := s.Import(t.Context(), "a", func(in store.Import) error { return in.Vanish("2") })
	must(t, err)
	equal(t, "that it is read", strings.HasPrefix(marksOf(t, s, "me"), "read [3 9] starred [9]"), true)
	must(t, s.Mark(t.Context(), "me", store.Batch{Lines: map[int]int{4: 0, 9: 0}, Searches: saved("Zinc", "", "New", ""), Values: map[string]string{"width": ""}}))
	mark(t, s, "me", act(3, store.Read, false, 3, 9), act(4, store.Starred, false, 9))
	equal(t, "the marks", marksOf(t, s, "me"), "read [] starred [] lines map[] searches [] values map[]")
}

// A release that has another text is unread for all who had read it, and it is known
// that they had. Another category, or none of its source's, is no other text.
func TestMarksOfCorrected(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	some(t, s, 5000)
	mark(t, s, "me", act(0, store.Read, true, 1, 2, 3, 4998), act(1, store.Starred, true, 2))
	mark(t, s, "other", act(0, store.Read, true, 3))
	mark(t, s, "third", act(0, store.Starred, true, 2))
	version := func(reader string) int64 {
		v, err := s.MarksVersion(t.Context(), reader)
		must(t, err)
		return v
	}
	me, other := version("me"), version("other")
	moved := storetest.Doc("0", "Title 0", "Text.")
	moved.Category = "Another"
	storetest.Put(t, s, "a", moved, storetest.Doc("1", "Title 1", "Corrected."), storetest.Doc("3", "Title 3", "Corrected."),
		storetest.Doc("4997", "Another title", "Text."))
	equal(t, "mine", marksOf(t, s, "me"), "read [1 3] outdated [2 4998] starred [2] lines map[] searches [] values map[]")
	equal(t, "those of others", marksOf(t, s, "other"), "read [3] starred [] lines map[] searches [] values map[]")
	equal(t, "those of who read nothing", marksOf(t, s, "third"), "read [] starred [2] lines map[] searches [] values map[]")
	equal(t, "whose version is another", fmt.Sprint(version("me") > me, version("other") > other), "true false")
	m, err := s.Marks(t.Context(), "me")
	must(t, err)
	equal(t, "what was corrected", fmt.Sprint(m.IsCorrected(1), m.IsCorrected(2), m.IsCorrected(4998)), "false true true")

	// Read again it is read, and that can be taken back.
	mark(t, s, "me", act(2, store.Read, true, 2, 4998))
	m, err = s.Marks(t.Context(), "me")
	must(t, err)
	equal(t, "read again", fmt.Sprint(m.Read.Has(2), m.IsCorrected(2)), "true false")
	_, err = s.Undo(t.Context(), "me", time.Time{})
	must(t, err)
	equal(t, "undone", marksOf(t, s, "me"), "read [1 3] outdated [2 4998] starred [2] lines map[] searches [] values map[]")
	problems, err := s.Check(t.Context())
	must(t, err)
	equal(t, "what is wrong", fmt.Sprint(problems), "[]")
}

// A page that goes back and forth between texts is unread once for each of them, and has no
// more versions than texts.
func TestMarksOfAlternating(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	first, second, third := storetest.Doc("1", "One", "Text. Read 1."), storetest.Doc("1", "One", "Text. Read 2."), storetest.Doc("1", "One", "Text. Read 3.")
	storetest.Put(t, s, "a", first)
	for i, step := range []struct {
		text  data.Document
		read  bool
		count int
	}{{first, true, 1}, {second, false, 2}, {first, true, 2}, {second, true, 2}, {third, false, 3}, {first, true, 3}, {second, true, 3}} {
		storetest.Put(t, s, "a", step.text)
		m, err := s.Marks(t.Context(), "me")
		must(t, err)
		c, _, err := s.Find(t.Context(), "a", "1")
		must(t, err)
		if i > 0 {
			equal(t, fmt.Sprintf("step %d: read, versions", i), fmt.Sprint(m.Read.Has(1), c.Versions), fmt.Sprint(step.read, step.count))
		}
		newest, err := s.Document(t.Context(), 1)
		must(t, err)
		equal(t, "the text", newest.Body, step.text.Body)
		mark(t, s, "me", act(i, store.Read, true, 1))
	}

	// What was not read of the texts stays unread.
	fourth := storetest.Doc("1", "One", "Text. Read 4.")
	storetest.Put(t, s, "a", fourth)
	storetest.Put(t, s, "a", first)
	m, err := s.Marks(t.Context(), "me")
	must(t, err)
	equal(t, "read, corrected since", fmt.Sprint(m.Read.Has(1), m.IsCorrected(1)), "false true")
}

// Marks of which a part was lost are known to be damaged also after an import that changes
// them, and those of others are changed.
func TestMarksOfCorrectedDamaged(t *testing.T) {
	for what, statement := range map[string]string{
		"a lost row":                 "DELETE FROM marks WHERE reader = 1 AND kind = 2",
		"what was read changed":      "UPDATE marks SET value = zeroblob(512) WHERE reader = 1 AND kind = 1",
		"what was corrected changed": "UPDATE marks SET value = zeroblob(512) WHERE reader = 1 AND kind = 7",
		"a changed reader":           "UPDATE readers SET rows = rows + 1 WHERE id = 1",
	} {
		t.Run(what, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "archive.db")
			s := openAt(t, path)
			some(t, s, 5)
			mark(t, s, "z", act(0, store.Read, true, 1, 2, 3), act(0, store.Starred, true, 2))
			mark(t, s, "other", act(0, store.Read, true, 2, 3))
			mark(t, s, "zz", act(0, store.Read, true, 2, 3))
			storetest.Put(t, s, "a", storetest.Doc("0", "Title 0", "Corrected."))
			execute(t, path, statement)
			storetest.Put(t, s, "a", storetest.Doc("1", "Title 1", "Corrected."))
			if m, err := s.Marks(t.Context(), "z"); !errors.Is(err, store.ErrDamaged) {
				t.Errorf("the marks are %s, %v", storetest.DumpMarks(m), err)
			}
			for _, name := range []string{"other", "zz"} { // whose names stand before and behind
				equal(t, "those of "+name, marksOf(t, s, name), "read [3] outdated [2] starred [] lines map[] searches [] values map[]")
			}
		})
	}
}

// Others see what is marked, and one's marks do not undo the
// other's.
func TestMarksOfOthers(t *testing.T) {
	open := newArchive(t)
	s, other := opened(t, open), opened(t, open)
	some(t, s, 10_000)
	version := func() int64 {
		v, err := other.MarksVersion(t.Context(), "me")
		must(t, err)
		return v
	}
	last := version()
	equal(t, "the version", last, int64(0))
	for i := range 4 {
		by := s
		if i%2 == 1 {
			by = other
		}
		mark(t, by, "me", act(0, store.Read, true, 1+i, 5000+i, 10_000-i))
		if v := version(); v <= last {
			t.Errorf("the version is %d after %d", v, last)
		} else {
			last = v
		}
	}
	m, err := other.Marks(t.Context(), "me")
	must(t, err)
	equal(t, "the version", m.Version, last)
	equal(t, "the marks", fmt.Sprint(collect(&m.Read)), "[1 2 3 4 5000 5001 5002 5003 9997 9998 9999 10000]")
	// Of a reader who is forgotten and comes again, the version is another.
	must(t, s.Forget(t.Context(), "me"))
	mark(t, s, "me", act(0, store.Read, true, 1))
	if v := version(); v <= last {
		t.Errorf("the version is %d after %d", v, last)
	}
}

// Readers have nothing of each other.
func TestMarksApart(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	some(t, s, 3)
	mark(t, s, "SHA256:b", act(0, store.Read, true, 1))
	mark(t, s, "SHA256:a", act(0, store.Read, true, 2))
	equal(t, "the marks of a", strings.Fields(marksOf(t, s, "SHA256:a"))[1], "[2]")
	equal(t, "the marks of b", strings.Fields(marksOf(t, s, "SHA256:b"))[1], "[1]")
	equal(t, "the marks of c", strings.Fields(marksOf(t, s, "SHA256:c"))[1], "[]")
	readers, err := s.Readers(t.Context())
	must(t, err)
	equal(t, "the readers", readers, []string{"SHA256:a", "SHA256:b"})
}

// Actions are taken back one by one, by others too, and what an action
// did not change stays.
func TestUndo(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	some(t, s, 5)
	mark(t, s, "me", act(0, store.Read, true, 1, 2), act(1, store.Read, true, 5, 2, 3)) // 2 is read already
	mark(t, s, "me", act(2, store.Starred, true, 3), act(3, store.Read, false, 1, 4), act(4, store.Read, true, 2))
	other := opened(t, open)
	for _, step := range []struct {
		mark store.Mark
		on   bool
		of   []int
		left string
	}{
		{store.Read, true, []int{1}, "read [1 2 3 5] starred [3]"},
		{store.Starred, false, []int{3}, "read [1 2 3 5] starred []"},
		{store.Read, false, []int{3, 5}, "read [1 2] starred []"},
		{store.Read, false, []int{1, 2}, "read [] starred []"},
		{0, false, nil, "read [] starred []"},
	} {
		a, err := other.Undo(t.Context(), "me", time.Now().Add(-time.Hour))
		must(t, err)
		equal(t, "what was undone", []any{a.Mark, a.On, a.Numbers}, []any{step.mark, step.on, step.of})
		m, err := s.Marks(t.Context(), "me")
		must(t, err)
		equal(t, "what is left", fmt.Sprintf("read %v starred %v", collect(&m.Read), collect(&m.Starred)), step.left)
	}
}

// Where an import has marked releases as unread, since they were corrected, what is undone
// is what is still as it was marked, and nothing is marked as read that has another text.
func TestUndoOfCorrected(t *testing.T) {
	s := opened(t, newArchive(t))
	some(t, s, 5)
	correct := func(n int) { // release n+1
		t.Helper()
		storetest.Put(t, s, "a", storetest.Doc(fmt.Sprint(n), fmt.Sprint("Title ", n), fmt.Sprint("Corrected at ", time.Now(), ".")))
	}
	undo := func(what, want, left string) {
		t.Helper()
		a, err := s.Undo(t.Context(), "me", time.Time{})
		must(t, err)
		equal(t, what, fmt.Sprint(a.Mark, a.On, a.Numbers), want)
		equal(t, what+": what is left", marksOf(t, s, "me"), left+" lines map[] searches [] values map[]")
	}
	mark(t, s, "me", act(-90, store.Read, true, 1, 2))
	correct(0)
	undo("one of two", "0 false [2]", "read [] outdated [1] starred []")

	mark(t, s, "me", act(-80, store.Starred, true, 2), act(-70, store.Read, true, 3))
	correct(2)
	undo("the action before", "1 false [2]", "read [] outdated [1 3] starred []")
	undo("none", "0 false []", "read [] outdated [1 3] starred []")

	auto := act(-40, store.Read, true, 4)
	auto.Auto = true
	mark(t, s, "me", act(-60, store.Read, true, 4), act(-50, store.Read, false, 4), auto)
	correct(3)
	undo("to be unread, before it was corrected", "0 false []", "read [] outdated [1 3 4] starred []")

	mark(t, s, "me", act(50, store.Read, true, 4), act(60, store.Read, false, 4))
	undo("to be unread, since it was corrected", "0 true [4]", "read [4] outdated [1 3 4] starred []")
}

// What was not asked for is not undone, and what is undone leaves it.
func TestUndoAuto(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	some(t, s, 5)
	auto := func(numbers ...int) store.Action {
		a := act(0, store.Read, true, numbers...)
		a.Auto = true
		return a
	}
	mark(t, s, "me", auto(4), act(0, store.Read, true, 1, 2, 4), auto(3))
	mark(t, s, "me", auto(5))
	for _, want := range [][]int{{1, 2}, nil} {
		a, err := opened(t, open).Undo(t.Context(), "me", time.Now().Add(-time.Hour))
		must(t, err)
		equal(t, "what was undone", a.Numbers, want)
		m, err := s.Marks(t.Context(), "me")
		must(t, err)
		equal(t, "what is left", collect(&m.Read), []int{3, 4, 5})
	}
}

// What is too old is not undone, and only so many actions are.
func TestUndoLimits(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	some(t, s, 2000)
	mark(t, s, "me", act(-7200, store.Read, true, 1), act(0, store.Read, true, 2))
	since := time.Now().Add(-time.Hour)
	for _, want := range [][]int{{2}, nil, nil} {
		a, err := s.Undo(t.Context(), "me", since)
		must(t, err)
		equal(t, "what was undone", a.Numbers, want)
	}
	a, err := s.Undo(t.Context(), "me", since.Add(-2*time.Hour))
	must(t, err)
	equal(t, "what was undone", a.Numbers, []int{1})
	var actions []store.Action
	for i := range store.MaxActions + 10 {
		actions = append(actions, act(0, store.Read, true, i+1))
	}
	mark(t, s, "me", actions...)
	n := 0
	for ; ; n++ {
		a, err := s.Undo(t.Context(), "me", since)
		must(t, err)
		if len(a.Numbers) == 0 {
			break
		}
	}
	equal(t, "the actions that were undone", n, store.MaxActions)
}

// Numbers of a generation that the archive never had are those of other releases.
func TestMarksOfAnotherArchive(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	some(t, s, 3)
	had, err := s.Generation(t.Context())
	must(t, err)
	some(t, s, 4)
	before := dump(t, s)
	read := []store.Action{act(0, store.Read, true, 2)}
	other := had
	other.Commit++
	for _, b := range []store.Batch{{}, {Actions: read}, {Lines: map[int]int{1: 1}}} {
		b.Of = other
		fails(t, s.Mark(t.Context(), "me", b), store.ErrGeneration)
	}
	must(t, s.Mark(t.Context(), "me", store.Batch{Of: had}))
	equal(t, "the archive", dump(t, s), before)
	must(t, s.Mark(t.Context(), "me", store.Batch{Actions: read, Of: had}))
}

// An automatic action leaves out releases of which another text came after the generation
// that it names; one that was asked for does not, nor does what else became of a release
// count.
func TestAutoOfCorrected(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	some(t, s, 4)
	before, err := s.Generation(t.Context())
	must(t, err)
	doc := func(i int, text string) data.Document {
		return storetest.Doc(fmt.Sprint(i), fmt.Sprint("Title ", i), text)
	}
	recategorised := doc(2, "Text.")
	recategorised.Category = "Another"
	storetest.Put(t, s, "a", doc(0, "Another text."), doc(1, "Another text."), recategorised)
	after, err := s.Generation(t.Context())
	must(t, err)
	auto := act(0, store.Read, true, 1, 3, 4)
	auto.Auto = true
	for _, step := range []struct {
		of     store.Generation
		action store.Action
		want   []int
	}{
		{before, auto, []int{3, 4}},
		{before, act(0, store.Read, true, 2), []int{2, 3, 4}},
		{after, auto, []int{1, 2, 3, 4}},
	} {
		must(t, s.Mark(t.Context(), "me", store.Batch{Actions: []store.Action{step.action}, Of: step.of}))
		m, err := s.Marks(t.Context(), "me")
		must(t, err)
		equal(t, "read", collect(&m.Read), step.want)
	}
	other := act(0, store.Read, true, 1)
	other.Auto = true
	must(t, s.Mark(t.Context(), "other", store.Batch{Actions: []store.Action{other}}))
	m, err := s.Marks(t.Context(), "other")
	must(t, err)
	equal(t, "read in no generation", collect(&m.Read), []int{1})
}

// What is too much is refused whole.
func TestLimits(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	some(t, s, 3)
	mark(t, s, "me", act(0, store.Read, true, 1))
	before := dump(t, s)
	long := strings.Repeat("x", store.MaxName+1)
	huge := strings.Repeat("x", store.MaxValue+1)
	read := []store.Action{act(0, store.Read, true, 2)}
	var searches []store.Search
	values := map[string]string{}
	for i := range store.MaxSearches + 1 {
		searches = append(searches, store.Search{Name: fmt.Sprint(i), Query: "x"})
		values[fmt.Sprint(i)] = "x"
	}
	for _, b := range []store.Batch{
		{Actions: read, Searches: saved(long, "x")},
		{Actions: read, Searches: saved("", "x")},
		{Actions: read, Searches: saved("x", huge)},
		{Actions: read, Values: map[string]string{"x": huge}},
		{Actions: read, Values: map[string]string{long: "x"}},
		{Actions: read, Searches: searches},
		{Actions: read, Values: values},
	} {
		fails(t, s.Mark(t.Context(), "me", b), store.ErrLimit)
	}
	fails(t, s.Mark(t.Context(), long, store.Batch{Actions: read}), store.ErrLimit)
	fails(t, s.Mark(t.Context(), "", store.Batch{Actions: read}), store.ErrLimit)
	for _, unknown := range []int{0, -1, 4, 1 << 40} {
		fails(t, s.Mark(t.Context(), "me", store.Batch{Actions: []store.Action{read[0], act(0, store.Read, true, unknown)}}), store.ErrNotFound)
		fails(t, s.Mark(t.Context(), "me", store.Batch{Actions: read, Lines: map[int]int{unknown: 1}}), store.ErrNotFound)
	}
	fails(t, s.PutSource(t.Context(), store.Source{Name: long}), store.ErrLimit)
	_, err := s.Import(t.Context(), "", func(store.Import) error { return nil })
	fails(t, err, store.ErrLimit)
	equal(t, "the dump", dump(t, s), before)
}

// Nothing is left of a reader.
func TestForget(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	some(t, s, 3)
	mark(t, s, "you", act(0, store.Read, true, 1))
	before := dump(t, s)
	must(t, s.Mark(t.Context(), "me", store.Batch{
		Actions: []store.Action{act(0, store.Read, true, 1)}, Lines: map[int]int{1: 2}, Values: map[string]string{"a": "b"},
	}))
	must(t, s.Forget(t.Context(), "me"))
	equal(t, "the dump", dump(t, s), before)
	a, err := s.Undo(t.Context(), "me", time.Time{})
	must(t, err)
	equal(t, "undoing", len(a.Numbers), 0)
}
