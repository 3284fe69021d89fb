package feed

import (
	"bytes"
	"cmp"
	"html"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"
)

// Most of a feed are the texts of its items, of which the XML parser reads a byte at a
// time. So the texts of RSS that are nothing but text are taken out of the items before
// it reads them.

// xmlItem is an item of a feed, with its tags.
type xmlItem struct {
	xml   []byte
	texts []span // of an item of RSS, its children that hold nothing but text, with their tags
}

// span is a part of an item, up to the byte before to.
type span struct{ from, to int }

// itemTexts are the texts that were taken out of an item; "" where there was none.
type itemTexts struct{ content, description, date string }

// children finds the children of an item that hold nothing but text.
type children struct {
	plain bool     // each tag closes the one that was opened last, and no field is there twice
	open  []string // the elements that are open in the item
	had   []string // the fields that it has, without prefixes
	child int      // where the last child begins; -1 where something is in it but text
	texts []span
}

// see takes the next tag of an item, with its name, whose first byte is the one at begins. Of an item in
// which the parser could see other elements, nothing is taken out.
func (c *children) see(tag []byte, name string, closes bool, begins int) {
	if c.plain = c.plain && endsAsRead(tag); !c.plain {
		return
	}
	last := len(c.open) - 1
	if _, field := withoutPrefix(name); last < 0 && slices.Contains([]string{"description", "encoded", "pubdate"}, field) {
		c.plain = !slices.Contains(c.had, field) // the last one counts
		c.had = append(c.had, field)
	}
	switch {
	case name == "":
	case closes && last < 0:
		c.plain = name == "item"
	case closes:
		if last == 0 && c.child >= 0 {
			c.texts = append(c.texts, span{c.child, begins + len(tag)})
		}
		c.plain = c.open[last] == name
		c.open, c.child = c.open[:last], -1
	case bytes.HasSuffix(tag, []byte("/>")):
		c.child = -1
	default:
		if c.child = -1; last < 0 {
			c.child = begins
		}
		c.open = append(c.open, name)
	}
}

// endsAsRead reports whether a tag ends where a parser takes it to end, which passes over
// a > within quotes, and within an instruction.
func endsAsRead(tag []byte) bool {
	switch {
	case bytes.HasPrefix(tag, []byte("<!")):
		return false
	case bytes.HasPrefix(tag, []byte("<?")):
		return bytes.HasSuffix(tag, []byte("?>"))
	}
	quote := byte(0)
	for _, c := range tag {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote == 0
}

// feedOf returns a feed of some items without the texts that could be taken out of them,
// and these, and how many control characters the texts had.
func (s *itemScanner) feedOf(items []xmlItem) (b []byte, texts []itemTexts, removed int) {
	b = bytes.Clone(s.head)
	texts = make([]itemTexts, len(items))
	for i := range items {
		xml, from := items[i].xml, 0
		for _, at := range items[i].texts {
			if n, ok := texts[i].take(xml[at.from:at.to]); ok {
				b = append(b, xml[from:at.from]...)
				from = at.to
				removed += n
			}
		}
		b = append(b, xml[from:]...)
	}
	return s.closed(b), texts, removed
}

// wholeFeedOf returns a feed of some items.
func (s *itemScanner) wholeFeedOf(items []xmlItem) []byte {
	b := bytes.Clone(s.head)
	for i := range items {
		b = append(b, items[i].xml...)
	}
	return s.closed(b)
}

// closed returns a feed with the elements closed that are open around its items.
func (s *itemScanner) closed(b []byte) []byte {
	for _, name := range slices.Backward(s.open) {
		b = append(append(append(b, "</"...), name...), '>')
	}
	return b
}

// take takes an element whose text is known to be read as the parser reads it, and
// reports whether it is one, and how many control characters it had.
func (t *itemTexts) take(element []byte) (removed int, taken bool) {
	for _, field := range []struct {
		open string
		to   *string
	}{{"<description>", &t.description}, {"<content:encoded>", &t.content}, {"<pubDate>", &t.date}} {
		inner, is := bytes.CutPrefix(element, []byte(field.open))
		if !is {
			continue
		}
		if inner, is = bytes.CutSuffix(inner, []byte("</"+field.open[1:])); !is {
			return 0, false
		}
		inner, removed = withoutControls(inner)
		text, plain := textOf(bytes.TrimSpace(inner))
		if !plain || field.to == &t.date && parseDate(text) == 0 {
			return 0, false
		}
		*field.to = text
		return removed, true
	}
	return 0, false
}

// textOf returns the text of XML that has no elements, and reports whether it is either
// one section of text as it is, or text in which nothing is escaped in another way than
// XML knows.
func textOf(b []byte) (text string, ok bool) {
	if section, is := bytes.CutPrefix(b, []byte("<![CDATA[")); is {
		section, is = bytes.CutSuffix(section, []byte("]]>"))
		return string(section), is && !bytes.Contains(section, []byte("]]>"))
	}
	if bytes.IndexByte(b, '<') >= 0 {
		return "", false
	}
	return unescaped(b)
}

// unescaped returns text with XML's references resolved, and reports whether each & begins
// one.
func unescaped(b []byte) (string, bool) {
	var text strings.Builder
	text.Grow(len(b))
	for {
		before, after, found := bytes.Cut(b, []byte("&"))
		text.Write(before)
		if !found {
			return text.String(), true
		}
		end := bytes.IndexByte(after[:min(len(after), len("#1114111;"))], ';')
		if end < 0 {
			return "", false
		}
		switch name := string(after[:end]); name {
		case "lt":
			text.WriteByte('<')
		case "gt":
			text.WriteByte('>')
		case "amp":
			text.WriteByte('&')
		case "quot":
			text.WriteByte('"')
		case "apos":
			text.WriteByte('\'')
		default:
			number, numbered := strings.CutPrefix(name, "#")
			if !numbered || number == "" || strings.Trim(number, "0123456789") != "" {
				return "", false
			}
			text.WriteString(html.UnescapeString("&" + name + ";"))
		}
		b = after[end+1:]
	}
}

// give gives an entry the texts that were taken out of it.
func (t *itemTexts) give(e *gofeed.Item) {
	e.Content, e.Description = cmp.Or(t.content, e.Content), cmp.Or(t.description, e.Description)
	if t.date != "" {
		e.Published, e.PublishedParsed = t.date, nil
	}
}
