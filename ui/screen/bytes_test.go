package screen_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
	"pressroom/model"
	"pressroom/ui"
	"pressroom/ui/screen"
)

// What may be written, in bytes. Over a slow line it is what a reader waits for.
const (
	moveBytes         = 350  // the cursor moves in the list, and goes on moving
	meanMoveBytes     = 250  // and in the mean
	scrollBytes       = 200  // a line of scroll at full width
	scrollMedianBytes = 150  // and at the median
	openBytes         = 3072 // a release is opened
	openMore          = 1100 // or where the text that is written has more than the rest, beside the text
)

// Two moves cannot do with moveBytes.
const (
	// One that takes a headline of three lines into sight and the first month out of it: the
	// lines are 3*52 bytes, to go to them and to draw the block before them takes 3*28, the
	// category 25, the month's name above 37, the month of the row below 30, the scroll 38, the
	// cursor's place 19, its old row 22.
	thirdLineBytes = 80

	// One that scrolls a list beside another pane on a terminal without left and right margins:
	// each row of the list is written anew, with about so many bytes.
	rowBytes = 70
)

// moves sends a key and holds back what comes when the cursor rests.
func (s *session) moves(k string) {
	s.Settle()
	s.Update(keyPress(k))
}

// everyLook calls f for each number of colours, each size, and terminals with and without
// left and right margins.
func everyLook(t *testing.T, f func(t *testing.T, env []string, profile colorprofile.Profile, w, h int)) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	for _, env := range [][]string{xterm, {"TERM=tmux-256color", "LANG=C.UTF-8"}} {
		for _, profile := range []colorprofile.Profile{colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII} {
			for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
				t.Run(fmt.Sprintf("%s %s %dx%d", env[0], profile, size[0], size[1]), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) { f(t, env, profile, size[0], size[1]) })
				})
			}
		}
	}
}

// A list that moves on with the cursor costs little more than a cursor that moves in it:
// its rows are scrolled by the terminal, beside other panes too.
func TestBytesOfAMove(t *testing.T) {
	everyLook(t, func(t *testing.T, env []string, profile colorprofile.Profile, w, h int) {
		for i, app := range []tea.Model{readerOf(embedded()), readerOf(boards()), readerOf(made())} { // in Korean too
			s := newSession(app, env, w, h)
			s.send(tea.ColorProfileMsg{Profile: profile})
			sum, n, most, marginless := 0, 0, moveBytes, w >= 100 && s.term.marginless
			switch {
			case marginless:
				most += rowBytes * (h - 4)
			case i == 1:
				most += thirdLineBytes
			}
			for move, k := range slices.Concat(slices.Repeat([]string{"j"}, 40), slices.Repeat([]string{"k"}, 40)) {
				bytes := s.wrote(func() { s.moves(k) })
				if sum, n = sum+bytes, n+min(bytes, 1); bytes > most {
					t.Errorf("move %d, %s, writes %d bytes, want at most %d", move, k, bytes, most)
				}
				if move%8 == 0 {
					s.check(t, "a move")
				}
			}
			if mean := sum / n; mean > meanMoveBytes && !marginless || n < 18 {
				t.Errorf("%d moves write %d bytes in the mean, want at most %d", n, mean, meanMoveBytes)
			}
		}
	})
}

func TestBytesOfAScroll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSession(readerOf(embedded()), xterm, 120, 40)
		var all []int
		s.press("enter")
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
	everyLook(t, func(t *testing.T, env []string, profile colorprofile.Profile, w, h int) {
		for _, app := range []tea.Model{readerOf(embedded()), readerOf(boards())} {
			for _, key := range []string{"enter", "l"} {
				s := newSession(app, env, w, h)
				s.send(tea.ColorProfileMsg{Profile: profile})
				if key == "l" { // from the list alone, to the release alone
					s.press("z")
				}
				for i := range 6 {
					if i > 0 {
						s.moves("j")
					}
					before := s.term.letters
					n := s.wrote(func() { s.press(key) })
					s.check(t, key)
					text := s.term.letters - before
					if n > max(openBytes, text+openMore) {
						t.Errorf("%s on release %d writes %d bytes, want at most %d, of them %d text", key, i, n, openBytes, text)
					}
					s.press("esc")
				}
				if key == "l" {
					s.press("z", "z")
				}
			}
		}
	})
}

// What may be written at 80x24 on a slow line.
const (
	slowReadBytes = 12 << 10 // a release of 4 KB, from opening to its last line
	slowMoveBytes = 350
)

// longRelease returns a release of 4 KB, of the texts of the embedded ones, with
// an address in it.
func longRelease(t testing.TB) data.Document {
	snap, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := *snapshottest.Document(snap, 0)
	r.Title = "A Release of Four Kilobytes, Which Is Longer Than Those of the Ministry"
	r.Body = "Particulars: https://english.motir.go.kr/eng/article/EATCLdfa319ada/2025/view?pageIndex=1 (press@korea.kr). "
	for i := range snap.Len() {
		r.Body += snapshottest.Document(snap, i).Body + " "
	}
	r.Body = r.Body[:4096]
	return r
}

// answer is what a terminal says when it is asked what it is.
var answer = uv.PrimaryDeviceAttributesEvent{62, 22}

// On a slow line a release is read for little, a move of the cursor costs
// less, and the reader who does nothing is sent nothing.
func TestBytesOnASlowLine(t *testing.T) {
	for _, profile := range []colorprofile.Profile{colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII} {
		t.Run(profile.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				made := madeLibrary(200)
				releases := []data.Document{longRelease(t)}
				for i := range made.Len() {
					releases = append(releases, *snapshottest.Document(made.Snapshot, i))
				}
				snap, _ := snapshot.New(releases)
				lib := model.NewLibrary("made.txt", snap, nil)
				t.Cleanup(func() { made.Close(); lib.Close() })
				s := newSession(ui.New(ui.Options{Library: lib, Clock: clock, Slow: true, Profile: profile}), xterm, 80, 24)
				s.send(tea.ColorProfileMsg{Profile: profile})
				s.send(answer)
				s.send(screen.SlowLine{})
				step := func(what string, f func()) int {
					n := s.wrote(f)
					s.check(t, what)
					s.send(answer)
					return n
				}

				most := 0
				for _, k := range slices.Concat(slices.Repeat([]string{"j"}, 60), slices.Repeat([]string{"k"}, 60)) {
					n := step("a move", func() { s.moves(k) })
					if most = max(most, n); n == 0 || n > slowMoveBytes {
						t.Errorf("%s writes %d bytes, want at most %d", k, n, slowMoveBytes)
					}
				}
				all := step("opening", func() { s.press("enter") })
				if !strings.Contains(s.term.text(3), releases[0].Title) {
					t.Fatalf("the release is not open: %q", s.term.text(2))
				}
				pages := 1
				for ; ; pages++ {
					n := step("a page", func() { s.press("pgdown") })
					if n == 0 {
						break
					}
					all += n
				}
				if all > slowReadBytes {
					t.Errorf("reading writes %d bytes to %q, want at most %d", all, s.term.text(1), slowReadBytes)
				}
				if n := s.wrote(func() {
					for range 50 {
						s.send(tea.FocusMsg{})
						s.press("pgdown")
						time.Sleep(time.Minute)
					}
				}); n != 0 {
					t.Errorf("%d bytes for nothing", n)
				}
				t.Logf("a move at most %d bytes, reading in %d frames %d", most, pages, all)
			})
		})
	}
}
