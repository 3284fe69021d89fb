package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/model"
)

// piece is a part of a frame: its lines, each as wide as it is.
type piece struct {
	rect
	lines []string
}

// View draws the screen.
func (a *App) View() tea.View {
	v := tea.View{AltScreen: true}
	if a.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if a.w == 0 || a.h == 0 {
		return v
	}
	if a.layout.tooSmall {
		v.Content = a.tooSmall()
		return v
	}
	l := &a.layout
	rows := compose(a.h, a.pieces())
	if !l.title.empty() {
		rows[0] = a.titleBar()
	}
	if !l.footer.empty() || a.footerText() != "" {
		a.drawFooter(rows)
	}
	a.drawPrompt(rows)
	v.Content = strings.Join(rows, "\n")
	v.Cursor = a.cursor()
	return v
}

// tooSmall returns the message that the screen is too small, cut to the screen.
func (a *App) tooSmall() string {
	text := fmt.Sprintf("%dx%d is too small: pressroom needs %dx%d", a.w, a.h, minWidth, minHeight)
	lines := a.st.Wrap(text, a.w)
	lines = lines[:min(len(lines), a.h)]
	for i := range lines {
		lines[i] = a.st.Truncate(lines[i], a.w, "")
	}
	return strings.Join(lines, "\n")
}

// compose joins pieces that tile the screen to rows; those of a row are in the order of their columns.
func compose(h int, pieces []piece) []string {
	rows := make([]string, h)
	var b strings.Builder
	for y := range rows {
		b.Reset()
		for _, p := range pieces {
			if y < p.y || y >= p.y+p.h {
				continue
			}
			if p.x > 0 && p.w > 1 { // which no error of width before it may move
				b.WriteString(ansi.CursorHorizontalAbsolute(p.x + 1))
			}
			b.WriteString(p.lines[y-p.y])
		}
		rows[y] = b.String()
	}
	return rows
}

// pieces returns the panes between title and footer, and the rules between them.
func (a *App) pieces() []piece {
	l, st := &a.layout, a.st
	var all []piece
	add := func(r rect, lines ...string) {
		if !r.empty() {
			all = append(all, piece{r, lines})
		}
	}
	below := func(x, w int) { add(rect{x, l.foot.y, w, l.foot.h}, st.Rule.Render(strings.Repeat(st.Sign.line, w))) }
	if a.reader.Overlay() != model.NoOverlay {
		r := a.overlayRect()
		add(rect{0, r.y - 1, a.w, l.foot.h}, st.Rule.Render(strings.Repeat(st.Sign.line, a.w)))
		add(r, a.overlay.draw(a)...)
		below(0, a.w)
		return all
	}
	list := a.list.draw
	if a.menuUp() {
		list = a.menu.draw
	}
	for _, p := range []struct {
		pane model.Pane
		rect rect
		draw func(*App) []string
	}{{model.FacetPane, l.facets, a.facets.draw}, {model.ListPane, l.list, list}, {model.ReleasePane, l.release, a.release.draw}} {
		if p.rect.empty() {
			continue
		}
		if p.rect.y == l.top { // else it is below the one before
			if p.rect.x > 0 {
				r, lines := a.upright(p.rect.x - 1)
				add(r, lines...)
			}
			below(p.rect.x, p.rect.w)
		}
		if over := l.over[p.pane]; !over.empty() {
			add(over, a.rule(p.pane))
		}
		add(p.rect, p.draw(a)...)
	}
	return all
}

// upright draws the rule between two columns of panes, with its joints.
func (a *App) upright(x int) (rect, []string) {
	l, st := &a.layout, a.st
	r := rect{x, l.top - l.foot.h, 1, l.height + 2*l.foot.h}
	lines := make([]string, r.h)
	for i := range lines {
		sign := st.Sign.rule
		switch y := r.y + i; {
		case y < l.top:
			sign = st.Sign.down
		case y >= l.top+l.height:
			sign = st.Sign.up
		case y == l.over[model.ReleasePane].y:
			sign = st.Sign.right
		}
		lines[i] = st.Rule.Render(sign)
	}
	return r, lines
}

// litRule is how many cells of the focused pane's rule are lit: a whole one costs as much as ten lines of text.
const litRule = 32

// rule draws the rule above a pane; that of the focused pane is lit, that of a release has the place of the search.
func (a *App) rule(p model.Pane) string {
	st, w, lit := a.st, a.layout.over[p].w, 0
	if a.focused(p) && !a.layout.single {
		lit = min(w, litRule)
	}
	text, end := "", 0
	if p == model.ReleasePane {
		text = a.release.where(a)
	}
	if text != "" && w > st.Width(text)+5 {
		text, end = " "+st.Dim.Render(text)+" ", 3
	} else {
		text = ""
	}
	rest := w - st.Width(text) - end
	lit = min(lit, rest)
	return st.Accent.Render(strings.Repeat(st.Sign.heavy, lit)) + st.Rule.Render(strings.Repeat(st.Sign.line, rest-lit)) +
		text + st.Rule.Render(strings.Repeat(st.Sign.line, end))
}

// focused reports whether keys go to a pane.
func (a *App) focused(p model.Pane) bool {
	if a.menuUp() {
		return p == model.ListPane
	}
	return a.reader.Focus() == p && a.reader.Overlay() == model.NoOverlay
}

// edgeWidth is what a pane keeps at its right for the thumb and a space before it.
const edgeWidth = 2

// thumb is which lines of a pane's right edge are filled, as by a scroll bar; none where all is in the window.
type thumb struct{ from, to int }

// thumbOf returns the thumb of a pane of h lines whose window shows seen lines of total, from line top on.
func thumbOf(h, total, top, seen int) thumb {
	if seen >= total || h < 1 {
		return thumb{}
	}
	n := max(1, h*seen/total)
	from := (h - n) * min(top, total-seen) / (total - seen)
	return thumb{from, from + n}
}

// follow returns the first line of a window of h lines, moved so that an item and a heading above the first are in it.
func follow(top, h int, items []int, item int) int {
	first := max(slices.Index(items, item), 0)
	last := first
	for last+1 < len(items) && items[last+1] == item {
		last++
	}
	if top > first {
		if top = first; first == 1 {
			top = 0
		}
	}
	top = max(top, last-h+1)
	return min(max(top, 0), max(0, len(items)-h))
}

// edge draws line y of a pane's right edge. It sets its column: no error of width before it moves it.
func (a *App) edge(t thumb, y int, p model.Pane) string {
	r := *a.layout.pane(p)
	edge := ansi.CursorHorizontalAbsolute(r.x + r.w - edgeWidth + 1)
	if y < t.from || y >= t.to {
		return edge + "  "
	}
	return edge + " " + a.st.Sign.thumb // without a colour, which would cost more than the text of some lines
}

// titleBar draws the library's name, its size and its dates, of which the dates go first for want of room.
func (a *App) titleBar() string {
	lib, st := a.reader.Library(), a.st
	count := releases(lib.Len())
	if n := a.reader.Unread(); n > 0 && a.reader.Marking() {
		count = thousands(n) + " unread " + st.Sign.dot + " " + count
	}
	if days := lib.Days(); len(days) > 0 {
		if whole := count + " " + st.Sign.dot + " " + a.words(data.Period{From: days[len(days)-1], To: days[0]}, a.w); a.w >= titleRoom+st.Width(whole) {
			count = whole
		}
	}
	right := st.Dim.Render(count) + " "
	if text := a.titleRight(); text != "" {
		right = text
		if a.w >= titleRoom+st.Width(count+text) {
			right = st.Dim.Render(count) + "  " + text
		}
	}
	left := " " + st.Brand.Render("pressroom") + "   "
	room := a.w - st.Width(left) - st.Width(right) - 2
	if room < 8 {
		return st.spread(left, right, a.w)
	}
	return st.spread(left+st.Truncate(lib.Name, room, st.Sign.more), right, a.w)
}

// titleRoom is the least room for the names of program and library, in cells.
const titleRoom = 36

// titleRight draws the progress of reading or of a sync, or else how many messages and failing sources there are.
func (a *App) titleRight() string {
	st := a.st
	if p, ok := a.reader.Loading(); ok {
		if p.Total > 0 {
			return fmt.Sprintf("reading, %d%% ", 100*p.Done/p.Total)
		}
		return "reading" + st.Sign.more + " "
	}
	if p, ok := a.reader.Syncing(); ok {
		return a.howFar(p) + " "
	}
	text := ""
	if n := a.countProblems(); n > 0 {
		text = data.Count(n, "message") + " (!) "
	}
	if n := a.reader.Failing(); n > 0 {
		text += fmt.Sprintf("%s (:sources) ", fails(n))
	}
	return st.Warn.Render(text)
}

func releases(n int) string { return plural(n, "release") }

// message returns the lines of the footer's text, the last one for the footer itself.
func (a *App) message() []string {
	st, text := a.st, a.footerText()
	room := a.w - a.pinnedWidth() - hintGap
	if st.Width(text) <= room {
		return []string{text}
	}
	lines := st.Wrap(text, a.w-2)
	for i := range lines[1:] {
		lines[i+1] = " " + lines[i+1]
	}
	if st.Width(lines[len(lines)-1]) > room {
		lines = append(lines, "")
	}
	if most := max(1, min(maxMessage, a.h/2)); len(lines) > most {
		lines = append(lines[:most-1], st.Truncate(" "+strings.TrimLeft(strings.Join(lines[most-1:], ""), " "), room, st.Sign.more))
	}
	return lines
}

// maxMessage is how many rows a message takes at most.
const maxMessage = 6

// drawFooter draws a message, or the keys that serve here.
func (a *App) drawFooter(rows []string) {
	lines := a.message()
	last := len(lines) - 1
	if last > 0 && !a.layout.foot.empty() {
		rows[len(rows)-2-last] = a.st.Rule.Render(strings.Repeat(a.st.Sign.line, a.w))
	}
	for i, line := range lines[:last] {
		rows[len(rows)-1-last+i] = a.st.fit(line, a.w)
	}
	rows[len(rows)-1] = a.drawHints(lines[last])
}

// footerText returns the message that stands in the place of hints, "" for none.
func (a *App) footerText() string {
	st := a.st
	switch typing, news := a.promptText(), a.messageLine(); {
	case a.warning:
		return " " + st.Warn.Render(a.note)
	case a.note != "":
		return " " + a.note
	case typing != "":
		return " " + typing
	case news != "":
		return " " + news
	case a.count > 0:
		return " " + st.Strong.Render(fmt.Sprint(a.count))
	case a.reader.Opening():
		return " Reading the names in the releases" + st.Sign.more
	case a.notice != "" && !a.hintsFirst():
		return " " + st.Warn.Render(a.notice)
	}
	return ""
}

// promptText returns the error in the text being typed, or else a hint on it.
func (a *App) promptText() string {
	if a.reader.QueryError() != nil {
		return a.queryError()
	}
	return a.st.Dim.Render(a.reader.Hint())
}

// queryError returns what is wrong with the query being typed, and where.
func (a *App) queryError() string {
	f, typed := a.reader.QueryError(), a.input.Value()
	where := ""
	if f.Start < f.End && f.End <= len(typed) {
		place := typed[f.Start:f.End]
		where = a.st.Highlight.Render(place)
		if rest, named := strings.CutPrefix(f.What, place); named { // it need not be said twice
			return where + rest
		}
		where += "  "
	}
	return where + f.What
}
