package sqlite_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/sqlite"
	"pressroom/data/store/storetest"
)

// damagedAfter returns the path of a small archive of which a statement made another one.
func damagedAfter(t *testing.T, statement string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "archive.db")
	s := openAt(t, path)
	storetest.Put(t, s, "board", storetest.Doc("1", "First", "Text."), storetest.Doc("2", "Second", "Text."))
	storetest.Put(t, s, "feed", storetest.Doc("3", "Third", "Text."))
	storetest.Put(t, s, "board", storetest.Doc("1", "First", "Corrected."))
	mark(t, s, "me", act(0, store.Read, true, 1, 2))
	must(t, s.Close())
	execute(t, path, statement)
	return path
}

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
		{"DELETE FROM releases WHERE number = 2", []string{"the index of addresses was changed", "1 of 3 releases cannot be read: release 2 is gone", "change 2 is not as it was written"}},
		{"DELETE FROM releases WHERE number = 3", []string{"the index of addresses was changed", "1 of 3 releases cannot be read: release 3 is gone", "change 3 is not as it was written"}},
		{"UPDATE releases SET number = 4 WHERE number = 3", []string{"the index of addresses was changed", "1 of 3 releases cannot be read: release 4 is in the place of 3", "change 3 is not as it was written"}},
		{"UPDATE bodies SET text = 'Another.'", []string{"the text 1 was changed", "the text 2 was changed", "the text 3 was changed", "the text 4 was changed"}},
	} {
		s := openAt(t, damagedAfter(t, test.statement))
		got, err := s.Check(t.Context())
		must(t, err)
		must(t, s.Close())
		if got = slices.Compact(got); !slices.Equal(got, test.want) {
			t.Errorf("after %s:\n%q, want\n%q", test.statement, got, test.want)
		}
	}
}

// What can be read is saved as it was, and what is lost keeps its number and is told of.
func TestRecoverNamesLoss(t *testing.T) {
	const (
		first, second, third = "1 board First Corrected.; ", "2 board Second Text.; ", "3 feed Third Text.; "
		read                 = "read [1 2] starred [] lines map[] searches [] values map[]"
	)
	for _, test := range []struct {
		statement string
		saved     sqlite.Recovered
		want      string
	}{
		{"SELECT 1", sqlite.Recovered{Releases: 3, Versions: 4, Readers: 1}, first + second + third + read},
		{"DELETE FROM sources WHERE name = 'feed'", sqlite.Recovered{Releases: 3, Versions: 4, Readers: 1},
			first + second + "3 lost source 2 Third Text.; " + read},
		{"DELETE FROM sources WHERE name = 'feed'; DELETE FROM releases WHERE number <> 2", sqlite.Recovered{Releases: 1, Lost: 2, Versions: 1, Readers: 1}, second + read},
		{"DELETE FROM releases WHERE number = 1", sqlite.Recovered{Releases: 2, Lost: 1, Versions: 2, Readers: 1}, second + third + read},
		{"DELETE FROM releases WHERE number = 3", sqlite.Recovered{Releases: 2, Lost: 1, Versions: 3, Readers: 1}, first + second + read},
		{"UPDATE bodies SET text = 'Another.' WHERE text = 'Corrected.'", sqlite.Recovered{Releases: 3, Versions: 3, LostNewest: 1, Readers: 1},
			"1 board First Text.; " + second + third + read},
		{"DELETE FROM versions", sqlite.Recovered{Releases: 3, Versions: 3, LostVersions: 1, Readers: 1}, first + second + third + read},
		{"UPDATE marks SET sum = sum + 1", sqlite.Recovered{Releases: 3, Versions: 4, Readers: 1, LostMarks: 1}, first + second + third + strings.Replace(read, "1 2", "", 1)},
		{"DELETE FROM readers", sqlite.Recovered{Releases: 3, Versions: 4, LostMarks: 1}, first + second + third + strings.Replace(read, "1 2", "", 1)},
	} {
		path := damagedAfter(t, test.statement)
		s := openAt(t, path)
		saved, err := s.Recover(t.Context(), path+".saved")
		must(t, err)
		must(t, s.Close())
		s = openAt(t, path+".saved")
		got := ""
		_, err = s.Texts(t.Context(), store.Generation{}, func(c store.Change, text string) error {
			got += fmt.Sprintf("%d %s %s %s; ", c.Number, c.Source, c.Title, text)
			return nil
		})
		must(t, err)
		if got += marksOf(t, s, "me"); saved != test.saved || got != test.want {
			t.Errorf("after %s: %+v\n%s, want %+v\n%s", test.statement, saved, got, test.saved, test.want)
		}
		must(t, s.Close())
	}
}

// Of many problems a backup tells three, and how many more there are.
func TestBackupTellsThree(t *testing.T) {
	for texts, want := range map[int]string{3: "the text 3 was changed; what", 4: "the text 3 was changed; and 1 more; what"} {
		path := damagedAfter(t, fmt.Sprint("UPDATE bodies SET text = 'Another.' WHERE id <= ", texts))
		s := openAt(t, path)
		err := s.Backup(t.Context(), path+".backup")
		if oneLine(t, err, store.ErrDamaged, path); !strings.Contains(err.Error(), want) {
			t.Errorf("of %d problems: %v", texts, err)
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
	some(t, s, 13)
	must(t, s.Close())
	execute(t, path, `UPDATE bodies SET text = 'Another.' WHERE id = (SELECT body FROM releases WHERE number = 4);
		DELETE FROM bodies WHERE id = (SELECT body FROM releases WHERE number = 9); DELETE FROM releases WHERE number = 13`)
	s = openAt(t, path)
	defer s.Close()
	for _, numbers := range [][]int{{4}, {9, 3}, {13}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}} {
		var got []int
		must(t, s.Bodies(t.Context(), numbers, func(b store.Body) error {
			got = append(got, b.Number)
			spoilt := b.Number == 4 || b.Number == 9 || b.Number == 13
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
