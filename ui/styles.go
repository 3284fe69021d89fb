package ui

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Theme is what a page's look depends on beside its width.
type Theme struct {
	Dark  bool // the background is dark
	ASCII bool // borders and marks in ASCII alone
	Basic bool // 16 colours, or none
}

// Styles is every colour and sign of one session. Body text has the
// terminal's own colours, which its user chose to be legible; nothing is told
// by colour alone.
type Styles struct {
	Theme

	Brand, Dim, Accent, Strong lipgloss.Style
	Head, HeadFocused          lipgloss.Style // a pane's heading
	Month                      lipgloss.Style
	Selected                   lipgloss.Style // the headline under the cursor
	Lit, LitSelected           lipgloss.Style // letters that matched
	Chip, Key                  lipgloss.Style
	Found, FoundHere           lipgloss.Style // words found in a page, and the one that n is at
	Bar, BarChosen             lipgloss.Style // histogram
	Warn                       lipgloss.Style

	Sign signs
}

// signs are the characters that are drawn and not read.
type signs struct {
	rule, line, cursor, focus, quote, bullet string
	open, shut, dot, dash, more, times       string
	here, chosen, marked, near               string
	bars                                     []string // a cell of the histogram, from empty to full
}

var utf8Signs = signs{
	rule: "│", line: "─", cursor: "▌", focus: "▸", quote: "│ ", bullet: "• ",
	open: "▾", shut: "▸", dot: "·", dash: "–", more: "…", times: "×",
	here: "▲", chosen: "━", marked: "╌", near: "≈",
	bars: strings.Split(" ▁▂▃▄▅▆▇█", ""),
}

var asciiSigns = signs{
	rule: "|", line: "-", cursor: ">", focus: ">", quote: "| ", bullet: "- ",
	open: "v", shut: ">", dot: "-", dash: "-", more: "...", times: "x",
	here: "^", chosen: "=", marked: "~", near: "~",
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

// pointer returns the colour as glamour wants it.
func (c colour) pointer() *string {
	if c == "" {
		return nil
	}
	s := string(c)
	return &s
}

// palette is the colours of a theme. Each has a contrast of at least 4.5 to 1
// against black, or white.
type palette struct{ accent, dim, lit, month, warn colour }

func paletteOf(t Theme) palette {
	switch {
	case t.Basic: // of 16 colours a user may have made anything: use few
		return palette{lit: "3", warn: "1"}
	case t.Dark:
		return palette{accent: "110", dim: "246", lit: "221", month: "180", warn: "215"}
	}
	return palette{accent: "25", dim: "241", lit: "130", month: "94", warn: "130"}
}

// NewStyles returns the styles of a theme. Colours are of the 256, which
// every terminal that is used over a network has; with fewer the 16 are used,
// and the renderer drops what a terminal cannot show.
func NewStyles(t Theme) Styles {
	s := Styles{Theme: t, Sign: utf8Signs}
	if t.ASCII {
		s.Sign = asciiSigns
	}
	p := paletteOf(s.Theme)
	s.Accent = p.accent.style()
	s.Brand = s.Accent.Bold(true)
	s.Dim = p.dim.style()
	s.Strong = lipgloss.NewStyle().Bold(true)
	s.Head = s.Dim
	s.HeadFocused = s.Accent.Bold(true).Underline(true)
	s.Month = p.month.style().Bold(true)
	s.Selected = lipgloss.NewStyle().Bold(true)
	s.Lit = p.lit.style().Underline(true)
	s.LitSelected = s.Lit.Bold(true)
	s.Chip = s.Accent.Reverse(true)
	s.Key = lipgloss.NewStyle().Bold(true)
	s.Found = p.lit.style().Reverse(true)
	s.FoundHere = lipgloss.NewStyle().Bold(true).Underline(true).Reverse(true)
	s.Bar = s.Accent
	s.BarChosen = p.lit.style().Bold(true)
	s.Warn = p.warn.style()
	return s
}

// fit returns line cut or padded to exactly w cells.
func fit(line string, w int, more string) string {
	n := ansi.StringWidth(line)
	switch {
	case n == w:
		return line
	case n < w:
		return line + strings.Repeat(" ", w-n)
	}
	line = ansi.Truncate(line, w, ansi.Truncate(more, w, ""))
	// A wide letter that did not fit leaves a cell over.
	return line + strings.Repeat(" ", max(0, w-ansi.StringWidth(line)))
}

// spread puts left and right at the ends of a line of w cells; left gives way.
func spread(left, right string, w int, more string) string {
	room := w - ansi.StringWidth(right)
	if room < 1 || right == "" {
		return fit(left, w, more)
	}
	if ansi.StringWidth(left) > room-1 {
		return fit(left, room-1, more) + " " + right
	}
	return fit(left, room, more) + right
}
