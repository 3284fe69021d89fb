package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data/store"
	"pressroom/model"
)

// sources is a Syncer of a test: it tells one step, and waits for the test.
type sources struct {
	list   []store.Source
	step   model.SyncProgress
	result model.SyncResult
	err    error
	hold   chan struct{} // nil: do not wait
}

func (s *sources) Sources(context.Context) ([]store.Source, error) { return s.list, nil }

func (s *sources) Sync(ctx context.Context, tell func(model.SyncProgress)) (model.SyncResult, error) {
	tell(model.SyncProgress{})
	tell(s.step)
	if s.hold != nil {
		select {
		case <-s.hold:
		case <-ctx.Done():
			return s.result, ctx.Err()
		}
	}
	return s.result, s.err
}

// at is a time of the day of the tests.
func at(hour, minute int) time.Time {
	y, m, d := today().Date()
	return time.Date(y, m, d, hour, minute, 0, 0, time.UTC)
}

var trade = store.Source{Name: "Ministry of Trade", Address: "https://example.org/rss", Fetch: store.Fetch{
	Done: at(7, 0), FailingSince: at(8, 0), Next: at(11, 40), Failures: 2, Failure: "https://example.org/rss: the site has an error (503)",
}}

// A sync says how far it is, then what is new and what failed; the cursor stays
// where it is.
func TestSync(t *testing.T) {
	fault := model.SyncFailure{Source: "Ministry of Trade", Reason: "the site has an error (503)", Again: at(11, 40)}
	for _, test := range []struct {
		name   string
		w      int
		result model.SyncResult
		err    error
		want   string
	}{
		{"nothing followed", 120, model.SyncResult{}, nil, noSource},
		{"nothing new", 120, model.SyncResult{Followed: 2, Asked: 2}, nil, " Nothing new.  "},
		{"new", 120, model.SyncResult{Followed: 2, Asked: 2, New: 12, Brought: 2}, nil, " 12 new from 2 sources.  "},
		{"gone", 120, model.SyncResult{Followed: 2, Asked: 2, Changed: 1, Gone: 2, Brought: 1}, nil, " 1 changed and 2 no longer there from 1 source.  "},
		{"changed", 120, model.SyncResult{Followed: 2, Asked: 2, New: 1, Changed: 1234, Brought: 1}, nil, " 1 new and 1,234 changed from 1 source.  "},
		{"one fails", 120, model.SyncResult{Followed: 2, Asked: 2, New: 12, Brought: 1, Failed: []model.SyncFailure{fault}}, nil,
			" 12 new from 1 source; Ministry of Trade failed: the site has an error (503), again at 11:40.  "},
		{"one fails, in little room", 60, model.SyncResult{Followed: 2, Asked: 2, New: 12, Brought: 1, Failed: []model.SyncFailure{fault}}, nil,
			" 12 new from 1 source; 1 failed (:sources)  "},
		{"all fail", 120, model.SyncResult{Followed: 1, Asked: 1, Failed: []model.SyncFailure{fault}}, nil,
			" Ministry of Trade failed: the site has an error (503), again at 11:40.  "},
		{"left alone", 120, model.SyncResult{Followed: 1, Alone: []model.SyncFailure{{Source: "KATS", Again: at(36, 5)}}}, nil,
			" KATS asked to be left alone until 2025-12-02 12:05.  "},
		{"again at once", 120, model.SyncResult{Followed: 2, Recent: 2}, nil, " 2 sources were asked some seconds ago.  "},
		{"again at once, and gone", 120, model.SyncResult{Followed: 3, Recent: 1, Ended: 2}, nil, " 1 source was asked some seconds ago; 2 sources are gone for good (:sources)  "},
		{"asked elsewhere", 120, model.SyncResult{Followed: 1, Elsewhere: 1}, nil, " 1 source is asked by another pressroom.  "},
		{"broken archive", 120, model.SyncResult{}, errors.New("archive a.db: it is damaged"), " The sources could not be asked: archive a.db: it is damaged  "},
	} {
		bubble(t, test.name, func(t *testing.T) {
			s := &sources{step: model.SyncProgress{Done: 1, Total: 5, Source: "Ministry of Trade"}, result: test.result, err: test.err, hold: make(chan struct{})}
			a := corpusApp(t, Options{Syncer: s}, test.w, 30)
			press(a, "j", "j")
			under := a.reader.At(a.reader.Cursor())
			later := now(t, a, keyPress("R"))
			if test.w > 60 {
				shows(t, a, "syncing 2 of 5: Ministry of Trade…")
			} else {
				shows(t, a, "syncing 2 of 5")
			}
			if later := now(t, a, keyPress("R")); len(later) > 0 {
				t.Error("a second one is asked for")
			}
			shows(t, a, "Still syncing 2 of 5", "press R again to stop it.")
			time.Sleep(time.Second)
			close(s.hold)
			finish(a, later)
			shows(t, a, test.want)
			hides(t, a, "syncing")
			if a.reader.At(a.reader.Cursor()) != under {
				t.Error("the cursor has moved")
			}
		})
	}
}

// finish takes in what commands under way bring, until they bring nothing.
func finish(a *App, later chan tea.Msg) {
	for {
		select {
		case msg := <-later:
			if msg != nil {
				send(a, msg)
			}
		case <-time.After(time.Second):
			return
		}
	}
}

// R stops a sync when it was said that it would, and no sooner.
func TestStopSync(t *testing.T) {
	bubble(t, "stop", func(t *testing.T) {
		s := &sources{step: model.SyncProgress{Done: 2, Total: 5}, result: model.SyncResult{Followed: 5, Asked: 2, New: 3, Brought: 1}, hold: make(chan struct{})}
		a := corpusApp(t, Options{Syncer: s}, 120, 30)
		later := now(t, a, keyPress("R"))
		now(t, a, keyPress("R"))
		now(t, a, keyPress("j"))
		now(t, a, keyPress("R"))
		if _, running := a.reader.Syncing(); !running {
			t.Fatal("it was stopped before it was said how")
		}
		time.Sleep(time.Second)
		now(t, a, keyPress("R"))
		finish(a, later)
		shows(t, a, " Stopped: 3 new from 1 source, 2 of 5 sources asked.  ")
		if _, running := a.reader.Syncing(); running {
			t.Error("it still runs")
		}
	})
}

// The end of the program ends a sync.
func TestSyncEnds(t *testing.T) {
	bubble(t, "end", func(t *testing.T) {
		ctx, end := context.WithCancel(t.Context())
		s := &sources{hold: make(chan struct{})}
		a := corpusApp(t, Options{Syncer: s, Context: ctx}, 120, 30)
		later := now(t, a, keyPress("R"))
		time.Sleep(time.Second)
		end()
		if msg := <-later; msg != nil {
			t.Errorf("it brings %v", msg)
		}
		<-later
	})
}

// What fails is shown until it works again.
func TestSources(t *testing.T) {
	bubble(t, "fails", func(t *testing.T) {
		s := &sources{list: []store.Source{
			{Name: "Imported"},
			{Name: "KATS", Address: "https://example.net/board", Fetch: store.Fetch{Done: at(8, 30), Next: at(9, 30)}},
			trade,
			{Name: "New", Address: "https://example.com/feed"},
			{Name: "Private", Address: "https://me:secret@example.com/own"},
		}}
		a := corpusApp(t, Options{Syncer: s}, 100, 30)
		shows(t, a, "1 source fails (:sources)")
		press(a, ":")
		typeIn(a, "sources")
		press(a, "enter")
		shows(t, a, "The sources",
			"! Ministry of Trade", "fails since 08:00, worked 07:00, again at 11:40", "    the site has an error (503)", "    https://example.org/rss",
			"worked 08:30, again at 09:30", "not asked yet", "    https://me:xxxxx@example.com/own", "not followed: what was imported")
		press(a, "/")
		typeIn(a, "kats")
		shows(t, a, "example.net")
		hides(t, a, "example.org")
		press(a, "esc")
		s.list[2].Fetch = store.Fetch{Done: at(9, 0), Next: at(10, 0)}
		press(a, "R")
		shows(t, a, "The sources", "worked 09:00")
		hides(t, a, "fail")
		s.list[4].Fetch = store.Fetch{Failures: 1, Failure: "https://example.com/own: the site wants another login (401)"}
		press(a, "R")
		shows(t, a, "    the site wants another login (401)", "    https://me:xxxxx@example.com/own")
	})
	bubble(t, "none", func(t *testing.T) {
		a := corpusApp(t, Options{Syncer: &sources{}}, 100, 30)
		press(a, ":")
		typeIn(a, "sources")
		press(a, "enter")
		shows(t, a, noSource)
	})
}

// Where there can be no sources, R does nothing, and is not offered.
func TestNoSyncer(t *testing.T) {
	a := corpusApp(t, Options{}, 100, 30)
	press(a, "R")
	shows(t, a, "R does nothing here")
	press(a, "?", "/")
	typeIn(a, "sources")
	hides(t, a, "ask the sources")
}

// What a sync says never gets a terminal to do something.
func TestSyncSanitised(t *testing.T) {
	const evil = "\x1b]0;evil\x07Name\r\n"
	s := &sources{step: model.SyncProgress{Total: 1, Source: evil},
		list:   []store.Source{{Name: evil, Address: evil, Fetch: store.Fetch{Failures: 1, Failure: evil}}},
		result: model.SyncResult{Followed: 1, Asked: 1, Failed: []model.SyncFailure{{Source: evil, Reason: evil}}}}
	bubble(t, "evil", func(t *testing.T) {
		s.hold = make(chan struct{})
		a := corpusApp(t, Options{Syncer: s}, 120, 30)
		later := now(t, a, keyPress("R"))
		frames := a.View().Content
		time.Sleep(time.Second)
		close(s.hold)
		finish(a, later)
		frames += a.View().Content
		press(a, ":")
		typeIn(a, "sources")
		press(a, "enter")
		frames += a.View().Content
		if strings.Contains(frames, "\x1b]0") || strings.ContainsAny(frames, "\x07\r") || !strings.Contains(frames, "Name") {
			t.Errorf("%q", frames)
		}
	})
}

// What an error says never does either: it may have the name of a file, or what a site
// answered.
func TestErrorsSanitised(t *testing.T) {
	evil := errors.New("\x1b]0;evil\x07Reason\r\n")
	a := corpusApp(t, Options{}, 120, 30)
	var frames []string
	see := func(frame string) { frames = append(frames, frame) }
	a.warn("Not done", evil)
	see(a.View().Content)
	a.Update(model.MarksWritten{Err: evil})
	see(a.View().Content)
	line, _ := a.outcome(model.Synced{Err: evil})
	see(line)
	r := a.reader.At(0)
	key := a.pageKey(r)
	key.measure = 60
	see(strings.Join(faultPage(r, key, a.reason(evil)).lines, "\n"))
	for i, frame := range frames {
		if strings.Contains(frame, "\x1b]0") || strings.ContainsAny(frame, "\x07\r") || !strings.Contains(frame, "Reason") {
			t.Errorf("frame %d: %q", i, frame)
		}
	}
}

// A reader on another machine is told what is wrong with the archive, but not where it
// is, nor what can be done there.
func TestRemoteErrors(t *testing.T) {
	err := fmt.Errorf("text 7: %w", &store.Error{Where: "/home/pr/archive.db", Kind: store.ErrFull, Hint: "make room"})
	for remote, want := range map[bool]string{true: "the disk is full", false: "text 7: archive /home/pr/archive.db: the disk is full: make room"} {
		a := corpusApp(t, Options{Remote: remote}, 120, 30)
		if got := a.reason(err); got != want {
			t.Errorf("remote %v: it says %q, want %q", remote, got, want)
		}
	}
}
