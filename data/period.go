package data

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Period is a run of days, From and To included. A zero From or To leaves
// that end open; the zero Period holds every day.
type Period struct {
	From, To Date
}

// YearPeriod returns the period of one calendar year.
func YearPeriod(y int) Period {
	return Period{NewDate(y, time.January, 1), NewDate(y, time.December, 31)}
}

// MonthPeriod returns the period of one calendar month.
func MonthPeriod(y int, m time.Month) Period {
	first := NewDate(y, m, 1)
	return Period{first, DateOf(first.Time().AddDate(0, 1, -1))}
}

// DayPeriod returns the period of the one day d.
func DayPeriod(d Date) Period { return Period{d, d} }

// Contains reports whether d lies in p.
func (p Period) Contains(d Date) bool {
	return (p.From == 0 || d >= p.From) && (p.To == 0 || d <= p.To)
}

// Covers reports whether every day of q lies in p.
func (p Period) Covers(q Period) bool {
	return (p.From == 0 || q.From != 0 && q.From >= p.From) &&
		(p.To == 0 || q.To != 0 && q.To <= p.To)
}

// String writes p in its shortest form that [ParsePeriod] reads back: a year,
// a month, a day, or a range with its open end left out. The zero Period
// is "..".
func (p Period) String() string {
	switch {
	case p.From == 0 && p.To == 0:
		return ".."
	case p.From != 0 && p.From == p.To:
		return p.From.String()
	case p.From != 0 && p == MonthPeriod(p.From.Year(), p.From.Month()):
		return p.From.String()[:len("2025-11")]
	case p.From != 0 && p == YearPeriod(p.From.Year()):
		return p.From.String()[:len("2025")]
	}
	return p.From.String() + ".." + p.To.String()
}

// ParsePeriod reads what people type for a period:
//
//	2025                      a year
//	2025-11                   a month
//	2025-11-18                a day
//	2025-11-18..2025-11-25    a range; each end may also be a month or a year
//	2025-11..   ..2025-11     with one end open
//	7d  2w  3m  1y            the last days, weeks, months, years until today
//	today  yesterday  this week  last month
//	Nov 18   18 November 2024   Nov 2025
//
// A day without a year is the last one that was.
//
// What ends today ends with tomorrow: where the day begins earlier, as in Korea
// for a reader in New York, releases have its date already.
//
// The error says which part is wrong and what was expected.
func ParsePeriod(s string, today Date) (Period, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Period{}, fmt.Errorf("no period: write 2025-11, 2025-11-18..2025-11-25 or 7d")
	}
	switch strings.ToLower(s) {
	case "today":
		return Period{today, today.AddDays(1)}, nil
	case "yesterday":
		return DayPeriod(today.AddDays(-1)), nil
	}
	if p, ok, err := parseLast(s, today); ok {
		return p, err
	}
	if p, ok := parseWords(s, today); ok {
		return p, nil
	}
	from, to, isRange := strings.Cut(s, "..")
	if !isRange {
		return parsePoint(s)
	}
	var p Period
	if from = strings.TrimSpace(from); from != "" {
		first, err := parsePoint(from)
		if err != nil {
			return Period{}, err
		}
		p.From = first.From
	}
	if to = strings.TrimSpace(to); to != "" {
		last, err := parsePoint(to)
		if err != nil {
			return Period{}, err
		}
		p.To = last.To
	}
	if p.From != 0 && p.To != 0 && p.From > p.To {
		return Period{}, fmt.Errorf("%q ends before it begins: write the earlier day first", s)
	}
	return p, nil
}

// maxLast bounds the number in 7d, so that no arithmetic leaves the calendar.
const maxLast = 3660

// parseLast reads 7d, 2w, 3m and 1y; ok says that s has that form.
func parseLast(s string, today Date) (p Period, ok bool, err error) {
	unit := s[len(s)-1]
	if !strings.ContainsRune("dwmyDWMY", rune(unit)) {
		return p, false, nil
	}
	n, err := strconv.Atoi(s[:len(s)-1])
	if err != nil {
		return p, false, nil
	}
	if n < 1 || n > maxLast {
		return p, true, fmt.Errorf("%q: write a number from 1 to %d before the %c", s, maxLast, unit)
	}
	var before time.Time // the last day that is left out
	switch unit | 0x20 {
	case 'd':
		before = today.Time().AddDate(0, 0, -n)
	case 'w':
		before = today.Time().AddDate(0, 0, -7*n)
	case 'm':
		before = monthsBefore(today, n)
	case 'y':
		before = monthsBefore(today, 12*n)
	}
	from := before.AddDate(0, 0, 1)
	if from.Year() < 1 {
		return p, true, fmt.Errorf("%q reaches back before the calendar: write a smaller number", s)
	}
	return Period{DateOf(from), today.AddDays(1)}, true, nil
}

// parseWords reads what people say for a period: this week, last month, Nov 18.
func parseWords(s string, today Date) (p Period, ok bool) {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(s, ",", " ")))
	if len(words) == 2 && (words[0] == "this" || words[0] == "last") {
		last := 0
		if words[0] == "last" {
			last = 1
		}
		switch t := today.Time(); words[1] {
		case "week": // from Monday on
			monday := today.AddDays(-(int(t.Weekday())+6)%7 - 7*last)
			return Period{monday, monday.AddDays(6)}, true
		case "month":
			first := time.Date(t.Year(), t.Month()-time.Month(last), 1, 0, 0, 0, 0, time.UTC)
			return MonthPeriod(first.Year(), first.Month()), true
		case "year":
			return YearPeriod(t.Year() - last), true
		}
	}
	for i, w := range words { // each word with a capital, as package time has months
		_, n := utf8.DecodeRuneInString(w)
		words[i] = strings.ToUpper(w[:n]) + w[n:]
	}
	text := strings.Join(words, " ")
	for _, month := range []string{"Jan", "January"} {
		for _, form := range []string{month + " 2", "2 " + month, month + " 2 2006", "2 " + month + " 2006", month + " 2006"} {
			t, err := time.Parse(form, text)
			if err != nil {
				continue
			}
			switch {
			case t.Year() == 0:
				return DayPeriod(lastOf(t.Month(), t.Day(), today)), true
			case form == month+" 2006":
				return MonthPeriod(t.Year(), t.Month()), true
			}
			return DayPeriod(DateOf(t)), true
		}
	}
	return p, false
}

// lastOf returns the last such day of the year up to today.
func lastOf(month time.Month, day int, today Date) Date {
	year := today.Year()
	for {
		t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		if t.Month() == month && DateOf(t) <= today { // else it is February 29
			return DateOf(t)
		}
		year--
	}
}

// monthsBefore returns the same day n months before d, or the last of that
// month if it is shorter: package time would run over into the next.
func monthsBefore(d Date, n int) time.Time {
	first := time.Date(d.Year(), d.Month()-time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1)
	return first.AddDate(0, 0, min(d.Day(), last.Day())-1)
}

// parsePoint reads a year, a month or a day as the period that it is.
func parsePoint(s string) (Period, error) {
	for _, form := range []string{"2006", "2006-01", time.DateOnly} {
		t, err := time.Parse(form, s)
		if err != nil || t.Year() < 1 {
			continue
		}
		switch form {
		case "2006":
			return YearPeriod(t.Year()), nil
		case "2006-01":
			return MonthPeriod(t.Year(), t.Month()), nil
		}
		return DayPeriod(DateOf(t)), nil
	}
	return Period{}, fmt.Errorf("%q is not a date: write 2025, 2025-11, 2025-11-18, a range with .. or 7d", s)
}
