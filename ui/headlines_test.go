package ui

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/text"
	"pressroom/model"
)

// headlines are two hundred invented ones, of five categories and three years,
// some Korean: dates, categories and headlines between tabs.
//
//go:embed testdata/headlines.tsv
var headlines string

// headlinesApp has the headlines, without texts.
func headlinesApp(t testing.TB, o Options, w, h int) *App {
	var releases []data.Document
	for line := range strings.Lines(headlines) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		date, err := data.ParseDate(f[0])
		if err != nil || len(f) != 3 {
			t.Fatal(line, err)
		}
		releases = append(releases, data.Document{Release: data.Release{Date: date, Category: f[1], Title: f[2]}})
	}
	snap, _ := snapshot.New(releases)
	o.Library = model.NewLibrary("headlines", snap, nil)
	return newApp(o, w, h)
}

// cutHeadlines returns how many headlines of the list are cut as it is drawn.
func cutHeadlines(a *App) int {
	f, n := a.listForm(), 0
	for i := range a.reader.Listing().Len() {
		var words []string
		for _, line := range a.row(f, i)[:a.sizeOf(f, i)] {
			words = append(words, strings.Fields(strings.Trim(ansi.Strip(line), a.st.Sign.cursor))...)
		}
		want := strings.Fields(a.reader.At(i).Title)
		if !strings.Contains(strings.Join(words, ""), strings.Join(want, "")) {
			n++
		}
	}
	return n
}

// Headlines are whole: all of the ten from 80x24 on, of two hundred nine of ten
// from 100x30 on, in each arrangement.
func TestHeadlinesAreWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("many frames, drawn by one goroutine")
	}
	for _, tt := range []struct {
		name       string
		app        func(testing.TB, Options, int, int) *App
		minW, minH int
		most       int
	}{{"ten", corpusApp, 80, 24, 0}, {"two hundred", headlinesApp, 100, 30, 20}} {
		bubble(t, tt.name, func(t *testing.T) {
			a := tt.app(t, Options{}, tt.minW, tt.minH)
			for _, key := range []string{"", "w", "w", "z", "f"} {
				press(a, strings.Fields(key)...)
				for w := tt.minW; w <= 250; w += 7 {
					for _, h := range []int{tt.minH, tt.minH + 7, 60} {
						send(a, tea.WindowSizeMsg{Width: w, Height: h})
						if a.layout.list.empty() {
							continue
						}
						if n := cutHeadlines(a); n > tt.most {
							t.Errorf("%dx%d after %q: %d headlines are cut", w, h, key, n)
						}
					}
				}
			}
		})
	}
}

// A headline that must be cut is cut around what is highlighted in it, at words.
func TestHeadlineIsCutAroundTheMatch(t *testing.T) {
	const title = "Korea Ramps Up Public–Private Cooperation to Turn Carbon Neutrality into a Driver of Industrial Growth"
	const giant = "제조업인공지능전환얼라이언스확대와지역산업혁신을위한전략회의개최결과보도자료"
	bubble(t, "all", func(t *testing.T) {
		a := corpusApp(t, Options{}, 80, 24)
		for _, tt := range []struct {
			title, highlights string
			room, most        int
			want              []string
		}{
			{title, "", 60, 2, []string{"Korea Ramps Up Public–Private Cooperation to Turn Carbon", "Neutrality into a Driver of Industrial Growth"}},
			{title, "", 30, 1, []string{"Korea Ramps Up …"}},
			{title, "Ramps", 40, 1, []string{"Korea Ramps Up Public–Private …"}},
			{title, "Growth", 40, 1, []string{"Korea Ramps Up Public–Private … Growth"}},
			{title, "Neutrality Growth", 40, 1, []string{"Korea Ramps Up … Neutrality … Growth"}},
			{title, "Neutrality", 30, 2, []string{"Korea Ramps Up Public–Private", "Cooperation to … Neutrality …"}},
			{giant, "", 20, 2, []string{"제조업인공지능전환얼", "라이언스확대와지역…"}},
			{giant, "개최", 20, 1, []string{"… 개최결과보도자료"}},
		} {
			var highlights []text.Span
			for _, w := range strings.Fields(tt.highlights) {
				at := strings.Index(tt.title, w)
				highlights = append(highlights, text.Span{Start: at, End: at + len(w)})
			}
			text, spans, lines := a.headline(tt.title, highlights, tt.room, tt.most)
			var got []string
			for _, l := range lines {
				got = append(got, ansi.Strip(a.highlight(text[l.from:l.to], l.from, tt.room, spans, a.st.Dim, a.st.Highlight)))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q in %d lines of %d: %q, want %q", tt.highlights, tt.most, tt.room, got, tt.want)
			}
			var words []string
			for _, s := range spans {
				words = append(words, text[s.Start:s.End])
			}
			if fmt.Sprint(words) != fmt.Sprint(strings.Fields(tt.highlights)) {
				t.Errorf("%q: highlighted are %q", tt.highlights, words)
			}
		}
	})
}
