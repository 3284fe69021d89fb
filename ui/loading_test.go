package ui

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/corpus"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
	"pressroom/model"
)

// beginning returns the reader of the first four releases of the corpus while
// all ten are being read, and the two commands of that: the reading, and what
// waits for its progress.
func beginning(t *testing.T, read func(progress func(model.Progress)) (*model.Library, error)) (*App, []tea.Cmd) {
	t.Helper()
	all, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	var first []data.Document
	for i := range 4 {
		first = append(first, *snapshottest.Document(all, i))
	}
	snap, _ := snapshot.New(first)
	lib := model.NewLibrary("board.txt", snap, nil)
	opened = append(opened, lib)
	a := New(Options{Library: lib, Clock: today, Read: read})
	cmds := a.Init()().(tea.BatchMsg)
	send(a, tea.WindowSizeMsg{Width: 120, Height: 40})
	return a, cmds
}

// The title bar tells how much has been read, and then how much there is.
func TestTitleBarWhileLoading(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		all, _ := corpus.Load()
		whole := model.NewLibrary("board.txt", all, []data.Problem{{What: "a record without a date"}})
		opened = append(opened, whole)
		tell := make(chan model.Progress)
		a, cmds := beginning(t, func(progress func(model.Progress)) (*model.Library, error) {
			for p := range tell {
				progress(p)
			}
			return whole, nil
		})
		title := func(want ...string) {
			t.Helper()
			for _, w := range want {
				if got := rows(a)[0]; !strings.Contains(got, w) {
					t.Errorf("the title bar is %q, want %q", got, w)
				}
			}
		}
		title("board.txt ", "4 releases · 25–28 Nov 2025 ", "reading…")
		loaded := make(chan tea.Msg)
		go func() { loaded <- cmds[0]() }()
		next := cmds[1]
		for _, step := range []struct {
			progress model.Progress
			want     string
		}{
			{model.Progress{Done: 1 << 20}, "reading…"}, // of standard input
			{model.Progress{Done: 1, Total: 300}, "reading, 0%"},
			{model.Progress{Done: 123 << 20, Total: 300 << 20}, "reading, 41%"},
			{model.Progress{Done: 300, Total: 300}, "reading, 100%"},
		} {
			tell <- step.progress
			_, next = a.Update(next())
			title("4 releases", step.want)
		}
		press(a, "j", "enter")
		close(tell)
		send(a, <-loaded)
		carry(a, next)
		title("board.txt ", "10 releases · 14–28 Nov 2025 ", "1 message (!)")
		shows(t, a, "2 of 10", "1 skipped or mended while reading: ! shows what")
		hides(t, a, "reading,", "reading…")
		if a.reader.Focus() != model.ReleasePane || a.reader.Shown() != a.reader.At(1) || a.page() == nil {
			t.Error("who reads is disturbed")
		}
	})
	bubble(t, "broken off", func(t *testing.T) {
		a, cmds := beginning(t, func(func(model.Progress)) (*model.Library, error) {
			return nil, errors.New("board.txt: input/output error")
		})
		send(a, cmds[0]())
		shows(t, a, "4 releases", "Not all releases could be read: board.txt: input/output error")
		hides(t, a, "reading…")
	})
}

// What comes after the whole was read is followed, as where the whole was there at once.
func TestFollowsAfterLoading(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		all, _ := corpus.Load()
		whole := model.NewLibrary("archive", all, nil)
		one := snapshottest.Document(all, 0)
		one.Title = "Brought by a sync"
		newer, _ := snapshot.New([]data.Document{*one})
		next := model.NewLibrary("archive", newer, nil)
		opened = append(opened, whole, next)
		awaited := 0
		a := New(Options{
			Library: whole, Clock: today, Read: func(func(model.Progress)) (*model.Library, error) { return whole, nil },
			Latest: func() *model.Library { return next },
			Await:  func() bool { awaited++; return awaited == 1 },
		})
		init := a.Init()
		send(a, tea.WindowSizeMsg{Width: 120, Height: 40})
		if awaited > 0 {
			t.Error("it is followed before it is read")
		}
		carry(a, init)
		if awaited != 2 {
			t.Errorf("it was followed %d times", awaited)
		}
		shows(t, a, "Brought by a sync", "1 release")
	})
}
