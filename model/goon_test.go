package model

import (
	"fmt"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot"
)

// Items of a query, words of a value, and what begins a date.
func TestItemsOfAQuery(t *testing.T) {
	for s, want := range map[string]int{"": 0, "a": 0, "a b": 2, "a ": 2, `a "b c`: 2, `a "b c" d`: 8, `org:"b c`: 0, "org:“b c” d": 14} {
		equal(t, "the last item of "+s, lastItem(s), want)
	}
	for _, test := range []struct {
		s, typed string
		want     bool
	}{{"trade/investment", "inv", true}, {"trade/investment", "trade", true}, {"south-east asia", "east", true}, {"south-east asia", "asia", true}, {"south-east asia", "outh", false}, {"a", "", true}, {"", "a", false}} {
		equal(t, test.typed+" in "+test.s, beginsWord(test.s, test.typed), test.want)
	}
	for s, want := range map[string]bool{"2025": true, "1999-1": true, "202": false, "2125": false, "1825": false, "2025x": false, "20-2": true} {
		equal(t, s+" begins a date", isPoint(s), want)
	}
}

// What a query may go on to: fields, values and dates, the most frequent first.
func TestGoingOn(t *testing.T) {
	r := readerOf("2025-11-14 Trade/Investment a", "2025-10-02 Trade/Investment b", "2025-10-01 Energy c", "2024-05-01 Energy d", "2024-04-01 Energy e")
	for typed, want := range map[string]string{
		"ca": "", "cat": "category: -1", "x cate": "category: -1", "category:": "Energy 3, Trade/Investment 2", "category:inv": "Trade/Investment 2", "category:energy": "Energy 3", "category:Energy": "",
		"so": "", "sor": "sort: -1", "sort:": "date -1, relevance -1, title -1", "sort:r": "relevance -1", "amount:": "any -1", "is:st": "starred -1", "nofield:x": "",
		"date:2025-1": "2025-11 1, 2025-10 2", "date:2024": "2024-05 1, 2024-04 1", "2025": "date:2025 3, date:2025-11 1, date:2025-10 2", "before:20": "2025 3, 2025-11 1, 2025-10 2, 2024 2, 2024-05 1, 2024-04 1",
	} {
		list, _ := r.Completions(typed)
		var got []string
		for _, c := range list {
			got = append(got, fmt.Sprint(c.Label, " ", c.Count))
		}
		equal(t, typed, strings.Join(got, ", "), want)
	}
	_, values := r.Completions("cat")
	equal(t, "a field is a value", values, false)
	list, values := r.Completions("x category:inv")
	equal(t, "a value is one", values, true)
	equal(t, "what is typed then", list[0].Text, "x category:Trade/Investment ")
	var periods []string
	for _, c := range r.Periods("2025") {
		periods = append(periods, fmt.Sprint(c.Text, " ", c.Count))
	}
	same(t, "periods behind a year", periods, []string{"2025-11 1", "2025-10 2"})
	equal(t, "periods of no year", len(r.Periods("1999")), 0)
	equal(t, "periods behind a month", len(r.Periods("2025-11")), 0)
}

// The unit of bars is the smallest that fits with room between them.
func TestFittingUnits(t *testing.T) {
	for _, test := range []struct {
		oldest, newest data.Date
		most           int
		want           string // the first days of the first two units
	}{
		{20251101, 20251110, 10, "2025-11-01 2025-11-02"},
		{20251101, 20251111, 10, "2025-10-27 2025-11-03"}, // weeks: Monday first
		{20251103, 20251207, 9, "2025-11-03 2025-11-10"},  // five weeks
		{20251103, 20251208, 9, "2025-11-01 2025-12-01"},  // six are too many
		{20250101, 20250531, 9, "2025-01-01 2025-02-01"},
		{20250201, 20250601, 8, "2025-01-01 2025-04-01"},
		{20250101, 20260101, 9, "2025-01-01 2025-04-01"},
		{20240101, 20250401, 9, "2024-01-01 2025-01-01"},
		{20210101, 20250101, 9, "2021-01-01 2022-01-01"},
		{20210101, 20250101, 8, "2020-01-01 2022-01-01"},
	} {
		next := fittingUnit(test.oldest, test.newest, test.most)
		from := next(test.oldest, 0)
		equal(t, fmt.Sprintf("%s to %s in %d bars", test.oldest, test.newest, test.most), fmt.Sprint(from, " ", next(from, 1)), test.want)
	}
}

// The menus of a release lead to what names the same, and to what is like it.
func TestMenusLeadOn(t *testing.T) {
	r := corpusReader(t)
	if _, err := r.Library().Names(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.MoveTo(2)
	r.Update(r.OpenMenu(NamesMenu)())
	kind, items, at := r.Menu()
	equal(t, "the menu", kind == NamesMenu && len(items) > 3 && at == 0 && r.MenuErr() == nil, true)
	equal(t, "of the release under the cursor", r.Shown(), r.At(2))
	r.MoveMenu(999)
	_, _, at = r.Menu()
	equal(t, "beyond the end", at, len(items)-1)
	r.MoveMenu(-1)
	_, _, at = r.Menu()
	equal(t, "before the beginning", at, 0)
	for _, it := range items {
		answer(r, r.ask(it.query, sameRelease))
		equal(t, it.Label+" leads to so many", r.Listing().Matches(), it.Count)
		answer(r, r.ClearFacets())
		answer(r, r.ask(data.Query{}, sameRelease))
	}
	r.Update(r.OpenMenu(NamesMenu)())
	answer(r, r.ChooseMenu())
	equal(t, "what is asked for", r.Query().String(), items[0].query.String())
	kind, _, _ = r.Menu()
	equal(t, "the menu is gone", kind, NoMenu)

	answer(r, r.ask(data.Query{}, sameRelease))
	r.MoveTo(0)
	r.Update(r.OpenMenu(RelatedMenu)())
	_, items, _ = r.Menu()
	if len(items) == 0 {
		t.Fatal("nothing is like it")
	}
	r.ChooseMenu()
	equal(t, "the release like it", r.Shown().Title, items[0].Label)
	equal(t, "is read", r.Focus(), ReleasePane)
	equal(t, "and under the cursor", r.At(r.Cursor()), r.Shown())
	cmd, there := r.GoBack(1)
	answer(r, cmd)
	equal(t, "and back", there && r.Focus() == ListPane && r.Cursor() == 0, true)
	r.Update(r.OpenMenu(RelatedMenu)())
	r.StartPrompt(PagePrompt)
	late := r.menuOf(NamesMenu)()
	r.Update(late)
	kind, _, _ = r.Menu()
	equal(t, "a menu that comes under a prompt is dropped", kind, RelatedMenu)
	r.MoveTo(1)
	r.CloseMenu()
	equal(t, "choosing in no menu", r.ChooseMenu() == nil, true)
}

// What is typed is respelled as the releases spell it, and asked for.
func TestRespell(t *testing.T) {
	r := corpusReader(t)
	typed, cmd := r.AcceptSuggestion("graphine")
	equal(t, "before anything is near", typed == "graphine" && cmd == nil, true)
	r.StartPrompt(FilterPrompt)
	carry(r, r.SetLetters("graphine"))
	near, err := findSuggestion(t.Context(), r.Library(), r.Query(), nil, r.now())
	if err != nil {
		t.Fatal(err)
	}
	near.of = r.Listing()
	r.suggestion = near
	typed, cmd = r.AcceptSuggestion("graphine")
	carry(r, cmd)
	equal(t, "typed", typed, "graphene")
	equal(t, "asked for", r.Query().String(), "graphene")
	equal(t, "is listed", r.Listing().Matches(), near.Count)
}

// A sum is in the menu of names once, however often and in whatever words it is named.
func TestSumsOfAMenu(t *testing.T) {
	s, _ := snapshot.New([]data.Document{
		{Release: data.Release{Date: 20251114, Title: "A loan of KRW 2 trillion"}, Body: "The loan of KRW 2 trillion, or two trillion won, follows one of KRW 5 billion."},
		{Release: data.Release{Date: 20251113, Title: "Another"}, Body: "It cost KRW 3 trillion."},
	})
	r := NewReader(NewLibrary("made", s, nil), Options{Clock: today})
	defer r.Library().Close()
	run(r, r.OpenMenu(NamesMenu))
	_, items, _ := r.Menu()
	var got []string
	for _, it := range items {
		if strings.HasPrefix(it.Heading, "Sums") {
			got = append(got, fmt.Sprint(it.Label, " ", it.Detail, " ", it.Count))
		}
	}
	same(t, "sums", got, []string{"KRW 2 trillion krw>=2tn 2", "KRW 5 billion krw>=5bn 2"})
}
