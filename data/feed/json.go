package feed

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"pressroom/data"
)

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
	GUID        string          `json:"guid"`
	Source      json.RawMessage `json:"source"` // what is no name, as of other programs, says nothing
	Address     string          `json:"address"`
	URL         string          `json:"url"`
	Link        string          `json:"link"`
	Date        string          `json:"date"`
	Published   string          `json:"published"`
	Title       string          `json:"title"`
	Category    string          `json:"category"`
	Lang        string          `json:"lang"`
	Language    string          `json:"language"`
	Author      string          `json:"author"`
	Body        string          `json:"body"`
	Text        string          `json:"text"`
	Excerpt     bool            `json:"excerpt"`
	Attachments []Attachment    `json:"attachments"`
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
			e := json.Unmarshal(text, &r)
			if e = in.leaveOut(e, cmp.Or(r.Body, r.Text), place, "line"); e != nil {
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
	dec := json.NewDecoder(bytes.NewReader(b))
	if _, err := dec.Token(); err != nil {
		return in.errorf("it is no JSON: %v", err)
	}
	for number := 1; dec.More(); number++ {
		var r record
		err, what, place := dec.Decode(&r), fmt.Sprintf("object %d", number), data.Place{File: in.name}
		if _, wrong := errors.AsType[*json.UnmarshalTypeError](err); err != nil && !wrong {
			return in.errorf("its JSON cannot be read behind object %d: %v", number-1, err)
		}
		if err := in.leaveOut(err, cmp.Or(r.Body, r.Text), place, what); err != nil {
			in.problem("%s skipped: %v", what, err)
			continue
		}
		if err := in.giveRecord(r, place, what); err != nil {
			return err
		}
	}
	return nil
}

func (in *input) giveRecord(r record, place data.Place, what string) error {
	it := Item{
		ID: r.GUID, Address: resolve(in.base, cmp.Or(r.Address, r.URL, r.Link)), Date: parseDate(cmp.Or(r.Date, r.Published)),
		Title: r.Title, Category: r.Category, Lang: cmp.Or(r.Lang, r.Language), Author: r.Author, Excerpt: r.Excerpt, Place: place,
		Body: cmp.Or(r.Body, r.Text), Attachments: r.Attachments,
	}
	if json.Unmarshal(r.Source, &it.Source) != nil || len(it.Source) > maxField {
		it.Source = ""
	}
	return in.emit(it, what)
}

// jsonFeed is a JSON Feed, version 1 or 1.1. Its items are read one by one, so that one
// that is wrong costs no other.
type jsonFeed struct {
	Title    string            `json:"title"`
	Home     string            `json:"home_page_url"`
	Self     string            `json:"feed_url"`
	Language string            `json:"language"`
	Items    []json.RawMessage `json:"items"`
}

// jsonItem is an item of it.
type jsonItem struct {
	ID          jsonID       `json:"id"`
	URL         string       `json:"url"`
	ExternalURL string       `json:"external_url"`
	Title       string       `json:"title"`
	ContentHTML string       `json:"content_html"`
	ContentText string       `json:"content_text"`
	Summary     string       `json:"summary"`
	Published   string       `json:"date_published"`
	Modified    string       `json:"date_modified"`
	Tags        []string     `json:"tags"`
	Author      jsonAuthor   `json:"author"` // of version 1
	Authors     []jsonAuthor `json:"authors"`
	Language    string       `json:"language"`
	Attachments []struct {
		Title string `json:"title"`
		URL   string `json:"url"`
	} `json:"attachments"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

// jsonID is a text, or, as the format has it, what a number or another value reads as.
type jsonID string

func (id *jsonID) UnmarshalJSON(b []byte) error {
	if text := (*string)(id); json.Unmarshal(b, text) != nil {
		*text = string(b)
	}
	return nil
}

// leaveOut reports a value that has another type than its field, without which what was
// unmarshalled is kept. It returns any other error, and that of what is left without a text:
// one that is kept would seem to have lost it.
func (in *input) leaveOut(err error, kept string, place data.Place, what string) error {
	wrong, is := errors.AsType[*json.UnmarshalTypeError](err)
	switch {
	case !is:
		return err
	case wrong.Field == "":
		return fmt.Errorf("it is no object, but of the type %s", wrong.Value)
	case kept == "":
		return fmt.Errorf("it has no text, and its field %s is of the type %s", wrong.Field, wrong.Value)
	}
	in.problems.add(place, "%s: its field %s is left out, which is of the type %s", what, wrong.Field, wrong.Value)
	return nil
}

// jsonFeed reads a JSON Feed.
func (in *input) jsonFeed(b []byte) error {
	var f jsonFeed
	err := json.Unmarshal(b, &f)
	if len(f.Items) > 0 {
		err = in.leaveOut(err, "its items", data.Place{File: in.name}, "the feed")
	}
	if err != nil {
		return in.errorf("it is no feed that can be read: %v", err)
	}
	in.report.Title, in.report.List = plainText(f.Title), true
	base := feedBase(in.base, f.Home)
	in.names.origin = newOrigin(resolve(in.base, f.Self), resolve(in.base, f.Home), in.report.Title)
	for i, raw := range f.Items {
		f.Items[i] = nil
		var e jsonItem
		err := json.Unmarshal(raw, &e)
		text := cmp.Or(e.ContentHTML, e.ContentText, e.Summary)
		if err := in.leaveOut(err, text, data.Place{File: in.name}, fmt.Sprintf("item %d", i+1)); err != nil {
			in.problem("item %d skipped: %v", i+1, err)
			continue
		}
		it := Item{
			ID: string(e.ID), Address: resolve(base, cmp.Or(e.URL, e.ExternalURL)), Title: plainText(e.Title),
			Lang: cmp.Or(e.Language, f.Language), Date: cmp.Or(parseDate(e.Published), parseDate(e.Modified)),
		}
		if len(e.Tags) > 0 {
			it.Category = e.Tags[0]
		}
		for _, a := range append(e.Authors, e.Author) {
			it.Author = cmp.Or(it.Author, a.Name)
		}
		for _, a := range e.Attachments {
			it.Attachments = append(it.Attachments, Attachment{Name: a.Title, Address: resolve(base, a.URL)})
		}
		if e.ContentHTML != "" && len(text) <= in.o.Limits.Item {
			setHTML(in.ctx, &it, text, feedBase(base, it.Address))
		} else {
			it.Body = text
		}
		it.Excerpt = goesOn(it.Body)
		if err := in.hold(it, i+1); err != nil {
			return err
		}
	}
	if len(f.Items) == 0 {
		in.problem("the feed has no items")
	}
	return nil
}
