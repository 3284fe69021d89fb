package data

import (
	"fmt"
	"strings"
	"time"
)

// Date is a calendar day without a time zone, as the boards print it. It is
// the number yyyymmdd, so that dates compare and sort as integers; the zero
// Date is no date at all.
type Date int32

// NewDate returns the day y-m-d. It does not check it: see [ParseDate].
func NewDate(y int, m time.Month, d int) Date {
	return Date(y*10000 + int(m)*100 + d)
}

// DateOf returns the day that t falls on, in t's own zone.
func DateOf(t time.Time) Date { return NewDate(t.Date()) }

// ParseDate reads an ISO date, 2025-11-14, of the years 1 to 9999. A day that
// the calendar does not have (2025-02-30), or any other form, is an error that
// names it.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("%q is not a date: write it as 2025-11-14", s)
	}
	return DateOf(t), nil
}

// Year returns the year of d, 2025.
func (d Date) Year() int { return int(d) / 10000 }

// Month returns the month of d.
func (d Date) Month() time.Month { return time.Month(int(d) / 100 % 100) }

// Day returns the day of d's month, from 1.
func (d Date) Day() int { return int(d) % 100 }

// Time returns midnight UTC of d.
func (d Date) Time() time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}

// AddDays returns the day n days after d, or before it where n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// String returns d as an ISO date, 2025-11-14, and "" for the zero Date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year(), int(d.Month()), d.Day())
}

// MarshalText writes d as [Date.String] does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// DurationText returns a duration as it is typed: 5m or 12h, where its String has 5m0s and
// 12h0m0s. [time.ParseDuration] reads it.
func DurationText(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// DurationWords returns a duration as people say it, in its two largest units: 5 minutes,
// 1 hour 30 minutes. What is less than a second is "less than a second".
func DurationWords(d time.Duration) string {
	if d = d.Round(time.Second); d < time.Second {
		return "less than a second"
	}
	var parts []string
	for _, unit := range []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}, {time.Second, "second"}} {
		if n := d / unit.size; n > 0 && len(parts) < 2 {
			parts = append(parts, Count(int(n), unit.name))
		}
		d %= unit.size
	}
	return strings.Join(parts, " ")
}
