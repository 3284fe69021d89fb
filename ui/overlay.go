package ui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"

	"pressroom/data"
	"pressroom/data/text"
	"pressroom/model"
)

// overlayPane draws a text over the panes: the keys, or what was skipped. It
// can be scrolled, and searched: only the entries with the words are left. Of
// hundreds of thousands of entries those are laid out that are seen.
type overlayPane struct {
	top   int // first entry of the window
	words string

	text  *overlayText // what is shown, while it is
	found []int        // its entries with the words; all where words is ""
}

// overlayText is what an overlay shows: entries under headings, each of one or
// two columns.
type overlayText struct {
	title  string
	n      int
	entry  func(i int) overlayEntry
	column int // cells that the left column takes at most
}

type overlayEntry struct{ heading, left, right string }

// openOverlay puts an overlay up.
func (a *App) openOverlay(o model.Overlay) {
	a.reader.ShowOverlay(o)
	text := a.overlayText(o)
	a.overlay = overlayPane{text: &text}
}

func (a *App) overlayText(o model.Overlay) overlayText {
	if o == model.ProblemOverlay {
		problems := a.reader.Library().Problems
		t := overlayText{title: "What was skipped or mended", n: len(problems), entry: func(i int) overlayEntry {
			return overlayEntry{"", problems[i].Place.String(), problems[i].What}
		}}
		file, line := "", 0 // the longest, and the greatest
		for i := range problems {
			if len(problems[i].File) > len(file) {
				file = problems[i].File
			}
			line = max(line, problems[i].Line)
		}
		t.column = a.st.Width(data.Place{File: file, Line: line}.String())
		return t
	}
	var entries []overlayEntry
	for _, s := range a.keys.sections() {
		for _, b := range s.Bindings {
			if len(b.Keys()) > 0 && !b.Enabled() { // not offered here
				continue
			}
			entries = append(entries, overlayEntry{s.Title, a.keyName(b), b.Help().Desc})
		}
	}
	for _, q := range queryHelp {
		entries = append(entries, overlayEntry{"Queries", q[0], q[1]})
	}
	t := overlayText{title: "Keys and queries", n: len(entries), entry: func(i int) overlayEntry { return entries[i] }}
	for _, e := range entries {
		t.column = max(t.column, a.st.Width(e.left))
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
	{"country:vietnam", "a country, by any name of it"},
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

// search leaves the entries that hold every word. Where words only grew, no other
// than those that are left can hold them.
func (p *overlayPane) search(words string) {
	among := p.found
	if p.words == "" || !strings.HasPrefix(words, p.words) {
		among = nil
	}
	if p.top = 0; words == "" {
		p.words, p.found = "", nil
		return
	}
	folded := strings.Fields(text.Fold(words))
	found := []int{}
	look := func(i int) {
		e := p.text.entry(i)
		if holds(text.Fold(e.heading+" "+e.left+" "+e.right), folded) {
			found = append(found, i)
		}
	}
	if among == nil {
		for i := range p.text.n {
			look(i)
		}
	}
	for _, i := range among {
		look(i)
	}
	p.words, p.found = words, found
}

// len returns how many entries there are to see.
func (p *overlayPane) len() int {
	if p.words != "" {
		return len(p.found)
	}
	return p.text.n
}

func (p *overlayPane) at(i int) overlayEntry {
	if p.words != "" {
		i = p.found[i]
	}
	return p.text.entry(i)
}

// lines lays entry i out in w cells, below the heading that it begins or that
// stands over the first entry of the window.
func (p *overlayPane) lines(a *App, i, w int, first bool) []string {
	e := p.at(i)
	var out []string
	if e.heading != "" && (first || i == 0 || p.at(i-1).heading != e.heading) {
		if !first {
			out = append(out, "")
		}
		out = append(out, a.st.Month.Render(e.heading))
	}
	column := min(p.text.column, max(12, w/3))
	left := a.st.Key.Render(a.st.fit(e.left, column))
	for n, part := range a.st.Wrap(e.right, max(w-column-2, 8)) {
		if n > 0 {
			left = strings.Repeat(" ", column)
		}
		out = append(out, left+"  "+part)
	}
	return out
}

// last returns the greatest first entry: the last entry is at the window's end.
func (p *overlayPane) last(a *App) int {
	h, w := a.overlayHeight(), a.overlayMeasure()
	i := p.len()
	for used := 0; i > 0; i-- {
		if used += len(p.lines(a, i-1, w, false)); used > h {
			break
		}
	}
	return min(i, max(0, p.len()-1))
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

// scroll moves the overlay's window by n entries.
func (p *overlayPane) scroll(a *App, n int) {
	p.top = min(max(p.top+n, 0), p.last(a))
}

func (a *App) overlayMeasure() int { return min(100, a.w-4) }

// draw returns the overlay's lines.
func (p *overlayPane) draw(a *App) []string {
	r, h, w := a.overlayRect(), a.overlayHeight(), a.overlayMeasure()
	where := "all"
	if last := p.last(a); last > 0 {
		where = fmt.Sprintf("%d%%", 100*min(p.top, last)/last)
	}
	out := []string{a.st.spread(" "+a.st.HeadFocused.Render(p.text.title), a.st.Dim.Render(where)+" ", r.w)}
	var lines []string
	for i := p.top; i < p.len() && len(lines) < h; i++ {
		lines = append(lines, p.lines(a, i, w, i == p.top)...)
	}
	if p.len() == 0 {
		lines = append(lines, "Nothing here has those words.")
	}
	for i := range h {
		line := ""
		if i < len(lines) {
			line = "  " + lines[i]
		}
		out = append(out, a.st.fit(line, r.w))
	}
	foot := ""
	switch {
	case a.reader.Prompt() == model.OverlayPrompt:
		foot = " /" + a.inputText()
	case p.words != "":
		foot = " /" + p.words + a.st.Dim.Render("   Esc shows all")
	case a.layout.footer.empty(): // which else says so
		foot = a.st.Dim.Render(" / search  " + a.st.Sign.dot + "  Esc back")
	}
	return append(out, a.st.fit(foot, r.w))[:max(r.h, 0)]
}
