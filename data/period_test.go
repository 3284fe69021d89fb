package data_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pressroom/data"
)

func ExampleParsePeriod() {
	today := data.NewDate(2025, time.November, 28)
	for _, s := range []string{"2025-11", "2025-11-18..2025-11-25", "7d"} {
		p, err := data.ParsePeriod(s, today)
		fmt.Println(p.From, "to", p.To, err)
	}
	// Output:
	// 2025-11-01 to 2025-11-30 <nil>
	// 2025-11-18 to 2025-11-25 <nil>
	// 2025-11-22 to 2025-11-29 <nil>
}

const today = data.Date(20251128)

func TestParsePeriod(t *testing.T) {
	for _, test := range []struct {
		in       string
		from, to data.Date
		out      string
	}{
		{"2025", 20250101, 20251231, "2025"},
		{"2025-11", 20251101, 20251130, "2025-11"},
		{"2024-02", 20240201, 20240229, "2024-02"},
		{"2025-12", 20251201, 20251231, "2025-12"},
		{"2025-11-18", 20251118, 20251118, "2025-11-18"},
		{"  2025-11-18\t", 20251118, 20251118, "2025-11-18"},
		{"0001", 10101, 11231, "0001"},
		{"9999-12", 99991201, 99991231, "9999-12"},

		{"2025-11-18..2025-11-25", 20251118, 20251125, "2025-11-18..2025-11-25"},
		{"2025-11-18 .. 2025-11-25", 20251118, 20251125, "2025-11-18..2025-11-25"},
		{"2025-10..2025-11", 20251001, 20251130, "2025-10-01..2025-11-30"},
		{"2024..2025-11-03", 20240101, 20251103, "2024-01-01..2025-11-03"},
		{"2025-11..2025-11", 20251101, 20251130, "2025-11"},
		{"2025-01..2025-12", 20250101, 20251231, "2025"},
		{"2025-11-18..2025-11-18", 20251118, 20251118, "2025-11-18"},
		{"2025-11..", 20251101, 0, "2025-11-01.."},
		{"..2025-11", 0, 20251130, "..2025-11-30"},
		{"..", 0, 0, ".."},

		{"1d", 20251128, 20251129, "2025-11-28..2025-11-29"},
		{"7d", 20251122, 20251129, "2025-11-22..2025-11-29"},
		{"7D", 20251122, 20251129, "2025-11-22..2025-11-29"},
		{"2w", 20251115, 20251129, "2025-11-15..2025-11-29"},
		{"1m", 20251029, 20251129, "2025-10-29..2025-11-29"},
		{"3m", 20250829, 20251129, "2025-08-29..2025-11-29"},
		{"today", 20251128, 20251129, "2025-11-28..2025-11-29"}, // it is tomorrow elsewhere already
		{"Yesterday", 20251127, 20251127, "2025-11-27"},
		{"1y", 20241129, 20251129, "2024-11-29..2025-11-29"},
		{"7 days", 20251122, 20251129, "2025-11-22..2025-11-29"},
		{"last 2 Weeks", 20251115, 20251129, "2025-11-15..2025-11-29"},
		{"past 1month", 20251029, 20251129, "2025-10-29..2025-11-29"},
		{"Nov", 20251101, 20251130, "2025-11"},
		{"december", 20241201, 20241231, "2024-12"},
		{"last november", 20241101, 20241130, "2024-11"},
		{"last-month", 20251001, 20251031, "2025-10"},
		{"Sept 5", 20250905, 20250905, "2025-09-05"},
		{"18-Nov-2024", 20241118, 20241118, "2024-11-18"},
		{"friday", 20251128, 20251128, "2025-11-28"}, // which today is
		{"last Fri", 20251121, 20251121, "2025-11-21"},
		{"Monday", 20251124, 20251124, "2025-11-24"},
		{"sat", 20251122, 20251122, "2025-11-22"},
		{"Q3", 20250701, 20250930, "2025-07-01..2025-09-30"},
		{"q4 2024", 20241001, 20241231, "2024-10-01..2024-12-31"},
		{"2025-Q1", 20250101, 20250331, "2025-01-01..2025-03-31"},
		{"2025/11/8", 20251108, 20251108, "2025-11-08"},
		{"2025/11", 20251101, 20251130, "2025-11"},
		{"2025. 11. 8.", 20251108, 20251108, "2025-11-08"},
		{"20251118", 20251118, 20251118, "2025-11-18"},
		{"8.11.2025", 20251108, 20251108, "2025-11-08"},
		{"2025년", 20250101, 20251231, "2025"},
		{"2025년 11월 8일", 20251108, 20251108, "2025-11-08"},
		{"12월", 20241201, 20241231, "2024-12"},
		{"11월 18일", 20251118, 20251118, "2025-11-18"},
		{"지난 주", 20251117, 20251123, "2025-11-17..2025-11-23"},
		{"어제", 20251127, 20251127, "2025-11-27"},
		{"2024-2025", 20240101, 20251231, "2024-01-01..2025-12-31"},
		{"2025-11-18-2025-11-25", 20251118, 20251125, "2025-11-18..2025-11-25"},
		{"2025-11-18..11-25", 20251118, 20251125, "2025-11-18..2025-11-25"},
		{"2025-11-18...25", 20251118, 20251125, "2025-11-18..2025-11-25"},
		{"2025-10~2025-11", 20251001, 20251130, "2025-10-01..2025-11-30"},
		{"last month..yesterday", 20251001, 20251127, "2025-10-01..2025-11-27"},

		{"this week", 20251124, 20251130, "2025-11-24..2025-11-30"},
		{"Last  Week", 20251117, 20251123, "2025-11-17..2025-11-23"},
		{"last month", 20251001, 20251031, "2025-10"},
		{"this year", 20250101, 20251231, "2025"},
		{"Nov 18", 20251118, 20251118, "2025-11-18"},
		{"18 november", 20251118, 20251118, "2025-11-18"},
		{"Dec 1", 20241201, 20241201, "2024-12-01"}, // the last one that was
		{"29 Feb", 20240229, 20240229, "2024-02-29"},
		{"November 18, 2024", 20241118, 20241118, "2024-11-18"},
		{"Nov 2025", 20251101, 20251130, "2025-11"},
	} {
		p, err := data.ParsePeriod(test.in, today)
		if err != nil || p.From != test.from || p.To != test.to {
			t.Errorf("ParsePeriod(%q) = %v to %v, %v, want %v to %v", test.in, p.From, p.To, err, test.from, test.to)
		} else if p.String() != test.out {
			t.Errorf("ParsePeriod(%q) prints as %q, want %q", test.in, p, test.out)
		}
	}
}

// At the end of a long month the months before may be too short.
func TestParsePeriodLastMonths(t *testing.T) {
	for _, test := range []struct {
		in   string
		end  data.Date
		from data.Date
	}{
		{"1m", 20250331, 20250301},
		{"1m", 20240331, 20240301},
		{"1m", 20250228, 20250129},
		{"1m", 20250131, 20250101},
		{"3m", 20250531, 20250301},
		{"1y", 20240229, 20230301},
		{"1y", 20250228, 20240229},
	} {
		p, err := data.ParsePeriod(test.in, test.end)
		if err != nil || p != (data.Period{From: test.from, To: test.end.AddDays(1)}) {
			t.Errorf("%s until %v is %v, %v, want it from %v", test.in, test.end, p, err, test.from)
		}
	}
}

func TestParsePeriodErrors(t *testing.T) {
	for in, names := range map[string]string{
		"":                       "no period",
		"  ":                     "no period",
		"soon":                   `"soon"`,
		"last decade":            `"last decade"`,
		"Nov 31":                 `"Nov 31"`,
		"31":                     `"31"`,
		"2025-02-30":             `"2025-02-30"`,
		"2025-13":                `"2025-13"`,
		"0000":                   `"0000"`,
		"0000-01-01":             `"0000-01-01"`,
		"2025-11-18..soon":       `"soon"`,
		"soon..2025-11-18":       `"soon"`,
		"2025-11-25..2025-11-18": "ends before it begins",
		"2026..2025":             "ends before it begins",
		"2025-11-18....":         `"."`,
		"11/18/2025":             "the year first",
		"2025/13":                `"2025/13"`,
		"2025.2.30":              `"2025.2.30"`,
		"20251318":               `"20251318"`,
		"31.2.2025":              `"31.2.2025"`,
		"13월":                    `"13월"`,
		"2025년 13월":              `"2025년 13월"`,
		"last today":             `"last today"`,
		"this friday 7":          `"this friday 7"`,
		"Q5":                     `"Q5"`,
		"2024-Q3-2025":           `"2024-Q3-2025"`,
		"2025-11-18..32":         `"32"`,
		"2025-11..18":            `"18"`,
		"2025-11-18-2025":        `"18-2025"`,
		"2025-2024":              "ends before it begins",
		"last 7":                 `"last 7"`,
		"0d":                     "from 1 to",
		"-7d":                    "from 1 to",
		"99999d":                 "from 1 to",
		"3000y":                  "before the calendar",
		"d":                      `"d"`,
		"7.5d":                   `"7.5d"`,
		"99999999999999999999d":  `"99999999999999999999d"`,
		"한국":                     `"한국"`,
	} {
		p, err := data.ParsePeriod(in, today)
		if err == nil || p != (data.Period{}) {
			t.Errorf("ParsePeriod(%q) = %v, %v, want an error", in, p, err)
		} else if !strings.Contains(err.Error(), names) {
			t.Errorf("ParsePeriod(%q) fails with %q, which lacks %q", in, err, names)
		}
	}
}

func TestPeriodContains(t *testing.T) {
	month := data.MonthPeriod(2025, time.November)
	for d, want := range map[data.Date]bool{20251031: false, 20251101: true, 20251115: true, 20251130: true, 20251201: false} {
		if month.Contains(d) != want {
			t.Errorf("November contains %v: %v", d, !want)
		}
	}
	since, until := data.Period{From: 20251115}, data.Period{To: 20251115}
	if since.Contains(20251114) || !since.Contains(20251115) || !since.Contains(99991231) {
		t.Error("a period with an open end is wrong")
	}
	if until.Contains(20251116) || !until.Contains(20251115) || !until.Contains(10101) {
		t.Error("a period with an open beginning is wrong")
	}
	if !(data.Period{}).Contains(20251115) {
		t.Error("the zero period does not hold every day")
	}
}

func TestPeriodCovers(t *testing.T) {
	all, year, month, day := data.Period{}, data.YearPeriod(2025), data.MonthPeriod(2025, 11), data.DayPeriod(20251114)
	nested := []data.Period{all, year, month, day}
	for i, outer := range nested {
		for j, inner := range nested {
			if got := outer.Covers(inner); got != (i <= j) {
				t.Errorf("%v covers %v: %v", outer, inner, got)
			}
		}
	}
	since := data.Period{From: 20250101}
	if !since.Covers(year) || year.Covers(since) || !all.Covers(since) || since.Covers(data.Period{To: 20251231}) {
		t.Error("open periods are covered wrongly")
	}
}

// What was read prints as text that reads back as the same.
func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2025", "2025-11", "2025-11-18", "2025-11-18..2025-11-25", "..2025", "2025-02..", "..", "7d", "3w", "12m", "1y", "3660y", "0000", "", "d"} {
		f.Add(s, int32(20251128))
	}
	f.Fuzz(func(t *testing.T, s string, day int32) {
		d, err := data.ParseDate(data.Date(day).String())
		if err != nil {
			d = today
		}
		p, err := data.ParsePeriod(s, d)
		if err != nil {
			if p != (data.Period{}) {
				t.Fatalf("%q fails with %v, and gives %v", s, err, p)
			}
			return
		}
		for _, end := range []data.Date{p.From, p.To} {
			if end != 0 {
				if _, err := data.ParseDate(end.String()); err != nil {
					t.Fatalf("%q: %v", s, err)
				}
			}
		}
		if p.From != 0 && p.To != 0 && !p.Contains(p.From) || !p.Covers(p) {
			t.Fatalf("%q gives %v, which ends before it begins", s, p)
		}
		again, err := data.ParsePeriod(p.String(), d)
		if err != nil || again != p {
			t.Fatalf("%q prints as %q, which reads back as %v, %v", s, p, again, err)
		}
	})
}
