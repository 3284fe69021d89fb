package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/store"
	"pressroom/data/store/storetest"
	"pressroom/model"
	"pressroom/ui/cells"
	"pressroom/ui/screen"
)

// datedStore is a store whose versions were brought in on days in a row, the oldest on
// 25 November.
type datedStore struct{ store.Store }

func (s datedStore) Versions(ctx context.Context, number int) ([]store.Version, error) {
	list, err := s.Store.Versions(ctx, number)
	for i := range list {
		list[i].Seen = time.Date(2025, 11, 25+len(list)-1-i, 12, 0, 0, 0, time.UTC)
	}
	return list, err
}

func (s datedStore) Find(ctx context.Context, source, address string) (store.Change, bool, error) {
	c, found, err := s.Store.Find(ctx, source, address)
	if !c.Since.IsZero() {
		c.Since = time.Date(2025, 11, 28, 12, 0, 0, 0, time.UTC)
	}
	return c, found, err
}

const (
	before = "The Ministry said on Friday that exports rose by 24.3% in November. Minister Kim Jung-kwan met the heads of ten companies.\n\n" +
		"## Background\n\nThe plan was announced in July.\n\n- Steel is one of the fields.\n- Ships get a fund of KRW 200 billion.\n\n" +
		"This paragraph stays as it was.\n\nSo does this one, for which there is no reason to change.\n\nAnd this one.\n\nAnd the fourth.\n\n" +
		"| Year | Exports |\n| --- | --- |\n| 2024 | 10 |\n| 2025 | 14 |\n\n" +
		"산업통상자원부는 28일 인공지능 전환 협의체 회의를 열었다.\n\n> We shall see, said the minister.\n\nThis one goes."
)

var after = strings.NewReplacer("24.3%", "24.5%", "ten companies", "twelve companies and two banks", "KRW 200 billion", "KRW 300 billion, and another one",
	"| 14 |", "| 15 |", "28일", "29일", "We shall", "We shall all", "\n\nThis one goes.", "").Replace(before)

// versionedStore has a release of three versions, one that is gone, one that is both, and
// one of one version.
func versionedStore(t testing.TB) store.Store {
	s := storetest.New(t)
	put := func(address, title, body string, date data.Date) {
		_, err := s.Import(context.Background(), "Ministry", func(in store.Import) error {
			_, err := in.Put(data.Document{Release: data.Release{Address: address, Title: title, Date: date, Category: "Trade"}, Body: body})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	put("1", "Exports Rise for the Fourth Month", "It was a short text.", 20251125)
	put("1", "Exports Rise for the Fourth Month", before, 20251125)
	put("1", "Exports Rise for the Fifth Month", after, 20251126)
	put("2", "A Release Whose Headline Has Words for One Line 60", "Text.", 20251124)
	put("2", "A Release Whose Headline Has Words for One Line 60", "Texts.", 20251124)
	put("3", "Withdrawn", "Text.", 20251123)
	put("4", "Corrected and Withdrawn", "Text.", 20251122)
	put("4", "Corrected and Withdrawn", "Texts.", 20251122)
	put("5", "Another Release", "Text.", 20251121)
	_, err := s.Import(context.Background(), "Ministry", func(in store.Import) error {
		for _, address := range []string{"3", "4"} {
			if err := in.Vanish(address); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return datedStore{s}
}

func versionsApp(t testing.TB, o Options, w, h int) *App { return appOf(t, versionedStore(t), o, w, h) }

func appOf(t testing.TB, s store.Store, o Options, w, h int) *App {
	k := model.NewArchive(s, "archive", "")
	if _, err := k.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	o.Library = k.Library()
	return newApp(o, w, h)
}

// The list and the page say what became of a release.
func TestHistoryShown(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := versionsApp(t, Options{}, 120, 40)
		list := func() string { return strings.Join(rows(a)[:12], "\n") }
		for _, want := range []string{"Fifth Month ", "corrected", "Withdrawn ", " gone"} {
			if !strings.Contains(list(), want) {
				t.Errorf("%q is not in the list:\n%s", want, list())
			}
		}
		shows(t, a, "Wed 26 November 2025 · Trade · 1 min · version 3 of 3 · corrected 27 Nov")
		press(a, "j")
		shows(t, a, "version 2 of 2 · corrected 26 Nov")
		press(a, "j")
		shows(t, a, "1 min · no longer at its source since 28 Nov")
		press(a, "j")
		shows(t, a, "version 2 of 2 · corrected 26 Nov", "no longer at its source since 28 Nov")
		press(a, "j")
		hides(t, a, "version 1")
	})
	// Where a row has no room for words, there is a sign.
	bubble(t, "narrow", func(t *testing.T) {
		for _, ascii := range []bool{false, true} {
			a := versionsApp(t, Options{ASCII: ascii}, 60, 20)
			want := map[bool]string{false: "24±", true: "24+"}[ascii]
			shows(t, a, want, "corrected", "gone")
		}
	})
}

// A release that was read and then corrected is unread again, stands out in the list and
// among the marks, and says so when it is opened; read once more it is read.
func TestCorrectedSinceRead(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		s := storetest.New(t)
		storetest.Put(t, s, "Ministry", storetest.Doc("1", "Exports Rise", "Text."), storetest.Doc("2", "Ships Sail", "Text."))
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		must(s.Mark(t.Context(), "me", store.Batch{Actions: []store.Action{{Mark: store.Read, On: true, Numbers: []int{1, 2}, Time: time.Now()}}}))
		marks := func() *model.MarkWriter {
			m, err := model.OpenMarks(t.Context(), s, "me")
			must(err)
			return m
		}
		a := appOf(t, s, Options{Marks: marks()}, 120, 40)
		hides(t, a, "corrected", "Corrected since read", "unread")

		storetest.Put(t, s, "Ministry", storetest.Doc("1", "Exports Rise", "Another text."))
		a = appOf(t, s, Options{Marks: marks()}, 120, 40)
		shows(t, a, "1 unread", "corrected", "Corrected since read")
		if r := a.reader.At(0); a.noteStyle(r) != a.st.Brand {
			t.Errorf("of %s the note is as others are", r.Title)
		}
		if r := a.reader.At(1); a.noteStyle(r) != a.st.Dim {
			t.Errorf("of %s the note stands out", r.Title)
		}
		press(a, "enter")
		shows(t, a, "Corrected since you read it: v shows what changed.")
		time.Sleep(2 * model.ReadTime)
		press(a, "j")
		hides(t, a, "1 unread", "Corrected since read")
		press(a, "a") // it was not read after all
		shows(t, a, "1 unread", "Corrected since read")
		press(a, "U")
		hides(t, a, "1 unread", "Corrected since read")
	})
}

// What became of a release stands at the right edge, also where it has no category and
// others have.
func TestHistoryAtTheEdge(t *testing.T) {
	docs := []data.Document{
		{Release: data.Release{Date: 20251114, Title: "First", Category: "Energy", Revised: true}, Body: "One."},
		{Release: data.Release{Date: 20251113, Title: "Second", Revised: true}, Body: "Two."},
		{Release: data.Release{Date: 20251112, Title: "Third", Category: "Trade"}, Body: "Three."},
	}
	snap, err := snapshot.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	bubble(t, "all", func(t *testing.T) {
		a := newApp(Options{Library: model.NewLibrary("test", snap, nil)}, 100, 30)
		ends := map[string]int{} // by headline: the cell in which its row ends
		for _, row := range rows(a) {
			for _, d := range docs {
				if at := strings.Index(row, " "+d.Title+" "); at >= 0 {
					ends[d.Title] = ansi.StringWidth(strings.TrimRight(row, " ▐│"))
				}
			}
		}
		if ends["Second"] == 0 || ends["Second"] != ends["First"] || ends["Second"] < 90 {
			t.Errorf("the rows end in the cells %v:\n%s", ends, strings.Join(rows(a), "\n"))
		}
	})
}

// What changed is shown in the page, and left to the line that was read.
func TestChanges(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := versionsApp(t, Options{Profile: colorprofile.ASCII}, 80, 24)
		press(a, "enter", "j", "j", "j")
		frame := func() string { return strings.Join(rows(a)[:23], "\n") } // but for the footer
		was := frame()
		press(a, "v")
		shows(t, a, "Exports Rise for the [-Fourth-] {+Fifth+} Month", "[-Tue 25-] {+Wed 26+} November 2025", "What changed: version 2, seen 26 Nov 2025, became", "version 3 of 3, seen 27 Nov 2025: 9 words out, 13 in",
			"[-24.3-]{+24.5+}%", "v the release", "changes")
		for _, back := range []string{"v", "esc", "q", "h", "left", "backspace"} {
			press(a, back)
			if got := frame(); got != was {
				t.Errorf("after %s it is\n%s, want\n%s", back, got, was)
			}
			press(a, "v")
		}
		press(a, "z", "G")
		shows(t, a, "2025  [-14-]{+15+}", "[-28일-] {+29일+}", "We shall {+all+} see", "[-This one goes.-]")
		press(a, "g", "j")
		shows(t, a, "… 2 paragraphs unchanged …")
	})
	// From the list it is opened.
	bubble(t, "list", func(t *testing.T) {
		a := versionsApp(t, Options{}, 120, 40)
		press(a, "v")
		shows(t, a, "What changed:")
		if a.reader.Focus() != model.ReleasePane {
			t.Error("keys do not go to the page")
		}
		press(a, "]")
		hides(t, a, "What changed:")
		press(a, "v")
		shows(t, a, "Text", "Texts")
		press(a, "esc", "esc", "j", "j", "j")
		for _, key := range []string{"v", "V"} {
			press(a, key)
			shows(t, a, "This release has one version.")
		}
		if a.reader.Focus() != model.ListPane {
			t.Error("a key that does nothing opened the release")
		}
	})
}

// n and N go from change to change, around the ends, but through what is searched for in
// the page where something is.
func TestStepChanges(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := versionsApp(t, Options{}, 60, 20)
		press(a, "v")
		n := len(a.page().places)
		if n < 5 {
			t.Fatalf("there are %d changes", n)
		}
		shows(t, a, fmt.Sprint(n, " changes"))
		for i := 1; i <= n+1; i++ {
			press(a, "n")
			at := (i - 1) % n
			shows(t, a, fmt.Sprintf("change %d of %d", at+1, n))
			line := a.page().places[at]
			if line < a.release.top || line >= a.release.top+a.layout.release.h {
				t.Errorf("change %d is not in sight", at+1)
			}
		}
		press(a, "N")
		shows(t, a, fmt.Sprintf("change %d of %d", n, n))
		press(a, "3", "n")
		shows(t, a, fmt.Sprintf("change 3 of %d", n))
		press(a, "/", "p", "a", "r", "a", "enter", "n")
		shows(t, a, "found")
		press(a, "esc", "n")
		shows(t, a, "change")
	})
}

// V goes through the versions, and the page says which one it is.
func TestVersions(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := versionsApp(t, Options{}, 120, 40)
		press(a, "enter")
		was := strings.Join(rows(a), "\n")
		press(a, "V")
		shows(t, a, "Fourth Month", "version 2 of 3 · seen 26 Nov", "24.3%")
		if msgs := press(a, "y"); !slices.Contains(msgs, tea.Msg(screen.Copy("“Exports Rise for the Fourth Month” (2025-11-25), "+a.reader.Shown().ID+", version 2 of 3"))) {
			t.Errorf("what is cited is %v", msgs)
		}
		press(a, "v")
		shows(t, a, "version 1, seen 25 Nov 2025, became", "version 2 of 3, seen 26")
		press(a, "v", "V")
		shows(t, a, "version 1 of 3 · seen 25 Nov", "It was a short text.")
		press(a, "v")
		shows(t, a, "This is the first version: there is none before it.")
		press(a, "V")
		shows(t, a, "This is the release as it is now.")
		press(a, "?", "esc")
		if got := strings.Join(rows(a), "\n"); got != was {
			t.Errorf("behind the oldest comes\n%s, want\n%s", got, was)
		}
	})
	// What the list's query finds is highlighted in each.
	bubble(t, "highlighted", func(t *testing.T) {
		a := versionsApp(t, Options{}, 120, 40)
		press(a, "/")
		typeIn(a, "exports")
		press(a, "ctrl+j", "enter")
		for _, key := range []string{"V", "v"} {
			press(a, key)
			if len(a.release.search.matches) == 0 {
				t.Errorf("after %s nothing is highlighted", key)
			}
		}
	})
}

// While what changed is being looked for, the page has its head, and keys say so.
func TestChangesAwaited(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := versionsApp(t, Options{}, 120, 40)
		press(a, "enter")
		_, cmd := a.Update(keyPress("v"))
		_, draw := a.Update(cmd())
		a.Update(pageReady{key: a.release.key, late: true})
		shows(t, a, "Fifth Month", "version 3 of 3 · seen 27 Nov")
		a.Update(keyPress("n"))
		shows(t, a, "The versions are still being compared.")
		carry(a, draw)
		shows(t, a, "What changed: version 2")
		a.Update(keyPress("n"))
		shows(t, a, "change 1 of")
	})
}

// What the archive cannot give is told.
func TestVersionsFail(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		s := versionedStore(t)
		broken := &brokenStore{Store: s}
		a := appOf(t, broken, Options{}, 120, 40)
		broken.err = fmt.Errorf("archive a.db: it is damaged")
		press(a, "v")
		shows(t, a, "Its versions cannot be read: archive a.db: it is damaged")
		hides(t, a, "What changed")
		broken.err = nil
		press(a, "v")
		shows(t, a, "What changed")
	})
}

type brokenStore struct {
	store.Store
	err error
}

func (s *brokenStore) Versions(ctx context.Context, number int) ([]store.Version, error) {
	if s.err != nil {
		return nil, s.err
	}
	return s.Store.Versions(ctx, number)
}

// Versions of every kind are drawn within their measure, and each change has its place.
func TestChangesOfAllKinds(t *testing.T) {
	long := strings.Repeat("unbroken", 60)
	for name, texts := range map[string][2]string{
		"long words":  {"A " + long + " b.", "A " + long + "x b."},
		"Korean":      {strings.Repeat("제조업 인공지능 전환 ", 30), strings.Repeat("제조업 인공지능 전화 ", 30)},
		"items":       {"One:\n- first\n- second\n  - within it\n1. and\n2. two", "One:\n- first one\n- second\n  - within that\n1. and\n2. three"},
		"a table":     {before, strings.Replace(before, "| 2025 | 14 |", "| 2025 | "+long+" |", 1)},
		"no text":     {"", "All of it is new.\n\nAnd this."},
		"text goes":   {"All of it goes.\n\nAnd this.", ""},
		"set anew":    {"One sentence. Another one.", "One sentence.\n\nAnother one."},
		"markup":      {"* _a_ [b] `c` <d> # e", "* _a_ [b] `d` <d> # f"},
		"quotations":  {"> " + strings.Repeat("He said so. ", 20), "> " + strings.Repeat("He says so. ", 20)},
		"many things": {before, after},
	} {
		for _, theme := range []Theme{{}, {Plain: true, ASCII: true}, {Basic: true, Measure: cells.Measure{Clusters: true, Wide: true}}} {
			for _, measure := range []int{1, 7, 13, 40, 78} {
				a := &data.Document{Release: data.Release{Title: "Title", Date: 20251125}, Body: texts[0]}
				b := &data.Document{Release: data.Release{Title: "The Title", Date: 20251126, Category: "Trade"}, Body: texts[1]}
				st := NewStyles(theme)
				p := drawChanges(&model.Edition{Before: a, Document: b, Version: 2, Of: 2}, measure, st)
				for i, line := range p.lines {
					if w := st.Width(line); w > max(measure, 2) {
						t.Errorf("%s at %d: line %d has %d cells: %q", name, measure, i, w, line)
					}
				}
				if len(p.places) == 0 || p.places[len(p.places)-1] >= len(p.lines) {
					t.Errorf("%s at %d: the changes are at %v of %d lines", name, measure, p.places, len(p.lines))
				}
				if text := ansi.Strip(strings.Join(p.lines, "")); theme.Plain && !strings.Contains(text, "[-") && !strings.Contains(text, "{+") && measure > 3 {
					t.Errorf("%s at %d: nothing is marked: %s", name, measure, text)
				}
			}
		}
	}
}

// A page that was drawn before a release was corrected, or gone, is not shown after it.
func TestPageFollowsHistory(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		s := versionedStore(t)
		k := model.NewArchive(s, "archive", "")
		if _, err := k.Refresh(context.Background()); err != nil {
			t.Fatal(err)
		}
		a := newApp(Options{Library: k.Library(), Latest: k.Library}, 120, 40)
		press(a, "G", "enter")
		shows(t, a, "Another Release", "Trade · 1 min")
		change := func(f func(store.Import) error) {
			if _, err := s.Import(context.Background(), "Ministry", f); err != nil {
				t.Fatal(err)
			}
			if _, err := k.Refresh(context.Background()); err != nil {
				t.Fatal(err)
			}
			opened = append(opened, k.Library())
			send(a, model.Newer{})
		}
		change(func(in store.Import) error { return in.Vanish("5") })
		shows(t, a, "no longer at its source since 28 Nov")
		change(func(in store.Import) error {
			_, err := in.Put(data.Document{Release: data.Release{Address: "5", Title: "Another Release", Date: 20251121, Category: "Energy"}, Body: "Text."})
			return err
		})
		hides(t, a, "no longer at its source since 28 Nov · 1", "version 2 of 2 · corrected 28")
		shows(t, a, "Energy · 1 min")
	})
}

// Line ends of a text with columns stay where a word of it changed, and where the head is
// as long as the pane, what changed opens at the first change.
func TestChangesOfLines(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		s := storetest.New(t)
		const lines = "```\nGoods      June    July\nCars         12      14\nShips         3       5\nSteel         7       8\n```"
		storetest.Put(t, s, "Ministry", storetest.Doc("1", strings.Repeat("A Long Headline ", 30), lines))
		storetest.Put(t, s, "Ministry", storetest.Doc("1", strings.Repeat("A Long Headline ", 30), strings.Replace(lines, "14", "15", 1)))
		a := appOf(t, s, Options{Profile: colorprofile.ASCII}, 60, 20)
		press(a, "v")
		shows(t, a, "Goods      June    July ", "Cars         12      [-14-] {+15+} ", "Ships         3       5 ")
	})
}
