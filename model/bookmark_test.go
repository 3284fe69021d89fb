package model

import (
	"reflect"
	"testing"

	"pressroom/data"
)

// A reader that goes to a bookmark lists, shows and remembers what the one
// that made it did.
func TestBookmark(t *testing.T) {
	a := corpusReader(t)
	carry(a, a.SetLetters("amkor"))
	carry(a, a.Toggle(data.Category, "Industry"))
	carry(a, a.MoveTo(1))
	a.Open()
	a.Open()
	a.ZoomOn()
	a.Arrange(SideBySide)
	a.SavePlace(a.Shown().ID, 321)
	mark := a.Bookmark()

	b := corpusReader(t)
	carry(b, b.GoTo(mark))
	if got := b.Bookmark(); !reflect.DeepEqual(got, mark) {
		t.Errorf("got %+v, want %+v", got, mark)
	}
	if b.Shown().ID != a.Shown().ID || b.Place(b.Shown().ID) != 321 || b.Listing().Len() != a.Listing().Len() {
		t.Errorf("shown %s at %d of %d", b.Shown().ID, b.Place(b.Shown().ID), b.Listing().Len())
	}
}

// What a bookmark says and the library no longer has is left out.
func TestBookmarkOfOtherTimes(t *testing.T) {
	r := corpusReader(t)
	carry(r, r.GoTo(Bookmark{Query: `category:"`, Under: "00000000", Open: true, Zoom: ReleaseAlone}))
	if r.Listing().Len() != r.Library().Len() || r.Focus() != ListPane || r.Zoom() != Panes || r.Cursor() != 0 {
		t.Errorf("listed %d, focus %d, zoomed %t, cursor %d", r.Listing().Len(), r.Focus(), r.Zoom() != Panes, r.Cursor())
	}
}
