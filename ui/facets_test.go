package ui

import (
	"slices"
	"strings"
	"testing"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/model"
)

// libraryOf returns a library of releases without texts.
func libraryOf(releases ...data.Release) *model.Library {
	var documents []data.Document
	for _, r := range releases {
		documents = append(documents, data.Document{Release: r})
	}
	snap, _ := snapshot.New(documents)
	return model.NewLibrary("made", snap, nil)
}

// A facet that does not count all there is says so, and no other does.
func TestFacetNotAll(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 40)
		lines := a.facetLines([]model.Item{
			{Kind: model.ValueItem, Facet: data.Organisation, Partial: true},
			{Kind: model.ValueItem, Facet: data.Organisation, Partial: true}, {Kind: model.ValueItem, Facet: data.Person},
		}, 30)
		var headings []string
		for _, l := range lines {
			if l.heading != "" {
				headings = append(headings, l.heading)
			}
		}
		if want := []string{"Over time", "Category", "Date", "Organisations (not all)", "People", "Countries"}; !slices.Equal(headings, want) {
			t.Errorf("the headings are %q", headings)
		}
	})
}

// The sections keep their places, and the cursor its value, whatever is listed.
func TestFacetsKeepTheirPlaces(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 50)
		_, orgs := find(t, a, " Organisations")
		_, people := find(t, a, " People")
		width := a.layout.facets.w
		press(a, "/")
		for _, words := range []string{"amkor", "", "graphene", "zzqqxx", ""} {
			press(a, "ctrl+u")
			typeIn(a, words)
			if _, y := find(t, a, " Organisations"); y != orgs {
				t.Errorf("%q: Organisations stands in row %d, not %d", words, y, orgs)
			}
			if _, y := find(t, a, " People"); y != people || a.layout.facets.w != width {
				t.Errorf("%q: People stands in row %d, not %d", words, y, people)
			}
		}
		press(a, "esc", "f")
		for a.reader.Items()[a.reader.FacetCursor()].Label != "KATS" {
			press(a, "j")
			if a.reader.Items()[a.reader.FacetCursor()].Kind == model.MoreItem {
				press(a, "enter")
			}
		}
		press(a, "enter")
		shows(t, a, "✓ KATS")
		press(a, "enter")
		if it := a.reader.Items()[a.reader.FacetCursor()]; it.Label != "KATS" || it.Chosen {
			t.Errorf("after it was cleared the cursor is on %+v", it)
		}
	})
}

// What is not listed of a facet can be opened, and goes again.
func TestFacetMore(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 90)
		hides(t, a, "   IEC ", "fewer")
		x, y := find(t, a, "+ ")
		click(a, x, y)
		shows(t, a, "   IEC ", "– fewer")
		x, y = find(t, a, "– fewer")
		click(a, x, y)
		hides(t, a, "   IEC ", "fewer")
		if it := a.reader.Items()[a.reader.FacetCursor()]; it.Kind != model.MoreItem || it.Open {
			t.Errorf("the cursor is on %+v", it)
		}
		press(a, "right")
		shows(t, a, "– fewer", "▌  APEC ")
	})
}

// The values of the facets can be looked for, also those that are not listed.
func TestFacetWords(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 60)
		press(a, "f", "/")
		typeIn(a, "electro")
		shows(t, a, " /electro", "▌  Samsung Electronics", "   IEC ", "   JEDEC ")
		hides(t, a, "MOTIR   ", "JK Kim  ", " Category ", " Date ", " Countries ") // which have none
		press(a, "down", "enter")
		shows(t, a, " /electro  Esc shows all", "▌  IEC ")
		press(a, "enter")
		if got := a.reader.Chips(); !slices.Equal(got, []string{"IEC"}) {
			t.Errorf("chosen are %q", got)
		}
		press(a, "esc")
		shows(t, a, "▌✓ IEC ", "   MOTIR ")
		press(a, "esc")
		if a.reader.Focus() != model.ListPane {
			t.Error("Esc does not lead to the list")
		}
		press(a, "f", "/")
		typeIn(a, "nov")
		shows(t, a, "▾ November")
		hides(t, a, "no value has")
		typeIn(a, "+")
		shows(t, a, "   no value has nov+ ")
		press(a, "esc")
		hides(t, a, " /nov", "no value has")
		shows(t, a, "   MOTIR ")
	})
}

// A list of one release names all that it names; of several, what they all name is
// left out, since it tells none from another.
func TestNamesOfOne(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 120, 60)
		press(a, "/")
		typeIn(a, "graphene")
		press(a, "enter")
		shows(t, a, "   MOTIR                     1", "   Graphene Square           1")
		a = corpusApp(t, Options{}, 120, 60)
		press(a, "/")
		typeIn(a, "amkor")
		press(a, "enter")
		shows(t, a, "/ amkor", " Organisations ")
		hides(t, a, "   Amkor Technology ")
	})
}

// Where no release names anybody, that is said.
func TestNamesOfNone(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		a := newApp(Options{Library: libraryOf(data.Release{Date: 20250604, Title: "It rains"})}, 120, 60)
		shows(t, a, " Organisations                  │", "   none")
	})
}

// No two values look alike: names stand by an acronym that is only theirs, or are cut
// in the middle.
func TestFacetNames(t *testing.T) {
	bubble(t, "all", func(t *testing.T) {
		for _, w := range []int{80, 100, 120, 200} {
			a := corpusApp(t, Options{}, w, 60)
			press(a, "f")
			for i := 0; i < len(a.reader.Items()); i++ { // of the organisations, and of the people
				if it := a.reader.Items()[i]; it.Kind == model.MoreItem && !it.Open {
					a.reader.MoveFacet(i)
					press(a, "enter")
				}
			}
			labels := map[int]string{} // by item
			items := a.reader.Items()
			for _, l := range a.facetLines(items, a.layout.facets.w) {
				if l.item >= 0 && items[l.item].Kind == model.ValueItem {
					labels[l.item] = strings.TrimSpace(labels[l.item] + " " + l.text)
				}
			}
			seen := map[string]bool{}
			for i, label := range labels {
				first, last, _ := strings.Cut(label, "…")
				if !strings.HasPrefix(items[i].Label, first) || !strings.HasSuffix(items[i].Label, last) || seen[label] {
					t.Errorf("%d columns: %q stands for %q", w, label, items[i].Name)
				}
				seen[label] = true
			}
			if len(seen) < 20 {
				t.Errorf("%d columns: only %d names", w, len(seen))
			}
		}
	})
}

// Each value has one line. A longer one is cut in the middle, or, where another one would
// look like it, at its beginning.
func TestFacetValuesOnALine(t *testing.T) {
	const w = 36
	a := newApp(Options{Library: libraryOf(data.Release{Date: 20250604, Title: "Exports Rise"})}, 120, 40)
	for _, tt := range []struct{ values, want []string }{
		{[]string{"Investment and Free Economic Zones", "Trade"}, []string{"Investment … Economic Zones", "Trade"}},
		{[]string{"Investment and Free Economic Zones", "Investment in Sea Zones"}, []string{"Investment … Economic Zones", "Investment in Sea Zones"}},
		{[]string{"Korea Hydro and Nuclear Power Co.", "Hydro"}, []string{"Korea Hydro and Nuclear … Co.", "Hydro"}},
		{[]string{"Hypersupercalifragilisticexpialidocious"}, []string{"Hypersupercalifragilisticexp…"}},
		{[]string{"Korea Hydro and Nuclear Power Co.", "Korea Hydro and Nuclear Powers Co."}, []string{"… Hydro and Nuclear Power Co.", "…Hydro and Nuclear Powers Co."}},
		{[]string{"Trade", " "}, []string{"Trade", " "}},
	} {
		var items []model.Item
		for _, v := range tt.values {
			items = append(items, model.Item{Kind: model.ValueItem, Facet: data.Category, Label: v, Count: 1})
		}
		var got []string
		for _, l := range a.facetLines(items, w) {
			if l.item >= 0 {
				got = append(got, l.text)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.values, got, tt.want)
		}
	}
}

// The scale below the bars says where days, months and years begin, and the
// histogram in words what it spans.
func TestHistogramScale(t *testing.T) {
	for _, tt := range []struct{ oldest, label, bar, scale string }{
		{"2025-11-14", "14–28 Nov 2025", "14 Nov 2025: 1", "14    17            24     28  "},
		{"2025-10-01", "1 Oct – 28 Nov 2025", "Sep–Oct 2025: 1", "  Oct         Nov"},
		{"2024-12-24", "Dec 2024 – Nov 2025", "Dec 2024: 1", "2025"},
		{"2023-01-05", "Jan 2023 – Nov 2025", "Jan–Mar 2023: 1", "2023    2024    2025"},
		{"2012-02-03", "Feb 2012 – Nov 2025", "2012: 1", "2012  2015  2018  2021  2024"},
		{"1990-02-03", "Feb 1990 – Nov 2025", "1989–1991: 1", "1989  1998  2007  2016  2025"},
	} {
		bubble(t, tt.oldest, func(t *testing.T) {
			oldest, _ := data.ParseDate(tt.oldest)
			a := newApp(Options{Library: libraryOf(data.Release{Date: 20251128, Title: "new"}, data.Release{Date: oldest, Title: "old"})}, 120, 30)
			shows(t, a, " Over time", " "+tt.label+" ", " "+tt.scale)
			press(a, "f")
			for range 60 {
				press(a, "left")
			}
			shows(t, a, " "+tt.bar)
		})
	}
}
