package body

import (
	"slices"
	"strings"
)

// Read returns the document that a stored text is: that of Markdown that [Document.Text]
// wrote, and else what [Recover] finds. The text itself tells which, since no other is
// Markdown to the letter.
func Read(text string) Document {
	if mayBeMarkdown(text) {
		if doc := FromMarkdown(text); doc.structured() && doc.Markdown() == text {
			return doc
		}
	}
	return Recover(text)
}

// Text returns a document as it is stored, for [Read]: as Markdown, if it has a structure
// that its lines alone do not show, and as its lines if not, of which Recover may make
// more.
func (d Document) Text() string {
	if d.structured() {
		md := d.Markdown()
		for range 3 { // the first time, numbers of lists may become text
			again := FromMarkdown(md)
			text := again.Markdown()
			if text == md && again.structured() {
				return md
			}
			md = text
		}
	}
	return d.Lines()
}

// structured reports whether a document has anything that its lines do not show. One
// block alone has little, and a text that runs on may begin like it.
func (d Document) structured() bool {
	return slices.ContainsFunc(d.Blocks, func(b Block) bool {
		return b.Kind == Table || len(b.Links) > 0 || len(d.Blocks) > 1 && (b.Kind == Heading || b.Kind == Quote || b.Lead != "")
	})
}

// mayBeMarkdown spares most texts the reading.
func mayBeMarkdown(text string) bool {
	if strings.Contains(text, "](<") || strings.Contains(text, "**") {
		return true
	}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "## ") || strings.HasPrefix(line, "> ") || strings.HasPrefix(line, "| ") {
			return true
		}
	}
	return false
}

// Words returns a stored text without what Markdown adds to it: what is searched, and
// what names are looked for in.
func Words(text string) string {
	if !mayBeMarkdown(text) {
		return text
	}
	if doc := FromMarkdown(text); doc.structured() && doc.Markdown() == text {
		return doc.Lines()
	}
	return text
}
