package feed

import (
	"path"
	"strings"
	"time"

	"pressroom/data"
	"pressroom/data/body"
)

// markdown reads a text with front matter in YAML or TOML, or a Markdown file without.
type markdown struct{}

func (markdown) is(head []byte, name string) bool {
	front, _, _ := frontMatter(head)
	return front != nil || strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".markdown")
}

func (markdown) read(in *input) error {
	b, err := in.all()
	if err != nil {
		return err
	}
	var front frontFields
	if head, rest, toml := frontMatter(b); head != nil {
		var wrong error
		front, wrong = readFrontMatter(head, toml)
		switch {
		case len(front) == 0 && wrong != nil: // text between two rules
		case wrong != nil:
			in.problem("its front matter is no YAML (%v): each field was read by itself", wrong)
			fallthrough
		default:
			b = rest
		}
	}
	it := Item{
		ID: front.text("id", "guid", "uuid"), Title: front.text("title", "headline", "subject"),
		Date:     parseDate(front.text("date", "published", "publishdate", "pubdate", "created")),
		Category: front.text("category", "categories", "section", "type"), Lang: front.text("lang", "language", "locale"),
		Author:  front.text("author", "authors", "by", "office"),
		Address: body.WebAddress(front.text("address", "url", "link", "source", "canonical", "permalink"), in.base),
	}
	if len(b) > in.o.Limits.Item {
		return in.errorf("its text has %s, more than the %s that are read", size(int64(len(b))), size(int64(in.o.Limits.Item)))
	}
	var clean string
	clean, it.removed = data.Sanitize(string(b))
	if it.Date == 0 {
		it.Date, clean = takeDate(clean)
	}
	doc := body.FromMarkdown(clean)
	if len(doc.Blocks) > 0 && doc.Blocks[0].Kind == body.Heading {
		if title := doc.Blocks[0].Lead + doc.Blocks[0].Text; it.Title == "" || sameText(title, it.Title) {
			it.Title, doc.Blocks = title, doc.Blocks[1:]
		}
	}
	it.Body = doc.Text()
	if it.Date == 0 {
		it.Date = dateOfName(in.name)
	}
	return in.emit(it, "the text")
}

// dateReach is in how many lines at the head of a text its date is looked for: before and
// below the headline and what names the author.
const dateReach = 5

// takeDate takes the first line that is a date out of the head of a text.
func takeDate(text string) (d data.Date, rest string) {
	at, seen := 0, 0
	for line := range strings.Lines(text) {
		plain := strings.NewReplacer("*", "", "_", "", "`", "").Replace(strings.TrimSpace(line))
		if d := labelledDate(plain); d != 0 {
			return d, text[:at] + text[at+len(line):]
		}
		if at += len(line); plain == "" {
			continue
		}
		if seen++; seen == dateReach {
			break
		}
	}
	return 0, text
}

// dateOfName returns the date that the name of a file begins with, as those of
// blogs do: 2025-11-14-title.md.
func dateOfName(name string) data.Date {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	if len(base) >= len(time.DateOnly) && base[4] == '-' && base[7] == '-' {
		return parseDate(base[:len(time.DateOnly)])
	}
	return 0
}
