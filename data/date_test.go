package data_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pressroom/data"
)

func TestParseDate(t *testing.T) {
	for _, s := range []string{"2025-11-14", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"} {
		d, err := data.ParseDate(s)
		if err != nil || d.String() != s {
			t.Errorf("ParseDate(%q) = %v, %v", s, d, err)
		}
	}
	for _, s := range []string{
		"", "2025", "2025-11", "2025-02-30", "2025-02-29", "1900-02-29", "2025-04-31", "2025-13-01",
		"2025-00-10", "2025-10-00", "0000-01-01", "10000-01-01", "-001-01-01", "2025-1-4", "2025-11-4",
		"25-11-14", "2025/11/14", "2025.11.14", "20251114", " 2025-11-14", "2025-11-14 ", "2025-11-14T00:00:00Z",
		"２０２５-11-14", "2025–11–14",
	} {
		d, err := data.ParseDate(s)
		if err == nil || d != 0 {
			t.Errorf("ParseDate(%q) = %v, %v, want an error", s, d, err)
		} else if !strings.Contains(err.Error(), s) {
			t.Errorf("the error does not name %q: %v", s, err)
		}
	}
}

// Every day from 1999 to 2029, which hold all kinds of leap years but one.
func TestDateThroughTheCalendar(t *testing.T) {
	last := data.Date(0)
	for day := time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2030; day = day.AddDate(0, 0, 1) {
		d := data.DateOf(day)
		if d <= last {
			t.Fatalf("%v does not sort after %v", d, last)
		}
		if d.Year() != day.Year() || d.Month() != day.Month() || d.Day() != day.Day() {
			t.Fatalf("%v is %d, %v, %d", day, d.Year(), d.Month(), d.Day())
		}
		if !d.Time().Equal(day) || d.String() != day.Format(time.DateOnly) || d != data.NewDate(day.Date()) {
			t.Fatalf("%v is %v, %v", day, d.Time(), d)
		}
		if last != 0 && (last.AddDays(1) != d || d.AddDays(-1) != last || d.AddDays(0) != d) {
			t.Fatalf("%v and %v are not neighbours", last, d)
		}
		last = d
	}
}

func TestDateOfKeepsTheZone(t *testing.T) {
	seoul := time.FixedZone("KST", 9*60*60)
	moment := time.Date(2025, time.November, 14, 20, 0, 0, 0, time.UTC)
	if got := data.DateOf(moment.In(seoul)); got != 20251115 {
		t.Errorf("it is %v in Seoul, want 2025-11-15", got)
	}
}

func TestZeroDate(t *testing.T) {
	if s := data.Date(0).String(); s != "" {
		t.Errorf("the zero Date prints as %q", s)
	}
}

func TestDateAsJSON(t *testing.T) {
	got, err := json.Marshal(map[string]data.Date{"date": 20251114, "none": 0})
	if want := `{"date":"2025-11-14","none":""}`; err != nil || string(got) != want {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
}
