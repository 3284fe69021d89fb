package model

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"pressroom/data"
	"pressroom/data/index/texts"
	"pressroom/data/snapshot"
	"pressroom/data/snapshot/snapshottest"
)

// listed returns the days of the releases that a query lists on the corpus,
// with a bar before those that match in their texts alone.
func listed(t *testing.T, lib *Library, query string) string {
	t.Helper()
	q, err := data.ParseQuery(query, data.DateOf(today()))
	if err != nil {
		t.Fatal(err)
	}
	l, err := Search(context.Background(), lib, q, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range l.Len() {
		if s := l.Section(i); s != InHeadlines && (i == 0 || s != l.Section(i-1)) {
			out = append(out, sectionMarks[s])
		}
		out = append(out, fmt.Sprint(snapshottest.Document(lib.Snapshot, l.Number(i)).Date.Day()))
	}
	return strings.Join(out, " ")
}

// sectionMarks stand before the sections of what listed returns.
var sectionMarks = [...]string{InTexts: "|", InsideWords: "<>", ScatteredLetters: "~"}

// carry carries out a command and all that comes of it.
func carry(r *Reader, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		for _, cmd := range batch {
			carry(r, cmd)
		}
		return
	}
	carry(r, r.Update(msg))
}

// The ten releases, read: each query lists these, and in this order.
func TestSearchCorpus(t *testing.T) {
	lib := corpusReader(t).Library()
	defer lib.Close()
	for _, tt := range []struct{ query, want string }{
		{`"advanced materials"`, "28"},
		{`"hybrid bonding"`, "| 27"},
		{"graphene pohang", "18"},
		{"title:amkor", "21 20"},
		{"-title:korea date:2025-11-14..2025-11-25 sort:date", "25 24 18 14"},
		{`"humanoids" OR "palladium" sort:date`, "28 24"},
		{"org:KATS", "28 27"},
		{`person:"Kim Dae-ja"`, "28 27"},
		{"krw>=10tn", "24 14"},
		{"category:INDUSTRY since:2025-11-27", "28 28 27"},
		{"category:energy", ""},
		{"before:2025-11-18", "14"},
		{"tariffs sort:date", "28 14"},
		{"title:zzz", ""},
	} {
		if got := listed(t, lib, tt.query); got != tt.want {
			t.Errorf("%s lists %q, want %q", tt.query, got, tt.want)
		}
	}
}

// typedLists types a query into a reader, and returns what it lists.
func typedLists(t *testing.T, r *Reader, query string) string {
	t.Helper()
	r.StartPrompt(FilterPrompt)
	carry(r, r.SetLetters(query))
	equal(t, query+": the cursor", r.Cursor(), 0)
	var out []string
	for i := range r.Listing().Len() {
		if s := r.Listing().Section(i); s != InHeadlines && (i == 0 || s != r.Listing().Section(i-1)) {
			out = append(out, sectionMarks[s])
		}
		out = append(out, fmt.Sprint(r.At(i).Date.Day()))
	}
	carry(r, r.CancelPrompt())
	return strings.Join(out, " ")
}

// What was meant comes before what merely fits: words of headlines, their
// beginnings, words of texts, what stands inside words, and tight letters last.
func TestOrderOfMatches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // where timers run out at once
		r := corpusReader(t)
		defer r.Library().Close()
		for query, want := range map[string]string{
			"trillion": "| 25 24 14", "memorandum": "", "ketch": "", "amkor": "21 20",
			"grphn": "~ 18", "amkrtest": "~ 21 20", "snumou": "~ 25", "~grphn": "~ 18", "-tariff grphn": "~ 18",
		} {
			if got := typedLists(t, r, query); got != want {
				t.Errorf("%s lists %q, want %q", query, got, want)
			}
		}
	})
}

// Scattered letters are counted where nothing else is found, and there alone.
func TestScatteredLettersAreNotCounted(t *testing.T) {
	var documents []data.Document
	for i, title := range []string{"Exports to Samoa", "Sales and Markets", "A Plan"} {
		documents = append(documents, data.Document{
			Release: data.Release{Date: data.NewDate(2025, 11, 1+i), Title: title, Category: title},
			Body:    []string{"", "", "It names Samsung."}[i],
		})
	}
	c, _ := snapshot.New(documents)
	r := NewReader(NewLibrary("made", c, nil), Options{Clock: today})
	counts := func() (list []int) {
		for _, it := range r.Items() {
			if it.Kind == ValueItem {
				list = append(list, it.Count)
			}
		}
		return list
	}
	for query, want := range map[string]string{
		"sam":    "1 | 3 ~ 2 [1 1 0]", // a beginning in a headline, one in a text, and scattered letters
		"salmar": "~ 2 [0 0 1]",
		"xyz":    " [0 0 0]",
	} {
		r.StartPrompt(FilterPrompt)
		carry(r, r.SetLetters(query))
		found := counts()
		if got := typedLists(t, r, query) + " " + fmt.Sprint(found); got != want {
			t.Errorf("%s lists and counts %q, want %q", query, got, want)
		}
	}
}

// What is typed is answered by headlines at once, and by texts below them.
func TestTextsFollowHeadlines(t *testing.T) {
	r := corpusReader(t)
	defer r.Library().Close()
	r.StartPrompt(FilterPrompt)
	cmd := r.SetLetters("tariff")
	equal(t, "while no headline has it, the earlier list stands", r.Listing().Len(), 10)
	equal(t, "searching", r.Searching(), true)
	carry(r, cmd)
	equal(t, "with texts", r.Listing().Len(), 2)
	equal(t, "searching", r.Searching(), false)
	equal(t, "in texts", r.Listing().Section(0), InTexts)
	carry(r, r.WantSnippets(0, 2))
	s := r.Snippet(0)
	if len(s.Highlights) == 0 || !strings.EqualFold(s.Text[s.Highlights[0].Start:s.Highlights[0].End], "tariff") {
		t.Errorf("the snippet is %+v", s)
	}
	if cmd := r.SetLetters("tariff sort:x"); cmd == nil || r.Searching() {
		t.Error("a wrong field is a query")
	}
	if f := r.QueryError(); f != nil {
		t.Errorf("a hand that has not typingPaused is told %v", f)
	}
	if f := r.typed.err; !r.ShowQueryError() || r.QueryError() != f || f.Start != len("tariff sort:") {
		t.Errorf("the fault is %+v", f)
	}
	equal(t, "the last good query", r.Query().Words, "tariff")
	carry(r, r.CancelPrompt())
	equal(t, "after giving up", r.Listing().Len(), 10)
}

// A facet that is typed becomes a chosen one, beside those chosen before.
func TestTypedFacets(t *testing.T) {
	r := corpusReader(t)
	defer r.Library().Close()
	carry(r, r.Toggle(data.Category, "Industry"))
	r.StartPrompt(FilterPrompt)
	carry(r, r.SetLetters("date:2025-11-25 org:snu"))
	equal(t, "chips", strings.Join(r.Chips(), ", "), "Industry, 2025-11-25, snu")
	r.EndPrompt()
	equal(t, "history", strings.Join(r.History(), "; "), "category:Industry date:2025-11-25 org:snu")
	carry(r, r.RemoveChip(2))
	equal(t, "chips", strings.Join(r.Chips(), ", "), "Industry, 2025-11-25")
	equal(t, "listed", r.Listing().Len(), 2)
	for typed, want := range map[string]string{
		"amkor cat":         "amkor category: (category:)",
		"amkor category:in": "amkor category:Industry  (Industry 2)",
		"amkor 2025":        "amkor date:2025  (date:2025 10); amkor date:2025-11  (date:2025-11 10)",
		"so":                "", // too short for a field
		"amkor":             "",
		"2025-11-3x":        "",
		"category:x":        "",
		"sort:t":            "sort:title  (title)",
		"sort:title":        "",
	} {
		var got []string
		list, _ := r.Completions(typed)
		for _, c := range list {
			label := c.Label
			if c.Count >= 0 {
				label += fmt.Sprint(" ", c.Count)
			}
			got = append(got, fmt.Sprintf("%s (%s)", c.Text, label))
		}
		equal(t, "completions of "+typed, strings.Join(got, "; "), want)
	}
}

// The two releases on the test facility find each other, and what one names
// leads to all that name it.
func TestMenus(t *testing.T) {
	r := corpusReader(t)
	defer r.Library().Close()
	carry(r, r.Init())
	carry(r, r.MoveTo(6))
	r.Open()
	carry(r, r.OpenMenu(RelatedMenu))
	kind, items, _ := r.Menu()
	if kind != RelatedMenu || len(items) == 0 || !strings.HasPrefix(items[0].Label, "Amkor Korea Launches") {
		t.Fatalf("related: %+v", items)
	}
	carry(r, r.ChooseMenu())
	equal(t, "shown", r.Shown().Date.Day(), 20)
	carry(r, r.OpenMenu(NamesMenu))
	_, items, _ = r.Menu()
	at := slices.IndexFunc(items, func(it MenuItem) bool { return it.Label == "Amkor Technology" })
	r.MoveMenu(at)
	carry(r, r.ChooseMenu())
	equal(t, "asked", r.Query().String(), `org:"Amkor Technology"`)
	equal(t, "listed", r.Listing().Len(), 2)
	late := r.OpenMenu(NamesMenu)
	equal(t, "a step", r.Step(-1), true)
	r.Update(late())
	if kind, _, _ := r.Menu(); kind != NoMenu {
		t.Error("a menu of a release that was left came up")
	}
}

// A larger library takes the place of its beginning under the reader's hands.
func TestLoad(t *testing.T) {
	whole := corpusReader(t).Library()
	var first []data.Document
	for i := range 4 {
		first = append(first, *snapshottest.Document(whole.Snapshot, i))
	}
	c, _ := snapshot.New(first)
	r := NewReader(NewLibrary("beginning", c, nil), Options{Clock: today})
	carry(r, r.MoveTo(2))
	r.Open()
	r.SavePlace(r.Shown().ID, 77)
	under := r.Shown().ID
	load := r.Load(func(progress func(Progress)) (*Library, error) {
		progress(Progress{50, 100})
		return whole, nil
	})
	if _, loading := r.Loading(); !loading {
		t.Error("nothing is loading")
	}
	r.Update(Loaded{Err: context.Canceled})
	equal(t, "releases after an error", r.Listing().Len(), 4)
	carry(r, load) // the progress comes after the library
	if p, loading := r.Loading(); loading {
		t.Errorf("still loading: %v", p)
	}
	equal(t, "releases", r.Listing().Len(), 10)
	equal(t, "shown", r.Shown().ID, under)
	equal(t, "under the cursor", r.At(r.Cursor()).ID, under)
	equal(t, "its place", r.Place(under), 77)
}

// Letters that could not be looked for are an error, and not all releases.
func TestCandidatesFail(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c, err := large().candidates(ctx, data.Query{Words: "min"}, nil, headlines)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%d are found, %v", len(c.of[InHeadlines]), err)
	}
}

// Where relevance is asked for it is the order, however many are found; else the newest
// of many come first.
func TestRelevanceOfManyHits(t *testing.T) {
	docs := make([]data.Document, 1200)
	for i := range docs {
		docs[i] = data.Document{Release: data.Release{Date: data.NewDate(2025, 11, 28).AddDays(-i), Title: fmt.Sprint("Release ", i)}, Body: "A word of steel."}
	}
	docs[1100].Title = "Steel"
	s, _ := snapshot.New(docs)
	lib := NewLibrary("made", s, nil)
	defer lib.Close()
	for query, want := range map[string]string{"steel sort:relevance": "Steel", "steel sort:date": "Release 0"} {
		l, err := Search(t.Context(), lib, parsed(t, query), nil)
		if err != nil || l.Len() != len(docs) {
			t.Fatal(err)
		}
		equal(t, query, lib.Title(l.Number(0)), want)
	}
	a, err := lib.Texts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for order, want := range map[texts.Order]string{texts.Relevance: "Steel", texts.Best: "Release 0"} {
		hits, err := a.Search(t.Context(), s, texts.QueryOf(parsed(t, "steel")), texts.Options{Order: order})
		if err != nil {
			t.Fatal(err)
		}
		equal(t, fmt.Sprint("the first in order ", order), lib.Title(hits[0].Number), want)
	}
}
