package model

import (
	"fmt"
	"testing"

	"pressroom/data"
	"pressroom/data/store"
)

// What is typed is told to be read in another way than it may have been meant, the last
// such place first, and only while it is typed.
func TestHint(t *testing.T) {
	r := readerOf("2025-11-03 A gas one", "2025-11-02 B oil two")
	r.SetLetters("gas AND one")
	equal(t, "without a prompt", r.Hint(), "")
	r.StartPrompt(FilterPrompt)
	r.SetLetters("gas")
	equal(t, "of a word", r.Hint(), "")
	r.SetLetters("after:2025 gas AND one")
	equal(t, "of two", r.Hint(), "all words have to be there: AND is not needed")
	r.EndPrompt()
	equal(t, "after it", r.Hint(), "")
}

// That nothing has an excluded value is told, and of one that something has nothing is.
func TestVainExclusions(t *testing.T) {
	r := corpusReader(t)
	r.StartPrompt(FilterPrompt)
	for typed, want := range map[string]string{
		"-org:nosuch": "no release has org:nosuch: -org:nosuch excludes none", "-org:KATS": "", "-category:nosuch": "no release has category:nosuch: -category:nosuch excludes none",
		"-category:" + data.QuoteValue(r.Library().Values(data.Category)[0]): "", "-nosuch": "",
		"-has:foo": "has: is versions, attachment or gone, not foo", "-has:gone": "",
	} {
		carry(r, r.SetLetters(typed))
		equal(t, typed, r.Hint(), want)
	}
	carry(r, r.SetLetters("-has:foo"))
	equal(t, "what is excluded in vain", len(r.vain), 0)
	r.EndPrompt()
	equal(t, "without a prompt", r.Hint(), "")
}

// Where there are too many texts, words alone are looked for in headlines only, and that
// is told; letters that are scattered are found there at once, and nothing is suggested.
func TestTooManyTexts(t *testing.T) {
	defer func(n int) { typedTexts = n }(typedTexts)
	r := readerOf("2025-11-03 A Graphene plant", "2025-11-02 B Oil two")
	told := func() string {
		out := ""
		for _, query := range []string{"", "graphene", `"graphene plant"`, "graphene -oil", "category:a"} {
			carry(r, r.SetLetters(query))
			out += fmt.Sprint(r.HeadlinesOnly(), " ")
		}
		return out
	}
	equal(t, "with all texts", told(), "false false false false false ")
	typedTexts = 1
	equal(t, "with too many", told(), "false true false false false ")
	carry(r, r.SetLetters("grphn"))
	same(t, "scattered letters", titles(r), []string{"Graphene plant"})
	if r.SetLetters("zzzz"); r.suggestLater() != nil {
		t.Error("a suggestion is looked for in too many texts")
	}
	typedTexts = 2
	if r.suggestLater() == nil {
		t.Error("no suggestion is looked for")
	}
}

// Where no headline has the words nothing else is listed before the texts are known.
func TestTextsComeFirst(t *testing.T) {
	r := corpusReader(t)
	defer r.Library().Close()
	for query, waits := range map[string]bool{"graphene": false, "memorandum": true, "zzzz": true} {
		carry(r, r.SetLetters(""))
		cmd := r.SetLetters(query)
		equal(t, query+" waits for the texts", r.Searching(), waits)
		carry(r, cmd)
	}
}

// An order of dates or headlines is one of scattered letters too, where nothing else is
// found, and relevance is one of headlines and texts together.
func TestOrders(t *testing.T) {
	r := corpusReader(t)
	defer r.Library().Close()
	listed := func(query string) []string {
		carry(r, r.SetLetters(query))
		return titles(r)
	}
	date := listed("grphn sort:date")
	equal(t, "scattered by date", len(date) > 0, true)
	same(t, "scattered by headline", listed("grphn sort:title"), date)
	best, relevance := listed("korea"), listed("korea sort:relevance")
	equal(t, "as many", len(relevance), len(best))
	if first, end := r.Listing().Range(InHeadlines); first != 0 || end != len(relevance) {
		t.Errorf("of %d by relevance %d to %d stand first", len(relevance), first, end)
	}
}

// What all listed releases name is listed where they name nothing else.
func TestValuesOfOneRelease(t *testing.T) {
	r := corpusReader(t)
	defer r.Library().Close()
	carry(r, r.Init())
	carry(r, r.SetLetters("amkor launches"))
	equal(t, "listed", r.Listing().Len(), 1)
	list, _ := labels(r, data.Organisation)
	equal(t, "its organisations are", len(list) > 0, true)
	of := map[string]bool{}
	for _, o := range r.NamedIn(r.Listing().Number(0)) {
		of[o.Short] = true
	}
	equal(t, "and what it names", len(of) > 0, true)
}

// What is marked is what is read, also where another release is under the cursor, and
// what was corrected is counted in the facets.
func TestMarkWhatIsRead(t *testing.T) {
	r, s := storeReader(t, 4)
	r.MoveTo(1)
	r.Open()
	want := r.Shown().Number
	r.cursor = 3
	_, there, cmd := r.ToggleMark(store.Starred)
	carry(r, cmd)
	equal(t, "starred", fmt.Sprint(there, r.IsStarred(want), r.IsStarred(r.Listing().Number(3))), "true true false")
	r.Back()
	r.MoveTo(2)
	_, _, cmd = r.ToggleMark(store.Starred)
	carry(r, cmd)
	equal(t, "starred in the list", r.IsStarred(r.Listing().Number(2)), true)

	marks := store.NewMarks()
	for _, n := range []int{1, 2, 99} {
		marks.Outdated.Put(n)
	}
	marks.Read.Put(2)
	r.takeMarks(marks)
	equal(t, "corrected and unread", fmt.Sprint(r.libraryMarks().corrected, r.Unread()), "1 3")
	equal(t, "its line", r.Items()[item(t, r, "Corrected since read")].Count, 1)
	_ = s
}

// How far a library is read, and a period that is typed, are told as they are.
func TestTold(t *testing.T) {
	r := readerOf("2025-11-03 A gas one", "2025-11-02 B oil two")
	r.loading = &Progress{Done: 3, Total: 7}
	p, is := r.Loading()
	equal(t, "read", fmt.Sprint(p, is), "{3 7} true")
	for typed, want := range map[string]string{"2025-11": "2 true", "2025-11-02": "1 true", "soon": "0 false", "": "0 false"} {
		n, ok := r.InPeriod(typed)
		equal(t, typed, fmt.Sprint(n, " ", ok), want)
	}
	carry(r, r.Init())
	r.OpenMenu(NamesMenu)
	equal(t, "a menu is awaited that needs no reading", r.Opening(), false)
}
