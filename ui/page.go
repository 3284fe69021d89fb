package ui

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"sync"

	"charm.land/glamour/v2"
	gansi "charm.land/glamour/v2/ansi"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/model"
)

// pageKey is what the drawing of a release depends on.
type pageKey struct {
	id      string
	version string
	state   string // of the release beside its text; of a version, which it is, and since which one it changed
	measure int
	theme   Theme
}

// page is a release as it is drawn. It is immutable, and shared by sessions.
type page struct {
	lines  []string // styled
	plain  []string // the same without styles
	before []int    // letters of the page before each line: white space does not count, a blank line is one
	facts  int      // the line of what is known about the release; -1 for none
	part   bool     // it is the beginning of one that is being drawn
	places []int    // lines at which something begins that changed
	cost   int      // bytes, for the cache
	flow   func() *flow
}

// newPage returns the page of lines, which styles must not run across.
func newPage(lines []string, st *Styles) *page {
	p := &page{lines: lines}
	p.flow = sync.OnceValue(func() *flow { return newFlow(p.plain, st.Sign.quote) })
	letters := 0
	for _, line := range lines {
		plain := strings.TrimRight(ansi.Strip(line), " ")
		p.plain = append(p.plain, plain)
		p.before = append(p.before, letters)
		if plain == "" {
			letters++
		}
		letters += lettersIn(plain)
		p.cost += len(line) + 2*len(plain) + 80
	}
	return p
}

// lineAt returns the line in which the letter stands that place letters are before.
func (p *page) lineAt(place int) int {
	if place <= 0 {
		return 0
	}
	i := sort.Search(len(p.before), func(i int) bool { return p.before[i] > place })
	return max(0, i-1)
}

// drawPage draws a release in a command, nil when ctx is done before. For notes see [model.History].
func drawPage(ctx context.Context, r *data.Document, notes []string, key pageKey) *page {
	text := textOf(ctx, r, key, NewStyles(key.theme))
	if ctx.Err() != nil {
		return nil
	}
	return releasePage(&r.Release, notes, r.ReadingMinutes(), key, text)
}

// releasePage returns the page of a release: its head, and below that a text.
func releasePage(r *data.Release, notes []string, minutes int, key pageKey, text []string) *page {
	st := NewStyles(key.theme)
	lines := head(r, notes, minutes, key.measure, st)
	p := newPage(append(lines, text...), st)
	p.facts = len(lines) - 2
	return p
}

// faultPage draws a release that has no readable text, and why.
func faultPage(r *data.Release, key pageKey, fault string) *page {
	st := NewStyles(key.theme)
	return releasePage(r, nil, 0, key, st.Warn.each(st.Wrap("The text of this release cannot be read: "+fault, key.measure)))
}

// textOf returns the lines of a release's text, or some of them when ctx is done.
func textOf(ctx context.Context, r *data.Document, key pageKey, st *Styles) []string {
	if strings.TrimSpace(r.Body) == "" {
		return []string{st.Dim.Render("The source gives no text for this release.")}
	}
	lines, err := drawBody(ctx, body.Read(r.Body), key.measure, st)
	if err != nil && ctx.Err() == nil {
		// Never lose what is there: the text as it came, wrapped.
		lines = st.Wrap(r.Body, key.measure)
	}
	if r.Excerpt {
		note := "[" + st.Sign.more + "] An excerpt: the source cuts the text off here."
		lines = append(append(lines, ""), st.Warn.each(st.Wrap(note, key.measure))...)
	}
	return lines
}

// head returns the lines above a release's text: headline and facts. Minutes of 0 are not known yet.
func head(r *data.Release, notes []string, minutes, measure int, st *Styles) []string {
	lines := []string{""}
	for _, l := range st.WrapEven(r.Title, measure) {
		lines = append(lines, linkTo(r.Link(), 0, st.Strong.Render(strings.TrimRight(l, " "))))
	}
	lines = append(lines, "")
	facts := factsOf(r)
	if minutes > 0 {
		facts = append(facts, fmt.Sprintf("%d min", minutes))
	}
	facts = append(facts, notes...)
	line := ""
	for i, f := range facts {
		next := f
		if i > 0 {
			next = line + " " + st.Sign.dot + " " + f
		}
		if i > 0 && st.Width(next) > measure {
			lines = append(lines, st.Dim.Render(st.fit(line, min(measure, st.Width(line)))))
			next = f
		}
		line = next
	}
	return append(lines, st.Dim.Render(st.fit(line, min(measure, st.Width(line)))), "")
}

// factsOf returns what is known about a release beside its text.
func factsOf(r *data.Release) []string {
	facts := []string{r.Date.Time().Format("Mon 2 January 2006"), model.CategoryName(r.Category)}
	if r.Category == "" {
		facts = facts[:1]
	}
	if r.Excerpt {
		facts = append(facts, "excerpt")
	}
	return facts
}

// namedSpan is a name behind what else is known about a release, and its cells there.
type namedSpan struct {
	model.Organisation
	from, to int
}

// namedSpans returns the names in a release that fit in room cells behind its facts: late ones must move nothing.
func (a *App) namedSpans(r *data.Release, room int) (spans []namedSpan) {
	x := a.st.Width(" " + a.st.Sign.dot + " ")
	for _, n := range a.reader.NamedIn(r.Number) {
		end := x + a.st.Width(n.Short)
		if end > room {
			break
		}
		spans = append(spans, namedSpan{n, x, end})
		x = end + len(", ")
	}
	return spans
}

// named draws them: each can be gone to.
func (a *App) named(r *data.Release, room int) string {
	text, between := "", " "+a.st.Sign.dot+" "
	for _, n := range a.namedSpans(r, room) {
		text += a.st.Dim.Render(between) + a.st.Accent.Render(n.Short)
		between = ", "
	}
	return text
}

// drawBody draws a body, or some of its blocks when ctx is done.
func drawBody(ctx context.Context, doc body.Document, measure int, st *Styles) ([]string, error) {
	p, err := newPainter(measure, st)
	if err != nil {
		return nil, err
	}
	var lines []string
	for i, b := range doc.Blocks {
		if err := ctx.Err(); err != nil {
			return lines, err
		}
		if i > 0 {
			lines = append(lines, p.between(&doc.Blocks[i-1], &b)...)
		}
		block, err := p.block(b)
		if err != nil {
			return nil, err
		}
		lines = append(lines, block...)
	}
	return lines, nil
}

// painter draws blocks by glamour, and breaks their lines itself: glamour knows no hanging indent.
type painter struct {
	r       *glamour.TermRenderer
	links   linker
	measure int
	st      *Styles
}

func newPainter(measure int, st *Styles) (*painter, error) {
	r, err := glamour.NewTermRenderer(glamour.WithStyles(glamourStyle(st)), glamour.WithWordWrap(0))
	return &painter{r: r, measure: measure, st: st}, err
}

func (p *painter) between(before, b *body.Block) []string {
	switch {
	case before.Kind == body.Heading:
	case !b.Close:
		return []string{""}
	case b.Kind == body.Quote:
		return []string{p.st.Dim.Render(strings.TrimSpace(p.st.Sign.quote))}
	}
	return nil
}

func (p *painter) block(b body.Block) ([]string, error) {
	if b.Kind == body.Table {
		return drawTable(b.Rows(), p.measure, p.st), nil
	}
	if b.IsPicture() {
		return p.picture(&b), nil
	}
	if b.Kind == body.Preformatted {
		return p.st.Wrap(b.Text, p.measure), nil
	}
	out := body.Document{Blocks: []body.Block{b}}.Markdown()
	if !isPlain(b.Kind, out) {
		var err error
		if out, err = p.r.Render(out); err != nil {
			return nil, err
		}
	}
	return hang(p.links.relink(strings.Trim(out, "\n")), b, p.measure, p.st), nil
}

// isPlain reports whether Markdown needs no renderer: half of all blocks are unmarked paragraphs.
func isPlain(kind body.Kind, markdown string) bool {
	return (kind == body.Paragraph || kind == body.Note) &&
		!strings.ContainsAny(markdown, "\\`*<[]~|#\t\n") && !strings.Contains(markdown, "&amp;")
}

// picture returns the lines that stand for a picture, with a link where it has one.
func (p *painter) picture(b *body.Block) []string {
	address := ""
	if len(b.Links) > 0 {
		address = b.Links[0].Address
		p.links.made++
	}
	lines := p.st.Wrap(b.Text, p.measure)
	for i := range lines {
		lines[i] = linkTo(address, p.links.made, p.st.Dim.Render(lines[i]))
	}
	return lines
}

// drawTable draws a table, its head above a rule.
func drawTable(rows [][]string, measure int, st *Styles) []string {
	head, below := st.Table(rows, measure, st.Sign.line)
	if len(head) > 0 {
		below[0] = st.Dim.Render(below[0])
	}
	return append(st.Strong.each(head), below...)
}

// hang breaks a block's one line at the measure; its number, bullet or bar hangs in the margin.
func hang(line string, b body.Block, measure int, st *Styles) []string {
	indent := strings.Repeat(" ", 2*b.Level)
	sign := 0
	if b.Sign != "" {
		sign = st.Width(b.Sign) + 1
	}
	switch {
	case b.Kind == body.Quote:
		sign = st.Width(st.Sign.quote)
	case b.Kind == body.Bullet && b.Sign == "", b.Level > 0:
		sign += st.Width(st.Sign.bullet)
	}
	room := measure - len(indent) - sign
	if room < minText {
		return st.Wrap(line, measure)
	}
	first, text := st.Split(line, sign)
	rest := strings.Repeat(" ", sign)
	if b.Kind == body.Quote {
		first = st.Dim.Render(st.Sign.quote)
		rest = first
	}
	lines := st.Wrap(text, room)
	for i := range lines {
		lines[i] = indent + first + lines[i]
		first = rest
	}
	return lines
}

// minText is the least room for text beside a hanging sign.
const minText = 12

// glamourStyle returns how glamour draws a body. Running text has the terminal's own colour.
func glamourStyle(st *Styles) gansi.StyleConfig {
	yes, one := true, uint(1)
	few := st.Basic || st.Plain // colours: bold alone is what titles and names have
	p := paletteOf(st.Theme)
	heading := gansi.StyleBlock{StylePrimitive: gansi.StylePrimitive{Bold: &yes, Underline: &few, Color: p.warm.pointer()}}
	return gansi.StyleConfig{
		BlockQuote:  gansi.StyleBlock{Indent: &one, IndentToken: &st.Sign.quote},
		List:        gansi.StyleList{LevelIndent: 2},
		Heading:     heading,
		Strong:      gansi.StylePrimitive{Bold: &yes},
		Emph:        gansi.StylePrimitive{Italic: &yes},
		Item:        gansi.StylePrimitive{BlockPrefix: st.Sign.bullet},
		Enumeration: gansi.StylePrimitive{BlockPrefix: ". "},
		Link:        gansi.StylePrimitive{Underline: &yes, Color: p.accent.pointer()},
		LinkText:    gansi.StylePrimitive{Underline: &yes},
	}
}

// printMargin is the margin at both sides of a page that is printed, in cells.
const printMargin = 2

// Print returns the lines of a release, with notes beside its date, as the reader draws it, with styles and
// links, for a terminal of a width in cells. It takes milliseconds.
func Print(d *data.Document, notes []string, width int, t Theme) []string {
	return printed(width, func(measure int) *page {
		return drawPage(context.Background(), d, notes, pageKey{id: d.ID, measure: measure, theme: t})
	})
}

// PrintChanges returns the lines of what changed in a version of a release as the
// reader draws it.
func PrintChanges(e *model.Edition, width int, t Theme) []string {
	return printed(width, func(measure int) *page { return drawChanges(e, measure, NewStyles(t)) })
}

// printed returns the lines of a page, with margins.
func printed(width int, draw func(measure int) *page) []string {
	margin := printMargin
	if width < minWidth+2*printMargin {
		margin = 0
	}
	measure := max(min(maxMeasure, width-2*margin), 1)
	left := strings.Repeat(" ", margin)
	var lines []string
	for _, line := range draw(measure).lines {
		if line != "" {
			line = left + line
		}
		lines = append(lines, line)
	}
	return lines
}
