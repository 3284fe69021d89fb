package plain

import (
	"encoding/json"
	"io"
	"strconv"

	"pressroom/data"
	"pressroom/data/text"
)

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
		return hitIndent + line(hits[i].Snippet) + "\n"
	})
}

// found is the JSON of a hit.
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
			if !yield(found{h.ID, h.Date, h.Category, h.Title, line(h.Snippet), score, h.Where, webAddress(h.Release)}) {
				return
			}
		}
	})
}
