package body

import (
	"strings"

	"pressroom/data"
)

// Plain takes the marks of Markdown away again: those that Markdown writes,
// not any that others may. But for white space,
// Plain(Recover(s).Markdown()) is s.
func Plain(markdown string) string {
	var b strings.Builder
	b.Grow(len(markdown))
	row := 0  // of a table
	set := "" // the fence that preformatted text ends with
	for markdown != "" {
		line, rest, ended := strings.Cut(markdown, "\n")
		if markdown = rest; ended {
			line += "\n"
		}
		if mark := fenceOf(line); set != "" || mark != "" {
			switch {
			case set == "":
				set = mark
			case set == mark:
				set = ""
			default:
				b.WriteString(data.OneLine(line) + "\n")
			}
			row = 0
			continue
		}
		if strings.HasPrefix(line, "| ") && (row > 0 || strings.HasPrefix(rest, tableRule)) {
			if row++; row != 2 { // the rule below the head
				cells := strings.TrimSuffix(strings.TrimPrefix(line, "| "), " |\n")
				plainInline(&b, strings.ReplaceAll(strings.TrimSuffix(cells, " |"), " | ", "\t")+"\n")
			}
			continue
		}
		row = 0
		line = strings.TrimLeft(line, " ")
		for _, mark := range []string{"## ", "> ", ">", "- "} {
			if rest, ok := strings.CutPrefix(line, mark); ok && (mark != ">" || rest == "\n") {
				line = rest
				break
			}
		}
		plainInline(&b, line)
	}
	return b.String()
}

// references are those that inline and lineStart write.
var references = strings.NewReplacer("&amp;", "&", "&#126;", "~", "&#64;", "@", "&#58;", ":", "&#124;", "|")

const tableRule = "| --- |"

// plainInline writes a line without its escapes, bold marks and link marks.
func plainInline(b *strings.Builder, s string) {
	for s != "" {
		i := strings.IndexAny(s, "\\*<[]")
		if i < 0 {
			i = len(s)
		}
		if text := s[:i]; strings.Contains(text, "&") {
			references.WriteString(b, text)
		} else {
			b.WriteString(text)
		}
		if s = s[i:]; s == "" {
			return
		}
		switch s[0] {
		case '\\':
			end := min(2, len(s))
			b.WriteString(s[1:end])
			s = s[end:]
		case '*', '[':
			s = s[1:]
		case ']':
			if strings.HasPrefix(s, "](<") {
				_, s, _ = strings.Cut(s, ">)")
				break
			}
			b.WriteByte(']')
			s = s[1:]
		case '<':
			link, rest, _ := strings.Cut(s[1:], ">")
			b.WriteString(link)
			s = rest
		}
	}
}
