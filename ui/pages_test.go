package ui

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/model"
)

// heavyLibrary returns n releases of size bytes.
func heavyLibrary(n, size int) *model.Library {
	var releases []data.Document
	for i := range n {
		sentence := fmt.Sprintf("The plant No. %d makes graphene for batteries and for screens. ", i)
		releases = append(releases, data.Document{Release: data.Release{Date: data.NewDate(2025, time.November, 1+i%28), Category: "Industry", Title: fmt.Sprintf("Plant No. %d Opens", i)}, Body: strings.Repeat(sentence, size/len(sentence))})
	}
	snap, _ := snapshot.New(releases)
	return model.NewLibrary("heavy.txt", snap, nil)
}

// drawn carries commands out until none is left, and returns how often each page
// was drawn. It gives up after many.
func drawn(t *testing.T, a *App, cmds ...tea.Cmd) map[pageKey]int {
	t.Helper()
	count := map[pageKey]int{}
	for n := 0; len(cmds) > 0; n++ {
		if n > 500 {
			t.Fatalf("it draws without end: %v", count)
		}
		cmd := cmds[0]
		cmds = cmds[1:]
		if cmd == nil {
			continue
		}
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			cmds = append(cmds, msg...)
		default:
			if ready, ok := msg.(pageReady); ok && ready.page != nil && ready.rest == nil {
				count[ready.key]++
			}
			_, next := a.Update(msg)
			cmds = append(cmds, next)
		}
	}
	return count
}

// Pages that are too large for the cache together are drawn once each time that
// their release is opened, and not again and again while nothing happens.
func TestLargePagesAreDrawnOnce(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		lib := heavyLibrary(4, 400<<10)
		opened = append(opened, lib)
		a := New(Options{Library: lib, Clock: today})
		init := a.Init()
		_, cmd := a.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
		all := drawn(t, a, init, cmd)
		if len(all) != 1 {
			t.Errorf("at the start %d pages are drawn", len(all))
		}
		for key, n := range all {
			if n != 1 {
				t.Errorf("the page of %s is drawn %d times", key.id, n)
			}
		}
		for range 5 {
			_, cmd := a.Update(Notice("hello"))
			if again := drawn(t, a, cmd); len(again) > 0 {
				t.Errorf("while nothing happens %v are drawn", again)
			}
			if a.page() == nil {
				t.Fatal("the page is not there")
			}
		}
	})
}

// Sessions whose pages do not fit the cache together do not draw each other's
// away.
func TestSessionsKeepTheirPages(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		lib, pages := heavyLibrary(60, 10<<10), NewPages()
		opened = append(opened, lib)
		var apps []*App
		for i := range 60 {
			a := New(Options{Library: lib, Clock: today, Pages: pages})
			_, cmd := a.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
			drawn(t, a, a.Init(), cmd, a.reader.MoveTo(i))
			apps = append(apps, a)
		}
		for round := range 2 {
			for i, a := range apps {
				_, cmd := a.Update(Notice(fmt.Sprint("round ", round)))
				if again := drawn(t, a, cmd); len(again) > 0 {
					t.Errorf("round %d: session %d draws %d pages", round, i, len(again))
				}
			}
		}
	})
}

// counted counts the entries of an overlay that are laid out.
type counted struct {
	overlayText
	laid *int
}

func (c counted) lines(i, w int) []string {
	*c.laid++
	return c.overlayText.lines(i, w)
}

// Of hundreds of thousands of problems those are laid out that are seen, and
// what is searched for is found among all.
func TestManyProblems(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		lib := heavyLibrary(3, 1000)
		for i := range 300_000 {
			lib.Problems = append(lib.Problems, data.Problem{Place: data.Place{File: "board.txt", Line: i + 1}, What: fmt.Sprintf("record %d has no date: skipped", i)})
		}
		a := newApp(Options{Library: lib}, 80, 24)
		press(a, "!")
		laid := 0
		a.overlay.text = counted{a.overlay.text, &laid}
		press(a, "j", "G")
		shows(t, a, "board.txt:300000", "100%")
		if laid > 1000 {
			t.Errorf("two keys lay out %d entries", laid)
		}
		press(a, "/")
		typeIn(a, "299999")
		shows(t, a, "board.txt:300000")
		hides(t, a, "board.txt:299998 ", "board.txt:300001")
		press(a, "esc")
		shows(t, a, "board.txt:1 ")
	})
}

// A period is written in the room there is, and never as less than it is.
func TestSpans(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 100, 30)
		for _, test := range []struct {
			from, to string
			w        int
			want     string
		}{
			{"2025-11-14", "2025-11-28", 30, "14–28 Nov 2025"},
			{"2025-11-14", "2025-11-28", 12, "Nov 2025"},
			{"2025-11-14", "2025-11-28", 4, "2025"},
			{"2025-10-14", "2025-11-28", 30, "14 Oct – 28 Nov 2025"},
			{"2025-10-14", "2025-11-28", 16, "Oct–Nov 2025"},
			{"2000-01-01", "2025-12-31", 30, "2000–2025"},
			{"2023-01-05", "2025-11-28", 30, "Jan 2023 – Nov 2025"},
			{"2023-01-05", "2025-11-28", 12, "2023–2025"},
			{"2024-01-01", "2024-12-31", 18, "2024"},
			{"2024-02-01", "2024-02-29", 18, "Feb 2024"},
			{"2024-07-01", "2024-09-30", 18, "Jul–Sep 2024"},
			{"2024-11-01", "2025-01-31", 30, "Nov 2024 – Jan 2025"},
			{"2024-02-03", "2024-02-03", 18, "3 Feb 2024"},
			{"2024-12-30", "2025-01-05", 30, "30 Dec 2024 – 5 Jan 2025"},
			{"2024-12-30", "2025-01-05", 20, "Dec 2024 – Jan 2025"},
		} {
			from, _ := data.ParseDate(test.from)
			to, _ := data.ParseDate(test.to)
			if got := a.words(data.Period{From: from, To: to}, test.w); got != test.want {
				t.Errorf("%s to %s in %d cells: %q, want %q", test.from, test.to, test.w, got, test.want)
			}
		}
	})
}

// A page that many ask for at once is drawn once; one whose drawing fails is drawn
// again for who asks later.
func TestPagesAreDrawnOnceForAll(t *testing.T) {
	pages := NewPages()
	key := pageKey{id: "one"}
	var asked sync.WaitGroup
	drawn := 0 // no two are drawn at once: a race is a fault
	draw := func() *page {
		asked.Wait()
		drawn++
		return newPage([]string{"a line"}, NewStyles(Theme{}))
	}
	got := make([]*page, 20)
	asked.Add(len(got))
	var wait sync.WaitGroup
	for i := range got {
		wait.Go(func() {
			asked.Done()
			got[i] = pages.draw(key, draw)
		})
	}
	wait.Wait()
	if drawn != 1 || got[0] == nil || slices.ContainsFunc(got, func(p *page) bool { return p != got[0] }) {
		t.Errorf("drawn %d times, %v", drawn, got)
	}
	bad := pageKey{id: "bad"}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("a panic is lost")
			}
		}()
		pages.draw(bad, func() *page { panic("bad") })
	}()
	if pages.draw(bad, draw) == nil || drawn != 2 || len(pages.drawing) > 0 || len(pages.slots) > 0 {
		t.Errorf("after a panic: drawn %d times, %d are left", drawn, len(pages.drawing))
	}
}

// The page that was read stays until the next one is drawn, with its own headline, but
// not for long; what it was scrolled to, and where it was not on the screen, does not.
func TestPageStaysUntilTheNextIsDrawn(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 40)
		a.o.Pages = NewPages()
		press(a, "enter", "G")
		before := strings.Join(a.release.draw(a), "\n")
		_, draw := a.Update(keyPress("]"))
		next := a.release.key
		for _, far := range []string{"]", "]", "]"} { // whose page nobody has drawn before
			_, draw = a.Update(keyPress(far))
			next = a.release.key
		}
		if a.page() != nil {
			t.Fatal("the page is there already")
		}
		if got := strings.Join(a.release.draw(a), "\n"); got != before {
			t.Errorf("the page is\n%s\nwant\n%s", ansi.Strip(got), ansi.Strip(before))
		}
		a.Update(pageReady{key: pageKey{id: "another"}, late: true})
		if a.release.left.page == nil {
			t.Error("another page's delay ends it")
		}
		a.Update(pageReady{key: next, late: true})
		shows(t, a, a.reader.Shown().Title)
		if got := strings.Join(a.release.draw(a), "\n"); got == before {
			t.Error("it stays for longer than a reader waits")
		}
		carry(a, draw)
		if a.page() == nil || a.release.left.page != nil {
			t.Error("the next page is not drawn")
		}

		press(a, "q", "z") // the list alone
		a.Update(keyPress("j"))
		_, draw = a.Update(keyPress("enter"))
		if a.release.left.page != nil {
			t.Error("a page stays that was not seen")
		}
		carry(a, draw)
	})
}

// The page that was left is not drawn with the names and marks of another library, in which
// its number is that of another release, or of none.
func TestLeftPageOfAnotherLibrary(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		before, after := heavyLibrary(40, 3000), loadEmbedded()
		opened = append(opened, before, after)
		if _, err := after.Names(t.Context()); err != nil {
			t.Fatal(err)
		}
		a := newApp(Options{Library: before}, 120, 40)
		press(a, "G", "enter")
		a.reader.Step(-5)
		a.settle()
		if a.release.left.page == nil {
			t.Fatal("no page was left")
		}
		a.Update(model.Loaded{Library: after})
		shows(t, a, a.reader.Shown().Title)
		if a.release.left.page != nil {
			t.Error("the page of the other library stays")
		}
	})
}
