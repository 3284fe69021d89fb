package feed

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"pressroom/data"
	"pressroom/data/body"
)

// markdown reads a text with YAML front matter, or a Markdown file without.
type markdown struct{}

func (markdown) is(head []byte, name string) bool {
	_, _, ok := frontMatter(head)
	return ok || strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".markdown")
}

// maxFrontMatter is the most bytes of front matter.
const maxFrontMatter = 32 << 10

// frontMatter parts what stands between two lines of --- from what follows.
func frontMatter(b []byte) (head, rest []byte, ok bool) {
	b = bytes.TrimLeft(b, "\r\n ")
	first, rest, _ := bytes.Cut(b, []byte("\n"))
	if strings.TrimRight(string(first), " \r") != "---" {
		return nil, nil, false
	}
	at := 0
	for line := range bytes.Lines(rest[:min(len(rest), maxFrontMatter)]) {
		if l := strings.TrimRight(string(line), " \r\n"); l == "---" || l == "..." {
			return rest[:at], rest[at+len(line):], true
		}
		at += len(line)
	}
	return nil, nil, false
}

func (markdown) read(in *input) error {
	b, err := in.all()
	if err != nil {
		return err
	}
	it := Item{}
	fields := map[string]any{}
	if head, rest, ok := frontMatter(b); ok {
		if err := unmarshalYAML(head, &fields); err != nil {
			return in.errorf("its front matter is no YAML: %v", err)
		}
		b = rest
	}
	field := func(names ...string) string {
		for _, name := range names {
			if s := yamlText(fields[name]); s != "" {
				return s
			}
		}
		return ""
	}
	it.ID = field("id", "guid", "uuid")
	it.Title = field("title", "headline", "subject")
	it.Date = parseDate(field("date", "published", "publishDate", "pubDate", "created"))
	it.Category = field("category", "categories", "section", "type")
	it.Lang = field("lang", "language", "locale")
	it.Author = field("author", "authors", "by", "office")
	it.Address = body.WebAddress(field("address", "url", "link", "source", "canonical", "permalink"), in.base)
	if len(b) > in.o.Limits.Item {
		return in.errorf("its text has %s, more than the %s that are read", size(int64(len(b))), size(int64(in.o.Limits.Item)))
	}
	var clean string
	clean, it.removed = data.Sanitize(string(b))
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

// unmarshalYAML turns a panic of the library into an error.
func unmarshalYAML(b []byte, v any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return yaml.Unmarshal(b, v)
}

// yamlText returns a value of front matter as text: of a list, its first.
func yamlText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case time.Time:
		return v.Format(time.DateOnly)
	case int, int64, float64, uint64:
		return fmt.Sprint(v)
	case []any:
		if len(v) > 0 {
			return yamlText(v[0])
		}
	case map[string]any:
		return yamlText(v["name"])
	}
	return ""
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
