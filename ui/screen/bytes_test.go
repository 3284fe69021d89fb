package screen_test

import (
	"slices"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"
)

// What may be written at 120x40, in bytes. Over a slow line it is what a
// reader waits for.
const (
	moveBytes         = 350  // the cursor moves in the list, and goes on moving
	scrollBytes       = 200  // a line of scroll at full width
	scrollMedianBytes = 150  // and at the median
	openBytes         = 8192 // a release is opened
)

// moves sends a key and holds back what comes when the cursor rests.
func (s *session) moves(k string) {
	s.Settle()
	s.Update(keyPress(k))
}

func TestBytesOfAMove(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, app := range []tea.Model{corpusApp(t), madeApp(t, 400)} { // in Korean too
			s := newSession(app, xterm, 120, 40)
			for i, k := range []string{"j", "j", "j", "j", "j", "j", "j", "j", "j", "k", "k", "k", "k", "k", "k", "k", "k"} {
				n := s.wrote(func() { s.moves(k) })
				s.check(t, "a move")
				if n == 0 || n > moveBytes {
					t.Errorf("move %d, %s, writes %d bytes, want at most %d", i, k, n, moveBytes)
				}
			}
		}
	})
}

func TestBytesOfAScroll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSession(corpusApp(t), xterm, 120, 40)
		var all []int
		s.press("z")
		for range 10 {
			for range 60 { // more than any release has lines
				n := s.wrote(func() { s.press("j") })
				s.check(t, "a scroll")
				if n == 0 {
					break
				}
				if n > scrollBytes {
					t.Errorf("a line of scroll writes %d bytes, want at most %d", n, scrollBytes)
				}
				all = append(all, n)
			}
			s.press("]")
		}
		slices.Sort(all)
		if len(all) < 50 {
			t.Fatalf("only %d lines were scrolled", len(all))
		}
		if median := all[len(all)/2]; median > scrollMedianBytes {
			t.Errorf("a line of scroll writes %d bytes at the median, want at most %d", median, scrollMedianBytes)
		}
		t.Logf("%d lines: median %d, most %d", len(all), all[len(all)/2], all[len(all)-1])
	})
}

func TestBytesOfOpening(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, key := range []string{"enter", "z"} {
			s := newSession(corpusApp(t), xterm, 120, 40)
			for i := range 10 {
				if i > 0 {
					s.moves("j")
				}
				n := s.wrote(func() { s.press(key) })
				s.check(t, key)
				if n > openBytes {
					t.Errorf("%s on release %d writes %d bytes, want at most %d", key, i, n, openBytes)
				}
				t.Logf("%s on release %d: %d bytes", key, i, n)
				s.press("esc")
			}
		}
	})
}
