package model

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/diff"
	"pressroom/data/snapshot/snapshottest"
	"pressroom/data/store"
)

// Every facet of a query is a chip, in one order, and goes without the others.
func TestEveryChip(t *testing.T) {
	r := corpusReader(t)
	const typed = "category:Industry date:2025-11 since:2025-11-14 lang:en org:KATS krw>=1tn is:unread -is:starred"
	answer(r, r.SetLetters(typed+" graphene"))
	want := []string{"Industry", "2025-11", "2025-11-14..", "English", "KATS", "krw>=1tn", "unread", "not starred"}
	all := r.Chips()
	same(t, "chips", all, want)
	for i, label := range all {
		q := r.Query()
		answer(r, r.RemoveChip(i))
		left := append(append([]string{}, all[:i]...), all[i+1:]...)
		same(t, "without "+label, r.Chips(), left)
		equal(t, "the words without "+label, r.Query().Words, "graphene")
		answer(r, r.setQuery(q, sameRelease))
	}
	answer(r, r.RemoveChips(3))
	same(t, "without the last three", r.Chips(), all[:len(all)-3])
	if r.RemoveChips(0) != nil {
		t.Error("taking nothing off asks a question")
	}
	answer(r, r.RemoveChips(99))
	same(t, "without any", r.Chips(), nil)
	equal(t, "the words at the end", r.Query().Words, "graphene")
}

// While a part of what is typed is wrong, the rest of it holds, or what was right of that part.
func TestTypedWrongly(t *testing.T) {
	for _, test := range []struct {
		typed []string // one after the other
		want  string
		wrong bool
	}{
		{[]string{"gas"}, "gas", false},
		{[]string{"gas", "gas date:"}, "gas", true},
		{[]string{"gas date:"}, "gas", true},
		{[]string{"gas date:2025", "gas date:2025-"}, "gas date:2025", true},
		{[]string{"gas", "gas date:2025-"}, "gas", true},
		{[]string{"gas", "gas sort", "gas sort:"}, "gas", true},
		{[]string{"gas", "gas krw>"}, "gas", true},
		{[]string{"gas krw>1bn", "gas krw>1bx"}, "gas krw>1bn", true},
		{[]string{"gas", `gas date:x oil`}, "gas oil", true},
		{[]string{"date:x"}, "", true},
	} {
		r := readerOf("2025-11-03 A gas one", "2025-11-02 A oil", "2025-11-01 A gas two")
		r.StartPrompt(FilterPrompt)
		for _, s := range test.typed {
			r.SetLetters(s)
		}
		equal(t, fmt.Sprint("what is asked for by ", test.typed), r.Query().String(), test.want)
		equal(t, fmt.Sprint("something is wrong with ", test.typed), r.HasQueryError(), test.wrong)
		equal(t, "it is told at once", r.QueryError() != nil, false)
		equal(t, "it can be told", r.ShowQueryError(), test.wrong)
		equal(t, "it is told", r.QueryError() != nil, test.wrong)
		r.EndPrompt()
		equal(t, "it is told behind the prompt", r.QueryError() != nil, false)
	}
	r := corpusReader(t)
	if cmd := r.SetLetters("date:x"); cmd != nil || r.QueryError() == nil {
		t.Error("outside the prompt a fault is not told at once")
	}
}

// A fault is told when the hand rests, and only that of what was typed last.
func TestFaultIsToldLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := NewReader(small(), Options{Clock: today})
		r.StartPrompt(FilterPrompt)
		begin := time.Now()
		late := r.SetLetters("date:x")()
		equal(t, "a hand rests", time.Since(begin), QueryErrorDelay)
		now := r.SetLetters("date:xy")()
		r.Update(late)
		equal(t, "that of before is told", r.QueryError() != nil, false)
		r.Update(now)
		equal(t, "that of now is told", r.QueryError() != nil, true)
	})
}

// Giving the filter up goes back to the release of before, which a hand chose; and else to the
// first one.
func TestGivingTheFilterUp(t *testing.T) {
	lines := []string{"2025-11-03 A gas one", "2025-11-02 A oil", "2025-11-01 A gas two"}
	r := readerOf(lines...)
	r.StartPrompt(FilterPrompt)
	answer(r, r.SetLetters("oil"))
	answer(r, r.CancelPrompt())
	equal(t, "the first, where no hand was", here(r), "gas one")
	r.MoveTo(2)
	r.StartPrompt(FilterPrompt)
	answer(r, r.SetLetters("oil"))
	equal(t, "the best match", here(r), "oil")
	answer(r, r.CancelPrompt())
	equal(t, "where the hand was", here(r), "gas two")
	r.StartPrompt(FilterPrompt)
	if r.CancelPrompt() != nil {
		t.Error("giving nothing up asks a question")
	}
	answer(r, r.SetLetters("gas"))
	r.MoveTo(1)
	answer(r, r.SetLetters(""))
	equal(t, "on its release, where words are dropped", here(r), "gas two")
}

// What is typed is noted once, the last one last, with a limit, and not what is too long.
func TestNotedQueries(t *testing.T) {
	r := readerOf("2025-11-03 A gas one")
	ask := func(s string) {
		r.StartPrompt(FilterPrompt)
		answer(r, r.SetLetters(s))
		r.EndPrompt()
	}
	ask("a")
	ask("b")
	ask("a")
	ask("")
	same(t, "noted", r.History(), []string{"b", "a"})
	answer(r, r.SetLetters("c"))
	same(t, "outside the prompt", r.History(), []string{"b", "a"})
	var long data.Query
	for i := 0; len(long.String()) <= data.MaxQuery; i++ {
		long = long.With(data.Category, fmt.Sprint("Category number ", i))
	}
	r.note(long)
	same(t, "what is too long", r.History(), []string{"b", "a"})
	for i := range historySize {
		ask(fmt.Sprint("w", i))
	}
	equal(t, "how many", len(r.History()), historySize)
	equal(t, "the oldest", r.History()[0], "w0")
}

// What is near to a word differs from it in one of three letters at most, and in two at most.
func TestNearest(t *testing.T) {
	for _, test := range []struct{ typed, name, want string }{
		{"graphine", "Graphene", "Graphene"}, {"kats", "KATS", "KATS"}, {"katz", "KATS", "KATS"}, {"kxtz", "KATS", ""},
		{"kor", "Kora", ""}, {"kor", "Kor", "Kor"}, {"semicondactxr", "semiconductor", "semiconductor"}, {"semxcondactxr", "semiconductor", ""},
		{"tarrif", "tariff", "tariff"}, {"electronix", "Samsung Electronics", "Samsung Electronics"}, {"", "a", ""}, {"energy", "energ", "energ"}, {"energy", "ener", "ener"}, {"energy", "ene", ""},
	} {
		n := nearTo(test.typed)
		n.add(test.name)
		equal(t, test.typed+" beside "+test.name, n.best, test.want)
	}
	n := nearTo("energi")
	n.add("Energie")
	n.add("Energy")
	n.add("Energii")
	equal(t, "of several as near, the first", n.best, "Energie")
}

// A part is spelled anew in the signs that stand around it.
func TestRespelled(t *testing.T) {
	for _, test := range []struct{ part, nearest, want string }{
		{"graphine", "Graphene", "graphene"}, {"Graphine", "Graphene", "Graphene"}, {"graphin*", "Graphene", "graphene*"}, {`"carbon tex"`, "carbon tax", `"carbon tax"`},
		{"~grphn", "graphene", "~graphene"}, {"+graphine", "Graphene", "+graphene"}, {"org:samsng", "Samsung", "org:Samsung"}, {"org:samsng", "Samsung Electronics", `org:"Samsung Electronics"`},
		{`"a:b"`, "a:c", `"a:c"`},
	} {
		equal(t, test.part, Missing{Part: test.part, Nearest: test.nearest}.respelled(), test.want)
	}
	n := Suggestion{Missing: []Missing{{Part: "a", Nearest: "x"}, {Part: "b"}, {Part: "nov 18", Nearest: `date:"nov 18"`, Whole: true}}}
	whole, words := n.respell("nov 18 lang:ko")
	equal(t, "a day", whole+", "+words, `date:"nov 18" lang:ko, date:"nov 18"`)
	whole, words = n.respell("c a b")
	equal(t, "the whole", whole, "c x b")
	equal(t, "what is spelled otherwise", words, "x")
}

// What became of a release, beside its date.
func TestNotes(t *testing.T) {
	day := func(year int, month time.Month, d int) time.Time {
		return time.Date(year, month, d, 12, 0, 0, 0, time.Local)
	}
	for _, test := range []struct {
		h                 History
		revised, vanished bool
		want              string
	}{
		{History{Versions: 2}, false, false, ""},
		{History{Versions: 2}, true, false, "version 2 of 2"},
		{History{}, true, false, "corrected"},
		{History{Versions: 3, Corrected: day(2025, 11, 29)}, true, false, "version 3 of 3, corrected 29 Nov"},
		{History{Corrected: day(2026, 1, 2)}, true, false, "corrected 2 Jan 2026"},
		{History{}, false, true, "no longer at its source"},
		{History{Gone: day(2025, 12, 1)}, false, true, "no longer at its source since 1 Dec"},
		{History{Versions: 2, Gone: day(2026, 12, 1)}, true, true, "version 2 of 2, no longer at its source since 1 Dec 2026"},
	} {
		r := &data.Release{Date: 20251128, Revised: test.revised, Vanished: test.vanished}
		equal(t, fmt.Sprintf("%+v", test.h), strings.Join(test.h.Notes(r), ", "), test.want)
	}
	e := &Edition{Version: 2, Of: 3, Since: day(2025, 11, 28), Seen: day(2025, 11, 29), Document: &data.Document{Release: data.Release{Date: 20251128}}}
	equal(t, "an edition", strings.Join(e.Notes(), ", "), "version 2 of 3, seen 29 Nov")
	const what = "What changed: version 1, seen 28 Nov 2025, became version 2 of 3, seen 29 Nov 2025"
	for _, test := range []struct {
		c    diff.Change
		want string
	}{
		{diff.Change{Out: 1, In: 2}, ": 1 word out, 2 in"}, {diff.Change{Out: 2}, ": 2 words out, 0 in"}, {diff.Change{In: 1}, ": 0 words out, 1 in"},
		{diff.Change{}, ": no word of headline or text"}, {diff.Change{TooLong: true, Out: 1}, ""},
	} {
		equal(t, "a change", e.Changed(&test.c), what+test.want)
	}
	e.Since = e.Seen.Add(-time.Minute)
	equal(t, "of one day", e.Changed(&diff.Change{TooLong: true}), "What changed: version 1, seen 29 Nov 2025, 11:59:00, became version 2 of 3, seen 29 Nov 2025, 12:00:00")
}

// The year is open from the start where there is one alone, and so is the month.
func TestOpenFromTheStart(t *testing.T) {
	for want, lines := range map[string][]string{
		"2025 November": {"2025-11-03 A a", "2025-11-01 A b"},
		"2025":          {"2025-11-03 A a", "2025-10-01 A b"},
		"":              {"2025-01-03 A a", "2024-12-01 A b"},
	} {
		var got []string
		for _, it := range readerOf(lines...).Items() {
			if it.Open {
				got = append(got, it.Label)
			}
		}
		equal(t, fmt.Sprint("open of ", lines), strings.Join(got, " "), want)
	}
}

// A visit is another one after the pause, to the second.
func TestNextVisit(t *testing.T) {
	v := visit{from: 3, seen: 9, last: 1000}
	for after, want := range map[time.Duration]int{0: 3, VisitPause - time.Second: 3, VisitPause: 9, 2 * VisitPause: 9} {
		equal(t, fmt.Sprint("the first new one after ", after), v.at(time.Unix(1000, 0).Add(after)).from, want)
	}
	equal(t, "of a reader who was never there", visit{seen: 9}.at(time.Unix(1e9, 0)).from, 0)
	marks := store.NewMarks()
	marks.Values["other"] = "kept"
	next := withVisit(marks, v)
	equal(t, "other values", next.Values["other"], "kept")
	equal(t, "the marks themselves", marks.Values[visitValue], "")
}

// The next unread release is looked for to the end, and then from the beginning.
func TestNextUnread(t *testing.T) {
	r := readerOf("2025-11-04 A a", "2025-11-03 A b", "2025-11-02 A c", "2025-11-01 A d")
	next := func(wantThere, wantAgain bool, want string) {
		t.Helper()
		there, again := r.NextUnread()
		if there != wantThere || again != wantAgain || here(r) != want || r.Shown() != r.At(r.Cursor()) {
			t.Errorf("next is %s, %t, again %t; want %s, %t, again %t", here(r), there, again, want, wantThere, wantAgain)
		}
	}
	mark := func(i int) {
		r.setMark(store.Action{Mark: store.Read, On: true, Numbers: []int{r.Listing().Number(i)}})
	}
	next(true, false, "b")
	mark(2)
	next(true, false, "d")
	next(true, true, "a")
	mark(1)
	mark(3)
	next(false, false, "a") // the one under the cursor is no next one
	equal(t, "unread", r.Unread(), 1)
	n, _ := r.ReadListed()
	equal(t, "that were unread", n, 1)
	equal(t, "unread", r.Unread(), 0)
	n, _ = r.ReadListed()
	equal(t, "that were unread", n, 0)
	read, there, _ := r.ToggleMark(store.Read)
	equal(t, "the one under the cursor is read", read || !there, false)
	starred, there, _ := r.ToggleMark(store.Starred)
	equal(t, "it is starred", starred && there, true)
	equal(t, "and no other", r.IsStarred(r.Listing().Number(0)) && !r.IsStarred(r.Listing().Number(1)), true)
	answer(r, r.SetLetters("zzzz"))
	_, there, _ = r.ToggleMark(store.Starred)
	equal(t, "there is one in an empty list", there, false)
}

// steps is a Syncer that tells how far it is, and fails.
type steps struct{ list []store.Source }

func (s *steps) Sources(context.Context) ([]store.Source, error) { return s.list, nil }

func (s *steps) Sync(_ context.Context, tell func(SyncProgress)) (SyncResult, error) {
	tell(SyncProgress{Done: 1, Total: 2, Source: "a"})
	return SyncResult{New: 3}, errors.New("failed")
}

// A sync is told of until it ends, and what is told of an earlier one is dropped.
func TestSyncing(t *testing.T) {
	failing := store.Source{Name: "failing"}
	failing.Fetch.Failures = 1
	gone := store.Source{Name: "gone"}
	gone.Fetch.Ended = true
	from := &steps{list: []store.Source{failing, {Name: "well"}, {Name: "well, too"}, gone}}
	r := NewReader(made(5), Options{Syncer: from})
	equal(t, "there are sources", r.CanSync(), true)
	equal(t, "there are none", NewReader(made(5), Options{}).CanSync(), false)
	under := r.Sync()().(tea.BatchMsg)
	if r.Sync() != nil {
		t.Error("a second sync begins")
	}
	at := func(want SyncProgress, under bool) {
		t.Helper()
		got, is := r.Syncing()
		equal(t, "how far it is", fmt.Sprint(got, is), fmt.Sprint(want, under))
	}
	at(SyncProgress{}, true)
	ended, step := under[0](), under[1]()
	r.Update(step)
	at(SyncProgress{1, 2, "a"}, true)
	r.Update(r.Update(ended)())
	at(SyncProgress{}, false)
	r.Update(step)
	at(SyncProgress{}, false)
	equal(t, "failing", r.Failing(), 2)
	r.Sync()
	r.Update(step)
	at(SyncProgress{}, true)
}

// Panes share the screen as it is chosen, and a release keeps its text.
func TestArrange(t *testing.T) {
	r := corpusReader(t)
	equal(t, "at first", r.Arrangement(), AsFits)
	r.Arrange(SideBySide)
	equal(t, "chosen", r.Arrangement(), SideBySide)
	d, err := r.Document(r.At(3))()
	if err != nil || d.Body != snapshottest.Document(r.Library().Snapshot, r.At(3).Number).Body {
		t.Errorf("the text is %v, %v", d, err)
	}
}
