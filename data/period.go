package data

import (
	"fmt"
	"strconv"
	"strings"
	"time"
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
//	2025-11   2025-Q3         a month, a quarter
//	2025-11-18                a day; also 2025/11/18, 2025.11.18, 20251118, 18.11.2025
//	2025-11-18..2025-11-25    a range; each end may be anything else, 11-25 of that year
//	2025-11..   ..2025-11     with one end open
//	7d  2w  3m  1y            the last days, weeks, months, years until today; also 7 days
//	today  yesterday  this week  last month  Monday
//	Nov   Nov 18   18 November 2024   Nov 2025
//	2025년 11월 18일   어제   지난주
//
// What has no year is the last one that was.
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
	from, to, isRange := cutRange(s)
	if !isRange {
		return parsePoint(s, today)
	}
	var p Period
	if from != "" {
		first, err := parsePoint(from, today)
		if err != nil {
			return Period{}, err
		}
		p.From = first.From
	}
	if to != "" {
		last, err := parsePoint(to, today)
		if err != nil {
			var other error
			if last, other = parsePoint(withYear(from, to), today); other != nil {
				return Period{}, err
			}
		}
		p.To = last.To
	}
	if p.From != 0 && p.To != 0 && p.From > p.To {
		return Period{}, fmt.Errorf("%q ends before it begins: write the earlier day first", s)
	}
	return p, nil
}

// cutRange returns the ends of a range: of 2024-2025 too, where both look alike.
func cutRange(s string) (from, to string, is bool) {
	for _, sign := range []string{"...", "..", "…", "~"} {
		if from, to, is = strings.Cut(s, sign); is {
			return strings.TrimSpace(from), strings.TrimSpace(to), true
		}
	}
	if n := len(s) / 2; len(s) >= len("2024-2025") && len(s)%2 == 1 && s[n] == '-' && strings.Trim(s, "0123456789-") == "" {
		return s[:n], s[n+1:], true
	}
	return s, "", false
}

// withYear returns the end of a range with the year, or the month too, of its beginning.
func withYear(from, to string) string {
	if len(from) != len("2025-11-18") || len(to) > len("11-18") {
		return to
	}
	return from[:len(from)-len(to)] + to
}

// parsePoint reads what is one run of days by itself.
func parsePoint(s string, today Date) (Period, error) {
	if p, ok, err := parseLast(s, today); ok {
		return p, err
	}
	if p, ok := parseDigits(s); ok {
		return p, nil
	}
	if p, ok := parseWords(s, today); ok {
		return p, nil
	}
	if strings.Count(s, "/") == 2 && strings.Trim(s, "0123456789/") == "" { // 11/18 or 18/11
		return Period{}, fmt.Errorf("%q is not a date: write 2025-11-18, the year first", s)
	}
	return Period{}, fmt.Errorf("%q is not a date: write 2025, 2025-11, 2025-11-18, a range with .. or 7d", s)
}

// maxLast bounds the number in 7d, so that no arithmetic leaves the calendar.
const maxLast = 3660

// lastForm is 7d, and 7 days, last 7 days.
var lastForm = Pattern(`^(?i)(?:(?:last|past)\s+)?(-?\d+)\s*(d|w|m|y|days?|weeks?|months?|years?)$`)

// parseLast reads 7d, 2w, 3m and 1y; ok says that s has that form.
func parseLast(s string, today Date) (p Period, ok bool, err error) {
	m := lastForm().FindStringSubmatch(s)
	if m == nil {
		return p, false, nil
	}
	unit := m[2][0]
	n, err := strconv.Atoi(m[1])
	if err != nil || n < 1 || n > maxLast {
		return p, true, fmt.Errorf("%q: write a number from 1 to %d before the %s", s, maxLast, m[2])
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

// monthsBefore returns the same day n months before d, or the last of that
// month if it is shorter: package time would run over into the next.
func monthsBefore(d Date, n int) time.Time {
	first := time.Date(d.Year(), d.Month()-time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1)
	return first.AddDate(0, 0, min(d.Day(), last.Day())-1)
}
