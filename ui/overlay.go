package ui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data/fuzzy"
	"pressroom/model"
)

// overlayPane draws a text over the panes: the keys, or what was skipped. It
// can be scrolled, and searched: only the lines with the words are left.
type overlayPane struct {
	top   int
	words string
}

// overlayText is what an overlay shows: lines under headings, each of one or
// two columns.
type overlayText struct {
	title string
	lines []overlayLine
}

type overlayLine struct{ heading, left, right string }

func (a *App) overlayText() overlayText {
	if a.reader.Overlay() == model.ProblemOverlay {
		t := overlayText{title: "What was skipped or mended"}
		for _, p := range a.reader.Library().Problems {
			t.lines = append(t.lines, overlayLine{"", p.Place.String(), p.What})
		}
		return t
	}
	t := overlayText{title: "Keys and queries"}
	for _, s := range a.keys.sections() {
		for _, b := range s.Bindings {
			if len(b.Keys()) > 0 && !b.Enabled() { // not offered here
				continue
			}
			t.lines = append(t.lines, overlayLine{s.Title, a.keyName(b), b.Help().Desc})
		}
	}
	for _, q := range queryHelp {
		t.lines = append(t.lines, overlayLine{"Queries", q[0], q[1]})
	}
	return t
}

// queryHelp is the language of queries, by examples.
var queryHelp = [][2]string{
	{"graphene pohang", "both words, in headline or text"},
	{`"hybrid bonding"`, "the phrase"},
	{"semicon*", "words that begin so"},
	{"-tariff", "what is without the word"},
	{"graphene OR tariff", "either"},
	{"title:amkor", "the word in the headline"},
	{"~grphn", "letters in the headline, in their order"},
	{"category:energy", "a category"},
	{"date:2025-11", "a day, month, year, or range: 2025-11-18..2025-11-25"},
	{"since:30d", "from then on; before:2025-01-01 until before then"},
	{"org:KATS", "an organisation that is named"},
	{"person:kim", "a person who is named"},
	{"krw>=1tn", "a sum of money that is named; amount:any"},
	{"sort:date", "the order; also sort:relevance, sort:title"},
}

// keyName returns how a key is written on this session's terminal.
func (a *App) keyName(b key.Binding) string {
	name := b.Help().Key
	if a.st.ASCII {
		name = strings.NewReplacer("↑", "Up", "↓", "Down", "←", "Left", "→", "Right", "…", "..").Replace(name)
	}
	return name
}

// overlayLines returns the overlay's lines for a width: those that hold every
// typed word, under their headings.
func (a *App) overlayLines(w int) []string {
	t := a.overlayText()
	words := strings.Fields(fuzzy.Fold(a.overlay.words))
	column := 0
	for _, l := range t.lines {
		column = max(column, ansi.StringWidth(l.left))
	}
	column = min(column, max(12, w/3))
	var out []string
	heading := ""
	for _, l := range t.lines {
		if !holds(fuzzy.Fold(l.heading+" "+l.left+" "+l.right), words) {
			continue
		}
		if l.heading != heading {
			if len(out) > 0 {
				out = append(out, "")
			}
			heading = l.heading
			out = append(out, a.st.Month.Render(heading))
		}
		left := a.st.Key.Render(fit(l.left, column, a.st.Sign.more))
		for i, part := range strings.Split(ansi.Wrap(l.right, max(w-column-2, 8), ""), "\n") {
			if i > 0 {
				left = strings.Repeat(" ", column)
			}
			out = append(out, left+"  "+part)
		}
	}
	if len(out) == 0 {
		out = append(out, "Nothing here has those words.")
	}
	return out
}

func holds(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// overlayRect returns where the overlay is drawn: the panes' rows.
func (a *App) overlayRect() rect {
	return rect{0, a.layout.top, a.w, a.layout.height}
}

// overlayHeight is how many lines of text the overlay shows.
func (a *App) overlayHeight() int {
	return max(0, a.overlayRect().h-2)
}

// scroll moves the overlay's window by n lines.
func (p *overlayPane) scroll(a *App, n int) {
	lines := a.overlayLines(a.overlayMeasure())
	p.top = min(max(p.top+n, 0), max(0, len(lines)-a.overlayHeight()))
}

func (a *App) overlayMeasure() int { return min(100, a.w-4) }

// draw returns the overlay's lines.
func (p *overlayPane) draw(a *App) []string {
	r := a.overlayRect()
	lines := a.overlayLines(a.overlayMeasure())
	h := a.overlayHeight()
	where := "all"
	if len(lines) > h {
		where = fmt.Sprintf("%d%%", 100*p.top/max(1, len(lines)-h))
	}
	title := a.overlayText().title
	out := []string{spread(" "+a.st.HeadFocused.Render(title), a.st.Dim.Render(where)+" ", r.w, a.st.Sign.more)}
	for i := range h {
		line := ""
		if at := p.top + i; at < len(lines) {
			line = "  " + lines[at]
		}
		out = append(out, fit(line, r.w, a.st.Sign.more))
	}
	foot := ""
	switch {
	case a.reader.Prompt() == model.OverlayPrompt:
		foot = " /" + a.input.View()
	case p.words != "":
		foot = " /" + p.words + a.st.Dim.Render("   Esc shows all")
	case a.layout.footer.empty(): // which else says so
		foot = a.st.Dim.Render(" / search  " + a.st.Sign.dot + "  Esc back")
	}
	return append(out, fit(foot, r.w, a.st.Sign.more))[:max(r.h, 0)]
}
