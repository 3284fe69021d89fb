package feed

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
)

// jsonFeed is a JSON Feed, version 1 or 1.1. Its items are read one by one, so that one
// that is wrong costs no other.
type jsonFeed struct {
	Title    string            `json:"title"`
	Home     string            `json:"home_page_url"`
	Language string            `json:"language"`
	Items    []json.RawMessage `json:"items"`
}

type jsonItem struct {
	ID          json.RawMessage `json:"id"` // text, or a number against the rules
	URL         string          `json:"url"`
	External    string          `json:"external_url"`
	Title       string          `json:"title"`
	HTML        string          `json:"content_html"`
	Text        string          `json:"content_text"`
	Summary     string          `json:"summary"`
	Published   string          `json:"date_published"`
	Modified    string          `json:"date_modified"`
	Language    string          `json:"language"`
	Tags        []string        `json:"tags"`
	Author      jsonAuthor      `json:"author"`
	Authors     []jsonAuthor    `json:"authors"`
	Attachments []struct {
		URL   string `json:"url"`
		Title string `json:"title"`
	} `json:"attachments"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

// jsonFeed reads a JSON Feed.
func (in *input) jsonFeed(b []byte) error {
	if n := jsonNesting(b); n > in.o.Limits.Nesting {
		return in.errorf("it is nested %d deep, more than the %d that are read", n, in.o.Limits.Nesting)
	}
	var f jsonFeed
	if err := json.Unmarshal(b, &f); err != nil {
		return in.errorf("it is no feed that can be read: %v", err)
	}
	in.report.Title, in.report.List = plainText(f.Title), true
	base := feedBase(in.base, f.Home)
	in.names.home = resolve(in.base, f.Home)
	for i, raw := range f.Items {
		f.Items[i] = nil
		what := fmt.Sprintf("item %d", i+1)
		var e jsonItem
		if err := json.Unmarshal(raw, &e); err != nil {
			in.problem("%s skipped: %v", what, err)
			continue
		}
		it := Item{
			ID: strings.Trim(string(e.ID), `"`), Address: resolve(base, cmp.Or(e.URL, e.External)), Title: plainText(e.Title),
			Lang: cmp.Or(e.Language, f.Language), Author: e.Author.Name, Date: cmp.Or(parseDate(e.Published), parseDate(e.Modified)),
		}
		if json.Unmarshal(e.ID, &it.ID) != nil && it.ID == "null" {
			it.ID = ""
		}
		if len(e.Tags) > 0 {
			it.Category = e.Tags[0]
		}
		if len(e.Authors) > 0 {
			it.Author = e.Authors[0].Name
		}
		for _, a := range e.Attachments {
			it.Attachments = append(it.Attachments, Attachment{Name: a.Title, Address: resolve(base, a.URL)})
		}
		if text := cmp.Or(e.HTML, e.Text, e.Summary); e.HTML != "" && len(text) <= in.o.Limits.Item {
			setHTML(&it, text, feedBase(base, it.Address))
		} else {
			it.Body = text
		}
		it.Excerpt = goesOn(it.Body)
		if err := in.hold(it, what); err != nil {
			return err
		}
	}
	if len(f.Items) == 0 {
		in.problem("the feed has no items")
	}
	return nil
}
