package ui

import (
	"fmt"
	"strings"

	"pressroom/data"
	"pressroom/data/text"
	"pressroom/model"
)

// overlayPane draws a text over the panes: the help, what was skipped, the
// sources, or the messages. It can be scrolled, and searched. Of hundreds of thousands of entries those are laid
// out that are seen.
type overlayPane struct {
	top   int // first entry of the window
	words string
	text  overlayText // what is shown, while it is
	below place       // where keys go when it is taken away
}

// overlayText is what an overlay shows: entries, each of one line or several.
type overlayText interface {
	title() string
	len(w int) int           // where lines are w cells wide
	lines(i, w int) []string // of entry i
	search(words string)     // leaves the entries that have the words
}

// openOverlay puts an overlay up.
func (a *App) openOverlay(o model.Overlay) {
	below := a.overlay.below
	if a.reader.Overlay() == model.NoOverlay {
		below = a.place()
	}
	a.reader.ShowOverlay(o)
	a.overlay = overlayPane{below: below}
	switch o {
	case model.ProblemOverlay:
		a.overlay.text = a.newProblems()
	case model.SourceOverlay:
		a.overlay.text = a.newSources()
	case model.MessageOverlay:
		a.overlay.text = a.newMessages()
	default:
		a.overlay.text = a.newHelp(o, below)
	}
}

// problemText is what was skipped or mended.
type problemText struct {
	st       *Styles
	problems []data.Problem
	column   int // cells that the places take
	words    string
	found    []int // the problems that have the words; all where words is ""
}

func (a *App) newProblems() *problemText {
	t := &problemText{st: a.st, problems: a.reader.Library().Problems}
	file, line := "", 0 // the longest, and the greatest
	for i := range t.problems {
		if p := &t.problems[i]; len(p.File) > len(file) {
			file = p.File
		}
		line = max(line, t.problems[i].Line)
	}
	t.column = a.st.Width(data.Place{File: file, Line: line}.String())
	return t
}

// maxProblem is the longest line of a problem, in cells.
const maxProblem = 100

func (t *problemText) title() string { return "What was skipped or mended" }

func (t *problemText) len(int) int {
	if t.words != "" {
		return len(t.found)
	}
	return len(t.problems)
}

func (t *problemText) lines(i, w int) (lines []string) {
	if t.words != "" {
		i = t.found[i]
	}
	w = min(w, maxProblem)
	column := min(t.column, max(12, w/3))
	left := t.st.Key.Render(t.st.fit(t.problems[i].Place.String(), column))
	for n, part := range t.st.Wrap(t.problems[i].What, max(w-column-2, 8)) {
		if n > 0 {
			left = strings.Repeat(" ", column)
		}
		lines = append(lines, left+"  "+part)
	}
	return lines
}

// search leaves the problems that hold every word. Where words only grew, no other
// than those that are left can hold them.
func (t *problemText) search(words string) {
	among := t.found
	if t.words == "" || !strings.HasPrefix(words, t.words) {
		among = nil
	}
	if words == "" {
		t.words, t.found = "", nil
		return
	}
	folded := strings.Fields(text.Fold(words))
	found := []int{}
	look := func(i int) {
		if p := &t.problems[i]; holds(text.Fold(p.Place.String()+" "+p.What), folded) {
			found = append(found, i)
		}
	}
	if among == nil {
		for i := range t.problems {
			look(i)
		}
	}
	for _, i := range among {
		look(i)
	}
	t.words, t.found = words, found
}

// search leaves the entries that hold every word.
func (p *overlayPane) search(words string) {
	p.words, p.top = words, 0
	p.text.search(words)
}

// last returns the greatest first entry: the last entry is at the window's end.
func (p *overlayPane) last(a *App) int {
	h, w := a.overlayHeight(), a.overlayMeasure()
	n := p.text.len(w)
	i := n
	for used := 0; i > 0; i-- {
		if used += len(p.text.lines(i-1, w)); used > h {
			break
		}
	}
	return min(i, max(0, n-1))
}

// overlayRect returns where the overlay is drawn: the panes' rows.
func (a *App) overlayRect() rect {
	return rect{0, a.layout.top, a.w, a.layout.height}
}

// overlayHead is how many lines stand above the text: its title, and a blank one where
// there is room.
func (a *App) overlayHead() int {
	if a.overlayRect().h < airHeight {
		return 1
	}
	return 2
}

// overlayHeight is how many lines of text the overlay shows.
func (a *App) overlayHeight() int {
	return max(0, a.overlayRect().h-1-a.overlayHead())
}

// scroll moves the overlay's window by n entries.
func (p *overlayPane) scroll(a *App, n int) {
	p.top = min(max(p.top+n, 0), p.last(a))
}

// overlayMeasure returns how wide the overlay's lines are.
func (a *App) overlayMeasure() int { return a.w - 4 }

// draw returns the overlay's lines.
func (p *overlayPane) draw(a *App) []string {
	r, h, w := a.overlayRect(), a.overlayHeight(), a.overlayMeasure()
	where := "all"
	if last := p.last(a); last > 0 {
		where = fmt.Sprintf("%d%%", 100*min(p.top, last)/last)
	}
	out := []string{a.st.spread(" "+a.st.HeadFocused.Render(p.text.title()), a.st.Dim.Render(where)+" ", r.w)}
	if a.overlayHead() > 1 {
		out = append(out, a.st.fit("", r.w))
	}
	var lines []string
	n := p.text.len(w)
	for i := p.top; i < n && len(lines) < h; i++ {
		lines = append(lines, p.text.lines(i, w)...)
	}
	if n == 0 {
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
	case p.words != "" && a.reader.Prompt() == model.NoPrompt:
		foot = " /" + p.words + a.st.Dim.Render("   Esc shows all")
	case a.layout.footer.empty(): // which else says so
		foot = a.st.Dim.Render(" / search  " + a.st.Sign.dot + "  Esc back")
	}
	return append(out, a.st.fit(foot, r.w))[:max(r.h, 0)]
}
