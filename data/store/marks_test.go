package store_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
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

// A search that is saved again keeps its place; one without a query and a value that is
// empty are removed, whether there was one or not.
func TestPutSearchesAndValues(t *testing.T) {
	m := store.NewMarks()
	for _, step := range []struct {
		search   store.Search
		value    string
		searches []store.Search
		values   map[string]string
	}{
		{store.Search{Name: "a", Query: "1"}, "x", []store.Search{{Name: "a", Query: "1"}}, map[string]string{"v": "x"}},
		{store.Search{Name: "b", Query: "2"}, "y", []store.Search{{Name: "a", Query: "1"}, {Name: "b", Query: "2"}}, map[string]string{"v": "y"}},
		{store.Search{Name: "a", Query: "3"}, "", []store.Search{{Name: "a", Query: "3"}, {Name: "b", Query: "2"}}, map[string]string{}},
		{store.Search{Name: "c"}, "", []store.Search{{Name: "a", Query: "3"}, {Name: "b", Query: "2"}}, map[string]string{}},
		{store.Search{Name: "a"}, "z", []store.Search{{Name: "b", Query: "2"}}, map[string]string{"v": "z"}},
	} {
		if err := m.Put(store.Batch{Searches: []store.Search{step.search}, Values: map[string]string{"v": step.value}}); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(m.Searches, step.searches) || !maps.Equal(m.Values, step.values) {
			t.Errorf("after %v and %q there are %v and %v", step.search, step.value, m.Searches, m.Values)
		}
	}
}

// As many searches and values are kept as the limits say, and not one more.
func TestPutLimits(t *testing.T) {
	full := store.NewMarks()
	b := store.Batch{Values: map[string]string{}}
	for i := range store.MaxSearches {
		b.Searches = append(b.Searches, store.Search{Name: fmt.Sprint(i), Query: "q"})
	}
	for i := range store.MaxValues {
		b.Values[fmt.Sprint(i)] = "v"
	}
	if err := full.Put(b); err != nil {
		t.Fatal(err)
	}
	for _, more := range []store.Batch{
		{Searches: []store.Search{{Name: "more", Query: "q"}}},
		{Values: map[string]string{"more": "v"}},
	} {
		if err := full.Clone().Put(more); err == nil {
			t.Errorf("%v is kept, too", more)
		}
	}
	if len(full.Searches) != store.MaxSearches || len(full.Values) != store.MaxValues {
		t.Errorf("what a copy was given came to the marks: %d searches, %d values", len(full.Searches), len(full.Values))
	}
}

// What is set returns what it changed, ascending, and nothing that was so already; a copy
// has nothing of it.
func TestSet(t *testing.T) {
	m := store.NewMarks()
	for _, step := range []struct {
		mark    store.Mark
		on      bool
		numbers []int
		changed []int
	}{
		{store.Read, true, []int{70, 3}, []int{3, 70}},
		{store.Read, true, []int{3, 64}, []int{64}},
		{store.Starred, true, []int{3}, []int{3}},
		{store.Outdated, true, []int{3, 70, 5}, []int{3, 5, 70}},
		{store.Read, false, []int{70, 128, 1000}, []int{70}},
	} {
		if got := m.Set(store.Action{Mark: step.mark, On: step.on, Numbers: step.numbers}); !slices.Equal(got, step.changed) {
			t.Errorf("mark %d, %v, of %v changes %v", step.mark, step.on, step.numbers, got)
		}
	}
	other := m.Clone()
	other.Set(store.Action{Mark: store.Read, Numbers: []int{3}})
	for _, of := range []struct {
		mark store.Mark
		want []int
	}{{store.Read, []int{3, 64}}, {store.Starred, []int{3}}, {store.Outdated, []int{3, 5, 70}}} {
		if got := slices.Collect(m.Of(of.mark).All()); !slices.Equal(got, of.want) {
			t.Errorf("mark %d have %v", of.mark, got)
		}
	}
	for n, want := range map[int]bool{3: false, 5: true, 64: false, 70: true} {
		if m.IsCorrected(n) != want {
			t.Errorf("that %d is corrected is %v", n, !want)
		}
	}
}

// A batch is refused for a name without letters, and for a name or a value that is one byte
// longer than the longest.
func TestBatchCheck(t *testing.T) {
	longest, most := strings.Repeat("n", store.MaxName), strings.Repeat("v", store.MaxValue)
	for _, test := range []struct {
		name, value, want string
	}{
		{"a", "", ""},
		{longest, most, ""},
		{"", "v", "the name of a %s has 0 bytes: 1 to 200 are kept"},
		{longest + "n", "v", "the name of a %s has 201 bytes: 1 to 200 are kept"},
		{"a", most + "v", "the %s a has 65537 bytes: 65536 are kept"},
	} {
		for what, b := range map[string]store.Batch{
			"search": {Searches: []store.Search{{Name: "first", Query: "q"}, {Name: test.name, Query: test.value}}},
			"value":  {Values: map[string]string{test.name: test.value}},
		} {
			want, got := "", ""
			if test.want != "" {
				want = fmt.Sprintf(test.want, what)
			}
			if err := b.Check(); err != nil {
				got = err.Error()
			}
			if got != want {
				t.Errorf("a %s with %d and %d bytes: %q, want %q", what, len(test.name), len(test.value), got, want)
			}
		}
	}
}

func TestUnknown(t *testing.T) {
	marking := func(numbers ...int) store.Batch {
		return store.Batch{Actions: []store.Action{{Numbers: []int{1}}, {Numbers: numbers}}, Lines: map[int]int{2: 1}}
	}
	for _, test := range []struct {
		batch store.Batch
		want  int
		found bool
	}{
		{marking(1, 7), 0, false},
		{marking(1, 8), 8, true},
		{marking(7, 0), 0, true},
		{marking(-1, 8), -1, true},
		{store.Batch{Lines: map[int]int{1: 1, 7: 1}}, 0, false},
		{store.Batch{Lines: map[int]int{7: 1, 8: 1}}, 8, true},
		{store.Batch{Lines: map[int]int{0: 1}}, 0, true},
		{store.Batch{}, 0, false},
	} {
		if n, found := test.batch.Unknown(7); n != test.want || found != test.found {
			t.Errorf("of %v, 7 being the last, %d is unknown, %v", test.batch, n, found)
		}
	}
}

// Without leaves the batch as it was, and an action that has no release any more out.
func TestWithout(t *testing.T) {
	b := store.Batch{
		Actions: []store.Action{
			{Mark: store.Starred, Numbers: []int{0, 1, 4}},
			{Numbers: []int{5, 6}},
			{On: true, Numbers: []int{9, 3}},
		},
		Lines:    map[int]int{-1: 1, 1: 1, 5: 1, 6: 2},
		Searches: []store.Search{{Name: "a", Query: "q"}},
		Values:   map[string]string{"v": "1"},
	}
	for _, test := range []struct {
		unknown int
		actions []store.Action
		lines   map[int]int
	}{
		{5, []store.Action{{Mark: store.Starred, Numbers: []int{1, 4}}, {On: true, Numbers: []int{3}}}, map[int]int{1: 1}},
		{1, nil, map[int]int{}},
		{0, []store.Action{{Mark: store.Starred, Numbers: []int{1, 4}}, {Numbers: []int{5, 6}}, {On: true, Numbers: []int{9, 3}}}, map[int]int{1: 1, 5: 1, 6: 2}},
	} {
		want := store.Batch{Actions: test.actions, Lines: test.lines, Searches: b.Searches, Values: b.Values}
		if got := b.Without(test.unknown); !reflect.DeepEqual(got, want) {
			t.Errorf("without %d it is %v, want %v", test.unknown, got, want)
		}
	}
	if len(b.Actions) != 3 || len(b.Actions[0].Numbers) != 3 || len(b.Lines) != 4 {
		t.Errorf("the batch is %v now", b)
	}
}

// Parts has each action, search and value by itself, in the order in which they are put.
func TestParts(t *testing.T) {
	b := store.Batch{
		Actions:  []store.Action{{Numbers: []int{1}}, {Numbers: []int{2}}},
		Lines:    map[int]int{1: 5, 2: 6},
		Searches: []store.Search{{Name: "b", Query: "1"}, {Name: "a", Query: "2"}},
		Values:   map[string]string{"z": "1", "y": "2"},
	}
	want := []store.Batch{
		{Actions: b.Actions[:1]}, {Actions: b.Actions[1:]},
		{Lines: b.Lines},
		{Searches: b.Searches[:1]}, {Searches: b.Searches[1:]},
		{Values: map[string]string{"y": "2"}}, {Values: map[string]string{"z": "1"}},
	}
	if got := b.Parts(); !reflect.DeepEqual(got, want) {
		t.Errorf("the parts are %v", got)
	}
	if got := (store.Batch{}).Parts(); got != nil {
		t.Errorf("of nothing they are %v", got)
	}
}
