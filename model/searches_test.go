package model

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// saved tells of the saved searches, with their counts.
func saved(r *Reader) string {
	text := ""
	for _, s := range r.Searches() {
		here := ""
		if s.Here {
			here = "*"
		}
		text += fmt.Sprintf("%s%s=%s %s; ", here, s.Name, s.Query, shownCount(s.SavedCount))
	}
	return text
}

// shownCount returns a count as it is shown: how much is unread, of how much.
func shownCount(c SavedCount) string {
	if c.Marked {
		return fmt.Sprint(c.Unread, "/", c.All)
	}
	return fmt.Sprint(c.All)
}

// count has the saved searches be counted, as a program does after each message.
func count(t *testing.T, r *Reader) {
	t.Helper()
	for range 10 {
		cmd := r.CountSearches()
		if cmd == nil {
			return
		}
		r.Update(cmd())
	}
	t.Error("the counts do not come to rest")
}

func save(t *testing.T, r *Reader, name string) {
	t.Helper()
	_, cmd, err := r.SaveSearch(name)
	if err != nil {
		t.Fatal(err)
	}
	carry(r, cmd)
}

// A search is saved as it was typed, found again by another session, counted by what is
// unread of it, and chosen, renamed, replaced and removed.
func TestSavedSearches(t *testing.T) {
	v := newVisitor(t)
	for n, title := range []string{"Port opens", "Port closes", "Wind rises", "Port and wind"} {
		keep(t, v.store, release(fmt.Sprint(n), title, 20260301, "Text."))
	}
	v.bring(10, 10)
	v.come()
	r := v.r
	if _, _, err := r.SaveSearch("x"); err == nil {
		t.Error("the empty query is saved")
	}
	equal(t, "a name for nothing", r.SuggestedName(), "")
	answer(r, r.SetLetters("port since:1w"))
	equal(t, "a name", r.SuggestedName(), "port 2026-02-24..")
	save(t, r, "  My \x1b[31mports ")
	count(t, r)
	equal(t, "saved", saved(r), "*My [31mports=port since:1w 3/3; ")
	answer(r, r.ClearFacets())
	answer(r, r.SetLetters("wind"))
	save(t, r, "Wind")
	count(t, r)
	equal(t, "saved", saved(r), "My [31mports=port since:1w 3/3; *Wind=wind 2/2; ")

	// Reading changes the counts, and so does what comes.
	_, cmd := r.setMark(store.Action{Mark: store.Read, On: true, Numbers: []int{1, 3}})
	carry(r, cmd)
	count(t, r)
	equal(t, "unread", saved(r), "My [31mports=port since:1w 2/3; *Wind=wind 1/2; ")
	keep(t, v.store, release("5", "Wind again", 20260302, "Text."))
	v.bring(11, 11)
	count(t, r)
	equal(t, "with what came", saved(r), "My [31mports=port since:1w 2/3; *Wind=wind 2/3; ")

	// Another session has them, a week later.
	v.leave()
	v.now = v.now.Add(10 * 24 * time.Hour)
	v.come()
	r = v.r
	equal(t, "not counted yet", saved(r), "My [31mports=port since:1w -1; Wind=wind -1; ")
	count(t, r)
	equal(t, "a week later", saved(r), "My [31mports=port since:1w 0/0; Wind=wind 2/3; ")
	items := r.Items()
	equal(t, "above the facets", fmt.Sprint(items[0].Label, " ", items[1].Label, " ", items[1].Count, items[1].Heading()), "My [31mports Wind 3Saved")
	choose := func(name string) {
		t.Helper()
		cmd, err := r.ChooseSearch(name)
		if err != nil {
			t.Fatal(err)
		}
		answer(r, cmd)
	}
	choose("Wind")
	equal(t, "chosen", fmt.Sprint(r.Query(), r.Listing().Len()), "wind 3")
	equal(t, "its name", r.SuggestedName(), "Wind")
	save(t, r, "Gales") // the same by another name
	equal(t, "renamed", saved(r), "My [31mports=port since:1w 0/0; *Gales=wind 2/3; ")
	choose("Gales")
	equal(t, "chosen once more", r.Query().String(), "")
	choose("My [31mports")
	save(t, r, "Gales")
	equal(t, "replaced", len(r.Searches()), 1)
	equal(t, "what it asks for", r.Searches()[0].Query, "port since:1w")
	carry(r, r.RemoveSearch("Gales"))
	equal(t, "removed", saved(r), "")
	if _, err := r.ChooseSearch("Gales"); err == nil {
		t.Error("one that is removed is chosen")
	}
	marks, err := v.store.Marks(t.Context(), "me")
	if err != nil || len(marks.Searches) != 0 {
		t.Errorf("kept are %v, %v", marks.Searches, err)
	}
}

// Saved searches are counted once, however often that is asked for, and again when
// something comes that may change a count: that the reader did something does not.
func TestCountsOnce(t *testing.T) {
	v := newVisitor(t)
	v.bring(1, 3)
	v.come()
	r := v.r
	equal(t, "without searches", r.CountSearches() != nil, false)
	answer(r, r.SetLetters("release"))
	save(t, r, "All")
	cmd := r.CountSearches()
	equal(t, "asked", cmd != nil, true)
	equal(t, "asked while it is under way", r.CountSearches() != nil, false)
	r.Update(cmd())
	equal(t, "counted", saved(r), "*All=release 3/3; ")
	v.now = v.now.Add(10 * time.Minute)
	v.leave()
	equal(t, "asked after the reader did something", r.CountSearches() != nil, false)
	v.bring(4, 4)
	count(t, r)
	equal(t, "counted again", saved(r), "*All=release 4/4; ")
}

// Conditions on marks hold in saved searches, and words that are scattered over headlines
// do not count.
func TestCountsOfSavedSearches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // where timers run out at once
		v := newVisitor(t)
		for n, title := range []string{"Port opens", "Port closes", "Pontoon reached by train"} {
			keep(t, v.store, release(fmt.Sprint(n), title, 20260301, "Text."))
		}
		v.bring(10, 10)
		v.come()
		r := v.r
		defer func() { r.Library().Close() }()
		carry(r, r.Init())
		_, cmd := r.setMark(store.Action{Mark: store.Starred, On: true, Numbers: []int{1, 3}})
		carry(r, cmd)
		_, cmd = r.setMark(store.Action{Mark: store.Read, On: true, Numbers: []int{2, 3}})
		carry(r, cmd)
		for query, want := range map[string]string{
			"port": "1/2", "is:starred": "1/2", "is:read": "0/2", "is:read is:starred": "0/1", "port -is:starred": "0/1", "is:unread": "2/2", "new:": "2/4",
			`"port closes" is:read`: "0/1", "-port": "1/2", "~prt": "1/3", "category:energy": "2/4", "org:nobody": "0/0", "sort:title": "2/4", "date:2020": "0/0",
		} {
			carry(r, r.setQuery(parsed(t, query), sameRelease))
			r.searches.typed = savedQuery{}
			save(t, r, "One")
			count(t, r)
			equal(t, query, shownCount(r.Searches()[0].SavedCount), want)
		}
		// What cannot be asked has no count, and says so when it is chosen.
		carry(r, r.putBatch(store.Batch{Searches: []store.Search{{Name: "Wrong", Query: "sort:x"}}}))
		count(t, r)
		equal(t, "a wrong one", r.Searches()[1].All, -1)
		if _, err := r.ChooseSearch("Wrong"); err == nil || !strings.Contains(err.Error(), "Wrong") {
			t.Errorf("a wrong one is chosen: %v", err)
		}
	})
}

// There are as many saved searches as a store keeps, of which the first are listed.
func TestManySavedSearches(t *testing.T) {
	r := corpusReader(t)
	for i := range store.MaxSearches {
		answer(r, r.setQuery(parsed(t, fmt.Sprintf("word%d", i)), sameRelease))
		save(t, r, fmt.Sprint("Search ", i))
	}
	answer(r, r.setQuery(parsed(t, "more"), sameRelease))
	if _, _, err := r.SaveSearch("More"); err == nil {
		t.Error("one more is saved")
	}
	if _, _, err := r.SaveSearch("Search 7"); err != nil {
		t.Errorf("one is not replaced: %v", err)
	}
	if _, _, err := r.SaveSearch(strings.Repeat("x", store.MaxName+1)); err == nil {
		t.Error("a long name is taken")
	}
	items := r.searchItems()
	equal(t, "listed", fmt.Sprint(len(items), items[8].Kind == MoreItem, items[8].Count), "9 true 192")
	r.MoveFacet(8)
	r.OpenItem(true)
	equal(t, "opened", len(r.searchItems()), 201)
	equal(t, "the cursor stays", r.FacetCursor(), 8)
	r.MoveFacet(200)
	r.OpenItem(false)
	equal(t, "shut", len(r.searchItems()), 9)
	r.FindFacet("search 19")
	equal(t, "found", len(r.searchItems()), 12)
}

// Widths are kept, and those that are none are not taken.
func TestWidthsAreKept(t *testing.T) {
	v := newVisitor(t)
	v.bring(1, 3)
	v.come()
	v.r.SetWidths(Widths{31, 4500})
	carry(v.r, v.r.KeepWidths())
	v.come()
	equal(t, "kept", v.r.Widths(), Widths{31, 4500})
	v.r.SetWidths(Widths{})
	carry(v.r, v.r.KeepWidths())
	v.come()
	equal(t, "usual again", v.r.Widths(), Widths{})
	for _, wrong := range []string{"x", "1", "-1 5", "5 99999", "99999 5"} {
		carry(v.r, v.r.putBatch(store.Batch{Values: map[string]string{widthsValue: wrong}}))
		v.come()
		equal(t, "widths "+wrong, v.r.Widths(), Widths{})
	}
}

// Where there are too many texts for typed words, a search is counted as it is listed: by
// headlines, though the texts are indexed; a phrase by the texts.
func TestCountsOfALargeLibrary(t *testing.T) {
	before := typedTexts
	typedTexts = 1
	defer func() { typedTexts = before }()
	s := storetest.New(t)
	keep(t, s, release("1", "Steel Rises", 20251114, "Of ships and of steel."), release("2", "Ports", 20251114, "Of steel and iron, and of ships."))
	r, k := keptReader(t, s, 1)
	if _, err := k.Library().Texts(t.Context()); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int{"steel": 1, "ships": 0, `"of ships"`: 2} {
		found, err := k.Library().foundBy(t.Context(), r.parsedSearch(query), nil)
		if err != nil || found.Len() != want {
			t.Errorf("%s is counted as %v, %v, want %d", query, found, err, want)
		}
	}
}
