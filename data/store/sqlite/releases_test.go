package sqlite_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// What was put comes back, numbered in its order.
func TestImport(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	docs := []data.Document{
		storetest.Doc("https://a/1", "One", "The first text.\n\nOf two paragraphs."),
		storetest.Doc("https://a/2", "둘째 제목", "본문 텍스트"),
		storetest.Doc("https://a/3", "Three", ""),
	}
	docs[2].Excerpt, docs[2].Category = true, ""
	docs[1].Lang = "ko"
	docs[2].Address, docs[2].Page = "tag:a,3", "https://a/3"
	result := storetest.Put(t, s, "Ministry", docs...)
	equal(t, "the result", result, store.Result{Added: 3, Generation: generation(t, s)})
	ids := map[string]bool{}
	for i, d := range docs {
		got, err := s.Document(t.Context(), i+1)
		must(t, err)
		ids[got.ID] = true
		want := d
		want.Number, want.Source, want.ID = i+1, "Ministry", got.ID
		want.Version = hashOf(d.Date, d.Title, d.Body)
		equal(t, "the document", got, want)
		found, ok, err := s.Find(t.Context(), "Ministry", d.Address)
		must(t, err)
		equal(t, "what is found", found, store.Change{Release: want.Release, Added: int64(i + 1), Changed: int64(i + 1), Versions: 1})
		equal(t, "that it is found", ok, true)
	}
	equal(t, "the number of IDs", len(ids), 3)
	_, ok, err := s.Find(t.Context(), "Another", "https://a/1")
	must(t, err)
	equal(t, "that it is found at another source", ok, false)
	// Another source may have the same address: it is another release.
	equal(t, "the result", storetest.Put(t, s, "Another", docs[0]).Added, 1)
	both, err := s.FindAll(t.Context(), docs[0].Address)
	must(t, err)
	equal(t, "whose the address is", []any{len(both), both[0].Source, both[1].Source}, []any{2, "Ministry", "Another"})
	none, err := s.FindAll(t.Context(), "https://a/none")
	must(t, err)
	equal(t, "whose an unknown address is", len(none), 0)
	changes, _ := since(t, s, store.Generation{})
	equal(t, "all", changes, "1:0@1 2:0@2 3:0@3 4:0@4")
	other := opened(t, open)
	equal(t, "the dump of another", dump(t, other), dump(t, s))
}

// A document without an address has its content as one.
func TestContentAddress(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	storetest.Put(t, s, "board", storetest.Doc("", "One", "Text."), storetest.Doc("", "Two", "Text."), storetest.Doc("", "One", " Text.\n"))
	changes, _ := since(t, s, store.Generation{})
	equal(t, "all", changes, "1:0@1 2:0@2")
	d, err := s.Document(t.Context(), 1)
	must(t, err)
	equal(t, "the address", d.Address, hashOf(20251114, "One", "Text."))
	equal(t, "the result", storetest.Put(t, s, "board", storetest.Doc("", "One", "Text."), storetest.Doc("", "One", "Another.")),
		store.Result{Added: 1, Unchanged: 1, Generation: generation(t, s)})
}

// Of an import that fails nothing is kept, and nothing is seen of one under way.
func TestAllOrNothing(t *testing.T) {
	open := newArchive(t)
	s, other := opened(t, open), opened(t, open)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."))
	before := dump(t, s)
	failure := errors.New("the line broke")
	for _, end := range []func() error{
		func() error { return failure },
		func() error { panic("it fell over") },
	} {
		_, err := s.Import(t.Context(), "a", func(in store.Import) error {
			if err := storetest.PutAll([]data.Document{storetest.Doc("2", "Two", "Text."), storetest.Doc("1", "One", "Changed.")})(in); err != nil {
				return err
			}
			must(t, in.Vanish("1"))
			equal(t, "what another sees", dump(t, other), before)
			equal(t, "what the same sees", dump(t, s), before)
			return end()
		})
		if err == nil {
			t.Error("a failed import has no error")
		}
		if r := end; fmt.Sprint(err) == "" || r == nil {
			t.Error("the error says nothing")
		}
		equal(t, "what is left", dump(t, s), before)
	}
	_, err := s.Import(t.Context(), "a", func(store.Import) error { return failure })
	equal(t, "the error", err, failure)
	// A source that was to be added is not.
	s.Import(t.Context(), "b", func(in store.Import) error { in.Put(storetest.Doc("1", "x", "y")); return failure })
	equal(t, "what is left", dump(t, s), before)
	// A number that nobody saw may be given again.
	equal(t, "the next", storetest.Put(t, s, "a", storetest.Doc("3", "Three", "Text.")).Added, 1)
	if d, err := s.Document(t.Context(), 2); err != nil || d.Title != "Three" {
		t.Errorf("release 2 is %+v, %v", d, err)
	}
}

// The same again changes nothing.
func TestSameAgain(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	docs := []data.Document{storetest.Doc("1", "One", "Text."), storetest.Doc("2", "Two", "Text.")}
	first := storetest.Put(t, s, "a", docs...)
	before := dump(t, s)
	equal(t, "the result", storetest.Put(t, s, "a", docs...), store.Result{Unchanged: 2, Generation: first.Generation})
	// White space is no change of the text.
	equal(t, "the result", storetest.Put(t, s, "a", storetest.Doc("1", "One ", "Text.\n")), store.Result{Unchanged: 1, Generation: first.Generation})
	equal(t, "the dump", dump(t, s), before)
	equal(t, "the generation", generation(t, s), first.Generation)
	// The outcomes of one by one.
	_, err := s.Import(t.Context(), "a", func(in store.Import) error {
		for _, test := range []struct {
			data.Document
			want store.Outcome
		}{{docs[0], store.Unchanged}, {storetest.Doc("2", "Two", "New."), store.Changed}, {storetest.Doc("3", "Three", ""), store.Added}} {
			got, err := in.Put(test.Document)
			must(t, err)
			equal(t, "the outcome", got, test.want)
		}
		return nil
	})
	must(t, err)
	// Within one import the last one stays, and each release counts once.
	result := storetest.Put(t, s, "a", storetest.Doc("9", "Nine", "a"), storetest.Doc("9", "Nine", "b"), storetest.Doc("9", "Nine", "c"), storetest.Doc("1", "One", "b"), storetest.Doc("1", "One", "Text."))
	result.Generation = store.Generation{}
	equal(t, "the result", result, store.Result{Added: 1, Changed: 1})
	for number, want := range map[int]string{1: "Text.", 4: "c"} {
		d, err := s.Document(t.Context(), number)
		must(t, err)
		equal(t, "the text", d.Body, want)
	}
}

// Another text at the same address is a new version.
func TestVersions(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "First."), storetest.Doc("2", "Two", "Stays."))
	first, err := s.Document(t.Context(), 1)
	must(t, err)
	texts := func() (all string) {
		versions, err := s.Versions(t.Context(), 1)
		must(t, err)
		for _, v := range versions {
			text, err := s.VersionText(t.Context(), 1, v.Version)
			must(t, err)
			all += text + v.Category + v.Lang + " "
			equal(t, "the ID", v.ID, first.ID)
			equal(t, "the hash", v.Version, hashOf(v.Date, v.Title, text))
			equal(t, "the text beside it", v.Body, "")
			if v.Seen.IsZero() {
				t.Error("a version has no time")
			}
		}
		c, _, err := s.Find(t.Context(), "a", "1")
		must(t, err)
		equal(t, "the number of versions", c.Versions, len(versions))
		equal(t, "the newest", c.Release, versions[0].Release)
		return all
	}
	equal(t, "the versions", texts(), "First.Trade ")
	second := storetest.Doc("1", "One, corrected", "Second.")
	second.Lang = "en"
	equal(t, "the result", storetest.Put(t, s, "a", second).Changed, 1)
	equal(t, "the versions", texts(), "Second.Tradeen First.Trade ")
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Third."))
	equal(t, "the versions", texts(), "Third.Trade Second.Tradeen First.Trade ")
	// A text that was there before is that version again, not another one.
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "First."))
	equal(t, "the versions", texts(), "First.Trade Third.Trade Second.Tradeen ")
	// Another category is a change, and no version.
	moved := storetest.Doc("1", "One", "First.")
	moved.Category = "Energy"
	equal(t, "the result", storetest.Put(t, s, "a", moved).Changed, 1)
	equal(t, "the versions", texts(), "First.Energy Third.Trade Second.Tradeen ")
	changes, _ := since(t, s, store.Generation{})
	equal(t, "all", changes, "1:0@6 2:0@2")
}

// Releases vanish, are removed, and come again, with their numbers.
func TestStates(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	first := storetest.Put(t, s, "a", storetest.Doc("1", "One", "Text."), storetest.Doc("2", "Two", "Text."), storetest.Doc("2", "Two", "Other."), storetest.Doc("3", "Three", "Text."))
	end := func(f func(store.Import) error) store.Result {
		t.Helper()
		result, err := s.Import(t.Context(), "a", f)
		must(t, err)
		return result
	}
	result := end(func(in store.Import) error { return errors.Join(in.Vanish("1"), in.Vanish("none")) })
	equal(t, "the result", result, store.Result{Vanished: 1, Generation: generation(t, s)})
	equal(t, "the result of the same", end(func(in store.Import) error { return in.Vanish("1") }), store.Result{Generation: result.Generation})
	d, err := s.Document(t.Context(), 1)
	must(t, err)
	equal(t, "the text", d.Body, "Text.")
	changes, _ := since(t, s, first.Generation)
	equal(t, "the changes", changes, "1:1@5")
	gone, _, err := s.Find(t.Context(), "a", "1")
	must(t, err)
	if d := time.Since(gone.Since); gone.Since.Location() != time.UTC || d < 0 || d > time.Minute {
		t.Errorf("it is gone since %v", gone.Since)
	}

	must(t, s.RemoveReleases(t.Context(), []int{2, 2}))
	fails(t, s.RemoveReleases(t.Context(), []int{1, 2}), store.ErrNotFound)
	fails(t, s.RemoveReleases(t.Context(), []int{1, 9}), store.ErrNotFound)
	must(t, s.RemoveReleases(t.Context(), nil))
	result.Generation = generation(t, s)
	changes, _ = since(t, s, first.Generation)
	equal(t, "the changes", changes, "1:1@5 2:2@6")
	changes, _ = since(t, s, store.Generation{})
	equal(t, "all", changes, "1:1@5 3:0@4")
	_, err = s.Document(t.Context(), 2)
	fails(t, err, store.ErrNotFound)
	_, err = s.Versions(t.Context(), 2)
	fails(t, err, store.ErrNotFound)
	_, err = s.VersionText(t.Context(), 2, "0")
	fails(t, err, store.ErrNotFound)
	_, err = s.VersionText(t.Context(), 1, "0")
	fails(t, err, store.ErrNotFound)
	removed, found, err := s.Find(t.Context(), "a", "2")
	must(t, err)
	if !found || removed.State != store.Removed || removed.Title != "" || removed.Number != 2 || removed.Since.IsZero() {
		t.Errorf("what was removed is %v %+v", found, removed)
	}
	// The number stays taken, and it does not come again.
	for range 2 {
		storetest.Put(t, s, "a", storetest.Doc("4", "Four", "Text."), storetest.Doc("2", "Two", "Again."), storetest.Doc("1", "One", "Text."))
	}
	changes, _ = since(t, s, result.Generation)
	equal(t, "the changes", changes, "4:0@7 1:0@8")
	back, _, err := s.Find(t.Context(), "a", "1")
	must(t, err)
	equal(t, "since when what is back is gone", back.Since, time.Time{})
}

// The releases of a source that go with it come again with it, under their numbers and
// unread; one that was removed by itself does not.
func TestRemoveSourceAndReleases(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	docs := []data.Document{storetest.Doc("1", "One", "Text."), storetest.Doc("2", "Two", "Text."), storetest.Doc("3", "Three", "Text.")}
	storetest.Put(t, s, "a", docs...)
	storetest.Put(t, s, "b", storetest.Doc("1", "Of b", "Text."))
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "Corrected."))
	mark(t, s, "me", act(0, store.Read, true, 1, 2, 3, 4), act(1, store.Starred, true, 1), act(2, store.Starred, true, 4))
	must(t, s.Mark(t.Context(), "me", store.Batch{Lines: map[int]int{1: 7, 4: 8}}))
	mark(t, s, "you", act(0, store.Read, true, 4))
	before, err := s.Marks(t.Context(), "you")
	must(t, err)
	must(t, s.RemoveReleases(t.Context(), []int{2}))
	n, err := s.RemoveSource(t.Context(), "a", true)
	must(t, err)
	equal(t, "how many went", n, 2)
	changes, _ := since(t, s, store.Generation{})
	equal(t, "what is left", changes, "4:0@4")
	m, err := s.Marks(t.Context(), "me")
	must(t, err)
	equal(t, "the marks", storetest.DumpMarks(m), "read [4] starred [4] lines map[4:8] searches [] values map[]")
	m, err = s.Marks(t.Context(), "you")
	must(t, err)
	equal(t, "the marks of another, to the version", m, before)
	problems, err := s.Check(t.Context())
	must(t, err)
	equal(t, "the problems", problems, []string(nil))
	stats, err := s.Stats(t.Context())
	must(t, err)
	equal(t, "the texts that are left", []any{stats.Releases, stats.Versions, stats.Text}, []any{1, 1, int64(len("Of b" + "Text."))})
	for range 3 { // the last is of one release
		a, err := s.Undo(t.Context(), "me", time.Time{})
		must(t, err)
		if slices.ContainsFunc(a.Numbers, func(n int) bool { return n != 4 }) {
			t.Errorf("undone is %+v", a)
		}
	}

	mark(t, s, "me", act(3, store.Starred, true, 3)) // by a reader who has it open
	equal(t, "what comes again", storetest.Put(t, s, "a", docs...).Added, 2)
	changes, _ = since(t, s, store.Generation{})
	equal(t, "all", changes, "1:0@9 3:0@10 4:0@4")
	m, err = s.Marks(t.Context(), "me")
	must(t, err)
	equal(t, "the marks", storetest.DumpMarks(m), "read [] starred [] lines map[4:8] searches [] values map[]")
	versions, err := s.Versions(t.Context(), 1)
	must(t, err)
	equal(t, "the versions", len(versions), 1)
}

// A release that is removed bars all contents that it had where a content is its address:
// not those of a release with an address of its own, nor what is another release.
func TestRemoveContents(t *testing.T) {
	s := opened(t, newArchive(t))
	first, second, other := storetest.Doc("", "One", "Text."), storetest.Doc("", "One", "Corrected."), storetest.Doc("", "One", "Another.")
	storetest.Put(t, s, "a", first, other)
	list, err := s.Titled(t.Context(), "a", first.Date, "One")
	must(t, err)
	address := list[0].Address
	for _, text := range []string{"Another.", "Corrected."} {
		storetest.Put(t, s, "a", storetest.Doc(address, "One", text))
	}
	storetest.Put(t, s, "a", storetest.Doc("guid", "One", "Text."))
	storetest.Put(t, s, "a", storetest.Doc("guid", "One", "Corrected."))
	must(t, s.RemoveReleases(t.Context(), []int{1, 3}))
	problems, err := s.Check(t.Context())
	must(t, err)
	equal(t, "the problems", problems, []string(nil))

	got := storetest.Put(t, s, "a", first, second, other)
	equal(t, "what comes again of contents that were removed", []int{got.Added, got.Changed, got.Unchanged, got.Forgotten}, []int{0, 0, 1, 2})
	got = storetest.Put(t, s, "b", second)
	equal(t, "what is new in another source", got.Added, 1)
	changes, _ := since(t, s, store.Generation{})
	equal(t, "all", changes, "2:0@2 5:0@10")
}

// IDs differ even where hashes begin alike.
func TestIDs(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	var docs []data.Document
	for _, n := range []int{1644473, 1390826, 1694049, 218162} { // pairs, found among four million
		docs = append(docs, data.Document{Release: data.Release{Date: 20251114, Title: fmt.Sprint("Release ", n)}})
	}
	if hashOf(20251114, docs[0].Title, "")[:data.IDLen] != hashOf(20251114, docs[1].Title, "")[:data.IDLen] {
		t.Fatal("the hashes do not begin alike")
	}
	storetest.Put(t, s, "a", docs[0])
	storetest.Put(t, s, "a", docs[1:]...)
	ids := map[string]bool{}
	for i := range docs {
		d, err := s.Document(t.Context(), i+1)
		must(t, err)
		ids[d.ID] = true
		equal(t, "the length", len(d.ID), 8)
	}
	equal(t, "the number of IDs", len(ids), len(docs))
}

// The releases of a source in a period, also those that have vanished.
func TestDated(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	on := func(date data.Date, address string) data.Document {
		d := storetest.Doc(address, "Title", "Text "+address)
		d.Date = date
		return d
	}
	storetest.Put(t, s, "a", on(20251116, "1"), on(20251115, "2"), on(20251114, "3"), on(20251115, "4"), on(20251113, "5"), on(20251115, "6"))
	storetest.Put(t, s, "b", on(20251115, "7"))
	_, err := s.Import(t.Context(), "a", func(in store.Import) error { return in.Vanish("4") })
	must(t, err)
	must(t, s.RemoveReleases(t.Context(), []int{6}))
	for _, test := range []struct {
		source   string
		from, to data.Date
		want     string
	}{
		{"a", 20251114, 20251115, "[3 2 4]"}, {"a", 0, 99991231, "[5 3 2 4 1]"}, {"a", 20251117, 99991231, "[]"},
		{"b", 0, 99991231, "[7]"}, {"c", 0, 99991231, "[]"},
	} {
		changes, err := s.Dated(t.Context(), test.source, test.from, test.to)
		must(t, err)
		var addresses []string
		for _, c := range changes {
			addresses = append(addresses, c.Address)
		}
		equal(t, "what is dated so", fmt.Sprint(addresses), test.want)
	}
	for _, test := range []struct {
		source string
		n      int
		want   string
	}{{"a", 1, "[20251116]"}, {"a", 3, "[20251116 20251115 20251115]"}, {"a", 9, "[20251116 20251115 20251115 20251114 20251113]"}, {"b", 9, "[20251115]"}, {"c", 9, "[]"}} {
		changes, err := s.Newest(t.Context(), test.source, test.n)
		must(t, err)
		days := []data.Date{}
		for _, c := range changes {
			days = append(days, c.Date)
		}
		equal(t, "the newest", strings.ReplaceAll(fmt.Sprint(days), "-", ""), test.want)
	}
}

// Releases are found by date and headline.
func TestTitled(t *testing.T) {
	open := newArchive(t)
	s := opened(t, open)
	other := storetest.Doc("3", "One", "c")
	other.Date = 20251115
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "a"), storetest.Doc("2", "One", "b"), other, storetest.Doc("4", "Four", "d"))
	storetest.Put(t, s, "b", storetest.Doc("1", "One", "a"))
	numbers := func(title string) (numbers []int) {
		got, err := s.Titled(t.Context(), "a", 20251114, title)
		must(t, err)
		for _, c := range got {
			numbers = append(numbers, c.Number)
		}
		return numbers
	}
	equal(t, "the releases", numbers(" One\u00a0"), []int{1, 2})
	storetest.Put(t, s, "a", storetest.Doc("1", "Uno", "a"))
	equal(t, "the releases", numbers("One"), []int{2})
	equal(t, "the releases", numbers("Uno"), []int{1})
	storetest.Put(t, s, "a", storetest.Doc("1", "One", "a"))
	equal(t, "the releases", numbers("One"), []int{1, 2})

	of := func(title string) (of []string) {
		got, err := s.Titled(t.Context(), "", 20251114, title)
		must(t, err)
		for _, c := range got {
			of = append(of, fmt.Sprint(c.Source, c.Number))
		}
		return of
	}
	equal(t, "those of all sources", of("One"), []string{"a1", "a2", "b5"})
	equal(t, "those of all sources", len(of("Five")), 0)
	must(t, s.RemoveReleases(t.Context(), []int{2}))
	_, err := s.RemoveSource(t.Context(), "b", false)
	must(t, err)
	equal(t, "those of all sources", of("One"), []string{"a1", "b5"})
}
