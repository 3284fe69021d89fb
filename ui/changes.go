package ui

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/data/diff"
	"pressroom/model"
)

// What changed from one version to the next is drawn as a page: the newer version, in
// which words that were taken out stand where they were, each marked for what it is.

// around is how many blocks that did not change are shown beside one that did.
const around = 1

// drawChanges draws what changed in a version. It takes as long as the texts are, and
// belongs in a command.
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
	for _, l := range d.st.Wrap(text, d.measure) {
		d.lines = append(d.lines, d.st.Dim.Render(l))
	}
}

// head draws the headline, what else is known of the versions, and which they are.
func (d *changesPainter) head(c *diff.Change, e *model.Edition) {
	d.lines = append(d.lines, "")
	d.marked(c.Title, "", body.Block{Kind: body.Paragraph}, d.st.Title)
	d.lines = append(d.lines, "")
	facts := func(r *data.Document) string { return strings.Join(factsOf(&r.Release), " "+d.st.Sign.dot+" ") }
	d.marked(diff.Words(facts(c.Before), facts(c.After)), "", body.Block{Kind: body.Paragraph}, d.st.Dim)
	d.lines = append(d.lines, "")
	for _, l := range d.st.Wrap(e.Changed(c), d.measure) {
		d.lines = append(d.lines, d.st.Head.Render(l))
	}
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

// block draws one block.
func (d *changesPainter) block(p *painter, b *diff.Block) {
	base := ink{}
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
func (d *changesPainter) marked(runs []diff.Run, before string, b body.Block, base ink) {
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

// table draws a table of which cells changed.
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

// marking is a text whose changed words are being marked.
type marking struct {
	st      *Styles
	base    ink
	text    strings.Builder
	last    diff.Op  // what was added last became of its words
	spaced  bool     // and a space is behind it
	letters int      // white space does not count
	changed [][2]int // letters, from and to
}

// add appends words.
func (m *marking) add(r diff.Run) {
	text := strings.TrimRight(r.Text, " ")
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
	spaces := r.Text[len(strings.TrimRight(r.Text, " ")):]
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

// places returns at which of the lines, the first of which is line at, something begins
// that changed, and the last line that did. So many letters stand before the first line, and before each other.
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
