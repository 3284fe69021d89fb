package body

import (
	"slices"
	"strings"

	"pressroom/data"
)

// Read returns the document that a stored text is: that of Markdown that [Document.Text]
// wrote, and else what [Recover] finds. The text itself tells which, since no other is
// Markdown to the letter.
func Read(text string) Document {
	if doc, ok := stored(text); ok {
		return doc.refined()
	}
	return Recover(text)
}

// stored returns the document that a text is if it is Markdown of ours.
func stored(text string) (Document, bool) {
	if !mayBeMarkdown(text) {
		return Document{}, false
	}
	doc := FromMarkdown(text)
	return doc, doc.structured() && doc.Markdown() == text
}

// refined recovers what paragraphs of text alone hold, in a document whose author marked
// no structure: links, tables and bold words are no sign that signs at the beginnings of
// lines were set as lists.
func (d Document) refined() Document {
	marked := func(b Block) bool { return b.Kind != Paragraph && b.Kind != Table && b.Kind != Preformatted }
	if slices.ContainsFunc(d.Blocks, marked) {
		return d
	}
	var blocks []Block
	for i := 0; i < len(d.Blocks); {
		end := i
		for end < len(d.Blocks) && isPlain(&d.Blocks[end]) {
			end++
		}
		if end == i {
			blocks = append(blocks, d.Blocks[i])
			i++
			continue
		}
		blocks = append(blocks, Recover(Document{d.Blocks[i:end]}.Lines()).Blocks...)
		i = end
	}
	return Document{blocks}
}

func isPlain(b *Block) bool { return b.Kind == Paragraph && b.Lead == "" && len(b.Links) == 0 }

// File is a file that a release comes with.
type File struct {
	Name    string // as it is to be shown
	Address string // see [WebAddress]; "" if it has none
}

// Attach returns a stored text with the files that its release comes with below it.
func Attach(text string, files []File) string {
	doc, ok := stored(text)
	if !ok {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" {
				doc.Blocks = append(doc.Blocks, Block{Text: line})
			}
		}
	}
	b := Block{Text: data.Attached}
	for i, f := range files {
		if i > 0 {
			b.Text += ", "
		}
		from := len(b.Text)
		b.Text += f.Name
		if f.Address != "" && !showsItself(f.Name, f.Address) {
			b.Links = append(b.Links, Link{from, len(b.Text), f.Address})
		}
	}
	doc.Blocks = append(doc.Blocks, b)
	return doc.Text()
}

// Text returns a document as it is stored, for [Read]: as Markdown, if it has a structure
// that its lines alone do not show, and as its lines if not, of which Recover may make
// more.
func (d Document) Text() string {
	if d.structured() {
		md := d.Markdown()
		if d.tame() {
			return md
		}
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
		return b.Kind == Table || b.Kind == Preformatted || len(b.Links) > 0 || len(d.Blocks) > 1 && (b.Kind == Heading || b.Kind == Quote || b.Lead != "")
	})
}

// mayBeMarkdown reports whether a text has a mark that all Markdown of ours has: it spares
// most texts the reading.
func mayBeMarkdown(text string) bool {
	if strings.Contains(text, "](<") {
		return true
	}
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(line, " ")
		for _, mark := range []string{"## ", "> ", tableRule, fence} {
			if strings.HasPrefix(line, mark) {
				return true
			}
		}
		if item, ok := strings.CutPrefix(line, "- "); ok {
			line = item
		} else if sign, item, _ := strings.Cut(line, " "); ordinal(sign) > 0 {
			line = item
		}
		if lead, ok := strings.CutPrefix(line, "**"); ok && lead != "" && !strings.HasPrefix(lead, " ") {
			return true
		}
	}
	return false
}

// Words returns a stored text without what Markdown adds to it: what is searched, and what
// names are looked for in. It reads no Markdown, and is fast.
func Words(text string) string {
	if mayBeMarkdown(text) {
		return Plain(text)
	}
	return text
}
