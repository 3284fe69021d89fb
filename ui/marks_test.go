package ui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pressroom/data/store"
	"pressroom/model"
)

// What marks come to is said: that they are not kept once, what was undone by its name,
// and where there is nothing to do.
func TestMarksAreTold(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 24)
		hides(t, a, "unread", "Starred")
		press(a, "U")
		shows(t, a, "Nothing was marked in the last day that can be undone.")
		press(a, "s")
		shows(t, a, "Starred. Marks of these releases are gone when you leave.", "28 ★", "10 unread")
		press(a, "j", "a")
		shows(t, a, " Read.", "9 unread")
		hides(t, a, "gone when you leave")
		press(a, "A")
		shows(t, a, "9 releases marked as read: U undoes it.")
		press(a, "A")
		shows(t, a, "Nothing that is listed is unread.")
		press(a, "o")
		shows(t, a, "All is read.")
		press(a, "U")
		shows(t, a, "Undone, unread again: 9 releases", "9 unread")
		press(a, "U")
		shows(t, a, "Undone, unread again: “Korea to Boost Recycling of Critical Minerals and Advanced Materials”")
		press(a, "U")
		shows(t, a, "Undone, no longer starred: “Korea Advances AI-driven K-Bio Innovation”")
		hides(t, a, "28 ★")
	})
}

// U that goes on to what was marked before the reader was opened says when that was.
func TestUndoOfEarlierSessions(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		now := today()
		a := corpusApp(t, Options{Clock: func() time.Time { return now }}, 120, 24)
		for when, want := range map[time.Time]string{
			now:                       "Undone, no longer starred: 1 release",
			now.Add(time.Minute):      "Undone, no longer starred: 1 release",
			now.Add(-time.Minute):     "Undone of " + now.Add(-time.Minute).Format("15:04") + ", before you opened this, no longer starred: 1 release",
			now.Add(-23 * time.Hour):  "Undone of yesterday, " + now.Add(-23*time.Hour).Format("15:04") + ", no longer starred: 1 release",
			now.Truncate(time.Second): "Undone, no longer starred: 1 release",
		} {
			if got := a.undone(store.Action{Mark: store.Starred, Numbers: []int{1 << 20}, Time: when}); got != want {
				t.Errorf("of %v: %s, want %s", when, got, want)
			}
		}
	})
}

// A list of what is unread says when there is nothing left.
func TestAllRead(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{Query: "is:unread"}, 120, 24)
		press(a, "A")
		shows(t, a, "1 of 10", "Unread", "unread ×")
		press(a, "ctrl+l")
		shows(t, a, "0 of 10", "All is read.", "X clears the chosen facets.")
		press(a, "X")
		shows(t, a, "1 of 10")
	})
}

// A page is read when it was scrolled to its end, by keys and by the wheel.
func TestScrolledToTheEnd(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for key, want := range map[string]bool{"J": true, "K": false} {
			a := corpusApp(t, Options{}, 120, 24)
			for range 100 {
				press(a, key)
			}
			if got := a.reader.IsRead(a.reader.Listing().Number(0)); got != want {
				t.Errorf("%s: read %t, want %t", key, got, want)
			}
		}
		a := corpusApp(t, Options{}, 120, 24)
		x, y := find(t, a, "The Ministry of Trade")
		for range 100 {
			wheel(a, x, y, true)
		}
		if !a.reader.IsRead(a.reader.Listing().Number(0)) {
			t.Error("the wheel reads nothing")
		}
	})
}

// A write that failed is reported, and so is the one that makes up for it.
func TestUnwrittenMarks(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 24)
		full := &store.Error{Where: "archive.db", Kind: store.ErrFull}
		a.Update(model.MarksWritten{Err: full})
		shows(t, a, "Marks are not written yet, and are tried again", "the disk is full")
		a.Update(keyPress("j"))
		a.Update(model.MarksWritten{})
		shows(t, a, "Marks are written again.")
		a.Update(model.MarksWritten{Err: &store.Error{Kind: store.ErrNotFound, Cause: errors.New("gone")}})
		shows(t, a, "A mark is lost")
	})
}

// Bold tells what is unread where colours are few, and a sign where there are none.
func TestUnreadIsSeen(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, g := range []string{"marks-16", "marks-none", "marks-dark", "marks-light"} {
			for _, theme := range goldenThemes {
				if theme.name != g {
					continue
				}
				frame := strings.Split(frameOf(t, theme.screen, theme.o, 120, 40), "\n")
				bold := 0
				for _, line := range frame {
					if strings.Contains(line, "\x1b[1mKorea to Boost Recycling") {
						bold++
					}
				}
				if bold != 1 {
					t.Errorf("%s: the unread headline is bold %d times", g, bold)
				}
			}
		}
	})
}
