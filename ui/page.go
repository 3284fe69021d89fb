package ui

import (
	"fmt"
	"sort"
	"strings"
	"unicode"

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
	measure int
	theme   Theme
}

// page is a release as it is drawn: its lines, and where in the text each of
// them begins. It is immutable, and shared by the sessions that read it.
type page struct {
	lines  []string // styled
	plain  []string // the same without styles
	before []int    // letters of the page, white space not counted, before each line
	cost   int      // bytes, for the cache
}

// newPage returns the page of lines. The styles of glamour's output never
// reach across a line's end.
func newPage(lines []string) *page {
	p := &page{lines: lines}
	letters := 0
	for _, line := range lines {
		plain := strings.TrimRight(ansi.Strip(line), " ")
		p.plain = append(p.plain, plain)
		p.before = append(p.before, letters)
		for _, c := range plain {
			if !unicode.IsSpace(c) {
				letters++
			}
		}
		p.cost += 2*len(line) + 48
	}
	return p
}

// lineAt returns the line in which the letter after the first place letters
// stands.
func (p *page) lineAt(place int) int {
	if place <= 0 {
		return 0
	}
	i := sort.Search(len(p.before), func(i int) bool { return p.before[i] > place })
	return max(0, i-1)
}

// drawPage draws a release: its head, then its body by glamour. It takes
// milliseconds, and belongs in a command.
func drawPage(r *data.Release, key pageKey) *page {
	st := NewStyles(key.theme)
	lines := head(r, key.measure, &st)
	lines = append(lines, "")
	if strings.TrimSpace(r.Body) == "" {
		lines = append(lines, st.Dim.Render("The board gives no text for this release."))
		return newPage(lines)
	}
	text, err := drawBody(body.Markdown(r.Body), key.measure, &st)
	if err != nil {
		// Never lose what is there: the text as it came, wrapped.
		text = ansi.Wrap(r.Body, key.measure, "")
	}
	lines = append(lines, trimBlank(strings.Split(text, "\n"))...)
	if r.Excerpt {
		note := "[" + st.Sign.more + "] An excerpt: the board cuts the text off here, in mid-sentence."
		lines = append(lines, "")
		for _, l := range strings.Split(ansi.Wrap(note, key.measure, ""), "\n") {
			lines = append(lines, st.Warn.Render(l))
		}
	}
	return newPage(lines)
}

// head returns the lines above a release's text: the headline, and what is
// known about it.
func head(r *data.Release, measure int, st *Styles) []string {
	var lines []string
	for _, l := range strings.Split(ansi.Wrap(r.Title, measure, ""), "\n") {
		lines = append(lines, st.Brand.Render(strings.TrimRight(l, " ")))
	}
	facts := []string{r.Date.Time().Format("Mon 2 January 2006"), model.CategoryName(r.Category)}
	if r.Category == "" {
		facts = facts[:1]
	}
	if r.Excerpt {
		facts = append(facts, "excerpt")
	}
	facts = append(facts, fmt.Sprintf("%d min read", r.ReadingMinutes()), "id "+r.ID)
	line := ""
	for i, f := range facts {
		next := f
		if i > 0 {
			next = line + " " + st.Sign.dot + " " + f
		}
		if i > 0 && ansi.StringWidth(next) > measure {
			lines = append(lines, st.Dim.Render(fit(line, min(measure, ansi.StringWidth(line)), st.Sign.more)))
			next = f
		}
		line = next
	}
	lines = append(lines, st.Dim.Render(fit(line, min(measure, ansi.StringWidth(line)), st.Sign.more)))
	return append(lines, st.Dim.Render(strings.Repeat(st.Sign.line, measure)))
}

// drawBody renders Markdown at a measure. Lines are free of trailing space.
func drawBody(markdown string, measure int, st *Styles) (string, error) {
	r, err := glamour.NewTermRenderer(glamour.WithStyles(glamourStyle(st)), glamour.WithWordWrap(measure))
	if err != nil {
		return "", err
	}
	return r.Render(markdown)
}

// trimBlank drops blank lines at both ends of a page, and trailing space.
func trimBlank(lines []string) []string {
	out := lines[:0]
	for _, l := range lines {
		plain := ansi.Strip(l)
		if strings.TrimSpace(plain) == "" {
			l = ""
		} else if w := ansi.StringWidth(strings.TrimRight(plain, " ")); w < ansi.StringWidth(plain) {
			l = ansi.Truncate(l, w, "")
		}
		if l != "" || len(out) > 0 {
			out = append(out, l)
		}
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

// glamourStyle returns how glamour draws a body for st. Running text has the
// terminal's own colour.
func glamourStyle(st *Styles) gansi.StyleConfig {
	yes, one := true, uint(1)
	p := paletteOf(st.Theme)
	heading := gansi.StyleBlock{StylePrimitive: gansi.StylePrimitive{Bold: &yes, Underline: &yes, Color: p.accent.pointer()}}
	return gansi.StyleConfig{
		BlockQuote:  gansi.StyleBlock{StylePrimitive: gansi.StylePrimitive{Color: p.accent.pointer()}, Indent: &one, IndentToken: &st.Sign.quote},
		List:        gansi.StyleList{LevelIndent: 2},
		Heading:     heading,
		Strong:      gansi.StylePrimitive{Bold: &yes},
		Emph:        gansi.StylePrimitive{Italic: &yes},
		Item:        gansi.StylePrimitive{BlockPrefix: st.Sign.bullet},
		Enumeration: gansi.StylePrimitive{BlockPrefix: ". "},
		Link:        gansi.StylePrimitive{Underline: &yes, Color: p.dim.pointer()},
		LinkText:    gansi.StylePrimitive{Underline: &yes},
	}
}
