package cells

import (
	"slices"
	"strings"
	"unicode"
)

// Columns are columnGap cells apart; a table that leaves one less than minColumn is drawn as a list.
const (
	columnGap = 2
	minColumn = 6
)

// Table draws rows that have the same number of cells, their head first, in lines of
// at most w cells: the lines of the head, and those below it, of which the first is
// a rule made of line, which is one cell wide. Columns of numbers stand at the right. Where the columns
// have no room beside each other, each cell has lines of its own behind its head,
// and there are no lines of the head.
func (m Measure) Table(rows [][]string, w int, line string) (head, below []string) {
	widths := m.columns(rows, w)
	if widths == nil {
		return nil, m.tableList(rows, w)
	}
	total := columnGap * (len(widths) - 1)
	for _, n := range widths {
		total += n
	}
	right := make([]bool, len(widths))
	for k := range right {
		right[k] = len(rows) > 1 && !slices.ContainsFunc(rows[1:], func(row []string) bool { return !isFigure(row[k]) })
	}
	below = []string{strings.Repeat(line, total)}
	for i, row := range rows {
		lines := m.row(row, widths, right)
		if i == 0 {
			head = lines
		} else {
			below = append(below, lines...)
		}
	}
	return head, below
}

// columns returns how wide the columns are, of which the widest give; nil where there is no room.
func (m Measure) columns(rows [][]string, w int) []int {
	if len(rows) == 0 {
		return nil
	}
	room := w - columnGap*(len(rows[0])-1)
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for k, cell := range row {
			widths[k] = max(widths[k], min(m.Width(cell), max(1, w)))
		}
	}
	total := 0
	for _, n := range widths {
		total += n
	}
	for ; total > room; total-- {
		widest := 0
		for k, n := range widths {
			if n > widths[widest] {
				widest = k
			}
		}
		if widths[widest] <= minColumn {
			return nil
		}
		widths[widest]--
	}
	return widths
}

// row draws a row in as many lines as its longest cell takes.
func (m Measure) row(row []string, widths []int, right []bool) []string {
	cells := make([][]string, len(row))
	height := 1
	for k, cell := range row {
		cells[k] = m.Wrap(cell, max(1, widths[k]))
		height = max(height, len(cells[k]))
	}
	var lines []string
	for i := range height {
		var b strings.Builder
		for k := range row {
			text := ""
			if i < len(cells[k]) {
				text = strings.TrimRight(cells[k][i], " ")
			}
			pad := strings.Repeat(" ", max(0, widths[k]-m.Width(text)))
			if right[k] {
				text, pad = pad, text
			}
			b.WriteString(text + pad + strings.Repeat(" ", columnGap))
		}
		lines = append(lines, strings.TrimRight(b.String(), " "))
	}
	return lines
}

func (m Measure) tableList(rows [][]string, w int) []string {
	var lines []string
	for i, row := range rows {
		if i == 0 && len(rows) > 1 {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		for k, cell := range row {
			if name := rows[0][k]; i > 0 && name != "" {
				cell = strings.TrimSuffix(name, ":") + ": " + cell
			}
			if cell != "" {
				lines = append(lines, m.Wrap(cell, max(1, w))...)
			}
		}
	}
	return lines
}

// isFigure reports whether a cell has a number, perhaps with a unit of one letter, or nothing.
func isFigure(cell string) bool {
	letters, digits := 0, 0
	for _, c := range cell {
		if unicode.IsLetter(c) {
			letters++
		} else if unicode.IsDigit(c) {
			digits++
		}
	}
	return letters <= 1 && letters <= digits && (digits > 0 || len(cell) <= len("–"))
}
