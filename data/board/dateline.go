package board

import (
	"strings"
	"time"

	"pressroom/data"
)

// This file is about notices that have no date of the board's, and one of their own in words: SEJONG, December 9,
// 2025 – …, or in brackets behind the headline.

const month = `(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?`

// dateline is the day in words at the head of a text, behind places at most, and before a dash or the end of its line;
// or in brackets at the end of a line.
var dateline = data.Pattern(`^(?:[\pL .]{0,40}, )?` + inWords + `(?: ?[-–—:]|$)|\(` + inWords + `\)$`)

const inWords = `(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,? )?(?:` + month + ` (\d{1,2}),? (\d{4})|(\d{1,2}) ` + month + ` (\d{4}))`

// maxDateline is how much of a line is searched, in bytes, and datelineReach in how many lines: a category, a headline
// and the first of the body.
const (
	maxDateline   = 300
	datelineReach = 3
)

// DateInWords returns the date that a text without another one has in words at its head, as in
// SEJONG, December 9, 2025 –, and reports whether it has one.
func DateInWords(text string) (day data.Date, found bool) {
	lines := 0
	for line := range strings.Lines(text[:min(len(text), maxHead)]) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if m := dateline().FindStringSubmatch(line[:min(len(line), maxDateline)]); m != nil {
			for i := 1; i < len(m); i += 6 {
				if day, found = inCalendar(m[i+1], m[i], m[i+2]); found {
					return day, true
				}
				if day, found = inCalendar(m[i+3], m[i+4], m[i+5]); found {
					return day, true
				}
			}
		}
		if lines++; lines == datelineReach {
			break
		}
	}
	return 0, false
}

// inCalendar returns the day of a month in words, if the calendar has it.
func inCalendar(day, month, year string) (data.Date, bool) {
	t, err := time.Parse("2 Jan 2006", day+" "+month+" "+year)
	if err != nil {
		return 0, false
	}
	return data.DateOf(t), true
}
