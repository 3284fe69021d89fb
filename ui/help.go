package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pressroom/data/text"
	"pressroom/model"
)

// queryHelp is the language of queries, by examples.
var queryHelp = [][2]string{
	{"graphene pohang", "both words, in headline or text"},
	{`"hybrid bonding"`, "the phrase"},
	{"semicon*", "words that begin so"},
	{"-tariff", "what is without the word; -org:KATS without what a field finds"},
	{"graphene OR tariff", "either"},
	{"title:amkor", "the word in the headline"},
	{"~grphn", "letters in the headline, in their order"},
	{"category:energy", "a category"},
	{"source:KATS", "the source or file that it is from"},
	{"lang:ko", "the language that it is in"},
	{"has:versions", "it was corrected, and other versions are kept; has:attachment"},
	{"has:gone", "it is no longer at its source"},
	{"date:2025-11", "a day, month, year, or range: 2025-11-18..2025-11-25; Nov"},
	{"since:30d", "from then on; before:2025-01-01 until before then"},
	{"org:KATS", "an organisation that is named"},
	{"person:kim", "a person who is named"},
	{"country:vietnam", "a country, by any name of it"},
	{"krw>=1tn", "a sum of money that is named; amount:any"},
	{"is:unread", "what you have not read; also is:starred, -is:starred, is:read"},
	{"is:corrected", "what was corrected since you read it"},
	{"new:", "what came since your last visit: one ends when you do nothing for an hour"},
	{"sort:date", "the order; also sort:relevance, sort:title"},
}

// helpSection is a part of the help: lines of two columns under a heading.
type helpSection struct {
	title   string
	entries [][2]string
}

// helpOf returns the help of keys, that of the present place first; place 0 is everywhere.
func helpOf(keys []section, in place, offered func(title string, d *action) bool) (sections []helpSection) {
	for _, s := range keys {
		h := helpSection{title: s.title}
		for i := range s.actions {
			if d := &s.actions[i]; d.help != "" && offered(s.title, d) {
				h.entries = append(h.entries, [2]string{d.shown, d.help})
			}
		}
		if len(h.entries) > 0 {
			sections = append(sections, h)
		}
	}
	first := map[place]string{inList: listTitle, inPage: releaseTitle, inFacets: facetsTitle, inMenu: menuTitle}[in]
	slices.SortStableFunc(sections, func(a, b helpSection) int {
		return cmp.Compare(rank(a.title, first), rank(b.title, first))
	})
	return sections
}

// rank orders the sections of the help: of the present place, then of every place.
func rank(title, first string) int {
	switch title {
	case first:
		return 0
	case movingTitle, commonTitle:
		return 1
	}
	return 2
}

func querySection() helpSection { return helpSection{"Queries", queryHelp} }

func signSection(st *Styles) helpSection {
	return helpSection{"Signs in the list", [][2]string{
		{st.Sign.revised, "corrected: v shows what changed"}, {st.Sign.gone, "gone: no longer at its source"},
		{st.Sign.near, "nearly the same text as another"}, {st.Sign.star, "starred"},
	}}
}

// KeysHelp returns every key of the reader and what it does, and the signs of its list, as
// plain text.
func KeysHelp() string {
	keys := helpOf(newKeys(), 0, func(string, *action) bool { return true })
	return plainHelp(append(keys, signSection(NewStyles(Theme{}))))
}

// QueriesHelp returns the language of queries by examples, as plain text.
func QueriesHelp() string { return plainHelp([]helpSection{querySection()}) }

func plainHelp(sections []helpSection) string {
	var b strings.Builder
	st := NewStyles(Theme{})
	column := leftColumn(st, sections)
	for i, s := range sections {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(s.title + "\n")
		for _, e := range s.entries {
			fmt.Fprintf(&b, "  %s  %s\n", st.fit(e[0], column), e[1])
		}
	}
	return b.String()
}

// leftColumn returns how many cells the left column of the help takes.
func leftColumn(st *Styles, sections []helpSection) (w int) {
	for _, s := range sections {
		for _, e := range s.entries {
			w = max(w, st.Width(e[0]))
		}
	}
	return w
}

// helpText is the help as an overlay, in as many columns as there is room for.
type helpText struct {
	st       *Styles
	name     string
	sections []helpSection
	others   []helpSection // which are searched as well
	words    []string
	width    int // of rows
	rows     []string
}

// newHelp returns the help of the keys of a place, or that of queries.
func (a *App) newHelp(o model.Overlay, in place) *helpText {
	h := &helpText{st: a.st, name: "Keys", sections: helpOf(a.keys, in, func(title string, d *action) bool {
		elsewhere := (title == movingTitle || title == commonTitle) && a.actionNamed(d.name, in|inOverlay) == nil // where the help is
		return d.offered(a) && !elsewhere
	})}
	for _, s := range h.sections {
		for i := range s.entries {
			s.entries[i] = [2]string{a.keyName(s.entries[i][0]), a.keyName(s.entries[i][1])}
		}
	}
	h.sections = append(h.sections, signSection(a.st))
	h.others = []helpSection{querySection()}
	if o == model.QueryOverlay {
		h.name, h.sections, h.others = "Queries", h.others, h.sections
	}
	return h
}

func (h *helpText) title() string { return h.name }
func (h *helpText) len(w int) int { h.layOut(w); return len(h.rows) }
func (h *helpText) lines(i, w int) []string {
	h.layOut(w)
	return h.rows[i : i+1]
}

// search leaves the entries that hold every word.
func (h *helpText) search(words string) {
	h.words, h.rows = strings.Fields(text.Fold(words)), nil
}

// found returns what is shown: all, or what is searched for.
func (h *helpText) found() (sections []helpSection) {
	if len(h.words) == 0 {
		return h.sections
	}
	for _, s := range slices.Concat(h.sections, h.others) {
		left := helpSection{title: s.title}
		for _, e := range s.entries {
			if holds(text.Fold(s.title+" "+e[0]+" "+e[1]), h.words) {
				left.entries = append(left.entries, e)
			}
		}
		if len(left.entries) > 0 {
			sections = append(sections, left)
		}
	}
	return sections
}

// The widths of the help's columns, in cells.
const (
	helpColumn = 46 // at least, where there are several
	helpGap    = 3
)

// layOut makes the rows: each section stands whole in the column that is the shortest so far.
func (h *helpText) layOut(w int) {
	if h.rows != nil && h.width == w {
		return
	}
	sections := h.found()
	n := min(max(1, (w+helpGap)/(helpColumn+helpGap)), max(1, len(sections)))
	wide := (w - (n-1)*helpGap) / n
	columns := make([][]string, n)
	for _, s := range sections {
		shortest := 0
		for i := range columns {
			if len(columns[i]) < len(columns[shortest]) {
				shortest = i
			}
		}
		if len(columns[shortest]) > 0 {
			columns[shortest] = append(columns[shortest], "")
		}
		columns[shortest] = append(columns[shortest], h.section(s, leftColumn(h.st, sections), wide)...)
	}
	h.rows, h.width = []string{}, w
	for y := 0; ; y++ {
		row, more := "", false
		for i, c := range columns {
			line := ""
			if y < len(c) {
				line, more = c[y], true
			}
			row += h.st.fit(line, wide)
			if i < n-1 {
				row += strings.Repeat(" ", helpGap)
			}
		}
		if !more {
			return
		}
		h.rows = append(h.rows, row)
	}
}

// section draws a section in w cells, of which the left column may have some.
func (h *helpText) section(s helpSection, column, w int) []string {
	lines := []string{h.st.Head.Render(s.title)}
	column = min(column, max(12, w/3))
	for _, e := range s.entries {
		left := h.st.Strong.Render(h.st.fit(e[0], column))
		for n, part := range h.st.WrapEven(e[1], max(w-column-2, 8)) {
			if n > 0 {
				left = strings.Repeat(" ", column)
			}
			lines = append(lines, left+"  "+part)
		}
	}
	return lines
}

func holds(text string, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

// keyName returns how a key is written on this session's terminal.
func (a *App) keyName(shown string) string {
	if a.st.ASCII {
		shown = strings.NewReplacer("↑", "Up", "↓", "Down", "←", "Left", "→", "Right", "…", "..").Replace(shown)
	}
	return shown
}

// nextHelp shows the help of keys, then that of queries, then none.
func (a *App) nextHelp(times) tea.Cmd {
	switch a.reader.Overlay() {
	case model.HelpOverlay:
		a.openOverlay(model.QueryOverlay)
	case model.QueryOverlay:
		a.reader.ShowOverlay(model.NoOverlay)
	default:
		a.openOverlay(model.HelpOverlay)
	}
	return nil
}
