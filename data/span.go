package data

import (
	"fmt"
	"slices"
)

// A date that is farYears or more from all nearer to the middle is taken for an
// error of the board, where no more than one release in farShare is dated so.
const (
	farYears = 20
	farShare = 10
	farLeast = 5 // releases, for any to count as nearly all
)

// MainDays returns the range of [Catalogue.Days] that holds the dates of nearly
// all releases: without a few that are decades away, as a mistyped year is. It
// is empty for a catalogue without releases.
func (c *Catalogue) MainDays() (from, to int) { return c.main.from, c.main.to }

// mainDays finds the range of [Catalogue.MainDays].
func (c *Catalogue) mainDays() (from, to int) {
	days := c.days
	if c.n < farLeast {
		return 0, len(days)
	}
	on := make([]int, len(days)) // releases
	for _, day := range c.day {
		on[day]++
	}
	middle, before := 0, on[0]
	for ; 2*before < c.n; before += on[middle] {
		middle++
	}
	apart := func(a, b int) bool { return days[a].Year()-days[b].Year() >= farYears }
	few := max(1, c.n/farShare)
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
func (c *Catalogue) far() []Problem {
	from, to := c.MainDays()
	if from == 0 && to == len(c.days) {
		return nil
	}
	newest, oldest := c.days[from], c.days[to-1]
	var problems []Problem
	more := 0
	for row := range c.n {
		day := int(c.day[row])
		if day >= from && day < to {
			continue
		}
		if len(problems) == maxFar {
			more++
			continue
		}
		what := fmt.Sprintf("the date %s is decades from the others, %s to %s: kept as it stands", c.days[day], oldest, newest)
		problems = append(problems, Problem{c.place(c.row(row)), what})
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return a.Line - b.Line })
	if more > 0 {
		problems = append(problems, Problem{Place{File: problems[0].File}, fmt.Sprintf("%d more dates are decades from the others", more)})
	}
	return problems
}
