package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"pressroom/data/fuzzy"
)

// segment is a run of cells of one line of a page.
type segment struct{ line, from, to int }

// match is a place in a page where the searched words stand: one segment, or
// several where they run over a line's end.
type match []segment

// findIn returns the places where words stand in p, as they are read: case,
// accents, quotes and dashes fold, and a line's end is a space.
func findIn(p *page, words string, quote string) []match {
	words = strings.Join(strings.Fields(fuzzy.Fold(words)), " ")
	if words == "" {
		return nil
	}
	// The page as one folded line; from says for each of its bytes where in
	// the page it comes from.
	type origin struct{ line, col int }
	var text strings.Builder
	var from []origin
	for n, plain := range p.plain {
		start := len(plain) - len(strings.TrimLeft(plain, " "))
		if rest := plain[start:]; strings.HasPrefix(rest, quote) {
			start += len(quote)
		}
		if text.Len() > 0 {
			text.WriteByte(' ')
			from = append(from, origin{n - 1, len(p.plain[n-1])}) // the line's end
		}
		folded, offsets := fuzzy.FoldOffsets(plain[start:])
		for i := range len(folded) {
			if folded[i] == ' ' && (text.Len() == 0 || text.String()[text.Len()-1] == ' ') {
				continue
			}
			text.WriteByte(folded[i])
			from = append(from, origin{n, start + int(offsets[i])})
		}
	}
	all := text.String()
	var found []match
	for at := 0; ; {
		i := strings.Index(all[at:], words)
		if i < 0 {
			return found
		}
		at += i
		var m match
		for _, o := range from[at : at+len(words)] {
			if n := len(m); n > 0 && m[n-1].line == o.line {
				m[n-1].to = o.col
			} else {
				m = append(m, segment{o.line, o.col, o.col})
			}
		}
		at += len(words)
		for k := range m { // bytes to cells, the last letter included
			plain := p.plain[m[k].line]
			size := clusterLen(plain[m[k].to:])
			to := m[k].to + size
			m[k].from, m[k].to = ansi.StringWidth(plain[:m[k].from]), ansi.StringWidth(plain[:to])
		}
		found = append(found, m)
	}
}

// clusterLen returns the length in bytes of the first letter of s, with all
// that combines with it.
func clusterLen(s string) int {
	cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return len(cluster)
}
