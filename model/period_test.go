package model

import (
	"testing"

	"pressroom/data"
)

// Where the board ends in the past, periods are counted from its newest release;
// where it does not, from today. What names its days is the same in both.
func TestPeriodsOfThePast(t *testing.T) {
	lib := corpusReader(t).Library()
	for _, test := range []struct {
		today, typed, want string
		n                  int
		ofBoard            bool
	}{
		{"2025-11-29", "7d", "2025-11-23..2025-11-30", 6, false},
		{"2025-12-20", "7d", "2025-12-14..2025-12-21", 0, false},
		{"2026-11-28", "7d", "2025-11-22..2025-11-28", 6, true},
		{"2026-11-28", "last week", "2025-11-17..2025-11-23", 3, true},
		{"2026-11-28", "2025-11-18", "2025-11-18", 1, false},
		{"2026-11-28", "2025", "2025", 10, false},
		{"2026-11-28", "Nov 18", "2025-11-18", 1, true},
	} {
		day, err := data.ParseDate(test.today)
		if err != nil {
			t.Fatal(err)
		}
		r := NewReader(lib, Options{Clock: day.Time})
		n, ok := r.InPeriod(test.typed)
		p, is := r.OfBoard(test.typed)
		if !ok || n != test.n || is != test.ofBoard || p.String() != test.want {
			t.Errorf("on %s %s is %v with %d releases, of the board %t, want %s with %d, %t", test.today, test.typed, p, n, is, test.want, test.n, test.ofBoard)
		}
	}
	r := NewReader(lib, Options{Clock: data.NewDate(2026, 11, 28).Time})
	cmd, err := r.AddPeriod("7d")
	if err != nil {
		t.Fatal(err)
	}
	carry(r, cmd)
	equal(t, "what is chosen", r.Query().String(), "date:2025-11-22..2025-11-28") // the days that the prompt names
	carry(r, r.ClearFacets())
	carry(r, r.SetLetters("since:7d"))
	equal(t, "since:7d lists", r.Listing().Len(), 6)
	for typed, want := range map[string]string{
		"since:7d": "2025-11-22..2025-11-28", "korea date:today": "2025-11-28", `date:"last week"`: "2025-11-17..2025-11-23",
		"since:2025-11-18": "", "korea": "", "since:7": "", "": "",
	} {
		if p, is := r.QueryOfBoard(typed); is != (want != "") || is && p.String() != want {
			t.Errorf("%s is of %v of the board, %t, want %s", typed, p, is, want)
		}
	}
	today := NewReader(lib, Options{Clock: data.NewDate(2025, 11, 28).Time})
	if p, is := today.QueryOfBoard("since:7d"); is {
		t.Errorf("counted from today since:7d is of %v of the board", p)
	}
}
