package body

import "strings"

// linked returns s, which begins at byte from of a block's text, as Markdown with
// those of the block's links that lie in it.
func linked(s string, from int, links []Link) string {
	if len(links) == 0 {
		return inline(s)
	}
	var b strings.Builder
	tildes := strings.Count(s, "~") > 1
	at := 0
	for _, l := range links {
		begin, end := l.From-from, l.To-from
		if begin < at || end > len(s) || begin >= end {
			continue
		}
		before, image := strings.CutSuffix(s[at:begin], "!")
		writeInline(&b, before, tildes, true)
		if image {
			b.WriteString(`\!`)
		}
		var label strings.Builder
		writeInline(&label, s[begin:end], tildes, false)
		b.WriteString("[" + strings.ReplaceAll(label.String(), "]", `\]`) + "](<" + escapeReferences(l.Address) + ">)")
		at = end
	}
	writeInline(&b, s[at:], tildes, true)
	return b.String()
}

// escapeReferences escapes what Markdown would take for a character reference in
// an address.
func escapeReferences(address string) string {
	var b strings.Builder
	for i := range len(address) {
		if address[i] == '&' {
			b.WriteString(ampersand(address[i:]))
		} else {
			b.WriteByte(address[i])
		}
	}
	return b.String()
}

// table returns the Markdown of a table. Its first row is the head, since
// Markdown has no table without one.
func table(t *Block) string {
	var b strings.Builder
	at, columns := 0, 0
	for i, row := range t.Rows() {
		if i == 0 {
			columns = len(row)
		}
		b.WriteString("|")
		for k, cell := range row {
			if k < columns {
				text := linked(cell, at, t.Links)
				b.WriteString(" " + strings.ReplaceAll(text, "|", "&#124;") + " |")
			}
			at += len(cell) + 1
		}
		b.WriteString(strings.Repeat("  |", max(0, columns-len(row))) + "\n")
		if i == 0 {
			b.WriteString("|" + strings.Repeat(" --- |", columns) + "\n")
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}
