package data

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
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

// monthsBefore returns the same day n months before d, or the last day of that month if it is shorter.
func monthsBefore(d Date, n int) time.Time {
	first := time.Date(d.Year(), d.Month()-time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1)
	return first.AddDate(0, 0, min(d.Day(), last.Day())-1)
}

// Pattern returns what compiles an expression when it is first asked for: not each start
// of the program needs it.
func Pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// The forms of a date in digits, each with its year, month and day.
var digitForms = []func() *regexp.Regexp{
	Pattern(`^(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?$`),
	Pattern(`^(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)$`),
	Pattern(`^(?P<y>\d{4})[/.] ?(?P<m>\d\d?)(?:[/.] ?(?P<d>\d\d?))?\.?$`),
	Pattern(`^(?P<d>\d\d?)\. ?(?P<m>\d\d?)\. ?(?P<y>\d{4})$`),
	Pattern(`^(?P<y>\d{4})년(?: ?(?P<m>\d\d?)월(?: ?(?P<d>\d\d?)일)?)?$`),
}

// parseDigits reads a year, a month or a day that is written in digits.
func parseDigits(s string) (p Period, ok bool) {
	for _, digits := range digitForms {
		form := digits()
		match := form.FindStringSubmatch(s)
		if match == nil {
			continue
		}
		part := func(name string) int {
			n, _ := strconv.Atoi(match[form.SubexpIndex(name)]) // 0 where there is none
			return n
		}
		y, m, d := part("y"), part("m"), part("d")
		switch {
		case y < 1:
			return p, false
		case m == 0 && match[form.SubexpIndex("m")] == "":
			return YearPeriod(y), true
		case m < 1 || m > 12:
			return p, false
		case d == 0 && match[form.SubexpIndex("d")] == "":
			return MonthPeriod(y, time.Month(m)), true
		}
		day, err := ParseDate(fmt.Sprintf("%04d-%02d-%02d", y, m, d))
		return DayPeriod(day), err == nil
	}
	return p, false
}

// quarterForm is Q3, Q3 2025 and 2025-Q3.
var quarterForm = Pattern(`^(?:(\d{4})[ -]?)?q([1-4])(?:[ -]?(\d{4}))?$`)

// koreanMonth is 11월, and 11월 18일.
var koreanMonth = Pattern(`^(\d\d?)월(?: ?(\d\d?)일)?$`)

// koreanPeriods are what is said in Korean for a period, without spaces.
var koreanPeriods = map[string]string{
	"오늘": "today", "어제": "yesterday", "이번주": "this week", "지난주": "last week", "이번달": "this month", "지난달": "last month", "올해": "this year", "작년": "last year",
}

// parseWords reads what people say for a period: this week, last month, Nov 18.
func parseWords(s string, today Date) (p Period, ok bool) {
	s = strings.ToLower(s)
	if said := koreanPeriods[strings.ReplaceAll(s, " ", "")]; said != "" {
		s = said
	}
	if m := koreanMonth().FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		return parseMonth(strings.TrimSpace(time.Month(n).String()+" "+m[2]), false, today)
	}
	if m := quarterForm().FindStringSubmatch(s); m != nil && (m[1] == "" || m[3] == "") {
		return quarter(int(m[2][0]-'0'), m[1]+m[3], today), true
	}
	words := strings.FieldsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || c == ',' || c == '-' || c == '_' })
	last := len(words) > 1 && words[0] == "last"
	if len(words) == 2 && (last || words[0] == "this") {
		if p, ok = calendarUnit(words[1], last, today); ok {
			return p, true
		}
		words = words[1:]
	}
	text := strings.Join(words, " ")
	switch text {
	case "today":
		return Period{today, today.AddDays(1)}, !last
	case "yesterday":
		return DayPeriod(today.AddDays(-1)), !last
	}
	if len(words) == 1 {
		if p, ok = parseWeekday(text, last, today); ok {
			return p, true
		}
	}
	return parseMonth(text, last, today)
}

// quarter returns a quarter of a year, or without one the last that has begun.
func quarter(n int, year string, today Date) Period {
	y, err := strconv.Atoi(year)
	if err != nil {
		y = today.Year()
		if NewDate(y, time.Month(3*n-2), 1) > today {
			y--
		}
	}
	return Period{NewDate(y, time.Month(3*n-2), 1), MonthPeriod(y, time.Month(3*n)).To}
}

// calendarUnit returns this week, month or year, or the last one.
func calendarUnit(unit string, last bool, today Date) (p Period, ok bool) {
	back := 0
	if last {
		back = 1
	}
	switch t := today.Time(); unit {
	case "week": // from Monday on
		monday := today.AddDays(-(int(t.Weekday())+6)%7 - 7*back)
		return Period{monday, monday.AddDays(6)}, true
	case "month":
		first := time.Date(t.Year(), t.Month()-time.Month(back), 1, 0, 0, 0, 0, time.UTC)
		return MonthPeriod(first.Year(), first.Month()), true
	case "year":
		return YearPeriod(t.Year() - back), true
	}
	return p, false
}

// parseWeekday reads a day of the week, or its first three letters, as the last that was; before leaves today out.
func parseWeekday(name string, before bool, today Date) (p Period, ok bool) {
	for back := range 8 {
		d := today.AddDays(-back)
		day := strings.ToLower(d.Time().Weekday().String())
		if (name == day || name == day[:3]) && (back > 0 || !before) {
			return DayPeriod(d), true
		}
	}
	return p, false
}

// parseMonth reads a month, or a day of one, as the last that was; before leaves the present month out.
func parseMonth(text string, before bool, today Date) (p Period, ok bool) {
	text = strings.Replace(text, "sept ", "sep ", 1)
	for _, month := range []string{"Jan", "January"} { // names of which case does not matter
		for _, form := range []string{month, month + " 2", "2 " + month, month + " 2 2006", "2 " + month + " 2006", month + " 2006"} {
			t, err := time.Parse(form, text)
			if err != nil {
				continue
			}
			hasDay, hasYear := strings.Contains(strings.ReplaceAll(form, "2006", ""), "2"), t.Year() != 0
			switch {
			case hasYear && hasDay:
				return DayPeriod(DateOf(t)), true
			case hasYear:
				return MonthPeriod(t.Year(), t.Month()), true
			case hasDay:
				return DayPeriod(lastOf(t.Month(), t.Day(), today)), true
			}
			y := today.Year()
			if this := MonthPeriod(y, t.Month()); this.From > today || before && this.Contains(today) {
				y--
			}
			return MonthPeriod(y, t.Month()), true
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
