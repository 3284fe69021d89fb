package ui

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"pressroom/data/archive"
	"pressroom/data/fuzzy"
)

// segment is a run of cells of one line of a page. The cells are those that
// lipgloss styles them by, whatever the terminal's own measure.
type segment struct{ line, from, to int }

// match is a place in a page where the searched words stand: one segment, or
// several where they run over a line's end.
type match []segment

// origin is where in a page a byte of its running text comes from.
type origin struct{ line, col int }

// running returns the text of a page as it is read, without the bars of
// quotations: a line's end is a space, as are several. From says for each of
// its bytes where in the page it comes from.
func running(p *page, quote string) (text string, from []origin) {
	var b strings.Builder
	space := true
	for n, plain := range p.plain {
		start := len(plain) - len(strings.TrimLeft(plain, " "))
		if rest := plain[start:]; strings.HasPrefix(rest, quote) {
			start += len(quote)
		}
		for i := start; i < len(plain); i++ {
			if plain[i] == ' ' && space {
				continue
			}
			space = plain[i] == ' '
			b.WriteByte(plain[i])
			from = append(from, origin{n, i})
		}
		if !space {
			space = true
			b.WriteByte(' ')
			from = append(from, origin{n, len(plain)})
		}
	}
	return b.String(), from
}

// matchOf returns the place in a page of bytes from up to to of its running
// text.
func matchOf(p *page, at []origin) match {
	var m match
	for _, o := range at {
		if n := len(m); n > 0 && m[n-1].line == o.line {
			m[n-1].to = o.col
		} else {
			m = append(m, segment{o.line, o.col, o.col})
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
		m[k].from, m[k].to = ansi.StringWidth(plain[:m[k].from]), ansi.StringWidth(plain[:to])
	}
	return m
}

// findIn returns the places where words stand in p, as they are read: case,
// accents, quotes and dashes fold, and a line's end is a space.
func findIn(p *page, words string, quote string) []match {
	words = strings.Join(strings.Fields(fuzzy.Fold(words)), " ")
	if words == "" {
		return nil
	}
	text, from := running(p, quote)
	folded, at := fuzzy.FoldOffsets(text)
	var found []match
	for i := 0; ; i += len(words) {
		next := strings.Index(folded[i:], words)
		if next < 0 {
			return found
		}
		i += next
		var place []origin
		for _, k := range at[i : i+len(words)] {
			place = append(place, from[k])
		}
		found = append(found, matchOf(p, place))
	}
}

// findQuery returns the places in p that a query finds.
func findQuery(p *page, lit func(text string) []archive.Span, quote string) []match {
	text, from := running(p, quote)
	var found []match
	for _, s := range lit(text) {
		found = append(found, matchOf(p, from[s.Start:s.End]))
	}
	return found
}

// clusterLen returns the length in bytes of the first letter of s, with all
// that combines with it.
func clusterLen(s string) int {
	cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return len(cluster)
}
