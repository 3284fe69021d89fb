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

// What may be written at 120x40, in bytes. Over a slow line it is what a
// reader waits for.
const (
	moveBytes         = 350  // the cursor moves in the list, and goes on moving
	reversedMoveBytes = 380  // and where its row is reversed, of which no blank can be erased
	movingBytes       = 650  // and where it takes headlines of several lines into sight
	scrollBytes       = 200  // a line of scroll at full width
	scrollMedianBytes = 150  // and at the median
	openBytes         = 3072 // a release is opened, in the panes
	openAloneBytes    = 3300 // and where it has the screen alone
)

// moves sends a key and holds back what comes when the cursor rests.
func (s *session) moves(k string) {
	s.Settle()
	s.Update(keyPress(k))
}

func TestBytesOfAMove(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	for _, profile := range []colorprofile.Profile{colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII} {
		t.Run(profile.String(), func(t *testing.T) { bytesOfAMove(t, profile) })
	}
}

func bytesOfAMove(t *testing.T, profile colorprofile.Profile) {
	most := moveBytes
	if profile < colorprofile.ANSI256 {
		most = reversedMoveBytes
	}
	synctest.Test(t, func(t *testing.T) {
		for _, app := range []tea.Model{corpusApp(t), madeApp(t, 400)} { // in Korean too
			s := newSession(app, xterm, 120, 40)
			s.send(tea.ColorProfileMsg{Profile: profile})
			for i, k := range []string{"j", "j", "j", "j", "j", "j", "j", "j", "j", "k", "k", "k", "k", "k", "k", "k", "k"} {
				n := s.wrote(func() { s.moves(k) })
				s.check(t, "a move")
				if n == 0 || n > most {
					t.Errorf("move %d, %s, writes %d bytes, want at most %d", i, k, n, most)
				}
			}
		}
	})
}

// A list that moves on with the cursor costs little more: its rows are scrolled by
// the terminal, beside other panes too.
func TestBytesOfAMovingList(t *testing.T) {
	if testing.Short() {
		t.Skip("has one goroutine")
	}
	for _, profile := range []colorprofile.Profile{colorprofile.ANSI256, colorprofile.ANSI} {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
			t.Run(fmt.Sprintf("%s %dx%d", profile, size[0], size[1]), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { bytesOfAMovingList(t, profile, size[0], size[1]) })
			})
		}
	}
}

func bytesOfAMovingList(t *testing.T, profile colorprofile.Profile, w, h int) {
	s := newSession(madeApp(t, 400), xterm, w, h)
	s.send(tea.ColorProfileMsg{Profile: profile})
	sum, most, moves := 0, 0, slices.Concat(slices.Repeat([]string{"j"}, 40), slices.Repeat([]string{"k"}, 40))
	for i, k := range moves {
		n := s.wrote(func() { s.moves(k) })
		s.check(t, "a move")
		if sum, most = sum+n, max(most, n); n == 0 || n > movingBytes {
			t.Errorf("move %d, %s, writes %d bytes, want at most %d", i, k, n, movingBytes)
		}
	}
	if mean := sum / len(moves); mean > moveBytes {
		t.Errorf("a move writes %d bytes in the mean, want at most %d", mean, moveBytes)
	}
	t.Logf("mean %d, most %d", sum/len(moves), most)
}

func TestBytesOfAScroll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSession(corpusApp(t), xterm, 120, 40)
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
	synctest.Test(t, func(t *testing.T) {
		for _, key := range []string{"enter", "l"} {
			s := newSession(corpusApp(t), xterm, 120, 40)
			if key == "l" { // from the list alone, to the release alone
				s.press("z")
			}
			for i := range 10 {
				if i > 0 {
					s.moves("j")
				}
				n := s.wrote(func() { s.press(key) })
				s.check(t, key)
				most := openBytes
				if key == "l" {
					most = openAloneBytes
				}
				if n > most {
					t.Errorf("%s on release %d writes %d bytes, want at most %d", key, i, n, most)
				}
				t.Logf("%s on release %d: %d bytes", key, i, n)
				s.press("esc")
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
