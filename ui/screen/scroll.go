package screen

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// What has moved from one frame to the next is found in the text of the rows,
// and one run of them is scrolled: then the frame before is taken for one that
// had them where they stand now.

// worthScrolling is how many bytes less a scroll must leave to write: it takes
// some itself.
const worthScrolling = 40

// scroll returns the rows of the frame before as the terminal shows them after
// it has scrolled those that stand elsewhere in the next, and what makes it do
// so, "" where nothing has moved far enough to be worth it.
func scroll(was, is []string) (rows []string, sequence string) {
	by := distance(was, is)
	if by == 0 {
		return was, ""
	}
	from, to, gain := run(was, is, by)
	if gain < worthScrolling {
		return was, ""
	}
	top, bottom := min(from, from+by), max(to, to+by)
	rows = make([]string, len(was))
	copy(rows, was)
	for y := top; y <= bottom; y++ {
		rows[y] = ""
		if y >= from && y <= to {
			rows[y] = was[y+by]
		}
	}
	// Line ends at the bottom, and their reverse at the top, are what every
	// terminal scrolls at.
	edge, step := bottom, "\n"
	if by < 0 {
		edge, step = top, ansi.ReverseIndex
	}
	return rows, fmt.Sprintf("\x1b[%d;%dr\x1b[%dH%s\x1b[r", top+1, bottom+1, edge+1, strings.Repeat(step, max(by, -by)))
}

// run returns the rows of the next frame that gain most when they are scrolled
// there, and how much: what each of them need not be written, less what the
// rows would keep that are scrolled over or become blank.
func run(was, is []string, by int) (from, to, gain int) {
	kept := make([]int, len(is)+1) // by the rows above each, without a scroll
	for y := range is {
		kept[y+1] = kept[y] + worth(is[y], was[y])
	}
	first := max(0, -by)
	start, sum := first, 0
	for y := first; y < min(len(is), len(is)-by); y++ {
		opening, closing := 0, 0
		if by < 0 {
			opening = kept[y] - kept[y+by]
		} else {
			closing = kept[y+1+by] - kept[y+1]
		}
		if y == first || sum <= -opening {
			start, sum = y, -opening
		}
		sum += worth(is[y], was[y+by]) - (kept[y+1] - kept[y])
		if sum-closing > gain {
			from, to, gain = start, y, sum-closing
		}
	}
	return from, to, gain
}

// distance returns how far up most of the changed rows have moved that stand in
// both frames; it is negative where they moved down.
func distance(was, is []string) int {
	at := make(map[string]int, len(was))
	for y, row := range was {
		if row != is[y] && row != "" {
			row = body(row)
			if _, twice := at[row]; twice {
				at[row] = -1
			} else {
				at[row] = y
			}
		}
	}
	votes := map[int]int{}
	best := 0
	for y, row := range is {
		if row == was[y] {
			continue
		}
		row = body(row)
		if from, there := at[row]; there && from >= 0 {
			by := from - y
			if votes[by] += worth(row, row); votes[by] > votes[best] {
				best = by
			}
		}
	}
	return best
}

// body returns a row without what stands behind the last column that it sets: the
// edge of a pane, which does not move with the text.
func body(row string) string {
	for end := len(row); ; {
		i := strings.LastIndex(row[:end], "\x1b[")
		if i < 0 {
			return row
		}
		digits := strings.TrimLeft(row[i+2:], "0123456789")
		if len(digits) > 0 && digits[0] == 'G' {
			return row[:i]
		}
		end = i
	}
}

// worth returns about how many bytes need not be written for a row where
// another one stands: what they begin with alike, and end with.
func worth(row, there string) int {
	row, there = strings.TrimRight(row, " "), strings.TrimRight(there, " ")
	n, most := 0, min(len(row), len(there))
	for n < most && row[n] == there[n] {
		n++
	}
	for end := 1; n < most && row[len(row)-end] == there[len(there)-end]; end++ {
		n++
	}
	return n
}
