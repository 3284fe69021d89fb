package model

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/index/entities"
	"pressroom/data/store"
)

// How facets call their values, and which of them a typed value means.
func TestValuesByName(t *testing.T) {
	languages := []string{"", "en", "ko", "uk"}
	for typed, want := range map[string][]int{"ko": {2}, "KO-kr": {2}, "korean": {2}, "Kor": {2}, "k": nil, "ukr": {3}, "": {0}, "xx": nil, "eng": {1}, "no": nil} {
		same(t, "languages by "+typed, findLanguages(languages, typed), want)
	}
	for typed, want := range map[string][]int{"versions": {0}, "vers": {0}, "Attachments": {1}, "gone": {2}, "attachmentss": nil, "": nil, "x": nil} {
		same(t, "has by "+typed, findHas(typed), want)
	}
	categories := foldNames([]string{"Trade/Investment", "Free Trade / Zones"})()
	for typed, want := range map[string][]int{"Trade / Investment": {0}, "trade/investment": {0}, "Trade/ Inv": {0}, "Free Trade / Zones": {1}, "free trade": {1}, "trade": {0, 1}, "Trade Investment": nil, "": nil} {
		same(t, "categories by "+typed, categories.places(typed), want)
	}
	for code, want := range map[string]string{"": "(not known)", "ko": "Korean", "xx": "xx"} {
		equal(t, "the language "+code, LanguageName(code), want)
	}
	for name, want := range map[string]string{"": "(no category)", "Energy": "Energy", "Energy" + data.CategorySeparator + "Trade": "Energy, Trade"} {
		equal(t, "the category "+name, CategoryName(name), want)
	}
	for want, e := range map[string]entities.Entry{"KATS Agency": {Name: "Agency", Acronym: "KATS"}, "KATS": {Name: "KATS", Acronym: "KATS"}, "Agency": {Name: "Agency"}} {
		equal(t, "the label of "+e.Name, labelOf(&e), want)
	}
}

// Sections of a list stand one behind the other, and some may be empty.
func TestSections(t *testing.T) {
	l := &Listing{ends: [numSections]int{InHeadlines: 2, InTexts: 2, InsideWords: 5, ScatteredLetters: 6}}
	for i, want := range []Section{InHeadlines, InHeadlines, InsideWords, InsideWords, InsideWords, ScatteredLetters, ScatteredLetters} {
		equal(t, fmt.Sprint("the section of place ", i), l.Section(i), want)
	}
	for s, want := range map[Section][2]int{InHeadlines: {0, 2}, InTexts: {2, 2}, InsideWords: {2, 5}, ScatteredLetters: {5, 6}} {
		from, end := l.Range(s)
		equal(t, fmt.Sprint("the places of section ", s), [2]int{from, end}, want)
	}
}

// A listing answers its query, to its depth, and with names or without.
func TestListingKeys(t *testing.T) {
	words := data.Query{Clauses: []data.Clause{{Any: []data.Term{{Kind: data.Word, Text: "a"}}}}}
	keys := map[listingKey]bool{}
	for _, q := range []data.Query{{Words: "a"}, {Words: "b"}, words} {
		for _, deep := range []depth{headlines, withTexts} {
			keys[keyOf(q, deep, false)], keys[keyOf(q, deep, true)] = true, true
		}
	}
	equal(t, "keys", len(keys), 12)
	equal(t, "the same once more", keys[keyOf(data.Query{Words: "a"}, headlines, true)], true)
}

// What is near is looked for where a query finds nothing, and nowhere else.
func TestNearIsAwaited(t *testing.T) {
	r := readerOf("2025-11-03 A gas one", "2025-11-02 A gas two")
	await := func(what string, want bool) {
		t.Helper()
		equal(t, what, r.suggestLater() != nil, want)
	}
	await("without a query", false)
	carry(r, r.SetLetters("gas"))
	await("of what is found", false)
	carry(r, r.SetLetters("zzzz"))
	r.suggestion = nil
	await("of words that are not found", true)
	r.suggestion = &Suggestion{of: r.listing}
	await("of what is looked for already", false)
	carry(r, r.SetLetters("date:1999"))
	r.suggestion = nil
	await("of a day without releases", true)
	empty := readerOf()
	empty.SetLetters("date:1999")
	equal(t, "in an empty library", empty.suggestLater() != nil, false)
}

// The last word of what is typed may be the beginning of one, which is nothing that is missing.
func TestNearToBeginnings(t *testing.T) {
	lib := corpusReader(t).Library()
	for words, want := range map[string]string{"zzzz graphe": "zzzz", "graphe zzzz": "graphe, zzzz", "zzzz yyyy": "zzzz, yyyy", "graphe": ""} {
		near, err := findSuggestion(t.Context(), lib, data.Query{Words: words}, nil, 20251201)
		if err != nil {
			t.Fatal(err)
		}
		var missing []string
		for _, m := range near.Missing {
			missing = append(missing, m.Part)
		}
		equal(t, "missing of "+words, strings.Join(missing, ", "), want)
		same(t, "parts of "+words, near.Parts, strings.Fields(words))
	}
	near, _ := findSuggestion(t.Context(), lib, data.Query{Words: "graphine tarif"}, nil, 20251201)
	equal(t, "found together", fmt.Sprint(near.Query == "" || near.Count > 0), "true")
}

// Marks are facets where they are kept: new ones from the second visit on.
func TestMarksAsFacets(t *testing.T) {
	v := newVisitor(t)
	v.bring(1, 5)
	v.come()
	marks := func() string {
		var list []string
		for _, it := range v.r.Items() {
			if it.Kind == MarkItem {
				list = append(list, fmt.Sprint(it.Label, " ", it.Count))
			}
		}
		return strings.Join(list, ", ")
	}
	equal(t, "at the first visit", marks(), "Unread 5, Starred 0")
	v.r.setMark(store.Action{Mark: store.Starred, On: true, Numbers: []int{1, 2}})
	v.r.setMark(store.Action{Mark: store.Read, On: true, Numbers: []int{3}})
	equal(t, "with marks", marks(), "Unread 4, Starred 2")
	v.leave()
	v.now = v.now.Add(2 * VisitPause)
	v.bring(6, 8)
	v.come()
	equal(t, "at the second", marks(), "Unread 7, Starred 2, New 3")
	v.r.FindFacet("new")
	equal(t, "found by its name", marks(), "New 3")
	looked := corpusReader(t)
	equal(t, "of releases that are only looked at", slices.ContainsFunc(looked.Items(), func(it Item) bool { return it.Kind == MarkItem }), false)
}

// What is saved has a name and a query, and both have limits.
func TestLimitsOfSavedSearches(t *testing.T) {
	r := readerOf("2025-11-03 A gas one")
	saved := func(what, name, want string) {
		t.Helper()
		_, _, err := r.SaveSearch(name)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", what, err, want)
		}
	}
	saved("nothing", "a", "there is no query to save")
	r.SetLetters("gas")
	saved("no name", " \n", "needs a name")
	saved("the longest name", strings.Repeat("a", store.MaxName), "")
	saved("a longer name", strings.Repeat("a", store.MaxName+1), "at most")
	renamed, _, err := r.SaveSearch("b")
	equal(t, "the same by another name", fmt.Sprint(renamed == strings.Repeat("a", store.MaxName), err), "true <nil>")
	equal(t, "it is suggested", r.SuggestedName(), "b")
	equal(t, "it is what is asked for", r.Asks(store.Search{Query: "gas"}) && !r.Asks(store.Search{Query: "oil"}), true)
	r.SetLetters("one two three four five six seven eight nine ten eleven twelve thirteen")
	equal(t, "as long as may be", len(r.SuggestedName()), maxSuggested)
	for i := range store.MaxSearches {
		r.SetLetters(fmt.Sprint("gas", i))
		if _, _, err := r.SaveSearch(fmt.Sprint("s", i)); (err != nil) != (i == store.MaxSearches-1) {
			t.Fatalf("search %d is saved: %v", i, err)
		}
	}
	if _, err := r.ChooseSearch("nobody"); err == nil {
		t.Error("one that is not there is chosen")
	}
}

// A list that is given up leaves the cursor on its release, whichever number that has.
func TestBackToTheFirstNumber(t *testing.T) {
	r := readerOf("2025-11-01 A gas one", "2025-11-03 A oil", "2025-11-02 A gas two") // number 0 is listed last
	r.MoveTo(2)
	equal(t, "the last", here(r), "gas one")
	r.StartPrompt(FilterPrompt)
	answer(r, r.SetLetters("oil"))
	answer(r, r.CancelPrompt())
	equal(t, "the last again", here(r), "gas one")
	r.StartPrompt(FilterPrompt)
	equal(t, "the one under the cursor is noted", r.beforePrompt, 0)
	r.EndPrompt()
	equal(t, "and no more", r.beforePrompt, -1)
}

// Widths at their bounds are taken, and none beyond.
func TestWidthBounds(t *testing.T) {
	for value, want := range map[string]Widths{"0 10000": {0, WidthOfAll}, "9999 0": {WidthOfAll - 1, 0}, "0 10001": {7, 7}, "10000 0": {7, 7}, "-1 0": {7, 7}, "0 -1": {7, 7}, "5": {7, 7}, "5 x": {7, 7}} {
		r := corpusReader(t)
		r.SetWidths(Widths{7, 7})
		r.putBatch(store.Batch{Values: map[string]string{widthsValue: value}})
		r.takeWidths()
		equal(t, "widths of "+value, r.Widths(), want)
	}
}

// A span of bars goes from the mark to the cursor, either way, until it is chosen or given up.
func TestSpanOfBars(t *testing.T) {
	r := readerOf("2025-11-05 A a", "2025-11-04 B b", "2025-11-03 A c", "2025-11-02 B d", "2025-11-01 A e")
	bars := func() string {
		s := ""
		for _, b := range r.Histogram(5) {
			s += map[[2]bool]string{{}: ".", {true, false}: "c", {false, true}: "m", {true, true}: "C"}[[2]bool{b.Chosen, b.Marked}]
		}
		return s
	}
	all := r.Histogram(5)
	r.MoveFacet(0)
	equal(t, "at first", bars(), ".....")
	equal(t, "the cursor", r.BarCursor(all), 4)
	r.MoveBar(all, 3)
	r.MarkBar()
	r.MoveBar(all, 1)
	equal(t, "marked", bars(), ".mmm.")
	r.MarkBar()
	equal(t, "given up", bars(), ".....")
	r.MoveBar(all, -5)
	r.MarkBar()
	r.MoveBar(all, 2)
	equal(t, "marked the other way", bars(), "mmm..")
	answer(r, r.ToggleItem(all))
	equal(t, "chosen", bars(), "ccc..")
	equal(t, "listed", r.Listing().Len(), 3)
	equal(t, "bars in no room", len(r.Histogram(0)), 0)
	equal(t, "no bars", r.BarCursor(nil), -1)
	equal(t, "a day without a bar", barAt(all, 20200101), data.DayPeriod(20200101))
}

// Of very many values the first two hundred are opened, and one more is no line of its own.
func TestMostOpened(t *testing.T) {
	of := func(n int) *Reader {
		var lines []string
		for i := range n {
			lines = append(lines, fmt.Sprintf("2025-11-05 C%03d a%d", i, i))
		}
		return readerOf(lines...)
	}
	for n, want := range map[int]string{mostValues: "8 0", mostValues + 1: "9 0", mostValues + 2: "8 2"} {
		list, rest := labels(of(n), data.Category)
		equal(t, fmt.Sprint("listed of ", n), fmt.Sprint(len(list), " ", rest), want)
	}
	for n, want := range map[int]string{mostOpened: "200 0", mostOpened + 1: "201 0", mostOpened + 2: "200 2"} {
		r := of(n)
		r.openMore("Category", true)
		list, rest := labels(r, data.Category)
		equal(t, fmt.Sprint("opened of ", n), fmt.Sprint(len(list), " ", rest), want)
		r.openMore("Category", false)
		list, _ = labels(r, data.Category)
		equal(t, "closed again", len(list), mostValues)
		equal(t, "the cursor", r.Items()[r.FacetCursor()].Kind, MoreItem)
	}
}

// A question that cannot be answered lists nothing, and says why.
func TestNoAnswer(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r := NewReader(readerOf("2025-11-03 A gas one", "2025-11-02 B oil").Library(), Options{Clock: today, Context: ctx})
	r.Toggle(data.Category, "A")
	r.Toggle(data.Category, "A")
	r.MoveTo(1)
	cancel()
	r.Toggle(data.Category, "A")
	equal(t, "listed", r.Listing().Len(), 0)
	equal(t, "the cursor", r.Cursor(), 0)
	equal(t, "it is known", r.Listing().Known(), false)
	equal(t, "the error", errors.Is(r.Err(), context.Canceled), true)
	equal(t, "it is awaited", r.Searching(), false)
}
