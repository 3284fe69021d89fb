package feed

import (
	"context"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pressroom/data"
	"pressroom/data/body"
)

// plainText returns a title, a name, as it is to be read: feeds write tags and
// references in them. Brackets that are no tags of HTML stay.
func plainText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return data.OneLine(s)
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	script := -1 // where what is raised or lowered begins
	for {
		switch z.Next() {
		case html.ErrorToken:
			b.Write(z.Raw())
			return data.OneLine(b.String())
		case html.TextToken:
			b.WriteString(html.UnescapeString(string(z.Raw())))
		default:
			raw := string(z.Raw())
			switch t := z.Token(); {
			case t.DataAtom == 0 && t.Type != html.CommentToken:
				b.WriteString(raw)
			case t.DataAtom != atom.Sup && t.DataAtom != atom.Sub:
			case t.Type == html.StartTagToken && b.Len() <= maxTitle:
				script = b.Len()
			case t.Type == html.EndTagToken && script >= 0:
				before, text := b.String()[:script], b.String()[script:]
				form := body.Superscript
				if t.DataAtom == atom.Sub {
					form = body.Subscript
				}
				b.Reset()
				b.WriteString(before + form(text))
				script = -1
			}
		}
	}
}

// setHTML makes the body of an item of HTML, or of text if it has no tags.
func setHTML(ctx context.Context, it *Item, text string, base *url.URL) {
	text, it.removed = data.Sanitize(text)
	if !strings.ContainsAny(text, "<&") {
		it.Body = text
		return
	}
	n, err := parseHTML(ctx, strings.NewReader(text))
	if err != nil {
		it.Body = tokensText(text)
		it.flat = err
		return
	}
	setDocument(it, n, base)
}

// tokensText returns the text of HTML that is nested too deep to have a structure.
func tokensText(text string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return data.OneLine(b.String())
		case html.TextToken:
			b.Write(z.Text())
		default:
			b.WriteByte(' ')
		}
	}
}
