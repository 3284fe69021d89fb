package feed

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"pressroom/data"
	"pressroom/data/board"
	"pressroom/data/body"
)

// boardText reads the text of a board.
type boardText struct{}

// A board has a dash alone on a line, or, as the page of one release, a date.
func (boardText) is(head []byte, _ string) bool {
	if bytes.IndexByte(head, 0) >= 0 {
		return false
	}
	for line := range bytes.Lines(head) {
		line := strings.Trim(string(line), " \t\r\n\ufeff")
		switch line {
		case "-", "–", "—", "−":
			return true
		}
		if labelledDate(line) != 0 || endsInDate(line) {
			return true
		}
	}
	return false
}

// endsInDate reports whether a line ends as in date2025-11-14.
func endsInDate(line string) bool {
	n := len(line) - len(time.DateOnly)
	if n < 0 {
		return false
	}
	_, err := data.ParseDate(line[n:])
	return err == nil
}

func (boardText) read(in *input) error {
	var failed error
	b, err := board.Read(in.name, in.r, func(d data.Document) {
		if failed == nil {
			failed = in.give(Item{Date: d.Date, Title: d.Title, Category: d.Category, Body: d.Body, Excerpt: d.Excerpt, Place: d.Place}, "record")
		}
	})
	if b.Unlisted > 0 {
		b.Problems = b.Problems[:len(b.Problems)-1] // it says how many: see below
		in.problems.unkept += b.Unlisted
	}
	in.problems.addAll(b.Problems)
	in.report.Truncated, in.report.List = b.Truncated, true
	if failed != nil {
		return failed
	}
	return err
}

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
	return in.give(it, "the text")
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

// jsonLines reads an object a line, as pressroom writes them, or an array of such.
type jsonLines struct{}

func (jsonLines) is(head []byte, _ string) bool {
	head = bytes.TrimSpace(head)
	if bytes.HasPrefix(head, []byte("[")) {
		head = bytes.TrimSpace(head[1:])
		return bytes.HasPrefix(head, []byte("{")) || bytes.HasPrefix(head, []byte("]"))
	}
	return bytes.HasPrefix(head, []byte(`{`)) && !isJSONFeed(head)
}

// record is a release in JSON. Its id, which pressroom makes of the text, says nothing of
// its source.
type record struct {
	GUID        string           `json:"guid"`
	Source      json.RawMessage  `json:"source"` // what is no name, as of other programs, says nothing
	Address     string           `json:"address"`
	URL         string           `json:"url"`
	Link        string           `json:"link"`
	Date        string           `json:"date"`
	Published   string           `json:"published"`
	Title       string           `json:"title"`
	Category    string           `json:"category"`
	Lang        string           `json:"lang"`
	Language    string           `json:"language"`
	Author      string           `json:"author"`
	Body        string           `json:"body"`
	Text        string           `json:"text"`
	Excerpt     bool             `json:"excerpt"`
	Attachments []jsonAttachment `json:"attachments"`
}

type jsonAttachment struct {
	Name    string `json:"name"`
	Address string `json:"address"`
}

func (jsonLines) read(in *input) error {
	head, _ := in.r.Peek(headSize)
	if bytes.HasPrefix(bytes.TrimSpace(head), []byte("[")) {
		return readArray(in)
	}
	for number := 1; ; number++ {
		line, tooLong, err := readLine(in.r, 2*in.o.Limits.Item)
		if err != nil && err != io.EOF {
			return in.readError(err)
		}
		place := data.Place{File: in.name, Line: number}
		switch text := bytes.TrimSpace(line); {
		case tooLong:
			in.problems.add(place, "line skipped: it has more than %s", size(int64(2*in.o.Limits.Item)))
		case len(text) == 0:
		case err == io.EOF && !json.Valid(text):
			in.problems.add(place, "line skipped: it is cut off")
			in.report.Truncated = true
		default:
			var r record
			if jsonNesting(text) > in.o.Limits.Nesting {
				in.problems.add(place, "line skipped: it is nested more than %d deep", in.o.Limits.Nesting)
			} else if e := json.Unmarshal(text, &r); e != nil {
				in.problems.add(place, "line skipped: it is no release in JSON: %v", e)
			} else if e := in.giveRecord(r, place, "line"); e != nil {
				return e
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// readLine reads a line. What is beyond the limit of it is passed over.
func readLine(r *bufio.Reader, most int) (line []byte, tooLong bool, err error) {
	for {
		chunk, err := r.ReadSlice('\n')
		if !tooLong {
			line = append(line, chunk...)
			if tooLong = len(line) > most; tooLong {
				line = nil
			}
		}
		if err != bufio.ErrBufferFull {
			return line, tooLong, err
		}
	}
}

// readArray reads an array of releases, one after the other.
func readArray(in *input) error {
	b, err := in.all()
	if err != nil {
		return err
	}
	if n := jsonNesting(b); n > in.o.Limits.Nesting {
		return in.errorf("it is nested %d deep, more than the %d that are read", n, in.o.Limits.Nesting)
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	if _, err := dec.Token(); err != nil {
		return in.errorf("it is no JSON: %v", err)
	}
	for number := 1; dec.More(); number++ {
		var r record
		err := dec.Decode(&r)
		what := fmt.Sprintf("object %d", number)
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			in.problem("%s skipped: it is no release: %v", what, err)
			continue
		} else if err != nil {
			return in.errorf("its JSON cannot be read behind object %d: %v", number-1, err)
		}
		if err := in.giveRecord(r, data.Place{File: in.name}, what); err != nil {
			return err
		}
	}
	return nil
}

func (in *input) giveRecord(r record, place data.Place, what string) error {
	it := Item{
		ID: r.GUID, Address: resolve(in.base, cmp.Or(r.Address, r.URL, r.Link)), Date: parseDate(cmp.Or(r.Date, r.Published)),
		Title: r.Title, Category: r.Category, Lang: cmp.Or(r.Lang, r.Language), Author: r.Author, Excerpt: r.Excerpt, Place: place,
		Body: cmp.Or(r.Body, r.Text),
	}
	if json.Unmarshal(r.Source, &it.Source) != nil || len(it.Source) > maxField {
		it.Source = ""
	}
	for _, a := range r.Attachments {
		it.Attachments = append(it.Attachments, Attachment(a))
	}
	return in.give(it, what)
}
