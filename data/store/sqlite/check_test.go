package sqlite_test

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// Checking names each row that is not as it was written, and nothing else.
func TestCheckNamesDamage(t *testing.T) {
	for _, test := range []struct {
		statement string
		want      []string
	}{
		{"SELECT 1", nil},
		{"DELETE FROM facts", []string{"it has no row of facts"}},
		{"UPDATE facts SET marks = 99", []string{"a row of facts was changed"}},
		{"DELETE FROM sources WHERE name = 'feed'", []string{"row 3 of releases names a row of sources that is gone", "1 of 2 sources are there"}},
		{"UPDATE bodies SET text = 'Another.' WHERE id = (SELECT body FROM releases WHERE number = 2)", []string{"the text 2 was changed"}},
		{"DELETE FROM bodies WHERE id = (SELECT body FROM releases WHERE number = 2)", []string{"a text of release 2 is gone"}},
		{"UPDATE releases SET title = 'Another' WHERE number = 2", []string{"1 of 3 releases cannot be read: release 2 was changed", "release 2 was changed"}},
		{"UPDATE releases SET address = 'other' WHERE number = 2", []string{"the index of addresses was changed", "1 of 3 releases cannot be read: release 2 was changed", "release 2 was changed"}},
		{"UPDATE versions SET title = 'Another'", []string{"a version of release 1 was changed"}},
		{"DELETE FROM versions", []string{"1 of 2 versions of release 1 are there"}},
		{"UPDATE changes SET number = 3 WHERE change = 2", []string{"change 2 is not as it was written"}},
		{"DELETE FROM changes WHERE change = 2", []string{"change 2 is not as it was written"}},
		{"DELETE FROM commits", []string{"the last change is 0, and must be 4"}},
		{"UPDATE readers SET version = version + 1", []string{"reader 1 was changed"}},
		{"DELETE FROM readers", []string{"row 0 of marks names a row of readers that is gone", "0 of 1 readers are there"}},
		{"DELETE FROM marks", []string{"0 of 2 rows of the marks of reader 1 are there"}},
		{"UPDATE marks SET key = key + 1", []string{"a mark of reader 1 was changed"}},
	} {
		path := filepath.Join(t.TempDir(), "archive.db")
		s := openAt(t, path)
		storetest.Put(t, s, "board", storetest.Doc("1", "First", "Text."), storetest.Doc("2", "Second", "Text."))
		storetest.Put(t, s, "feed", storetest.Doc("3", "Third", "Text."))
		storetest.Put(t, s, "board", storetest.Doc("1", "First", "Corrected."))
		mark(t, s, "me", act(0, store.Read, true, 1, 2))
		must(t, s.Close())
		db, err := sql.Open("sqlite", path)
		must(t, err)
		_, err = db.Exec(test.statement)
		must(t, err)
		must(t, db.Close())
		s = openAt(t, path)
		got, err := s.Check(t.Context())
		must(t, err)
		must(t, s.Close())
		if got = slices.Compact(got); !slices.Equal(got, test.want) {
			t.Errorf("after %s:\n%q, want\n%q", test.statement, got, test.want)
		}
	}
}

// A mark alone in its row of bits is kept, and the row goes with its last mark.
func TestMarksAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	some(t, s, 200)
	for _, n := range []int{1, 63, 64, 65, 128, 192, 200} {
		mark(t, s, "me", act(0, store.Starred, true, n))
		must(t, s.Close())
		s = openAt(t, path)
		if got, want := marksOf(t, s, "me"), fmt.Sprintf("read [] starred [%d] lines map[] searches [] values map[]", n); got != want {
			t.Errorf("with %d marked: %s", n, got)
		}
		mark(t, s, "me", act(1, store.Starred, false, n))
		if got := marksOf(t, s, "me"); got != "read [] starred [] lines map[] searches [] values map[]" {
			t.Errorf("with %d no longer marked: %s", n, got)
		}
	}
	problems, err := s.Check(t.Context())
	if err != nil || problems != nil {
		t.Errorf("after all: %v, %v", problems, err)
	}
	must(t, s.Close())
}

// Forgetting one reader, the first or a later one, leaves the others; forgetting one that
// is not known changes nothing.
func TestForgetOne(t *testing.T) {
	s := storetest.New(t)
	some(t, s, 3)
	for _, reader := range []string{"first", "second", "third"} {
		mark(t, s, reader, act(0, store.Read, true, 1))
	}
	for _, step := range []struct {
		forget string
		want   []string
	}{
		{"nobody", []string{"first", "second", "third"}},
		{"first", []string{"second", "third"}},
		{"first", []string{"second", "third"}},
		{"third", []string{"second"}},
	} {
		must(t, s.Forget(t.Context(), step.forget))
		got, err := s.Readers(t.Context())
		must(t, err)
		stats, err := s.Stats(t.Context())
		must(t, err)
		problems, err := s.Check(t.Context())
		must(t, err)
		if !slices.Equal(got, step.want) || stats.Readers != len(step.want) || problems != nil {
			t.Errorf("without %s there are %v, %d, and wrong is %v", step.forget, got, stats.Readers, problems)
		}
	}
}

// An undo looks back to a second, and no further.
func TestUndoSince(t *testing.T) {
	s := storetest.New(t)
	some(t, s, 3)
	done := time.Now().Truncate(time.Second)
	mark(t, s, "me", store.Action{Mark: store.Read, On: true, Numbers: []int{2}, Time: done.Add(700 * time.Millisecond)})
	for _, step := range []struct {
		since time.Time
		want  []int
	}{
		{done.Add(time.Second), nil},
		{done.Add(999 * time.Millisecond), []int{2}},
		{done.Add(-time.Hour), nil}, // it is undone
	} {
		a, err := s.Undo(t.Context(), "me", step.since)
		must(t, err)
		if !slices.Equal(a.Numbers, step.want) {
			t.Errorf("since %v: %v", step.since, a)
		}
	}
}

// Texts come in the order of the numbers that are asked for, however many there are and
// whether they are in a row.
func TestBodiesOfMany(t *testing.T) {
	s := storetest.New(t)
	var docs []data.Document
	for i := range 60 {
		docs = append(docs, storetest.Doc(fmt.Sprint(i), fmt.Sprint("Title ", i), fmt.Sprint("Text ", i+1)))
	}
	storetest.Put(t, s, "board", docs...)
	must(t, s.RemoveReleases(t.Context(), []int{30}))
	row := func(from, to int) (list []int) {
		for n := from; n <= to; n++ {
			list = append(list, n)
		}
		return list
	}
	for name, numbers := range map[string][]int{
		"none": nil, "one": {7}, "a row": row(1, 25), "a row with gaps": {1, 2, 4, 5, 7, 8, 10, 11, 13}, "far from each other": {1, 60, 2, 59, 3, 58, 4, 57, 5},
		"all, with one that is removed": row(1, 60), "two that are none": {61, 3, 0},
	} {
		at := 0
		err := s.Bodies(t.Context(), numbers, func(b store.Body) error {
			n := numbers[at]
			at++
			gone := n == 30 || n < 1 || n > 60
			want := ""
			if !gone {
				want = fmt.Sprint("Text ", n)
			}
			if b.Number != n || b.Text != want || (b.ID == "") != gone || (b.Err != nil) != gone {
				t.Errorf("%s: in place of %d comes %+v", name, n, b)
			}
			return nil
		})
		if err != nil || at != len(numbers) {
			t.Errorf("%s: %d of %d come, %v", name, at, len(numbers), err)
		}
	}
}

// A text that is not what was written is told of with its number, whether it is asked for
// alone or in a row; the others come.
func TestBodiesThatWereChanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	some(t, s, 12)
	must(t, s.Close())
	db, err := sql.Open("sqlite", path)
	must(t, err)
	_, err = db.Exec("UPDATE bodies SET text = 'Another.' WHERE id = (SELECT body FROM releases WHERE number = 4); DELETE FROM bodies WHERE id = (SELECT body FROM releases WHERE number = 9)")
	must(t, err)
	must(t, db.Close())
	s = openAt(t, path)
	defer s.Close()
	for _, numbers := range [][]int{{4}, {9, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}} {
		var got []int
		must(t, s.Bodies(t.Context(), numbers, func(b store.Body) error {
			got = append(got, b.Number)
			spoilt := b.Number == 4 || b.Number == 9
			if errors.Is(b.Err, store.ErrDamaged) != spoilt || (b.Text == "Text.") == spoilt {
				t.Errorf("of %v: text %d is %q, %v", numbers, b.Number, b.Text, b.Err)
			}
			return nil
		}))
		if !slices.Equal(got, numbers) {
			t.Errorf("of %v come %v", numbers, got)
		}
	}
}
