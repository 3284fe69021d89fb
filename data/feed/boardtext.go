package feed

import (
	"bytes"
	"strings"
	"time"

	"pressroom/data"
	"pressroom/data/board"
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
			failed = in.emit(Item{Date: d.Date, Title: d.Title, Category: d.Category, Body: d.Body, Excerpt: d.Excerpt, Place: d.Place}, "record")
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
