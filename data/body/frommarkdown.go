package body

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	xhtml "golang.org/x/net/html"
)

// commonMark reads Markdown with the tables and strikethrough of GitHub. HTML that
// it holds passes, and [FromHTML] takes of it what it takes of any.
var commonMark = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough),
		goldmark.WithRendererOptions(html.WithUnsafe()),
	)
})

// maxNestedQuotes is how many quotations may lie in each other: reading them takes time
// that grows with the square of it.
const maxNestedQuotes = 50

// nestedQuotes reports whether a line begins with too many marks of quotation.
func nestedQuotes(md string) bool {
	for line := range strings.Lines(md) {
		marks := 0
		for _, c := range line {
			if c == '>' {
				marks++
			} else if c != ' ' {
				break
			}
		}
		if marks > maxNestedQuotes {
			return true
		}
	}
	return false
}

// FromMarkdown returns the document that Markdown writes: for the Markdown of a
// document from [FromHTML], that document.
func FromMarkdown(md string) Document {
	if nestedQuotes(md) {
		return Recover(md)
	}
	var page bytes.Buffer
	if err := commonMark().Convert([]byte(md), &page); err != nil {
		return Recover(md)
	}
	n, err := xhtml.Parse(&page)
	if err != nil { // nested beyond what any text is
		return Recover(md)
	}
	doc := FromArticle(n, nil)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		sign, text, _ := strings.Cut(b.Text, " ")
		if b.Kind == Bullet && b.Level > 0 && text != "" && len(b.Lead)+len(b.Links) == 0 && ordinal(sign) > 0 {
			b.Kind, b.Sign, b.Text = Numbered, sign, text
		}
	}
	return doc
}
