package model

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/snapshot"
)

func TestCorpusAtTheStart(t *testing.T) {
	r := corpusReader(t)
	equal(t, "releases", r.Listing().Len(), 10)
	equal(t, "cursor", r.Cursor(), 0)
	equal(t, "shown", r.Shown(), r.At(0))
	equal(t, "ranked", r.Listing().Ranked(), false)
	equal(t, "newest", r.At(0).Date.String(), "2025-11-28")
	equal(t, "oldest", r.At(9).Date.String(), "2025-11-14")
	for i := 1; i < 10; i++ {
		if r.At(i).Date > r.At(i-1).Date {
			t.Errorf("release %d is newer than the one before", i)
		}
	}
	var brought []tea.Msg
	for _, cmd := range r.Init()().(tea.BatchMsg) {
		brought = append(brought, cmd())
	}
	if !slices.Equal(brought, []tea.Msg{nil, Named{library: r.lib}}) {
		t.Errorf("Init brings %v", brought)
	}
}

// Whole words come before words that are begun, those before words that hold
// the letters, those before scattered letters; then the newer first.
func TestFilterRanks(t *testing.T) {
	r := readerOf(
		"2025-11-01 A Tin axles for ships",
		"2025-11-02 A Taxation of steel",
		"2025-11-03 A Syntax of laws",
		"2025-11-04 A A tax on steel",
		"2025-11-05 A Nothing of it",
		"2025-10-04 A An older tax",
	)
	r.MoveTo(4)
	r.StartPrompt(FilterPrompt)
	carry(r, r.SetLetters("tax"))
	want := []string{"A tax on steel", "An older tax", "Taxation of steel", "Syntax of laws", "Tin axles for ships"}
	same(t, "tax finds", titles(r), want)
	equal(t, "the cursor is on", here(r), want[0])
	equal(t, "ranked", r.Listing().Ranked(), true)
	for i, want := range []string{"tax", "tax", "Tax", "tax", "T"} {
		spans := r.Highlights(i)
		if len(spans) == 0 || r.At(i).Title[spans[0].Start:spans[0].End] != want {
			t.Errorf("row %d: highlighted are %v of %q, first wanted %q", i, spans, r.At(i).Title, want)
		}
	}
	if r.SetLetters("tax") != nil {
		t.Error("the same letters are asked for again")
	}
}

func TestFilterOnTheCorpus(t *testing.T) {
	r := corpusReader(t)
	for letters, best := range map[string]string{
		"bio":                    "Korea Advances AI-driven K-Bio Innovation",
		"korea's":                "Groundbreaking Ceremony for Amkor Korea’s New Test Facility in Incheon",
		"m.ax snu":               "MOTIR and SNU Sign MOU to Strengthen M.AX Alliance Cooperation",
		"graph":                  "Graphene Square Opens Pohang Plant, Advancing Graphene Commercialization and Regional Growth",
		"public-private CARBON":  "Korea Ramps Up Public–Private Cooperation to Turn Carbon Neutrality into a Driver of Industrial Growth",
		"recyc":                  "Korea to Boost Recycling of Critical Minerals and Advanced Materials",
		"semiconductor amkor":    "Amkor Korea Launches Investment in High-Tech Semiconductor Packaging and Testing",
		"  k-mobility   future ": "K-Mobility Drives the Future of Innovation",
	} {
		r.MoveTo(9)
		r.StartPrompt(FilterPrompt)
		answer(r, r.SetLetters(letters))
		if r.Listing().Len() == 0 || here(r) != best {
			t.Errorf("%q finds %q, want %q first", letters, titles(r), best)
		}
		answer(r, r.CancelPrompt())
		equal(t, "the cursor after giving up is", r.Cursor(), 9)
	}
	equal(t, "all again", r.Listing().Len(), 10)
}

func TestCancelReturns(t *testing.T) {
	for _, lib := range []*Library{small(), large()} {
		r := NewReader(lib, Options{Clock: today})
		r.MoveTo(123)
		was := r.At(123)
		r.StartPrompt(FilterPrompt)
		for _, letters := range []string{"k", "ko", "korea", "korea zqxjv", ""} {
			answer(r, r.SetLetters(letters))
		}
		answer(r, r.SetLetters("in"))
		r.MoveTo(5)
		answer(r, r.CancelPrompt())
		equal(t, "prompt", r.Prompt(), NoPrompt)
		equal(t, "letters", r.Query().Words, "")
		equal(t, "listed", r.Listing().Len(), lib.Len())
		equal(t, "the cursor is on", r.At(r.Cursor()), was)

		// With nothing typed nothing changes; other prompts leave the letters.
		r.StartPrompt(FilterPrompt)
		if r.CancelPrompt() != nil {
			t.Error("giving up an empty filter asks a question")
		}
		equal(t, "the cursor is on", r.At(r.Cursor()), was)
		answer(r, r.SetLetters("in"))
		r.StartPrompt(PeriodPrompt)
		if r.CancelPrompt() != nil || r.Query().Words != "in" {
			t.Errorf("giving up a range changes the letters to %q", r.Query().Words)
		}
	}
}

// What was typed and kept stays when the prompt is opened again and given up
// with Back, which stays on its release.
func TestKeepThenDrop(t *testing.T) {
	r := NewReader(small(), Options{Clock: today})
	r.StartPrompt(FilterPrompt)
	answer(r, r.SetLetters("korea"))
	r.EndPrompt()
	n := r.Listing().Len()
	if n < 3 || n == small().Len() {
		t.Fatalf("korea finds %d", n)
	}
	r.MoveTo(2)
	on := here(r)
	left, cmd := r.Back()
	answer(r, cmd)
	equal(t, "left", left, true)
	equal(t, "listed", r.Listing().Len(), small().Len())
	equal(t, "the cursor is on", here(r), on)
	left, cmd = r.Back()
	if left || cmd != nil {
		t.Error("there is something to leave in a plain list")
	}
}

// A key more gives what asking at once gives, whatever was asked before.
func TestRefinement(t *testing.T) {
	for _, lib := range []*Library{small(), large()} {
		typed := NewReader(lib, Options{Clock: today})
		for _, letters := range []string{"m", "mi", "min", "mini", "min", "mi k", "mi ko", "ko mi", "ko mi zz", "", "ste"} {
			answer(typed, typed.SetLetters(letters))
			fresh := NewReader(lib, Options{Clock: today})
			answer(fresh, fresh.SetLetters(letters))
			if typed.Searching() != fresh.Searching() {
				t.Errorf("%q typed and asked at once are not both answered", letters)
			}
			if !fresh.Searching() && !slices.Equal(typed.listing.numbers, fresh.listing.numbers) {
				t.Errorf("%q typed lists %d, asked at once %d, or in another order", letters, typed.Listing().Len(), fresh.Listing().Len())
			}
		}
	}
}

func TestLettersAndFacets(t *testing.T) {
	r := readerOf("2025-11-01 Energy Gas and oil", "2025-11-02 Industry Gas turbines", "2024-11-03 Energy Gas again", "2025-11-04 Energy Wind")
	answer(r, r.SetLetters("gas"))
	answer(r, r.Toggle(data.Category, "Energy"))
	same(t, "gas, Energy", titles(r), []string{"Gas and oil", "Gas again"})
	answer(r, r.ask(r.query.WithPeriod(data.YearPeriod(2024)), sameRelease))
	same(t, "gas, Energy, 2024", titles(r), []string{"Gas again"})
	answer(r, r.SetLetters(""))
	same(t, "Energy, 2024", titles(r), []string{"Gas again"})
	answer(r, r.Toggle(data.Category, "Energy"))
	answer(r, r.ask(r.query.WithPeriod(data.YearPeriod(2024)), sameRelease))
	equal(t, "listed", r.Listing().Len(), 4)
}

// An answer to a question that is no longer asked changes nothing.
func TestLateAnswers(t *testing.T) {
	r := NewReader(large(), Options{Clock: today})
	first := r.SetLetters("ko")
	late := questionOf(first)() // found, but not yet told
	if _, ok := late.(Found); !ok {
		t.Fatalf("the first question brings %T", late)
	}
	second := r.SetLetters("min")
	equal(t, "searching", r.Searching(), true)
	r.Update(late)
	equal(t, "searching after the late answer", r.Searching(), true)
	equal(t, "listed", r.Listing().Len(), large().Len())
	answer(r, second)
	equal(t, "searching after the answer", r.Searching(), false)
	equal(t, "the list is of", r.Listing().Query.Words, "min")
	if r.Listing().Len() == large().Len() {
		t.Error("everything is listed")
	}
}

// A question that was withdrawn before it was answered brings nothing.
func TestWithdrawn(t *testing.T) {
	r := NewReader(large(), Options{Clock: today})
	first := r.SetLetters("k")
	second := r.SetLetters("ko")
	if msg := questionOf(first)(); msg != nil {
		t.Errorf("a withdrawn question brings %T", msg)
	}
	answer(r, second)
	equal(t, "the list is of", r.Listing().Query.Words, "ko")
}

// Who steps on in what is found by headlines stays there when the texts are found, also
// where the cursor was to return to a release that is found in its text.
func TestStepWhileAsking(t *testing.T) {
	lib := func(n int) *Library {
		var docs []data.Document
		for i := range n {
			d := data.Document{Release: data.Release{Date: data.NewDate(2025, 1, 1).AddDays(i), Title: fmt.Sprint("Steel ", i)}, Body: "Words."}
			if i%2 == 1 {
				d.Title, d.Body = fmt.Sprint("Ships ", i), "Of steel."
			}
			docs = append(docs, d)
		}
		s, _ := snapshot.New(docs)
		return NewLibrary("made", s, nil)
	}
	for _, step := range []bool{false, true} {
		r := NewReader(lib(6), Options{Clock: today})
		carry(r, r.SetLetters("steel"))
		r.MoveTo(4)
		equal(t, "under the cursor", here(r), "Ships 3")
		cmd := r.SetLibrary(lib(8))
		same(t, "found by headlines", titles(r), []string{"Steel 6", "Steel 4", "Steel 2", "Steel 0"})
		want := "Ships 3"
		if step {
			equal(t, "a step", r.Step(-1), true)
			want = "Steel 2"
		}
		carry(r, cmd)
		equal(t, "listed", r.Listing().Len(), 8)
		equal(t, fmt.Sprint("under the cursor, stepped ", step), here(r), want)
	}
}

// The release pane follows the cursor when that rests, and only the last rest
// counts.
func TestSettled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := corpusReader(t)
		began := time.Now()
		var rests []tea.Msg
		for i := range 4 {
			rests = append(rests, r.MoveTo(i+1)())
		}
		if d := time.Since(began); d != 4*SettleTime {
			t.Errorf("four rests take %v", d)
		}
		for _, msg := range rests[:3] {
			r.Update(msg)
			equal(t, "shown while the cursor moves", r.Shown(), r.At(0))
		}
		r.Update(rests[3])
		equal(t, "shown at rest", r.Shown(), r.At(4))
		if r.MoveTo(4) != nil {
			t.Error("a move to where the cursor is is a move")
		}
		rest := r.MoveTo(7)()
		r.Open() // shows at once
		equal(t, "opened", r.Shown(), r.At(7))
		equal(t, "focus", r.Focus(), ReleasePane)
		r.Step(1)
		r.Update(rest)
		equal(t, "shown after a step", r.Shown(), r.At(8))
	})
}
