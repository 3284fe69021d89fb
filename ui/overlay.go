package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/data/text"
	"pressroom/model"
)

// overlayPane draws a text over the panes, which can be scrolled and searched. Only entries in sight are laid out.
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

func (a *App) openOverlay(o model.Overlay) {
	below := a.overlay.below
	if a.reader.Overlay() == model.NoOverlay {
		below = a.place()
	}
	a.reader.ShowOverlay(o)
	a.overlay = overlayPane{below: below}
	a.overlay.text = a.overlayText(o)
}

// toggleOverlay shows an overlay that has something to show, or takes it away.
func toggleOverlay(o model.Overlay) func(*App, times) tea.Cmd {
	return func(a *App, _ times) tea.Cmd {
		switch {
		case a.reader.Overlay() == o:
			a.reader.ShowOverlay(model.NoOverlay)
		case o == model.ProblemOverlay && a.countProblems() == 0:
			a.note = "Nothing was skipped or mended."
		case o == model.MessageOverlay && len(a.messages.all) == 0:
			a.note = "There are no messages yet."
		case o == model.SourceOverlay:
			a.openOverlay(o)
			return a.reader.ReadSources()
		default:
			a.openOverlay(o)
			a.messages.fresh = false // which is among what is shown, or said so
		}
		return nil
	}
}

func (a *App) overlayText(o model.Overlay) overlayText {
	switch o {
	case model.ProblemOverlay:
		return a.problemText()
	case model.SourceOverlay:
		return a.sourceText()
	case model.MessageOverlay:
		return a.messageText()
	}
	return a.newHelp(o, a.overlay.below)
}

// refreshOverlay shows what an overlay has now, if it is shown.
func (a *App) refreshOverlay(o model.Overlay) {
	if a.reader.Overlay() == o {
		a.overlay.text = a.overlayText(o)
		a.overlay.text.search(a.overlay.words)
	}
}

// maxEntry is the longest line of an entry, in cells.
const maxEntry = 100

// entryText is an overlay of n entries.
type entryText struct {
	name   string
	n      int
	folded func(i int) string      // what is searched of an entry, folded; nil where nothing can be
	draw   func(i, w int) []string // an entry in lines of at most w cells

	words string
	found []int // the entries that have the words; all where words is ""
}

func (t *entryText) title() string { return t.name }

func (t *entryText) len(int) int {
	if t.words != "" {
		return len(t.found)
	}
	return t.n
}

func (t *entryText) lines(i, w int) []string {
	if t.words != "" {
		i = t.found[i]
	}
	return t.draw(i, min(w, maxEntry))
}

// search leaves the entries that hold every word; longer words are looked for among those that are left.
func (t *entryText) search(words string) {
	if t.folded == nil {
		return
	}
	among, all := slices.Values(t.found), t.words == "" || !strings.HasPrefix(words, t.words)
	if all {
		among = func(yield func(int) bool) {
			for i := range t.n {
				if !yield(i) {
					return
				}
			}
		}
	}
	wanted, found := strings.Fields(text.Fold(words)), []int{}
	for i := range among {
		if holds(t.folded(i), wanted) {
			found = append(found, i)
		}
	}
	t.words, t.found = words, found
}

// beside returns lines with left before the first, and as many blanks before the others.
func (s *Styles) beside(left string, lines []string) []string {
	margin := strings.Repeat(" ", s.Width(left))
	for i, line := range lines {
		lines[i] = left + line
		left = margin
	}
	return lines
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

// overlayHeight is how many lines of text the overlay shows.
func (a *App) overlayHeight() int {
	return max(0, a.overlayRect().h-1-headLines(a.overlayRect().h))
}

// scroll moves the overlay's window by n entries.
func (p *overlayPane) scroll(a *App, n int) {
	p.top = min(max(p.top+n, 0), p.last(a))
}

// overlayMeasure returns how wide the overlay's lines are.
func (a *App) overlayMeasure() int { return a.w - 4 }

func (p *overlayPane) draw(a *App) []string {
	r, h, w := a.overlayRect(), a.overlayHeight(), a.overlayMeasure()
	where := "all"
	if last := p.last(a); last > 0 {
		where = fmt.Sprintf("%d%%", 100*min(p.top, last)/last)
	}
	out := []string{a.st.spread(" "+a.st.Brand.Render(p.text.title()), a.st.Dim.Render(where)+" ", r.w)}
	if headLines(a.overlayRect().h) > 1 {
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
