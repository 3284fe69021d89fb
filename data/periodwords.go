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

// parseWeekday reads the name of a day of the week, or its first three letters, as the
// last that was: with before set as one before today.
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

// parseMonth reads a month or a day of one, by the month's name: without a year the last
// that was, with before set as one before the present month.
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
