package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/diff"
	"pressroom/model"
)

// shownKey returns which page is shown: of the release, or of the version that is read in its place.
func (a *App) shownKey(r *data.Release) pageKey {
	key := a.pageKey(r)
	if e := a.reader.Edition(); e != nil {
		key.version, key.state = e.Document.Version, fmt.Sprintf("version %d of %d", e.Version, e.Of)
		if e.Before != nil {
			key.state += " since " + e.Before.Version
		}
	}
	return key
}

// headOf returns the head of the page that is awaited.
func (a *App) headOf(r *data.Release, measure int) []string {
	if e := a.reader.Edition(); e != nil {
		return head(&e.Document.Release, e.Notes(), 0, measure, a.st)
	}
	return head(r, model.History{}.Notes(r), 0, measure, a.st)
}

// place returns where in the shown page its reader was.
func (p *releasePane) place(a *App, r *data.Release) int {
	if a.reader.Edition() == nil {
		return a.reader.Place(r.ID)
	}
	if p.read.id == p.key.id && p.read.version == p.key.version && p.read.state == p.key.state {
		return p.readTo
	}
	return 0
}

// drawEdition draws a version of a release, or what changed in it.
func drawEdition(e *model.Edition, key pageKey) *page {
	if e.Before != nil {
		return drawChanges(e, key.measure, NewStyles(key.theme))
	}
	return drawPage(context.Background(), e.Document, e.Notes(), key)
}

// versionKey shows something of the versions of the release that is open, or under the cursor.
func versionKey(show func(*model.Reader) tea.Cmd) func(*App, times) tea.Cmd {
	return func(a *App, _ times) tea.Cmd {
		r := a.reader
		of := r.Shown()
		if r.Focus() == model.ListPane {
			if of = nil; r.Listing().Len() > 0 {
				of = r.At(r.Cursor())
			}
		}
		switch {
		case of == nil:
			return a.say("The list is empty: there is nothing to read.")
		case !of.Revised:
			return a.say("This release has one version.")
		case r.Focus() == model.ListPane:
			a.open()
		}
		read := r.Edition() != nil
		cmd := show(r)
		if read && r.Edition() == nil {
			a.note = "This is the release as it is now."
		}
		return cmd
	}
}

// tellVersions reports why the versions cannot be read, where there is an error.
func (a *App) tellVersions(err error) {
	switch {
	case errors.Is(err, model.ErrFirstVersion):
		a.note = "This is the first version: there is none before it."
	case errors.Is(err, model.ErrOneVersion):
		a.note = "This release has one version."
	default:
		a.warn("Its versions cannot be read", err)
	}
}

// editionHints returns what serves while a version is read.
func (a *App) editionHints() (hints []hint) {
	if a.reader.Edition().Before != nil {
		hints = append(hints, a.hints("what changed=the release")...)
		hints = append(hints, a.pair("next place", "previous place", "changes")...)
	} else {
		hints = a.hints("back=the newest", "what changed")
	}
	return append(hints, a.hints("older version=older")...)
}

// stepChanges goes to another changed place, and reports whether there is one; a search goes before it.
func (p *releasePane) stepChanges(a *App, n int) bool {
	page := a.page()
	if page == nil || len(page.places) == 0 || p.search.words != "" {
		return false
	}
	if p.change < 0 && n < 0 {
		p.change = 0
	}
	p.change = wrapped(p.change+n, len(page.places))
	p.showLine(a, page.places[p.change])
	return true
}

// margin returns what stands before a line of the page: the cursor where n has gone to a change.
func (p *releasePane) margin(a *App, page *page, left string, line int) string {
	if page == nil || p.change < 0 || p.change >= len(page.places) || page.places[p.change] != line || left == "" {
		return left
	}
	return left[1:] + a.st.Accent.Render(a.st.Sign.cursor)
}

// What changed from one version to the next is drawn as a page: the newer version, in
// which words that were taken out stand where they were, each marked for what it is.

// around is how many blocks that did not change are shown beside one that did.
const around = 1

// drawChanges draws what changed in a version, in a command.
func drawChanges(e *model.Edition, measure int, st *Styles) *page {
	c := diff.Documents(e.Before, e.Document)
	d := changesPainter{st: st, measure: measure}
	d.head(&c, e)
	switch {
	case c.TooLong:
		d.note(model.TooLong + " V shows the versions.")
	case strings.TrimSpace(e.Before.Body)+strings.TrimSpace(e.Document.Body) == "":
		d.note("Neither version has a text.")
	default:
		d.text(&c)
	}
	p := newPage(d.lines, st)
	p.facts, p.places = -1, d.places
	return p
}

// changesPainter draws what changed.
type changesPainter struct {
	st      *Styles
	measure int
	lines   []string
	places  []int // lines at which something begins that changed
	changed int   // the last line that did
}

func (d *changesPainter) note(text string) {
	d.lines = append(d.lines, d.st.Dim.each(d.st.Wrap(text, d.measure))...)
}

// head draws the headline, what else is known of the versions, and which they are.
func (d *changesPainter) head(c *diff.Change, e *model.Edition) {
	d.lines = append(d.lines, "")
	d.marked(c.Title, "", body.Block{Kind: body.Paragraph}, d.st.Strong)
	d.lines = append(d.lines, "")
	facts := func(r *data.Document) string { return strings.Join(factsOf(&r.Release), " "+d.st.Sign.dot+" ") }
	d.marked(diff.Words(facts(c.Before), facts(c.After)), "", body.Block{Kind: body.Paragraph}, d.st.Dim)
	d.lines = append(d.lines, "")
	what, which, _ := strings.Cut(e.Changed(c), ": ")
	d.lines = append(d.lines, d.st.WrapEven(d.st.Head.Render(what+":")+" "+d.st.Dim.Render(which), d.measure)...)
	d.lines = append(d.lines, "")
}

// text draws the text: what changed, and a little of what did not.
func (d *changesPainter) text(c *diff.Change) {
	p, err := newPainter(d.measure, d.st)
	if err != nil {
		d.note(err.Error()) // glamour's own styles: it does not happen
		return
	}
	var before *body.Block
	for _, part := range diff.Folded(c.Blocks, around) {
		if part.Block == nil {
			if before != nil {
				d.lines = append(d.lines, "")
			}
			d.note(fmt.Sprintf("%s %d paragraphs unchanged %s", d.st.Sign.more, part.Hidden, d.st.Sign.more))
			before = &body.Block{}
			continue
		}
		b := part.Block.Block
		if before != nil {
			d.lines = append(d.lines, p.between(before, &b)...)
		}
		before = &b
		d.block(p, part.Block)
	}
}

func (d *changesPainter) block(p *painter, b *diff.Block) {
	base := lineStyle{}
	if b.Kind == body.Heading {
		base = d.st.Head
	}
	switch {
	case b.Rows != nil || b.Op != diff.Same && b.Kind == body.Table:
		d.table(b)
	case b.Op != diff.Same:
		d.marked([]diff.Run{{Op: b.Op, Text: b.Addressed()}}, d.before(&b.Block), b.Block, base)
	case b.Runs != nil:
		d.marked(b.Runs, d.before(&b.Block), b.Block, base)
	default:
		lines, err := p.block(b.Block)
		if err != nil {
			lines = d.st.Wrap(b.Addressed(), d.measure)
		}
		d.lines = append(d.lines, lines...)
	}
}

// before returns what stands before the text of a block: see [hang].
func (d *changesPainter) before(b *body.Block) string {
	text := ""
	switch {
	case b.Kind == body.Quote:
		text = d.st.Sign.quote
	case b.Kind == body.Bullet && b.Sign == "", b.Level > 0:
		text = d.st.Sign.bullet
	}
	if b.Sign != "" {
		text += b.Sign + " "
	}
	return text
}

// marked draws the words of a block, those marked that changed.
func (d *changesPainter) marked(runs []diff.Run, before string, b body.Block, base lineStyle) {
	m := marking{st: d.st, base: base}
	for _, r := range runs {
		m.add(r)
	}
	first := len(d.lines)
	d.lines = append(d.lines, hang(before+m.text.String(), b, d.measure, d.st)...)
	places, last := m.places(d.lines[first:], first, lettersIn(before), quoteLetters(d.st, &b))
	if len(places) > 0 && d.changed > 0 && places[0] <= d.changed+2 { // with a blank line between, it is one
		places = places[1:]
	}
	d.places, d.changed = append(d.places, places...), max(d.changed, last)
}

// quoteLetters returns how many letters stand before each line of a block but the first.
func quoteLetters(st *Styles, b *body.Block) int {
	if b.Kind == body.Quote {
		return lettersIn(st.Sign.quote)
	}
	return 0
}

func (d *changesPainter) table(b *diff.Block) {
	var drawn [][]string
	for _, row := range b.Cells() {
		line := make([]string, len(row))
		for k, cell := range row {
			m := marking{st: d.st}
			for _, r := range cell {
				m.add(r)
			}
			line[k] = m.text.String()
		}
		drawn = append(drawn, line)
	}
	if d.changed == 0 || len(d.lines) > d.changed+2 {
		d.places = append(d.places, len(d.lines))
	}
	d.lines = append(d.lines, drawTable(drawn, d.measure, d.st)...)
	d.changed = len(d.lines) - 1
}

// marking is a text in which the changed words are being marked.
type marking struct {
	st      *Styles
	base    lineStyle
	text    strings.Builder
	last    diff.Op  // what was added last became of its words
	spaced  bool     // and a space is behind it
	letters int      // white space does not count
	changed [][2]int // letters, from and to
}

func (m *marking) add(r diff.Run) {
	text := strings.TrimRightFunc(r.Text, unicode.IsSpace)
	style := m.base
	switch r.Op {
	case diff.Out:
		style = m.st.Out
	case diff.In:
		style = m.st.In
	default:
		if r.Lead {
			style = m.st.Strong
		}
	}
	if text != "" {
		before, behind := "", ""
		if m.st.Plain {
			before, behind = r.Op.Signs()
		}
		from := m.letters
		m.letters += lettersIn(before + text + behind)
		if r.Op != diff.Same {
			m.changed = append(m.changed, [2]int{from, m.letters})
		}
		if m.last == diff.Out && r.Op == diff.In && !m.st.Plain && !m.spaced {
			m.text.WriteByte(' ') // 24.3 24.5, and not 24.324.5
		}
		m.text.WriteString(before + style.Render(text) + behind)
	}
	spaces := r.Text[len(text):]
	m.text.WriteString(spaces)
	m.last, m.spaced = r.Op, spaces != ""
}

// lettersIn counts the letters of a text without styles: white space does not count.
func lettersIn(text string) (n int) {
	for _, c := range text {
		if !unicode.IsSpace(c) {
			n++
		}
	}
	return n
}

// places returns at which lines a change begins, and the last changed line. Before and rest are letters before lines.
func (m *marking) places(lines []string, at, before, rest int) (list []int, last int) {
	letter, changed := 0, m.changed
	was := false
	for i, line := range lines {
		margin := rest
		if i == 0 {
			margin = before
		}
		letter += max(0, lettersIn(ansi.Strip(line))-margin)
		is := false
		for len(changed) > 0 && changed[0][0] < letter {
			is = true
			if changed[0][1] > letter {
				break // it goes on in the next line
			}
			changed = changed[1:]
		}
		if is && !was {
			list = append(list, at+i)
		}
		if was = is; is {
			last = at + i
		}
	}
	return list, last
}
