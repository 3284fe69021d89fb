package ui

import (
	"fmt"
	"math"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"pressroom/data"
	"pressroom/model"
)

// releasePane draws the shown release: its page, and where in it the reader is.
type releasePane struct {
	paneView                // of the shown release
	drawn    bool           // its page is there, and top where the reader was
	left     paneView       // what was seen before; it stays until the page is drawn, for [model.AnswerDelay] at most
	asked    pageKey        // the page that a command is drawing
	seen     bool           // the pane is on the screen
	slow     pageKey        // the page that takes long: a word says so
	stop     func()         // ends the drawing of the shown release's page
	library  *model.Library // that these are of

	change int     // the place of the page that changed and that n went to last; -1 for none
	read   pageKey // the page of a version that was read last
	readTo int     // and where in it: see [model.Reader.SavePlace]

	around pageKey // the page with neighbours that are drawn ahead
	looked int     // at how many of them
	search pageSearch
	jump   int // 1 to the first match, -1 to the last, when the page is there

	// The query that each release was opened with last: under another one it begins at the first place found.
	under map[string]string
}

// paneView is a page in the pane.
type paneView struct {
	key  pageKey
	page *page         // nil while it is drawn; it stays when the cache has dropped it
	of   *data.Release // that page is of
	top  int           // first line of the window
}

// pageSearch is what is searched for in the page: words typed there, or else the list's query.
type pageSearch struct {
	words   string
	query   string  // of the list, that matches belong to
	key     pageKey // of the page that matches belong to
	matches []match
	at      int // the match that n is at
	from    int // the first line on the screen when the search began
}

// pageKey returns which page r has in the pane, or would have if the pane were on the screen.
func (a *App) pageKey(r *data.Release) pageKey {
	w := a.layout.release.w
	if a.layout.release.empty() {
		w = a.w
	}
	measure, _ := measureOf(w, a.layout.single)
	state := r.Category + "\x00" + r.Page
	if r.Revised {
		state += "\x00revised"
	}
	if r.Vanished {
		state += "\x00vanished"
	}
	if r.Revised || r.Vanished { // of which the page tells more than the release has
		state += fmt.Sprint("\x00", a.reader.Library().LastChange(r.Number))
	}
	return pageKey{r.ID, r.Version, state, measure, a.st.Theme}
}

// page returns the page that is shown, nil where none is, or not yet.
func (a *App) page() *page {
	if r := a.reader.Shown(); r != nil && !a.layout.release.empty() {
		return a.release.lookUp(a, a.shownKey(r))
	}
	return nil
}

// lookUp returns the page for key, nil where it has not been drawn.
func (p *releasePane) lookUp(a *App, key pageKey) *page {
	if p.key == key && p.page != nil {
		return p.page
	}
	return a.o.Pages.get(key)
}

// settle has the shown release's page drawn, also unseen, and puts the window where the reader was.
func (p *releasePane) settle(a *App) tea.Cmd {
	if l := a.reader.Library(); p.library != l { // in which what was seen has another number
		p.library, p.left, p.seen = l, paneView{}, false
	}
	r := a.reader.Shown()
	if r == nil {
		return nil
	}
	key := a.shownKey(r)
	page := p.lookUp(a, key)
	var late tea.Cmd
	if p.key != key {
		p.abandon()
		late = p.leave(key)
		p.paneView, p.drawn, p.change = paneView{key: key}, false, -1
	}
	p.page = page
	p.seen = !a.layout.release.empty()
	if page != nil {
		p.of, p.left = r, paneView{}
	}
	if !p.seen {
		return p.ask(a, r, key, math.MaxInt)
	}
	if page == nil {
		return tea.Batch(p.ask(a, r, key, math.MaxInt), late)
	}
	if !p.drawn {
		p.drawn = true
		p.top = page.lineAt(p.place(a, r))
		if h := a.layout.release.h; p.top == 0 && len(page.places) > 0 && page.places[0] >= h { // of what changed something is seen
			p.top = page.places[0] - h/3
		}
	}
	p.top = min(max(p.top, 0), p.last(a, page))
	p.refind(a, page)
	if p.jump != 0 {
		if p.jump < 0 {
			p.search.at = max(0, len(p.search.matches)-1)
		}
		p.jump = 0
		if len(p.search.matches) > 0 {
			p.show(a)
		}
	}
	return p.prefetch(a)
}

// goTo has an opened release show the first place that q finds, unless it was opened with q before.
func (p *releasePane) goTo(q data.Query, id string) {
	if q.IsZero() {
		return
	}
	if p.under == nil {
		p.under = map[string]string{}
	}
	query := q.String()
	if p.jump = 0; p.under[id] != query {
		p.jump = 1
	}
	p.under[id] = query
}

// last returns the greatest first line: the page's end is at the pane's end.
func (p *releasePane) last(a *App, page *page) int {
	return max(0, len(page.lines)-a.layout.release.h)
}

// scroll moves the window by n lines. Who comes to the end so has read the release.
func (p *releasePane) scroll(a *App, n int) tea.Cmd {
	p.scrollTo(a, p.top+n)
	if page := a.page(); page != nil && !page.part && n > 0 && p.top == p.last(a, page) {
		return a.reader.ReadToEnd()
	}
	return nil
}

func (p *releasePane) scrollTo(a *App, line int) {
	page := a.page()
	if page == nil {
		return
	}
	p.top = min(max(line, 0), p.last(a, page))
	place := page.before[min(p.top, len(page.before)-1)]
	if a.reader.Edition() != nil {
		p.read, p.readTo = p.key, place
		return
	}
	a.reader.SavePlace(p.key.id, place)
}

// titleLine is the line of a page that its headline begins in.
const titleLine = 1

func (p *releasePane) draw(a *App) []string {
	pane, r := a.layout.release, a.reader.Shown()
	page, top, key := a.page(), p.top, p.key
	if page == nil && r != nil && p.left.page != nil {
		r, page, top, key = p.left.of, p.left.page, p.left.top, p.left.key
	}
	measure, margin := measureOf(pane.w, a.layout.single)
	var lines []string
	mark := thumb{}
	if r != nil {
		if page != nil {
			lines = page.lines[min(top, len(page.lines)):]
			mark = thumbOf(pane.h, len(page.lines), top, pane.h)
		} else if lines = a.headOf(r, measure); p.slow == p.key {
			lines = append(lines, a.st.Dim.Render(drawing))
		}
	}
	left := strings.Repeat(" ", margin)
	out := make([]string, 0, pane.h)
	for i := range pane.h {
		line := ""
		if i < len(lines) && lines[i] != "" {
			before := p.margin(a, page, left, top+i)
			if page != nil && top+i == titleLine {
				before = a.star(r, left)
			}
			line = before + p.highlightMatches(a, key, lines[i], top+i)
			if page != nil && top+i == page.facts {
				line += a.named(r, measure-a.st.Width(lines[i]))
			}
		}
		if pane.w < edgeWidth {
			out = append(out, a.st.fit(line, pane.w))
			continue
		}
		out = append(out, a.st.fit(line, pane.w-edgeWidth)+a.edge(mark, i, model.ReleasePane))
	}
	return out
}

// where returns which match of a search in the page n is at.
func (p *releasePane) where(a *App) string {
	n := len(p.search.matches)
	if page := a.page(); p.search.words == "" && page != nil && len(page.places) > 0 {
		if p.change < 0 {
			return plural(len(page.places), "change")
		}
		return fmt.Sprintf("change %d of %d", p.change+1, len(page.places))
	}
	switch {
	case a.page() == nil, p.search.words == "" && (n == 0 || a.reader.Focus() != model.ReleasePane):
		return ""
	case n == 0:
		return "not found"
	}
	return fmt.Sprintf("found %d of %d", p.search.at+1, n)
}

// find searches the page for words, from where the search began.
func (p *releasePane) find(a *App, words string) {
	page := a.page()
	p.search.words, p.search.key = words, pageKey{}
	if page == nil {
		return
	}
	p.refind(a, page)
	p.search.at = max(0, slices.IndexFunc(p.search.matches, func(m match) bool { return m[0].line >= p.search.from }))
	if len(p.search.matches) > 0 {
		p.show(a)
	} else {
		p.scrollTo(a, p.search.from)
	}
}

// refind searches a page that has not been searched.
func (p *releasePane) refind(a *App, page *page) {
	s := &p.search
	query := ""
	if s.words == "" {
		query = a.reader.Listing().Query.Sought().String()
	}
	if s.key == p.key && s.query == query {
		return
	}
	if s.key.id != p.key.id || s.query != query {
		s.at = 0
	}
	s.key, s.query = p.key, query
	if s.words != "" {
		s.matches = findIn(page, s.words)
	} else if s.matches = nil; query != "" {
		s.matches = findQuery(page, a.reader.HighlightsIn)
	}
	s.at = min(s.at, max(0, len(s.matches)-1))
}

// step goes to the n-th match on, around the page's ends.
func (p *releasePane) step(a *App, n int) bool {
	s := &p.search
	if len(s.matches) == 0 {
		return false
	}
	s.at = wrapped(s.at+n, len(s.matches))
	p.show(a)
	return true
}

// onward goes to the next match, or one not seen, and reports whether there is one.
func (p *releasePane) onward(a *App, n int) bool {
	s := &p.search
	if len(s.matches) == 0 {
		return false
	}
	if line := s.matches[s.at][0].line; line >= p.top && line < p.top+a.layout.release.h {
		if to := s.at + n; to < 0 || to >= len(s.matches) {
			return false
		}
		s.at += n
	}
	p.show(a)
	return true
}

// show brings the match that n is at into the window.
func (p *releasePane) show(a *App) { p.showLine(a, p.search.matches[p.search.at][0].line) }

// showLine brings a line of the page into the window.
func (p *releasePane) showLine(a *App, line int) {
	if h := a.layout.release.h; line < p.top || line >= p.top+h {
		p.scrollTo(a, line-h/3)
	}
}

// highlightMatches highlights the found words of a line of a page.
func (p *releasePane) highlightMatches(a *App, key pageKey, line string, n int) string {
	if p.search.key != key {
		return line
	}
	var ranges []lipgloss.Range
	for i, m := range p.search.matches {
		for _, s := range m {
			if s.line != n || s.from >= s.to {
				continue
			}
			style := a.st.Found
			if i == p.search.at {
				style = a.st.FoundHere
			}
			ranges = append(ranges, lipgloss.NewRange(s.from, s.to, style))
		}
	}
	if ranges == nil {
		return line
	}
	return lipgloss.StyleRanges(line, ranges...)
}
