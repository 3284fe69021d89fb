package screen

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// What has moved from one frame to the next is found in the text of the rows,
// and one run of them is scrolled: whole rows, or where the terminal has left and
// right margins the part of them that is in one pane. Then the frame before is
// taken for one that had them where they stand now.

// A scroll must save more bytes than it takes, the cursor's moves included.
const (
	rowsCost = 40 // of whole rows
	paneCost = 60 // with margins
)

// part is what a row shows from a column that it sets (CHA) up to the next one.
type part struct {
	x    int
	text string
}

// block is a run of rows that have a part in the same columns in both frames.
type block struct {
	y, left, right int
	was, is        [][]part
}

// move is a run of rows of the next frame that stand elsewhere in the one before.
type move struct {
	from, to int // of the rows
	by       int // how far down they were
	gain     int // in bytes
}

// scroll returns the rows as the best scroll leaves them, and its sequence, "" where none is worth it.
func scroll(was, is []string, width int, margins bool) (rows []string, sequence string) {
	before, after := split(was), split(is)
	whole := block{0, 0, width, before, after}
	best, in := whole.moved(rowsCost), whole
	if margins {
		for _, b := range blocks(before, after, width) {
			if m := b.moved(paneCost); m.gain > best.gain {
				best, in = m, b
			}
		}
	}
	if best.gain <= 0 {
		return was, ""
	}
	top, bottom := min(best.from, best.from+best.by), max(best.to, best.to+best.by)
	rows = make([]string, len(was))
	copy(rows, was)
	for y := top; y <= bottom; y++ {
		var now []part
		if y >= best.from && y <= best.to {
			now = in.was[y+best.by]
		}
		rows[in.y+y] = join(before[in.y+y], now, in.left, in.right)
	}
	if len(in.was) < len(was) || in.left > 0 || in.right < width {
		return rows, scrollPane(in.left, in.right, in.y+top, in.y+bottom, best.by)
	}
	return rows, scrollRows(top, bottom, best.by)
}

// scrollRows moves rows up or down by line ends at an edge, which every terminal scrolls at.
func scrollRows(top, bottom, by int) string {
	edge, step := bottom, "\n"
	if by < 0 {
		edge, step = top, ansi.ReverseIndex
	}
	return fmt.Sprintf("\x1b[%d;%dr\x1b[%dH%s\x1b[r", top+1, bottom+1, edge+1, strings.Repeat(step, max(by, -by)))
}

// scrollPane does so between two columns (DECSLRM), and leaves no margins.
func scrollPane(left, right, top, bottom, by int) string {
	step := ansi.ScrollUp(by)
	if by < 0 {
		step = ansi.ScrollDown(-by)
	}
	return ansi.SetModeLeftRightMargin + ansi.SetLeftRightMargins(left+1, right) +
		ansi.SetTopBottomMargins(top+1, bottom+1) + step +
		"\x1b[r\x1b[s" + ansi.ResetModeLeftRightMargin
}

// split returns the parts of each row.
func split(rows []string) [][]part {
	all := make([][]part, len(rows))
	for y, row := range rows {
		parts := make([]part, 0, 4)
		x, begin := 0, 0
		for at := 0; ; {
			i := strings.Index(row[at:], "\x1b[")
			if i < 0 {
				break
			}
			at += i + 2
			end := at
			for end < len(row) && '0' <= row[end] && row[end] <= '9' {
				end++
			}
			if end == at || end == len(row) || row[end] != 'G' {
				continue
			}
			if begin > 0 || at-2 > 0 {
				parts = append(parts, part{x, row[begin : at-2]})
			}
			n, _ := strconv.Atoi(row[at:end])
			x, begin = max(n, 1)-1, end+1
			at = begin
		}
		all[y] = append(parts, part{x, row[begin:]})
	}
	return all
}

// join returns a row with other parts between two columns.
func join(row, now []part, left, right int) string {
	var b strings.Builder
	put := func(p part) {
		if p.x > 0 || b.Len() > 0 {
			b.WriteString(ansi.CursorHorizontalAbsolute(p.x + 1))
		}
		b.WriteString(p.text)
	}
	done := false
	for _, p := range row {
		if p.x < left || p.x >= right {
			put(p)
			continue
		}
		if !done {
			done = true
			for _, n := range now {
				put(n)
			}
		}
	}
	return b.String()
}

// blocks returns the blocks of two frames.
func blocks(was, is [][]part, width int) (all []block) {
	open := map[int]int{} // the block that the row above belongs to, by its left column
	for y := range was {
		above := open
		open = map[int]int{}
		for i, p := range is[y] {
			right := rightOf(is[y], i, width)
			k := partAt(was[y], p.x)
			if k < 0 || rightOf(was[y], k, width) != right {
				continue
			}
			at, continued := above[p.x]
			if !continued || all[at].right != right {
				at = len(all)
				all = append(all, block{y: y, left: p.x, right: right})
			}
			open[p.x] = at
			all[at].was = append(all[at].was, was[y][k:k+1])
			all[at].is = append(all[at].is, is[y][i:i+1])
		}
	}
	return all
}

// partAt returns which part of a row begins in a column, -1 where none does.
func partAt(row []part, x int) int {
	return slices.IndexFunc(row, func(p part) bool { return p.x == x })
}

// rightOf returns the column where a part ends.
func rightOf(row []part, i, width int) int {
	if i+1 < len(row) {
		return row[i+1].x
	}
	return width
}

// moved returns the rows that gain most when they are scrolled, at a cost in bytes.
func (b *block) moved(cost int) move {
	by := distance(b.was, b.is)
	if by == 0 {
		return move{}
	}
	m := run(b.was, b.is, by)
	m.gain -= cost
	return m
}

// run returns the rows that gain most when they come from by rows away, less what the scroll spoils.
func run(was, is [][]part, by int) (best move) {
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
		if sum-closing > best.gain {
			best = move{from: start, to: y, by: by, gain: sum - closing}
		}
	}
	return best
}

// distance returns how far up most changed parts have moved, negative for down.
func distance(was, is [][]part) int {
	at := make(map[part]int, len(was))
	for y, row := range was {
		for _, p := range row {
			if strings.TrimSpace(p.text) == "" || holds(is[y], p) {
				continue
			}
			if _, twice := at[p]; twice {
				at[p] = -1
			} else {
				at[p] = y
			}
		}
	}
	if len(at) == 0 {
		return 0
	}
	votes := map[int]int{}
	best := 0
	for y, row := range is {
		for _, p := range row {
			if from, there := at[p]; there && from >= 0 && from != y && !holds(was[y], p) {
				by := from - y
				if votes[by] += alike(p.text, p.text); votes[by] > votes[best] {
					best = by
				}
			}
		}
	}
	return best
}

func holds(row []part, p part) bool {
	i := partAt(row, p.x)
	return i >= 0 && row[i].text == p.text
}

// worth returns about how many bytes of a row need not be written where another one stands.
func worth(row, there []part) (n int) {
	for _, p := range row {
		if i := partAt(there, p.x); i >= 0 {
			n += alike(p.text, there[i].text)
		}
	}
	return n
}

// alike returns about how many bytes two texts begin and end with alike.
func alike(text, there string) int {
	text, there = strings.TrimRight(text, " "), strings.TrimRight(there, " ")
	n, most := 0, min(len(text), len(there))
	for n < most && text[n] == there[n] {
		n++
	}
	for end := 1; n < most && text[len(text)-end] == there[len(there)-end]; end++ {
		n++
	}
	return n
}
