package model

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data/store"
	"pressroom/data/store/storetest"
)

// keptReader returns a reader of a store, with a release of number shown.
func keptReader(t *testing.T, s store.Store, number int) (*Reader, *Archive) {
	t.Helper()
	k := NewArchive(s, "archive", "")
	if _, err := k.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	r := NewReader(k.Library(), Options{Clock: today, Latest: k.Library})
	for i := range r.Listing().Len() {
		if r.Listing().Number(i) == number {
			r.MoveTo(i)
		}
	}
	r.Open()
	return r, k
}

// edition tells what is read in place of the release.
func edition(r *Reader) string {
	e := r.Edition()
	if e == nil {
		return "as it is"
	}
	text := fmt.Sprintf("%d of %d: %s", e.Version, e.Of, e.Document.Body)
	if e.Before != nil {
		text += " was " + e.Before.Body
	}
	return text
}

// ask carries out a command of the reader.
func ask(r *Reader, cmd tea.Cmd) (msg tea.Msg) {
	if cmd != nil {
		msg = cmd()
		r.Update(msg)
	}
	return msg
}

func corrected(t *testing.T) store.Store {
	s := storetest.New(t)
	for _, body := range []string{"First.", "Second.", "Third."} {
		keep(t, s, release("1", "One", 20251114, body), release("2", "Two", 20251115, "Stays."))
	}
	return s
}

func TestEdition(t *testing.T) {
	r, _ := keptReader(t, corrected(t), 1)
	equal(t, "at first", edition(r), "as it is")
	for i, step := range []struct {
		key  string
		want string
	}{
		{"v", "3 of 3: Third. was Second."},
		{"v", "as it is"},
		{"V", "2 of 3: Second."},
		{"V", "1 of 3: First."},
		{"V", "as it is"},
		{"V", "2 of 3: Second."},
		{"v", "2 of 3: Second. was First."},
		{"V", "3 of 3: Third. was Second."},
		{"V", "2 of 3: Second. was First."},
		{"v", "2 of 3: Second."},
		{"V", "1 of 3: First."},
		{"v", "1 of 3: First."}, // before it there is none
		{"back", "as it is"},
		{"v", "3 of 3: Third. was Second."},
		{"next", "as it is"}, // another release
		{"previous", "as it is"},
	} {
		switch step.key {
		case "v":
			ask(r, r.ShowChanges())
		case "V":
			ask(r, r.ShowOlder())
		case "back":
			left, _ := r.Back()
			equal(t, "whether something was left", left, true)
			equal(t, "the pane", r.Focus(), ReleasePane)
		case "next":
			r.Step(-1)
		case "previous":
			r.Step(1)
		}
		r.SettleEdition()
		if got := edition(r); got != step.want {
			t.Fatalf("after %s, step %d: it is %s, want %s", step.key, i+1, got, step.want)
		}
	}
}

// What cannot be shown is told, and changes nothing.
func TestNoEdition(t *testing.T) {
	r, _ := keptReader(t, corrected(t), 2)
	for _, cmd := range []func() tea.Cmd{r.ShowChanges, r.ShowOlder} {
		msg, _ := ask(r, cmd()).(Versioned)
		if !errors.Is(msg.Err, ErrOneVersion) || edition(r) != "as it is" {
			t.Errorf("of one version: %v, %s", msg.Err, edition(r))
		}
	}
	board := corpusReader(t)
	board.Open()
	msg, _ := ask(board, board.ShowChanges()).(Versioned)
	if !errors.Is(msg.Err, ErrNoVersions) || edition(board) != "as it is" {
		t.Errorf("of a board: %v, %s", msg.Err, edition(board))
	}
	replaced := storetest.New(t)
	at := &struct{ store.Store }{corrected(t)}
	r, _ = keptReader(t, at, 1)
	keep(t, replaced, release("9", "Nine", 20251114, "First."))
	keep(t, replaced, release("9", "Nine", 20251114, "Second."))
	at.Store = replaced
	if msg, _ := ask(r, r.ShowChanges()).(Versioned); msg.Err == nil || edition(r) != "as it is" {
		t.Errorf("of another archive: %v, %s", msg.Err, edition(r))
	}
}

// An answer that is awaited no longer is dropped, and its question ends.
func TestLateEdition(t *testing.T) {
	for name, leave := range map[string]func(*Reader){
		"left":            func(r *Reader) { r.Back() },
		"another release": func(r *Reader) { r.Step(-1); r.SettleEdition() },
		"asked again":     func(r *Reader) { r.ShowOlder() },
	} {
		s := corrected(t)
		waiting := &slowStore{Store: s, begun: make(chan context.Context, 2)}
		r, _ := keptReader(t, waiting, 1)
		cmd := r.ShowChanges()
		answer := make(chan tea.Msg, 1)
		go func() { answer <- cmd() }()
		ctx := <-waiting.begun
		leave(r)
		if msg := <-answer; msg != nil {
			t.Errorf("%s: the question brings %v", name, msg)
		}
		if ctx.Err() == nil {
			t.Errorf("%s: the question goes on", name)
		}
		late := Versioned{asked: r.editions.asked - 1, list: make([]store.Version, 2), read: &Edition{}, Err: store.ErrDamaged}
		if r.Answers(late) {
			t.Errorf("%s: a late answer counts", name)
		}
		for _, late.Err = range []error{store.ErrDamaged, nil} {
			r.Update(late)
			equal(t, name, edition(r), "as it is")
		}
	}
}

// Of many versions the texts of two are read at a time; one that cannot be read is told
// of, and the one before it is there.
func TestEditionsReadOnDemand(t *testing.T) {
	s := &countingStore{Store: corrected(t)}
	for i := range 30 {
		keep(t, s, release("1", "One", 20251114, fmt.Sprint("Text ", i)))
	}
	r, _ := keptReader(t, s, 1)
	for i, step := range []struct {
		key   func() tea.Cmd
		want  string
		texts int
	}{
		{r.ShowChanges, "33 of 33: Text 29 was Text 28", 2},
		{r.ShowOlder, "32 of 33: Text 28 was Text 27", 2},
		{r.ShowChanges, "32 of 33: Text 28", 1},
		{r.ShowOlder, "31 of 33: Text 27", 1},
	} {
		s.texts = 0
		ask(r, step.key())
		equal(t, fmt.Sprint("step ", i), fmt.Sprint(edition(r), s.texts), fmt.Sprint(step.want, step.texts))
	}
	older, oldest := r.ShowOlder(), r.ShowOlder() // both keys before the first is answered
	if msg := older(); msg != nil {
		t.Errorf("what is not awaited any more brings %v", msg)
	}
	equal(t, "while it is awaited", edition(r), "31 of 33: Text 27")
	ask(r, oldest)
	equal(t, "two steps on", edition(r), "29 of 33: Text 25")
	s.broken = true
	msg, _ := ask(r, r.ShowOlder()).(Versioned)
	if !errors.Is(msg.Err, store.ErrDamaged) || !r.Answers(msg) {
		t.Errorf("of one that cannot be read: %v", msg.Err)
	}
	equal(t, "then", edition(r), "29 of 33: Text 25")
	s.broken = false
	ask(r, r.ShowOlder())
	equal(t, "behind it", edition(r), "27 of 33: Text 23")
}

// countingStore counts texts that are read, and gives none while it is broken.
type countingStore struct {
	store.Store
	texts  int
	broken bool
}

func (s *countingStore) VersionText(ctx context.Context, number int, version string) (string, error) {
	if s.texts++; s.broken {
		return "", store.ErrDamaged
	}
	return s.Store.VersionText(ctx, number, version)
}

// Whatever becomes of a release has its page drawn anew, also where its text is again what
// it was.
func TestTouched(t *testing.T) {
	s := corrected(t)
	r, k := keptReader(t, s, 1)
	seen := map[int64]bool{}
	of := r.Library().LastChange(2)
	for i, body := range []string{"First.", "Third.", "Fourth.", "Third."} {
		keep(t, s, release("1", "One", 20251114, body))
		if _, err := k.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		now := k.Library().LastChange(1)
		if seen[now] {
			t.Errorf("step %d has %d as one before", i, now)
		}
		seen[now] = true
	}
	equal(t, "of another release", k.Library().LastChange(2), of)
	equal(t, "of a board's", corpusReader(t).Library().LastChange(0), int64(0))
}

// slowStore gives versions when the context ends.
type slowStore struct {
	store.Store
	begun chan context.Context
}

func (s *slowStore) Versions(ctx context.Context, number int) ([]store.Version, error) {
	s.begun <- ctx
	<-ctx.Done()
	return nil, ctx.Err()
}

// In a newer library a version stays open, unless there is a newer one of it.
func TestEditionInNewerLibrary(t *testing.T) {
	s := corrected(t)
	r, k := keptReader(t, s, 1)
	ask(r, r.ShowChanges())
	for _, step := range []struct{ address, body, want string }{
		{"3", "New.", "3 of 3: Third. was Second."},
		{"1", "Fourth.", "as it is"},
	} {
		keep(t, s, release(step.address, "One", 20251114, step.body))
		if _, err := k.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.Update(Newer{})
		equal(t, "after "+step.body, edition(r), step.want)
	}
}

func TestHistory(t *testing.T) {
	s := corrected(t)
	_, err := s.Import(t.Context(), "Ministry", func(in store.Import) error { return in.Vanish("2") })
	if err != nil {
		t.Fatal(err)
	}
	r, _ := keptReader(t, s, 1)
	lib := r.Library()
	recent := func(at time.Time) bool { return !at.IsZero() && time.Since(at) < time.Minute }
	if h := lib.History(t.Context(), lib.At(1)); h.Versions != 3 || !recent(h.Corrected) || !h.Gone.IsZero() {
		t.Errorf("of a corrected one: %+v", h)
	}
	if h := lib.History(t.Context(), lib.At(2)); h.Versions != 0 || !h.Corrected.IsZero() || !recent(h.Gone) {
		t.Errorf("of one that is gone: %+v", h)
	}
	for i := range 60 {
		keep(t, s, release("1", "One", 20251114, fmt.Sprint("Text ", i)))
	}
	if h := lib.History(t.Context(), lib.At(1)); h.Versions != 63 || !recent(h.Corrected) {
		t.Errorf("of one with many versions: %+v", h)
	}
	board := corpusReader(t).Library()
	equal(t, "of a board's", board.History(t.Context(), board.At(0)), History{})
}
