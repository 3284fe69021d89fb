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
		if !ok || msg.listing.named() {
			t.Fatalf("the answer counts names, or there is none: %+v", msg)
		}
		if known {
			if _, err := r.Library().Names(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		carry(r, r.Update(msg))
		equal(t, "listed", r.Listing().Len(), 1)
		equal(t, "names are counted", r.Listing().named(), known)
		equal(t, "something is awaited", r.Searching(), false)
		r.Library().Close()
	}
}
