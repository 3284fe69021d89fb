package snapshot

import (
	"fmt"
	"slices"

	"pressroom/data"
)

// A date that is farYears or more from all nearer to the middle is taken for an
// error of the board, where no more than one release in farShare is dated so.
const (
	farYears = 20
	farShare = 10
	farLeast = 5 // releases, for any to count as nearly all
)

// MainDays returns the range of [Snapshot.Days] that holds the dates of nearly
// all releases: without a few that are decades away, as a mistyped year is. It
// is empty for a snapshot without releases.
func (s *Snapshot) MainDays() (from, to int) { return s.main.from, s.main.to }

// mainDays finds the range of [Snapshot.MainDays].
func (s *Snapshot) mainDays() (from, to int) {
	days := s.dates
	if s.Len() < farLeast {
		return 0, len(days)
	}
	on := make([]int, len(days)) // releases
	for day, count := range s.byDay.count {
		if count > 0 {
			on[s.byDay.place[day]] = int(count)
		}
	}
	middle, before := 0, on[0]
	for ; 2*before < s.Len(); before += on[middle] {
		middle++
	}
	apart := func(a, b int) bool { return days[a].Year()-days[b].Year() >= farYears }
	few := max(1, s.Len()/farShare)
	from, to = 0, len(days)
	far := 0
	for i := 0; i < middle; i++ {
		if far += on[i]; far > few {
			break
		}
		if apart(i, i+1) {
			from = i + 1
		}
	}
	far = 0
	for i := len(days) - 1; i > middle; i-- {
		if far += on[i]; far > few {
			break
		}
		if apart(i-1, i) {
			to = i
		}
	}
	return from, to
}

// maxFar is how many releases with far dates are reported one by one.
const maxFar = 20

// far reports the releases whose dates are decades from those of the others.
func (s *Snapshot) far() []data.Problem {
	from, to := s.MainDays()
	if from == 0 && to == len(s.dates) {
		return nil
	}
	newest, oldest := s.dates[from], s.dates[to-1]
	var problems []data.Problem
	more := 0
	for _, n := range s.order {
		day := s.DayOf(int(n))
		if day >= from && day < to {
			continue
		}
		if len(problems) == maxFar {
			more++
			continue
		}
		what := fmt.Sprintf("the date %s is decades from the others, %s to %s: kept as it stands", s.dates[day], oldest, newest)
		problems = append(problems, data.Problem{Place: s.PlaceOf(int(n)), What: what})
	}
	slices.SortStableFunc(problems, func(a, b data.Problem) int { return a.Line - b.Line })
	if more > 0 {
		problems = append(problems, data.Problem{Place: data.Place{File: problems[0].File}, What: fmt.Sprintf("%d more dates are decades from the others", more)})
	}
	return problems
}
