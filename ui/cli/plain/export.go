package plain

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"pressroom/data"
	"pressroom/data/body"
	"pressroom/model"
)

// exported is a release as package feed reads it again. What an import gives anew, as the ID, is for others.
type exported struct {
	ID          string       `json:"id"`
	GUID        string       `json:"guid,omitempty"`    // what it is known by in its source
	Address     string       `json:"address,omitempty"` // where it is read on the web
	Source      string       `json:"source"`
	Date        data.Date    `json:"date"`
	Category    string       `json:"category"` // several are joined by "; "
	Title       string       `json:"title"`
	Lang        string       `json:"lang"`
	Excerpt     bool         `json:"excerpt"`
	Versions    int          `json:"versions"`
	Gone        bool         `json:"gone,omitempty"` // it is no longer at its source
	Attachments []attachment `json:"attachments,omitempty"`
	Body        string       `json:"body"`
}

type attachment struct {
	Name    string `json:"name"`
	Address string `json:"address,omitempty"`
}

// Export writes releases as JSON Lines, an object a line, of which package feed makes the
// same documents: with the text as it is kept, whose last line names what is attached.
// Of the versions of a release it writes the newest. Unread is told of each release
// whose text cannot be read: it is left out. Texts are read and written a few at a time.
func Export(ctx context.Context, w io.Writer, lib *model.Library, rows []int, unread func(*data.Release, error)) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	var hasher data.Hasher
	return lib.Bodies(ctx, rows, func(n int, text string, err error) error {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		r := lib.At(n)
		if err == nil && hasher.Hash(r.Date, r.Title, text).String() != r.Version { // by another process
			err = errors.New("its text was changed meanwhile: export it again")
		}
		if err != nil {
			unread(r, err)
			return nil
		}
		x := exported{
			ID: r.ID, GUID: guidOf(r), Address: webAddress(r), Source: r.Source, Date: r.Date, Category: r.Category, Title: r.Title, Lang: r.Lang,
			Excerpt: r.Excerpt, Versions: cmp.Or(lib.History(ctx, r).Versions, 1), Gone: r.Vanished,
			Attachments: attachments(text), Body: text,
		}
		return e.Encode(x)
	})
}

// guidOf returns what its source names a release by: "" for one of a board's text, which has its content alone.
func guidOf(r *data.Release) string {
	if r.Page == "" && (r.Address == r.Version || r.Address == r.Source+"#"+r.ID) {
		return ""
	}
	return r.Address
}

// webAddress returns where a release is read on the web, "" where that is not known.
func webAddress(r *data.Release) string {
	link := r.Link()
	if body.WebAddress(link, nil) != link {
		return ""
	}
	return link
}

// attachments returns what the last line of a text names.
func attachments(text string) (list []attachment) {
	if !data.HasAttachment(text) {
		return nil
	}
	doc := body.FromMarkdown(text[strings.LastIndexByte(text, '\n')+1:])
	if len(doc.Blocks) == 0 {
		return nil
	}
	b := &doc.Blocks[0]
	line := b.Lead + b.Text
	unlinked := func(text string) {
		for name := range strings.SplitSeq(text, ", ") {
			if name = strings.Trim(name, " ,"); name != "" {
				list = append(list, attachment{Name: name, Address: body.WebAddress(name, nil)})
			}
		}
	}
	at := min(len(data.Attached), len(line))
	for _, l := range b.Links {
		if l.From < at || l.To > len(line) {
			continue
		}
		unlinked(line[at:l.From])
		list = append(list, attachment{line[l.From:l.To], l.Address})
		at = l.To
	}
	unlinked(line[at:])
	return list
}
