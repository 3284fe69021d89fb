package ui

import (
	"strings"
	"sync"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"pressroom/ui/cells"
)

// Theme is what a page's look depends on beside its width.
type Theme struct {
	Dark  bool // the background is dark
	ASCII bool // borders and marks in ASCII alone
	Basic bool // 16 colours
	Plain bool // none

	cells.Measure // of the terminal: all that is drawn is measured by it
}

// On returns the theme on a terminal with the colours of p.
func (t Theme) On(p colorprofile.Profile) Theme {
	t.Plain = p < colorprofile.ANSI
	t.Basic = !t.Plain && p < colorprofile.ANSI256
	return t
}

// Styles is every colour and sign of one session. Body text has the
// terminal's own colours, which its user chose to be legible; colour alone carries no
// meaning.
type Styles struct {
	Theme

	Strong, Dim                lineStyle // titles, keys and what is unread; what stands beside the text
	Accent, Brand              lineStyle // where keys go, and what can be gone to; its heading
	Head                       lineStyle // headings
	Selected, SelectedMark     lineStyle // a row under the cursor, where keys go to its pane
	Chip                       lineStyle // what is chosen; the cursor beside a headline
	SelectedStrong             lineStyle // and its headline, where that is unread
	Highlight, HighlightStrong lineStyle // letters that matched, in unread headlines too
	HighlightSelected          lineStyle // and under the cursor
	HighlightSelectedStrong    lineStyle
	Found, FoundHere           lipgloss.Style // words found in a page, and the one that n is at
	BarChosen                  lineStyle      // of the histogram
	Rule                       lineStyle      // between panes
	Warn                       lineStyle
	Out, In                    lineStyle // words that a version took out, and put in

	Sign signs
}

// lineStyle is the sequences around text in a style: lipgloss would evaluate the style hundreds of times a frame.
type lineStyle struct{ before, after string }

// newLineStyle returns the line style that lipgloss renders.
func newLineStyle(s lipgloss.Style) lineStyle {
	const letter = "x"
	before, after, _ := strings.Cut(s.Render(letter), letter)
	return lineStyle{before, after}
}

// Render returns text in this style.
func (s lineStyle) Render(text string) string {
	if text == "" {
		return ""
	}
	return s.before + text + s.after
}

// each puts lines into this style.
func (s lineStyle) each(lines []string) []string {
	for i := range lines {
		lines[i] = s.Render(lines[i])
	}
	return lines
}

// signs are the characters that are drawn and not read.
type signs struct {
	rule, line, cursor, focus, quote, bullet string
	heavy, down, up, right, thumb, check     string
	open, shut, dot, dash, more, times       string
	here, marked, near, revised, gone        string
	star, unread                             string
	bars                                     []string // a cell of the histogram, from empty to full
}

var utf8Signs = signs{
	heavy: "━", down: "┬", up: "┴", right: "├", thumb: "┃", check: "✓",
	rule: "│", line: "─", cursor: "▌", focus: "▸", quote: "│ ", bullet: "• ",
	open: "▾", shut: "▸", dot: "·", dash: "–", more: "…", times: "×",
	here: "▲", marked: "╌", near: "≈", revised: "±", gone: "†", star: "★", unread: "•",
	bars: strings.Split(" ▁▂▃▄▅▆▇█", ""),
}

var asciiSigns = signs{
	heavy: "=", down: "-", up: "-", right: "|", thumb: "#", check: "*",
	rule: "|", line: "-", cursor: ">", focus: ">", quote: "| ", bullet: "- ",
	open: "v", shut: ">", dot: "-", dash: "-", more: "...", times: "x",
	here: "^", marked: "~", near: "~", revised: "+", gone: "x", star: "*", unread: "o",
	bars: strings.Split(" .:|#", ""),
}

// colour is a number of the 256 colours; "" is the terminal's own.
type colour string

func (c colour) style() lipgloss.Style {
	if c == "" {
		return lipgloss.NewStyle()
	}
	return lipgloss.NewStyle().Foreground(lipgloss.Color(string(c)))
}

func (c colour) pointer() *string {
	if c == "" {
		return nil
	}
	s := string(c)
	return &s
}

// palette is the colours of a theme, each with one meaning.
type palette struct {
	accent    colour // where keys go, and what can be gone to
	warm      colour // headings
	highlight colour // what matched
	warn      colour // what went wrong
	out       colour // words that were taken out
	in        colour // and put in
	dim       colour // what stands beside the text
	line      colour // rules and thumbs, which are no text
	fill      colour // behind the row under the cursor; reverse where it is ""
}

// The palettes. Every colour of text has a contrast of at least 4.5 to 1 with
// the backgrounds that such terminals have, and those that stand on a filled row
// with that. Of 16 colours a user may have made anything: few are used.
var (
	darkPalette  = palette{accent: "110", warm: "180", highlight: "221", warn: "210", out: "203", in: "114", dim: "246", line: "240", fill: "237"}
	lightPalette = palette{accent: "25", warm: "94", highlight: "90", warn: "160", out: "124", in: "22", dim: "241", line: "250", fill: "254"}
	basicPalette = palette{accent: "6", highlight: "3", warn: "1", out: "1", in: "2", dim: "8", line: "8"}
)

func paletteOf(t Theme) palette {
	switch {
	case t.Plain:
		return palette{}
	case t.Basic:
		return basicPalette
	case t.Dark:
		return darkPalette
	}
	return lightPalette
}

// NewStyles returns the styles of a theme. Colours are of the 256, which
// every terminal that is used over a network has; with fewer the 16 are used,
// and the renderer drops what a terminal cannot show.
//
// They are made once for each theme and shared by all sessions that have it.
func NewStyles(t Theme) *Styles {
	themes.Lock()
	defer themes.Unlock()
	s := themes.made[t]
	if s == nil {
		s = makeStyles(t)
		themes.made[t] = s
	}
	return s
}

// themes keeps the styles that were made. They never change.
var themes = struct {
	sync.Mutex
	made map[Theme]*Styles
}{made: map[Theme]*Styles{}}

func makeStyles(t Theme) *Styles {
	s := &Styles{Theme: t, Sign: utf8Signs}
	if t.ASCII || t.Wide { // wide borders would not meet
		s.Sign = asciiSigns
	}
	p := paletteOf(s.Theme)
	plain, accent, highlight := lipgloss.NewStyle(), p.accent.style(), p.highlight.style()
	selected := plain.Reverse(true)
	if p.fill != "" {
		selected = plain.Background(lipgloss.Color(string(p.fill)))
	}
	s.Accent = newLineStyle(accent)
	s.Brand = newLineStyle(accent.Bold(true))
	s.Dim = newLineStyle(p.dim.style())
	s.Strong = newLineStyle(plain.Bold(true))
	s.Head = newLineStyle(p.warm.style().Bold(true))
	s.Selected = newLineStyle(selected)
	s.SelectedMark = s.Selected
	s.SelectedStrong = newLineStyle(selected.Bold(true))
	s.Highlight = newLineStyle(highlight.Underline(true))
	s.HighlightStrong = newLineStyle(highlight.Underline(true).Bold(true))
	s.HighlightSelected = newLineStyle(selected.Underline(true).Bold(true))
	s.HighlightSelectedStrong = s.HighlightSelected
	if p.fill != "" {
		found := selected.Foreground(lipgloss.Color(string(p.highlight))).Underline(true)
		s.HighlightSelected, s.HighlightSelectedStrong = newLineStyle(found), newLineStyle(found.Bold(true))
		s.SelectedMark = newLineStyle(selected.Foreground(lipgloss.Color(string(p.accent))))
	}
	s.Chip = newLineStyle(accent.Reverse(true))
	s.Found = highlight.Reverse(true)
	s.FoundHere = plain.Bold(true).Underline(p.fill == "").Reverse(true)
	s.BarChosen = newLineStyle(highlight.Bold(true))
	s.Rule = newLineStyle(p.line.style())
	s.Warn = newLineStyle(p.warn.style())
	s.Out = newLineStyle(p.out.style().Strikethrough(true))
	s.In = newLineStyle(p.in.style().Underline(true))
	return s
}

// atCursor returns how a row is drawn that fills with the cursor: its first cell, its text, what else there is.
func (s *Styles) atCursor(here bool) (mark string, base, dim lineStyle) {
	if here {
		return s.SelectedMark.Render(s.Sign.cursor), s.Selected, s.Selected
	}
	return " ", lineStyle{}, s.Dim
}

// fit returns line cut or padded to exactly w cells.
func (s *Styles) fit(line string, w int) string { return s.Fit(line, w, s.Sign.more) }

// blank returns n blank cells. A filled row ends with a no-break space, which copying does not drop.
func (s *Styles) blank(k lineStyle, n int) string {
	switch {
	case n < 1:
		return ""
	case s.ASCII || k == (lineStyle{}):
		return k.Render(strings.Repeat(" ", n))
	}
	return k.Render(strings.Repeat(" ", n-1) + "\u00a0")
}

// spread puts left and right at the ends of a line of w cells; left gives way.
func (s *Styles) spread(left, right string, w int) string {
	room := w - s.Width(right)
	switch {
	case room < 1 || right == "":
		return s.fit(left, w)
	case s.Width(left) > room-1:
		return s.fit(left, room-1) + " " + right
	}
	return s.fit(left, room) + right
}
