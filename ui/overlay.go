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

// menuPane draws a menu in the list's place, so that the page stays beside it.
type menuPane struct{ top int }

func (a *App) menuUp() bool {
	kind, _, _ := a.reader.Menu()
	return kind != model.NoMenu
}

// menuLines returns every line of the menu, drawn.
func (a *App) menuLines(w int) []itemLine {
	kind, items, at := a.reader.Menu()
	st := a.st
	if len(items) == 0 {
		text := "It names nobody and nothing that is known here."
		switch {
		case !a.reader.Library().HasNames():
			text = "This is not known: there are too many releases to read all of them for it."
		case a.reader.MenuErr() != nil:
			text = "This is not known: " + a.reader.MenuErr().Error()
		case kind == model.RelatedMenu:
			text = "No other release is like it."
		}
		lines := []itemLine{{item: -1}}
		for _, part := range st.Wrap(text, max(w-3, 8)) {
			lines = append(lines, itemLine{item: -1, text: "  " + part})
		}
		return lines
	}
	w = min(max(w-edgeWidth, 1), pageWidth) // more would part the counts from their names
	var lines []itemLine
	heading := ""
	for i, it := range items {
		if it.Heading != heading {
			if heading != "" {
				lines = append(lines, itemLine{item: -1, text: strings.Repeat(" ", w)})
			}
			heading = it.Heading
			lines = append(lines, itemLine{item: -1, text: st.fit(" "+st.Head.Render(heading), w)})
		}
		for _, text := range a.menuItem(it, i == at, w) {
			lines = append(lines, itemLine{item: i, text: text})
		}
	}
	return lines
}

// menuItem draws an item in lines of w cells: a name with its count, or a release with its note.
func (a *App) menuItem(it model.MenuItem, here bool, w int) (lines []string) {
	st := a.st
	if it.Date != 0 {
		date := it.Date.Time().Format(a.dateForm(w))
		room := max(w-len(date)-5, 8)
		var parts []string
		for _, part := range st.WrapEven(it.Label, room) {
			parts = append(parts, st.fit(part, room))
		}
		for _, part := range st.Wrap(it.Detail, room) {
			parts = append(parts, st.Dim.Render(st.fit(part, room)))
		}
		for i, part := range parts {
			sign := st.Sign.focus
			if i > 0 {
				sign, date = " ", strings.Repeat(" ", len(date))
			}
			lead := " " + st.Dim.Render(date+" ")
			if here {
				lead = st.Chip.Render(sign + date + " ")
			}
			lines = append(lines, lead+" "+part)
		}
		return lines
	}
	mark, base, dim := st.atCursor(here)
	count := ""
	if it.Count > 0 {
		count = thousands(it.Count)
	}
	room := func(indent string) int { return max(w-3-len(indent)-len(count), 8) }
	add := func(lead, text string, style lineStyle) {
		text = st.Fit(text, w-2-len(lead)-len(count), st.Sign.more)
		lines = append(lines, mark+dim.Render(lead)+style.Render(text)+dim.Render(count)+st.blank(base, 1))
		count = strings.Repeat(" ", len(count))
	}
	for _, part := range st.WrapEven(it.Label, room("")) {
		add("", part, base)
	}
	if it.Detail != "" {
		for _, part := range st.Wrap(it.Detail, room("  ")) {
			add("  ", part, dim)
		}
	}
	return lines
}

// menuHead is how many lines stand above the menu's.
func (a *App) menuHead() int { return headLines(a.layout.list.h) }

// follow moves the window so that the cursor's item is in it.
func (p *menuPane) follow(a *App) {
	h := a.layout.list.h - a.menuHead()
	if !a.menuUp() || h <= 0 {
		*p = menuPane{}
		return
	}
	_, _, at := a.reader.Menu()
	p.top = follow(p.top, h, itemsOf(a.menuLines(a.layout.list.w)), at)
}

func (p *menuPane) draw(a *App) []string {
	r, st := a.layout.list, a.st
	kind, items, at := a.reader.Menu()
	name := "Named in it"
	if kind == model.RelatedMenu {
		name = "Related"
	}
	where := "none"
	if len(items) > 0 {
		where = fmt.Sprintf("%d of %d", at+1, len(items))
	}
	out := []string{st.spread(" "+st.Brand.Render(name), st.Dim.Render(where)+strings.Repeat(" ", edgeWidth), r.w)}
	if a.menuHead() > 1 {
		out = append(out, st.fit("", r.w))
	}
	lines, h := a.menuLines(r.w), r.h-a.menuHead()
	mark := thumbOf(h, len(lines), p.top, h)
	for i := range h {
		text := ""
		if k := p.top + i; k < len(lines) {
			text = lines[k].text
		}
		out = append(out, st.fit(text, r.w-edgeWidth)+a.edge(mark, i, model.ListPane))
	}
	return out
}

// clickMenu chooses the item that was clicked. y is in the list's pane.
func (a *App) clickMenu(y int) tea.Cmd {
	lines := a.menuLines(a.layout.list.w)
	if k := a.menu.top + y - a.menuHead(); y >= a.menuHead() && k < len(lines) && lines[k].item >= 0 {
		a.reader.MoveMenu(lines[k].item)
		return a.reader.ChooseMenu()
	}
	return nil
}

// openMenu puts up a menu of the release that is shown or under the cursor.
func openMenu(kind model.Menu) func(*App, times) tea.Cmd {
	return func(a *App, _ times) tea.Cmd { return a.reader.OpenMenu(kind) }
}

// switchMenu puts up the other menu, or takes away the one that is up.
func switchMenu(kind model.Menu) func(*App, times) tea.Cmd {
	return func(a *App, _ times) tea.Cmd {
		if up, _, _ := a.reader.Menu(); up != kind {
			return a.reader.OpenMenu(kind)
		}
		a.reader.CloseMenu()
		return nil
	}
}

// chooseMenu goes on by the item under the menu's cursor.
func (a *App) chooseMenu(times) tea.Cmd {
	a.release.search = pageSearch{}
	return a.reader.ChooseMenu()
}
