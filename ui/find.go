package ui

import (
	"sort"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pressroom/data/text"
	"pressroom/model"
)

// segment is a run of cells of one line of a page, as lipgloss measures them.
type segment struct{ line, from, to int }

// match is a place in a page where the searched words stand: several segments where they run over a line's end.
type match []segment

// flow is the text of a page without line ends and the bars of quotations: each run of white space is a space.
type flow struct {
	text string
	runs []flowRun
}

// flowRun is where in the page a run of the text comes from, up to the next run.
type flowRun struct {
	at        int // byte of the text
	line, col int // byte of the page's line
}

// newFlow returns the flow of a page's plain lines.
func newFlow(plain []string, quote string) *flow {
	f := &flow{}
	var b strings.Builder
	size := 0
	for _, line := range plain {
		size += len(line) + 1
	}
	b.Grow(size)
	space := true
	for n, line := range plain {
		col := len(line) - len(strings.TrimLeft(line, " "))
		if strings.HasPrefix(line[col:], quote) {
			col += len(quote)
		}
		begun := false // a run of this line, which goes on
		for ; col < len(line); col++ {
			if line[col] == ' ' && space {
				begun = false
				continue
			}
			if !begun {
				f.runs = append(f.runs, flowRun{b.Len(), n, col})
				begun = true
			}
			space = line[col] == ' '
			b.WriteByte(line[col])
		}
		if !space {
			space = true
			b.WriteByte(' ')
		}
	}
	f.text = b.String()
	return f
}

// match returns the place in the page of bytes from up to to of the flow.
func (f *flow) match(p *page, from, to int) match {
	var m match
	first := sort.Search(len(f.runs), func(i int) bool { return f.runs[i].at > from }) - 1
	for i := max(first, 0); i < len(f.runs) && f.runs[i].at < to; i++ {
		r := f.runs[i]
		start, end := max(from-r.at, 0), to-r.at
		if i+1 < len(f.runs) {
			end = min(end, f.runs[i+1].at-r.at)
		}
		if n := len(m); n > 0 && m[n-1].line == r.line {
			m[n-1].to = r.col + end - 1
		} else {
			m = append(m, segment{r.line, r.col + start, r.col + end - 1})
		}
	}
	for k := range m { // bytes to cells, the last letter included
		plain := p.plain[m[k].line]
		to := m[k].to
		if to < len(plain) {
			for !utf8.RuneStart(plain[to]) {
				to--
			}
			to += clusterLen(plain[to:])
		}
		to = min(to, len(plain))
		m[k].from, m[k].to = ansi.StringWidth(plain[:m[k].from]), ansi.StringWidth(plain[:to])
	}
	return m
}

// findIn returns the places of words in p; case, accents, quotes and dashes fold.
func findIn(p *page, words string) []match {
	words = strings.Join(strings.Fields(text.Fold(words)), " ")
	if words == "" {
		return nil
	}
	f := p.flow()
	folded, at := text.FoldOffsets(f.text)
	var found []match
	for i := 0; ; i += len(words) {
		next := strings.Index(folded[i:], words)
		if next < 0 {
			return found
		}
		i += next
		found = append(found, f.match(p, int(at[i]), int(at[i+len(words)-1])+1))
	}
}

// findQuery returns the places in p that a query finds.
func findQuery(p *page, highlights func(text string) []text.Span) []match {
	f := p.flow()
	var found []match
	for _, s := range highlights(f.text) {
		found = append(found, f.match(p, s.Start, s.End))
	}
	return found
}

// clusterLen returns the length in bytes of the first grapheme cluster of s.
func clusterLen(s string) int {
	cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return len(cluster)
}

func (a *App) startFind(times) tea.Cmd {
	a.startPrompt(model.PagePrompt)
	a.release.search.from = a.release.top
	return nil
}

// stepMatches goes to another place that is found in the page.
func (a *App) stepMatches(t times) tea.Cmd {
	if !a.release.stepChanges(a, t.step()) && !a.release.step(a, t.step()) {
		a.note = "There is no search yet: / finds words in the page."
		if a.reader.Edition() != nil && a.page() == nil {
			a.note = "The versions are still being compared."
		}
	}
	return nil
}

// stepHits goes to another place that the query finds, also of the next release.
func (a *App) stepHits(t times) tea.Cmd {
	r, p := a.reader, &a.release
	query := r.Listing().Query.Sought()
	if query.IsZero() || r.Listing().Len() == 0 {
		return a.say("There is no search yet: / finds headlines and texts.")
	}
	for range t.or1() {
		shown := r.Shown()
		under := shown != nil && shown.ID == r.At(r.Cursor()).ID
		if under && a.page() != nil && p.search.key == a.pageKey(shown) && p.onward(a, t.by) {
			continue
		}
		if !r.Step(t.by) {
			return a.say(map[int]string{1: "This is the last place found.", -1: "This is the first place found."}[t.by])
		}
		p.jump = t.by
	}
	return nil
}
