// Package plain writes releases as text and as JSON, for pipes, scripts and
// reading without the reader, and finds the release that someone names.
//
// Nothing that it writes holds an escape sequence, to a terminal or to a
// file: releases are sanitised when they are read, and no colour is added
// here. A release is drawn from the blocks of its body, and not by the painter of
// pages: a pipe has no bold and no underline, so that headings and quotations
// need marks of their own. The functions write many small pieces; give them a buffered writer
// and look at the error of its Flush.
package plain

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"

	"pressroom/data"
	"pressroom/data/snapshot"
	"pressroom/data/text"
	"pressroom/ui/cells"
)

// All returns the numbers of the releases of a snapshot, newest first.
func All(c *snapshot.Snapshot) []int {
	numbers := make([]int, 0, c.Len())
	for _, n := range c.Order() {
		numbers = append(numbers, int(n))
	}
	return numbers
}

// Some returns the releases of some numbers.
func Some(c *snapshot.Snapshot, numbers []int) iter.Seq[*data.Release] {
	return func(yield func(*data.Release) bool) {
		for _, n := range numbers {
			if !yield(c.At(n)) {
				return
			}
		}
	}
}

// Documents returns the releases of some numbers with their texts. It ends with the
// error of a text that cannot be read.
func Documents(ctx context.Context, c *snapshot.Snapshot, numbers []int) iter.Seq2[*data.Document, error] {
	return func(yield func(*data.Document, error) bool) {
		enough := errors.New("no more is wanted")
		err := c.Bodies(ctx, numbers, func(n int, body string, err error) error {
			if err == nil && !yield(&data.Document{Release: *c.At(n), Body: body, Place: c.PlaceOf(n)}, nil) {
				return enough
			}
			return err
		})
		if err != nil && err != enough {
			yield(nil, err)
		}
	}
}

// List writes a line for each release: ID, date, category and headline, two
// spaces apart at the least and aligned. No field but the last holds two
// spaces together, so that awk -F '  +' parts them; a category that is
// missing is a hyphen. The headline is last and whole, however long it is.
func List(w io.Writer, releases iter.Seq[*data.Release]) error {
	return list(w, releases, func(int) string { return "" })
}

// list writes releases as [List] does, and below the i-th the lines that below returns.
func list(w io.Writer, releases iter.Seq[*data.Release], below func(i int) string) error {
	idWidth, categoryWidth := 0, 0
	for r := range releases {
		idWidth = max(idWidth, len(r.ID))
		categoryWidth = max(categoryWidth, cells.Measure{}.Width(category(r)))
	}
	i := 0
	for r := range releases {
		name := category(r)
		_, err := io.WriteString(w, r.ID+pad(idWidth-len(r.ID))+"  "+r.Date.String()+"  "+
			name+pad(categoryWidth-cells.Measure{}.Width(name))+"  "+data.OneLine(r.Title)+"\n"+below(i))
		if err != nil {
			return err
		}
		i++
	}
	return nil
}

func category(r *data.Release) string { return cmp.Or(data.OneLine(r.Category), "-") }

func pad(n int) string { return strings.Repeat(" ", max(0, n)) }

// summary is the JSON of a release in a list.
type summary struct {
	ID       string    `json:"id"`
	Date     data.Date `json:"date"`
	Category string    `json:"category"`
	Title    string    `json:"title"`
	Words    int       `json:"words"`
	Excerpt  bool      `json:"excerpt"`
	Source   string    `json:"source"`
	Lang     string    `json:"lang"`
	Address  string    `json:"address,omitempty"` // where it is read on the web
}

func summarise(r *data.Document) summary {
	return summary{r.ID, r.Date, r.Category, r.Title, r.Words(), r.Excerpt, r.Source, r.Lang, webAddress(&r.Release)}
}

// ListJSON writes the releases as one JSON array of objects with id, date,
// category, title, words, excerpt, source, lang and, where it is read on the web, address.
// It ends with the error of a text that cannot be read.
func ListJSON(w io.Writer, releases iter.Seq2[*data.Document, error]) error {
	var unread error
	err := array(w, func(yield func(summary) bool) {
		for r, err := range releases {
			if unread = err; err != nil || !yield(summarise(r)) {
				return
			}
		}
	})
	return cmp.Or(unread, err)
}

func array[T any](w io.Writer, values iter.Seq[T]) error {
	const indent = "  "
	var buf bytes.Buffer // one element: a million of them need not fit
	before := "[\n" + indent
	for v := range values {
		buf.Reset()
		buf.WriteString(before)
		if err := encode(&buf, v, indent); err != nil {
			return err
		}
		buf.Truncate(buf.Len() - len("\n"))
		if _, err := w.Write(buf.Bytes()); err != nil {
			return err
		}
		before = ",\n" + indent
	}
	end := "\n]\n"
	if buf.Len() == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(w, end)
	return err
}

// encode writes v as indented JSON that leaves <, > and & as they are.
func encode(w io.Writer, v any, prefix string) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent(prefix, "  ")
	return e.Encode(v)
}

// Hit is a release that a search found.
type Hit struct {
	*data.Release
	Snippet string  // the place of the text, "" where nothing matches there
	Score   float64 // how relevant it is; more is better
	Where   string  // headline or text

	Highlights, TitleHighlights []text.Span // what matches in Snippet, and in the headline
}

// hitIndent stands before a snippet. No line of a release begins with a space.
const hitIndent = "    "

// Hits writes each hit as [List] writes a release, and below it, indented, the
// place of its text. The places are cut short, but not to a width.
func Hits(w io.Writer, hits []Hit) error {
	releases := func(yield func(*data.Release) bool) {
		for i := range hits {
			if !yield(hits[i].Release) {
				return
			}
		}
	}
	return list(w, releases, func(i int) string {
		if hits[i].Snippet == "" {
			return ""
		}
		return hitIndent + data.OneLine(hits[i].Snippet) + "\n"
	})
}

type found struct {
	ID       string      `json:"id"`
	Date     data.Date   `json:"date"`
	Category string      `json:"category"`
	Title    string      `json:"title"`
	Snippet  string      `json:"snippet"`
	Score    json.Number `json:"score"`
	Where    string      `json:"where"`
	Address  string      `json:"address,omitempty"` // where it is read on the web
}

// HitsJSON writes the hits as one JSON array of objects with id, date,
// category, title, snippet, score, where and, where it is read on the web, address.
func HitsJSON(w io.Writer, hits []Hit) error {
	return array(w, func(yield func(found) bool) {
		for _, h := range hits {
			// More figures would say nothing, and differ between processors.
			score := json.Number(strconv.FormatFloat(h.Score, 'g', 4, 64))
			if !yield(found{h.ID, h.Date, h.Category, h.Title, data.OneLine(h.Snippet), score, h.Where, webAddress(h.Release)}) {
				return
			}
		}
	})
}
