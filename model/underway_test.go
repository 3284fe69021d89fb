package model

import (
	"fmt"
	"testing"

	"pressroom/data"
)

// A bookmark keeps the place in as many releases as there is room for, and always in
// the one under the cursor.
func TestBookmarkKeepsSomePlaces(t *testing.T) {
	for _, others := range []int{0, 5, maxPlaces - 1, maxPlaces, 3 * maxPlaces} {
		r := readerOf("2025-11-14 A One", "2025-11-13 A Two")
		for i := range others {
			r.SavePlace(fmt.Sprint("other", i), 1+i)
		}
		id := r.At(r.Cursor()).ID
		r.SavePlace(id, 7)
		b := r.Bookmark()
		equal(t, fmt.Sprint("places kept of ", others+1), len(b.Places), min(others+1, 100))
		equal(t, "the place under the cursor", b.Places[id], 7)
		for id, place := range b.Places {
			equal(t, "the place of "+id, place, r.Place(id))
		}
	}
}

// A value that was typed by its acronym, or a part, is taken back by its line in the
// facets. Another value is chosen beside it.
func TestTogglingWhatWasTyped(t *testing.T) {
	r := corpusReader(t)
	defer r.Library().Close()
	carry(r, r.Init())
	const kats, other = "Korean Agency for Technology and Standards", "Samsung Electronics"
	for _, typed := range []string{"org:KATS", `org:"` + kats + `"`} {
		for _, tt := range []struct{ toggled, want string }{
			{kats, ""}, {other, typed + ` org:"` + other + `"`},
		} {
			carry(r, r.ClearFacets())
			carry(r, r.SetLetters(typed))
			equal(t, typed+" lists", r.Listing().Len(), 2)
			carry(r, r.Toggle(data.Organisation, tt.toggled))
			equal(t, typed+", and "+tt.toggled+" toggled", r.Query().String(), tt.want)
		}
	}
}

// An answer that was begun before names were known, and comes when they are, is asked
// for again so that names are counted in it. While they are not known it stands.
func TestNamesBecomeKnownUnderWay(t *testing.T) {
	for _, known := range []bool{true, false} {
		r := corpusReader(t)
		cmd := r.SetLetters(`"hybrid bonding"`)
		msg, ok := questionOf(cmd)().(Found)
		if !ok || msg.listing.Named() {
			t.Fatalf("the answer counts names, or there is none: %+v", msg)
		}
		if known {
			if _, err := r.Library().Names(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		carry(r, r.Update(msg))
		equal(t, "listed", r.Listing().Len(), 1)
		equal(t, "names are counted", r.Listing().Named(), known)
		equal(t, "something is awaited", r.Searching(), false)
		r.Library().Close()
	}
}

// The part that a place stands with is its month, or the section where matches are
// ranked; outside of the list it is all of it.
func TestPart(t *testing.T) {
	r := readerOf("2025-11-14 A Steel one", "2025-11-02 A Steel two", "2025-10-31 A Steal", "2024-11-14 A Other")
	for i, want := range [][2]int{{0, 2}, {0, 2}, {2, 3}, {3, 4}} {
		from, to := r.Part(i)
		equal(t, fmt.Sprint("the part of place ", i), [2]int{from, to}, want)
	}
	for _, i := range []int{-1, 4, 5} {
		from, to := r.Part(i)
		equal(t, fmt.Sprint("the part of place ", i), [2]int{from, to}, [2]int{0, 4})
	}
	carry(r, r.SetLetters("steel"))
	from, to := r.Part(1)
	equal(t, "the part of a match", [2]int{from, to}, [2]int{0, 2})
}

// What is listed is of as many categories as it has releases of: with some chosen, of
// those alone, though others are counted.
func TestCategoriesListed(t *testing.T) {
	r := readerOf("2025-11-14 A Steel", "2025-11-13 B Steel", "2025-11-12 C Other")
	for query, want := range map[string]int{"": 3, "steel": 2, "category:A": 1, "category:A category:C": 2, "steel category:C": 0, "steel category:A": 1} {
		carry(r, r.ClearFacets())
		carry(r, r.SetLetters(""))
		carry(r, r.SetLetters(query))
		equal(t, query+" is of so many categories", r.Listing().Categories(r.Library()), want)
	}
}

// A year or a month is found among the facets by words of its name. Days never are.
func TestFindingDates(t *testing.T) {
	r := readerOf("2025-11-14 A One", "2025-10-13 A Two", "2024-11-12 A Three")
	for i := 0; i < len(r.Items()); i++ { // all are opened
		if it := r.Items()[i]; it.Kind == YearItem || it.Kind == MonthItem {
			r.facets.open[it.Period] = true
		}
	}
	for words, want := range map[string][]string{
		"2025":     {"2025", "November", "October"},
		"nov":      {"November", "November"},
		"nov 2024": {"November"},
		"14":       nil,
		"1999":     nil,
	} {
		r.FindFacet(words)
		var got []string
		for _, it := range r.Items() {
			if it.Kind == YearItem || it.Kind == MonthItem || it.Kind == DayItem {
				got = append(got, it.Label)
			}
		}
		same(t, words, got, want)
	}
}
