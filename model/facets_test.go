package model

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot/snapshottest"
)

// brute returns the rows that a query lists, one release at a time, in the
// snapshot's order.
func brute(lib *Library, q data.Query) []int {
	var rows []int
	for _, rel := range releasesOf(lib) {
		category := len(q.Values[data.Category]) == 0 || slices.Contains(q.Values[data.Category], rel.Category)
		day := len(q.Periods) == 0 || slices.ContainsFunc(q.Periods, func(p data.Period) bool {
			return (p.From == 0 || rel.Date >= p.From) && (p.To == 0 || rel.Date <= p.To)
		})
		if chosen := q.Values[data.Language]; len(chosen) > 0 && !slices.Contains(chosen, rel.Lang) {
			continue
		}
		if category && day {
			rows = append(rows, rel.Number)
		}
	}
	return rows
}

// bruteReleases are made once, since brute looks at all of them for each count.
var bruteReleases = map[*Library][]*data.Release{}

// releasesOf returns the releases of a library, in its order.
func releasesOf(lib *Library) []*data.Release {
	if bruteReleases[lib] == nil {
		for _, n := range lib.Order() {
			bruteReleases[lib] = append(bruteReleases[lib], lib.At(int(n)))
		}
	}
	return bruteReleases[lib]
}

// randomQuery makes a query of categories and periods.
func randomQuery(random *rand.Rand, lib *Library) data.Query {
	var q data.Query
	for range random.IntN(4) {
		q = q.With(data.Category, lib.Values(data.Category)[random.IntN(len(lib.Values(data.Category)))])
	}
	days := lib.Days()
	for range random.IntN(4) {
		d := days[random.IntN(len(days))]
		p := [...]data.Period{
			data.YearPeriod(d.Year()), data.MonthPeriod(d.Year(), d.Month()), data.DayPeriod(d),
			{From: d}, {To: d}, {From: d, To: d.AddDays(random.IntN(400))}, data.DayPeriod(d.AddDays(9000)),
		}[random.IntN(7)]
		q = q.WithPeriod(p)
	}
	return q
}

// Every list and every count is what counting one by one gives: a count is of
// what the list would hold if this value were the facet's only choice, under
// the other facet.
func TestCountsAreExact(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, lib := range []*Library{made(40), small(), made(2000)} {
		for range 30 {
			r := NewReader(lib, Options{Clock: today})
			q := randomQuery(random, lib)
			answer(r, r.ask(q, sameRelease))
			rows := make([]int, r.Listing().Len())
			for i := range rows {
				rows[i] = r.Listing().Number(i)
			}
			if want := brute(lib, q); !slices.Equal(rows, want) {
				t.Fatalf("%+v lists %d, want %d, or others", q, len(rows), len(want))
			}
			// All values are open, so that all are counted.
			for _, d := range lib.Days() {
				r.facets.open[data.YearPeriod(d.Year())] = true
				r.facets.open[data.MonthPeriod(d.Year(), d.Month())] = true
			}
			for _, it := range r.Items() {
				if it.Kind == HistogramItem {
					continue
				}
				alone := q
				if it.Kind == ValueItem {
					alone.Values[it.Facet] = []string{it.Name}
				} else {
					alone.Periods = []data.Period{it.Period}
				}
				if want := len(brute(lib, alone)); it.Count != want {
					t.Fatalf("%+v: %s counts %d, choosing it gives %d", q, it.Label, it.Count, want)
				}
			}
			for _, b := range r.Histogram(1 + random.IntN(60)) {
				alone := q
				alone.Periods = []data.Period{b.Period}
				if want := len(brute(lib, alone)); b.Count != want {
					t.Fatalf("%+v: bar %s counts %d, choosing it gives %d", q, b.Period, b.Count, want)
				}
			}
		}
	}
}

// The same holds where a command answers, and for what choosing really does.
func TestChoosingGivesTheCount(t *testing.T) {
	for _, lib := range []*Library{small(), large()} {
		r := NewReader(lib, Options{Clock: today})
		answer(r, r.SetLetters("an"))
		for _, label := range []string{"Energy", "2021", "(no category)"} {
			i := item(t, r, label)
			it := r.Items()[i]
			other := NewReader(lib, Options{Clock: today})
			answer(other, other.SetLetters("an"))
			other.MoveFacet(i)
			answer(other, other.ToggleItem(nil))
			equal(t, label+" lists", other.Listing().Len(), it.Count)
			if !other.Items()[i].Chosen {
				t.Errorf("%s is not marked as chosen", label)
			}
			answer(other, other.ToggleItem(nil))
			equal(t, "and no longer chosen", other.Listing().Len(), r.Listing().Len())
		}
	}
}

func TestOrInsideAndBetween(t *testing.T) {
	r := readerOf(
		"2024-05-01 Energy a", "2024-06-01 Industry b", "2025-05-01 Energy c",
		"2025-05-02 Industry d", "2025-06-01 - e", "2025-06-01 Energy f",
	)
	steps := []struct{ toggle, want string }{
		{"Energy", "f c a"}, {"Industry", "f d c b a"}, {"2025-05", "d c"}, {"2024", "d c b a"},
		{"Energy", "d b"}, {"Industry", "d c b a"}, {"2024", "d c"}, {"2025-05", "e f d c b a"},
	}
	for _, s := range steps {
		if p, err := data.ParsePeriod(s.toggle, 0); err == nil {
			answer(r, r.ask(r.query.WithPeriod(p), sameRelease))
		} else {
			answer(r, r.Toggle(data.Category, s.toggle))
		}
		equal(t, "after "+s.toggle, strings.Join(titles(r), " "), s.want)
	}
}

func TestChips(t *testing.T) {
	r := NewReader(small(), Options{Clock: today})
	answer(r, r.SetLetters("in"))
	answer(r, r.Toggle(data.Category, ""))
	answer(r, r.ask(r.query.WithPeriod(data.YearPeriod(2020)), sameRelease))
	answer(r, r.Toggle(data.Category, "Energy"))
	answer(r, r.ask(r.query.WithPeriod(data.Period{From: 20210105}), sameRelease))
	same(t, "chips", r.Chips(), []string{"(no category)", "Energy", "2020", "2021-01-05.."})
	for _, i := range []int{-1, 4, 99} {
		if r.RemoveChip(i) != nil {
			t.Errorf("chip %d, which is not there, is taken off", i)
		}
	}
	answer(r, r.RemoveChip(2))
	same(t, "without the third", r.Chips(), []string{"(no category)", "Energy", "2021-01-05.."})
	answer(r, r.RemoveChip(0))
	same(t, "without the first", r.Chips(), []string{"Energy", "2021-01-05.."})
	answer(r, r.ClearFacets())
	same(t, "after clearing", r.Chips(), nil)
	equal(t, "letters after clearing", r.Query().Words, "in")
	if r.ClearFacets() != nil {
		t.Error("clearing nothing asks a question")
	}
}

func TestAddPeriod(t *testing.T) {
	r := corpusReader(t)
	for _, c := range []struct {
		typed string
		want  int
	}{
		{"7d", 6}, // the clock says 2025-11-28: from the 22nd
		{"2025-11-18..2025-11-25", 6},
		{"2025-11", 10}, {"2025", 10}, {"2024", 0}, {"..2025-11-14", 1}, {" 2025-11-25 ", 2}, {"1w", 6}, {"1d", 2},
	} {
		cmd, err := r.AddPeriod(c.typed)
		if err != nil {
			t.Errorf("%q: %v", c.typed, err)
		}
		answer(r, cmd)
		want := 0
		for i := range r.Library().Len() {
			if r.Query().Periods[0].Contains(snapshottest.Document(r.Library().Snapshot, i).Date) {
				want++
			}
		}
		if r.Listing().Len() != c.want || want != c.want {
			t.Errorf("%q lists %d, want %d", c.typed, r.Listing().Len(), c.want)
		}
		if cmd, err := r.AddPeriod(c.typed); cmd != nil || err != nil || len(r.Chips()) != 1 {
			t.Errorf("%q again: %v, chips %v", c.typed, err, r.Chips())
		}
		answer(r, r.ClearFacets())
	}
	for _, typed := range []string{"", "x", "2025-13", "2025-02-30", "2025-11-25..2025-11-18", "0d", "99999d", "7", "2025-11-18..x", "..x"} {
		cmd, err := r.AddPeriod(typed)
		if err == nil || cmd != nil || len(r.Chips()) != 0 {
			t.Errorf("%q is taken as a period: %v", typed, r.Chips())
		}
	}
}

// open says of each year and month whether its parts are listed.
func open(r *Reader) string {
	var b strings.Builder
	for _, it := range r.Items() {
		if it.Kind >= YearItem {
			fmt.Fprintf(&b, "%s%s=%d", strings.Repeat(">", int(it.Kind-YearItem)), it.Label, it.Count)
			if it.Open {
				b.WriteString("v")
			}
			b.WriteString(" ")
		}
	}
	return strings.TrimSpace(b.String())
}

func TestTreeOfDates(t *testing.T) {
	r := readerOf("2025-06-02 A a", "2025-06-02 A b", "2025-06-01 A c", "2025-05-01 A d", "2024-05-01 A e")
	equal(t, "at first", open(r), "2025=4 2024=1")
	r.MoveFacet(item(t, r, "2025"))
	r.OpenItem(true)
	equal(t, "the year open", open(r), "2025=4v >June=3 >May=1 2024=1")
	r.MoveFacet(item(t, r, "June"))
	r.OpenItem(true)
	equal(t, "June open", open(r), "2025=4v >June=3v >>Mon 2=2 >>Sun 1=1 >May=1 2024=1")
	r.MoveFacet(item(t, r, "Sun 1"))
	r.OpenItem(true)
	equal(t, "a day has no parts", open(r), "2025=4v >June=3v >>Mon 2=2 >>Sun 1=1 >May=1 2024=1")
	r.OpenItem(false)
	equal(t, "a day closes its month", open(r), "2025=4v >June=3 >May=1 2024=1")
	equal(t, "and the cursor goes there", r.Items()[r.FacetCursor()].Label, "June")
	r.OpenItem(false)
	equal(t, "a closed month closes its year", open(r), "2025=4 2024=1")
	equal(t, "and the cursor goes there", r.Items()[r.FacetCursor()].Label, "2025")
	r.OpenItem(false)
	equal(t, "a closed year stays closed", open(r), "2025=4 2024=1")
	r.MoveFacet(item(t, r, "A"))
	r.OpenItem(true)
	equal(t, "a category has no parts", open(r), "2025=4 2024=1")

	r.MoveFacet(-5)
	equal(t, "the first line", r.FacetCursor(), 0)
	r.MoveFacet(1 << 30)
	equal(t, "the last line", r.Items()[r.FacetCursor()].Label, "2024")

	answer(r, r.ask(r.query.WithPeriod(data.YearPeriod(2025)), sameRelease))
	r.MoveFacet(item(t, r, "2025"))
	r.OpenItem(true)
	for _, it := range r.Items() {
		if wantWithin := it.Kind == MonthItem; it.Within != wantWithin || it.Chosen != (it.Label == "2025") {
			t.Errorf("%s: chosen %t, within %t", it.Label, it.Chosen, it.Within)
		}
	}
	equal(t, "one year and month is open from the start", open(corpusReader(t)),
		"2025=10v >November=10v >>Fri 28=2 >>Thu 27=1 >>Tue 25=2 >>Mon 24=1 >>Fri 21=1 >>Thu 20=1 >>Tue 18=1 >>Fri 14=1")
}

// labels returns the values of a facet as they are listed, and how many are left
// out.
func labels(r *Reader, f data.Facet) (list []string, rest int) {
	for _, it := range r.Items() {
		if it.Kind == ValueItem && it.Facet == f {
			list = append(list, it.Label)
		}
		if it.Kind == MoreItem && it.Name == data.Facets[f].Title {
			rest = it.Count
		}
	}
	return list, rest
}

// Of a facet with many values the largest are listed, with those that are chosen
// or under the cursor; the rest can be opened, and found by their words.
func TestFirstOfMany(t *testing.T) {
	var lines []string
	for i := range 20 {
		for n := range i + 1 {
			lines = append(lines, fmt.Sprintf("2025-06-02 Category%d a%d-%d", i, i, n))
		}
	}
	r := readerOf(lines...)
	list, rest := labels(r, data.Category)
	same(t, "the largest", list, []string{"Category19", "Category18", "Category17", "Category16", "Category15", "Category14", "Category13", "Category12"})
	equal(t, "left out", rest, 12)
	answer(r, r.Toggle(data.Category, "Category3"))
	list, rest = labels(r, data.Category)
	equal(t, "the chosen one", list[8], "Category3")
	equal(t, "left out", rest, 11)
	r.MoveFacet(item(t, r, "Category3"))
	answer(r, r.ToggleItem(nil))
	equal(t, "the cursor, when it is not chosen any more", r.Items()[r.FacetCursor()].Label, "Category3")
	more := slices.IndexFunc(r.Items(), func(it Item) bool { return it.Kind == MoreItem })
	r.MoveFacet(more)
	r.ToggleItem(nil)
	list, rest = labels(r, data.Category)
	equal(t, "all", len(list), 20)
	equal(t, "left out", rest, 0)
	equal(t, "the cursor, above which one is gone", r.FacetCursor(), more-1)

	r.FindFacet("gory1")
	list, _ = labels(r, data.Category)
	equal(t, "found", len(list), 11)
	equal(t, "the cursor is on the first", r.Items()[r.FacetCursor()].Label, "Category19")
	r.FindFacet("GORY1 9")
	list, _ = labels(r, data.Category)
	same(t, "with both words", list, []string{"Category19"})
	r.FindFacet("zzz")
	list, _ = labels(r, data.Category)
	same(t, "none", list, nil)
	r.FindFacet("")
	list, _ = labels(r, data.Category)
	equal(t, "all again", len(list), 20)
}
