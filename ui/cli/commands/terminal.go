package commands

import (
	"io"
	"iter"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"pressroom/data"
	"pressroom/data/text"
	"pressroom/ui"
	"pressroom/ui/cli/plain"
	"pressroom/ui/screen"
)

// Terminal is what somebody looks at what is printed on. Lists are printed to its
// width, with dates dim and what matched highlighted, and releases as the reader draws
// them.
type Terminal struct {
	Width, Height int // in cells
	Theme         ui.Theme
	Profile       colorprofile.Profile
	Links         bool // it knows links (OSC 8)
}

// writer returns a writer that leaves away what the terminal does not know. It takes whole lines alone.
func (t *Terminal) writer(w io.Writer) io.Writer {
	return &colorprofile.Writer{Forward: w, Profile: t.Profile}
}

// How much of a category a list shows, in cells; a headline with less room than minTitle stands below.
const (
	maxCategory = 12
	minTitle    = 32
)

// list prints hits: ID, date, category where they differ, the whole headline; below it the place in the text.
func (t *Terminal) list(out io.Writer, hits iter.Seq[plain.Hit]) error {
	st, categories := ui.NewStyles(t.Theme), 0
	var first *data.Release
	for h := range hits {
		if first == nil {
			first = h.Release
		}
		if h.Category != first.Category {
			categories = maxCategory
			break
		}
	}
	w := t.writer(out)
	for h := range hits {
		facts := h.ID + "  " + h.Date.String()
		if categories > 0 {
			facts += "  " + st.Fit(h.Category, categories, t.sign("…", "..."))
		}
		indent := st.Width(facts) + 2
		lead := st.Dim.Render(facts) + "  "
		if t.Width-indent < minTitle {
			indent = 2
			lead = st.Dim.Render(facts) + "\n  "
		}
		margin := strings.Repeat(" ", indent)
		for _, line := range st.WrapEven(highlight(st, h.Title, h.TitleHighlights, func(s string) string { return s }), t.Width-indent) {
			if _, err := io.WriteString(w, lead+line+"\n"); err != nil {
				return err
			}
			lead = margin
		}
		if h.Snippet == "" {
			continue
		}
		for _, line := range st.Wrap(highlight(st, t.marks(h.Snippet), h.Highlights, st.Dim.Render), t.Width-indent-2) {
			if _, err := io.WriteString(w, margin+"  "+line+"\n"); err != nil {
				return err
			}
		}
	}
	return nil
}

// marks returns a snippet with its signs of a cut as the terminal has them, in as many bytes: highlights stay in place.
func (t *Terminal) marks(snippet string) string {
	if rest, cut := strings.CutPrefix(snippet, "…"); cut {
		snippet = t.sign("…", "...") + rest
	}
	if rest, cut := strings.CutSuffix(snippet, "…"); cut {
		snippet = rest + t.sign("…", "...")
	}
	return snippet
}

// sign returns a character that is drawn and not read.
func (t *Terminal) sign(utf8, ascii string) string {
	if t.Theme.ASCII {
		return ascii
	}
	return utf8
}

// highlight returns a text with spans of it highlighted, and the rest as base writes it.
func highlight(st *ui.Styles, s string, spans []text.Span, base func(string) string) string {
	var b strings.Builder
	at := 0
	for _, span := range spans {
		b.WriteString(base(s[at:span.Start]) + st.Highlight.Render(s[span.Start:span.End]))
		at = span.End
	}
	return b.String() + base(s[at:])
}

// pages returns releases as the reader draws them, with a rule between two.
func (t *Terminal) pages(releases []plain.Page) string {
	var all []string
	st := ui.NewStyles(t.Theme)
	for i, p := range releases {
		if i > 0 {
			all = append(all, st.Dim.Render(strings.Repeat(t.sign("─", "-"), t.Width)))
		}
		all = append(all, ui.Print(p.Document, p.Notes(), t.Width, t.Theme)...)
	}
	return t.drawn(all)
}

// drawn returns lines that the reader draws as the terminal takes them.
func (t *Terminal) drawn(lines []string) string {
	var b strings.Builder
	text := strings.Join(lines, "\n") + "\n"
	if !t.Links {
		text = screen.WithoutLinks(text)
	}
	_, _ = io.WriteString(t.writer(&b), text)
	return b.String()
}
