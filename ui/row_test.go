package ui

import (
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/model"
)

// A category ends at the right edge of the rows, in twelve cells at most, and is left out
// where they are not free.
func TestCategoryOfARow(t *testing.T) {
	const long = "Investment and Free Economic Zones"
	a := newApp(Options{Library: libraryOf(
		data.Release{Date: 20250604, Title: "Exports Rise", Category: "Trade"},
		data.Release{Date: 20250603, Title: "A Zone Opens", Category: long},
	)}, 72, 20)
	for _, tt := range []struct {
		w    int
		want []string
	}{
		{72, []string{"Trade", "Investment …"}},
		{40, []string{"Trade", "Investment …"}},
		{24, []string{"", ""}},
	} {
		now := newApp(Options{Library: a.reader.Library()}, tt.w, 20)
		f := now.listForm()
		for i, want := range tt.want {
			row := ansi.Strip(now.row(f, i)[0])
			title := now.reader.At(i).Title
			end := strings.TrimSpace(row[strings.Index(row, title)+len(title):])
			if end != want || want != "" && now.st.Width(row) != f.w {
				t.Errorf("%d columns: %q ends with %q in %d cells, want %q in %d", tt.w, title, end, now.st.Width(row), want, f.w)
			}
		}
	}
}

// Of a list above a page, choices leave three rows in sight or none: fewer would be a
// piece of a headline between two rules.
func TestChoicesAboveAPage(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		rule := a.layout.over[model.ReleasePane].y
		press(a, "/")
		typeIn(a, "org:")
		list, _ := a.choices.rows(a, a.w, a.choicesRoom())
		for y := a.choicesFrom() + len(list); y < rule; y++ {
			if got := rows(a)[y]; strings.TrimSpace(got) != "" {
				t.Errorf("below the choices stands %q", got)
			}
		}
		a = corpusApp(t, Options{}, 80, 40)
		press(a, "/")
		typeIn(a, "org:")
		list, _ = a.choices.rows(a, a.w, a.choicesRoom())
		end := a.choicesFrom() + len(list)
		if got := rows(a)[end]; !strings.HasPrefix(got, "──") {
			t.Errorf("with room for the list, below the choices stands %q", got)
		}
	})
}

// A release that was corrected says so also where another one is nearly the same, and
// where its row has no room for the word.
func TestCorrectedBesideAnAlike(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		body := strings.Repeat("Exports of ships rose by four percent in June, the ministry said on Monday. ", 8)
		var documents []data.Document
		for i, title := range []string{"The Exports of Ships Rise in the Month of June", "The Exports of Ships Rise in the Month of May"} {
			documents = append(documents, data.Document{
				Release: data.Release{Date: data.Date(20250604 - i), Title: title, Revised: i == 0},
				Body:    body,
			})
		}
		snap, _ := snapshot.New(documents)
		a := newApp(Options{Library: model.NewLibrary("made", snap, nil)}, 56, 20)
		shows(t, a, " 4"+a.st.Sign.revised+"  The Exports", " 3"+a.st.Sign.near+"  The Exports")
		press(a, "s")
		shows(t, a, " 4"+a.st.Sign.revised+a.st.Sign.star+" The Exports")
		press(a, "j", "s")
		shows(t, a, " 3"+a.st.Sign.near+a.st.Sign.star+" The Exports")
	})
}

// The row under the cursor has a block before each line of its headline where keys go to
// the list, and before a snippet a bar; where keys go elsewhere, bars alone. No other row
// has any of them, in ASCII as little.
func TestRowUnderTheCursor(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, ascii := range []bool{false, true} {
			a := corpusApp(t, Options{ASCII: ascii}, 80, 24)
			press(a, "/")
			typeIn(a, "semiconductor")
			press(a, "enter", "q")
			most := 0
			for i := range a.reader.Listing().Len() {
				press(a, "g")
				for range i {
					press(a, "j")
				}
				for _, focused := range []bool{true, false} {
					if !focused {
						press(a, "f")
					}
					most = max(most, checkLeads(t, a, i, focused), checkLeads(t, a, (i+1)%a.reader.Listing().Len(), focused))
				}
				press(a, "q")
			}
			if most < 2 {
				t.Error("no row with a snippet has two lines of headline")
			}
		}
	})
}

// checkLeads fails unless row i is marked as it has to be, and returns how many lines of
// headline stand above a snippet in it.
func checkLeads(t *testing.T, a *App, i int, focused bool) (lines int) {
	f := a.listForm()
	all, at := a.row(f, i), a.reader.Cursor() == i
	lines = len(all)
	if a.reader.Listing().HasPlaces(i) {
		lines -= f.hit
	}
	for n, line := range all {
		lead := uv.NewScreenBuffer(f.lead, 1)
		uv.NewStyledString(line).Draw(lead, lead.Bounds())
		for x := range f.lead {
			want := at && focused && n < lines && x < f.lead-1
			if got := lead.CellAt(x, 0).Style.Attrs&uv.AttrReverse != 0; got != want {
				t.Errorf("row %d, line %d, cell %d: in the block: %v", i, n, x, got)
			}
		}
		if want := at && (!focused || n >= lines); strings.HasPrefix(ansi.Strip(line), a.st.Sign.cursor) != want && a.st.Sign.cursor != a.st.Sign.focus {
			t.Errorf("row %d, line %d: not a bar: %v", i, n, want)
		}
	}
	if lines == len(all) {
		return 0
	}
	return lines
}
