package snapshot

import (
	"fmt"
	"slices"
	"testing"

	"pressroom/data"
)

// A date that is decades from the others is reported with its place, and left
// out of the main days; a board that is old, or in two parts, has none.
func TestMainDays(t *testing.T) {
	for name, test := range map[string]struct {
		dates    []string
		from, to string // of the main days
		reported []int  // lines
	}{
		"a year mistyped":    {[]string{"2025-11-01", "2025-11-02", "9999-12-31", "2025-11-03", "2025-10-01", "2025-09-01"}, "2025-09-01", "2025-11-03", []int{3}},
		"both ways":          {slices.Concat(repeated("2025-11-01", 20), []string{"1900-01-01", "2125-11-01"}), "2025-11-01", "2025-11-01", []int{21, 22}},
		"thirty years":       {[]string{"1995-01-01", "2000-01-01", "2010-01-01", "2020-01-01", "2025-01-01"}, "1995-01-01", "2025-01-01", nil},
		"two parts":          {slices.Concat(repeated("1970-01-01", 5), repeated("2025-01-01", 5)), "1970-01-01", "2025-01-01", nil},
		"too few to tell":    {[]string{"2025-01-01", "1990-01-01"}, "1990-01-01", "2025-01-01", nil},
		"nineteen years off": {[]string{"2025-01-01", "2025-01-02", "2025-01-03", "2025-01-04", "2044-01-01"}, "2025-01-01", "2044-01-01", nil},
	} {
		var releases []data.Document
		for i, s := range test.dates {
			d, err := data.ParseDate(s)
			if err != nil {
				t.Fatal(err)
			}
			releases = append(releases, data.Document{Release: data.Release{Date: d, Title: fmt.Sprint("No. ", i)}, Place: data.Place{File: "board.txt", Line: i + 1}})
		}
		c, problems := New(releases)
		from, to := c.MainDays()
		if newest, oldest := c.Days()[from].String(), c.Days()[to-1].String(); oldest != test.from || newest != test.to {
			t.Errorf("%s: %s to %s, want %s to %s", name, oldest, newest, test.from, test.to)
		}
		var lines []int
		for _, p := range problems {
			lines = append(lines, p.Line)
		}
		if !slices.Equal(lines, test.reported) {
			t.Errorf("%s: reported are %v, want the lines %v", name, problems, test.reported)
		}
	}
	c, _ := New(nil)
	if from, to := c.MainDays(); from != 0 || to != 0 {
		t.Errorf("without releases: %d to %d", from, to)
	}
}

// Twenty far dates are reported one by one, and how many more there are in one line.
func TestManyFarDates(t *testing.T) {
	for far, want := range map[int]string{20: "", 21: "1 more dates are decades from the others", 25: "5 more dates are decades from the others"} {
		var releases []data.Document
		for i := range 2000 {
			date := data.NewDate(2025, 11, 1)
			if i < far {
				date = data.NewDate(1900, 1, 1)
			}
			releases = append(releases, data.Document{Release: data.Release{Date: date, Title: fmt.Sprint("No. ", i)}, Place: data.Place{File: "board.txt", Line: i + 1}})
		}
		_, problems := New(releases)
		each := min(far, 20)
		if len(problems) < each || problems[each-1].Line != each {
			t.Fatalf("%d far dates: reported are %v", far, problems)
		}
		var got string
		for _, p := range problems[each:] {
			got += p.What
		}
		if got != want {
			t.Errorf("%d far dates end with %q, want %q", far, got, want)
		}
	}
}

func repeated(s string, n int) []string { return slices.Repeat([]string{s}, n) }
