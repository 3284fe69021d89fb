package model

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// Marks narrow lists and counts as any facet does, whatever else is asked; and no list
// of one reader's marks is handed to another.
func TestIs(t *testing.T) {
	lib := madeNamed(60)
	defer lib.Close()
	mine, other := store.NewMarks(), store.NewMarks()
	mine.Values[visitValue] = visit{from: 40, seen: 50, last: 1}.String()
	for i, n := range lib.Order() {
		if i%3 == 0 {
			mine.Read.Put(int(n))
		}
		if i%5 == 0 {
			mine.Starred.Put(int(n))
		}
		if n%4 == 0 {
			mine.Outdated.Put(int(n))
		}
	}
	for _, text := range []string{"", "korea", "category:industry", "org:motir korea", "date:2025"} {
		for is := data.Is(1); is < 64; is++ {
			q, plain := parsed(t, text), parsed(t, text)
			q.Is = is
			all, err := Search(context.Background(), lib, plain, nil)
			if err != nil {
				t.Fatal(err)
			}
			for who, marks := range map[string]*store.Marks{"mine": mine, "another's": other, "nobody's": nil} {
				got, err := Search(context.Background(), lib, q, marks)
				if err != nil {
					t.Fatal(err)
				}
				var rows, want []int32
				days := make([]int, len(lib.Days()))
				for i := range all.Len() {
					n := all.Number(i)
					if marks == nil && is.Holds(data.Marked{New: true}) || marks != nil && is.Holds(data.Marked{Read: marks.Read.Has(n), Starred: marks.Starred.Has(n), New: marks != mine || n >= 40, Corrected: marks.Outdated.Has(n) && !marks.Read.Has(n)}) {
						want = append(want, int32(n))
						days[lib.DayOf(n)]++
					}
				}
				for i := range got.Len() {
					rows = append(rows, int32(got.Number(i)))
				}
				what := fmt.Sprintf("%q with %v of %s marks", text, is, who)
				same(t, what, rows, want)
				if len(plain.Periods) == 0 {
					same(t, what+" by day", got.days, days)
				}
			}
		}
	}
}

// shelf is a store whose marks a test can keep from being written.
type shelf struct {
	store.Store
	broken error
	slow   chan struct{} // a write waits for it, where it is not nil
	writes int
}

func (s *shelf) Mark(ctx context.Context, reader string, b store.Batch) error {
	if s.slow != nil {
		<-s.slow
	}
	if s.broken != nil {
		return s.broken
	}
	if !b.IsEmpty() {
		s.writes++
	}
	return s.Store.Mark(ctx, reader, b)
}

// storeReader returns a reader of n releases of a store, and the store.
func storeReader(t *testing.T, n int) (*Reader, *shelf) {
	t.Helper()
	s := &shelf{Store: storetest.New(t)}
	_, err := s.Import(t.Context(), "made", func(in store.Import) error {
		for i := range n {
			d := data.Document{Release: data.Release{Date: data.NewDate(2025, 11, 28).AddDays(-i), Title: fmt.Sprintf("Release %d", i)}, Body: "Words."}
			if _, err := in.Put(d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return nextReader(t, s), s
}

// nextReader returns a reader of what a store has, with the same marks.
func nextReader(t *testing.T, s *shelf) *Reader {
	t.Helper()
	kept := NewArchive(s, "archive", "")
	if _, err := kept.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	marks, err := OpenMarks(t.Context(), s, "local")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Library().Close() })
	return NewReader(kept.Library(), Options{Clock: today, Latest: kept.Library, Marks: marks})
}

// readTitles returns the headlines that are read, in the order of the list.
func readTitles(r *Reader) (list []string) {
	for i := range r.Listing().Len() {
		if r.IsRead(r.Listing().Number(i)) {
			list = append(list, r.At(i).Title)
		}
	}
	return list
}

// A release is read when it was open for a while, and when it was scrolled to its end;
// not by the cursor, not before, and not where it was left meanwhile.
func TestReading(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, _ := storeReader(t, 5)
		carry(r, r.MoveTo(1))
		carry(r, r.Watch())
		same(t, "under the cursor", readTitles(r), nil)
		r.Open()
		late := r.Watch()
		if r.Watch() != nil {
			t.Error("one release is watched twice")
		}
		_, back := r.Back()
		carry(r, back)
		carry(r, r.Watch())
		carry(r, late)
		same(t, "left meanwhile", readTitles(r), nil)
		r.Open()
		carry(r, r.Watch())
		same(t, "open", readTitles(r), []string{"Release 1"})
		r.ShowOverlay(HelpOverlay)
		r.Step(1)
		carry(r, r.Watch())
		same(t, "below the help", readTitles(r), []string{"Release 1"})
		carry(r, r.ReadToEnd())
		_, cmd := r.setMark(store.Action{Mark: store.Starred, On: true, Numbers: []int{r.Listing().Number(3)}})
		carry(r, cmd)
		carry(r, r.ReadToEnd())
		same(t, "to its end", readTitles(r), []string{"Release 1", "Release 2"})
		r.ShowOverlay(NoOverlay)
		for range 2 { // what the hand did, and then nothing
			carry(r, r.UndoMark())
			same(t, "undone", readTitles(r), []string{"Release 1", "Release 2"})
			equal(t, "starred", r.IsStarred(r.Listing().Number(3)), false)
		}
		equal(t, "unread", r.Unread(), 3)
	})
}

// What is marked is there for another reader, and after a restart, with the line that
// was come to; and can be undone there one by one.
func TestMarksAreKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, s := storeReader(t, 5)
		other := nextReader(t, s)
		_, _, cmd := r.ToggleMark(store.Starred)
		carry(r, cmd)
		n, cmd := r.ReadListed()
		equal(t, "marked as read", n, 5)
		carry(r, cmd)
		_, _, cmd = r.ToggleMark(store.Read)
		carry(r, cmd)
		r.SavePlace(r.At(2).ID, 77)
		carry(r, r.Watch())
		equal(t, "unread", r.Unread(), 1)
		equal(t, "unread for another, who was not told", other.Unread(), 5)
		if !other.marking.kept.Changed(t.Context()) || other.marking.kept.Changed(t.Context()) {
			t.Error("another reader hears of it never, or twice")
		}
		carry(other, other.Update(Newer{}))
		for what, r := range map[string]*Reader{"another": other, "after a restart": nextReader(t, s)} {
			equal(t, what+": unread", r.Unread(), 1)
			equal(t, what+": starred", r.IsStarred(r.Listing().Number(0)), true)
			equal(t, what+": line", r.Place(r.At(2).ID), 77)
		}
		again := nextReader(t, s)
		for _, want := range []int{0, 5, 5, 5} { // the star, and then nothing
			carry(again, again.UndoMark())
			equal(t, "unread after U", again.Unread(), want)
		}
		equal(t, "starred after U", again.IsStarred(again.Listing().Number(0)), false)
	})
}

// What is asked of marks is asked once: what is read meanwhile stays in the list, also
// when others bring something, until the query is asked anew. Counts go with it.
func TestListKeepsWhatIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, s := storeReader(t, 4)
		carry(r, r.SetLetters("is:unread"))
		carry(r, r.MoveTo(1))
		_, _, cmd := r.ToggleMark(store.Read)
		carry(r, cmd)
		same(t, "listed", titles(r), []string{"Release 0", "Release 1", "Release 2", "Release 3"})
		equal(t, "in the facets", r.Items()[item(t, r, "Unread")].Count, 3)
		_, err := s.Import(t.Context(), "made", func(in store.Import) error {
			_, err := in.Put(data.Document{Release: data.Release{Date: data.NewDate(2025, 11, 29), Title: "News"}, Body: "New."})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		next := NewArchive(s, "archive", "")
		if _, err := next.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		defer next.Library().Close()
		carry(r, r.SetLibrary(next.Library()))
		same(t, "after an import", titles(r), []string{"News", "Release 0", "Release 1", "Release 2", "Release 3"})
		equal(t, "under the cursor", here(r), "Release 1")
		equal(t, "unread", r.Unread(), 4)
		carry(r, r.AskAgain())
		same(t, "asked again", titles(r), []string{"News", "Release 0", "Release 2", "Release 3"})
		there, again := r.NextUnread()
		equal(t, "the next unread", fmt.Sprintln(there, again, here(r)), "true false Release 3\n")
		there, again = r.NextUnread()
		equal(t, "the next from the end", fmt.Sprintln(there, again, here(r)), "true true News\n")
	})
}

// A store that cannot be written loses nothing: it is said, tried again, and what was
// marked meanwhile is written with the rest, in its order.
func TestMarksAreTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, s := storeReader(t, 5)
		s.broken = &store.Error{Where: "archive.db", Kind: store.ErrFull}
		_, cmd := r.ReadListed()
		msg := cmd().(MarksWritten)
		if msg.Err == nil || msg.Lost() {
			t.Fatalf("it is written: %v", msg.Err)
		}
		retry := r.Update(msg)
		equal(t, "unread on the screen", r.Unread(), 0)
		_, _, cmd = r.ToggleMark(store.Read)
		r.Update(cmd())
		s.broken = nil
		carry(r, retry)
		equal(t, "unread after a restart", nextReader(t, s).Unread(), 1)
		equal(t, "batches", s.writes, 1)
	})
}

// While one write is under way there is no other, and what is marked meanwhile goes
// with the next; undoing keeps its place among the marks.
func TestBatches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, s := storeReader(t, 5)
		s.slow = make(chan struct{})
		_, _, first := r.ToggleMark(store.Read)
		written := make(chan MarksWritten)
		go func() { written <- first().(MarksWritten) }()
		synctest.Wait()
		for i := range 4 {
			carry(r, r.MoveTo(i+1))
			if _, _, cmd := r.ToggleMark(store.Read); cmd != nil {
				t.Error("two writes are under way")
			}
		}
		if r.UndoMark() != nil {
			t.Error("two writes are under way")
		}
		if _, _, cmd := r.ToggleMark(store.Starred); cmd != nil {
			t.Error("two writes are under way")
		}
		close(s.slow)
		carry(r, r.Update(<-written))
		equal(t, "unread", r.Unread(), 1)
		last := nextReader(t, s)
		equal(t, "unread after a restart", last.Unread(), 1)
		equal(t, "starred after a restart", last.IsStarred(last.Listing().Number(4)), true)
		equal(t, "batches", s.writes, 3)
	})
}

// What is marked last is on the disk when the program ends, also where a write was
// under way; and a store that hangs does not hold the end up.
func TestFlush(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, s := storeReader(t, 5)
		s.slow = make(chan struct{})
		_, _, cmd := r.ToggleMark(store.Read)
		go cmd()
		synctest.Wait()
		carry(r, r.MoveTo(1))
		r.ToggleMark(store.Starred)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := r.marking.kept.Flush(ctx); err == nil {
			t.Error("it is flushed while a write hangs")
		}
		close(s.slow)
		if err := r.marking.kept.Flush(t.Context()); err != nil {
			t.Error(err)
		}
		last := nextReader(t, s)
		equal(t, "unread", last.Unread(), 4)
		equal(t, "starred", last.IsStarred(last.Listing().Number(1)), true)
	})
}

// Without an archive marks last as long as the session, and go with the releases where
// another library has other numbers for them. Nothing is told apart before something
// is marked.
func TestSessionMarks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lines := []string{"2025-11-03 A Third", "2025-11-02 B Second", "2025-11-01 C First"}
		r := readerOf(lines...)
		equal(t, "told apart at the start", r.Marking(), false)
		r.Open()
		carry(r, r.Watch())
		equal(t, "told apart when one was read", r.Marking(), false)
		same(t, "read", readTitles(r), []string{"Third"})
		r.Step(1)
		_, _, cmd := r.ToggleMark(store.Starred)
		carry(r, cmd)
		equal(t, "told apart", r.Marking(), true)
		more := readerOf(append([]string{"2025-11-04 D Fourth"}, lines[:2]...)...).Library()
		carry(r, r.SetLibrary(more))
		same(t, "read in another library", readTitles(r), []string{"Third"})
		equal(t, "starred in another library", r.IsStarred(r.Listing().Number(2)), true)
		equal(t, "unread", r.Unread(), 2)
		for range 3 {
			carry(r, r.UndoMark())
		}
		equal(t, "unread when what was asked for is undone", r.Unread(), 2)
		equal(t, "starred then", r.IsStarred(r.Listing().Number(2)), false)
	})
}

// The first import takes the place of releases that no store has: their marks are not
// those of the archive's releases of the same numbers.
func TestMarksOfTheFirstImport(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		archive, s := storeReader(t, 3)
		marks, err := OpenMarks(t.Context(), s, "local")
		if err != nil {
			t.Fatal(err)
		}
		r := NewReader(readerOf("2025-11-03 A Third", "2025-11-02 B Second").Library(), Options{Clock: today, Marks: marks})
		_, cmd := r.ReadListed()
		carry(r, cmd)
		equal(t, "kept", r.KeepsMarks(), false)
		carry(r, r.SetLibrary(archive.Library()))
		equal(t, "kept", r.KeepsMarks(), true)
		equal(t, "unread in the archive", r.Unread(), 3)
		_, _, cmd = r.ToggleMark(store.Read)
		carry(r, cmd)
		equal(t, "unread after a restart", nextReader(t, s).Unread(), 2)
	})
}

// A reader begins where the last one left: the query, the release, what was open. What is
// gone is left out, and where nothing was moved they begin at the newest.
func TestLastView(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, s := storeReader(t, 5)
		leave := func(r *Reader) {
			t.Helper()
			r.Leave()
			if err := r.marking.keeper.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		resume := func() (*Reader, bool) {
			r := nextReader(t, s)
			elsewhere, cmd := r.Resume()
			carry(r, cmd)
			return r, elsewhere
		}
		leave(r)
		r, elsewhere := resume()
		equal(t, "elsewhere, where nothing was done", elsewhere, false)
		equal(t, "values", len(r.marking.now.Values), 0)

		carry(r, r.SetLetters("is:unread"))
		carry(r, r.MoveTo(3))
		r.Open()
		carry(r, r.Watch())
		r.Arrange(SideBySide)
		r.SetWidths(Widths{Facets: 30})
		carry(r, r.KeepWidths())
		leave(r)
		r, elsewhere = resume()
		equal(t, "elsewhere", elsewhere, true)
		equal(t, "query", r.Query().String(), "is:unread")
		equal(t, "open", r.Shown().Title, "Release 3")
		equal(t, "focus", r.Focus(), ReleasePane)
		equal(t, "layout", r.Arrangement(), SideBySide)
		equal(t, "widths", r.Widths(), Widths{Facets: 30})
		same(t, "listed", titles(r), []string{"Release 0", "Release 1", "Release 2", "Release 4"})
		cmd, there := r.GoBack(1)
		carry(r, cmd)
		equal(t, "back to the beginning", fmt.Sprintln(there, r.Query(), r.Focus() == ListPane, here(r)), "true  true Release 0\n")

		for _, value := range []string{`{"query":"org:","under":"zzzzzzzz","zoom":9,"order":7,"open":true}`, `{"zoom":-1}`, `{"query":5}`, "["} {
			if err := s.Store.Mark(t.Context(), "local", store.Batch{Values: map[string]string{viewValue: value}}); err != nil {
				t.Fatal(err)
			}
			r, elsewhere = resume()
			equal(t, value, fmt.Sprintln(elsewhere, r.Query(), r.Zoom(), r.Arrangement(), r.Focus(), here(r)), "false  0 0 0 Release 0\n")
		}
	})
}

// One number that no release has costs no other mark, and what is too much costs nothing
// beside it.
func TestUselessMarks(t *testing.T) {
	s := storetest.New(t)
	keep(t, s, release("1", "One", 20251114, "Text."), release("2", "Two", 20251114, "Text."))
	m, err := OpenMarks(t.Context(), s, "me")
	if err != nil {
		t.Fatal(err)
	}
	mark := func(numbers ...int) store.Batch {
		return store.Batch{Actions: []store.Action{{Mark: store.Starred, On: true, Numbers: numbers, Time: time.Now()}}}
	}
	m.put(mark(1, 7))
	m.put(mark(9))
	m.put(mark(-1, 2))
	m.put(store.Batch{Lines: map[int]int{1: 5, 8: 6}, Values: map[string]string{"a": "b"}})
	if err := m.Flush(t.Context()); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the error is %v", err)
	}
	kept, err := s.Marks(t.Context(), "me")
	if err != nil || kept.Starred.Len() != 2 || fmt.Sprint(kept.Lines) != "map[1:5]" || kept.Values["a"] != "b" {
		t.Errorf("%v, and kept are %v starred, %v and %v", err, kept.Starred, kept.Lines, kept.Values)
	}

	m.put(store.Batch{Values: map[string]string{"long": strings.Repeat("x", store.MaxValue+1)}})
	m.put(store.Batch{Values: map[string]string{"c": "d"}, Lines: map[int]int{2: 3}})
	if err := m.Flush(t.Context()); !errors.Is(err, store.ErrLimit) {
		t.Errorf("the error is %v", err)
	}
	kept, err = s.Marks(t.Context(), "me")
	if err != nil || kept.Lines[2] != 3 || kept.Values["c"] != "d" || kept.Values["long"] != "" {
		t.Errorf("%v, and kept are %v and %v", err, kept.Lines, kept.Values)
	}
	if m.isWaiting() {
		t.Error("something still waits")
	}
}

// Who has had everything forgotten is not begun anew by what is only remembered.
func TestForgottenMeanwhile(t *testing.T) {
	s := storetest.New(t)
	keep(t, s, release("1", "One", 20251114, "Text."))
	open := func() *MarkWriter {
		m, err := OpenMarks(t.Context(), s, "me")
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	remember := func(m *MarkWriter) int {
		m.setVisit(visit{})
		m.put(store.Batch{Values: map[string]string{"view": "x"}, Lines: map[int]int{1: 2}})
		if err := m.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		readers, err := s.Readers(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return len(readers)
	}
	m := open()
	equal(t, "readers", remember(m), 1)
	for _, m := range []*MarkWriter{m, open()} {
		if err := s.Forget(t.Context(), "me"); err != nil {
			t.Fatal(err)
		}
		m.Changed(t.Context())
		equal(t, "readers, after one was forgotten", remember(m), 0)
	}
	equal(t, "readers, of whom nothing was kept", remember(open()), 1)
	if err := s.Forget(t.Context(), "me"); err != nil {
		t.Fatal(err)
	}
	m.put(store.Batch{Actions: []store.Action{{On: true, Numbers: []int{1}, Time: time.Now()}}})
	equal(t, "readers, who mark again", remember(m), 1)
}

// What is not open is not being read, whatever its number.
func TestWatchNothingOpen(t *testing.T) {
	r := corpusReader(t)
	equal(t, "in the list", r.Watch() != nil, false)
	r.Open()
	equal(t, "opened", r.Watch() != nil, true)
	equal(t, "watched already", r.Watch() != nil, false)
	r.ShowOverlay(HelpOverlay)
	equal(t, "under the help", r.Watch() != nil, false)
	equal(t, "nothing is open", r.marking.open, -1)
}

// A release is corrected when another text came after it was read, until it is read again.
func TestIsCorrected(t *testing.T) {
	v := newVisitor(t)
	v.bring(1, 2)
	v.come()
	r := v.r
	state := func(what string, want string) {
		t.Helper()
		equal(t, what, fmt.Sprint(r.IsCorrected(1), r.IsRead(1), r.IsCorrected(2)), want)
	}
	state("at first", "false false false")
	read := func() {
		_, cmd := r.setMark(store.Action{Mark: store.Read, On: true, Numbers: []int{1, 2}})
		carry(r, cmd)
	}
	read()
	state("read", "false true false")
	keep(t, v.store, release("1", "Release 1", 20260301, "Another text."))
	v.bring(3, 3)
	v.come()
	r = v.r
	state("with another text", "true false false")
	read()
	state("read again", "false true false")
}

// A release that is open on one text while another one arrives is not marked as read by
// itself, whether the reader has the other text yet or not; one beside it is.
func TestCorrectedWhileOpen(t *testing.T) {
	for _, corrected := range []int{1, 2} {
		for _, taken := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				v := newVisitor(t)
				v.bring(1, 2)
				v.come()
				r := v.r
				for i := range r.Listing().Len() {
					if r.Listing().Number(i) == 1 {
						carry(r, r.MoveTo(i))
					}
				}
				r.Open()
				late := r.Watch()
				keep(t, v.store, release(fmt.Sprint(corrected), fmt.Sprint("Release ", corrected), 20260301, "Another text."))
				take := func() {
					if _, err := v.kept.Refresh(t.Context()); err != nil {
						t.Fatal(err)
					}
					carry(r, r.Update(Newer{}))
				}
				if taken {
					take()
				}
				carry(r, late)
				take()
				what := fmt.Sprintf("release %d corrected, known to the reader: %v", corrected, taken)
				equal(t, what+": on the screen", r.IsRead(1), corrected != 1)
				marks, err := v.store.Marks(t.Context(), "me")
				if err != nil {
					t.Fatal(err)
				}
				equal(t, what+": in the store", marks.Read.Has(1), corrected != 1)
				carry(r, r.ReadToEnd())
				equal(t, what+": then read to its end", r.IsRead(1), true)
			})
		}
	}
}
